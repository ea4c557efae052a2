"""A text as of a day, ready to be given out in any form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.model import Scope
from search_api.choosing import find_provision
from search_api.render.shown import Shown
from search_api.service import SearchService, TextView


def show(
    service: SearchService,
    key: str,
    scope: Scope,
    languages: Sequence[str] = (),
    as_of: date | None = None,
    *,
    eid: str = "",
    address: str = "",
) -> Shown:
    """The wording of a day (today), or its provision `eid`. Raises NotFound."""
    return shown_of(service, service.text(key, scope, languages, as_of), eid=eid, address=address)


def shown_of(service: SearchService, view: TextView, *, eid: str = "", address: str = "") -> Shown:
    """The same of a text that was found already. Raises NotFound where it has no such provision."""
    return Shown(
        view.work,
        view.expression,
        view.on,
        lambda of: service.status(view.work, view.on, of, view.expression),
        find_provision(view.expression.provisions, eid) if eid else (),
        address,
    )
