"""Tables as texts keep them: cells, heads, groups of rows."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.tables import CELL, ROWS, cells, groups_of_rows, has_head, is_table

TEXTS = st.text("ab1 ", min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (["Act | Fee", "Pass | 12", "Visa | 30"], True),
        (["Việc | Mức thu", "Hộ chiếu | 70", "Thị thực | 25"], True),
        (["العمل | الرسم", "جواز | ٧٠", "تأشيرة | ٢٥"], True),
        (["事项 | 费用", "护照 | 70", "签证 | 25", "认证 | —"], True),
        (["Act | Fee", "Pass | 12"], False),
        (["Pass | 5", "Visa | 12", "Seal | 9"], False),
        (["For Lam Hai | For Cardena", "(signed) | (signed)", "A. Minister | B. Minister"], False),
        (["Annex | ", "Pass | 12", "Visa | 30"], False),
        (["Act | Term", "Pass | soon", "Visa | in 3 days", "Seal | later"], False),
        (["no cells", "Pass | 12", "Visa | 30"], False),
    ],
)
def test_only_what_surely_names_the_columns_is_a_head(rows: list[str], head: bool) -> None:
    assert has_head(rows) is head


@pytest.mark.parametrize(
    "text", ["", "one line", "one | row", "a text\nwith | bars", "Pass | 12\n\nVisa | 3"]
)
def test_what_is_no_table_stays_whole(text: str) -> None:
    assert not is_table(text)
    assert groups_of_rows(text) == (text,)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=3), min_size=1, max_size=30))
@example([["a", "a"], *[["1", "1"]] * ROWS])
def test_every_row_is_in_one_group_and_the_head_in_all(table: list[list[str]]) -> None:
    rows = [CELL.join(row) for row in table]
    groups = [group.split("\n") for group in groups_of_rows("\n".join(rows))]
    head = 1 if has_head(rows) else 0
    assert rows[:head] + [row for group in groups for row in group[head:]] == rows
    assert all(group[:head] == rows[:head] for group in groups)
    assert all(len(group) <= ROWS + head for group in groups)


@given(st.lists(st.text("ab1 ", max_size=5), min_size=2, max_size=4))
def test_cells_are_what_was_joined(row: list[str]) -> None:
    assert cells(CELL.join(row)) == [cell.strip() for cell in row]
