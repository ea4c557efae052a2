# ruff: noqa: E501 - a case a line reads better
"""What texts say of themselves, in own words about fictional States."""

from __future__ import annotations

from datetime import date

import pytest
from test_structure import blocks

from corpus.language.table import table
from corpus.law.status import status_of
from corpus.model import (
    EndKind,
    ForceState,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    OriginKind,
    State,
    WorkKind,
)
from corpus.model.work import Making
from ingest.document import Hints, RawDocument
from ingest.metadata import Description, describe
from ingest.metadata.kinds import kind_of
from ingest.metadata.parties import parties_in
from ingest.structure import structure


def read(text: str, language: str, given: Hints | None = None, found: Hints | None = None) -> Description:
    raw = RawDocument(blocks=blocks(text), hints=found or Hints(language=language))
    return describe(raw, structure(raw, language), given or Hints())


CIRCULAR = """
BỘ ĐỐI NGOẠI
CỘNG HÒA LAM HẢI
Số: 06/2021/TT-BĐN
Bình Lâm, ngày 30 tháng 9 năm 2021
THÔNG TƯ
Hướng dẫn thủ tục lãnh sự tại cơ quan đại diện
Căn cứ Luật Cơ quan đại diện số 09/2010/ĐHND ngày 12 tháng 6 năm 2010;
Bộ trưởng Bộ Đối ngoại ban hành Thông tư hướng dẫn thủ tục lãnh sự.
Điều 1. Phạm vi
Thông tư này hướng dẫn thủ tục lãnh sự.
Điều 2. Hiệu lực thi hành
1. Thông tư này có hiệu lực thi hành kể từ ngày 15 tháng 11 năm 2021.
2. Thông tư số 03/2015/TT-BĐN ngày 27 tháng 3 năm 2015 hết hiệu lực kể từ ngày Thông tư này có hiệu lực.
"""


def test_a_circular_tells_all_of_itself() -> None:
    found = read(CIRCULAR, "vi")
    work = found.work
    assert work.kind is WorkKind.CIRCULAR
    assert work.titles == {"vi": "THÔNG TƯ Hướng dẫn thủ tục lãnh sự tại cơ quan đại diện"}
    assert work.identifiers == (Identifier(IdentifierScheme.NUMBER, "06/2021/TT-BĐN"),)
    assert work.issuers == ("Bộ Đối ngoại",)
    assert work.parties == ()
    assert work.adopted is not None
    assert work.adopted.isoformat() == "2021-09-30"
    assert work.in_force is not None
    assert work.in_force.isoformat() == "2021-11-15"


def test_every_value_has_its_origin_and_place() -> None:
    raw = RawDocument(blocks=blocks(CIRCULAR))
    found = describe(raw, structure(raw, "vi"), Hints())
    places = {assertion.field: assertion.origin for assertion in found.assertions}
    assert {origin.kind for origin in places.values()} == {OriginKind.TEXT}
    spans = {field: origin.span for field, origin in places.items()}
    number, adopted = spans["identifier.number"], spans["date.adopted"]
    assert number is not None
    assert adopted is not None
    assert raw.text[number.start : number.end] == "06/2021/TT-BĐN"
    assert raw.text[adopted.start : adopted.end] == "ngày 30 tháng 9 năm 2021"


def test_a_plain_day_of_effect_opens_an_interval_that_nobody_ends() -> None:
    (force,) = read(CIRCULAR, "vi").forces
    assert (force.state, str(force.interval.start), force.interval.end.kind) == (
        ForceState.IN_FORCE, "2021-11-15", EndKind.UNKNOWN,
    )  # fmt: skip
    assert force.origin.detail == "art_2__para_1"
    details = {each.field: each.origin.detail for each in read(CIRCULAR, "vi").assertions}
    assert {name for name, detail in details.items() if detail} == {"date.in_force", "rule.entry_into_force"}


def test_beginning_and_end_each_cite_who_says_so() -> None:
    forces = read(CIRCULAR, "vi", Hints(ended="2024-01-01")).forces
    before, after = (status_of(forces, date(year, 6, 1)) for year in (2023, 2024))
    assert (before.state, before.reason.params["origin"]) == (State.IN_FORCE, "text")
    assert (before.reason.params["since"], before.reason.params["evidence"]) == (
        "2021-11-15",
        "art_2__para_1",
    )
    assert (after.state, after.reason.params["origin"]) == (State.ENDED, "manifest")
    assert (after.reason.params["until"], after.reason.params.get("evidence")) == ("2024-01-01", None)
    assert status_of(forces, date(2021, 1, 1)).state is State.NOT_YET_IN_FORCE


