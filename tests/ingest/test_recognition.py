"""Scans on their way into the store: what is told of them, and when they are tried again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from printed import LINES, page, pdf

from corpus.model import Provision, ProvisionKind, Span
from corpus.model.scope import LOCAL
from corpus.originals import Originals
from corpus.store.store import Store
from ingest import ledger
from ingest.confidence import with_confidence
from ingest.document import Block, Hints
from ingest.pipeline import Ingest
from ingest.recognition import languages_in_name, recogniser_for
from ingest.task import MEBIBYTE, Task, WorkerLimits

LIMITS = WorkerLimits(seconds=30, memory=900 * MEBIBYTE)


@pytest.fixture
def ingest(tmp_path: Path) -> Iterator[Ingest]:
    store = Store.open(f"sqlite:///{tmp_path / 'base.db'}", create=True)
    yield Ingest(store, Originals(tmp_path / "originals"), LIMITS, jobs=1)
    store.close()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "visits.en.pdf").write_bytes(pdf(page(), page(LINES[4:])))
    return folder


@pytest.mark.needs("Tesseract")
def test_provisions_of_a_scan_bear_their_confidence(ingest: Ingest, library: Path) -> None:
    report = ingest.run([library])
    assert (report.read, report.partly_read, report.quarantined) == (1, 0, [])
    assert [notice.code for notice in report.warnings if "recognition" in notice.reason] == [
        "recognised_text"
    ]
    (summary,) = ingest.store.works(LOCAL)
    work = ingest.store.work(summary.id, LOCAL)
    assert work is not None
    nodes = [node for one in work.expressions for top in one.provisions for node in top.walk() if node.text]
    assert nodes
    assert all(node.confidence and 0.5 < node.confidence <= 1 for node in nodes)


def test_a_scan_that_was_not_read_is_tried_again_when_there_is_more_to_read_it_with(
    ingest: Ingest, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest.limits = replace(LIMITS, recognition=0)
    for _ in range(2):
        (notice,) = ingest.run([library]).quarantined
        assert notice.code == "no_usable_text"
        assert "character recognition" in notice.reason
    record = next(iter(ingest.store.files()))
    task = Task(library / "visits.en.pdf", "visits.en.pdf", record.sha256, record.size)
    fingerprint = ledger.limited(task.fingerprint, record.code, ingest.limits)
    without = replace(record, fingerprint=fingerprint)
    assert ledger.is_done(without, task, ingest.limits)
    monkeypatch.setattr(ledger, "installed", lambda: frozenset({"eng", "vie"}))
    assert not ledger.is_done(without, task, LIMITS)


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("laws/visits.vi-es.pdf", ("vi", "es")),
        ("TREATY_ENG.PDF", ("en",)),
        ("协议CN.pdf", ("zh",)),
        ("visits.pdf", ()),
        ("fr/decree.pdf", ()),
        ("the-visit.pdf", ()),
    ],
)
def test_languages_at_the_end_of_a_name(name: str, languages: tuple[str, ...]) -> None:
    assert languages_in_name(name) == languages


def test_a_manifest_is_asked_before_the_name() -> None:
    task = Task(Path("x.en.pdf"), "x.en.pdf", "", 1, given=Hints(language="vi"))
    made = recogniser_for(task, LIMITS, lambda: None)
    assert made is not None
    assert (made.told, made.page) == (("vi",), 15)
    assert recogniser_for(task, replace(LIMITS, recognition=0), lambda: None) is None


def test_confidence_is_that_of_the_own_text() -> None:
    blocks = (
        Block("Article 1", start=0),
        Block("A" * 30, start=10, confidence=0.5),
        Block("B" * 10, start=41, confidence=0.9),
        Block("C" * 10, start=52, confidence=0.7),
        Block("D" * 10, start=63),
    )
    kind = ProvisionKind.PARAGRAPH
    child = Provision("art_1__para_1", kind, text="C", span=Span(52, 62))
    tree = [
        Provision("art_1", ProvisionKind.ARTICLE, text="AB", span=Span(0, 62), children=(child,)),
        Provision("art_2", ProvisionKind.ARTICLE, text="D", span=Span(63, 73)),
    ]
    first, second = with_confidence(tree, blocks)
    assert first.confidence == 0.6
    assert first.children[0].confidence == 0.7
    assert second.confidence is None
    assert with_confidence(tree, blocks[:1]) == tuple(tree)
