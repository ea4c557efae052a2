"""Citations of treaty series and gazettes, the same whatever the language of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.language.table import shared_table

_MARK = re.compile(
    r"(?=[A-Za-zСТ/])(?:[A-ZСТ]{1,7}/\w|/RES/|Trb|(?i:series|recueil|recop|journal|diario|série|tract)"
    r"|U\.?[NS]|L\.?N|T\.?I|I\.?[LN]|TS|ST[CE]|СД|OJ|JO|DO|COM|SEC|SWD)"
)
"""Stands in every such citation: a symbol, a word for a series, or how its abbreviation begins or ends;
a quick look before the forms. Any two capitals would stop at every number of a Vietnamese decree."""


def series_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Each citation of a series: start, end, and its number in the series (UNTS 596:261, CETS 173).

    >>> list(series_in("United Nations, Treaty Series, vol. 596, p. 261"))
    [(0, 47, 'UNTS 596:261')]
    """
    if not _MARK.search(text):
        return
    for name, pattern in _series():
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if "number" in groups:
                yield match.start(), match.end(), groups["number"]
                continue
            parts = [part for part in (groups["volume"], groups.get("page")) if part]
            yield match.start(), match.end(), f"{name} {':'.join(parts)}"


@cache
def _series() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(form, re.IGNORECASE))
        for name, forms in shared_table("series").items()
        for form in forms
    )
