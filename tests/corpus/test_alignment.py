"""Which provision of a later wording is which of the earlier: inserted, renumbered, moved, reworded."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.law.alignment import align, words_only
from corpus.law.comparison import Change, compare
from corpus.model import Provision, ProvisionKind

TEXTS = (
    "The consular post opens on every working day from nine to twelve.",
    "An applicant who is under age is accompanied by one of the parents.",
    "Fees are paid in the currency of the receiving State, without costs for the payer.",
    "A passport that was lost is reported within forty-eight hours to the nearest post.",
    "The register of nationals abroad is kept by the head of the post and is not public.",
    "Documents in another language are handed in with a translation that is certified.",
)
INSERTED = "Seamen on leave are served before others on the day on which their ship departs."


def paragraph(number: int, text: str, of: str = "art_1") -> Provision:
    return Provision(f"{of}__para_{number}", ProvisionKind.PARAGRAPH, f"{number}.", str(number), text=text)


def article(number: int, *texts: str, head: str = "") -> Provision:
    eid = f"art_{number}"
    children = tuple(paragraph(at, text, eid) for at, text in enumerate(texts, 1))
    return Provision(eid, ProvisionKind.ARTICLE, f"Article {number}", str(number), head, children=children)


def chapter(number: int, *articles: Provision) -> Provision:
    return Provision(
        f"chp_{number}", ProvisionKind.CHAPTER, f"Chapter {number}", str(number), children=articles
    )


def told(before: Provision, after: Provision) -> list[tuple[str, str, str | None]]:
    return [(change.change.value, change.eid, change.was) for change in compare([before], [after])]


def test_what_follows_an_insertion_is_renumbered() -> None:
    after = article(1, TEXTS[0], INSERTED, *TEXTS[1:3])
    assert told(article(1, *TEXTS[:3]), after) == [
        ("added", "art_1__para_2", None),
        ("renumbered", "art_1__para_3", "art_1__para_2"),
        ("renumbered", "art_1__para_4", "art_1__para_3"),
    ]


def test_what_is_renumbered_may_be_reworded_too() -> None:
    after = article(1, TEXTS[0], INSERTED, TEXTS[1].replace("one of the parents", "a guardian"))
    assert told(article(1, *TEXTS[:2]), after) == [
        ("added", "art_1__para_2", None),
        ("changed", "art_1__para_3", "art_1__para_2"),
    ]


def test_what_is_replaced_under_its_number_is_changed() -> None:
    assert told(article(1, *TEXTS[:3]), article(1, TEXTS[0], INSERTED, TEXTS[2])) == [
        ("changed", "art_1__para_2", None)
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_an_article_that_goes_to_another_chapter_has_moved_and_nothing_else(turned: bool) -> None:
    one, two, three = (article(n, *TEXTS[2 * n - 2 : 2 * n]) for n in (1, 2, 3))
    wordings = [[chapter(1, one, two), chapter(2, three)], [chapter(1, one), chapter(2, two, three)]]
    changes = compare(*(reversed(wordings) if turned else wordings))
    assert [(change.change, change.eid) for change in changes] in ([(Change.MOVED, "art_2")], [])


def test_what_stays_under_its_number_is_one_wherever_it_stands() -> None:
    before = [chapter(1, article(1, TEXTS[0])), chapter(2, article(2, TEXTS[1]))]
    after = [chapter(2, article(2, TEXTS[2])), chapter(1, article(1, TEXTS[0]))]
    changes = {(change.eid, change.change) for change in compare(before, after)}
    assert not {kind for _, kind in changes} & {Change.ADDED, Change.REMOVED}
    assert ("art_2__para_1", Change.CHANGED) in changes


def test_a_paragraph_that_goes_to_another_article_has_moved() -> None:
    before = [article(1, *TEXTS[:3]), article(2, *TEXTS[3:5])]
    after = [article(1, *TEXTS[:2]), article(2, *TEXTS[3:5], TEXTS[2])]
    (change,) = compare(before, after)
    assert (change.change, change.eid, change.was) == (Change.MOVED, "art_2__para_3", "art_1__para_3")


def test_articles_that_change_places_move_with_all_that_is_in_them() -> None:
    before = [article(1, *TEXTS[:3]), article(2, *TEXTS[3:])]
    swapped = [article(1, *TEXTS[3:]), article(2, *TEXTS[:3])]
    assert {change.change for change in compare(before, swapped)} <= {Change.MOVED, Change.RENUMBERED}
    assert not any(change.change in {Change.ADDED, Change.REMOVED} for change in compare(before, swapped))


@pytest.mark.parametrize(("before", "after"), [
    ("The fee is 10 crowns.", "The fee is **10** crowns"),
    ("Lệ phí: 10 đồng;", "Lệ phí: 10 đồng."),
    ("费用为10元。", "费用为10元；"),
    ("总 则", "总则"),
    ("الرسم 10 دنانير.", "الرسم 10 دنانير"),
    ("Плата «за визу» — 10 крон", 'Плата "за визу" - 10 крон'),
])  # fmt: skip
def test_marks_alone_are_no_change_of_words(before: str, after: str) -> None:
    assert told(article(1, before), article(1, after)) == [("formal", "art_1__para_1", None)]
    assert words_only(before) == words_only(after)


@pytest.mark.parametrize(("before", "after"), [
    ("within 10 days", "within 1.0 days"),
    ("within 3-5 days", "within 35 days"),
    ("tối đa", "tôi đa"),
    ("费用", "费 用 无"),
    ("Lao động", "Laođộng"),
])  # fmt: skip
def test_numbers_and_tones_are_words(before: str, after: str) -> None:
    assert told(article(1, before), article(1, after)) == [("changed", "art_1__para_1", None)]


def test_paragraphs_without_numbers_do_not_change_when_their_place_does() -> None:
    bare = [replace(one, label="", number=None) for one in article(1, *TEXTS[:3]).children]
    before = replace(article(1), children=tuple(bare[1:]))
    after = replace(article(1), children=tuple(bare))
    assert told(before, after) == [("added", "art_1__para_1", None)]


def test_the_text_of_an_article_that_became_its_first_or_second_paragraph() -> None:
    bare = [
        Provision(f"art_1__para_{at}", ProvisionKind.PARAGRAPH, text=text)
        for at, text in enumerate(TEXTS[:2], 1)
    ]
    one = replace(article(1), text=TEXTS[1])
    two = replace(article(1), children=tuple(bare))
    assert told(one, two) == [("added", "art_1__para_1", None)]
    assert told(two, one) == [("removed", "art_1__para_1", None)]


LISTS = st.lists(st.sampled_from(TEXTS), unique=True, max_size=6)


@given(LISTS, LISTS)
def test_every_provision_is_paired_once(before: list[str], after: list[str]) -> None:
    old, new = article(1, *before), article(1, *after)
    pairs = align([old], [new])
    for side, whole in (("before", old), ("after", new)):
        found = Counter(id(one) for pair in pairs if (one := getattr(pair, side)))
        assert found == Counter(map(id, whole.walk()))


@given(LISTS, st.data())
def test_an_insertion_anywhere_is_all_that_was_added(texts: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(texts)))
    after = article(1, *texts[:at], INSERTED, *texts[at:])
    changes = compare([article(1, *texts)], [after])
    assert [change.eid for change in changes if change.change is Change.ADDED] == [f"art_1__para_{at + 1}"]
    assert {change.change for change in changes} <= {Change.ADDED, Change.RENUMBERED}
    assert len(changes) == 1 + len(texts) - at


def test_points_keep_their_letters_when_their_paragraph_gets_another_number() -> None:
    def paragraph(number: int, text: str, *points: str) -> Provision:
        eid = f"art_2__para_{number}"
        below = tuple(
            Provision(f"{eid}__point_{letter}", ProvisionKind.POINT, f"{letter})", letter, text=said)
            for letter, said in zip("abc", points, strict=False)
        )
        return Provision(eid, ProvisionKind.PARAGRAPH, f"{number}.", str(number), text=text, children=below)

    def whole(*paragraphs: Provision) -> list[Provision]:
        return [Provision("art_2", ProvisionKind.ARTICLE, "Article 2", "2", children=paragraphs)]

    listed = "The request is sent to the office with these papers:"
    before = whole(paragraph(1, listed, "title;", "ticket;", "stamp."))
    after = whole(
        paragraph(1, "The office of the harbour keeps the register of boats."),
        paragraph(2, listed, "title;", "ticket;", "stamp or seal."),
    )
    pairs = [
        (p.before.eid if p.before else None, p.after.eid if p.after else None) for p in align(before, after)
    ]
    assert ("art_2__para_1__point_b", "art_2__para_2__point_b") in pairs
    assert ("art_2__para_1__point_c", "art_2__para_2__point_c") in pairs
    assert (None, "art_2__para_1") in pairs


def test_a_note_is_no_article_whatever_it_says() -> None:
    said = "Repealed by No. I of the Ordinance of 11 April 2018, with effect from 1 June 2018."

    def whole(*notes: str, text: str = "") -> list[Provision]:
        below = tuple(
            Provision(f"art_5__fn_{place}", ProvisionKind.NOTE, f"[{place}]", str(place), text=note)
            for place, note in enumerate(notes, 1)
        )
        return [Provision("art_5", ProvisionKind.ARTICLE, "Art. 5", "5", text=text, children=below)]

    before = whole("Ordinance of 1 May 2010.", text="The office [1] keeps a register of the boats.")
    after = whole(said, said, text="[1]")
    pairs = {(p.before.kind, p.after.kind) for p in align(before, after) if p.before and p.after}
    assert pairs == {(ProvisionKind.ARTICLE,) * 2, (ProvisionKind.NOTE,) * 2}
    same = whole("Another note.", text="The office keeps a register of the boats.")
    assert {change.change for change in compare(before, same)} == {Change.FORMAL}
