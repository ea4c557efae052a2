"""The tokens themselves, script by script: what is indexed, and what a query asks for."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from passage_building import passage

from search_api.analysis import analyse, highlight, phrase, prefix, streams, weak_tokens, word_fields
from search_api.analysis.segment import words
from search_api.analysis.stems import arabic_stem, stem
from search_api.engine.port import And, Or, Phrase, Prefix

STREAMS = [
    # language, text, exact, surface, stems without the pairs
    ("vi", "Điều 22. Hoà giải", "điều 22 hòa giải", "dieu 22 hoa giai", "dieu 22 hoa giai"),
    ("vi", "số 06/2021/TT-BĐN", "số 06 2021 tt bđn", "so 06 2021 tt bdn", "so 06 2021 tt bdn"),
    ("en", "Consular Officers’ duties", "consular officers duties", "consular officers duties",
     "consular offic duti"),
    ("fr", "les ressortissants étrangers", "les ressortissants étrangers", "les ressortissants etrangers",
     "le ressort etranger"),
    ("fr", "l’État", "l état", "l etat", "l etat"),
    ("es", "las naciones, el año", "las naciones el año", "las naciones el ano", "las nacion el ano"),
    ("ru", "Консульские учреждения, ещё", "консульские учреждения еще", "консульские учреждения еще",
     "консульск учрежден ещ"),
    ("ar", "الاتفاقيّةُ القنصليـــة ٣٦", "الاتفاقيه القنصليه 36", "الاتفاقيه القنصليه 36",
     "اتفاق قنصل 36"),
    ("ar", "إلى أنْ", "الي ان", "الي ان", "ال ان"),
    ("zh", "领事通知", "领 事 通 知", "领 事 通 知", "领 事 通 知"),
    ("zh-Hant", "領事關係", "领 事 关 系", "领 事 关 系", "领 事 关 系"),
    ("en", "36bis Ａｒｔ ﬁnal", "36 bis art final", "36 bis art final", "36 bis art final"),
    ("vi", "Điều36", "điều 36", "dieu 36", "dieu 36"),
    ("en", "領事 officer", "领 事 officer", "领 事 officer", "领 事 offic"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "exact", "surface", "stems"), STREAMS)
def test_streams(language: str, text: str, exact: str, surface: str, stems: str) -> None:
    found = streams(text, language)
    assert " ".join(found.exact) == exact
    assert " ".join(found.surface) == surface
    assert " ".join(token for token in found.text if "_" not in token) == stems


@pytest.mark.parametrize(
    ("language", "text", "pairs"),
    [
        ("vi", "bảo hộ công dân", ["bao_ho", "ho_cong", "cong_dan"]),
        ("vi", "bảo hộ, công dân", ["bao_ho", "cong_dan"]),
        ("vi", "06/2021/TT-BĐN", ["06_2021", "2021_tt", "tt_bdn"]),
        ("zh", "领事。通知", ["领_事", "通_知"]),
        ("en", "consular posts", ["consular_post"]),
        ("ru", "консульское учреждение", ["консульск_учрежден"]),
        ("ar", "البعثة القنصلية", ["بعث_قنصل"]),
    ],
)
def test_pairs_join_neighbours_but_not_across_punctuation(language: str, text: str, pairs: list[str]) -> None:
    assert [token for token in streams(text, language).text if "_" in token] == pairs


@pytest.mark.parametrize(
    "words_of_one_stem",
    [
        "اتفاقية الاتفاقية والاتفاقية اتفاقيات الاتفاقيات بالاتفاقية للاتفاقية",
        "قنصلية القنصلية القنصلي قنصل",
        "دولة الدولة والدولة للدولة دول",
    ],
)
def test_arabic_forms_of_a_word_share_a_stem(words_of_one_stem: str) -> None:
    stems = {streams(word, "ar").text for word in words_of_one_stem.split()}
    assert len(stems) == 1


@pytest.mark.parametrize("word", ["ون", "ال", "وال", "هي", "وه", "فيه", "ان"])
def test_arabic_stemming_leaves_two_letters(word: str) -> None:
    assert len(arabic_stem(word)) >= 2


MEETINGS = [
    # a document in one language, a query typed by somebody of whom another is supposed
    ("fr", "les étrangers arrêtés", "étrangers", ["vi"]),
    ("fr", "les étrangers arrêtés", "ETRANGERS", ["en"]),
    ("es", "las autorizaciones", "autorización", ["en"]),
    ("es", "las autorizaciones", "autorizacion", ["fr"]),
    ("en", "consular officers", "officer", ["vi"]),
    ("vi", "bảo hộ công dân", "bao ho", ["en"]),
    ("vi", "bảo hộ công dân", "Bảo hộ", ["fr"]),
    ("ru", "консульских учреждений", "консульское учреждение", ["vi"]),
    ("ar", "والاتفاقيات القنصلية", "اتفاقيه قنصلي", ["en"]),
    ("zh-Hant", "領事官員", "领事", ["vi"]),
    ("zh-Hans", "领事官员", "領事", ["vi"]),
    ("de", "die Bestimmungen", "Bestimmung", ["de"]),
]


@pytest.mark.parametrize(("language", "text", "query", "supposed"), MEETINGS)
def test_a_wrong_guess_of_the_language_loses_no_match(
    language: str, text: str, query: str, supposed: list[str]
) -> None:
    tokens = set(streams(text, language).text)
    asked = analyse(query, supposed)
    assert asked.words
    assert all(tokens.intersection(word.stems) for word in asked.words)
    assert asked.found_in(tokens) == asked.words


def test_pairs_of_a_query_are_in_one_language_each() -> None:
    query = analyse("étrangers arrêtés", ["fr"])
    assert "etranger_arret" in query.pairs[0]
    assert query.tokens.count("etranger_arret") == 1


def test_a_repeated_word_counts_again() -> None:
    assert analyse("领事领事", ["zh"]).tokens.count("领") == 2


FUNCTION_WORDS = [
    # a question, what it may be written in, the words that say what it is about
    ("what must the authorities do when a citizen is arrested", ["en"], "authorities citizen arrested"),
    ("công dân bị bắt thì phải làm gì", ["vi"], "công dân bắt"),
    ("cong dan bi bat thi phai lam gi", ["vi"], "cong dan bat"),
    ("Que font les autorités si un étranger est arrêté ?", ["fr"], "font autorités étranger arrêté"),
    ("¿Qué hacen las autoridades?", ["es"], "autoridades"),
    ("Что должны делать власти, если арестован гражданин?", ["vi"], "власти арестован гражданин"),
    ("ماذا تفعل السلطات عند توقيف المواطن", ["en"], "السلطات توقيف المواطن"),
    ("被捕的人有什么权利", ["en"], "捕 人 权 利"),
    ("what is it", ["en"], "what is it"),
    ("la visa", [], "visa"),
    ("Do công ty", ["en"], "công ty"),
]


@pytest.mark.parametrize(("question", "languages", "about"), FUNCTION_WORDS)
def test_function_words_rank_a_little_and_are_not_looked_for(
    question: str, languages: list[str], about: str
) -> None:
    query = analyse(question, languages)
    assert [word.typed for word in query.words if not word.weak] == about.split()
    assert not query.weak_pairs or all("_" in token for pair in query.weak_pairs for token in pair)
    weak = {stem for word in query.words if word.weak for stem in word.stems}
    content = {stem for word in query.words if not word.weak for stem in word.stems}
    assert not (weak - content).intersection(query.tokens)
    assert query.found_in(query.tokens) == tuple(word for word in query.words if not word.weak)
    boosts = {part.boost for part in query.bag().parts}  # type: ignore[union-attr]
    assert len(boosts) == (4 if weak else 2)


def test_a_pair_with_one_function_word_counts_whole() -> None:
    query = analyse("có hiệu lực khi nào", ["vi"])
    assert ("co_hieu",) in query.pairs
    assert ("khi_nao",) in query.weak_pairs


@pytest.mark.parametrize("empty", ["", "  ", "…?!", "\u200f"])
def test_a_query_without_words(empty: str) -> None:
    assert analyse(empty).words == ()
    assert phrase(empty) is None
    assert prefix(empty) is None


def test_a_phrase_with_vietnamese_accents_keeps_them_and_one_without_does_not_ask_for_them() -> None:
    assert phrase("ký kết") == Phrase(("ký", "kết"), 0, "exact")
    bare = phrase("ky ket", 2)
    assert bare == Or((Phrase(("ky", "ket"), 2, "exact"), Phrase(("ky", "ket"), 2, "surface")))


def test_a_phrase_in_a_title_is_by_stems_of_one_language() -> None:
    query = phrase("relations consulaires", field="title", languages=["fr"])
    assert isinstance(query, Or)
    assert Phrase(("relat", "consulair"), 0, "title") in query.parts


def test_prefixes() -> None:
    assert prefix("Notif") == Prefix("notif", "surface")
    assert prefix("hợp ph") == And((Phrase(("hợp",), 0, "exact"), Prefix("ph", "exact")))
    assert prefix("领事") == phrase("领事")


HIGHLIGHTS = [
    ("en", "Consular officers may visit. The officer’s visit.", "officer", ["officers", "officer"]),
    ("vi", "Quyền của công dân là quyền cơ bản của dân.", "quyền của công dân", ["Quyền của công dân"]),
    ("vi", "Công dân được bảo hộ.", "cong dan", ["Công dân"]),
    ("vi", "Phí được hoàn.", "phí", ["Phí"]),
    ("zh-Hant", "領事官員的權利，官員", "领事官员", ["領事官員", "官員"]),
    ("ar", "تُخطر السلطاتُ المختصّة القنصليةَ.", "السلطات المختصه", ["السلطاتُ المختصّة"]),
    ("ru", "Консульские должностные лица и лицо.", "консульское лицо", ["Консульские", "лица", "лицо"]),
    ("fr", "Les étrangers sont arrêtés.", "etrangers arrete", ["étrangers", "arrêtés"]),
    ("es", "La nación.", "naciones", ["nación"]),
]


@pytest.mark.parametrize(("language", "text", "query", "marked"), HIGHLIGHTS)
def test_highlights_are_places_in_the_original(
    language: str, text: str, query: str, marked: list[str]
) -> None:
    ranges = highlight(text, analyse(query, [language]).tokens, language)
    assert [text[start:end] for start, end in ranges] == marked


def test_weak_words_are_marked_only_beside_another() -> None:
    weak = weak_tokens({"of": 90, "state": 30, "visa": 2}, 100)
    assert weak == {"of", "state"}
    tokens = analyse("visa state", ["en"]).tokens
    text = "Visa State of a State of origin"
    assert [text[a:b] for a, b in highlight(text, tokens, "en", weak)] == ["Visa State"]


def test_decomposed_text_is_marked_in_its_own_places() -> None:
    text = unicodedata.normalize("NFD", "Được bảo hộ ngay")
    ranges = highlight(text, analyse("bảo hộ").tokens, "vi")
    assert [unicodedata.normalize("NFC", text[a:b]) for a, b in ranges] == ["bảo hộ"]


def test_fields_of_a_passage() -> None:
    fields = word_fields(
        passage("p", "bảo hộ", "vi", title="Thông tư", breadcrumb="Thông tư › Điều 9", label="Điều 9",
                number="9", heading="Phạm vi", identifiers=("06/2021/TT-BĐN",))
    )  # fmt: skip
    assert fields["exact"].split() == ["thông", "tư", "điều", "9", "06", "2021", "tt", "bđn", "bảo", "hộ"]
    assert fields["number"].split()[:4] == ["06", "2021", "tt", "bdn"]
    assert fields["article"].split()[:2] == ["dieu", "9"]
    assert "tu_06" not in fields["title"]


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(["vi", "ar", "en", "fr", "es", "ru", "zh", "und"]))
def test_any_text_gives_clean_tokens_and_true_places(text: str, language: str) -> None:
    found = streams(text, language)
    for token in (*found.exact, *found.surface, *found.text):
        assert token
        assert not any(character.isspace() for character in token)
    assert len(found.exact) == len(found.surface)
    for word in words(text):
        assert text[word.start : word.end] == word.text
    for start, end in highlight(text, found.text, language):
        assert 0 <= start < end <= len(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_text_is_found_by_itself(text: str) -> None:
    tokens = set(streams(text, "vi").text)
    assert all(tokens.intersection(word.stems) for word in analyse(text, ["vi"]).words)


def test_threads_do_not_stem_into_each_other() -> None:
    asked = ["legalizaciones", "inmunidades", "notificándoles", "ley", "consulares", "o"] * 400
    alone = [stem(word, "es") for word in asked]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _: [stem(word, "es") for word in asked], range(16)))
    assert all(found == alone for found in together)
