"""Every command does what the contract says, on a small library."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from small_library import Base, run

from corpus.errors import NotFound


def test_ingest_accounts_for_every_file(base: Base) -> None:
    report = base.report
    assert report["files"] == 9
    assert report["files"] == (
        report["read"]
        + report["partly_read"]
        + report["unchanged"]
        + report["skipped"]
        + len(report["quarantined"])
    )
    assert report["read"] == 6
    assert [row["path"] for row in report["quarantined"]] == [str(base.library / "broken.pdf")]
    assert report["works"] == 3
    assert report["expressions"] == 6
    assert report["passages"] > 10


def test_a_second_run_does_nothing(base: Base) -> None:
    answer = base.run("ingest", base.library, "--json")
    report = answer.json
    assert answer.status == 3
    assert (report["read"], report["unchanged"], report["works"], report["passages"]) == (0, 6, 0, 0)
    assert [row["code"] for row in report["quarantined"]] == [
        row["code"] for row in base.report["quarantined"]
    ]


def test_list(base: Base) -> None:
    works = {work["id"]: work for work in base.run("list", "--json").json}
    assert set(works) == {"harbour-consuls", "harbour-fees", "harbour-status"}
    versions = works["harbour-fees"]["expressions"]
    assert [(one["valid_from"], one["valid_to"]) for one in versions] == [
        ("2015-05-01", "2020-01-01"),
        ("2020-01-01", "open"),
    ]
    assert versions[1]["provisions"] > versions[0]["provisions"]
    assert versions[0]["sources"] == [str(base.library / "fees-2015.txt")]
    assert "harbour-consuls" in base.run("list").text


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("arrest of a seafarer", "en"),
        ("bắt giữ thuyền viên", "vi"),
        ("bat giu thuyen vien", "vi"),
        ("توقيف بحار", "ar"),
    ],
)
def test_search_finds_the_article_and_says_where_it_is(base: Base, query: str, language: str) -> None:
    asked = ("search", query, "--language", language, "--as-of", "2015-01-01")
    answer = base.run(*asked, "--json").json
    first = answer["results"][0]
    assert (first["work"]["id"], first["provision"]["number"]) == ("harbour-consuls", "2")
    assert first["expression"]["language"] == language
    assert first["source"]["path"] == str(base.library / f"convention.{language}.md")
    assert {version["language"] for version in first["languages"]} == {"ar", "en", "vi"}
    assert first["highlights"]
    start, end = first["highlights"][0]
    assert first["text"][start:end]
    assert answer["query"]["as_of"] == "2015-01-01"


def test_search_as_of_a_day(base: Base) -> None:
    def fees(day: str) -> set[str]:
        found = base.run(
            "search", "lệ phí cấp mới", "--json", "--as-of", day, "--filter", "work=harbour-fees"
        )
        return {hit["expression"]["valid_from"] for hit in found.json["results"] if "đồng Lam" in hit["text"]}

    assert fees("2016-01-01") == {"2015-05-01"}
    assert fees("2021-01-01") == {"2020-01-01"}
    assert fees("2010-01-01") == set()


def test_search_for_a_person(base: Base) -> None:
    text = base.run("search", "thuyền viên gặp nạn", "--language", "vi").text
    assert "harbour-fees#art_3" in text
    assert "fees-2020.txt" in text


@pytest.mark.parametrize(
    ("form", "sign"),
    [
        ("text", "Điều 2"),
        ("json", '"expression"'),
        ("akn", "<akomaNtoso"),
        ("html", "<section"),
        ("jsonld", '"@context"'),
        ("csv", "art_2,"),
        ("citation", "/works/harbour-fees/vie@"),
        ("bibtex", "@misc{"),
        ("ris", "TY  - STAT"),
    ],
)
def test_show(base: Base, form: str, sign: str) -> None:
    assert sign in base.run("show", "harbour-fees", "--format", form).text


def test_show_cites_a_provision(base: Base) -> None:
    cited = base.run(
        "show", "07/2015/TT-BĐN", "--as-of", "2016-01-01", "--provision", "art_2", "--format", "citation"
    )
    assert cited.text.startswith("Điều 2 ")
    assert "/~art_2" in cited.text


def test_show_as_of_a_day(base: Base) -> None:
    assert "50.000" in base.run("show", "07/2015/TT-BĐN", "--as-of", "2016-01-01").text
    assert "80.000" in base.run("show", "07/2015/TT-BĐN", "--as-of", "2020-01-01").text


def test_diff(base: Base) -> None:
    answer = base.run("diff", "harbour-fees", "--from", "2019-12-31", "--to", "2020-01-01", "--json").json
    changes = {change["eid"]: change for change in answer["changes"]}
    assert changes["art_3"]["change"] == "added"
    words = [(run["op"], run["text"]) for run in changes["art_2__para_1"]["words"] if run["op"] != "equal"]
    assert words == [("delete", "50.000"), ("insert", "80.000")]
    assert answer["from"]["certain"] is True
    text = base.run("diff", "harbour-fees", "--from", "2019-12-31", "--to", "2020-01-01").text
    assert "[-50.000-]{+80.000+}" in text


def test_diff_of_a_day_without_wording(base: Base) -> None:
    with pytest.raises(NotFound, match="no wording"):
        base.run("diff", "harbour-fees", "--from", "2010-01-01", "--to", "2020-01-01")


def test_relations_both_ways(base: Base) -> None:
    outgoing = base.run("relations", "harbour-status", "--json").json["outgoing"]
    assert [(row["type"], row["target_work"]) for row in outgoing] == [("supplements", "harbour-consuls")]
    incoming = base.run("relations", "harbour-consuls", "--json").json["incoming"]
    assert [(row["reverse"], row["from"]) for row in incoming] == [("supplemented_by", "harbour-status")]


def test_parties_come_from_the_status_note(base: Base) -> None:
    answer = base.run("parties", "harbour-consuls", "--json").json
    assert [party["party"] for party in answer["parties"]] == ["Kingdom of Norvale", "State of Marjana"]
    early = base.run("parties", "harbour-consuls", "--as-of", "2010-01-01", "--json").json
    assert [party["party"] for party in early["parties"]] == ["Kingdom of Norvale"]


def test_bound_never_says_yes_or_no(base: Base) -> None:
    for party in ("Marjana", "Norvale", "Nowhere"):
        answer = base.run("bound", party, "harbour-consuls", "2", "--on", "2015-01-01", "--json").json
        assert answer["bound"] == "unknown"
        assert answer["reason"]["code"] == "rule_engine_missing"
    marjana = base.run("bound", "Marjana", "harbour-consuls", "--json").json
    assert [action["action"] for action in marjana["actions"]] == ["accession", "reservation"]


def test_health(base: Base) -> None:
    health = base.run("health", "--json").json
    assert (health["works"], health["expressions"], health["sources"]) == (3, 6, 6)
    assert health["index"]["lag"] == 0
    assert "model" in {row["code"] for row in health["missing"]}
    assert all(part["remedy"] for part in health["missing_parts"])


def test_verify_and_doctor(base: Base) -> None:
    assert base.run("verify", "--json").json["sound"] is True
    assert "Tesseract" in {part["name"] for part in base.run("doctor", "--json").json["parts"]}


def test_reindex_gives_the_same(base: Base) -> None:
    before = base.run("health", "--json").json["passages"]
    assert base.run("reindex", "--json").json == {"passages": before}
    assert base.run("verify").status == 0


def test_evaluate(base: Base, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        json.dumps({"id": "q1", "text": "status of the convention", "language": "en"}), "utf-8"
    )
    qrels = tmp_path / "qrels.txt"
    qrels.write_text("q1 0 harbour-status 1\n", "utf-8")
    figures = base.run("evaluate", "--queries", queries, "--qrels", qrels, "--mode", "lexical", "--json").json
    assert figures["ndcg@10"] == figures["recall@1"] == 1.0
    assert {"mrr@10", "recall@5", "recall@10", "recall@20", "recall@100", "ms_median", "ms_p95"} <= set(
        figures
    )


def test_export_comes_back_as_it_was(base: Base, tmp_path: Path) -> None:
    exported = tmp_path / "all.jsonl"
    base.run("export", "--output", exported)
    again = tmp_path / "again"
    assert run("ingest", exported, "--json", "--data", again).status == 0
    first, second = (
        {
            work["id"]: sorted(
                (one["language"], one["valid_from"], one["valid_to"]) for one in work["expressions"]
            )
            for work in run("list", "--json", "--data", data).json
        }
        for data in (base.data, again)
    )
    assert first == second
    assert run("parties", "harbour-consuls", "--json", "--data", again).json["parties"]


def test_export_as_akoma_ntoso(base: Base, tmp_path: Path) -> None:
    answer = base.run("export", "harbour-consuls", "--format", "akn", "--output", tmp_path / "akn")
    assert "3 files" in answer.text
    assert len(list((tmp_path / "akn").glob("harbour-consuls.*.xml"))) == 3


@pytest.mark.parametrize("form", ["jsonld", "csv", "bibtex", "ris"])
def test_export_of_all_works_for_other_programmes(base: Base, form: str, tmp_path: Path) -> None:
    file = tmp_path / "works"
    base.run("export", "--format", form, "--output", file)
    text = file.read_text("utf-8")
    works = [work["id"] for work in base.run("list", "--json").json]
    assert all(f"/works/{work}" in text for work in works)
    if form == "jsonld":
        assert len(json.loads(text)["@graph"]) == len(works)


def test_export_of_the_provisions_of_two_works_is_one_table(base: Base, tmp_path: Path) -> None:
    file = tmp_path / "provisions.csv"
    base.run("export", "harbour-fees", "harbour-consuls", "--format", "csv", "--output", file)
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert {row["work"] for row in rows} == {"harbour-fees", "harbour-consuls"}
    assert {row["as_of"] for row in rows} != {""}


def test_a_member_of_the_library_that_changed_is_read_again(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    law = library / "law.txt"
    law.write_text("Article 1\nThe fee is 10.\n\nArticle 2\nThis law enters into force at once.\n", "utf-8")
    assert run("ingest", library, "--json", "--data", tmp_path / "data").json["read"] == 1
    law.write_text("Article 1\nThe fee is 20.\n\nArticle 2\nThis law enters into force at once.\n", "utf-8")
    assert run("ingest", library, "--json", "--data", tmp_path / "data").json["read"] == 1
    found = run("search", "fee", "--json", "--data", tmp_path / "data").json["results"]
    assert [("10" in hit["text"], "20" in hit["text"]) for hit in found] == [(False, True)]
    law.unlink()
    report = run("ingest", library, "--json", "--data", tmp_path / "data").json
    assert [row["code"] for row in report["warnings"]] == ["file_removed"]
    assert run("search", "fee", "--json", "--data", tmp_path / "data").json["results"], "what was read stays"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "no-such-folder"),
        ("search", "x", "--as-of", "2020"),
        ("search", "x", "--filter", "kind"),
        ("search", "x", "--limit", "0"),
        ("diff", "x", "--from", "yesterday", "--to", "2020-01-01"),
        ("evaluate", "--queries", "none.jsonl", "--qrels", "none.txt"),
        ("export", "--format", "akn"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_told_so(base: Base, arguments: tuple[str, ...]) -> None:
    answer = base.run(*arguments) if arguments != ("nonsense",) else run(*arguments)
    assert answer.status == 2
