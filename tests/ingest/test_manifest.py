"""Manifests: rows by file, columns to hints, faults named with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Authority, Identifier, IdentifierScheme, LegalDate, WorkKind
from ingest.columns import hints_of
from ingest.errors import InvalidRecord
from ingest.manifest import Manifests, read_manifest


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("language", "vi", "language", "vi"),
        ("language", "zh_Hant", "language", "zh-Hant"),
        ("language", "en,es", "language", None),
        ("language", "vi;es", "language", None),
        ("language", "en (machine translation)", "language", None),
        ("language", "mul", "language", None),
        ("kind", "joint circular", "kind", WorkKind.JOINT_CIRCULAR),
        ("kind", "treaty text, corrected OCR", "kind", None),
        ("authority", "Authentic", "authority", Authority.AUTHENTIC),
        ("access", "restricted", "access", "restricted"),
        ("date", "2014-05", "adopted", LegalDate.parse("2014-05")),
        ("valid_to", "open", "valid_to", "open"),
        ("valid_from", "2021-11-15", "valid_from", "2021-11-15"),
        ("issuers", "Bộ Đối ngoại; Bộ Nội an", "issuers", ("Bộ Đối ngoại", "Bộ Nội an")),
        ("licence", "CC0-1.0", "licence", "CC0-1.0"),
        ("id", "vb-06", "record_id", "vb-06"),
    ],
)
def test_columns(column: str, cell: str, field: str, value: object) -> None:
    hints, faults = hints_of({column: cell})
    assert getattr(hints, field) == value
    assert not faults
    assert (column in hints.extra) == (value is None), "what is not understood is kept"


def test_identifiers_with_and_without_scheme() -> None:
    hints, _ = hints_of({"identifiers": "06/2021/TT-BĐN; unts: 41256"})
    assert hints.identifiers == (
        Identifier(IdentifierScheme.NUMBER, "06/2021/TT-BĐN"),
        Identifier(IdentifierScheme.UNTS, "41256"),
    )


def test_a_title_has_the_language_of_the_row() -> None:
    assert hints_of({"title": "Luật", "language": "vi"})[0].titles == {"vi": "Luật"}
    assert hints_of({"title": "Luật"})[0].titles == {"und": "Luật"}


@pytest.mark.parametrize(
    ("column", "cell"),
    [("date", "14.05.2009"), ("valid_to", "soon"), ("authority", "good"), ("access", "secret")],
)
def test_a_cell_that_does_not_fit_is_told_and_kept(column: str, cell: str) -> None:
    hints, faults = hints_of({column: cell})
    assert len(faults) == 1
    assert cell in faults[0]
    assert hints.extra == {column: cell}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_aliases_and_unknown_columns(tmp_path: Path, delimiter: str) -> None:
    lines = [["path", "source repository", "Licence", "shelf"], ["a/b.txt", "archive", "CC0", "12"]]
    manifest = write(tmp_path / "m.csv", "\ufeff" + "\n".join(delimiter.join(line) for line in lines))
    (row,) = read_manifest(manifest)
    assert (row.path, row.line) == ("a/b.txt", 2)
    assert row.hints.licence == "CC0"
    assert row.hints.extra == {"source_repository": "archive", "shelf": "12"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name,title\nx,y\n", "no column `path`"),
        (b"", "no column `path`"),
        (b"path,title\n\xff\xfe\x00", "not a UTF-8 CSV"),
        (b"path,title\na.txt," + b"x" * (2 << 20) + b"\n", "not a CSV"),
    ],
)
def test_a_file_that_is_no_manifest(tmp_path: Path, content: bytes, reason: str) -> None:
    manifest = tmp_path / "MANIFEST.csv"
    manifest.write_bytes(content)
    with pytest.raises(InvalidRecord, match=reason):
        list(read_manifest(manifest))


def test_faulty_rows_name_their_line(tmp_path: Path) -> None:
    manifest = write(tmp_path / "MANIFEST.csv", "path,title\n,No path\na.txt,Law, on treaties\n\nb.txt,B\n")
    rows = list(read_manifest(manifest))
    assert [row.line for row in rows] == [2, 3, 5]
    assert "line 2: the path is missing" in rows[0].notices[0].reason
    assert "line 3: 3 cells under 2 headings" in rows[1].notices[0].reason


def test_rows_are_found_from_any_spelling_and_from_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "laws" / "sub" / "Điều.txt", "text")
    write(tmp_path / "laws" / "MANIFEST.csv", "path,work\nsub/Điều.txt,dieu\n")
    monkeypatch.chdir(tmp_path / "laws" / "sub")
    for path in (file, Path("Điều.txt"), Path("../sub/Điều.txt")):
        row = Manifests().row(path)
        assert row is not None
        assert row.hints.work == "dieu"
    assert Manifests().row(tmp_path / "laws" / "other.txt") is None


def test_a_given_manifest_goes_before_a_found_one(tmp_path: Path) -> None:
    file = write(tmp_path / "laws" / "a.txt", "text")
    write(tmp_path / "laws" / "MANIFEST.csv", "path,work\na.txt,found\n")
    given = write(tmp_path / "elsewhere" / "list.csv", "path,work\na.txt,given\n")
    manifests = Manifests()
    manifests.give(given, [tmp_path / "laws"])
    row = manifests.row(file)
    assert row is not None
    assert row.hints.work == "given"
    assert not manifests.notices


def test_members_of_an_archive(tmp_path: Path) -> None:
    archive = write(tmp_path / "laws.zip", "")
    write(tmp_path / "MANIFEST.csv", "path,work\nlaws.zip/in/a.html,a\n")
    manifests = Manifests()
    manifests.find(tmp_path)
    manifests.row(archive)
    assert [(name, row.hints.work) for name, row in manifests.members(archive).items()] == [
        ("in/a.html", "a")
    ]
    assert not manifests.notices


def test_missing_files_and_faulty_manifests_are_notices(tmp_path: Path) -> None:
    write(tmp_path / "MANIFEST.csv", "path,work\ngone.txt,a\n")
    manifests = Manifests()
    manifests.find(tmp_path)
    (notice,) = manifests.notices
    assert notice.code == "file_missing"
    assert "line 2" in notice.reason
    write(tmp_path / "MANIFEST.csv", "file name\n")
    manifests = Manifests()
    manifests.find(tmp_path)
    assert [notice.code for notice in manifests.notices] == ["invalid_record"]


def test_the_digest_follows_the_row(tmp_path: Path) -> None:
    one, two, three = read_manifest(
        write(tmp_path / "m.csv", "path,title,note\na.txt,Law,x\nb.txt,Law,x\nc.txt,Law,y\n")
    )
    assert one.digest == two.digest != three.digest
