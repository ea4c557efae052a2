"""Arabic kept in the order of the screen: old exports write each line from left to right, letters reversed.

The letters tell: in reading order words begin with the article (ال) and end with ta marbuta (ة), and the
short words of the language are there; in the order of the screen all this is found backwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from corpus.language.table import tables
from corpus.model import Notice
from ingest.readers.pdf_directions import LEFT_TO_RIGHT, NUMBER, has_right_to_left, is_right_to_left, mirrored

_MARKS = "\u064b-\u065f\u0670"
_WORD = re.compile(f"[\u0621-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc{_MARKS}]+")
_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]*|[{_MARKS}]+")
_RIGHT_TO_LEFT_RUN = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[\\s\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*"
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
_LATIN = re.compile(f"{LEFT_TO_RIGHT.pattern}(?: {LEFT_TO_RIGHT.pattern})*")
_ARTICLE = re.compile("(?:[وفبك]?ال|و?لل)[^\\W\\d_]{3}")
_FEWEST = 6
"""Words that must speak for the order of the screen: a name or two in it are no old export."""
_SURELY = 6.0
"""Times as many words must speak for one order as for the other. Texts in reading order have backwards
one such word in a hundred; what lies between is told, and left."""
_LINE = 200
"""Letters that a line on a screen or a page may have. Where a longer one stands in the order of the screen,
lines were joined, and turning all of it would put them in the wrong order: it is left, and told."""
_SAMPLE = 20_000
"""Letters looked at."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for the order of reading, and for that of the screen."""

    reading: int = 0
    screen: int = 0
    longest: int = 0
    """Letters of the longest Arabic line."""

    @property
    def is_visual(self) -> bool:
        """Whether the text is surely in the order of the screen, line by line."""
        return self.screen >= max(_FEWEST, _SURELY * self.reading) and self.longest <= _LINE

    @property
    def is_doubtful(self) -> bool:
        """Whether some of it may be."""
        return self.screen >= _FEWEST and self.reading < _SURELY * self.screen and not self.is_visual


@dataclass(frozen=True, slots=True)
class Ordered:
    """A text in the order of reading, the lines turned for it, and what to tell where it is not sure."""

    text: str
    turned: int = 0
    notices: tuple[Notice, ...] = ()


def in_reading_order(text: str, path: str) -> Ordered:
    """The text with its Arabic lines turned where all of it is surely in the order of the screen."""
    evidence = evidence_of(text)
    if not evidence.is_visual:
        return Ordered(text, notices=doubt(evidence, path))
    lines = text.split("\n")
    turned = turned_lines(lines)
    return Ordered("\n".join(turned), sum(a != b for a, b in zip(lines, turned, strict=True)))


def doubt(evidence: Evidence, path: str) -> tuple[Notice, ...]:
    """What to tell of a text that is partly in each order, or not surely in one."""
    if not evidence.is_doubtful:
        return ()
    count = f"{evidence.screen} words against {evidence.reading}"
    reason = f"Arabic letters may stand in the order of the screen ({count}); they were left as they are"
    return (Notice(path, "damaged_text", reason),)


def evidence_of(text: str) -> Evidence:
    """How many Arabic words at the beginning of the text look right each way.

    >>> evidence_of("ةيناثلا ةداملا"), evidence_of("المادة الثانية")
    (Evidence(reading=0, screen=2, longest=15), Evidence(reading=2, screen=0, longest=14))
    """
    if not has_right_to_left(text):
        return Evidence()
    reading = screen = 0
    for word in _WORD.findall(text, 0, 3 * _SAMPLE)[: _SAMPLE // 5]:
        forth, back = _is_right(word), _is_right(word[::-1])
        reading += forth and not back
        screen += back and not forth
    longest = max(map(len, filter(has_right_to_left, text[: 3 * _SAMPLE].split("\n"))), default=0)
    return Evidence(reading, screen, longest)


def _is_right(word: str) -> bool:
    """Whether a word so written begins, ends or is as Arabic words are."""
    bare = unicodedata.normalize("NFKC", _MARK.sub("", word))
    if len(bare) < 2 or "ة" in bare[:-1]:
        return False
    return bare in _words() or bare[-1] == "ة" or bool(_ARTICLE.match(bare))


@cache
def _words() -> frozenset[str]:
    """The short words of the language that are none of its short words backwards."""
    (arabic,) = [table.words for table in tables() if table.code == "ar"]
    return frozenset(word for word in arabic if len(word) > 1 and word[::-1] not in arabic)


def turned_lines(lines: Iterable[str]) -> list[str]:
    """Lines in the order of the screen in that of reading; those without Arabic stay.

    >>> turned_lines(["(WTO) 2020/5 مقر ةيقافتالا"])
    ['الاتفاقية رقم 2020/5 (WTO)']
    """
    given = list(lines)
    split = _clusters if _marks_follow(given) else list
    return mirrored([_turned(line, split) for line in given])


def _turned(line: str, split: Callable[[str], list[str]]) -> str:
    if not has_right_to_left(line):
        return line
    if not is_right_to_left(line):
        return _RIGHT_TO_LEFT_RUN.sub(lambda run: "".join(reversed(split(run[0]))), line)
    backwards = "".join(reversed(split(line.rstrip())))
    latin = _LATIN.sub(lambda run: run[0][::-1], backwards)
    within = [match.span() for match in _LATIN.finditer(latin)]
    return NUMBER.sub(lambda run: run[0] if _is_within(run.start(), within) else run[0][::-1], latin)


def _is_within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _clusters(line: str) -> list[str]:
    return _CLUSTER.findall(line)


def _marks_follow(lines: Iterable[str]) -> bool:
    """Whether vowel marks stand behind their letters as in reading: then they are turned together.

    A word cannot begin with a mark; turned letter by letter it never ends with one. Where no word tells,
    letters and marks were turned alike, as by programs that know no marks.
    """
    ends: Counter[bool] = Counter()
    for word in (word for line in lines for word in _WORD.findall(line)):
        ends[True] += bool(_MARK.match(word[-1]))
        ends[False] += bool(_MARK.match(word[0]))
    return ends[True] > ends[False]
