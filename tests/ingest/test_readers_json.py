"""JSON by shape: articles with a number and a text, whatever the keys are called."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Provision
from ingest.document import RawDocument
from ingest.errors import NotADocument, UnreadableFile
from ingest.readers import read_file

LONG = "The register is kept by the ministry, and every Party may look into it on a working day. "


def read_all(tmp_path: Path, value: Any) -> list[RawDocument]:
    path = tmp_path / "law.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return list(read_file(path))


def read(tmp_path: Path, value: Any) -> RawDocument:
    (document,) = read_all(tmp_path, value)
    return document


def nodes(document: RawDocument) -> dict[str, Provision]:
    return {node.eid: node for top in document.tree or () for node in top.walk()}


ARTICLE_TWO = {
    "number": "2",
    "heading": "Fees",
    "text": f"1. {LONG}\n2. Fees are:\n(a) for visas;\n(b) for seals.",
}

SHAPES: dict[str, Any] = {
    "content with articles and paragraphs repeated": {
        "id": "cv_2031", "title": "Convention", "date": "2031-05-01", "metadata": {"entry_into_force": None},
        "content": {"preamble": "The Parties,", "articles": [{"number": "1", "heading": None, "text": LONG * 3},
                    {**ARTICLE_TWO, "paragraphs": [f"1. {LONG}", "2. Fees are:"]}], "annexes": []},
    },
    "typed children": {
        "meta": {"title": "公约"}, "type": "document", "children": [
            {"type": "preamble", "label": "序言", "children": [{"type": "text", "text": "缔约双方，" * 60, "children": []}]},
            {"type": "part", "label": "第一章 总则", "title": "总则", "children": [
                {"type": "article", "label": "第一条", "title": "定义", "children": [{"type": "text", "text": LONG, "children": []}]},
                {"type": "article", "label": "第二条", "title": "费用",
                 "children": [{"type": "text", "text": "一、" + LONG + "\n二、费用：\n（一）签证；\n（二）印章。", "children": []}]}]}],
    },
    "collection of laws": [{"id": "12/2031/QH", "articles": [{"id": "1", "text": "Phạm vi\n\n" + LONG * 3},
                           {"id": "2", "text": "Lệ phí\n\n1. " + LONG + "\n2. Gồm:\na) thị thực;\nb) con dấu."}]}],
    "sections of clauses": {
        "preamble": ["Принят 1 мая 2031 года"], "sections": [{"title": "РАЗДЕЛ I. ОБЩИЕ ПОЛОЖЕНИЯ", "chapters": [{"title": "", "articles": [
            {"title": "Статья 1. Предмет", "clauses": [LONG * 3]},
            {"title": "Статья 2. Плата", "clauses": ["1. " + LONG, "2. Взимается:", "а) за визы;", "б) за печати."]}]}]}],
    },
    "tagged records": [
        {"metadata": {"dc:title": "Statute", "dc:language": "en-US"}}, {"part": {"number": 1, "name": "General"}},
        {"article": {"number": "1", "name": "Aim", "part_number": 1, "text": LONG * 3}},
        {"article": {**ARTICLE_TWO, "part_number": 1}}, {"footnote": {"number": 1, "text": "Added in 2031."}},
    ],
    "paths as labels": {
        "label": ["1", ], "node_type": "regtext", "title": "SAMPLES", "text": "", "children": [
            {"label": ["1", "1"], "node_type": "regtext", "title": "§ 1.1 Aim.", "text": LONG * 3, "children": []},
            {"label": ["1", "2"], "node_type": "regtext", "title": "§ 1.2 Fees.", "text": "", "children": [
                {"label": ["1", "2", "1"], "marker": "(1)", "node_type": "regtext", "text": "(1) " + LONG, "children": []},
                {"label": ["1", "2", "2"], "marker": "(2)", "node_type": "regtext", "text": "(2) Fees are:", "children": [
                    {"label": ["1", "2", "2", "a"], "marker": "(a)", "node_type": "regtext", "text": "(a) for visas;", "children": []}]},
                {"label": ["1", "2", "p1"], "marker": "none", "node_type": "regtext", "text": "In this part:", "children": [
                    {"label": ["1", "2", "p1", c], "marker": "", "node_type": "regtext", "text": "Seal means a mark.", "children": []} for c in "bc"]}]}],
    },
    "labels as keys": {"document": "Constitution", "language": "eng", "sections": [
        {"First part": {"Article One": [LONG * 3], "Article Two:": ["Article Two: " + LONG, "It also says this."]}}]},
}  # fmt: skip


def test_a_number_that_is_none_is_no_label(tmp_path: Path) -> None:
    found = nodes(read_all(tmp_path, SHAPES["paths as labels"])[0])
    assert found["art_1.2__para_nn_1"].label == found["art_1.2__para_nn_1__point_c"].label == ""
    assert found["art_1.2__para_nn_1"].number is None


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(tmp_path: Path, shape: str) -> None:
    document = read_all(tmp_path, SHAPES[shape])[0]
    found = nodes(document)
    articles = [node for node in found.values() if node.kind == "article"]
    assert [(node.number or "")[-1] for node in articles] == ["1", "2"]
    assert all(node.full_text().count(LONG.strip()[:30]) for node in articles)


@pytest.mark.parametrize(
    ("shape", "eid"),
    [
        ("content with articles and paragraphs repeated", "art_2__para_2__point_b"),
        ("typed children", "art_2__para_2__point_2"),
        ("collection of laws", "art_2__para_2__point_b"),
        ("sections of clauses", "art_2__para_2__point_б"),
        ("tagged records", "art_2__para_2__point_b"),
        ("paths as labels", "art_1.2__para_2__point_a"),
        ("paths as labels", "art_1.2__para_nn_1__point_c"),
    ],
)
def test_the_inside_of_articles(tmp_path: Path, shape: str, eid: str) -> None:
    assert eid in nodes(read_all(tmp_path, SHAPES[shape])[0])


def test_what_is_said_of_the_document(tmp_path: Path) -> None:
    hints = read(tmp_path, SHAPES["content with articles and paragraphs repeated"]).hints
    assert (hints.record_id, hints.titles) == ("cv_2031", {"en": "Convention"})
    assert hints.adopted is not None
    assert hints.adopted.isoformat() == "2031-05-01"
    assert hints.in_force is None
    assert read(tmp_path, SHAPES["collection of laws"]).hints.identifiers[0].value == "12/2031/QH"
    assert read(tmp_path, SHAPES["labels as keys"]).hints.language == "en"


def test_languages_side_by_side_are_two_documents_of_one_work(tmp_path: Path) -> None:
    articles = [
        {
            "article": sign,
            "title_en": "",
            "content_en": f"1. {LONG}",
            "title_zh": "",
            "content_zh": "一、領館館舍不得侵犯，接受國官吏非經同意不得進入。" * 3,
        }
        for sign in "一二三"
    ]
    value = {
        "treaty": "領事公約",
        "treaty_en": "Convention on consular seals and their use",
        "treaty_zh": "領事公約",
        "articles": articles,
    }
    english, chinese = sorted(read_all(tmp_path, value), key=lambda document: document.hints.language or "")
    assert (chinese.hints.language, english.hints.language) == ("zh-Hant", "en")
    assert chinese.hints.work == english.hints.work == "convention-on-consular-seals-and-their-use"
    assert (nodes(chinese)["art_2"].label, nodes(english)["art_2"].label) == ("二", "2")
    assert list(nodes(chinese))[:2] == list(nodes(english))[:2] == ["art_1", "art_1__para_1"]


def test_akoma_ntoso_in_a_dump(tmp_path: Path) -> None:
    xml = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta/><body><article eId="art_1"><num>1.</num><content><p>x y</p></content></article></body></act></akomaNtoso>'
    document = read(tmp_path, [{"model": "document", "fields": {"document_xml": xml, "title": "Act"}}])
    assert nodes(document)["art_1"].text == "x y"


NO_DOCUMENTS: dict[str, Any] = {
    "questions": [{"question_id": "q1", "question": "Who pays the fee?", "relevant_articles": [{"law_id": "12", "article_id": "2"}], "text": LONG * 9}],
    "questions in Chinese": [{"问题": "谁付费？", "答案文本": LONG * 9}],
    "diffs": {"1-2": {"op": "added", "node": {"text": LONG * 9, "label": ["1"], "children": []}}},
    "a schema": {"$schema": "https://json-schema.org/x", "articles": [{"number": "1", "text": LONG * 3}] * 3},
    "a vocabulary": {"topics": [{"identifier": "1", "labels": {"en": "VISAS", "fr": "VISAS"}}] * 40},
    "an index": {"results": [{"title": "Treaty Series 12", "id": 5, "document_url": "https://example.org"}] * 50},
    "sources": {"sources": [{"name": "UN", "url": "https://example.org", "note": LONG}] * 20},
    "a number": 5,
    "empty": {},
}  # fmt: skip


@pytest.mark.parametrize("name", NO_DOCUMENTS)
def test_what_is_no_document(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotADocument):
        read_all(tmp_path, NO_DOCUMENTS[name])


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Every longer text of each shape is in the tree."""
    for name, value in SHAPES.items():
        read_text = " ".join(
            node.text + node.heading for doc in read_all(tmp_path, value) for node in nodes(doc).values()
        )
        for text in ("Fees", "费用", "Lệ phí", "Плата", "It also says this.", "Added in 2031.", "for seals."):
            if text in json.dumps(value, ensure_ascii=False):
                assert text in read_text, (name, text)


def test_other_encodings_and_nan(tmp_path: Path) -> None:
    path = tmp_path / "law.json"
    text = json.dumps({"articles": [{"number": n, "text": LONG * 2} for n in (1, 2)], "score": float("nan")})
    path.write_bytes(text.encode("utf-16"))
    (document,) = read_file(path)
    assert len(nodes(document)) == 2


def test_the_place_of_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "law.json"
    path.write_text('{"articles": [{"number": 1,,}]}')
    with pytest.raises(UnreadableFile, match="line 1 column 28"):
        list(read_file(path))
