"""Vietnamese obligations: lists and their heads, clauses said of a noun, statements that bind nobody."""

from __future__ import annotations

import pytest
from facts_told import read

Told = list[tuple[str, str]]


def told(text: str, *points: str) -> Told:
    return [(one.modality, one.bearer) for one in read("vi", text, "", *points).obligations]


@pytest.mark.parametrize(
    "text",
    [
        "Nhà nước khuyến khích tổ chức, cá nhân thực hiện hợp tác lãnh sự.",
        "Nhà nước có chương trình, kế hoạch xây dựng lực lượng bảo vệ biên giới.",
        "Công dân có kiến thức về biển, công nghệ hàng hải là nguồn lực cơ bản, chủ yếu bảo vệ vùng biển.",
        "“Trưởng văn phòng” là người đại diện của tổ chức, chịu trách nhiệm trước pháp luật.",
        "Giấy tờ đã được cơ quan, tổ chức cấp trước ngày đó tiếp tục có giá trị.",
        "Trường hợp kỳ thuế kết thúc muộn mà doanh nghiệp đáp ứng điều kiện thì được miễn thuế.",
        "Người nào làm trái quy định để được đăng ký thì tùy theo mức độ mà bị xử lý kỷ luật.",
        "Trường hợp các văn bản được sửa đổi thì áp dụng theo văn bản sửa đổi.",
        "cơ sở tham gia hoạt động giáo dục hàng hải;",
        "Cục Quản lý, giám sát tàu biển.",
        "Đối tượng kiểm tra an ninh cảng bao gồm tàu biển và kho hàng.",
    ],
)
def test_nobody_is_bound(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cá nhân khai thác, sử dụng dữ liệu, thông tin lãnh sự có trách nhiệm bảo mật dữ liệu.",
         [("must", "Cá nhân khai thác, sử dụng dữ liệu, thông tin lãnh sự")]),
        ("Lực lượng chuyên trách bảo vệ biên giới thuộc Bộ Hải đảo thẩm định hồ sơ.",
         [("must", "Lực lượng chuyên trách bảo vệ biên giới thuộc Bộ Hải đảo")]),
        ("Thân nhân hoặc người được ủy quyền nộp đơn tại cơ quan đại diện.",
         [("must", "Thân nhân hoặc người được ủy quyền")]),
        ("Người xin nhập quốc tịch nộp hồ sơ cho Sở Tư pháp.", [("must", "Người xin nhập quốc tịch")]),
        ("Người dự kiểm tra xuất trình thẻ căn cước.", [("must", "Người dự kiểm tra")]),
        ("Chính phủ, Thủ tướng Chính phủ, Bộ trưởng xây dựng kế hoạch hợp tác.",
         [("must", "Chính phủ, Thủ tướng Chính phủ, Bộ trưởng")]),
        ("Người đi đăng ký kết hôn xuất trình hộ chiếu.", [("must", "Người đi đăng ký kết hôn")]),
        ("Nhà chức trách Nước tiếp nhận phải báo cho cơ quan lãnh sự.",
         [("must", "Nhà chức trách Nước tiếp nhận")]),
        ("Viên chức lãnh sự được cấp chứng minh thư công vụ.", [("may", "Viên chức lãnh sự")]),
    ],
)  # fmt: skip
def test_who_is_bound(text: str, wanted: Told) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "points", "wanted"),
    [
        ("Thí sinh phải đáp ứng các yêu cầu sau đây:", ("Đã tốt nghiệp đại học;", "Có đủ sức khỏe."),
         [("must", "Thí sinh")] * 2),
        ("Trang thông tin phải bảo đảm các yêu cầu sau:", ("Cung cấp đủ thông tin;", "Công bố phí."),
         [("must", "")] * 2),
        ("Viên chức lãnh sự phải có trình độ, năng lực nghiệp vụ sau:", ("Nắm vững luật;", "Có ngoại ngữ."),
         [("must", "Viên chức lãnh sự")] * 2),
        ("Viên chức lãnh sự được hưởng các quyền lợi sau:", ("Được nghỉ phép;", "Được đào tạo về luật biển."),
         [("may", "Viên chức lãnh sự")] * 2),
        ("Cá nhân chỉ được khai thác khi đáp ứng đầy đủ các điều kiện sau đây:",
         ("Có giấy phép còn hiệu lực;", "Bảo đảm an toàn lao động."), [("may", "Cá nhân")]),
        ("Cơ quan đại diện có trách nhiệm:", ("Chịu trách nhiệm về dữ liệu;", "Phải báo cáo hằng năm."),
         [("must", "Cơ quan đại diện")] * 2),
        ("Đối tượng thẩm định bao gồm:", ("Báo cáo nghiên cứu;", "Phương án nâng cấp."), []),
    ],
)  # fmt: skip
def test_lists(text: str, points: tuple[str, ...], wanted: Told) -> None:
    assert told(text, *points) == wanted
