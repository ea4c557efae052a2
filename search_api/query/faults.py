"""The ways a query can be broken, each with a stable code and a sentence."""

from __future__ import annotations

from search_api.errors import InvalidQuery

FAULTS: dict[str, str] = {
    "open_quote": "the quotation mark is never closed",
    "open_parenthesis": "the parenthesis is never closed",
    "stray_parenthesis": "the parenthesis closes nothing",
    "missing_operand": "something is missing beside the operator",
    "empty_group": "there is nothing between the parentheses",
    "unknown_field": "there is no such field",
    "missing_value": "the field has no value",
    "bad_date": "not a date (write 2021-11-15, 2021-11, 2021 or any)",
    "bad_year": "not a year (write 2021, 2010..2020, 2010.. or ..2020)",
    "filter_inside": "this field filters the whole query and cannot stand inside OR or parentheses",
    "cannot_exclude": "this field cannot be excluded",
    "too_long": "the query is too long",
    "too_deep": "too many parentheses inside each other",
    "unknown_filter": "there is no such filter",
    "unknown_facet": "there is no such facet",
    "bad_page": "the number of hits or the place to begin is out of bounds",
}
"""Reason codes; the message key is `invalid_query.CODE`."""


def broken(reason: str, query: str, position: int, **params: object) -> InvalidQuery:
    """The error for a broken query: its reason, the place (from 1) and the text there."""
    near = query[position : position + 20].strip()
    place = f" at character {position + 1}" + (f", near “{near}”" if near else "")
    return InvalidQuery(f"{FAULTS[reason]}{place}", reason=reason, position=position + 1, near=near, **params)


def refused(reason: str, **params: object) -> InvalidQuery:
    """The error for what was asked beside the query text: a filter, a facet, a page."""
    told = ", ".join(f"{name} {value!r}" for name, value in params.items() if name != "suggestions")
    offered = params.get("suggestions")
    choice = f"; choose from {', '.join(offered)}" if isinstance(offered, tuple) else ""
    return InvalidQuery(f"{FAULTS[reason]} ({told}){choice}", reason=reason, **params)
