"""What a text surely lacks: gaps in what was read prove nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.law.absence import surely_absent
from corpus.law.cited_places import place_of
from corpus.model import Provision, ProvisionKind


def article(number: str, *children: Provision, text: str = "") -> Provision:
    return Provision(f"art_{number}", ProvisionKind.ARTICLE, f"Article {number}", number, "", text, children)


def paragraph(of: str, number: str, *points: str) -> Provision:
    eid = f"art_{of}__para_{number}"
    below = tuple(Provision(f"{eid}__point_{p}", ProvisionKind.POINT, f"{p})", p, text="x") for p in points)
    return Provision(eid, ProvisionKind.PARAGRAPH, f"{number}.", number, "", "words", below)


WHOLE = (
    article("1", text="One sentence."),
    article("2", paragraph("2", "1", "a", "b"), paragraph("2", "2")),
    article("3", text="First line.\nSecond line."),
)


@pytest.mark.parametrize(
    ("cited", "absent"),
    [
        ("art_4", True),
        ("art_2a", True),
        ("art_2__para_3", True),
        ("art_1__para_2", True),
        ("art_2__para_1__point_c", True),
        ("art_3", False),
        ("art_2__para_1__point_b", False),
        ("art_3__para_2", False),
        ("annex_1", False),
        ("chp_9", False),
    ],
)
def test_a_text_read_whole_lacks_what_is_beyond_it(cited: str, absent: bool) -> None:
    assert surely_absent(cited, WHOLE) is absent


def test_a_text_with_gaps_lacks_nothing_for_certain() -> None:
    gap = (article("1"), article("2"), article("4"))
    assert not surely_absent("art_3", gap)
    assert not surely_absent("art_9", gap)


def test_sections_count_where_a_text_has_no_articles() -> None:
    sections = [Provision(f"sec_{n}", ProvisionKind.SECTION, f"{n}.", str(n)) for n in (1, 2, 3)]
    assert surely_absent("art_9", sections)
    assert not surely_absent("art_2", sections)


def test_a_point_that_stands_in_the_text_is_not_absent() -> None:
    printed = Provision("art_1", ProvisionKind.ARTICLE, "Article 1", "1", "", "a) one b) two c) three")
    assert not surely_absent("art_1__point_c", (printed, article("2"), article("3")))


@given(st.sets(st.integers(1, 30), min_size=1), st.integers(1, 40), st.integers(1, 5))
def test_what_is_there_is_never_absent(numbers: set[int], cited: int, part: int) -> None:
    tree = tuple(article(str(n), paragraph(str(n), "1"), paragraph(str(n), "2")) for n in sorted(numbers))
    eids = {node.eid for top in tree for node in top.walk()}
    for asked in (f"art_{cited}", f"art_{cited}__para_{part}"):
        if place_of(asked, eids) is not None:
            assert not surely_absent(asked, tree)
        elif surely_absent(asked, tree):
            assert cited in numbers or numbers == set(range(1, len(numbers) + 1))
