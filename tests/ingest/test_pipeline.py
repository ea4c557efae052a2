"""A run accounts for every file, repeats nothing, and loses nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import LOCAL
from corpus.originals import Originals, checksum
from corpus.store.store import Store
from ingest.pipeline import Ingest, Progress
from ingest.report import IngestReport
from ingest.task import MEBIBYTE, WorkerLimits

LAW = "# Harbour Act\n\nArticle 1\nEvery harbour has a master.\n\nArticle 2\nThe fee is {fee}.\n"
LIMITS = WorkerLimits(seconds=30, memory=600 * MEBIBYTE)


@pytest.fixture
def ingest(store_url: str, tmp_path: Path) -> Iterator[Ingest]:
    with Store.open(store_url) as store:
        yield Ingest(store, Originals(tmp_path / "data" / "originals"), LIMITS, jobs=1)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.md").write_text(LAW.format(fee=10), "utf-8")
    (folder / "sub" / "b.txt").write_text(
        "Điều 1. Phạm vi\nLuật này quy định về cảng.\n\nĐiều 2. Phí\nPhí là 10.\n", "utf-8"
    )
    return folder


def outcome(report: IngestReport) -> tuple[int, int, int, int, int]:
    return (
        report.read, report.partly_read, report.unchanged, len(report.skipped), len(report.quarantined)
    )  # fmt: skip


def slugs(store: Store) -> list[str]:
    return [summary.work.slug for summary in store.works(LOCAL)]


def test_first_and_second_run(ingest: Ingest, library: Path) -> None:
    seen: list[Progress] = []
    ingest.progress = seen.append
    assert outcome(ingest.run([library])) == (2, 0, 0, 0, 0)
    assert [(progress.done, progress.files) for progress in seen] == [(1, 2), (2, 2)]
    change = ingest.store.change
    report = ingest.run([library])
    assert outcome(report) == (0, 0, 2, 0, 0)
    assert (report.works, report.expressions, report.provisions) == (0, 0, 0)
    assert ingest.store.change == change


def test_originals_and_source_paths(ingest: Ingest, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library.parent)
    ingest.run([Path("library")])
    sources = {path: summary for summary in ingest.store.works(LOCAL) for path in summary.sources}
    assert set(sources) == {"library/a.md", "library/sub/b.txt"}
    kept = ingest.originals.get(checksum(library / "a.md"))
    assert kept.read_bytes() == (library / "a.md").read_bytes()


def test_the_same_folder_by_another_name_is_unchanged(
    ingest: Ingest, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest.run([library])
    monkeypatch.chdir(library)
    assert outcome(ingest.run([Path(".")])) == (0, 0, 2, 0, 0)


def test_equal_names_in_two_folders_are_two_files(
    ingest: Ingest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, title in (("one", "Pilots Act"), ("two", "Docks Act")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "law.md").write_text(LAW.replace("Harbour Act", title).format(fee=1), "utf-8")
        monkeypatch.chdir(tmp_path / name)
        assert outcome(ingest.run([Path("law.md")])) == (1, 0, 0, 0, 0)
    assert len(slugs(ingest.store)) == 2, "the first is not taken for an older state of the second"


def test_a_changed_file_supersedes_what_was_read(ingest: Ingest, library: Path) -> None:
    ingest.run([library / "a.md"])
    (library / "a.md").write_text(LAW.format(fee=20), "utf-8")
    assert outcome(ingest.run([library / "a.md"])) == (1, 0, 0, 0, 0)
    (summary,) = ingest.store.works(LOCAL)
    work = ingest.store.work(summary.id, LOCAL)
    assert work is not None
    texts = [node.text for each in work.expressions for top in each.provisions for node in top.walk()]
    assert any("20" in text for text in texts)
    assert not any("10" in text for text in texts)


def test_a_changed_manifest_row_reads_the_file_again(ingest: Ingest, library: Path) -> None:
    manifest = library / "MANIFEST.csv"
    manifest.write_text("path,work\na.md,harbour\n", "utf-8")
    assert outcome(ingest.run([library])) == (2, 0, 0, 1, 0)
    manifest.write_text("path,work\na.md,harbours\n", "utf-8")
    assert outcome(ingest.run([library])) == (1, 0, 1, 1, 0)
    assert "harbours" in slugs(ingest.store)


def test_a_copy_is_a_second_source(ingest: Ingest, library: Path) -> None:
    head = "BỘ ĐỐI NGOẠI\nSố: 07/2015/TT-BĐN\n\nTHÔNG TƯ\nVề phí cảng\n\n"
    text = f"{head}Điều 1. Phí\nPhí là 10.\n\nĐiều 2. Hiệu lực\nNgay.\n"
    for name in ("one.txt", "sub/copy.txt"):
        (library / name).write_text(text, "utf-8")
    assert outcome(ingest.run([library])) == (4, 0, 0, 0, 0)
    works = [summary for summary in ingest.store.works(LOCAL) if len(summary.sources) == 2]
    assert [(work.expressions, [Path(path).name for path in work.sources]) for work in works] == [
        (1, ["one.txt", "copy.txt"])
    ]


def test_members_of_an_archive_are_sources_with_originals(ingest: Ingest, library: Path) -> None:
    archive = library / "laws.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(library / "a.md", "in/a.md")
        packed.writestr("in/table.csv", "a,b\n")
    assert outcome(ingest.run([archive])) == (1, 0, 0, 0, 0)
    (summary,) = ingest.store.works(LOCAL)
    assert summary.sources == (f"{archive.as_posix()}/in/a.md",)
    sha256 = checksum(library / "a.md")
    assert ingest.store.expression_source(sha256, LOCAL) is not None
    assert ingest.originals.get(sha256).is_file()


def test_a_faulty_record_costs_itself_alone(ingest: Ingest, tmp_path: Path) -> None:
    rows = [
        {"id": f"r{n}", "title": f"Law {n}", "language": "en", "text": f"Article 1\nFee {n}."}
        for n in range(200)
    ]
    lines = [json.dumps(row) for row in rows]
    lines[7] = '{"id": "broken"'
    path = tmp_path / "laws.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    report = ingest.run([path])
    assert report.works == 199
    assert any("8" in warning.reason for warning in report.warnings), report.warnings
    assert outcome(ingest.run([path]))[2] == 1


def test_reasons_are_named_and_remembered(ingest: Ingest, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "table.csv").write_bytes(b"a,b\n1,2\n")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 not an archive")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 20)
    report = ingest.run([folder])
    assert {Path(notice.path).name: notice.code for notice in report.quarantined} == {
        "broken.docx": "unreadable_file",
        "noise.bin": "unknown_format",
    }
    assert {Path(notice.path).name for notice in report.skipped} == {"empty.txt", "table.csv"}
    assert not any(str(folder) in notice.reason for notice in report.quarantined), "the path is told once"
    again = ingest.run([folder])
    assert again.quarantined == report.quarantined
    assert again.skipped == report.skipped


def test_a_file_beyond_a_limit_is_tried_again_with_another(ingest: Ingest, library: Path) -> None:
    ingest.limits = replace(LIMITS, file=10)
    assert [notice.code for notice in ingest.run([library]).quarantined] == ["too_large"] * 2
    assert len(ingest.run([library]).quarantined) == 2
    ingest.limits = LIMITS
    assert outcome(ingest.run([library])) == (2, 0, 0, 0, 0)


def test_json_lines_may_be_larger_than_any_other_file(ingest: Ingest, tmp_path: Path) -> None:
    ingest.limits = replace(LIMITS, file=10)
    record = {"id": "n1", "title": "Harbour Act", "text": "Article 1\nEvery harbour has a master."}
    (tmp_path / "many.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    assert outcome(ingest.run([tmp_path / "many.jsonl"])) == (1, 0, 0, 0, 0)


def test_what_is_no_longer_there_is_told_and_kept(ingest: Ingest, library: Path) -> None:
    ingest.run([library])
    (library / "a.md").unlink()
    report = ingest.run([library])
    assert [(Path(notice.path).name, notice.code) for notice in report.warnings] == [("a.md", "file_removed")]
    assert len(slugs(ingest.store)) == 2


RUN = """
import sys
from pathlib import Path
from corpus.originals import Originals
from corpus.store.store import Store
from ingest.pipeline import Ingest

