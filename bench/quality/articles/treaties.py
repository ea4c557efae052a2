"""Treaties with gold: from XML, JSON and Markdown, from both languages of a pair, from what is known."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from bench.quality.articles.documents import FEWEST, Document, marked, numbers, read
from bench.quality.articles.labels import number
from bench.quality.articles.plain import markdown
from bench.quality.halves import Half, files

CHARTER: Final = tuple(str(n) for n in range(1, 112))
DECLARATION: Final = tuple(str(n) for n in range(1, 31))
_UDHR: Final = {
    "arb": "ar", "cmn_hans": "zh", "cmn_hant": "zh", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es",
    "vie": "vi", "deu_1996": "de", "nld": "nl",
}  # fmt: skip
_BBNJ: Final = {"ar": "ar", "es": "es", "fr": "fr", "ru": "ru", "zh": "zh"}


def tota(data: Path, half: Half | None) -> Iterator[Document]:
    """Trade agreements: the attributes of `chapter` and `article`; names and numbers become lines."""
    for path in files(data, "treaties/tota", "xml/*.xml", half):
        lines: list[str] = []
        labels: list[str] = []
        root = ET.parse(path).getroot()
        for element in root.findall("body")[0].iter():
            if element.tag in ("chapter", "article"):
                parts = [element.get("number", ""), element.get("name", "")]
                lines += [" ".join(part for part in parts if part), *_own_lines(element)]
            if element.tag == "article":
                labels.append(element.get("number", ""))
        language = (root.findtext("meta/language") or "").lower()
        text = "\n".join(lines)
        yield Document(
            path.relative_to(data).as_posix(), "tota", "es" if _is_spanish(text, language) else "en", text,
            numbers(labels),
        )  # fmt: skip


def _is_spanish(text: str, language: str) -> bool:
    return language.startswith(("es", "spa")) or text.count(" de la ") > text.count(" of the ")


def _own_lines(element: ET.Element) -> list[str]:
    """The text of an element, wrapped lines joined to paragraphs."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", element.text or "") if part.strip()]


def charter(data: Path, half: Half | None) -> Iterator[Document]:
    """The Charter in six languages, raw and cleaned: 111 articles."""
    for name, path, text in read(data, "treaties/un-charter", "*/*.txt", half):
        yield Document(name, "un-charter", path.stem[-2:], text, CHARTER)


def declaration(data: Path, half: Half | None) -> Iterator[Document]:
    """The Universal Declaration in 31 languages: 30 articles."""
    for path in files(data, "treaties/udhr", "*.xml", half):
        language = _UDHR.get(path.stem.removeprefix("udhr_"), "other")
        lines = [" ".join(text.split()) for text in ET.parse(path).getroot().itertext()]
        name = path.relative_to(data).as_posix()
        yield Document(name, "udhr", language, "\n".join(line for line in lines if line), DECLARATION)


def open_treaties(data: Path, half: Half | None) -> Iterator[Document]:
    """Conventions in English and traditional Chinese: a number for each article, here printed as usual."""
    for name, _, text in read(data, "treaties/open-treaties", "data/*.json", half):
        whole: dict[str, Any] = json.loads(text)
        english = [whole["treaty_en"], whole["preamble_en"]]
        chinese = [whole["treaty_zh"], whole["preamble_zh"]]
        gold: list[str] = []
        for article in whole["articles"]:
            base, _, minor = article["article"].partition("之")
            label = f"第{base}條{'之' + minor if minor else ''}"
            gold += numbers([label])
            printed = _latin(gold[-1])
            english += [f"Article {printed} {article['title_en']}".strip(), article["content_en"]]
            chinese += [f"{label} {article['title_zh']}", article["content_zh"]]
        bis = tuple(_latin(one).replace(" ", "") for one in gold)
        yield Document(name, "open-treaties", "en", "\n".join(english), bis)
        yield Document(name, "open-treaties", "zh", "\n".join(chinese), tuple(gold))


def _latin(number_: str) -> str:
    base, _, minor = number_.partition("-")
    return f"{base} {('bis', 'ter', 'quater')[int(minor) - 2]}" if minor else base


def knowlaw(data: Path, half: Half | None) -> Iterator[Document]:
    """Chinese trees of articles, written out: a label and a title a line, then the text."""
    for name, _, text in read(data, "treaties/knowlaw-zh", "json/*.json", half):
        lines: list[str] = []
        labels: list[str] = []
        _written(json.loads(text), lines, labels)
        gold = numbers(label for label in labels if label.startswith(("第", "Article")))
        if len(gold) >= FEWEST and len(gold) == len(labels):
            language = "zh" if labels[0].startswith("第") else "en"
            yield Document(name, "knowlaw", language, "\n".join(lines), gold)


def _written(node: dict[str, Any], lines: list[str], labels: list[str]) -> None:
    if node["type"] == "article":
        labels.append(node["label"])
    head = (
        [node.get("label", ""), node.get("title", "")] if node["type"] != "text" else [node.get("text", "")]
    )
    if line := " ".join(part for part in head if part):
        lines.append(line)
    for child in node.get("children", ()):
        _written(child, lines, labels)


