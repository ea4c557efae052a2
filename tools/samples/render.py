"""Turn the Markdown sources of the sample corpus into their final files.

A source is a Markdown file in this folder with a front matter that says what
becomes of it (see README.md). Usage::

    python -m tools.samples.render [SOURCE.md ...]

With no source named, every source of the folder is rendered.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.samples.as_docx import render_docx
from tools.samples.as_html import render_html
from tools.samples.as_pdf import render_pdf, render_scan, render_two_columns
from tools.samples.markdown import Block, plain, source_blocks
from tools.samples.sources import HERE, ROOT, Source, SourceError, read_source


def block_text(block: Block) -> str:
    """A block as plain text: no marks, table cells parted by tabs."""
    if block.kind == "table":
        rows = (" \t".join(" ".join(plain(c).split()) for c in row) for row in block.rows)
        return "\n".join(rows)
    if block.kind in {"rule", "pagebreak"}:
        return "-" * 20 if block.kind == "rule" else "\f"
    return plain(block.text)


def render_text(source: Source) -> None:
    """Plain text; CRLF and a byte order mark where the encoding is a legacy or wide one."""
    text = "\n\n".join(block_text(block) for block in source_blocks(source)) + "\n"
    newline = "\n" if source.encoding.startswith("utf-8") else "\r\n"
    encoding = source.encoding
    data = text.replace("\n", newline).encode(encoding)
    source.output.write_bytes(data)


def render_raw(source: Source) -> None:
    """The body as it stands, in another encoding."""
    source.output.write_bytes(source.body.encode(source.encoding))


def render_nothing(source: Source) -> None:
    """The right column of a two-column document: its left one renders it."""


FORMS: dict[str, Callable[[Source], None]] = {
    "pdf": render_pdf,
    "two-column-pdf": render_two_columns,
    "column": render_nothing,
    "scan-pdf": render_scan,
    "docx": render_docx,
    "text": render_text,
    "html": render_html,
    "raw": render_raw,
}


def render(path: Path) -> Path | None:
    """Render one source; None where it has no output of its own."""
    source = read_source(path)
    if not source.meta.get("form") or source.form == "column":
        return None
    if source.form not in FORMS:
        raise SourceError(f"{path.name}: no form {source.form!r}; one of {', '.join(FORMS)}")
    source.output.parent.mkdir(parents=True, exist_ok=True)
    FORMS[source.form](source)
    return source.output


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Render the sources of the sample corpus.")
    parser.add_argument("sources", nargs="*", type=Path, help="sources; all of them if none")
    failed = 0
    for path in parser.parse_args(arguments).sources or sorted(HERE.glob("*.md")):
        try:
            output = render(path)
        except (SourceError, OSError, UnicodeError, KeyError) as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            failed += 1
            continue
        if output:
            print(f"{path.name} -> {output.relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
