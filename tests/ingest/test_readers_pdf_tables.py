"""PDF pages: tables by their rules, by their columns, wrapped cells."""

# ruff: noqa: E501  (tables of cases read better unbroken)

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pdf_lines import line, run
from test_readers_pdf import PROSE, make, page_of, read

from ingest.document import BlockKind, RawDocument
from ingest.readers.parallel_rows import is_parallel
from ingest.readers.pdf_aligned import aligned_tables
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_page import Character, Run
from ingest.readers.pdf_rules import Rule
from ingest.readers.pdf_tables import ruled_tables

EDGES = (70.0, 200.0, 320.0, 450.0)
ROWS = (100.0, 120.0, 150.0, 170.0)


def grid(columns: Sequence[float] = EDGES, rows: Sequence[float] = ROWS) -> list[Rule]:
    across = [Rule(columns[0], y, columns[-1], y + 0.5) for y in rows]
    return across + [Rule(x, rows[0], x + 0.5, rows[-1]) for x in columns]


CELLS = [
    run("Service", 75, 106), run("Fee", 205, 106), run("Time", 325, 106),
    run("Legalisation of a", 75, 125), run("document", 75, 136), run("25", 205, 130), run("2 days", 325, 130),
    run("Passport", 75, 156), run("70", 205, 156), run("30 days", 325, 156),
]  # fmt: skip
TABLE = (
    ("Service", "Fee", "Time"),
    ("Legalisation of a document", "25", "2 days"),
    ("Passport", "70", "30 days"),
)


def test_rules_make_the_cells() -> None:
    outside = run("The fees are as follows.", 72, 80)
    (table,), rest = ruled_tables([outside, *CELLS], grid())
    assert table.table == TABLE
    assert rest == [outside]


@pytest.mark.parametrize(
    "rules", [[], grid()[:4], grid()[4:], grid(EDGES[::3], ROWS), grid(EDGES, ROWS[::3])]
)
def test_a_frame_or_single_rules_are_no_table(rules: list[Rule]) -> None:
    tables, rest = ruled_tables(CELLS, rules)
    assert not tables
    assert rest == CELLS


def test_a_grid_without_outer_edges() -> None:
    inner = [rule for rule in grid() if rule.is_horizontal or 100 < rule.left < 400]
    (table,), _ = ruled_tables(CELLS, inner)
    assert table.table == TABLE


def test_a_run_over_two_cells_is_cut() -> None:
    glyphs = tuple(
        Character(sign, 190 + 5 * at, 106, 195 + 5 * at, 114, at) for at, sign in enumerate("No Fee")
    )
    wide = Run("No Fee", 190, 106, 220, 114, 8, glyphs=glyphs)
    (table,), _ = ruled_tables([wide, *CELLS[2:]], grid())
    assert table.table[0][:2] == ("No", "Fee")


ENGLISH = (
    "The Parties shall inform each other of the measures that they have taken under this Agreement. " * 2
)
FRENCH = "Les Parties se communiquent les mesures qu'elles ont prises en application du présent Accord. " * 2


def test_two_languages_in_a_table_are_a_translation() -> None:
    assert is_parallel([("Article 1", "Article premier"), (ENGLISH, FRENCH)])
    assert not is_parallel([("Article 1", "Duty"), (ENGLISH, ENGLISH)])


def _row(top: float, *cells: tuple[float, str]) -> Line:
    places = [(left, left + 5 * len(text), text) for left, text in cells]
    gap = max((b[0] - a[1] for a, b in pairwise(places)), default=0.0) / 8
    return Line(
        " ".join(text for _, _, text in places), places[0][0], top, places[-1][1], top + 8, 8, bold=False, page=1,
        cells=tuple(text for _, _, text in places) if len(places) > 1 else (),
        stops=tuple(left for left, _, _ in places), ends=tuple(right for _, right, _ in places), gap=gap,
    )  # fmt: skip


