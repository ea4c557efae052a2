"""Cleaning, joining lines, counting labels: the small tools of the readers."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, RawDocument
from ingest.readers.clean import clean, clean_lines
from ingest.readers.flow import Flow, rebase, table_text
from ingest.readers.list_labels import chinese, label
from ingest.readers.markers import opens_unit
from ingest.readers.paragraphs import glue, is_wrapped, join_cut, join_lines
from ingest.readers.tree import number_of
from ingest.readers.usable import is_debris, is_usable


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Arti\u00adcle\u00a012", "Article 12"),
        ("\ufeffĐiều\u200b 3", "Điều 3"),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("nhâ\u0323n quye\u0300\u0302n", "nhận quyền"),
        ("ﻻ يجوز", "لا يجوز"),
        ("صَلَّى ﷺ", "صَلَّى ﷺ"),
        ("ﬁnal ofﬁce", "final office"),
        ("第 三 条", "第三条"),
        ("在 10 年内", "在 10 年内"),
        ("Статья\t5\x07", "Статья 5"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("a\u200cb", "ab"),
        ("\uf0b7 first", "• first"),
        ("l\u2019État\r\n\u3000de", "l’État de"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@given(st.text(max_size=200))
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean_lines(text)
    assert clean_lines(once) == once
    assert "\x00" not in once
    assert "\xad" not in once


def test_lines_survive() -> None:
    assert clean_lines("one  \r\n two\rthree\u2028four") == "one\ntwo\nthree\nfour"


@given(st.lists(st.sampled_from(["Điều 1", " ", "第一条 总则", "a\nb", "", "x" * 9]), max_size=12))
def test_offsets_are_those_of_the_text(texts: list[str]) -> None:
    flow = Flow()
    for text in texts:
        flow.add(text)
    document = RawDocument(flow.blocks)
    assert all(document.text[block.start :].startswith(block.text) for block in flow.blocks)


def test_a_table_keeps_its_rows() -> None:
    flow = Flow()
    flow.add(table_text([["Phí", "Mức"], ["", ""], ["Hộ\nchiếu", "70"]]), BlockKind.TABLE)
    assert flow.blocks[0].text == "Phí | Mức\nHộ chiếu | 70"


def test_rebase_counts_from_the_beginning() -> None:
    blocks = (Block("later", start=40), Block("last", start=46))
    assert [block.start for block in rebase(blocks)] == [0, 6]


@pytest.mark.parametrize(
    "line",
    [
        "Article 12 Communication", "ARTICLE IV", "Điều 5. Phạm vi", "Chương II", "Artículo 3.", "Article premier",
        "Статья 7. Срок", "Глава III", "第十二条 领事官员", "第三章 特权", "المادة الثالثة", "المادة (5)",
        "1. The Parties", "(a) a person", "b) il informe", "đ) Giấy tờ", "（二）派遣国", "三、双方", "- tiret", "iv) fourth",
    ],
)  # fmt: skip
def test_lines_that_open_a_unit(line: str) -> None:
    assert opens_unit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 of the Convention applies", "article 13 of it", "the consular post", "Điều này quy định",
        "2011 was the year", "статья настоящего Устава", "本协定自批准之日起生效", "على أن تلتزم",
    ],
)  # fmt: skip
def test_lines_that_go_on(line: str) -> None:
    assert not opens_unit(line)


WRAPPED = """The sending State shall notify the receiving State, in writing and before the
arrival of the person concerned, of the name and of the rank of each officer
who is to serve at the consular post, and shall state from which day he or she
takes up the duties of that post.

