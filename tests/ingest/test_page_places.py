"""Where on a page a text stands: of the sample PDFs, after all repairs of their readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Provision
from ingest.page_images import RenderedPages
from ingest.page_places import places
from ingest.readers import read_file
from ingest.structure import structure

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
CONVENTION = SAMPLES / "ostermere-convention.en.pdf"


def texts(path: Path) -> list[Provision]:
    (raw, *_) = read_file(path)
    tree = structure(raw, raw.hints.language or path.name.split(".")[1], path=path.name).provisions
    return [node for top in tree for node in top.walk() if node.text and node.span and node.span.page]


@pytest.mark.parametrize(
    "name", ["ostermere-convention.en", "nghi-dinh-47-2014.vi", "montclair-etat-civil.fr"]
)
def test_what_was_read_is_found_on_its_page(name: str) -> None:
    path = SAMPLES / f"{name}.pdf"
    nodes = texts(path)[:40]
    found = [places(path, node.span.page or 0, [node.text]) for node in nodes if node.span]
    assert sum(map(bool, found)) >= 0.95 * len(nodes)
    for box in (box for boxes in found for box in boxes):
        assert 0 <= box.left < box.right <= 1
        assert 0 <= box.top < box.bottom <= 1


def test_in_reading_order_down_the_page() -> None:
    nodes = [node for node in texts(CONVENTION) if node.span and node.span.page == 2]
    tops = [boxes[0].top for node in nodes if (boxes := places(CONVENTION, 2, [node.text]))]
    assert len(tops) > 3
    assert tops == sorted(tops)


def test_a_text_that_goes_on_on_the_next_page_is_shown_as_far_as_it_is_there() -> None:
    first, second = (
        [node.text for node in texts(CONVENTION) if node.span and node.span.page == page] for page in (1, 2)
    )
    over = f"{first[-2]}\n{second[1]}"
    assert places(CONVENTION, 1, [over]) == places(CONVENTION, 1, [first[-2]]) != ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Parties shall build a bridge over the strait within ten years.", id="not there"),
        pytest.param("the", id="there many times"),
        pytest.param("", id="empty"),
        pytest.param("。、", id="no letters"),
    ],
)
def test_what_is_not_surely_there_is_not_shown(text: str) -> None:
    assert places(CONVENTION, 1, [text]) == ()


def test_a_scan_has_no_places() -> None:
    assert places(SAMPLES / "ostermere-scan.en.pdf", 1, ["The sending State may"]) == ()


def test_a_hostile_file_costs_a_process(tmp_path: Path) -> None:
    damaged = tmp_path / "law.pdf"
    damaged.write_bytes(b"%PDF-1.7\n" + bytes(2000))
    (text, *_) = [node.text for node in texts(CONVENTION)]
    assert RenderedPages().boxes(damaged, 1, [text]) == ()
    assert RenderedPages().boxes(CONVENTION, 99, [text]) == ()
    assert RenderedPages().boxes(CONVENTION, 1, [text]) == places(CONVENTION, 1, [text]) != ()
