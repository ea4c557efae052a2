"""What a reader is told before reading on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Expression, Making, Reason, State, Status, Unapplied
from corpus.store.views import StoredExpression
from web.languages import UI_LANGUAGES
from web.messages import messages
from web.views.banners import Banner, Besides, Link, banners
from web.views.relations import Item
from web.wording import Wording

DAY = date(2032, 1, 1)
MADE = Expression(
    "en",
    making=Making.CONSOLIDATED_SYSTEM,
    unapplied=(Unapplied("decree-7", "art_1__para_2", "words_repeated", "art_9"),),
)
AMENDED = Item("amended_by", "Amended by", "Decree 7/2031", "/works/decree-7?at=art_1#art_1", "", "art_9")


def told(expression: Expression, language: str, besides: Besides | None = None) -> list[Banner]:
    shown = StoredExpression(1, expression, (), ())
    status = Status(State.IN_FORCE, Reason("in_force_since"))
    wording = Wording(messages(language))
    return list(banners(shown, status, [AMENDED], DAY, lambda eid: f"#{eid}", wording, besides or Besides()))


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_what_a_consolidated_text_lacks_is_named_with_its_act(language: str) -> None:
    (link,) = [link for banner in told(MADE, language) for link in banner.links]
    assert (link.text, link.url) == ("Decree 7/2031", "/works/decree-7?at=art_1__para_2#art_1__para_2")


def test_a_consolidated_text_that_lacks_nothing_names_no_amendment() -> None:
    assert [banner.links for banner in told(replace(MADE, unapplied=()), "en")] == [()]


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_what_is_known_beyond_the_wording_is_told_each_by_itself(language: str) -> None:
    newer = Link("2033", "/works/lamp-act?as_of=2033-01-01")
    besides = Besides((AMENDED,), (replace(AMENDED, text="Decree 9/2032"),), newer, unsure=True)
    found = told(replace(MADE, making=Making.ORIGINAL, unapplied=()), language, besides)
    links = [[link.text for link in banner.links] for banner in found]
    assert links == [["Decree 7/2031"], ["Decree 9/2032"], [], ["2033"]]


def test_a_text_that_ended_names_what_ended_it() -> None:
    ended = Status(State.ENDED, Reason("ended_on"))
    enders = [replace(AMENDED, code="replaced_by", eid=""), replace(AMENDED, code="repealed_by", text="part")]
    shown = StoredExpression(1, Expression("en"), (), ())
    found = banners(shown, ended, enders, DAY, str, Wording(messages("en")), Besides())
    assert [link.text for link in found[0].links] == ["Decree 7/2031"]
