"""Forms are looked for only where a text has what they cannot do without; nothing is lost by that."""

from __future__ import annotations

import pytest

from corpus.language.citations.forms import Finder, Form, relative_form, work_form

UNIT = "(?P<u0>article|paragraph)s?"
BOUNDS = (r"(?<!\w)", r"(?!\w)")
RELATIVE = [
    (r"(?:the |this )?(?:(?P<count>\w+) )?(?:just )?preceding {unit}", "THE TWO PRECEDING ARTICLES"),
    ("(?-i:{unit}) (?:just )?above", "article above"),
    ("(?P<u0>(?<!an )article|rule) (?:said|named)", "Article named"),
    ("{unit}", "paragraphs"),
]


@pytest.mark.parametrize(("form", "text"), RELATIVE)
def test_a_form_with_a_word_for_a_provision(form: str, text: str) -> None:
    made = relative_form(form, UNIT, *BOUNDS)
    assert [match[0] for match in Finder(f"See {text}.").all([made])] == [text]
    assert not list(Finder("See the annex.").all([made]))


@pytest.mark.parametrize("text", ["the Treaty of 1990", "the TREATY of 1990", "the Pact of 1990"])
def test_a_form_with_the_noun_of_a_work(text: str) -> None:
    made = work_form(r"the (?P<kind>(?:Peace )?Treaty|Pact) of \d{4}", *BOUNDS)
    assert [match[0] for match in Finder(text).all([made])] == [text]


@pytest.mark.parametrize("text", ["Port Treaty", "Port PACT"])
def test_what_must_follow_the_noun_is_asked_for_too(text: str) -> None:
    made = work_form(r"(?P<title>\w+ (?P<kind>Treaty|Pact))(?= (?:No\. )?[1-9A-F])", "", "")
    assert [match[0] for match in Finder(f"The {text} No. 7 and {text} B.").all([made])] == [text, text]
    assert not made.probes[0].pattern.search(f"the {text} of ports".lower())


@pytest.mark.parametrize("form", [r"(?P<kind>Treaty)? of \d{4}", r"(?P<kind>Treaty)|of \d{4}"])
def test_a_noun_that_may_be_missing_is_not_asked_for(form: str) -> None:
    made = work_form(form, "", "")
    assert not made.probes
    assert list(Finder("that of 1990").all([made]))


def test_what_is_missing_is_looked_for_once() -> None:
    forms: list[Form] = [work_form(rf"(?P<kind>Treaty) {number}", *BOUNDS) for number in "123"]
    assert len({form.probes for form in forms}) == 1
