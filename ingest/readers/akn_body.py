"""The body of an Akoma Ntoso document (1.0 to 3.0 and its national dialects) as nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.language.names import bcp47
from corpus.model import ProvisionKind as Kind
from ingest.readers.clean import clean
from ingest.readers.flow import table_text
from ingest.readers.safe_xml import attribute, local
from ingest.readers.tree import Node, number_of

HIERARCHY: dict[str, Kind] = {
    "tome": Kind.BOOK, "book": Kind.BOOK, "part": Kind.PART, "subpart": Kind.PART, "title": Kind.TITLE,
    "subtitle": Kind.TITLE, "chapter": Kind.CHAPTER, "subchapter": Kind.CHAPTER, "section": Kind.SECTION,
    "division": Kind.SECTION, "subdivision": Kind.SECTION, "subsection": Kind.SUBSECTION,
    "article": Kind.ARTICLE, "rule": Kind.ARTICLE, "paragraph": Kind.PARAGRAPH, "subrule": Kind.PARAGRAPH,
    "clause": Kind.PARAGRAPH, "alinea": Kind.PARAGRAPH, "proviso": Kind.PARAGRAPH, "subclause": Kind.POINT,
    "subparagraph": Kind.POINT, "point": Kind.POINT, "indent": Kind.POINT, "item": Kind.POINT,
    "level": Kind.PARAGRAPH, "transitional": Kind.ARTICLE, "recital": Kind.RECITAL, "citation": Kind.RECITAL,
    "debateSection": Kind.SECTION, "speech": Kind.PARAGRAPH, "question": Kind.PARAGRAPH,
    "answer": Kind.PARAGRAPH,
    "speechGroup": Kind.PARAGRAPH, "administrationOfOath": Kind.SECTION, "rollCall": Kind.SECTION,
}  # fmt: skip
_NAMED: dict[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    "annex": Kind.ANNEX, "schedule": Kind.ANNEX, "appendix": Kind.ANNEX, "attachment": Kind.ANNEX,
    "chapter": Kind.CHAPTER, "part": Kind.PART, "section": Kind.SECTION, "article": Kind.ARTICLE,
}  # fmt: skip
"""Kinds that a generic container (`hcontainer`) may have by its name: those that we write have ours."""
_TRANSPARENT = frozenset(
    {"list", "blockList", "body", "mainBody", "mainContent", "judgmentBody", "judgementBody", "debateBody"}
    | {
        "amendmentBody",
        "collectionBody",
        "content",
        "portionBody",
        "container",
        "div",
        "recitals",
        "citations",
    }
    | {
        "arguments",
        "background",
        "decision",
        "introduction",
        "motivation",
        "remedies",
        "tblock",
        "toc",
        "foreign",
    }
    | {
        "blockContainer",
        "amendmentHeading",
        "amendmentContent",
        "amendmentReference",
        "amendmentJustification",
    }
)
_BLOCKS = frozenset(
    {
        "p",
        "block",
        "intro",
        "wrapUp",
        "listIntroduction",
        "listConclusion",
        "listWrapUp",
        "longTitle",
        "formula",
    }
    | {
        "scene",
        "narrative",
        "summary",
        "from",
        "other",
        "crossHeading",
        "signature",
        "li",
        "caption",
        "preamble",
    }
)
_QUOTED = frozenset({"quotedStructure", "embeddedStructure"})
_HEADED = frozenset({Kind.ARTICLE, Kind.CHAPTER, Kind.PART, Kind.TITLE, Kind.SECTION, Kind.ANNEX, Kind.BOOK})
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*")
_NAMES = frozenset({"num", "heading", "subheading"})
DOCUMENTS = frozenset(
    {"act", "bill", "doc", "statement", "amendment", "amendmentList", "judgment", "judgement", "debate"}
    | {"debateReport", "debateRecord", "report", "officialGazette", "documentCollection", "portion"}
)
"""Elements that are documents of their own, wherever they stand."""
_NOT_TEXT = DOCUMENTS | frozenset(
    {"meta", "toc", "componentRef", "documentRef", "img", "marker", "eol", "br", "noteRef"}
)
_CONTAINERS = frozenset({"ol", "ul"})


def nodes(element: etree._Element) -> list[Node]:
    """The provisions of an element whose own text stands in a node of no kind: for bodies."""
    holder = Node(Kind.PARA)
    _fill(holder, element)
    if holder.text:
        return [Node(Kind.PARA, text=holder.text), *holder.children]
    return holder.children


def node(element: etree._Element, kind: Kind) -> Node:
    """The provision of an element of the hierarchy: number, heading, text, children."""
    wid = attribute(element, "wId") or ""
    made = Node(kind, eid=_identity(element), wid=wid, language=_language(element))
    for child in element:
        name = local(child)
        if name == "num":
            made.label = made.label or inline(child)
        elif name in {"heading", "subheading"}:
            made.heading = " ".join(part for part in (made.heading, inline(child)) if part)
    made.number = number_of(made.label) if made.label else None
    _fill(made, element)
    return made


def _identity(element: etree._Element) -> str:
    """The eId, where the dialect is that of version 3; the ids of older versions follow other rules."""
    return attribute(element, "eId") or ""


def _language(element: etree._Element) -> str | None:
    """The language that an element says of itself (`xml:lang`): a passage in another one than the text."""
    code = (attribute(element, "lang") or "").strip()
    return bcp47(code) if _LANGUAGE_CODE.fullmatch(code) else None


def _fill(made: Node, element: etree._Element) -> None:
    """Put the content of `element` into `made`, in order.

    Text that runs through inline elements is one line; structures within it (a list, a table, the
    text that an amendment quotes) become children at their place.
    """
    line: list[str] = []
    _run(made, element, line)
    _end_line(made, line)


def _run(made: Node, element: etree._Element, line: list[str]) -> None:
    line.append(element.text or "")
    for child in element:
        name = local(child)
        if name and name not in _NAMES and name not in _NOT_TEXT:
            _take(made, child, name, line)
        elif name in {"eol", "br"}:
            line.append(" ")
        line.append(child.tail or "")


def _take(made: Node, child: etree._Element, name: str, line: list[str]) -> None:
    kind = _kind(child, name)
    if kind is not None:
        _end_line(made, line)
        made.children.append(node(child, kind))
    elif name in _QUOTED or name == "table":
        _end_line(made, line)
        _add(made, _special(child, name))
    elif name in {"authorialNote", "noteRef"}:
        line.extend(_note(child, name))
    elif name in _BLOCKS or name in _TRANSPARENT or name in _CONTAINERS:
        _end_line(made, line)
        _run(made, child, line)
        _end_line(made, line)
    else:
        _run(made, child, line)


def _special(child: etree._Element, name: str) -> Node:
    """A table or a quotation."""
    if name == "table":
        return Node(Kind.TABLE, text=table(child), eid=_identity(child))
    return Node(Kind.QUOTATION, text="\n".join(_lines(child)), eid=_identity(child))


def _add(made: Node, found: Node) -> None:
    """A child; in a container named by its kind, the container's own text."""
    if made.kind is found.kind and not made.text and not made.children:
        made.text = found.text
    else:
        made.children.append(found)


