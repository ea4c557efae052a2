"""From the words of an acting text to the status of what it acts on, in the technique of seven languages.

The text acted on is in force since 2031 and open; it is named by its number. All texts are fictional.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from corpus.law.effects import forces_from, taking_effect
from corpus.law.rewording import missing, rewordings
from corpus.law.status import status_of
from corpus.model import (
    OPEN,
    End,
    Expression,
    Force,
    ForceState,
    Interval,
    Origin,
    OriginKind,
    Relation,
    RelationType,
    Status,
)
from ingest.document import Block, Hints, RawDocument
from ingest.metadata import describe
from ingest.references import read_references
from ingest.structure import structure

LAW = Force(ForceState.IN_FORCE, Interval(End.on("2031-01-01"), OPEN), Origin(OriginKind.MANIFEST))
WORDING = Expression("xx", Interval(End.on("2031-01-01"), OPEN))

VI = """BỘ ĐỐI NGOẠI
Số: 09/2035/TT-BĐN
Bình Lâm, ngày 15 tháng 4 năm 2035
THÔNG TƯ
Về việc thực hiện công tác lãnh sự

Điều 1. Nội dung
{}
Điều 2. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành từ ngày 01 tháng 6 năm 2035.
"""
EN = """DECREE No. 9/2035 of 15 April 2035
on consular matters
Article 1
{}
Article 2
This Decree shall enter into force on 1 June 2035.
"""
FR = """DÉCRET n° 2035-9 du 15 avril 2035 relatif aux affaires consulaires
Article 1er
{}
Article 2
Le présent décret entre en vigueur le 1er juin 2035.
"""
ES = """DECRETO Nº 9/2035
de 15 de abril de 2035, sobre asuntos consulares
Artículo 1
{}
Artículo 2
El presente Decreto entrará en vigor el 1 de junio de 2035.
"""
RU = """ПРАВИТЕЛЬСТВО ВЕЛОРИИ
ПОСТАНОВЛЕНИЕ
от 15 апреля 2035 г. № 9-П
О консульских вопросах
Статья 1
{}
Статья 2
Настоящее Постановление вступает в силу с 1 июня 2035 года.
"""
ZH = """关于修改领事规定的决定
（2035年4月15日公布）
第一条
{}
第二条
本决定自2035年6月1日起施行。
"""
AR = """مرسوم رقم 9 لسنة 2035 بشأن الشؤون القنصلية
المادة الأولى
{}
المادة الثانية
يعمل بهذا المرسوم اعتبارا من 1 يونيو 2035.
"""
FRAMES = {"vi": VI, "en": EN, "fr": FR, "es": ES, "ru": RU, "zh": ZH, "ar": AR}


@dataclass(frozen=True, slots=True)
class Case:
    """What the acting text says, of which provision it is asked on which day, and the answer."""

    language: str
    says: str
    eid: str | None
    day: str
    state: str
    reason: str = ""


def told(case: Case) -> list[tuple[str, Relation]]:
    """The relations that the acting text makes, with their days."""
    lines = FRAMES[case.language].format(case.says).split("\n")
    raw = RawDocument(tuple(Block(line) for line in lines), hints=Hints(language=case.language))
    made = structure(raw, case.language)
    described = describe(raw, made, Hints())
    relations = (
        *described.relations,
        *read_references(made.provisions, case.language, described.work, described.relations),
    )
    return [("act-9", taking_effect(relation, described.forces)) for relation in relations]


def answer(case: Case) -> Status:
    """What is said of the text acted on."""
    acts = [(slug, one) for slug, one in told(case) if "04" in one.target or "4" in one.target]
    day = date.fromisoformat(case.day)
    reworded = missing(WORDING, rewordings(acts), case.eid, day) if case.eid else None
    return status_of([LAW, *forces_from(acts)], day, case.eid, WORDING.valid, reworded=reworded)


T = "Thông tư số 04/2030/TT-BĐN"
CASES = [
    # bãi bỏ, hủy bỏ, thay thế, hết hiệu lực of a whole
    Case("vi", f"Bãi bỏ {T} ngày 10 tháng 01 năm 2030.", None, "2035-06-01", "ended"),
    Case("vi", f"Bãi bỏ {T} ngày 10 tháng 01 năm 2030.", None, "2035-05-31", "in_force"),
    Case("vi", f"Bãi bỏ toàn bộ {T} ngày 10 tháng 01 năm 2030.", None, "2035-06-01", "ended"),
    Case("vi", f"Hủy bỏ {T} ngày 10 tháng 01 năm 2030.", None, "2035-06-01", "ended"),
    Case("vi", f"Thông tư này thay thế {T} ngày 10 tháng 01 năm 2030.", None, "2035-06-01", "ended"),
    Case(
        "vi", f"{T} hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành.", None, "2035-06-01", "ended"
    ),
    # hết hiệu lực một phần
    Case("vi", f"Bãi bỏ Điều 5 {T}.", "art_5", "2035-06-01", "ended", "ended_on"),
    Case("vi", f"Bãi bỏ Điều 5 {T}.", "art_6", "2035-06-01", "in_force"),
    Case("vi", f"Bãi bỏ Điều 5 {T}.", None, "2035-06-01", "in_force"),
    Case("vi", f"Bãi bỏ khoản 2 Điều 5 {T}.", "art_5__para_2", "2035-06-01", "ended"),
    # ngưng hiệu lực and its end
    Case(
        "vi",
        f"Ngưng hiệu lực Điều 5 {T} từ ngày 01 tháng 7 năm 2035 đến hết ngày 31 tháng 12 năm 2035.",
        "art_5",
        "2035-12-31",
        "suspended",
    ),
    Case(
        "vi",
        f"Ngưng hiệu lực Điều 5 {T} từ ngày 01 tháng 7 năm 2035 đến hết ngày 31 tháng 12 năm 2035.",
        "art_5",
        "2036-01-01",
        "in_force",
    ),
    Case(
        "vi",
        f"Ngưng hiệu lực thi hành {T} từ ngày 01 tháng 7 năm 2035.",
        None,
        "2035-08-01",
        "unknown",
        "suspension_uncertain",
    ),
    # a provision that is replaced has other words
    Case(
        "vi",
        f'Sửa đổi, bổ sung Điều 5 {T} như sau:\n"Điều 5. Lệ phí\nLệ phí là 30 ĐVP.".',
        "art_5",
        "2035-06-01",
        "unknown",
        "reworded",
    ),
    Case(
        "vi",
        f'Thay thế cụm từ "tờ khai" bằng cụm từ "biểu mẫu" tại Điều 5 {T}.',
        "art_5",
        "2035-06-01",
        "unknown",
        "reworded",
    ),
    Case(
        "vi",
        f'Đính chính cụm từ "50 ngày" thành "05 ngày" tại khoản 3 Điều 5 {T}.',
        "art_5__para_3",
        "2032-06-01",
        "unknown",
        "corrected",
    ),
    Case(
        "vi",
        f'Đính chính cụm từ "50 ngày" thành "05 ngày" tại khoản 3 Điều 5 {T}.',
        "art_6",
        "2036-06-01",
        "in_force",
    ),
    # English
    Case("en", "Decree No. 4/2030 is repealed.", None, "2035-06-01", "ended"),
    Case("en", "Article 5 of Decree No. 4/2030 is repealed.", "art_5", "2035-06-01", "ended"),
    Case("en", "Article 5 of Decree No. 4/2030 is repealed.", None, "2035-06-01", "in_force"),
    Case(
        "en",
        "Article 5 of Decree No. 4/2030 is suspended from 1 July 2035 to the end of 31 December 2035.",
        "art_5",
        "2035-07-01",
        "suspended",
    ),
    Case(
        "en",
        "In Article 5 of Decree No. 4/2030, the words “ten days” are replaced by “five days”.",
        "art_5",
        "2035-06-01",
        "unknown",
        "reworded",
    ),
    # abrogé; bis
    Case("fr", "Le décret n° 2030-4 du 10 janvier 2030 est abrogé.", None, "2035-06-01", "ended"),
    Case(
        "fr", "L'article 5 du décret n° 2030-4 du 10 janvier 2030 est abrogé.", "art_5", "2035-06-01", "ended"
    ),
    Case(
        "fr",
        "L'article 5 bis du décret n° 2030-4 du 10 janvier 2030 est abrogé.",
        "art_5bis",
        "2035-06-01",
        "ended",
    ),
    Case(
        "fr",
        "L'article 5 bis du décret n° 2030-4 du 10 janvier 2030 est abrogé.",
        "art_5",
        "2035-06-01",
        "in_force",
    ),
    # derogado; bis
    Case("es", "Queda derogado el Decreto Nº 4/2030, de 10 de enero de 2030.", None, "2035-06-01", "ended"),
    Case("es", "Se deroga el artículo 5 del Decreto Nº 4/2030.", "art_5", "2035-06-01", "ended"),
    Case("es", "Se deroga el artículo 5 bis del Decreto Nº 4/2030.", "art_5bis", "2035-06-01", "ended"),
    Case("es", "Se deroga el artículo 5 bis del Decreto Nº 4/2030.", "art_5", "2035-06-01", "in_force"),
    # утратил силу
    Case(
        "ru",
        "Признать утратившим силу постановление от 10 января 2030 г. № 4-П.",
        None,
        "2035-06-01",
        "ended",
    ),
    Case(
        "ru",
        "Статью 5 постановления от 10 января 2030 г. № 4-П признать утратившей силу.",
        "art_5",
        "2035-06-01",
        "ended",
    ),
    Case(
        "ru",
        "Статью 5 постановления от 10 января 2030 г. № 4-П признать утратившей силу.",
        "art_6",
        "2035-06-01",
        "in_force",
    ),
    Case(
        "ru",
        "Постановление от 10 января 2030 г. № 4-П (в редакции постановления от 1 марта 2033 г. № 7-П) "
        "признать утратившим силу.",
        None,
        "2035-06-01",
        "ended",
    ),
    # 修正, 修订, 废止
    Case("zh", "《领事收费规定》（国务院令第4号）同时废止。", None, "2035-06-01", "ended"),
    Case("zh", "《领事收费规定》（国务院令第4号）同时废止。", None, "2035-05-31", "in_force"),
    Case("zh", "删去《领事收费规定》（国务院令第4号）第五条。", "art_5", "2035-06-01", "ended"),
    Case("zh", "删去《领事收费规定》（国务院令第4号）第五条。", "art_6", "2035-06-01", "in_force"),
    Case(
        "zh",
        "将《领事收费规定》（国务院令第4号）第五条修改为：“第五条　费用为三十元。”",
        "art_5",
        "2035-06-01",
        "unknown",
        "reworded",
    ),
    # مكرر
    Case("ar", "تلغى المادة 5 من المرسوم رقم 4 لسنة 2030.", "art_5", "2035-06-01", "ended"),
    Case("ar", "يلغى المرسوم رقم 4 لسنة 2030.", None, "2035-06-01", "ended"),
    Case("ar", "تلغى المادة 5 مكرر من المرسوم رقم 4 لسنة 2030.", "art_5", "2035-06-01", "in_force"),
    Case("ar", "تلغى المادة 5 مكرر من المرسوم رقم 4 لسنة 2030.", "art_5bis", "2035-06-01", "ended"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_a_text_does_to_another(case: Case) -> None:
    status = answer(case)
    assert status.state == case.state, told(case)
    assert case.reason in ("", status.reason.code)


CORRECTIONS = [
    ("en", "Corrigendum to Decree No. 4/2030\nArticle 5, paragraph 3\nFor “fifty days” read “five days”."),
    ("en", "Corrigendum to Decree No. 4/2030\n1. In Article 5 of Decree No. 4/2030, for “ten” read “five”."),
    (
        "fr",
        "Rectificatif au décret n° 2030-4 du 10 janvier 2030\n"
        "Article 5, au lieu de : « cinquante jours », lire : « cinq jours ».",
    ),
    (
        "es",
        "Corrección de errores del Decreto Nº 4/2030\nArtículo 1\n"
        "En el artículo 5 del Decreto Nº 4/2030, donde dice: «cincuenta días», debe decir: «cinco días».",
    ),
    (
        "ru",
        "Исправление к постановлению от 10 января 2030 г. № 4-П\n"
        "1. В статье 5 постановления от 10 января 2030 г. № 4-П слово «десять» заменить словом «пять».",
    ),
    ("zh", "更正\n《领事收费规定》（国务院令第4号）第五条中的“五十日”应为“五日”。"),
    (
        "vi",
        "QUYẾT ĐỊNH\nVề việc đính chính Thông tư số 04/2030/TT-BĐN\n"
        "Điều 1. Đính chính Điều 5 Thông tư số 04/2030/TT-BĐN như sau:\n"
        "Thay cụm từ “50 ngày” bằng cụm từ “05 ngày” tại Điều 5.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 6 năm 2035.",
    ),
]


@pytest.mark.parametrize(("language", "text"), CORRECTIONS)
def test_a_correction_never_ends_or_begins_anything(language: str, text: str) -> None:
    raw = RawDocument(tuple(Block(line) for line in text.split("\n")), hints=Hints(language=language))
    made = structure(raw, language)
    described = describe(raw, made, Hints())
    assert not described.work.identifiers, "the number of what is corrected is not its own"
    found = read_references(made.provisions, language, described.work, described.relations)
    changes = [one for one in found if one.type not in (RelationType.CITES, RelationType.BASED_ON)]
    assert changes
    assert {one.type for one in changes} == {RelationType.CORRECTS}
    assert list(forces_from([("act-9", taking_effect(one, described.forces)) for one in changes])) == []
