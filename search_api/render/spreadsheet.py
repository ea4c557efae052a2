"""Tables for spreadsheets: the provisions of a text, and works. CSV, UTF-8 with the mark Excel needs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from corpus.identifiers import WorkUri
from corpus.model import Provision, Status
from corpus.store.views import WorkSummary
from search_api.render.shown import Shown, path_of

MARK = "\ufeff"
"""Without it Excel takes UTF-8 for another encoding, and Vietnamese, Arabic and Chinese are lost."""
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""What begins a formula in one spreadsheet or another."""

PROVISIONS = (
    "work", "language", "making", "as_of", "valid_from", "valid_to", "eid", "within", "kind", "label",
    "number", "heading", "text", "text_language", "state", "reason", "page", "url",
)  # fmt: skip
WORKS = (
    "work", "kind", "title", "languages", "numbers", "issuers", "parties", "adopted", "in_force",
    "expressions", "provisions", "url", "as_of", "state", "reason",
)  # fmt: skip


def provisions_csv(shown: Shown) -> str:
    """A row for each provision, in reading order, with its status on the day."""
    return table(PROVISIONS, _provisions(shown))


def _provisions(shown: Shown) -> Iterator[Sequence[str]]:
    expression = shown.expression.expression
    common = (
        shown.work.work.slug, expression.language, expression.making.value, shown.on.isoformat(),
        str(expression.valid.start), str(expression.valid.end),
    )  # fmt: skip
    above = shown.path[-2].eid if len(shown.path) > 1 else ""
    for top in shown.provisions:
        for within, each in _walk(top, above):
            status = shown.status_of(each.eid)
            page = str(each.span.page) if each.span and each.span.page else ""
            yield (
                *common, each.eid, within, each.kind.value, each.label, each.number or "", each.heading,
                each.text, each.language or expression.language, status.state.value, status.reason.code, page,
                shown.expression_url(shown.expression, each.eid),
            )  # fmt: skip


def _walk(provision: Provision, within: str) -> Iterator[tuple[str, Provision]]:
    yield within, provision
    for child in provision.children:
        yield from _walk(child, provision.eid)


def works_csv(
    works: Iterable[WorkSummary], on: date, status_of: Callable[[int], Status], address: str = ""
) -> Iterator[str]:
    """A row for each work with its status on a day, after the names of the columns.

    Piece by piece, for there may be many. `status_of` gives the status of the work with an id.
    """
    yield table(WORKS, ())
    for each in works:
        status = status_of(each.id)
        standing = (on.isoformat(), status.state.value, status.reason.code)
        yield rows([(*_work(each, address), *standing)])


def _work(summary: WorkSummary, address: str) -> Sequence[str]:
    work = summary.work
    return (
        work.slug, work.kind.value, work.title(), "; ".join(summary.languages),
        "; ".join(identifier.value for identifier in work.identifiers), "; ".join(work.issuers),
        "; ".join(work.parties), work.adopted.isoformat() if work.adopted else "",
        work.in_force.isoformat() if work.in_force else "", str(summary.expressions), str(summary.provisions),
        address + path_of(WorkUri(work.slug)),
    )  # fmt: skip


def table(names: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A whole table, with its mark."""
    return MARK + rows([names, *body])


def rows(body: Iterable[Sequence[str]]) -> str:
    """Rows as RFC 4180 has them."""
    made = StringIO()
    csv.writer(made).writerows([safe(cell) for cell in row] for row in body)
    return made.getvalue()


def safe(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula.

    >>> safe("=1+1"), safe("- hai ảnh"), safe("Điều 9")
    ("'=1+1", "'- hai ảnh", 'Điều 9')
    """
    return f"'{cell}" if cell.lstrip(" ")[:1] in _FORMULA else cell
