"""Agreement XML: `treaty` with `meta` (parties as ISO codes, dates) and a body of chapters and articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.model import Identifier, IdentifierScheme, WorkKind
from corpus.model import ProvisionKind as Kind
from ingest.document import Hints, RawDocument
from ingest.readers.akn_meta import certain
from ingest.readers.clean import clean
from ingest.readers.inner import fill
from ingest.readers.markers import opens_division
from ingest.readers.paragraphs import is_wrapped, join_cut, join_lines
from ingest.readers.safe_xml import attribute, local
from ingest.readers.tree import Node, number_of, provisions

_WORDS = {
    "title": Kind.TITLE, "título": Kind.TITLE, "titre": Kind.TITLE, "part": Kind.PART, "parte": Kind.PART,
    "section": Kind.SECTION, "sección": Kind.SECTION, "annex": Kind.ANNEX, "anexo": Kind.ANNEX,
    "annexe": Kind.ANNEX,
    "appendix": Kind.ANNEX, "protocol": Kind.ANNEX, "protocolo": Kind.ANNEX, "protocole": Kind.ANNEX,
    "schedule": Kind.ANNEX, "declaration": Kind.ANNEX,
}  # fmt: skip
_PREAMBLES = ("preamble", "preámbulo", "préambule")


def read_agreement(root: etree._Element, path: str) -> Iterator[RawDocument]:
    """One document."""
    body = next((child for child in root if local(child) == "body"), None)
    articles = [article for article in root.iter() if local(article) == "article"]
    lines = [line.strip() for article in articles for line in _text(article).split("\n")]
    chapters = _Chapters(is_wrapped(lines))
    nodes = [chapters.node(chapter) for chapter in body] if body is not None else []
    yield RawDocument(tree=provisions(nodes), hints=_hints(root))


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


@dataclass(frozen=True, slots=True)
class _Chapters:
    """Makes nodes of chapters; `wrapped` tells whether line breaks fall inside sentences."""

    wrapped: bool

    def node(self, chapter: etree._Element) -> Node:
        """A chapter; its kind is told by its own words (`TITLE I`, `Annex 2`, `Preamble`)."""
        label, name = clean(attribute(chapter, "number") or ""), clean(attribute(chapter, "name") or "")
        word = (label or name).split(" ")[0].lower().rstrip(":.")
        if name.lower().startswith(_PREAMBLES) and not label:
            return self._preamble(chapter, name)
        return Node(
            _WORDS.get(word, Kind.CHAPTER),
            label=label,
            number=number_of(label) if label else None,
            heading=name,
            text=clean(chapter.text or ""),
            children=[self._article(article) for article in chapter if local(article) == "article"],
        )

    def _preamble(self, chapter: etree._Element, name: str) -> Node:
        """The preamble; articles that the file keeps in it are articles all the same."""
        node = Node(Kind.PREAMBLE, heading=name, text=clean(chapter.text or ""))
        for article in chapter:
            if attribute(article, "number"):
                node.children.append(self._article(article))
            elif local(article) == "article":
                node.children.extend(Node(Kind.RECITAL, text=line) for line in self._lines(article))
        return node

    def _article(self, article: etree._Element) -> Node:
        label, name = clean(attribute(article, "number") or ""), clean(attribute(article, "name") or "")
        if not label and name and opens_division(name):
            label, name = name, ""
        node = Node(Kind.ARTICLE, label=label, number=number_of(label) if label else None, heading=name)
        return fill(node, "\n".join(self._lines(article)))

    def _lines(self, article: etree._Element) -> list[str]:
        lines = [line.strip() for line in _text(article).split("\n")]
        return join_lines(lines) if self.wrapped else join_cut([line for line in lines if line])


def _hints(root: etree._Element) -> Hints:
    meta = next((child for child in root if local(child) == "meta"), None)
    fields = (
        {local(child): clean(child.text or "") for child in meta if len(child) == 0}
        if meta is not None
        else {}
    )
    parties = _parties(root, "parties") or _parties(root, "parties_original")
    ended = certain(fields.get("date_inactive"))
    language = fields.get("language") or None
    sources = (
        [clean(child.text or "") for child in meta if local(child) == "source"] if meta is not None else []
    )
    return Hints(
        kind=WorkKind.TREATY,
        identifiers=_identifiers(fields),
        titles={language or "und": fields["name"]} if fields.get("name") else {},
        language=language,
        parties=parties,
        adopted=certain(fields.get("date_signed")),
        in_force=certain(fields.get("date_into_force")),
        ended=ended.isoformat() if ended else None,
        url=sources[0] if sources else None,
        extra={key: text for key, text in fields.items() if text},
    )


def _parties(root: etree._Element, name: str) -> tuple[str, ...]:
    """ISO codes; `parties` are those of now (empty when the agreement has ended)."""
    lists = [element for element in root.iter() if local(element) == name]
    codes = [clean(code.text or "") for element in lists for code in element]
    return tuple(dict.fromkeys(code for code in codes if code))


def _identifiers(fields: dict[str, str]) -> tuple[Identifier, ...]:
    number = fields.get("wto_rta_id")
    return (Identifier(IdentifierScheme.OTHER, f"wto-rta:{number}"),) if number else ()
