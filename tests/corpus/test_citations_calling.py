"""Which works a text means by "the Convention", by how it calls itself and its annexes."""

from __future__ import annotations

import pytest

from corpus.language.citations import cite_tree
from corpus.model import Provision, ProvisionKind

PROTOCOLS = [
    ("en", "This Protocol and this Protocol", "", "Article 4 of the Convention", False),
    (
        "en",
        "This Protocol and this Protocol",
        "In this Convention: port;",
        "of Article 4 of the Convention",
        False,
    ),
    (
        "en",
        "This Convention and the protocol on ports",
        "this Protocol;",
        "Article 4 of the Convention",
        True,
    ),
    ("en", "This Convention: this Convention, this Protocol", "", "Article 4 of the Protocol", True),
    (
        "fr",
        "Ce présent Protocole, le présent Protocole",
        "présente Convention",
        "l'article 4 de la Convention",
        False,
    ),
    ("fr", "La présente Convention", "", "l'article 4 de la Convention", True),
    ("zh", "本议定书,本议定书", "本公约", "公约第四条", False),
]


@pytest.mark.parametrize(("language", "first", "second", "text", "own"), PROTOCOLS)
def test_a_protocol_is_not_the_convention_that_it_quotes(
    language: str, first: str, second: str, text: str, own: bool
) -> None:
    tree = [_node(ProvisionKind.ARTICLE, f"art_{at}", one) for at, one in enumerate((first, second, text))]
    assert _are_own(tree, language, text) == [own]


ANNEXES = [
    ("This Protocol is an annex. This Protocol ends.", "Article 4 of the Agreement", False),
    ("This Protocol is an annex. This Protocol ends.", "Article 4 of the Protocol", True),
    ("This Agreement and this Protocol", "Article 4 of the Agreement", True),
    ("List of ports", "Article 4 of the Agreement", True),
]


@pytest.mark.parametrize(("annex", "text", "own"), ANNEXES)
def test_an_annex_that_is_a_protocol_calls_itself_so(annex: str, text: str, own: bool) -> None:
    tree = [
        _node(ProvisionKind.ARTICLE, "art_1", "This Agreement holds. This Agreement ends."),
        _node(ProvisionKind.ANNEX, "annex_1", annex, _node(ProvisionKind.ARTICLE, "annex_1__art_1", text)),
    ]
    assert _are_own(tree, "en", text) == [own]


def _node(kind: ProvisionKind, eid: str, text: str, *children: Provision) -> Provision:
    return Provision(eid, kind, "", eid.rpartition("_")[2], text=text, children=children)


def _are_own(tree: list[Provision], language: str, text: str) -> list[bool]:
    """Of each target in the provision of this text, whether it is of this work."""
    return [
        target.work.is_this
        for node, citations in cite_tree(tree, language)
        if node.text == text
        for citation in citations
        for target in citation.targets
    ]
