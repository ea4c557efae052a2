"""Amending laws: the articles that they word for another law are not articles of their own."""

from __future__ import annotations

import pytest

from corpus.model import ProvisionKind
from ingest.document import Block, RawDocument
from ingest.structure import structure
from ingest.structure.glued import cut
from ingest.structure.grammar import grammar
from ingest.structure.lines import Line

CASES = {
    "fr: one mark opens, the articles are apart, the mark closes at the end": (
        "fr", ["1", "2", "3"], """
        Art. 1er.
        L’article 5 de la loi modifiée du 3 mai 1990 sur les phares est remplacé comme suit :
        « Art. 5.
        Le gardien tient la lampe.
        Art. 6.
        Le gardien tient le registre. »
        Art. 2.
        À l’article 9 de la même loi, le mot « gardien » est remplacé par le mot « agent ».
        Art. 3.
        Le ministre des phares est chargé de l’exécution de la présente loi.
        """,
    ),
    "fr: the mark stands alone on its line": (
        "fr", ["1", "2", "3"], """
        Art. 1er.
        Il est inséré un article 2 nouveau libellé comme suit :
        «
        Art. 2.
        Le phare est blanc.
        »
        Art. 2.
        L’article 3 prend la teneur suivante :
        «
        Art. 3.
        Le phare est haut.
        »
        Art. 3.
        La présente loi entre en vigueur demain.
        """,
    ),
    "fr: items that number the changes": (
        "fr", ["1", "2"], """
        Art. 1er.
        La loi du 3 mai 1990 sur les phares est modifiée comme suit :
        1° L’article 2 est remplacé par la disposition suivante :
        « Art. 2. Le phare est blanc.
        2° L’article 3 est remplacé par la disposition suivante :
        « Art. 3. Le phare est haut.
        3° L’article 4 est remplacé par la disposition suivante :
        « Art. 4. Le phare est rond. »
        Art. 2.
        La présente loi entre en vigueur demain.
        """,
    ),
    "fr: a mark at the head of each paragraph": (
        "fr", ["1", "2", "3"], """
        Article 1
        Après l’article 1er de la loi sur les phares, il est inséré un article 2 ainsi rédigé :
        « Article 2
        « Le phare est blanc.
        « Il est haut. »
        Article 2
        Les articles 3 et 4 de la même loi sont ainsi rédigés :
        « Article 3
        « Le gardien tient la lampe.
        « Article 4
        « Le gardien tient le registre. »
        Article 3
        Le présent décret est publié.
        """,
    ),
    "fr: straight and low marks": (
        "fr", ["1", "2", "3"], """
        Art. I.
        L’article 12 est remplacé par le texte suivant:
        "Art. 12. - Le phare est blanc.
        Art. 13. - Le phare est haut."
        Art. II.
        L’article 14 est remplacé par le texte suivant:
        „Art. 14. Le phare est rond.“
        Art. III.
        La présente loi est publiée.
        """,
    ),
    "fr: no marks, further numbers": (
        "fr", ["1", "2", "3"], """
        Art. 1er.
        L’article 40 de la loi sur les phares est remplacé par les dispositions suivantes:
        Art. 40.
        Le phare est blanc.
        Art. 41.
        Le phare est haut.
        Art. 2.
        L’article 60 de la même loi prend la teneur suivante:
        Art. 60.
        Le phare est rond.
        Art. 3.
        La présente loi est publiée.
        """,
    ),
    "fr: no marks in the only article": (
        "fr", ["1"], """
        Article unique.
        Les articles 40 et 41 de la loi sur les phares sont remplacés par les dispositions suivantes:
        Art. 40.
        Le phare est blanc.
        Art. 41.
        Le phare est haut.
        """,
    ),
    "fr: no marks in the last article": (
        "fr", ["1", "2"], """
        Art. 1er.
        La loi sur les phares est modifiée par les articles suivants.
        Art. 2.
        Les articles 40 à 42 de la loi sur les phares sont remplacés par les dispositions suivantes:
        Art. 40.
        Le phare est blanc.
        Art. 41.
        Le phare est haut.
        Art. 42.
        Le phare est rond.
        """,
    ),
    "fr: a quoted chapter with its articles": (
        "fr", ["1", "2", "3"], """
        Art. 1er.
        Il est inséré un chapitre 2 libellé comme suit :
        « Chapitre 2 - Des gardiens
        Art. 2.
        Le gardien tient la lampe, dite « lampe blanche ».
        Art. 3.
        Le gardien tient le registre. »
        Art. 2.
        Le chapitre 3 est abrogé.
        Art. 3.
        La présente loi est publiée.
        """,
    ),
    "es: marks at the head of each paragraph": (
        "es", ["1", "2", "3"], """
        Artículo 1.- Modifícase el artículo 2 de la Ley de Faros, el que queda redactado así:
        “Artículo 2.- El faro es blanco.
        “Artículo 3.- El faro es alto.”
        Artículo 2.- Sustitúyese el artículo 7 por el siguiente:
        "ARTÍCULO 7.- El farero lleva el registro.
        El registro es público".
        Artículo 3.- Comuníquese.
        """,
    ),
    "es: no marks": (
        "es", ["1", "2", "3"], """
        Artículo 1.- Modifícanse los artículos 20 y 21 de la Ley de Faros en los términos siguientes:
        Artículo 20.- El faro es blanco.
        Artículo 21.- El faro es alto.
        Artículo 2.- Sustitúyese el artículo 27 por el siguiente:
        Artículo 27.- El farero lleva el registro.
        Artículo 3.- Comuníquese.
        """,
    ),
    "ru: worded anew": (
        "ru", ["1", "2", "3"], """
        Статья 1. Статью 2 Закона о маяках изложить в следующей редакции:
        «Статья 2. Смотрители
        Смотритель хранит лампу.
        Статья 3. Журнал
        Смотритель ведёт журнал.».
        Статья 2. Дополнить статьёй 17 следующего содержания:
        "Статья 17. Цвет
        Маяк белый.".
        Статья 3. Настоящий Закон вступает в силу завтра.
        """,
    ),
    "en: replaced by the following": (
        "en", ["1", "2", "3"], """
        Article 1
        Article 2 of the Act is replaced by the following:
        ‘Article 2
        Keepers
        The keeper keeps the lamp.’
        Article 2
        The following Articles are inserted:
        ‘Article 14a
        The keeper’s book is public.
        Article 14b
        The lamp is white.’;
        Article 3
        This Act enters into force tomorrow.
        """,
    ),
    "ar: replaced by the following text": (
        "ar", ["1", "2", "3"], """
        المادة الأولى
        يستبدل بنص المادة الثانية من قانون المنارات النص الآتي:
        "المادة الثانية: يحفظ الحارس المصباح.
        المادة الثالثة: يمسك الحارس السجل."
        المادة الثانية
        تعدل المادة العاشرة لتصبح بالنص الآتي:
        المادة العاشرة: لون المنارة أبيض.
        المادة الثالثة
        ينشر هذا القانون.
        """,
    ),
    "zh: amended to read": (
        "zh", ["1", "2", "3"], """
        第一条 将第二条修改为:
        “第二条 守塔人保管灯具。
        第三条 守塔人登记。”
        第二条 增加一条,作为第三条:
        “第三条 灯塔为白色。”
        第三条 本决定自公布之日起施行。
        """,
    ),
    "vi: amended as follows": (
        "vi", ["1", "2", "3"], """
        Điều 1. Sửa đổi, bổ sung một số điều của Luật Hải đăng
        1. Sửa đổi Điều 2 như sau:
        "Điều 2. Người gác
        Người gác giữ đèn.
        2. Sửa đổi Điều 3 như sau:
        "Điều 3. Sổ
        Người gác giữ sổ."
        Điều 2. Bổ sung Điều 20 như sau:
        Điều 20. Màu
        Hải đăng màu trắng.
        Điều 3. Luật này có hiệu lực ngày mai.
        """,
    ),
    "fr: quotations within the quotation": (
        "fr", ["1", "2", "3"], """
        Art. Ier.
        La loi sur les phares est modifiée comme suit :
        1° L’article 6 est remplacé par le texte suivant :
        « Art. 6. Le phare « blanc »
        Le gardien est dit « gardien ».
        Art. 6-1. Le phare rouge
        Le gardien est dit « agent »
        Art. 6-2. Le phare noir
        Il est fermé. »
        Art. II.
        Sont insérés : «
        Art. 7. Le phare est haut.
        Art. 7-1. Le phare est rond.
        »
        Art. III.
        La présente loi est publiée.
        """,
    ),
    "fr: no marks, the same numbers as its own": (
        "fr", ["1", "2", "3"], """
        Art. 1er.
        1° L’article 2 est remplacé comme suit :
        Art. 2.
        Le phare est blanc.
        Art. 2bis.
        Le phare est haut.
        2° L’article 3 est remplacé comme suit :
        Art. 3.
        Le phare est rond.
        Art. 2.
        L’article 9 est abrogé.
        Art. 3.
        La présente loi est publiée.
        """,
    ),
}  # fmt: skip