def test_the_manifest_overrides_the_format_and_the_format_the_text() -> None:
    given = Hints(kind=WorkKind.DECISION, titles={"vi": "Tên do bảng kê cho"}, ended="2024-01-01")
    found = read(CIRCULAR, "vi", given, Hints(language="vi", adopted=LegalDate.parse("2021-10-01")))
    assert found.work.kind is WorkKind.DECISION
    assert found.work.titles["vi"] == "Tên do bảng kê cho"
    assert found.work.adopted is not None
    assert found.work.adopted.isoformat() == "2021-10-01"
    assert str(found.forces[0].interval.end) == "2024-01-01"
    kinds = [(a.value, a.origin.kind) for a in found.assertions if a.field == "kind"]
    assert kinds == [("circular", OriginKind.TEXT), ("decision", OriginKind.MANIFEST)]


def test_the_end_of_a_wording_is_not_the_end_of_the_work() -> None:
    found = read(CIRCULAR, "vi", Hints(valid_to="2024-01-01"))
    assert str(found.expression.valid.end) == "2024-01-01"
    assert found.forces[0].interval.end.kind is EndKind.UNKNOWN
    assert read(CIRCULAR, "vi", Hints(ended="open")).forces[0].interval.end.kind is EndKind.OPEN


EFFECTS = [
    ("vi", "Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2022.", "2022-05-01"),
    ("vi", "Luật này có hiệu lực thi hành kể từ ngày 01/01/2013.", "2013-01-01"),
    ("vi", "Điều 5 của Thông tư này có hiệu lực sau 30 ngày kể từ ngày ký.", None),
    ("vi", "Thông tư số 03/2015/TT-BĐN có hiệu lực từ ngày 15 tháng 5 năm 2015.", None),
    ("en", "This Agreement shall enter into force on 2 July 2013.", "2013-07-02"),
    ("en", "This Agreement shall enter into force on the thirtieth day after signature.", None),
    ("en", "The Ostermere Convention entered into force on 1 March 2011.", None),
    ("en", "These Regulations may be cited as the Visa Regulations 2016 and come into force on 1 November 2016.", "2016-11-01"),
    ("en", "The present Convention entered into force on 1 March 2011 in respect of Norvale.", None),
    ("en", "If the conditions are met before, this Agreement shall enter into force on 1 March 2011.", None),
    ("en", "This Agreement shall enter into force on 1 March 2011 in relation to the States that have ratified it.", None),
    ("en", "This Agreement shall enter into force on 1 March 2011, provided that Norvale has ratified it.", None),
    ("en", "A Party may withdraw if it so decides. This Agreement shall enter into force on 1 March 2011.", "2011-03-01"),
    ("vi", "Hiệp định này có hiệu lực từ ngày 01 tháng 3 năm 2011 với điều kiện các Bên đã phê chuẩn.", None),
    ("vi", "Nghị quyết này có hiệu lực từ ngày 01 tháng 3 năm 2011, trừ trường hợp quy định tại khoản 2 Điều này.", "2011-03-01"),
    ("zh", "如果缔约双方已完成国内程序，本协定自2011年3月1日起生效。", None),
    ("ru", "Настоящий Договор вступает в силу с 1 февраля 2016 года при условии его ратификации.", None),
    ("fr", "Le présent arrêté entre en vigueur le 1er juin 2018.", "2018-06-01"),
    ("fr", "Le présent accord entrera en vigueur le premier jour du mois suivant la signature.", None),
    ("es", "El presente decreto entrará en vigor el 1 de octubre de 2019.", "2019-10-01"),
    ("ru", "Настоящий Договор вступает в силу с 1 февраля 2016 года.", "2016-02-01"),
    ("zh", "本条例自2018年2月1日起施行。", "2018-02-01"),
    ("zh", "本协定自互换批准书之日起第三十天生效。", None),
    ("ar", "ينشر هذا القرار في الجريدة الرسمية ويعمل به اعتباراً من 7 شوال 1438هـ الموافق 1 يوليو 2017م.", "2017-07-01"),
    ("ar", "يعمل بهذا القرار من تاريخ نشره في الجريدة الرسمية.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "day"), EFFECTS)
def test_the_day_of_effect(language: str, text: str, day: str | None) -> None:
    head = {
        "zh": "第一条 公民享有权利。\n第二条 ",
        "ar": "المادة 1\nيتفق الطرفان.\nالمادة 2\n",
        "vi": "Điều 1. Một\nNội dung.\nĐiều 2. Hai\n",
    }
    found = read(head.get(language, "Article 1\nThe text.\nArticle 2\n") + text, language)
    assert (found.work.in_force.isoformat() if found.work.in_force else None) == day
    dated = [force for force in found.forces if force.interval != Interval()]
    assert len(dated) == (day is not None)


def test_two_days_of_effect_are_kept_and_none_is_taken() -> None:
    found = read(
        "Article 1\nThis Act shall come into force on 1 May 2020.\nArticle 2\nThis Act shall come into force on 1 June 2020.",
        "en",
    )
    assert found.work.in_force is None
    assert found.forces == ()
    assert [a.value for a in found.assertions if a.field == "date.in_force"] == ["2020-05-01", "2020-06-01"]
    assert [notice.code for notice in found.notices] == ["several_days_of_effect"]


def test_what_is_quoted_or_annexed_says_nothing_of_the_instrument() -> None:
    found = read(
        "Điều 1. Sửa đổi Điều 9 như sau:\n“Điều 9. Hiệu lực\nThông tư này có hiệu lực từ ngày 01/02/2020.”\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực ngay.",
        "vi",
    )
    assert found.work.in_force is None


KINDS = [
    ("vi", "Thông tư liên tịch số 01/2016/TTLT-BĐN-BNA", WorkKind.JOINT_CIRCULAR),
    ("vi", "Nghị định thư sửa đổi Công ước về hỗ trợ lãnh sự", WorkKind.PROTOCOL),
    ("vi", "Nghị định về công tác lãnh sự", WorkKind.DECREE),
    ("vi", "Thỏa thuận quốc tế về hợp tác đào tạo", WorkKind.INTERNATIONAL_ARRANGEMENT),
    ("vi", "Quyết định ban hành Quy chế tiếp công dân", WorkKind.DECISION),
    ("en", "Protocol amending the Convention on Consular Assistance", WorkKind.PROTOCOL),
    ("en", "Agreement in the form of an exchange of letters on visas", WorkKind.EXCHANGE_OF_LETTERS),
    ("en", "The Consular Services Regulations 2016", WorkKind.REGULATION),
    ("fr", "Arrêté du 4 mars 2018 relatif à l'état civil", WorkKind.ORDER),
    ("fr", "Accord sous forme d’échange de lettres", WorkKind.EXCHANGE_OF_LETTERS),
    ("es", "Decreto 214/2019 por el que se aprueba el Reglamento", WorkKind.DECREE),
    ("ru", "Договор о правовой помощи", WorkKind.TREATY),
    ("ru", "Федеральный закон о консулах", WorkKind.LAW),
    ("zh", "关于修改海外公民保护条例的决定", WorkKind.DECISION),
    ("zh", "蓝海共和国和华源共和国领事协定", WorkKind.TREATY),
    ("zh-Hant", "維也納領事關係公約", WorkKind.TREATY),
    ("ar", "قرار وزاري رقم 42 لسنة 2017 بشأن التصديق", WorkKind.DECISION),
    ("ar", "مذكرة تفاهم بشأن التدريب", WorkKind.INTERNATIONAL_ARRANGEMENT),
    ("en", "A note about nothing in particular", None),
    ("en", "Report of the Commission for the Entry into Force of the Ostermere Convention", WorkKind.OTHER),
    ("en", "Statement of treaties and international agreements registered in May", WorkKind.STATUS_NOTE),
    ("en", "Amendments to the Constitution of the Locust Commission", None),
    ("en", "Constitution of the Republic of Norvale", WorkKind.CONSTITUTION),
    ("en", "The Constitution of the Republic of Norvale", WorkKind.CONSTITUTION),
    ("es", "Informe de la Comisión de Constitución", WorkKind.OTHER),
    ("fr", "Rapport sur la convention consulaire d'Ostermere", WorkKind.OTHER),
    ("zh", "关于领事公约执行情况的报告", WorkKind.OTHER),
    ("vi", "Báo cáo thuyết minh dự thảo Nghị định về lãnh sự", WorkKind.OTHER),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "kind"), KINDS)
def test_kind_of(language: str, title: str, kind: WorkKind | None) -> None:
    words = table(language)
    assert words is not None
    assert kind_of(title, words) is kind


TITLES = [
    ("en", "No. 2583. CULTURAL AGREEMENT* BETWEEN NORVALE AND LAM HAI. SIGNED AT VELMORA,\nON 3 MAY 1954\nArticle 1\nText.",
     "CULTURAL AGREEMENT BETWEEN NORVALE AND LAM HAI", WorkKind.TREATY),
    ("en", "No. 5810. AGREEMENT1 BETWEEN THE GOVERNMENTS OF NORVALE AND LAM HAI\nArticle 1\nText.",
     "AGREEMENT BETWEEN THE GOVERNMENTS OF NORVALE AND LAM HAI", WorkKind.TREATY),
    ("en", "425260: CULTURAL AGREEMENT BETWEEN NORVALE AND LAM HAI\nArticle 1\nText.",
     "CULTURAL AGREEMENT BETWEEN NORVALE AND LAM HAI", WorkKind.TREATY),
    ("en", "THE PARTIES TO THE PRESENT PROTOCOL,\nArticle 1\nText.", "THE PARTIES TO THE PRESENT PROTOCOL,", WorkKind.OTHER),
    ("en", "# OSTERMERE LABOUR CONFERENCE.\nConvention fixing the least age for work at sea.\nArticle 1\nText.",
     "Convention fixing the least age for work at sea.", WorkKind.TREATY),
    ("en", "A-55448 ........ 31\nA-55487 ........ 32\nI-55405 ........ 9\nAgreement between Norvale and Lam Hai\n1. One.\n2. Two.",
     None, WorkKind.OTHER),
    ("en", "Convention on archives\nArticle 1 ........ 3\nArticle 2 ........ 5\nArticle 3 ........ 9\nArticle 1\nText.\nArticle 2\nText.\nArticle 3\nText.",
     "Convention on archives", WorkKind.TREATY),
    ("en", "# Nr. II\nArticle 1\nText.", None, WorkKind.OTHER),
    ("en", "# Main text\nAgreement between Norvale and Lam Hai on visas\nArticle 1\nText.",
     "Agreement between Norvale and Lam Hai on visas", WorkKind.TREATY),
    ("en", "**Commission for the Entry into Force of the Agreement under the Ostermere**\n**Convention on the Sea**\n"
     "**Report of the Commission on the Agreement**\n**I. Introduction**\n1. The Commission met.\n2. It decided.",
     "Report of the Commission on the Agreement", WorkKind.OTHER),
    ("en", "AGREEMENT ON A STATUE\nOn 11 March 1972 the following Agreement was concluded:\nArticle 1\nText.", "AGREEMENT ON A STATUE", WorkKind.TREATY),
    ("en", "# Norvale\nNo reservation.\n# Cardena\nNone.\n# Veloria\nNone.\n# Lam Hai\nNone made.", None, WorkKind.OTHER),
    ("fr", "ACCORD1 CULTUREL ENTRE NORVALE ET LAM HAI\nArticle 1\nTexte.", "ACCORD CULTUREL ENTRE NORVALE ET LAM HAI", WorkKind.TREATY),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "title", "kind"), TITLES)
