"""The small Markdown in which the samples are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tools.samples.sources import Source


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, quotation, table, rule or page break."""

    kind: str
    text: str = ""
    level: int = 0
    align: str = ""
    rows: list[list[str]] = field(default_factory=list)
    bordered: bool = True
    header: bool = False


_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*\Z")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|\* \* \*)\Z")
_SEPARATOR = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?\Z")
_FENCE = re.compile(r":::[ \t]*(\w*)\Z")
_PAGE_BREAK = re.compile(r"(?:<!--[ \t]*page-?break[ \t]*-->|\\(?:page-?break|newpage))\Z", re.I)
ITEM = re.compile(r"(?:\(?[a-zđ]{1,4}\)|\(?[а-я]\)|\(?\d{1,2}\)|[-–•])[ \t\xa0]")


def split_cells(line: str) -> list[str]:
    """The cells of one table line; ``\\|`` stays inside a cell."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def make_table(lines: Sequence[str]) -> Block:
    """A table; one without a separator line, or with an empty head, is bare layout."""
    separated = len(lines) > 1 and _SEPARATOR.match(lines[1].strip()) is not None
    rows = [split_cells(line) for line in lines if not _SEPARATOR.match(line.strip())]
    empty_head = separated and not any(rows[0])
    rows = rows[1:] if empty_head else rows
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    real = separated and not empty_head
    return Block("table", rows=rows, bordered=real, header=real)


def parse_line(line: str, align: str) -> Block:
    """A block that is one line of the source."""
    heading = _HEADING.match(line)
    if heading:
        return Block("heading", heading.group(2), len(heading.group(1)), align)
    if _PAGE_BREAK.match(line):
        return Block("pagebreak")
    if _RULE.match(line):
        return Block("rule")
    if line.startswith(">"):
        return Block("quote", line.lstrip("> \t"), align=align)
    return Block("para", line, align=align)


def parse_blocks(body: str, joined: bool = False) -> list[Block]:
    """Blocks of a body: each line is a paragraph, unless ``joined`` is asked."""
    blocks: list[Block] = []
    lines = [line.strip() for line in (join_lines(body) if joined else body).split("\n")]
    align, at = "", 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if fence:
            align, at = fence.group(1), at + 1
        elif lines[at].startswith("|"):
            end = at
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            blocks.append(make_table(lines[at:end]))
            at = end
        else:
            if lines[at]:
                blocks.append(parse_line(lines[at], align))
            at += 1
    return blocks


def join_lines(body: str) -> str:
    """Join the lines of a paragraph that an editor wrapped."""
    parts = re.split(r"\n[ \t]*\n", body)
    keep = ("|", "#", ">", ":::")
    return "\n\n".join(
        part if part.lstrip().startswith(keep) else re.sub(r"(?<!  )\n", " ", part) for part in parts
    )


_SPAN = re.compile(r"\*\*\*(.+?)\*\*\*|\*\*(.+?)\*\*|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])")
_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")


def spans(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Runs of a line as (text, bold, italic); ``<br>`` becomes a line feed."""
    text = _BREAK.sub("\n", text)
    at = 0
    for match in _SPAN.finditer(text):
        if match.start() > at:
            yield unescape(text[at : match.start()]), False, False
        both, bold, italic = match.groups()
        inner = both or bold or italic
        yield unescape(inner), bool(both or bold), bool(both or italic)
        at = match.end()
    if at < len(text):
        yield unescape(text[at:]), False, False


def unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def plain(text: str) -> str:
    """The line without its emphasis marks."""
    return "".join(part for part, _, _ in spans(text))


def source_blocks(source: Source) -> list[Block]:
    return parse_blocks(source.body, joined=source.meta.get("lines") == "join")


def title_of(source: Source) -> str:
    """The running title: ``header`` in the front matter, or the first heading."""
    headings = (plain(b.text) for b in source_blocks(source) if b.kind == "heading")
    title = source.meta.get("header") or source.meta.get("title") or next(headings, "")
    return " ".join(title.split())