def _end_line(made: Node, line: list[str]) -> None:
    """Text behind the first children belongs to the node too, after what it had."""
    text = clean("".join(line))
    line.clear()
    if text and made.children and not any(letter.isalnum() for letter in text):
        made.children[-1].text += text  # the full stop behind a quotation
    elif text:
        made.text = f"{made.text}\n{text}".strip()


def _kind(element: etree._Element, name: str) -> Kind | None:
    if name == "hcontainer":
        named = _NAMED.get((attribute(element, "name") or "").lower())
        has_name = any(local(child) in {"num", "heading"} for child in element)
        return named or (Kind.SECTION if has_name else None)
    if name == "subsection" and any(local(child) in {"content", "intro"} for child in element):
        return Kind.PARAGRAPH  # the numbered subsection of a common-law section is a paragraph
    if name == "level" and any(_kind(child, local(child)) for child in element):
        return Kind.SECTION
    return HIERARCHY.get(name)


def _lines(element: etree._Element) -> list[str]:
    """The lines of text below an element: one for each block, a label before the text it numbers."""
    holder = Node(Kind.PARA)
    _fill(holder, element)
    return list(_flat(holder))


def _flat(made: Node) -> Iterator[str]:
    """Label and heading of an article stand above its text, those of a paragraph before it."""
    head = " ".join(part for part in (made.label, made.heading) if part)
    joint = "\n" if made.kind in _HEADED else " "
    own = joint.join(part for part in (head, made.text) if part)
    yield from own.split("\n") if own else ()
    for child in made.children:
        yield from _flat(child)


lines_of = _flat


def inline(element: etree._Element) -> str:
    """The text of an element in one line; notes stand in brackets."""
    return clean("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in {"authorialNote", "noteRef"}:
            yield from _note(child, name)
        elif name in {"eol", "br", "p", "block", "num", "heading"}:
            yield " "
            yield from _pieces(child)
            yield " "
        elif name not in {"meta", "img"}:
            yield from _pieces(child)
        yield child.tail or ""


def _note(element: etree._Element, name: str) -> Iterator[str]:
    text = clean("".join(_pieces(element)))
    marker = attribute(element, "marker") or ""
    if text:
        yield f" [{marker}: {text}]" if marker else f" [{text}]"


def table(element: etree._Element) -> str:
    """One row a line."""
    rows = [row for row in element.iterdescendants() if local(row) == "tr"]
    cells = ([inline(cell) for cell in row if local(cell) in {"td", "th"}] for row in rows)
    return table_text(cells)
