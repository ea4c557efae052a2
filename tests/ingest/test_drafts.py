"""Drafts are read as ingest reads files, and nothing of them is left, however reading ends."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest

from corpus.draft_reading import (
    DraftError,
    DraftTooLarge,
    DraftUnreadable,
    DraftWithoutText,
    NoDraft,
)
from corpus.model import WorkKind
from ingest import drafts
from ingest.drafts import WorkerDrafts

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
CIRCULAR = """DỰ THẢO THÔNG TƯ
Quy định về zyxolanth trong công tác lưu trữ

Căn cứ Nghị định số 47/2014/NĐ-HĐCP ngày 12 tháng 5 năm 2014;

Điều 1. Phạm vi
Thông tư này quy định về zyxolanth.

Điều 2. Thực hiện
Việc thực hiện theo Điều 9 của Thông tư này.

Điều 3. Hiệu lực
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2027.
"""


def word() -> bytes:
    made, out = docx.Document(), BytesIO()
    for line in CIRCULAR.splitlines():
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in members.items():
            made.writestr(name.replace("_", "."), data)
    return out.getvalue()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The folders for what does not last; the test fails where anything is left in them."""
    folder, memory = tmp_path / "tmp", tmp_path / "shm"
    folder.mkdir()
    memory.mkdir()
    monkeypatch.setattr(drafts, "MEMORY", str(memory))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield [folder, memory]
    assert [each for root in (folder, memory) for each in root.rglob("*")] == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.docx", word()),
        ("draft.txt", CIRCULAR.encode()),
        ("draft.md", CIRCULAR.encode()),
        ("draft.html", f"<html><body><p>{CIRCULAR.replace(chr(10), '</p><p>')}</p></body></html>".encode()),
        ("no-ending", CIRCULAR.encode()),
        ("../../etc/pass wd.TXT", CIRCULAR.encode()),
    ],
)
def test_a_draft_is_read_into_provisions(name: str, data: bytes, temporary: list[Path]) -> None:
    (text,) = WorkerDrafts().read(data, name)
    assert text.expression.language == "vi"
    assert text.work.kind is WorkKind.CIRCULAR
    assert [top.eid for top in text.provisions if top.eid.startswith("art")] == ["art_1", "art_2", "art_3"]


def test_a_text_in_two_languages_is_two_texts(temporary: list[Path]) -> None:
    texts = WorkerDrafts().read((SAMPLES / "visa-waiver-cardena.vi-es.pdf").read_bytes(), "a.pdf")
    assert {text.expression.language for text in texts} == {"vi", "es"}


def test_the_language_is_as_its_author_says(temporary: list[Path]) -> None:
    (text,) = WorkerDrafts().read(b"Article 1\nXyz abc.\n\nArticle 2\nAbc xyz.\n", "a.txt", "fr")
    assert text.expression.language == "fr"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.docx", b"", DraftWithoutText),
        ("a.txt", b" \n\n ", DraftWithoutText),
        ("a.pdf", b"%PDF-1.7\nbroken zyxolanth", DraftUnreadable),
        ("a.zip", archive(a_txt=CIRCULAR.encode(), b_txt=CIRCULAR.encode()), NoDraft),
        ("a.xlsx", archive(xl_a=b"x"), DraftError),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(200), NoDraft),
        ("a.jsonl", b'{"id": "1", "title": "T", "language": "en", "text": "Article 1 zyxolanth"}\n', NoDraft),
        ("a.bin", bytes(range(256)) * 40, NoDraft),
    ],
)
def test_what_is_no_draft_is_refused(
    name: str, data: bytes, error: type[DraftError], temporary: list[Path]
) -> None:
    with pytest.raises(error) as refused:
        WorkerDrafts().read(data, name)
    assert "zyxolanth" not in str(refused.value)


def test_a_draft_beyond_the_limit_is_refused(temporary: list[Path]) -> None:
    with pytest.raises(DraftTooLarge) as refused:
        WorkerDrafts(most=1 << 20).read(b"x" * (1 + (1 << 20)), "a.txt")
    assert refused.value.params == {"megabytes": 1}


def test_a_reader_that_dies_leaves_nothing(temporary: list[Path]) -> None:
    with pytest.raises(DraftError):
        WorkerDrafts(memory=40 << 20).read(word(), "draft.docx")