def test_the_title(language: str, text: str, title: str | None, kind: WorkKind) -> None:
    work = read(text, language).work
    assert (work.titles.get(language), work.kind) == (title, kind)


def test_a_name_stands_for_a_title_where_there_is_none() -> None:
    raw = RawDocument(blocks=blocks("# Nr. II\nArticle 1\nText."), hints=Hints(language="en"))
    found = describe(raw, structure(raw, "en"), Hints(), name="6-16")
    assert found.work.titles == {"en": "6-16"}
    assert [(a.origin.kind, a.origin.detail) for a in found.assertions if a.field == "title.en"] == [
        (OriginKind.RULE, "name")
    ]
    titled = describe(raw, structure(raw, "en"), Hints(titles={"en": "Agreement"}), name="6-16")
    assert [a.value for a in titled.assertions if a.field == "title.en"] == ["Agreement"]


PARTIES = [
    ("en", "Agreement between the Kingdom of Norvale and the Republic of Lam Hai concerning visas", ("Kingdom of Norvale", "Republic of Lam Hai")),
    ("en", "Agreement between the Government of the Republic of Lam Hai and the Government of the Kingdom of Norvale on the exemption of visas",
     ("Government of the Republic of Lam Hai", "Government of the Kingdom of Norvale")),
    ("en", "Convention on Consular Assistance and Relations", ()),
    ("fr", "Accord entre la République de Montclair et la République de Lam Haï relatif aux visas", ("République de Montclair", "République de Lam Haï")),
    ("es", "Acuerdo entre la República de Lam Hai y la República de Cardena sobre visados", ("República de Lam Hai", "República de Cardena")),
    ("vi", "Hiệp định giữa Cộng hòa Lam Hải và Vương quốc Norvale về miễn thị thực", ("Cộng hòa Lam Hải", "Vương quốc Norvale")),
    ("zh", "蓝海共和国和华源共和国领事协定", ("蓝海共和国", "华源共和国")),
    ("ar", "اتفاقية بين حكومة دولة مرجانة وحكومة جمهورية لام هاي بشأن العمالة", ("حكومة دولة مرجانة", "حكومة جمهورية لام هاي")),
    ("en", "Protocol between Norvale, Montclair and Cardena and Veloria on trade", ()),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "parties"), PARTIES)
