"""Elements of Akoma Ntoso 3.0, and what XML cannot hold."""

from __future__ import annotations

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
BASE = "treatybase"
"""The eId of this base among the organisations: it answers for the mark-up."""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def tag(name: str) -> str:
    """The name in the namespace."""
    return f"{{{AKN}}}{name}"


def element(name: str, /, **attributes: str) -> etree._Element:
    """An element of the Akoma Ntoso namespace."""
    return etree.Element(tag(name), attributes)


def within(parent: etree._Element, name: str, /, text: str = "", **attributes: str) -> etree._Element:
    """The same as the last child of `parent`."""
    child = etree.SubElement(parent, tag(name), attributes)
    if text:
        child.text = clean(text)
    return child


def clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (ord(c) >= 32 and ord(c) not in (0xFFFE, 0xFFFF)))
