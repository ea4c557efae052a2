"""By which numbers an amending act names provisions: those that stood before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.law.alignment import Pair
from corpus.law.attribution import Named
from corpus.model import Provision


@dataclass(frozen=True, slots=True)
class Names:
    """The eIds of an earlier wording, what contains each, and what each became."""

    above: Mapping[str, tuple[str, ...]]
    was: Mapping[str, str]
    """eId in the later wording → that in the earlier."""

    @classmethod
    def between(cls, before: Sequence[Provision], pairs: Iterable[Pair]) -> Names:
        """The names of an earlier wording whose provisions are paired with those of a later."""
        above: dict[str, tuple[str, ...]] = {}
        pending: list[tuple[Provision, tuple[str, ...]]] = [(root, ()) for root in before]
        while pending:
            node, outer = pending.pop()
            above[node.eid] = outer
            pending += [(child, (*outer, node.eid)) for child in node.children]
        paired = ((pair.before, pair.after) for pair in pairs)
        return cls(above, {new.eid: old.eid for old, new in paired if old and new})

    def of(self, pairs: Iterable[Pair]) -> Named:
        """How an act may have named the provisions of these pairs."""
        before: set[str] = set()
        came: set[str] = set()
        for pair in pairs:
            if pair.before is not None:
                before |= {pair.before.eid, *self.above.get(pair.before.eid, ())}
            elif pair.after is not None:
                eid = self._as_before(pair.after.eid)
                (came if eid in self.above else before).add(eid)
        return Named(before, came)

    def _as_before(self, eid: str) -> str:
        """A new paragraph of article 4 that was article 3 is named as one of article 3."""
        steps = eid.split("__")
        for kept in range(len(steps) - 1, 0, -1):
            outer = "__".join(steps[:kept])
            if outer in self.was:
                return "__".join([self.was[outer], *steps[kept:]])
        return eid
