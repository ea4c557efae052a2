"""Review clauses: by when a text orders that it be reviewed."""

from __future__ import annotations

import pytest

from corpus.language.table import table
from corpus.model import Provision, ProvisionKind
from ingest.metadata.own import Own
from ingest.metadata.reviews import find_reviews

FIVE_YEARS = "entry + 5 years after"


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("en", "This Agreement shall be reviewed within five years of its entry into force.", FIVE_YEARS),
        ("en", "The Minister must review these Regulations before 1 June 2024.", "2024-06-01"),
        ("en", "The operation of this Convention shall be reviewed every five years.", FIVE_YEARS),
        ("vi", "Định kỳ 05 năm, Bộ Nội an rà soát Nghị định này.", FIVE_YEARS),
        ("vi", "Văn phòng Bộ rà soát Thông tư này trước ngày 31 tháng 12 năm 2021.", "2021-12-31"),
        ("vi", "Cục Lãnh sự tổng kết việc thi hành Thông tư này sau năm năm thực hiện.", FIVE_YEARS),
        ("fr", "Le présent décret fait l’objet d’un réexamen dans un délai de cinq ans.", FIVE_YEARS),
        ("fr", "Un bilan de l’application du présent arrêté est établi avant le 31 mars 2023.", "2023-03-31"),
        ("es", "El presente Decreto será revisado en el plazo de cinco años.", FIVE_YEARS),
        ("es", "Este Acuerdo será evaluado antes del 30 de junio de 2022.", "2022-06-30"),
        ("ru", "Настоящее постановление подлежит пересмотру каждые пять лет.", FIVE_YEARS),
        ("ru", "Пересмотр настоящего Соглашения проводится до 1 июля 2025 года.", "2025-07-01"),
        ("zh", "外交部应当自本办法施行之日起五年内对本办法进行评估。", FIVE_YEARS),
        ("zh", "本规定应当于2024年6月1日前予以复审。", "2024-06-01"),
        ("ar", "تراجع وزارة الخارجية هذه اللائحة قبل 1 يناير 2024.", "2024-01-01"),
        ("ar", "يعاد النظر في هذا القرار خلال خمس سنوات من تاريخ العمل به.", FIVE_YEARS),
    ],
)
def test_a_review_of_the_text_itself(language: str, text: str, due: str) -> None:
    assert found(language, text) == [due]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Decisions under this Act must be reviewed within two years."),
        ("en", "The Parties may review this Agreement within five years."),
        ("en", "The Minister reviews this Order whenever the fees change."),
        ("en", "A request for review must be lodged within two years."),
        ("en", "This Agreement shall be reviewed within 30 days of a request."),
        ("vi", "Cơ quan đại diện rà soát hồ sơ theo Thông tư này trong 03 năm."),
        ("vi", "Hồ sơ được rà soát trong thời hạn 02 năm."),
        ("fr", "Les décisions prises en vertu du présent décret sont révisées dans les deux ans."),
        ("es", "La solicitud será revisada en el plazo de dos años."),
        ("ru", "Решение подлежит пересмотру в течение двух лет."),
        ("zh", "主管机关应当在两年内对申请进行审查。"),
        ("zh", "本办法施行前已经从业的人员，自本办法施行之日起一年内经考试、审查合格的，发给证书。"),
        ("en", "The Minister must review each permit within two years of the commencement of this Order."),
        ("vi", "Bộ rà soát các giấy phép trong 02 năm kể từ ngày Thông tư này có hiệu lực."),
        ("ru", "Разрешения подлежат пересмотру за два года со дня вступления в силу настоящего закона."),
        ("ar", "تراجع الطلبات خلال سنتين."),
    ],
)
def test_no_review_of_the_text_itself(language: str, text: str) -> None:
    assert found(language, text) == []


def found(language: str, text: str) -> list[str]:
    words = table(language)
    assert words is not None
    article = Provision("art_9", ProvisionKind.ARTICLE, text=text)
    return [each.value for each in find_reviews(Own((article,), ""), words)]
