"""Everything that is so of a work, as events: what is new is what was not so before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from corpus.model import ActionType, AlertKind, EndKind, Event, Evidence, PartyAction, Phase
from corpus.store.likeness import name_key
from corpus.store.recorded import Recorded
from corpus.store.views import StoredExpression, StoredWork
from search_api.watching import forces
from search_api.watching.keys import event
from search_api.watching.others import told_by_others

CONSENT: Final = frozenset(
    {
        ActionType.DEFINITIVE_SIGNATURE,
        ActionType.RATIFICATION,
        ActionType.ACCEPTANCE,
        ActionType.APPROVAL,
        ActionType.ACCESSION,
        ActionType.FORMAL_CONFIRMATION,
        ActionType.NOTIFICATION,
        ActionType.SUCCESSION,
        ActionType.CONTINUATION,
    }
)
"""Acts by which a State or organisation is, or is about to be, a party: the alert names the act."""


def events_of_work(
    stored: StoredWork, acts: Iterable[PartyAction], today: date, recorded: Recorded
) -> list[Event]:
    """All that is so of a work. `acts` are those of parties, from status notes too."""
    found = [
        *_wordings(stored.expressions, today, recorded),
        *told_by_others(stored.incoming, today, recorded, lambda _: True),
        *forces.of_work(stored.forces, today, recorded),
        *_parties(acts, today, recorded),
    ]
    return list({each.key: each for each in found}.values())


def _wordings(expressions: Iterable[StoredExpression], today: date, recorded: Recorded) -> Iterator[Event]:
    """Each wording in each language. The same read again from another copy is no new one."""
    seen: Counter[tuple[str, ...]] = Counter()
    for stored in sorted(expressions, key=lambda each: each.id):
        wording, source = stored.expression, stored.preferred
        start = wording.valid.start
        identity = (wording.language, wording.making.value, wording.number, str(start))
        seen[identity] += 1
        evidence = Evidence(
            wording.making.value,
            language=wording.language,
            source=source.source.path if source else "",
        )
        yield event(
            *(AlertKind.NEW_VERSION, start.at, today, evidence, *identity, str(seen[identity])),
            recorded=recorded.texts.get(stored.id),
            phase=Phase.COME if start.kind is EndKind.OPEN else None,
        )


def _parties(acts: Iterable[PartyAction], today: date, recorded: Recorded) -> Iterator[Event]:
    for act in acts:
        if act.action not in CONSENT:
            continue
        who = name_key(act.party)
        made = event(
            *(AlertKind.NEW_PARTY, act.effective or act.date, today),
            *(Evidence(act.action.value, party=act.party), who, act.action.value),
            recorded=recorded.acts.get((who, act.action.value)) or recorded.work,
        )
        # An act is done whether or not its day is told.
        yield replace(made, phase=Phase.COME) if made.phase is Phase.UNDATED else made
