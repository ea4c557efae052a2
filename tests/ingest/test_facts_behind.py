"""Who is bound where he stands behind the verb, in a case, above a list; short names without quotes."""

from __future__ import annotations

import pytest
from facts_told import read

Told = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "It shall be the duty of the master to keep the log.", [("must", "the master")]),
        ("en", "It is for each State to determine who may sail.", [("may", "each State")]),
        ("en", "This Protocol is open for signature by all Members of the Ferry Union.",
         [("may", "all Members of the Ferry Union")]),
        ("en", "It shall be unlawful for any person to sell a chart.", [("must_not", "any person")]),
        ("fr", "Il appartient à chaque Partie de désigner son phare.", [("must", "chaque Partie")]),
        ("fr", "Les frais sont à la charge de la Partie requérante.", [("must", "la Partie requérante")]),
        ("fr", "Il est interdit aux agents de vendre les plans.", [("must_not", "agents")]),
        ("es", "Corresponderá a la Comisión Mixta aprobar el plan.", [("must", "la Comisión Mixta")]),
        ("es", "Los gastos correrán a cargo de la Parte requirente.", [("must", "la Parte requirente")]),
        ("es", "Es facultad del Director autorizar el ingreso.", [("may", "Director")]),
        ("ru", "Контроль за маяками возлагается на Министерство транспорта.",
         [("must", "Министерство транспорта")]),
        ("ru", "Органам власти запрещается продавать карты.", [("must_not", "Органам власти")]),
        ("ru", "Структуру секретариата утверждает Совет.", [("must", "Совет")]),
    ],
)  # fmt: skip
def test_whose_duty_it_is(language: str, text: str, wanted: Told) -> None:
    assert _told(language, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In no case shall a sailor be deprived of water.", [("must_not", "")]),
        ("Under no circumstances may the pilots exceed their orders.", [("must_not", "the pilots")]),
        ("Only in case of urgent need may the ferries be stopped.", [("may", "")]),
        ("The duties shall not be raised, nor shall the present ones be renewed by the Council.",
         [("must_not", ""), ("must_not", "the Council")]),
        ("Neither Party shall levy a tax on ferries.", [("must_not", "Neither Party")]),
    ],
)  # fmt: skip
def test_the_verb_stands_before_its_subject(text: str, wanted: Told) -> None:
    assert _told("en", text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The Agreement may be terminated by either Party.", [("may", "either Party")]),
        ("en", "The Agreement may be terminated at any time.", []),
        ("en", "The pier shall be governed by the harbour rules.", []),
        ("es", "Se podrán efectuar controles conjuntos.", [("may", "")]),
        ("es", "No se podrá vender el faro.", [("must_not", "")]),
        ("fr", "Le titulaire est également tenu de signer le registre.", [("must", "Le titulaire")]),
        ("fr", "L'agence précisera le lieu où les essais doivent être menés.", [("must", "L'agence")]),
        ("fr", "Elle précisera le lieu où les essais doivent être menés.", []),
        ("ru", "Сторона, оказывающая помощь, может уйти.", [("may", "Сторона, оказывающая помощь")]),
        ("ru", "Порядок пользования наследниками лодкой устанавливается договором.", []),
        ("vi", "Bộ trưởng Bộ Hải đảo, Thủ trưởng cơ quan ngang bộ chịu trách nhiệm thi hành Nghị định này.",
         [("must", "Bộ trưởng Bộ Hải đảo, Thủ trưởng cơ quan ngang bộ")]),
        ("vi", "Bên vận hành phải chịu trách nhiệm bồi thường.", [("must", "Bên vận hành")]),
        ("vi", "Cục Lãnh sự cấp thẻ cho ngư dân. Trường hợp bản đồ sai thì phải có bản mới.",
         [("must", "Cục Lãnh sự"), ("must", "")]),
    ],
)  # fmt: skip
def test_what_binds(language: str, text: str, wanted: Told) -> None:
    assert _told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "bearer", "deeds"),
    [
        ("fr", "Le Gouvernement de Norvale :\ns'adressera au Conseil ;\nassurera la garde du phare.",
         "Le Gouvernement de Norvale", 2),
        ("es", "Corresponderá a los grupos nacionales:\na) establecer planes;\nb) proponer rutas.",
         "los grupos nacionales", 2),
    ],
)  # fmt: skip
def test_a_list_within_a_text(language: str, text: str, bearer: str, deeds: int) -> None:
    assert [who for _, who in _told(language, text)] == [bearer] * deeds


