"""Everything that is so of one provision, followed through the wordings of its work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from corpus.errors import NotFound
from corpus.law.attribution import target_of
from corpus.law.comparison import Change
from corpus.law.history import Step
from corpus.law.timeline import ancestors
from corpus.model import AlertKind, Event, Evidence, Relation, RelationType
from corpus.store.recorded import Recorded
from corpus.store.views import StoredWork
from search_api.comparing import past
from search_api.watching import forces
from search_api.watching.keys import event
from search_api.watching.others import told_by_others

_WHOLE = frozenset({RelationType.REPEALS, RelationType.ANNULS, RelationType.TERMINATES, RelationType.REPLACES,
                    RelationType.SUSPENDS})  # fmt: skip
"""What is done to a whole work reaches each of its provisions; an amendment that names none may not."""


def events_of_provision(
    stored: StoredWork, eid: str, on: date, today: date, recorded: Recorded
) -> list[Event]:
    """All that is so of the provision that has this eId on the day `on`."""
    lives = [steps for language in _languages(stored) if (steps := _steps(stored, eid, language, on))]
    names = _Names(eid, [step for steps in lives for step in steps], today)
    found = [
        *(each for steps in lives for each in _wordings(steps, today, recorded)),
        *told_by_others(stored.incoming, today, recorded, names.reached_by),
        *forces.of_provision(stored.forces, names.on(today), today, recorded),
    ]
    return list({each.key: each for each in found}.values())


def _languages(stored: StoredWork) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.expression.language for each in stored.expressions))


def _steps(stored: StoredWork, eid: str, language: str, on: date) -> tuple[Step, ...]:
    with suppress(NotFound):
        return past(stored, eid, language, on).steps
    return ()


def _wordings(steps: Sequence[Step], today: date, recorded: Recorded) -> Iterator[Event]:
    """Each change of its words; a wording in which it reads the same is none."""
    for step in steps:
        if step.change in (None, Change.FORMAL):
            continue
        stored = step.expressions[0]
        wording, source = stored.expression, stored.preferred
        evidence = Evidence(
            str(step.change), language=wording.language, source=source.source.path if source else ""
        )
        start = wording.valid.start.at
        yield event(
            *(AlertKind.NEW_VERSION, start, today, evidence, wording.language, str(step.change)),
            recorded=recorded.texts.get(stored.id),
        )


class _Names:
    """By which eId the provision goes on which day."""

    def __init__(self, asked: str, steps: Sequence[Step], today: date) -> None:
        self._asked, self._today = asked, today
        self._steps = [step for step in steps if step.provision is not None]

    def on(self, day: date) -> str:
        """Its eId on a day, as far as anybody can say."""
        return next(iter(self._of(day)), self._asked)

    def _of(self, day: date) -> tuple[str, ...]:
        sure = [step for step in self._steps if step.interval.covers(day)]
        may = sure or [step for step in self._steps if step.interval.covers(day) is None] or self._steps
        return tuple(dict.fromkeys(step.provision.eid for step in may if step.provision)) or (self._asked,)

    def reached_by(self, relation: Relation) -> bool:
        """Whether a relation speaks of it, by the number that it had when that took effect."""
        target = target_of(relation)
        if target is None:
            return relation.type in _WHOLE and not relation.partial
        day = relation.effective.start.at
        # An act knows the numbers before it.
        names = self._of(day.earliest - timedelta(days=1) if day and day.earliest > date.min else self._today)
        return any(target in ancestors(name) or name in ancestors(target) for name in names)
