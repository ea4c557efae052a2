"""Addresses as citations write them: `art_9__para_2__point_a`, outermost first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.language.citations.levels import RANK

_JOINT = "__"
_ARTICLE = RANK["art"]


def parent(address: str) -> str | None:
    """What holds a provision; None: the work itself.

    >>> parent("art_9__para_2"), parent("art_9")
    ('art_9', None)
    """
    return address.rpartition(_JOINT)[0] or None


def last(address: str) -> str:
    """The innermost step."""
    return address.rpartition(_JOINT)[2]


def level(address: str) -> str:
    """The level of the innermost step."""
    return last(address).partition("_")[0]


def number(address: str) -> str:
    """The number of the innermost step; empty where it has none (annex)."""
    return last(address).partition("_")[2]


def within(outer: str | None, inner: str) -> str:
    """The address of a provision inside another.

    >>> within("art_9", "point_a"), within(None, "art_9")
    ('art_9__point_a', 'art_9')
    """
    return f"{outer}{_JOINT}{inner}" if outer else inner


def inside(outer: str | None, named: str) -> str | None:
    """The address of a part that is named alone, in what is being amended; None where that does not hold it.

    >>> inside("art_9__para_2", "para_3"), inside("art_9", "para_2__point_a"), inside(None, "para_2")
    ('art_9__para_3', 'art_9__para_2__point_a', None)
    """
    if not is_below_article(named):
        return named if is_proper(named) else None
    rank = _rank(named.split(_JOINT)[0])
    around = [step for step in (outer or "").split(_JOINT) if step and _rank(step) < rank]
    found = _JOINT.join([*around, named])
    return found if around and is_proper(found) else None


def is_proper(address: str) -> bool:
    """Whether each step stands within the one before: no paragraph of a paragraph."""
    ranks = [_rank(step) for step in address.split(_JOINT)]
    return all(one < other for one, other in pairwise(ranks))


def _rank(step: str) -> int:
    return RANK.get(step.partition("_")[0], 0)


def common(addresses: Sequence[str]) -> str | None:
    """What several provisions have in common, from the outermost step on.

    >>> common(["art_5__para_1__point_c", "art_5__para_2"]), common(["art_5", "art_6"])
    ('art_5', None)
    """
    shared = [address.split(_JOINT) for address in addresses]
    same = [steps[0] for steps in zip(*shared, strict=False) if len(set(steps)) == 1]
    return _JOINT.join(same) or None


def is_below_article(address: str) -> bool:
    """Whether the address begins within an article: para_2."""
    return RANK.get(address.split(_JOINT)[0].partition("_")[0], 0) > _ARTICLE


def beside(neighbour: str, named: str) -> str | None:
    """The address of what stands beside a provision, named by its number: khoản 9 after khoản 8 Điều 3.

    None where it is named as what stands elsewhere.

    >>> beside("art_3__para_8", "art_1__para_9"), beside("art_3__para_8", "point_a")
    ('art_3__para_9', None)
    """
    if level(named) == level(neighbour) or {level(named), level(neighbour)} <= {"para", "point", "subpara"}:
        same = level(named) == level(neighbour) or parent(named) == parent(neighbour)
        return within(parent(neighbour), last(named)) if same else None
    outer = RANK.get(level(named), 0) <= _ARTICLE
    return last(named) if outer and parent(named) is None else None
