"""Vietnamese forms of citation, those of works of codification too. All works are fictional."""

# ruff: noqa: E501  (tables of cases read better unbroken)

from __future__ import annotations

import pytest
from cited_forms import marks

NAMED = [
    (
        "(Điều này có nội dung liên quan đến Chương III PHẠM VI TIẾP NHẬN của Nghị định 7/2031/NĐ-HĐ Về cảng "
        "biển ban hành ngày 23/04/2031; Điều 1. Sửa đổi một số điều của Nghị định số 7/2031/NĐ-HĐ của Nghị định "
        "9/2032/NĐ-HĐ Về cảng biển ban hành ngày 06/12/2032)",
        ["art_7@this", "chp_3@7/2031/NĐ-HĐ", "art_1@9/2032/NĐ-HĐ"],
    ),
    ("Các khoản đầu tư của cảng", []),
    (
        "theo Điều 21, Điều 22 khoản 1 và khoản 2 Công ước Cảng biển 1999",
        ["art_21@title", "art_22__para_1@title", "art_22__para_2@title"],
    ),
    ("các điều 5, 6 và 7 khoản 2 của Hiệp định này", ["art_5@this", "art_6@this", "art_7__para_2@this"]),
    ("Điều 18 từ khoản 9 đến khoản 29 của Hiệp định này", ["art_18__para_9..art_18__para_29@this"]),
    ("bãi bỏ các điều 4, 6 của Sắc lệnh số 73/SL ngày 07-12-1945", ["art_4@73/SL", "art_6@73/SL"]),
    ("điều thứ 12 Sắc lệnh số 76-SL, ghi ở chương IV sắc lệnh vừa kể", ["art_12@76-SL", "chp_4@ana"]),
    ("mỗi trang đánh số thứ tự 1, 2, 3 và có chữ ký", []),
    ("hạch toán vào chương 011, tiểu mục 4949", []),
    ("mục 1 chương III nghị định hướng dẫn", ["chp_3__sec_1@ana"]),
    (
        "Nghị quyết số 254/2025/QH15, gồm: điểm b khoản 2 Điều 3; khoản 11 Điều 4",
        ["art_3__para_2__point_b@254/2025/QH15", "art_4__para_11@254/2025/QH15"],
    ),
    ("ở đoạn hai điều 3 Pháp lệnh bến cảng năm 1990", ["art_3__para_2@title"]),
    ("áp dụng đoạn đầu Điều 8 và Công hàm số 15/CH-LS", ["art_8__para_1@this", "@15/CH-LS"]),
    (
        "Bổ sung các điểm i, k và l vào khoản 3 Điều 18",
        ["art_18__para_3__point_i@ana", "art_18__para_3__point_k@ana", "art_18__para_3__point_l@ana"],
    ),
    ("(Điều 18 Pháp lệnh Về Quyền của cảng, bến, có hiệu lực", ["art_18@title"]),
    ("dẫn chiếu đến Điều 4 Quy chế cũ", ["art_4@ana"]),
    (
        "Một số nội dung của Thông tư số 02/2013/TT-BNG được sửa đổi như sau:\na) Điểm 1 Điều 2: bỏ từ “bản gốc”;\nb) Điều 6 khoản 2: thay chữ;",
        ["@02/2013/TT-BNG", "art_2__point_1@ana", "art_6__para_2@ana"],
    ),
    (
        "Sửa đổi Điều 44 Luật số 47/2014/QH13 như sau:\n“2. Khai báo;”\n2. Khoản 5 được đánh số lại thành khoản 6.",
        ["art_44@47/2014/QH13", "art_44__para_5@ana", "art_44__para_6@ana"],
    ),
    (
        "Sửa đổi Điều 18 của Thông tư số 15/2019/TT-BNG như sau:\n“b) Phụ lục IV;”\nb) Bổ sung khoản 4 như sau:\n“4. Nêu tại khoản 3 Điều này.”",
        ["art_18@15/2019/TT-BNG", "annex_4@ana", "art_18__para_4@ana", "art_18__para_3@ana"],
    ),
    ("theo điểm a khoản 2 Điều 5 Luật này", ["art_5__para_2__point_a@this"]),
    ("quy định tại các điều 3, 4 và 7 của Luật này", ["art_3@this", "art_4@this", "art_7@this"]),
    ("khoản 1, 2 Điều này", ["art_7__para_1@this", "art_7__para_2@this"]),
    (
        "khoản 1, khoản 2 và khoản 4 Điều 9 Nghị định này",
        ["art_9__para_1@this", "art_9__para_2@this", "art_9__para_4@this"],
    ),
    (
        "các điểm a, b, c và đ khoản 3 Điều 8",
        [
            "art_8__para_3__point_a@this",
            "art_8__para_3__point_b@this",
            "art_8__para_3__point_c@this",
            "art_8__para_3__point_đ@this",
        ],
    ),
    ("điểm đ khoản 1 Điều 12a", ["art_12a__para_1__point_đ@this"]),
    ("từ Điều 5 đến Điều 9 của Nghị định này", ["art_5..art_9@this"]),
    ("từ khoản 1 đến khoản 4 Điều này", ["art_7__para_1..art_7__para_4@this"]),
    ("quy định tại khoản này", ["art_7__para_3@this"]),
    ("quy định tại Khoản này", ["art_7__para_3@this"]),
    ("điểm a Khoản này", ["art_7__para_3__point_a@this"]),
    ("theo Điều này", ["art_7@this"]),
    (
        "quy định tại điểm a và điểm b khoản này",
        ["art_7__para_3__point_a@this", "art_7__para_3__point_b@this"],
    ),
    ("quy định tại Chương II Luật này", ["chp_2@this"]),
    ("quy định tại Mục 2 Chương III của Nghị định này", ["chp_3__sec_2@this"]),
    ("các chương II, III và IV của Luật này", ["chp_2@this", "chp_3@this", "chp_4@this"]),
    ("theo khoản liền trước", ["art_7__para_2@this"]),
    ("Phụ lục I ban hành kèm theo Nghị định này", ["annex_1@this"]),
    ("theo mẫu tại Phụ lục ban hành kèm theo Thông tư này", ["annex@this"]),
    ("theo phụ lục ban hành kèm theo Thông tư này", ["annex@this"]),
    ("Phụ lục II, Phụ lục III kèm theo Thông tư này", ["annex_2@this", "annex_3@this"]),
    ("Phụ lục số 04 của Thông tư này", ["annex_4@this"]),
    ("Mục II Phụ lục I", ["annex_1__sec_2@this"]),
    ("theo các Phụ lục I, II và IV", ["annex_1@this", "annex_2@this", "annex_4@this"]),
    ("Khoản 2 Điều 5 và Điều 6 Luật này", ["art_5__para_2@this", "art_6@this"]),
    ("quy định tại Điều 5, Điều 6 và khoản 3 Điều 7", ["art_5@this", "art_6@this", "art_7__para_3@this"]),
    ("tiết a điểm 1.2 khoản 3 Điều 4", ["art_4__para_3__point_1.2__subpoint_a@this"]),
    ("điểm 1.2 khoản 3 Điều 4", ["art_4__para_3__point_1.2@this"]),
    ("khoản 2 và điểm b khoản 3 Điều này", ["art_7__para_2@this", "art_7__para_3__point_b@this"]),
    (
        "Điều 5 và các điểm a, b khoản 1 Điều 6 của Luật này",
        ["art_5@this", "art_6__para_1__point_a@this", "art_6__para_1__point_b@this"],
    ),
    ("theo Nghị định số 23/2020/NĐ-CP ngày 15 tháng 02 năm 2020 của Chính phủ", ["@23/2020/NĐ-CP"]),
    ("khoản 2 Điều 5 Luật Cảng biển số 12/2030/QH20", ["art_5__para_2@12/2030/QH20"]),
    ("Điều 7 Thông tư liên tịch số 05/2012/TTLT-BTC-BNG", ["art_7@05/2012/TTLT-BTC-BNG"]),
    ("Văn bản hợp nhất số 12/VBHN-VPQH", ["@12/VBHN-VPQH"]),
    ("Quyết định số 119/2007/QĐ-TTg ngày 25 tháng 7 năm 2007", ["@119/2007/QĐ-TTg"]),
    ("Nghị quyết số 42/2017/QH14 của Quốc hội", ["@42/2017/QH14"]),
    ("Nghị quyết số 18-NQ/TW", ["@18-NQ/TW"]),
    ("Nghị quyết số 190/NQ-UBTVQH15", ["@190/NQ-UBTVQH15"]),
    ("Pháp lệnh số 22/2018/UBTVQH14", ["@22/2018/UBTVQH14"]),
    ("Chỉ thị số 16/CT-TTg", ["@16/CT-TTg"]),
    ("Điều 3 Luật Cảng biển", ["art_3@title"]),
    ("theo quy định của Luật Cảng biển.", ["@title"]),
    ("theo quy định của Luật quản lý bến cảng", ["@title"]),
    ("theo Bộ luật hình sự", ["@title"]),
    ("theo quy định của Bộ luật Tố tụng hình sự", ["@title"]),
    ("quy định tại Điều 15 của Bộ luật dân sự năm 2015", ["art_15@title"]),
    ("Luật Phòng, chống buôn lậu", ["@title"]),
    ("Luật phòng, chống bệnh lúa", ["@title"]),
    ("theo Hiến pháp năm 2013", ["@title"]),
    ("Điều 88 và Điều 91 của Hiến pháp", ["art_88@title", "art_91@title"]),
    (
        "Nghị định này quy định chi tiết Điều 5, khoản 3 Điều 7 của Luật Cảng biển",
        ["art_5@title", "art_7__para_3@title"],
    ),
    ("Công ước Viên năm 1963 về quan hệ lãnh sự", ["@title"]),
    ("Điều 5 Công ước Viên về quan hệ lãnh sự", ["art_5@title"]),
    ("Công ước của Liên hợp quốc về Luật biển năm 1982", ["@title"]),
    ("Hiệp định giữa Chính phủ Lâm Hải và Chính phủ Ostermere về cảng", ["@title"]),
    ("Hiến chương Liên hợp quốc", ["@title"]),
    ("Điều 4 Nghị định đó", ["art_4@ana"]),
    ("Nghị định số 05/2001/NĐ-CP và Nghị định số 07/2002/NĐ-CP", ["@05/2001/NĐ-CP", "@07/2002/NĐ-CP"]),
    ("các Nghị định số 05/2001/NĐ-CP, số 07/2002/NĐ-CP", ["@05/2001/NĐ-CP", "@07/2002/NĐ-CP"]),
    (
        "khoản 1 Điều 5 Nghị định số 1/2020/NĐ-CP và khoản 2 Điều 6 Nghị định số 2/2021/NĐ-CP",
        ["art_5__para_1@1/2020/NĐ-CP", "art_6__para_2@2/2021/NĐ-CP"],
    ),
    (
        "Điều 1 Nghị định số 12/2020/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 15/2022/NĐ-CP",
        ["art_1@12/2020/NĐ-CP", "@15/2022/NĐ-CP"],
    ),
    ("Nghị định số 105 /2021/NĐ-CP", ["@105 /2021/NĐ-CP"]),
    ("Luật sửa đổi, bổ sung một số điều của Luật Cảng biển số 9/2031/QH20", ["@9/2031/QH20"]),
    ("Luật Cảng biển năm 2030 (sau đây gọi là Luật Cảng biển)", ["@title"]),
    ("Sửa đổi, bổ sung điểm d như sau:", ["point_d@ana"]),
    ("Bãi bỏ khoản 4 Điều 6 Nghị định số 1/2020/NĐ-CP", ["art_6__para_4@1/2020/NĐ-CP"]),
    (
        "Bổ sung điểm e vào sau điểm đ khoản 2 Điều 6 Luật số 5/2012/QH13",
        ["art_6__para_2__point_e@5/2012/QH13", "art_6__para_2__point_đ@5/2012/QH13"],
    ),
    (
        "Bổ sung các điểm p, q, r, s vào sau điểm o khoản 3 Điều 4 của Nghị định số 123/2024/NĐ-CP",
        [
            "art_4__para_3__point_p@123/2024/NĐ-CP",
            "art_4__para_3__point_q@123/2024/NĐ-CP",
            "art_4__para_3__point_r@123/2024/NĐ-CP",
            "art_4__para_3__point_s@123/2024/NĐ-CP",
            "art_4__para_3__point_o@123/2024/NĐ-CP",
        ],
    ),
    (
        "Thay thế cụm từ “cảng” bằng cụm từ “bến” tại khoản 2 Điều 3 Thông tư số 4/2020/TT-BGT",
        ["art_3__para_2@4/2020/TT-BGT"],
    ),
    (
        "Điều 23.8.QĐ.2.3.; Điều 23.8.QĐ.2.5. của Quyết định 119/2007/QĐ-TTg",
        ["art_23.8.QĐ.2.3@119/2007/QĐ-TTg", "art_23.8.QĐ.2.5@119/2007/QĐ-TTg"],
    ),
]


