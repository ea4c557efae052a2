"""Builders for the tests: works of Lam Hai and its neighbours, which exist nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from corpus.model import (
    OPEN,
    UNKNOWN,
    ActionType,
    Assertion,
    Authority,
    Deposit,
    End,
    Expression,
    Force,
    ForceState,
    Holding,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Making,
    Origin,
    OriginKind,
    PartyAction,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Source,
    Span,
    Work,
    WorkKind,
)

TEXT = Origin(OriginKind.TEXT)
MANIFEST = Origin(OriginKind.MANIFEST, "MANIFEST.csv")


def day(text: str) -> date:
    return date.fromisoformat(text)


def end(text: str) -> End:
    """`open`, `?` or an ISO date."""
    return {"open": OPEN, "?": UNKNOWN}.get(text) or End.on(text)


def interval(start: str = "?", to: str = "?") -> Interval:
    return Interval(end(start), end(to))


def article(number: str, text: str = "", *children: Provision, label: str = "Điều", **more: Any) -> Provision:
    return Provision(
        eid=f"art_{number}",
        kind=ProvisionKind.ARTICLE,
        label=f"{label} {number}",
        number=number,
        text=text,
        children=children,
        **more,
    )


def paragraph(of: str, number: str, text: str) -> Provision:
    return Provision(
        eid=f"{of}__para_{number}",
        kind=ProvisionKind.PARAGRAPH,
        label=f"{number}.",
        number=number,
        text=text,
    )


def chapter(number: str, heading: str, *children: Provision) -> Provision:
    return Provision(
        eid=f"chp_{number}",
        kind=ProvisionKind.CHAPTER,
        label=f"Chương {number}",
        number=number,
        heading=heading,
        children=children,
    )


ARTICLES = (
    article("1", "Thông tư này hướng dẫn thủ tục lãnh sự tại cơ quan đại diện của Lam Hải."),
    article(
        "2",
        "",
        paragraph("art_2", "1", "Hồ sơ nộp trực tiếp hoặc qua bưu chính."),
        paragraph("art_2", "2", "Thời hạn giải quyết là năm ngày làm việc."),
    ),
)


def number(value: str) -> Identifier:
    return Identifier(IdentifierScheme.NUMBER, value)


def work(
    slug: str = "",
    kind: WorkKind = WorkKind.OTHER,
    title: str | dict[str, str] = "",
    numbers: Iterable[str] = (),
    adopted: str = "",
    **more: Any,
) -> Work:
    titles = title if isinstance(title, dict) else {"vi": title} if title else {}
    return Work(
        slug=slug,
        kind=kind,
        titles=titles,
        identifiers=tuple(number(value) for value in numbers),
        adopted=LegalDate.parse(adopted) if adopted else None,
        **more,
    )


def source(path: str, holding: Holding | None = None, data: str = "", **more: Any) -> Source:
    return Source(
        path=path,
        sha256=hashlib.sha256((data or path).encode()).hexdigest(),
        size=len(data or path),
        media_type=more.pop("media_type", "text/plain"),
        holding=holding or Holding(),
        **more,
    )


def deposit(
    of: Work,
    provisions: tuple[Provision, ...] = ARTICLES,
    *,
    language: str = "vi",
    valid: Interval | None = None,
    path: str = "",
    authority: Authority = Authority.UNKNOWN,
    making: Making = Making.ORIGINAL,
    own_number: str = "",
    holding: Holding | None = None,
    data: str = "",
    given: bool | None = None,
    **more: Any,
) -> Deposit:
    return Deposit(
        source=source(path or f"{of.slug or of.title()}.{language}.txt", holding, data),
        work=of,
        expression=Expression(language, valid or Interval(), authority, making, number=own_number),
        provisions=provisions,
        work_given=bool(of.slug) if given is None else given,
        **more,
    )


def force(
    start: str = "?", to: str = "?", state: ForceState = ForceState.IN_FORCE, eid: str | None = None
) -> Force:
    return Force(state, interval(start, to), TEXT, eid, reason="final_clause")


def relation(kind: RelationType, target: str, effective: str = "?", **more: Any) -> Relation:
    return Relation(kind, target, TEXT, effective=interval(effective, more.pop("until", "?")), **more)


def act(party: str, action: ActionType, on: str = "", effective: str = "", **more: Any) -> PartyAction:
    return PartyAction(
        party=party,
        action=action,
        origin=MANIFEST,
        date=LegalDate.parse(on) if on else None,
        effective=LegalDate.parse(effective) if effective else None,
        **more,
    )


def told(field: str, value: str, kind: OriginKind = OriginKind.TEXT, span: Span | None = None) -> Assertion:
    return Assertion(field, value, Origin(kind, span=span))
