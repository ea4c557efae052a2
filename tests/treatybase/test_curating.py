"""`doctor`, `edit`, `terms`, `procedures`, `obligations`: from files to what a person sees and says."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_library import Base, run, write_library

from corpus.errors import InvalidIdentifier, NotFound


@pytest.fixture
def own(tmp_path: Path) -> Base:
    """A base of its own: these tests write."""
    library = write_library(tmp_path / "library")
    report = run("ingest", library, "--json", "--data", tmp_path / "data").json
    return Base(tmp_path / "data", library, report)


def test_doctor_names_what_could_not_be_read_and_what_to_do(base: Base) -> None:
    told = base.run("doctor", "--json", "--severity", "high").json
    (broken,) = [doubt for doubt in told["doubts"] if doubt["code"] == "quarantined"]
    assert broken["evidence"]["path"].endswith("broken.pdf")
    assert broken["cause"] == "unreadable_file"
    assert "treatybase ingest" in broken["remedy"]["text"]
    assert told["counts"]["high"] == len(told["doubts"])
    printed = base.run("doctor", "--severity", "high").text
    assert broken["key"] in printed
    assert "Tesseract" in printed


def test_doctor_of_a_work(base: Base) -> None:
    assert base.run("doctor", "--work", "harbour-consuls", "--json").json["doubts"] == []
    with pytest.raises(NotFound):
        base.run("doctor", "--work", "nowhere")


def test_doctor_without_a_base_tells_of_the_parts(tmp_path: Path) -> None:
    told = run("doctor", "--json", "--data", tmp_path / "none").json
    assert (told["doubts"], bool(told["parts"])) == ([], True)
    assert not (tmp_path / "none").exists()


def test_a_mark_is_kept_when_the_file_is_ingested_again(own: Base) -> None:
    (doubt,) = own.run("doctor", "--severity", "high", "--json").json["doubts"]
    told = own.run("edit", "--seen", doubt["key"], "--note", "lost", "--who", "clerk", "--json").json
    assert told["seen"] == doubt["key"]
    own.run("ingest", own.library, "--json")
    assert own.run("doctor", "--severity", "high", "--json").json["doubts"] == []
    (seen,) = own.run("doctor", "--severity", "high", "--seen", "--json").json["doubts"]
    assert (seen["seen"]["who"], seen["seen"]["note"]) == ("clerk", "lost")
    own.run("edit", "--reopen", doubt["key"])
    assert len(own.run("doctor", "--severity", "high", "--json").json["doubts"]) == 1
    with pytest.raises(NotFound):
        own.run("edit", "--seen", "no such doubt")


def test_a_value_that_is_set_is_found_and_outlives_ingest(own: Base) -> None:
    number = "09/2015/TT-BĐN"
    own.run("edit", "harbour-fees", f"identifier.number={number}", "kind=decree", "--note", "as printed")
    (own.library / "fees-2015.txt").write_text(
        (own.library / "fees-2015.txt").read_text("utf-8") + "\nNơi nhận: các cảng.\n", "utf-8"
    )
    own.run("ingest", own.library, "--json")
    shown = own.run("show", number, "--format", "json").json["work"]
    assert (shown["id"], shown["kind"]) == ("harbour-fees", "decree")
    assert ("kind", "decree", "person", "as printed") in {
        tuple(told[name] for name in ("field", "value", "origin", "detail")) for told in shown["assertions"]
    }
    assert own.run("search", "lệ phí", "--filter", "kind=decree", "--json").json["results"]
    own.run("edit", "harbour-fees", "--take-back", "kind")
    assert own.run("show", "harbour-fees", "--format", "json").json["work"]["kind"] == "circular"


@pytest.mark.parametrize("arguments", [(), ("harbour-fees",), ("harbour-fees", "kind"), ("--note", "x")])
def test_edit_says_how_it_is_used(base: Base, arguments: tuple[str, ...]) -> None:
    assert base.run("edit", *arguments).status == 2


def test_a_value_that_cannot_be_is_refused(base: Base) -> None:
    with pytest.raises(InvalidIdentifier):
        base.run("edit", "harbour-fees", "date.adopted=31.02.2015")
    with pytest.raises(NotFound):
        base.run("edit", "nowhere", "kind=law")


def test_facts_of_the_library(base: Base) -> None:
    """What is read out of real files: a term in several languages, an obligation with its time limit."""
    (consul,) = base.run("terms", "harbour consul", "--json").json["terms"]
    assert consul["provision"]["work"] == "harbour-consuls"
    assert {other["provision"]["language"] for other in consul["beside"]} <= {"vi", "ar"}
    duties = base.run("obligations", "harbour-consuls", "--language", "en", "--json").json["obligations"]
    (inform,) = [duty for duty in duties if "inform" in duty["deed"]]
    assert (inform["modality"], inform["provision"]["eid"]) == ("must", "art_2__para_1")
    assert "48 hours" in str(inform["deadline"])
    printed = base.run("obligations", "harbour-consuls", "--language", "en").text
    assert "Article 2" in printed
    assert base.run("procedures", "--json").json["more"] is False
    assert base.run("procedures", "--work", "harbour-fees").status == 0
