"""Texts made of amendments: what is sure is done word for word, what is not is left as it was."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from amended_texts import TEXTS, WORK, after, change, differences, texts, tree
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.amendments.model import Deed, Modification, Part, Unclear, Unread, Where, WordChange
from corpus.law.consolidation import LeftFor, consolidate
from ingest.structure.fragment import fragment

CASES = [
    (
        "vi",
        change(Deed.REPLACES, "art_2__para_2", "2. Thời hạn giải quyết là 03 ngày làm việc."),
        {"art_2__para_2": "2. Thời hạn giải quyết là 03 ngày làm việc."},
    ),
    (
        "vi",
        change(Deed.REPLACES, "art_2__para_1__point_b", "b) Bản chụp hộ chiếu;"),
        {"art_2__para_1__point_b": "b) Bản chụp hộ chiếu;"},
    ),
    (
        "vi",
        change(
            Deed.INSERTS,
            "art_2__para_1__point_b",
            "c) Ảnh chân dung.",
            where=Where.AFTER,
            named="art_2__para_1__point_c",
        ),
        {"art_2__para_1__point_c": "c) Ảnh chân dung."},
    ),
    (
        "vi",
        change(
            Deed.INSERTS,
            "art_2__para_2",
            "2a. Hồ sơ khẩn được giải quyết trong ngày.",
            where=Where.AFTER,
            named="art_2__para_2a",
        ),
        {"art_2__para_2a": "2a. Hồ sơ khẩn được giải quyết trong ngày."},
    ),
    (
        "vi",
        change(
            Deed.INSERTS,
            "art_3",
            "Điều 3a. Miễn lệ phí\n1. Người cao tuổi được miễn.\n2. Trẻ em được miễn.",
            where=Where.AFTER,
            named="art_3a",
        ),
        {
            "art_3a": "Điều 3a Miễn lệ phí",
            "art_3a__para_1": "1. Người cao tuổi được miễn.",
            "art_3a__para_2": "2. Trẻ em được miễn.",
        },
    ),
    ("vi", change(Deed.REPEALS, "art_2__para_3"), {"art_2__para_3": "3."}),
    (
        "vi",
        change(Deed.REPLACES_WORDS, "art_2", words=WordChange("tại trụ sở", "qua bưu chính")),
        {"art_2__para_3": "3. Kết quả được trả qua bưu chính."},
    ),
    (
        "vi",
        change(Deed.REPLACES_WORDS, "art_2__para_1", words=WordChange(", nộp bằng văn bản", "")),
        {"art_2__para_1__point_b": "b) Bản sao hộ chiếu."},
    ),
    (
        "en",
        change(Deed.REPLACES, "art_2__para_2", "2. The decision is taken within five days."),
        {"art_2__para_2": "2. The decision is taken within five days."},
    ),
    (
        "en",
        change(Deed.INSERTS, "art_2__para_1__point_a", "(aa) a photograph;", where=Where.AFTER),
        {"art_2__para_1__point_aa": "(aa) a photograph;"},
    ),
    (
        "en",
        change(
            Deed.INSERTS,
            "art_2",
            "Article 2 bis. Interview\nThe applicant may be heard.",
            where=Where.AFTER,
            named="art_2bis",
        ),
        {"art_2bis": "Article 2 bis Interview The applicant may be heard."},
    ),
    (
        "en",
        change(Deed.REPLACES, "art_2", "Application and proof", part=Part.HEADING),
        {"art_2": "Article 2 Application and proof"},
    ),
    (
        "en",
        change(Deed.REPLACES, "art_2__para_1", "1. The applicant sends:", part=Part.OPENING),
        {"art_2__para_1": "1. The applicant sends:"},
    ),
    (
        "en",
        change(Deed.REPLACES, "art_3", "The fee is 30 crowns."),
        {"art_3": "Article 3 Fees The fee is 30 crowns."},
    ),
    ("en", change(Deed.RENUMBERS, "art_4", named="art_5"), {"art_4": None, "art_5": None}),
    (
        "en",
        change(Deed.REPLACES_WORDS, None, words=WordChange("Decree", "Order", every=True)),
        {
            "art_1": "Article 1 Scope This Order applies to the missions of Norvale.",
            "art_4": "Article 4 Commencement This Order commences on 1 May 2030.",
        },
    ),
    (
        "en",
        change(Deed.REPLACES_WORDS, "art_2__para_2", words=WordChange("ten", "working", where=Where.AFTER)),
        {"art_2__para_2": "2. The decision is taken within ten working days."},
    ),
    ("zh", change(Deed.REPLACES, "art_3__para_1", "办理期限为三日。"), {"art_3__para_1": "办理期限为三日。"}),
    (
        "zh",
        change(Deed.INSERTS, "art_3", "可以减免费用。", where=Where.LAST, named="art_3__para_3"),
        {"art_3__para_3": "可以减免费用。"},
    ),
    (
        "zh",
        change(Deed.INSERTS, "art_3", "第三条之一 加急办理期限为一日。", where=Where.AFTER, named="art_3-1"),
        {"art_3-1": "第三条之一 加急办理期限为一日。"},
    ),
    (
        "zh",
        change(Deed.REPLACES_WORDS, "art_3", words=WordChange("二十元", "三十元")),
        {"art_3__para_2": "费用为三十元。"},
    ),
    (
        "ar",
        change(Deed.REPLACES, "art_2__para_2", "2- يبت في الطلب خلال خمسة أيام."),
        {"art_2__para_2": "2- يبت في الطلب خلال خمسة أيام."},
    ),
    (
        "ar",
        change(
            Deed.INSERTS,
            "art_2",
            "المادة الثانية مكرر\nتقبل الطلبات إلكترونيا.",
            where=Where.AFTER,
            named="art_2bis",
        ),
        {"art_2bis": "المادة الثانية مكرر تقبل الطلبات إلكترونيا."},
    ),
    ("ar", change(Deed.REPEALS, "art_3"), {"art_3": "المادة الثالثة"}),
    (
        "fr",
        change(Deed.REPLACES, "art_2__point_b", "b) d'une photographie."),
        {"art_2__point_b": "b) d'une photographie."},
    ),
    (
        "fr",
        change(
            Deed.INSERTS, "art_3__para_1", "Elle est réduite de moitié pour les mineurs.", where=Where.AFTER
        ),
        {
            "art_3__para_2": "Elle est réduite de moitié pour les mineurs.",
            "art_3__para_3": "Elle est payée d'avance.",
        },
    ),
    (
        "es",
        change(
            Deed.INSERTS,
            "art_2",
            "3. La decisión se notifica por escrito.",
            where=Where.LAST,
            named="art_2__para_3",
        ),
        {"art_2__para_3": "3. La decisión se notifica por escrito."},
    ),
    (
        "ru",
        change(Deed.REPLACES, "art_2__para_2", "2. Решение принимается в течение пяти дней."),
        {"art_2__para_2": "2. Решение принимается в течение пяти дней."},
    ),
    (
        "ru",
        change(
            Deed.INSERTS,
            "art_3",
            "Статья 3.1. Освобождение\nДети освобождаются от сбора.",
            where=Where.AFTER,
            named="art_3.1",
        ),
        {"art_3.1": "Статья 3.1 Освобождение Дети освобождаются от сбора."},
    ),
]


@pytest.mark.parametrize(("language", "made", "expected"), CASES)
def test_a_change_is_made_and_nothing_else(
    language: str, made: Modification, expected: dict[str, str | None]
) -> None:
    done = after(language, made)
    assert not done.left
    found = differences(language, done)
    if made.deed is Deed.RENUMBERS:
        assert found.keys() == expected.keys()
        assert found["art_5"] == "Article 5 Commencement This Decree commences on 1 May 2030."
    elif made.deed is Deed.REPEALS and language == "ar":
        assert {eid: text for eid, text in found.items() if text} == expected
    else:
        assert found == expected
    assert set(done.applied[0].eids) <= texts(done.provisions).keys()


LEFT = [
    ("en", change(Deed.REPLACES, "art_9", "Article 9. New"), LeftFor.NO_SUCH_PROVISION),
    ("en", change(Deed.REPLACES, "art_2__para_2", "3. Another paragraph."), LeftFor.NEW_TEXT),
    ("en", change(Deed.REPLACES, "art_2__para_2", "2. One.\n3. Two."), LeftFor.NEW_TEXT),
    ("en", change(Deed.REPLACES, "art_2", "The applicant applies."), LeftFor.NEW_TEXT),
    ("en", change(Deed.REPLACES, "art_2__para_2", ""), LeftFor.NEW_TEXT),
    ("en", change(Deed.REPLACES, "art_3", "The fee is 30 crowns.", part=Part.OTHER), LeftFor.NO_SUCH_PART),
    ("en", change(Deed.INSERTS, "art_2__para_1", "2. Taken.", where=Where.AFTER), LeftFor.NUMBER_TAKEN),
    ("en", change(Deed.INSERTS, "art_2__para_2", "Article 7. Far\nText.", where=Where.AFTER), LeftFor.PLACE),
    (
        "en",
        change(Deed.INSERTS, "art_2__para_2", "3. Three.", where=Where.AFTER, named="art_2__para_4"),
        LeftFor.NEW_TEXT,
    ),
    ("en", change(Deed.REPLACES_WORDS, "art_3", words=WordChange("fee", "charge")), LeftFor.WORDS_REPEATED),
    ("en", change(Deed.REPLACES_WORDS, "art_3", words=WordChange("tax", "charge")), LeftFor.WORDS_ABSENT),
    ("en", change(Deed.REPLACES_WORDS, "art_2__para_2", words=WordChange("en", "in")), LeftFor.WORDS_ABSENT),
    ("ar", change(Deed.RENUMBERS, "art_3", named="art_4"), LeftFor.LABEL),
    ("vi", change(Deed.REPLACES, "art_2__para_1__point_a", "c) Khác;"), LeftFor.NEW_TEXT),
]


@pytest.mark.parametrize(("language", "made", "why"), LEFT)
def test_what_is_not_sure_is_left_as_it_was(language: str, made: Modification, why: LeftFor) -> None:
    done = after(language, made)
    assert [each.why for each in done.left] == [why]
    assert done.provisions == tree(language)


def test_a_clause_that_was_not_understood_is_told_with_its_provision() -> None:
    unread = Unread("art_1__para_2", 0, 9, Unclear.DEED, WORK, "art_2__para_2")
    done = after("en", unread)
    assert (done.left[0].why, done.left[0].eid) == (LeftFor.NOT_READ, "art_2__para_2")
    assert done.provisions == tree("en")


def test_numbers_that_are_given_anew_make_room_for_new_provisions() -> None:
    done = after(
        "en",
        change(Deed.INSERTS, "art_2", "Article 3. Interview\nThe applicant may be heard.", where=Where.AFTER),
        change(Deed.RENUMBERS, "art_3", named="art_4"),
        change(Deed.RENUMBERS, "art_4", named="art_5"),
        change(Deed.REPLACES_WORDS, "art_4", words=WordChange("20", "30")),
    )
    assert [each.why for each in done.left] == [LeftFor.RENUMBERED], "Article 4 may be the old one or the new"
    now = {one.eid: one for one in done.provisions}
    assert list(now) == ["art_1", "art_2", "art_3", "art_4", "art_5"]
    assert now["art_3"].heading == "Interview"
    assert (now["art_4"].heading, now["art_4"].wid, now["art_4"].label) == ("Fees", "art_3", "Article 4")


def test_what_was_repealed_makes_room_for_a_new_one_of_its_number() -> None:
    repealed = after("en", change(Deed.REPEALS, "art_3")).provisions
    done = consolidate(
        repealed,
        [change(Deed.INSERTS, "art_2", "Article 3. Costs\nEach Party bears its own.", where=Where.AFTER)],
        lambda lines, text: fragment(lines, text, "en"),
    )
    assert not done.left
    assert [one.eid for one in done.provisions] == ["art_1", "art_2", "art_3", "art_4"]


def test_a_whole_article_is_read_with_its_paragraphs_and_points() -> None:
    new = "Điều 2. Hồ sơ\n1. Gồm:\na) Tờ khai;\nb) Ảnh.\n2. Thời hạn là 01 ngày.\na) Khẩn: ngay;\nb) Khác."
    done = after("vi", change(Deed.REPLACES, "art_2", new))
    found = texts(done.provisions)
    assert found["art_2__para_2__point_b"] == "b) Khác."
    assert "art_2__para_3" not in found
    untouched = {eid: text for eid, text in texts(tree("vi")).items() if not eid.startswith("art_2")}
    assert untouched.items() <= found.items()


WORDS = st.text("abc ,.()0123aàế條 \u0645", max_size=30)


@given(
    st.sampled_from(sorted(TEXTS)), st.sampled_from(list(Deed)), WORDS, WORDS, st.sampled_from(list(Where))
)
def test_any_change_is_made_or_told_and_touches_nothing_outside_its_target(
    language: str, deed: Deed, new: str, old: str, where: Where
) -> None:
    made = replace(change(deed, "art_2", new), where=where, words=WordChange(old, new), named="art_7")
    done = after(language, made)
    assert len(done.applied) + len(done.left) == 1
    before, now = texts(tree(language)), texts(done.provisions)
    outside = {eid: text for eid, text in before.items() if not re.match(r"art_2(__|$)", eid)}
    assert outside.items() <= now.items()
    assert len({node.eid for top in done.provisions for node in top.walk()}) == sum(
        1 for top in done.provisions for _ in top.walk()
    )


@pytest.mark.parametrize(
    ("language", "named", "text", "behind"),
    [
        ("ru", "art_2.1", "Статья 2.1. Анкета\nАнкета бесплатна.", "art_2"),
        ("es", "art_3bis", "Artículo 3 bis. Exenciones\nLos niños no pagan.", "art_3"),
        ("vi", "art_5", "Điều 5. Tổ chức thực hiện\nCác cơ quan thi hành Nghị định này.", "art_4"),
    ],
)
def test_a_new_article_without_a_neighbour_goes_behind_its_number(
    language: str, named: str, text: str, behind: str
) -> None:
    done = after(language, change(Deed.INSERTS, None, text, where=Where.LAST, named=named))
    assert done.left == ()
    articles = [node.eid for top in done.provisions for node in top.walk() if node.kind.value == "article"]
    assert articles[articles.index(behind) + 1] == done.applied[0].eids[0]


@pytest.mark.parametrize("named", ["art_9", "art_7a", None])
def test_where_no_number_tells_its_place_it_is_left(named: str | None) -> None:
    text = "Điều 9. Tổ chức\nCác cơ quan thi hành."
    done = after("vi", change(Deed.INSERTS, None, text, where=Where.LAST, named=named))
    assert [one.why for one in done.left] == [LeftFor.PLACE]


def test_an_article_may_be_given_anew_without_its_label() -> None:
    text = "الرسم خمسون كرونا.\nيدفع الرسم مقدما."
    done = after("ar", change(Deed.REPLACES, "art_3", text))
    told = differences("ar", done)
    assert " ".join(str(line) for line in told.values()).count("الرسم خمسون كرونا.") == 1
    assert all(eid.startswith("art_3") for eid in told)


def test_an_article_with_a_heading_is_not_given_anew_without_its_label() -> None:
    done = after("en", change(Deed.REPLACES, "art_3", "The fee is 30 crowns.\nIt is paid in advance."))
    assert [one.why for one in done.left] == [LeftFor.NEW_TEXT]
