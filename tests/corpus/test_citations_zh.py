"""Chinese forms of citation, of the mainland, Taiwan, Hong Kong and treaties. All works are fictional."""

from __future__ import annotations

import pytest
from cited_forms import marks

from corpus.language.citations import Place, cite

NAMED = [
    ("第十二及十三兩條所指之人", ["art_12@this", "art_13@this"]),
    ("下條所列之行為", ["art_8@this"]),
    (
        "前款第一项至第六项规定的信息应当公示，第七项规定的信息由其选择",
        ["art_7__para_2__point_1..art_7__para_2__point_6@this", "art_7__para_2__point_7@this"],
    ),
    (
        "前款第一项规定的信息应当公示。第三项规定的信息不公示",
        ["art_7__para_2__point_1@this", "art_7__para_3__point_3@this"],
    ),
    ("应当认定为星港法第十条规定的情形", ["art_10@title"]),
    ("按照第三公約第四條", ["art_4@title"]),
    (
        "《关于星港判决的规定》（法释〔1998〕11号）、《关于星港申请的批复》（法释〔1999〕10号）同时废止",
        ["@法释〔1998〕11号", "@法释〔1999〕10号"],
    ),
    ("依照本法第四十七条的规定", ["art_47@this"]),
    (
        "有本法第十二条第一款第（二）项、第（四）项情形之一的",
        ["art_12__para_1__point_2@this", "art_12__para_1__point_4@this"],
    ),
    ("符合第九条第二款第三项规定", ["art_9__para_2__point_3@this"]),
    ("第八条第（三）项至第（五）项", ["art_8__point_3..art_8__point_5@this"]),
    ("第十条至第十五条的规定", ["art_10..art_15@this"]),
    ("第二十九条至三十六条所规定之特权", ["art_29..art_36@this"]),
    ("第十条、十一条和第十三条", ["art_10@this", "art_11@this", "art_13@this"]),
    ("依照第三、四、五条的规定", ["art_3@this", "art_4@this", "art_5@this"]),
    ("第三条、第五条第二款、第九条至第十一条", ["art_3@this", "art_5__para_2@this", "art_9..art_11@this"]),
    ("前条规定的期限", ["art_6@this"]),
    ("前款规定", ["art_7__para_2@this"]),
    ("前两款规定", ["art_7__para_1@this", "art_7__para_2@this"]),
    ("依照前二款的规定处罚", ["art_7__para_1@this", "art_7__para_2@this"]),
    ("前款第（一）项", ["art_7__para_2__point_1@this"]),
    ("本条第一款和第二款", ["art_7__para_1@this", "art_7__para_2@this"]),
    ("依照前条第二款", ["art_6__para_2@this"]),
    ("前两条的规定", ["art_5@this", "art_6@this"]),
    ("本法第三章第二节", ["chp_3__sec_2@this"]),
    ("本章规定", ["chp_2@this"]),
    ("按照第3条第2段", ["art_3__para_2@this"]),
    ("依第三条（8）（b）", ["art_3__para_8__point_b@this"]),
    ("第24条第(5)款(b)项", ["art_24__para_5__point_b@this"]),
    ("依第12.3条", ["art_12.3@this"]),
    ("第12.3条第2款", ["art_12.3__para_2@this"]),
    ("刑法第一百二十条之一第二款", ["art_120-1__para_2@title"]),
    ("依照第一百三十三条之二", ["art_133-2@this"]),
    ("附件一", ["annex_1@this"]),
    ("附件1和附件3所列", ["annex_1@this", "annex_3@this"]),
    ("本条例附件二第三条", ["annex_2__art_3@this"]),
    ("本公约附件所列物质", ["annex@this"]),
    ("附表二", ["annex_2@this"]),
    ("本办法附录三", ["annex_3@this"]),
    ("违反《港口法》第四十条规定的港口管理机构(以下简称管理机构)", ["art_40@title"]),
    ("依照《中华人民共和国港口法》第五十二条处罚", ["art_52@title"]),
    ("《港口法》第十条、第十一条第二款规定", ["art_10@title", "art_11__para_2@title"]),
    ("依照《港口法》、《航道法》的规定", ["@title", "@title"]),
    ("《中华人民共和国刑法》第二百八十条的规定", ["art_280@title"]),
    ("依照刑法关于受贿罪的规定追究刑事责任", ["@title"]),
    ("依照刑法有关规定", ["@title"]),
    ("依照治安管理处罚法的规定给予处罚", ["@title"]),
    ("根据宪法，制定本法", ["@title"]),
    ("适用民事诉讼法的规定", ["@title"]),
    ("依照民法典第一千零三十四条", ["art_1034@title"]),
    ("依照《港口管理条例实施细则》第八条", ["art_8@title"]),
    ("《港口法》（以下简称港口法）第三条", ["art_3@title"]),
    ("《港口法》关于争端的解决的第十四条", ["art_14@title"]),
    ("中华人民共和国国务院令第156号", ["@156"]),
    ("国务院令第655号公布的《港口条例》", ["@655", "@title"]),
    ("中华人民共和国主席令第二十三号", ["@二十三"]),
    ("港口部令2019年第3号", ["@3"]),
    ("港发〔2018〕12号", ["@港发〔2018〕12号"]),
    ("《关于加强港口管理的通知》（港办发〔2010〕5号）", ["@港办发〔2010〕5号"]),
    ("该条例第九条", ["art_9@ana"]),
    ("该法第三条第二款", ["art_3__para_2@ana"]),
    ("上述公约第五条", ["art_5@ana"]),
    ("《港口公约》及其议定书第三条", ["@title", "art_3@ana"]),
    ("本公约第三十一条第三项（丙）款", ["art_31__para_3__point_丙@this"]),
    ("《联合国宪章》第二条第四款", ["art_2__para_4@title"]),
    ("联合国宪章第七章", ["chp_7@title"]),
    ("《公约》第八条第3款", ["art_8__para_3@title"]),
    ("《维也纳条约法公约》第五十三条", ["art_53@title"]),
    ("《北海海事公约议定书》第六条", ["art_6@title"]),
    ("本议定书第4或第5条", ["art_4@this", "art_5@this"]),
    ("依第十五条（c）款", ["art_15__para_c@this"]),
    ("大会第60/147号决议", ["@60/147"]),
    ("安全理事会第1540（2004）号决议", ["@1540(2004)"]),
    ("第1/CP.21号决定", ["@1/CP.21"]),
    ("联合国大会第217A（III）号决议", ["@217A(III)"]),
    ("安理会第1373号决议第5段", ["para_5@1373"]),
    ("違反本法第八條第一項第二款", ["art_8__para_1__point_2@this"]),
    ("依前項規定", ["art_7__para_2@this"]),
    ("前二項之規定", ["art_7__para_1@this", "art_7__para_2@this"]),
    ("依港口法第十二條之一第一項規定", ["art_12-1__para_1@title"]),
    ("第五條至第七條之規定，於前條準用之", ["art_5..art_7@this", "art_6@this"]),
    ("本條例第15(3)條", ["art_15__para_3@this"]),
    ("依第3(1)(b)條", ["art_3__para_1__point_b@this"]),
    ("《港口條例》（第313章）第5條", ["art_5@313"]),
    ("附表1第2部", ["annex_1__part_2@this"]),
    ("依第（1）款", ["art_7__para_1@this"]),
    ("除第(2)款另有規定外", ["art_7__para_2@this"]),
    ("行政程序法第一百零二條但書", ["art_102@title"]),
    ("依本法第三條第一項第二款第三目", ["art_3__para_1__point_2__subpoint_3@this"]),
    ("依上條所述", ["art_6@this"]),
    ("同條例第三條", ["art_3@ana"]),
    ("同法第三條第二項", ["art_3__para_2@ana"]),
    (
        "《林海港口法》（以下简称《港口法》）第三条以及港口法第五条，符合港口法的规定",
        ["art_3@title", "art_5@title", "@title"],
    ),
    ("加入《林海海事公约》（以下简称“公约”）的国家，缔约方", ["@title"]),
]


