"""Whom a sentence binds is told only where it is sure: no half names, no pronouns, no nouns for verbs."""

from __future__ import annotations

import pytest
from facts_told import read

Told = list[tuple[str, str]]


def told(language: str, text: str, heading: str = "", *points: str) -> Told:
    """How an article binds, and whom."""
    return [(one.modality.value, one.bearer) for one in read(language, text, heading, *points).obligations]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Le comité mesure les niveaux du lac, prépare et soumet un programme.", []),
        ("fr", "Le bureau le plus proche du port tient un registre.",
         [("must", "Le bureau le plus proche du port")]),
        ("fr", "Pour aider les pilotes de l'île d'Ombre le Gouvernement de Norvale facilite leur vol.",
         [("must", "le Gouvernement de Norvale")]),
        ("fr", "Toute personne en mesure de prouver les faits présente sa demande.",
         [("must", "Toute personne en mesure de prouver les faits")]),
        ("es", "El comité reúne los datos del lago cada Parte determinará su cuota.", []),
        ("es", "Se constituirá por ambos Gobiernos una policía civil.", [("must", "ambos Gobiernos")]),
        ("es", "Se crean grupos (normas, oficina de faros), los cuales reportarán al Consejo.", []),
    ],
)  # fmt: skip
def test_a_name_has_no_verb_in_it(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "They shall carry the flag.", []),
        ("fr", "Ils tiennent un registre.", []),
        ("fr", "Les pilotes signent le plan. Ils tiennent un registre.",
         [("must", "Les pilotes"), ("must", "Les pilotes")]),
        ("ru", "Они представляют отчет Совету.", []),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means_must_be_told(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "line", "points", "bearer"),
    [
        ("fr", "Le conseil des phares a pour mission :",
         ("de conseiller le ministre ;", "d'identifier les priorités."), "Le conseil des phares"),
        ("fr", "Le Service des phares assure les tâches suivantes :",
         ("gérer les feux ;", "tenir le registre."), "Le Service des phares"),
        ("es", "El Comité de Faros tendrá las siguientes funciones:",
         ("proponer un plan;", "recomendar vedas."), "El Comité de Faros"),
    ],
)  # fmt: skip
def test_a_line_that_announces_functions(
    language: str, line: str, points: tuple[str, ...], bearer: str
) -> None:
    assert told(language, line, "", *points) == [("must", bearer)] * len(points)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "Dentro de los diez días siguientes a la entrega del plano, el Consejo resolverá el caso.",
         [("must", "el Consejo")]),
        ("fr", "Selon la demande du pilote, le bureau convoque les témoins.", [("must", "le bureau")]),
        ("fr", "Les deux Parties coopéreront comme suit : a) La Partie amont s'engage à ouvrir les vannes.",
         [("must", "Les deux Parties"), ("must", "La Partie amont")]),
        ("fr", "Les Parties étudieront comment les brevets pourront être admis.", [("must", "Les Parties")]),
        ("fr", "Les agents toucheront une indemnité.", [("may", "Les agents")]),
        ("es", "Los funcionarios percibirán la mitad de los derechos.", [("may", "Los funcionarios")]),
        ("en", "Any sailor to whom this Act may apply shall be informed by the master.",
         [("must", "the master")]),
        ("en", "Other visits shall be agreed between the Parties.", [("must", "the Parties")]),
        ("en", "A dispute shall be heard by the lake council and in default by the court.",
         [("must", "the lake council")]),
    ],
)  # fmt: skip
def test_whose_verb_it_is(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La inspección se realizará según lo establecido en la ley."),
        ("es", "En testimonio de lo cual, los delegados suscriben el presente Acuerdo."),
        ("es", "Norvale reconoce la denominación «Queso de Ombra»."),
        ("fr", "que tout appel avec le port est autorisé par le chef."),
        ("fr", "Par membres de la famille il y a lieu d'entendre le conjoint."),
        ("en", "Extradition shall be subject to the conditions of the law of the State."),
        ("en", "In witness whereof the Parties shall sign this Protocol."),
        ("ru", "В удостоверение чего Стороны подписывают настоящий Протокол."),
    ],
)
def test_what_binds_nobody(language: str, text: str) -> None:
    assert told(language, text) == []


