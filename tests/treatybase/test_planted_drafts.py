"""Drafts with planted defects, by somebody who did not see the program: each is found, nothing else."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.model import LOCAL
from search_api.findings import Finding, Findings
from treatybase.indexing import index_changes
from treatybase.settings import Settings
from treatybase.wiring import Installation

ROOT = Path(__file__).parents[2]
PLANTED = ROOT / "tests" / "planted"
ON = date(2026, 11, 24)

NOT_KNOWN = {
    (
        "reference_ended",
        "draft-seafarers.en.html",
        "5.",
    ): "the base does not read that regulation 11(2) revokes",
    ("reference_replaced", "draft-seafarers.en.html", "4."): "the base does not read that it is replaced",
    ("would_repeal_dead", "draft-seafarers.en.html", "10.(2)"): "the same",
    (
        "reference_replaced",
        "du-thao-chung-minh-thu.vi.txt",
        "Điều 6",
    ): "the end of Chapter IV is read as amendment",
    (
        "term_redefined",
        "projet-jeunes.fr.md",
        "Article 2",
    ): "a second term of a sentence is not read in the base",
}
"""Defects that hang on what the base does not know, each with the reason: taken out when it does."""
RIGHT_TOO = {
    ("would_repeal", "draft-seafarers.en.html", "(2)"): "told as the base knows it: see above",
}
"""Findings beyond those planted that are right by what the base knows."""
LABELS = {
    "Disposición derogatoria única a)": "Artículo 10 › a)",
    "Disposición derogatoria única b)": "Artículo 10 › b)",
}
"""Dispositions without a number are read as lines of the last article."""

Key = tuple[str, str, str]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The samples and the planted documents in one base, searched by words."""
    data = tmp_path_factory.mktemp("planted") / "data"
    made = Installation(Settings(data=data, model="none", jobs=2), create=True)
    files = [
        each for each in sorted(PLANTED.iterdir()) if each.is_file() and each.suffix not in (".csv", ".py")
    ]
    made.ingest.run([ROOT / "corpus" / "samples", *files], [PLANTED / "MANIFEST.csv"])
    index_changes(made)
    yield made
    made.close()


def expected() -> list[dict[str, str]]:
    with (PLANTED / "expected_drafts.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


DRAFTS = sorted({row["draft"] for row in expected()})


@pytest.fixture(scope="module")
def reports(installation: Installation) -> dict[str, Findings]:
    """The report of each draft."""
    checks = installation.service.checks
    return {
        name: checks.check((PLANTED / "drafts" / name).read_bytes(), name, LOCAL, as_of=ON) for name in DRAFTS
    }


def key_of(finding: Finding, draft: str) -> Key:
    return finding.kind.value, draft, finding.place.label


def is_at(finding: Finding, row: dict[str, str]) -> bool:
    """Whether a finding is the planted one: its kind, and the provision or a part of it."""
    if finding.kind.value != row["kind"]:
        return False
    if row["kind"] == "missing_part":
        part = {"entry into force": "entry_into_force", "repeal clause": "repeal"}
        part |= {"responsible bodies": "responsible", "legal basis": "basis"}
        return finding.details["part"] == part[row["target"]]
    here, wanted = bare(finding.place.label), bare(LABELS.get(row["provision"], row["provision"]))
    return here.startswith(wanted) or (bool(here) and wanted.endswith(here))


def bare(label: str) -> str:
    return re.sub(r"[\W_]|khoản", "", label)


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_planted_defect_is_found_and_nothing_else(draft: str, reports: dict[str, Findings]) -> None:
    rest = list(reports[draft].findings)
    missed = []
    for row in (each for each in expected() if each["draft"] == draft):
        found = next((each for each in rest if is_at(each, row)), None)
        if found is not None:
            rest.remove(found)
        missed += [(row["kind"], draft, row["provision"])] if found is None else []
    assert set(missed) == {key for key in NOT_KNOWN if key[1] == draft}
    more = {key_of(each, draft) for each in rest}
    assert more == {key for key in RIGHT_TOO if key[1] == draft}


def test_what_replaced_a_cited_text_is_named(reports: dict[str, Findings]) -> None:
    for report in reports.values():
        for finding in report.findings:
            roles = [each.role.value for each in finding.evidence]
            if finding.kind.value == "reference_replaced":
                assert roles == ["cited", "replaced_by"]
