"""A wording made of an earlier one and the changes to it: what is sure is done, the rest is left and told.

Changes are made to the text as it stood before them: `target` is an address of that text, whatever is
inserted or renumbered beside it. What is unsure (a provision that is not there, words that stand there twice,
new text that does not read as what was announced) is not done in part: the provision stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from corpus.language.amendments.model import Deed, Modification, Part, Unread
from corpus.law.consolidation.draft import Draft, Node, recount, rename, renumber, target_of
from corpus.law.consolidation.insertion import insert
from corpus.law.consolidation.model import Applied, Consolidated, Leave, Left, LeftFor, Parse
from corpus.law.consolidation.new_text import own_words, read, relabelled
from corpus.law.consolidation.words import changed, pattern_of
from corpus.model import Provision, ProvisionKind


def consolidate(
    before: Sequence[Provision],
    changes: Iterable[Modification | Unread],
    parse: Parse,
) -> Consolidated:
    """The wording that follows from `before` by the changes of one amending text, in the order of that text.

    Changes to the work as a whole that give no words (its repeal) change no wording, and are passed over.
    """
    draft = Draft(before)
    applied: list[tuple[Modification, list[Node]]] = []
    left: list[Left] = []
    in_order = list(changes)
    unsure = _between_numbers(in_order)
    for change in _renumbering_first(in_order):
        if isinstance(change, Unread):
            left.append(Left(change, LeftFor.NOT_READ, _eid_of(draft, change.target)))
        elif change in unsure:
            left.append(Left(change, LeftFor.RENUMBERED))
        elif change.target is not None or change.words is not None or change.deed is Deed.INSERTS:
            try:
                applied.append((change, _MAKING[change.deed](draft, parse, change)))
            except Leave as leave:
                left.append(Left(change, leave.why, _eid_of(draft, change.target)))
    done = tuple(Applied(change, tuple(node.eid for node in nodes)) for change, nodes in applied)
    return Consolidated(draft.provisions(), done, tuple(left))


def _renumbering_first(changes: Iterable[Modification | Unread]) -> list[Modification | Unread]:
    """New numbers are given before new provisions come, which may get the old ones."""
    return sorted(changes, key=lambda one: not (isinstance(one, Modification) and one.deed is Deed.RENUMBERS))


def _between_numbers(changes: Sequence[Modification | Unread]) -> list[Modification]:
    """The changes that name, behind a renumbering, a number that it took or gave."""
    numbers: set[str] = set()
    unsure = []
    for change in changes:
        if not isinstance(change, Modification) or change.target is None:
            continue
        if change.deed is Deed.RENUMBERS:
            numbers |= {change.target, change.named or change.target}
        elif any(change.target == number or change.target.startswith(f"{number}__") for number in numbers):
            unsure.append(change)
    return unsure


def _replace(draft: Draft, parse: Parse, change: Modification) -> list[Node]:
    node = target_of(draft, change)
    if change.part is Part.OTHER:
        raise Leave(LeftFor.NO_SUCH_PART)
    if change.part is not Part.WHOLE:
        return _replace_part(node, change)
    new = read(parse, draft.lines_before(node), change.new)
    if not _is_one(new, node):
        new = _under_label(draft, parse, node, change.new)
    if not new:
        return _replace_own(node, change.new)
    one, *_ = new
    one = rename(one, node.eid)
    node.change(heading=one.heading, text=one.text, clause=one.clause, language=one.language)
    node.put(one.children)
    return [node]


def _is_one(new: Sequence[Provision], node: Node) -> bool:
    """Whether a new text is that of the provision, by its label."""
    one = new[0] if len(new) == 1 else None
    return one is not None and (one.kind, one.number) == (node.provision.kind, node.provision.number or "")


def _under_label(draft: Draft, parse: Parse, node: Node, text: str) -> list[Provision]:
    """The new text of an article that is given without its label; none: it is no text of several lines.

    Whether an article that has a heading keeps it, such a text does not say.
    """
    one = node.provision
    if one.kind is not ProvisionKind.ARTICLE or not one.label or one.heading or "\n" not in text.strip():
        return []
    new = read(parse, draft.lines_before(node), f"{one.label}\n{text}")
    if not _is_one(new, node) or new[0].heading:
        raise Leave(LeftFor.NEW_TEXT)
    return new


def _replace_own(node: Node, new: str) -> list[Node]:
    """New text without a label is that of a provision that has no others within it."""
    words = own_words(new, node.provision.label)
    if words is None or node.units or not node.provision.text:
        raise Leave(LeftFor.NEW_TEXT)
    node.change(text=words)
    return [node]


def _replace_part(node: Node, change: Modification) -> list[Node]:
    words = own_words(change.new, node.provision.label)
    field = "heading" if change.part is Part.HEADING else "text"
    there = node.provision.heading if field == "heading" else node.provision.text
    if words is None or not there:
        raise Leave(LeftFor.NEW_TEXT if there else LeftFor.NO_SUCH_PART)
    node.change(**{field: words})
    return [node]


def _repeal(draft: Draft, _parse: Parse, change: Modification) -> list[Node]:
    """What is repealed keeps its number, so that the row has no hole; what has none goes."""
    node = target_of(draft, change)
    if change.part is Part.OTHER:
        raise Leave(LeftFor.NO_SUCH_PART)
    if change.part is Part.HEADING:
        node.change(heading="")
    elif change.part is Part.OPENING:
        node.change(text="")
    elif node.provision.number:
        node.change(heading="", text="")
        node.children = []
    else:
        holder = node.parent
        assert holder is not None
        holder.children.remove(node)
        recount(holder)
        return [holder]
    return [node]


def _renumber(draft: Draft, _parse: Parse, change: Modification) -> list[Node]:
    node = target_of(draft, change)
    number = change.named.rpartition("_")[2] if change.named else ""
    label = relabelled(node.provision, number)
    if not number or label is None:
        raise Leave(LeftFor.LABEL)
    renumber(node, number, label)
    return [node]


def _replace_words(draft: Draft, _parse: Parse, change: Modification) -> list[Node]:
    words = change.words
    if words is None or not words.old.strip():
        raise Leave(LeftFor.WORDS_ABSENT)
    if change.part is Part.OTHER:
        raise Leave(LeftFor.NO_SUCH_PART)
    targets = draft.enacting() if change.target is None else [target_of(draft, change)]
    pattern = pattern_of(words.old)
    fields = {Part.WHOLE: ("heading", "text"), Part.HEADING: ("heading",)}.get(change.part, ("text",))
    walked = (node for target in targets for node in target.walk())
    nodes = targets if change.part is not Part.WHOLE else list(walked)
    found = [
        (node, field, len(pattern.findall(getattr(node.provision, field))))
        for node in nodes
        if node.provision.kind is not ProvisionKind.NOTE
        for field in fields
    ]
    found = [each for each in found if each[2]]
    if not found:
        raise Leave(LeftFor.WORDS_ABSENT)
    if sum(count for *_, count in found) > 1 and not words.every:
        raise Leave(LeftFor.WORDS_REPEATED)
    for node, field, _ in found:
        node.change(**{field: changed(getattr(node.provision, field), words, pattern)})
    return list(dict.fromkeys(node for node, *_ in found))


_MAKING: Final[dict[Deed, Callable[[Draft, Parse, Modification], list[Node]]]] = {
    Deed.REPLACES: _replace,
    Deed.INSERTS: insert,
    Deed.REPEALS: _repeal,
    Deed.RENUMBERS: _renumber,
    Deed.REPLACES_WORDS: _replace_words,
}
"""Each makes one change, and gives the provisions in which it shows; raises Leave with nothing done."""


def _eid_of(draft: Draft, target: str | None) -> str | None:
    """The eId of what an address means in the text, if it has it."""
    node = draft.find(target) if target is not None else None
    return node.eid if node is not None else None
