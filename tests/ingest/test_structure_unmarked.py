"""Articles that an amending article words without quotation marks stay within it."""

from __future__ import annotations

from corpus.model import ProvisionKind
from ingest.document import Block, RawDocument
from ingest.structure import structure


def numbers(*lines: str, language: str = "fr") -> list[str | None]:
    found = structure(RawDocument(tuple(Block(line) for line in lines)), language)
    return [p.number for p in found.walk() if p.kind is ProvisionKind.ARTICLE]


def test_inserted_articles_belong_to_the_article_that_announces_them() -> None:
    lines = (
        "Art. 1er.", "Dans la loi sur les ports sont insérés les articles suivants :",
        "Art. 16bis.", "Le port est ouvert le jour.", "Art. 16ter.", "Le port est fermé la nuit.",
        "Art. 2.", "Le ministre des ports exécute le présent règlement.",
    )  # fmt: skip
    assert numbers(*lines) == ["1", "2"]
    found = structure(RawDocument(tuple(Block(line) for line in lines)), "fr")
    quoted = [p.text for p in found.walk() if p.kind is ProvisionKind.QUOTATION]
    assert quoted == ["Art. 16bis.\nLe port est ouvert le jour.\nArt. 16ter.\nLe port est fermé la nuit."]


def test_a_regulation_that_an_article_approves_keeps_its_articles() -> None:
    assert numbers(
        "Article 1", "Le règlement des ports est approuvé :", "Article 1", "Le port est ouvert.",
        "Article 2", "Le port est propre.", "Article 3", "Le port est sûr.",
    ).count("3") == 1  # fmt: skip


def test_a_gap_that_nothing_announces_is_a_gap() -> None:
    lines = ("Article 1", "Le port est ouvert.", "Article 3", "Le port est propre.", "Article 4", "Fin.")
    assert numbers(*lines) == ["1", "3", "4"]
