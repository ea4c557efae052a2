"""Relations in words: to a part they name the part."""

from __future__ import annotations

import pytest

from corpus.model import (
    Expression,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Work,
    WorkKind,
)
from corpus.store.views import StoredExpression, StoredWork
from web.messages import messages
from web.views.relations import items
from web.wording import Wording

WORDING = Wording(messages("en"))
TEXT = Origin(OriginKind.TEXT)


def lagoon_convention(*, eid: str | None = None, partial: bool = False, target: str = "") -> StoredWork:
    """A convention that a protocol replaces, and that itself amends the harbour treaty."""
    articles = (Provision("art_7", ProvisionKind.ARTICLE, "Article 7", "7"),)
    return StoredWork(
        1,
        1,
        Work("lagoon", WorkKind.TREATY, {"en": "Lagoon Convention"}),
        (StoredExpression(1, Expression("en"), articles, ()),),
        relations=(Relation(RelationType.AMENDS, target, TEXT, "art_7", "harbour", eid, partial=partial),),
        incoming=(
            ("protocol", Relation(RelationType.REPLACES, "", TEXT, "art_1", "lagoon", eid, partial=partial)),
        ),
    )


@pytest.mark.parametrize(
    ("eid", "partial", "outgoing", "incoming"),
    [
        (None, False, "", ""),
        (None, True, "in part", "in part"),
        ("art_7", True, "in part", "Article 7"),
    ],
)
def test_a_relation_to_a_part_names_the_part(
    eid: str | None, partial: bool, outgoing: str, incoming: str
) -> None:
    found = items(lagoon_convention(eid=eid, partial=partial), str.title, WORDING)
    assert [(item.type, item.part) for item in found] == [("Amends", outgoing), ("Replaced by", incoming)]


@pytest.mark.parametrize(
    ("target", "shown"), [("", "Harbour"), ("Treaty No. 4", "Treaty No. 4"), ("/akn/xn/act/4", "Harbour")]
)
def test_the_other_side_is_called_as_printed_but_not_by_an_address(target: str, shown: str) -> None:
    assert items(lagoon_convention(target=target), str.title, WORDING)[0].text == shown
