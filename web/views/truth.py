"""The one line of truth over a text: status as of a day, wording, language, authority, source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.model import Status
from corpus.store.views import SourceLink, StoredExpression, StoredWork
from web.urls import original_url, page_url
from web.wording import Wording, printed_numbers

MOST_NUMBERS = 4
MOST_ISSUERS = 4
"""In the head of a page; the page about the work has them all."""

DRAWABLE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff"})
"""The media types whose pages can be shown as pictures."""
_DRAWABLE_ENDINGS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The file that was read, and its first page as a picture where it has pages."""

    name: str
    url: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of the text on the page, in words."""

    title: str
    title_language: str
    kind: str
    numbers: tuple[str, ...]
    issuers: tuple[str, ...]
    state: str
    state_word: str
    reason: str
    as_of: str
    span: str
    language: str
    authority: str
    source: SourceLine | None


def truth(stored: StoredWork, shown: StoredExpression, status: Status, on: date, wording: Wording) -> Truth:
    """The truth about a wording on a day."""
    work, expression = stored.work, shown.expression
    title, title_language = title_of(stored, shown)
    numbers = (expression.number, *(identifier.value for identifier in work.identifiers))
    return Truth(
        title=title,
        title_language=title_language,
        kind=wording.code("kind", work.kind),
        numbers=tuple(each for each in printed_numbers(numbers) if each not in title)[:MOST_NUMBERS],
        issuers=work.issuers[:MOST_ISSUERS],
        state=status.state,
        state_word=wording.state(status),
        reason=wording.reason(status),
        as_of=wording.t("reader.as_of", day=wording.day(on)),
        span=wording.interval(expression.valid),
        language=wording.language(expression.language),
        authority=wording.code("authority", expression.authority),
        source=_source(stored, shown),
    )


def title_of(stored: StoredWork, shown: StoredExpression) -> tuple[str, str]:
    """The title in the language of the text, else in any, with its language."""
    language = shown.expression.language
    titles = stored.work.titles
    if language not in titles and shown.expression.title:
        return shown.expression.title, language
    for tag in (language, *titles):
        if tag in titles:
            return titles[tag], tag
    return stored.work.slug, ""


def drawable(link: SourceLink | None) -> bool:
    """Whether the pages of a source can be shown as pictures."""
    return link is not None and link.source.media_type in DRAWABLE


def is_drawable(path: str) -> bool:
    """Whether a file has pages that can be shown, by its name: of what was not read nothing else is known."""
    return path.lower().endswith(_DRAWABLE_ENDINGS)


def _source(stored: StoredWork, shown: StoredExpression) -> SourceLine | None:
    link = shown.preferred
    if link is None:
        return None
    source = link.source
    first = link.first_page or 1
    language = shown.expression.language
    return SourceLine(
        name=source.path.rpartition("/")[2],
        url=original_url(source.sha256),
        page_url=page_url(source.sha256, first, work=stored.work.slug, language=language)
        if drawable(link)
        else "",
    )
