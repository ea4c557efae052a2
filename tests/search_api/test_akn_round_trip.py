"""Akoma Ntoso: every text of the samples, and of the real data, is valid and comes back as it was."""

# ruff: noqa: E501  (a tree reads better unbroken)

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from akn_checks import TODAY, again, told, valid

from corpus.errors import CorpusError
from corpus.language.table import primary
from corpus.law.status import status_of
from corpus.law.timeline import EXCEPTED
from corpus.model import (
    OPEN,
    UNKNOWN,
    Authority,
    Deposit,
    End,
    Expression,
    Force,
    ForceState,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Making,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    State,
    Unapplied,
    Work,
    WorkKind,
)
from corpus.store.views import StoredExpression, StoredWork
from ingest.deposits import Reading, read_deposits
from ingest.languages import language_of
from ingest.readers import read_file
from ingest.structure import structure
from ingest.task import Task
from search_api.render import expression_akn
from search_api.render.akn_elements import AKN

SEVEN = ("vi", "ar", "en", "fr", "es", "ru", "zh")
OF_EACH = 29
"""Real texts in each language: 203 in all."""
SEED = 20261123
LARGEST = 80_000
"""Bytes of a file that is drawn: a test is no bench."""
K = ProvisionKind
TEXT = Origin(OriginKind.TEXT)


def stored(deposit: Deposit) -> tuple[StoredWork, StoredExpression]:
    """A deposit as the store would give it, changed by another work as it changes others."""
    incoming = tuple(("another-work", relation) for relation in deposit.relations[:3])
    work = replace(deposit.work, slug=deposit.work.slug or "some-work")
    return (
        StoredWork(1, 1, work, (), deposit.forces, deposit.relations, incoming),
        StoredExpression(1, deposit.expression, deposit.provisions, ()),
    )


def texts(path: Path) -> Iterator[Deposit]:
    """The texts in a file; none where it holds none that can be read."""
    try:
        yield from read_deposits(Reading(Task(path, str(path), "0" * 64, path.stat().st_size)))
    except CorpusError:
        return


@pytest.mark.slow
def test_every_sample_comes_back(samples: Path, tmp_path: Path) -> None:
    count = 0
    for path in sorted(samples.iterdir()):
        if path.suffix == ".csv" or "scan" in path.name:
            continue
        for deposit in texts(path):
            akn = expression_akn(*stored(deposit), TODAY)
            valid(akn)
            assert told(again(akn, tmp_path).tree) == told(deposit.provisions), path
            count += 1
    assert count > 30


