"""Chinese obligations: topics and conditions before a deed, who acts behind 由, what says more of a noun."""

from __future__ import annotations

import pytest
from facts_told import read

Told = list[tuple[str, str]]


def told(text: str, *points: str) -> Told:
    return [(one.modality, one.bearer) for one in read("zh", text, "", *points).obligations]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("保安公司提供服务应当订立合同。", [("must", "保安公司")]),
        ("经营者购置设备，应当进行论证。", [("must", "经营者")]),
        ("旅行社收到投诉后，应当在三日内答复。", [("must", "旅行社")]),
        ("船长发现海难的，必须立即报告。", [("must", "船长")]),
        ("依照前款收到申请的领事机构，应当登记。", [("must", "依照前款收到申请的领事机构")]),
        ("从事领事代理的，应当取得证书。", [("must", "从事领事代理的")]),
        ("在华源境内从事领事代理的，必须备案。", [("must", "在华源境内从事领事代理的")]),
        ("缔约国对于被拘禁之儿童，应提供协助。", [("must", "缔约国")]),
        ("在特殊情况下缔约国可以延长期限。", [("may", "缔约国")]),
        ("倘当事国有异议，应通知秘书处。", [("must", "当事国")]),
        ("国家、学校和家庭应当保护儿童。", [("must", "国家、学校和家庭")]),
        ("登记部门（以下称登记机关）应当公开办事程序。", [("must", "登记部门")]),
        ("二、适当之职员应服从秘书长。", [("must", "适当之职员")]),
        ("凡享有特权之人员，均负有尊重法律之义务。", [("must", "享有特权之人员")]),
        ("领事馆五年内不得重新申请。", [("must_not", "领事馆")]),
        ("华源国务院统计局应当公布数据。", [("must", "华源国务院统计局")]),
        ("生产企业发现其生产的船只存在隐患的，应当召回。", [("must", "生产企业")]),
        ("领事馆违反本条的规定，应当改正。", [("must", "领事馆")]),
        ("收养登记机关收到材料后，应当审查。", [("must", "收养登记机关")]),
        (
            "登记机关应当审查；对符合条件的，为当事人办理登记；不符合的，不予登记。",
            [("must", "登记机关"), ("must", "登记机关"), ("must_not", "登记机关")],
        ),
        ("指定的领事机构，应当定期报告。", [("must", "指定的领事机构")]),
        ("双方可以委派代表。", [("may", "双方")]),
        ("任何组织不得出租证书，也不得转让证书。", [("must_not", "任何组织")] * 2),
        ("领事机关应当抽查证件，确定抽查的企业，组织检查。", [("must", "领事机关")]),
        ("双方设立联合委员会。", [("must", "双方")]),
        ("联合委员会应当提出建议。", [("must", "联合委员会")]),
        ("第八条 领事登记\n领事馆应当办理登记。", [("must", "领事馆")]),
        ("侨民申请护照，应当由本人提出。", [("must", "侨民")]),
        ("机关、单位委托企业从事业务，应当订立协议。", [("must", "机关、单位")]),
        ("法官有权陈述意见，但不得参与表决。", [("may", "法官"), ("must_not", "法官")]),
    ],
)
def test_the_topic_is_bound(text: str, wanted: Told) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "设立旅行社，应当申请登记。",
        "保护未成年人，应当坚持平等原则。",
        "批准书应交存秘书长。",
        "前款物品，符合规定的，可以收寄。",
        "具备条件的，可以延长。",
        "期限届满，可以续期。",
        "伤者应予收集与照顾。",
        "战俘应送交医院。",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert [bearer for _, bearer in told(text)] == [""]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("所需费用由申请人承担。", [("must", "申请人")]),
        ("证书的样式，由华源外交部规定。", [("must", "华源外交部")]),
        ("争议应由仲裁庭裁决之。", [("must", "仲裁庭")]),
        ("经批准，可以由总公司向其所在地的海关申报。", [("may", "总公司")]),
        ("由其住所地的海关依照规定补征税款。", [("must", "其住所地的海关")]),
        ("著作权由编写的机构享有。", [("may", "编写的机构")]),
        ("收费标准由领事局在规定的幅度内确定。", [("must", "领事局")]),
        ("办法由华源国务院授权的部门制定。", [("must", "华源国务院授权的部门")]),
        ("委员会由九名委员组成。", []),
    ],
)
def test_who_acts_behind_its_preposition(text: str, wanted: Told) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("国家保护领事文书。", [("must", "国家")]),
        ("一 华源各国承允尊重条约。", [("must", "华源各国")]),
        ("侨务部门负责华侨登记工作，其下属机构具体负责统计工作。",
         [("must", "侨务部门"), ("must", "其下属机构")]),
        ("卫生部门，对检疫活动实施统一监督。", [("must", "卫生部门")]),
        ("负责检疫的机构主管口岸工作。", [("must", "负责检疫的机构")]),
        ("领事机构收到材料无误后，准予登记。", [("must", "领事机构")]),
        ("职工享有休息的权利。", [("may", "职工")]),
        ("当事国承认本公约之效力，应通知他方。", [("must", "当事国")]),
        ("海关对货物进行调查，请求协助的，外交部应当予以协助。", [("must", "外交部")]),
    ],
)  # fmt: skip
def test_a_deed_in_the_indicative(text: str, wanted: Told) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "本条例所称通用设计，是指让所有人可以使用的设计。",
        "应当提交的材料清单另行公布。",
        "依法应当由法院审理的案件。",
        "本公约应自批准书交存之日起生效。",
        "证书有效期应为三年。",
        "当事人提交的材料属于国家秘密。",
        "未经许可携带的，可以处一万元罚款。",
        "旅客在境内停留，适用本办法。",
        "延长期限最长不得超过六个月。",
        "有下列行为的，责令改正。",
        "为了保护侨民，动员全社会力量维护秩序，制定本法。",
        "国家鼓励领事合作。",
        "一国同意承受条约之拘束，仅于条约许可时有效。",
        "其他仲裁机构，自仲裁法施行之日起终止。",
        "本办法由华源侨务局负责解释。",
        "海关规定数额以内的个人物品，免征进口税。",
        "领馆馆舍不得侵犯。",
    ],
)
def test_no_duty(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("禁止任何人用船舶运送禁品。", [("must_not", "任何人")]),
        ("禁止倒卖护照。", [("must_not", "")]),
        ("禁止将护照送交无许可证的单位保存。", [("must_not", "")]),
        ("海关有权责令改正，禁止或者限制其出境。", [("may", "海关")]),
        ("夜间飞行应予禁止。", [("must_not", "")]),
        ("船员有违法行为的，由海关给予警告，并责令改正；情节严重的，一年内不得上船。",
         [("must", "海关"), ("must_not", "船员")]),
        ("由海关责令改正，没收货物，并处罚款；拒不改正的，撤销登记。", [("must", "海关")] * 2),
    ],
)  # fmt: skip
def test_bans_and_punishments(text: str, wanted: Told) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "points", "wanted"),
    [
        ("侨务委员会履行下列职责：", ("登记华侨；", "保护华侨权益。"), [("must", "侨务委员会")] * 2),
        ("处理侨务，应当符合下列要求：", ("尊重意愿；", "保护隐私。"), [("must", "")] * 2),
        ("有下列情形的，由海关给予处罚：", ("未登记的，责令改正，处以罚款；",), [("must", "海关")]),
        ("有下列情形的，由海关给予处罚：", ("拒绝检查的；",), [("must", "海关")]),
        ("华源各国承允：", ("保护侨民；", "推广合作。"), [("must", "华源各国")] * 2),
        ("申请人应当提交下列文件：", ("护照；", "照片。"), [("must", "申请人")]),
        ("申报地点：", ("船主应当向海关申报。", "进口货物，应当向口岸申报。"),
         [("must", "船主"), ("must", "")]),
        ("有下列情形的，不予登记：", ("未按规定提交材料的；", "其他应当追究责任的情形。"), []),
    ],
)  # fmt: skip
def test_lines(text: str, points: tuple[str, ...], wanted: Told) -> None:
    assert told(text, *points) == wanted


