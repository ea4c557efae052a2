"""The way back from a repaired text to its source, and what is told of repairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from ingest.readers import read_file
from ingest.readers.clean import clean_lines, repairs_in
from ingest.readers.glued_numerals import part_numerals
from ingest.readers.vietnamese_encodings import from_viqr
from ingest.repairs.offsets import align
from ingest.repairs.told import STEPS, repaired


@pytest.mark.parametrize(
    ("source", "made", "word"),
    [
        ("Arti\u00adcle 1\r\n\r\nThe Parties  consult.", "Article 1\nThe Parties consult.", "consult"),
        ("HEAD 12\nThe Parties con-\nsult each other.", "The Parties consult each other.", "each"),
        ("one two three", "one [1] two three", "three"),
        ("x" * 3000 + " then the Parties consult each other", "then the Parties consult each other", "other"),
        ("same text", "same text", "text"),
    ],
)  # fmt: skip
def test_a_word_is_found_in_its_source(source: str, made: str, word: str) -> None:
    start = made.index(word)
    place = align(source, made).span(Span(start, start + len(word), 4))
    assert source[place.start : place.end] == word
    assert place.page == 4


@pytest.mark.parametrize(
    ("source", "repair", "made", "printed"),
    [
        ("Tie\u0302\u0301ng Vie\u0323\u0302t, \ufb01nal  text", clean_lines, "final", "\ufb01nal"),
        ("article imembers meet. article iithey vote. article iiiit ends.", part_numerals, "they", "they"),
        ("Nghi. ddi.nh na`y co' hie^.u lu+.c", from_viqr, "hiệu", "hie^.u"),
    ],
)
def test_repairs_carry_places_back(source: str, repair: object, made: str, printed: str) -> None:
    assert callable(repair)
    text = repair(source)
    start = text.index(made)
    place = align(source, text).span(Span(start, start + len(made)))
    assert printed.startswith(source[place.start : place.end][:2])
    assert abs(place.start - source.index(printed)) <= 1
    assert abs(place.end - source.index(printed) - len(printed)) <= 2


@given(st.text(max_size=300), st.text(max_size=300))
def test_places_rise_and_stay_inside(source: str, made: str) -> None:
    found = align(source, made)
    places = [found.source(at) for at in range(len(made) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(source) for place in places)


@given(st.text(max_size=400))
def test_an_unchanged_text_stays_in_place(text: str) -> None:
    found = align(text, text)
    assert [found.source(at) for at in range(len(text))] == list(range(len(text)))


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Vie\u0323\u0302t E\u0301 \ufb01\x07\ufefb", {"composition": 2, "font_forms": 2, "controls": 1}),
        ("Tiếng Việt, l’État", {"composition": 0, "font_forms": 0, "controls": 0}),
        ("plain", {}),
    ],
)  # fmt: skip
def test_what_cleaning_puts_right_is_counted(text: str, steps: dict[str, int]) -> None:
    assert repairs_in(text) == steps


def test_a_file_tells_its_repairs(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("Điều 1\nPhạm vi điều chie\u0302\u0309nh là các cơ quan của nước gửi và nước nhận.\n" * 3)
    (document,) = read_file(path)
    (notice,) = [notice for notice in document.notices if notice.code == "repaired"]
    assert notice.reason == "composition 3"


def test_steps_are_told_by_name() -> None:
    (notice,) = repaired("a.pdf", {"tables": 2, "footnotes": 1, "columns": 0})
    assert (notice.path, notice.code, notice.reason) == ("a.pdf", "repaired", "footnotes 1, tables 2")
    assert repaired("a.pdf", {}) == ()
    assert all(STEPS.values())
    with pytest.raises(KeyError):
        repaired("a.pdf", {"magic": 1})
