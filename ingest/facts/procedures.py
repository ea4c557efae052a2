"""Procedures: the lines of one article or section under a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.model import ItemKind, Procedure, ProcedureItem, Provision, ProvisionKind
from ingest.facts.rules import FactRules

_SECTIONS: Final = frozenset({ProvisionKind.SECTION, ProvisionKind.SUBSECTION})
"""Divisions small enough to be one procedure."""
_DIVISIONS: Final = _SECTIONS | {
    ProvisionKind.BOOK,
    ProvisionKind.PART,
    ProvisionKind.TITLE,
    ProvisionKind.CHAPTER,
    ProvisionKind.ANNEX,
}
"""Divisions that are one procedure where their heading opens with its name: `Procedure for …`."""
_MOST: Final = 20
"""Articles of one procedure: a longer division tells of several."""
_TELLING: Final = frozenset({ItemKind.PAPER, ItemKind.FEE, ItemKind.STEP})
"""Lines by which an article tells of a procedure whatever its heading."""
_MARK: Final = re.compile(r"\s*[\[(]\d{1,3}[\])]\s*$")
"""The mark of a footnote behind a heading."""


@dataclass(frozen=True, slots=True)
class ProcedureReader:
    """Puts lines together."""

    items: Sequence[ProcedureItem]
    found: FactRules

    def below(self, node: Provision, heading: str = "") -> Iterator[Procedure]:
        """The procedures of a provision and those below it; `heading` names the division that holds it.

        A section whose heading names a procedure is one, and so is any division whose heading opens with
        the name of one; so is an article whose heading, or that of its division, does, and one that asks
        for papers or a fee or tells steps.
        """
        named = self._names(node.heading)
        if self._is_one(node) and (lines := self._lines(node)):
            yield _procedure(node, node.heading, lines)
        elif node.kind is ProvisionKind.ARTICLE:
            lines = self._lines(node)
            told = named or self._names(heading) or any(line.kind in _TELLING for line in lines)
            if lines and told:
                yield _procedure(node, node.heading or heading or node.label, lines)
        else:
            for child in node.children:
                yield from self.below(child, node.heading or heading)

    def _is_one(self, node: Provision) -> bool:
        """Whether a division is one procedure: none below it is, and it is no long one."""
        opens = self.found.headings["procedure_of"]
        if node.kind in _SECTIONS and self._names(node.heading):
            return True
        if node.kind not in _DIVISIONS or not opens.search(node.heading):
            return False
        below = [one for one in node.walk() if one is not node]
        parts = any(one.kind in _DIVISIONS and self._names(one.heading) for one in below)
        return not parts and sum(one.kind is ProvisionKind.ARTICLE for one in below) <= _MOST

    def _names(self, heading: str) -> bool:
        return bool(self.found.headings["procedure"].search(heading))

    def _lines(self, node: Provision) -> tuple[ProcedureItem, ...]:
        eids = {below.eid for below in node.walk()}
        return tuple(item for item in self.items if item.eid in eids)


def _procedure(node: Provision, name: str, lines: tuple[ProcedureItem, ...]) -> Procedure:
    body = next((line.text for line in lines if line.kind is ItemKind.BODY), None)
    return Procedure(node.eid, _MARK.sub("", name), lines, body)