def test_aligned_cells_are_a_table() -> None:
    lines = [
        line("The fees are as follows in this year and in the next.", 80),
        _row(100, (72, "Visa"), (250, "60"), (400, "30 days")),
        _row(114, (72, "Emergency document for"), (250, "40"), (400, "one day")),
        _row(124, (72, "a single journey")),
        _row(138, (72, "Copy"), (250, "2"), (400, "none")),
        line("Article 2. No other fee may be asked for by the consular posts.", 160),
    ]
    (table,) = aligned_tables(lines)
    assert (table.begin, table.end) == (1, 5)
    assert table.rows[1] == ("Emergency document for a single journey", "40", "one day")


WRAPPED = {
    "at the top of their row": [
        (100, (72, "Service"), (250, "Fee"), (400, "Time")),
        (118, (72, "Legalisation of a"), (250, "25"), (400, "Two days")), (130, (72, "State document"), (400, "From the day")),
        (142, (72, "Of any kind")),
        (160, (72, "Passport"), (250, "70"), (400, "30 days")),
        (178, (72, "Copy"), (250, "2"), (400, "None")), (190, (72, "And seal")),
    ],
    "in the middle of their row": [
        (100, (72, "Service"), (250, "Fee"), (400, "Time")),
        (118, (72, "Legalisation of a")), (124, (400, "Two days")), (130, (72, "State document"), (250, "25")),
        (136, (400, "From the day")), (142, (72, "Of any kind")),
        (160, (72, "Passport"), (250, "70"), (400, "30 days")),
        (178, (72, "Copy")), (184, (250, "2"), (400, "None")), (190, (72, "And seal")),
    ],
}  # fmt: skip


@pytest.mark.parametrize("lines", WRAPPED.values(), ids=list(WRAPPED))
def test_wrapped_cells_are_kept_together(lines: list[tuple[Any, ...]]) -> None:
    (table,) = aligned_tables([_row(top, *cells) for top, *cells in lines])
    assert table.rows == (
        ("Service", "Fee", "Time"),
        ("Legalisation of a State document Of any kind", "25", "Two days From the day"),
        ("Passport", "70", "30 days"),
        ("Copy And seal", "2", "None"),
    )


def test_a_table_of_wrapped_cells_is_not_two_columns(tmp_path: Path) -> None:
    rows = [("Legalisation of a document of|the other State, with seal", "25 euros", "Two days|from it"),
            ("Passport or other document of|a national of that State", "70 euros", "30 days"),
            ("Emergency document for single|journeys to the home State", "40 euros", "At once"),
            ("Certified copies of documents|kept in the register of seals", "2 euros", "None")]  # fmt: skip
    placed = [
        (x, 200.0 + 40 * at + 13 * below, text)
        for at, row in enumerate(rows)
        for x, cell in zip((72, 300, 430), row, strict=True)
        for below, text in enumerate(cell.split("|"))
    ]
    (document,) = read(tmp_path, make([[*page_of(PROSE), *placed]]))
    (block,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert block.text.split("\n") == [" | ".join(row).replace("|", " ").replace("   ", " | ") for row in rows]


def test_wide_blanks_in_prose_are_no_table() -> None:
    lines = [
        _row(100, (72, "2. However"), (190, "such interest may also be taxed in the State")),
        _row(114, (72, "in which it arises"), (210, "and according to the laws"), (400, "of that")),
        _row(128, (72, "State and where the recipient"), (262, "owns the interest the tax")),
        _row(142, (72, "so"), (120, "charged shall not exceed"), (330, "a tenth of the amount")),
    ]
    assert not aligned_tables(lines)


def test_table_kind_survives(tmp_path: Path) -> None:
    rows = [
        ("Visa", "60", "30 days"),
        ("Passport", "70", "5 years"),
        ("Seal", "20", "none"),
        ("Copy", "2", "none"),
    ]
    table = [
        (x, 200.0 + 16 * n, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((72, 250, 400), row, strict=True)
    ]
    (document,) = read(tmp_path, make([[*page_of(PROSE), *table]]))
    assert isinstance(document, RawDocument)
    (block,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert block.text.split("\n") == [" | ".join(row) for row in rows]
