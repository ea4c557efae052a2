"""Values as claimed by readings, and how the claims on one field are settled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from corpus.errors import InvalidIdentifier
from corpus.law.timeline import RANK, agreed_date
from corpus.model import (
    Assertion,
    Authority,
    Calendar,
    Deposit,
    End,
    EndKind,
    LegalDate,
    Origin,
    OriginKind,
    WorkKind,
)
from corpus.store.rows import clean

UNSTATED = Origin(OriginKind.RULE, "unstated")
"""The origin of a value that came without any: it yields to every other."""

UNAPPLIED: Final = "expression.unapplied"
"""The field of the amendments that a consolidated text has not."""
_DATES = frozenset({"date.adopted", "date.in_force", "expression.valid_from", "expression.valid_to"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one reading says of one field. `chosen`: the value it settled on, not one of its candidates."""

    field: str
    value: str
    origin: Origin
    chosen: bool
    data: Mapping[str, Any] | None = None
    reading_id: int | None = None
    expression_id: int | None = None
    recorded: datetime | None = None
    superseded: datetime | None = None
    file: str = ""
    """The file that was read; none where a person says so."""

    @property
    def rank(self) -> int:
        """How much it is believed."""
        return RANK[self.origin.kind]


# --- what a deposit claims -----------------------------------------------------------------------


def claims_of(deposit: Deposit) -> list[Claim]:
    """Every value of the deposit's work and expression with its origin, and all other candidates."""
    given = [*deposit.assertions, *deposit.work.assertions]
    by_field: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in given:
        by_field[_field(assertion.field)].append(assertion)
    same = {"expression.title": f"title.{deposit.expression.language}"}
    chosen = [
        Claim(
            name,
            clean(value),
            _origin(by_field[name] or by_field[same.get(name, "")], value, data),
            True,
            data,
        )
        for name, value, data in _values(deposit)
    ]
    told = {(claim.field, claim.value, claim.origin) for claim in chosen}
    settled = _SETTLED | {claim.field for claim in chosen}
    others = (Claim(_field(a.field), clean(a.value), a.origin, _field(a.field) not in settled) for a in given)
    return chosen + [
        claim for claim in dict.fromkeys(others) if (claim.field, claim.value, claim.origin) not in told
    ]


_OF_EXPRESSION = {
    name: f"expression.{name}" for name in ("authority", "valid_from", "valid_to", "number", "making")
} | {"valid.from": "expression.valid_from", "valid.to": "expression.valid_to"}
"""Fields of the expression by the names under which assertions have them."""
_SETTLED = frozenset({"kind", "issuer", "party", "record_id", "component_of", *_DATES})
"""Fields of which a reading makes one choice; of any other every assertion counts."""


def _field(name: str) -> str:
    return _OF_EXPRESSION.get(name, name)


def _values(deposit: Deposit) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    work, expression = deposit.work, deposit.expression
    if work.kind is not WorkKind.OTHER:
        yield "kind", work.kind.value, None
    for language, title in work.titles.items():
        yield f"title.{language}", title, None
    for identifier in work.identifiers:
        yield f"identifier.{identifier.scheme.value}", identifier.value, None
    for name in work.issuers:
        yield "issuer", name, None
    for name in work.parties:
        yield "party", name, None
    for name, day in (("date.adopted", work.adopted), ("date.in_force", work.in_force)):
        if day is not None:
            yield name, day.isoformat(), _date_data(day)
    for name, value in (("record_id", work.record_id), ("component_of", work.component_of)):
        if value:
            yield name, value, None
    if expression.authority is not Authority.UNKNOWN:
        yield "expression.authority", expression.authority.value, None
    ends = (("valid_from", expression.valid.start), ("valid_to", expression.valid.end))
    for name, end in ends:
        if end.kind is not EndKind.UNKNOWN:
            yield f"expression.{name}", str(end), _date_data(end.at) if end.at else None
    for name, value in (("title", expression.title), ("number", expression.number)):
        if value:
            yield f"expression.{name}", value, None
    for left in expression.unapplied:
        yield UNAPPLIED, str(left), None


