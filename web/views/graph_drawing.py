"""The graph of relations as a drawing: what is done to a text on one side, what it does on the other.

Boxes have one size, so that the server can place them without knowing how wide letters are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views.graph import Group, Node

WIDTH = 1120
BOX = 320
"""Width of a box on either side."""
CENTRE = 260
HEIGHT = 46
"""Height of a box: two lines."""
GAP = 6
HEAD = 30
"""Height of the name of a group."""
BETWEEN = 16
"""Room between groups."""
MOST = 4
"""Boxes of a group; the list has the others."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its corner."""

    x: int
    y: int
    node: Node


@dataclass(frozen=True, slots=True)
class Bunch:
    """A group drawn: its name, its boxes, the line that ties them, the arrow to or from the centre."""

    group: Group
    x: int
    y: int
    boxes: tuple[Box, ...]
    more: int
    more_y: int
    tie: str
    arrow: str
    """The line, and the points of its head, as the drawing takes them."""
    head: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All bunches round the centre box."""

    width: int
    height: int
    x: int
    y: int
    centre_width: int
    centre_height: int
    box_width: int
    box_height: int
    bunches: tuple[Bunch, ...]


def drawing(groups: Sequence[Group], *, mirrored: bool) -> Drawing | None:
    """The drawing; None where there is nothing to draw. `mirrored`: what comes in stands on the right."""
    if not groups:
        return None
    sides = [[each for each in groups if each.incoming is incoming] for incoming in (True, False)]
    height = max(*(sum(_height(group) + BETWEEN for group in side) for side in sides), 3 * HEIGHT)
    middle = height // 2
    bunches: list[Bunch] = []
    for incoming, side in zip((True, False), sides, strict=True):
        y = (height - sum(_height(group) + BETWEEN for group in side) + BETWEEN) // 2
        left = incoming is not mirrored
        for group in side:
            bunches.append(_bunch(group, y, left, middle))
            y += _height(group) + BETWEEN
    centre_height = 2 * HEIGHT
    return Drawing(
        WIDTH,
        height,
        (WIDTH - CENTRE) // 2,
        middle - centre_height // 2,
        CENTRE,
        centre_height,
        BOX,
        HEIGHT,
        tuple(bunches),
    )


def _height(group: Group) -> int:
    shown = min(len(group.nodes), MOST)
    return HEAD + shown * (HEIGHT + GAP) + (HEAD if len(group.nodes) > MOST else 0)


def _bunch(group: Group, y: int, left: bool, middle: int) -> Bunch:
    x = 0 if left else WIDTH - BOX
    shown = group.nodes[:MOST]
    tops = [y + HEAD + place * (HEIGHT + GAP) for place in range(len(shown))]
    inner = BOX + 8 if left else WIDTH - BOX - 8
    at = (tops[0] + tops[-1] + HEIGHT) // 2
    edge = (WIDTH - CENTRE) // 2 if left else (WIDTH + CENTRE) // 2
    # Towards the middle of the box, so that arrows of many groups do not end beside it.
    aim = middle + max(-HEIGHT + 10, min(HEIGHT - 10, (at - middle) // 4))
    bend = (inner + edge) // 2
    arrow = f"M{inner} {at}C{bend} {at} {bend} {aim} {edge} {aim}"
    tip, foot = ((edge, aim), 1 if left else -1) if group.incoming else ((inner, at), -1 if left else 1)
    back = tip[0] - foot * 9
    head = f"{tip[0]},{tip[1]} {back},{tip[1] - 5} {back},{tip[1] + 5}"
    return Bunch(
        group=group,
        x=x,
        y=y,
        boxes=tuple(Box(x, top, node) for top, node in zip(tops, shown, strict=True)),
        more=len(group.nodes) - len(shown),
        more_y=tops[-1] + HEIGHT + GAP,
        tie=f"M{inner} {tops[0] + 4}V{tops[-1] + HEIGHT - 4}",
        arrow=arrow,
        head=head,
    )
