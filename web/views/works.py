"""A work in a list."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Status
from web.languages import own_name
from web.shelf import Card
from web.urls import Params, work_url
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language in which a work can be read."""

    tag: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One line of a list of works."""

    url: str
    title: str
    title_language: str
    number: str
    kind: str
    date: str
    languages: tuple[LanguageLink, ...]
    state: str = ""
    """The status on the day of the list, as a code and in words; empty: the list is of no day."""
    state_word: str = ""


def work_line(card: Card, wording: Wording, status: Status | None = None, kept: Params = ()) -> WorkLine:
    """The card in the interface language; a date that is not known is not shown in a list.

    `kept` are the parameters that its addresses keep.
    """
    title, language = card.title(wording.t.language)
    return WorkLine(
        url=work_url(card.slug, params=kept),
        title=title,
        title_language=language,
        number=card.number if card.number not in title else "",
        kind=wording.code("kind", card.kind),
        date=wording.date(card.adopted) if card.adopted else "",
        languages=tuple(
            LanguageLink(tag, own_name(tag), work_url(card.slug, params=[("language", tag), *kept]))
            for tag in card.languages
            if tag != "und"
        ),
        state=status.state if status else "",
        state_word=wording.state(status) if status else "",
    )
