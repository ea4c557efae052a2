"""The side sheet of the reader: facts, relations, wordings, and forms to take along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from corpus.model import Facts
from corpus.model.facts import NO_FACTS
from corpus.store.views import StoredExpression, StoredWork
from web.messages import Messages
from web.urls import (
    about_work_url,
    cite_url,
    diff_url,
    graph_url,
    history_url,
    obligations_url,
    original_url,
    procedures_url,
    timeline_url,
    watch_url,
    with_params,
    work_feed_url,
    work_url,
)
from web.views.parts import WHOLE
from web.views.relations import Item, RelationGroup, TitleOf, groups
from web.views.rows import Tree
from web.views.wordings import ReaderState, Version, versions, wordings
from web.wording import Wording, printed_numbers

FORMATS = (("akn", "Akoma Ntoso"), ("json", "JSON"))
"""Forms whose names are the same in every language, with what they are called."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its values."""

    name: str
    values: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A form in which the text can be taken along."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands beside the text."""

    about_url: str
    cite_url: str
    facts: tuple[Fact, ...]
    relations: tuple[RelationGroup, ...]
    versions: tuple[Version, ...]
    downloads: tuple[Download, ...]
    told: tuple[Download, ...] = ()
    """What was read out of its provisions: procedures, obligations, terms."""
    graph_url: str = ""
    """All its relations."""
    time: tuple[Download, ...] = ()
    """Its time line, its wordings compared, its relations; those of the provision that is read."""
    history_url: str = ""
    """The history of a provision, to which a script adds the one chosen; empty: there is one wording."""


def sheet(
    stored: StoredWork,
    shown: StoredExpression,
    found: Sequence[Item],
    title_of: TitleOf,
    state: ReaderState,
    wording: Wording,
    told: Facts = NO_FACTS,
) -> Sheet:
    """The sheet of a wording."""
    return Sheet(
        about_url=about_work_url(stored.work.slug, as_of=state.as_of),
        cite_url=cite_url(state.slug, language=shown.expression.language, as_of=state.as_of, eid=state.at),
        facts=tuple(_facts(stored, shown, title_of, wording)),
        relations=groups(found),
        versions=versions(shown, wordings(stored, shown.expression.language), state, wording),
        downloads=tuple(_downloads(stored, shown, state, wording)),
        told=tuple(_told(told, shown.expression.language, state, wording.t)),
        graph_url=graph_url(stored.work.slug, params=[("as_of", state.as_of)]),
        time=tuple(_time(stored, shown, state, wording)),
        history_url=_history(shown, state) if len(wordings(stored, shown.expression.language)) > 1 else "",
    )


def _time(
    stored: StoredWork, shown: StoredExpression, state: ReaderState, wording: Wording
) -> Iterator[Download]:
    """The pages of time; of the provision that the address names first."""
    t, slug, language = wording.t, stored.work.slug, shown.expression.language
    several, kept = len(wordings(stored, language)) > 1, [("language", language), ("as_of", state.as_of)]
    name = Tree(shown.provisions).name(state.at, wording) if state.at else ""
    if name:
        if several:
            yield Download(t("history.title", place=name), _history(shown, state, state.at))
        yield Download(t("graph.of_place", place=name), graph_url(slug, state.at, params=kept))
    if several:
        yield Download(t("tools.diff"), diff_url(slug, params=[("language", language)]))
    yield Download(t("timeline.title"), timeline_url(slug, language=language, as_of=state.as_of))
    yield Download(t("graph.title"), graph_url(slug, params=kept))
    if name:
        yield Download(t("watch.this_place", place=name), watch_url(slug, state.at))
    yield Download(t("watch.this"), watch_url(slug))
    yield Download(t("watch.feed"), work_feed_url(slug))


def _history(shown: StoredExpression, state: ReaderState, eid: str = "") -> str:
    """By a day on which the provision has its eId: that of the wording shown."""
    start = shown.expression.valid.start.at
    as_of = start.latest.isoformat() if start else ""
    return history_url(state.slug, eid, language=shown.expression.language, as_of=as_of)


def _facts(
    stored: StoredWork, shown: StoredExpression, title_of: TitleOf, wording: Wording
) -> Iterator[Fact]:
    """Dates always, known or not; lists where there is something in them."""
    work, t = stored.work, wording.t
    yield Fact(t("field.adopted"), (wording.date(work.adopted),))
    yield Fact(t("field.in_force"), (wording.date(work.in_force),))
    for name, values in (
        ("issuers", work.issuers),
        ("parties", work.parties),
        ("number", printed_numbers(identifier.value for identifier in work.identifiers)),
    ):
        if values:
            yield Fact(t(f"field.{name}"), tuple(values))
    if work.component_of:
        yield Fact(t("field.part_of"), (title_of(work.component_of),), work_url(work.component_of))
    licence = shown.preferred.source.licence if shown.preferred else ""
    if licence:
        yield Fact(t("field.licence"), (licence,))


def _told(told: Facts, language: str, state: ReaderState, t: Messages) -> Iterator[Download]:
    """The lists made of the provisions of this text, with how long they are."""
    asked = [("work", state.slug), ("language", language), ("as_of", state.as_of)]
    glossary = with_params("/glossary", asked)
    for name, count, url in (
        (
            "procedures",
            len(told.procedures),
            procedures_url(state.slug, language=language, as_of=state.as_of),
        ),
        (
            "obligations",
            len(told.obligations),
            obligations_url(state.slug, language=language, as_of=state.as_of),
        ),
        ("terms", len(told.terms), glossary),
    ):
        if count:
            yield Download(t.count(f"sheet.{name}", count), url)


def _downloads(
    stored: StoredWork, shown: StoredExpression, state: ReaderState, wording: Wording
) -> Iterator[Download]:
    path = f"/api/v1/works/{quote(stored.work.slug, safe='')}/provisions"
    common = [("language", shown.expression.language), ("as_of", state.as_of)]
    yield Download(wording.t("sheet.text"), with_params(path, [*common, ("format", "text")]))
    for code, name in FORMATS:
        yield Download(name, with_params(path, [*common, ("format", code)]))
    if shown.preferred:
        yield Download(wording.t("sheet.original"), original_url(shown.preferred.source.sha256))
    yield Download(wording.t("sheet.print"), replace(state, part=WHOLE, at="").url())
