"""What only the whole of a text tells: how it calls its articles, what it implements and amends."""

from __future__ import annotations

import pytest

from corpus.language.citations import Naming, WorkMention, cite_tree
from corpus.model import Provision, ProvisionKind

ARTICLE, PARAGRAPH = ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH


def told(tops: list[Provision], language: str) -> list[str]:
    """Each target as provision@this, or @ and the title of the other work."""
    return [
        f"{target.provision or ''}@{_work(target.work)}"
        for _, citations in cite_tree(tops, language)
        for citation in citations
        for target in citation.targets
    ]


def _work(mention: WorkMention) -> str:
    return "this" if mention.naming is Naming.THIS else mention.named.text if mention.named else ""


def articles(labels: str, *texts: str) -> list[Provision]:
    """Articles numbered from 1 on, labelled with this word or with their numbers alone."""
    return [
        Provision(f"art_{number}", ARTICLE, f"{labels} {number}".strip(), str(number), text=text)
        for number, text in enumerate(texts, 1)
    ]


CALLED = [
    ("بأحكام الفصل الثالث من هذا القانون", ["art_3@this"]),
    ("الفقرة الأولى من الفصل الثالث", ["art_3__para_1@this"]),
    ("الفصول 2 و3 من هذه المجلة", ["art_2@this", "art_3@this"]),
    ("الجرائم المقررة بهذا الفصل", ["art_1@this"]),
    ("تطبيقا لأحكام الفصل 2 أعلاه", ["art_2@this"]),
    ("الفصل السابع من ميثاق الأمم المتحدة", ["chp_7@ميثاق الامم المتحده"]),
]  # fmt: skip


@pytest.mark.parametrize("labels", ["الفصل", ""])
@pytest.mark.parametrize(("text", "wanted"), CALLED)
def test_articles_that_are_called_by_the_word_for_chapters(labels: str, text: str, wanted: list[str]) -> None:
    rest = "يعاقب طبقا للفصل 1 والفصل 2 من هذا القانون" if not labels else "لكل ميناء حارس."
    found = told(articles(labels, text, rest, rest), "ar")
    assert found[: len(wanted)] == wanted


def test_chapters_stay_chapters_where_articles_have_their_own_word() -> None:
    assert told(articles("المادة", "أحكام الفصل الثالث من هذا القانون", "لكل ميناء حارس."), "ar") == [
        "chp_3@this"
    ]


LAWS = ["الموانئ البحرية", "حماية السفن", "الأرصفة والمخازن", "مكافحة التهريب البحري"]


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("kind", ["نظام", "قانون"])
def test_a_regulation_calls_the_law_that_its_title_names_by_its_noun(kind: str, law: str) -> None:
    title = Provision("preamble", ProvisionKind.PREAMBLE, "", "", text=f"اللائحة التنفيذية ل{kind} {law}")
    body = articles("المادة", f"وفقا ل{kind} العمل العام.", f"المشار إليه في المادة (5) من ال{kind}")
    found = told([title, *body], "ar")[-1]
    assert found.startswith(f"art_5@{kind}")
    assert "العمل" not in found


@pytest.mark.parametrize("number", ["١", "1"])
@pytest.mark.parametrize("noun", ["النظام", "القانون"])
def test_a_noun_is_the_work_by_which_a_line_defines_it(noun: str, number: str) -> None:
    kind = noun.removeprefix("ال")
    lines = f"{number}- {noun}: {kind} الموانئ البحرية.\n2- الميناء: كل رصيف."
    texts = (lines, f"وفقا ل{kind} العمل البحري", f"المادة (5) من {noun}")
    assert "الموانئ" in told(articles("المادة", "تسري هذه اللائحة.", *texts), "ar")[-1]


@pytest.mark.parametrize("letters", ["(ب) و(ج)", "(ب)، (ج)", "(ب، ج)"])
def test_the_line_that_ends_a_paragraph_means_its_points(letters: str) -> None:
    points = [
        Provision(f"art_1__para_2__point_{letter}", ProvisionKind.POINT, f"{letter}-", letter, text="سفينة.")
        for letter in "أبج"
    ]
    end = Provision(
        "art_1__para_2__para_1", PARAGRAPH, "", "", text=f"المشار إليها في الفقرات {letters} أعلاه"
    )
    paragraph = Provision("art_1__para_2", PARAGRAPH, "2-", "2", text="تدخل:", children=(*points, end))
    article = Provision("art_1", ARTICLE, "المادة الأولى", "1", children=(paragraph,))
    assert told([article], "ar") == ["art_1__para_2__point_ب@this", "art_1__para_2__point_ج@this"]


@pytest.mark.parametrize("letter", list("أبجد"))
def test_a_letter_told_before_its_paragraph(letter: str) -> None:
    points = [
        Provision(f"art_1__para_1__point_{one}", ProvisionKind.POINT, f"{one})", one, text="عضو.")
        for one in "أبجد"
    ]
    first = Provision("art_1__para_1", PARAGRAPH, "1-", "1", text="تتكون من:", children=tuple(points))
    second = Provision("art_1__para_2", PARAGRAPH, "2-", "2", text=f"الفقرة ({letter}/1) من هذه المادة")
    article = Provision("art_1", ARTICLE, "المادة الأولى", "1", children=(first, second))
    assert told([article], "ar") == [f"art_1__para_1__point_{letter}@this"]


VERBS = ["est remplacé par «b»", "est supprimé", "est modifié comme suit"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("start", ["À l'article 111", "À l'article 5, paragraphe 2", "L'article 12"])
def test_a_law_that_amends_one_does_not_amend_itself(start: str, verb: str) -> None:
    texts = (
        "À l'article 3 de la loi du 5 mai 2001 sur les ports, le terme «a» est supprimé.",
        f"{start} de la loi, le terme «a» {verb}.".replace(
            ", le terme «a»", "" if start[0] == "L" else ", le terme «a»"
        ),
        "La présente loi entre en vigueur.",
    )
    found = told(articles("Art.", *texts), "fr")
    assert not any(one.endswith("@this") for one in found)
    assert all("ports" in one for one in found)


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_half_a_title_is_that_of_the_text_itself(language: str) -> None:
    title, text = {
        "es": (
            "ACUERDO MARCO PARA LA CONSERVACION DE LOS PUERTOS",
            "El Acuerdo Marco se aplicará a los puertos.",
        ),
        "en": ("FRAMEWORK AGREEMENT ON THE PORTS", "The Framework Agreement shall apply to the ports."),
        "fr": ("ACCORD CADRE SUR LES PORTS DE VARDA", "L'Accord cadre s'applique aux ports."),
    }[language]
    front = Provision("preamble", ProvisionKind.PREAMBLE, "", "", text=title)
    assert told([front, *articles("Art.", text, text)], language) == []
