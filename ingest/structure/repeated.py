"""Labels printed twice: above the headings of divisions, and again where the article begins.

`Article 5 / CHAPTER II / Transit / Article 5:`, as pages do that head every article by its label and keep
the chapter's heading within the article. The first is no article: its line says
nothing that the second does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate
from ingest.structure.lines import Line

_MOST_LINES = 8
_LONGEST_HEADING = 120
_SENTENCE = (".", ";", "。", "；", "؛")


def printed_again(lines: Sequence[Line], candidates: Sequence[Candidate]) -> set[int]:
    """Indices of the labels that are printed again below nothing but headings, one of them of a division."""
    articles = [c for c in candidates if c.kind is ProvisionKind.ARTICLE]
    divisions = {c.index for c in candidates if c.kind is not ProvisionKind.ARTICLE}
    return {
        first.index
        for first, second in pairwise(articles)
        if first.identity == second.identity
        and _letters(lines[first.index].text) == _letters(lines[second.index].text)
        and any(index in divisions for index in range(first.index + 1, second.index))
        and _only_headings(lines[first.index + 1 : second.index])
    }


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _only_headings(between: Sequence[Line]) -> bool:
    short = all(len(line.text) <= _LONGEST_HEADING and not line.text.endswith(_SENTENCE) for line in between)
    return len(between) <= _MOST_LINES and short
