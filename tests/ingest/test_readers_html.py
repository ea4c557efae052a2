"""Pages: main content, blocks, nothing of the markup."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import BlockKind, RawDocument
from ingest.errors import NotADocument, TooLarge
from ingest.readers import read_file


def read(tmp_path: Path, page: str | bytes, name: str = "page.html") -> RawDocument:
    path = tmp_path / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    (document,) = read_file(path)
    return document


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks]


PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Accord – Base</title><style>p{}</style></head><body>
<header>Ministère</header><nav><a href="/">Accueil</a></nav>
<div class="cookie-banner">Nous utilisons des cookies</div>
<main>
<ul class="toc"><li><a href="#a1">Article 1</a></li><li><a href="#a2">Article 2</a></li><li><a href="#a3">3</a></li>
<li><a href="#a4">4</a></li><li><a href="#a5">5</a></li></ul>
<h1>Accord sur les <em>visas</em></h1>
<p><b>Article 1<sup>er</sup></b></p>
<p>Les Parties conviennent :<br>de ce qui suit<sup>2</sup>, sur 5 m<sup>2</sup>.</p>
<ol type="a" start="3"><li>premier point</li><li value="7"><p>second point</p></li><li>a) déjà marqué</li></ol>
<ul><li>simple</li></ul>
<blockquote><p>Texte cité</p></blockquote>
<table><tr><th>Acte</th><th>Droit</th></tr><tr><td>Visa</td><td>60<br>euros</td></tr></table>
<table><tr><td>(1)</td><td><p>Un considérant.</p></td></tr></table>
<table border=0><tr><td>LE MINISTRE<br>N° 12</td><td>RÉPUBLIQUE</td></tr></table>
<p hidden>caché</p><p style="display:none">caché aussi</p>
<script>alert(1)</script><p onclick="x()">Fin &lt;script&gt;</p>
<div class="footnote">1. Note</div>
</main><footer>Plan du site</footer></body></html>"""


def test_blocks(tmp_path: Path) -> None:
    document = read(tmp_path, PAGE)
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, "Accord sur les visas"),
        (BlockKind.PARAGRAPH, "Article 1er"),
        (BlockKind.PARAGRAPH, "Les Parties conviennent :"),
        (BlockKind.PARAGRAPH, "de ce qui suit [2], sur 5 m²."),
        (BlockKind.LIST_ITEM, "c. premier point"),
        (BlockKind.LIST_ITEM, "g. second point"),
        (BlockKind.LIST_ITEM, "a) déjà marqué"),
        (BlockKind.LIST_ITEM, "simple"),
        (BlockKind.QUOTATION, "Texte cité"),
        (BlockKind.TABLE, "Acte | Droit\nVisa | 60 euros"),
        (BlockKind.PARAGRAPH, "(1) Un considérant."),
        (BlockKind.PARAGRAPH, "LE MINISTRE"),
        (BlockKind.PARAGRAPH, "N° 12"),
        (BlockKind.PARAGRAPH, "RÉPUBLIQUE"),
        (BlockKind.PARAGRAPH, "Fin <script>"),
        (BlockKind.FOOTNOTE, "1. Note"),
    ]
    assert document.blocks[1].bold
    assert document.hints.extra == {"html.title": "Accord – Base", "html.language": "fr"}


@pytest.mark.parametrize(
    ("codec", "declared", "text"),
    [
        ("gb18030", '<meta charset="gb2312">', "第一条 为了规范领事证件的办理，制定本办法。"),
        (
            "windows-1251",
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
            "Статья 1. Устав",
        ),
        ("windows-1256", "<meta charset=windows-1256>", "المادة الأولى: أحكام عامة"),
        ("utf-8", '<meta charset="iso-8859-1">', "Điều 1. Khai báo sai bảng mã"),
        ("utf-16", "", "Artículo 1. Ámbito de aplicación"),
        (
            "windows-1251",
            "",
            "Статья 1. Консульские учреждения защищают права граждан и не берут за это платы.",
        ),
    ],
)
def test_charsets(tmp_path: Path, codec: str, declared: str, text: str) -> None:
    page = f"<html><head>{declared}</head><body><p>{text}</p></body></html>"
    assert texts(read(tmp_path, page.encode(codec))) == [text]


def test_languages_of_parts(tmp_path: Path) -> None:
    document = read(tmp_path, '<html><body><p lang="ar">المادة الأولى</p><p>Article 1</p></body></html>')
    assert [block.language for block in document.blocks] == ["ar", None]


def test_xhtml_with_declaration(tmp_path: Path) -> None:
    page = '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Điều 1</p></body></html>'
    assert texts(read(tmp_path, page)) == ["Điều 1"]
    assert texts(read(tmp_path, page, "page.xml")) == ["Điều 1"]


def test_preserved_lines(tmp_path: Path) -> None:
    page = '<html><body><div class="whitespace-pre-wrap">一、第一款\n二、第二款</div><pre>a\nb</pre></body></html>'
    assert texts(read(tmp_path, page)) == ["一、第一款", "二、第二款", "a", "b"]


def test_a_label_in_an_element_of_its_own(tmp_path: Path) -> None:
    page = "<html><body><ul><li><span>1.</span><p>der Pass</p></li></ul></body></html>"
    assert texts(read(tmp_path, page)) == ["1. der Pass"]


def test_a_legacy_font(tmp_path: Path) -> None:
    page = '<html><body><p><font face=".VnTime">Bé Ngo¹i giao</font> <span style="font-family: VNI-Times">Boä</span></p></body></html>'
    assert texts(read(tmp_path, page)) == ["Bộ Ngoại giao Bộ"]


def test_a_page_of_scripts_only(tmp_path: Path) -> None:
    with pytest.raises(NotADocument):
        read(tmp_path, "<html><body><div id=app></div><script>run()</script></body></html>")


def test_depth_is_bounded(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        read(tmp_path, "<html><body>" + "<div>" * 5000 + "Article 1")
    assert texts(read(tmp_path, "<html><body>" + "<div>" * 400 + "Article 1")) == ["Article 1"]


def test_a_menu_that_is_the_text_stays(tmp_path: Path) -> None:
    page = "<html><body><div class='menu'><p>Article 1. The text itself.</p></div><p>x</p></body></html>"
    assert texts(read(tmp_path, page)) == ["Article 1. The text itself.", "x"]


@pytest.mark.parametrize(
    "raised",
    [
        '<span class="W9">1</span>',
        '<span style="font-size:8pt; vertical-align: super">1</span>',
        '<font class="x up">1</font>',
    ],
)
def test_numbers_raised_by_style_stay_raised(tmp_path: Path, raised: str) -> None:
    page = (
        "<html><head><style>p.H {margin:0} .W9, .up {font-size:8pt; vertical-align:super}</style></head>"
        f"<body><p class='H'>Статья 4{raised}. Порядок уведомления консула о задержании</p>"
        "<p>Компетентные органы уведомляют консула без промедления.</p></body></html>"
    )
    assert texts(read(tmp_path, page))[0].startswith("Статья 4¹. Порядок")
