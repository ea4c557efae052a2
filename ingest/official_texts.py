"""An official consolidation against the text that the amendments themselves give: where the two differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from corpus.language.amendments.model import Deed
from corpus.law.alignment import NOTE_MARK, words_only
from corpus.law.cited_places import place_of
from corpus.law.consolidation import Consolidated
from corpus.model import Notice, Provision, ProvisionKind

DIFFERS: Final = "made_differs"
"""The code of the doubt."""
_GIVES_TEXT: Final = frozenset({Deed.REPLACES, Deed.INSERTS, Deed.REPLACES_WORDS})
"""What is repealed official texts print in many ways."""
_NAMED: Final = 10


def differing(done: Consolidated, official: Sequence[Provision]) -> list[str]:
    """The changed provisions that read otherwise in the official text; of what was left none is told."""
    made, printed = _by_eid(done.provisions), _by_eid(official)
    left = [one.eid or one.change.target for one in done.left]
    if None in left:
        return []
    applied = (one for one in done.applied if one.change.deed in _GIVES_TEXT)
    eids = dict.fromkeys(eid for one in applied for eid in one.eids)
    return [eid for eid in eids if not _is_unsure(eid, left) and _differs(eid, made, printed)]


def notice_of(path: str, eids: Sequence[str]) -> Notice:
    """The notice that tells of them."""
    rest = f" … (+{len(eids) - _NAMED})" if len(eids) > _NAMED else ""
    return Notice(path, DIFFERS, ", ".join(eids[:_NAMED]) + rest)


def _is_unsure(eid: str, left: Iterable[str | None]) -> bool:
    return any(one is not None and (eid.startswith(one) or one.startswith(eid)) for one in left)


def _differs(eid: str, made: dict[str, Provision], printed: dict[str, Provision]) -> bool:
    place = place_of(eid, printed)
    return place is None or _words(made[eid]) != _words(printed[place])


def _words(one: Provision) -> str:
    """All that it says but its label, blanks and signs apart, without what editors note."""
    return words_only(NOTE_MARK.sub("", " ".join(_said(one)))).replace(" ", "")


def _said(one: Provision, label: str = "") -> Iterator[str]:
    yield from (label, one.heading, one.text)
    for child in one.children:
        if child.kind is not ProvisionKind.NOTE:
            yield from _said(child, child.label)


def _by_eid(tree: Iterable[Provision]) -> dict[str, Provision]:
    return {node.eid: node for top in tree for node in top.walk()}
