"""Text quoted inside an amending provision: `“Điều 14a. …”` inserts an article and is none here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.lines import Line

_OPEN = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"', "‹": "›", "”": "”"}
_STARTS = re.compile(r"[\s*_>(\[]{0,3}([“«„「『\"‹”])")
_ENDS = re.compile(r"([”»“」』\"›])[\s.;,:。；،)\]*_/]{0,5}$")
_LONGEST = 400
"""Lines after which an opening mark without a closing one is given up."""


def quoted_lines(lines: Sequence[Line]) -> list[int]:
    """For each line, its place (from 1) in a quotation that opens at the beginning of a line, or 0.

    A quotation runs to the line that ends with its closing mark; one that is never closed is its
    first line alone. Quotation marks inside a line change nothing.
    """
    places = [0] * len(lines)
    at = 0
    while at < len(lines):
        last = _last_line(lines, at)
        for quoted in range(at, last + 1):
            places[quoted] = quoted - at + 1
        at = max(at, last) + 1
    return places


def _last_line(lines: Sequence[Line], at: int) -> int:
    """The last line of the quotation that opens at line `at`, or `at` - 1 where none opens."""
    start = _STARTS.match(lines[at].text) if lines[at].is_text else None
    if not start:
        return at - 1
    closing = _OPEN[start[1]]
    inner = lines[at].text[start.end() :]
    if any(mark in inner for mark in closing):
        # Closed on its own line: a quotation only if nothing but stops follows.
        return at if _closed_by(lines[at].text, closing) and inner.count(closing[0]) <= 1 else at - 1
    for line in range(at + 1, min(at + _LONGEST, len(lines))):
        if _closed_by(lines[line].text, closing):
            return line
        if start[1] == '"' and _STARTS.match(lines[line].text):
            break
    return at


def _closed_by(text: str, closing: str) -> bool:
    end = _ENDS.search(text)
    return bool(end and end[1] in closing)
