"""From JSON values to nodes: whoever made the file, articles are objects with a number and a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any

from corpus.model import ProvisionKind as Kind
from corpus.tables import CELL
from ingest.readers.clean import clean, clean_lines
from ingest.readers.inline_markdown import plain
from ingest.readers.inner import fill
from ingest.readers.json_vocabulary import (
    HEADINGS,
    IDS,
    KINDS,
    LABELS,
    NUMBERS,
    TEXTS,
    TYPES,
    child_kind,
)
from ingest.readers.markers import after_division_word, opens_division
from ingest.readers.tree import Node, number_of

Object = Mapping[str, Any]

_MARKUP = re.compile(r"<[a-zA-Z/][^<>]*>|&(?:[a-z]+|#\d+);")
_BARE = re.compile(r"[\w.]+")
_WORDY = re.compile(r"[^\W\d_]{2}")
_LEAF = frozenset({Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT})
_DEEPEST = 60
_BELOW = {
    Kind.ARTICLE: Kind.PARAGRAPH, Kind.PARAGRAPH: Kind.POINT, Kind.POINT: Kind.SUBPOINT,
    Kind.SUBPOINT: Kind.SUBPOINT, Kind.PREAMBLE: Kind.RECITAL, Kind.ANNEX: Kind.PARAGRAPH,
}  # fmt: skip


def string(value: object) -> str:
    """A JSON scalar as clean text (lines kept), markup taken away; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if _MARKUP.search(text):
        text = unescape(plain(text))
    return clean_lines(text).strip()


def first(value: Object, keys: Iterable[str]) -> str:
    """The first of `keys` with a scalar that is not empty."""
    return next((text for key in keys if (text := string(value.get(key)))), "")


def nodes_of(value: Object, depth: int = 0) -> list[Node]:
    """The parts of an object: preamble first, then every key that holds parts, in order."""
    if depth > _DEEPEST:
        return []
    nodes: list[Node] = []
    if preamble := _preamble(value.get("preamble")):
        nodes.append(preamble)
    for key, held in value.items():
        holds, kind = child_kind(key)
        if not holds or key == "preamble":
            continue
        if isinstance(held, list):
            nodes.extend(_list(held, kind, depth + 1))
        elif isinstance(held, dict):
            nodes.extend(nodes_of(held, depth + 1) or _keyed(held, kind, depth + 1))
    return [inner for node in nodes for inner in _unwrapped(node)]


def _unwrapped(node: Node) -> list[Node]:
    """A node that only holds others, without a name, gives way to them."""
    named = node.label or node.heading or node.number or node.text
    return [node] if named or not node.children or node.kind in _LEAF else node.children


def _preamble(value: object) -> Node | None:
    lines = [string(line) for line in value] if isinstance(value, list) else [string(value)]
    text = "\n".join(line for line in lines if line)
    return Node(Kind.PREAMBLE, text=text) if text else None


def _list(held: Sequence[object], kind: Kind | None, depth: int) -> list[Node]:
    texts = [text for part in held if (text := string(part)) and _is_prose(text)]
    if texts and (kind is None or kind in _LEAF):
        whole = fill(Node(Kind.ARTICLE, heading="-"), "\n".join(texts))
        return [Node(kind or Kind.PARAGRAPH, text=whole.text)] * bool(whole.text) + whole.children
    plain_texts = [fill(Node(kind or Kind.ARTICLE), text) for text in texts]
    return plain_texts + [node_of(part, kind, depth) for part in held if isinstance(part, dict)]


def _is_prose(text: str) -> bool:
    """Words, not the key of a record."""
    return " " in text or not text.isascii()


