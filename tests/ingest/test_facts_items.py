"""Lines of procedures out of made-up provisions in seven languages: papers, bodies, fees, deadlines."""

from __future__ import annotations

import pytest
from facts_told import read

from corpus.model import Facts, ItemKind, Provision, ProvisionKind
from ingest.facts import read_facts

HEADINGS = {
    "vi": "Thủ tục",
    "en": "Procedure",
    "fr": "Procédure",
    "es": "Procedimiento",
    "ru": "Порядок выдачи",
    "zh": "办理程序",
    "ar": "إجراءات",
}


def lines(facts: Facts, kind: ItemKind) -> list[str]:
    return [item.text for one in facts.procedures for item in one.items if item.kind is kind]


@pytest.mark.parametrize(
    ("language", "text", "papers"),
    [
        ("vi", "Người đề nghị nộp 01 tờ khai theo mẫu và 02 ảnh tại Cục Lãnh sự.",
         ["tờ khai theo mẫu", "ảnh tại Cục Lãnh sự"]),
        ("vi", "Người đề nghị nộp hồ sơ cấp hộ chiếu.", []),
        ("vi", "Người đề nghị không phải nộp giấy khai sinh.", []),
        ("vi", "Biểu phí được ban hành kèm theo văn bản này.", []),
        ("vi", "Khi nộp bản giấy thì nhận lại sau 3 ngày.", []),
        ("en", "The owner shall submit to the Registrar a certified copy of the deed.",
         ["a certified copy of the deed"]),
        ("en", "The instruments of ratification shall be deposited with Norvale.", []),
        ("en",
         "The treaty shall be ratified and the instruments of ratification shall be exchanged in Porth.", []),
        ("en", "The Board shall provide statements on its work.", []),
        ("en", "The application shall state the name of the ship.", ["application"]),
        ("en", "The application of this treaty shall include the sea.", []),
        ("fr", "L’armateur introduit une demande de carte des marées auprès du ministre.",
         ["demande de carte des marées"]),
        ("fr", "Une copie du rôle est transmise au ministre.", []),
        ("vi", "Đơn xin cấp thẻ phải ghi rõ họ tên.", ["Đơn xin cấp thẻ"]),
        ("zh", "申请人应当提交有关材料。", ["有关材料"]),
        ("en", "The applicant shall not submit a copy.", []),
        ("fr", "Le demandeur présente au greffier un extrait de naissance et une photo.",
         ["extrait de naissance", "photo"]),
        ("fr", "La carte est retirée sur simple présentation de son titre de séjour.", ["titre de séjour"]),
        ("es", "El armador presentará a la capitanía la lista de pasajeros.", ["lista de pasajeros"]),
        ("es", "Los armadores presentarán, en diez días, certificado de marea y copia de la carta.",
         ["certificado de marea", "copia de la carta"]),
        ("fr",
         "Le batelier adresse au bureau : le formulaire de demande signé ; une copie du rôle ; une photo.",
         ["formulaire de demande signé", "copie du rôle", "photo"]),
        ("ru", "Заявитель подает заявление о выдаче и копию паспорта.",
         ["заявление о выдаче", "копию паспорта"]),
        ("ru", "Договор прекращается путем направления другой Стороне письменного уведомления.", []),
        ("zh", "申请人应当提交申请书和身份证明。", ["申请书", "身份证明"]),
        ("ar", "يقدم صاحب الطلب نسخة من جواز السفر.", ["نسخة من جواز السفر"]),
        ("ar", "يرفق بطلب التأشيرة جواز سفر وإيصال سداد الرسم.", ["جواز سفر", "إيصال سداد الرسم"]),
        ("fr", "Sont joints à la requête un certificat de marée et un extrait du rôle.",
         ["certificat de marée", "extrait du rôle"]),
        ("fr", "La demande est assortie des pièces suivantes : a) copie du rôle ; b) livret de famille.",
         ["demande", "copie du rôle", "livret de famille"]),
        ("en", "An application shall be accompanied by a passport valid for a year and two photographs.",
         ["An application", "a passport valid", "two photographs"]),
        ("ru", "Заявитель представляет паспорт, действительный один год, и свидетельство о браке.",
         ["паспорт", "свидетельство о браке"]),
        ("vi", "Người đề nghị nộp tại cơ quan đại diện 01 tờ khai và bản sao giấy khai sinh.",
         ["tờ khai", "bản sao giấy khai sinh"]),
        ("vi", "Hồ sơ đề nghị cấp thẻ gồm tờ khai và bản dịch.", ["tờ khai", "bản dịch"]),
        ("vi", "Hồ sơ quản lý phạm nhân gồm biên bản và tài liệu.", []),
    ],
)  # fmt: skip
def test_papers(language: str, text: str, papers: list[str]) -> None:
    assert lines(read(language, text, HEADINGS[language]), ItemKind.PAPER) == papers


