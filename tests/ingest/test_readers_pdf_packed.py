"""The pages of a thick PDF: packed while nobody looks at them, and read as if they were not."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from statistics import median

from hypothesis import given
from hypothesis import strategies as st
from pdf_lines import line

from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_measures import measures_of
from ingest.readers.pdf_notes import _usual_size, notes_of, with_notes
from ingest.readers.pdf_packed import Packed, PackedPages
from ingest.readers.pdf_paragraphs import flow_of

_places = st.floats(-1000, 1000)
_lines = st.builds(
    Line,
    st.text(max_size=20), _places, _places, _places, _places, _places, st.booleans(), st.integers(1, 9),
    st.integers(0, 2), st.tuples(st.text(max_size=5)), st.tuples(_places), st.tuples(_places), _places,
    st.none() | st.floats(0, 1), st.just(()) | st.just((("a", "b"), ("c", "d"))), st.none() | _places,
    st.booleans(), st.integers(0, 5), st.tuples(st.integers(1, 5)),
)  # fmt: skip
_sized = st.lists(st.lists(st.tuples(st.text("ab", max_size=4), st.sampled_from([6.0, 7.5, 8.0, 11.0]))))


@given(st.lists(_lines, max_size=5), st.sampled_from([1, 5_000]))
def test_lines_come_out_as_they_were_packed(lines: list[Line], number: int) -> None:
    assert Packed.of(lines, number).lines() == lines


@given(st.lists(st.lists(_lines, max_size=3), max_size=4))
def test_packed_pages_are_a_sequence_of_pages(pages: list[list[Line]]) -> None:
    packed = PackedPages(pages)
    assert list(packed) == pages == [packed[at] for at in range(len(packed))]
    assert list(packed[1:]) == pages[1:]


@given(_sized)
def test_the_usual_size_is_that_of_the_character_in_the_middle(sizes: list[list[tuple[str, float]]]) -> None:
    pages = [[line(text, 100, size=size) for text, size in page] for page in sizes]
    every = [size for page in sizes for text, size in page for _ in text]
    assert _usual_size(pages) == (median(every) if every else 0.0)


def test_a_note_has_its_lines_of_several_pages() -> None:
    pages = [
        [line("text", 100), line("one", 700, note=1)],
        [line("more", 700, 2, note=1), line("two", 710, 2, note=2)],
    ]
    assert {number: [one.text for one in lines] for number, lines in notes_of(pages).items()} == {
        1: ["one", "more"],
        2: ["two"],
    }


def test_a_page_of_few_lines_has_the_edges_of_the_others() -> None:
    full = [line("x" * 60, 100 + 14 * at) for at in range(20)]
    last = [line("x" * 20, 100, page=2)]
    measures = measures_of([full, last])
    assert measures.edges_of(last[0]) == measures.edges_of(full[0])
    assert measures.is_short(last[0])
    assert not measures.is_short(full[0])
    assert measures_of([last]).edges_of(last[0]).right == last[0].right


def test_distances_between_pages_tell_nothing() -> None:
    pages = [[line("word", 100 + 14 * at, page) for at in range(3)] for page in range(1, 9)]
    assert measures_of(pages).distance == 14


def _thick(pages: int) -> Iterator[list[Line]]:
    for page in range(1, pages + 1):
        words = " ".join(f"harbour{page} quay{at}" for at in range(5))
        text = [f"{words} line {at}{'.' if at % 12 == 0 else ''}" for at in range(1, 48)]
        yield [line(shown, 40 + 15 * at, page) for at, shown in enumerate([f"Article {page}", *text])]


def _peak(pages: int) -> int:
    """Bytes that the lines of so many pages take at most on their way to blocks, without the blocks."""
    tracemalloc.start()
    flow = flow_of(with_notes(without_furniture(PackedPages(_thick(pages)))))
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert flow.blocks
    return peak - kept


def test_a_page_more_takes_little_memory() -> None:
    few, many = _peak(220), _peak(320)
    assert (many - few) / 100 < 5_000  # as lines, a page took 74,000
