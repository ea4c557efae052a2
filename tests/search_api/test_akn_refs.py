"""What Akoma Ntoso tells besides the text: citations in their places, the country, how long it goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from akn_checks import TODAY, again, told, valid

from corpus.law.timeline import AMENDED
from corpus.model import (
    UNKNOWN,
    End,
    Expression,
    Force,
    ForceState,
    Interval,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Work,
    WorkKind,
)
from corpus.store.views import StoredExpression, StoredWork
from search_api.render import expression_akn
from search_api.render.akn_elements import AKN

TEXT = Origin(OriginKind.TEXT)
WORDS = (
    "Lamps are put out under Article 2.\n"
    "Article 1 applies; see also Decree No. 7/2031 on lamps, and Article 99 of nothing."
)
TREE = (
    Provision("art_1", ProvisionKind.ARTICLE, "Article 1", "1", text="The keeper lights the lamps."),
    Provision("art_2", ProvisionKind.ARTICLE, "Article 2", "2", text="The keeper puts them out."),
    Provision("art_3", ProvisionKind.ARTICLE, "Article 3", "3", text=WORDS),
)
RELATION = Relation(RelationType.CITES, "Decree No. 7/2031", TEXT, "art_3", "decree-7-2031")
LOST = f"{{{AKN}}}"


def stored(work: Work, *forces: Force) -> tuple[StoredWork, StoredExpression]:
    expression = StoredExpression(1, Expression("en"), TREE, ())
    return StoredWork(1, 1, work, (expression,), forces=forces, relations=(RELATION,)), expression


def test_citations_stand_around_their_words_and_the_text_comes_back(tmp_path: Path) -> None:
    akn = expression_akn(*stored(Work("lamp-act", WorkKind.LAW)), TODAY)
    refs = [(ref.text, ref.get("href")) for ref in valid(akn).iter(f"{LOST}ref")]
    assert refs[:2] == [("Article 2", "#art_2"), ("Article 1", "#art_1")]
    assert ("Decree No. 7/2031", "/works/decree-7-2031") in refs
    assert not any("99" in (href or "") for _, href in refs)
    assert told(again(akn, tmp_path).tree) == told(TREE)


@pytest.mark.parametrize(("issuers", "parties", "country"), [
    (("Government of the Kingdom of the Netherlands",), (), "nl"),
    (("Ministry of Lamps",), (), "xx"),
    ((), ("Netherlands", "Viet Nam"), "xx"),
    ((), (), "xx"),
])  # fmt: skip
def test_the_country_is_told_where_it_is_certain(
    issuers: tuple[str, ...], parties: tuple[str, ...], country: str
) -> None:
    root = valid(expression_akn(*stored(Work("lamp-act", issuers=issuers, parties=parties)), TODAY))
    (found,) = root.iter(f"{LOST}FRBRcountry")
    assert found.get("value") == country
    notes = " ".join(note for each in root.iter(f"{LOST}note") for note in each.itertext())
    assert ("The country is not recorded." in notes) is (country == "xx")


def test_that_a_text_went_on_until_a_day_comes_back(tmp_path: Path) -> None:
    until = Interval(UNKNOWN, End.on(date(2031, 5, 2)))
    forces = (
        Force(ForceState.IN_FORCE, Interval(End.on("2030-01-01"), UNKNOWN), TEXT),
        Force(ForceState.CONTINUED, until, TEXT, reason=AMENDED),
        Force(ForceState.CONTINUED, until, TEXT, "art_2", reason="amended_by", detail="decree-7-2031"),
    )
    akn = expression_akn(*stored(Work("lamp-act", WorkKind.LAW), *forces), TODAY)
    valid(akn)
    back = again(akn, tmp_path).hints.forces
    found = {(one.state, one.eid, one.reason, str(one.interval.end)) for one in back}
    assert found == {
        (ForceState.IN_FORCE, None, "format", "unknown"),
        (ForceState.CONTINUED, None, AMENDED, "2031-05-02"),
        (ForceState.CONTINUED, "art_2", "format", "2031-05-02"),
    }
