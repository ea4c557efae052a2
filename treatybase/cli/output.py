"""Printing: JSON for machines, plain lines for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import orjson


def print_json(value: Any) -> None:
    """Print as indented UTF-8 JSON, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def print_table(rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns, as wide as their widest cell; the last column is left ragged."""
    table = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        print("  ".join([*cells, row[-1]]).rstrip())


def emphasised(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans in bold on a terminal, unchanged elsewhere."""
    if not sys.stdout.isatty():
        return text
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}\x1b[1m{text[start:end]}\x1b[0m{text[end:]}"
    return text
