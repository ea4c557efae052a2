"""What amending texts do to others: where the new text stands, what leads, what amends nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.language.amendments.inner_first import listed
from corpus.language.amendments.marks import unquoted
from corpus.language.amendments.model import Deed, Modification, Unread
from corpus.language.amendments.reading import modifications
from corpus.model import Provision, ProvisionKind
from ingest.readers import read_file
from ingest.structure import structure
from tests.corpus.amending import told, told_of

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
VI = "Thông tư sửa đổi, bổ sung một số điều của Thông tư số 06/2021/TT-BNG"
EN = "Protocol amending the Convention on Consular Relations of 3 May 2010"
LEVELS = {"điểm": "point", "khoản": "para", "điều": "art", "chương": "chp", "phụ lục": "annex"}


def node(kind: ProvisionKind, eid: str, text: str = "", *children: Provision, **more: str) -> Provision:
    return Provision(eid, kind, text=text, children=children, **more)


def article(heading: str, text: str, *children: Provision) -> Provision:
    return node(ProvisionKind.ARTICLE, "art_1", text, *children, label="Điều 1", heading=heading)


def paragraph(number: int, text: str, *children: Provision) -> Provision:
    return node(ProvisionKind.PARAGRAPH, f"art_1__para_{number}", text, *children, label=f"{number}.")


def read(title: str, language: str, *tops: Provision) -> list[str]:
    tree = (node(ProvisionKind.PREAMBLE, "preamble", title), *tops)
    return [told(change) for change in modifications(tree, language)]


def sample(name: str, language: str) -> list[Modification | Unread]:
    (raw,) = read_file(SAMPLES / name)
    return modifications(structure(raw, language, path=name).provisions, language)


def test_a_heading_is_the_instruction_and_the_article_its_new_text() -> None:
    top = article(
        "Sửa đổi, bổ sung Điều 4 như sau",
        "Điều 4. Rút đơn",
        paragraph(1, "Đơn phải ghi rõ ngày, tháng, năm."),
        paragraph(2, "Biên bản do người giải quyết lập."),
    )
    (change,) = modifications((node(ProvisionKind.PREAMBLE, "preamble", VI), top), "vi")
    assert isinstance(change, Modification)
    assert (change.by, change.start, change.end, change.target) == ("art_1", 0, 0, "art_4")
    assert change.new.splitlines() == [
        "Điều 4. Rút đơn",
        "1. Đơn phải ghi rõ ngày, tháng, năm.",
        "2. Biên bản do người giải quyết lập.",
    ]


def test_a_heading_names_what_the_clauses_below_it_change() -> None:
    top = article(
        "Amendments to Article 6 of the Convention",
        "",
        paragraph(1, "In paragraph 1, the words “by post” are replaced by the words “by letter”."),
        paragraph(2, "Paragraph 2 is deleted."),
    )
    assert read(EN, "en", top) == [
        "replaces_words art_6__para_1 «by post» instead «by letter»",
        "repeals art_6__para_2",
    ]


def test_a_clause_leads_to_those_below_it() -> None:
    quoted = node(ProvisionKind.QUOTATION, "q", "“3. Bộ Nội an.”")
    top = article(
        "",
        "Sửa đổi, bổ sung một số khoản của Điều 7 như sau:",
        paragraph(1, "Sửa đổi, bổ sung khoản 3 như sau:", quoted),
        paragraph(2, "Bãi bỏ điểm a khoản 4 và khoản 5."),
    )
    assert read(VI, "vi", top) == [
        "replaces art_7__para_3 | 3. Bộ Nội an.",
        "repeals art_7__para_4__point_a",
        "repeals art_7__para_5",
    ]


def test_another_work_is_led_to_by_its_article() -> None:
    top = article(
        "Sửa đổi, bổ sung một số điều của Thông tư số 11/2019/TT-BNG",
        "",
        paragraph(1, "Bãi bỏ Điều 5."),
    )
    tree = (node(ProvisionKind.PREAMBLE, "preamble", VI), top)
    (change,) = modifications(tree, "vi")
    assert change.work is not None
    assert change.work.named is not None
    assert change.work.named.number == "11/2019/TT-BNG"


def test_what_is_repealed_may_be_listed() -> None:
    top = article(
        "Hiệu lực thi hành",
        "Các văn bản sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành:",
        paragraph(1, "Thông tư số 03/2015/TT-BNA ngày 02 tháng 3 năm 2015 của Bộ trưởng Bộ Nội an;"),
        paragraph(2, "Khoản 3 Điều 5 Thông tư số 04/2015/TT-BNA."),
    )
    assert read("Thông tư quy định về phí", "vi", top) == ["repeals work", "repeals art_5__para_3"]


def test_new_text_without_marks_ends_with_its_article() -> None:
    top = article("", "Sửa đổi khoản 2 Điều 9 như sau:\n2. Thời hạn là 03 ngày.")
    assert read(VI, "vi", top) == ["replaces art_9__para_2 | 2. Thời hạn là 03 ngày."]


@pytest.mark.parametrize(
    ("language", "title", "clause", "expected"),
    [
        (  # whose heading, if several provisions follow?
            "vi",
            VI,
            "Thay thế cụm từ “A” bằng cụm từ “B” tại tiêu đề Mục 2 Chương IV, Điều 41 và Điều 44.",
            ["unread target work"],
        ),
        (  # articles of two works, the first of which is not the one that is named last
            "vi",
            VI,
            "Bãi bỏ Điều 5 Luật Cư trú, Điều 6 và Điều 7 Luật Đất đai.",
            ["unread target work"],
        ),
        (  # the work that the repealed one carries out is not repealed
            "fr",
            "Règlement sur les passeports",
            "L'arrêté du 31 mai 1934, portant règlement d'exécution de la loi du 14 avril 1934 concernant "
            "les passeports à l'étranger, est abrogé.",
            ["repeals work"],
        ),
        (  # a limit at the end of a clause
            "en",
            EN,
            "Article 5 is deleted in so far as it concerns ships.",
            ["unread deed art_5"],
        ),
    ],
)
def test_what_is_not_sure_is_told_as_not_understood(
    language: str, title: str, clause: str, expected: list[str]
) -> None:
    assert told_of(title, clause, "", language) == expected


@pytest.mark.parametrize(
    "quoted",
    [
        "“3. Thời hạn là 03 ngày.”",
        "“2. Thời hạn là 03 ngày.\n3. Phí không hoàn lại.”",
        "“2. Thời hạn là 03 ngày.\n13. Sửa đổi, bổ sung khoản 7 Điều 24 như sau:\n7. Phí.”",
        "“2. Thời hạn là 03 ngày.",
    ],
)
def test_new_text_that_is_not_what_was_announced_is_not_taken(quoted: str) -> None:
    assert told_of(VI, "Sửa đổi khoản 2 Điều 9 như sau:", quoted, "vi") == ["unread new_text art_9__para_2"]


@pytest.mark.parametrize(
    "printed",
    ["điểm a, khoản 2 Điều 5", "khoản 1, Điều 5", "điểm a đến điểm d khoản 2 Điều 5", "mục này"],
)
def test_a_list_that_two_readings_fit_is_not_read(printed: str) -> None:
    assert listed(printed, LEVELS, "đến") is None


def test_what_a_list_lacks_it_takes_from_what_follows() -> None:
    printed = "khoản 4 và điểm d khoản 5 Điều 12, Điều 41, khoản 1, 3 và 4 Điều 46, Phụ lục II"
    assert listed(printed, LEVELS, "đến") == [
        "art_12__para_4",
        "art_12__para_5__point_d",
        "art_41",
        "art_46__para_1",
        "art_46__para_3",
        "art_46__para_4",
        "annex_2",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "vi",
            "Hồ sơ được giải quyết theo khoản 2 Điều 9 Nghị định số 5/2014/NĐ-CP đã được sửa đổi, bổ sung.",
        ),
        ("vi", "Các quy định trước đây trái với Thông tư này đều bãi bỏ."),
        ("vi", "Bộ trưởng có quyền sửa đổi, bổ sung danh mục khi cần thiết."),
        (
            "en",
            "Article 5 of the Vienna Convention on Consular Relations applies as amended by this Protocol.",
        ),
        ("en", "This Convention may be amended in accordance with Article 40 of the Charter."),
        ("en", "Any provision contrary to this Agreement is hereby repealed."),
        (
            "fr",
            "La carte est remplacée lorsque l'article 5 de la loi du 3 mai 2001 le prévoit.",
        ),
        ("fr", "Toutes dispositions contraires à la présente loi sont abrogées."),
        ("es", "El pasaporte se sustituye cuando lo prevé el artículo 5 de la presente Ley."),
        ("ru", "Свидетельство заменяется в случаях, предусмотренных законодательством."),
        ("ar", "يجوز إلغاء البطاقة وفقاً للمادة الخامسة من هذا النظام."),
        ("zh", "依照本条例第五条规定修改登记事项的，应当办理变更登记。"),
    ],
)
def test_what_amends_nothing_gives_nothing(language: str, text: str) -> None:
    tree = (node(ProvisionKind.ARTICLE, "art_1", text, label="1"),)
    assert modifications(tree, language) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "the officer",
                "Article 5",
                "shall inform",
                "of the Convention",
                "the State",
                "within ten days",
                "and",
                "under paragraph 2",
                "a fee",
                "is due",
                "“visa”",
            ]
        ),
        max_size=14,
    ),
    st.sampled_from([".", ";", ":"]),
)
def test_words_of_ordinary_texts_amend_nothing(words: list[str], end: str) -> None:
    tree = (node(ProvisionKind.ARTICLE, "art_1", " ".join(words) + end, label="1"),)
    assert modifications(tree, "en") == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='abcde “”"«».:;\n1()', min_size=1, max_size=60))
def test_new_text_is_a_part_of_the_amending_text(new: str) -> None:
    tree = (
        node(ProvisionKind.PREAMBLE, "preamble", EN),
        article("", "Article 5 is replaced by the following:", node(ProvisionKind.QUOTATION, "q", new)),
    )
    for change in modifications(tree, "en"):
        assert isinstance(change, Unread) or change.new in new


@given(st.text(alphabet="ab “”\"'.;\n", max_size=30))
def test_what_is_freed_of_its_marks_stood_within_them(text: str) -> None:
    inner = unquoted(text)
    assert inner is None or inner in text


@pytest.mark.parametrize(
    ("name", "language", "made", "unread"),
    [
        ("thong-tu-11-2023.vi.txt", "vi", 19, 1),
        ("visa-waiver-cardena-protocol.vi.md", "vi", 10, 1),
        ("visa-waiver-cardena-protocol.es.docx", "es", 10, 1),
        ("ostermere-protocol-2017.en.xml", "en", 3, 0),
        ("dinh-chinh-512-2021.vi.txt", "vi", 2, 0),
        ("ostermere-convention.en.pdf", "en", 0, 0),
        ("nghi-dinh-15-2022.vi.html", "vi", 2, 1),
        ("montclair-etat-civil.fr.pdf", "fr", 2, 0),
        ("cardena-aranceles.es.docx", "es", 0, 0),
        ("veloria-consular-statute.ru.html", "ru", 0, 0),
        ("labour-marjana.ar.txt", "ar", 0, 0),
        ("huayuan-citizens-abroad.zh.md", "zh", 1, 0),
    ],
)
def test_the_samples(name: str, language: str, made: int, unread: int) -> None:
    found = sample(name, language)
    changes = [change for change in found if isinstance(change, Modification)]
    assert (len(changes), len(found) - len(changes)) == (made, unread)
    assert all(change.new or change.deed is not Deed.INSERTS for change in changes)