NAMED += [
    ("từ khoản l đến khoản 3 Điều này", ["art_7__para_1..art_7__para_3@this"]),
    ("khoán 3, khoản L Điêu 5", ["art_5__para_3@this", "art_5__para_1@this"]),
    ("quy định tại Chương này", ["chp_2@this"]),
    ("Luật Điều ước quốc tế số 12/2030/QH20", ["@12/2030/QH20"]),
    ("khoản 1 Điều 5 Luật Ban hành văn bản quy phạm pháp luật số 6/2030/QH20", ["art_5__para_1@6/2030/QH20"]),
    ("Luật Ký kết, gia nhập và thực hiện điều ước quốc tế", ["@title"]),
    ("Luật Phí và lệ phí năm 2030; Luật Bến cảng và các luật khác", ["@title", "@title"]),
    ("Điều 24 Luật Cảng biển (Luật số 8/2030/QH20)", ["art_24@8/2030/QH20"]),
    ("khoản 1, Điều 5, Nghị định số 27/2031/NĐ-CP", ["art_5__para_1@27/2031/NĐ-CP"]),
    ("các điểm a, b khoản 1; điểm c khoản 2 và khoản 5 Điều này",
     ["art_7__para_1__point_a@this", "art_7__para_1__point_b@this", "art_7__para_2__point_c@this",
      "art_7__para_5@this"]),
    ("tiểu mục 1.2 mục 1 phần A Phụ lục II", ["annex_2__part_a__sec_1__subsec_1.2@this"]),
    ("Mục I, Phần B Phụ lục số 02 Thông tư số 3/2030/TT-BGT", ["annex_2__part_b__sec_1@3/2030/TT-BGT"]),
    ("Điều 5 và điểm 2 mục 1 Phụ lục II", ["art_5@this", "annex_2__sec_1__point_2@this"]),
    ("đoạn 2 của Điều 14; đoạn 2 khoản 3 Điều 4", ["art_14__para_2@this", "art_4__para_3__subpara_2@this"]),
    ("các điểm từ a đến đ khoản 1 Điều 21", ["art_21__para_1__point_a..art_21__para_1__point_đ@this"]),
    ("theo Điều 8, trừ khoản 7 Điều đó", ["art_8@this", "art_8__para_7@this"]),
    ("theo điều trên và Điều tiếp theo", ["art_6@this", "art_8@this"]),
    ("Biểu mức thu ban hành kèm theo Thông tư này", ["annex@this"]),
    ("Phần thứ hai của Đề án ban hành kèm theo Quyết định số 17/QĐ-TTg", ["part_2@17/QĐ-TTg"]),
    ("Nghị quyết 2231 (2015) của Hội đồng Bảo an", ["@2231 (2015)"]),
    ("Công ước số 185 của Tổ chức Lao động", ["@185"]),
    ("Điều 19 và các điều 21, 22 UNCLOS", ["art_19@title", "art_21@title", "art_22@title"]),
    ("Nghị định thư không bắt buộc về việc buôn bán tàu, bến và cảng.", ["@title"]),
    ("Điều 5 Hiệp định giữa Chính phủ Lâm Hải và Chính phủ Ostermere về cảng.", ["art_5@title"]),
    ("Thông tư số 1/2030/TT-BGT và QCVN 02:2030/BGT", ["@1/2030/TT-BGT", "@QCVN 02:2030/BGT"]),
    ("Quy trình kiểm định bến, ký hiệu QTKĐ: 02-2030/BGT:", ["@QTKĐ: 02-2030/BGT"]),
    ("Kết luận số 12-KL/TW; dẫn chiếu Nghị định (7/2025/NĐ-CP thay cho 2/2018/NĐ-CP)",
     ["@12-KL/TW", "@7/2025/NĐ-CP", "@2/2018/NĐ-CP"]),
]  # fmt: skip

SILENT = [
    "xây dựng dự án Luật sửa đổi, bổ sung một số điều của 10 luật",
    "dự thảo Luật Cảng biển",
    "Danh mục 3; hạng mục 2; giai đoạn 2",
    "quy định chi tiết một số nội dung",
    "Điều kiện cấp phép; điều khoản thi hành; khoản tiền; điểm thi; thời điểm",
    "Luật này có hiệu lực từ ngày 01 tháng 7 năm 2030",
    "theo quy định của pháp luật",
    "luật sư; Luật sư Nguyễn; điều ước quốc tế mà Việt Nam là thành viên",
    "8 điểm kiểm tra, 5 khoản chi",
    "- Khoản 1: Hiệu lực từ ngày ký",
    "ban hành Nghị định sửa đổi",
    "địa điểm a; thời điểm b",
    "Quyết định mở thủ tục; Quyết định của Tòa án",
    "Công ước này; Hiệp định này",
    "Mục 1. Quy định chung",
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_what_is_cited(text: str, wanted: list[str]) -> None:
    assert marks(text, "vi") == wanted


@pytest.mark.parametrize("text", SILENT)
def test_what_cites_nothing(text: str) -> None:
    assert marks(text, "vi") == []
