# ruff: noqa: E501 - a case a line reads better
"""Numbers and places in series that a head tells of its own document."""

from __future__ import annotations

import pytest
from test_structure import blocks

from corpus.model import Identifier, IdentifierScheme
from ingest.document import Hints, RawDocument
from ingest.metadata import describe
from ingest.structure import structure

S = IdentifierScheme
TITLE = "Convention on Harbour Consuls"
BODY = "Article 1\nHarbour consuls shall be admitted.\nArticle 2\nThey shall be received."
OWN = [
    (f"{TITLE}\nEuropean Treaty Series - No. 905", [(S.ETS, "CETS 905")]),
    (f"Série des traités européens - n° 905\n{TITLE}", [(S.ETS, "CETS 905")]),
    (f"{TITLE}\n(United Nations, Treaty Series, vol. 3596, p. 261)", [(S.SERIES, "UNTS 3596:261")]),
    (f"{TITLE} source: 3519 unts 329the States Parties", [(S.SERIES, "UNTS 3519:329")]),
    (f"{TITLE} Source: UNTS No. 74358, vol. 3005, 1998, p. 76-78.", [(S.SERIES, "UNTS 3005:76"), (S.UNTS, "74358")]),
    (f"{TITLE} Source: UNTS 1974, pp. 269 (No. 73684)", [(S.UNTS, "73684")]),
    (f"League of Nations, Treaty Series, vol. 412, p. 371\n{TITLE}", [(S.SERIES, "LNTS 412:371")]),
    (f"TIAS 98413\n{TITLE}", [(S.SERIES, "TIAS 98413")]),
    (f"OJ L 923, 12.5.2004, p. 1\n{TITLE}", [(S.GAZETTE, "OJ L 923:1")]),
    (f"Treaty Series No. 92 (1998)\n{TITLE}", [(S.SERIES, "UKTS 92:1998")]),
    (f"{TITLE}\nA/HHC/RES/28/19", [(S.NUMBER, "A/HHC/RES/28/19")]),
    (f"{TITLE}\n39 ILM 1125", [(S.SERIES, "ILM 39:1125")]),
]  # fmt: skip
OF_ANOTHER = [
    f"{TITLE}\nHaving regard to the Convention on Wreck, European Treaty Series - No. 905,",
    f"{TITLE}\nThe Convention on Wreck (39 ILM 1125) stays as it is.",
]


def identifiers(head: str) -> tuple[tuple[Identifier, ...], RawDocument, dict[str, str]]:
    raw = RawDocument(blocks=blocks(f"{head}\n{BODY}"), hints=Hints(language="en"))
    found = describe(raw, structure(raw, "en"), Hints())
    spans = {one.field: one.origin.span for one in found.assertions}
    places = {name: raw.text[span.start : span.end] for name, span in spans.items() if span}
    return found.work.identifiers, raw, places


@pytest.mark.parametrize(("head", "wanted"), OWN)
def test_what_the_head_tells_of_the_document(head: str, wanted: list[tuple[S, str]]) -> None:
    found, _, places = identifiers(head)
    assert list(found) == [Identifier(*one) for one in wanted]
    for scheme, value in wanted:
        assert value.split(":")[-1].split(" ")[-1] in places[f"identifier.{scheme.value}"]


@pytest.mark.parametrize("head", OF_ANOTHER)
def test_a_series_in_a_sentence_is_another_instruments(head: str) -> None:
    assert identifiers(head)[0] == ()
