"""From files to consolidated texts: a circular, two acts that change it, and what the base tells of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.doubts import doubts_of
from corpus.law.rewording import missing
from corpus.law.status import ReasonCode, status_of
from corpus.model import LOCAL, Making, RelationType, State
from corpus.originals import Originals
from corpus.store.store import Store
from corpus.store.views import StoredExpression, StoredWork
from ingest.consolidating import Consolidator
from ingest.pipeline import Ingest

BASE = """BỘ ĐỐI NGOẠI
Số: 04/2030/TT-BĐN
Bình Lâm, ngày 10 tháng 01 năm 2030
THÔNG TƯ
Quy định về cấp giấy thông hành

Điều 1. Phạm vi
Thông tư này quy định việc cấp giấy thông hành tại cơ quan đại diện.
Điều 2. Hồ sơ
1. Hồ sơ gồm 01 tờ khai và 02 ảnh.
2. Hồ sơ được nộp bằng văn bản tại trụ sở.
3. Thời hạn giải quyết là 05 ngày làm việc.
Điều 3. Lệ phí
1. Lệ phí là 20 ĐVP.
2. Lệ phí được nộp khi nhận kết quả.
Điều 4. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2030.
"""
FIRST = """BỘ ĐỐI NGOẠI
Số: 09/2031/TT-BĐN
Bình Lâm, ngày 15 tháng 5 năm 2031
THÔNG TƯ
Sửa đổi, bổ sung một số điều của Thông tư số 04/2030/TT-BĐN ngày 10 tháng 01 năm 2030

Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 04/2030/TT-BĐN
1. Sửa đổi, bổ sung khoản 3 Điều 2 như sau:
"3. Thời hạn giải quyết là 03 ngày làm việc.".
2. Bổ sung Điều 3a vào sau Điều 3 như sau:
"Điều 3a. Miễn lệ phí
1. Trẻ em được miễn lệ phí.
2. Người bị nạn được miễn lệ phí.".
3. Bãi bỏ khoản 2 Điều 3.
4. Sửa đổi, bổ sung khoản 9 Điều 2 như sau:
"9. Khoản này không có trong Thông tư.".
Điều 2. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2031.
"""
SECOND = """BỘ ĐỐI NGOẠI
Số: 02/2032/TT-BĐN
Bình Lâm, ngày 20 tháng 02 năm 2032
THÔNG TƯ
Sửa đổi một số điều của Thông tư số 04/2030/TT-BĐN

