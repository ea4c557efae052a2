"""Facts of provisions are kept with their reading; what persons say outlives every reading."""

from __future__ import annotations

import pytest
from lamhai import article, deposit, work
from whole_base import FACTS

from corpus.errors import InvalidIdentifier, NotFound
from corpus.model import LOCAL, Access, Facts, Holding, Procedure, Scope, Term, WorkKind
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.store import Store

FILE = FileRecord("a.txt", "a" * 64, 1, 1, "reader 1", FileOutcome.READ)
PUBLIC = Scope(access=frozenset({Access.PUBLIC}))


def only(facts: dict[int, Facts]) -> Facts:
    (found,) = facts.values()
    return found


def test_facts_come_back_as_they_were_given(store: Store) -> None:
    store.deposit([deposit(work("circular"), facts=FACTS)])
    stored = store.find("circular", LOCAL)
    assert only(store.facts(stored.id, LOCAL)) == FACTS
    assert store.facts(stored.id + 1, LOCAL) == {}


def test_a_text_read_from_two_files_has_its_facts_once(store: Store) -> None:
    for path in ("one.txt", "two.txt"):
        store.deposit([deposit(work("circular"), path=path, facts=FACTS)])
    stored = store.find("circular", LOCAL)
    assert len(stored.expressions) == 1
    assert only(store.facts(stored.id, LOCAL)) == FACTS
    assert [found.term for found in store.terms(LOCAL)] == list(FACTS.terms)
    assert [found.procedure for found in store.procedures(LOCAL)] == list(FACTS.procedures)


def test_facts_of_a_new_reading_take_the_place_of_the_old(store: Store) -> None:
    for definition in ("before", "after"):
        told = Facts(terms=(Term("art_1", "Consul", definition),))
        store.replace_file(FILE, [[deposit(work("circular"), path="a.txt", facts=told)]])
    assert [found.term.definition for found in store.terms(LOCAL)] == ["after"]


def test_no_term_and_no_procedure_is_seen_out_of_its_scope(store: Store) -> None:
    hidden = Holding("mission", "letters", Access.RESTRICTED)
    store.deposit([deposit(work("circular"), facts=FACTS, holding=hidden)])
    stored = store.find("circular", LOCAL)
    assert store.terms(LOCAL)
    assert (store.terms(PUBLIC), store.procedures(PUBLIC), store.facts(stored.id, PUBLIC)) == ([], [], {})


def test_terms_are_found_by_their_beginning_and_procedures_by_their_words(store: Store) -> None:
    names = ("Cấp hộ chiếu phổ thông", "Cấp thị thực", "Gia hạn hộ chiếu")
    told = Facts(
        terms=tuple(Term("art_1", name, "…") for name in ("Consul", "Consular post", "100 % rate")),
        procedures=tuple(Procedure("art_1", name) for name in names),
    )
    store.deposit([deposit(work("circular"), facts=told)])
    assert [found.term.term for found in store.terms(LOCAL, starting="consul")] == ["Consul", "Consular post"]
    assert [found.term.term for found in store.terms(LOCAL, starting="100 %")] == ["100 % rate"]
    assert store.terms(LOCAL, language="fr") == []
    found = store.procedures(LOCAL, words=("hộ", "cấp"))
    assert [one.procedure.name for one in found] == [names[0]]
    assert len(store.procedures(LOCAL, limit=2)) == 2


def test_what_a_person_sets_stands_whatever_is_read_later(store: Store) -> None:
    def read(kind: WorkKind) -> None:
        store.replace_file(FILE, [[deposit(work("circular", kind, adopted="2015-04-01"), path="a.txt")]])

    read(WorkKind.CIRCULAR)
    store.set_value("circular", "kind", ["decree"], LOCAL, who="clerk", reason="as printed")
    store.set_value("circular", "date.adopted", ["2015-04-02"], LOCAL, who="clerk")
    store.set_value("circular", "title.en", ["On fees"], LOCAL, who="clerk")
    read(WorkKind.LAW)
    stored = store.find("circular", LOCAL).work
    assert stored.kind is WorkKind.DECREE
    assert stored.adopted is not None
    assert (stored.adopted.isoformat(), stored.titles["en"]) == ("2015-04-02", "On fees")
    said = [one for one in stored.assertions if one.field == "kind" and one.value == "decree"]
    assert [one.origin.detail for one in said] == ["as printed"]


def test_what_a_person_set_can_be_changed_and_taken_back(store: Store) -> None:
    store.deposit([deposit(work("circular", WorkKind.CIRCULAR))])
    before = store.change
    for values in (["law"], ["decree"], []):
        store.set_value("circular", "kind", values, LOCAL, who="clerk")
    assert store.find("circular", LOCAL).work.kind is WorkKind.CIRCULAR
    assert store.change == before + 3, "the index is told each time"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "novel"),
        ("title", "x"),
        ("title.en", " "),
        ("date.adopted", "31.02.2015"),
        ("colour", "red"),
        ("identifier.isbn", "1"),
    ],
)
def test_a_value_that_cannot_be_is_refused(store: Store, field: str, value: str) -> None:
    store.deposit([deposit(work("circular"), (article("1", "x"),))])
    before = store.change
    with pytest.raises(InvalidIdentifier):
        store.set_value("circular", field, [value], LOCAL, who="clerk")
    with pytest.raises(NotFound):
        store.set_value("unheard-of", "kind", ["law"], LOCAL, who="clerk")
    assert store.change == before


def test_a_doubt_that_was_looked_at_stays_so_until_it_is_opened_again(store: Store) -> None:
    store.mark_doubt("gap a.txt", note="so printed", who="clerk")
    store.mark_doubt("gap a.txt", note="printed so in the gazette", who="head")
    assert {mark.key: (mark.note, mark.who) for mark in store.doubt_marks().values()} == {
        "gap a.txt": ("printed so in the gazette", "head")
    }
    store.unmark_doubt("gap a.txt")
    assert store.doubt_marks() == {}
