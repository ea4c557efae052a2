"""Who signed, and for whom: the signature blocks behind the testimonium.

`For the Government of Norvale:` opens a block; the name that follows directly is of the person who signed,
with the office printed behind it. Where blocks stand in columns, names and parties are not tied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from corpus.language.formalities import patterns
from corpus.language.table import LanguageTable
from corpus.model import Provision, ProvisionKind
from corpus.parties import party_named
from ingest.metadata.head import Head
from ingest.metadata.own import Found, Own

_LONGEST_LINE: Final = 200
_ENDS: Final = re.compile(r"\s*(?:[:;(\[/]|,\s*$|\s{2,}|\.\s*$|_{2,}|\.{3,}|…|$)")
"""What ends the name of a party in its line."""
_MARKS: Final = re.compile(
    r"[\[(/]\s?(?:signed|signée?|signe|firmado|fdo\.?|подпись|подписано|đã ký|已签字|l\.\s?s\.|sgd\.?)"
    r"[^\])/]{0,20}[\])/]"
    r"|(?<!\w)(?:seal|sceau|sello)(?!\w)|[_…]{2,}|\.{3,}|[\[\]]",
    re.IGNORECASE,
)
"""What stands for the signature itself."""
_NAME: Final = re.compile(
    r"(?:(?:[A-ZÀ-ÞĀ-ŽА-ЯЁĐƯƠ]\.|(?:al|el|ul)-\w+|[A-ZÀ-ÞĀ-ŽА-ЯЁĐƯƠ][\w'’-]*\.?|(?:d['’]|bin|ibn|ben|van|von|der|den|de"
    r"|da|do|dos|del|la|le|y|e|al|el)(?=\s))\s*){1,7}"
)
"""Words of a person's name: with a capital, initials, particles."""
_TWO: Final = re.compile(
    r"(?:(?!\d)\w){2,}(?<=[^\W\d_a-zà-ÿа-я]{2})\s(?:\w\.|\w[a-zà-ÿа-я]+\.?)\s.*[^\W\d_a-zà-ÿа-я]{2}"
)
"""A surname in capitals, then a first name and another surname: two persons."""
_BODY: Final = re.compile(
    r"правительств|республик|government|gouvernement|gobierno|r[eé]p[uú]bli|regierung|regering", re.I
)
"""Words that belong to the party still."""
_MOST_WORDS: Final = 7
_CAPITAL: Final = r"(?=(?-i:[A-ZÀ-ÞА-ЯЁĐ])|[^\x00-\u04ff])"
"""A block opens with a capital, where the script has any."""


@dataclass(frozen=True, slots=True)
class _Line:
    part: Provision
    start: int
    text: str


def find_signatories(own: Own, head: Head) -> list[Found]:
    """For whom a treaty was signed, as printed, each once."""
    found = [party for party, _ in _blocks(own, head)]
    return list({one.value.casefold(): one for one in reversed(found)}.values())[::-1]


def find_signers(own: Own, head: Head) -> list[Found]:
    """Who signed, with the party before and the office behind: `Japan: A. Kato, Minister for Culture`."""
    found = []
    for party, lines in _blocks(own, head):
        person = _person(lines, head.words.code) if lines else None
        if person:
            found.append(Found(f"{party.value}: {person}", party.span, party.eid))
    return found


def _blocks(own: Own, head: Head) -> Iterator[tuple[Found, Sequence[str]]]:
    """Each party with what is printed behind it in its block."""
    for part in own.parts:
        if part.kind is ProvisionKind.CONCLUSION:
            yield from _in_part(part, own, head.words)


def _in_part(part: Provision, own: Own, words: LanguageTable) -> Iterator[tuple[Found, Sequence[str]]]:
    lines = list(_lines(part))
    opened = [index for index, line in enumerate(lines) if _opening(line.text, words.code)]
    found = []
    for index, following in pairwise([*opened, len(lines)]):
        parties = list(_parties(lines[index].text, words))
        for begin, end in parties:
            name = " ".join(lines[index].text[begin:end].split()).strip(" ,.:;")
            rest = [lines[index].text[end:], *(line.text for line in lines[index + 1 : following])]
            whole, behind = _continued(name, rest, words.code)
            start = lines[index].start
            place = own.found(part, whole, start + begin, start + end)
            found.append((place, behind if len(parties) == 1 else ()))
    in_columns = any(not "".join(behind).strip(" :,;") for _, behind in found)
    yield from ((party, () if in_columns else behind) for party, behind in found)


def _continued(name: str, rest: Sequence[str], code: str) -> tuple[str, Sequence[str]]:
    """A name with what goes on in the next line (`the United Mexican` / `States:`), and what is behind."""
    if rest[0].strip() or len(rest) == 1:
        return name, rest
    more, colon, behind = rest[1].partition(":")
    longer = f"{name} {' '.join(more.split())}"
    if more.strip() and party_named(longer, code):
        return longer, [behind, *rest[2:]]
    return name, () if colon and not behind.strip() else rest


def _lines(part: Provision) -> Iterator[_Line]:
    start = 0
    for text in part.text.split("\n"):
        yield _Line(part, start, text)
        start += len(text) + 1


def _opening(line: str, code: str) -> list[re.Match[str]]:
    """The words that open blocks in a line, which must begin with one; two where columns share it."""
    if len(line) > _LONGEST_LINE:
        return []
    found: list[re.Match[str]] = []
    for pattern in patterns(code, "signed_for"):
        if pattern.match(line.lstrip()):
            found += _every(pattern).finditer(line)
    return found


@cache
def _every(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){_CAPITAL}(?:{pattern.pattern})", re.IGNORECASE)


def _parties(line: str, words: LanguageTable) -> Iterator[tuple[int, int]]:
    """The places of the parties of a line; one that the register does not know stands before a colon."""
    opened = _opening(line, words.code)
    starts = [*(match.start() for match in opened), len(line)]
    for match, following in zip(opened, starts[1:], strict=True):
        ends = _ENDS.search(line, match.end(), following)
        begin, end = match.end(), ends.start() if ends else following
        told = len(opened) == 1 and line[end : end + 2].lstrip().startswith(":")
        if end > begin + 1 and (told or party_named(line[begin:end].strip(" ,.:;"), words.code)):
            yield begin, end


def _person(lines: Sequence[str], code: str) -> str | None:
    """The name that stands first behind the party, with the office behind it."""
    printed = [_MARKS.sub(" ", line).strip(" :,;/") for line in lines]
    printed = [" ".join(line.split()) for line in printed if line]
    if not printed:
        return None
    offices = _offices(code)
    office = offices.search(printed[0])
    name = printed[0][: office.start()] if office else printed[0]
    if not _is_name(name.strip(" ,")):
        return None
    told = [name.strip(" ,"), printed[0][office.start() :]] if office else [name]
    if not office and len(printed) > 1 and offices.match(printed[1]):
        told.append(printed[1])
    return ", ".join(told)


def _is_name(text: str) -> bool:
    """Whether words can be a person's name: with capitals but for particles, not initials alone."""
    return (
        _NAME.fullmatch(text) is not None
        and not _TWO.search(text)
        and not _BODY.search(text)
        and len(text.split()) <= _MOST_WORDS
        and any(len(word.strip(".")) > 2 for word in text.split())
    )


@cache
def _offices(code: str) -> re.Pattern[str]:
    named = [pattern.pattern for pattern in patterns(code, "offices")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)" if named else "(?!)", re.IGNORECASE)
