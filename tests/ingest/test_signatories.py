# ruff: noqa: E501 - a case a line reads better
"""Signature blocks: for whom, by whom, in which office. The persons are made up, the States are the register's."""

from __future__ import annotations

import pytest
from test_conclusion import HEADS, read, told
from test_structure import blocks

from ingest.document import Hints, RawDocument
from ingest.metadata import describe
from ingest.structure import structure

EN = "IN WITNESS WHEREOF the undersigned have signed this Agreement.\nDONE at Ostermere on 3 May 2011 in two originals.\n"
FR = "EN FOI DE QUOI les soussignés ont signé le présent Accord.\nFAIT à Ostermere, le 3 mai 2011, en deux originaux.\n"
ES = "EN FE DE LO CUAL los infrascritos firman el presente Acuerdo.\nHecho en Ostermere, el 3 de mayo de 2011, en dos originales.\n"
RU = "Совершено в г. Остермере 3 мая 2011 года в двух экземплярах.\n"
BLOCKS = [
    ("en", EN + "For the Government of Japan:\nA. KATO\nFor the Government of the French Republic:\nBernard MARTIN", ["the Government of Japan", "the Government of the French Republic"], ["the Government of Japan: A. KATO", "the Government of the French Republic: Bernard MARTIN"]),
    ("en", EN + "For the Government of Japan: (Signed) A. Kato\nMinister for Culture\nFor France: [B. de Martin] Ambassador", ["the Government of Japan", "France"], ["the Government of Japan: A. Kato, Minister for Culture", "France: B. de Martin, Ambassador"]),
    ("en", EN + "For the Government of Japan For the Government of the French Republic", ["the Government of Japan", "the Government of the French Republic"], []),
    # In columns nobody knows whose name is whose.
    ("en", EN + "For the Government of Japan:\nFor the Government of the French Republic:\nA. KATO\nB. MARTIN", ["the Government of Japan", "the Government of the French Republic"], []),
    ("en", EN + "For the Government of the United Mexican\nStates: C. RUIZ\nFor the Government of Japan: A. KATO B. MORI", ["the Government of the United Mexican States", "the Government of Japan"], ["the Government of the United Mexican States: C. RUIZ"]),
    ("en", EN + "For Japan, the procedure is told in the Annex.", [], []),
    ("en", EN + "For the Government of the For the Government of the\nFrench Republic State of Japan", [], []),
    ("fr", FR + "Pour le Gouvernement du Japon :\nA. KATO,\nMinistre de la culture\nPour le Gouvernement de la République française :\n(Signé) B. MARTIN", ["le Gouvernement du Japon", "le Gouvernement de la République française"], ["le Gouvernement du Japon: A. KATO, Ministre de la culture", "le Gouvernement de la République française: B. MARTIN"]),
    ("es", ES + "Por el Gobierno del Japón:\nA. Kato\nMinistra de Cultura\nPor el Gobierno de la República Francesa:\nB. Martin", ["el Gobierno del Japón", "el Gobierno de la República Francesa"], ["el Gobierno del Japón: A. Kato, Ministra de Cultura", "el Gobierno de la República Francesa: B. Martin"]),
    ("ru", RU + "За Правительство Японии\n/подпись/\nЗа Правительство Французской Республики\n/подпись/", ["Правительство Японии", "Правительство Французской Республики"], []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "closing", "parties", "persons"), BLOCKS)
def test_blocks(language: str, closing: str, parties: list[str], persons: list[str]) -> None:
    found = read(HEADS[language] + closing, language)
    assert told(found, "signatory") == parties
    assert told(found, "signatory.person") == persons


def test_a_party_within_an_article_has_signed_nothing() -> None:
    text = (
        HEADS["en"]
        + "Article 2\nThe competent authorities are:\n(a) for Japan: the Ministry of Culture;\n(b) for France: the Prefect."
    )
    assert told(read(text, "en"), "signatory") == []


def test_each_has_its_place() -> None:
    raw = RawDocument(blocks=blocks(HEADS["en"] + BLOCKS[0][1]), hints=Hints(language="en"))
    found = describe(raw, structure(raw, "en"), Hints())
    places = [one.origin.span for one in found.assertions if one.field.startswith("signatory")]
    assert {raw.text[place.start : place.end] for place in places if place} == set(BLOCKS[0][2])