def _keyed(held: Object, kind: Kind | None, depth: int) -> list[Node]:
    """An object whose keys are the labels: `{"Article 1": ["…"], "Article 2": "…"}`."""
    nodes = []
    for key, value in held.items():
        label = clean(key).rstrip(":")
        if isinstance(value, dict):
            children = _keyed(value, None, depth + 1) if depth < _DEEPEST else []
            nodes.append(Node(kind or Kind.PART, label=label, number=number_of(label), children=children))
        elif isinstance(value, str | list):
            lines = [string(line) for line in value] if isinstance(value, list) else [string(value)]
            text = "\n".join(_unlabelled(line, label) for line in lines if line)
            nodes.append(fill(Node(Kind.ARTICLE, label=label, number=number_of(label)), text))
    return nodes


def node_of(value: Object, kind: Kind | None, depth: int) -> Node:
    """The node of one object."""
    if _is_only_labels(value):
        return Node(kind or Kind.PART, children=_keyed(value, kind, depth))
    own = _kind(value, kind)
    label, number, heading = _names(value, own)
    text = _unlabelled(first(value, TEXTS), label)
    if own is Kind.TABLE and not text:
        text = _table(value)
    if heading and text.startswith(heading + "\n"):
        text = text[len(heading) :].lstrip()
    children = [] if (inlined := _inlined(value)) else nodes_of(value, depth + 1)
    text = "\n".join(part for part in (text, inlined) if part)
    node = Node(own, label=label, number=number, heading=heading, children=children)
    if not number and not heading and not text and not children:  # a heading that stands in the list
        return Node(Kind.SECTION, heading=label)
    if text and children and _repeats(text, children):
        node.children = []
    if text:
        _place(node, text)
    return _ranked(node)


def _inlined(value: Object) -> str:
    """The text of an object whose parts are all mere pieces of text, without number, name or parts."""
    pieces = [
        part for key, held in value.items() if child_kind(key)[0] and isinstance(held, list) for part in held
    ]
    if not pieces or not all(isinstance(part, dict) and _is_piece(part) for part in pieces):
        return ""
    return "\n".join(first(part, TEXTS) for part in pieces)


def _is_piece(part: Object) -> bool:
    named = any(first(part, keys) for keys in (NUMBERS, LABELS, HEADINGS)) or _of_path(part)
    held = any(child_kind(key)[0] and value for key, value in part.items())
    typed = KINDS.get(first(part, TYPES).lower())
    return not named and not held and typed is None and bool(first(part, TEXTS))


def _is_only_labels(value: Object) -> bool:
    known = {*TEXTS, *NUMBERS, *LABELS, *HEADINGS, *IDS, *TYPES}
    return bool(value) and all(
        key not in known and not child_kind(key)[0] and isinstance(held, list | dict)
        for key, held in value.items()
    )


def _place(node: Node, text: str) -> None:
    """Text beside children is the node's own; otherwise its inside is read."""
    if node.children or node.kind in {Kind.PREAMBLE, Kind.TABLE, Kind.CONCLUSION}:
        node.text = text
    else:
        fill(node, text)


def _repeats(text: str, children: Sequence[Node]) -> bool:
    """Whether the children only say again what the text says (an article and the list of its paragraphs)."""
    flat = _flat(text)
    return all(_flat(child.text or child.heading) in flat for child in children if not child.is_empty)


def _flat(text: str) -> str:
    return re.sub(r"\W", "", text)


def _kind(value: Object, given: Kind | None) -> Kind:
    """What sort of part: by its own type, else by the key that holds it, else by its label."""
    label = value.get("label")
    if isinstance(label, list):
        return _path_kind(value, label)
    own = KINDS.get(first(value, TYPES).lower())
    if own is not None:
        return own
    if given is not None:
        return given
    return _kind_of_label(first(value, LABELS) or first(value, HEADINGS) or string(value.get("text"))[:60])


def _path_kind(value: Object, path: Sequence[object]) -> Kind:
    """A label that is a path (`["1013", "2", "e", "1"]`): article at the second place, points below."""
    own = KINDS.get(first(value, TYPES).lower())
    if own is not None:
        return own if len(path) < 3 else Kind.PARAGRAPH
    depth = len(path) - 1
    return (Kind.PART, Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT)[depth] if depth < 4 else Kind.SUBPOINT


