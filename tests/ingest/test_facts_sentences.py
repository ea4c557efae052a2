"""Who is bound where a sentence does not name him beside its verb: lists, headings, semicolons, agents."""

from __future__ import annotations

import pytest
from facts_told import read

from corpus.model import Facts, ItemKind

Told = list[tuple[str, str]]


def told(facts: Facts) -> Told:
    return [(one.modality, one.bearer) for one in facts.obligations]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("zh", "违反本条例的，由登记局责令改正；拒不改正的，处一万元罚款；情节严重的，可以吊销执照。",
         [("must", "登记局"), ("may", "登记局")]),
        ("zh", "登记办法由华源外交部制定。", [("must", "华源外交部")]),
        ("zh", "申请由华源外交部批准设立的机构受理。", [("must", "华源外交部批准设立的机构")]),
        ("zh", "领事馆不予登记。", [("must_not", "领事馆")]),
        ("zh", "外交部負責領事工作。", [("must", "外交部")]),
        ("zh", "缔约国均得提出修正案。", [("may", "缔约国")]),
        ("zh", "报告应当提交外交部。", [("must", "")]),
        ("zh", "领事官员办理公证，有下列情形之一的，应当回避。", [("must", "领事官员")]),
        ("zh", "缔约国确认人人有权获得领事协助。", [("must", "缔约国")]),
        ("zh", "职工对决定不服的，可以复议；对复议不服的，可以起诉。", [("may", "职工"), ("may", "职工")]),
        ("vi", "Trong trường hợp khẩn cấp thì Cục Lãnh sự phải báo cáo ngay.", [("must", "Cục Lãnh sự")]),
        ("vi", "Mức phí do Bộ Đối ngoại quy định.", [("must", "Bộ Đối ngoại")]),
        ("vi", "Thời hạn do các bên thỏa thuận.", [("may", "các bên")]),
        ("vi", "Các Bộ, cơ quan quản lý ngành, thành phố trực thuộc Trung ương có trách nhiệm báo cáo.",
         [("must", "Các Bộ")]),
        ("vi", "Giao Bộ Đối ngoại chủ trì xây dựng đề án.", [("must", "Bộ Đối ngoại")]),
        ("vi", "Viên chức lãnh sự được bổ nhiệm vào ngạch cao hơn.", [("may", "Viên chức lãnh sự")]),
        ("vi", "Công dân Lam Hải có thể được cấp giấy thông hành.", [("may", "Công dân Lam Hải")]),
        ("vi", "Cục Lãnh sự tiếp nhận hồ sơ, phải trả lời bằng văn bản.",
         [("must", "Cục Lãnh sự"), ("must", "Cục Lãnh sự")]),
    ],
)  # fmt: skip
def test_bearer(language: str, text: str, wanted: Told) -> None:
    assert told(read(language, text)) == wanted


@pytest.mark.parametrize(
    ("language", "text", "heading"),
    [
        ("zh", "本条例所称领事证件，是指领事馆颁发的护照。", ""),
        ("zh", "《外交部关于颁发护照的决定》同时废止。", ""),
        ("zh", "如缔约国同意召开会议。", ""),
        ("zh", "构成犯罪的，依法追究刑事责任。", ""),
        ("zh", "未经许可携带的，处一万元罚款。", ""),
        ("vi", "Người làm việc tại cơ quan áp dụng chế độ tiền lương.", "Đối tượng áp dụng"),
        ("vi", "Văn phòng là đơn vị giúp Bộ trưởng.", ""),
        ("vi", "Đào tạo cán bộ thực hiện việc cấp chứng nhận.", ""),
        ("vi", "Cơ quan phụ trách việc tiếp nhận hồ sơ.", ""),
    ],
)
def test_nobody_is_bound(language: str, text: str, heading: str) -> None:
    assert told(read(language, text, heading)) == []


@pytest.mark.parametrize(
    ("text", "heading", "points", "wanted"),
    [
        ("", "Trách nhiệm của Cục Lãnh sự", ("Tiếp nhận hồ sơ.", "Không thu thêm phí.", "Được miễn thuế.",
                                             "Là đầu mối của Bộ."),
         [("must", ""), ("must_not", ""), ("may", "")]),
        ("", "Quyền của người nộp hồ sơ", ("Yêu cầu cơ quan cung cấp mẫu đơn.",), [("may", "")]),
        ("Cục Lãnh sự:", "", ("Lập danh sách công dân;", "Kinh phí hoạt động;"), [("must", "Cục Lãnh sự")]),
        ("Vụ Hành chính", "", ("Theo dõi việc chấp hành quy chế;",), [("must", "Vụ Hành chính")]),
        ("Trách nhiệm của Cục Lãnh sự:", "", ("Lập danh sách công dân;",), [("must", "Cục Lãnh sự")]),
    ],
)  # fmt: skip
def test_lines_of_a_list(text: str, heading: str, points: tuple[str, ...], wanted: Told) -> None:
    assert told(read("vi", text, heading, *points)) == wanted


def test_a_name_may_open_with_its_own_short_form() -> None:
    text = (
        "Viên chức đang làm việc tại các cơ quan đại diện, có đủ tiêu chuẩn về phẩm chất, năng lực và thâm "
        "niên theo quy định của Quy chế về ngạch bậc ngoại giao (sau đây gọi tắt là Quy chế)."
    )
    (term,) = read("vi", text).terms
    assert (term.term, term.definition) == ("Quy chế", "Quy chế về ngạch bậc ngoại giao")


def test_terms_of_one_definition() -> None:
    text = "称「同意」及「接受」者，谓国家表示受条约拘束；称「第三国」者，谓非当事国之国家。"
    assert {one.term: one.definition for one in read("zh", text).terms} == {
        "同意": "国家表示受条约拘束",
        "接受": "国家表示受条约拘束",
        "第三国": "非当事国之国家",
    }


@pytest.mark.parametrize(
    ("language", "text", "limit"),
    [
        (
            "vi",
            "Cục Lãnh sự phải báo cáo trước ngày 31 tháng 12 hằng năm.",
            "trước ngày 31 tháng 12 hằng năm",
        ),
        ("zh", "领事馆应当在每年12月31日前报送报告。", "在每年12月31日前"),
    ],
)
def test_a_day_of_each_year_is_a_deadline_every_year(language: str, text: str, limit: str) -> None:
    facts = read(language, text, {"vi": "Thủ tục báo cáo", "zh": "程序"}[language])
    assert [one.deadline for one in facts.obligations] == [limit]
    lines = [item for item in facts.procedures[0].items if item.kind is ItemKind.DEADLINE]
    assert [dict(item.data) for item in lines] == [{"count": "1", "unit": "year", "every": "true"}]


@pytest.mark.parametrize(
    ("text", "body"),
    [("申请人应当向登记局提出申请。", "登记局"), ("申请延期应当报外交部批准。", "外交部")],
)
def test_a_body_behind_its_preposition(text: str, body: str) -> None:
    items = [item for one in read("zh", text, "办理程序").procedures for item in one.items]
    assert [item.text for item in items if item.kind is ItemKind.BODY] == [body]


@pytest.mark.parametrize(
    "text", ["申请人所持护照有效。", "不得提交虚假材料。", "《关于提交护照的决定》有效。"]
)
def test_papers_only_spoken_of(text: str) -> None:
    items = [item for one in read("zh", text, "办理程序").procedures for item in one.items]
    assert all(item.kind is not ItemKind.PAPER for item in items)
