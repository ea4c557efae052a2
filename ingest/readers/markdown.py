"""Markdown: front matter, headings, lists, tables, quotations, notes; and pages saved as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.document import BlockKind, Hints, RawDocument
from ingest.readers.clean import clean, clean_lines
from ingest.readers.encodings import decode, lost_letters, steps_in
from ingest.readers.flow import Flow, table_text
from ingest.readers.front_matter import hints_of, split_front_matter
from ingest.readers.inline_markdown import is_bold, plain
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.markers import numbers_itself
from ingest.readers.paragraphs import hyphens_gone, is_wrapped, join_cut, join_lines, vocabulary
from ingest.readers.parallel_rows import is_parallel
from ingest.readers.source_file import read_bytes
from ingest.readers.visual_order import in_reading_order
from ingest.repairs import repaired

_ATX = re.compile(r"\s{0,3}(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
_SETEXT = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_NOTE = re.compile(r"\s{0,3}\[\^([^\]]+)\]:\s*(.*)")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_BULLET = re.compile(r"\s*[-*+]\s+(?=\S)")
_NUMBERED = re.compile(r"\s*(\d{1,9}[.)])\s+(?=\S)")
_ROW = re.compile(r"\s*\|.*\|\s*$|\s*\|[^|]+\|.*$")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_META = re.compile(r"\s*<meta [^>]*>\s*$|\s*<!--.*?-->\s*$", re.IGNORECASE)
_PAGE_HEADING = re.compile(r"^(?:# (.+)|(.+)\n\n?={3,})\s*$", re.MULTILINE)
_LINKS_ONLY = re.compile(r"\W*(?:\d{1,2}\.)?\W*(?:!?\[[^\]]*\]\([^)]*\)\W*)+")
_LONGEST_RULE, _LONGEST_LINK = 200, 2000
"""Characters of a line that is looked at with a pattern whose cost grows faster than the line."""
_FEWEST_LINKS, _MOSTLY_LINKS = 5, 0.6
_STRAY = re.compile(r"^(?:\*\*|__)+\s*|\s*(?:\*\*|__)+$")
"""Marks of emphasis that ran over several lines."""
_SAVED_PAGE = re.compile(r"Title: (.+)\n+URL Source: (\S+)\n+(?:Published Time: .+\n+)?Markdown Content:\n")


@dataclass
class _State:
    """What the lines read so far have left open."""

    flow: Flow
    words: frozenset[str]
    wrapped: bool
    paragraph: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    quoted: bool = False
    fenced: bool = False

    def close(self) -> None:
        """End the open paragraph and table."""
        self._close_table()
        lines = [line for line in self.paragraph if line]
        bold = len(lines) == 1 and is_bold(lines[0])
        kind = BlockKind.QUOTATION if self.quoted else BlockKind.PARAGRAPH
        texts = [shown(line) for line in lines]
        paragraphs = join_lines(texts, self.words) if self.wrapped else join_cut(texts)
        self.flow.steps["hyphenation"] += hyphens_gone(texts, paragraphs)
        for text in paragraphs:
            self.flow.put(_STRAY.sub("", text), kind, bold=bold)
        self.paragraph, self.quoted = [], False

    def _close_table(self) -> None:
        if is_parallel(self.rows):
            for cell in (cell for row in self.rows for cell in row):
                self.flow.add(cell)
        else:
            self.flow.add(table_text(self.rows), BlockKind.TABLE)
        self.rows = []


class MarkdownReader:
    """Reads Markdown as it is really written: headings without a blank, lists as text, saved web pages."""

    name = "markdown"
    media_types: tuple[str, ...] = ("text/markdown",)

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """By name, or by front matter or a heading in the first lines."""
        if path.suffix.lower() in {".md", ".markdown"}:
            return 0.8
        start = head.lstrip(b"\xef\xbb\xbf")
        return 0.5 if re.match(rb"(---\n\w+:|#{1,4} \S)", start) else 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document."""
        decoded = decode(read_bytes(path, self._limits.whole_file), str(path))
        ordered = in_reading_order(decoded.text, str(path))
        fields, body = split_front_matter(clean_lines(ordered.text))
        hints = hints_of(fields)
        hints, body = _saved_page(hints, body)
        flow = markdown_flow(body)
        steps = {**steps_in(decoded), "visual_order": ordered.turned, **flow.steps}
        told = (*lost_letters(body, str(path)), *repaired(str(path), steps))
        notices = (*decoded.notices, *ordered.notices, *told)
        yield RawDocument(flow.blocks, hints=hints, notices=notices)


