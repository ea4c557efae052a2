"""The title of a document, as printed in its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.language.dates import find_dates
from corpus.language.patterns import any_of, starts_with
from corpus.language.table import LanguageTable
from corpus.model import ProvisionKind, Span, WorkKind
from ingest.document import BlockKind
from ingest.metadata.head import Head, span_of
from ingest.metadata.kinds import kind_of, kinds_of
from ingest.structure.lines import Line

_LONGEST = 600
"""Characters of a title, over all its lines."""
_LONGEST_LINE = 400
_MOST_LINES = 8
_LIKE_HEADINGS = 4
"""Headings of one level from which a first line is one of a list, and the text has no title."""
_LONGEST_STOPPED = 150
"""Characters of a title that ends with a full stop."""
_FULL_LINE = 60
"""Characters of a line that may go on in the next."""
_FIRST_LINES = 6
_WORDS_OF_TITLE = 3
_NUMBER_FIRST = re.compile(
    r"^(?:(?:no?\.?|n[°º]|№)\s?\d{1,6}[.:]?\s+(?:[-–—]\s)?|\d{4,6}\s?:\s+|\d{1,3}\.\s?(?=[^\W\d]))",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"(?:(?:no|nr|n[°º]|№)\.?\s?)?(?:\d{1,6}|[ivxl]{1,7})\W*", re.IGNORECASE)
"""`No. 266`, `Nr. II`: a number in a series or of a letter, and no title."""
_HEADS_ANY_TEXT = re.compile(
    r"(?:(?:main |full )?text|contents?|body|texte(?: intégral)?|texto|inhoud|tekst|inhalt|nội dung"
    r"|văn bản|toàn văn|текст|النص|内容|正文|全文|조약\s?내용|내용|본문)\W*",
    re.IGNORECASE,
)
"""Headings that say only that a text follows."""
_TELLS = re.compile(
    r"(?<!\w)(?:shall|was|were|has been|have been|a été|ont été|fue|fueron|será|sera|wurden?)(?!\w)",
    re.IGNORECASE,
)
"""Verbs by which a line that begins like a title is a sentence."""
_NUMBER_LINE = re.compile(r"(?:\bsố\s?:|^[\W_]*(?:no\.?|n[°º]|№|رقم)\s?[:\d])", re.IGNORECASE)
_SIGNED = re.compile(
    r"[.,]?\s+(?:signed|done|signée?s?|faite?|firmad[oa]|hech[oa])\s+(?:at|à|en)\s.*$", re.IGNORECASE
)
"""`… AND EGYPT. SIGNED AT CAIRO, ON 11 MAY 1972`: where it was signed is no part of the title."""
_SIGNED_KINDS = frozenset({
    WorkKind.TREATY, WorkKind.PROTOCOL, WorkKind.INTERNATIONAL_ARRANGEMENT, WorkKind.EXCHANGE_OF_LETTERS,
    WorkKind.DECLARATION,
})  # fmt: skip
"""In the title of an act that approves a treaty, it tells which treaty."""
_SOURCE = re.compile(r"\s?(?:source|src|fuente|quelle|источник)\s?:", re.IGNORECASE)
"""A collection's note of its source ends the title that it glues to the text."""
_LABELLED = re.compile(r"[^\W\d_]{2,14}\s?:\s?\S")
"""`NOR : MAEF1805127A`, `Made: 6 September 2016`: a field, not a line of a title."""
_DIVISION = re.compile(r"(?:[IVX]{1,4}|[A-Z]|\d{1,2})\.\s+[^\W\d_]")
"""`I. Introduction` under a title opens the text."""
_SUFFIX_LANGUAGES = frozenset({"zh"})
"""Where the kind of instrument ends the title (领事协定) instead of beginning it."""
_NOTE_MARKS = re.compile(r"(?:\s*(?:\[\^?\d+\]|[¹²³*†]+|(?<=[A-Za-z])\s\d(?=\s|$)))+$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, where it stands, and whether it is only the first words of the text."""

    text: str
    span: Span
    words_only: bool = False


def find_title(head: Head) -> Title | None:
    """The title: from the line that names a kind of instrument, with the lines that go on with it."""
    lines = [line for line in head.before_recitals if _may_be_title(line, head.words)]
    for strict in (True, False):
        for index, line in enumerate(lines):
            if _names_kind(line, head.words, strict=strict) and not _goes_on_with(lines, index, head.words):
                return _from(lines, index, head)
    marked = next((line for line in lines if line.is_heading and len(line.bare) > 3), None)
    if marked is None:
        return _first_words(lines, head.words)
    return None if _is_one_of_many(marked, lines) else _title([marked], head.words)


def _may_be_title(line: Line, words: LanguageTable) -> bool:
    return (
        line.kind is not BlockKind.FOOTNOTE
        and not line.text.startswith("|")
        and any(map(str.isalpha, line.text))
        and not _NUMBER_ALONE.fullmatch(line.bare)
        and not _HEADS_ANY_TEXT.fullmatch(line.bare)
        and line.bare.casefold() not in words.bare.get("preamble", ())
    )


def _is_one_of_many(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a heading opens a text that is a list of its like (States with their declarations)."""
    alike = sum(other.is_heading and other.level == line.level for other in lines)
    return line is lines[0] and alike >= _LIKE_HEADINGS


def _goes_on_with(lines: Sequence[Line], index: int, words: LanguageTable) -> bool:
    """Whether a line that begins with a kind goes on with a full one above, which names a kind within it.

    `… the Entry into Force of the Agreement under the United Nations` / `Convention on the Law of the Sea`.
    """
    if not index or words.code in _SUFFIX_LANGUAGES:
        return False
    above, line = lines[index - 1], lines[index]
    if not (above.bold and line.bold) or above.bare.isupper() != line.bare.isupper():
        return False
    named = list(_any_kind(tuple(kinds_of(words))).finditer(above.bare))
    return (
        bool(named) and bool(named[0].start()) and above.bare[-1:].isalpha() and len(above.bare) >= _FULL_LINE
    )


def _names_kind(line: Line, words: LanguageTable, *, strict: bool = True) -> bool:
    """Whether the line begins (in Chinese: ends) with a kind of instrument, and is no sentence.

    Not `strict`, a full stop may end a line whose first word is the kind.
    """
    text = _plain(line, words)
    if not text or _NUMBER_LINE.search(text[:40]) or len(text) > _LONGEST_LINE or _TELLS.search(text):
        return False
    marked = line.is_heading or line.bold or text.isupper()
    if text.endswith((",", "،", "，")) and not (text.isupper() and begins_with_kind(text, words)):
        return False
    if starts_with(words.divisions.get(ProvisionKind.ANNEX, ())).match(text):
        return False
    if text.endswith((".", ";", ":")) and not marked:
        return not strict and _is_short_sentence(text, words)
    if words.code in _SUFFIX_LANGUAGES:
        return len(text) <= 120 and bool(_kind_at_end(words.code, tuple(kinds_of(words))).search(text))
    return bool(_kind_at_start(tuple(kinds_of(words))).match(text)) and (marked or not text[0].islower())


def _is_short_sentence(text: str, words: LanguageTable) -> bool:
    """`Convention fixing the minimum age for work at sea.`: the kind first, one full stop at the end."""
    first = re.match(rf"{any_of(kinds_of(words))} +[^\W\d_]", text, re.IGNORECASE)
    return (
        bool(first) and text[0].isupper() and len(text) <= _LONGEST_STOPPED and not re.search(r"[.;:] ", text)
    )


def _plain(line: Line, words: LanguageTable) -> str:
    """A line without a number before it and the mark of a note glued to the kind (`AGREEMENT1 BETWEEN`)."""
    text = _NUMBER_FIRST.sub("", line.bare)
    return _noted(tuple(kinds_of(words))).sub(r"\1", text) if words.kinds else text


@cache
def _noted(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({any_of(kinds)})[1-9*†‡'](?!\w)", re.IGNORECASE)


@cache
def _any_kind(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(kinds)}(?!\w)", re.IGNORECASE)


@cache
def _kind_at_start(kinds: tuple[str, ...]) -> re.Pattern[str]:
    # An adjective may come first: Vienna Convention, Optional Protocol, Federal Law.
    return re.compile(rf"(?:[^\W\d_][\w'’-]*\s+){{0,6}}?{any_of(kinds)}(?!\w)", re.IGNORECASE)


@cache
def _kind_at_end(code: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{any_of(kinds)}(?:[（(〈《][^）)]*[）)])?\s*(?:\d{{1,2}})?$")


def _is_marked(line: Line) -> bool:
    return line.is_heading or line.bold or line.bare.isupper()


def _from(lines: Sequence[Line], index: int, head: Head) -> Title:
    """The title that begins at a line, with the lines before (in Chinese) and behind that belong to it."""
    taken = [lines[index]]
    if head.words.code in _SUFFIX_LANGUAGES:
        while index and _leads(lines[index - 1], taken[0]):
            index -= 1
            taken.insert(0, lines[index])
        return _title(taken, head.words)
    for line in lines[index + 1 : index + _MOST_LINES]:
        length = sum(len(one.bare) for one in taken) + len(line.bare)
        alone = _is_kind_alone(taken[-1], head.words)
        if length > _LONGEST or not _goes_on(taken[-1], line, head, alone=alone):
            break
        taken.append(line)
    return _title(taken, head.words)


def _leads(line: Line, title: Line) -> bool:
    """Whether a Chinese line above belongs to the title: names of parties, without a stop."""
    text = line.bare
    return (
        title.bare.startswith(("关于", "關於", "领事", "領事"))
        and len(text) <= 60
        and not re.search("[，。；：]", text)
    )


def _in_capitals(line: Line) -> bool:
    return _NUMBER_FIRST.sub("", line.bare).isupper()


def _is_kind_alone(line: Line, words: LanguageTable) -> bool:
    return bool(re.fullmatch(rf"{any_of(kinds_of(words))}[\W_]*", line.bare, re.IGNORECASE))


def _goes_on(last: Line, line: Line, head: Head, *, alone: bool) -> bool:
    """Whether a line goes on with the title above it."""
    text = line.bare
    if not text or head.opens(line, "recitals") or head.opens(line, "enacting") or len(text) > _LONGEST_LINE:
        return False
    if _in_capitals(last) and text.isupper() and not last.bare.endswith(".") and not alone:
        return not _NUMBER_LINE.match(text)
    if last.is_heading and line.is_heading and line.level != last.level and not alone:
        return False
    if _is_place_and_date(line, head.words) or _NUMBER_LINE.match(text) or _LABELLED.match(text):
        return False
    if _DIVISION.match(text):
        return False
    if alone:
        return True
    subject = starts_with((*head.words.titles.get("subject", ()), *head.words.titles.get("between", ())))
    begins = text[:1].islower() or (bool(subject.match(text)) and not text.endswith(":"))
    return begins or (_is_marked(line) and _is_marked(last) and line.is_heading == last.is_heading)


def _is_place_and_date(line: Line, words: LanguageTable) -> bool:
    dates = find_dates(line.text, words.code)
    return len(dates) == 1 and len(line.bare) < 60 and len(line.bare) - (dates[0].end - dates[0].start) < 40


def _title(lines: Sequence[Line], words: LanguageTable) -> Title:
    text = _NOTE_MARKS.sub("", " ".join(" ".join(_plain(line, words) for line in lines).split()))
    if kind_of(text, words) in _SIGNED_KINDS:
        text = _SIGNED.sub("", text)
    text = text.strip(" *_")
    return Title(text, Span(lines[0].start, lines[-1].end, lines[0].page))


def _first_words(lines: Sequence[Line], words: LanguageTable) -> Title | None:
    """The first line (of the bold ones, if they are words), cut at a word: marked as what it is."""
    if not lines:
        return None
    bold = (line for line in lines[:_FIRST_LINES] if line.bold and len(line.bare.split()) >= _WORDS_OF_TITLE)
    line = next(bold, lines[0])
    text = _plain(line, words)
    source = _SOURCE.search(text[:_LONGEST])
    if source and source.start():
        return Title(text[: source.start()].strip(), span_of(line, 0, source.start()))
    if len(text) > 160:
        text = text[:160].rsplit(" ", 1)[0] + "…"
    return Title(text, span_of(line, 0, len(line.text)), words_only=True)


def begins_with_kind(text: str, words: LanguageTable) -> bool:
    """Whether a text of unknown extent begins as the title of an instrument does: its kind is certain."""
    match = _kind_at_start(tuple(kinds_of(words))).match(text) if words.kinds else None
    before = re.findall(r"[^\W\d_]+", text[: match.end()])[:-1] if match else []
    return match is not None and not any(word.lower() in words.words for word in before)
