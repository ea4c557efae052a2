"""What a provision is called: the labels that lead to it, as printed."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import ABOVE_ARTICLES, Provision
from corpus.store.views import StoredWork

BETWEEN = " › "


def provision_name(provisions: Sequence[Provision], eid: str) -> str:
    """The labels from the article down (`Article 7 › 1. › (a)`); empty where there is no such provision.

    Chapters above an article are left out: articles are cited without them.
    """
    path = _path(provisions, eid)
    kept = [node for node in path[:-1] if node.kind not in ABOVE_ARTICLES] + list(path[-1:])
    return BETWEEN.join(called for node in kept if (called := node.label or node.heading))


def name_in_work(stored: StoredWork, eid: str, language: str) -> str:
    """The provision's name in a language, else in any in which it is; its eId where it has no name."""
    texts = sorted(stored.expressions, key=lambda each: each.expression.language != language)
    names = (provision_name(each.provisions, eid) for each in texts)
    return next((name for name in names if name), eid)


def _path(provisions: Sequence[Provision], eid: str) -> tuple[Provision, ...]:
    for provision in provisions:
        if provision.eid == eid:
            return (provision,)
        if below := _path(provision.children, eid):
            return (provision, *below)
    return ()
