"""Final clauses are typed by their heading or by what they say of the instrument itself."""

from __future__ import annotations

import pytest

from corpus.model import ClauseKind, Provision, ProvisionKind
from ingest.document import Block, RawDocument
from ingest.structure import structure

CASES = [
    ("en", "Article 5\nThis Agreement shall enter into force on its signature.", "entry_into_force"),
    ("en", "Article 5. Withdrawal\nA Party may leave at the end of a year.", "withdrawal"),
    ("en", "Article 5\nAny Party may denounce this Convention by a note to the Secretary.", "withdrawal"),
    ("en", "Article 5\nEvery treaty made after this Charter comes into force shall be kept.", None),
    ("en", "Article 5. Duration of permits\nA permit is valid for a year.", None),
    ("fr", "Article 5\nLe présent Accord est conclu pour une durée de deux ans.", "duration"),
    ("fr", "Article 5\nLe consul veille, sous réserve du présent Accord, aux passeports.", None),
    ("es", "Artículo 5\nToda controversia sobre el presente Convenio se tratará.", "dispute_settlement"),
    ("ru", "Статья 5\nНастоящее Соглашение вступает в силу в день подписания.", "entry_into_force"),
    ("zh", "第五条 本条例自2031年5月1日起施行。", "entry_into_force"),
    ("zh", "第五条 本条例施行前已经开始的，继续办理。", "transition"),
    ("ar", "المادة الخامسة\nتدخل هذه الاتفاقية حيز النفاذ من تاريخ آخر إشعار.", "entry_into_force"),
    ("vi", "Điều 5. Trách nhiệm thi hành\nBộ trưởng Bộ Hải đảo thi hành Nghị định này.", "implementation"),
    ("vi", "Điều 5. Hồ sơ\nHồ sơ nộp trước ngày Thông tư này có hiệu lực vẫn được xét.", "transition"),
    ("vi", "Điều 5. Quy định chuyển tiếp\nGiấy tờ cũ được dùng đến hết năm 2031.", "transition"),
    ("vi", "Điều 5. Hồ sơ\nHồ sơ nộp trước ngày 01 tháng 5 hằng năm được xét trong năm.", None),
    ("en", "Article 5. Transitional provisions\nOld permits stay valid for a year.", "transition"),
    ("en", "Article 5\nPermits issued before this Act comes into force shall remain in force.", "transition"),
    ("en", "Article 5\nWhat is pending at the commencement of this Act goes on.", "transition"),
    ("en", "Article 5\nTreaties made before this Charter came into force are not touched by it.", None),
    ("fr", "Article 5. Dispositions transitoires\nLes visas restent valables.", "transition"),
    ("fr", "Article 5\nLes titres délivrés avant la publication de la présente loi restent.", "transition"),
    ("es", "Artículo 5. Disposiciones transitorias\nLos visados conservan su validez.", "transition"),
    ("es", "Artículo 5\nLo que está en trámite a la entrada en vigor de esta Ley sigue.", "transition"),
    ("ru", "Статья 5. Переходные положения\nВизы сохраняют действие.", "transition"),
    ("ru", "Статья 5\nВизы, выданные до вступления в силу настоящего Закона, верны.", "transition"),
    ("zh", "第五条 过渡条款\n签证继续有效。", "transition"),
    ("ar", "المادة الخامسة\nتبقى التأشيرات الصادرة قبل العمل بهذا القانون صالحة.", "transition"),
]  # fmt: skip

OPENINGS = {
    "en": "Article {}\nThe Parties of Ostermere and Norvale shall help each other.",
    "fr": "Article {}\nLes Parties, Ostermere et Norvale, se prêtent assistance.",
    "es": "Artículo {}\nLas Partes, Ostermere y Norvale, se prestarán ayuda.",
    "ru": "Статья {}\nСтороны оказывают друг другу помощь.",
    "zh": "第{}条 各方应当相互协助。",
    "ar": "المادة {}\nيقدم الطرفان المساعدة.",
    "vi": "Điều {}. Hợp tác\nCác bên giúp đỡ lẫn nhau.",
}
NUMBERS = {
    "zh": ("一", "二", "三", "四"),
    "ar": ("الأولى", "الثانية", "الثالثة", "الرابعة"),
}


def articles(text: str, language: str) -> list[Provision]:
    found = structure(RawDocument(tuple(Block(line) for line in text.split("\n"))), language)
    return [p for p in found.walk() if p.kind is ProvisionKind.ARTICLE]


@pytest.mark.parametrize(("language", "text", "kind"), CASES)
def test_the_last_article_settles(language: str, text: str, kind: str | None) -> None:
    before = [OPENINGS[language].format(n) for n in NUMBERS.get(language, ("1", "2", "3", "4"))]
    found = articles("\n".join((*before, text)), language)
    assert len(found) == 5
    assert found[-1].clause == (ClauseKind(kind) if kind else None)
    assert not any(article.clause for article in found[:-1])


def test_each_paragraph_has_its_own() -> None:
    text = "\n".join((
        "Article 1. Final clauses",
        "1. This Treaty shall be subject to ratification.",
        "2. This Treaty shall enter into force on the day of the last notification.",
        "3. The Norvalian and Ostermerian texts are equally authentic.",
    ))  # fmt: skip
    (article,) = articles(text, "en")
    assert [child.clause for child in article.children] == [
        ClauseKind.CONSENT,
        ClauseKind.ENTRY_INTO_FORCE,
        ClauseKind.AUTHENTIC_TEXTS,
    ]


def test_what_is_quoted_settles_nothing() -> None:
    text = "\n".join((
        "Article 1",
        "Article 9 of the Fisheries Act is worded:",
        "“This Act shall enter into force on 1 May 2031.”",
    ))  # fmt: skip
    (article,) = articles(text, "en")
    assert {node.clause for node in article.walk()} == {None}


CHAPTERS = [
    ("vi", "Chương II\nĐIỀU KHOẢN CHUYỂN TIẾP\nĐiều 3. Giấy tờ\nGiấy tờ cũ được dùng đến hết năm."),
    ("en", "Chapter II\nTransitional provisions\nArticle 3\nOld papers are good until the year ends."),
    ("fr", "Chapitre II\nDispositions transitoires\nArticle 3\nLes anciens titres restent valables."),
    ("es", "Capítulo II\nDisposiciones transitorias\nArtículo 3\nLos documentos anteriores siguen valiendo."),
    ("ru", "Глава 2\nПереходные положения\nСтатья 3\nПрежние документы действительны до конца года."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), CHAPTERS)
def test_a_chapter_of_transitional_provisions(language: str, text: str) -> None:
    chapter = {"vi": "Chương I\nQUY ĐỊNH CHUNG", "ru": "Глава 1\nОбщие положения", "en": "Chapter I\nGeneral",
               "fr": "Chapitre I\nGénéralités", "es": "Capítulo I\nGeneralidades"}[language]  # fmt: skip
    lines = "\n".join((chapter, *(OPENINGS[language].format(n) for n in (1, 2)), text)).split("\n")
    found = structure(RawDocument(tuple(Block(line) for line in lines)), language)
    transitional = [node.eid for node in found.walk() if node.clause is ClauseKind.TRANSITION]
    assert transitional == ["chp_2"]
