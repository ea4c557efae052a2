"""Akoma Ntoso 3.0: the eIds of the base, FRBR metadata, and a note for everything that is unknown.

The schema demands a date where the base has none: it gets the day 0001-01-01 with the name
`unknown`, and a note says so. Nothing is invented to please a schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lxml import etree

from corpus.model import Provision, ProvisionKind
from corpus.store.views import StoredExpression, StoredWork
from corpus.tables import cells
from search_api.render.akn_meta import AKN, element, meta

_HIERARCHY = {
    kind: kind.value
    for kind in (
        ProvisionKind.BOOK,
        ProvisionKind.PART,
        ProvisionKind.TITLE,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.SUBSECTION,
        ProvisionKind.ARTICLE,
        ProvisionKind.PARAGRAPH,
        ProvisionKind.POINT,
    )
}
"""Kinds with an element of their own; the others are `hcontainer`s that name them."""


def expression_akn(work: StoredWork, stored: StoredExpression, on: date) -> bytes:
    """The whole text as an `act`, UTF-8; `on` is the day on which the file is made."""
    roots = stored.provisions
    before = [p for p in roots[:1] if p.kind is ProvisionKind.PREAMBLE]
    after = [p for p in roots[-1:] if p.kind is ProvisionKind.CONCLUSION]
    between = [p for p in roots if p not in before and p not in after]
    act = element("act", name=work.work.kind.value, contains=_contains(stored))
    act.append(meta(work, stored, on))
    act.append(_preface(work, stored))
    act.extend(_preamble(provision) for provision in before)
    body = etree.SubElement(act, _tag("body"))
    body.extend(_nodes(between) or [_empty_body()])
    act.extend(_conclusions(provision) for provision in after)
    return _document(act)


def provision_akn(work: StoredWork, stored: StoredExpression, provision: Provision, on: date) -> bytes:
    """One provision as a `portion` of its expression, UTF-8."""
    portion = element("portion", includedIn=f"/works/{work.work.slug}")
    portion.append(meta(work, stored, on))
    body = etree.SubElement(portion, _tag("portionBody"))
    body.append(_node(provision))
    return _document(portion)


def _document(child: etree._Element) -> bytes:
    root = etree.Element(_tag("akomaNtoso"), nsmap={None: AKN})  # type: ignore[dict-item]
    root.append(child)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _tag(name: str) -> str:
    return f"{{{AKN}}}{name}"


def _contains(stored: StoredExpression) -> str:
    return "originalVersion" if stored.expression.making.value == "original" else "singleVersion"


def _preface(work: StoredWork, stored: StoredExpression) -> etree._Element:
    preface = element("preface", eId="preface")
    paragraph = etree.SubElement(preface, _tag("p"))
    title = etree.SubElement(paragraph, _tag("docTitle"))
    title.text = _clean(stored.expression.title or work.work.title(stored.expression.language))
    return preface


def _preamble(provision: Provision) -> etree._Element:
    """The preamble: its paragraphs, and its recitals as such."""
    preamble = element("preamble", eId=provision.eid)
    preamble.extend(_paragraphs(provision.text))
    recitals = [child for child in provision.children if child.kind is ProvisionKind.RECITAL]
    if recitals:
        box = etree.SubElement(preamble, _tag("recitals"), eId=f"{provision.eid}__recs")
        box.extend(_recital(recital) for recital in recitals)
    for child in provision.children:
        if child not in recitals:
            container = etree.SubElement(preamble, _tag("container"), eId=child.eid, name=child.kind.value)
            container.extend(_paragraphs(_whole(child)) or [_paragraph("")])
    if len(preamble) == 0:
        preamble.append(_paragraph(""))
    return preamble


def _recital(provision: Provision) -> etree._Element:
    recital = element("recital", eId=provision.eid)
    _head(recital, provision)
    recital.extend(_paragraphs(provision.full_text()) or [_paragraph("")])
    return recital


def _conclusions(provision: Provision) -> etree._Element:
    conclusions = element("conclusions", eId=provision.eid)
    conclusions.extend(_paragraphs(_whole(provision)) or [_paragraph("")])
    return conclusions


def _whole(provision: Provision) -> str:
    head = " ".join(part for part in (provision.label, provision.heading) if part)
    return "\n".join(part for part in (head, provision.full_text()) if part)


# --- the hierarchy -------------------------------------------------------------------------------


def _nodes(provisions: Iterable[Provision]) -> list[etree._Element]:
    return [_node(provision) for provision in provisions]


def _node(provision: Provision) -> etree._Element:
    """A provision: number, heading, own text as introduction before children, else as content."""
    name = _HIERARCHY.get(provision.kind)
    node = element(name or "hcontainer", eId=provision.eid)
    if name is None:
        node.set("name", provision.kind.value)
    if provision.wid and provision.wid != provision.eid:
        node.set("wId", provision.wid)
    if provision.language:
        node.set("{http://www.w3.org/XML/1998/namespace}lang", provision.language)
    _head(node, provision)
    if not provision.children:
        content = etree.SubElement(node, _tag("content"))
        content.extend(_content(provision) or [_paragraph("")])
        return node
    if provision.text:
        intro = etree.SubElement(node, _tag("intro"))
        intro.extend(_content(provision))
    node.extend(_nodes(provision.children))
    return node


def _head(node: etree._Element, provision: Provision) -> None:
    if provision.label:
        etree.SubElement(node, _tag("num")).text = _clean(provision.label)
    if provision.heading:
        etree.SubElement(node, _tag("heading")).text = _clean(provision.heading)


def _content(provision: Provision) -> list[etree._Element]:
    return [_table(provision.text)] if provision.kind is ProvisionKind.TABLE else _paragraphs(provision.text)


def _table(text: str) -> etree._Element:
    """A table from lines of cells joined by ` | `."""
    table = element("table")
    for line in text.splitlines() or [""]:
        row = etree.SubElement(table, _tag("tr"))
        for cell in cells(line):
            etree.SubElement(row, _tag("td")).append(_paragraph(cell))
    return table


def _paragraphs(text: str) -> list[etree._Element]:
    return [_paragraph(line) for line in text.splitlines() if line.strip()]


def _paragraph(text: str) -> etree._Element:
    paragraph = element("p")
    paragraph.text = _clean(text)
    return paragraph


def _empty_body() -> etree._Element:
    container = element("hcontainer", eId="body_1", name="empty")
    etree.SubElement(container, _tag("content")).append(_paragraph(""))
    return container


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (ord(c) >= 32 and ord(c) not in (0xFFFE, 0xFFFF)))
