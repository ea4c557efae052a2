"""Every string of the pages is in every catalogue, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import web
from corpus.model import ForceState
from search_api.results import NOTICES
from web.languages import UI_LANGUAGES, locale_of
from web.messages import messages
from web.pages.about import COUNTED
from web.pages.about_work import COLUMNS
from web.pages.diff import VIEWS
from web.pages.help import SYNTAX
from web.pages.obligations import DETAILS
from web.pages.report import COUNTS
from web.views.banners import STANDINGS
from web.views.events import PERIODS
from web.views.measures import UNITS
from web.views.tools import Tool
from web.wording import FAMILIES

HOME = Path(web.__file__).parent
TEMPLATES = sorted((HOME / "templates").glob("*.html"))
CODE = sorted(HOME.rglob("*.py"))

LITERAL = re.compile(r"""\bt(?:\.count)?\(\s*f?["']([a-z_.{}]+?)["']""")
KEY_LIKE = re.compile(r"""["']([a-z_]+(?:\.[a-z_]+)+)["']""")

MADE = {
    *(f"about.{name}" for name in COUNTED),
    *(f"about_work.{name}" for name in COLUMNS),
    *(f"column.{column}" for columns in COLUMNS.values() for column in columns),
    *(f"help.{row.key}" for row in SYNTAX),
    *(f"banner.{name}" for name in STANDINGS),
    *(f"diff.{name}" for name in VIEWS),
    *(f"event.{name}_{end}" for name in PERIODS for end in ("begins", "ends")),
    *(f"tools.{name}" for name in Tool),
    *(f"{kind}.{unit}" for kind in ("duration", "frequency") for unit in UNITS),
    *(f"obligations.{name}" for name in DETAILS),
    *(f"sheet.{name}" for name in ("procedures", "obligations", "terms")),
    *(f"about.{name}" for name in COUNTS),
    *(f"why.{name}" for name in ("words", "meaning", "coverage")),
    *(f"field.{name}" for name in ("issuers", "parties", "number", "valid_from", "valid_to", "record_id")),
    *(f"theme.{name}" for name in ("light", "dark", "system")),
    *(f"period.{name}" for name in ForceState),
    *(f"date.{name}" for name in ("open", "unknown")),
    *(f"state_means.{state}" for state in FAMILIES["state"]),
    *(f"{family}.{code}" for family, codes in FAMILIES.items() for code in codes),
}
"""Keys that are put together from a code."""


def used_keys() -> set[str]:
    """Keys written out in templates and code."""
    keys: set[str] = set()
    for path in TEMPLATES:
        keys |= {key for key in LITERAL.findall(path.read_text(encoding="utf-8")) if not key.endswith(".")}
    known = set(messages("en").entries) | set(messages("en").plurals)
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        keys |= {key for key in LITERAL.findall(text) if "{" not in key and not key.endswith(".")}
        keys |= {key for key in KEY_LIKE.findall(text) if key in known}
    return keys


def keys_of(language: str) -> set[str]:
    catalogue = messages(language)
    return set(catalogue.entries) | set(catalogue.plurals)


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_key_is_there_and_used(language: str) -> None:
    wanted = used_keys() | MADE
    assert wanted - keys_of(language) == set(), "missing"
    assert keys_of(language) - wanted == set(), "unused"


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_messages_have_the_same_places_to_fill(language: str) -> None:
    english, other = messages("en"), messages(language)
    for key, text in english.entries.items():
        assert fields_of(other.entries[key]) == fields_of(text), key
    for key, forms in english.plurals.items():
        for form, text in other.plurals[key].items():
            assert fields_of(text) | {"number"} == fields_of(forms["other"]) | {"number"}, (key, form)


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_counted_messages_have_every_plural_form_of_the_language(language: str) -> None:
    plurals = locale_of(language).plural_form
    forms = {str(plurals(number)) for number in range(0, 201)} | {"other"}
    for key, there in messages(language).plurals.items():
        assert forms <= set(there), (key, forms - set(there))


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_notice_of_the_search_has_its_words(language: str) -> None:
    assert set(NOTICES) == {
        key.removeprefix("notice.") for key in messages(language).entries if key.startswith("notice.")
    }


def test_french_signs_stay_with_their_words() -> None:
    loose = re.compile(r"« | [»:;!?]")
    texts = [*messages("fr").entries.values()]
    texts += [form for forms in messages("fr").plurals.values() for form in forms.values()]
    assert [text for text in texts if loose.search(text)] == []
    assert any("\u00a0:" in text for text in texts)


PLACE = re.compile(r"\{[a-z]+\}")
SAME_ON_PURPOSE = {"scheme.akn"}
"""Names."""


@pytest.mark.parametrize("language", [each for each in UI_LANGUAGES if each != "en"])
def test_sentences_are_translated(language: str) -> None:
    english, other = messages("en").entries, messages(language).entries
    sentences = {key: text for key, text in english.items() if len(PLACE.sub("", text).split()) > 1}
    same = {key for key, text in sentences.items() if other[key] == text}
    assert same - SAME_ON_PURPOSE == {"site.page"} & same


CLASS_BLOCK = re.compile(r"\{% block body_class %\}.*?\{% endblock %\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SPOKEN = re.compile(r"""\b(?:placeholder|title|aria-label|alt|value)="([^"]*)\"""")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_words_of_its_own(path: Path) -> None:
    bare = EXPRESSION.sub("\0", CLASS_BLOCK.sub("", path.read_text(encoding="utf-8")))
    for spoken in SPOKEN.findall(bare):
        assert not re.search(r"[^\W\d_]", spoken.replace("\0", "")) or spoken == "any", spoken
    words = re.findall(r"[^\W\d_]{2,}", TAG.sub(" ", bare.replace("\0", "")))
    assert words == [], words
