"""Which work a deposit is of: never merged on a guess, near misses listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Work, WorkKind
from corpus.store.likeness import title_likeness
from corpus.store.register import NUMBER, Candidate, KnownWork, Register

SAME_TITLE = 0.999
"""Likeness of titles from which two texts of one kind, day and names are one work: no word may differ.

Measured on real titles of one day and collection: of 3,457 Chinese and 1,643 Saudi pairs of different
acts, 27 reach .6 and 4 pass .9 (the highest .93: rules on 海岸 and on 海洋 works of the same day).
"""

NEAR_TITLE = 0.6
"""Likeness from which such a pair is listed for a person."""

SAME_RECORD_TITLE = 0.5
"""Likeness below which one record id names two different records (ids of two collections may collide)."""

_MOST_DOUBTS = 5
"""Doubtful pairs listed for one deposit: two States may sign fifty agreements on one day."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A known work that may be the same: how likely (0 to 1), and what speaks for or against it."""

    work_id: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The known work that the deposit is of (None: a new one), and the near misses."""

    work: KnownWork | None
    doubts: tuple[Doubt, ...] = ()


def judge(candidate: Candidate, register: Register, earlier: Sequence[KnownWork] = ()) -> Judgement:
    """Find the work: by given slug, record id, distinctive identifier; then by kind, names, day, title.

    `earlier` are the works that the same file held before it was changed.
    """
    if candidate.given:
        return Judgement(register.slug(candidate.slug))
    if candidate.work.record_id:
        for known in register.record(candidate.work.record_id):
            if not contradiction(known, candidate) and _may_be_one_record(known, candidate.work):
                return Judgement(known)
    doubts: list[Doubt] = []
    for known in _with_identifier(candidate, register):
        against = contradiction(known, candidate)
        if not against:
            return Judgement(known, tuple(doubts[:_MOST_DOUBTS]))
        doubts.append(Doubt(known.id, 0.5, f"same identifier, other {against}"))
    found, near = _alike(candidate, register)
    doubts += [doubt for doubt in near if doubt.work_id not in {d.work_id for d in doubts}]
    return Judgement(found or _edited(candidate, register, earlier), tuple(doubts[:_MOST_DOUBTS]))


def contradiction(known: KnownWork, candidate: Candidate) -> str:
    """What tells that the two are different works, whatever else they share; empty: nothing does."""
    work = candidate.work
    if (known.component_of or None) != (work.component_of or None):
        return "component"
    if WorkKind.OTHER not in (known.kind, work.kind) and known.kind is not work.kind:
        return "kind"
    adopted = work.adopted
    if adopted is not None and known.first_day is not None and known.last_day is not None:
        apart = adopted.latest < known.first_day or known.last_day < adopted.earliest
        if apart:
            return "date"
    ours, theirs = candidate.numbers, known.numbers
    return "number" if ours and theirs and ours.isdisjoint(theirs) else ""


def _with_identifier(candidate: Candidate, register: Register) -> list[KnownWork]:
    """Known works with a distinctive identifier of its, or with its plain number, day and kind."""
    found: dict[int, KnownWork] = {}
    kind, day = candidate.work.kind, candidate.day
    for key, distinctive in candidate.identifiers.items():
        for known in register.identifier(key):
            plain = day is not None and known.day == day and known.kind is kind is not WorkKind.OTHER
            if distinctive or (plain and key[0] == NUMBER):
                found[known.id] = known
    return list(found.values())


def _may_be_one_record(known: KnownWork, work: Work) -> bool:
    """Two collections may use the same record id: titles in one language must then be alike."""
    likeness = _best_likeness(known, work)
    return likeness is None or likeness >= SAME_RECORD_TITLE


def _alike(candidate: Candidate, register: Register) -> tuple[KnownWork | None, list[Doubt]]:
    """By kind, issuers or parties, day and title; what falls short in one of them is a doubt."""
    work, names = candidate.work, candidate.names
    if candidate.day is None or work.kind is WorkKind.OTHER:
        return None, []
    doubts: list[Doubt] = []
    best: tuple[float, KnownWork] | None = None
    for known in register.on(candidate.day, work.kind):
        again = (candidate.file, candidate.language) in known.seen_in
        if again or contradiction(known, candidate):
            continue
        score = _best_likeness(known, work)
        same_names = bool(names) and names == known.names
        if score is not None and score >= SAME_TITLE and same_names:
            best = max((score, known), best or (0.0, known), key=lambda pair: (pair[0], -pair[1].id))
        elif _near(score, names, known):
            reason = "other language, same day and names" if score is None else "similar title, same day"
            doubts.append(Doubt(known.id, score or 0.5, reason))
    doubts.sort(key=lambda doubt: (-doubt.score, doubt.work_id))
    return (best[1] if best else None), doubts


def _near(score: float | None, names: frozenset[str], known: KnownWork) -> bool:
    if score is None:
        return bool(names) and names == known.names
    return score >= NEAR_TITLE and (not names or not known.names or not names.isdisjoint(known.names))


def _edited(candidate: Candidate, register: Register, earlier: Sequence[KnownWork]) -> KnownWork | None:
    """The same text, edited in its place or come back: links to it must not change.

    A file that held one work holds it still, if the title is near; of a file with several works
    nobody can tell which of them a text without number and date was.
    """
    if len(earlier) == 1 and _titles_meet(earlier[0], candidate, NEAR_TITLE):
        return earlier[0]
    former = register.slug(candidate.slug)
    back = former is not None and former.gone and _titles_meet(former, candidate, SAME_TITLE)
    return former if back else None


def _titles_meet(known: KnownWork, candidate: Candidate, least: float) -> bool:
    if contradiction(known, candidate):
        return False
    if not known.titles and not candidate.work.titles:
        return True
    return (_best_likeness(known, candidate.work) or 0.0) >= least


def _best_likeness(known: KnownWork, work: Work) -> float | None:
    """The likeness of titles in the same language; None where they have no language in common."""
    shared = known.titles.keys() & work.titles.keys()
    return max((title_likeness(known.titles[lang], work.titles[lang]) for lang in shared), default=None)
