"""A filter and its scope as one list of conditions, the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import Access
from search_api.engine.port import FACET_FIELDS, Filter
from search_api.errors import InvalidQuery

FILTER_FIELDS = (*FACET_FIELDS, "work")

Condition = tuple[str, tuple[str, ...]]
"""A field and the values of which it must have one."""


def conditions(where: Filter, languages: Iterable[str]) -> list[Condition]:
    """The conditions on values: those asked for, then those of the scope.

    A language tag accepts its narrower ones among `languages`, those of the index: `zh` accepts
    `zh-Hant`. Raises InvalidQuery for a field that cannot be filtered.
    """
    asked: list[Condition] = []
    for name, values in where.values.items():
        if name not in FILTER_FIELDS:
            raise InvalidQuery(f"{name!r} is not a field to filter by", field=name)
        asked.append((name, _narrower(values, languages) if name == "language" else tuple(values)))
    return asked + _scope(where)


def _narrower(values: Iterable[str], languages: Iterable[str]) -> tuple[str, ...]:
    known = tuple(languages)
    return tuple(
        dict.fromkeys(tag for value in values for tag in (value, *known) if f"{tag}-".startswith(f"{value}-"))
    )


def _scope(where: Filter) -> list[Condition]:
    """What the principal may see; a part of the scope that allows everything is no condition."""
    scope = where.scope
    found: list[Condition] = []
    if scope.access != frozenset(Access):
        found.append(("access", tuple(access.value for access in sorted(scope.access))))
    if scope.collections is not None:
        found.append(("collection", tuple(sorted(scope.collections))))
    if scope.owners is not None:
        found.append(("owner", tuple(sorted(scope.owners))))
    return found