def test_for_whom_is_a_name_and_no_verb() -> None:
    told = read(
        "en", "The Parties undertake to afford each other help. The Clerk shall give a copy to the State."
    )
    assert [one.beneficiary for one in told.obligations] == [None, "the State"]


@pytest.mark.parametrize(
    ("language", "heading", "text", "term"),
    [
        ("en", "", "The Members appoint a Ferry Board (hereinafter: the Board).", "Board"),
        ("en", "", "Ferry means a ship that carries cars.", "Ferry"),
        ("fr", "", "Le Conseil des ponts, ci-après dénommé le Conseil, se réunit.", "Conseil"),
        ("fr", "", "Par navire, il faut entendre tout bâtiment de mer.", "navire"),
        ("fr", "", "Aux fins de la présente loi, on entend par:\na) “navire”: tout bâtiment;", "navire"),
        ("es", "", "La Comisión de Puentes (en adelante, la Comisión) se reunirá.", "Comisión"),
        ("ru", "Определение терминов", "Срок охоты охватывает период с 1 мая до 1 июня.", "Срок охоты"),
        ("vi", "", "Thuật ngữ “tàu cá” dùng để chỉ phương tiện thủy.", "tàu cá"),
    ],
)
def test_term(language: str, heading: str, text: str, term: str) -> None:
    assert [one.term for one in read(language, text, heading).terms] == [term]


def _told(language: str, text: str) -> Told:
    return [(one.modality.value, one.bearer) for one in read(language, text).obligations]


def test_a_line_of_text_below_the_heading_of_a_list_ends_no_list() -> None:
    heading = "Trách nhiệm của người trực"
    told = read("vi", "ở cảng và trên tàu", heading, "Tiếp nhận thẻ của ngư dân;", "Kiểm tra tàu.")
    assert [one.modality.value for one in told.obligations] == ["must", "must"]


def test_a_deadline_is_no_condition() -> None:
    (told,) = read("en", "The consul shall give notice as soon as practicable.").obligations
    assert (told.deadline, told.condition) == ("as soon as practicable", None)


def test_a_list_of_bans_is_told_line_by_line() -> None:
    told = read("vi", "Nghiêm cấm các hành vi sau đây:", "", "Lợi dụng đèn biển;", "Sử dụng thẻ giả.")
    assert [one.modality.value for one in told.obligations] == ["must_not", "must_not"]


@pytest.mark.parametrize(
    ("head", "bearer", "modality"),
    [
        ("Cục Lãnh sự có thẩm quyền:", "Cục Lãnh sự", "may"),
        ("Cục Lãnh sự có trách nhiệm:", "Cục Lãnh sự", "must"),
        ("Cơ quan có thẩm quyền:", "Cơ quan có thẩm quyền", "must"),
    ],
)
def test_a_list_of_powers_is_one_of_leaves(head: str, bearer: str, modality: str) -> None:
    told = read("vi", head, "", "Chỉ đạo các trạm gác;", "Kiểm tra sổ hải đăng.").obligations
    assert [(one.bearer, one.modality) for one in told] == [(bearer, modality)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Nhà nước tạo điều kiện cho những người được hưởng trợ cấp hải đăng rời đảo sớm.",
        "Lãnh sự danh dự bảo đảm mọi giúp đỡ để tàu biển được hưởng đầy đủ quyền lợi.",
    ],
)
def test_what_others_may_is_no_leave_of_who_acts(text: str) -> None:
    assert [one.modality for one in read("vi", text).obligations] == ["must"]
