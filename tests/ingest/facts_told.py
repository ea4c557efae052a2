"""What is told of a made-up article."""

from __future__ import annotations

from corpus.model import Facts, Provision, ProvisionKind
from ingest.facts import read_facts


def read(language: str, text: str, heading: str = "", *points: str) -> Facts:
    """The facts of an article with these points."""
    children = tuple(
        Provision(f"art_1__point_{number}", ProvisionKind.POINT, text=point)
        for number, point in enumerate(points, 1)
    )
    article = Provision("art_1", ProvisionKind.ARTICLE, heading=heading, text=text, children=children)
    return read_facts((article,), language)
