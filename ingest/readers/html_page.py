"""An HTML page as a tree: decoded as declared, made safe, reduced to its main content."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from corpus.model import Notice
from ingest.errors import NotADocument, TooLarge, UnreadableFile
from ingest.readers.encodings import decode
from ingest.readers.safe_xml import depth

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NEVER_TEXT = (
    "script", "style", "noscript", "template", "svg", "nav", "form", "button", "select", "iframe",
    "object", "embed", "audio", "video", "canvas", "input", "textarea", "head", "link", "meta", "math-ml",
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|banner|breadcrumbs?|crumb|sidebar|side-nav|menu|navbar|navigation|share|social"
    r"|pagination|pager|skip-?(?:link|nav|to-content)|toolbar|search-?(?:box|form|bar)|related-links|advert\w*"
    r"|nav|site-?header|site-?footer|page-?footer|footer|prov(?:enance)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_CLASS = re.compile(r"\.([\w-]+)\s*$")
_PATH = re.compile(r"[»›→]|\s>\s")
_FEWEST_LINKS = 5
DEEPEST = 1000
"""Nested elements; the parser gives up, and loses text, at 2,048. Pages made by Word have up to 60."""
_MOST_CHROME = 0.3
"""A part named like a menu that holds more than this share of the text is the text."""
_MAIN_SHARE = 0.5
"""A `main` or `article` element with less than this share of the page's text does not hold the text."""


def parse(data: bytes, path: str) -> tuple[HtmlElement, tuple[Notice, ...]]:
    """The page's root. Raises UnreadableFile, or NotADocument where a page has no text without scripts."""
    declared = _CHARSET.search(data[:8192]) or _XML_CHARSET.search(data[:300])
    decoded = decode(data, path, declared[1].decode("ascii", "replace") if declared else None)
    text = _DECLARATION.sub("", decoded.text.replace("\x00", ""))
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{path}: not readable as HTML: {error}", path=path) from error
    if depth(root, DEEPEST) > DEEPEST:
        raise TooLarge(f"{path}: elements are nested deeper than {DEEPEST}", path=path, limit=DEEPEST)
    _mark_raised(root)
    return root, decoded.notices


def _mark_raised(root: HtmlElement) -> None:
    """Make a `sup` of what a style raises: `Статья 4<span class="W9">1</span>` is article 4¹, not 41."""
    sheets = "".join("".join(style.itertext()) for style in root.iter("style"))
    selectors = [names for names, rule in _RULE.findall(sheets) if _RAISED.search(rule)]
    classes = {found[1] for names in selectors for one in names.split(",") if (found := _CLASS.search(one))}
    for element in root.iter("span", "font", "small", "a"):
        if _RAISED.search(element.get("style", "")) or not classes.isdisjoint(
            element.get("class", "").split()
        ):
            element.tag = "sup"


def title_of(root: HtmlElement) -> str:
    """The text of the page's `title`."""
    return "".join(root.xpath("string(//head/title)")).strip()


def language_of(root: HtmlElement) -> str | None:
    """The declared language of the page, as BCP 47."""
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return declared.strip() or None if declared else None


def main_content(root: HtmlElement, path: str) -> HtmlElement:
    """The element that holds the document, without scripts, menus and what is hidden."""
    bodies = root.xpath("//body")
    body = bodies[0] if bodies else root
    _drop(body, body.xpath(".//" + "|.//".join(_NEVER_TEXT)))
    _drop(body, [element for element in body.iter() if _is_hidden(element)])
    total = _length(body)
    if total == 0:
        raise NotADocument(f"{path}: the page has no text (it may need a browser's scripts)", path=path)
    body = _declared_main(body, total)
    total = _length(body)
    _drop(body, [element for element in body.iter() if element is not body and _is_chrome(element, total)])
    return body


def _drop(body: HtmlElement, elements: list[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None and element is not body:
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _declared_main(body: HtmlElement, total: int) -> HtmlElement:
    """The one `main` (else the one `article`) if it holds most of the text."""
    for query in (".//main|.//*[@role='main']", ".//article"):
        found = body.xpath(query)
        if len(found) == 1 and _length(found[0]) > _MAIN_SHARE * total:
            main: HtmlElement = found[0]
            return main
    return body


def _is_chrome(element: HtmlElement, total: int) -> bool:
    names = " ".join((element.get("class", ""), element.get("id", ""), element.get("role", "")))
    named = element.tag in {"header", "footer", "aside"} or bool(_CHROME.search(names))
    return (named or _is_menu(element)) and _length(element) < _MOST_CHROME * total


def _is_menu(element: HtmlElement) -> bool:
    """A table of contents (links within the page) or a path to the page (links with » between)."""
    if element.tag not in {"ul", "ol", "div", "p", "table", "section"}:
        return False
    links = element.xpath(".//a[@href]")
    linked = sum(map(_length, links))
    length = _length(element)
    inside = sum(1 for link in links if link.get("href").startswith("#"))
    if inside >= _FEWEST_LINKS and inside == len(links) and linked > 0.9 * length:
        return True
    return (
        bool(links) and length < 200 and bool(_PATH.search(element.text_content())) and linked > 0.3 * length
    )
