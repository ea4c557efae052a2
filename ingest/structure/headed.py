"""Articles whose number is out of order, where the format says that they are headings.

`Article 5a` may stand between 8 and 9: the sequence leaves it out, but a page that marks every
article as a heading of level 3 marks it so too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate
from ingest.structure.lines import Line

_SURE = 0.9
"""Confidence of a heading that is nothing but a number, or has a stop behind it."""
_MARKED = 0.9
"""Share of the articles that the format must mark alike."""
_FEWEST = 5


def out_of_order(
    lines: Sequence[Line], candidates: Sequence[Candidate], chosen: Mapping[int, Candidate]
) -> dict[int, Candidate]:
    """The articles to add to those `chosen`: marked as all others are, with a number that none has."""
    articles = [c for c in chosen.values() if c.kind is ProvisionKind.ARTICLE]
    levels = Counter(lines[c.index].level for c in articles if lines[c.index].is_heading)
    level, count = levels.most_common(1)[0] if levels else (None, 0)
    if level is None or len(articles) < _FEWEST or count < _MARKED * len(articles):
        return {}
    taken = {c.identity for c in articles}
    return {
        c.index: c
        for c in candidates
        if c.kind is ProvisionKind.ARTICLE
        and c.index not in chosen
        and c.confidence >= _SURE
        and c.identity not in taken
        and lines[c.index].is_heading
        and lines[c.index].level == level
    }
