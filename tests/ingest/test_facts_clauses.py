"""Who is bound by clauses within clauses and lists within texts, and what the law itself tells somebody."""

from __future__ import annotations

import pytest
from facts_told import read

Told = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "the registrar shall keep the roll of ships.members may inspect it at any time.",
         [("must", "the registrar"), ("may", "members")]),
        ("en", "The deposit shall be made with the Registrar, who shall inform the members.",
         [("must", ""), ("must", "the Registrar")]),
        ("en", "The Ferry Commission, the members of which shall be named by two States, shall meet.",
         [("must", "The Ferry Commission")]),
        ("en", "The Registrar shall: (a) keep the book; (b) publish it every year.",
         [("must", "The Registrar"), ("must", "The Registrar")]),
        ("en", "The notice shall state the name of the ship.", [("must", "")]),
        ("en", "Cargo of Norvale shall not on arrival in Ostermere be delayed.", [("must_not", "")]),
        ("en", "This Protocol shall be subject to approval by the Parties.", [("must", "the Parties")]),
        ("en", "The Council shall, for this end, have the power to fix fees.", [("may", "The Council")]),
        ("fr", "Mandons et ordonnons que la présente loi soit observée par tous ceux que la chose concerne.",
         []),
        ("fr", "Chacune des Parties aura le droit d'ouvrir un bureau.", [("may", "Chacune des Parties")]),
        ("fr", "Pour le renouvellement du permis le titulaire de bonne foi introduit sa demande.",
         [("must", "le titulaire de bonne foi")]),
        ("es", "El Comité se creará en la ciudad de Lamar.", [("must", "")]),
        ("es", "Autorízase al Poder Ejecutivo a vender el faro.", [("may", "Poder Ejecutivo")]),
        ("es", "La Parte designará un perito, el cual deberá informar por escrito.",
         [("must", "La Parte"), ("must", "un perito")]),
        ("es", "Queda prohibido a los funcionarios vender planos.", [("must_not", "los funcionarios")]),
        ("es", "Si la Parte se retira del Acuerdo, lo comunicará por escrito.", [("must", "la Parte")]),
        ("es", "Las Partes se reunirán cada año. En caso necesario podrán celebrarse consultas.",
         [("must", "Las Partes"), ("may", "")]),
        ("ru", "Первая Сторона закрывает мост, а другая Сторона открывает дорогу.",
         [("must", "Первая Сторона"), ("must", "другая Сторона")]),
        ("ru", "Государство, которое не является членом Союза, может просить о помощи.",
         [("may", "Государство, которое не является членом Союза")]),
        ("ru", "Поручить Правительству Лаврии:\nпостроить мост;\nоткрыть дорогу.",
         [("must", "Правительству Лаврии"), ("must", "Правительству Лаврии")]),
        ("ru", "Назначение производится указом Президента Лаврии.", [("must", "Президента Лаврии")]),
        ("vi", "Đơn phải ghi rõ họ tên của người yêu cầu.", [("must", "")]),
        ("vi", "Nghiêm cấm cá nhân bán bản đồ.", [("must_not", "cá nhân")]),
        ("vi", "Trường hợp Cục Lãnh sự phát hiện sai sót, chưa cấp giấy, phải thông báo ngay.",
         [("must", "Cục Lãnh sự")]),
        ("vi", "Cục Lãnh sự kiểm tra hồ sơ; trường hợp hồ sơ thiếu thì yêu cầu bổ sung.",
         [("must", "Cục Lãnh sự"), ("must", "Cục Lãnh sự")]),
    ],
)  # fmt: skip
def test_bearer(language: str, text: str, wanted: Told) -> None:
    assert [(one.modality, one.bearer) for one in read(language, text).obligations] == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The works that the Parties shall build are known."),
        ("fr", "Quiconque aura vendu le faux plan sera puni d'une amende."),
        ("ru", "Торговля лесом осуществляется в соответствии с законом."),
        ("vi", "Mức lương được quy định tại phụ lục."),
    ],
)
def test_nobody_is_bound(language: str, text: str) -> None:
    assert not read(language, text).obligations


@pytest.mark.parametrize(
    ("language", "head", "bearer", "points"),
    [
        ("en", "The Ferry Commission shall have the following functions:", "The Ferry Commission",
         ("to mark the crossing;", "to publish the timetable.")),
        ("fr", "La Commission des ponts exerce les fonctions suivantes :", "La Commission des ponts",
         ("contrôler les ponts ;", "publier les horaires.")),
        ("ru", "Смешанная комиссия выполняет следующие функции:", "Смешанная комиссия",
         ("Разрабатывает планы перевозок.", "Организует обмен картами.")),
        ("vi", "Cục Lãnh sự:", "Cục Lãnh sự", ("Tiếp nhận hồ sơ;", "Không thu lệ phí.")),
    ],
)  # fmt: skip
def test_a_list_of_functions_is_told_line_by_line(
    language: str, head: str, bearer: str, points: tuple[str, ...]
) -> None:
    assert [one.bearer for one in read(language, head, "", *points).obligations] == [bearer] * len(points)


@pytest.mark.parametrize(
    ("language", "text", "term", "definition"),
    [
        ("en", "The Parties shall discuss the rules on ferries and bridges, on roads, on rails, on the fees "
         "for each of them and technical barriers to trade (hereinafter referred to as “TBT”).",
         "TBT", "technical barriers to trade"),
        ("fr", "Sont considérés comme gardiens du pont: les agents nommés par la Commission.",
         "gardiens du pont", "les agents nommés par la Commission"),
        ("fr", "Elle porte une carte, ci-après désignée «carte d'identité».", "carte d'identité",
         "une carte"),
        ("es", "La expresión planos oficiales significa las hojas del catastro.", "planos oficiales",
         "las hojas del catastro"),
        ("ru", "Государствами - учредителями Союза являются Лаврия и Нордия.",
         "Государствами - учредителями Союза", "Лаврия и Нордия"),
        ("vi", "Trong Nghị định này, thuật ngữ “bản đồ số” được hiểu là tệp dữ liệu của bản đồ.", "bản đồ số",
         "tệp dữ liệu của bản đồ"),
    ],
)  # fmt: skip
def test_term(language: str, text: str, term: str, definition: str) -> None:
    (told,) = read(language, text).terms
    assert told.term == term
    assert definition in told.definition
