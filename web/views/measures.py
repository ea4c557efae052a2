"""What was read from a line of a procedure, in the reader's language: how long, how much."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from babel.numbers import format_currency, list_currencies

from corpus.model import ItemKind, ProcedureItem
from web.languages import locale_of
from web.messages import Messages

UNITS = ("hour", "day", "working_day", "calendar_day", "month", "year")
"""Units of a time limit; each has the counted messages `duration.UNIT` and, of what is done so often,
`frequency.UNIT`."""


def measured(item: ProcedureItem, t: Messages) -> str:
    """The time limit or fee as data; empty where nothing was read from the words."""
    if item.kind is ItemKind.DEADLINE:
        return _duration(item, t)
    return _money(item, t) if item.kind is ItemKind.FEE else ""


def _duration(item: ProcedureItem, t: Messages) -> str:
    count, unit, days = (item.data.get(name, "") for name in ("count", "unit", "days"))
    named = f"{days}_{unit}" if days and unit == "day" else unit
    if named not in UNITS or not (count.isascii() and count.isdecimal()):
        return ""
    often = "every" in item.data
    return t.count(f"frequency.{named}" if often else f"duration.{named}", int(count))


def _money(item: ProcedureItem, t: Messages) -> str:
    amount, currency = item.data.get("amount", ""), item.data.get("currency", "")
    try:
        value = Decimal(amount)
    except InvalidOperation:
        return ""
    if currency in list_currencies():
        return str(format_currency(value, currency, locale=locale_of(t.language), decimal_quantization=False))
    printed = item.data.get("currency_printed") or currency
    return f"{t.number(float(value))} {printed}".strip()
