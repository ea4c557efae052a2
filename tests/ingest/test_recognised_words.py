"""Places on scanned pages: recognised again, in whatever position the page was scanned."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from printed import LINES, page, pdf, tiff
from test_ocr import tesseract

from corpus.page_images import Box
from ingest.page_images import RenderedPages
from ingest.readers.ocr import Word
from ingest.readers.ocr_choice import Recognised
from ingest.recognised_words import is_readable, placed
from ingest.word_places import PlacedWord, word_places

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
VISIT = " ".join(LINES[1:4])


@pytest.mark.parametrize(("turn", "box"), [
    (0, (0.1, 0.2, 0.3, 0.25)),
    (90, (0.2, 0.7, 0.25, 0.9)),
    (180, (0.7, 0.75, 0.9, 0.8)),
    (270, (0.75, 0.1, 0.8, 0.3)),
])  # fmt: skip
def test_words_stand_where_they_were_before_the_page_was_turned(
    turn: int, box: tuple[float, float, float, float]
) -> None:
    """The box at a tenth from the left of the upright page: where was it on the page as scanned?"""
    (word,) = placed(
        Recognised([[Word("Article", 100, 400, 300, 500, 0.9)]], ("en",), 0.9, (1000, 2000), turn)
    )
    assert word.text == "Article"
    assert word[1:] == pytest.approx(box)


def _words(*lines: str) -> list[PlacedWord]:
    return [
        PlacedWord(text, 0.1 * at, 0.1 * row, 0.1 * at + 0.08, 0.1 * row + 0.05)
        for row, line in enumerate(lines, 1)
        for at, text in enumerate(line.split(), 1)
    ]


def test_a_box_for_each_line() -> None:
    words = _words("Article 12 Visits", "The officer may visit", "a national in custody")
    found = word_places(words, ["The officer may visit a national in custody"])
    assert [(box.left, box.top) for box in found] == [
        (pytest.approx(0.1), pytest.approx(0.2)),
        (pytest.approx(0.1), pytest.approx(0.3)),
    ]
    assert found[0].right == pytest.approx(0.48)


@pytest.mark.parametrize("text", ["The officers shall build a bridge over it", "The", "", "。"])
def test_what_is_not_surely_there_is_not_shown(text: str) -> None:
    words = _words("The officer may visit", "the national in custody")
    assert word_places(words, [text]) == ()
    assert word_places([], [text]) == ()


@tesseract
@pytest.mark.parametrize("turn", [0, 180])
@pytest.mark.parametrize("kind", ["pdf", "tiff"])
def test_a_passage_is_found_on_a_scan(tmp_path: Path, kind: str, turn: int) -> None:
    path = tmp_path / f"scan.{kind}"
    scan = page(turn=turn)
    path.write_bytes(pdf(page(), scan) if kind == "pdf" else tiff(page(), scan))
    boxes = RenderedPages().boxes(path, 2, [VISIT])
    assert len(boxes) == 3
    first = boxes[0] if turn == 0 else _upside_down(boxes[0])
    assert (first.left, first.top) == pytest.approx((110 / 1240, (150 + 44) / 1240), abs=0.02)


def _upside_down(box: Box) -> Box:
    return Box(1 - box.right, 1 - box.bottom, 1 - box.left, 1 - box.top)


@tesseract
def test_a_page_is_recognised_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(page()))
    pages = RenderedPages()
    before = pages.boxes(path, 1, [VISIT])
    asked: list[str] = []
    run = subprocess.run

    def counted(command: list[str], **how: Any) -> Any:
        asked.append(command[4])
        return run(command, **how)

    monkeypatch.setattr(subprocess, "run", counted)
    assert pages.boxes(path, 1, [VISIT]) == before != ()
    assert asked == ["find"]


@tesseract
def test_a_picture_without_text_has_no_places(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(Image.new("L", (1240, 1240), 250)))
    assert RenderedPages().boxes(path, 1, [VISIT]) == ()


def test_letters_of_its_own_make_a_page_readable() -> None:
    assert is_readable(SAMPLES / "ostermere-convention.en.pdf", 1)
    assert not is_readable(SAMPLES / "ostermere-scan.en.pdf", 1)
