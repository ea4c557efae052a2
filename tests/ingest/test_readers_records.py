"""Import records (JSON Lines), archives, RTF, parallel texts, and the choice of a reader."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import ActionType, Authority, IdentifierScheme, RelationType, WorkKind
from ingest.document import BlockKind, RawDocument
from ingest.errors import (
    EncryptedFile,
    IngestError,
    InvalidRecord,
    NotADocument,
    TooLarge,
    UnknownFormat,
    UnreadableFile,
)
from ingest.readers import Limits, read_file, reader_for
from ingest.readers.archive import safe_name
from ingest.readers.import_record import read_record

RECORD: dict[str, Any] = {
    "id": "ostermere", "work": "ostermere-convention", "title": "Convention", "kind": "treaty", "language": "en",
    "identifiers": ["I-901", {"scheme": "unts", "value": "2901"}], "date": "2009-05-14", "valid_from": "2011-03-01",
    "valid_to": "open", "issuers": ["Conference"], "authority": "authentic", "url": "https://example.org/c", "shelf": "B12",
    "text": "Article 1\n\n1. The Parties consult.\n\nArticle 2\n\nThey report.",
    "parties": ["Norvale", "Lam Hai"],
    "party_actions": [
        {"party": "Norvale", "action": "ratification", "date": "2009-11-02"},
        {"party": "Marjana", "action": "objection", "date": "2013", "toward": "Montclair", "opposes_entry": False,
         "articles": ["38(2)"], "text": "The Government objects."},
    ],
    "relations": [{"type": "supplements", "target": "1/2001", "effective": "2011-03-01", "provision": "art_4"}],
}  # fmt: skip


def test_a_whole_record() -> None:
    document, faults = read_record(RECORD)
    hints = document.hints
    assert faults == []
    assert [block.text for block in document.blocks] == [
        "Article 1",
        "1. The Parties consult.",
        "Article 2",
        "They report.",
    ]
    assert (hints.record_id, hints.work, hints.kind, hints.authority) == (
        "ostermere", "ostermere-convention", WorkKind.TREATY, Authority.AUTHENTIC,
    )  # fmt: skip
    assert [(one.scheme, one.value) for one in hints.identifiers] == [
        (IdentifierScheme.NUMBER, "I-901"), (IdentifierScheme.UNTS, "2901"),
    ]  # fmt: skip
    assert (hints.valid_from, hints.valid_to) == ("2011-03-01", "open")
    assert hints.extra == {"shelf": "B12"}
    first, second = hints.party_actions
    assert (first.action, first.effective, first.opposes_entry) == (ActionType.RATIFICATION, None, None)
    assert (second.towards, second.opposes_entry, second.articles) == ("Montclair", False, ("38(2)",))
    assert second.date is not None
    assert second.date.day is None, "2013 is a year, no day"
    (relation,) = hints.relations
    assert (relation.type, relation.target_eid, relation.partial) == (RelationType.SUPPLEMENTS, "art_4", True)


def test_provisions_of_a_record_keep_their_ids() -> None:
    value = {"id": "law", "provisions": [
        {"id": "law#1", "label": "Điều 1", "heading": "Phạm vi", "text": "1. Một.\n2. Hai."},
        {"id": "law#2", "label": "第二条", "text": "本法适用于领事。"}, {"id": "law#3", "text": "No label."}, {"id": "law#4"},
    ]}  # fmt: skip
    document, faults = read_record(value)
    assert document.tree is not None
    assert [(node.eid, node.record_id) for node in document.tree] == [
        ("art_1", "law#1"), ("art_2", "law#2"), ("p_1", "law#3"),
    ]  # fmt: skip
    assert [child.eid for child in document.tree[0].children] == ["art_1__para_1", "art_1__para_2"]
    assert faults == ["provision 4: no text"]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("date", "14 May 2009", "date: '14 May 2009' is not understood"),
        ("valid_to", "never", "valid_to: 'never' is not understood"),
        ("authority", "holy", "authority: 'holy' is not understood"),
        (
            "party_actions",
            [{"party": "Norvale", "action": "blessing"}],
            "party_actions: action: 'blessing' is not understood",
        ),
        ("relations", [{"type": "amends"}], "relations: an entry without type or target is left out"),
        ("identifiers", [{"scheme": "zzz", "value": "1"}], "identifiers: 'zzz' is not understood"),
    ],
)
def test_a_faulty_field_is_left_out_and_said(field: str, value: Any, reason: str) -> None:
    document, faults = read_record({**RECORD, field: value})
    assert faults[0] == reason
    assert document.blocks


@pytest.mark.parametrize(
    "record",
    [[], "x", {}, {"id": "a"}, {"text": "a"}, {"id": "a", "provisions": [{}]}, {"id": "", "text": "x"}],
)
def test_no_record(record: Any) -> None:
    with pytest.raises(InvalidRecord):
        read_record(record)


@given(st.dictionaries(st.sampled_from([*RECORD, "provisions"]), st.none() | st.integers() | st.text(max_size=5) | st.lists(st.none() | st.text(max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "party", "action", "type", "target", "date", "scheme", "value"]), st.text(max_size=4) | st.integers()), max_size=3)))  # fmt: skip
def test_any_record_is_read_or_refused(record: dict[str, Any]) -> None:
    try:
        document, _ = read_record(record)
    except InvalidRecord:
        return
    assert document.blocks or document.tree


def write(tmp_path: Path, name: str, data: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_faulty_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "text": "One."}',
        "{broken",
        '{"text": "no id"}',
        "",
        '{"id": "b", "text": "Two.", "date": "x"}',
        "5",
    ]
    documents = list(read_file(write(tmp_path, "r.jsonl", "\n".join(lines))))
    assert [document.text for document in documents] == ["One.", "Two."]
    notices = [notice for document in documents for notice in document.notices]
    assert [(notice.code, notice.reason.split(":")[0]) for notice in notices] == [
        ("invalid_record", "line 2"), ("invalid_record", "line 3"), ("record_field", "line 5"), ("invalid_record", "line 6"),
    ]  # fmt: skip


def test_a_line_beyond_the_limit_is_passed_over(tmp_path: Path) -> None:
    long = json.dumps({"id": "long", "text": "x" * 5000})
    path = write(
        tmp_path, "r.jsonl", f'{{"id": "a", "text": "One."}}\n{long}\n{{"id": "b", "text": "Two."}}\n'
    )
    documents = list(read_file(path, Limits(line=1000)))
    assert [document.hints.record_id for document in documents] == ["a", "b"]
    assert "line 2: longer than 1000 bytes" in documents[-1].notices[0].reason


def test_records_are_streamed(tmp_path: Path) -> None:
    path = write(
        tmp_path, "r.jsonl", "".join(f'{{"id": "{n}", "text": "Article {n}"}}\n' for n in range(3000))
    )
    stream = read_file(path)
    assert next(stream).hints.record_id == "0"
    assert sum(1 for _ in stream) == 2999


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"question": "Who?", "id": "1", "text": "x"}', NotADocument),
        ('{"name": "no id, no text"}', InvalidRecord),
    ],
)
def test_lines_that_are_no_records(tmp_path: Path, line: str, error: type[IngestError]) -> None:
    with pytest.raises(error):
        list(read_file(write(tmp_path, "r.jsonl", f"{line}\n{line}\n")))


def test_names_of_another_collection(tmp_path: Path) -> None:
    (document,) = read_file(
        write(
            tmp_path,
            "r.jsonl",
            '{"id": 4, "name": "电力法第五十九条", "content": "应当依法承担赔偿责任。"}\n',
        )
    )
    assert document.hints.record_id == "4"
    assert document.hints.titles == {"zh-Hans": "电力法第五十九条"}


def packed(**members: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_an_archive_of_many_formats(tmp_path: Path) -> None:
    inner = packed(**{"deep.txt": "Article 9 of the inner archive says this."})
    data = packed(**{
        "a/law.md": "# Law\n\nArticle 1 says this.", "page.html": "<html><body><p>Article 2 says that.</p></body></html>",
        "table.csv": "a,b", "broken.xml": "<akomaNtoso><act>", "inner.zip": inner, "__MACOSX/._law.md": "x", "MANIFEST.csv": "path",
    })  # fmt: skip
    documents = list(read_file(write(tmp_path, "box.zip", data)))
    assert [document.member for document in documents] == ["a/law.md", "page.html", "inner.zip/deep.txt"]
    assert [document.media_type for document in documents] == ["text/markdown", "text/html", "text/plain"]
    (notice,) = [notice for document in documents for notice in document.notices]
    assert notice.path == f"{tmp_path}/box.zip/broken.xml"
    assert notice.code == "unreadable_file"


def test_an_archive_of_nothing_readable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"box\.zip/broken\.xml"):
        list(read_file(write(tmp_path, "box.zip", packed(**{"t.csv": "a", "broken.xml": "<akomaNtoso><a>"}))))
    with pytest.raises(NotADocument):
        list(read_file(write(tmp_path, "box.zip", packed(**{"t.csv": "a"}))))


@pytest.mark.parametrize(
    ("limits", "members"),
    [
        (Limits(members=2), {"a.txt": "a", "b.txt": "b", "c.txt": "c"}),
        (Limits(expanded=1000), {"a.txt": "a" * 2000}),
        (Limits(ratio=20), {"a.txt": "a" * 3_000_000}),
    ],
)
def test_limits_of_an_archive(tmp_path: Path, limits: Limits, members: dict[str, str]) -> None:
    with pytest.raises(TooLarge):
        list(read_file(write(tmp_path, "box.zip", packed(**members)), limits))


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    data = packed(**{"../../slip.md": "# Slip\n\nArticle 1 slips."})
    (document,) = read_file(write(tmp_path, "box.zip", data))
    assert document.member == "slip.md"
    assert not list(tmp_path.parent.glob("slip.md"))


@given(st.text(max_size=60))
def test_names_of_members_stay_inside(name: str) -> None:
    parts = safe_name(name).split("/")
    assert not {"", ".", ".."} & set(parts)


RTF = (
    r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset163 Arial;}}{\info{\title Hidden}}"
    r"\f0\b \'d1\'f2\'e0\'f2\'fc\'ff 1\b0\par "
    r"{\f1 \u272?i\u7873?u 2\par}\u-10179?\u-8704? \'93quoted\'94\line next{\*\unknown hidden}\par "
    r"Act\cell Fee\cell\row }"
)


def test_rtf(tmp_path: Path) -> None:
    (document,) = read_file(write(tmp_path, "law.rtf", RTF))
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, "Статья 1"), (BlockKind.PARAGRAPH, "Điều 2"), (BlockKind.PARAGRAPH, "😀 “quoted”"),
        (BlockKind.PARAGRAPH, "next"), (BlockKind.TABLE, "Act | Fee"),
    ]  # fmt: skip


PAIRS = [
    ("Article {n}", "Artikel {n}"),
    ("{n}. The competent authority shall answer within {m} days, and shall give the reasons for which it refuses.",
     "{n}. De bevoegde autoriteit antwoordt binnen {m} dagen en deelt de redenen mede waarom zij het verzoek weigert."),
    ("The Parties shall inform each other of every change that is made in the forms described in Annex {n}.",
     "De Partijen stellen elkaar in kennis van elke wijziging die wordt aangebracht in de formulieren van Bijlage {n}."),
]  # fmt: skip


def halves(count: int = 8) -> tuple[list[str], list[str]]:
    english = [line[0].format(n=n, m=n * 3) for n in range(1, count) for line in PAIRS]
    dutch = [line[1].format(n=n, m=n * 3) for n in range(1, count) for line in PAIRS]
    return english, dutch


def test_a_text_followed_by_its_translation(tmp_path: Path) -> None:
    english, dutch = halves()
    title = (
        "# Verdrag tussen de Republiek Lam Hai en het Koninkrijk Norvale over de uitwisseling van formulieren"
    )
    text = "\n\n".join([title, "## Treaty on Forms", *english, "## Verdrag over Formulieren", *dutch])
    one, two = read_file(write(tmp_path, "law.md", text))
    assert (one.hints.language, two.hints.language) == ("en", "nl")
    assert one.hints.work == two.hints.work
    assert one.blocks[0].text == "Treaty on Forms"
    assert [block.text for block in two.blocks[:2]] == [title[2:], "Verdrag over Formulieren"]
    assert len(one.blocks) == len(english) + 1
    assert all(two.text[block.start :].startswith(block.text) for block in two.blocks)


def test_languages_that_take_turns(tmp_path: Path) -> None:
    english, dutch = halves()
    lines = [line for pair in zip(english, dutch, strict=True) for line in pair]
    documents = list(read_file(write(tmp_path, "law.md", "\n\n".join(lines))))
    assert {document.hints.language for document in documents} == {"en", "nl"}


def test_an_annex_in_another_language_stays(tmp_path: Path) -> None:
    english, _ = halves()
    other = [
        "Ce formulaire est rempli par le demandeur, qui y joint deux photographies et la copie de son passeport."
    ] * 12
    (document,) = read_file(write(tmp_path, "law.md", "\n\n".join([*english, "ANNEX", *other])))
    assert document.hints.language is None


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.md", b"# Law", "markdown"), ("a.txt", b"Article 1", "text"), ("a", b"Article 1", "text"),
        ("a.txt", b"%PDF-1.4 ...", "pdf"), ("a.bin", b"{\\rtf1 x}", "rtf"), ("a.txt", b"<!DOCTYPE html><p>x", "html"),
        ("a.htm", b"<p>Article 1</p>", "html"), ("a.txt", b"<?xml version='1.0'?><akomaNtoso/>", "xml"),
        ("a.akn", b"<akomaNtoso/>", "xml"), ("a.json", b'{"articles": []}', "json"), ("a", b'[{"id": 1}]', "json"),
        ("a.jsonl", b'{"id": 1}', "jsonl"), ("a.txt", b'{"id": 1}\n{"id": 2}\n', "jsonl"),
        ("a.docx", b"PK\x03\x04 broken", "docx"), ("a.bin", packed(**{"x.md": "y"}), "zip"),
        ("a.bin", packed(**{"word/document.xml": "<x/>"}), "docx"), ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        ("a.txt", "\ufeffĐiều 1".encode("utf-16"), "text"), ("BM.txt", b"BMW and others agree on Article 1", "text"),
    ],
)  # fmt: skip
def test_the_reader_is_chosen_by_content(tmp_path: Path, name: str, data: bytes, reader: str) -> None:
    assert reader_for(write(tmp_path, name, data)).name == reader


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.csv", b"a,b", NotADocument), ("a.yaml", b"a: b", NotADocument), ("a.png", b"\x89PNG\r\n", NotADocument),
        ("scan.txt", b"\xff\xd8\xff\xe0 jpeg", NotADocument), ("a.xlsx", packed(**{"xl/workbook.xml": "<x/>"}), NotADocument),
        ("a.pptx", packed(**{"ppt/x.xml": "<x/>"}), NotADocument), ("a.gz", b"\x1f\x8b\x08", NotADocument),
        ("a.odt", packed(mimetype="x", **{"content.xml": "<x/>"}), UnknownFormat), ("a", b"", NotADocument),
        ("a.dat", bytes(range(1, 32)) * 40, UnknownFormat), ("missing", None, UnreadableFile),
    ],
)  # fmt: skip
def test_what_no_reader_takes(
    tmp_path: Path, name: str, data: bytes | None, error: type[IngestError]
) -> None:
    path = tmp_path / name if data is None else write(tmp_path, name, data)
    with pytest.raises(error) as raised:
        reader_for(path)
    assert name in str(raised.value)


def test_a_readme_is_a_document_only_if_it_has_articles(tmp_path: Path) -> None:
    with pytest.raises(NotADocument):
        list(read_file(write(tmp_path, "README.md", "# Data\n\nThis folder holds laws.\n")))
    law = "# Wet\n\n## Artikel 1\n\nDeze wet geldt.\n\n## Artikel 2\n\nZij treedt in werking.\n"
    assert list(read_file(write(tmp_path, "README.md", law)))


def test_a_protected_word_document(tmp_path: Path) -> None:
    import olefile

    assert olefile  # the format is that of compound files, of which none can be written here
    with pytest.raises((EncryptedFile, UnreadableFile)):
        list(read_file(write(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))))


def test_a_document_tells_its_type(tmp_path: Path) -> None:
    (document,) = read_file(write(tmp_path, "a.md", "# Law\n\nArticle 1 applies."))
    assert isinstance(document, RawDocument)
    assert document.media_type == "text/markdown"
