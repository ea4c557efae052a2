"""The breadcrumb of a passage: title › chapter › article, short enough to leave room for the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from search_api.index.packing import CountTokens

SEPARATOR: Final = " › "

SHARE: Final = 3
"""The breadcrumb takes at most one part in so many of a passage."""

_ELLIPSIS: Final = "…"


def breadcrumb(parts: Sequence[str], count_tokens: CountTokens, longest: int) -> tuple[str, tuple[str, ...]]:
    """The parts joined within `longest // SHARE` tokens, and the parts that had to be cut.

    The longest is cut first and shows it with an ellipsis. Whoever cuts must bring the whole part
    elsewhere: a title has a field of its own, a heading goes into a passage.
    """
    whole = [" ".join(part.split()) for part in parts if part.strip()]
    shown = list(whole)
    while shown and count_tokens(SEPARATOR.join(shown)) > longest // SHARE:
        place = max(range(len(shown)), key=lambda index: len(shown[index]))
        if len(shown[place]) <= len(_ELLIPSIS) + 1:
            del shown[place], whole[place]
            continue
        shown[place] = _cut(shown[place])
    cut = tuple(full for full, short in zip(whole, shown, strict=True) if full != short)
    return SEPARATOR.join(shown), cut


def _cut(part: str) -> str:
    """A tenth shorter, at a blank where one is near."""
    keep = max(1, (len(part) * 9) // 10 - 1)
    blank = part.rfind(" ", keep // 2, keep)
    return part[: blank if blank > 0 else keep].rstrip(f"{_ELLIPSIS} ") + _ELLIPSIS
