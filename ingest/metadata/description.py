"""What is said of a document, joined by the rank of who says it; every candidate is kept.

MANIFEST overrides FORMAT overrides TEXT overrides RULE (`corpus.model.OriginKind`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from corpus.model import (
    OPEN,
    UNKNOWN,
    Assertion,
    Authority,
    End,
    Expression,
    Force,
    ForceState,
    Interval,
    Making,
    Notice,
    Origin,
    OriginKind,
    PartyAction,
    Relation,
    Span,
    Work,
    WorkKind,
)
from corpus.model.work import IdentifierScheme
from ingest.document import Hints

_REASONS = {
    OriginKind.MANIFEST: "manifest", OriginKind.FORMAT: "format", OriginKind.RULE: "final_clause",
}  # fmt: skip
SIMPLE_FIELDS = ("record_id", "kind", "authority", "making", "number", "component_of")
ENDS = {"open": OPEN, "unknown": UNKNOWN}


@dataclass(frozen=True, slots=True)
class Description:
    """A work and an expression as one document describes them, ready for a deposit."""

    work: Work
    expression: Expression
    work_given: bool = False
    forces: tuple[Force, ...] = ()
    relations: tuple[Relation, ...] = ()
    party_actions: tuple[PartyAction, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one origin says. Later ones in a sequence of these override earlier ones."""

    hints: Hints
    origin: Origin
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Where a field was read, by its dotted name."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The eId of the provision that states a field, by its dotted name."""

    def assertions(self) -> Iterator[Assertion]:
        """Each value as an assertion of this origin, with its span where it was read."""
        for name, value in said_values(self.hints):
            yield Assertion(name, value, self.origin_of(name))

    def origin_of(self, name: str) -> Origin:
        """The origin of one field."""
        return replace(
            self.origin,
            span=self.spans.get(name, self.origin.span),
            detail=self.places.get(name, self.origin.detail),
        )


def said_values(hints: Hints) -> Iterator[tuple[str, str]]:
    """The fields that the hints fill, as (dotted name, text)."""
    for name in SIMPLE_FIELDS:
        value = getattr(hints, name)
        if value:
            yield name, str(value)
    for identifier in hints.identifiers:
        yield f"identifier.{identifier.scheme.value}", identifier.value
    for language, title in hints.titles.items():
        yield f"title.{language}", title
    yield from (("issuer", name) for name in hints.issuers)
    yield from (("party", name) for name in hints.parties)
    dates = (
        ("date.adopted", hints.adopted),
        ("date.in_force", hints.in_force),
        ("review.due", hints.review_date),
    )
    yield from ((name, day.isoformat()) for name, day in dates if day)
    ends = (("valid.from", hints.valid_from), ("valid.to", hints.valid_to))
    yield from ((name, end) for name, end in ends if end)


def join(said: list[Said], language: str) -> Description:
    """Join what is said, in rising rank. The slug is empty where nobody gave the work a name."""
    work, expression, given = Work(slug=""), Expression(language=language), False
    for one in said:
        hints = one.hints
        given = given or bool(hints.work)
        work = Work(
            slug=hints.work or work.slug,
            kind=hints.kind or work.kind,
            titles={**work.titles, **hints.titles},
            identifiers=tuple(dict.fromkeys((*hints.identifiers, *work.identifiers))),
            issuers=hints.issuers or work.issuers,
            parties=hints.parties or work.parties,
            adopted=hints.adopted or work.adopted,
            in_force=hints.in_force or work.in_force,
            record_id=hints.record_id or work.record_id,
            component_of=hints.component_of or work.component_of,
        )
        expression = _expression(expression, hints)
    expression = _with_own_number(work, expression)
    return Description(
        work=work,
        expression=expression,
        work_given=given,
        forces=tuple(_forces(said)),
        relations=tuple(relation for one in said for relation in one.hints.relations),
        party_actions=tuple(action for one in said for action in one.hints.party_actions),
        assertions=tuple(assertion for one in said for assertion in one.assertions()),
    )


def _expression(known: Expression, hints: Hints) -> Expression:
    return Expression(
        language=known.language,
        valid=Interval(
            end(hints.valid_from) if hints.valid_from else known.valid.start,
            end(hints.valid_to) if hints.valid_to else known.valid.end,
        ),
        authority=hints.authority or known.authority or Authority.UNKNOWN,
        making=hints.making or known.making,
        title=hints.titles.get(known.language, known.title),
        number=hints.number or known.number,
    )


def _with_own_number(work: Work, expression: Expression) -> Expression:
    """An official consolidation has a number of its own; any other number is the work's."""
    if expression.number or expression.making is not Making.CONSOLIDATED_OFFICIAL:
        return expression
    if work.kind is not WorkKind.CONSOLIDATED_TEXT:
        return expression
    number = next((one.value for one in work.identifiers if one.scheme is IdentifierScheme.NUMBER), "")
    return Expression(
        expression.language,
        expression.valid,
        expression.authority,
        expression.making,
        expression.title,
        number,
    )


def _forces(said: list[Said]) -> Iterator[Force]:
    """Force given as such, and the interval that an explicit day of effect opens.

    The end stays unknown unless somebody says it: a text cannot tell that it was never repealed.
    That a wording was superseded ends no force: the work goes on in its next wording. Where one says
    the beginning and another the end, each is a record of its own, so that each cites its own source.
    """
    for one in said:
        yield from one.hints.forces
    start = next((one for one in reversed(said) if one.hints.in_force), None)
    if start is None or start.hints.in_force is None:
        return
    given = ((one, end(one.hints.ended)) for one in reversed(said) if one.hints.ended)
    stop, ends = next(given, (start, UNKNOWN))
    begins = End.on(start.hints.in_force)
    if stop.origin.kind is start.origin.kind:
        yield _force(Interval(begins, ends), start, "date.in_force")
    else:
        yield _force(Interval(UNKNOWN, ends), stop, "date.ended")
        yield _force(Interval(begins, UNKNOWN), start, "date.in_force")


def _force(interval: Interval, said: Said, name: str) -> Force:
    reason = _REASONS.get(said.origin.kind, "stated_in_text")
    origin = said.origin_of(name)
    return Force(ForceState.IN_FORCE, interval, origin, reason=reason, detail=origin.detail)


def end(text: str) -> End:
    """An end as manifests and records write it: an ISO date, `open` or `unknown`."""
    return ENDS.get(text) or End.on(text)
