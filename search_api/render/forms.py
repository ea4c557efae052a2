"""The forms in which a text is given out, each with its media type and the ending of its addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

import orjson

from search_api.render.akoma_ntoso import expression_akn, provision_akn
from search_api.render.bibtex import bibtex
from search_api.render.citation import citation
from search_api.render.html import expression_html, provision_html
from search_api.render.json_ld import json_ld
from search_api.render.ris import ris
from search_api.render.shown import Shown
from search_api.render.spreadsheet import provisions_csv
from search_api.render.text import expression_text, provision_text


class Form(StrEnum):
    """What a text can be had as."""

    JSON = "json"
    TEXT = "text"
    AKN = "akn"
    HTML = "html"
    JSONLD = "jsonld"
    CSV = "csv"
    CITATION = "citation"
    BIBTEX = "bibtex"
    RIS = "ris"


MEDIA_TYPES: Final[Mapping[Form, str]] = {
    Form.JSON: "application/json",
    Form.TEXT: "text/plain",
    Form.AKN: "application/akn+xml",
    Form.HTML: "text/html",
    Form.JSONLD: "application/ld+json",
    Form.CSV: "text/csv",
    Form.CITATION: "text/x-bibliography",
    Form.BIBTEX: "application/x-bibtex",
    Form.RIS: "application/x-research-info-systems",
}
"""By form; those of citations are what DOI's content negotiation calls them."""

ENDINGS: Final[Mapping[str, Form]] = {
    ".akn.xml": Form.AKN,
    ".akn": Form.AKN,
    ".jsonld": Form.JSONLD,
    ".json": Form.JSON,
    ".csv": Form.CSV,
    ".bib": Form.BIBTEX,
    ".ris": Form.RIS,
    ".txt": Form.TEXT,
    ".html": Form.HTML,
    ".cite": Form.CITATION,
}
"""Endings of addresses; the first that fits counts."""


def made(form: Form, shown: Shown, today: date) -> str | bytes:
    """A text or a provision in a form other than JSON, which has a schema of its own (`http.answers`)."""
    if form is Form.AKN:
        return _akn(shown, today)
    return _MADE[form](shown)


def _akn(shown: Shown, today: date) -> bytes:
    if shown.provision:
        return provision_akn(shown.work, shown.expression, shown.provision, today)
    return expression_akn(shown.work, shown.expression, today)


def _text(shown: Shown) -> str:
    if shown.provision:
        return provision_text(shown.provision) + "\n"
    return expression_text(shown.work, shown.expression)


def _html(shown: Shown) -> str:
    if shown.provision:
        return provision_html(
            shown.provision, shown.provision.language or shown.expression.expression.language
        )
    return expression_html(shown.work, shown.expression)


_MADE: Mapping[Form, Callable[[Shown], str | bytes]] = {
    Form.TEXT: _text,
    Form.HTML: _html,
    Form.JSONLD: lambda shown: orjson.dumps(json_ld(shown), option=orjson.OPT_INDENT_2),
    Form.CSV: provisions_csv,
    Form.CITATION: lambda shown: citation(shown) + "\n",
    Form.BIBTEX: bibtex,
    Form.RIS: ris,
}