Article 2
The receiving State may ask for further particulars within ten days, giving the
reasons for which they are needed; the time-
limit set in article 1 then begins again when the answer arrives at the
ministry.
1. No fee shall be charged for the notification, nor for the card which is
issued upon it.
2. The card is returned at the end of the duties, together with every docu-
ment that was issued on the strength of the same notification or of another
one."""


def test_wrapped_lines_become_paragraphs() -> None:
    lines = WRAPPED.split("\n")
    assert is_wrapped(lines)
    paragraphs = join_lines(lines, frozenset({"document", "limit", "time"}))
    assert [text.split(" ")[0] for text in paragraphs] == ["The", "Article", "The", "1.", "2."]
    assert "every document that" in paragraphs[4]


def test_one_paragraph_a_line_is_not_wrapped() -> None:
    lines = [
        f"{number}. Cơ quan đại diện trả lời trong thời hạn {number} ngày làm việc."
        for number in range(1, 40)
    ]
    assert not is_wrapped(lines)


def test_a_cut_line_is_joined_and_a_meant_break_is_kept() -> None:
    cut = "Apruébase el Acuerdo suscrito en Puerto Alba con la República de Lam"
    assert join_cut([cut, "Hai sobre visados."]) == [f"{cut} Hai sobre visados."]
    assert join_cut(["BỘ ĐỐI NGOẠI", "CỘNG HÒA LAM HẢI"]) == ["BỘ ĐỐI NGOẠI", "CỘNG HÒA LAM HẢI"]


@pytest.mark.parametrize(
    ("text", "line", "words", "expected"),
    [
        ("the consular re-", "lations", frozenset(), "the consular relations"),
        ("within a time-", "bound plan", frozenset({"time-bound"}), "within a time-bound plan"),
        ("派遣国应", "通知接受国", frozenset(), "派遣国应通知接受国"),
        ("công dân", "nước ngoài", frozenset(), "công dân nước ngoài"),
    ],
)
def test_glue(text: str, line: str, words: frozenset[str], expected: str) -> None:
    assert glue(text, line, words) == expected


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        ("decimal", 12, "12"), ("lowerLetter", 28, "bb"), ("upperRoman", 14, "XIV"), ("lowerRoman", 4, "iv"),
        ("chineseCounting", 105, "一百零五"), ("hindiNumbers", 17, "١٧"), ("russianLower", 3, "в"),
        ("arabicAbjad", 2, "ب"), ("unknownStyle", 7, "7"), ("upperRoman", 0, "0"),
    ],
)  # fmt: skip
def test_counted_labels(style: str, value: int, expected: str) -> None:
    assert label(style, value) == expected


@given(st.integers(1, 999))
def test_a_chinese_number_is_read_back(value: int) -> None:
    assert number_of(f"第{chinese(value)}条") == str(value)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Điều 36", "36"), ("Điều 14a", "14a"), ("第三十六條", "36"), ("ARTICLE 1.1", "1.1"), ("Article 15 ter", "15ter"),
        ("المادة الثالثة", "3"), ("Статья 1112. Наследование", "1112"), ("(b)", "b"), ("§ 1013.1", "1013.1"),
        ("Chapter Twenty-two:", "22"), ("TITLE IV", "4"), ("GENERAL PROVISIONS", None), ("附件2", "2"),
    ],
)  # fmt: skip
def test_numbers_of_labels(printed: str, expected: str | None) -> None:
    assert number_of(printed) == expected


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("Viên chức lãnh sự có quyền thăm người bị tạm giữ.", True),
        ("يجوز للموظف القنصلي زيارة المحتجز.", True),
        ("领事官员有权探视被拘留的派遣国国民。", True),
        ("Консульское должностное лицо вправе посещать задержанного.", True),
        ("Ʉɨɧɫɭɥɶɫɤɨɟɞɨɥɠɧɨɫɬɧɨɟɥɢɰɨɜɩɪɚɜɟɩɨɫɟɳɚɬɶ", False),
        ("\ue001\ue002\ue003\ue004 \ue005\ue006 12 \ue007\ue008\ue009 ab", False),
        ("\ufffd" * 30 + " consular post", False),
        ("Ԅ∍䛱⋵ളૂ՜\u0a58ެԌ䈛䇗ࡈ⍱ࣞⲺ▒൞ᴶਆᖧଃളㅿളᇬ᭬ࡦⲺᇔ", False),
        ("12 - 3", False),
    ],
)
def test_usable(text: str, usable: bool) -> None:
    assert is_usable(text) is usable


def test_debris() -> None:
    assert is_debris(" \ue00f ")
    assert not is_debris("- 12 -")
    assert not is_debris("• • •")