def numbers_of(text: str, language: str) -> list[str | None]:
    blocks = tuple(Block(line.strip()) for line in text.strip().split("\n"))
    found = structure(RawDocument(blocks), language)
    return [p.number for p in found.walk() if p.kind is ProvisionKind.ARTICLE]


@pytest.mark.parametrize("name", CASES)
def test_worded_articles_are_of_another_law(name: str) -> None:
    language, numbers, text = CASES[name]
    assert numbers_of(text, language) == numbers


def test_more_quoted_articles_than_any_window_holds() -> None:
    worded = "\n".join(
        f"{n}° L’article {n} est remplacé comme suit :\n« Art. {n}. Le phare\nArt. {n}bis. Le port\nFin. »"
        for n in range(2, 60)
    )
    text = f"Art. 1er.\nLa loi est modifiée :\n{worded}\nArt. 2.\nElle est publiée.\nArt. 3.\nFin."
    assert numbers_of(text, "fr") == ["1", "2", "3"]


def test_an_inserted_chapter_of_many_lines() -> None:
    worded = "\n".join(f"Art. {n}. Le port\nIl est haut.\nIl est « blanc ».\nFin." for n in range(2, 150))
    text = f"Art. 1er.\nIl est inséré :\n«\n{worded}\n»\nArt. 2.\nElle est publiée.\nArt. 3.\nFin."
    assert numbers_of(text, "fr") == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Article 1\n“Port\nmeans a port.\nArticle 2\nA “ship” sails.\nArticle 3\nIt is a “boat”."),
        ("fr", "« Article 1\nLe port.\nArticle 2\nLe phare.\nArticle 3\nLe ministre. »"),
        ("en", "Article 1\nThe Protocol is amended as follows:\nArticle 2\nThe lamp.\nArticle 3\nThe end."),
    ],
)
def test_own_articles_stay(language: str, text: str) -> None:
    expected = 2 if text.startswith("«") else 3
    assert len(numbers_of(text, language)) >= expected


