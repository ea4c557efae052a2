"""What is told of repairs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from test_readers_pdf import PROSE, make, page_of

from ingest.document import RawDocument
from ingest.readers import read_file
from ingest.readers.clean import repairs_in
from ingest.readers.ocr import Word
from ingest.readers.ocr_lines import lines_of_words
from ingest.repairs import STEPS, repaired


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Vie\u0323\u0302t E\u0301 \ufb01\x07\ufefb", {"composition": 2, "font_forms": 2, "controls": 1}),
        ("第 一 条 目的", {"letter_spacing": 1}),
        ("Tiếng Việt, l’État", {}),
        ("plain", {}),
    ],
)  # fmt: skip
def test_what_cleaning_puts_right_is_counted(text: str, steps: dict[str, int]) -> None:
    assert {step: count for step, count in repairs_in(text).items() if count} == steps


def test_a_file_tells_its_repairs(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("Điều 1\nPhạm vi điều chie\u0302\u0309nh là các cơ quan của nước gửi và nước nhận.\n" * 3)
    (document,) = read_file(path)
    (notice,) = [notice for notice in document.notices if notice.code == "repaired"]
    assert notice.reason == "composition 3"


def told(document: RawDocument) -> list[str]:
    return [notice.reason for notice in document.notices if notice.code == "repaired"]


def read(path: Path, data: bytes) -> list[RawDocument]:
    path.write_bytes(data)
    return list(read_file(path))


def test_words_divided_at_line_ends_are_told(tmp_path: Path) -> None:
    (document,) = read(tmp_path / "law.pdf", make([page_of(PROSE)]))
    assert told(document) == ["hyphenation 1"]
    assert "liberty" in document.text
    wrapped = "\n".join(line.ljust(80, ".") if line == PROSE[0] else line for line in [*PROSE[1:4]] * 4)
    (document,) = read(tmp_path / "law.txt", wrapped.encode())
    assert told(document) == ["hyphenation 4"]
    (document,) = read(tmp_path / "law.md", b"# Law\n\n" + wrapped.encode())
    assert told(document) == ["hyphenation 4"]


def test_line_numbers_are_told(tmp_path: Path) -> None:
    text = PROSE[1:4] * 5
    numbers = [(40.0, 100.0 + 14 * at, str(at + 1)) for at in range(len(text)) if at % 5 == 4]
    (document,) = read(tmp_path / "law.pdf", make([[*page_of(text), *numbers]]))
    assert told(document) == ["line_numbers 3, hyphenation 5"]
    assert "10" not in document.text


def test_columns_of_one_language_are_told(tmp_path: Path) -> None:
    text = [f"Line {n} of the text of the consular law of Norvale" for n in range(14)]
    (document,) = read(tmp_path / "law.pdf", make([[*page_of(text, 40), *page_of(text, 330)]]))
    assert told(document) == ["reading_order 1"]


def test_an_old_page_tells_its_repairs(tmp_path: Path) -> None:
    page = "<html><body><p>Vie\u0323\u0302t Nam la\u0300 mo\u0323\u0302t nước có \ufb01n.</p></body></html>"
    (document,) = read(tmp_path / "law.html", page.encode())
    assert told(document) == ["composition 3, font_forms 1"]


def test_signs_put_right_in_what_was_recognised() -> None:
    steps: Counter[str] = Counter()
    texts = ["Cii)", "贸易", ";"]
    words = [Word(text, 60 * at, 100, 60 * at + 50, 120, 0.9) for at, text in enumerate(texts)]
    (line,) = lines_of_words([words], 1, 0.24, steps, rtl=False)
    assert line.text == "(ii) 贸易；"
    assert steps["recognised_signs"] == 1


def test_steps_are_told_by_name() -> None:
    (notice,) = repaired("a.pdf", {"tables": 2, "footnotes": 1, "columns": 0})
    assert (notice.path, notice.code, notice.reason) == ("a.pdf", "repaired", "footnotes 1, tables 2")
    assert repaired("a.pdf", {}) == ()
    assert all(STEPS.values())
    with pytest.raises(KeyError):
        repaired("a.pdf", {"magic": 1})
