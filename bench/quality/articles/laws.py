"""Laws and regulations with gold: from Markdown headings, HTML classes, and rising numbers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.quality.articles.documents import FEWEST, Document, marked, numbers, read
from bench.quality.articles.labels import number
from bench.quality.articles.plain import markdown, page
from bench.quality.halves import Half

_MARKED: Final = (
    ("fr/lu", "*.md", "fr"), ("fr/lu-versions", "*/*.md", "fr"), ("es/uy", "*.md", "es"),
    ("es/pe", "*.md", "es"), ("ar/saudi", "*/*.md", "ar"), ("vi/van-ban-2026", "**/*.md", "vi"),
    ("nl", "*/*.md", "nl"), ("de/bund-versions", "*/*.md", "de"), ("de/ch-versions", "*/*.md", "de"),
    ("de/ch-treaties", "*.md", "de"),
)  # fmt: skip
"""Folders of Markdown whose headings or bold type mark the articles."""


def markdown_laws(data: Path, half: Half | None) -> Iterator[Document]:
    """Acts and dated versions in Markdown: the gold is its headings, which the text then lacks.

    A § is an article in German only; in Dutch it is a section.
    """
    for folder, pattern, language in _MARKED:
        for name, _, text in read(data, f"regulations/{folder}", pattern, half):
            gold = marked(text if language == "de" else text.replace("§", ""))
            if len(gold) >= FEWEST and not (language == "ar" and _two_instruments(text)):
                yield Document(name, folder, language, markdown(text), gold)


def _two_instruments(text: str) -> bool:
    """Whether articles stand unmarked between the marked ones: those of the regulation behind its law's.

    A label that is printed again below its heading is none of them.
    """
    unmarked, last = 0, ""
    for line in text.split("\n"):
        if match := re.match(r"(#+ )?(المادة .{1,50}?)[:：]?\s*$", line):
            found = number(match[2]) or ""
            unmarked += not match[1] and found not in ("", last)
            last = found if match[1] else last
    return unmarked > FEWEST


def joined(data: Path, half: Half | None) -> Iterator[Document]:
    """ALQAC: the articles of each Vietnamese law joined to one text, a label and the text of each."""
    for name, path, text in read(data, "regulations/vi/alqac", "*/law.json", half):
        laws: list[dict[str, Any]] = json.loads(text)
        for law in laws:
            articles = [a for a in law["articles"] if re.fullmatch(r"\d+[a-zđ]?", a["id"].strip().lower())]
            lines = [f"Điều {a['id'].strip()}. {a['text'].strip()}" for a in articles]
            gold = tuple(a["id"].strip().lower() for a in articles)
            yield Document(f"{name}#{law['id']}", f"alqac {path.parent.name}", "vi", "\n".join(lines), gold)


def codified(data: Path, half: Half | None) -> Iterator[Document]:
    """Phap dien: articles of the subject that it is about, at the head of a line outside asides.

    An article's heading may also stand at the end of a line, glued to the aside before it. The collector's
    own list behind the text, which says every article again, is left out.
    """
    number_ = r"Điều (\d+\.\d+)(\.[A-ZĐÐ]+\.[\d.]*\d[a-z]?)\.?"
    head, tail = re.compile(rf"[#*\s]*{number_}(?: |$)"), re.compile(rf".*[).]\s?{number_} [^();]+$")
    for folder in ("regulations/vi/phap-dien", "treaties/vn-phapdien-ngoai-giao"):
        for name, _, text in read(data, folder, "**/*.md", half):
            text = text.partition("## Danh sách điều khoản")[0]
            matches = [
                match
                for line, outside in _outside(text)
                if (match := (head.match(line) if outside else None) or tail.match(line))
            ]
            subject = Counter(match[1] for match in matches).most_common(1)
            gold = tuple(
                (match[1] + match[2]).replace("Ð", "Đ").lower()
                for match in matches
                if match[1] == subject[0][0]
            )
            if len(gold) >= FEWEST:
                yield Document(name, "phap-dien", "vi", markdown(text), gold)


def _outside(text: str) -> Iterator[tuple[str, bool]]:
    """The lines, and whether they begin outside brackets opened on the line before."""
    inside = False
    for line in text.split("\n"):
        if line.strip():
            yield line, not inside
            inside = line.rfind("(") > line.rfind(")") or (inside and ")" not in line)


def chinese(data: Path, half: Half | None) -> Iterator[Document]:
    """Chinese laws: lines that begin with the next number (or the next insertion: 第十条之一)."""
    for folder in ("laws", "versions"):
        for name, _, text in read(data, f"regulations/zh/{folder}", "*/*.md", half):
            gold = _rising(text)
            if len(gold) >= FEWEST:
                yield Document(name, f"zh/{folder}", "zh", markdown(text), gold)


def _rising(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in re.finditer(
        r"^[#*\s]*(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)(?=[\s\u3000*])",
        text,
        re.M,
    ):
        read_ = number(match[1])
        base, _, minor = (read_ or "").partition("-")
        last, _, last_minor = (found[-1] if found else "0").partition("-")
        follows = base == str(int(last) + 1) and not minor
        inserted = base == last and minor and int(minor) == int(last_minor or 0) + 1
        if read_ and (follows or inserted):
            found.append(read_)
    return tuple(found)


def russian(data: Path, half: Half | None) -> Iterator[Document]:
    """Codes and laws as HTML: paragraphs of the classes H and T that begin with `Статья` and a number."""
    head = re.compile(
        r'<p class="[HT]">\s*(?:<[^>]+>)*(Статья\s+\d+(?:\s*<[^>]+>\d+(?:-\d+)?</(?:sup|span)>)?(?:\.\d+)*)'
    )
    for name, _, text in read(data, "regulations/ru/pravo", "*.html", half):
        gold = numbers(_raised(match[1]) for match in head.finditer(text.replace("&nbsp;", " ")))
        if len(gold) >= FEWEST:
            yield Document(name, "ru/pravo", "ru", page(text), gold)


def _raised(label: str) -> str:
    return re.sub(r"\s*<[^>]+>([\d-]+)</\w+>", r".\1", label)


def american(data: Path, half: Half | None) -> Iterator[Document]:
    """Dated parts of the CFR: nodes whose label is a part and a section."""
    for name, _, text in read(data, "regulations/en/cfr-versions", "*/regulation/*", half):
        lines: list[str] = []
        gold: list[str] = []
        _sections(json.loads(text), lines, gold)
        if len(gold) >= FEWEST:
            yield Document(name, "en/cfr", "en", "\n".join(lines), tuple(gold))


def _sections(node: dict[str, Any], lines: list[str], gold: list[str]) -> None:
    label, kind = node.get("label", []), node.get("node_type", "")
    if kind not in ("regtext", "subpart", "emptypart"):
        return
    if kind == "regtext" and len(label) == 2 and str(node.get("title", "")).startswith("§"):
        gold.append(".".join(label))
    lines += [" ".join(str(node[part]).split()) for part in ("title", "text") if node.get(part)]
    for child in node.get("children", ()):
        _sections(child, lines, gold)


SETS: Final = (markdown_laws, joined, codified, chinese, russian, american)