def _saved_page(hints: Hints, body: str) -> tuple[Hints, str]:
    """A web page saved as Markdown: its title and address, and the text from its own heading on.

    What stands before the page's heading (banners, menus) is not part of the document.
    """
    match = _SAVED_PAGE.search(body[:4000])
    if not match:
        return hints, body
    content = body[match.end() :]
    start = _own_heading(content, match[1])
    titles = {"und": clean(match[1])} | dict(hints.titles)
    return replace(hints, titles=titles, url=hints.url or match[2]), _without_tail(content[start:])


def _own_heading(content: str, title: str) -> int:
    """Where the page's own heading stands: the longest one that its title repeats."""
    best = (0, 0)
    for heading in _PAGE_HEADING.finditer(content):
        text = clean(plain(heading[1] or heading[2]))
        if text and text in clean(title):
            best = max(best, (len(text), heading.start()))
    return best[1]


def _without_tail(content: str) -> str:
    """The page without the links at its foot: the longest end in which most lines are nothing but links."""
    lines = content.split("\n")
    links = written = cut = 0
    for place in range(len(lines) - 1, -1, -1):
        if not lines[place].strip():
            continue
        written += 1
        is_link = len(lines[place]) < _LONGEST_LINK and bool(_LINKS_ONLY.fullmatch(lines[place]))
        links += is_link
        if is_link and links >= _FEWEST_LINKS and links > _MOSTLY_LINKS * written:
            cut = place
    return "\n".join(lines[:cut]) if cut else content


def shown(line: str) -> str:
    """What a reader sees of a clean line of Markdown."""
    text = plain(line)
    return clean(text) if "&" in line or "\n" in text else " ".join(text.split())


def markdown_flow(text: str) -> Flow:
    """Blocks of Markdown text (clean, without front matter)."""
    lines = text.split("\n")
    wrapped = is_wrapped(lines)
    state = _State(Flow(), vocabulary(text) if wrapped else frozenset(), wrapped)
    for line in lines:
        _take(line, state)
    state.close()
    return state.flow


def _take(line: str, state: _State) -> None:
    """Read one line: the first rule that knows it decides."""
    if _FENCE.match(line):
        state.close()
        state.fenced = not state.fenced
    elif not line.strip() or _META.match(line):
        state.close()
    elif state.fenced or not any(rule(line, state) for rule in _RULES):
        state.paragraph.append(line)


def _heading(line: str, state: _State) -> bool:
    match = _ATX.match(line)
    if not match:
        return False
    state.close()
    text = plain(match[2])
    state.flow.add(text, BlockKind.HEADING, level=len(match[1]))
    return True


def _underlined(line: str, state: _State) -> bool:
    """`===` or `---` under a single line makes it a heading; alone it is a rule."""
    match = _SETEXT.match(line)
    if not match or len(state.paragraph) != 1 or state.rows:
        return False
    text = plain(state.paragraph.pop())
    state.close()
    state.flow.add(text, BlockKind.HEADING, level=1 if match[1][0] == "=" else 2)
    return True


def _rule(line: str, state: _State) -> bool:
    if len(line) > _LONGEST_RULE or not _RULE.match(line):
        return False
    state.close()
    return True


def _table(line: str, state: _State) -> bool:
    if not _ROW.match(line) and not (state.rows and "|" in line):
        return False
    if state.paragraph:
        state.close()
    if not _DELIMITER.match(line):
        cells = _CELL.split(line.strip().removeprefix("|").removesuffix("|"))
        state.rows.append([plain(cell).replace("\n", " ") for cell in cells])
    return True


def _note(line: str, state: _State) -> bool:
    match = _NOTE.match(line)
    if not match:
        return False
    state.close()
    state.flow.add(f"[{match[1]}] {plain(match[2])}", BlockKind.FOOTNOTE)
    return True


def _quotation(line: str, state: _State) -> bool:
    match = _QUOTE.match(line)
    if not match:
        return False
    if not state.quoted:
        state.close()
    state.quoted = True
    inner = line[match.end() :]
    if inner.strip():
        state.paragraph.append(inner)
    return True


def _item(line: str, state: _State) -> bool:
    """A list item. Its mark goes where the text has its own label (`- a. …`, `1. 13.1.1. …`)."""
    match = _BULLET.match(line) or _NUMBERED.match(line)
    if not match:
        return False
    state.close()
    text = shown(line[match.end() :])
    label = match[1] if match.re is _NUMBERED else "-"
    if numbers_itself(text):
        label = ""
    text = f"{label} {text}".strip()
    if state.wrapped:
        state.paragraph.append(text)
    else:
        state.flow.put(text, BlockKind.LIST_ITEM)
    return True


_RULES = (_heading, _underlined, _rule, _note, _quotation, _table, _item)
