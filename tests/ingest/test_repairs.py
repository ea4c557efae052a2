"""What is told of repairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read_file
from ingest.readers.clean import repairs_in
from ingest.repairs import STEPS, repaired


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
