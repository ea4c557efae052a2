"""What happened to a work, in order: wordings, force, acts that changed it, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.law.attribution import CHANGES_PROVISIONS, target_of
from corpus.law.timeline import Joined, cause, join
from corpus.model import REVERSE, Force, ForceState, LegalDate, Making, Relation, RelationType
from corpus.store.views import StoredExpression, StoredWork
from web.urls import about_work_url, original_url, work_url
from web.views.naming import name_in_work
from web.views.relations import TitleOf
from web.wording import Wording

ACTS = CHANGES_PROVISIONS | {
    RelationType.SUSPENDS,
    RelationType.EXTENDS,
    RelationType.TERMINATES,
    RelationType.COMMENCES,
    RelationType.CONSOLIDATES,
}
"""Relations of others that happen to a work on a day; who cites it does nothing to it."""
PERIODS = ("in_force", "provisional", "suspended")
"""Periods of force; each has the messages `event.NAME_begins` and `event.NAME_ends`."""
MOST_PLACES = 6
"""Provisions named in one event."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What something rests on, in words, and its address."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `day` None: nobody has recorded when. `code` is its kind."""

    day: LegalDate | None
    code: str
    text: str
    title: str = ""
    """The act that brought it about."""
    url: str = ""
    places: tuple[str, ...] = ()
    more: int = 0
    """Provisions concerned that are not named."""
    ground: Ground = Ground("")

    @property
    def order(self) -> tuple[date, str]:
        """By the earliest day that it can have been."""
        return (self.day.earliest if self.day else date.max, self.code)


def events(
    stored: StoredWork, wordings: Sequence[StoredExpression], title_of: TitleOf, wording: Wording
) -> tuple[Event, ...]:
    """All events, those without a day last."""
    joined = join(stored.forces)
    found = (
        *_adopted(stored, wording),
        *_wordings(wordings, wording),
        *_periods(stored, joined, title_of, wording),
        *_acts(stored, title_of, wording),
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda event: event.order))


def _adopted(stored: StoredWork, wording: Wording) -> Iterator[Event]:
    if stored.work.adopted is None:
        return
    said = [
        each for each in stored.work.assertions if each.field == "date.adopted" and each.superseded is None
    ]
    best = next((each for each in said if each.value == stored.work.adopted.isoformat()), None)
    origin = wording.code("origin", best.origin.kind) if best else ""
    ground = Ground(origin, about_work_url(stored.work.slug) if origin else "")
    yield Event(stored.work.adopted, "adopted", wording.t("event.adopted"), ground=ground)


def _wordings(wordings: Sequence[StoredExpression], wording: Wording) -> Iterator[Event]:
    """Where one begins; where one ends, only if none follows it."""
    starts = {each.expression.valid.start.at for each in wordings}
    for each in wordings:
        expression, link = each.expression, each.preferred
        file = link.source.path.rpartition("/")[2] if link else ""
        ground = Ground(file, original_url(link.source.sha256) if link else "")
        made = wording.code("making", expression.making) if expression.making is not Making.ORIGINAL else ""
        note = tuple(part for part in (made, expression.number) if part)
        if expression.valid.start.at:
            text = wording.t("event.wording_begins")
            yield Event(expression.valid.start.at, "wording_begins", text, places=note, ground=ground)
        if expression.valid.end.at and expression.valid.end.at not in starts:
            text = wording.t("event.wording_ends")
            yield Event(expression.valid.end.at, "wording_ends", text, places=note, ground=ground)
        if not expression.valid.start.at and not expression.valid.end.at:
            text = wording.t("event.wording_undated")
            yield Event(None, "wording_begins", text, places=note, ground=ground)


def _periods(
    stored: StoredWork, joined: Iterable[Joined], title_of: TitleOf, wording: Wording
) -> Iterator[Event]:
    """The ends of periods; the same end of several provisions is one event."""
    found: dict[tuple[LegalDate, str, Ground], list[str | None]] = {}
    for period in joined:
        for end, by, name in (
            (period.interval.start, period.start_by, "begins"),
            (period.interval.end, period.end_by, "ends"),
        ):
            if end.at is not None:
                key = (end.at, f"{period.state}_{name}", _ground(by, stored, title_of, wording))
                found.setdefault(key, []).append(period.eid)
    for (day, code, ground), eids in found.items():
        text = wording.t(f"event.{code}")
        if None in eids:
            yield Event(day, code, text, ground=ground)
        if names := _places([eid for eid in eids if eid], stored, wording):
            yield Event(
                day, code, text, places=names[:MOST_PLACES], more=len(names[MOST_PLACES:]), ground=ground
            )


def _places(eids: Sequence[str], stored: StoredWork, wording: Wording) -> tuple[str, ...]:
    """The provisions by name; of one within another that is named too, nothing is said."""
    unique = list(dict.fromkeys(eids))
    outer = [eid for eid in unique if not any(eid.startswith(f"{other}__") for other in unique)]
    return tuple(dict.fromkeys(name_in_work(stored, eid, wording.t.language) for eid in outer))


def _ground(force: Force, stored: StoredWork, title_of: TitleOf, wording: Wording) -> Ground:
    """The clause that states it, or the work that brought it about."""
    by = cause(force.reason)
    if f"relation.{by}" in wording.t and force.detail:
        said = wording.t("reader.evidence", origin=wording.code("relation", by), place=title_of(force.detail))
        return Ground(said, work_url(force.detail))
    origin = wording.code("origin", force.origin.kind)
    name = name_in_work(stored, force.detail, wording.t.language) if force.detail else ""
    if name and name != force.detail:
        said = wording.t("reader.evidence", origin=origin, place=name)
        return Ground(said, work_url(stored.work.slug, force.detail))
    return Ground(origin)


def _acts(stored: StoredWork, title_of: TitleOf, wording: Wording) -> Iterator[Event]:
    """What others did to it, an act on a day told once with all provisions that it names."""
    found: dict[tuple[LegalDate | None, RelationType, str], list[Relation]] = {}
    for slug, relation in stored.incoming:
        if relation.type in ACTS:
            found.setdefault((relation.effective.start.at, relation.type, slug), []).append(relation)
    for (day, kind, slug), relations in found.items():
        names = _places([eid for each in relations if (eid := target_of(each))], stored, wording)
        froms = [each.from_eid for each in relations if each.from_eid]
        yield Event(
            day,
            "act",
            wording.code("relation", REVERSE[kind]),
            title=title_of(slug),
            url=work_url(slug, froms[0] if froms else ""),
            places=names[:MOST_PLACES],
            more=len(names[MOST_PLACES:]),
        )


def whole_periods(stored: StoredWork, state: ForceState) -> list[Joined]:
    """The periods of a state of the whole work."""
    return [each for each in join(stored.forces) if each.eid is None and each.state is state]
