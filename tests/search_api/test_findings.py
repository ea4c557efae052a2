"""Findings: plain values, and what is given out of them."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import BytesIO, StringIO

import docx
import pytest

from search_api.findings import (
    REVIEW_KINDS,
    Evidence,
    Finding,
    FindingKind,
    Findings,
    Place,
    Role,
    Severity,
    Unjudged,
)
from search_api.http.messages import LANGUAGES, catalogue
from search_api.http.messages.findings import FindingWords
from search_api.render.findings import COLUMNS, findings_csv, findings_json, url_of
from search_api.render.findings_docx import findings_docx

HERE = Place(
    work="06-2021-tt-bdn", title="Thông tư về hộ tịch", number="06/2021/TT-BĐN", language="vi",
    eid="art_5__para_2", steps=("Điều 5", "2."), page=3, version=date(2021, 11, 15),
)  # fmt: skip
OLD = Place(work="03-2015-tt-bdn", number="03/2015/TT-BĐN", language="vi", eid="art_7", steps=("Điều 7",))
NEW = Place(work="11-2023-tt-bdn", number="11/2023/TT-BĐN", language="vi")
REPLACED = Finding(
    kind=FindingKind.CITES_REPLACED,
    place=HERE,
    words="Điều 7 Thông tư số 03/2015/TT-BĐN",
    span=(10, 43),
    evidence=(
        Evidence(Role.CITED, OLD, words="Hồ sơ gồm hai ảnh.\x07"),
        Evidence(Role.REPLACED_BY, NEW, day=date(2023, 10, 5)),
    ),
    details={"day": "2023-10-05"},
)
REPORT = Findings(
    on=date(2026, 11, 24),
    subject=("kind=circular",),
    works=12,
    judged=40,
    findings=(REPLACED,),
    unjudged={Unjudged.STATUS_UNKNOWN: 3},
)


def test_finding_as_a_sentence() -> None:
    assert FindingWords("en").says(REPLACED) == (
        "“Điều 7 Thông tư số 03/2015/TT-BĐN” cites Điều 7, 03/2015/TT-BĐN, which has not been in force since "
        "5 October 2023. It has been replaced by 11/2023/TT-BĐN."
    )


def test_key_stays_with_what_is_found() -> None:
    assert REPLACED.key == Finding(**{name: getattr(REPLACED, name) for name in REPLACED.__slots__}).key
    assert REPLACED.severity is Severity.DEFECT
    assert Finding(FindingKind.CITES_ENDED, HERE).key != Finding(FindingKind.CITES_ENDED, OLD).key


def test_counts_stand_in_the_order_of_kinds() -> None:
    kinds = (FindingKind.REVIEW_OVERDUE, FindingKind.CITES_ENDED, FindingKind.REVIEW_OVERDUE)
    report = Findings(date(2026, 1, 1), findings=tuple(Finding(kind, HERE) for kind in kinds))
    assert list(report.counts.items()) == [(FindingKind.CITES_ENDED, 1), (FindingKind.REVIEW_OVERDUE, 2)]


def test_addresses_lead_to_the_wording() -> None:
    assert url_of(HERE, "https://x") == "https://x/works/06-2021-tt-bdn/vie@2021-11-15/~art_5__para_2"
    assert url_of(Place(eid="art_1")) == ""


def test_json_is_plain() -> None:
    told = findings_json(REPORT, FindingWords("vi"), "https://x")
    assert json.loads(json.dumps(told))["findings"][0]["kind"] == "cites_replaced"
    assert told["counts"] == {"cites_replaced": 1}
    assert told["unjudged"] == {"status_unknown": 3}


def test_csv_has_a_row_for_each() -> None:
    rows = list(csv.reader(StringIO(findings_csv(REPORT, FindingWords("fr")).lstrip("\ufeff"))))
    assert rows[0] == list(COLUMNS)
    row = dict(zip(COLUMNS, rows[1], strict=True))
    assert (row["work"], row["provision"], row["other_work"]) == ("06-2021-tt-bdn", "Điều 5 › 2.", OLD.work)
    assert "11/2023/TT-BĐN" in row["further"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_can_be_read_back(language: str) -> None:
    words = FindingWords(language)
    made = docx.Document(BytesIO(findings_docx(REPORT, words, words.report("review"), "https://x")))
    text = "\n".join(each.text for each in made.paragraphs)
    assert words.says(REPLACED) in text
    assert "Hồ sơ gồm hai ảnh." in text
    assert made.tables[0].rows[1].cells[1].text == "1"
    links = {each.target_ref for each in made.part.rels.values() if each.is_external}
    assert url_of(OLD, "https://x") in links
    if language == "ar":
        assert all("w:bidi" in each._p.xml for each in made.paragraphs if words.says(REPLACED) == each.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words(language: str) -> None:
    found = catalogue(language)
    assert set(REVIEW_KINDS) <= set(found["finding"])
    assert set(REVIEW_KINDS) <= set(found["finding_says"])
    for section, codes in (
        ("finding_severity", Severity), ("finding_role", Role), ("finding_unjudged", Unjudged)
    ):  # fmt: skip
        assert set(found[section]) == set(codes)