Điều 1. Sửa đổi Thông tư số 04/2030/TT-BĐN
Thay thế cụm từ "tại trụ sở" bằng cụm từ "trên cổng dịch vụ" tại khoản 2 Điều 2.
Điều 2. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành từ ngày 15 tháng 4 năm 2032.
"""
NUMBER = "04/2030/TT-BĐN"


@pytest.fixture
def ingest(tmp_path: Path) -> Iterator[Ingest]:
    with Store.open(f"sqlite:///{tmp_path}/base.db", create=True) as store:
        yield Ingest(store, Originals(tmp_path / "originals"), jobs=1)


def put(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.vi.txt").write_text(text, "utf-8")
    return folder


def wording(stored: StoredWork, start: str) -> StoredExpression:
    (found,) = (one for one in stored.expressions if str(one.expression.valid.start) == start)
    return found


def texts(shown: StoredExpression) -> dict[str, str]:
    return {node.eid: node.text for top in shown.provisions for node in top.walk()}


ORDERS = [("base", "first", "second"), ("second", "first", "base"), ("first", "base", "second")]


@pytest.mark.parametrize("order", ORDERS)
def test_whatever_is_read_first_each_day_has_its_text(
    ingest: Ingest, tmp_path: Path, order: tuple[str, ...]
) -> None:
    sources = {"base": BASE, "first": FIRST, "second": SECOND}
    for name in order:
        report = ingest.run([put(tmp_path / "files", **{name: sources[name]})])
    assert report.quarantined == []
    stored = ingest.store.find(NUMBER, LOCAL)
    made = [one for one in stored.expressions if one.expression.making is Making.CONSOLIDATED_SYSTEM]
    assert [str(one.expression.valid.start) for one in made] == ["2031-07-01", "2032-04-15"]
    assert [str(one.expression.valid.end) for one in made] == ["2032-04-15", "unknown"]

    one, two = (texts(each) for each in made)
    assert one["art_2__para_3"] == "Thời hạn giải quyết là 03 ngày làm việc."
    assert one["art_3a__para_2"] == "Người bị nạn được miễn lệ phí."
    assert one["art_3__para_2"] == ""
    assert one["art_2__para_2"] == "Hồ sơ được nộp bằng văn bản tại trụ sở."
    assert two["art_2__para_2"] == "Hồ sơ được nộp bằng văn bản trên cổng dịch vụ."
    assert {eid: text for eid, text in two.items() if eid != "art_2__para_2"} == {
        eid: text for eid, text in one.items() if eid != "art_2__para_2"
    }

    left = [[(each.by, each.why) for each in text.expression.unapplied] for text in made]
    assert left == [[(left[0][0][0], "no_such_provision")]] * 2
    types = {(slug, relation.type) for slug, relation in stored.incoming}
    assert {kind for _, kind in types} >= {
        RelationType.REPLACES, RelationType.INSERTS, RelationType.REPEALS, RelationType.REPLACES_WORDS,
    }  # fmt: skip


def test_nothing_changes_by_looking_again_and_all_goes_with_its_cause(ingest: Ingest, tmp_path: Path) -> None:
    files = put(tmp_path / "files", base=BASE, first=FIRST)
    ingest.run([files])
    change = ingest.store.change
    assert Consolidator(ingest.store).run().expressions == 0
    ingest.store.mark_consolidated(0)
    Consolidator(ingest.store).run()
    assert ingest.store.change == change

    (files / "first.vi.txt").unlink()
    ingest.store.remove_file(str(files / "first.vi.txt"))
    Consolidator(ingest.store).run()
    stored = ingest.store.find(NUMBER, LOCAL)
    (alone,) = stored.expressions
    assert (alone.expression.making, str(alone.expression.valid.end)) == (Making.ORIGINAL, "unknown")


def test_a_given_text_of_the_day_is_not_made_again(ingest: Ingest, tmp_path: Path) -> None:
    files = put(tmp_path / "files", base=BASE, first=FIRST, given=BASE.replace("05 ngày", "03 ngày"))
    (files / "MANIFEST.csv").write_text(
        "path,work,valid_from,making\n"
        "base.vi.txt,thong-tu-04,2030-03-01,original\n"
        "given.vi.txt,thong-tu-04,2031-07-01,consolidated_official\n",
        "utf-8",
    )
    report = ingest.run([files])
    assert report.consolidated == 0
    stored = ingest.store.find("thong-tu-04", LOCAL)
    assert Making.CONSOLIDATED_SYSTEM not in {one.expression.making for one in stored.expressions}
    (doubt,) = (one for one in doubts_of(ingest.store, LOCAL) if one.code == "made_differs")
    assert (doubt.work, doubt.reason) == ("thong-tu-04", "art_3a")


def test_what_could_not_be_applied_is_a_doubt(ingest: Ingest, tmp_path: Path) -> None:
    ingest.run([put(tmp_path / "files", base=BASE, first=FIRST)])
    (doubt,) = (one for one in doubts_of(ingest.store, LOCAL) if one.code == "unapplied")
    stored = ingest.store.find(NUMBER, LOCAL)
    assert doubt.work == stored.work.slug
    assert doubt.reason.endswith("art_2__para_9")


def test_words_that_were_replaced_are_not_said_to_be_in_force(ingest: Ingest, tmp_path: Path) -> None:
    """Of the provision that could not be brought up to date the state is unknown, not in force."""
    unclear = FIRST.replace('"3. Thời hạn giải quyết là 03 ngày làm việc.".', '"4. Một khoản khác.".')
    files = put(tmp_path / "files", base=BASE, first=unclear)
    (files / "MANIFEST.csv").write_text("path,ended\nbase.vi.txt,open\n", "utf-8")
    ingest.run([files])
    stored = ingest.store.find(NUMBER, LOCAL)
    made, day = wording(stored, "2031-07-01"), date(2031, 8, 1)

    def state(eid: str) -> tuple[State, str]:
        reworded = missing(made.expression, stored.rewordings, eid, day)
        status = status_of(stored.forces, day, eid, made.expression.valid, reworded=reworded)
        return status.state, status.reason.code

    assert state("art_2__para_3") == (State.UNKNOWN, ReasonCode.REWORDED)
    assert state("art_2__para_1")[0] is State.IN_FORCE
    assert state("art_3__para_2")[0] is State.ENDED


CORRECTION = """BỘ ĐỐI NGOẠI
Số: 51/QĐ-BĐN
Bình Lâm, ngày 20 tháng 02 năm 2030
QUYẾT ĐỊNH
Về việc đính chính Thông tư số 04/2030/TT-BĐN ngày 10 tháng 01 năm 2030

Điều 1. Đính chính Thông tư số 04/2030/TT-BĐN
Đính chính cụm từ "20 ĐVP" thành "02 ĐVP" tại khoản 1 Điều 3 Thông tư số 04/2030/TT-BĐN.
Điều 2. Hiệu lực
Quyết định này có hiệu lực kể từ ngày ký.
"""


def test_words_that_may_lack_a_correction_are_not_said_to_be_in_force(ingest: Ingest, tmp_path: Path) -> None:
    """It holds from the beginning, so neither the original nor a text made later is sure to have it."""
    files = put(tmp_path / "files", base=BASE, first=FIRST, correction=CORRECTION)
    (files / "MANIFEST.csv").write_text("path,ended\nbase.vi.txt,open\n", "utf-8")
    ingest.run([files])
    stored = ingest.store.find(NUMBER, LOCAL)
    types = {relation.type for slug, relation in stored.incoming if slug.startswith("51-")}
    assert types - {RelationType.CITES} == {RelationType.CORRECTS}
    for shown in stored.expressions:
        day = date(2031, 1, 1) if shown.expression.making is Making.ORIGINAL else date(2031, 8, 1)
        reworded = missing(shown.expression, stored.rewordings, "art_3__para_1", day)
        fixed = "02 ĐVP" in texts(shown)["art_3__para_1"]
        assert fixed or reworded is not None
