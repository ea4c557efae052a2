"""Amendments in Chinese: each line a clause, its new text if it stands below, and what is told of it."""

from __future__ import annotations

import pytest

from tests.corpus.amending import told_of

TITLE = "华原国务院关于修改《领事条例》的决定"

FORMS: list[tuple[str, str, list[str]]] = [
    ("第三条修改为：“护照由外交部签发。”", "", ["replaces art_3 | 护照由外交部签发。"]),
    ("第四条修改为：“签证由领事官员签发。\n签证不收费。”", "", ["replaces art_4 | 签证由领事官员签发。"]),
    ("第五条第二款修改为：“签证有效期为一年。”", "", ["replaces art_5__para_2 | 签证有效期为一年。"]),
    ("第六条第一款第二项修改为：“（二）旅行证；”", "", ["replaces art_6__para_1__point_2 | （二）旅行证；"]),
    (
        "第七条、第八条修改为：“第七条 登记簿公开。\n第八条 登记簿保存十年。”",
        "",
        ["replaces art_7 | 第七条 登记簿公开。", "replaces art_8 | 第八条 登记簿保存十年。"],
    ),
    (
        "增加一条，作为第十二条：“领事官员应当保存登记簿。”",
        "",
        ["inserts last work: art_12 | 领事官员应当保存登记簿。"],
    ),
    (
        "在第六条后增加一条，作为第七条：“费用以当地货币支付。”",
        "",
        ["inserts after art_6: art_7 | 费用以当地货币支付。"],
    ),
    ("第七条增加一款，作为第三款：“副本不收费。”", "", ["inserts last art_7: art_7__para_3 | 副本不收费。"]),
    ("第九条后增加一条：“领事官员可以委托代理人。”", "", ["inserts after art_9 | 领事官员可以委托代理人。"]),
    ("增加第三条之一：“本条例适用于侨民。”", "", ["inserts last work: art_3-1 | 本条例适用于侨民。"]),
    ("删去第九条。", "", ["repeals art_9"]),
    ("删除第十条第三款。", "", ["repeals art_10__para_3"]),
    ("第十一条予以删除。", "", ["repeals art_11"]),
    ("删去第十三条、第十四条。", "", ["repeals art_13", "repeals art_14"]),
    ("将第八条中的“三十日”修改为“十日”。", "", ["replaces_words art_8 «三十日» instead «十日» every"]),
    (
        "将第二条、第五条中的“外事局”修改为“领事局”。",
        "",
        [
            "replaces_words art_2 «外事局» instead «领事局» every",
            "replaces_words art_5 «外事局» instead «领事局» every",
        ],
    ),
    (
        "第二十条第一款中的“书面申请”改为“申请”。",
        "",
        ["replaces_words art_20__para_1 «书面申请» instead «申请» every"],
    ),
    ("删去第四条中的“书面”。", "", ["replaces_words art_4 «书面» instead «» every"]),
    ("第十七条中的“及其家属”删去。", "", ["replaces_words art_17 «及其家属» instead «» every"]),
    ("第十五条改为第十六条。", "", ["renumbers art_15: art_16"]),
    (
        "第十六条、第十七条分别改为第十七条、第十八条。",
        "",
        ["renumbers art_16: art_17", "renumbers art_17: art_18"],
    ),
    (
        "第十八条改为第十九条，修改为：“争议通过谈判解决。”",
        "",
        ["renumbers art_18: art_19", "replaces art_18 | 争议通过谈判解决。"],
    ),
    ("《领事收费办法》同时废止。", "", ["repeals work"]),
    (
        "1990年3月2日外交部发布的《护照收费办法》和《签证收费办法》同时废止。",
        "",
        ["repeals work", "repeals work"],
    ),
    ("废止《侨民登记办法》。", "", ["repeals work"]),
    (
        "第二十一条第一款由下列条文取代：“领事官员应当宣誓。”",
        "",
        ["replaces art_21__para_1 | 领事官员应当宣誓。"],
    ),
    ("第二十二条的标题修改为：“期限”", "", ["replaces art_22 (heading) | 期限"]),
]


@pytest.mark.parametrize(("clause", "below", "told"), FORMS, ids=[clause[:60] for clause, _, _ in FORMS])
def test_the_changes_of_a_clause(clause: str, below: str, told: list[str]) -> None:
    assert told_of(TITLE, clause, below, "zh") == told
