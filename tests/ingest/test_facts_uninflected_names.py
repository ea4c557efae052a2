"""Where a Vietnamese name of who acts ends: before its verb, and not before its own words."""

from __future__ import annotations

import pytest
from facts_told import read

from corpus.model import ItemKind

Told = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bộ Hải đảo sao lục và gửi văn bản cho Ủy ban Cảng.", [("must", "Bộ Hải đảo")]),
        ("Bộ Giáo dục và Đào tạo ban hành mẫu đơn.", [("must", "Bộ Giáo dục và Đào tạo")]),
        ("Bộ Lao động - Thương binh và Xã hội ban hành mẫu đơn.",
         [("must", "Bộ Lao động - Thương binh và Xã hội")]),
        ("Ủy ban nhân dân cấp tỉnh công bố danh mục bến cảng.", [("must", "Ủy ban nhân dân cấp tỉnh")]),
        ("Cơ quan đại diện giữ một bản chụp của giấy tờ và gửi bản dịch.", [("must", "Cơ quan đại diện")]),
        ("Cơ quan đại diện ở nước ngoài phải lập sổ.", [("must", "Cơ quan đại diện ở nước ngoài")]),
        ("Cơ quan có thẩm quyền của Nước tiếp nhận cho phép người đó xuất cảnh và không được thu phí.",
         [("must_not", "Cơ quan có thẩm quyền của Nước tiếp nhận")]),
        ("Người mang thẻ ngư dân phải xuất trình thẻ.", [("must", "Người mang thẻ ngư dân")]),
        ("Người được hưởng quyền miễn trừ mà tự mình khởi kiện thì không được viện dẫn quyền đó.",
         [("must_not", "Người được hưởng quyền miễn trừ mà tự mình khởi kiện")]),
        ("Địa điểm cảng do Nước cử và Nước tiếp nhận thỏa thuận.", [("may", "Nước cử và Nước tiếp nhận")]),
        ("Mỗi Bên của Công ước này phải lập sổ đăng ký.", [("must", "Mỗi Bên của Công ước này")]),
        ("Thủ trưởng đơn vị và các tổ chức, cá nhân có liên quan phải báo cáo Bộ Hải đảo.",
         [("must", "Thủ trưởng đơn vị và các tổ chức, cá nhân có liên quan")]),
        ("Công dân Bắc Đảo được khuyến khích đăng ký với cơ quan đại diện.", [("may", "Công dân Bắc Đảo")]),
        ("Viên chức lãnh sự không bị bắt hoặc tạm giữ.", []),
        ("Viên chức lãnh sự không có nghĩa vụ làm chứng.", []),
        ("Lãnh sự danh dự do Bộ trưởng Bộ Hải đảo bổ nhiệm với nhiệm kỳ bốn năm.", []),
        ("Cơ sở thực tế của cam kết không còn nữa.", []),
    ],
)  # fmt: skip
def test_bearer(text: str, wanted: Told) -> None:
    assert [(one.modality, one.bearer) for one in read("vi", text).obligations] == wanted


def test_deed_begins_behind_the_name() -> None:
    """What was never part of the name is told with the deed."""
    (duty,) = read("vi", "Bộ Hải đảo sao lục và gửi văn bản cho Ủy ban Cảng.").obligations
    assert duty.deed == "sao lục và gửi văn bản cho Ủy ban Cảng"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Người ký gửi cho Bộ Hải đảo bản chính của giấy phép trong 15 ngày.", ["Bộ Hải đảo"]),
        ("Hồ sơ cấp giấy phép nộp tại cơ quan đại diện 02 bộ.", ["cơ quan đại diện"]),
        ("Hồ sơ cấp giấy phép nộp tại Cục Cảng biển hoặc Sở Hải đảo thành phố Bến Nam trong 05 ngày.",
         ["Cục Cảng biển hoặc Sở Hải đảo thành phố Bến Nam"]),
        ("Đơn đề nghị cấp giấy phép gửi cho Bộ Hải đảo (qua Cục Cảng biển) để được hướng dẫn.",
         ["Bộ Hải đảo", "Cục Cảng biển"]),
        ("Cơ quan đại diện gửi giấy phép cho người đứng đầu cơ quan lãnh sự giấy ủy nhiệm.",
         ["người đứng đầu cơ quan lãnh sự"]),
    ],
)  # fmt: skip
def test_body(text: str, wanted: list[str]) -> None:
    lines = [line for one in read("vi", text, "Thủ tục cấp giấy phép").procedures for line in one.items]
    assert [line.text for line in lines if line.kind is ItemKind.BODY] == wanted
