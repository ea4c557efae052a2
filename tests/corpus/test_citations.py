"""The citation grammar: what is named, in seven languages. All works are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identifiers import title_key
from corpus.language.citations import Naming, Place, cite, cite_tree
from corpus.language.table import LANGUAGES
from corpus.law.cited_places import addresses, place_of
from corpus.model import Provision, ProvisionKind

HERE = Place("art_7__para_3")

NAMED = [
    # Lists, ranges and parts in brackets.
    ("en", "under Articles 4(1)(b) and 6 of this Agreement", ["art_4__para_1__point_b", "art_6"]),
    ("en", "Articles 8 to 10 apply", ["art_8..art_10"]),
    ("en", "in article 31, paragraph 1, and article 47, paragraphs 2 and 3,",
     ["art_31__para_1", "art_47__para_2", "art_47__para_3"]),
    ("en", "articles 31, paragraph 1, and 54, paragraph 2, of this Convention",
     ["art_31__para_1", "art_54__para_2"]),
    ("fr", "aux articles 9, paragraphes (2) et (3), 15, paragraphe (4), et 83",
     ["art_9__para_2", "art_9__para_3", "art_15__para_4", "art_83"]),
    ("en", "Articles 3, 5, paragraph 2, and 7 to 9 of this Convention",
     ["art_3", "art_5__para_2", "art_7..art_9"]),
    ("en", "Articles 5 (Customs Duties) and 6 (Quotas) apply", ["art_5", "art_6"]),
    ("fr", "à l'article 45-3", ["art_45-3"]),
    ("es", "el apartado b) del párrafo 1 del artículo 3", ["art_3__para_1__point_b"]),
    ("es", "los literales d) y f) del numeral 58.1 del artículo 58",
     ["art_58__para_58.1__point_d", "art_58__para_58.1__point_f"]),
    ("ru", "пункте 2 статьи 12, статье 15¹ и статьях 20 - 24",
     ["art_12__para_2", "art_15.1", "art_20..art_24"]),
    ("ru", "абзаце втором пункта 1 статьи 16", ["art_16__para_1__subpara_2"]),
    ("vi", "điểm a, điểm b khoản 2 Điều 9, khoản 1 Điều 12 của Luật này",
     ["art_9__para_2__point_a", "art_9__para_2__point_b", "art_12__para_1"]),
    ("vi", "tại các Điều 40, 41, 41a và 42", ["art_40", "art_41", "art_41a", "art_42"]),
    ("zh", "依照本法第三十一条之一第二款第（一）、（三）项",
     ["art_31-1__para_2__point_1", "art_31-1__para_2__point_3"]),
    ("zh", "第六十一条至第六十三条", ["art_61..art_63"]),
    ("zh", "依第六条第1款(b)项和第3(a)款", ["art_6__para_1__point_b", "art_6__para_3__point_a"]),
    ("zh", "除屬第一項（甲）款範圍外", ["art_7__para_1__point_甲"]),
    ("zh", "但第二十四及二十六各條不適用", ["art_24", "art_26"]),
    ("zh", "有本條第1項至第4項之一切程序", ["art_7__para_1..art_7__para_4"]),
    ("zh", "本条前款的费用", ["art_7__para_2"]),
    ("ar", "الفقرتين (1) و(2) من المادة (السادسة عشرة) من هذا النظام", ["art_16__para_1", "art_16__para_2"]),
    ("ar", "وفقاً للمادة ٢٩", ["art_29"]),
    ("ar", "تطبق المواد من 5 إلى 8 من هذا القانون", ["art_5..art_8"]),
    ("ar", "وفقاً للمادة (5) مكرراً", ["art_5bis"]),
    ("ar", "وفقاً للفقرة ١(أ) من المادة ٥", ["art_5__para_1__point_أ"]),
    ("ar", "الفقرة الفرعية (ب) من الفقرة 2 من المادة 9", ["art_9__para_2__point_ب"]),
    ("ar", "الفقرة (4) من البند (ثانياً) من هذه الضوابط", ["art_2__para_4"]),
    ("ar", "وفقاً للبند 2 من هذه المادة", ["art_7__point_2"]),
    ("ar", "في الفقرتين السابقتين", ["art_7__para_1", "art_7__para_2"]),
    ("ar", "في المادة السالفة", ["art_6"]),
    ("fr", "de l'article 71, point b), de l'article 73, paragraphe (7), et de l'article 76",
     ["art_71__point_b", "art_73__para_7", "art_76"]),
    ("en", "from article 3 to article 21", ["art_3..art_21"]),
    ("en", "under article8, paragraph5, of this Protocol", ["art_8__para_5"]),
    ("en", "paragraphs I to 4 of Article 9", ["art_9__para_1..art_9__para_4"]),
    ("en", "under Article 5(2)(a) and (3)", ["art_5__para_2__point_a", "art_5__para_3"]),
    ("en", "Article 5, second sentence, of this Agreement", ["art_5"]),
    ("en", "Article 14 and those following of this Agreement", ["art_14"]),
    ("en", "Protocols Nos. 1, 2 and 7 hereof", ["protocol_1", "protocol_2", "protocol_7"]),
    ("fr", "l'article 8, deuxième phrase, de la présente loi", ["art_8"]),
    ("es", "el artículo 19 N° 2 de la presente ley", ["art_19__para_2"]),
    ("es", "los artículos 4 y siguientes de la presente ley", ["art_4"]),
    # What is said from where one stands (article 7, paragraph 3).
    ("en", "paragraph 1 of this Article", ["art_7__para_1"]),
    ("en", "the two preceding paragraphs", ["art_7__para_1", "art_7__para_2"]),
    ("en", "subject to paragraph 2", ["art_7__para_2"]),
    ("fr", "visées au présent article", ["art_7"]),
    ("fr", "les articles qui précèdent", ["art_1..art_6"]),
    ("es", "el párrafo anterior", ["art_7__para_2"]),
    ("ru", "части 1 настоящей статьи", ["art_7__para_1"]),
    ("vi", "khoản 1 Điều này", ["art_7__para_1"]),
    ("zh", "前款规定的期限", ["art_7__para_2"]),
    ("zh", "本條第一項", ["art_7__para_1"]),
    ("ar", "الفقرة (١) من هذه المادة", ["art_7__para_1"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_provisions_of_this_work(language: str, text: str, wanted: list[str]) -> None:
    targets = [target for citation in cite(text, language, HERE) for target in citation.targets]
    named = [f"{t.provision}..{t.until}" if t.until else t.provision for t in targets]
    assert named == wanted
    assert all(target.work.is_this for target in targets)


WORKS = [
    ("en", "Directive 2004/38/EC", Naming.NUMBER, "2004/38/EC"),
    ("en", "the Ostermere Convention on Consular Posts", Naming.TITLE, ""),
    ("fr", "la loi modifiée du 10 août 1991 sur les consuls", Naming.TITLE, ""),
    ("fr", "le règlement (CE) n° 380/2008", Naming.NUMBER, "380/2008"),
    ("es", "el Decreto Supremo Nº 134-93-EF", Naming.NUMBER, "134-93-EF"),
    ("ru", "Федерального закона от 26.07.2017 № 208-ФЗ", Naming.NUMBER, "208-ФЗ"),
    ("vi", "Nghị định số 47/2014/NĐ-HĐCP", Naming.NUMBER, "47/2014/NĐ-HĐCP"),
    ("en", "a party to the 1974 harbour pilotage convention", Naming.TITLE, ""),
    ("fr", "L'accord intervenu le 3 mai 1966 entre la Guilde et le Port", Naming.TITLE, ""),
    ("es", "el Reglamento del Decreto Legislativo N° 7350", Naming.TITLE, ""),
    ("es", "Apruébase el Acuerdo Comercial", Naming.TITLE, ""),
    ("es", "las leyes N° 17.350", Naming.NUMBER, "17.350"),
    ("es", "el cambio de notas de fecha 29 de mayo de 1947", Naming.TITLE, ""),
    ("es", "el Convenio firmado en la ciudad de Marjana, el día 7 de mayo de 1952", Naming.TITLE, ""),
    ("vi", "theo Luật Bến cảng.", Naming.TITLE, ""),
    ("vi", "thay cho 29/2018/NĐ-HĐCP", Naming.NUMBER, "29/2018/NĐ-HĐCP"),
    ("vi", "theo quyết định số 19/2006/QĐ-BBC", Naming.NUMBER, "19/2006/QĐ-BBC"),
    ("zh", "依照《林海港口管理条例》处罚", Naming.TITLE, ""),
    ("zh", "依照港口法的规定处罚", Naming.TITLE, ""),
    ("zh", "列入《林海货物清单》的", Naming.TITLE, ""),
    ("zh", "港口部令第12号公布", Naming.NUMBER, "12"),
    ("ar", "بالمرسوم الملكي رقم (م/٤)", Naming.NUMBER, "م/4"),
    ("ar", "قرار مجلس الموانئ رقم: (12)", Naming.NUMBER, "12"),
    ("ar", "اللائحة التنفيذية لنظام الموانئ", Naming.TITLE, ""),
    ("en", "United Nations, Treaty Series, vol. 996, p. 261", Naming.NUMBER, "UNTS 996:261"),
]


@pytest.mark.parametrize(("language", "text", "naming", "number"), WORKS)
def test_works(language: str, text: str, naming: Naming, number: str) -> None:
    (citation,) = cite(text, language)
    (target,) = citation.targets
    assert (target.work.naming, target.work.number, target.provision) == (naming, number, None)


def test_one_work_for_all_that_is_listed_before_it() -> None:
    (citation,) = cite("khoản 3 Điều 4, khoản 6 Điều 7 và khoản 5 Điều 8 Nghị định số 6/2021/NĐ-HĐ", "vi")
    assert [t.provision for t in citation.targets] == ["art_4__para_3", "art_7__para_6", "art_8__para_5"]
    assert {t.work.number for t in citation.targets} == {"6/2021/NĐ-HĐ"}


UNKNOWN_HERE = [
    ("en", "paragraph 189 of the report of the Council"),
    ("fr", "l'article 5 du schéma directeur"),
    ("es", "el artículo 67 de la norma marco"),
    ("zh", "《港口法》第二十条第一款"),
    ("ar", "المادة (٣/٣٧) من اللائحة التنفيذية لنظام الموانئ"),
    ("ar", "وفقاً للمادة الرابعة منه"),
    ("zh", "《林海安排》第二条"),
    ("zh", "被告违反了港口管理法第十九条"),
]


@pytest.mark.parametrize(("language", "text"), UNKNOWN_HERE)
def test_what_is_of_another_work_is_not_of_this_one(language: str, text: str) -> None:
    (citation,) = cite(text, language, Place("art_9"))
    named = [target.work.named for target in citation.targets]
    assert all(mention is None or mention.naming is not Naming.THIS for mention in named)


def test_further_numbers_of_a_list_are_works_of_their_own() -> None:
    found = cite("законов от 01.02.2007 № 12-ЗВ, от 03.04.2009 № 34-ЗВ", "ru")
    assert [c.targets[0].work.number for c in found] == ["12-ЗВ", "34-ЗВ"]


SILENT = [
    ("en", "This Convention shall enter into force in 1990. Parties agree on 5 and 6 May."),
    ("vi", "Luật này quy định về bến cảng; Điều ước quốc tế; điều này có nghĩa là không."),
    ("zh", "本法自公布之日起施行。按照合同规定支付。"),
    ("zh", "制定该法律，由宪法和法律委员会审议；上項人員填写《入港申请书》；依照管理办法的规定。"),
    ("fr", "La présente loi entre en vigueur le 30 avril 2004 pour 5 et 6 ans."),
    ("en", "Article 5. Definitions"),
    ("ar", "المادة التاسعة مكرر (٢)"),
    ("ar", "يشجع الطرفان تنظيم الأنشطة المشتركة، وفقاً للمادة سالفة الذكر"),
    ("und", "Article 5 of this Convention"),
    ("fr", "J'ai l'honneur de vous adresser la présente lettre."),
    ("fr", "pour indiquer le sexe, la lettre M, la lettre F;"),
    ("fr", "l'entrée en vigueur de la Convention pour ledit Etat"),
    ("en", "Annex E-LTRP and Annex 1:1"),
]


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_what_cites_nothing(language: str, text: str) -> None:
    assert cite(text, language, Place("art_1")) == []


def _node(
    eid: str, text: str, kind: ProvisionKind = ProvisionKind.ARTICLE, *children: Provision
) -> Provision:
    return Provision(eid, kind, number=eid.rpartition("_")[2], text=text, children=children)


def _mentions(*nodes: Provision, language: str = "en") -> list[tuple[str, str | None, str | None]]:
    return [
        (node.eid, target.provision, target.work.named.text if target.work.named else None)
        for node, citations in cite_tree(nodes, language)
        for citation in citations
        for target in citation.targets
    ]


def test_what_is_said_again_means_what_was_cited() -> None:
    found = _mentions(
        _node("art_1", "Section 2 of the Marjana Nationality Act, 1948, applies in Cardena."),
        _node("art_2", "Section 13 (1) of the said Act does not."),
    )
    assert found[1] == ("art_2", "art_13__para_1", "Marjana Nationality Act, 1948")


def test_a_short_name_is_the_work_that_was_given_it() -> None:
    found = _mentions(
        _node("art_1", "The Ostermere Convention on Posts (hereinafter “the Convention”)."),
        _node("art_1a", "See the Lam Hai Convention on Ports."),
        _node("art_2", "Article 5 of the Convention applies."),
    )  # fmt: skip
    assert found[-1] == ("art_2", "art_5", "Ostermere Convention on Posts")


def test_a_noun_that_several_works_have_names_none_of_them() -> None:
    found = _mentions(
        _node("art_1", "The Ostermere Convention on Posts and the Lam Hai Convention on Ports apply."),
        _node("art_2", "Article 5 of the Convention applies."),
    )
    assert found[-1] == ("art_2", "art_5", None)


def test_the_noun_by_which_a_text_calls_itself_is_itself() -> None:
    found = list(
        cite_tree(
            [_node("art_1", "This Agreement ends."), _node("art_2", "Article 4 of the Agreement")], "en"
        )
    )
    assert found[0][1][0].targets[0].work.is_this


def test_this_article_within_quoted_text_is_not_that_of_the_text() -> None:
    quoted = _node("art_1__qtext_1", "khoản 2 Điều này", ProvisionKind.QUOTATION)
    ((_, citations),) = cite_tree([_node("art_1", "", ProvisionKind.ARTICLE, quoted)], "vi")
    target = citations[0].targets[0]
    assert (target.provision, target.work.is_this) == ("para_2", False)


def test_an_amending_clause_means_the_work_that_it_amends() -> None:
    text = "Luật số 5/2012/QH13 được sửa đổi như sau:"
    child = _node("art_1__para_1", "Sửa đổi, bổ sung khoản 4 Điều 6 như sau", ProvisionKind.PARAGRAPH)
    assert _mentions(_node("art_1", text, ProvisionKind.ARTICLE, child), language="vi")[-1] == (
        "art_1__para_1", "art_6__para_4", "Luật số 5/2012/QH13",
    )  # fmt: skip


def test_a_noun_alone_names_the_treaty_to_which_a_protocol_belongs() -> None:
    found = _mentions(_node("art_1", "本議定書開放給業已批准或加入公約的國家。"), language="zh")
    assert [provision for _, provision, _ in found] == [None]


def test_offsets_are_those_of_the_text_as_printed() -> None:
    text = "وفقاً لأحكام المادّة ٥ من هذا النظام."
    (citation,) = cite(text, "ar")
    assert text[citation.start : citation.end] == "المادّة ٥ من هذا النظام"


@given(st.sampled_from(LANGUAGES), st.text(max_size=60), st.sampled_from([text for _, text, _ in NAMED]))
def test_any_text_is_read_with_true_offsets(language: str, noise: str, text: str) -> None:
    whole = f"{noise} {text} {noise}"
    ends = [0]
    for citation in cite(whole, language, HERE):
        assert ends[-1] <= citation.start < citation.end <= len(whole)
        assert citation.targets
        ends.append(citation.end)


def test_a_run_is_counted_through() -> None:
    (citation,) = cite("under Articles 8 to 10", "en")
    assert citation.targets[0].each() == ("art_8", "art_9", "art_10")


PLACES = [
    ("art_5__para_2", {"sec_5__para_2"}, "", "sec_5__para_2"),
    ("art_5__para_2", {"art_5", "art_5__para_1"}, "", None),
    ("art_5", {"art_5", "annex_1__art_5"}, "annex_1__art_3__para_1", "annex_1__art_5"),
    ("art_5", {"art_5"}, "annex_1__art_3", "art_5"),
    ("art_31.1", {"art_31-1"}, "", "art_31-1"),
    ("art_9__para_1__point_c", {"art_9__para_nn_1__point_c"}, "", "art_9__para_nn_1__point_c"),
]


@pytest.mark.parametrize(("cited", "eids", "near", "wanted"), PLACES)
def test_a_cited_provision_is_found_or_none_is(
    cited: str, eids: set[str], near: str, wanted: str | None
) -> None:
    assert place_of(cited, eids, near) == wanted
    assert addresses(cited, near)


def test_titles_are_compared_without_what_citations_change() -> None:
    assert title_key("la Convention d'Ostermere sur les postes") == title_key(
        "CONVENTION D'OSTERMERE SUR LES POSTES"
    )
    assert title_key("中华人民共和国港口管理条例") == title_key("港口管理条例")
    assert title_key("Constitution") == title_key("宪法") == ""


AMENDED = [
    ("fr", "L’article 76 de la loi du 3 mars 2008 sur les ports est modifié comme suit :",
     ("le paragraphe 3 est remplacé par le libellé suivant : « Le paragraphe 2 et l’article 72. »",
      ["art_76__para_3", "art_76__para_2", "art_72"])),
    ("fr", "L’article 8 du règlement du 5 mai 2008 fixant les taxes, titres et quais est modifié comme suit:",
     ("Par dérogation à l’article 7 et au paragraphe 2.", ["art_7", "art_8__para_2"])),
    ("en", "Article 12 of the Ostermere Ports Act 1990 is amended as follows:",
     ("in paragraph 2, the words in this Article are deleted.", ["art_12__para_2", "art_12"])),
    ("vi", "Sửa đổi Điều 3 Nghị định số 6/2021/NĐ-HĐ như sau:",
     ("Các đơn vị quy định tại khoản 19 Điều này và Điều 7 Nghị định này.", ["art_3__para_19", "art_7"])),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lead", "below"), AMENDED)
def test_below_an_amending_clause_its_work_is_meant(
    language: str, lead: str, below: tuple[str, list[str]]
) -> None:
    text, wanted = below
    child = Provision("art_1__para_1", ProvisionKind.PARAGRAPH, number="1", label="1.", text=text)
    after = Provision("art_2", ProvisionKind.ARTICLE, number="2", label="2", text="Article 5, Điều 5, art. 5")
    found = list(cite_tree([_node("art_1", lead, ProvisionKind.ARTICLE, child), after], language))
    targets = [target for node, each in found for c in each for target in c.targets if node is child]
    assert [target.provision for target in targets] == wanted
    assert not any(target.work.is_this for target in targets)
    assert all(t.work.is_this for node, each in found for c in each for t in c.targets if node is after)


def test_a_heading_says_what_is_amended_below_it() -> None:
    child = _node("art_1__para_1", "Bổ sung khoản 3a vào sau khoản 3 như sau:", ProvisionKind.PARAGRAPH)
    heading = "Sửa đổi, bổ sung một số khoản của Điều 4 (Nghị định số 6/2021/NĐ-HĐ)"
    article = Provision("art_1", ProvisionKind.ARTICLE, number="1", heading=heading, children=(child,))
    assert [found[1:] for found in _mentions(article, language="vi")] == [
        ("art_4__para_3a", "Nghị định số 6/2021/NĐ-HĐ"),
        ("art_4__para_3", "Nghị định số 6/2021/NĐ-HĐ"),
    ]


def test_what_is_added_is_of_the_work_to_which_it_is_added() -> None:
    (first, _) = cite("Bổ sung khoản 3a vào sau khoản 3 Điều 8 Thông tư số 9/2020/TT-HĐ.", "vi")
    (target,) = first.targets
    assert (target.provision, target.work.number) == ("art_8__para_3a", "9/2020/TT-HĐ")


def test_new_text_ends_with_its_quotation_mark() -> None:
    text = "L’article 5 de la loi du 3 mars 2008 est remplacé comme suit : « Le paragraphe 2 vaut. »"
    text += " Le paragraphe 3 vaut."
    found = [target for each in cite(text, "fr", Place("art_9")) for target in each.targets]
    assert [(target.provision, target.work.is_this) for target in found] == [
        ("art_5", False), ("art_5__para_2", False), ("art_9__para_3", True),
    ]  # fmt: skip
