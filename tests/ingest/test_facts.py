"""Terms, obligations and procedures out of made-up provisions in seven languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from facts_told import read
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import ItemKind, Provision, ProvisionKind
from ingest.facts import read_facts
from ingest.facts.quantities import amount
from ingest.facts.rules import LANGUAGES, rules


@pytest.mark.parametrize(
    ("language", "text", "modality", "bearer", "deadline"),
    [
        ("en", "The Minister shall inform the applicant within five working days.", "must", "The Minister",
         "within five working days"),
        ("en", "No Party may levy a charge.", "must_not", "No Party", None),
        ("en", "The application shall be decided by the Consular Board.", "must", "the Consular Board", None),
        ("en", "Norvale may suspend the visit.", "may", "Norvale", None),
        ("en", "The fees shall be gradually abolished.", "must", "", None),
        ("en", "The permit shall, where the holder so asks, be renewed by the Registrar.", "must",
         "the Registrar", None),
        ("en", "Where the frontier is closed, that State shall reopen it.", "must", "that State", None),
        ("en", "The Party requesting extradition should bear the costs.", "must",
         "The Party requesting extradition", None),
        ("en", "The seal shall be kept under an order issued by the court.", "must", "", None),
        ("vi", "Cục Lãnh sự phải trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận đơn.", "must",
         "Cục Lãnh sự", "trong thời hạn 05 ngày làm việc kể từ ngày nhận đơn"),
        ("vi", "Lãnh sự danh dự không được cấp hộ chiếu.", "must_not", "Lãnh sự danh dự", None),
        ("vi", "Bộ Đối ngoại ban hành mẫu tờ khai.", "must", "Bộ Đối ngoại", None),
        ("fr", "Le ministre délivre le visa dans un délai de trois mois.", "must", "Le ministre",
         "dans un délai de trois mois"),
        ("fr", "Le titulaire ne peut céder le permis.", "must_not", "Le titulaire", None),
        ("fr", "L’attestation est délivrée par l’administration communale.", "must",
         "l’administration communale", None),
        ("es", "La oficina consular deberá responder en un plazo de diez días hábiles.", "must",
         "La oficina consular", "en un plazo de diez días hábiles"),
        ("es", "El solicitante podrá recurrir la decisión.", "may", "El solicitante", None),
        ("es", "El Comité custodiará los archivos.", "must", "El Comité", None),
        ("es", "El Comité no divulgará los archivos.", "must_not", "El Comité", None),
        ("es", "Los archivos serán destruidos por el notario.", "must", "el notario", None),
        ("es", "Para tal fin se creará un registro.", "must", "", None),
        ("es", "Las Partes se reunirán en Cardena.", "must", "Las Partes", None),
        ("es", "El arancel no podrá exceder de diez pesos.", "must_not", "", None),
        ("fr", "Le greffier conservera les sceaux.", "must", "Le greffier", None),
        ("fr", "Le greffier ne divulguera pas les pièces.", "must_not", "Le greffier", None),
        ("fr", "Les sceaux seront détruits par le greffier.", "must", "le greffier", None),
        ("fr", "Le droit ne peut dépasser dix euros.", "must_not", "", None),
        ("fr", "Les étudiants jouissent d’un accès libre.", "may", "Les étudiants", None),
        ("es", "La comision elaborara un informe.", "must", "La comision", None),
        ("fr", "Le plan est publié par arrêté du ministre.", "must", "ministre", None),
        ("ru", "Консул обязан уведомить родственников в течение десяти рабочих дней.", "must", "Консул",
         "в течение десяти рабочих дней"),
        ("ru", "Министр утверждает устав музея.", "must", "Министр", None),
        ("ru", "Стороны поручат экспертам осмотр моста.", "must", "Стороны", None),
        ("ru", "Хранитель не разглашает описи собрания.", "must_not", "Хранитель", None),
        ("ru", "Опись хранилища составляется хранителем.", "must", "хранителем", None),
        ("ru", "Комиссией будет составлен акт осмотра.", "must", "Комиссией", None),
        ("ru", "Выставки в музее проводятся по решению совета.", "must", "", None),
        ("ru", "Стороны не вправе взимать сбор.", "must_not", "Стороны", None),
        ("zh", "主管部门应当自收到申请之日起三十日内作出决定。", "must", "主管部门",
         "自收到申请之日起三十日内"),
        ("zh", "申請人不得轉讓許可證。", "must_not", "申請人", None),
        ("ar", "يجب على الوزارة أن ترد خلال خمسة عشر يوماً.", "must", "الوزارة", "خلال خمسة عشر يوماً"),
        ("ar", "يجوز للوزير أن يرفض الطلب.", "may", "الوزير", None),
        ("ar", "تستضيف الوزارة معرضا كل عام.", "must", "الوزارة", "كل عام"),
        ("ar", "يجوز أن تستعين الوزارة بمن تراه.", "may", "الوزارة", None),
        ("ar", "تنشر الأسماء في لوحة الدار.", "must", "", None),
        ("ar", "على الوزارة إبلاغ الدار بموعد المعرض.", "must", "الوزارة", None),
        ("ar", "يلتزم الأمين بألا يفشي سر الدار.", "must_not", "الأمين", None),
        ("ar", "وللأمين دائما الحق في زيارة الدار.", "may", "الأمين", None),
        ("ar", "لا يصدر الإذن إلا بعد المعاينة.", "must_not", "", None),
    ],
)  # fmt: skip
def test_obligation(language: str, text: str, modality: str, bearer: str, deadline: str | None) -> None:
    (told,) = read(language, text).obligations
    assert (told.modality, told.bearer, told.deadline) == (modality, bearer, deadline)
    assert told.span is not None
    assert text[told.span.start : told.span.end] == text.rstrip(".。")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "This Convention shall enter into force on the thirtieth day."),
        ("en", "The Annex shall form part of this Agreement."),
        ("vi", "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2022."),
        ("vi", "Con dấu của phái đoàn hình tròn."),
        ("fr", "Le présent accord entrera en vigueur le 1er mai."),
        ("es", "El presente Acuerdo entrará en vigor el 2 de enero."),
        ("fr", "Le ministre notifié de la vacance avant terme."),
        ("es", "La comisión elaborara un informe si tuviera medios."),
        ("en", "No treaty on conditions it may specify."),
        ("en", "A minor is heard against the guardian’s will, except in court."),
        ("ru", "Соглашение вступает в силу через год."),
        ("ru", "Велория обладает правами на реку и соблюдает их."),
        ("ru", "Границы парка определяются законом."),
        ("ru", "Смета считается принятой."),
        ("zh", "本协定适用于领事事务。"),
        ("ar", "هذا النظام جزء من الاتفاقية."),
        ("ar", "يكون مقر الدار في مرجانة."),
        ("ar", "تحدد اللائحة ألوان العلم."),
        ("de", "Der Minister muss antworten."),
    ],
)
def test_nobody_is_bound(language: str, text: str) -> None:
    assert read(language, text).obligations == ()


@pytest.mark.parametrize(
    ("language", "text", "data"),
    [
        ("en", "The officer shall reply within thirty (30) days.", {"count": "30", "unit": "day"}),
        ("en", "The officer shall reply within two weeks.", {"count": "14", "unit": "day"}),
        ("vi", "Cơ quan trả lời trong vòng ba mươi ngày.", {"count": "30", "unit": "day"}),
        ("fr", "Le poste répond dans les dix (10) jours ouvrables.",
         {"count": "10", "unit": "day", "days": "working"}),
        ("es", "La oficina responderá dentro de las 48 horas.", {"count": "48", "unit": "hour"}),
        ("ru", "Консул отвечает в течение двух месяцев.", {"count": "2", "unit": "month"}),
        ("zh", "领事馆应当在五个工作日内答复。", {"count": "5", "unit": "day", "days": "working"}),
        ("ar", "تبت الإدارة في الطلب خلال شهرين.", {"count": "2", "unit": "month"}),
        ("en", "The council shall meet at least once a year.",
         {"count": "1", "unit": "year", "every": "true"}),
        ("en", "Notice shall be made six months before May.", {"count": "6", "unit": "month"}),
        ("en", "The lists shall be exchanged by the end of 1992.", {}),
        ("fr", "Le reçu est délivré sans délai.", {}),
        ("es", "La comisión se reunirá una vez cada dos años.",
         {"count": "2", "unit": "year", "every": "true"}),
        ("es", "Los informes se entregarán a más tardar el 2 de mayo de 1999.", {}),
    ],
)  # fmt: skip
def test_deadline(language: str, text: str, data: dict[str, str]) -> None:
    heading = {"vi": "Thủ tục cấp thẻ", "fr": "Procédure", "es": "Procedimiento", "ru": "Порядок",
               "zh": "程序", "ar": "إجراءات", "en": "Procedure"}[language]  # fmt: skip
    (procedure,) = read(language, text, heading).procedures
    limits = [item for item in procedure.items if item.kind is ItemKind.DEADLINE]
    assert [dict(item.data) for item in limits] == [data]
    assert procedure.name == heading


def test_the_mark_of_a_footnote_is_not_in_the_name() -> None:
    (procedure,) = read(
        "en", "The officer shall reply within ten days.", "Procedure for seals [12]"
    ).procedures
    assert procedure.name == "Procedure for seals"


@pytest.mark.parametrize(
    "text",
    [
        "Whoever forges a seal shall be liable to imprisonment not exceeding within five years.",
        "The card shall be valid for five years.",
        "The officer shall reply within thirty (20) days.",
        "This Protocol shall enter into force thirty days after the second notification.",
    ],
)
def test_no_deadline(text: str) -> None:
    assert all(
        item.kind is not ItemKind.DEADLINE
        for p in read("en", text, "Procedure").procedures
        for item in p.items
    )


@pytest.mark.parametrize(
    ("language", "text", "data"),
    [
        ("vi", "Lệ phí cấp thẻ là 1.000.000 đồng.", {"amount": "1000000", "currency": "VND"}),
        ("en", "The fee is EUR 80.", {"amount": "80", "currency": "EUR"}),
        ("fr", "Le droit est de 22,50 €.", {"amount": "22.50", "currency": "EUR"}),
        ("zh", "每件收费人民币200元。", {"amount": "200", "currency": "CNY"}),
        ("ar", "رسم التصديق ثلاثون ريالاً.", {"amount": "30", "currency": "SAR"}),
        ("fr", "Le droit est de dix couronnes.", {"amount": "10", "currency_printed": "couronnes"}),
    ],
)
def test_fee(language: str, text: str, data: dict[str, str]) -> None:
    items = [item for one in read(language, text).procedures for item in one.items]
    assert {tuple(sorted(i.data.items())) for i in items if i.kind is ItemKind.FEE} == {
        tuple(sorted(data.items()))
    }


def test_a_fine_is_no_fee() -> None:
    assert read("en", "A fee or fine of 20 USD is a penalty.").procedures == ()


@pytest.mark.parametrize(
    ("language", "text", "kind", "told"),
    [
        ("en", "A medical certificate shall be submitted to the Registrar.", ItemKind.PAPER,
         ["A medical certificate"]),
        ("en", "The holder shall lodge an application and notify the Consular Board.", ItemKind.BODY,
         ["the Consular Board"]),
        ("fr", "Un certificat de scolarité est présenté au greffier.", ItemKind.PAPER,
         ["certificat de scolarité"]),
        ("fr", "Sur présentation d’un diplôme, le visa est délivré.", ItemKind.PAPER, ["diplôme"]),
        ("fr", "Le ministre délivre le visa. Le visa est prolongé par le ministre.", ItemKind.BODY,
         ["Le ministre"]),
        ("es", "El solicitante presentará un certificado médico.", ItemKind.PAPER, ["certificado médico"]),
        ("es", "La visa será otorgada por el cónsul previa presentación de documentación falsa.",
         ItemKind.PAPER, []),
    ],
)  # fmt: skip
def test_papers_and_bodies(language: str, text: str, kind: ItemKind, told: list[str]) -> None:
    heading = {"en": "Applications", "fr": "Demandes", "es": "Solicitudes"}[language]
    procedures = read(language, text, heading).procedures
    assert [item.text for one in procedures for item in one.items if item.kind is kind] == told


def test_papers_of_a_list() -> None:
    told = read("vi", "Hồ sơ gồm:", "Hồ sơ cấp thẻ", "01 tờ khai;", "02 ảnh cỡ 4 cm.")
    papers = [item.text for item in told.procedures[0].items if item.kind is ItemKind.PAPER]
    assert papers == ["01 tờ khai", "02 ảnh cỡ 4 cm"]


@pytest.mark.parametrize(
    ("language", "text", "steps"),
    [
        ("en", "The applicant shall lodge an application for a card. The Board shall not sell cards. "
         "The Board shall issue it.", ["The applicant shall lodge an application for a card",
         "The Board shall issue it"]),
        ("fr", "Le demandeur introduit une demande de carte. Le ministre délivre la carte.",
         ["Le demandeur introduit une demande de carte", "Le ministre délivre la carte"]),
        ("ru", "Заявитель подает заявление о выдаче билета. Консул не продает билеты. Консул выдает билет.",
         ["Заявитель подает заявление о выдаче билета", "Консул выдает билет"]),
        ("ar", "يقدم مقدم الطلب نسخة من البطاقة. تسلم الوزارة الرخصة.",
         ["يقدم مقدم الطلب نسخة من البطاقة", "تسلم الوزارة الرخصة"]),
        ("es", "El solicitante presentará la solicitud de visa. El consulado expedirá la visa.",
         ["El solicitante presentará la solicitud de visa", "El consulado expedirá la visa"]),
    ],
)  # fmt: skip
def test_steps(language: str, text: str, steps: list[str]) -> None:
    (procedure,) = read(language, text).procedures
    assert [item.text for item in procedure.items if item.kind is ItemKind.STEP] == steps


def test_deeds_without_a_procedure_are_no_steps() -> None:
    assert read("en", "The Parties shall inform each other of new laws.").procedures == ()


@pytest.mark.parametrize(
    ("language", "heading", "text", "term", "definition"),
    [
        ("en", "", "“Post” means any consulate of Norvale.", "Post", "any consulate of Norvale"),
        ("en", "", "The Court of Marjana (hereinafter referred to as “the Court”) sits in Dahra.",
         "the Court", "The Court of Marjana"),
        ("en", "", "For the purposes of this Treaty, a minor means every person under sixteen.", "minor",
         "every person under sixteen"),
        ("en", "", "The duty on salt (Salzsteuer) (hereinafter called “salt tax”) is kept.", "salt tax",
         "The duty on salt (Salzsteuer)"),
        ("fr", "", "Est entendu par « poste » tout consulat de Montclair.", "poste",
         "tout consulat de Montclair"),
        ("es", "", "Se entiende por oficina toda representación de Cardena.", "oficina",
         "toda representación de Cardena"),
        ("vi", "Giải thích từ ngữ", "Viên chức là người được bổ nhiệm.", "Viên chức", "người được bổ nhiệm"),
        ("fr", "Définitions", "« poste » : tout consulat de Montclair ;", "poste",
         "tout consulat de Montclair"),
        ("es", "Definiciones", "Oficina: toda representación de Cardena.", "Oficina",
         "toda representación de Cardena"),
        ("ru", "Определения", "«орган» означает министерство Велории;", "орган", "министерство Велории"),
        ("zh", "", "本条例所称证件，是指华源签发的护照。", "证件", "华源签发的护照"),
        ("ru", "", "Смотрителем признается лицо, принятое на службу.", "Смотрителем",
         "лицо, принятое на службу"),
        ("ru", "", "Музей Велории, именуемый в дальнейшем «Музей», открыт.", "Музей", "Музей Велории"),
        ("ar", "تعريفات", "ـ المتحف : متحف مرجانة الوطني.", "المتحف", "متحف مرجانة الوطني"),
        ("ar", "تعريفات", "الوزارة: وزارة خارجية مرجانة.", "الوزارة", "وزارة خارجية مرجانة"),
    ],
)  # fmt: skip
def test_term(language: str, heading: str, text: str, term: str, definition: str) -> None:
    told = read(language, text, heading).terms[0]
    assert (told.term, told.definition) == (term, definition)
    assert told.span is not None
    assert text[told.span.start : told.span.end] == term


def test_deeds_of_a_list_have_the_bearer_above() -> None:
    told = read("en", "The Registrar shall:", "", "keep the register;", "issue the extracts.").obligations
    assert [(one.bearer, one.deed) for one in told] == [
        ("The Registrar", "keep the register"),
        ("The Registrar", "issue the extracts"),
    ]


def test_terms_behind_a_paragraph_that_says_so() -> None:
    texts = ("يقصد بالألفاظ الآتية المعاني الموضحة أمامها:", "الدار : دار الكتب.", "الأمين : أمين الدار.")
    children = tuple(
        Provision(f"art_1__para_{number}", ProvisionKind.PARAGRAPH, text=text)
        for number, text in enumerate(texts, 1)
    )
    article = Provision("art_1", ProvisionKind.ARTICLE, children=children)
    assert [one.term for one in read_facts((article,), "ar").terms] == ["الدار", "الأمين"]


def test_tasks_of_an_arabic_list() -> None:
    told = read("ar", "وللمركز المهمات الآتية:", "", "إعداد الخرائط.", "مرجانة وما حولها.").obligations
    assert [(one.modality, one.bearer, one.deed) for one in told] == [("must", "المركز", "إعداد الخرائط")]


def test_a_pronoun_stands_for_who_was_named() -> None:
    told = read("en", "The Registrar shall keep a book. He shall publish it.").obligations
    assert [one.bearer for one in told] == ["The Registrar", "The Registrar"]


@pytest.mark.parametrize(
    ("printed", "thousands", "value"),
    [
        ("1.000.000", ".", Decimal(1000000)), ("1,500", ",", Decimal(1500)), ("1,500", ".", None),
        ("22,50", ".", Decimal("22.50")), ("20", ".", Decimal(20)), ("1 200", ".", Decimal(1200)),
    ],
)  # fmt: skip
def test_amount(printed: str, thousands: str, value: Decimal | None) -> None:
    assert amount(printed, thousands) == value


@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: str) -> None:
    told = read(language, text, "Procedure")
    for one in told.obligations:
        assert one.span is not None
        assert 0 <= one.span.start < one.span.end <= len(text)


def test_every_table_reads() -> None:
    assert all(rules(language) is not None for language in LANGUAGES)