def _origin(given: list[Assertion], value: str, data: Mapping[str, Any] | None) -> Origin:
    """The origin of the assertion that says so; else of the strongest on this field; else unstated."""
    same = [a for a in given if a.value == value or (data and a.value == data["printed"])]
    candidates = same or given
    return max((a.origin for a in candidates), key=lambda o: RANK[o.kind], default=UNSTATED)


def _date_data(value: LegalDate) -> dict[str, Any]:
    return {
        "earliest": value.earliest.isoformat(),
        "latest": value.latest.isoformat(),
        "printed": clean(value.printed),
        "calendar": value.calendar.value,
    }


def date_of(claim: Claim) -> LegalDate | None:
    """The date that a claim gives; None where its value is none (`open`, or an unreadable text)."""
    data = claim.data
    if data is not None:
        earliest, latest = date.fromisoformat(data["earliest"]), date.fromisoformat(data["latest"])
        return LegalDate(earliest, latest, data["printed"], Calendar(data["calendar"]))
    first, _, last = claim.value.partition("/")
    try:
        start, end = LegalDate.parse(first), LegalDate.parse(last or first)
    except InvalidIdentifier:
        return None
    return LegalDate(start.earliest, end.latest, claim.value)


# --- settling ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """The values that stand: single ones by field, lists in order, and what no one can tell.

    `conflicts` are dates on which equally good readings differ: unknown between the two.
    """

    values: Mapping[str, Claim] = field(default_factory=dict)
    lists: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    dates: Mapping[str, LegalDate] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()


def settle(claims: Iterable[Claim]) -> Settled:
    """Settle each field: the highest origin is believed; the others stay as candidates.

    Among equal origins a single value goes to what most readings say, then to the file that comes
    last by name (of persons, to whom spoke last); a list (issuers, parties, identifiers of one
    scheme) joins what they say, file by file; two different days become one uncertain date from the
    earlier to the later. Files are taken by name, so that nothing hangs on which was read first.
    """
    fields: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.file):
        if claim.chosen:
            fields[claim.field].append(claim)
    values: dict[str, Claim] = {}
    lists: dict[str, tuple[Claim, ...]] = {}
    dates: dict[str, LegalDate] = {}
    conflicts: list[str] = []
    for name, all_of_field in fields.items():
        rank = max(claim.rank for claim in all_of_field)
        best = [claim for claim in all_of_field if claim.rank == rank]
        if _is_list(name):
            lists[name] = tuple({claim.value: claim for claim in reversed(best)}.values())[::-1]
            continue
        values[name] = _winner(best)
        if name in _DATES:
            agreed = _agreed(best)
            if agreed is not None:
                dates[name] = agreed
                if not any(date_of(claim) == agreed for claim in best):
                    conflicts.append(name)
    return Settled(values, lists, dates, tuple(conflicts))


def _is_list(name: str) -> bool:
    return name in ("issuer", "party", UNAPPLIED) or name.startswith("identifier.")


def _winner(claims: list[Claim]) -> Claim:
    said = Counter(claim.value for claim in claims)

    def weight(claim: Claim) -> tuple[Any, ...]:
        spoken = _LONG_AGO if claim.file else claim.recorded or _LONG_AGO
        return said[claim.value], spoken, claim.file, claim.reading_id or 0, claim.value

    return max(claims, key=weight)


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def _agreed(claims: list[Claim]) -> LegalDate | None:
    agreed: LegalDate | None = None
    for claim in sorted(claims, key=lambda claim: claim.value):
        value = date_of(claim)
        if value is not None:
            agreed = value if agreed is None else agreed_date(agreed, value)
    return agreed


def end_of(settled: Settled, name: str) -> End:
    """One end of an expression's validity: a date, open, or unknown."""
    if name in settled.dates:
        return End(EndKind.KNOWN, settled.dates[name])
    claim = settled.values.get(name)
    return End(EndKind.OPEN if claim is not None and claim.value == "open" else EndKind.UNKNOWN)
