"""The words that a pattern cannot do without: a quick look for them saves searching for the pattern."""

from __future__ import annotations

import re
from functools import cache


@cache
def literal_of(pattern: re.Pattern[str]) -> str:
    """The longest run of letters and blanks that stands in every match, small; empty where there is none.

    >>> literal_of(re.compile("(?:article|paragraph) (?:just )?before", re.IGNORECASE))
    'before'
    """
    runs, depth, position = [""], 0, 0
    form = pattern.pattern
    while position < len(form):
        sign = form[position]
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "|" and not depth:
            return ""
        if not depth and (sign.isalpha() or sign == " "):
            runs[-1] += sign
        else:
            if sign in "?*{":
                runs[-1] = runs[-1][:-1]
            runs.append("")
        position = _next(form, position)
    return max(runs, key=len).lower()


def _next(form: str, position: int) -> int:
    """Behind the sign at this place: an escaped one, a class and a number of times are one sign."""
    ends = {"\\": position + 1, "[": form.find("]", position + 2), "{": form.find("}", position)}
    return ends.get(form[position], position) + 1
