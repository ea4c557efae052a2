# ruff: noqa: E501 - a case a line reads better
"""Values behind labels near the top of a text."""

from __future__ import annotations

import pytest
from test_conclusion import read, told
from test_structure import blocks

from corpus.model import OriginKind
from ingest.document import Hints, RawDocument
from ingest.metadata import describe
from ingest.structure import structure

TABLE = "Thuộc tính | Giá trị\nSố hiệu | 906/2021/TT-BĐN\nNgày ban hành | 30/09/2021\nNgày hiệu lực | 15/11/2021\nCơ quan ban hành | Bộ Đối ngoại Bình Lâm (BĐN)\n"
BODY = "Điều 1. Phạm vi\nThông tư này quy định lệ phí cảng.\nĐiều 2. Trách nhiệm\nCảng vụ thi hành."
LINES = [
    ("vi", "Ngày ban hành: 30 tháng 9 năm 2021\n" + BODY, "date.adopted", ["2021-09-30"]),
    ("vi", "Ngày ban hành: chưa rõ\n" + BODY, "date.adopted", []),
    ("vi", "Ngày hiệu lực: 30/09/2021\nNgày hiệu lực: 01/10/2021\n" + BODY, "date.in_force", []),
    ("vi", BODY + "\n" + "Nội dung. " * 400 + "\nNgày ban hành: 30/09/2021", "date.adopted", []),
    ("zh", "领事收费办法\n公布日期：2021年9月30日\n施行日期：2021年11月15日\n第一条　为了规范收费，制定本办法。\n第二条　领事馆收费。", "date.in_force", ["2021-11-15"]),
    ("en", "Harbour Fees Order\nDate of entry into force: 15 November 2021\nArticle 1\nFees are due.\nArticle 2\nThey are paid.", "date.in_force", ["2021-11-15"]),
    ("ru", "Приказ о портовых сборах\nДата вступления в силу: 15 ноября 2021 года\nСтатья 1\nСборы взимаются.\nСтатья 2\nОни уплачиваются.", "date.in_force", ["2021-11-15"]),
]  # fmt: skip


def test_a_table_of_what_a_portal_knows_has_places() -> None:
    raw = RawDocument(blocks=blocks(TABLE + BODY), hints=Hints(language="vi"))
    found = describe(raw, structure(raw, "vi"), Hints())
    assert [one.value for one in found.work.identifiers] == ["906/2021/TT-BĐN"]
    assert found.work.issuers == ("Bộ Đối ngoại Bình Lâm",)
    dates = {one.field: one for one in found.assertions if one.field.startswith("date.")}
    assert {name: one.value for name, one in dates.items()} == {
        "date.adopted": "2021-09-30", "date.in_force": "2021-11-15",
    }  # fmt: skip
    for one in dates.values():
        assert one.origin.kind is OriginKind.TEXT
        assert one.origin.span is not None
        assert raw.text[one.origin.span.start : one.origin.span.end] in {"30/09/2021", "15/11/2021"}


@pytest.mark.parametrize(("language", "text", "field", "wanted"), LINES)
def test_lines(language: str, text: str, field: str, wanted: list[str]) -> None:
    assert sorted(set(told(read(text, language), field))) == wanted


def test_what_the_text_tells_ranks_above_its_label() -> None:
    head = "BỘ ĐỐI NGOẠI BÌNH LÂM\nSố: 06/2021/TT-BĐN\nBình Lâm, ngày 29 tháng 9 năm 2021\nTHÔNG TƯ\nVề lệ phí cảng\n"
    found = read(TABLE + head + BODY, "vi")
    assert [one.value for one in found.work.identifiers] == ["06/2021/TT-BĐN"]
    assert found.work.adopted is not None
    assert found.work.adopted.isoformat() == "2021-09-29"
    assert "conflicting_dates" in {notice.code for notice in found.notices}
