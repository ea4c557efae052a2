"""The ten cases of ARCHITECTURE.md ("The model by ten worked cases"), deposited and read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from lamhai import (
    act,
    article,
    chapter,
    day,
    deposit,
    force,
    interval,
    paragraph,
    relation,
    work,
)

from corpus.law.status import status_of
from corpus.model import (
    LOCAL,
    OPEN,
    UNKNOWN,
    ActionType,
    Authority,
    End,
    Extent,
    ForceState,
    Interval,
    Making,
    Party,
    PartyName,
    RelationType,
    State,
    WorkKind,
)
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.store import Store
from corpus.store.views import StoredWork


@pytest.fixture(autouse=True)
def standings_are_those_of_the_works(store: Store) -> Iterator[None]:
    """After each case: what statuses are decided from is the same without the works."""
    yield
    for summary in store.works(LOCAL):
        whole, standing = store.work(summary.id, LOCAL), store.standing(summary.id, LOCAL)
        assert whole is not None
        assert standing is not None
        assert standing.forces == whole.forces
        assert standing.expressions == {stored.id: stored.expression for stored in whole.expressions}
        assert standing.rewordings == whole.rewordings


def state(stored: StoredWork, on: str, eid: str | None = None) -> State:
    return status_of(stored.forces, day(on), eid).state


CONVENTION = work(
    "ostermere-convention",
    WorkKind.TREATY,
    {
        "en": "Convention on Consular Assistance and Relations",
        "vi": "Công ước về trợ giúp và quan hệ lãnh sự",
        "ar": "اتفاقية المساعدة والعلاقات القنصلية",
    },
    adopted="2009-05-14",
    parties=("Norvale", "Lam Hai", "Marjana", "Union of Velor"),
)
ARREST = {
    "en": "The competent authorities shall inform the consular post within 48 hours, if so requested.",
    "vi": "Cơ quan có thẩm quyền thông báo cho cơ quan lãnh sự trong vòng 48 giờ nếu công dân đó yêu cầu.",
    "ar": "تبلغ السلطات المختصة المركز القنصلي خلال ثمان وأربعين ساعة إذا طلب المواطن ذلك.",
}


def test_1_a_consular_convention_with_two_reserving_states(store: Store) -> None:
    store.deposit(
        [
            deposit(
                CONVENTION,
                (article("22", "", paragraph("art_22", "1", ARREST[language])),),
                language=language,
                authority=Authority.AUTHENTIC,
                valid=interval("2011-03-01"),
                forces=(force("2011-03-01", "open"),),
            )
            for language in ("en", "vi", "ar")
        ]
    )
    marjana = "Marjana does not consider itself bound by the time-limit."
    status_note = work("ostermere-convention", WorkKind.TREATY)
    store.deposit(
        [
            deposit(
                status_note,
                (article("1", "Status of the Convention."),),
                language="en",
                path="records.jsonl",
                party_actions=(
                    act("Norvale", ActionType.RATIFICATION, "2009-11-02"),
                    act(
                        "Marjana", ActionType.RESERVATION, "2010-06-11", text=marjana, articles=("22(1)(b)",)
                    ),
                    act("Montclair", ActionType.ACCESSION, "2012-09-05"),
                    act("Montclair", ActionType.RESERVATION, "2012-09-05", articles=("38(2)",)),
                    act(
                        "Norvale",
                        ActionType.OBJECTION,
                        "2013-03-01",
                        towards="Montclair",
                        opposes_entry=False,
                        articles=("38(2)",),
                    ),
                ),
            )
        ]
    )
    stored = store.find("ostermere-convention", LOCAL)
    assert store.counts(LOCAL).works == 1
    assert {s.expression.language for s in stored.expressions} == {"en", "vi", "ar"}
    eids = {
        stored_expression.provisions[0].children[0].eid
        for stored_expression in stored.expressions
        if stored_expression.expression.authority is Authority.AUTHENTIC
    }
    assert eids == {"art_22__para_1"}, "the same provision in three languages"
    reservations = [a for a in stored.party_actions if a.action is ActionType.RESERVATION]
    assert [(a.party, a.articles) for a in reservations] == [
        ("Marjana", ("22(1)(b)",)),
        ("Montclair", ("38(2)",)),
    ]
    assert reservations[0].text == marjana
    objection = next(a for a in stored.party_actions if a.action is ActionType.OBJECTION)
    assert (objection.party, objection.towards, objection.opposes_entry) == ("Norvale", "Montclair", False)
    assert objection.date is not None
    assert objection.date.day == day("2013-03-01")
    assert state(stored, "2011-02-28") is State.NOT_YET_IN_FORCE
    assert state(stored, "2020-01-01", "art_22") is State.IN_FORCE


def test_2_a_multilateral_amendment_that_only_some_accepted(store: Store) -> None:
    as_amended = ARREST["en"].replace("48", "24")
    protocol = work(
        "ostermere-protocol-2017",
        WorkKind.PROTOCOL,
        {"en": "Protocol amending the Convention on Consular Assistance and Relations"},
        adopted="2017-10-09",
    )
    store.deposit(
        [
            deposit(
                CONVENTION,
                (article("22", ARREST["en"]),),
                language="en",
                valid=Interval(End.on("2011-03-01"), OPEN),
                forces=(force("2011-03-01", "open"),),
            ),
            deposit(
                CONVENTION,
                (article("22", as_amended),),
                language="en",
                path="convention-as-amended.txt",
                making=Making.CONSOLIDATED_SYSTEM,
                valid=Interval(End.on("2019-06-01"), OPEN),
            ),
            deposit(
                protocol,
                (article("1", "Article 22 is amended as follows."),),
                language="en",
                forces=(force("2019-06-01", "open"),),
                relations=(
                    relation(RelationType.AMENDS, "ostermere-convention", "2019-06-01", target_eid="art_22"),
                ),
                party_actions=(
                    act("Lam Hai", ActionType.ACCEPTANCE, "2018-12-01"),
                    act("Norvale", ActionType.ACCEPTANCE, "2019-05-02"),
                ),
            ),
        ]
    )
    stored = store.find("ostermere-convention", LOCAL)
    on_that_day = [s for s in stored.expressions if s.expression.valid.covers(day("2020-01-01"))]
    assert len(on_that_day) == 2, "both wordings are law, between different parties"
    before = [s for s in stored.expressions if s.expression.valid.covers(day("2019-05-31"))]
    assert [s.expression.making for s in before] == [Making.ORIGINAL]
    assert [(slug, r.type, r.target_eid) for slug, r in stored.incoming] == [
        ("ostermere-protocol-2017", RelationType.AMENDS, "art_22")
    ]
    amended_by = store.find("ostermere-protocol-2017", LOCAL)
    assert [action.party for action in amended_by.party_actions] == ["Lam Hai", "Norvale"]
    assert state(stored, "2020-01-01", "art_22") is State.IN_FORCE


def test_3_an_exchange_of_letters(store: Store) -> None:
    whole = work(
        "letters-montclair",
        WorkKind.EXCHANGE_OF_LETTERS,
        {"fr": "Échange de lettres relatif à la reconnaissance des permis de conduire"},
        adopted="2016-07-20",
        parties=("République de Lam Haï", "République de Montclair"),
    )
    letters = [
        work(
            f"letters-montclair-{place}",
            WorkKind.EXCHANGE_OF_LETTERS,
            {"fr": title},
            adopted=adopted,
            component_of="letters-montclair",
        )
        for place, title, adopted in (
            (1, "Lettre du ministre de Montclair", "2016-07-06"),
            (2, "Réponse de l’ambassadeur de Lam Haï", "2016-07-20"),
        )
    ]
    # The letters are read before the exchange of which they are parts.
    store.deposit(
        [
            deposit(letter, (article("1", f"J’ai l’honneur … {letter.slug}", label="Point"),), language="fr")
            for letter in letters
        ]
    )
    store.deposit([deposit(whole, (article("1", "Lettre et réponse.", label="Point"),), language="fr")])
    stored = store.find("letters-montclair", LOCAL)
    assert stored.components == ("letters-montclair-1", "letters-montclair-2")
    assert stored.work.parties == ("République de Lam Haï", "République de Montclair")
    first = store.find("letters-montclair-1", LOCAL)
    assert first.work.component_of == "letters-montclair"
    assert first.expressions[0].provisions[0].eid == "art_1", "its own numbering"
    assert store.find("letters-montclair-2", LOCAL).expressions[0].provisions[0].eid == "art_1"


def test_4_a_joint_circular_of_three_ministries(store: Store) -> None:
    ministries = ("Bộ Đối ngoại", "Bộ Nội an", "Bộ Tài khóa")
    joint = work(
        "",
        WorkKind.JOINT_CIRCULAR,
        "Thông tư liên tịch về phối hợp đưa công dân về nước",
        ("01/2016/TTLT-BĐN-BNA-BTK",),
        "2016-02-22",
        issuers=ministries,
    )
    store.deposit([deposit(joint, forces=(force("2016-04-10"),))])
    stored = store.find("01 /2016/TTLT-BĐN-BNA-BTK", LOCAL)
    assert stored.work.slug == "01-2016-ttlt-bdn-bna-btk"
    assert stored.work.issuers == ministries
    assert state(stored, "2016-04-09") is State.NOT_YET_IN_FORCE
    status = status_of(stored.forces, day("2024-01-01"))
    assert (status.state, status.reason.code) == (State.UNKNOWN, "began_end_unknown")
    assert status.reason.params["since"] == "2016-04-10"


def test_5_a_decree_ended_in_part(store: Store) -> None:
    decree = work("", WorkKind.DECREE, "Nghị định về công tác lãnh sự", ("47/2014/NĐ-HĐCP",), "2014-05-12")
    legalisation = work(
        "", WorkKind.DECREE, "Nghị định về hợp pháp hóa lãnh sự", ("15/2022/NĐ-HĐCP",), "2022-03-08"
    )
    tree = (
        chapter("3", "Bảo hộ công dân", article("19", "Cơ quan đại diện thăm lãnh sự.")),
        chapter("4", "Hợp pháp hóa lãnh sự", article("20", "Giấy tờ."), article("21", "Lệ phí.")),
    )
    repeal = relation(
        RelationType.REPEALS, "Nghị định số 47/2014/NĐ-HĐCP", "2022-05-01", target_eid="chp_4", partial=True
    )
    # The repealing decree is read first: its relation waits for the target.
    store.deposit([deposit(legalisation, forces=(force("2022-05-01", "open"),), relations=(repeal,))])
    assert store.find("15/2022/NĐ-HĐCP", LOCAL).relations[0].target_slug is None
    store.deposit([deposit(decree, tree, forces=(force("2014-07-01", "open"),))])
    assert store.find("15/2022/NĐ-HĐCP", LOCAL).relations[0].target_slug == "47-2014-nd-hdcp"

    stored = store.find("47/2014/NĐ-HĐCP", LOCAL)
    status = status_of(stored.forces, day("2022-05-01"))
    assert (status.state, status.extent) == (State.IN_FORCE, Extent.PART)
    assert status.ended_eids == ("chp_4", "art_20", "art_21")
    assert status_of(stored.forces, day("2022-04-30")).extent is Extent.WHOLE
    ended = status_of(stored.forces, day("2022-05-01"), "art_20__para_1")
    assert (ended.state, ended.reason.params["evidence"]) == (State.ENDED, "15-2022-nd-hdcp")
    assert ended.reason.params["rule"] == "repealed_by"
    assert state(stored, "2022-05-01", "art_19") is State.IN_FORCE
    assert state(stored, "2022-04-30", "art_20") is State.IN_FORCE


CIRCULAR = work("", WorkKind.CIRCULAR, "Thông tư về thủ tục lãnh sự", ("06/2021/TT-BĐN",), "2021-09-30")


def test_6_a_van_ban_hop_nhat(store: Store) -> None:
    original = deposit(
        CIRCULAR,
        (article("9", "Thời hạn là mười ngày."),),
        valid=interval("2021-11-15", "2023-10-05"),
        forces=(force("2021-11-15", "open"),),
    )
    amending = deposit(
        work("", WorkKind.CIRCULAR, "Thông tư sửa đổi", ("11/2023/TT-BĐN",), "2023-08-18"),
        (article("1", "Sửa đổi khoản 2 Điều 9."),),
        forces=(force("2023-10-05", "open"),),
        relations=(relation(RelationType.AMENDS, "06/2021/TT-BĐN", "2023-10-05", target_eid="art_9"),),
    )
    consolidated = deposit(
        work("06-2021-tt-bdn"),
        (article("9", "Thời hạn là năm ngày."),),
        valid=interval("2023-10-05"),
        authority=Authority.OFFICIAL,
        making=Making.CONSOLIDATED_OFFICIAL,
        own_number="02/VBHN-BĐN",
        path="vbhn-02-2023.vi.md",
    )
    store.deposit([original, amending, consolidated])
    stored = store.find("02/VBHN-BĐN", LOCAL)
    assert stored.work.slug == "06-2021-tt-bdn", "an expression of its base work, not a work"
    assert store.counts(LOCAL).works == 2
    own = next(s for s in stored.expressions if s.expression.making is Making.CONSOLIDATED_OFFICIAL)
    assert own.expression.number == "02/VBHN-BĐN"
    in_2024 = [s for s in stored.expressions if s.expression.valid.covers(day("2024-01-01")) is not False]
    assert in_2024 == [own]
    own_forces = [f.detail for f in stored.forces if f.state is ForceState.IN_FORCE]
    assert own_forces == [""], "no force of its own"
    wording = stored.expressions[0].expression.valid
    late = status_of(stored.forces, day("2024-01-01"), "art_9", wording)
    assert (late.state, late.reason.code) == (State.ENDED, "wording_superseded")
    assert status_of(stored.forces, day("2024-01-01"), "art_9", own.expression.valid).state is State.IN_FORCE


def test_7_a_corrigendum_changes_the_text_from_the_beginning(store: Store) -> None:
    def file(data: str) -> FileRecord:
        return FileRecord("thong-tu-06-2021.txt", data, 1, 1, "reader 1", FileOutcome.READ)

    def as_read(text: str, data: str) -> list[list[object]]:
        made = deposit(
            CIRCULAR,
            (article("17", "", paragraph("art_17", "3", text)),),
            path="thong-tu-06-2021.txt",
            data=data,
            valid=interval("2021-11-15"),
        )
        return [[made]]

    store.replace_file(file("a"), as_read("Thời hạn là 30 ngày.", "wrong"))  # type: ignore[arg-type]
    before = datetime.now(UTC)
    work_id = store.find("06/2021/TT-BĐN", LOCAL).id
    store.replace_file(file("b"), as_read("Thời hạn là 03 ngày.", "right"))  # type: ignore[arg-type]
    store.deposit(
        [
            deposit(
                work("", WorkKind.CORRIGENDUM, "Quyết định đính chính", ("512/QĐ-BĐN",), "2021-12-24"),
                (article("1", "Đính chính khoản 3 Điều 17."),),
                relations=(
                    relation(
                        RelationType.CORRECTS,
                        "06/2021/TT-BĐN",
                        "2021-11-15",
                        target_eid="art_17__para_3",
                    ),
                ),
            )
        ]
    )
    now = store.work(work_id, LOCAL)
    assert now is not None
    assert [s.provisions[0].children[0].text for s in now.expressions] == ["Thời hạn là 03 ngày."]
    assert now.expressions[0].expression.valid.start == End.on("2021-11-15"), "from the beginning"
    assert [(slug, r.type) for slug, r in now.incoming] == [("512-qd-bdn-2021", RelationType.CORRECTS)]
    then = store.work(work_id, LOCAL, said_on=before)
    assert then is not None
    assert [s.provisions[0].children[0].text for s in then.expressions] == ["Thời hạn là 30 ngày."]
    assert then.incoming == ()


def test_8_a_clause_with_retroactive_effect(store: Store) -> None:
    fees = work("", WorkKind.CIRCULAR, "Thông tư về lệ phí lãnh sự", ("28/2019/TT-BTK",), "2019-04-15")
    store.deposit(
        [
            deposit(
                fees,
                (article("1", "Phạm vi."), article("7", "Miễn lệ phí, kể từ ngày 01 tháng 01 năm 2019.")),
                forces=(force("2019-06-01", "open"), force("2019-01-01", eid="art_7")),
            )
        ]
    )
    stored = store.find("28/2019/TT-BTK", LOCAL)
    assert stored.work.adopted is not None
    assert stored.work.adopted.day == day("2019-04-15")
    assert state(stored, "2019-02-01", "art_7") is State.IN_FORCE, "before it was issued"
    assert state(stored, "2019-02-01", "art_1") is State.NOT_YET_IN_FORCE
    status = status_of(stored.forces, day("2019-02-01"))
    assert (status.state, status.extent) == (State.NOT_YET_IN_FORCE, Extent.PART)
    assert state(stored, "2018-12-31", "art_7") is State.NOT_YET_IN_FORCE


def test_9_a_suspended_article(store: Store) -> None:
    waiver = work(
        "visa-waiver-cardena", WorkKind.TREATY, {"es": "Acuerdo de exención de visados"}, adopted="2013-04-03"
    )
    store.deposit(
        [
            deposit(
                waiver,
                (article("2", "Quedan exentos.", label="Artículo"), article("3", "…", label="Artículo")),
                language="es",
                forces=(
                    force("2013-07-02", "open"),
                    force("2020-03-20", "2022-05-01", ForceState.SUSPENDED, "art_2"),
                    force("2024-01-01", "?", ForceState.SUSPENDED, "art_3"),
                ),
            )
        ]
    )
    stored = store.find("visa-waiver-cardena", LOCAL)
    assert state(stored, "2020-03-19", "art_2") is State.IN_FORCE
    assert state(stored, "2021-01-01", "art_2") is State.SUSPENDED
    assert state(stored, "2021-01-01", "art_3") is State.IN_FORCE
    assert state(stored, "2022-05-01", "art_2") is State.IN_FORCE, "the suspension has ended"
    whole = status_of(stored.forces, day("2021-01-01"))
    assert (whole.state, whole.extent, whole.suspended_eids) == (State.IN_FORCE, Extent.PART, ("art_2",))
    unsure = status_of(stored.forces, day("2024-06-01"), "art_3")
    assert (unsure.state, unsure.reason.code) == (State.UNKNOWN, "suspension_uncertain")


def test_10_a_successor_state(store: Store) -> None:
    store.put_parties(
        [
            Party(
                "union-of-velor",
                names=(PartyName("Union of Velor", "en"), PartyName("Союз Велор", "ru")),
                existed=Interval(UNKNOWN, End.on("2013-01-01")),
            ),
            Party(
                "veloria",
                names=(PartyName("Republic of Veloria", "en"), PartyName("Республика Велория", "ru")),
                existed=Interval(End.on("2013-01-01"), OPEN),
                predecessors=("union-of-velor",),
            ),
        ]
    )
    store.deposit(
        [
            deposit(
                CONVENTION,
                (article("1", "Status."),),
                language="en",
                party_actions=(
                    act("Union of Velor", ActionType.RATIFICATION, "2011-01-30", "2011-03-01"),
                    act("Республика Велория", ActionType.SUCCESSION, "2013-03-03", "2013-01-01"),
                ),
            )
        ]
    )
    [veloria] = store.parties(LOCAL, "Республика Велория")
    assert (veloria.key, veloria.code) == ("veloria", None), "a party may have no code"
    [union] = store.parties(LOCAL, veloria.predecessors[0])
    assert union.existed.covers(day("2012-12-31")) is None, "nobody has recorded when it began"
    assert union.existed.covers(day("2013-01-01")) is False
    actions = store.find("ostermere-convention", LOCAL).party_actions
    ratification, succession = actions
    assert ratification.effective is not None
    assert succession.effective is not None
    assert succession.date is not None
    assert succession.effective.day == union.existed.end.at.day  # type: ignore[union-attr]
    assert succession.effective.day < succession.date.day, "notified later, with effect from independence"  # type: ignore[operator]
    assert [p.key for p in store.parties(LOCAL, ratification.party)] == ["union-of-velor"]
