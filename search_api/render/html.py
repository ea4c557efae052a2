"""HTML fragments: the structure seen, language and direction on every text, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from corpus.language.directions import direction
from corpus.model import ABOVE_ARTICLES, Provision, ProvisionKind
from corpus.store.views import StoredExpression, StoredWork
from corpus.tables import cells

_HEADED = ABOVE_ARTICLES | {ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.LETTER}
"""Kinds whose label is a heading of the document's outline."""
_DEEPEST_HEADING = 6


def expression_html(work: StoredWork, stored: StoredExpression) -> str:
    """The whole text as one fragment, under its title."""
    language = stored.expression.language
    title = escape(stored.expression.title or work.work.title(language))
    body = "\n".join(_element(provision, 2) for provision in stored.provisions)
    return f'<div class="work" {_marks(language)}>\n<h1>{title}</h1>\n{body}\n</div>\n'


def provision_html(provision: Provision, language: str) -> str:
    """One provision with everything below it."""
    return f'<div class="work" {_marks(language)}>\n{_element(provision, 2)}\n</div>\n'


def _marks(language: str) -> str:
    return f'lang="{escape(language)}" dir="{direction(language)}"'


def _element(provision: Provision, level: int) -> str:
    own = f" {_marks(provision.language)}" if provision.language else ""
    start = f'<section class="{provision.kind.value}" id="{escape(provision.eid)}"{own}>'
    deeper = min(level + 1, _DEEPEST_HEADING) if provision.kind in _HEADED else level
    children = [_element(child, deeper) for child in provision.children]
    return "\n".join([start, *_head(provision, level), *_body(provision), *children, "</section>"])


def _head(provision: Provision, level: int) -> Iterator[str]:
    label = f'<span class="label">{escape(provision.label)}</span>' if provision.label else ""
    heading = f'<span class="heading">{escape(provision.heading)}</span>' if provision.heading else ""
    if not label and not heading:
        return
    inside = f"{label} {heading}".strip()
    yield f"<h{level}>{inside}</h{level}>" if provision.kind in _HEADED else inside


def _body(provision: Provision) -> Iterator[str]:
    if not provision.text:
        return
    if provision.kind is ProvisionKind.TABLE:
        yield "<table>"
        for row in provision.text.splitlines():
            inside = "".join(f"<td>{escape(cell)}</td>" for cell in cells(row))
            yield f"<tr>{inside}</tr>"
        yield "</table>"
        return
    yield from (f"<p>{escape(line)}</p>" for line in provision.text.splitlines() if line.strip())