NAMED += [
    ("第一八七條(c)項所指的爭端", ["art_187__point_c@this"]),
    ("本条例所附出口补贴清单", ["annex@this"]),
    ("前条第二款c项", ["art_6__para_2__point_c@this"]),
    ("第三條第一款a)項及d)項", ["art_3__para_1__point_a@this", "art_3__para_1__point_d@this"]),
    ("第七条第一款第（二）、（四）项及第二款",
     ["art_7__para_1__point_2@this", "art_7__para_1__point_4@this", "art_7__para_2@this"]),
    ("貿易法第五條但書、第六條第一項第五款及第二項",
     ["art_5@title", "art_6__para_1__point_5@title", "art_6__para_2@title"]),
    ("就第7(1)、(2)(c)或(5)條所訂罪行",
     ["art_7__para_1@this", "art_7__para_2__point_c@this", "art_7__para_5@this"]),
    ("依《港口條例》（第200章）第159A至159C條處理", ["art_159a..art_159c@200"]),
    ("第(1)款(a)及(b)段", ["art_7__para_1__point_a@this", "art_7__para_1__point_b@this"]),
    ("《民法典》第五编第二章", ["book_5__chp_2@title"]),
    ("《港口法》（2017年修正）第四十五条", ["art_45@title"]),
    ("《港口条例》（2023年7月9日国务院令第763号公布）第十条第二款", ["art_10__para_2@763"]),
    ("第55/99/M號法令核准之《港口法典》第三百八十條", ["art_380@55/99/M"]),
    ("第1718（2006）号、第1874（2009）号和第2094（2013）号决议",
     ["@1718(2006)", "@1874(2009)", "@2094(2013)"]),
    ("第三十一条第一项（甲）、（乙）各款",
     ["art_31__para_1__point_甲@this", "art_31__para_1__point_乙@this"]),
    ("依第八条第二款办理，适用该条第一款", ["art_8__para_2@this", "art_8__para_1@this"]),
    ("《港口法》第七条，該法附件三", ["art_7@title", "annex_3@ana"]),
    ("依第五章（第三十条至第三十八条）办理", ["chp_5@this", "art_30..art_38@this"]),
    ("應依港口法施行細則第十條第一項", ["art_10__para_1@title"]),
    ("处罚标准由附录列明", ["annex@this"]),
]  # fmt: skip

SILENT = [
    "合同第二章约定的用途",
    "每届会议第一部分结束后十五日内",
    "各該條文",
    "第九条 港口应当答复",
    "依照有关法律、行政法规的规定",
    "依照法律规定",
    "由宪法和法律委员会审议",
    "合同第三条约定",
    "中华人民共和国境内依法设立的企业",
    "第一款项到期后",
    "按照各自宪法程序批准",
    "第二条约",
    "第三节目",
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_what_is_cited(text: str, wanted: list[str]) -> None:
    assert marks(text, "zh") == wanted


@pytest.mark.parametrize("text", SILENT)
def test_what_cites_nothing(text: str) -> None:
    assert marks(text, "zh") == []


def test_this_paragraph_said_in_a_point_is_the_paragraph() -> None:
    (citation,) = cite("符合本款要求的行为", "zh", Place("art_7__para_3__point_2"))
    assert citation.targets[0].provision == "art_7__para_3"
