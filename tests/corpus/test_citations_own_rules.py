"""What a text means by its own title, its own terms and what is made under it. All works are fictional."""

from __future__ import annotations

import pytest

from corpus.language.citations import cite_tree
from corpus.model import Provision, ProvisionKind

LAW = "نظام الموانئ البحرية"
DEFINED = "اللائحة: اللائحة التنفيذية للنظام.\nالميناء: كل مرسى يصدر به هذا النظام."
UNDEFINED = "يسري هذا النظام على الموانئ، وهذا النظام عام."

MADE_UNDER = [
    (DEFINED, "وتحدد اللائحة رسوم الرسو", ["@ana"]),
    (UNDEFINED, "وتحدد اللائحة رسوم الرسو", []),
    (UNDEFINED, "إقرار اللائحة المالية للميناء", []),
    (UNDEFINED, "وفق المادة 3 من اللائحة", ["art_3@ana"]),
]


@pytest.mark.parametrize(("first", "text", "wanted"), MADE_UNDER)
def test_the_regulation_under_a_law_is_cited_where_the_law_defines_it(
    first: str, text: str, wanted: list[str]
) -> None:
    assert _told("ar", LAW, first, text) == wanted


OWN_TITLES = [
    (LAW, "تعديل المادة (الثانية) من نظام الموانئ البحرية", ["art_2@this"]),
    (LAW, "ألغيت المادة 2 من نظام الموانئ البحرية الصادر بالمرسوم الملكي رقم (م/3)", ["art_2@this"]),
    (LAW, "يحل هذا النظام محل نظام الموانئ البحرية الصادر بالمرسوم الملكي رقم (م/3)", ["@م/3"]),
    (LAW, "المادة 2 من نظام الموانئ البحرية الحرة", ["art_2@title"]),
    ("النظام الأساسي لمجلس الموانئ", "المادة (3) من النظام الأساسي", ["art_3@this"]),
    (LAW, "المادة (3) من النظام الأساسي", ["art_3@ana"]),
    ("خطة الموانئ الوطنية", "المادة (3) من الخطة", ["art_3@this"]),
    (LAW, "المادة (3) من الخطة", ["art_3@ana"]),
    ("نظام مركز الموانئ", "المادة (3) من نظام المركز", ["art_3@this"]),
    (f"{LAW} ولائحته التنفيذية", "المادة 2 من النظام والمادة 3 من اللائحة", ["art_2@this", "art_3@this"]),
]


@pytest.mark.parametrize(("title", "text", "wanted"), OWN_TITLES)
def test_a_text_is_what_its_title_names(title: str, text: str, wanted: list[str]) -> None:
    assert _told("ar", title, UNDEFINED, text) == wanted


def test_articles_counted_as_points_are_called_so() -> None:
    first, text = "يعاقب من يرسو دون إذن.", "في البندين (أولا) و(ثانياً) أعلاه"
    assert _told("ar", "أمر بشأن الموانئ", first, text, labels=("أولاً", "ثانياً")) == [
        "art_1@this",
        "art_2@this",
    ]


def test_a_part_is_cited_where_the_text_has_one() -> None:
    text = "وفقا لأحكام الجزء الثالث. يدخل الجزء الأول في الحساب"
    article = Provision("part_3__art_9", ProvisionKind.ARTICLE, "المادة 9", "9", text=text)
    tree = [Provision("part_3", ProvisionKind.PART, "الجزء الثالث", "3", children=(article,))]
    found = [target.provision for _, all_ in cite_tree(tree, "ar") for one in all_ for target in one.targets]
    assert found == ["part_3"]


def test_a_letter_in_a_paragraph_without_a_number_is_of_the_article() -> None:
    texts = (("", "المشار إليهم في الفقرتين (ب) و(ج)"), ("1-", "المشار إليهم في الفقرة (ب)"))
    children = tuple(
        Provision(f"art_1__para_{at}", ProvisionKind.PARAGRAPH, label, str(at), text=text)
        for at, (label, text) in enumerate(texts, 1)
    )
    tree = [Provision("art_1", ProvisionKind.ARTICLE, "المادة 1", "1", text="", children=children)]
    found = [target.provision for _, all_ in cite_tree(tree, "ar") for one in all_ for target in one.targets]
    assert found == ["art_1__para_ب", "art_1__para_ج", "art_1__para_2__point_ب"]


def _told(language: str, title: str, *articles: str, labels: tuple[str, ...] = ()) -> list[str]:
    """What the last of the articles cites, as provision@work, in a text of this title."""
    kinds = [ProvisionKind.PREAMBLE, *(ProvisionKind.ARTICLE for _ in articles)]
    all_labels = ("", *(labels or ("",) * len(articles)))
    tree = [
        Provision(f"art_{at}" if at else "preamble", kind, label, str(at), text=text)
        for at, (kind, label, text) in enumerate(zip(kinds, all_labels, (title, *articles), strict=True))
    ]
    targets = [
        target
        for node, citations in cite_tree(tree, language)
        if node is tree[-1]
        for citation in citations
        for target in citation.targets
    ]
    works = [one.work.number or one.work.naming.value.replace("anaphora", "ana") for one in targets]
    return [f"{one.provision or ''}@{work}" for one, work in zip(targets, works, strict=True)]
