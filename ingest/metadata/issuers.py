"""Who issued an instrument, as its head prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.language.patterns import any_of
from corpus.language.table import primary, shared_table
from corpus.model import Span
from ingest.metadata.head import Head, as_written, span_of
from ingest.metadata.titles import Title
from ingest.structure.lines import Line

_FIRST_LINES = 8
"""Lines from the top among which the letterhead stands."""
_LONGEST = 90
_NATION = re.compile(r"\s*(?:CỘNG H(?:ÒA|OÀ)|Độc lập|-{3,}|[_*]{2,}).*$", re.IGNORECASE)
"""The name of the State that stands beside the issuer in a Vietnamese letterhead."""


@dataclass(frozen=True, slots=True)
class FoundIssuers:
    """Names as printed, and where."""

    names: tuple[str, ...]
    span: Span


def find_issuers(head: Head, title: Title | None, text: str) -> FoundIssuers | None:
    """The issuers from the letterhead, or from the title where the language puts them there.

    `text` is the whole document: a name in capitals takes the form in which it stands there.
    """
    found = _IN_TITLE.get(head.words.code, _letterhead)(head, title)
    if found is None:
        return None
    names = tuple(dict.fromkeys(as_written(name, text) for name in found.names))
    return FoundIssuers(names, found.span) if names else None


def _letterhead(head: Head, title: Title | None) -> FoundIssuers | None:
    starts = re.compile(rf"{any_of(head.words.titles.get('issuers', ()))}(?!\w)", re.IGNORECASE)
    for line in head.before_recitals[:_FIRST_LINES]:
        if title and not title.words_only and title.span.start <= line.start < title.span.end:
            break
        name = _NATION.sub("", line.bare).strip(" -–*:,")
        if (
            starts.match(name)
            and len(name) <= _LONGEST
            and not re.search(r"\d|[.;]", name)
            and _is_name(line)
        ):
            return FoundIssuers(_several(name), span_of(line, 0, len(line.text)))
    return None


def _is_name(line: Line) -> bool:
    return line.bold or line.is_heading or line.bare.isupper() or len(line.bare) < 60


def _several(name: str) -> tuple[str, ...]:
    """`BỘ ĐỐI NGOẠI - BỘ NỘI AN` names two."""
    return tuple(part.strip() for part in re.split(r"\s[-–]\s", name) if part.strip())


def _arabic(head: Head, title: Title | None) -> FoundIssuers | None:
    """`وزارة الداخلية: قرار رقم`, a line `إن مجلس الوزراء`, or `قرار مجلس الوزراء رقم`."""
    issuers = any_of(head.words.titles.get("issuers", ()))
    if title:
        before = re.match(rf"(?P<name>{issuers}[^:]{{0,70}}):", title.text)
        named = before or re.match(
            rf"(?:قرار|مرسوم|تعميم)\s+(?P<name>{issuers}[^()]{{0,40}}?)\s+رقم", title.text
        )
        if named:
            return FoundIssuers((named["name"].strip(),), title.span)
    for line in head.lines:
        match = re.fullmatch(rf"\s*إن\s+(?P<name>{issuers}.{{0,60}}?)[\s،:]*", line.text)
        if match:
            return FoundIssuers((match["name"],), span_of(line, *match.span("name")))
    return None


def _chinese(head: Head, title: Title | None) -> FoundIssuers | None:
    """The names before 关于 in the title, else the body named where the text was passed or issued."""
    bodies = any_of(head.words.titles.get("issuers", ()))
    if title:
        match = re.match(
            rf"(?P<names>(?:{bodies}|[\u4e00-\u9fff]{{2,15}}?(?:部|委员会|局|署|院|会))(?:[、\s][^关]{{2,20}}?)*)关于",
            title.text,
        )
        if match:
            return FoundIssuers(tuple(re.split(r"[、\s]+", match["names"])), title.span)
    for line in head.lines:
        issued = re.search(rf"(?P<name>{bodies})[^，。]{{0,30}}(?:公布|通过|发布|令|批准)", line.text)
        if issued:
            return FoundIssuers((issued["name"],), span_of(line, *issued.span("name")))
    return None


def bodies_of(number: str, language: str) -> tuple[str, ...]:
    """The bodies whose letters end a number; none where one of them is not known.

    >>> bodies_of("05/2020/TTLT-BTP-BNG", "vi"), bodies_of("06/2021/TT-BĐN", "vi")
    (('Bộ Tư pháp', 'Bộ Ngoại giao'), ())
    """
    known = shared_table("bodies").get(primary(language), {})
    first, *rest = number.rpartition("/")[2].split("-")
    names = [known.get(letters.rstrip("0123456789")) for letters in rest or [first]]
    return tuple(name for name in names if name) if all(names) else ()


_IN_TITLE = {"ar": _arabic, "zh": _chinese}
