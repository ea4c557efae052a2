"""What becomes of a provision that a draft cites: how it stands in the base on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.identifiers import title_key
from corpus.law.absence import surely_absent
from corpus.law.cited_places import place_of
from corpus.model import Relation, RelationType, State, Status
from corpus.store.views import StoredExpression, StoredWork
from search_api.checking.base import Base
from search_api.findings import Evidence, Place, Role

_ENDINGS = frozenset(
    {RelationType.REPEALS, RelationType.ANNULS, RelationType.TERMINATES, RelationType.REPLACES}
)
_NEW_PROVISIONS = frozenset({RelationType.INSERTS, RelationType.AMENDS, RelationType.RENUMBERS})


class Stand(StrEnum):
    """How it stands."""

    THERE = "there"
    """The work has it; nothing is known to have ended it."""
    ENDED = "ended"
    REPLACED = "replaced"
    """Ended, and another work is known to have taken its place."""
    NO_PROVISION = "no_provision"
    """The work, as worded on the day, surely has no such provision."""
    UNSEEN = "unseen"
    """Whether the work has it cannot be told."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as it stands: the text and provision that it leads to, and who ended it."""

    stand: Stand
    status: Status
    evidence: tuple[Evidence, ...]

    @property
    def is_over(self) -> bool:
        """Whether what is cited has ended."""
        return self.stand in (Stand.ENDED, Stand.REPLACED)


def judge(base: Base, work: StoredWork, cited: str | None, near: str = "") -> Cited:
    """How the provision `cited` (None: the whole work) stands on the day."""
    whole = base.status(work)
    if whole.state is State.ENDED:
        return _over(base, work, whole, None, None)
    if cited is None:
        return Cited(Stand.THERE, whole, (Evidence(Role.CITED, base.place(work)),))
    for expression in _of_the_day(work, base):
        eids = {node.eid for top in expression.provisions for node in top.walk()}
        eid = place_of(cited, eids, near)
        if eid is not None:
            status = base.status(work, eid, expression)
            if status.state is State.ENDED:
                return _over(base, work, status, eid, expression)
            return Cited(Stand.THERE, status, (Evidence(Role.CITED, base.place(work, eid, expression)),))
    return _missing(base, work, whole, cited, near)


def _of_the_day(work: StoredWork, base: Base) -> list[StoredExpression]:
    """The wordings that may hold on the day, those that surely do first."""
    rank = {True: 0, None: 1}
    may = [each for each in work.expressions if each.expression.valid.covers(base.on) is not False]
    return sorted(may, key=lambda each: (rank[each.expression.valid.covers(base.on)], -each.id))


def _missing(base: Base, work: StoredWork, whole: Status, cited: str, near: str) -> Cited:
    """Ended with its number, not there at all, or not to be told."""
    status = base.status(work, cited)
    if status.state is State.ENDED:
        return _over(base, work, status, cited, None)
    evidence = (Evidence(Role.CITED, base.place(work)),)
    held = [each for each in _of_the_day(work, base) if each.provisions]
    absent = bool(held) and all(surely_absent(cited, each.provisions, near) for each in held)
    if absent and not _may_be_new(work, cited):
        return Cited(Stand.NO_PROVISION, whole, evidence)
    return Cited(Stand.UNSEEN, whole, evidence)


def _may_be_new(work: StoredWork, cited: str) -> bool:
    """Whether an amendment may have brought it, or given it the number."""
    return any(
        relation.type in _NEW_PROVISIONS
        and (relation.target_eid is None or cited.startswith(relation.target_eid.split("__")[0]))
        for _, relation in work.incoming
    )


def _over(
    base: Base, work: StoredWork, status: Status, eid: str | None, expression: StoredExpression | None
) -> Cited:
    """Ended, by whom, and what took its place."""
    until = status.grounds[0].interval.end.at if status.grounds else None
    cited = Evidence(Role.CITED, base.place(work, eid, expression), until.latest if until else None)
    others = list(_enders(base, work, eid))
    replaced = any(each.role is Role.REPLACED_BY for each in others)
    first = [each for each in others if (each.role is Role.REPLACED_BY) is replaced]
    stand = Stand.REPLACED if replaced else Stand.ENDED
    return Cited(stand, status, (cited, *first[:1]))


def _enders(base: Base, work: StoredWork, eid: str | None) -> Iterator[Evidence]:
    """The provisions of other works that ended this one, or the provision of it."""
    for slug, relation in work.incoming:
        if relation.type not in _ENDINGS or not _concerns(relation, eid) or (relation.partial and not eid):
            continue
        other = base.work(slug)
        began = relation.effective.start.at
        if other is None or (began is not None and began.earliest > base.on):
            continue
        whole = relation.target_eid is None and not relation.partial
        replaces = whole and (relation.type is RelationType.REPLACES or _same_title(work, other))
        role = Role.REPLACED_BY if replaces else Role.ENDED_BY
        yield Evidence(role, _place_in(base, other, relation.from_eid), began.earliest if began else None)


def _same_title(work: StoredWork, other: StoredWork) -> bool:
    """Whether the two bear the same title: one that repeals the other then takes its place."""
    one, two = work.work.titles, other.work.titles
    return any(title_key(one[each]) == title_key(two[each]) != "" for each in one.keys() & two.keys())


def _concerns(relation: Relation, eid: str | None) -> bool:
    """Whether it ends the whole, or what holds the provision."""
    target = relation.located or relation.target_eid
    return target is None or (eid is not None and (eid == target or eid.startswith(f"{target}__")))


def _place_in(base: Base, work: StoredWork, eid: str | None) -> Place:
    expression = next(iter(_having(work, eid)), None)
    return base.place(work, eid if expression else None, expression)


def _having(work: StoredWork, eid: str | None) -> Iterable[StoredExpression]:
    for expression in work.expressions:
        if eid and any(node.eid == eid for top in expression.provisions for node in top.walk()):
            yield expression
