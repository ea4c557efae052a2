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


def _told(language: str, title: str, *articles: str) -> list[str]:
    """What the last of the articles cites, as provision@work, in a text of this title."""
    kinds = [ProvisionKind.PREAMBLE, *(ProvisionKind.ARTICLE for _ in articles)]
    tree = [
        Provision(f"art_{at}" if at else "preamble", kind, "", str(at), text=text)
        for at, (kind, text) in enumerate(zip(kinds, (title, *articles), strict=True))
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
