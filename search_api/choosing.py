"""Which wording of a work to show: in the language asked for, as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.errors import NotFound
from corpus.model import Authority, Interval, Provision
from corpus.store.views import StoredExpression, StoredWork

_STANDING: tuple[Authority, ...] = (
    Authority.PREVAILING,
    Authority.AUTHENTIC,
    Authority.OFFICIAL,
    Authority.UNKNOWN,
    Authority.UNOFFICIAL,
    Authority.MACHINE,
)
"""Which version to show first, where the reader's language is not among them."""

_COVERS = {True: 0, None: 1, False: 2}


def choose_expression(work: StoredWork, languages: Sequence[str], on: date) -> StoredExpression:
    """The expression to show on a day, in the first of `languages` that the work has, else the weightiest.

    Among those of one language: one that certainly held on the day, then one that may have, the
    one that began last; where none can have held, the nearest is shown (its status says so).
    Raises NotFound for a work without a text.
    """
    if not work.expressions:
        raise NotFound(f"{work.work.slug} has no text in the base", key=work.work.slug, near=())
    language = _language(work, languages)
    versions = [e for e in work.expressions if e.expression.language == language]
    return min(versions, key=lambda e: (_COVERS[e.expression.valid.covers(on)], _distance(e, on), e.id))


def choose_holding(work: StoredWork, languages: Sequence[str], on: date, eid: str) -> StoredExpression:
    """The same; where a link names a provision that only another wording has, that one.

    Whoever shows it tells that another wording applied on the day. Raises NotFound for a work without a text.
    """
    chosen = choose_expression(work, languages, on)
    if not eid or _has(chosen, eid):
        return chosen
    alike = expressions_in(work, chosen.expression.language)
    others = tuple(each for each in alike if _has(each, eid))
    return choose_expression(replace(work, expressions=others), languages, on) if others else chosen


def _has(stored: StoredExpression, eid: str) -> bool:
    return any(node.eid == eid for root in stored.provisions for node in root.walk())


def expressions_in(work: StoredWork, language: str) -> tuple[StoredExpression, ...]:
    """The expressions in a language; `zh` means every script of it."""
    return tuple(e for e in work.expressions if f"{e.expression.language}-".startswith(f"{language}-"))


def _language(work: StoredWork, languages: Sequence[str]) -> str:
    """The language to show, of those that the work has."""
    for wanted in languages:
        found = expressions_in(work, wanted) or expressions_in(work, wanted.partition("-")[0])
        if found:
            return found[0].expression.language
    best = min(work.expressions, key=lambda e: (_STANDING.index(e.expression.authority), e.id))
    return best.expression.language


def _distance(stored: StoredExpression, on: date) -> int:
    """Days from the start of the wording to the day; a wording that begins later lies behind all others."""
    start = _start(stored.expression.valid)
    if start is None:
        return 500_000
    return (on - start).days if start <= on else 1_000_000 + (start - on).days


def _start(valid: Interval) -> date | None:
    return valid.start.at.earliest if valid.start.at else None


def find_provision(provisions: Sequence[Provision], eid: str) -> tuple[Provision, ...]:
    """The provision with this eId (or `wid`), preceded by those that contain it. Raises NotFound."""
    by_wid: tuple[Provision, ...] | None = None
    for path in _paths(provisions):
        if path[-1].eid == eid:
            return path
        if by_wid is None and path[-1].wid == eid:
            by_wid = path
    if by_wid is not None:
        return by_wid
    raise NotFound(f"no provision {eid!r} in this text", key=eid, near=_near(provisions, eid))


def _paths(
    provisions: Sequence[Provision], above: tuple[Provision, ...] = ()
) -> Iterator[tuple[Provision, ...]]:
    for provision in provisions:
        path = (*above, provision)
        yield path
        yield from _paths(provision.children, path)


def _near(provisions: Sequence[Provision], eid: str) -> tuple[str, ...]:
    """Provisions whose eIds end alike: `art_5` for `annex_1__art_5`, or what contains the one asked for."""
    last = eid.rpartition("__")[2]
    eids = [provision.eid for root in provisions for provision in root.walk()]
    return tuple(e for e in eids if e.rpartition("__")[2] == last or eid.startswith(f"{e}__"))[:5]
