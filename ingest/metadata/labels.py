"""Values that stand behind a label near the top: `Ngày ban hành: 13/02/2026`, `文号 | 国令第12号`.

So portals and gazettes print what they know of a document, as lines or as a table of two columns. A value is
taken where the text itself tells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from corpus.language.dates import find_dates
from corpus.language.patterns import any_of
from corpus.language.table import shared_table
from corpus.model import LegalDate, Span
from ingest.document import RawDocument
from ingest.metadata.own import Found
from ingest.structure.lines import Line, lines_of

_NEAR_THE_TOP: Final = 3_000
"""Characters from the beginning in which labels speak of the document: forms in annexes have some too."""
_LONGEST: Final = 80
_YEAR_WORD: Final = 5
"""Characters of a word for the year behind a day (`года`)."""
_BRACKET: Final = re.compile(r"\s*[(（][^()（）]*[)）]$")
"""The abbreviation of a body behind its name."""
_NUMBER: Final = re.compile(r"(?=\S*\d)[\w./-]{2,40}|[^\s|]{0,12}第?\s?\d{1,5}\s?[号號]")


def labelled(raw: RawDocument, language: str) -> Mapping[str, Found]:
    """The values behind labels, by field; one that is told differently twice is left out."""
    found: dict[str, list[Found]] = {}
    for line in lines_of(raw.blocks):
        if line.start < _NEAR_THE_TOP:
            for name, value in _in_line(line, language):
                found.setdefault(name, []).append(value)
    return {name: told[0] for name, told in found.items() if len({one.value for one in told}) == 1}


def _in_line(line: Line, language: str) -> Iterator[tuple[str, Found]]:
    """Each row of a table, or the line."""
    start = line.start
    for row in line.text.split("\n"):
        for name, pattern in _labels(language).items():
            match = pattern.match(row)
            value = _value(name, match["value"], language) if match else ""
            if match and value:
                begin = start + match.start("value") + match["value"].index(value)
                yield name, Found(value, Span(begin, begin + len(value), line.page))
        start += len(row) + 1


@cache
def _labels(language: str) -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(
            rf"[\W_]*{any_of(words)}[\s*_]*[:：|][\s|*_]*(?P<value>[^|]+?)[\s|*_]*$", re.IGNORECASE
        )
        for name, words in shared_table("labels").get(language, {}).items()
    }


def _value(name: str, printed: str, language: str) -> str:
    """The value as printed, where it is nothing but one."""
    if len(printed) > _LONGEST:
        return ""
    if name.startswith("date."):
        mentions = find_dates(printed, language)
        rest = len(printed) - sum(mention.end - mention.start for mention in mentions)
        return printed if len(mentions) == 1 and rest <= _YEAR_WORD and mentions[0].date.day else ""
    if name == "identifier.number":
        return printed if _NUMBER.fullmatch(printed) else ""
    bare = _BRACKET.sub("", printed)
    return bare if not re.search(r"\d|[.;:]", bare) else ""


def day_of(found: Found, language: str) -> LegalDate:
    """The date of a labelled value."""
    return find_dates(found.value, language)[0].date
