from __future__ import annotations

import logging

import pytest

from search_api.errors import SearchUnavailable
from treatybase.absence import LONGEST_SECONDS, SHORTEST_SECONDS, Absence


def test_told_once_tried_ever_more_seldom_and_told_when_it_is_over(caplog: pytest.LogCaptureFixture) -> None:
    absence = Absence("the index waits")
    away = SearchUnavailable("nobody answers", seconds=5)
    with caplog.at_level(logging.WARNING):
        pauses = [absence.noted(away, expected=True) for _ in range(6)]
        absence.over()
        absence.over()
        again = absence.noted(away, expected=True)
    assert pauses[:4] == [SHORTEST_SECONDS, 2.0, 4.0, LONGEST_SECONDS]
    assert set(pauses[3:]) == {LONGEST_SECONDS}
    assert again == SHORTEST_SECONDS
    assert [record.getMessage() for record in caplog.records] == [
        "the index waits: nobody answers; trying again until it works",
        "the index waits: works again",
        "the index waits: nobody answers; trying again until it works",
    ]


def test_another_kind_of_failure_is_told_too_with_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    absence = Absence("the index waits")
    with caplog.at_level(logging.WARNING):
        absence.noted(SearchUnavailable("away", seconds=1), expected=True)
        try:
            raise ValueError("odd")
        except ValueError as error:
            absence.noted(error, expected=False)
            absence.noted(error, expected=False)
    assert len(caplog.records) == 2
    assert "ValueError: odd" in caplog.text
