"""Small amending texts, and their changes told in one line each."""

from __future__ import annotations

from corpus.language.amendments.model import Modification, Part, Unread, Where
from corpus.language.amendments.reading import modifications
from corpus.model import Provision, ProvisionKind


def amending_tree(title: str, clause: str, below: str = "") -> tuple[Provision, ...]:
    """A text with a title and one clause, and what is quoted below it."""
    quoted = Provision("art_1__para_1__qtext_1", ProvisionKind.QUOTATION, text=below)
    paragraph = Provision(
        "art_1__para_1",
        ProvisionKind.PARAGRAPH,
        label="1.",
        text=clause,
        children=(quoted,) if below else (),
    )
    return (
        Provision("preamble", ProvisionKind.PREAMBLE, text=title),
        Provision("art_1", ProvisionKind.ARTICLE, label="1", children=(paragraph,)),
    )


def told_of(title: str, clause: str, below: str, language: str) -> list[str]:
    """The changes of one clause, each told in a line."""
    return [told(change) for change in modifications(amending_tree(title, clause, below), language)]


def told(change: Modification | Unread) -> str:
    """A change in one line: what is done to which provision, its new number, its new words or text."""
    target = change.target or "work"
    if isinstance(change, Unread):
        return f"unread {change.why.value} {target}"
    where = "" if change.where is Where.INSTEAD else f"{change.where.value} "
    part = "" if change.part is Part.WHOLE else f" ({change.part.value})"
    named = f": {change.named}" if change.named else ""
    new = f" | {change.new.splitlines()[0][:24]}" if change.new else ""
    return f"{change.deed.value} {where}{target}{part}{named}{_words(change)}{new}"


def _words(change: Modification) -> str:
    words = change.words
    if words is None:
        return ""
    every = " every" if words.every else ""
    return f" «{words.old}» {words.where.value} «{words.new}»{every}"
