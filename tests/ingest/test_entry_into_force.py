# ruff: noqa: E501 - a case a line reads better
"""Entry into force by a rule of the text, in own words about fictional States."""

from __future__ import annotations

from datetime import date

import pytest
from test_conclusion import CLOSINGS, HEADS, read, told

from corpus.law.status import ReasonCode, status_of
from corpus.model import Interval, OriginKind, State
from ingest.document import Hints

CLOSING = {language: text for language, text, *_ in reversed(CLOSINGS)}
"""Each signs on 3 May 2011."""
RULES = [
    ("en", "Article 2\nThis Agreement shall enter into force on the date of its signature.", "2011-05-03"),
    ("en", "Article 2\nThe present Agreement shall come into force upon signature and shall remain in force for five years.", "2011-05-03"),
    ("en", "Article 2\nThis Agreement shall enter into force thirty (30) days after the date of signature.", "2011-06-02"),
    ("en", "Article 2\nThis Agreement shall enter into force on the sixtieth day following its signature.", "2011-07-02"),
    ("en", "Article 2\nThis Agreement shall enter into force on the first day of the second month following the date of its signature.", "2011-07-01"),
    ("en", "Article 2\nThis Agreement shall enter into force six months after its signature.", "2011-11-03"),
    ("fr", "Article 2\nLe présent Accord entrera en vigueur à la date de sa signature.", "2011-05-03"),
    ("fr", "Article 2\nLe présent Accord entrera en vigueur dès sa signature et le demeurera deux ans.", "2011-05-03"),
    ("fr", "Article 2\nLe présent Accord entrera en vigueur trente jours après sa signature.", "2011-06-02"),
    ("es", "Artículo 2\nEl presente Acuerdo entrará en vigor en la fecha de su firma.", "2011-05-03"),
    ("es", "Artículo 2\nEl presente Acuerdo entrará en vigor a los treinta días de su firma.", "2011-06-02"),
    ("ru", "Статья 2\nНастоящее Соглашение вступает в силу с даты его подписания.", "2011-05-03"),
    ("ru", "Статья 2\nНастоящее Соглашение вступает в силу через 30 дней со дня подписания.", "2011-06-02/2011-06-03"),
    ("vi", "Điều 2\nHiệp định này có hiệu lực kể từ ngày ký.", "2011-05-03"),
    ("vi", "Điều 2\nHiệp định này có hiệu lực sau 45 ngày kể từ ngày ký.", "2011-06-17/2011-06-18"),
    ("zh", "第二条\n本协定自签字之日起生效。", "2011-05-03"),
    ("zh", "第二条\n本协定自签字之日起第三十日生效。", "2011-06-02"),
]  # fmt: skip
NO_DAY = [
    ("en", "Article 2\nThis Agreement shall enter into force thirty days after the fifth ratification."),
    ("en", "Article 2\nThis Agreement shall enter into force on the date of signature of the last State."),
    ("en", "Article 2\nThis Agreement shall be ratified and shall enter into force on signature."),
    ("en", "Article 2\nThis Agreement shall enter into force provisionally on signature."),
    ("en", "Article 2\nThis Agreement shall enter into force on signature, provided that the Parties so agree."),
    ("en", "Article 2\nAmendments to this Agreement shall enter into force on signature."),
    ("fr", "Article 2\nLe présent Accord entrera en vigueur à la date de la dernière notification."),
    ("es", "Artículo 2\nEl presente Acuerdo entrará en vigor en la fecha de su firma, previa ratificación."),
    ("ru", "Статья 2\nНастоящее Соглашение вступает в силу со дня обмена ратификационными грамотами."),
    ("vi", "Điều 2\nHiệp định này có hiệu lực kể từ ngày ký biên bản trao đổi văn kiện phê chuẩn."),
    ("zh", "第二条\n本协定自双方互换批准书之日起生效。"),
]  # fmt: skip


def whole(language: str, clause: str) -> str:
    return HEADS[language] + clause + "\n" + CLOSING[language]