@pytest.mark.parametrize(
    ("language", "opening", "points", "papers"),
    [
        ("vi", "Hồ sơ đề nghị cấp thẻ gồm:", ("Đơn đề nghị;", "Bản sao hộ chiếu;", "Thẻ phải còn hạn."),
         ["Đơn đề nghị", "Bản sao hộ chiếu"]),
        ("vi", "Hồ sơ ghi những nội dung sau:", ("Tờ khai số mấy;",), []),
        ("fr", "Le batelier produit à l'appui de sa demande :",
         ("un certificat de marée ;", "deux photographies."),
         ["un certificat de marée", "deux photographies"]),
        ("fr", "Le dossier de demande de visa comprend :",
         ("un certificat de marée ;", "une photographie."), ["un certificat de marée", "une photographie"]),
        ("fr", "Le candidat dépose un dossier qui comprend :", ("une copie du rôle ;", "des notes."),
         ["dossier", "une copie du rôle"]),
        ("fr", "Au sens de la présente loi, on entend par :", ("passeport : le titre de Lurie ;",), []),
        ("en", "The application shall be accompanied by the following documents:",
         ("a passport;", "two photographs."), ["The application", "a passport", "two photographs"]),
        ("zh", "申请人应当提交下列材料：", ("申请书；", "身份证复印件。"), ["申请书", "身份证复印件"]),
        ("zh", "有下列行为之一的，由主管部门处以罚款：", ("提交虚构的报告的；", "不提交年度报告的。"), []),
    ],
)  # fmt: skip
def test_papers_of_a_list(language: str, opening: str, points: tuple[str, ...], papers: list[str]) -> None:
    assert lines(read(language, opening, HEADINGS[language], *points), ItemKind.PAPER) == papers


def test_a_paper_is_told_once_in_an_article() -> None:
    text = "The owner shall submit his tide lamp. The heir shall submit the certificate of the owner."
    assert lines(read("en", f"{text} {text}", "Procedure"), ItemKind.PAPER) == [
        "the certificate of the owner"
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The instruments of ratification shall be submitted to the Secretary within two years."),
        ("fr", "Les instruments de ratification sont déposés auprès du ministre dans les deux ans."),
        ("es", "Los instrumentos de ratificación serán presentados al Ministro dentro de dos años."),
        ("ru", "Ратификационные грамоты подаются в Министерство Велории в течение двух месяцев."),
        ("vi", "Văn kiện phê chuẩn phải được nộp cho Bộ Ngoại giao Velor trong thời hạn hai năm."),
        ("zh", "批准书应当在两年内交存维洛尔外交部。"),
        ("ar", "تودع وثائق التصديق لدى وزارة البحار خلال شهرين."),
    ],
)  # fmt: skip
def test_a_final_clause_of_a_treaty_has_deadlines_only(language: str, text: str) -> None:
    told = read_facts((Provision("art_1", ProvisionKind.ARTICLE, heading="Procedure", text=text),), language)
    assert {item.kind for one in told.procedures for item in one.items} <= {ItemKind.DEADLINE}


