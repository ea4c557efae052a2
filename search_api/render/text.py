"""Plain text: headings and labels as printed, one provision a block, depth shown by indentation."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import Provision, ProvisionKind
from corpus.store.views import StoredExpression, StoredWork

INDENT = "  "
_BELOW_ARTICLE = frozenset(
    {ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPOINT, ProvisionKind.RECITAL}
)
"""Kinds that run on within an article: without an empty line before them."""


def expression_text(work: StoredWork, stored: StoredExpression) -> str:
    """The title, then every provision."""
    language = stored.expression.language
    title = stored.expression.title or work.work.title(language)
    blocks = [title, *(provision_text(provision) for provision in stored.provisions)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def provision_text(provision: Provision) -> str:
    """A provision with everything below it."""
    return "\n".join(_lines(provision, 0)).strip("\n")


def _lines(provision: Provision, depth: int) -> Iterator[str]:
    if provision.kind not in _BELOW_ARTICLE:
        yield ""
    margin = INDENT * depth
    head = " ".join(part for part in (provision.label, provision.heading) if part)
    body = provision.text.splitlines()
    if head and not provision.heading and body and provision.kind in _BELOW_ARTICLE:
        body[0] = f"{head} {body[0]}"
    elif head:
        body.insert(0, head)
    yield from (margin + line for line in body)
    for child in provision.children:
        inside = depth + 1 if child.kind in _BELOW_ARTICLE else depth
        yield from _lines(child, inside)
