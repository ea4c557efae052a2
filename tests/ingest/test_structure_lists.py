# ruff: noqa: E501 - a case a line reads better
"""Lists that are interrupted, misprinted or glued, and the block of names at the end: own sentences."""

from __future__ import annotations

import pytest

from corpus.model import Provision, ProvisionKind
from ingest.document import Block, BlockKind, RawDocument
from ingest.structure import structure


def provisions(lines: list[str], language: str) -> dict[str, Provision]:
    blocks = [
        Block(line.lstrip("#*").strip(), BlockKind.HEADING if line[0] == "#" else BlockKind.PARAGRAPH,
              level=line.count("#") or None, bold=line[0] == "*")
        for line in lines
    ]  # fmt: skip
    return {p.eid: p for p in structure(RawDocument(tuple(blocks)), language).walk()}


GOES_ON = [
    ("ru", ["Статья 1. Надзор", "1. Предметом надзора являются:", "1) соблюдение требований:", "к безопасности судов;",
            "к охране портов;", "2) выполнение предписаний.", "2. Надзор ведет министерство."],
     ["art_1", "art_1__para_1", "art_1__para_1__point_1", "art_1__para_1__point_2", "art_1__para_2"]),
    ("vi", ["Điều 1. Giải thích", "1. Việc cấp giấy:", "a) Cơ quan nhận đơn.", "Trường hợp cần thiết, cơ quan hỏi thêm.",
            "b) Cơ quan trả lời."],
     ["art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b"]),
    ("vi", ["Điều 1. Giải thích", "Trong Luật này:", "1. Hộ chiếu là giấy tờ đi lại.", "Hộ chiếu gồm nhiều loại.",
            "2..Thị thực là giấy phép.", "3.Lệ phí là khoản thu."],
     ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3"]),
    ("en", ["Article 1", "The post shall:", "(a) receive the form.", "The form is public.", "(b) keep a copy."],
     ["art_1", "art_1__point_a", "art_1__point_b"]),
    ("zh", ["第一条 领事机构应当：", "（一）受理申请。", "申请可以代办。", "（二）保存副本。"],
     ["art_1", "art_1__point_1", "art_1__point_2"]),
    ("nl", ["Artikel 1", "De post is bevoegd indien:", "a.de aanvrager ingezetene is;", "b. de aanvrager het land verlaat;",
            "c.de aanvrager vermist is."],
     ["art_1", "art_1__point_a", "art_1__point_b", "art_1__point_c"]),
    ("en", ["Article 1", "The post shall:", "(a) receive;", "(aa) stamp;", "(ab) file;", "(b) keep;", "(ba) send;", "(c) tell."],
     ["art_1", *(f"art_1__point_{letter}" for letter in ("a", "aa", "ab", "b", "ba", "c"))]),
    ("es", ["Artículo 1", "Se entiende por:", "a) uno;", "b) dos;", "b bis) más;", "b ter) otro;", "c) tres."],
     ["art_1", *(f"art_1__point_{letter}" for letter in ("a", "b", "bbis", "bter", "c"))]),
    ("vi", ["Điều 1", "Hồ sơ gồm:", "a) Đơn;", "a1) Ảnh;", "a2) Tem;", "b) Phí."],
     ["art_1", *(f"art_1__point_{letter}" for letter in ("a", "a1", "a2", "b"))]),
    ("zh", ["第一条 包括：", "（一）申请表；", "（一之一）照片；", "（一之二）证明；", "（二）费用。"],
     ["art_1", *(f"art_1__point_{number}" for number in ("1", "1-1", "1-2", "2"))]),
    ("ar", ["المادة الأولى", "تتولى البعثة:", "١- استلام الطلب.", "يكون الطلب علنيا.", "٢- حفظ نسخة."],
     ["art_1", "art_1__para_1", "art_1__para_2"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines", "eids"), GOES_ON)
def test_a_list_goes_on_behind_text_between_its_items(
    language: str, lines: list[str], eids: list[str]
) -> None:
    assert list(provisions(lines, language)) == eids


def test_text_between_two_items_belongs_to_the_first() -> None:
    found = provisions(GOES_ON[3][1], "en")
    assert found["art_1__point_a"].text == "receive the form.\nThe form is public."


def test_a_new_list_under_later_text_is_its_own() -> None:
    lines = [
        "Article 1",
        "The post keeps:",
        "(a) forms;",
        "(b) copies.",
        "It sends each year:",
        "(a) a report;",
        "(b) a list.",
    ]
    found = provisions(lines, "en")
    assert [e for e in found if e.endswith("point_a")] == ["art_1__para_1__point_a", "art_1__para_2__point_a"]


def test_an_abbreviation_is_no_item() -> None:
    lines = [
        "§ 1 Begriffe",
        "1. Erfasst werden:",
        "a) Pässe;",
        "b) Ausweise;",
        "c. Karten,",
        "d.h. amtliche Karten.",
    ]
    assert not any(eid.endswith("point_d") for eid in provisions(lines, "de"))


WRAPPED = [
    ("es", "Apruébase el Acuerdo sobre asistencia consular suscrito en Puerto Alba el 30", "de junio de 2013."),
    ("en", "The Agreement on consular assistance that was signed at Ostermere on the first", "day of June is approved."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "first", "second"), WRAPPED)
def test_a_line_broken_in_mid_sentence_is_one_paragraph(language: str, first: str, second: str) -> None:
    head = "Artículo Único" if language == "es" else "Article 1"
    found = provisions([head, first, second], language)
    assert found["art_1"].text == f"{first} {second}"


def test_short_lines_of_a_list_without_stops_stay_lines() -> None:
    found = provisions(["Article 1", "1. The fee is charged for", "passports", "permits"], "en")
    assert found["art_1__para_1"].text.split("\n")[1:] == ["passports", "permits"]


def test_letters_in_one_long_line_are_a_list() -> None:
    filler = " die bij de aanvraag door de aanvrager in persoon op de post wordt overgelegd" * 2
    text = f"1. In deze regeling wordt verstaan onder: a. aanvraag: het formulier{filler}; b. post: de consulaire post{filler}; c. aanvrager: de persoon{filler}."
    found = provisions(["Artikel 1", text, "2. Deze regeling geldt in het buitenland."], "nl")
    assert [e for e in found if "point" in e] == [f"art_1__para_1__point_{n}" for n in "abc"]


RAISED = [
    (["Статья 4", "Первый текст.", "Статья 4¹", "Второй текст.", "Статья 5", "Третий текст."], ["art_4", "art_4.1", "art_5"]),
    (["Статья 1", "1. Первый пункт.", "1¹. Второй пункт.", "1². Третий пункт.", "2. Четвертый пункт."],
     ["art_1", "art_1__para_1", "art_1__para_1.1", "art_1__para_1.2", "art_1__para_2"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "eids"), RAISED)
def test_raised_numbers_of_inserted_provisions(lines: list[str], eids: list[str]) -> None:
    assert list(provisions(lines, "ru")) == eids


def test_an_article_out_of_order_is_one_where_the_format_marks_it_so() -> None:
    numbers = ["1", "2", "3", "4", "5", "8", "5a", "9", "10"]
    lines = [line for n in numbers for line in (f"### Artikel {n}", f"Tekst van artikel {n}.")]
    assert [p.number for p in provisions(lines, "nl").values()] == numbers
    plain = [line.lstrip("# ") for line in lines]
    assert "art_5a" not in provisions(plain, "nl")


CLOSINGS = [
    ("es", ["Artículo 1", "Apruébase el Acuerdo de asistencia.", "*MARTA VELD - JUAN ROCA - ANA LUZ"], 1),
    ("nl", ["Artikel 1", "Deze regeling wordt geplaatst.", "DE", "MINISTER VAN ZAKEN,", "A.B. van Loo"], 3),
    ("vi", ["Điều 1. Thi hành", "1. Luật này có hiệu lực từ ngày 01 tháng 01 năm 2013.",
            "Luật này đã được Quốc hội thông qua ngày 21 tháng 6 năm 2012.", "CHỦ TỊCH QUỐC HỘI", "Trần Văn Bình"], 3),
    ("ar", ["المادة الأولى", "ينشر هذا القرار.", "رئيس مجلس الوزراء", "صدر في: ١٠ / ٢ / ١٤٣٩هـ"], 2),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines", "closing"), CLOSINGS)
def test_names_and_offices_close_the_text(language: str, lines: list[str], closing: int) -> None:
    found = provisions(lines, language)
    assert found["conclusions"].text.split("\n") == [line.lstrip("*") for line in lines[-closing:]]


NO_CLOSINGS = [
    ("en", ["Article 1", "The fees are those of the table.", "TABLE OF FEES", "1. Passport", "2. Permit"]),
    ("en", ["Article 1", "The fees are those of the table.", "FEES IN UNITS", "Passport 40", "Permit 15"]),
    ("vi", ["Điều 1. Thi hành", "Thông tư này có hiệu lực.", "Bộ trưởng Bộ Đối ngoại chịu trách nhiệm thi hành Thông tư này."]),
    ("ar", ["المادة الأولى", "ينشر هذا القرار.", "وزير الخارجية مكلف بتنفيذ هذا القرار اعتبارا من تاريخ نشره."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines"), NO_CLOSINGS)
def test_a_table_or_a_sentence_about_a_minister_closes_nothing(language: str, lines: list[str]) -> None:
    assert "conclusions" not in provisions(lines, language)


def test_enacting_words_in_a_heading_begin_the_text() -> None:
    lines = ["# قرار مجلس الوزراء رقم ٤٢", "إن مجلس الوزراء", "بعد الاطلاع على النظام،", "### يقرر:",
             "الموافقة على مذكرة التفاهم.", "ينشر هذا القرار."]  # fmt: skip
    found = provisions(lines, "ar")
    assert not any(p.kind is ProvisionKind.SECTION for p in found.values())
    assert found["para_1"].text.startswith("الموافقة")


GLUED = [
    ("vi", ["Điều 23.1.LQ.1. Phạm vi", "Luật này quy định về hộ chiếu.Điều 23.1.LQ.2. Đối tượng", "Luật này áp dụng cho công dân.",
            "ĐIỀU KHOẢN THI HÀNHĐiều 23.1.LQ.3. Hiệu lực", "Luật này có hiệu lực."],
     ["23.1.LQ.1", "23.1.LQ.2", "23.1.LQ.3"]),
    ("en", ["Article 1. Scope", "This Law governs passports.Article 2. Terms", "Terms are used as in the Convention.", "Article 3. Fees", "Fees are due."],
     ["1", "2", "3"]),
    ("en", ["Article 1. Scope", "This Law governs passports.Article 2 of the Treaty applies.", "It applies to all."], ["1"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines", "numbers"), GLUED)
def test_a_heading_that_touches_the_text_before_begins_a_line(
    language: str, lines: list[str], numbers: list[str]
) -> None:
    found = provisions(lines, language).values()
    assert [p.number for p in found if p.kind is ProvisionKind.ARTICLE] == numbers


def test_articles_listed_in_an_aside_are_none() -> None:
    aside = "; ".join(
        f"Điều 23.1.NĐ.{n}. Hồ sơ cấp giấy tờ đi lại cho công dân ở nước ngoài" for n in range(4, 16)
    )
    lines = ["Điều 23.1.LQ.1. Phạm vi", "a) Luật này quy định về hộ chiếu;", f"(Điều này có nội dung liên quan đến {aside})",
             "Điều 23.1.LQ.2. Đối tượng", "Luật này áp dụng cho công dân."]  # fmt: skip
    found = provisions(lines, "vi").values()
    assert [p.number for p in found if p.kind is ProvisionKind.ARTICLE] == ["23.1.LQ.1", "23.1.LQ.2"]
    lines[2] = lines[2].replace("Điều 23.1.NĐ.5.", "Điều 23.1.NĐ.5. (mẫu")
    unclosed = provisions(lines, "vi").values()
    assert [p.number for p in unclosed if p.kind is ProvisionKind.ARTICLE] == ["23.1.LQ.1", "23.1.LQ.2"]


def test_the_first_article_behind_forms_is_no_line_of_contents() -> None:
    forms = [f"Mẫu số {n}. Đơn" for n in range(1, 7)]
    body = [
        line
        for n in range(1, 5)
        for line in (f"Điều {n}. Việc {n}", f"Nội dung của điều {n} được quy định. " * 8)
    ]
    lines = [*body[:2], *forms, *body[2:], *[f"{form} dùng cho công dân. " * 9 for form in forms]]
    found = provisions(lines, "vi").values()
    assert [p.number for p in found if p.kind is ProvisionKind.ARTICLE] == ["1", "2", "3", "4"]


def test_a_list_of_articles_at_the_end_is_contents_though_the_text_lacks_some() -> None:
    body = [
        line for n in (1, 2, 3) for line in (f"Điều {n}. Việc {n}", f"Nội dung của điều {n} được quy định.")
    ]
    lines = [*body, "## Danh sách điều khoản", *[f"Điều {n}. Việc {n}" for n in range(1, 9)]]
    found = provisions(lines, "vi").values()
    assert [p.number for p in found if p.kind is ProvisionKind.ARTICLE] == ["1", "2", "3"]


def test_a_german_ordinal_before_its_word_heads_a_chapter() -> None:
    lines = ["### 1. Kapitel: Allgemeines", "Art. 1 Zweck", "Diese Verordnung regelt Pässe.", "### 2. Kapitel: Gebühren",
             "#### 1. Abschnitt: Höhe", "Art. 2 Gebühr", "Die Gebühr beträgt 40."]  # fmt: skip
    assert list(provisions(lines, "de")) == ["chp_1", "art_1", "chp_2", "chp_2__sec_1", "art_2"]


CODED = [
    (["# Visitors", "## Stay", "VR 1.1. A visitor may stay for 30 days.", "(a) A diplomat may stay longer.", "VR 1.2. The stay may be extended.",
      "## Fees", "3.   VR 4.2A. The fee is 40 units.", "VR 4.3 No fee is repaid."],
     ["VR1.1", "a", "VR1.2", "VR4.2a", "VR4.3"]),
    (["# Asylum", "## Requests", "327. A request is made in person.", "2.   327A. It is recorded.", "327AB. It is answered.",
      "## Answers", "331. An answer is in writing.", "332. It gives reasons."],
     ["327", "327a", "327ab", "331", "332"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "numbers"), CODED)
def test_paragraphs_counted_through_a_book_keep_their_numbers(lines: list[str], numbers: list[str]) -> None:
    found = provisions(lines, "en").values()
    assert [p.number for p in found if p.number] == numbers


def test_an_amount_at_the_beginning_of_a_line_is_no_number() -> None:
    found = provisions(
        ["Article 1", "The fees are:", "USD 1.5 million for the State.", "EUR 2.5 million for the Agency."],
        "en",
    )
    assert not [p for p in found.values() if p.number and p.kind is not ProvisionKind.ARTICLE]


def test_articles_of_a_decision_are_no_contents_of_the_regulation_it_issues() -> None:
    decision = [f"Điều {n}. Các cơ quan, tổ chức và cá nhân có liên quan chịu trách nhiệm thi hành phần {n} của Quyết định này."
                for n in range(1, 5)]  # fmt: skip
    rules = [
        line
        for n in range(1, 6)
        for line in (f"Điều {n}. Việc {n}", f"Nội dung của điều {n} được quy định. " * 9)
    ]
    found = provisions(
        [
            "QUYẾT ĐỊNH:",
            *decision,
            "Nơi nhận:",
            "- Lưu: VT.",
            "**QUY CHẾ",
            "**Tiếp công dân",
            "Chương I",
            "QUY ĐỊNH CHUNG",
            *rules,
        ],
        "vi",
    )
    assert [eid for eid, p in found.items() if p.kind is ProvisionKind.ARTICLE][:4] == [
        "art_1",
        "art_2",
        "art_3",
        "art_4",
    ]
    assert "annex_1__art_1" in found


CHAPTERS = [
    ("第一章 总则", "第一条 为了规范领事工作，制定本条例。"),
    ("第二章 附则", "第二条 本条例自公布之日起施行。"),
]


@pytest.mark.parametrize("opener", ["目录", "目　录", "目录：", "【目录】"])
def test_a_short_list_of_chapters_under_its_heading_is_contents(opener: str) -> None:
    listed = [chapter for chapter, _ in CHAPTERS]
    text = [line for chapter in CHAPTERS for line in chapter]
    found = provisions(["诺瓦尔领事条例", opener, *listed, *text], "zh")
    assert "chp_1-2" not in found
    assert found["chp_1"].heading == "总则"
    assert [node.eid for node in found["chp_2"].children] == ["art_2"]


def test_chapters_that_stand_once_are_no_contents() -> None:
    text = [line for chapter in CHAPTERS for line in chapter]
    assert provisions(["诺瓦尔领事条例", "目录", *text], "zh").keys() >= {"chp_1", "chp_2", "art_1", "art_2"}
