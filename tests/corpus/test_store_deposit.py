"""What is deposited comes back; values are joined by the rank of their origin; nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lamhai import (
    ARTICLES,
    act,
    article,
    chapter,
    day,
    deposit,
    force,
    interval,
    number,
    relation,
    source,
    told,
    work,
)

from corpus.law.status import status_of
from corpus.model import (
    LOCAL,
    OPEN,
    ActionType,
    Authority,
    Calendar,
    Deposit,
    End,
    Expression,
    Interval,
    LegalDate,
    Notice,
    OriginKind,
    Provision,
    ProvisionKind,
    RelationType,
    Source,
    Span,
    State,
    Work,
    WorkKind,
)
from corpus.store.store import Store
from corpus.store.trees import PROVISION_COLUMNS, flatten, grow

LANGUAGES = {
    "vi": "Thông tư hướng dẫn thủ tục lãnh sự",
    "ar": "قرار بشأن التصديق على الوثائق",
    "en": "Consular Services Regulations",
    "fr": "Arrêté relatif à l’état civil consulaire",
    "es": "Reglamento de aranceles consulares",
    "ru": "Консульский устав",
    "zh-Hans": "海外公民领事保护条例",
}


@pytest.mark.parametrize(("language", "title"), LANGUAGES.items())
def test_everything_comes_back(store: Store, language: str, title: str) -> None:
    made = deposit(
        replace(
            work("", WorkKind.REGULATION, {language: title}, ["N.R. 2016/114"], "2016-04-01"),
            in_force=LegalDate.parse("2016-07"),
            issuers=("Ministry",),
        ),
        (
            chapter("1", title, article("1", title, span=Span(3, 9, 2), page_to=3, wid="art_old_1")),
            Provision("annex_1", ProvisionKind.ANNEX, "Annex", None, "", title, language="la", ordinal=1),
        ),
        language=language,
        valid=interval("2016-07-01", "open"),
        authority=Authority.AUTHENTIC,
        own_number="7",
        forces=(force("2016-07-01", "open"),),
        relations=(relation(RelationType.CITES, "06/2021/TT-BĐN", from_eid="art_1", partial=True),),
        party_actions=(act("Norvale", ActionType.DECLARATION, "2016-08", text=title, opposes_entry=None),),
        assertions=(told(f"title.{language}", title, span=Span(0, 5, 1)),),
        first_page=2,
        last_page=9,
    )
    made = replace(
        made,
        source=replace(
            made.source,
            licence="CC0-1.0",
            url="https://example.org/1",
            pages=12,
            retrieved=datetime(2026, 1, 2, tzinfo=UTC),
            extra={"ghi chú": "cột lạ"},
        ),
    )
    counts = store.deposit([made])
    assert (counts.works, counts.expressions, counts.provisions, counts.relations) == (1, 1, 3, 1)
    stored = store.find("N.R. 2016/114", LOCAL)
    [expression] = stored.expressions
    assert replace(stored.work, slug="", assertions=()) == made.work
    assert expression.expression == made.expression
    assert [node.eid for top in expression.provisions for node in top.walk()] == ["chp_1", "art_1", "annex_1"]
    assert expression.provisions[0].children[0] == made.provisions[0].children[0]
    assert expression.provisions[1] == replace(made.provisions[1], wid="annex_1")
    assert expression.preferred is not None
    assert expression.preferred.source == made.source
    assert (expression.preferred.first_page, expression.preferred.last_page) == (2, 9)
    assert stored.forces == made.forces
    worded = made.expression.valid
    assert stored.relations == tuple(replace(one, worded=worded) for one in made.relations)
    assert stored.party_actions == made.party_actions
    titles = [a for a in stored.work.assertions if a.value == title]
    assert titles
    assert {(a.origin.kind, a.origin.span) for a in titles} == {(OriginKind.TEXT, Span(0, 5, 1))}


def test_the_same_again_changes_nothing(store: Store) -> None:
    made = deposit(work("a", title="A"), relations=(relation(RelationType.CITES, "b"),))
    store.deposit([made, deposit(work("b", title="B"))])
    change = store.change
    again = replace(made, source=replace(made.source, retrieved=datetime(2030, 1, 1, tzinfo=UTC)))
    counts = store.deposit([again, made])
    assert (counts.works, counts.expressions, counts.provisions, counts.relations) == (0, 0, 0, 0)
    assert store.change == change
    assert store.changes(change) == []


RANKS = [
    # (origin, day) as read one after the other; the day that stands
    ([("text", "2021-09-30"), ("manifest", "2021-10-01")], "2021-10-01"),
    ([("manifest", "2021-10-01"), ("text", "2021-09-30")], "2021-10-01"),
    ([("rule", "2021-01-01"), ("text", "2021-09-30"), ("format", "2021-09-29")], "2021-09-29"),
    ([("text", "2021-09-30"), ("text", "2021-09-30"), ("text", "2021-09-30")], "2021-09-30"),
    ([("text", "2021"), ("text", "2021-09-30")], "2021-09-30"),
    ([("person", "2020-01-01"), ("manifest", "2021-10-01")], "2020-01-01"),
    # equal readings that differ: nobody can tell, so it is unknown between the two
    ([("text", "2021-09-30"), ("text", "2021-09-28")], "2021-09"),
]


@pytest.mark.parametrize(("readings", "stands"), RANKS)
def test_the_highest_origin_is_believed(store: Store, readings: list[tuple[str, str]], stands: str) -> None:
    for place, (origin, adopted) in enumerate(readings):
        made = deposit(
            work("a", title="A", adopted=adopted),
            (article("1", f"{place}"),),
            path=f"{place}.txt",
            assertions=(told("date.adopted", adopted, OriginKind(origin)),),
        )
        store.deposit([made])
    found = store.find("a", LOCAL).work
    assert found.adopted is not None
    expected = LegalDate.parse(stands)
    if len({value for _, value in readings}) > 1 and readings[0][0] == readings[1][0] == "text":
        assert expected.earliest <= found.adopted.earliest
        assert found.adopted.latest <= expected.latest
    else:
        assert found.adopted.earliest == expected.earliest
    kept = {(a.origin.kind.value, a.value) for a in found.assertions if a.field == "date.adopted"}
    assert kept == set(readings), "every candidate is kept"


def test_dates_on_which_sources_differ_are_told(store: Store) -> None:
    one = deposit(work("a", adopted="2021-09-30"), path="1.txt")
    assert store.deposit([one]).notices == ()
    two = deposit(work("a", adopted="2021-09-28"), (article("5"),), path="2.txt")
    [notice] = store.deposit([two]).notices
    assert (notice.path, notice.code) == ("2.txt", "conflicting_dates")
    assert "2021-09" in notice.reason


def test_what_lost_is_superseded_not_gone(store: Store) -> None:
    store.deposit([deposit(work("a", title="Tên đọc được"), path="1.txt")])
    given = told("title.vi", "Tên trong bảng", OriginKind.MANIFEST)
    store.deposit(
        [
            deposit(
                work("a", title="Tên trong bảng"), (article("9", "khác"),), path="2.txt", assertions=(given,)
            )
        ]
    )
    titles = [a for a in store.find("a", LOCAL).work.assertions if a.field == "title.vi"]
    standing = {a.value: a.superseded is None for a in titles}
    assert standing == {"Tên đọc được": False, "Tên trong bảng": True}
    lost = next(a for a in titles if a.superseded)
    assert lost.recorded is not None
    assert lost.superseded is not None
    assert lost.recorded < lost.superseded


def test_candidates_of_one_reading_do_not_compete(store: Store) -> None:
    made = deposit(
        work("a", adopted="2021-09-30"),
        assertions=(told("date.adopted", "2021-09-30"), told("date.adopted", "2015-03-27")),
    )
    store.deposit([made])
    found = store.find("a", LOCAL).work
    assert found.adopted is not None
    assert found.adopted.day == day("2021-09-30")
    assert {a.value for a in found.assertions if a.field == "date.adopted"} == {"2021-09-30", "2015-03-27"}


def test_lists_are_joined_and_a_higher_origin_replaces_them(store: Store) -> None:
    one = deposit(replace(work("a"), issuers=("Bộ Đối ngoại",)), path="1.txt")
    two = deposit(replace(work("a"), issuers=("Bộ Nội an",)), (article("5"),), path="2.txt")
    store.deposit([one, two])
    assert store.find("a", LOCAL).work.issuers == ("Bộ Đối ngoại", "Bộ Nội an")
    given = (told("issuer", "Bộ Tài khóa", OriginKind.MANIFEST),)
    three = deposit(
        replace(work("a"), issuers=("Bộ Tài khóa",)), (article("6"),), path="3.txt", assertions=given
    )
    store.deposit([three])
    assert store.find("a", LOCAL).work.issuers == ("Bộ Tài khóa",)


def test_a_hijri_date_keeps_its_form(store: Store) -> None:
    printed = LegalDate(day("2017-04-01"), day("2017-04-03"), "5 رجب 1438", Calendar.HIJRI)
    store.deposit([deposit(replace(work("a"), adopted=printed))])
    assert store.find("a", LOCAL).work.adopted == printed


# --- one text, several sources -------------------------------------------------------------------


def test_one_text_from_two_files_is_one_expression_with_two_sources(store: Store) -> None:
    first = deposit(work("a"), path="b.txt")
    spaced = tuple(replace(node, text=node.text.replace(" ", "  ")) for node in ARTICLES)
    second = deposit(work("a"), spaced, path="a.pdf", valid=interval("2021-11-15"))
    store.deposit([first, second])
    [expression] = store.find("a", LOCAL).expressions
    assert [link.source.path for link in expression.sources] == ["a.pdf", "b.txt"]
    assert [link.preferred for link in expression.sources] == [True, False]
    assert expression.expression.valid == interval("2021-11-15"), "what one leaves unknown the other tells"


def test_of_two_trees_of_one_text_the_richer_is_kept(store: Store) -> None:
    page = Provision("page_1", ProvisionKind.PAGE, text="Điều 1 Phạm vi Điều 2 Đối tượng", span=Span(0, 9, 4))
    plain = deposit(work("a"), (page,), path="a.pdf")
    rich_tree = (article("1", "Phạm vi", span=Span(0, 3, 1)), article("2", "Đối tượng"))
    rich = deposit(work("a"), rich_tree, path="z.docx")
    for order in ([plain, rich], [rich, plain]):
        store.remove_file("a.pdf")
        store.remove_file("z.docx")
        for single in order:
            store.deposit([single])
        [expression] = store.find("a", LOCAL).expressions
        assert [node.eid for node in expression.provisions] == ["art_1", "art_2"]
        assert expression.provisions[0].span == Span(0, 3, 1)
        assert expression.preferred is not None
        assert expression.preferred.source.path == "z.docx", "the pages are those of the tree's source"


OTHER_WORDINGS = [
    ("another language", {"language": "en"}),
    ("another validity", {"valid": Interval(End.on("2023-10-05"), OPEN)}),
    ("another number", {"own_number": "02/VBHN-BĐN"}),
]


@pytest.mark.parametrize(("name", "changed"), OTHER_WORDINGS)
def test_the_same_text_may_be_another_expression(store: Store, name: str, changed: dict[str, object]) -> None:
    first = deposit(work("a"), path="1.txt", valid=interval("2021-11-15", "2023-10-05"), own_number="1")
    second = deposit(
        work("a"),
        path="2.txt",
        **({"valid": interval("2021-11-15", "2023-10-05"), "own_number": "1"} | changed),  # type: ignore[arg-type]
    )
    store.deposit([first, second])
    assert len(store.find("a", LOCAL).expressions) == 2, name


def test_records_of_two_collections_keep_their_ids(store: Store) -> None:
    numbered = work(numbers=["18/2012/ĐHND"], title="Luật Điều ước quốc tế")
    one = deposit(replace(numbered, record_id="alpha-1"), path="alpha.jsonl")
    two = deposit(replace(numbered, record_id="beta-9"), path="beta.jsonl")
    store.deposit([one, two])
    assert store.counts(LOCAL).works == 1
    stored = store.find("beta-9", LOCAL)
    assert {e.record_id for e in stored.expressions} == {"alpha-1", "beta-9"}
    assert store.find("alpha-1", LOCAL).id == stored.id


# --- relations and force -------------------------------------------------------------------------


def test_a_relation_resolves_when_its_target_arrives_and_both_change(store: Store) -> None:
    citing = deposit(work("citing"), relations=(relation(RelationType.IMPLEMENTS, "Luật số 18/2012/ĐHND"),))
    store.deposit([citing])
    before = store.change
    store.deposit([deposit(work(numbers=["18/2012/ĐHND"]))])
    assert store.find("citing", LOCAL).relations[0].target_slug == "18-2012-dhnd"
    assert [slug for slug, _ in store.find("18-2012-dhnd", LOCAL).incoming] == ["citing"]
    changed = {change.work_id for change in store.changes(before)}
    assert changed == {store.find("citing", LOCAL).id, store.find("18-2012-dhnd", LOCAL).id}


def test_an_ambiguous_target_is_never_guessed(store: Store) -> None:
    store.deposit([deposit(work("citing"), relations=(relation(RelationType.CITES, "18/2012/ĐHND"),))])
    store.deposit([deposit(work("one", numbers=["18/2012/ĐHND"]))])
    assert store.find("citing", LOCAL).relations[0].target_slug == "one"
    store.deposit([deposit(work("two", numbers=["18/2012/ĐHND"]))])
    assert store.find("citing", LOCAL).relations[0].target_slug is None
    store.remove_file("two.vi.txt")
    assert store.find("citing", LOCAL).relations[0].target_slug == "one"


def test_a_bare_number_resolves_to_nothing(store: Store) -> None:
    store.deposit([deposit(work("law", numbers=["No. 42"]))])
    store.deposit([deposit(work("citing"), relations=(relation(RelationType.CITES, "No. 42"),))])
    assert store.find("citing", LOCAL).relations[0].target_slug is None


def test_a_whole_repeal_with_a_date_ends_the_work(store: Store) -> None:
    store.deposit(
        [
            deposit(work("", numbers=["03/2015/TT-BĐN"]), forces=(force("2015-05-15", "open"),)),
            deposit(
                work("", numbers=["06/2021/TT-BĐN"]),
                relations=(relation(RelationType.REPLACES, "03/2015/TT-BĐN", "2021-11-15"),),
            ),
        ]
    )
    forces = store.find("03/2015/TT-BĐN", LOCAL).forces
    assert status_of(forces, day("2021-11-14")).state is State.IN_FORCE
    ended = status_of(forces, day("2021-11-15"))
    assert (ended.state, ended.reason.params["evidence"]) == (State.ENDED, "06-2021-tt-bdn")
    store.remove_file(".vi.txt")


def test_a_repeal_without_a_date_leaves_no_one_sure(store: Store) -> None:
    store.deposit(
        [
            deposit(work("old"), forces=(force("2015-05-15", "open"),)),
            deposit(work("new"), relations=(relation(RelationType.REPEALS, "old"),)),
            deposit(work("amending"), relations=(relation(RelationType.AMENDS, "old"),)),
        ]
    )
    status = status_of(store.find("old", LOCAL).forces, day("2023-01-01"))
    assert (status.state, status.reason.code) == (State.UNKNOWN, "end_undated")


# --- bad input -----------------------------------------------------------------------------------


def test_what_no_database_keeps_is_left_out(store: Store) -> None:
    made = deposit(
        work("a", title="Tên\x00 \ud800 lạ"),
        (article("1", "nửa cặp \udc00 và số không \x00."),),
        path="tệp\x00.txt",
        relations=(relation(RelationType.CITES, "\x00\ud800"),),
    )
    store.deposit([made])
    stored = store.find("a", LOCAL)
    assert "\x00" not in stored.work.title("vi")
    assert stored.expressions[0].provisions[0].text.startswith("nửa cặp")
    assert store.deposit([made]).works == 0


def test_an_eid_that_comes_twice_is_renamed_and_told(store: Store) -> None:
    counts = store.deposit([deposit(work("a"), (article("1", "một"), article("1", "hai")))])
    tree = store.find("a", LOCAL).expressions[0].provisions
    assert [(node.eid, node.text) for node in tree] == [("art_1", "một"), ("art_1__dup_2", "hai")]
    assert [(n.code, n.path) for n in counts.notices] == [("duplicate_eid", "a.vi.txt")]


def test_the_notices_of_a_deposit_are_kept_not_told_again(store: Store) -> None:
    notice = Notice("a.txt", "page_without_text", "page 3 has no text")
    assert store.deposit([deposit(work("a"), notices=(notice,))]).notices == ()
    assert store.notices(LOCAL) == [notice]


def test_a_failed_batch_leaves_nothing(store: Store) -> None:
    broken = replace(deposit(work("b")), source=replace(source("b.txt"), media_type=None))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="media_type"):
        store.deposit([deposit(work("a")), broken])
    assert store.counts(LOCAL).works == 0
    assert store.change == 0
    store.deposit([deposit(work("a"))])
    assert store.change == 1


# --- trees ---------------------------------------------------------------------------------------

words = st.text(st.sampled_from("ađ文ع \n"), max_size=8)
trees = st.recursive(
    st.builds(
        Provision,
        st.uuids().map(str),
        st.sampled_from(ProvisionKind),
        label=words,
        number=st.none() | words,
        heading=words,
        text=words,
        span=st.none() | st.builds(Span, st.just(1), st.just(5), st.none() | st.integers(1, 9)),
        page_to=st.none() | st.integers(1, 9),
        language=st.none() | st.sampled_from(["vi", "ar"]),
        ordinal=st.none() | st.integers(1, 9),
        record_id=st.none() | words,
    ),
    lambda nodes: st.builds(
        lambda node, children: replace(node, children=tuple(children)), nodes, st.lists(nodes, max_size=3)
    ),
    max_leaves=12,
)


@given(st.lists(trees, max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
def test_trees_are_flattened_and_grown_again(tree: list[Provision]) -> None:
    flat = flatten(tree)
    if flat.renamed:
        return
    grown = grow([tuple(row[name] for name in PROVISION_COLUMNS) for row in flat.rows])
    assert [_with_wid(node) for node in tree] == list(grown)
    assert flatten(grown).text_hash == flat.text_hash


def _with_wid(node: Provision) -> Provision:
    return replace(node, wid=node.wid or node.eid, children=tuple(map(_with_wid, node.children)))


def test_deep_trees_need_no_recursion() -> None:
    node = Provision("p_5000", ProvisionKind.PARA, text="x")
    for depth in range(4999, 0, -1):
        node = Provision(f"p_{depth}", ProvisionKind.PARA, children=(node,))
    flat = flatten((node,))
    grown = grow([tuple(row[name] for name in PROVISION_COLUMNS) for row in flat.rows])
    assert len(flat.rows) == 5000
    assert grown[0].children[0].eid == "p_2"


def test_a_deposit_of_nothing(store: Store) -> None:
    assert store.deposit([]).works == 0
    empty = Deposit(Source("leer.txt", "0" * 64, 0, "text/plain"), Work("leer"), Expression("de"), ())
    assert store.deposit([empty]).provisions == 0
    assert store.find("leer", LOCAL).expressions[0].provisions == ()


def test_identifiers_of_several_schemes(store: Store) -> None:
    store.deposit([deposit(work("a", numbers=["06/2021/TT-BĐN", "7/2021/TT-BĐN"]))])
    assert store.find("7/2021/TT-BĐN", LOCAL).work.identifiers == (
        number("06/2021/TT-BĐN"),
        number("7/2021/TT-BĐN"),
    )


def test_values_longer_than_any_key(store: Store) -> None:
    long = "Bộ Đối ngoại " * 2000
    made = deposit(
        replace(work("a", title=long, numbers=[long]), issuers=(long,)),
        relations=(relation(RelationType.CITES, long),),
        party_actions=(act(long, ActionType.SIGNATURE),),
    )
    store.deposit([made])
    assert store.find("a", LOCAL).work.issuers == (long,)
