"""Formex 4 to 6: the acts and annexes of the Official Journal of the European Union."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.model import Identifier, IdentifierScheme, LegalDate
from corpus.model import ProvisionKind as Kind
from ingest.document import Hints, RawDocument
from ingest.errors import NotADocument
from ingest.readers.akn_meta import certain
from ingest.readers.clean import clean
from ingest.readers.flow import table_text
from ingest.readers.safe_xml import attribute, local
from ingest.readers.tree import Node, number_of, provisions

ROOTS = frozenset(
    {"ACT", "ANNEX", "AGR", "DECISION", "GENERAL", "CORR", "LETTER", "DOC", "PUBLICATION", "CONS.ACT"}
)
_DESCRIPTIONS = frozenset({"DOC", "PUBLICATION"})
"""Lists of files and tables of contents of an issue."""
_CONTAINERS = {"DIVISION": Kind.CHAPTER, "GR.SEQ": Kind.SECTION, "ANNEX": Kind.ANNEX, "ARTICLE": Kind.ARTICLE}
_TRANSPARENT = frozenset(
    {
        "ENACTING.TERMS",
        "CONTENTS",
        "LIST",
        "GR.VISA",
        "GR.CONSID",
        "PREAMBLE.GEN",
        "GR.NOTES",
        "CONS.DOC",
        "ALINEA.GR",
    }
)
_NAMES = frozenset(
    {"TITLE", "TI.ART", "STI.ART", "NO.PARAG", "NO.P", "TI", "STI", "BIB.INSTANCE", "INCLUSIONS"}
)
_SEPARATE = frozenset(
    {
        "P",
        "TXT",
        "NO.P",
        "NO.PARAG",
        "PARAG",
        "ALINEA",
        "NP",
        "ITEM",
        "TI",
        "STI",
        "TI.ART",
        "STI.ART",
        "CELL",
    }
)
_NOTES = "NOTE"


def read_formex(root: etree._Element, path: str) -> Iterator[RawDocument]:
    """One document. Raises NotADocument for the files that only describe an issue."""
    if local(root) in _DESCRIPTIONS:
        raise NotADocument(f"{path}: a Formex file that only describes an issue of the journal", path=path)
    nodes: list[Node] = []
    for child in root:
        nodes.extend(_part(child))
    if local(root) == "ANNEX":
        title = _title(root)
        nodes = [
            Node(Kind.ANNEX, label=title[0], number=number_of(title[0]), heading=title[1], children=nodes)
        ]
    yield RawDocument(tree=provisions(nodes), hints=_hints(root))


def _part(element: etree._Element) -> list[Node]:
    name = local(element)
    if name == "PREAMBLE":
        return [_filled(Node(Kind.PREAMBLE), element)]
    if name in {"FINAL", "SIGNATURE", "FOOTER"}:
        return [Node(Kind.CONCLUSION, text="\n".join(_lines(element)))]
    if name in _NAMES:
        return []
    return _filled(Node(Kind.PARA), element).children or [Node(Kind.PARA, text="\n".join(_lines(element)))]


def _filled(node: Node, element: etree._Element) -> Node:
    """Put the content of an element into a node, in order."""
    for child in element:
        name = local(child)
        if name in _CONTAINERS:
            node.children.append(_container(child, _CONTAINERS[name]))
        elif name in {"VISA", "CONSID"}:
            node.children.append(_recital(child))
        elif name == "PARAG":
            node.children.append(_numbered(child, Kind.PARAGRAPH, "NO.PARAG"))
        elif name in {"NP", "ITEM"}:
            node.children.append(_item(child, node))
        elif name == "TBL":
            node.children.append(Node(Kind.TABLE, text=_table(child)))
        elif name == "QUOT.S":
            node.children.append(Node(Kind.QUOTATION, text="\n".join(_lines(child))))
        elif name in _TRANSPARENT or (name in {"ALINEA", "P", "TXT"} and _holds_items(child)):
            _add(node, clean(child.text or ""))
            _filled(node, child)
        elif name and name not in _NAMES:
            for line in _lines(child):
                _add(node, line)
    return node


def _add(node: Node, line: str) -> None:
    node.text = "\n".join(part for part in (node.text, line) if part)


def _holds_items(element: etree._Element) -> bool:
    return any(local(child) in {"LIST", "NP", "TBL", "QUOT.S", "P"} for child in element)


def _container(element: etree._Element, kind: Kind) -> Node:
    if kind is Kind.ARTICLE:
        label, heading = _inline(element, "TI.ART"), _inline(element, "STI.ART")
        return _alineas(
            _filled(Node(kind, label=label, number=number_of(label), heading=heading), element), element
        )
    label, heading = _title(element)
    return _filled(
        Node(_division(label, kind), label=label, number=number_of(label), heading=heading), element
    )


def _alineas(node: Node, element: etree._Element) -> Node:
    """Several unnumbered paragraphs of an article are paragraphs; a single one is its text."""
    lines = node.text.split("\n") if node.text else []
    if len(lines) > 1 and not node.children and sum(local(child) == "ALINEA" for child in element) > 1:
        node.children = [Node(Kind.PARAGRAPH, text=line) for line in lines]
        node.text = ""
    return node


def _division(label: str, kind: Kind) -> Kind:
    words = {"chapter": Kind.CHAPTER, "section": Kind.SECTION, "title": Kind.TITLE, "part": Kind.PART}
    return words.get(label.split(" ")[0].lower(), kind)


def _title(element: etree._Element) -> tuple[str, str]:
    """Title and subtitle of a division: label and heading, whichever is there."""
    title = next((child for child in element if local(child) == "TITLE"), None)
    if title is None:
        return "", ""
    first, second = _inline(title, "TI"), _inline(title, "STI")
    if not second and not re.match(r"(?i)(annex|chapter|section|title|part|[ivx]+\.|\d+\.)", first):
        return "", first
    return first, second


def _recital(element: etree._Element) -> Node:
    node = Node(
        Kind.RECITAL, label=next((_text(found) for found in element.iter() if local(found) == "NO.P"), "")
    )
    node.number = number_of(node.label) if node.label else None
    node.text = _text(element).removeprefix(node.label).strip()
    return node


def _numbered(element: etree._Element, kind: Kind, name: str) -> Node:
    label = _inline(element, name)
    return _filled(Node(kind, label=label, number=number_of(label) if label else None), element)


def _item(element: etree._Element, parent: Node) -> Node:
    """An item of a list; below a point it is a subpoint."""
    inner = next((child for child in element if local(child) == "NP"), element)
    kind = Kind.SUBPOINT if parent.kind in {Kind.POINT, Kind.SUBPOINT} else Kind.POINT
    return _numbered(inner, kind, "NO.P")


def _inline(element: etree._Element, name: str) -> str:
    return next((_text(child) for child in element if local(child) == name), "")


def _text(element: etree._Element) -> str:
    return clean("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    signs = {"QUOT.START": "‘", "QUOT.END": "’"}
    yield signs.get(local(element), "")
    yield element.text or ""
    for child in element:
        if local(child) == _NOTES:
            yield f" [{clean(''.join(_pieces(child)))}]"
        else:
            yield " " if local(child) in _SEPARATE else ""
            yield from _pieces(child)
        yield child.tail or ""


def _lines(element: etree._Element) -> list[str]:
    """One line for each lowest block."""
    blocks = [
        child
        for child in element.iterdescendants()
        if local(child) in {"P", "TXT", "ALINEA", "TI.ART", "STI.ART", "NP"}
    ]
    lowest = [
        block
        for block in blocks
        if not any(block is above for other in blocks for above in other.iterancestors())
    ]
    outside = not lowest or sum(map(len, map(_text, lowest))) < 0.8 * len(_text(element))
    lines = [_text(element)] if outside else [_text(block) for block in lowest]
    return [line for line in lines if line]


def _table(element: etree._Element) -> str:
    rows = [row for row in element.iterdescendants() if local(row) == "ROW"]
    return table_text([_text(cell) for cell in row if local(cell) == "CELL"] for row in rows)


def _hints(root: etree._Element) -> Hints:
    """Title, language and date; the journal's own reference is kept as the gazette identifier."""
    bib = next((child for child in root if local(child) == "BIB.INSTANCE"), None)
    language = _inline(bib, "LG.DOC").lower() if bib is not None else ""
    title = next((_text(child) for child in root if local(child) == "TITLE"), "")
    return Hints(
        # An annex is printed with its act under one reference, but is not that act.
        identifiers=() if local(root) == "ANNEX" else _identifiers(bib),
        titles={language or "und": title} if title and local(root) != "ANNEX" else {},
        language=language or None,
        adopted=_adopted(bib),
        extra={"formex.root": local(root)},
    )


def _identifiers(bib: etree._Element | None) -> tuple[Identifier, ...]:
    found = (
        next((ref for ref in bib.iter() if local(ref) == "DOCUMENT.REF"), None) if bib is not None else None
    )
    if found is None:
        return ()
    parts = [_inline(found, name) for name in ("COLL", "NO.OJ", "YEAR", "PAGE.FIRST")]
    if not all(parts):
        return ()
    coll, number, year, page = parts
    return (Identifier(IdentifierScheme.GAZETTE, f"OJ {coll} {number}, {year}, p. {page}"),)


def _adopted(bib: etree._Element | None) -> LegalDate | None:
    """The date in the bibliographic record, where it is the act's own."""
    date = next((child for child in bib if local(child) == "DATE"), None) if bib is not None else None
    text = (attribute(date, "ISO") or "") if date is not None else ""
    return certain(f"{text[:4]}-{text[4:6]}-{text[6:8]}") if re.fullmatch(r"\d{8}", text) else None
