"""Quotations in lines: where they open and close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.lines import Line
from ingest.structure.quotations import Quotation, places, quotations


def of(*texts: str) -> list[Quotation]:
    return list(quotations([Line(text, 0) for text in texts]))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("« Le phare. »",), [Quotation(0, 0, closed=True)]),
        (("« Port » : lieu sûr",), []),
        (("Un « port » est sûr.",), []),
        (("« Le phare", "est blanc. »", "Fin."), [Quotation(0, 1, closed=True)]),
        (("« Le phare", "« est dit « blanc »", "« la nuit. » ;", "Fin."), [Quotation(0, 2, closed=True)]),
        (("Lire : «", "Le phare.", "»", "Fin."), [Quotation(1, 2, closed=True)]),
        (("2° « Le phare", "est haut »", "Fin."), [Quotation(1, 1, closed=True)]),
        (("Lire : « Le phare »", "Fin."), []),
        (("« Le « phare", "est blanc. »", "Fin."), [Quotation(0, 1, closed=False)]),
        (("“Port", "is safe.", "Fin."), [Quotation(0, 0, closed=False)]),
        (("‘The keeper’s lamp", "is white.’;", "Fin."), [Quotation(0, 1, closed=True)]),
        (("„Das Licht", "ist weiß.“", "Ende."), [Quotation(0, 1, closed=True)]),
        (('"The lamp', 'is white".', "Fin."), [Quotation(0, 1, closed=True)]),
    ],
)
def test_where_quotations_open_and_close(texts: tuple[str, ...], expected: list[Quotation]) -> None:
    assert of(*texts) == expected


@given(st.lists(st.text('«»“”"‘’: a.1°\n', max_size=8), max_size=30))
def test_quotations_follow_one_another_within_the_text(texts: list[str]) -> None:
    found = of(*texts)
    bounds = [bound for one in found for bound in (one.first, one.last)]
    assert bounds == sorted(bounds)
    assert all(0 <= bound < len(texts) for bound in bounds)
    firsts = [one.first for one in found]
    assert len(set(firsts)) == len(firsts)
    assert [place for place, number in enumerate(places(found, len(texts))) if number == 1] == firsts