data, library = Path(sys.argv[1]), Path(sys.argv[2])
with Store.open(sys.argv[3]) as store:
    told = lambda now: print(now.done, flush=True)
    Ingest(store, Originals(data / "originals"), jobs=2, progress=told).run([library])
"""


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_was(store_url: str, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for number in range(60):
        title = f"Act {number} on harbour number {number * 7919}"
        text = LAW.replace("Harbour Act", title).format(fee=number)
        (library / f"{number:02}.md").write_text(text, "utf-8")
    for lines in (3, 20, 45):
        command = [sys.executable, "-c", RUN, str(tmp_path / "data"), str(library), store_url]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            told = [int(line) for line, _ in zip(process.stdout, range(lines), strict=False)]
            process.send_signal(signal.SIGKILL)
        assert told == list(range(1, lines + 1))
    with Store.open(store_url) as store:
        ingest = Ingest(store, Originals(tmp_path / "data" / "originals"), LIMITS, jobs=2)
        read, partly, unchanged, skipped, quarantined = outcome(ingest.run([library]))
        assert read + unchanged == 60
        assert unchanged >= 45, "what was acknowledged is not read again"
        assert not partly + skipped + quarantined
        assert len(slugs(store)) == 60
        assert {summary.expressions for summary in store.works(LOCAL)} == {1}


@pytest.mark.slow
def test_workers_end_with_the_run_that_was_killed(store_url: str, tmp_path: Path, library: Path) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path / "data"), str(library), store_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        children = [
            int(path.parent.name)
            for path in Path("/proc").glob("[0-9]*/stat")
            if path.read_text().rpartition(")")[2].split()[1] == str(process.pid)
        ]
        process.kill()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