def test_a_quoted_term_that_includes() -> None:
    (term,) = read("zh", "“语言”包括口语及手语。").terms
    assert (term.term, term.definition) == ("语言", "口语及手语")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("本条例所称登记机关，是指县级民政部门（以下简称民政部门）。双方应当到场。",
         [("登记机关", "县级民政部门（以下简称民政部门）"), ("民政部门", "县级民政部门")]),
        ("内幕消息是指尚未公开的消息。知情人不得买卖证券。", [("内幕消息", "尚未公开的消息")]),
        ("本条例所称“以上”，包括本数。", []),
    ],
)  # fmt: skip
def test_terms(text: str, wanted: Told) -> None:
    assert [(one.term, one.definition) for one in read("zh", text).terms] == wanted


def test_who_acted_is_meant_where_a_clause_only_tells_when() -> None:
    assert told("外国人应当申请证件。申请时应当提交护照。") == [("must", "外国人")] * 2
    assert told("登记机关应当审查材料。延期时应当公告。") == [("must", "登记机关"), ("must", "")]


def test_a_clause_is_no_name() -> None:
    """What is said of a thing (`前款规定不免除`) is not part of who acts."""
    assert not any("规定" in bearer for _, bearer in told("前款规定不免除有关当事人遵守港口规章的义务。"))


def test_a_body_ends_before_the_one_it_turns_to() -> None:
    read_lines = read("zh", "没有文件的，由驻外机构向签发机关核实后，申请人提交申请。", "申请程序").procedures
    bodies = {line.text for one in read_lines for line in one.items if line.kind == "body"}
    assert "签发机关" in bodies
    assert "驻外机构向签发机关" not in bodies