@pytest.mark.parametrize(
    ("language", "text", "bodies"),
    [
        ("vi", "Người đề nghị gửi đơn cho Cục Lãnh sự.", ["Cục Lãnh sự"]),
        ("en", "Applications for a certificate issued by the Harbour Authority shall be kept.",
         ["the Harbour Authority"]),
        ("en", "The form shall be submitted to the Ministry of Tides, which shall keep it.",
         ["the Ministry of Tides"]),
        ("fr", "L’attestation délivrée par l’Administration des phares est jointe.",
         ["l’Administration des phares"]),
        ("es", "El permiso expedido por la Dirección de Faros será exhibido.", ["la Dirección de Faros"]),
        ("ru", "Разрешение выдается Министерством Велории.", ["Министерством Велории"]),
        ("ru", "Заявление подается в Министерство Велории.", ["Министерство Велории"]),
        ("zh", "申请人应当向海事局提出申请。由收到申请的机关答复。", ["海事局"]),
    ],
)  # fmt: skip
def test_bodies(language: str, text: str, bodies: list[str]) -> None:
    assert lines(read(language, text, HEADINGS[language]), ItemKind.BODY) == bodies


@pytest.mark.parametrize(
    ("language", "text", "data"),
    [
        ("vi", "Lệ phí là 1,5 triệu đồng.", {"amount": "1500000", "currency": "VND"}),
        ("zh", "申请费为2万元。", {"amount": "20000", "currency": "CNY"}),
        ("en", "The fee shall be 2 million yen.", {"amount": "2000000", "currency": "JPY"}),
        ("ar", "رسم قدره 3 آلاف ريال.", {"amount": "3000", "currency": "SAR"}),
        ("ar", "رسم قدره سبعة آلاف وخمسمائة ريال.", {"amount": "7500", "currency": "SAR"}),
        ("ar", "رسم قدره خمسة عشر ألف ريال.", {"amount": "15000", "currency": "SAR"}),
        ("ru", "Консульский сбор составляет две тысячи рублей.", {"amount": "2000", "currency": "RUB"}),
        ("en", "Tide cards are issued to seafarers free of charge.", {"amount": "0"}),
        ("fr", "La carte des marées est délivrée gratuitement.", {"amount": "0"}),
        ("es", "La tarjeta se expedirá gratuitamente.", {"amount": "0"}),
        ("ru", "Карта моряка выдается бесплатно.", {"amount": "0"}),
        ("vi", "Thẻ thuyền viên được cấp miễn phí.", {"amount": "0"}),
        ("zh", "海员证免费发给。", {"amount": "0"}),
        ("ar", "تمنح بطاقة البحار مجاناً.", {"amount": "0"}),
        ("fr", "Le droit de chancellerie est de 12 euros.", {"amount": "12", "currency": "EUR"}),
        ("es", "La tasa es de 10 soles.", {"amount": "10", "currency": "PEN"}),
        ("ru", "Консульский сбор составляет 30 евро.", {"amount": "30", "currency": "EUR"}),
    ],
)
def test_fees(language: str, text: str, data: dict[str, str]) -> None:
    (fee,) = [
        item for one in read(language, text).procedures for item in one.items if item.kind is ItemKind.FEE
    ]
    assert fee.data == data


