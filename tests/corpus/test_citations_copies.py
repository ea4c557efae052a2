"""Citations as careless copies and amending texts have them: each cause in many made-up forms."""

from __future__ import annotations

import pytest
from cited_forms import marks, pairs

Cited = list[tuple[str, str]]

PREPOSITIONS = ["of", "in", "to", "by", "with", "under"]
NO_BLANK = [
    (f"what is told {word}Article 5, paragraph 2, shall apply", [("art_5__para_2", "this")])
    for word in PREPOSITIONS
]
NO_BLANK += [
    (f"what is told {word}paragraph 2 of Article 5 shall apply", [("art_5__para_2", "this")])
    for word in PREPOSITIONS
]
NO_BLANK += [
    (f"paragraph 1 {word}Article 79 and a quay", [("art_79__para_1", "this")]) for word in ("of", "in", "to")
]
NO_BLANK += [
    (f"the dues {word}sections 4 and 5 of the Ports Act 1990", [("art_4", "another"), ("art_5", "another")])
    for word in PREPOSITIONS
]
NO_BLANK += [(f"the {word}paragraph of a text, a sub{word}article", []) for word in ("half", "coun", "pen")]


@pytest.mark.parametrize(("text", "wanted"), NO_BLANK)
def test_a_blank_lost_before_the_word_for_a_provision(text: str, wanted: Cited) -> None:
    assert pairs(text, "en") == wanted


ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "ix": 9, "x": 10, "xiv": 14, "xxi": 21}
SMALL = [
    (f"the council is told in article {roman}, and", [(f"art_{value}", "this")])
    for roman, value in ROMAN.items()
]
SMALL += [
    (f"under article {roman} of this convention", [(f"art_{value}", "this")])
    for roman, value in ROMAN.items()
]
SMALL += [
    (f"under article {roman}-5 of the constitution", [(f"art_{value}__para_5", "another")])
    for roman, value in ROMAN.items()
]
SMALL += [
    (f"1. the parties shall act under article {roman}.2. the members of the port", [(f"art_{value}", "this")])
    for roman, value in ROMAN.items()
    if len(roman) > 1
]
SMALL += [
    ("article x [ix] thereof shall apply", [("art_10", "this")]),
    ("the amendments to this agreement or its annex", [("annex", "this")]),
    ("the amendments to this agreement and its annexes", [("annex", "this")]),
    ("the port and its annexation by the city", []),
    ("the convention on quays of world importance, especially for fish, 1971, applies", [("", "another")]),
    ("the protocol concerning dues and tolls of 1983 applies", [("", "another")]),
    ("the convention shall apply to ports, 1971 and later", []),
    ("a convention on the dues of the ports of 1990", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SMALL)
def test_copies_without_capitals(text: str, wanted: Cited) -> None:
    assert pairs(text, "en") == wanted


INDEFINITE = ["any", "an", "every", "each", "another", "any such", "any other"]
GENERIC = [
    (
        f"Nothing changes the duties under {word} tax {noun}. Where they differ, that {noun} shall prevail",
        [],
    )
    for word in INDEFINITE
    for noun in ("convention", "agreement", "treaty")
]
GENERIC += [
    ("the Varda Convention on Ports of 1970 applies. Of that convention the Parties",
     [("", "another"), ("", "another")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), GENERIC)
def test_that_convention_is_none_where_any_was_meant(text: str, wanted: Cited) -> None:
    assert pairs(text, "en") == wanted


KINDS = ["Act", "Regulations", "Order", "Rules", "Ordinance"]
ITSELF = [("en", f"These may be cited as the Ports and Quays {kind} 2030.") for kind in KINDS]
ITSELF += [("en", f"This Act may be cited for all purposes as the Harbour {kind} 1998.") for kind in KINDS]
ITSELF += [("en", f"The short title of this law is the Harbour {kind} 1998.") for kind in KINDS]
ITSELF += [
    ("fr", f"La référence se fait {how} «{what} du 8 mars 2013 sur les quais».")
    for how in ("sous l'intitulé suivant:", "en recourant à l'intitulé suivant :", "sous le titre abrégé:")
    for what in ("Loi", "Règlement grand-ducal", "Arrêté")
]
ITSELF += [("es", "La presente ley podrá citarse como Ley General de Puertos.")]


@pytest.mark.parametrize(("language", "text"), ITSELF)
def test_the_title_by_which_a_text_is_to_be_cited_is_no_citation(language: str, text: str) -> None:
    assert pairs(text, language) == []


LABELS = [
    (language, f"{before}. {label} {behind}", [])
    for language, before, words, behind in (
        ("es", "aguas abajo de la presa", ("ARTICULO", "ARTIcULO"), "Los gastos seran de ambas Partes"),
        ("en", "down the river of the dam", ("ARTICLE", "ARTIClE"), "The costs shall be borne by both"),
        ("fr", "en aval du barrage", ("ARTICLE", "ARTIcLE"), "Les frais seront de l'une"),
    )
    for label in (f"{word} {number}" for word in words for number in ("XIV", "11", "3"))
]  # fmt: skip
LABELS += [
    ("fr", "entre les ports de Varda. Article 3. Le personnel est nommé", []),
    ("en", "between the ports of Varda. Article 3. The staff is named", []),
    ("es", "entre los puertos de Varda. Artículo 3. El personal es nombrado", []),
    ("es", "será de 2 años.\nSección B -Derechos de puerto", []),
    ("en", "The dues are told. Article 3 shall not apply", [("art_3", "this")]),
    ("en", "the dues told in Article 3. The next", [("art_3", "this")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), LABELS)
def test_a_label_within_a_line_is_no_citation(language: str, text: str, wanted: Cited) -> None:
    assert pairs(text, language) == wanted


ACRONYMS = ["GATT", "GATS", "UNCLOS", "MARPOL", "SOLAS", "CITES", "TFEU"]
SHORT = [(f"consistent with {name}.", [("", "another")]) for name in ACRONYMS]
SHORT += [(f"their duties under the {name}, and others", [("", "another")]) for name in ACRONYMS]
SHORT += [(f"Article V of the {name} applies", [("art_5", "another")]) for name in ACRONYMS]
SHORT += [
    ('(hereinafter "the GATT")', []),
    ("the GATS Secretariat and the CITES Council", []),
    ("under Article 288 TFEU", [("art_288", "another")]),
    ("the Agreement Establishing the World Port Organization", [("", "another")]),
    ("an Agreement establishing a port area between the two Parties under Article V of the GATT 1994",
     [("art_5", "GATT 1994")]),
    ("the WTO Agreement on the Implementation of Article VI of GATT 1994", [("", "another")]),
    ("paragraph 8 of Economic and Social Council resolution 36 (IV) of 1947", [("para_8", "36 (IV)")]),
    ("Paragraph 3 of the Worst Forms of Port Labour Recommendation, 1999", [("para_3", "another")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SHORT)
def test_treaties_by_short_names(text: str, wanted: Cited) -> None:
    assert pairs(text, "en") == wanted


POINTED = [
    (
        f"{word} {one}. {joined} {other}. del Artículo 7 de la Ley",
        [(f"art_7__point_{one}", "another"), (f"art_7__point_{other}", "another")],
    )
    for word in ("literal", "literales", "los incisos")
    for one, joined, other in (("b", "y", "f"), ("a", "y", "c"), ("c", "o", "d"), ("a", "e", "h"))
]
POINTED += [
    ("los artículos del 5 al 9 de la Ley 55", [("art_5..art_9", "another")]),
    ("los Capítulos del 50 al 63 del Convenio", [("chp_50..chp_63", "another")]),
    ("los Capítulos 50 a 63 del Convenio", [("chp_50..chp_63", "another")]),
    ("por el acuerdo del 29 de septiembre de 1992, que", [("", "another")]),
    ("por el convenio de 3 de mayo de 1990", [("", "another")]),
    ("conforme alartículo 5 y elpárrafo 3", [("art_5", "this"), ("art_7__para_3", "this")]),
    ("el Código Único de Extranjero y el Código Postal", []),
    ("lo establecido en el Reglamento Sanitario Internacional vigente", [("", "another")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), POINTED)
def test_spanish_lists_and_names(text: str, wanted: Cited) -> None:
    assert pairs(text, "es") == wanted


PARTS = [
    ("Article 7, paragraphs 1.a.ii and 1.b",
     ["art_7__para_1__point_a__subpoint_ii@this", "art_7__para_1__point_b@this"]),
    ("Article 7, paragraph 2.b.iv, applies", ["art_7__para_2__point_b__subpoint_iv@this"]),
    ("Article 5, paragraph 1.b, and", ["art_5__para_1__point_b@this"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PARTS)
def test_parts_behind_points(text: str, wanted: list[str]) -> None:
    assert marks(text, "en") == wanted


TREATIES = [
    ("Hiệp định giữa Lam Hải và Varda về miễn thị thực cho người mang hộ chiếu ngoại giao,"
     " hộ chiếu chính thức và hộ chiếu công vụ, làm tại Varda", [("", "another")]),
    ("Hiệp định giữa Lam Hải và Varda về cảng biển, Nghị định số 5/2020/NĐ-CP",
     [("", "another"), ("", "5/2020/NĐ-CP")]),
    ("có nội dung liên quan đến Mục 2 THUẾ VÀ PHÍ - Chương V của Luật 80/2015/QH13",
     [("chp_5__sec_2", "80/2015/QH13")]),
]  # fmt: skip


LISTS = [
    (
        f"điểm b khoản 3 Điều 5{comma} khoản {one} và điểm {letter} khoản 2 Điều 7{work}",
        [("art_5__para_3__point_b", of), ("art_7__para_" + one, of), (f"art_7__para_2__point_{letter}", of)],
    )
    for comma in (",", " và")
    for one, letter in (("1", "b"), ("4", "c"), ("5", "đ"))
    for work, of in (("", "this"), (" Thông tư này", "this"), (" Thông tư số 4/2015/TT-BC", "4/2015/TT-BC"))
]
LISTS += [
    ("khoản 1 và khoản 3 Điều 4, điểm b khoản 3 Điều 5",
     [("art_4__para_1", "this"), ("art_4__para_3", "this"), ("art_5__para_3__point_b", "this")]),
    ("khoản 1, điểm b khoản 2 và khoản 5 Điều 7",
     [("art_7__para_1", "this"), ("art_7__para_2__point_b", "this"), ("art_7__para_5", "this")]),
    ("Điều 5, khoản 1 và khoản 2", [("art_5__para_1", "this"), ("art_5__para_2", "this")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LISTS)
def test_vietnamese_lists_that_change_their_level(text: str, wanted: Cited) -> None:
    assert pairs(text, "vi") == wanted


CHINESE = [
    (f"依照本{kind}第二十六条规定", [("art_26", "this")])
    for kind in ("条例", "实施条例", "办法", "实施办法", "实施细则", "规定")
]
CHINESE += [
    (f"根据中华人民共和国{law}第六条：“港口属于全民所有”{joined}第十一条：“国家保护海洋”的精神",
     [("art_6", "another"), ("art_11", "another")])
    for law in ("宪法", "港口法", "海关法") for joined in ("和", "及", "、")
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CHINESE)
def test_chinese_lists_and_rules(text: str, wanted: Cited) -> None:
    assert pairs(text, "zh") == wanted


@pytest.mark.parametrize(("text", "wanted"), TREATIES)
def test_vietnamese_titles_and_headings(text: str, wanted: Cited) -> None:
    assert pairs(text, "vi") == wanted


FRENCH = [
    ("À l’article 120 de la loi du 5 mai 2001 sur les ports, le paragraphe 3 est divisé en deux alinéas",
     [("art_120", "another"), ("art_120__para_3", "another")]),
    ("À l’article 37, paragraphe 1er, alinéa 1er, de la loi du 5 mai 2001 sur les ports,"
     " le point 2° est modifié comme suit :",
     [("art_37__para_1__subpara_1", "another"), ("art_37__para_1__subpara_1__point_2", "another")]),
    ("conformément au paragraphe premier, cessera si la Convention prend fin", [("art_7__para_1", "this")]),
    ("instituée par accord en date du 19 mai 1964.", [("", "another")]),
    ("Règl. g.-d. du 5 mai 2011", [("", "another")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FRENCH)
def test_french_amendments_and_dates(text: str, wanted: Cited) -> None:
    assert pairs(text, "fr") == wanted
