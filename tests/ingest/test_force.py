# ruff: noqa: E501 - a case a line reads better
"""What texts say of force besides the day on which the whole begins, in own words about fictional States."""

from __future__ import annotations

from datetime import date

import pytest
from test_conclusion import CLOSINGS, HEADS, read

from bench.quality.status_gold import own_texts
from corpus.law.settling import settled
from corpus.law.status import status_of
from corpus.model import Force, ForceState, OriginKind, RelationType, State
from ingest.metadata import Description

CLOSING = {language: text for language, text, *_ in reversed(CLOSINGS)}
HEAD = HEADS | {
    "ar": "اتفاق\nبين حكومة اليابان وحكومة الجمهورية الفرنسية بشأن التأشيرات\nالمادة 1\nيعفي الطرفان من التأشيرات.\n"
}
CLOSING["ar"] = "حرر في باريس في 3 مايو 2011 من نسختين باللغتين العربية والفرنسية."
SECOND = {
    "en": "Article 2",
    "fr": "Article 2",
    "es": "Artículo 2",
    "ru": "Статья 2",
    "vi": "Điều 2",
    "zh": "第二条",
    "ar": "المادة 2",
}


def told(language: str, clause: str) -> Description:
    return read(f"{HEAD[language]}{SECOND[language]}\n{clause}\n{CLOSING[language]}", language)


def spoken(force: Force) -> str:
    eid = force.eid or "whole"
    return f"{force.state} {eid} {force.interval.start}..{force.interval.end}"


SAID = [
    ("en", "This Agreement shall be applied provisionally from 1 June 2011.", "provisional whole 2011-06-01..unknown"),
    ("en", "This Agreement shall be applied provisionally from the date of its signature.", "provisional whole 2011-05-03..unknown"),
    ("fr", "Le présent Accord est appliqué à titre provisoire à compter du 1er juin 2011.", "provisional whole 2011-06-01..unknown"),
    ("es", "El presente Acuerdo se aplicará provisionalmente a partir del 1 de junio de 2011.", "provisional whole 2011-06-01..unknown"),
    ("ru", "Настоящее Соглашение временно применяется с 1 июня 2011 года.", "provisional whole 2011-06-01..unknown"),
    ("vi", "Hiệp định này được áp dụng tạm thời từ ngày 01 tháng 6 năm 2011.", "provisional whole 2011-06-01..unknown"),
    ("en", "This Agreement shall have effect retroactively from 1 January 2010.", "in_force whole 2010-01-01..unknown"),
    ("en", "Article 1 shall come into force on 1 January 2012.", "in_force art_1 2012-01-01..unknown"),
    ("en", "Article 1 of this Agreement shall enter into force thirty days after its signature.", "in_force art_1 2011-06-02..unknown"),
    ("en", "This Agreement shall remain in force until 31 December 2015.", "in_force whole unknown..2015-12-31/2016-01-01"),
    ("en", "This Agreement shall remain in force until the end of 31 December 2015.", "in_force whole unknown..2016-01-01"),
    ("en", "This Agreement shall remain in force until 31 December 2015 unless it is extended.", "continued whole unknown..2015-12-31/2016-01-01"),
    ("en", "Article 1 shall cease to have effect on 31 December 2015.", "in_force art_1 unknown..2015-12-31/2016-01-01"),
    ("fr", "Le présent Accord cesse de produire ses effets à compter du 1er janvier 2016.", "in_force whole unknown..2016-01-01"),
    ("vi", "Điều 1 Hiệp định này hết hiệu lực kể từ ngày 01 tháng 01 năm 2016.", "in_force art_1 unknown..2016-01-01"),
    ("vi", "Hiệp định này có hiệu lực đến hết ngày 31 tháng 12 năm 2015.", "in_force whole unknown..2016-01-01"),
    ("zh", "本协定自2016年1月1日起失效。", "in_force whole unknown..2016-01-01"),
    ("ru", "Настоящее Соглашение действует по 31 декабря 2015 года.", "in_force whole unknown..2016-01-01"),
    ("ar", "ينتهي العمل بهذا الاتفاق اعتبارا من 1 يناير 2016.", "in_force whole unknown..2016-01-01"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "expected"), SAID)
def test_a_statement_becomes_a_record(language: str, clause: str, expected: str) -> None:
    assert expected in [spoken(force) for force in told(language, clause).forces]


