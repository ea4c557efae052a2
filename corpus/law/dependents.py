"""What becomes of a text when another on which it hangs has ended: a rule of a legal system at a time.

The rules are data (`rules.toml`), each with its source and what is unsure of it. They are applied where
the legal system is enabled, and to texts that detail another (IMPLEMENTS). That the legal basis of a text
(căn cứ) has ended alone ends nothing: it is a reason to look (`doubtful_basis`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus.law.timeline import in_force, join
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    EndKind,
    Force,
    ForceState,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    Relation,
    RelationType,
)

ENDED = "implemented_ended"
"""Reason of the force that follows; with `_undated` where the rule leaves a doubt."""


@dataclass(frozen=True, slots=True)
class DependentRule:
    """One rule of a legal system, with the days on which it is law."""

    key: str
    system: str
    relation: RelationType
    valid: Interval
    ends: bool
    source: str
    says: str
    unsure: str


@dataclass(frozen=True, slots=True)
class Parent:
    """A work to which a text stands in a relation, with that work's own force."""

    slug: str
    relation: Relation
    forces: Sequence[Force]

    @property
    def ended(self) -> LegalDate | None:
        """The day on which the whole work ended, where that is certain."""
        spans = in_force(join(force for force in self.forces if not force.territory), None)
        if not spans or any(span.interval.end.kind is not EndKind.KNOWN for span in spans):
            return None
        last = max((span.interval.end.at for span in spans if span.interval.end.at), key=lambda at: at.latest)
        return last if last.day else None


@cache
def rules() -> tuple[DependentRule, ...]:
    """Every rule of `rules.toml`."""
    path = resources.files("corpus.law") / "rules.toml"
    return tuple(
        DependentRule(
            key=raw["key"],
            system=raw["system"],
            relation=RelationType(raw["relation"]),
            valid=Interval(End.on(raw["from"]), End.on(raw["to"]) if "to" in raw else OPEN),
            ends=raw["effect"] == "ends",
            source=raw["source"],
            says=raw["says"],
            unsure=raw.get("unsure", ""),
        )
        for raw in tomllib.loads(path.read_text("utf-8"))["rule"]
    )


def forces_of_dependent(parents: Iterable[Parent], systems: Collection[str]) -> Iterator[Force]:
    """What the end of works that a text details does to its force, by the rules of the systems enabled.

    A text that details several works, or parts of one, does not end with one of them as a whole: a doubt.
    """
    known = list(parents)
    for rule in rules():
        if rule.system not in systems:
            continue
        of_rule = [parent for parent in known if parent.relation.type is rule.relation]
        only = len({parent.slug for parent in of_rule}) == 1
        for parent in of_rule:
            ended = parent.ended
            if ended is None or not rule.valid.covers(ended.earliest):
                continue
            whole = only and not parent.relation.partial and parent.relation.from_eid is None
            sure = rule.ends and whole
            end = End.on(ended) if sure else UNKNOWN
            reason = ENDED if sure else f"{ENDED}_undated"
            origin = Origin(OriginKind.RULE, f"rule:{rule.key}", parent.relation.origin.span)
            yield Force(
                ForceState.IN_FORCE, Interval(UNKNOWN, end), origin, reason=reason, detail=parent.slug
            )


def doubtful_basis(parents: Iterable[Parent]) -> tuple[str, ...]:
    """The works on which a text is based (căn cứ) and that have ended: a doubt, never an end."""
    return tuple(
        dict.fromkeys(
            parent.slug
            for parent in parents
            if parent.relation.type is RelationType.BASED_ON and parent.ended is not None
        )
    )
