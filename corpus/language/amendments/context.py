"""What a title or a heading says that is amended: Amendments to article 6 of the Convention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.language.amendments.lexicon import Lexicon
from corpus.language.amendments.targets import Context, alike
from corpus.language.citations.amending import Amendment, announced, entitled
from corpus.language.citations.flat import flatten
from corpus.language.citations.levels import address
from corpus.language.citations.lexicon import NOUN
from corpus.language.citations.lexicon import lexicon as citation_lexicon
from corpus.language.citations.model import Citation, Naming, WorkMention
from corpus.language.citations.reading import cite
from corpus.language.table import key
from corpus.model import Provision, ProvisionKind

_FRONT = frozenset({ProvisionKind.PREAMBLE, ProvisionKind.PARA, ProvisionKind.PAGE, ProvisionKind.PARAGRAPH})
"""Kinds in which a title stands."""
_TOPS = 3
_TITLE = 2000
"""Characters within which the title of a text stands."""


def of_text(tops: Sequence[Provision], cited: Mapping[int, Sequence[Citation]], words: Lexicon) -> Context:
    """What the title says that the text amends; else the one work that it calls by a short name.

    "Protocol amending the Agreement …" whose title is not read, and that speaks of "the Agreement".
    """
    context = _of_text(tops, cited, words)
    front = (flatten(line).text for line in _front(tops))
    corrects = any(words.correcting.search(line) for line in front)
    return replace(context, corrects=True, amends=True) if corrects else context


def _of_text(tops: Sequence[Provision], cited: Mapping[int, Sequence[Citation]], words: Lexicon) -> Context:
    front = _front(tops)
    citing = citation_lexicon(words.language)
    if citing is not None:
        for line in (cell for row in front for cell in (row, row.rpartition("|")[2].strip())):
            found = entitled(flatten(line), citing)
            if found is not None:
                return Context(found.work, address(found.path), amends=True)
    named = _entitled(front, words)
    if named is not None:
        return Context(named, amends=True)
    headings = [top.heading for top in tops if top.heading]
    titles = [text[found.end() :] for text, found in _amending((*front, *headings), words)]
    called = _called(tops, cited) if titles else None
    if called is not None and not any(_names_kind(title, called, words) for title in titles):
        called = None
    return Context(called, amends=bool(titles))


def _amending(lines: Iterable[str], words: Lexicon) -> Iterator[tuple[str, re.Match[str]]]:
    """The lines, flattened, with the word for amending in them."""
    for line in lines:
        text = flatten(line).text
        if found := words.amending.search(text):
            yield text, found


def _names_kind(title: str, called: WorkMention, words: Lexicon) -> bool:
    """Whether a title says of what is amended that it is what the text calls so: amending the Agreement.

    What it names otherwise is another work, though its title was not read.
    """
    return bool(called.kind) and called.kind in key(title, words.language)


def _entitled(front: Sequence[str], words: Lexicon) -> WorkMention | None:
    """The one work that the title names behind the word for amending: Protocole modifiant la Convention."""
    for line in front:
        text = flatten(line).text
        found = words.amending.search(text)
        named = cite(text[found.end() :], words.language) if found else []
        works = [one.targets[0].work for one in named if one.targets[0].work.named is not None]
        works = [one for one in works if not one.is_this]
        if works and all(alike(works[0], one) for one in works[1:]):
            return works[0]
        if found and not works and (titled := _titled(line, found.end(), words)):
            return titled
    return None


def _titled(line: str, start: int, words: Lexicon) -> WorkMention | None:
    """The title with which a line ends, where it is no citation: تعديل اللائحة المنظمة لنشاط النقل."""
    flat = flatten(line)
    named = words.titled.match(flat.text, start)
    if named is None:
        return None
    text = line[flat.place(named.start("title")) : flat.place(named.end("title"))].strip()
    return WorkMention(Naming.TITLE, text, kind=key(named["kind"], words.language)[:NOUN])


def at_heading(heading: str, context: Context, words: Lexicon) -> Context:
    """The same below a heading that names what is amended."""
    citing = citation_lexicon(words.language)
    if citing is None or not heading:
        return context
    outer = Amendment(context.work) if context.work is not None else None
    found = announced(flatten(heading), citing, outer)
    if found is None:
        return context
    return replace(
        context,
        work=found.work,
        target=address(found.path),
        lists=False,
        amends=True,
        near=True,
        several=False,
    )


def _front(tops: Sequence[Provision]) -> list[str]:
    """The lines of the title, which some repeat above the first article."""
    fronts = [top for top in tops[:_TOPS] if top.kind in _FRONT and not top.label]
    texts = ["\n".join(node.text for node in top.walk())[:_TITLE] for top in fronts]
    return [line for text in texts for line in text.split("\n") if line.strip()]


def _called(tops: Sequence[Provision], cited: Mapping[int, Sequence[Citation]]) -> WorkMention | None:
    """The one work of which the text speaks by a short name."""
    mentions = [
        target.work
        for top in tops
        for node in top.walk()
        for citation in cited.get(id(node), ())
        for target in citation.targets
    ]
    named = [one.named for one in mentions if one.naming is Naming.ANAPHORA and one.named is not None]
    return named[0] if named and all(alike(named[0], one) for one in named) else None