NOT_SAID = [
    ("en", "The permits of Article 1 shall expire on 31 December 2015."),
    ("en", "The fees due under Article 1 shall come into force on 1 January 2012."),
    ("en", "The Agreement on Ports shall cease to have effect on 31 December 2015."),
    ("en", "Permits issued under this Agreement shall be valid until 31 December 2015."),
    ("en", "Article 6 of the Ports Act 1999, as amended by Article 1 of this Agreement, shall enter into force on 1 January 2012."),
    ("vi", "Nghị định số 7/2010/NĐ-HĐCP hết hiệu lực kể từ ngày 01 tháng 01 năm 2016."),
    ("vi", "Khoản 3 Điều 5 Nghị định số 7/2010/NĐ-HĐCP được sửa đổi, bổ sung tại Điều 1 Hiệp định này hết hiệu lực kể từ ngày 01 tháng 01 năm 2016."),
    ("vi", "Giấy phép cấp theo quy định tại Hiệp định này được thông qua trong thời gian có hiệu lực đến hết ngày 31 tháng 12 năm 2015."),
    ("fr", "Les permis délivrés en vertu du présent Accord restent valables jusqu'au 31 décembre 2015."),
    ("zh", "依照本协定签发的许可有效期至2015年12月31日止。"),
    ("en", "This Agreement shall remain in force until 31 December 2015. Either Party may terminate it at any time."),
    ("fr", "Le présent Accord produit ses effets au 1er janvier 2013."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause"), NOT_SAID)
def test_what_is_said_of_something_else_is_no_record(language: str, clause: str) -> None:
    assert [
        spoken(force) for force in told(language, clause).forces if force.eid or force.interval.end.at
    ] == []


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("ar", "يجوز تعديل هذا الاتفاق كتابة وتدخل التعديلات حيز النفاذ من تاريخ توقيعها."),
        ("ru", "Решение по части 1 настоящей статьи вступает в силу со дня подписания."),
        ("fr", "La décision visée par le présent article entre en vigueur dès sa signature."),
    ],
)
def test_what_enters_into_force_within_the_instrument_is_not_the_instrument(
    language: str, clause: str
) -> None:
    assert told(language, clause).forces == ()


@pytest.mark.parametrize(
    ("language", "behind", "fixed"),
    [
        ("en", ".", True),
        ("en", " from the date of its entry into force.", True),
        (
            "en",
            "; after that it remains so for six months from the day on which a Party asks to be free.",
            False,
        ),
        ("en", ". The Parties shall then meet to consider what is to become of it, in good time.", False),
    ],
)
def test_a_term_is_an_end_only_where_nothing_more_is_said_of_it(
    language: str, behind: str, fixed: bool
) -> None:
    clause = f"This Agreement shall enter into force upon signature and shall remain in force for five years{behind}"
    ends = [one for one in settled(told(language, clause).forces, []) if one.interval.end.at]
    assert [one.state is ForceState.IN_FORCE for one in ends] == [fixed]


def test_a_suspension_of_another_work_is_a_relation_with_its_days() -> None:
    found = told(
        "vi",
        "Ngưng hiệu lực Điều 5 Nghị định số 7/2010/NĐ-HĐCP từ ngày 01 tháng 3 năm 2012 đến hết ngày 30 tháng 6 năm 2012.",
    )
    (relation,) = found.relations
    assert (relation.type, relation.target_eid) == (RelationType.SUSPENDS, "art_5")
    assert (str(relation.effective.start), str(relation.effective.end)) == ("2012-03-01", "2012-07-01")
    assert not any(force.state is ForceState.SUSPENDED for force in found.forces)


def test_a_head_that_tells_of_amendments_shows_that_the_law_was_alive() -> None:
    text = "东临共和国港口法\n2001年5月3日国会通过\n2008年6月1日国会《关于修改〈港口法〉的决定》修正\n第一条　为了保护港口，制定本法。\n第二条　本法自2001年7月1日起施行。\n"
    found = read(text, "zh")
    status = status_of(found.forces, date(2005, 1, 1))
    assert (status.state, status.reason.code) == (State.IN_FORCE, "continued_until")
    assert status_of(found.forces, date(2009, 1, 1)).state is State.UNKNOWN
    later = text.replace("2001年7月1日", "2009年7月1日")
    assert status_of(read(later, "zh").forces, date(2008, 1, 1)).state is State.UNKNOWN


def test_every_record_has_the_words_that_say_it() -> None:
    found = told(
        "en",
        "This Agreement shall enter into force upon signature and shall remain in force for a period of five years.",
    )
    for force in found.forces:
        assert force.origin.span is not None
        assert force.detail.startswith("art_2")
    status = status_of(settled(found.forces, []), date(2013, 1, 1))
    assert status.state is State.IN_FORCE
    assert {ground.reason for ground in status.grounds} == {"final_clause", "term"}
    assert {ground.origin.kind for ground in status.grounds} == {OriginKind.RULE}


@pytest.mark.parametrize("name", sorted(own_texts()))
def test_own_texts_have_the_states_that_were_written_for_them(name: str) -> None:
    text = own_texts()[name]
    found = read(text["text"], text["language"])
    forces = settled(found.forces, [])
    for day, eid, state, reason in text["expect"]:
        status = status_of(forces, date.fromisoformat(day), eid or None)
        assert (day, eid, status.state.value) == (day, eid, state)
        assert not reason or status.reason.code == reason
