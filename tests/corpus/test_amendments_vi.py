"""Amendments in Vietnamese: each line a clause, its new text if it stands below, and what is told of it."""

from __future__ import annotations

import pytest

from tests.corpus.amending import told_of

TITLE = "Thông tư sửa đổi, bổ sung một số điều của Thông tư số 06/2021/TT-BNG"

FORMS: list[tuple[str, str, list[str]]] = [
    (
        "Sửa đổi khoản 6 Điều 3 như sau:",
        '"6. Hệ thống là phần mềm do Bộ quản lý.".',
        ["replaces art_3__para_6 | 6. Hệ thống là phần mềm "],
    ),
    (
        'Sửa đổi, bổ sung khoản 2 Điều 9 như sau: "2. Thời hạn cấp là 03 ngày làm việc."',
        "",
        ["replaces art_9__para_2 | 2. Thời hạn cấp là 03 ng"],
    ),
    (
        "Sửa đổi, bổ sung Điều 31 như sau:",
        "“Điều 31. Chế độ báo cáo\n1. Báo cáo hằng năm.\n2. Báo cáo đột xuất.”.",
        ["replaces art_31 | Điều 31. Chế độ báo cáo"],
    ),
    (
        "Sửa đổi, bổ sung khoản 1 và khoản 3 Điều 4 như sau:",
        "“1. Hồ sơ gồm 01 tờ khai.\n3. Hồ sơ nộp trực tuyến.”.",
        [
            "replaces art_4__para_1 | 1. Hồ sơ gồm 01 tờ khai.",
            "replaces art_4__para_3 | 3. Hồ sơ nộp trực tuyến.",
        ],
    ),
    (
        "Sửa đổi, bổ sung tên Điều 7 như sau: “Trình tự cấp giấy”.",
        "",
        ["replaces art_7 (heading) | Trình tự cấp giấy"],
    ),
    (
        "Sửa đổi đoạn mở đầu khoản 2 Điều 8 như sau: “2. Người đề nghị nộp các giấy tờ sau đây:”.",
        "",
        ["replaces art_8__para_2 (opening) | 2. Người đề nghị nộp các"],
    ),
    (
        "Điểm b khoản 1 Điều 15 được sửa đổi, bổ sung như sau:",
        "“b) Cục Lãnh sự;”.",
        ["replaces art_15__para_1__point_b | b) Cục Lãnh sự;"],
    ),
    (
        "Khoản 1 Điều 3 được thay bằng khoản sau đây:",
        "“1. Thời hạn tạm trú là 90 ngày.”",
        ["replaces art_3__para_1 | 1. Thời hạn tạm trú là 9"],
    ),
    (
        "Bổ sung khoản 9 vào sau khoản 8 Điều 3 như sau:",
        '"9. Chứng nhận điện tử là giấy được ký số.".',
        ["inserts after art_3__para_8: art_3__para_9 | 9. Chứng nhận điện tử là"],
    ),
    (
        "Bổ sung Điều 14a vào sau Điều 14 như sau:",
        '"Điều 14a. Chứng nhận điện tử\n1. Chứng nhận được ký số.".',
        ["inserts after art_14: art_14a | Điều 14a. Chứng nhận điệ"],
    ),
    (
        'Bổ sung điểm đ vào sau điểm d khoản 1 Điều 23 như sau: "đ) Ứng dụng đăng ký công dân;".',
        "",
        ["inserts after art_23__para_1__point_d: art_23__para_1__point_đ | đ) Ứng dụng đăng ký công"],
    ),
    (
        "Bổ sung khoản 1a trước khoản 1 Điều 5 như sau: “1a. Nguyên tắc chung.”.",
        "",
        ["inserts before art_5__para_1: art_5__para_1a | 1a. Nguyên tắc chung."],
    ),
    (
        "Bổ sung khoản 4 vào cuối Điều 10 như sau: “4. Phí được trả trước.”.",
        "",
        ["inserts last art_10: art_10__para_4 | 4. Phí được trả trước."],
    ),
    (
        "Bổ sung khoản 4 Điều 12 như sau: “4. Bản sao không thu phí.”.",
        "",
        ["inserts last art_12: art_12__para_4 | 4. Bản sao không thu phí"],
    ),
    (
        "Bổ sung các khoản 5a, 5b vào sau khoản 5 Điều 6 như sau:",
        "“5a. Giấy tờ gốc.\n5b. Bản sao có chứng thực.”.",
        [
            "inserts after art_6__para_5: art_6__para_5a | 5a. Giấy tờ gốc.",
            "inserts after art_6__para_5a: art_6__para_5b | 5b. Bản sao có chứng thự",
        ],
    ),
    ("Bãi bỏ khoản 19 và khoản 20 Điều 2.", "", ["repeals art_2__para_19", "repeals art_2__para_20"]),
    (
        "Bãi bỏ các khoản 3a, 3b và 3c Điều 3; điểm c khoản 1 Điều 12; Điều 20.",
        "",
        [
            "repeals art_3__para_3a",
            "repeals art_3__para_3b",
            "repeals art_3__para_3c",
            "repeals art_12__para_1__point_c",
            "repeals art_20",
        ],
    ),
    ("Bãi bỏ các Điều 24 đến Điều 26.", "", ["repeals art_24", "repeals art_25", "repeals art_26"]),
    ("Khoản 3 Điều 16 bị bãi bỏ.", "", ["repeals art_16__para_3"]),
    (
        (
            'Thay thế cụm từ "thông hành" bằng cụm từ "giấy thông hành" tại khoản 1 Điều 11, '
            "khoản 2 và điểm b khoản 3 Điều 13, Điều 14."
        ),
        "",
        [
            "replaces_words art_11__para_1 «thông hành» instead «giấy thông hành» every",
            "replaces_words art_13__para_2 «thông hành» instead «giấy thông hành» every",
            "replaces_words art_13__para_3__point_b «thông hành» instead «giấy thông hành» every",
            "replaces_words art_14 «thông hành» instead «giấy thông hành» every",
        ],
    ),
    (
        "Thay thế các cụm từ “xã”, “huyện” bằng các cụm từ “phường”, “tỉnh” tại Điều 18.",
        "",
        [
            "replaces_words art_18 «xã» instead «phường» every",
            "replaces_words art_18 «huyện» instead «tỉnh» every",
        ],
    ),
    (
        'Bỏ cụm từ "bằng văn bản" tại khoản 1 Điều 5.',
        "",
        ["replaces_words art_5__para_1 «bằng văn bản» instead «» every"],
    ),
    (
        "Bổ sung cụm từ “hoặc trực tuyến” vào sau cụm từ “trực tiếp” tại khoản 2 Điều 17.",
        "",
        ["replaces_words art_17__para_2 «trực tiếp» after «hoặc trực tuyến» every"],
    ),
    (
        "Tại khoản 2 Điều 13, cụm từ “bảy mươi hai giờ” được thay bằng cụm từ “bốn mươi tám giờ”.",
        "",
        ["replaces_words art_13__para_2 «bảy mươi hai giờ» instead «bốn mươi tám giờ» every"],
    ),
    ("Đánh số lại khoản 3 Điều 19 thành khoản 4.", "", ["renumbers art_19__para_3: art_19__para_4"]),
    (
        (
            "Bãi bỏ Thông tư số 03/2015/TT-BNA ngày 02 tháng 3 năm 2015 của Bộ trưởng Bộ Nội "
            "an hướng dẫn đăng ký cư trú."
        ),
        "",
        ["repeals work"],
    ),
    (
        (
            "Thông tư này thay thế Thông tư số 12/2012/TT-BNG ngày 05 tháng 6 năm 2012 của "
            "Bộ trưởng Bộ Đối ngoại về phí lãnh sự."
        ),
        "",
        ["replaces work"],
    ),
    (
        (
            "Nghị định số 47/2014/NĐ-HĐCP ngày 12 tháng 5 năm 2014 hết hiệu lực kể từ ngày "
            "Nghị định này có hiệu lực thi hành."
        ),
        "",
        ["repeals work"],
    ),
    (
        (
            "Thay thế Phụ lục I ban hành kèm theo Thông tư số 06/2021/TT-BNG bằng Phụ lục I "
            "ban hành kèm theo Thông tư này."
        ),
        "",
        ["unread new_text annex_1"],
    ),
    ("Sửa đổi quy định về hồ sơ tại khoản 2 Điều 9.", "", ["unread deed art_9__para_2"]),
]


@pytest.mark.parametrize(("clause", "below", "told"), FORMS, ids=[clause[:60] for clause, _, _ in FORMS])
def test_the_changes_of_a_clause(clause: str, below: str, told: list[str]) -> None:
    assert told_of(TITLE, clause, below, "vi") == told
