"""From a provision as it is cited to the provision of a text that is meant, or to none: never the nearest."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import islice, product

_SAME: dict[str, tuple[str, ...]] = {
    "art": ("art", "sec", "reg", "rule"),
    "sec": ("sec", "art"),
    "para": ("para", "para_nn", "point"),
    "subpara": ("para", "para_nn"),
    "point": ("point", "subpoint", "para"),
    "subpoint": ("subpoint", "point"),
}
"""What a text may call the level that a citation names: the sections of an Act are its articles."""
_STEP = re.compile(r"(?P<level>[a-z]+)(?:_(?P<number>.+))?")
_MINOR = re.compile(r"(?<=\d)[.-](?=\d)")
_MOST = 200
"""Addresses tried for one citation."""


def addresses(cited: str, near: str = "") -> tuple[str, ...]:
    """The eIds that a cited provision may have, likeliest first.

    `near` is the provision that cites: within an annex with articles of its own, those are meant first.

    >>> addresses("art_5__para_2", near="annex_1__art_3")[0]
    'annex_1__art_5__para_2'
    """
    steps = [tuple(_forms(step)) for step in cited.split("__")]
    plain = ["__".join(chosen) for chosen in islice(product(*steps), _MOST)]
    component = near.split("__")[0]
    inside = component.startswith(("annex", "letter")) and not cited.startswith(("annex", "letter"))
    return tuple(dict.fromkeys([*(f"{component}__{each}" for each in plain), *plain] if inside else plain))


def _forms(step: str) -> Iterator[str]:
    found = _STEP.fullmatch(step)
    if not found or not found["number"]:
        yield step
        return
    numbers = dict.fromkeys(
        [found["number"], _MINOR.sub("-", found["number"]), _MINOR.sub(".", found["number"])]
    )
    for level in _SAME.get(found["level"], (found["level"],)):
        yield from (f"{level}_{number}" for number in numbers)


def place_of(cited: str, eids: Container[str], near: str = "") -> str | None:
    """The eId, of those of a text, that is cited; None where it has none such."""
    return next((eid for eid in addresses(cited, near) if eid in eids), None)
