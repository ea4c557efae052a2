"""What a text can be had as: its forms, each with its media type and the endings of its addresses."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


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