@pytest.mark.parametrize(
    ("language", "line", "points", "wanted"),
    [
        ("es", "El Panel podrá, de oficio o a petición de una Parte:", ("oír testigos;", "corregir el acta."),
         [("may", "El Panel")] * 2),
        ("es", "Cada Parte deberá exigir que:", ("declare el peso;", "presente una copia."),
         [("must", "Cada Parte")] * 2),
        ("en", "Any State may, when it signs, reserve the right:",
         ("to close its lake;", "to exclude old ships."), [("may", "Any State")] * 2),
    ],
)  # fmt: skip
def test_a_head_without_a_deed(language: str, line: str, points: tuple[str, ...], wanted: Told) -> None:
    assert told(language, line, "", *points) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Si l'acte est douteux, l'officier sursoit à la copie et en informe le juge.", []),
        ("fr", "Le ministre précise au demandeur, sous huit jours, quels actes sont requis et fixe un délai.",
         [("must", "Le ministre")]),
        ("fr", "La demande mentionne le nom du navire.", [("must", "")]),
        ("es", "El asilado tiene derecho a un documento. No podrá ser devuelto al lago.",
         [("may", "El asilado"), ("must_not", "")]),
        ("en", "The Controller-General may refuse the plan.", [("may", "The Controller-General")]),
        ("en", "It is made for five years and shall be renewed tacitly for five years.", []),
        ("ru", "Лица, вступающие в брак, лично подают заявление в орган загса.",
         [("must", "Лица, вступающие в брак")]),
        ("ru", "Нарушение правил наказывается штрафом.", []),
    ],
)  # fmt: skip
def test_further_traditions(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


def test_a_list_of_infinitives_behind_their_preposition() -> None:
    points = ("de tenir un registre des actes ;", "de rendre compte de sa gestion.")
    assert told("fr", "Le consul est tenu :", "", *points) == [("must", "Le consul")] * 2


def test_a_line_that_begins_with_the_word_that_binds() -> None:
    points = ("shall answer within a week;", "may call for proof; and", "shall not refuse without reasons.")
    wanted = [("must", "The Keeper"), ("may", "The Keeper"), ("must_not", "The Keeper")]
    assert told("en", "The Keeper—", "", *points) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The holder of a licence who wishes to renew it must submit a form.",
         [("must", "The holder of a licence who wishes to renew it")]),
        ("en", "The person may be assisted by an interpreter.", [("may", "The person")]),
        ("fr", "Chaque pays sera représenté par un nombre égal de membres.", [("must", "Chaque pays")]),
        ("es", "Los delegados podrán ser acompañados por asesores.", [("may", "Los delegados")]),
        ("es", "Está prohibido a los empleados retirar actas.", [("must_not", "los empleados")]),
        ("es", "Se considera residente al extranjero que vive en el puerto.", []),
    ],
)  # fmt: skip
def test_whose_deed_it_is(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "A State which means to sign, accept or approve this Act, may tell the depositary so.",
         [("may", "A State which means to sign, accept or approve this Act")]),
        ("en", "Such a level should be reached within a period that lets the lake recover.", []),
        ("fr", "Le bureau tient un registre. La carte reste ici. Il avise le juge.", [("must", "Le bureau")]),
    ],
)  # fmt: skip
def test_of_whom_a_clause_tells(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Le pilote écrit au chef de poste. Celui-ci se prononce dans le mois.", []),
        ("en", "The master shall tell the owner. The latter shall pay.", [("must", "The master")]),
        ("es", "Si antes de zarpar, un capitán tiene dudas, podrá volver al puerto.", []),
        ("es", "La autoridad tiene la atribución de revisar el buque.", [("may", "La autoridad")]),
    ],
)  # fmt: skip
def test_who_was_named_last(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le permis est délivré contre versement par les travailleurs d'une taxe.", [("must", "")]),
        ("Les deux Parties sont convaincues que le tourisme contribuera aux échanges.", []),
        ("Si, à l'expiration du congé, l'agent ne peut reprendre son service.", []),
        ("Les biens importés par les agents, les consuls et les attachés bénéficient de la franchise.", []),
        ("Une commission, dont les membres seront ressortissants de Norvale, aura son siège à Belmar.", []),
        ("Le Foreign Office désignera les membres.", [("must", "Le Foreign Office")]),
        ("Le Gouvernement de Norvale assure aux experts le logement.",
         [("must", "Le Gouvernement de Norvale")]),
        ("L'assuré présente sa carte.", [("must", "L'assuré")]),
        ("Les consuls sont obligés, en mission, de se conformer aux règles.", [("must", "Les consuls")]),
        ("Le maire est chargé par le ministre de l'enquête. Il remet un rapport au conseil.",
         [("must", "Le maire"), ("must", "Le maire")]),
        ("La nomination du consul est soumise à l'agrément du ministre.", [("must", "")]),
        ("Le nombre des bourses fera l'objet de consultations entre les deux Parties.",
         [("must", "les deux Parties")]),
        ("La Convention, dès qu'elle sera mise en vigueur, s'appliquera à Norvale.", []),
        ("Le registre reste ouvert jusqu'au jour où l'État aura fait connaître sa décision.", []),
        ("Le contrôle est exercé sous la surveillance du ministre de la Santé par un médecin délégué.",
         [("must", "un médecin délégué")]),
        ("L'échange est fait entre les autorités désignées.", [("must", "les autorités désignées")]),
        ("Le consul réside dans le port, où l'agent sera nommé.", []),
        ("« Lot » désigne les bagages que le consul envoie. Le consul envoie le lot.",
         [("must", "Le consul")]),
    ],
)  # fmt: skip
def test_who_acts_in_french(text: str, wanted: Told) -> None:
    assert told("fr", text) == wanted