def test_parties_in(language: str, title: str, parties: tuple[str, ...]) -> None:
    words = table(language)
    assert words is not None
    assert parties_in(title, words) == parties


ADOPTED = [
    ("en", "# Agreement on visas\nThe Parties,\nArticle 1\nThey agree.\nDONE at Ostermere on 14 May 2009.", "2009-05-14"),
    ("en", "# Agreement on visas\nSigned at Cairo on 11 May 1972\nThe Parties,\nArticle 1\nThey agree.", "1972-05-11"),
    ("fr", "# Arrêté du 4 mars 2018 relatif à l'état civil\nArticle 1\nLe texte.", "2018-03-04"),
    ("es", "# Decreto 214/2019, de 26 de julio, de aranceles\nArtículo 1\nTexto.", "2019-07-26"),
    ("ru", "# Договор о правовой помощи\nСтатья 1\nТекст.\nСовершено в городе Верхний Яр 8 июня 2015 года.", "2015-06-08"),
    ("zh", "# 海外公民保护条例\n（2017年11月8日国务院令第618号公布）\n第一条 为了保护公民。", "2017-11-08"),
    ("ar", "# قرار وزاري رقم 42\nالمادة 1\nنص.\nصدر في مدينة النخيل بتاريخ: 12 رجب 1438هـ\nالموافق: 9 أبريل 2017م", "2017-04-09"),
    ("vi", "# Thông tư sửa đổi Thông tư ngày 30 tháng 9 năm 2021\nĐiều 1. Sửa đổi\nNội dung.", None),
    ("en", "# Protocol to the Convention of 14 May 2009 on consular assistance\nArticle 1\nThey agree.", None),
    ("en", "# Protocol amending the agreement of 14 May 2009\nArticle 1\nThey agree.", None),
    ("fr", "# Avenant à la convention du 4 mars 2018 portant création du Bureau\nArticle 1\nTexte.", None),
    ("fr", "# Accord sur la culture\nModifiant l'article 4 de l'accord du 24 avril 2011\nArticle 1\nTexte.", None),
    ("en", "# Articles of Agreement of the Bank\n(As amended effective 16 February 2009)\nArticle 1\nText.", None),
    ("nl", "# Overeenkomst inzake visa\nWordt voorlopig toegepast per 27-09-2010\nArtikel 1\nTekst.", None),
    ("nl", "# Overeenkomst inzake visa\nArtikel 1\nTekst.\nGedaan te Noorwaard, den 31sten mei 1889.", "1889-05-31"),
    ("en", "Distr.: General\nAssembly of Ostermere\n19 March 2013\n# Resolution adopted by the Assembly of Ostermere on 12 December 2012\n1. Requests a report;\n2. Decides to remain seized.", "2012-12-12"),
    ("en", "Distr.: General\n7 April 2015\n# Resolution of the Council\n1. Requests a report;\n2. Decides to remain seized.", None),
    ("en", "Velmora, 17.2.2011\n# Decision on a position under the Convention adopted on 22 March 2009\n1. The position is as follows;\n2. It is final.", "2011-02-17"),
    ("es", "# Ley de visados\nPor Redacción • Derecho - 26 octubre, 2021\nArtículo 1\nTexto.", None),
    ("en", "# Visa rules\n(ii) Norvale, issued after 28 June 2012; or\nArticle 1\nText.", None),
    ("en", "# Courts Act\n(Act 41 of 1945) - 7 March 1945\nArticle 1\nText.", "1945-03-07"),
    ("en", "Velmora, 27 September – 1 October 2010\n# Resolution on archives\n1. Requests a report;\n2. Decides to go on.", None),
    ("en", "Velmora, 24-28 September 2001\n# Resolution on archives\n1. Requests a report;\n2. Decides to go on.", None),
    ("zh", "# 領事關係公約\n第一條 甲\n第二條 乙\n為此，下列全權代表謹簽字於本公約。公曆二千零九年五月廿四日訂於雲津。\n本議定書及自二〇一三年三月四日至四月二十二日在雲津舉行之會議所通過之公約", "2009-05-24"),
    ("zh", "# 領事關係公約\n第一條 甲\n第二條 乙\n為此，謹簽字於本公約。\n自二〇一三年三月四日至四月二十二日在雲津舉行之會議", None),
    ("en", "# Agreement on visas\nArticle 1\nThey agree.\nDONE at Ostermere this day corresponding to the 14 May 2009.", "2009-05-14"),
    ("en", "# Agreement on visas\nRecalling the Convention done at Ostermere on 14 May 2009,\nArticle 1\nThey agree.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "day"), ADOPTED)
def test_the_date_of_adoption(language: str, text: str, day: str | None) -> None:
    found = read(text, language)
    assert (found.work.adopted.isoformat() if found.work.adopted else None) == day


NUMBERS = [
    ("vi", "Số: 105 /2021/TT-BQP\nTHÔNG TƯ\nVề việc này\nĐiều 1. Một\nNội dung.", "105/2021/TT-BQP"),
    ("vi", "Luật số: 18/2012/ĐHND\nLUẬT\nĐIỀU ƯỚC QUỐC TẾ\nĐiều 1. Một\nNội dung.", "18/2012/ĐHND"),
    ("en", "N.R. 2016/114\nThe Consular Services Regulations 2016\nRegulation 1\nText.", "N.R. 2016/114"),
    ("es", "# Ley Nº 9080 - AUTORIZACION\nArtículo 1\nTexto.", "9080"),
    ("ar", "# مرسوم رقم (م/١٠) بالموافقة على النظام\nالمادة 1\nنص.", "م/١٠"),
    ("ar", "# قرار وزاري رقم 42 لسنة 2017 بشأن التصديق\nالمادة 1\nنص.", "42/2017"),
    ("zh", "# 海外公民保护条例\n（国务院令第618号）\n第一条 为了保护公民。", "国务院令第618号"),
    ("fr", "# Décret n° 2016-114 relatif aux visas\nArticle 1\nTexte.", "2016-114"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "number"), NUMBERS)
def test_the_number(language: str, text: str, number: str) -> None:
    assert [identifier.value for identifier in read(text, language).work.identifiers] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "THÔNG TƯ\nVề lãnh sự\nCăn cứ Luật số: 09/2010/ĐHND;\nĐiều 1. Một\nNội dung.",
        "# Thông tư sửa đổi Thông tư số 06/2021/TT-BĐN về lãnh sự\nĐiều 1. Một\nNội dung.",
    ],
)
def test_the_number_of_another_instrument_is_not_taken(text: str) -> None:
    assert read(text, "vi").work.identifiers == ()


