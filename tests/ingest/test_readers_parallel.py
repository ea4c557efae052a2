# ruff: noqa: E501  (texts read better unbroken)
"""One file, two languages side by side: each becomes a document with its own labels and headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import Block, RawDocument
from ingest.readers import read_file
from ingest.readers.scripts import script, share
from ingest.structure import structure

CHINESE = [
    "奥斯特梅尔公约各缔约国愿在平等互利的基础上发展领事关系，并便利领事官员履行职务，兹议定下列各条款，以资共同遵守。",
    "领事关系之建立，以两国协议为之。任何一方不得单方面改变业经商定之领馆所在地、等级以及领馆辖区之界限。",
    "接受国主管当局应于二十四小时内将派遣国国民被逮捕之情事通知领馆，并应不迟延地转递被拘禁者致领馆之一切信件。",
    "领事官员有权探访受监禁之派遣国国民，与之交谈或通讯，并代聘其法律代表，但该国民明示反对者不在此限。",
    "领馆馆舍不得侵犯。接受国官吏非经领馆馆长同意，不得进入领馆馆舍中专供领馆工作之用之部分，火灾除外。",
]
ENGLISH = [
    "The States Parties to the Ostermere Convention wish to develop consular relations on the basis of equality.",
    "Consular relations are established by agreement of the two States, neither of which may change on its own the seat.",
    "The competent authorities shall inform the consular post within twenty-four hours when a national is arrested.",
    "Consular officers have the right to visit a national in prison, to converse with him and to arrange for counsel.",
    "Consular premises are inviolable. The authorities shall not enter them except with the consent of the head of post.",
]
HEADINGS = ["设立", "通知", "探访", "馆舍"]
HAN_NUMBERS = "一二三四"


def page() -> str:
    articles = "".join(
        f"<div><div><a>第{number}条</a> <span>Art. {number}</span></div>"
        f"<div>{heading}</div><div>{chinese}</div><div>{english}</div></div>"
        for number, heading, chinese, english in zip(
            HAN_NUMBERS, HEADINGS, CHINESE[1:], ENGLISH[1:], strict=True
        )
    )
    return (
        "<html lang='zh'><body><h1>奥斯特梅尔领事关系公约</h1><p>Ostermere Convention on Consular Relations</p>"
        f"<div>{CHINESE[0]}</div><div>{ENGLISH[0]}</div>{articles}</body></html>"
    )


def documents(tmp_path: Path) -> dict[str, RawDocument]:
    path = tmp_path / "page.html"
    path.write_text(page(), encoding="utf-8")
    return {document.hints.language or "": document for document in read_file(path)}


def test_each_language_has_its_own_lines(tmp_path: Path) -> None:
    found = documents(tmp_path)
    assert set(found) == {"en", "zh-Hans"}
    assert not any(heading in found["en"].text for heading in HEADINGS)
    assert "Ostermere" not in found["zh-Hans"].text
    assert found["en"].text.startswith("Ostermere Convention")
    assert len({document.hints.work for document in found.values()}) == 1


@pytest.mark.parametrize(("language", "label"), [("en", "Art. 二"), ("zh-Hans", "第二条")])
def test_a_double_label_gives_each_language_its_own(tmp_path: Path, language: str, label: str) -> None:
    document = documents(tmp_path)[language]
    articles = [p for p in structure(document, language, path="page.html").walk() if p.kind == "article"]
    assert [(article.number, article.eid) for article in articles] == [
        (str(n), f"art_{n}") for n in range(1, 5)
    ]
    assert articles[1].label == label


SHARES = [
    ("第三十六条 Art. 三十六", {"zh": "第三十六条", "en": "Art. 三十六"}),
    ("Article XIV 第十四条", {"en": "Article XIV", "zh": "第十四条"}),
    ("馆舍不得侵犯", {"zh": "馆舍不得侵犯"}),
    ("Inviolability", {"en": "Inviolability"}),
    ("36", {"zh": "36", "en": "36"}),
    ("三十六", {"zh": "三十六", "en": "三十六"}),
    ("2011 年 Annex 2", {"zh": "2011 年", "en": "Annex 2"}),
    ("UN 宪章 Charter", {"zh": "UN 宪章 Charter", "en": "UN 宪章 Charter"}),
]


@pytest.mark.parametrize(("line", "expected"), SHARES)
def test_share(line: str, expected: dict[str, str]) -> None:
    found = share(Block(line), {"zh": "han", "en": "latin"})
    assert {code: block.text for code, block in found.items()} == expected


def test_languages_of_one_script_share_what_is_short() -> None:
    assert set(share(Block("Article 5"), {"en": "latin", "fr": "latin"})) == {"en", "fr"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Điều 3", "latin"),
        ("المادة", "arabic"),
        ("Статья", "cyrillic"),
        ("第三条", "han"),
        ("かな", "kana"),
        ("7", None),
    ],
)
def test_script(text: str, name: str | None) -> None:
    assert script(text) == name


BESIDE = "".join(
    f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in zip(ENGLISH, CHINESE, strict=True)
)


def test_a_table_of_a_text_beside_its_translation(tmp_path: Path) -> None:
    path = tmp_path / "convention.html"
    path.write_text(f"<html><body><p>Convention 公约</p><table border=1>{BESIDE * 2}</table></body></html>")
    documents = list(read_file(path))
    assert sorted(document.hints.language or "" for document in documents) == ["en", "zh-Hans"]
    assert documents[0].hints.work == documents[1].hints.work
    english = next(document for document in documents if document.hints.language == "en")
    assert "领事" not in english.text
