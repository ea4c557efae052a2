"""Markdown as people and programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import IdentifierScheme
from ingest.document import BlockKind, RawDocument
from ingest.readers import read_file
from ingest.readers.front_matter import split_front_matter
from ingest.readers.inline_markdown import plain


def read(tmp_path: Path, text: str, name: str = "law.md") -> RawDocument:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (document,) = read_file(path)
    return document


FRONT = """---
title: "Thông tư hướng dẫn thủ tục lãnh sự"
title_en: Circular on consular procedures
sohieu: 06/2021/TT-BĐN
ngay_ban_hanh: 30/09/2021
ngay_hieu_luc: 2021-11-15
co_quan: Bộ Đối ngoại
publication_date: 2021-10-20
source: >-
  https://example.org/vb/06
tags:
  - lãnh sự
  - hộ chiếu
empty:
---

# THÔNG TƯ
"""


def test_front_matter_becomes_hints(tmp_path: Path) -> None:
    hints = read(tmp_path, FRONT).hints
    assert hints.titles == {
        "vi": "Thông tư hướng dẫn thủ tục lãnh sự",
        "en": "Circular on consular procedures",
    }
    assert [(found.scheme, found.value) for found in hints.identifiers] == [
        (IdentifierScheme.NUMBER, "06/2021/TT-BĐN")
    ]
    assert hints.adopted is not None
    assert hints.adopted.isoformat() == "2021-09-30"
    assert hints.in_force is not None
    assert hints.in_force.isoformat() == "2021-11-15"
    assert hints.issuers == ("Bộ Đối ngoại",)
    assert hints.url == "https://example.org/vb/06"
    assert hints.extra["tags"] == "lãnh sự; hộ chiếu"
    assert "empty" not in hints.extra


@pytest.mark.parametrize("date", ["đang cập nhật", "2021-13-40", "18/06/2009", "n/a"])
def test_a_doubtful_date_stays_unknown(tmp_path: Path, date: str) -> None:
    hints = read(tmp_path, f"---\nentry_into_force: {date}\n---\n\nArticle 1 applies.\n").hints
    assert hints.in_force is None
    assert hints.extra["entry_into_force"] == date


@pytest.mark.parametrize("text", ["---\nnever closed\nArticle 1", "Article 1\n---\nArticle 2", ""])
def test_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


BODY = """# Hiệp định

Lời nói đầu
===========

##Chương I

**Điều 1\\.** Phạm vi [áp dụng](http://example.org/a_(b)) của *Hiệp định* này<sup>1</sup>.

1. Mỗi Bên thông báo cho Bên kia.
- a) bằng văn bản;
- b) qua đường ngoại giao[^1].

> Trích dẫn
> tiếp theo

| Loại | Mức |
|---|:--:|
| Hộ chiếu | 70 |

<!-- ghi chú --> Hết.

---

[^1]: Công hàm.
"""


def test_blocks(tmp_path: Path) -> None:
    blocks = read(tmp_path, BODY).blocks
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (BlockKind.HEADING, 1, "Hiệp định"),
        (BlockKind.HEADING, 1, "Lời nói đầu"),
        (BlockKind.HEADING, 2, "Chương I"),
        (BlockKind.PARAGRAPH, None, "Điều 1. Phạm vi áp dụng của Hiệp định này [1]."),
        (BlockKind.LIST_ITEM, None, "1. Mỗi Bên thông báo cho Bên kia."),
        (BlockKind.LIST_ITEM, None, "a) bằng văn bản;"),
        (BlockKind.LIST_ITEM, None, "b) qua đường ngoại giao [1]."),
        (BlockKind.QUOTATION, None, "Trích dẫn"),
        (BlockKind.QUOTATION, None, "tiếp theo"),
        (BlockKind.TABLE, None, "Loại | Mức\nHộ chiếu | 70"),
        (BlockKind.PARAGRAPH, None, "Hết."),
        (BlockKind.FOOTNOTE, None, "[1] Công hàm."),
    ]


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("**Art. 1<sup>er</sup>.**", "Art. 1er."),
        ("<sup>2</sup> Die Behörde prüft", "² Die Behörde prüft"),
        ("12 km<sup>2</sup> und", "12 km² und"),
        ("Gesetz<sup>14</sup>", "Gesetz [14]"),
        ("5 \\* 6 \\# 7", "5 * 6 # 7"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("![seal](s.png)Text [a][1] <https://example.org>", "Text a https://example.org"),
        ("~~old~~ `code` &amp; more", "old code & more"),
        ("So it is[[^3]](x) (a) [sic]", "So it is [3] (a) [sic]"),
        ("***both*** __strong__ _soft_", "both strong soft"),
    ],
)
def test_inline(marked: str, shown: str) -> None:
    assert " ".join(plain(marked).split()) == shown


def test_the_label_of_a_list_gives_way_to_that_of_the_text(tmp_path: Path) -> None:
    document = read(
        tmp_path, "1.   13.1.1. A foreign national\n    1.   (a) who has\n2. Plain item\n3.   327A. Deleted\n"
    )
    assert [block.text for block in document.blocks] == [
        "13.1.1. A foreign national",
        "(a) who has",
        "2. Plain item",
        "327A. Deleted",
    ]


SAVED = """Title: Rules on visits - Guidance

URL Source: https://example.org/rules

Markdown Content:
Rules on visits - Guidance - Example

===============

We use cookies.

*   [Home](https://example.org/)

# Rules on visits

1. V 1.1. A visitor must leave within thirty days.

V 1.2. The officer may extend the stay once, for a reason that the visitor could not foresee.

*   [Contact](https://example.org/c)
*   [Help](https://example.org/h)
*   [Terms](https://example.org/t)
*   [Jobs](https://example.org/j)
*   [News](https://example.org/n)
"""


def test_a_saved_page_is_reduced_to_its_text(tmp_path: Path) -> None:
    document = read(tmp_path, SAVED)
    assert document.hints.titles == {"en": "Rules on visits - Guidance"}
    assert document.hints.url == "https://example.org/rules"
    assert [block.text[:8] for block in document.blocks] == ["Rules on", "V 1.1. A", "V 1.2. T"]


def test_text_that_looks_like_markdown_is_read_so(tmp_path: Path) -> None:
    document = read(tmp_path, "# Regulations\n\nArticle 1 of them.\n", "law.txt")
    assert document.blocks[0].kind is BlockKind.HEADING