def _kind_of_label(label: str) -> Kind:
    lowered = label.lower()
    for word, kind in KINDS.items():
        if lowered.startswith(word):
            return kind
    return Kind.ARTICLE if opens_division(label) else Kind.PARAGRAPH


def _names(value: Object, kind: Kind) -> tuple[str, str | None, str]:
    """Label as printed, normalised number, heading."""
    label, heading = first(value, LABELS), first(value, HEADINGS)
    given = _given(first(value, NUMBERS)) or ("" if kind in _LEAF else _plain_id(value))
    heading = heading.split("\n")[0]
    if label and heading and label.endswith(heading) and label != heading:
        label = label[: -len(heading)].rstrip(" .:：-–")
    if not label and heading:
        label, heading = _split_heading(heading, given)
    if not label:
        label = given
    if len(label) > 60:
        label = label[: after_division_word(label)] + given if given and opens_division(label) else given
    if kind is Kind.PREAMBLE and label.lower().startswith("preamble"):
        label = ""
    return label, _number(given or label or _of_path(value), kind), heading


def _given(number: str) -> str:
    """A number as printed; some files say in words that there is none."""
    return "" if number.lower() in {"none", "null"} else number


def _of_path(value: Object) -> str:
    """The number that ends a label that is a path; `p1` only counts what has none."""
    path = value.get("label")
    last = string(path[-1]) if isinstance(path, list) and path else ""
    return "" if re.fullmatch(r"p\d+", last) else last


def _number(printed: str, kind: Kind) -> str | None:
    """The number; of a paragraph cited in full (`Article 10(2)`) the last part."""
    last = re.search(r"\(([0-9a-z]{1,4})\)$", printed) if kind in _LEAF else None
    return number_of(last[1] if last else printed)


def _plain_id(value: Object) -> str:
    """An id that is a number or a label, not a key of somebody's database."""
    text = first(value, IDS)
    return text if re.fullmatch(r"\d{1,4}\s?\w{0,6}", text) or opens_division(text) else ""


def _split_heading(heading: str, given: str) -> tuple[str, str]:
    """`Статья 1112. Наследство` into label and heading."""
    match = re.match(
        r"(\S+\s+(?:\([^)]{1,40}\)|[\w.-]*\w)|第\w{1,8}[条條章节節])\s*[.:：-]?\s+(\S.*)", heading
    )
    if match and opens_division(match[1]) and _WORDY.search(match[2]):
        return match[1], match[2]
    return (heading, "") if opens_division(heading) or (given and heading == given) else ("", heading)


def _unlabelled(text: str, label: str) -> str:
    """The text without its own label in front (`الفصل 1: تونس …`, `(a) Act means`).

    A bare number in front of an article's text is that of its first paragraph.
    """
    if not label or _BARE.fullmatch(label):
        return text
    bare, text = label.rstrip(".:： "), text.lstrip(" .")
    if text.casefold().startswith(bare.casefold()):
        rest = text[len(bare) :]
        if not rest[:1].isalnum():
            return rest.lstrip(" .:：)-–")
    return text


def _table(value: Object) -> str:
    rows = value.get("rows")
    if not isinstance(rows, list):
        return ""
    lines = (
        row if isinstance(row, list) else list(row.values()) if isinstance(row, dict) else [row]
        for row in rows
    )
    return "\n".join(CELL.join(string(cell).replace("\n", " ") for cell in line) for line in lines)


def _ranked(node: Node) -> Node:
    """A paragraph within a paragraph is a point, a point within a point a subpoint."""
    for child in node.children:
        if child.kind in _LEAF and node.kind in _LEAF and _rank(child.kind) <= _rank(node.kind):
            child.kind = _BELOW[node.kind]
            _ranked(child)
    return node


def _rank(kind: Kind) -> int:
    return (Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT).index(kind)
