"""The legal review, kind by kind, within a scope, and as the API and the command line give it out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from review_base import CHANGED, CITING, circulars, deposit, glossary, reviews, store_of, treaty
from typer.testing import CliRunner

from corpus.errors import NotFound
from corpus.model import Access, Deposit, Scope, WorkKind
from search_api.engine.embedded import EmbeddedEngine
from search_api.findings import Finding, FindingKind, Findings, Role, Unjudged
from search_api.http import create_app
from search_api.http.messages.findings import FindingWords
from search_api.render.findings import findings_json, findings_text
from search_api.review import ReviewDesk, ReviewRequest, review_request
from search_api.service import SearchService
from treatybase.cli import app

TODAY = date(2026, 11, 24)
PUBLIC = Scope(access=frozenset({Access.PUBLIC}))


def reviewed(folder: Path, deposits: Iterable[Deposit], **asked: object) -> Findings:
    with store_of(folder, list(deposits)) as store:
        return ReviewDesk(store, lambda: TODAY).review(ReviewRequest(**asked))  # type: ignore[arg-type]


def told(found: Findings, *kinds: FindingKind) -> list[tuple[str, str, str]]:
    """Kind, work and provision of each finding of these kinds (all)."""
    return [
        (each.kind.value, each.place.work, each.place.eid)
        for each in found.findings
        if not kinds or each.kind in kinds
    ]


def only(found: Findings, kind: FindingKind) -> Finding:
    (finding,) = [each for each in found.findings if each.kind is kind]
    return finding


def test_citations(tmp_path: Path) -> None:
    found = reviewed(tmp_path, circulars(), works=(CITING,))
    assert told(found) == [
        ("cites_ended", "citing", "art_2"),
        ("cites_replaced", "citing", "art_1"),
        ("cites_amended", "citing", "art_3"),
        ("cites_missing", "citing", "art_7"),
        ("cites_no_provision", "citing", "art_8"),
    ]
    assert (found.works, found.subject) == (1, (CITING,))


def test_what_took_the_place_is_named_with_its_article(tmp_path: Path) -> None:
    finding = only(reviewed(tmp_path, circulars()), FindingKind.CITES_REPLACED)
    cited, replaced = finding.evidence[:2]
    assert (cited.role, cited.place.work, cited.place.eid) == (Role.CITED, "old", "art_7")
    assert (replaced.role, replaced.place.work, replaced.place.eid) == (Role.REPLACED_BY, "new", "art_8")
    assert finding.details["day"] == "2021-11-15"
    assert finding.words == "Điều 7 của Thông tư số 10/2015/TT-BNG"


def test_before_the_end_nothing_is_found(tmp_path: Path) -> None:
    found = reviewed(tmp_path, circulars(), as_of=date(2020, 1, 1))
    assert told(found) == [
        ("cites_missing", "citing", "art_7"),
        ("cites_no_provision", "citing", "art_8"),
    ]


def test_who_amended_is_named(tmp_path: Path) -> None:
    finding = only(reviewed(tmp_path, circulars()), FindingKind.CITES_AMENDED)
    assert [(each.role, each.place.work) for each in finding.evidence] == [
        (Role.CITED, "changed"),
        (Role.AMENDED_BY, "changer"),
    ]


def test_same_words_in_both_wordings_are_no_amendment(tmp_path: Path) -> None:
    held = [each for each in circulars() if each.work.slug != "changed"]
    words = {"art_1": "Phạm vi.", "art_2": "Đối tượng.", "art_3": "Trả trong 10 ngày."}
    for valid in (("2018-07-01", "2021-11-15"), ("2021-11-15", "open")):
        marks = words | {"art_3": words["art_3"].upper()} if valid[1] == "open" else words
        held.append(deposit("changed", CHANGED, marks, valid=valid, adopted="2018-05-10"))
    assert told(reviewed(tmp_path, held), FindingKind.CITES_AMENDED) == []


@pytest.mark.parametrize(
    ("force", "why"),
    [(None, Unjudged.STATUS_UNKNOWN), (("2016-07-01", "unknown"), None)],
)
def test_an_unknown_status_is_no_finding(
    tmp_path: Path, force: tuple[str, str] | None, why: Unjudged | None
) -> None:
    held = [each for each in circulars() if each.work.slug != "gone"]
    held.append(deposit("gone", "22/2016/NĐ-CP", {"art_5": "Sổ."}, kind=WorkKind.DECREE, force=force))
    found = reviewed(tmp_path, held, works=(CITING,))
    assert told(found, FindingKind.CITES_ENDED) == []
    assert (why in found.unjudged) == (why is not None)


def test_what_has_no_known_force_itself_is_counted(tmp_path: Path) -> None:
    held = [deposit("citing", CITING, {"art_1": "Theo Thông tư số 33/2016/TT-BNA."}, force=None)]
    found = reviewed(tmp_path, held)
    assert found.findings == ()
    assert found.unjudged == {Unjudged.OWN_STATUS_UNKNOWN: 1}


def test_a_clause_that_renews_citations_moves_them(tmp_path: Path) -> None:
    held = circulars()
    clause = "Trường hợp văn bản dẫn chiếu tại Thông tư này được sửa đổi thì thực hiện theo văn bản mới."
    citing = {"art_1": f"Theo Điều 3 của Thông tư số {CHANGED}.", "art_2": clause}
    held[-1] = deposit("citing", CITING, citing)
    assert told(reviewed(tmp_path, held), FindingKind.CITES_AMENDED) == []


def test_terms(tmp_path: Path) -> None:
    found = reviewed(tmp_path, glossary())
    assert told(found, FindingKind.TERM_DIFFERS) == [("term_differs", "three", "art_1")]
    finding = only(found, FindingKind.TERM_DIFFERS)
    assert {each.place.work for each in finding.evidence} == {"one", "two"}


def test_terms_are_compared_within_the_set_only(tmp_path: Path) -> None:
    assert told(reviewed(tmp_path, glossary(), works=("three",))) == []


def test_limits_and_fees(tmp_path: Path) -> None:
    found = reviewed(tmp_path, glossary())
    assert told(found, FindingKind.DEADLINE_DIFFERS, FindingKind.FEE_DIFFERS) == [
        ("deadline_differs", "three", "art_2"),
        ("fee_differs", "three", "art_3"),
    ]
    assert only(found, FindingKind.FEE_DIFFERS).details == {"here": "90.000 đồng", "there": "60.000 đồng"}


def test_treaties(tmp_path: Path) -> None:
    found = reviewed(tmp_path, treaty())
    assert told(found) == [
        ("treaty_unimplemented", "treaty", "art_1"),
        ("treaty_unimplemented", "treaty", "art_3"),
        ("implements_nothing", "decree", "art_3"),
        ("implements_nothing", "idle", "art_1"),
    ]


def test_reviews(tmp_path: Path) -> None:
    found = reviewed(tmp_path, reviews())
    assert told(found) == [("review_overdue", "late", "art_1"), ("review_overdue", "given", "")]
    assert [each.details["day"] for each in found.findings] == ["2022-09-01", "2023-01-01"]
    assert Unjudged.OWN_STATUS_UNKNOWN in found.unjudged


def test_the_set_by_filters_and_limit(tmp_path: Path) -> None:
    with store_of(tmp_path, circulars()) as store:
        desk = ReviewDesk(store, lambda: TODAY)
        asked = review_request({"kind": ["decree"]}, (), Scope(), None)
        assert desk.review(asked).works == 1
        found = desk.review(ReviewRequest(limit=2))
        assert (found.works, found.more) == (2, 4)
        with pytest.raises(NotFound):
            desk.review(ReviewRequest(works=("nowhere",)))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(list(Access)), min_size=6, max_size=6))
def test_what_the_scope_hides_is_never_named(levels: list[Access]) -> None:
    slugs = [each.work.slug for each in circulars()]
    access = dict(zip(slugs, levels, strict=True))
    with TemporaryDirectory() as folder:
        found = reviewed(Path(folder), circulars(access), scope=PUBLIC)
    said = json.dumps(findings_json(found, FindingWords("vi")), ensure_ascii=False)
    for slug, level in access.items():
        if level is not Access.PUBLIC:
            assert f'Văn bản {slug}"' not in said
            assert f'"work": "{slug}"' not in said
            assert not any(each.place.work == slug for each in found.findings)


def test_api_gives_every_form(tmp_path: Path) -> None:
    with store_of(tmp_path, circulars()) as store:
        service = SearchService(store, EmbeddedEngine(tmp_path / "index"), None, lambda: TODAY)
        client = TestClient(create_app(service))
        asked = {"filter": ["kind=circular"], "work": [], "ui": "fr"}
        report = client.get("/api/v1/review", params=asked).json()
        assert report["counts"]["cites_replaced"] == 1
        assert report["findings"][0]["says"].startswith("«")
        table = client.get("/api/v1/review", params=asked | {"format": "csv"})
        assert "attachment" in table.headers["content-disposition"]
        rows = list(csv.DictReader(StringIO(table.text.lstrip("\ufeff"))))
        assert len(rows) == len(report["findings"])
        made = client.get("/api/v1/review", params=asked | {"format": "docx"})
        text = "\n".join(each.text for each in docx.Document(BytesIO(made.content)).paragraphs)
        assert report["findings"][0]["says"] in text
        assert client.get("/api/v1/review", params={"filter": "nothing=1"}).status_code == 400
        assert client.get("/api/v1/review", params={"work": "nowhere"}).status_code == 404


def test_command_line_gives_every_form(tmp_path: Path) -> None:
    store_of(tmp_path, circulars()).close()
    runner = CliRunner()
    asked = ["review", CITING, "--as-of", "2026-11-24", "--data", str(tmp_path), "--language", "en"]
    text = runner.invoke(app, asked)
    assert text.exit_code == 0, text.output
    assert "Cites a text that another has replaced" in text.output
    told_json = json.loads(runner.invoke(app, [*asked, "--format", "json"]).stdout)
    assert told_json["works"] == 1
    output = tmp_path / "review.docx"
    runner.invoke(app, [*asked, "--format", "docx", "--output", str(output)])
    assert docx.Document(str(output)).paragraphs[0].text == "Legal review"


def test_plain_text_counts_what_could_not_be_judged() -> None:
    report = Findings(TODAY, unjudged={Unjudged.AMBIGUOUS: 2})
    assert "2  Several texts in the base may be meant" in findings_text(report, FindingWords("en"))
