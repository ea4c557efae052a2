"""Lines into paragraphs: undo the wrapping of a typewriter or a page, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import quantiles

from corpus.language.hyphens import keeps_hyphen
from ingest.readers.markers import ends_sentence, opens_unit

WRAPPED = 0.12
"""Share of lines that end inside a sentence from which a text may be wrapped."""
_EVEN, _LONG = 0.6, 0.1
"""Of these, more than the first share are about as long as the longest; and fewer than the second
share of all lines are much longer: those are paragraphs. (Measured on the test data, where 2,400
files have one paragraph a line and 170 are wrapped.)"""
WIDEST = 160
"""Characters of the longest line that a page holds."""
_SHORT = 0.72
"""A line shorter than this share of the full width ends its paragraph, if it ends a sentence."""
_FEWEST = 8
_CUT_FROM, _CUT_TO = 55, 120
"""Characters of a line that may have been cut at the width of a page."""
_CJK = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")
_LAST, _LONGEST_WORD = 4, 80
"""Characters at the end of a text that tell of a divided word: a paragraph may be very long."""
_HYPHEN = re.compile(r"[^\W\d_]{2}[-\u2010]$")


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether line breaks fall inside sentences, at a fixed width, as on a page.

    Rows of tables do not count; nor do long lines, which are paragraphs.
    """
    kept = [line for line in lines if line and not line.startswith("|")]
    inside = [a for a, b in pairwise(lines) if a and b and a[0] != "|" != b[0] and _continues(a, b)]
    if len(inside) < _FEWEST or len(inside) < WRAPPED * len(kept):
        return False
    full = width_of(inside)
    even = sum(len(line) > _SHORT * full for line in inside)
    long = sum(len(line) > 1.3 * full for line in kept)
    return full <= WIDEST and even > _EVEN * len(inside) and long < _LONG * len(kept)


def _continues(line: str, following: str) -> bool:
    if ends_sentence(line) or opens_unit(following):
        return False
    return not following[0].isupper() or line[-1] in ",-‐"


def width_of(lines: Sequence[str]) -> int:
    """The full width in characters: nine of ten lines are not longer."""
    lengths = [len(line) for line in lines if line]
    return int(quantiles(lengths, n=10)[-1]) if len(lengths) > 1 else max(lengths, default=0)


def join_lines(lines: Sequence[str], words: frozenset[str] = frozenset()) -> list[str]:
    """Paragraphs of wrapped lines; an empty line always ends one.

    `words` is the vocabulary that settles hyphens at line ends.
    """
    width = width_of(lines)
    paragraphs: list[str] = []
    current = ""
    last = ""
    for line in lines:
        if current and (not line or _breaks(last, line, width)):
            paragraphs.append(current)
            current = ""
        current = glue(current, line, words) if current else line
        last = line
    return [*paragraphs, current] if current else paragraphs


def _breaks(line: str, following: str, width: int) -> bool:
    """Whether a paragraph ends between two adjacent lines."""
    if ends_sentence(line) and (opens_unit(following) or len(line) < _SHORT * width):
        return True
    if opens_unit(following) and (len(line) < _SHORT * width or _is_heading(line)):
        return True
    return _is_heading(line) and len(line) < _SHORT * width and not following[0].islower()


def _is_heading(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    capitals = bool(letters) and all(not letter.islower() for letter in letters) and len(letters) > 3
    return (capitals and not _CJK.search(line)) or opens_unit(line)


def join_cut(lines: Sequence[str]) -> list[str]:
    """The lines of one paragraph of a text that is not wrapped as a whole.

    A line of page width that ends inside a sentence is joined with the next; any other break was meant.
    """
    joined: list[str] = []
    last = ""
    for line in lines:
        cut = _CUT_FROM <= len(last) <= _CUT_TO and not ends_sentence(last) and not opens_unit(line)
        if joined and cut and not last.isupper():
            joined[-1] = glue(joined[-1], line)
        else:
            joined.append(line)
        last = line
    return joined


def glue(text: str, line: str, words: frozenset[str] = frozenset()) -> str:
    """Append a line: Chinese without a blank, a divided word without its hyphen.

    >>> glue("the consular re-", "lations"), glue("派遣", "国")
    ('the consular relations', '派遣国')
    """
    if _HYPHEN.search(text[-_LAST:]) and line[:1].islower():
        return _undivided(text, line, words)
    if text and line and _CJK.match(text[-1]) and _CJK.match(line[0]):
        return text + line
    return f"{text} {line}".strip()


def hyphens_gone(before: Iterable[str], after: Iterable[str]) -> int:
    """How many words divided at a line end were joined.

    >>> hyphens_gone(["the vice-con-", "sul"], ["the vice-consul"])
    1
    """
    return sum(map(_hyphens, before)) - sum(map(_hyphens, after))


def _hyphens(text: str) -> int:
    return text.count("-") + text.count("\u2010")


def _undivided(text: str, line: str, words: frozenset[str]) -> str:
    """A hyphen at a line end stays where the document or the language writes the word with it."""
    head = text[-_LONGEST_WORD:].split()[-1].lower()
    match = re.match(r"\w+", line)
    tail = match[0].lower() if match else ""
    bare = re.sub(r"^\W+", "", head[:-1])
    real = head + tail in words or _both_words(head[:-1], tail, words) or keeps_hyphen(bare, tail, words)
    return text + line if head[:-1] + tail not in words and real else text[:-1] + line


def _both_words(head: str, tail: str, words: frozenset[str]) -> bool:
    return len(head) > 3 and len(tail) > 3 and head in words and tail in words


def vocabulary(text: str) -> frozenset[str]:
    """Every word of the text in lower case, with and as part of hyphened words."""
    return frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
