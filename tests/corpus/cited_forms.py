"""What a text cites, in the short forms in which tables of made-up citations tell it."""

from __future__ import annotations

from corpus.language.citations import Naming, Place, cite
from corpus.language.citations.model import CitedTarget

HERE = Place("art_7__para_3", ("chp_2",))
"""Where the made-up texts stand."""


def pairs(text: str, language: str) -> list[tuple[str, str]]:
    """Each target as its provision, and `this` work, the number of another or `another` alone."""
    told = []
    for target in _targets(text, language):
        mention = target.work.named
        work = "another" if mention is None else "this" if mention.naming is Naming.THIS else mention.number
        told.append((_provision(target), work or "another"))
    return told


def marks(text: str, language: str) -> list[str]:
    """Each target as provision@work: this, title, ana, or the number of the work."""
    told = []
    for target in _targets(text, language):
        work = target.work.number or target.work.naming.value.replace("anaphora", "ana")
        told.append(f"{_provision(target)}@{work}")
    return told


def _targets(text: str, language: str) -> list[CitedTarget]:
    return [target for citation in cite(text, language, HERE) for target in citation.targets]


def _provision(target: CitedTarget) -> str:
    return f"{target.provision}..{target.until}" if target.until else target.provision or ""
