"""The draft check by command line, API and page; and that nothing of a draft is left anywhere."""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from small_library import run

from corpus.errors import NotFound
from ingest import drafts
from search_api.checking import desk
from treatybase.serving import application
from treatybase.settings import Settings
from treatybase.wiring import Installation

LAW = """THÔNG TƯ
Quy định việc lưu trữ sổ lãnh sự

Số: 05/2020/TT-BĐN
Ngày 10 tháng 3 năm 2020

Điều 1. Phạm vi
Thông tư này quy định việc lưu trữ sổ lãnh sự tại cơ quan đại diện.

Điều 2. Giải thích từ ngữ
Trong Thông tư này, các từ ngữ dưới đây được hiểu như sau:
1. Sổ lãnh sự là sổ ghi các việc đã làm của cơ quan đại diện trong một năm.

Điều 3. Hiệu lực
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2020.
"""
WORDS = ("zyxolanth", "Quorvimbel")
"""Words that no base has."""
DRAFT = """DỰ THẢO THÔNG TƯ
Quy định về zyxolanth

Điều 1. Phạm vi
Thông tư này quy định về zyxolanth theo Điều 9 của Thông tư số 05/2020/TT-BĐN.

Điều 2. Giải thích từ ngữ
Trong Thông tư này, các từ ngữ dưới đây được hiểu như sau:
1. Sổ lãnh sự là Quorvimbel ghi trên giấy hoặc trên máy.

Điều 3. Thực hiện
Việc nộp zyxolanth theo Điều 8 của Thông tư này và Nghị định số 99/2031/NĐ-HĐCP.

Điều 4. Hiệu lực
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2027.
"""
KINDS = {
    "reference_no_provision",
    "own_reference_broken",
    "reference_missing",
    "term_redefined",
    "missing_part",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of one circular."""
    folder = tmp_path_factory.mktemp("checked")
    (folder / "law.txt").write_text(LAW, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATYBASE_MODEL", "none")
        assert run("ingest", folder / "law.txt", "--data", folder / "data").status == 0
    return folder / "data"


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[TestClient]:
    """A visitor of API and pages."""
    installation = Installation(Settings(data=data, model="none", language="en", draft_megabytes=1))
    with TestClient(application(installation), raise_server_exceptions=False) as made:
        yield made
    installation.close()


def upload(text: bytes | str, name: str = "draft.txt") -> dict[str, tuple[str, bytes]]:
    return {"file": (name, text.encode() if isinstance(text, str) else text)}


def test_the_command_line_prints_what_is_found(data: Path, tmp_path: Path) -> None:
    file, report = tmp_path / "draft.txt", tmp_path / "report.docx"
    file.write_text(DRAFT, encoding="utf-8")
    answer = run("check", file, "--format", "json", "--data", data)
    assert answer.status == 0, answer.text
    assert set(answer.json["counts"]) == KINDS
    told = run("check", file, "--data", data)
    assert "99/2031/NĐ-HĐCP" in told.text
    assert run("check", file, "--format", "docx", "--output", report, "--data", data).status == 0
    assert any("99/2031" in each.text for each in docx.Document(str(report)).paragraphs)


def test_a_file_that_is_not_there_is_told(data: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        run("check", tmp_path / "none.docx", "--data", data)


def test_the_api_answers_in_every_form(client: TestClient) -> None:
    answer = client.post("/api/v1/check?ui=fr", files=upload(DRAFT))
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert set(found["counts"]) == KINDS
    (broken,) = [each for each in found["findings"] if each["kind"] == "own_reference_broken"]
    assert broken["provision"]["path"] == ["Điều 3"]
    assert broken["words"] == "Điều 8 của Thông tư này"
    table = client.post("/api/v1/check?format=csv", files=upload(DRAFT))
    assert table.text.count("\n") > len(KINDS)
    word = client.post("/api/v1/check?format=docx", files=upload(DRAFT))
    assert docx.Document(BytesIO(word.content)).paragraphs


@pytest.mark.parametrize(
    ("files", "status", "code"),
    [
        (upload(b""), 422, "draft_without_text"),
        (upload(b"%PDF-1.5 broken zyxolanth", "a.pdf"), 422, "draft_unreadable"),
        (upload(b"\x89PNG\r\n\x1a\n" + bytes(100), "a.png"), 415, "no_draft"),
        (upload(b"zyxolanth " * 120_000), 413, "draft_too_large"),
        (None, 400, "invalid_upload"),
    ],
)
def test_what_cannot_be_checked_is_a_problem(
    client: TestClient, files: dict[str, tuple[str, bytes]] | None, status: int, code: str
) -> None:
    answer = client.post("/api/v1/check", files=files)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert not any(word in answer.text for word in WORDS)


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/check").text)
    assert found
    return found[1]


def test_the_page_shows_the_report_and_gives_it_away(client: TestClient) -> None:
    fields = {"token": token(client), "language": "", "as_of": "2026-11-24"}
    page = client.post("/check", files=upload(DRAFT), data=fields)
    assert page.status_code == 200, page.text
    assert page.headers["cache-control"] == "no-store"
    assert all(kind in page.text for kind in KINDS)
    report = re.search(r'name="report" value="([^"]+)"', page.text)
    assert report
    sent = {"token": fields["token"], "report": _unescaped(report[1]), "format": "json"}
    taken = client.post("/check/report", data=sent, files={"none": ("", b"")})
    assert taken.status_code == 200
    assert set(json.loads(taken.content)["counts"]) == KINDS
    assert "attachment" in taken.headers["content-disposition"]
    word = client.post("/check/report", data={**sent, "format": "docx"}, files={"none": ("", b"")})
    assert any("99/2031" in each.text for each in docx.Document(BytesIO(word.content)).paragraphs)


def _unescaped(text: str) -> str:
    for mark, letter in (("&#34;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(mark, letter)
    return text


def test_another_site_can_send_no_draft(client: TestClient) -> None:
    assert client.post("/check", files=upload(DRAFT), data={"token": "guessed"}).status_code == 403
    mine = token(client)
    elsewhere = {"origin": "https://elsewhere.example"}
    sent = client.post("/check", files=upload(DRAFT), data={"token": mine}, headers=elsewhere)
    assert sent.status_code == 403


@pytest.mark.parametrize("ui", ["vi", "ar", "en", "fr", "es", "ru", "zh"])
def test_the_page_tells_in_seven_languages_why_there_is_no_report(client: TestClient, ui: str) -> None:
    page = client.post(f"/check?ui={ui}", files=upload(b"", "a.txt"), data={"token": token(client)})
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert client.post("/check", content=b"no form").status_code == 400


def test_a_report_that_is_none_is_refused(client: TestClient) -> None:
    sent = {"token": token(client), "report": '{"on": 7}', "format": "docx"}
    assert client.post("/check/report", data=sent, files={"none": ("", b"")}).status_code == 400


class _Broken(RuntimeError):
    """A fault of ours whose message quotes the draft."""


@pytest.mark.parametrize("fails", ["not at all", "in reading", "in checking"])
def test_nothing_of_a_draft_is_left(
    data: Path,
    client: TestClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    fails: str,
) -> None:
    """Its words are in no file of the data folder, in no log, and in no folder for what does not last."""
    memory, folder = tmp_path / "memory", tmp_path / "temporary"
    memory.mkdir()
    folder.mkdir()
    monkeypatch.setattr(drafts, "MEMORY", str(memory))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    caplog.set_level(logging.DEBUG)
    if fails == "in reading":
        monkeypatch.setattr(drafts, "SECONDS", 0.05)
    if fails == "in checking":

        def broken(*_: object, **__: object) -> None:
            raise _Broken(DRAFT)

        monkeypatch.setattr(desk, "own_references", broken)
    answer = client.post("/api/v1/check", files=upload(DRAFT, "Quorvimbel.txt"))
    page = client.post("/check", files=upload(DRAFT, "Quorvimbel.txt"), data={"token": token(client)})
    expected = {"not at all": (200, 200), "in reading": (422, 422), "in checking": (500, 500)}
    assert (answer.status_code, page.status_code) == expected[fails]
    said = caplog.text + "".join(capfd.readouterr())
    assert not any(word in said for word in WORDS)
    assert [each for root in (memory, folder) for each in root.rglob("*")] == []
    for file in data.rglob("*"):
        assert not (file.is_file() and _holds(file.read_bytes())), file


def _holds(content: bytes) -> bool:
    """Whether a file has one of the words, in the encodings that databases and indexes use."""
    folded = content.lower()
    return any(word.lower().encode(code) in folded for word in WORDS for code in ("utf-8", "utf-16-le"))


def test_the_words_would_be_found_where_they_are_kept(data: Path) -> None:
    """The search of the test above finds what is kept."""
    files = [each for each in data.rglob("*") if each.is_file()]
    assert any("lưu trữ sổ lãnh sự".encode() in each.read_bytes() for each in files)