def test_a_quotation_that_swallows_articles_of_the_sequence_is_none() -> None:
    text = "\n".join(f"Article {n}\nLe port {n}." for n in range(1, 15))
    text = text.replace("Le port 1.", "« Le port").replace("Le port 12.", "Le port sûr »")
    assert numbers_of(text, "fr") == [str(n) for n in range(1, 15)]


def test_an_article_in_capitals_behind_the_end_of_a_sentence() -> None:
    text = """
    PROTOCOLO
    Los Estados convienen en el siguiente Protocolo Adicional: ARTICULO 1
    El faro es blanco y se rige por el artículo 2.
    ARTICULO 2
    El faro es alto. ARTICULO 3 El faro es redondo, según el ARTICULO 2 del Acuerdo.
    ARTICULO 4
    Véase lo dicho: ARTICULO 2 del Acuerdo. (v) Artículo 5 (Faros), dos años; (vi) Artículo 6 (Puertos), tres.
    """
    assert numbers_of(text, "es") == ["1", "2", "3", "4"]


def test_an_article_behind_an_apostrophe_is_named_not_opened() -> None:
    french = grammar("fr")
    assert french
    worded = "Le capitaine tient le livre de bord à jour. " * 20
    line = Line(f"1. Après l’article 67 est inséré un nouvel article 67-1 libellé :Art. 67-1. {worded}", 0)
    assert not any(part.text.endswith("’") for part in cut(line, [french]))