def drawn(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files of the real data in an order drawn by the seed, with the language that their manifest says."""
    rows = [
        (primary(language.strip()), folder / part / row["path"])
        for part in ("regulations", "treaties")
        for row in csv.DictReader(
            StringIO((folder / part / "MANIFEST.csv").read_text("utf-8-sig"), newline="")
        )
        for language in (row.get("language") or "").split(",")
    ]
    rows = sorted({row for row in rows if row[0] in SEVEN and row[1].is_file()})
    random.Random(SEED).shuffle(rows)
    yield from (row for row in rows if row[1].suffix != ".pdf" and row[1].stat().st_size <= LARGEST)


def trees(path: Path, language: str) -> Iterator[tuple[Provision, ...]]:
    """The provisions of the texts in a file that are in this language; what they tell is not read."""
    try:
        for raw in read_file(path):
            found, _ = language_of(None, raw.hints.language, raw.full_text, str(path))
            tree = structure(raw, found, path=str(path)).provisions
            if tree and primary(found) == language:
                yield tree
    except CorpusError:
        return


@pytest.mark.data
@pytest.mark.slow
def test_two_hundred_real_texts_come_back(test_data: Path, tmp_path: Path) -> None:
    seen = dict.fromkeys(SEVEN, 0)
    for language, path in drawn(test_data):
        if seen[language] == OF_EACH:
            continue
        for tree in trees(path, language):
            akn = written(None, replace(EXPRESSION, language=language), *tree)
            valid(akn)
            assert told(again(akn, tmp_path).tree) == told(tree), path
            seen[language] += 1
            break
    assert sum(seen.values()) >= 200, seen


# --- each kind, and what a text is known by ------------------------------------------------------


def node(eid: str, kind: K, *children: Provision, **values: Any) -> Provision:
    return Provision(eid, kind, children=children, **values)


EVERY_KIND = (
    node("preamble", K.PREAMBLE, node("preamble__rec_1", K.RECITAL, label="(1)", text="Wishing to help,"), text="We,"),
    node(
        "book_1", K.BOOK,
        node("book_1__part_1", K.PART,
             node("title_1", K.TITLE,
                  node("chp_1", K.CHAPTER,
                       node("sec_1", K.SECTION,
                            node("subsec_1", K.SUBSECTION,
                                 node("art_1", K.ARTICLE,
                                      node("art_1__para_1", K.PARAGRAPH,
                                           node("art_1__para_1__point_a", K.POINT,
                                                node("art_1__para_1__point_a__subpoint_i", K.SUBPOINT, label="(i)", text="one;"),
                                                label="(a)", text="two:"),
                                           label="1.", text="three:"),
                                      node("art_1__fn_1", K.NOTE, label="[1]", text="A note."),
                                      label="Article 1", heading="Tasks", text="Four [1]:\nfive:"),
                                 label="Subsection 1", heading="Six"),
                            label="Section 1"),
                       label="Chapter I"),
                  label="Title 1"),
             label="Part 1"),
        label="Book 1", heading="All",
    ),
    node("subsec_2", K.SUBSECTION, label="Subsection 2", text="With a text of its own."),
    node(
        "art_2", K.ARTICLE,
        node("art_2__qtext_1", K.QUOTATION, text="“Article 9\nThe fee is 20.”"),
        node("art_2__para_2", K.PARAGRAPH, label="2.", text="Dit is Nederlands.", language="nl"),
        node("art_2__table_1", K.TABLE, text="Act | Fee\nPass | \n | 40\nVisa"),
        label="Article 2", heading="Article 9 reads", wid="art_3",
    ),
    node("art_3", K.ARTICLE, label="Article 3"),
    node("letter_1", K.LETTER, label="Letter 1", text="Excellency,"),
    node("final_1", K.FINAL_CLAUSE, text="It enters into force tomorrow."),
    node("page_9", K.PAGE, text="A page."),
    node("p_1", K.PARA, text="Some lines."),
    node("conclusions", K.CONCLUSION, text="Done at Ostermere.\nFor Norvale"),
    node("annex_1", K.ANNEX, node("annex_1__art_1", K.ARTICLE, label="Article 1", text="Fees."), label="Annex", heading="Fees"),
    node("annex_2", K.ANNEX, node("annex_2__para_1", K.PARAGRAPH, label="1.", text="Forms."), label="Annex II", text="Filled in by hand."),
    node("annex_3", K.ANNEX, label="Annex III", text="Bara text.", language="sv"),
)  # fmt: skip
WORK = Work(
    "lagoon-convention",
    WorkKind.TREATY,
    {"en": "Lagoon Convention"},
    (Identifier(IdentifierScheme.NUMBER, "L.C. 2009/1"), Identifier(IdentifierScheme.UNTS, "51234")),
    parties=("Norvale",),
    adopted=LegalDate.parse("2009-05-14"),
)
EXPRESSION = Expression(
    "en", Interval(End.on("2011-03-01"), OPEN), Authority.AUTHENTIC, title="Lagoon Convention"
)


def written(work: StoredWork | None = None, expression: Expression = EXPRESSION, *tree: Provision) -> bytes:
    whole = StoredExpression(1, expression, tree or EVERY_KIND, ())
    return expression_akn(work or StoredWork(1, 1, WORK, ()), whole, TODAY)


def test_every_kind_comes_back(tmp_path: Path) -> None:
    assert {each.kind for top in EVERY_KIND for each in top.walk()} == set(K)
    akn = written()
    valid(akn)
    assert told(again(akn, tmp_path).tree) == told(EVERY_KIND)


@pytest.mark.parametrize(
    "tree",
    [
        (node("p_1", K.PARA, text="Front."), node("preamble", K.PREAMBLE, text="We,")),
        (node("preamble", K.PREAMBLE, node("preamble__para_1", K.PARAGRAPH, text="One."), heading="Preamble"),),
        (node("art_1", K.ARTICLE, text="One."), node("annex_1", K.ANNEX, text="A."), node("art_2", K.ARTICLE, text="Two.")),
        (node("conclusions", K.CONCLUSION, node("p_1", K.PARA, text="Signed."), text="Done."), node("annex_1", K.ANNEX, text="A.")),
        (node("annex_1", K.ANNEX, text="Only an annex."),),
        (node("preface", K.PARA, text="Words before."), node("art_1", K.ARTICLE, text="One.")),
    ],
)  # fmt: skip
def test_what_stands_elsewhere_keeps_its_place(tree: tuple[Provision, ...], tmp_path: Path) -> None:
    akn = written(None, EXPRESSION, *tree)
    valid(akn)
    assert told(again(akn, tmp_path).tree) == told(tree)


def test_annexes_are_attachments_and_quotations_are_modifications() -> None:
    root = valid(written())
    attached = [each.get("eId") for each in root.iter(f"{{{AKN}}}attachment")]
    assert attached == ["annex_1", "annex_2", "annex_3"]
    [this, *_] = [
        each.get("value") for each in root.find(f".//{{{AKN}}}attachment").iter(f"{{{AKN}}}FRBRthis")
    ]  # type: ignore[union-attr]
    assert this == "/akn/xx/act/treaty/2009-05-14/lagoon-convention/!annex_1"
    quoted = root.find(f".//{{{AKN}}}mod/{{{AKN}}}quotedStructure")
    assert quoted is not None
    assert [each.text for each in quoted] == ["“Article 9", "The fee is 20.”"]


def test_identifiers_come_back_and_addresses_of_ours_do_not(tmp_path: Path) -> None:
    hints = again(written(), tmp_path).hints
    assert set(hints.identifiers) == set(WORK.identifiers)
    assert (hints.kind, hints.adopted, hints.titles) == (
        WorkKind.TREATY,
        WORK.adopted,
        {"en": "Lagoon Convention"},
    )


def test_what_the_standard_has_no_place_for_comes_back(tmp_path: Path) -> None:
    """The wordings of a work are tied together again; parties do not become issuers, nor May a day of May."""
    work = replace(WORK, adopted=LegalDate.parse("2009-05"))
    valid_ = Interval(End.on("2011-03-01"), OPEN)
    expression = replace(EXPRESSION, valid=valid_, authority=Authority.OFFICIAL, number="02/VBHN-BĐN",
                         making=Making.CONSOLIDATED_OFFICIAL)  # fmt: skip
    hints = again(written(StoredWork(1, 1, work, ()), expression), tmp_path).hints
    assert (hints.work, hints.parties, hints.issuers) == ("lagoon-convention", ("Norvale",), ())
    assert hints.adopted is not None
    assert hints.adopted.isoformat() == "2009-05"
    assert (hints.valid_from, hints.valid_to) == ("2011-03-01", "open")
    assert (hints.authority, hints.making) == (Authority.OFFICIAL, Making.CONSOLIDATED_OFFICIAL)
    assert hints.number == "02/VBHN-BĐN"


def test_what_is_unknown_comes_back_as_unknown(tmp_path: Path) -> None:
    hints = again(
        written(StoredWork(1, 1, Work("paper"), ()), Expression("en", title="Paper")), tmp_path
    ).hints
    assert (hints.issuers, hints.parties, hints.adopted, hints.identifiers) == ((), (), None, ())
    assert (hints.valid_from, hints.valid_to) == (None, None)


@pytest.mark.parametrize(
    ("authority", "making", "said"),
    [
        (Authority.AUTHENTIC, Making.ORIGINAL, "true"),
        (Authority.PREVAILING, Making.ORIGINAL, "true"),
        (Authority.OFFICIAL, Making.ORIGINAL, None),
        (Authority.OFFICIAL, Making.CONSOLIDATED_OFFICIAL, None),
        (Authority.UNKNOWN, Making.ORIGINAL, None),
        (Authority.MACHINE, Making.ORIGINAL, "false"),
        (Authority.AUTHENTIC, Making.CONSOLIDATED_SYSTEM, "false"),
    ],
)
def test_what_is_authoritative(authority: Authority, making: Making, said: str | None) -> None:
    root = valid(written(None, replace(EXPRESSION, authority=authority, making=making)))
    found = root.find(f".//{{{AKN}}}FRBRExpression/{{{AKN}}}FRBRauthoritative")
    assert (found.get("value") if found is not None else None) == said


@pytest.mark.parametrize("language", [*SEVEN, "de"])
def test_what_this_system_consolidated_is_marked_and_stays_marked(language: str, tmp_path: Path) -> None:
    akn = written(None, replace(EXPRESSION, language=language, making=Making.CONSOLIDATED_SYSTEM))
    root = valid(akn)
    [status] = root.iter(f"{{{AKN}}}docStatus")
    assert status.text
    assert again(akn, tmp_path).hints.making is Making.CONSOLIDATED_SYSTEM
    assert told(again(akn, tmp_path).tree) == told(EVERY_KIND)
    assert not list(valid(written(None, replace(EXPRESSION, language=language))).iter(f"{{{AKN}}}docStatus"))


def test_a_consolidation_tells_what_it_has_not() -> None:
    left = (Unapplied("decree-5", "art_1", "place", "art_9"), Unapplied("decree-6", "art_2", "words"))
    root = valid(written(None, replace(EXPRESSION, making=Making.CONSOLIDATED_SYSTEM, unapplied=left)))
    notes = ["".join(map(str, note.itertext())).strip() for note in root.iter(f"{{{AKN}}}note")]
    assert notes[:3] == [
        "Treatybase consolidated this wording from amending texts. It is not official.",
        "It has not what art_1 of /works/decree-5 changes in art_9 (place).",
        "It has not what art_2 of /works/decree-6 changes (words).",
    ]


def force(state: ForceState, start: End, end: End, eid: str | None = None, origin: Origin = TEXT) -> Force:
    return Force(state, Interval(start, end), origin, eid)


FORCES = (
    force(ForceState.IN_FORCE, End.on("2011-03-01"), UNKNOWN),
    force(ForceState.IN_FORCE, UNKNOWN, End.on("2015-01-01"), "art_2"),
    force(ForceState.SUSPENDED, End.on("2013-01-01"), End.on("2014-01-01"), "art_1"),
    force(ForceState.IN_FORCE, End.on("2012-01-01"), OPEN, "annex_1"),
)


@pytest.mark.parametrize("day", ["2010-01-01", "2011-06-01", "2013-06-01", "2016-01-01"])
@pytest.mark.parametrize("eid", [None, "art_1", "art_2", "annex_1", "art_3"])
def test_times_come_back_with_the_same_status(day: str, eid: str | None, tmp_path: Path) -> None:
    """An end that nobody recorded does not become one that is open, nor the other way round."""
    akn = written(StoredWork(1, 1, WORK, (), FORCES))
    valid(akn)
    on = date.fromisoformat(day)
    read = again(akn, tmp_path).hints.forces
    assert status_of(read, on, eid).state is status_of(FORCES, on, eid).state


def test_an_unknown_end_is_not_told_as_open(tmp_path: Path) -> None:
    read = again(written(StoredWork(1, 1, WORK, (), FORCES[:1])), tmp_path).hints.forces
    assert [each.interval for each in read] == [FORCES[0].interval]
    assert status_of(read, TODAY).state is State.UNKNOWN


def test_where_parts_go_on_no_end_of_the_whole_is_told(tmp_path: Path) -> None:
    """“It expires on 1 January 2020, but for chapter 3”: a period that ends would end chapter 3 as well."""
    ends = replace(force(ForceState.IN_FORCE, UNKNOWN, End.on("2020-01-01")), reason=EXCEPTED)
    read = again(written(StoredWork(1, 1, WORK, (), (FORCES[0], ends))), tmp_path).hints.forces
    assert status_of(read, TODAY).state is State.UNKNOWN


CHANGES = (
    Relation(RelationType.REPLACES, "Harbour Act", TEXT, "art_2", "harbour-act", "art_9",
             Interval(End.on("2011-03-01"), OPEN), partial=True),
    Relation(RelationType.REPEALS, "Pilots Act", TEXT, None, "pilots-act"),
    Relation(RelationType.AMENDS, "Port Act", TEXT, "art_3", "port-act"),
    Relation(RelationType.INSERTS, "Act that nobody has", TEXT, "art_3"),
    Relation(RelationType.BASED_ON, "Charter", TEXT, "preamble", "charter"),
)  # fmt: skip


def test_relations_are_modifications_or_references(tmp_path: Path) -> None:
    incoming = (
        ("later-act", Relation(RelationType.REPEALS, "Lagoon Convention", TEXT, "art_7", None, "art_3")),
    )
    akn = written(StoredWork(1, 1, WORK, (), (), CHANGES, incoming))
    root = valid(akn)
    [passive] = root.findall(f".//{{{AKN}}}passiveModifications/{{{AKN}}}textualMod")
    assert [each.get("href") for each in passive] == ["/works/later-act/~art_7", "#art_3"]
    names = ("passiveRef", "activeRef", "TLCReference")
    refs = [(n, e.get("href"), e.get("name")) for n in names for e in root.iter(f"{{{AKN}}}{n}")]
    assert refs == [
        ("passiveRef", "/works/later-act", None),
        ("activeRef", "/works/harbour-act", None),
        ("activeRef", "/works/pilots-act", None),
        ("activeRef", "/works/port-act", None),
        ("TLCReference", "/works/charter", "based_on"),
    ]
    notes = " ".join("".join(map(str, note.itertext())) for note in root.iter(f"{{{AKN}}}note"))
    assert "Act that nobody has" in notes
    read = again(akn, tmp_path).hints.relations
    assert [(r.type, r.target, r.from_eid, r.target_eid) for r in read] == [
        (RelationType.REPLACES, "harbour-act", "art_2", "art_9"),
        (RelationType.REPEALS, "pilots-act", None, None),
    ]
    assert read[0].effective == CHANGES[0].effective
