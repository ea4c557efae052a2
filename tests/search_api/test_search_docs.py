"""The documentation of the query language tells every field and operator that there is."""

from __future__ import annotations

from pathlib import Path

from search_api.query.fields import FIELDS
from search_api.query.operators import OPERATORS

TEXT = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")


def test_every_field_is_documented() -> None:
    assert [field.name for field in FIELDS if f"{field.name}:" not in TEXT] == []


def test_every_operator_is_documented() -> None:
    assert [word for word in OPERATORS if word not in TEXT] == []