def test_fees_of_a_list() -> None:
    told = read(
        "en", "The following fees are charged:", "Sea cards", "first card: 20 euros;", "copy: 5 euros."
    )
    assert lines(told, ItemKind.FEE) == ["20 euros", "5 euros"]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The Board may act for a period not exceeding six months.", []),
        ("en", "The treaty shall remain in force for five years.", []),
        (
            "en",
            "The treaty shall remain in force unless a Party gives notice six months before its end.",
            [("six months before its end", "6")],
        ),
        ("en", "The Master shall tell the Board promptly.", [("promptly", None)]),
        ("es", "El capitán podrá quedarse por un plazo máximo de 30 días.", []),
        ("en", "The Master must report before leaving the harbour.", [("before leaving the harbour", None)]),
        (
            "fr",
            "Le capitaine doit saluer dès que le navire est à quai.",
            [("dès que le navire est à quai", None)],
        ),
        ("vi", "Thuyền trưởng phải báo cáo trước khi rời cảng.", [("trước khi rời cảng", None)]),
        ("ar", "مدة هذه المذكرة خمس سنوات من تاريخ توقيعها.", []),
        ("zh", "托管期限最长不得超过12个月。", []),
        (
            "zh",
            "对处罚决定不服的，可以在接到处罚通知之日起15日内申请复议。",
            [("在接到处罚通知之日起15日内", "15")],
        ),
        ("en", "The Board shall meet every two years.", [("every two years", "2")]),
        ("en", "The Master shall notify the Board immediately.", [("immediately", None)]),
        ("en", "The member shall have resided there for at least a year before the request.", []),
        ("fr", "Le greffier transmet la copie sans délai.", [("sans délai", None)]),
        ("es", "El Comité se reunirá cada dos años.", [("cada dos años", "2")]),
        ("ru", "Стороны незамедлительно уведомляют друг друга.", [("незамедлительно", None)]),
        ("vi", "Cục Lãnh sự phải trả lời ngay.", [("ngay", None)]),
        ("zh", "船长应当立即报告。", [("立即", None)]),
        ("zh", "违反规定的，五年内不得申请许可证。", []),
        ("ar", "يجب على المجلس أن يجتمع كل ثلاثة أشهر.", [("كل ثلاثة أشهر", "3")]),
    ],
)
def test_deadlines(language: str, text: str, told: list[tuple[str, str | None]]) -> None:
    procedures = read(language, text, HEADINGS[language]).procedures
    limits = [item for one in procedures for item in one.items if item.kind is ItemKind.DEADLINE]
    assert [(item.text, item.data.get("count")) for item in limits] == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The Board shall meet at least twice a year.", {"at least twice a year": ("6", "month")}),
        ("en", "The Board shall report by 1 May each year.", {"by 1 May each year": ("1", "year")}),
        ("en", "The Board shall publish the yearly report within a month.", {}),
        ("fr", "Le Comité des marées se réunit une fois par an.", {"une fois par an": ("1", "year")}),
        ("es", "El Consejo se reunirá dos veces al año.", {"dos veces al año": ("6", "month")}),
        ("ru", "Совет собирается не реже двух раз в год.", {"не реже двух раз в год": ("6", "month")}),
        ("vi", "Hằng năm, Cục Lãnh sự phải báo cáo Bộ.", {"Hằng năm": ("1", "year")}),
        ("vi", "Cục Lãnh sự phải lập báo cáo hằng năm.", {}),
        ("vi", "Cục Lãnh sự phải báo cáo Bộ định kỳ sáu tháng.", {"định kỳ sáu tháng": ("6", "month")}),
        ("zh", "船长应当每年向海事局报告。", {"每年": ("1", "year")}),
        ("ar", "يجب على المجلس أن يجتمع مرتين في السنة.", {"مرتين في السنة": ("6", "month")}),
    ],
)  # fmt: skip
def test_what_is_done_again_and_again(language: str, text: str, told: dict[str, tuple[str, str]]) -> None:
    items = [item for one in read(language, text, HEADINGS[language]).procedures for item in one.items]
    often = {item.text: item.data for item in items if "every" in item.data}
    assert {name: (data["count"], data["unit"]) for name, data in often.items()} == told


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("vi", "TRÌNH TỰ, THỦ TỤC CẤP THẺ", "Cục Lãnh sự tiếp nhận hồ sơ và cấp thẻ trong thời hạn 3 ngày."),
        ("en", "Procedure for sea cards", "The Registrar shall issue the card within three days."),
        ("fr", "Procédure de délivrance", "Le greffier délivre la carte dans un délai de trois jours."),
    ],
)
def test_a_heading_over_several_articles_names_one_procedure(language: str, heading: str, text: str) -> None:
    articles = tuple(Provision(f"art_{n}", ProvisionKind.ARTICLE, text=text) for n in (1, 2))
    chapter = Provision("chp_1", ProvisionKind.CHAPTER, heading=heading, children=articles)
    (procedure,) = read_facts((chapter,), language).procedures
    assert (procedure.eid, procedure.name) == ("chp_1", heading)
    assert {item.eid for item in procedure.items} == {"art_1", "art_2"}


@pytest.mark.parametrize(
    "text",
    [
        "The States shall notify each other of new tides on the request of the applicant within a month.",
        "Instruments may be lodged by the applicant. The original shall be deposited in Norvale.",
    ],
)
def test_deeds_between_states_and_about_the_work_are_no_steps(text: str) -> None:
    steps = lines(read("en", text, "Procedure"), ItemKind.STEP)
    assert not any("each other" in step or "original" in step for step in steps)
