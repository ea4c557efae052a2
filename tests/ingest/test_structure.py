# ruff: noqa: E501 - a case a line reads better
"""Own sentences of fictional States, laid out as real documents are, in the seven languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Provision, ProvisionKind
from ingest.document import Block, BlockKind, RawDocument
from ingest.structure import StructuredText, structure

ARTICLE = ProvisionKind.ARTICLE


def blocks(text: str) -> tuple[Block, ...]:
    """A block a line; `#` marks headings by level, `**` bold lines, `|` tables."""
    made, offset = [], 0
    for line in filter(None, (line.strip() for line in text.strip().split("\n"))):
        level = len(line) - len(line.lstrip("#"))
        body = line.lstrip("#").strip().strip("*")
        kind = BlockKind.HEADING if level else BlockKind.TABLE if line[0] == "|" else BlockKind.PARAGRAPH
        made.append(Block(body, kind, level or None, None, offset, None, line.startswith("**")))
        offset += len(body) + 1
    return tuple(made)


def read(text: str, language: str) -> StructuredText:
    return structure(RawDocument(blocks=blocks(text)), language)


def eids(found: StructuredText) -> list[str]:
    return [provision.eid for provision in found.walk()]


def at(found: StructuredText, eid: str) -> Provision:
    return next(provision for provision in found.walk() if provision.eid == eid)


VIETNAMESE = """
BỘ ĐỐI NGOẠI
THÔNG TƯ
Căn cứ Luật Cơ quan đại diện số 09/2010/ĐHND;
Theo đề nghị của Cục trưởng Cục Lãnh sự,
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Thông tư này hướng dẫn việc cấp giấy thông hành.
Điều 2. Hồ sơ
1. Hồ sơ gồm:
a) Tờ khai;
b) Ảnh chân dung.
2. Hồ sơ nộp trực tiếp.
Chương II
ĐIỀU KHOẢN THI HÀNH
Mục 1
HIỆU LỰC
Điều 3. Hiệu lực thi hành
Thông tư này có hiệu lực từ ngày 15 tháng 5 năm 2015.
Nơi nhận:
- Lưu: VT.
PHỤ LỤC I
DANH MỤC BIỂU MẪU
1. Tờ khai.
"""


def test_vietnamese_circular() -> None:
    found = read(VIETNAMESE, "vi")
    assert eids(found) == [
        "preamble", "preamble__rec_1", "preamble__rec_2",
        "chp_1", "art_1", "art_2", "art_2__para_1", "art_2__para_1__point_a", "art_2__para_1__point_b",
        "art_2__para_2", "chp_2", "chp_2__sec_1", "art_3", "conclusions", "annex_1", "annex_1__para_1",
    ]  # fmt: skip
    assert at(found, "chp_1").heading == "QUY ĐỊNH CHUNG"
    assert (at(found, "art_2").label, at(found, "art_2").heading) == ("Điều 2", "Hồ sơ")
    assert at(found, "art_2__para_1__point_b").text == "Ảnh chân dung."
    assert found.score == 1.0


ARTICLES = [
    ("vi", "Điều 1. Một\nNội dung một.\nĐIỀU 2\nNội dung hai.\nDIEU 3. Ba\nNội dung ba.", "1 2 3"),
    ("vi", "Điều 23.4.LQ.1. Một\nNội dung.\nĐiều 23.4.NĐ.1.1. Hai\nNội dung.\nĐiều 23.4.LQ.2. Ba\nNội dung.",
     "23.4.LQ.1 23.4.NĐ.1.1 23.4.LQ.2"),
    ("en", "Article 1\nThe Parties agree.\nArticle 2\nThey consult.\nArticle 2 bis\nThey meet.", "1 2 2bis"),
    ("en", "ARTICLE I. The Parties agree.\nARTICLE II. They consult.\nARTICLE III. They meet.", "1 2 3"),
    ("en", "Article 1.1: Scope\nThis Chapter applies.\nArticle 1.2: Terms\nTerms apply.", "1.1 1.2"),
    ("en", "Regulation 1\nThese apply.\nRegulation 2\nThose apply.", "1 2"),
    ("fr", "Article premier\nLes Parties conviennent.\nArt. 2. – Elles se consultent.\nArt. 3 bis. Elles se réunissent.", "1 2 3bis"),
    ("fr", "Article unique\nLe présent accord est approuvé par les Parties contractantes.", "1"),
    ("es", "Artículo 1°.- Las Partes convienen.\nARTICULO SEGUNDO. Las Partes consultan.\nArtículo 3\nSe reúnen.", "1 2 3"),
    ("ru", "Статья 1\nСтороны согласились.\nСтатья 2. Консультации\nСтороны проводят консультации.\nСТАТЬЯ ТРЕТЬЯ\nТекст.", "1 2 3"),
    ("zh", "第一条 为了保护公民，制定本条例。\n第二条 本条例适用于公民。\n第二条之一 本条例同样适用于法人。", "1 2 2-1"),
    ("zh-Hant", "第一條\n締約雙方同意。\n第二條\n締約雙方協商。", "1 2"),
    ("ar", "المادة الأولى\nيتفق الطرفان.\nالمادة الثانية\nيتشاور الطرفان.\nالمادة (٣)\nيجتمع الطرفان.", "1 2 3"),
    ("ar", "مادة ١: يتفق الطرفان.\nمادة ٢: يتشاور الطرفان.", "1 2"),
    ("de", "§ 1 Zweck\nDiese Verordnung regelt Pässe.\n§ 2 Begriffe\nPass ist ein Ausweis.", "1 2"),
    ("nl", "Artikel 1\nDe partijen komen overeen.\nArtikel 1a\nZij overleggen.", "1 1a"),
    ("ko", "제1조 체약국은 합의한다.\n제2조 체약국은 협의한다.", "1 2"),
    ("fa", "ماده ۱\nطرفین موافقت می‌کنند.\nمادهٔ ۲ـ طرفین مشورت می‌کنند.\nماده (۳)\nطرفین دیدار می‌کنند.", "1 2 3"),
    ("fa", "ماده سی‌ام\nطرفین موافقت می‌کنند.\nماده‌ی سی و یکم\nطرفین مشورت می‌کنند.", "30 31"),
    ("pt", "Artigo 1\nAs Partes acordam.\nArtigo 2\nAs Partes consultam-se.", "1 2"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "numbers"), ARTICLES)
def test_articles(language: str, text: str, numbers: str) -> None:
    found = read(text, language)
    assert " ".join(p.number or "" for p in found.walk() if p.kind is ARTICLE) == numbers


REFERENCES = [
    ("en", "Article 1\nThe Parties apply the Treaty.\nArticle 9 of the Treaty shall apply to visas.\nArticle 2\nThey meet."),
    ("en", "Article 1\nThe Parties apply the Treaty.\nArticle 2, paragraph 3, remains in force.\nArticle 2\nThey meet."),
    ("fr", "Article 1\nLes Parties appliquent le traité.\nArticle 9 du traité est applicable.\nArticle 2\nFin du texte."),
    ("vi", "Điều 1. Một\nNội dung.\nĐiều 7 của Luật này được áp dụng.\nĐiều 2. Hai\nNội dung."),
    ("zh", "第一条 缔约双方同意。\n第九条的规定适用于签证。\n第二条 缔约双方协商。"),
    ("ar", "المادة 1\nيتفق الطرفان.\nالمادة 9 من الاتفاقية تسري على التأشيرات.\nالمادة 2\nيجتمع الطرفان."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), REFERENCES)
def test_a_reference_at_the_beginning_of_a_line_is_no_article(language: str, text: str) -> None:
    found = read(text, language)
    assert [p.number for p in found.walk() if p.kind is ARTICLE] == ["1", "2"]
    assert any(
        "9" in p.text or "7" in p.text or "3" in p.text or "九" in p.text for p in at(found, "art_1").walk()
    )


def test_a_table_of_contents_is_no_text() -> None:
    entries = "\n".join(f"Article {n}. Heading of article {n}" for n in range(1, 7))
    body = "\n".join(
        f"Article {n}. Heading of article {n}\nThe Parties shall do what article {n} asks of them, in good faith "
        "and within a reasonable time."
        for n in range(1, 7)
    )
    found = read(f"CONTENTS\n{entries}\n{body}", "en")
    assert [p.number for p in found.walk() if p.kind is ARTICLE] == list("123456")
    assert "Heading of article 6" in at(found, "preamble").text


def test_quoted_articles_stay_in_the_amending_article() -> None:
    found = read(
        """
        Điều 1. Sửa đổi Thông tư số 06/2021/TT-BĐN
        1. Bổ sung Điều 2 như sau:
        “Điều 2. Chứng nhận điện tử
        1. Cơ quan đại diện cấp chứng nhận điện tử.
        2. Chứng nhận có giá trị như bản giấy.”.
        2. Bãi bỏ khoản 4 Điều 16.
        Điều 2. Hiệu lực
        Thông tư này có hiệu lực ngay.
        """,
        "vi",
    )
    assert [p.eid for p in found.walk() if p.kind is ARTICLE] == ["art_1", "art_2"]
    quotation = at(found, "art_1__para_1__qtext_1")
    assert quotation.kind is ProvisionKind.QUOTATION
    assert quotation.text.count("\n") == 2
    assert at(found, "art_2").heading == "Hiệu lực"


def test_an_opening_mark_that_is_never_closed_hides_nothing() -> None:
    found = read(
        'Article 1\n"Visa" means a permit\nArticle 2\nThe Parties meet.\nArticle 3\nThey part.', "en"
    )
    assert [p.number for p in found.walk() if p.kind is ARTICLE] == ["1", "2", "3"]


def test_numbering_begins_again_in_an_annex() -> None:
    found = read(
        """
        Article 1
        The Parties agree.
        Article 2
        The Annex is part of this Agreement.
        ANNEX I
        Arbitration
        Article 1
        A tribunal is set up.
        Article 2
        It decides.
        """,
        "en",
    )
    assert [p.eid for p in found.walk() if p.kind is ARTICLE] == [
        "art_1", "art_2", "annex_1__art_1", "annex_1__art_2",
    ]  # fmt: skip
    assert at(found, "annex_1").heading == "Arbitration"


def test_a_regulation_issued_with_a_decision_is_a_component() -> None:
    found = read(
        """
        Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân.
        Điều 2. Quyết định này có hiệu lực từ ngày ký.
        ## QUY CHẾ
        ## Tiếp công dân
        Chương I
        QUY ĐỊNH CHUNG
        Điều 1. Phạm vi
        Quy chế này quy định việc tiếp công dân.
        Điều 2. Nguyên tắc
        Việc tiếp công dân bảo đảm công khai.
        """,
        "vi",
    )
    assert [p.eid for p in found.walk() if p.kind is ARTICLE] == [
        "art_1", "art_2", "annex_1__art_1", "annex_1__art_2",
    ]  # fmt: skip
    assert at(found, "annex_1").heading == "QUY CHẾ Tiếp công dân"


def test_articles_numbered_by_chapter_carry_the_chapter() -> None:
    text = "\n".join(
        f"CHAPTER {roman}\nSubject {roman}\nArticle 1\nFirst rule of {roman}.\nArticle 2\nSecond rule of {roman}."
        for roman in ("I", "II", "III")
    )
    found = read(text, "en")
    assert [p.eid for p in found.walk() if p.kind is ARTICLE][2:4] == ["chp_2__art_1", "chp_2__art_2"]


def test_repeated_numbers_are_told_apart_and_reported() -> None:
    found = read(
        "Article 1\nThe Parties agree.\nArticle 2\nThey meet.\nArticle 2\nThey part.\nArticle 3\nEnd.", "en"
    )
    assert len(set(eids(found))) == len(eids(found))
    numbers = [p.number for p in found.walk() if p.kind is ARTICLE]
    assert numbers == ["1", "2", "3"]
    assert "They part." in " ".join(p.text for p in at(found, "art_2").walk())


ALINEAS = [
    ("zh", "第一条 公民享有权利。\n国家保护公民。\n第二条 完。", ["公民享有权利。", "国家保护公民。"]),
    ("fr", "Article 1\nLes Parties conviennent.\nElles se consultent.\nArticle 2\nFin.",
     ["Les Parties conviennent.", "Elles se consultent."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "paragraphs"), ALINEAS)
def test_unnumbered_paragraphs_have_an_ordinal(language: str, text: str, paragraphs: list[str]) -> None:
    article = at(read(text, language), "art_1")
    assert [(p.eid, p.ordinal, p.text) for p in article.children] == [
        ("art_1__para_1", 1, paragraphs[0]), ("art_1__para_2", 2, paragraphs[1]),
    ]  # fmt: skip
    assert article.text == ""


def test_points_belong_to_the_paragraph_that_announces_them() -> None:
    found = read(
        "第三条 有下列情形之一的：\n（一）护照遗失；\n（二）护照损毁。\n前款规定不适用于外国人。\n第四条 完。",
        "zh",
    )
    assert [p.eid for p in at(found, "art_3").walk()][1:] == [
        "art_3__para_1", "art_3__para_1__point_1", "art_3__para_1__point_2", "art_3__para_2",
    ]  # fmt: skip


def test_letters_and_roman_numerals_are_told_apart() -> None:
    found = read(
        """
        Article 1
        The following are officers:
        (g) guards;
        Article 2
        1. The head of post may:
        (a) issue passports to:
        (i) nationals;
        (ii) refugees;
        (b) register births.
        """,
        "en",
    )
    assert [p.eid for p in at(found, "art_2").walk()][2:] == [
        "art_2__para_1__point_a", "art_2__para_1__point_a__subpoint_i",
        "art_2__para_1__point_a__subpoint_ii", "art_2__para_1__point_b",
    ]  # fmt: skip


def test_i_follows_h() -> None:
    letters = "\n".join(f"({letter}) item {letter};" for letter in "abcdefghijk")
    found = read(f"Article 1\nOfficers may do the following:\n{letters}\nArticle 2\nThe end.", "en")
    points = [p.number for p in at(found, "art_1").walk() if p.kind is ProvisionKind.POINT]
    assert points == list("abcdefghijk")


def test_headings_on_the_next_line_or_glued_to_the_text() -> None:
    found = read(
        "Artículo 1\nObjeto\nEl presente acuerdo regula visados.\nArtículo 2\nÁmbito\nSe aplica a nacionales.",
        "es",
    )
    assert [(p.heading, p.text) for p in found.walk() if p.kind is ARTICLE] == [
        ("Objeto", "El presente acuerdo regula visados."), ("Ámbito", "Se aplica a nacionales."),
    ]  # fmt: skip


def test_a_treaty_on_one_line() -> None:
    filler = (
        "The Parties shall cooperate in good faith and consult each other through the diplomatic channel. "
        * 3
    )
    text = "AGREEMENT ON VISAS The Parties, have agreed as follows: " + " ".join(
        f"Article {n} {filler}In accordance with Article {n + 2} of the Convention they meet."
        for n in range(1, 6)
    )
    found = read(text, "en")
    assert [p.number for p in found.walk() if p.kind is ARTICLE] == list("12345")


def test_testimonium_closes_the_text() -> None:
    for language, text in (
        (
            "en",
            "Article 1\nThe Parties agree.\nIN WITNESS WHEREOF the undersigned have signed.\nDONE at Ostermere.",
        ),
        (
            "fr",
            "Article 1\nLes Parties conviennent.\nEn foi de quoi, les soussignés ont signé.\nFait à Sainte-Aube.",
        ),
        ("ru", "Статья 1\nСтороны согласились.\nСовершено в городе Верхний Яр.\nЗа Республику Ламхай"),
        ("ar", "المادة 1\nيتفق الطرفان.\nوإثباتاً لذلك وقع المفوضان.\nحررت في مدينة النخيل."),
        ("zh", "第一条 缔约双方同意。\n本协定于二〇一〇年十月二十五日在云津签订。\n蓝海共和国代表"),
    ):
        last = read(text, language).provisions[-1]
        assert last.kind is ProvisionKind.CONCLUSION, language
        assert last.text.count("\n") == 1, language


def test_numbered_paragraphs_without_articles() -> None:
    found = read(
        "RESOLUTION\nThe Assembly,\n1. Welcomes the report;\n2. Asks the Secretary:\n(a) to print it.", "en"
    )
    assert eids(found) == ["preamble", "para_1", "para_2", "para_2__point_a"]
    assert found.score < 1


def test_headed_sections_without_articles() -> None:
    found = read("# Guide\nFor citizens.\n## Arrest\nCall the post.\n## Death\nInform the family.", "en")
    assert eids(found) == ["preamble", "sec_1", "sec_2"]
    assert at(found, "sec_2").heading == "Death"


def test_text_without_structure_is_kept_in_runs_and_reported() -> None:
    found = read("\n".join(["The family has been told and the post has been closed for the day."] * 20), "en")
    assert {p.kind for p in found.walk()} == {ProvisionKind.PARA}
    assert len(found.provisions) > 1
    assert [notice.code for notice in found.notices] == ["no_structure"]
    assert found.score < 1
    assert f"kept as paragraphs, score {found.score}" in found.notices[0].reason
    assert {p.kind for p in found.walk() if p.text} == {ProvisionKind.PARA}


def test_pages_without_structure_stay_pages() -> None:
    made = tuple(Block(f"Page {n} of a note.", page=n, start=40 * n) for n in (1, 2, 3))
    found = structure(RawDocument(blocks=made), "en")
    assert [(p.eid, p.kind) for p in found.provisions] == [
        (f"page_{n}", ProvisionKind.PAGE) for n in (1, 2, 3)
    ]


def test_a_provision_in_another_language_says_so() -> None:
    found = read(
        "Article 1\nThe competent authorities of the two States shall consult each other at any time.\n"
        "Article 2\nLes autorités compétentes des deux États se consultent à tout moment sur la présente question.\n",
        "en",
    )
    assert [p.language for p in found.walk() if p.kind is ARTICLE] == [None, "fr"]


def test_spans_and_pages_cover_what_lies_below() -> None:
    made = (
        Block("Article 1", page=1, start=0),
        Block("1. The Parties agree.", page=1, start=10),
        Block("2. They meet.", page=2, start=32),
        Block("Article 2", page=2, start=46),
        Block("They part.", page=2, start=56),
    )
    raw = RawDocument(blocks=made)
    article = at(structure(raw, "en"), "art_1")
    assert article.span is not None
    assert (
        raw.text[article.span.start : article.span.end] == "Article 1\n1. The Parties agree.\n2. They meet."
    )
    assert (article.span.page, article.page_to) == (1, 2)


def test_a_given_tree_keeps_its_eids() -> None:
    tree = (Provision("art_1", ARTICLE, number="1"), Provision("", ARTICLE, number="2"))
    assert eids(structure(RawDocument(tree=tree), "en")) == ["art_1", "art_2"]
    sound = (Provision("x", ARTICLE), Provision("y", ARTICLE))
    assert eids(structure(RawDocument(tree=sound), "en")) == ["x", "y"]


def test_nothing_but_blanks_is_reported() -> None:
    assert [notice.code for notice in structure(RawDocument(blocks=()), "en").notices] == ["no_text"]


def letters(text: str) -> str:
    """Letters and digits: stops between a label and its text are not kept."""
    return "".join(sorted(c for c in text if c.isalnum()))


def everything(found: StructuredText) -> str:
    return "".join(p.label + p.heading + p.text for p in found.walk())


LINES = st.lists(
    st.one_of(
        st.text(min_size=1, max_size=60),
        st.sampled_from([
            "Article 1", "Article 2. Terms", "Article 1 of the Law shall apply", "ANNEX I", "CHAPTER II", "1. One", "2) Two",
            "(a) first;", "(i) inner:", "“Article 9", "closed.”", "IN WITNESS WHEREOF", "Điều 5. Hồ sơ", "Chương I",
            "第三条 目的", "（一）护照；", "المادة الأولى", "أولاً: الموافقة", "Статья 4", "1.1 Multi", "Whereas it is so,",
            "Title of something", "a) point", "b) point", "٢- فقرة", "§ 3 Zweck", "Part I General Part II Special",
        ]),
    ),
    min_size=1, max_size=40,
    # A label printed again under itself is the one thing that is dropped.
    unique_by=letters,
)  # fmt: skip


@settings(max_examples=150)
@given(LINES, st.sampled_from(["vi", "ar", "en", "fr", "es", "ru", "zh", "de", "nl", "und", "ko"]))
def test_nothing_is_lost_and_eids_are_unique(lines: list[str], language: str) -> None:
    made, offset = [], 0
    for line in lines:
        kind = BlockKind.HEADING if line.startswith(("CHAPTER", "Title")) else BlockKind.PARAGRAPH
        made.append(Block(line, kind, None, None, offset))
        offset += len(line) + 1
    found = structure(RawDocument(blocks=tuple(made)), language)
    assert letters(everything(found)) == letters("".join(lines))
    assert len(set(eids(found))) == len(eids(found))
    assert all(eids(found))


def test_a_numbered_heading_under_a_part_is_a_section_with_its_number() -> None:
    blocks = [
        Block("PART I. BEFOREHAND", BlockKind.HEADING, 2),
        Block("1. Purpose", BlockKind.HEADING, 3),
        Block("This guidance explains the rules on assistance to citizens."),
        Block("PART II. ARREST", BlockKind.HEADING, 2),
        Block("2. If you are detained", BlockKind.HEADING, 3),
        Block("Ask that the consular post be informed."),
        Block("3. If you are a relative", BlockKind.HEADING, 3),
        Block("Call the hotline."),
    ]
    found = structure(RawDocument(tuple(blocks)), "en")
    heads = [(p.kind.value, p.number, p.heading) for p in found.walk() if p.heading]
    assert heads == [
        ("part", "1", "BEFOREHAND"),
        ("section", "1", "Purpose"),
        ("part", "2", "ARREST"),
        ("section", "2", "If you are detained"),
        ("section", "3", "If you are a relative"),
    ]


def test_the_vietnamese_letter_d_with_a_stroke_goes_on_a_list() -> None:
    lines = ["Điều 1. Giấy tờ", "1. Hồ sơ gồm:", "c) Ảnh;", "d) Tờ khai;", "đ) Bản sao;", "e) Lệ phí."]
    lines[2:2] = ["a) Đơn;", "b) Hộ chiếu;"]
    found = structure(RawDocument(tuple(Block(line) for line in lines)), "vi")
    assert [p.number for p in found.walk() if p.kind is ProvisionKind.POINT] == ["a", "b", "c", "d", "đ", "e"]
