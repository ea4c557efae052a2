"""Akoma Ntoso 3.0: the eIds of the base, FRBR metadata, and a note for everything that is unknown.

The schema demands a date where the base has none: it gets the day 0001-01-01 with the name
`unknown`, and a note says so. Nothing is invented to please a schema.

What is written here is read back to the same provisions by `ingest.readers.akn`: kinds without an element
of their own are `hcontainer`s that bear their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from corpus.identifiers import WorkUri
from corpus.language.citing import made_by_system
from corpus.model import Making, Provision, ProvisionKind
from corpus.store.views import StoredExpression, StoredWork
from corpus.tables import cells
from search_api.render.akn_elements import AKN, LANGUAGE, clean, element, tag, within
from search_api.render.akn_meta import meta, part_meta
from search_api.render.akn_refs import Refs
from search_api.render.akn_times import Times

_HIERARCHY = frozenset(
    {
        ProvisionKind.BOOK,
        ProvisionKind.PART,
        ProvisionKind.TITLE,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.SUBSECTION,
        ProvisionKind.ARTICLE,
        ProvisionKind.PARAGRAPH,
        ProvisionKind.POINT,
    }
)
"""Kinds with an element of their own; the others are `hcontainer`s that name them."""


def expression_akn(work: StoredWork, stored: StoredExpression, on: date) -> bytes:
    """The whole text as an `act`, UTF-8; `on` is the day on which the file is made."""
    return _Writer(work, stored, on, Times.of(work, stored), Refs.of(work, stored, stored.provisions)).act()


def provision_akn(work: StoredWork, stored: StoredExpression, provision: Provision, on: date) -> bytes:
    """One provision as a `portion` of its expression, UTF-8."""
    refs = Refs.of(work, stored, (provision,))
    return _Writer(work, stored, on, Times.of(work, stored), refs).portion(provision)


@dataclass(frozen=True)
class _Writer:
    """Writes one document. `times` tells which provisions have a time of their own, `refs` what they cite."""

    work: StoredWork
    stored: StoredExpression
    on: date
    times: Times
    refs: Refs

    def act(self) -> bytes:
        parts = _Parts.of(self.stored.provisions)
        act = element("act", name=self.work.work.kind.value, contains=_contains(self.stored))
        act.append(meta(self.work, self.stored, self.on, self.times))
        act.append(self._preface())
        act.extend(self._marked(_preamble(each), each) for each in parts.preamble)
        body = within(act, "body")
        if period := self.times.periods.get(None):
            body.set("period", f"#{period}")
        body.extend(self._nodes(parts.body) or [_empty_body()])
        act.extend(self._marked(_conclusions(each), each) for each in parts.conclusions)
        if parts.annexes:
            within(act, "attachments").extend(map(self._attachment, parts.annexes))
        return self._document(act)

    def portion(self, provision: Provision) -> bytes:
        portion = element("portion", includedIn=str(WorkUri(self.work.work.slug)))
        portion.append(meta(self.work, self.stored, self.on, self.times))
        within(portion, "portionBody").append(self._node(provision))
        return self._document(portion)

    def _document(self, child: etree._Element) -> bytes:
        root = etree.Element(tag("akomaNtoso"), nsmap={None: AKN})  # type: ignore[dict-item]
        root.append(child)
        etree.indent(root)
        self.refs.put_in()  # last: blanks around a reference belong to the text
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def _preface(self) -> etree._Element:
        """The title; a consolidation by this system says under it what it is."""
        expression = self.stored.expression
        preface = element("preface")
        title = expression.title or self.work.work.title(expression.language)
        within(within(preface, "p"), "docTitle", " ".join(title.split()))
        if expression.making is Making.CONSOLIDATED_SYSTEM:
            within(within(preface, "p"), "docStatus", made_by_system(expression.language))
        return preface

    def _nodes(self, provisions: Iterable[Provision]) -> list[etree._Element]:
        return [self._node(provision) for provision in provisions]

    def _node(self, provision: Provision) -> etree._Element:
        """A provision: number, heading, own text as introduction before children, else as content."""
        node = self._marked(_named(provision), provision)
        _head(node, provision)
        if not provision.children:
            within(node, "content").extend(self._content(provision) or [element("p")])
            return node
        if provision.text:
            within(node, "intro").extend(self._content(provision))
        node.extend(self._nodes(provision.children))
        return node

    def _content(self, provision: Provision) -> list[etree._Element]:
        if not provision.text:
            return []
        if provision.kind is ProvisionKind.TABLE:
            return [_table(provision.text)]
        if provision.kind is ProvisionKind.QUOTATION:
            return [_quoted(provision)]
        return self.refs.noted(_paragraphs(provision.text), provision)

    def _attachment(self, annex: Provision) -> etree._Element:
        """An annex at the end: a document of its own, whose number and heading the attachment bears."""
        attachment = self._marked(element("attachment", eId=annex.eid), annex)
        _head(attachment, annex)
        document = within(attachment, "doc", name="annex", contains=_contains(self.stored))
        document.append(part_meta(self.work, self.stored, self.on, annex.eid))
        body = within(document, "mainBody")
        body.extend(_paragraphs(annex.text))
        body.extend(self._nodes(annex.children))
        if len(body) == 0:
            within(body, "p")
        return attachment

    def _marked(self, node: etree._Element, provision: Provision) -> etree._Element:
        """With what stays the same through renumbering, the language where it is another, and the time."""
        if provision.wid and provision.wid != provision.eid:
            node.set("wId", provision.wid)
        if provision.language:
            node.set(LANGUAGE, provision.language)
        if period := self.times.periods.get(provision.eid):
            node.set("period", f"#{period}")
        return node


@dataclass(frozen=True)
class _Parts:
    """The provisions at the top by their places in a document; whatever does not fit goes to the body."""

    preamble: Sequence[Provision]
    body: Sequence[Provision]
    conclusions: Sequence[Provision]
    annexes: Sequence[Provision]

    @classmethod
    def of(cls, tops: Sequence[Provision]) -> _Parts:
        start, end = 0, len(tops)
        while end > 1 and tops[end - 1].kind is ProvisionKind.ANNEX:
            end -= 1
        annexes = tops[end:]
        if start < end and tops[0].kind is ProvisionKind.PREAMBLE and _is_plain_preamble(tops[0]):
            start = 1
        closing = end > start and tops[end - 1].kind is ProvisionKind.CONCLUSION and _is_bare(tops[end - 1])
        last = end - 1 if closing else end
        return cls(tops[:start], tops[start:last], tops[last:end], annexes)


def _is_plain_preamble(provision: Provision) -> bool:
    """Whether it is paragraphs, then recitals: what a `preamble` can hold without loss."""
    return not (provision.label or provision.heading) and all(
        child.kind is ProvisionKind.RECITAL and not child.children for child in provision.children
    )


def _is_bare(provision: Provision) -> bool:
    return not (provision.label or provision.heading or provision.children)


def _contains(stored: StoredExpression) -> str:
    return "originalVersion" if stored.expression.making is Making.ORIGINAL else "singleVersion"


def _preamble(provision: Provision) -> etree._Element:
    """The preamble: its paragraphs, and its recitals as such."""
    preamble = element("preamble", eId=provision.eid)
    preamble.extend(_paragraphs(provision.text))
    if provision.children:
        within(preamble, "recitals", eId=f"{provision.eid}__recs").extend(map(_recital, provision.children))
    if len(preamble) == 0:
        within(preamble, "p")
    return preamble


def _recital(provision: Provision) -> etree._Element:
    recital = element("recital", eId=provision.eid)
    if provision.language:
        recital.set(LANGUAGE, provision.language)
    _head(recital, provision)
    recital.extend(_paragraphs(provision.text) or [element("p")])
    return recital


def _conclusions(provision: Provision) -> etree._Element:
    conclusions = element("conclusions", eId=provision.eid)
    conclusions.extend(_paragraphs(provision.text) or [element("p")])
    return conclusions


def _named(provision: Provision) -> etree._Element:
    """The element of a kind. A subsection with text of its own would be read as a paragraph elsewhere."""
    kind = provision.kind
    worded = bool(provision.text or not provision.children)
    if kind in _HIERARCHY and not (kind is ProvisionKind.SUBSECTION and worded):
        return element(kind.value, eId=provision.eid)
    return element("hcontainer", eId=provision.eid, name=kind.value)


def _head(node: etree._Element, provision: Provision) -> None:
    if provision.label:
        within(node, "num", provision.label)
    if provision.heading:
        within(node, "heading", provision.heading)


def _quoted(provision: Provision) -> etree._Element:
    """What an amending provision quotes, as a modification; the quotation marks are left in the text."""
    paragraph = element("p")
    mod = within(paragraph, "mod", eId=f"{provision.eid}__mod_1")
    quoted = within(mod, "quotedStructure", eId=f"{provision.eid}__mod_1__qstr_1")
    quoted.extend(_paragraphs(provision.text) or [element("p")])
    return paragraph


def _table(text: str) -> etree._Element:
    """A table from lines of cells joined by ` | `."""
    table = element("table")
    for line in text.split("\n"):
        row = within(table, "tr")
        for cell in cells(line):
            within(within(row, "td"), "p", cell)
    return table


def _paragraphs(text: str) -> list[etree._Element]:
    lines = [clean(line) for line in text.split("\n") if line.strip()]
    return [_paragraph(line) for line in lines]


def _paragraph(line: str) -> etree._Element:
    paragraph = element("p")
    paragraph.text = line
    return paragraph


def _empty_body() -> etree._Element:
    container = element("hcontainer", eId="body_1", name="empty")
    within(within(container, "content"), "p")
    return container
