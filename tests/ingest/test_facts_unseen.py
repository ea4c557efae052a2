"""Forms that texts never looked at brought: clauses taken for names, lists of nouns, what binds nobody."""

from __future__ import annotations

import pytest
from facts_told import read

Told = list[tuple[str, str]]


def told(language: str, text: str, *points: str, heading: str = "") -> Told:
    return [(one.modality, one.bearer) for one in read(language, text, heading, *points).obligations]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("会见船员应当持有效证件。", [("must", "")]),
        ("船员委托的代理人会见船员应当持证件。", [("must", "船员委托的代理人")]),
        ("全国渔船普查方案由普查办公室拟订。", [("must", "普查办公室")]),
        ("再审领事法庭可以委托领事馆实施。", [("may", "再审领事法庭")]),
        ("船舶登记时，出租方应当会同船长进行检查。", [("must", "出租方")]),
        ("领事馆及时调解纠纷；当事人没有申请的，也可以主动调解。", [("must", "领事馆"), ("may", "领事馆")]),
        (
            "领事馆应当登记；法庭认为必要时，也可以调查取证。",
            [("must", "领事馆"), ("may", "法庭")],
        ),
        ("海员联合会应当维护海员的权益。", [("must", "海员联合会")]),
        ("船长发现险情，需要海关采取措施的，应当立即通知。", [("must", "船长")]),
        ("违反规定以外汇收付应当以本币收付的款项的，由海关责令改正。", [("must", "海关")]),
        ("学校组织航海训练所需经费，由海事局予以补助。", [("must", "海事局")]),
        ("外方单独进行考察所获得的样品，领事馆可以使用。", [("may", "领事馆")]),
        ("渔业保险实行政府引导、自愿参加的原则。", []),
        ("领事馆派出专员的国家名单，由外交部提出建议。", [("must", "外交部")]),
        ("沉船名录由海事部门报国务院批准后公布。", [("must", "海事部门")]),
        ("补助由中央财政按照国家规定予以发放。", []),
        ("尚不够处罚的，给予处分，并不得再任职。", []),
        ("船员有下列情形之一的，可以从轻给予处分。", []),
        (
            "领事机构负责侨务工作的部门（以下称侨务部门）应当受理投诉。",
            [("must", "领事机构负责侨务工作的部门")],
        ),
        ("下列代表经各自政府授权，签署本协定，以昭信守。", []),
        ("领事馆开展海难应对、日常保护等工作。", [("must", "领事馆")]),
        ("各国应当考虑采取措施，将下列行为定为犯罪：船长向官员索取利益。", [("must", "各国")]),
    ],
)
def test_chinese(text: str, wanted: Told) -> None:
    assert told("zh", text) == wanted


def test_chinese_ways_are_no_duties() -> None:
    assert told("zh", "法庭可以通过下列途径查明：", "由当事人提供；", "由专家提供。") == [("may", "法庭")]


def test_a_chinese_line_that_ends_with_the_halfwidth_stop() -> None:
    text = "使馆应每年召开会议｡必要时，领事馆可召开会议｡"
    assert told("zh", text) == [("must", "使馆"), ("may", "领事馆")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("L'agent n'est pas tenu de payer la taxe.", []),
        ("Aussi longtemps que la pêche commune sera maintenue, le pont est fermé.", []),
        ("La charge de la preuve incombe à celui qui conteste la qualité.", []),
        (
            "Les Parties désirant, en particulier, la paix, organisent des stages.",
            [("must", "Les Parties")],
        ),
        (
            "L'état des besoins est arrêté par la République de Norvalie et notifié à la Partie.",
            [("must", "la République de Norvalie")],
        ),
        (
            "Le ministre invite l'agent à procéder, soit, s’il remplit les conditions, à demander la carte.",
            [("must", "Le ministre")],
        ),
        (
            "«Lorsque le maire ne peut pas être saisi, le juge statue.»",
            [("must", "le juge")],
        ),
    ],
)
def test_french(text: str, wanted: Told) -> None:
    assert told("fr", text) == wanted


def test_what_a_french_verb_governs_is_told_line_by_line() -> None:
    text = "Le Gouvernement norvalien s'efforcera d'assurer, au cas où la Partie en ferait la demande :"
    points = "l'envoi d'experts chargés de missions de conseil ;", "l'octroi de bourses."
    assert told("fr", text, *points) == [("must", "le Gouvernement norvalien".replace("le", "Le", 1))] * 2


def test_papers_are_no_deeds_of_a_french_list() -> None:
    duties = told("fr", "Le demandeur doit produire :", "une copie de la carte ;", "un extrait du registre.")
    assert len(duties) <= 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "For each good the duty to which these cuts are to be applied shall be the rate of 1990.",
            [],
        ),
        ("These lists shall, when approved by the Parties, be regarded as an Annex.", []),
        ("This Agreement shall be provisionally applied from its signature.", []),
        (
            "In their artistic, civic and cultural relations each of the Parties undertakes to help.",
            [("must", "each of the Parties")],
        ),
        ("The member may, on request, be represented by an observer.", [("may", "The member")]),
        ("The Board shall consider whether or not it should recommend a change.", [("must", "The Board")]),
        (
            "the seat shall be chosen by the council.2. the council may appoint experts.",
            [("must", "the council"), ("may", "the council")],
        ),
        ("If a State Party finds harm, it shall inform the Board.", [("must", "a State Party")]),
    ],
)
def test_english(text: str, wanted: Told) -> None:
    assert told("en", text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Người mang hộ chiếu được pháp luật bảo vệ.", []),
        (
            "Cục Kiểm tra văn bản quy phạm có trách nhiệm theo dõi việc thi hành.",
            [("must", "Cục Kiểm tra văn bản quy phạm")],
        ),
        ("Quốc kỳ nước khách ở bên phải, quốc kỳ nước chủ ở bên trái.", []),
        ("Chính phủ quy định mức phụ cấp và thời gian được hưởng phụ cấp.", [("must", "Chính phủ")]),
        ("Nhà cung cấp bảo đảm thiết bị hoạt động an toàn.", [("must", "Nhà cung cấp")]),
    ],
)
def test_vietnamese(text: str, wanted: Told) -> None:
    assert told("vi", text) == wanted


def test_a_vietnamese_ban_is_no_duty() -> None:
    text = "Sau khi mở thủ tục, cấm doanh nghiệp thực hiện các hoạt động sau:"
    modalities = {one for one, _ in told("vi", text, "Cất giấu tài sản;", "Từ bỏ quyền đòi nợ.")}
    assert modalities <= {"must_not"}


def test_whom_a_vietnamese_form_is_for_is_told_no_deed() -> None:
    text = "Công dân Norvale có yêu cầu giải quyết việc hộ tịch tại Lurenia;"
    assert told("vi", text, heading="Đối tượng sử dụng mẫu sổ") == []
