"""What a reader is told before reading on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Expression, Making, Reason, State, Status, Unapplied
from corpus.store.views import StoredExpression
from web.languages import UI_LANGUAGES
from web.messages import messages
from web.views.banners import Banner, banners
from web.views.relations import Item
from web.wording import Wording

DAY = date(2032, 1, 1)
MADE = Expression(
    "en",
    making=Making.CONSOLIDATED_SYSTEM,
    unapplied=(Unapplied("decree-7", "art_1__para_2", "words_repeated", "art_9"),),
)
AMENDED = Item("amended_by", "Amended by", "Decree 7/2031", "/works/decree-7?at=art_1#art_1", "", "art_9")


def told(expression: Expression, language: str) -> list[Banner]:
    shown = StoredExpression(1, expression, (), ())
    status = Status(State.IN_FORCE, Reason("in_force_since"))
    return list(banners(shown, status, [AMENDED], DAY, lambda eid: f"#{eid}", Wording(messages(language))))


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_what_a_consolidated_text_lacks_is_named_with_its_act(language: str) -> None:
    (link,) = [link for banner in told(MADE, language) for link in banner.links]
    assert (link.text, link.url) == ("Decree 7/2031", "/works/decree-7?at=art_1__para_2#art_1__para_2")


def test_a_consolidated_text_that_lacks_nothing_names_no_amendment() -> None:
    assert [banner.links for banner in told(replace(MADE, unapplied=()), "en")] == [()]


def test_an_original_names_who_amended_it() -> None:
    (banner,) = told(replace(MADE, making=Making.ORIGINAL, unapplied=()), "en")
    assert [link.text for link in banner.links] == ["Decree 7/2031"]
