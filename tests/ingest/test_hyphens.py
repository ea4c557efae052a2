"""Words divided at line ends, in each language that divides them; real hyphens stay."""

from __future__ import annotations

import pytest

from ingest.readers.paragraphs import glue, vocabulary


@pytest.mark.parametrize(
    ("above", "below", "elsewhere", "expected"),
    [
        ("the interna-", "tional post", "", "the international post"),
        ("the vice-", "consul of the", "a vice-consul", "the vice-consul of the"),
        ("the non-", "discrimination of", "against discrimination", "the non-discrimination of"),
        ("to ex-", "port goods", "the port", "to export goods"),
        ("to ex-", "port goods", "export of goods, a port", "to export goods"),
        ("l'article dit-", "il, et", "il dit oui", "l'article dit-il, et"),
        ("un civ-", "il libre", "il dit", "un civil libre"),
        ("il peut-", "être que", "il peut dire", "il peut-être que"),
        ("les quelques-", "uns qui", "quelques pays", "les quelques-uns qui"),
        ("la coope-", "ración de", "", "la cooperación de"),
        ("кон-", "сульский пост", "", "консульский пост"),
        ("какой-", "либо Стороны", "какой орган", "какой-либо Стороны"),
        ("Việt-", "nam và", "", "Việt-nam và"),
        ("die Generalver-", "sammlung der", "", "die Generalversammlung der"),
    ],
)
def test_line_ends(above: str, below: str, elsewhere: str, expected: str) -> None:
    assert glue(above, below, vocabulary(elsewhere)) == expected
