"""What a reader must be told before reading on: only when it matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.doubts import UNSURE
from corpus.model import Authority, Making, ProvisionKind, State, Status
from corpus.store.views import StoredExpression
from web.urls import work_url
from web.views.naming import provision_name
from web.views.relations import Item
from web.wording import Wording

ENDS = ("repealed_by", "annulled_by", "terminated_by", "replaced_by")
"""Relations of others to the whole of this text by which it ended."""
MOST_LINKS = 6

STANDINGS = (
    Making.CONSOLIDATED_OFFICIAL,
    Making.CONSOLIDATED_SYSTEM,
    Authority.MACHINE,
    Authority.UNOFFICIAL,
)
"""What a text may be that a reader must know; each has the message `banner.CODE`."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Besides:
    """What is known beyond the wording shown: changes that it has not (by the day, and later), a newer one.

    `unsure`: nobody has said that it is the one of several that held on the day.
    """

    now: Sequence[Item] = ()
    later: Sequence[Item] = ()
    newer: Link | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Banner:
    """A sentence with its tone: `plain`, `doubt` (amber) or `bad` (red)."""

    tone: str
    text: str
    links: tuple[Link, ...] = ()


def banners(
    shown: StoredExpression,
    status: Status,
    relations: Sequence[Item],
    on: date,
    anchor: Callable[[str], str],
    wording: Wording,
    besides: Besides,
) -> tuple[Banner, ...]:
    """The banners of a wording on a day; `anchor` gives the link to a provision."""
    return (
        *_by_status(status, relations, wording),
        *_by_parts(shown, status, anchor, wording),
        *_by_changes("banner.amended", besides.now, wording),
        *_by_changes("banner.amended_later", besides.later, wording),
        *_by_unapplied(shown, relations, wording),
        *_by_wording(shown, on, wording, besides),
        *_by_standing(shown, wording),
        *_by_recognition(shown, wording),
    )


def _by_status(status: Status, relations: Sequence[Item], wording: Wording) -> Iterator[Banner]:
    """The state, where it is not in force; with what ended the whole."""
    t = wording.t
    if status.state is State.ENDED:
        enders = {item.url: Link(item.text, item.url) for item in relations if _ends_whole(item)}
        yield Banner("bad", t("banner.ended"), tuple(enders.values())[:MOST_LINKS])
    elif status.state is State.NOT_YET_IN_FORCE and not status.provisional:
        yield Banner("doubt", t("banner.not_yet"))
    elif status.state is State.SUSPENDED:
        yield Banner("doubt", t("banner.suspended"))


def _ends_whole(item: Item) -> bool:
    return item.code in ENDS and not item.eid and not item.part


def _by_parts(
    shown: StoredExpression, status: Status, anchor: Callable[[str], str], wording: Wording
) -> Iterator[Banner]:
    """Which provisions are in another state than the work, by name."""
    for tone, key, eids in (
        ("bad", "banner.part_ended", status.ended_eids),
        ("doubt", "banner.part_suspended", status.suspended_eids),
        ("doubt", "banner.part_pending", status.pending_eids),
    ):
        if eids:
            names = ((provision_name(shown.provisions, eid) or eid, eid) for eid in eids[:MOST_LINKS])
            yield Banner(tone, wording.t(key), tuple(Link(name, anchor(eid)) for name, eid in names))


def _by_changes(key: str, changes: Sequence[Item], wording: Wording) -> Iterator[Banner]:
    """Who changes it, where the wording shown has the change not in it."""
    found = {(item.text, item.url): Link(item.text, item.url) for item in changes}
    if found:
        yield Banner("doubt", wording.t(key), tuple(found.values())[:MOST_LINKS])


def _by_unapplied(shown: StoredExpression, relations: Sequence[Item], wording: Wording) -> Iterator[Banner]:
    """Which amendments a consolidated text has not."""
    found = {
        url: Link(_title_of(one.by, relations), url)
        for one in shown.expression.unapplied
        for url in (work_url(one.by, one.provision),)
    }
    if found:
        yield Banner("doubt", wording.t("banner.unapplied"), tuple(found.values())[:MOST_LINKS])


def _title_of(slug: str, relations: Sequence[Item]) -> str:
    return next((item.text for item in relations if item.url.startswith(work_url(slug))), slug)


def _by_wording(shown: StoredExpression, on: date, wording: Wording, besides: Besides) -> Iterator[Banner]:
    """Whether the wording is that of the day, and whether a newer one is known."""
    valid = shown.expression.valid
    if besides.unsure:
        yield Banner("doubt", wording.t("banner.unsure_wording", day=wording.day(on)))
    if besides.newer:
        yield Banner("doubt", wording.t("banner.newer_wording"), (besides.newer,))
    if valid.covers(on) is False:
        span = wording.interval(valid)
        yield Banner("doubt", wording.t("banner.other_wording", day=wording.day(on), span=span))


def _by_standing(shown: StoredExpression, wording: Wording) -> Iterator[Banner]:
    t = wording.t
    making, authority = shown.expression.making, shown.expression.authority
    if making is not Making.ORIGINAL:
        yield Banner("doubt" if making is Making.CONSOLIDATED_SYSTEM else "plain", t(f"banner.{making}"))
    if authority in (Authority.MACHINE, Authority.UNOFFICIAL):
        yield Banner("doubt", t(f"banner.{authority}"))
    fallback = (ProvisionKind.PAGE, ProvisionKind.PARA)
    if shown.provisions and all(provision.kind in fallback for provision in shown.provisions):
        yield Banner("doubt", t("banner.structure_unknown"))


def _by_recognition(shown: StoredExpression, wording: Wording) -> Iterator[Banner]:
    """That letters may be wrong, where any of them were recognised."""
    sure = [
        node.confidence for root in shown.provisions for node in root.walk() if node.confidence is not None
    ]
    if sure:
        tone = "doubt" if min(sure) < UNSURE else "plain"
        percent = round(100 * sum(sure) / len(sure))
        yield Banner(tone, wording.t("banner.recognised", percent=percent))
