"""What a citation means by the articles that its text has, and by the works that it approves."""

from __future__ import annotations

import pytest

from corpus.language.citations import cite_tree
from corpus.model import Provision, ProvisionKind


def _article(number: str, text: str = "") -> Provision:
    return Provision(f"art_{number}", ProvisionKind.ARTICLE, number=number, text=text)


def _told(tree: list[Provision], language: str = "en") -> list[tuple[str | None, bool]]:
    return [
        (target.provision, target.work.is_this)
        for _, citations in cite_tree(tree, language)
        for citation in citations
        for target in citation.targets
    ]


POINTED = [
    ("Article 12.7.1(c)", "art_12.7__para_1__point_c"),
    ("Article 12.7", "art_12.7"),
    ("Article 12.8", "art_12.8"),
    ("Article 12.7.1 of the Ostermere Convention", "art_12.7.1"),
]


@pytest.mark.parametrize(("text", "wanted"), POINTED)
def test_a_number_with_points_is_read_by_the_numbers_of_the_text(text: str, wanted: str) -> None:
    tree = [_article("12.6", "This Agreement applies."), _article("12.7", f"See {text} for ports.")]
    assert _told(tree)[-1][0] == wanted


def test_a_paragraph_behind_a_point_of_a_text_with_whole_numbers() -> None:
    tree = [_article("5", "This Agreement applies."), _article("6", "See Article 5.2 for ports.")]
    assert _told(tree) == [("art_5__para_2", True)]


@pytest.mark.parametrize(("title", "wanted"), [("1", ["art_3"]), ("2", ["title_2", "art_3"])])
def test_a_title_around_the_article_is_no_citation_of_its_own(title: str, wanted: list[str]) -> None:
    tree = [
        Provision(f"title_{number}", ProvisionKind.TITLE, number=number, children=(_article(article),))
        for number, article in (("1", "3"), ("2", "4"))
    ]
    tree.append(_article("5", f"This Agreement and Title {title}, Article 3 apply."))
    assert [provision for provision, _ in _told(tree)] == wanted


APPROVING = [
    ("es", "Apruébase el Tratado de Ostermere sobre Puertos.", "En el marco de este tratado se navega."),
    (
        "fr",
        "Est approuvée la Convention d'Ostermere sur les ports.",
        "L'article 5 de la présente Convention.",
    ),
]


@pytest.mark.parametrize(("language", "approved", "text"), APPROVING)
def test_what_a_short_law_approves_is_not_the_law(language: str, approved: str, text: str) -> None:
    assert [own for _, own in _told([_article("1", approved), _article("2", text)], language)] == [
        False,
        False,
    ]


def test_a_treaty_approved_with_its_text_calls_itself_so() -> None:
    approved = _article("1", "Est approuvée la Convention d'Ostermere sur les ports.")
    text = [_article(str(number), "L'article 5 de la présente Convention.") for number in (2, 3, 4)]
    assert [own for _, own in _told([approved, *text], "fr")] == [False, True, True, True]
