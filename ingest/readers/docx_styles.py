"""The styles of a Word document: which paragraphs are headings, bold or numbered by their style."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from ingest.readers.safe_xml import attribute, local

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|заголовок|标题|标题)\s*([1-9])$", re.IGNORECASE)
_MOST = 20
"""Longest chain of `basedOn`; a damaged file may have a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph takes over from its style."""

    level: int | None = None
    bold: bool = False
    number_id: str | None = None
    depth: int = 0
    font: str = ""


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of `styles.xml` by id, with what they inherit; the empty id is the usual style."""
    if root is None:
        return {}
    elements = {attribute(style, "styleId") or "": style for style in root if local(style) == "style"}
    styles = {name: _resolved(name, elements) for name in elements}
    usual = next(
        (name for name, style in elements.items() if attribute(style, "default") in {"1", "true"}), ""
    )
    defaults = find(root, "docDefaults")
    font = styles.get(usual, Style()).font or (font_of(defaults) if defaults is not None else "")
    named = {name: replace(style, font=style.font or font) for name, style in styles.items()}
    return named | {"": named.get(usual, Style(font=font))}


def _resolved(name: str, elements: dict[str, etree._Element]) -> Style:
    level: int | None = None
    bold: bool | None = None
    number_id: str | None = None
    depth, font = 0, ""
    for _ in range(_MOST):
        element = elements.get(name)
        if element is None:
            break
        level = level if level is not None else _level(element)
        font = font or font_of(element)
        bold = bold if bold is not None else switched(element, "b")
        if number_id is None and (properties := find(element, "numPr")) is not None:
            number_id, depth = numbering_of(properties)
        name = value(element, "basedOn") or ""
    return Style(level, bool(bold), number_id, depth, font)


def _level(style: etree._Element) -> int | None:
    heading = _HEADING.match(value(style, "name") or "")
    if heading:
        return int(heading[1])
    if (value(style, "name") or "").lower() == "title":
        return 1
    outline = find(style, "outlineLvl")
    text = attribute(outline, "val") if outline is not None else None
    return int(text) + 1 if text and text.isdecimal() and int(text) < 9 else None


def font_of(element: etree._Element) -> str:
    """The font of Latin letters below `element`, where it is said."""
    fonts = find(element, "rFonts")
    return (attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "") if fonts is not None else ""


def numbering_of(properties: etree._Element) -> tuple[str | None, int]:
    """The list and the depth of a `numPr`; the list `0` takes numbering away."""
    depth = value(properties, "ilvl") or "0"
    return value(properties, "numId"), int(depth) if depth.isdecimal() else 0


def switched(element: etree._Element, name: str) -> bool | None:
    """An on/off property below `element`: None where it is not said."""
    found = find(element, name)
    return None if found is None else (attribute(found, "val") or "1") not in {"0", "false", "off"}


def find(element: etree._Element, name: str) -> etree._Element | None:
    """The first descendant with this local name."""
    return next((child for child in element.iter() if local(child) == name), None)


def value(element: etree._Element, name: str) -> str | None:
    """The `val` of the child with this local name."""
    child = next((child for child in element if local(child) == name), None)
    return attribute(child, "val") if child is not None else None
