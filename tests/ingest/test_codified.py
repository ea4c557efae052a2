"""What a codification prints of other works is not said by the work that it is known by."""

from __future__ import annotations

from datetime import date

import pytest
from test_structure import blocks

from corpus.identifiers import normalise_number
from corpus.language.citations.codified import codified
from corpus.law.status import status_of
from corpus.model import Relation, RelationType, State
from ingest.document import Hints, RawDocument
from ingest.metadata import Description, describe
from ingest.references import read_references
from ingest.structure import structure

HEAD = """
QUỐC HỘI
CỘNG HÒA LAM HẢI
Luật số: 12/2015/QH01
LUẬT
Cảng biển
"""
OF_THE_LAW = "(Điều {} Luật số 12/2015/QH01 Cảng biển, có hiệu lực thi hành kể từ ngày 01/07/2015)"
OF_A_DECREE = "(Điều {} Nghị định số 31/2016/NĐ-HĐCP, có hiệu lực thi hành kể từ ngày 01/08/2016)"
ARTICLES = """
Điều 7.1.LQ.1. Phạm vi
{law_1}
Luật này quy định về cảng biển.
Điều 7.1.LQ.2. Hiệu lực thi hành
{law_2}
Luật này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2015 và thay thế Luật số 3/1999/QH01.
Điều 7.1.NĐ.1.1. Phạm vi
{decree_1}
Nghị định này quy định về phí tại cảng biển.
Điều 7.1.NĐ.1.9. Hiệu lực thi hành
{decree_9}
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2016 đến hết ngày 31 tháng 12 năm 2018. Nghị định này thay thế Nghị định số 5/2003/NĐ-HĐCP ngày 02 tháng 02 năm 2003.
"""  # noqa: E501 - a sentence is one line
NOTES = {
    "law_1": OF_THE_LAW.format(1),
    "law_2": OF_THE_LAW.format(2),
    "decree_1": OF_A_DECREE.format(1),
    "decree_9": OF_A_DECREE.format(9),
}


def read(text: str) -> tuple[Description, list[Relation]]:
    raw = RawDocument(blocks=blocks(text), hints=Hints(language="vi"))
    made = structure(raw, "vi")
    described = describe(raw, made, Hints())
    relations = read_references(made.provisions, "vi", described.work, described.relations)
    return described, [each for each in relations if each.type is RelationType.REPLACES]


def test_the_end_of_a_decree_within_a_law_is_not_the_end_of_the_law() -> None:
    described, replaced = read(HEAD + ARTICLES.format(**NOTES))
    assert described.work.in_force
    assert described.work.in_force.isoformat() == "2015-07-01"
    assert status_of(described.forces, date(2020, 1, 1)).state is not State.ENDED
    assert [each.target for each in replaced] == ["Luật số 3/1999/QH01"]


def test_an_article_without_a_note_is_nobodys() -> None:
    described, replaced = read(HEAD + ARTICLES.format(**NOTES | {"decree_9": ""}))
    assert status_of(described.forces, date(2020, 1, 1)).state is not State.ENDED
    assert [each.target for each in replaced] == ["Luật số 3/1999/QH01"]


def test_a_text_without_notes_speaks_of_itself() -> None:
    plain = HEAD.replace("Luật số: 12/2015/QH01", "Số: 31/2016/NĐ-HĐCP").replace("LUẬT", "NGHỊ ĐỊNH")
    described, replaced = read(plain + ARTICLES.format(**dict.fromkeys(NOTES, "")))
    assert status_of(described.forces, date(2020, 1, 1)).state is State.ENDED
    assert len(replaced) == 2


@pytest.mark.parametrize(
    ("own", "eids"),
    [
        ("12/2015/QH01", ["art_7.1.LQ.1", "art_7.1.LQ.2"]),
        ("31/2016/NĐ-HĐCP", ["art_7.1.NĐ.1.1", "art_7.1.NĐ.1.9"]),
        ("77/2000/QH01", []),
        ("", []),
    ],
)
def test_what_is_its_own(own: str, eids: list[str]) -> None:
    raw = RawDocument(blocks=blocks(HEAD + ARTICLES.format(**NOTES)), hints=Hints(language="vi"))
    keys = frozenset({normalise_number(own)} - {""})
    kept = codified(structure(raw, "vi").provisions, "vi", keys)
    assert [each.eid for each in kept] == eids


def test_of_one_work_alone_all_is_its_own() -> None:
    """A page without a number, all of whose articles come from one decree, is that decree."""
    one = {name: OF_A_DECREE.format(name[-1]) for name in NOTES}
    raw = RawDocument(blocks=blocks(ARTICLES.format(**one)), hints=Hints(language="vi"))
    tree = structure(raw, "vi").provisions
    assert codified(tree, "vi", frozenset()) == tuple(tree)
