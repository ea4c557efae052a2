"""Footnotes: out of the running text, at the end of the unit whose text carries their mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import ProvisionKind
from ingest.document import BlockKind
from ingest.structure.eids import COMPONENTS, DIVISIONS
from ingest.structure.lines import Line
from ingest.structure.node import Node

_LABEL = re.compile(r"\[([^\]\s]{1,6})\]\s*|(\d{1,3}|\*{1,4}|[†‡])[.)]?\s+")
_HOLDERS = DIVISIONS | COMPONENTS
"""What holds units: a note goes to the unit in it, not to the whole part."""


@dataclass(frozen=True, slots=True)
class Note:
    """The lines of one note, its label, and the offset of the text that carries its mark."""

    lines: tuple[Line, ...]
    label: str
    begin: int
    carrier: int


def part_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Note]]:
    """The running text, and the notes with the places of their marks.

    A document of nothing but notes is text.
    """
    text = [line for line in lines if line.kind is not BlockKind.FOOTNOTE]
    if not text:
        return list(lines), []
    groups: list[list[Line]] = []
    for line in lines:
        if line.kind is not BlockKind.FOOTNOTE:
            continue
        if groups and not _LABEL.match(line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return text, [_note(group, text) for group in groups]


def _note(lines: Sequence[Line], text: Sequence[Line]) -> Note:
    match = _LABEL.match(lines[0].text)
    mark = (match[1] or match[2]) if match else ""
    return Note(tuple(lines), mark, match.end() if match else 0, _carrier(mark, lines[0].start, text))


def _carrier(mark: str, start: int, text: Sequence[Line]) -> int:
    """Where the mark stands: nearest before the note, else behind it; without one, the text before."""
    before = [line for line in text if line.start < start]
    printed = f"[{mark}]"
    for line in (*reversed(before), *text):
        if mark and printed in line.text:
            return line.start + line.text.rindex(printed)
    return (before or text[:1])[-1].start


def hang_notes(roots: Sequence[Node], notes: Sequence[Note]) -> None:
    """Put each note at the end of the unit that carries its mark."""
    for note in notes:
        number = note.label if note.label.isalnum() else None
        node = Node.at(note.lines[0], ProvisionKind.NOTE, f"[{note.label}]" if note.label else "", number)
        node.take(note.lines[0], note.lines[0].text[note.begin :])
        for line in note.lines[1:]:
            node.take(line)
        _unit(roots, note.carrier).child(node)


def _unit(nodes: Sequence[Node], offset: int) -> Node:
    """The last unit that begins at or before an offset, within parts, chapters and annexes."""
    node = [node for node in nodes if node.start <= offset][-1:] or list(nodes[:1])
    inside = [child for child in node[0].children if child.kind is not ProvisionKind.NOTE]
    if node[0].kind in _HOLDERS and inside and inside[0].start <= offset:
        return _unit(inside, offset)
    return node[0]