@pytest.mark.parametrize(("language", "clause", "day"), RULES)
def test_a_rule_that_counts_from_the_signature_gives_a_day_and_stays(
    language: str, clause: str, day: str
) -> None:
    found = read(whole(language, clause), language)
    assert found.work.in_force is not None
    assert found.work.in_force.isoformat() == day
    assert told(found, "rule.entry_into_force") == [clause.partition("\n")[2]]
    (effect,) = (one for one in found.assertions if one.field == "date.in_force")
    assert (effect.origin.kind, effect.origin.detail.split("__")[0]) == (OriginKind.RULE, "art_2")
    (force,) = (one for one in found.forces if one.reason == "final_clause")
    assert status_of([force], found.work.in_force.latest).reason.params["origin"] == "rule"


@pytest.mark.parametrize(("language", "clause"), NO_DAY)
def test_any_other_rule_gives_none(language: str, clause: str) -> None:
    found = read(whole(language, clause), language)
    assert found.work.in_force is None
    if "Amendments" in clause:  # of the Agreement itself it says nothing
        assert found.forces == ()
        return
    (rule,) = found.forces
    assert rule.reason.startswith("awaits_")
    assert rule.interval == Interval()
    assert status_of([rule], date(2020, 1, 1)).reason.code == ReasonCode.RULE_UNSETTLED


def test_without_one_day_of_signature_there_is_none() -> None:
    clause = "Article 2\nThis Agreement shall enter into force on the date of its signature.\n"
    twice = "DONE at Ostermere on 3 May 2011 and at Norvale on 5 May 2011 in two originals."
    assert read(HEADS["en"] + clause, "en").work.in_force is None
    assert read(HEADS["en"] + clause + twice, "en").work.in_force is None


def test_what_is_told_ranks_above_what_a_rule_gives() -> None:
    clause = "Article 2\nThis Agreement shall enter into force on the date of its signature."
    found = read(whole("en", clause), "en", Hints(in_force=None, valid_from="2011-05-03"))
    assert str(found.work.in_force and found.work.in_force.isoformat()) == "2011-05-03"
    stated = clause + "\nThis Agreement shall enter into force on 1 July 2011."
    assert told(read(whole("en", stated), "en"), "date.in_force") == ["2011-07-01"]


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        ("At the time this Agreement enters into force, the Council shall meet.", False),
        ("The Council shall meet when this Agreement enters into force.", False),
        ("This Agreement enters into force when both Parties have so agreed.", True),
    ],
)
def test_the_rule_is_the_main_clause(subject: str, kept: bool) -> None:
    found = read(whole("en", f"Article 2\n{subject}"), "en")
    assert bool(told(found, "rule.entry_into_force")) is kept


CIRCULAR = "BỘ ĐỐI NGOẠI BÌNH LÂM\nSố: 06/2021/TT-BĐN\nBình Lâm, ngày 30 tháng 9 năm 2021\nTHÔNG TƯ\nVề lệ phí cảng\nĐiều 1. Phạm vi\nThông tư này quy định lệ phí.\nĐiều 2. Hiệu lực thi hành\n"


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("Thông tư này có hiệu lực thi hành kể từ ngày ký ban hành và thay thế Thông tư số 05/2015/TT-BĐN.", "2021-09-30"),
        ("Thông tư này có hiệu lực sau 45 ngày, kể từ ngày ký.", "2021-11-14/2021-11-15"),
        ("Thông tư này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.", None),
    ],
)  # fmt: skip
def test_an_act_counts_from_its_issue(clause: str, day: str | None) -> None:
    found = read(CIRCULAR + clause, "vi")
    assert found.work.in_force == (found.work.in_force if day else None)
    assert (found.work.in_force.isoformat() if found.work.in_force else None) == day
    assert clause in "\n".join(told(found, "rule.entry_into_force"))


CHINESE = "东临共和国领事条例\n（2011年5月3日国务院第7次会议通过　2011年5月9日国务院令第12号公布）\n第一条　为了保护公民，制定本条例。\n第二条　本条例自公布之日起施行。\n"


def test_a_chinese_act_counts_from_its_promulgation() -> None:
    found = read(CHINESE, "zh")
    assert told(found, "date.in_force") == ["2011-05-09"]
    revised = CHINESE.replace("公布）", "公布　根据2019年2月1日《国务院关于修改部分行政法规的决定》修订）")
    assert read(revised, "zh").work.in_force is None
    assert status_of(read(revised, "zh").forces, found.work.in_force.earliest).state is State.UNKNOWN  # type: ignore[union-attr]
