"""Which documents of law a JSON value holds, in which languages, with what it says of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import InvalidIdentifier
from corpus.identifiers.slugs import slugify
from corpus.language.detection import detect
from corpus.language.signs import han
from corpus.language.table import primary
from corpus.model import Identifier, IdentifierScheme, LegalDate
from corpus.model import ProvisionKind as Kind
from ingest.document import Hints, RawDocument
from ingest.readers.json_tree import Object, first, nodes_of, string
from ingest.readers.json_vocabulary import (
    DATES,
    IDS,
    IN_FORCE,
    LANGUAGE_SUFFIX,
    LANGUAGES,
    LICENCES,
    META,
    QUESTIONS,
    TITLES,
    URLS,
    child_kind,
)
from ingest.readers.tree import Node, provisions

_TELLING = 24
"""Characters of a slug that can name one treaty only."""
LEAST_TEXT = 200
"""Characters of text below which a tree is an index, not a document."""
_NUMBERED = re.compile(r"[\w./-]*\d[\w./-]*[/-][\w./-]+")
_ISO_THREE = {
    "eng": "en",
    "fra": "fr",
    "spa": "es",
    "rus": "ru",
    "ara": "ar",
    "zho": "zh",
    "vie": "vi",
    "deu": "de",
}


def documents(value: object) -> Iterator[RawDocument]:
    """Every document in a JSON value: one object, a list of documents, or a list of articles."""
    if isinstance(value, dict):
        yield from _of_object(value)
    elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value[:50]):
        objects: list[Object] = [item for item in value if isinstance(item, dict)]
        if any(QUESTIONS & item.keys() for item in objects[:5]):
            return
        found = [document for item in objects for document in _of_object(item)]
        yield from found or _of_records(objects)


def _of_object(value: Object) -> Iterator[RawDocument]:
    if QUESTIONS & value.keys() or "$schema" in value:
        return
    languages = _languages(value)
    if not languages:
        document = _document(value, None)
        if document:
            yield document
        return
    work = _slug(value)
    for language in languages:
        document = _document(_projected(value, language), _script(value, language), work)
        if document:
            yield document


def _document(value: Object, language: str | None, work: str | None = None) -> RawDocument | None:
    nodes = nodes_of(value)
    if language and primary(language) not in {"zh", "ja"}:
        _relabel(nodes)
    if sum(node.letters() for node in nodes) < LEAST_TEXT or not _has_articles(nodes):
        return None
    return RawDocument(tree=provisions(nodes), hints=hints_of(value, language, work))


def _relabel(nodes: list[Node]) -> None:
    """A number in Chinese characters, printed once for all languages, is shown in digits elsewhere."""
    for root in nodes:
        for node in root.walk():
            if node.number and han(node.label) is not None:
                node.label = node.number


def _has_articles(nodes: list[Node]) -> bool:
    """At least two provisions with a number or a heading and a text."""
    count = 0
    stack = list(nodes)
    while stack:
        node = stack.pop()
        count += bool((node.number or node.heading or node.label) and node.letters() > 0)
        stack.extend(node.children)
    return count > 1 or any(node.kind is Kind.PREAMBLE and len(node.text) > LEAST_TEXT for node in nodes)


def _of_records(objects: list[Object]) -> Iterator[RawDocument]:
    """A flat list whose objects are one part each: `{"article": {…}}` or plain articles."""
    tagged = [next(iter(item.items())) for item in objects if len(item) == 1]
    if len(tagged) == len(objects):
        yield from _tagged([(key, held) for key, held in tagged if isinstance(held, dict)])
        return
    if len(objects) > 1:
        document = _document({"articles": objects}, None)
        if document:
            yield document


def _tagged(items: list[tuple[str, Object]]) -> Iterator[RawDocument]:
    """Parts, articles and notes in one list, each saying to which part or article it belongs."""
    meta = next((held for key, held in items if key in META), {})
    parts = {string(held.get("number")): {**held, "articles": []} for key, held in items if key == "part"}
    articles: list[dict[str, Any]] = []
    for key, held in items:
        if key == "article":
            article = dict(held)
            part = parts.get(string(article.pop("part_number", None)))
            (part["articles"] if part else articles).append(article)
    notes = [held for key, held in items if key == "footnote"]
    value = {**meta, "parts": list(parts.values()), "articles": articles}
    if notes:
        value["annexes"] = [{"title": "Notes", "paragraphs": notes}]
    document = _document(value, None)
    if document:
        yield document


def _languages(value: Object) -> list[str]:
    """The languages in which texts stand side by side, the ones of the most texts first."""
    counts: dict[str, int] = {}
    for held in (value, *_first_parts(value)):
        for key in held:
            match = LANGUAGE_SUFFIX.fullmatch(key)
            if match and match["key"] in {"content", "text", "body", "preamble", "article_text"}:
                counts[match["language"]] = counts.get(match["language"], 0) + 1
    return sorted(counts, key=lambda language: -counts[language])


def _first_parts(value: Object) -> Iterator[Object]:
    for key, held in value.items():
        if child_kind(key)[0] and isinstance(held, list):
            yield from (item for item in held[:3] if isinstance(item, dict))


def _script(value: Object, language: str) -> str:
    """Chinese with its script, as the text shows it."""
    if language != "zh":
        return language
    parts = [
        string(held)
        for part in (value, *_first_parts(value))
        for key, held in part.items()
        if key.endswith("_zh")
    ]
    return detect(" ".join(parts), language)


def _projected(value: Object, language: str) -> dict[str, Any]:
    """The object in one language: `content_en` becomes `content`, other languages go."""
    projected: dict[str, Any] = {}
    for key, held in value.items():
        match = LANGUAGE_SUFFIX.fullmatch(key)
        if match and match["language"] != language:
            continue
        name = match["key"] if match else key
        if isinstance(held, list):
            held = [_projected(item, language) if isinstance(item, dict) else item for item in held]
        projected[name] = held
    return projected


def _slug(value: Object) -> str:
    """One name for all language versions in one object: its own id, else its title.

    A short title (`Protocol`) names several treaties, so a digest of the text goes with it.
    """
    text = first(value, IDS) or first(value, [f"{name}_en" for name in TITLES]) or first(value, TITLES)
    slug = slugify(text)
    if len(slug) >= _TELLING:
        return slug
    return f"{slug}-{hashlib.sha256(repr(value).encode()).hexdigest()[:8]}"


def hints_of(value: Object, language: str | None = None, work: str | None = None) -> Hints:
    """What the object says of its document; everything scalar is kept in `extra`."""
    fields: dict[str, Any] = {}
    for name in META:
        held = value.get(name)
        if isinstance(held, Mapping):
            fields |= {key: item for key, item in held.items() if not isinstance(item, dict | list)}
    fields |= {key: item for key, item in value.items() if not isinstance(item, dict | list)}
    title = first(fields, TITLES)
    identity = first(fields, IDS)
    spoken = language or _language(first(fields, LANGUAGES))
    return Hints(
        work=work,
        record_id=identity or None,
        identifiers=(Identifier(IdentifierScheme.NUMBER, identity),) if _NUMBERED.fullmatch(identity) else (),
        titles={spoken or "und": title} if title and title != identity else {},
        language=spoken,
        parties=_countries(value),
        adopted=date_of(first(fields, DATES)),
        in_force=date_of(first(fields, IN_FORCE)),
        licence=first(fields, LICENCES) or None,
        url=next((text for name in URLS if (text := string(fields.get(name))).startswith("http")), None),
        extra={key: string(item) for key, item in fields.items() if string(item)},
    )


def _language(text: str) -> str | None:
    code = text.strip().lower()
    code = _ISO_THREE.get(code, code)
    return code.split("-")[0] if re.fullmatch(r"[a-z]{2}(-[a-z]{2,4})?", code) else None


def _countries(value: Object) -> tuple[str, ...]:
    meta = value.get("meta") or value.get("metadata")
    held = meta.get("country") or meta.get("parties") if isinstance(meta, Mapping) else None
    names = [string(name) for name in held] if isinstance(held, list) else []
    return tuple(name for name in names if name)


def date_of(text: str) -> LegalDate | None:
    """An ISO date, or a Chinese one (2003年07月01日); nothing is guessed from other forms."""
    chinese = re.fullmatch(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)
    if chinese:
        text = f"{chinese[1]}-{int(chinese[2]):02d}-{int(chinese[3]):02d}"
    try:
        return LegalDate.parse(text) if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text) else None
    except InvalidIdentifier:
        return None
