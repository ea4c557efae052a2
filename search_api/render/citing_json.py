"""How to cite a text, as JSON."""

from __future__ import annotations

from typing import Any

from search_api.render.bibtex import bibtex
from search_api.render.citation import citation
from search_api.render.ris import ris
from search_api.render.shown import Shown


def citation_json(shown: Shown) -> dict[str, Any]:
    """The citation in its forms, and the addresses that stay."""
    eid = shown.provision.eid if shown.provision else None
    return {
        "work": shown.work.work.slug,
        "eid": eid,
        "language": shown.expression.expression.language,
        "as_of": shown.on.isoformat(),
        "text": citation(shown),
        "bibtex": bibtex(shown),
        "ris": ris(shown),
        "url": shown.url(),
        "work_url": shown.work_url(eid=eid or ""),
        "eli": shown.eli(eid or "", worded=True),
        "akn": shown.akn(),
    }
