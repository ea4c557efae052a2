"""The numbers that Word counts: which label a paragraph of a numbered list shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.list_labels import label
from ingest.readers.safe_xml import attribute, local

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its style, the pattern of its label, its first number."""

    style: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    legal: bool = False


@dataclass
class Numbering:
    """All lists of a document and their running counts (lists of one definition share them)."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    restarts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number_id: str, depth: int) -> str:
        """Count the next item of a list at a depth from 0, and give its label (`-` for a bullet)."""
        definition = self.definitions.get(number_id)
        if definition is None or not 0 <= depth < _LEVELS:
            return ""
        levels = self.levels.get(definition, {})
        counts = self._counts.setdefault(definition, [None] * _LEVELS)
        level = levels.get(depth, Level())
        counts[depth] = self._following(number_id, depth, counts[depth], level)
        for lower in range(depth + 1, _LEVELS):
            counts[lower] = None
        return _label(levels, counts, depth)

    def _following(self, number_id: str, depth: int, count: int | None, level: Level) -> int:
        key = (number_id, depth)
        if key in self.restarts and key not in self._begun:
            self._begun.add(key)
            return self.restarts[key]
        return level.start if count is None else count + 1


def _label(levels: Mapping[int, Level], counts: list[int | None], depth: int) -> str:
    level = levels.get(depth, Level())
    if level.style == "bullet":
        return "-"
    if level.style == "none":
        return _PLACE.sub("", level.pattern).strip()

    def shown(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = levels.get(index, Level())
        count = counts[index] if counts[index] is not None else other.start
        return label("decimal" if level.legal else other.style, count or 0)

    return _PLACE.sub(shown, level.pattern).strip()


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of `numbering.xml`."""
    if root is None:
        return Numbering()
    levels, definitions, restarts = {}, {}, {}
    for element in root:
        if local(element) == "abstractNum":
            levels[attribute(element, "abstractNumId") or ""] = _levels(element)
    for element in root:
        if local(element) == "num":
            number_id = attribute(element, "numId") or ""
            definitions[number_id] = _value(element, "abstractNumId") or ""
            restarts.update({(number_id, depth): start for depth, start in _overrides(element)})
    return Numbering(levels, definitions, restarts)


def _levels(definition: etree._Element) -> dict[int, Level]:
    return {
        _number(attribute(element, "ilvl"), 0): Level(
            _value(element, "numFmt") or "decimal",
            _value(element, "lvlText") or "",
            _number(_value(element, "start"), 1),
            _child(element, "isLgl") is not None,
        )
        for element in definition
        if local(element) == "lvl"
    }


def _overrides(element: etree._Element) -> list[tuple[int, int]]:
    found = []
    for override in element:
        if local(override) == "lvlOverride" and _value(override, "startOverride") is not None:
            found.append(
                (_number(attribute(override, "ilvl"), 0), _number(_value(override, "startOverride"), 1))
            )
    return found


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)


def _value(element: etree._Element, name: str) -> str | None:
    child = _child(element, name)
    return attribute(child, "val") if child is not None else None


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else default
