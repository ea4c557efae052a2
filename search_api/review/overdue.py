"""Reviews that a text orders of itself, or that a manifest gives a day for, and that are overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.errors import InvalidIdentifier
from corpus.law.effects import CHANGES
from corpus.model import Assertion, LegalDate, OriginKind
from corpus.model.timing import Event, TimeRule, Unit
from search_api.findings import Evidence, Finding, FindingKind, Role, Unjudged
from search_api.review.texts import Reviewed, Text, applies, unclear

FIELD = "review.due"


def overdue(work: Reviewed) -> Iterator[Finding | Unjudged]:
    """What is to be said where a text was to be reviewed by now."""
    orders = [each for each in work.stored.work.assertions if each.field == FIELD and not each.superseded]
    given = [each for each in orders if each.origin.kind is not OriginKind.TEXT]
    if orders and unclear(work.status):
        yield Unjudged.OWN_STATUS_UNKNOWN
    if not orders or not applies(work.status):
        return
    begun = _begun(work)
    for order in given or orders:
        due = _day(order.value, begun)
        found = _order_in(work, order)
        if due is None or (found is None and order.origin.kind is OriginKind.TEXT):
            yield Unjudged.WORDING_UNKNOWN
        elif due <= work.on and not _reviewed(work, begun):
            text, eid = found or (work.text_in(""), "")
            place = text.place(work.stored, eid) if text else work.place()
            node = text.nodes.get(eid) if text else None
            words = " ".join(node.provision.text.split()) if node else ""
            yield Finding(
                FindingKind.REVIEW_OVERDUE, place, words, None,
                (Evidence(Role.SAYS, place, due),), {"day": due.isoformat(), "rule": order.value},
            )  # fmt: skip
            return


def _order_in(work: Reviewed, order: Assertion) -> tuple[Text, str] | None:
    """The provision that orders it, where it stands in a wording of the day and has force."""
    eid = order.origin.detail
    for text in work.texts:
        if eid in text.nodes and applies(work.status_in(text, eid)):
            return text, eid
    return None


def _begun(work: Reviewed) -> date | None:
    """The latest day on which the work may have entered into force."""
    since = work.status.reason.params.get("since", "")
    try:
        return LegalDate.parse(since.partition("/")[2] or since).latest
    except InvalidIdentifier:
        return None


def _day(value: str, begun: date | None) -> date | None:
    """The day by which a review is due: as it is given, or counted from the entry into force."""
    try:
        return LegalDate.parse(value).latest
    except InvalidIdentifier:
        pass
    try:
        rule = TimeRule.parse(value)
    except InvalidIdentifier:
        return None
    if rule.period is None or begun is None or rule.event is not Event.ENTRY:
        return None
    months = rule.period.count * (12 if rule.period.unit is Unit.YEARS else 1)
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    day = min(begun.day, 28)
    return date(year, month + 1, day)


def _reviewed(work: Reviewed, begun: date | None) -> bool:
    """Whether a later wording, or a change by another work, is recorded: somebody went over the text."""
    later = (each.expression.valid.start.at for each in work.stored.expressions)
    if any(at is not None and begun is not None and at.earliest > begun for at in later):
        return True
    return any(relation.type in CHANGES for _, relation in work.stored.incoming)