def intl_law(data: Path, half: Half | None) -> Iterator[Document]:
    """Conventions in English, a number, heading and text for each article."""
    for name, _, text in read(data, "treaties/intl-law-json", "*/*.json", half):
        whole: dict[str, Any] = json.loads(text)
        lines = [whole["title"], whole["content"]["preamble"] or ""]
        gold = []
        for article in whole["content"]["articles"]:
            if article["number"][:1].isdigit():
                gold.append(article["number"].lower().replace(" ", ""))
                body = (article["text"] or "").removeprefix(f"Article {article['number']}\n").lstrip()
                lines += ["", f"Article {article['number']}", article["heading"] or "", body]
            else:
                lines += ["", article["number"], article["heading"] or ""]
        yield Document(name, "intl-law", "en", "\n".join(lines), tuple(gold))


def nl_verdragen(data: Path, half: Half | None) -> Iterator[Document]:
    """Treaties in the original and in Dutch: Markdown headings. The Dutch text begins at its first article.

    Where both have `Artikel` (German originals) the two texts are one document.
    """
    for name, _, text in read(data, "treaties/nl-verdragen", "current/*.md", half):
        lines = text.split("\n")
        original = [
            n for n, line in enumerate(lines) if re.match(r"#+\s*(?:Article|Artículo)\b", line, re.IGNORECASE)
        ]
        dutch = [n for n, line in enumerate(lines) if re.match(r"#+\s*Artikel\b", line)]
        if original and dutch and max(original) < min(dutch):
            parts = [lines[: min(dutch)], lines[min(dutch) :]]
        else:
            parts = [] if original and dutch else [lines]
        for part in parts:
            source = "\n".join(part)
            gold = marked(source)
            if len(gold) >= FEWEST:
                yield Document(name, "nl-verdragen", _western(source), markdown(source), gold)


def _western(text: str) -> str:
    words = Counter(re.findall(r"\b(?:the|of|les|des|het|een|der|und|los|del)\b", text.lower()))
    signs = {
        "en": ("the", "of"),
        "fr": ("les", "des"),
        "nl": ("het", "een"),
        "de": ("der", "und"),
        "es": ("los", "del"),
    }
    return max(signs, key=lambda code: sum(words[word] for word in signs[code]))


def culture(data: Path, half: Half | None) -> Iterator[Document]:
    """Pairs of texts from print in English and French: an article is one that either language heads.

    Gold are the numbers from 1 on of which a heading stands at the head of a line in one of the two. Pairs
    in which a language has a number twice (annexes, exchanges of notes) are left out.
    """
    for path in files(data, "treaties/culture-treaties", "en/*.txt", half):
        other = path.parent.parent / "fr" / path.name.replace("_en", "_fr")
        if not other.is_file():
            continue
        texts = {"en": path.read_text("utf-8", "replace"), "fr": other.read_text("utf-8", "replace")}
        heads = {language: _headed(text) for language, text in texts.items()}
        if any(n > 1 for found in heads.values() for n in found.values()):
            continue
        seen = heads["en"] | heads["fr"]
        gold = tuple(takewhile(seen.__contains__, map(str, count(1))))
        if len(gold) < FEWEST:
            continue
        for language, file in (("en", path), ("fr", other)):
            yield Document(file.relative_to(data).as_posix(), "culture", language, texts[language], gold)


def _headed(text: str) -> Counter[str]:
    """The articles that a line heads: nothing behind the number, or a stop, or a capital."""
    pattern = re.compile(
        r"^[ \t]*(?:Article|ARTICLE) ([\w.]{1,10}?)[ .:*—-]*(?:$|[.:—-]+ *[A-ZÀÉÈ]|(?<=\w) +[A-ZÀÉÈL])",
        re.MULTILINE,
    )
    return Counter(found for match in pattern.finditer(text) if (found := number(match[1])))


def marine(data: Path, half: Half | None) -> Iterator[Document]:
    """Corrected texts of the agreement on marine biodiversity in six languages: 76 articles."""
    for name, path, text in read(
        data, "treaties/bbnj", "authoritative/un/bbnj-agreement-2023*/*/text.txt", half
    ):
        code = path.parent.parent.name.removeprefix("bbnj-agreement-2023").strip("-")
        yield Document(name, "bbnj", _BBNJ.get(code, "en"), text, tuple(str(n) for n in range(1, 77)))


def environment(data: Path, half: Half | None) -> Iterator[Document]:
    """Plain texts of treaties whose lines of nothing but an article's number count from 1 without a gap."""
    pattern = re.compile(
        r"^[ \t]*(?:Article|Статья|Art[ií]culo) ([\dIVXL]{1,6})[ .]*\r?$", re.MULTILINE | re.IGNORECASE
    )
    for name, _, text in read(data, "treaties/env-treaties", "texts/*.txt", half):
        gold = tuple(found for match in pattern.finditer(text) if (found := number(match[1])))
        if len(gold) > FEWEST and gold == tuple(str(n) for n in range(1, len(gold) + 1)):
            language = "ru" if "Стать" in text or "СТАТЬ" in text else _western(text)
            yield Document(name, "env-treaties", language, text, gold)


SETS: Final = (
    tota, charter, declaration, open_treaties, knowlaw, intl_law, nl_verdragen, culture, marine, environment,
)  # fmt: skip
