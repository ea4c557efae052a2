"""From the changes that an amending text makes to relations with the works that it changes."""

from __future__ import annotations

from typing import Final

from corpus.language.amendments.model import Deed, Modification, Unread, Where
from corpus.language.citations import WorkMention
from corpus.model import Origin, OriginKind, Relation, RelationType, Span

DETAIL: Final = "amendment"
"""What the origin of such a relation says; its span is in the own text of the provision that makes it."""
LONGEST_TARGET: Final = 300
"""Characters of a target as printed: a longer one is a sentence that runs on."""
_TYPES: Final = {
    Deed.REPLACES: RelationType.REPLACES,
    Deed.INSERTS: RelationType.INSERTS,
    Deed.REPEALS: RelationType.REPEALS,
    Deed.RENUMBERS: RelationType.RENUMBERS,
    Deed.REPLACES_WORDS: RelationType.REPLACES_WORDS,
}


def relation_of(change: Modification | Unread) -> Relation | None:
    """The relation that a change makes; None where the changed work is not named.

    What is inserted is the target under its own address. Where words of a work as a whole change, or its
    title, or what is changed is not understood, the work is amended.
    """
    mention = change.work.named if change.work is not None else None
    if mention is None or mention.is_this:
        return None
    origin = Origin(OriginKind.TEXT, DETAIL, Span(change.start, change.end))
    printed, partial = mention.text[:LONGEST_TARGET], change.target is not None
    return Relation(_type(change), printed, origin, change.by, target_eid=target_of(change), partial=partial)


def says_the_same(one: Relation, change: Relation) -> bool:
    """Whether a relation, by whomever it was told, is this change: made there, or by a part of it."""
    place, by = one.from_eid or "", change.from_eid or ""
    same = (one.type, one.target_eid) == (change.type, change.target_eid)
    return same and (place == by or place.startswith(f"{by}__"))


def mention_of(change: Modification | Unread) -> WorkMention | None:
    """The changed work as it is named."""
    return change.work.named if change.work is not None else None


def target_of(change: Modification | Unread) -> str | None:
    """The provision that is other than before; None: the whole, or a new one whose number is not told."""
    if isinstance(change, Modification) and change.deed is Deed.INSERTS:
        beside = change.where in (Where.BEFORE, Where.AFTER)
        return change.named if beside else change.named or change.target
    return change.target


def _type(change: Modification | Unread) -> RelationType:
    """What it is; a correction only says how the text reads: it ends nothing, whatever it strikes out."""
    if change.corrects:
        return RelationType.CORRECTS
    if isinstance(change, Unread) or (change.target is None and change.words is not None):
        return RelationType.AMENDS
    return _TYPES[change.deed]
