"""Paragraphs exactly right: the declaration of human rights printed by Chromium in several ways, and read.

`right` are paragraphs read letter by letter as they were printed (blanks do not count), `wrong` those read
that were not printed so, `unknown` those printed that were not read so. Without Chromium nothing is measured.
"""

from __future__ import annotations

import html
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from bench.quality.characters import UDHR
from bench.quality.halves import Half
from bench.quality.halves import half as half_of
from bench.quality.score import Score
from ingest.readers import read_file
from tools.samples.as_pdf import chromium, print_pdf
from tools.samples.sources import SourceError

_PARAGRAPHS: Final = 70
"""Of each text: three to four pages."""
_HEADING: Final = 60
"""Characters up to which a paragraph is printed as a heading."""
_LINE: Final = 16
"""Points from line to line where lines are numbered."""
_LINES: Final = 44
"""Numbers on a page."""
_STYLE: Final = """
@page { size: A4; margin: 24mm }
body { margin: 0; font: 10.5pt/1.4 "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", serif }
p { margin: 0 0 4pt; text-align: justify } p.heading { text-align: center }
table { table-layout: fixed; width: 100% } td { width: 50%; vertical-align: top; padding: 0 4mm 2pt }
"""
_NUMBERED: Final = f"""
body {{ line-height: {_LINE}pt }} p {{ margin: 0; margin-inline-start: 12mm }}
.numbers {{ position: fixed; inset-inline-start: 0; top: 0 }}
.numbers div {{ position: absolute; height: {_LINE}pt; font-size: 8pt }}
"""

Paragraphs = Sequence[str]


def measure(data: Path, half: Half | None, most: int | None) -> Iterator[Score]:
    """A score for each text and way of printing it."""
    try:
        chromium()
    except SourceError:
        return
    texts = {
        language: _paragraphs(data / "treaties" / "udhr" / f"udhr_{code}.xml")
        for code, language in UDHR.items()
        if half in {None, half_of(f"treaties/udhr/udhr_{code}.xml")}
    }
    for language, text in texts.items():
        for way, body, style in _ways(text):
            yield _score(language, way, _page(body, language, style), [text])
    for (one, left), (other, right) in pairwise(texts.items()):
        rows = list(zip(left, right, strict=False))
        sides = [[row[side] for row in rows] for side in (0, 1)]
        yield _score(f"{one} {other}", "two columns in two languages", _page(_beside(rows), one, ""), sides)


def _paragraphs(path: Path) -> list[str]:
    (document,) = read_file(path)
    return [" ".join(line.split()) for line in document.full_text.split("\n") if line.strip()][:_PARAGRAPHS]


def _ways(text: Paragraphs) -> Iterator[tuple[str, str, str]]:
    """The name of each way to print a text, the body of its page, and what its style has besides."""
    printed = "".join(map(_printed, text))
    for step in (5, 1):
        numbers = "".join(
            f'<div style="top:{(number - 1) * _LINE}pt">{number}</div>'
            for number in range(step, _LINES, step)
        )
        yield f"every line numbered by {step}", f'<div class="numbers">{numbers}</div>{printed}', _NUMBERED
    yield "two columns", f'<div style="columns:2;column-gap:8mm">{printed}</div>', ""


def _beside(rows: Sequence[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td dir=auto>{_printed(a)}</td><td dir=auto>{_printed(b)}</td></tr>" for a, b in rows
    )
    return f"<table>{cells}</table>"


def _printed(paragraph: str) -> str:
    kind = "heading" if len(paragraph) < _HEADING else "text"
    return f'<p class="{kind}">{html.escape(paragraph)}</p>'


def _page(body: str, language: str, style: str) -> str:
    direction = "rtl" if language == "ar" else "ltr"
    head = f'<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8">'
    return f"{head}<style>{_STYLE}{style}</style><body>{body}</body></html>"


def _score(language: str, way: str, page: str, texts: Sequence[Paragraphs]) -> Score:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "law.pdf")
        path.write_bytes(print_pdf(page))
        read = Counter(_bare(block.text) for document in read_file(path) for block in document.blocks)
    wanted = Counter(_bare(paragraph) for text in texts for paragraph in text)
    right = (read & wanted).total()
    return Score(
        "layout", language, way, right=right, wrong=read.total() - right, unknown=wanted.total() - right
    )


def _bare(text: str) -> str:
    return "".join(text.split())
