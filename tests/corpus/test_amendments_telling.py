"""What is read of a text that may amend: the filter loses nothing; what is led by nothing known is unsure."""

from __future__ import annotations

from importlib import import_module

import pytest

from corpus.language.amendments import modifications
from corpus.language.amendments.lexicon import lexicon
from corpus.language.amendments.telling import tells
from corpus.language.citations import cite_tree
from corpus.model import Provision, ProvisionKind
from tests.corpus.amending import amending_tree, told

LANGUAGES = ("ar", "en", "es", "fr", "ru", "vi", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_changes_something_has_a_verb(language: str) -> None:
    words = lexicon(language)
    forms = import_module(f"tests.corpus.test_amendments_{language}").FORMS
    assert words is not None
    assert [clause for clause, _, changes in forms if changes and not tells(clause, words)] == []


def test_the_citations_of_the_tree_may_be_given() -> None:
    tree = amending_tree("Protocol amending the Convention on Tolls of 3 May 2010", "Article 9 is repealed.")
    known = list(cite_tree(tree, "en"))
    assert modifications(tree, "en", known) == modifications(tree, "en") != []


def test_what_is_led_by_what_is_not_understood_has_no_article() -> None:
    """The lead names a subsection in a way that is not read: the words may stand anywhere in the Act."""
    lead = "In section 22 of the Ports Act, save for its last limb, these changes are made:"
    title = Provision("preamble", ProvisionKind.PREAMBLE, text="An Act to amend the Ports Act")
    points = (
        Provision("sec_3__point_a", ProvisionKind.POINT, "(a)", text="paragraph 2 is repealed;"),
        Provision(
            "sec_3__point_b", ProvisionKind.POINT, "(b)", text="the word “two” is replaced by the word “one”."
        ),
    )
    tree = (title, Provision("sec_3", ProvisionKind.SECTION, "3.", text=lead, children=points))
    found = [told(change) for change in modifications(tree, "en")]
    assert found[-2:] == ["unread target work", "unread target work"]


@pytest.mark.parametrize(
    ("language", "title", "clause", "below", "line"),
    [
        (
            "vi",
            "Quyết định về việc đính chính Thông tư số 06/2021/TT-BNG",
            "Tại khoản 2 Điều 9, cụm từ “03 ngày” được sửa lại là cụm từ “05 ngày”.",
            "",
            "replaces_words art_9__para_2 «03 ngày» instead «05 ngày» every",
        ),
        (
            "en",
            "Corrigendum to the Convention on Consular Relations of 3 May 2010",
            "In Article 5, for “thirty days” read “three days”.",
            "",
            "replaces_words art_5 «thirty days» instead «three days»",
        ),
        (
            "fr",
            "Rectificatif à la Convention consulaire du 3 mai 2010",
            "À l’article 5, au lieu de: «trente jours», lire: «trois jours».",
            "",
            "replaces_words art_5 «trente jours» instead «trois jours»",
        ),
        (
            "es",
            "Corrección de errores del Decreto 47/2014, de 12 de mayo de 2014",
            "En el artículo 5, donde dice: «treinta días», debe decir: «tres días».",
            "",
            "replaces_words art_5 «treinta días» instead «tres días»",
        ),
        (
            "ru",
            "Об исправлении опечаток в Консульской конвенции от 3 мая 2010 года",
            "В статье 5 вместо слов «тридцать дней» следует читать «три дня».",
            "",
            "replaces_words art_5 «тридцать дней» instead «три дня»",
        ),
        (
            "zh",
            "关于更正《领事条例》的通知",
            "《领事条例》第五条中的“三十日”更正为“三日”。",
            "",
            "replaces_words art_5 «三十日» instead «三日» every",
        ),
        (
            "ar",
            "استدراك على نظام الجوازات الصادر بالمرسوم الملكي رقم (م/24) وتاريخ 28/5/1421هـ",
            "تصحح عبارة (ثلاثين يوما) الواردة في المادة (5) من نظام الجوازات لتكون عبارة (ثلاثة أيام).",
            "",
            "replaces_words art_5 «ثلاثين يوما» instead «ثلاثة أيام»",
        ),
    ],
)
def test_a_correction_is_told_as_one(language: str, title: str, clause: str, below: str, line: str) -> None:
    (change,) = modifications(amending_tree(title, clause, below), language)
    assert told(change) == line
    assert change.corrects


def test_an_amendment_is_no_correction() -> None:
    title = "Protocol amending the Convention on Consular Relations of 3 May 2010"
    (change,) = modifications(amending_tree(title, "Article 9 is repealed."), "en")
    assert not change.corrects


def test_what_stands_beside_what_is_not_understood_has_no_article() -> None:
    title = "Protocol amending the Convention on Tolls of 3 May 2010"
    clause = (
        "In paragraph 3 the words “ten” are replaced by the words “six” and the words “at most” are deleted."
    )
    found = [told(change) for change in modifications(amending_tree(title, clause), "en")]
    assert found == ["unread target work", "unread target work"]


def test_instructions_whose_marks_were_lost_are_no_new_text() -> None:
    """Else the article would read "In paragraph 1, the words … are inserted"."""
    told_by = "Loi modifiant la loi du 3 mai 2010 sur les ports"
    title = Provision("preamble", ProvisionKind.PREAMBLE, text=told_by)
    parts = tuple(
        Provision(f"art_9__para_{n}", ProvisionKind.PARAGRAPH, f"{n}.", text=text)
        for n, text in enumerate(
            (
                "Au paragraphe 1er, les termes ou un quai sont insérés après les termes un port.",
                "Au paragraphe 2, point 4, les termes régional ou national sont supprimés.",
            ),
            start=1,
        )
    )
    lead = "L'article 60 de la loi du 3 mai 2010 sur les ports est modifié comme suit :"
    article = Provision("art_9", ProvisionKind.ARTICLE, "Art. 9", text=lead, children=parts)
    found = [told(change) for change in modifications((title, article), "fr")]
    assert not any(line.startswith("replaces") for line in found)
    assert found != []