def test_what_a_condition_inserts_is_told_from_what_follows_it() -> None:
    text = "В случае, если согласие не достигнуто, Стороны обращаются в суд."
    assert told("ru", text) == [("must", "Стороны")]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Persons whose release may take place later shall report to the guard.",
         [("must", "Persons whose release may take place later")]),
        ("es", "Las Partes reconocen que la tecnología proporciona un valor.", []),
        ("vi", "Nhà đầu tư chịu rủi ro khi hồ sơ không được cơ quan thẩm định phê duyệt.", []),
        ("en", "This Treaty shall be subject to ratification by the signatory States.", []),
        ("es", "Para fijar la tasa de faros se seguirá el procedimiento de la Ley.", []),
        ("vi", "Giấy tờ đã được cơ quan, người có thẩm quyền ban hành, cấp trước ngày này có giá trị.", []),
        ("vi", "Người dân không được tổ chức đua xe.", [("must_not", "Người dân")]),
        ("ar", "إذا كان المجلس يناقش أمورا تتعلق باختصاصاته، فله طلب حضور الوزير.", [("may", "المجلس")]),
    ],
)  # fmt: skip
def test_a_verb_of_another_clause_binds_nobody(language: str, text: str, wanted: Told) -> None:
    assert told(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "line", "wanted"),
    [
        ("vi", "Lãnh sự cấp giấy thông hành trong các trường hợp sau đây:",
         "Cần phải xử lý gấp do yêu cầu đối ngoại.", [("must", "Lãnh sự")]),
        ("en", "The Consul may refuse a visa where:",
         "the applicant must leave the territory within a week.", [("may", "The Consul")]),
        ("fr", "Le consul refuse le visa dans les cas suivants :",
         "le demandeur doit quitter le territoire.", [("must", "Le consul")]),
        ("es", "El cónsul denegará la visa cuando:", "el solicitante deba salir del país.",
         [("must", "El cónsul")]),
    ],
)  # fmt: skip
def test_lines_of_cases_bind_nobody(language: str, text: str, line: str, wanted: Told) -> None:
    assert told(language, text, "", line) == wanted
