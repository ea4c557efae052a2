"""What a status rests on: who says so, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.law.attribution import CHANGES_PROVISIONS
from corpus.law.timeline import cause
from corpus.model import REVERSE, Force, OriginKind, RelationType, Status
from corpus.store.views import StoredExpression, StoredWork, Transition
from web.urls import work_url
from web.views.naming import BETWEEN, name_in_work
from web.views.relations import TitleOf
from web.wording import Wording

_BY_RELATION: Final = frozenset(REVERSE.values()) | frozenset(RelationType)
_REWORDING: Final = [REVERSE[kind] for kind in RelationType if kind in CHANGES_PROVISIONS]
_MOST: Final = 4
"""Places that one line names."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, and the address of the place that it names (empty: none)."""

    text: str
    url: str = ""


def evidence(
    stored: StoredWork,
    shown: StoredExpression,
    status: Status,
    title_of: TitleOf,
    wording: Wording,
) -> tuple[Evidence, ...]:
    """What the status of a work or provision rests on, the deciding record first; none: nothing is recorded.

    A record is told by a clause of the work itself, or by the work that ended, suspended or commenced it
    (`corpus.law.effects`): then by the provision of that work that says it.
    """
    page = _Page(stored, shown, title_of, wording)
    grounds = status.grounds
    found = [one for force in grounds if (one := page.of_ground(force))] or list(page.of_words(status))
    return tuple(dict.fromkeys(found))[:_MOST]


def source_of_status(status: Status, wording: Wording) -> str:
    """Who says so: the text, the file, a manifest, a person; empty where nothing is recorded."""
    return _origin(status.reason.params.get("origin", ""), wording)


def transitional(transitions: tuple[Transition, ...], name_of: TitleOf) -> tuple[Evidence, ...]:
    """The transitional provisions of the works that act on this one, those that came last first."""
    return tuple(
        Evidence(
            f"{BETWEEN.join(one.path) or one.eid} ({name_of(one.work)})",
            work_url(one.work, one.eid, params=[("language", one.language)]),
        )
        for one in transitions[:_MOST]
    )


@dataclass(frozen=True, slots=True)
class _Page:
    stored: StoredWork
    shown: StoredExpression
    title_of: TitleOf
    wording: Wording

    def of_ground(self, force: Force) -> Evidence | None:
        """Where a record comes from."""
        rule, place = cause(force.reason), force.detail
        if rule in _BY_RELATION and place:
            return self._of_other(rule, place, self._said_by(rule, place, force.eid))
        origin = _origin(force.origin.kind, self.wording)
        if not origin or not place or not _is_provision(self.stored, place):
            return Evidence(origin) if origin else None
        language = self.shown.expression.language
        text = self.wording.t(
            "reader.evidence", origin=origin, place=name_in_work(self.stored, place, language)
        )
        return Evidence(text, work_url(self.stored.work.slug, place, params=[("language", language)]))

    def of_words(self, status: Status) -> Iterator[Evidence]:
        """Of a status without records: the work that changed or corrected the words."""
        place = status.reason.params.get("evidence", "")
        rules = {REVERSE[relation.type] for slug, relation in self.stored.incoming if slug == place}
        rule = next((each for each in _REWORDING if each in rules), None)
        if place and rule:
            yield self._of_other(rule, place, status.reason.params.get("provision", ""))

    def _said_by(self, rule: str, slug: str, eid: str | None) -> str:
        """The provision of another work that does something to a provision of this one, where it is known."""
        said = [
            relation
            for by, relation in self.stored.incoming
            if by == slug and REVERSE[relation.type] == rule and relation.from_eid
        ]
        exact = [one for one in said if (one.located or one.target_eid) == eid]
        return next((one.from_eid or "" for one in exact or said), "")

    def _of_other(self, rule: str, slug: str, by: str) -> Evidence:
        said, name = self.wording.code("relation", rule), self.title_of(slug)
        return Evidence(self.wording.t("reader.evidence", origin=said, place=name), work_url(slug, by))


def _origin(kind: str, wording: Wording) -> str:
    return wording.code("origin", kind) if kind in tuple(OriginKind) else ""


def _is_provision(stored: StoredWork, eid: str) -> bool:
    roots = (root for each in stored.expressions for root in each.provisions)
    return any(node.eid == eid for root in roots for node in root.walk())
