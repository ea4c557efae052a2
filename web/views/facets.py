"""Facets: how many hits there are of each kind, language, issuer …, each value a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search_api.engine.port import FACET_FIELDS
from web.views.search_state import SearchState
from web.wording import Wording

SHOWN = 6
"""Values open to sight; the rest unfolds."""
MOST = 40
"""Beyond this a facet is a list nobody reads; the search box narrows better."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value: its name, how many, and the link that takes it in or out."""

    value: str
    name: str
    count: int | None
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One field with its values, the chosen first."""

    field: str
    shown: tuple[FacetValue, ...]
    folded: tuple[FacetValue, ...]


def facets(
    counts: Mapping[str, Mapping[str, int]], state: SearchState, wording: Wording
) -> tuple[Facet, ...]:
    """The facets worth showing: those with a choice to make or one made."""
    made = (_facet(field, counts.get(field, {}), state, wording) for field in FACET_FIELDS)
    return tuple(facet for facet in made if facet is not None)


def _facet(field: str, counts: Mapping[str, int], state: SearchState, wording: Wording) -> Facet | None:
    chosen = state.filters.get(field, ())
    if len(counts) < 2 and not chosen:
        return None
    values = [*chosen, *(value for value in _sorted(field, counts) if value not in chosen)]
    made = tuple(_value(field, value, counts.get(value), state, wording) for value in values if value)[:MOST]
    shown = max(SHOWN, len(chosen))
    return Facet(field, made[:shown], made[shown:]) if made else None


def _value(field: str, value: str, count: int | None, state: SearchState, wording: Wording) -> FacetValue:
    chosen = value in state.filters.get(field, ())
    target = state.without(field, value) if chosen else state.only(field, value)
    return FacetValue(value, wording.facet_value(field, value), count, target.url(), chosen)


def _sorted(field: str, counts: Mapping[str, int]) -> list[str]:
    """Years newest first, everything else by how many."""
    if field == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda value: (-counts[value], value))