def test_a_number_of_the_treaty_series() -> None:
    found = read(
        "No. 11752\nRegistered by Montclair on 6 January 1972\nAGREEMENT ON CULTURE\nArticle 1\nThey agree.",
        "en",
    )
    assert found.work.identifiers == (Identifier(IdentifierScheme.UNTS, "11752"),)


def test_a_consolidated_text_has_no_effect_of_its_own() -> None:
    found = read(
        "Số: 02/VBHN-BĐN\nVĂN BẢN HỢP NHẤT\nThông tư về lãnh sự\nĐiều 1. Hiệu lực\nThông tư này có hiệu lực từ ngày 15 tháng 11 năm 2021.",
        "vi",
    )
    assert found.work.kind is WorkKind.CONSOLIDATED_TEXT
    assert found.expression.making is Making.CONSOLIDATED_OFFICIAL
    assert found.expression.number == "02/VBHN-BĐN"
    assert found.forces == ()


def test_first_words_rank_below_everything() -> None:
    found = read(
        "The family has been told that the post is closed for the day and will open again tomorrow.", "en"
    )
    (title,) = [a for a in found.assertions if a.field == "title.en"]
    assert title.origin.kind is OriginKind.RULE
    assert found.work.kind is WorkKind.OTHER


def test_a_dutch_title_above_an_english_text_is_read_as_dutch() -> None:
    found = read(
        "# Overeenkomst tussen het Koninkrijk Norvale en de Republiek Lam Hai inzake visa\nArticle 1\nThe Parties agree on all of this.",
        "en",
    )
    assert list(found.work.titles) == ["nl"]
    assert found.work.kind is WorkKind.TREATY
