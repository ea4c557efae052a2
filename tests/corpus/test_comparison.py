"""Two wordings compared by provision and word, in every script."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.law.comparison import Change, compare, word_runs, wording_on
from corpus.model import OPEN, UNKNOWN, End, Expression, Interval, Provision, ProvisionKind
from corpus.store.views import StoredExpression


def article(number: str, text: str, **values: str) -> Provision:
    return Provision(f"art_{number}", ProvisionKind.ARTICLE, f"Article {number}", number, text=text, **values)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("within 48 hours", "within 24 hours", "within [-48-]{+24+} hours"),
        ("trong thời hạn 05 năm", "trong thời hạn 10 năm", "trong thời hạn [-05-]{+10+} năm"),
        ("应当在48小时内通知", "应当在24小时以内通知", "应当在[-48-]{+24+}小时{+以+}内通知"),
        ("خلال 48 ساعة", "خلال 24 ساعة", "خلال [-48-]{+24+} ساعة"),
        ("в течение 48 часов", "в течение суток", "в течение [-48 часов-]{+суток+}"),
        ("dans les dix jours", "dans les dix jours ouvrables", "dans les dix jours{+ ouvrables+}"),
        ("el plazo de diez días", "el plazo de días", "el plazo de [-diez -]días"),
        ("lệ phí 50.000 đồng", "lệ phí 80.000 đồng", "lệ phí [-50.000-]{+80.000+} đồng"),
        ("وفقاً للمادة 7", "وفقًا للمادة 8", "[-وفقاً-]{+وفقًا+} للمادة [-7-]{+8+}"),
        (
            "the consul may pay a fee on the day",
            "an envoy shall give a sum on the spot",
            "[-the consul may pay a fee-]{+an envoy shall give a sum+} on the [-day-]{+spot+}",
        ),
        ("由海关征收费用", "经财政核定免除费用", "[-由海关征收-]{+经财政核定免除+}费用"),
    ],
)
def test_words(before: str, after: str, marked: str) -> None:
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    assert "".join(signs[run.op].format(run.text) for run in word_runs(before, after)) == marked


@given(st.text(alphabet="ab 1.,的十، ة\n"), st.text(alphabet="ab 1.,的十، ة\n"))
def test_no_word_is_lost(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert "".join(run.text for run in runs if run.op != "insert") == before
    assert "".join(run.text for run in runs if run.op != "delete") == after


def test_provisions_added_removed_and_changed_in_order() -> None:
    before = [article("1", "Scope"), article("2", "Visas"), article("3", "Fees"), article("4", "End")]
    after = [
        article("1", "Scope"),
        article("3", "Fees of 10"),
        article("3bis", "Waiver"),
        article("4", "End"),
    ]
    found = [(change.eid, change.change) for change in compare(before, after)]
    assert found == [
        ("art_2", Change.REMOVED),
        ("art_3", Change.CHANGED),
        ("art_3bis", Change.ADDED),
    ]


def test_a_renumbered_provision_is_matched_by_its_wid() -> None:
    before, after = [article("5", "Same")], [article("6", "Same", wid="art_5")]
    (change,) = compare(before, after)
    assert (change.change, change.eid, change.was) == (Change.RENUMBERED, "art_6", "art_5")
    assert [run.text for run in change.runs if run.op == "insert"] == ["6"]


def stored(number: int, start: object, end: object) -> StoredExpression:
    interval = Interval(
        start if not isinstance(start, str) else End.on(start),
        end if not isinstance(end, str) else End.on(end),
    )  # type: ignore[arg-type]
    return StoredExpression(number, Expression("vi", interval), (), ())


def test_the_wording_on_a_day() -> None:
    first, second = stored(1, "2015-05-15", "2021-11-15"), stored(2, "2021-11-15", OPEN)
    unsaid = stored(3, UNKNOWN, UNKNOWN)
    assert wording_on([first, second], date(2021, 11, 14)).expression.id == 1  # type: ignore[union-attr]
    later = wording_on([first, second, unsaid], date(2021, 11, 15))
    assert later is not None
    assert (later.expression.id, later.certain) == (2, True)
    unsure = wording_on([first, unsaid], date(2023, 1, 1))
    assert unsure is not None
    assert (unsure.expression.id, unsure.certain) == (3, False)
    assert wording_on([first], date(2023, 1, 1)) is None
