"""What a repeal means for wordings in which another text may stand under the repealed number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.force_words import tells_only_of_repeal
from corpus.law.effects import forces_from, spread
from corpus.law.numbers_again import Worded, forces_by_wording
from corpus.law.status import ReasonCode, status_of
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    Expression,
    Force,
    ForceState,
    Interval,
    Making,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    State,
    Status,
    Unapplied,
)

TEXT = Origin(OriginKind.TEXT, "amendment")
LAW = Force(ForceState.IN_FORCE, Interval(End.on("2030-01-01"), OPEN), TEXT)
REPEAL_DAY = "2035-05-01"
FEES = "The consular post levies the fees that the table in the annex lays down."
APPEALS = "Whoever is refused a passport may appeal to the Court of Ostermere within a month."
PHOTOS = "Two photographs not older than six months are handed in with the application."


def art(number: str, text: str, heading: str = "", *below: Provision) -> Provision:
    return Provision(
        f"art_{number}", ProvisionKind.ARTICLE, f"Article {number}", number, heading, text, children=below
    )


def chapter(number: str, *articles: Provision) -> Provision:
    return Provision(f"chp_{number}", ProvisionKind.CHAPTER, f"Chapter {number}", number, children=articles)


def worded(id_: int, start: str, to: str, *tree: Provision, making: Making = Making.ORIGINAL) -> Worded:
    ends = {"?": UNKNOWN, "open": OPEN}
    valid = Interval(*(ends.get(day) or End.on(day) for day in (start, to)))
    return Worded(id_, Expression("en", valid, making=making), tree)


def change(kind: RelationType, eid: str, day: str = REPEAL_DAY, **more: object) -> tuple[str, Relation]:
    since = Interval(End.on(day), UNKNOWN)
    return "act-9", replace(
        Relation(kind, "law", TEXT, "art_1", target_eid=eid, effective=since, partial=True),
        **more,  # type: ignore[arg-type]
    )


REPEAL = change(RelationType.REPEALS, "art_4")
BEFORE = worded(1, "2030-01-01", REPEAL_DAY, art("3", PHOTOS), art("4", FEES), art("5", APPEALS))


def ask(
    worded_: list[Worded],
    which: int,
    eid: str,
    day: str,
    *incoming: tuple[str, Relation],
    more: tuple[Force, ...] = (),
) -> Status:
    changes = incoming or (REPEAL,)
    base = (LAW, *more, *forces_from(changes))
    forces = forces_by_wording(base, worded_, changes).get(which) or spread(
        base, [one.provisions for one in worded_]
    )
    valid = next(one.expression.valid for one in worded_ if one.id == which)
    return status_of(forces, date.fromisoformat(day), eid, valid)


def test_the_wording_of_the_day_before_ends() -> None:
    status = ask([BEFORE], 1, "art_4", "2036-01-01")
    assert (status.state, status.reason.code) == (State.ENDED, ReasonCode.ENDED_ON)
    assert ask([BEFORE], 1, "art_4", "2035-04-30").state is State.IN_FORCE


def test_an_article_that_got_the_repealed_number_is_in_force() -> None:
    after = worded(2, REPEAL_DAY, "open", art("3", PHOTOS), art("4", APPEALS))
    assert ask([BEFORE, after], 2, "art_4", "2036-01-01").state is State.IN_FORCE
    assert ask([BEFORE, after], 1, "art_4", "2036-01-01").state is State.ENDED
    assert ask([BEFORE, after], 2, "art_3", "2036-01-01").state is State.IN_FORCE


def test_an_article_that_was_inserted_since_is_in_force() -> None:
    after = worded(2, "2037-01-01", "open", art("3", PHOTOS), art("4", "A new matter."))
    inserts = change(RelationType.INSERTS, "art_4", "2037-01-01")
    assert ask([BEFORE, after], 2, "art_4", "2038-01-01", REPEAL, inserts).state is State.IN_FORCE


NOT_SURE = [
    # what stands under the number in the later wording
    art("4", "A matter of which nobody has told whence it came, and which is long enough to be known."),
    art("4", FEES),
    art("4", "Reserved for later."),
    art("4", PHOTOS + " And more."),
]


@pytest.mark.parametrize("article", NOT_SURE)
def test_what_stands_there_again_unexplained_is_unknown(article: Provision) -> None:
    after = worded(2, "2036-01-01", "open", art("3", PHOTOS), article)
    status = ask([BEFORE, after], 2, "art_4", "2037-01-01")
    assert (status.state, status.reason.code) == (State.UNKNOWN, ReasonCode.NUMBER_AGAIN)
    assert status.reason.params["evidence"] == "act-9"
    assert ask([BEFORE, after], 2, "art_4__para_1", "2037-01-01").state is State.UNKNOWN


EMPTY = [
    art("4", ""),
    art("4", "(Repealed)"),
    art("4", "[Repealed by Act No. 9 of 2035.]", "Fees"),
    art("4", "", "Repealed"),
    art("4", "", "", Provision("art_4__para_1", ProvisionKind.PARAGRAPH, "1.", "1", text="[Deleted][3]")),
]


@pytest.mark.parametrize("article", EMPTY)
def test_where_a_later_wording_says_that_it_is_repealed_it_ended(article: Provision) -> None:
    after = worded(2, REPEAL_DAY, "open", art("3", PHOTOS), article, art("5", APPEALS))
    assert ask([BEFORE, after], 2, "art_4", "2036-01-01").state is State.ENDED


def test_a_paragraph_that_moved_up_is_in_force() -> None:
    def paragraphs(*texts: str) -> Provision:
        below = (
            Provision(f"art_4__para_{n}", ProvisionKind.PARAGRAPH, f"{n}.", str(n), text=text)
            for n, text in enumerate(texts, 1)
        )
        return art("4", "", "Fees", *below)

    before = worded(1, "2030-01-01", REPEAL_DAY, paragraphs(PHOTOS, FEES, APPEALS))
    after = worded(2, REPEAL_DAY, "open", paragraphs(PHOTOS, APPEALS))
    repeal = change(RelationType.REPEALS, "art_4__para_2")
    assert ask([before, after], 2, "art_4__para_2", "2036-01-01", repeal).state is State.IN_FORCE
    assert ask([before, after], 1, "art_4__para_2", "2036-01-01", repeal).state is State.ENDED


def test_what_moved_and_was_suspended_under_its_old_number_is_not_said_to_be_in_force() -> None:
    after = worded(2, REPEAL_DAY, "open", art("3", PHOTOS), art("4", APPEALS))
    paused = Force(ForceState.SUSPENDED, Interval(End.on("2034-01-01"), OPEN), TEXT, "art_5")
    assert ask([BEFORE, after], 2, "art_4", "2036-01-01", more=(paused,)).state is State.UNKNOWN


def test_a_wording_that_was_over_before_had_another_article_there() -> None:
    """Its Article 4 was superseded with it; the repeal names what had the number when it came."""
    first = worded(1, "2030-01-01", "2032-01-01", art("4", APPEALS))
    second = worded(2, "2032-01-01", REPEAL_DAY, art("4", FEES), art("5", APPEALS))
    assert ask([first, second], 2, "art_4", "2036-01-01").reason.code == ReasonCode.ENDED_ON
    assert ask([first, second], 1, "art_4", "2036-01-01").reason.code == ReasonCode.WORDING_SUPERSEDED


def test_a_text_made_here_that_has_not_the_repeal_has_what_was_repealed() -> None:
    after = worded(2, REPEAL_DAY, "open", art("4", FEES), making=Making.CONSOLIDATED_SYSTEM)
    left = replace(
        after, expression=replace(after.expression, unapplied=(Unapplied("act-9", "art_1", "place"),))
    )
    assert ask([BEFORE, left], 2, "art_4", "2036-01-01").state is State.ENDED


def test_of_a_chapter_what_was_in_it_ends_and_what_came_into_its_number_does_not() -> None:
    before = worded(
        1, "2030-01-01", REPEAL_DAY, chapter("3", art("9", PHOTOS)), chapter("4", art("10", FEES)),
        chapter("5", art("11", APPEALS)),
    )  # fmt: skip
    after = worded(2, REPEAL_DAY, "open", chapter("3", art("9", PHOTOS)), chapter("4", art("11", APPEALS)))
    repeal = change(RelationType.REPEALS, "chp_4")
    assert ask([before, after], 1, "art_10", "2036-01-01", repeal).state is State.ENDED
    assert ask([before, after], 2, "art_11", "2036-01-01", repeal).state is State.IN_FORCE
    assert ask([before, after], 2, "art_9", "2036-01-01", repeal).state is State.IN_FORCE


def test_a_single_text_without_a_day_is_the_one_that_was_repealed() -> None:
    """Unless its head tells that it was amended on that day, or later."""
    only = worded(1, "?", "?", art("4", FEES))
    assert ask([only], 1, "art_4", "2036-01-01").state is State.ENDED
    noted = Force(ForceState.CONTINUED, Interval(UNKNOWN, End.on("2036-02-02")), TEXT, reason="amended")
    assert ask([only], 1, "art_4", "2037-01-01", more=(noted,)).reason.code == ReasonCode.NUMBER_AGAIN


def test_what_is_annulled_from_its_beginning_ended_in_its_first_wording() -> None:
    first = worded(1, "2030-01-01", "?", art("4", FEES))
    annuls = change(RelationType.ANNULS, "art_4", "2030-01-01")
    assert ask([first], 1, "art_4", "2031-01-01", annuls).state is State.ENDED
    repeals = change(RelationType.REPEALS, "art_4", "2029-01-01")
    assert ask([first], 1, "art_4", "2031-01-01", repeals).state is State.UNKNOWN


def test_a_provision_is_ended_where_the_text_calls_it_otherwise() -> None:
    """The relation names Article 4; the text calls its articles sections."""
    _, relation = change(RelationType.REPEALS, "art_4", located="sec_4")
    (force, *_) = forces_from([("act-9", relation)])
    assert force.eid == "sec_4"


@pytest.mark.parametrize("kind", [RelationType.REPEALS, RelationType.ANNULS, RelationType.TERMINATES])
def test_where_a_part_ended_that_nobody_named_no_provision_is_sure(kind: RelationType) -> None:
    _, relation = change(kind, "art_4")
    forces = (LAW, *forces_from([("act-9", replace(relation, target_eid=None))]))
    status = status_of(forces, date(2036, 1, 1), "art_7")
    assert (status.state, status.reason.code) == (State.UNKNOWN, ReasonCode.PARTS_UNNAMED)
    assert status_of(forces, date(2035, 4, 30), "art_7").state is State.IN_FORCE
    assert status_of(forces, date(2036, 1, 1)).state is State.IN_FORCE
    since = Interval(End.on(REPEAL_DAY), OPEN)
    assert status_of(forces, date(2036, 1, 1), "art_7", since).state is State.IN_FORCE


days = st.dates(date(2029, 1, 1), date(2040, 1, 1))
texts = st.sampled_from(
    [FEES, APPEALS, PHOTOS, "", "(Repealed)", "Another matter, told at some length, of fees."]
)


@given(st.lists(st.tuples(days, st.lists(texts, min_size=1, max_size=4)), min_size=1, max_size=4), days)
def test_no_repealed_words_are_ever_said_to_be_in_force(
    made: list[tuple[date, list[str]]], day: date
) -> None:
    """From the day of the repeal on, in no wording, whatever was renumbered."""
    wordings = [
        worded(
            place, start.isoformat(), "?", *(art(str(number), text) for number, text in enumerate(texts_, 3))
        )
        for place, (start, texts_) in enumerate(made)
    ]
    repealed = date.fromisoformat(REPEAL_DAY)
    before = [one for one in wordings if one.expression.valid.start.at.latest < repealed]  # type: ignore[union-attr]
    gone = {node.text for one in before for node in one.provisions if node.eid == "art_4" and node.text}
    for one in wordings:
        for node in one.provisions:
            if day >= repealed and node.eid == "art_4" and node.text in gone:
                assert ask(wordings, one.id, "art_4", day.isoformat()).state is not State.IN_FORCE


ONLY_REPEALED = [
    ("vi", "(được bãi bỏ)"),
    ("vi", "Khoản này được bãi bỏ theo quy định tại Điều 2 Thông tư số 09/2035/TT-BNG"),
    ("en", "[Repealed]"), ("en", "This section was repealed by Act 9 of 2035."), ("fr", "(abrogé)"),
    ("fr", "Abrogé par le décret n° 9 du 1er mai 2035."), ("es", "(Derogado)"),
    ("es", "Derogado por el Decreto 9 de 2035."), ("ru", "Утратила силу."),
    ("ru", "Утратил силу с 1 мая 2035 г. - Федеральный закон от 1 марта 2035 г. № 9-ФЗ"), ("zh", "（删去）"),
    ("zh", "已废止"), ("ar", "(ملغاة)"), ("ar", "ألغيت بموجب القانون رقم 9 لسنة 2035"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), ONLY_REPEALED)
def test_what_tells_only_of_a_repeal(language: str, text: str) -> None:
    assert tells_only_of_repeal(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Decree 5 of 2020 is repealed."), ("en", ""), ("vi", "Bãi bỏ Thông tư số 04/2030/TT-BNG."),
        ("fr", "Est abrogé le décret n° 5."), ("es", "Se deroga el Decreto 5."),
        ("ru", "Признать утратившим силу приказ № 5."),
        ("zh", "本办法自2035年5月1日起施行。"), ("ar", "يلغى القانون رقم 5"),
    ],
)  # fmt: skip
def test_what_repeals_another_text_is_a_text(language: str, text: str) -> None:
    assert not tells_only_of_repeal(text, language)
