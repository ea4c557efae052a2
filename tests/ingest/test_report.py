"""The report accounts for every file, for a machine and for a person."""

from __future__ import annotations

from corpus.model import Notice
from ingest.report import IngestReport


def test_the_sum_and_the_exit_code() -> None:
    report = IngestReport(read=3, unchanged=2)
    assert (report.files, report.exit_code) == (5, 0)
    report.partly_read = 1
    assert (report.files, report.exit_code) == (6, 3)
    report = IngestReport(read=1, quarantined=[Notice("a.pdf", "encrypted_file", "needs a password")])
    assert (report.files, report.exit_code) == (2, 3)
    report = IngestReport(skipped=[Notice("a.csv", "not_a_document", "a table")])
    assert (report.files, report.exit_code) == (1, 0)


def test_json_holds_the_contract() -> None:
    report = IngestReport(
        read=1, works=1, quarantined=[Notice("a.pdf", "encrypted_file", "needs a password")]
    )
    report.count("x/Law.PDF", "read")
    report.count("README", "skipped")
    data = report.as_json()
    assert data["files"] == data["read"] + data["partly_read"] + data["unchanged"] + data["skipped"] + len(
        data["quarantined"]
    )
    assert data["quarantined"] == [{"path": "a.pdf", "code": "encrypted_file", "reason": "needs a password"}]
    assert data["formats"] == {"(none)": {"skipped": 1}, "pdf": {"read": 1}}
    assert {"works", "expressions", "provisions", "passages", "relations", "warnings", "seconds"} <= set(data)


def test_text_groups_reasons_and_counts_the_rest() -> None:
    notices = [Notice(f"{n}.pdf", "no_usable_text", "needs OCR") for n in range(7)]
    text = IngestReport(quarantined=[*notices, Notice("x.doc", "unknown_format", "binary")]).as_text()
    assert "no_usable_text: 7" in text
    assert "4.pdf: needs OCR" in text
    assert "5.pdf" not in text
    assert "and 2 more" in text
    assert "x.doc: binary" in text
