# ruff: noqa: E501 - a case a line reads better
"""How texts tell of their conclusion, in own words about fictional States."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_structure import blocks

from corpus.language.formalities import languages_in
from corpus.language.table import table
from corpus.model import IdentifierScheme, LegalDate, OriginKind, WorkKind
from ingest.document import Hints, RawDocument
from ingest.metadata import Description, describe
from ingest.metadata.parties import known_names
from ingest.structure import structure

HEADS = {
    "en": "AGREEMENT\nbetween the Government of Japan and the Government of the French Republic on visas\nArticle 1\nThe Parties shall waive visas.\n",
    "fr": "ACCORD\nentre le Gouvernement du Japon et le Gouvernement de la République française relatif aux visas\nArticle 1\nLes Parties suppriment les visas.\n",
    "es": "ACUERDO\nentre el Gobierno del Japón y el Gobierno de la República Francesa sobre visados\nArtículo 1\nLas Partes suprimen los visados.\n",
    "ru": "СОГЛАШЕНИЕ\nмежду Правительством Японии и Правительством Французской Республики о визах\nСтатья 1\nСтороны отменяют визы.\n",
    "vi": "HIỆP ĐỊNH\ngiữa Chính phủ Nhật Bản và Chính phủ nước Cộng hòa Pháp về miễn thị thực\nĐiều 1\nCác Bên miễn thị thực.\n",
    "zh": "日本国政府和法兰西共和国政府关于互免签证的协定\n第一条\n双方互免签证。\n",
}
CLOSINGS = [
    ("en", "DONE in duplicate at Ostermere, this third day of May 2011, in the English and French languages, both texts being equally authentic.", "Ostermere", "2011-05-03", ("en", "fr")),
    ("en", "SIGNED AT OSTERMERE, ON 3 MAY 2011", "Ostermere", "2011-05-03", ()),
    ("fr", "FAIT à Ostermere, le 3 mai 2011, en double exemplaire en langues française et japonaise, les deux textes faisant également foi.", "Ostermere", "2011-05-03", ("fr", "ja")),
    ("es", "Hecho en la ciudad de Ostermere, a los tres días del mes de mayo de dos mil once, en español y francés, siendo ambos textos igualmente auténticos.", "Ostermere", "2011-05-03", ("es", "fr")),
    ("ru", "Совершено в г. Остермере 3 мая 2011 года на русском и французском языках, причем оба текста имеют одинаковую силу.", "Остермере", "2011-05-03", ("ru", "fr")),
    ("vi", "Làm tại Bình Lâm, ngày 3 tháng 5 năm 2011, thành hai bản bằng tiếng Việt và tiếng Pháp, các văn bản có giá trị như nhau.", "Bình Lâm", "2011-05-03", ("vi", "fr")),
    ("zh", "本协定于二〇一一年五月三日在东临签订，一式两份，每份均用中文和法文写成，两种文本同等作准。", "东临", "2011-05-03", ("zh", "fr")),
]  # fmt: skip
OF_ANOTHER = [
    ("en", "2. The Convention signed at Ostermere on 3 May 1999 shall cease to have effect."),
    ("en", "2. It replaces the Convention\nsigned at Ostermere on 3 May 1999."),
    ("fr", "2. La Convention signée à Ostermere le 3 mai 1999 cesse de produire effet."),
    ("es", "2. El Convenio firmado en Ostermere el 3 de mayo de 1999 deja de tener efecto."),
    ("ru", "2. Конвенция, подписанная в Остермере 3 мая 1999 года, прекращает действие."),
    ("zh", "根据1999年5月3日在东临签订的《文化协定》，双方继续合作。"),
]


def read(text: str, language: str, given: Hints | None = None) -> Description:
    raw = RawDocument(blocks=blocks(text), hints=Hints(language=language))
    return describe(raw, structure(raw, language), given or Hints())


def told(found: Description, field: str) -> list[str]:
    return [one.value for one in found.assertions if one.field == field]


@pytest.mark.parametrize(("language", "closing", "place", "day", "languages"), CLOSINGS)
def test_a_closing_tells_place_day_and_authentic_languages(
    language: str, closing: str, place: str, day: str, languages: tuple[str, ...]
) -> None:
    found = read(HEADS[language] + closing, language)
    assert told(found, "place.concluded") == [place]
    assert found.work.adopted is not None
    assert found.work.adopted.isoformat() == day
    assert told(found, "language.authentic") == list(languages)
    assert set(told(found, "party.code")) == {"JPN", "FRA"}


@pytest.mark.parametrize(("language", "sentence"), OF_ANOTHER)
def test_what_is_said_of_another_instrument_is_not_read(language: str, sentence: str) -> None:
    found = read(HEADS[language] + sentence, language)
    assert told(found, "place.concluded") == []
    assert found.work.adopted is None


def test_two_closings_of_different_days_tell_no_day() -> None:
    two = "Done at Ostermere, 3 May 2011.\nArticle 2\nMore.\nDone at Norvale, 7 June 2012."
    assert read(HEADS["en"] + two, "en").work.adopted != LegalDate.of(date(2012, 6, 7))


def test_the_letters_of_a_number_tell_who_issued_it_where_nobody_else_does() -> None:
    text = "THÔNG TƯ 98/2030/TT-BNG về thủ tục lãnh sự\nĐiều 1\nThông tư này quy định thủ tục.\n"
    found = read(text, "vi")
    (issuer,) = [one for one in found.assertions if one.field == "issuer"]
    assert (issuer.value, issuer.origin.kind) == ("Bộ Ngoại giao", OriginKind.RULE)
    assert read(text.replace("BNG", "BĐN"), "vi").work.issuers == ()
    assert read(text, "vi", Hints(issuers=("Bộ Công an",))).work.issuers == ("Bộ Công an",)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Articles 3 and 4 of this Agreement shall enter into force on 3 May 2011."),
        ("fr", "Les articles 3 et 4 du présent accord entrent en vigueur le 3 mai 2011."),
        ("vi", "2. Các Điều 3, 4 của Hiệp định này có hiệu lực kể từ ngày 3 tháng 5 năm 2011."),
    ],
)
def test_the_day_of_some_articles_is_not_that_of_the_instrument(language: str, sentence: str) -> None:
    assert read(HEADS[language] + sentence, language).work.in_force is None


def test_every_value_of_the_final_clauses_has_its_place() -> None:
    text = HEADS["en"] + (
        "Article 2\nThis Agreement shall enter into force on the thirtieth day after the last notification.\n"
        "Article 3\nThe instruments of ratification shall be deposited with the Government of Japan.\n"
        "IN WITNESS WHEREOF the undersigned have signed this Agreement.\n"
        "For the Government of Japan:\nA. Kato\nFor the Government of the French Republic:\nB. Martin\n"
    )
    raw = RawDocument(blocks=blocks(text), hints=Hints(language="en"))
    found = describe(raw, structure(raw, "en"), Hints())
    values = {one.field: one for one in found.assertions}
    assert "thirtieth day" in values["rule.entry_into_force"].value
    assert told(found, "depositary") == ["the Government of Japan"]
    assert "the Government of Japan" in told(found, "signatory")
    for field in ("rule.entry_into_force", "depositary", "signatory"):
        origin = values[field].origin
        assert origin.kind is OriginKind.TEXT
        assert origin.span is not None
        assert values[field].value in raw.text[origin.span.start : origin.span.end]
    assert found.work.in_force is None


def test_amendments_that_enter_into_force_are_not_the_instrument() -> None:
    text = HEADS["en"] + "Article 2\nAmendments to this Agreement shall enter into force when accepted."
    assert told(read(text, "en"), "rule.entry_into_force") == []


def test_a_number_of_the_series_above_its_title() -> None:
    head = "No. 91752. CULTURAL AGREEMENT BETWEEN JAPAN AND FRANCE. SIGNED AT OSTERMERE, ON 3 MAY 2011\nArticle 1\nText.\n"
    found = read(head, "en")
    assert [(one.scheme, one.value) for one in found.work.identifiers] == [(IdentifierScheme.UNTS, "91752")]
    assert found.work.kind is WorkKind.TREATY


def test_a_preamble_that_opens_with_parties_makes_a_treaty_of_a_text_without_a_title() -> None:
    text = "PREAMBLE\nJapan and the Socialist Republic of Viet Nam (hereinafter “the Parties”),\nDesiring peace,\nHave agreed as follows:\nArticle 1\nThis Agreement serves trade.\n"
    found = read(text, "en")
    assert found.work.kind is WorkKind.TREATY
    assert set(told(found, "party.code")) == {"JPN", "VNM"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Hints(adopted=LegalDate.of(date(2012, 5, 3))), "conflicting_dates"),
        (Hints(parties=("Japan", "Spain")), "conflicting_parties"),
    ],
)
def test_a_manifest_that_contradicts_the_text_is_reported_with_both_values(given: Hints, code: str) -> None:
    found = read(HEADS["en"] + CLOSINGS[0][1], "en", given)
    assert [notice.code for notice in found.notices] == [code]
    assert "the text (characters " in found.notices[0].reason
    assert "the manifest says" in found.notices[0].reason


def test_a_manifest_that_agrees_in_another_language_is_no_contradiction() -> None:
    given = Hints(parties=("日本国", "JPN"), adopted=LegalDate.parse("2011-05"))
    french = Hints(parties=("FRA", "Japan"))
    assert read(HEADS["en"] + CLOSINGS[0][1], "en", french).notices == ()
    assert "conflicting_dates" not in {
        n.code for n in read(HEADS["en"] + CLOSINGS[0][1], "en", given).notices
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Japan and the Republic of Korea on fisheries", ("Japan", "Republic of Korea")),
        ("the United Kingdom of Great Britain and Northern Ireland and Spain", ("United Kingdom of Great Britain and Northern Ireland", "Spain")),
        ("Japan, Spain and Peru concerning trade", ("Japan", "Spain", "Peru")),
        ("Norvale and Lam Hai", ()),
        ("Japan and its territories", ()),
    ],
)  # fmt: skip
def test_known_names_end_where_a_party_ends(text: str, names: tuple[str, ...]) -> None:
    words = table("en")
    assert words is not None
    assert known_names(text, words) == names


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "es", "ru", "vi", "zh", "ar", "de", "nl"]))
def test_any_text_is_read_without_a_fault_and_every_span_lies_in_it(text: str, language: str) -> None:
    raw = RawDocument(blocks=blocks(f"Article 1\n{text}"), hints=Hints(language=language))
    for one in describe(raw, structure(raw, language), Hints()).assertions:
        if one.origin.span:
            assert 0 <= one.origin.span.start <= one.origin.span.end <= len(raw.text)
    assert all(code for code, _ in languages_in(text, language))


@pytest.mark.parametrize(
    ("language", "closing", "day"),
    [
        ("en", "both texts being authentic.done at ostermere, may 3, 2011 ANNEX a", "2011-05-03"),
        ("fr", "le present accord est conclu pour un an.fait a ostermere, le 3 mai 2011.", "2011-05-03"),
        ("fr", "Le présent accord est fait a l'unanimité le 3 mai 2011.", None),
    ],
)
def test_texts_that_lost_capitals_and_accents(language: str, closing: str, day: str | None) -> None:
    head = HEADS[language] if day is None else HEADS[language].lower()
    found = read(head + closing, language)
    assert (found.work.adopted.isoformat() if found.work.adopted else None) == day
    assert told(found, "place.concluded") == (["Ostermere"] if day else [])


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("1 Came into force on 3 May 2011, by signature, in accordance with article 9.", "2011-05-03"),
        ("I Came into force on 3 May 2011, by signature.", "2011-05-03"),
        ("The Parties agree ¹ Came into force on 3 May 2011, by signature.", "2011-05-03"),
        ("The Convention that came into force on 3 May 2011 stays as it is.", None),
    ],
)
def test_a_note_of_the_series_tells_the_entry_into_force(note: str, day: str | None) -> None:
    text = HEADS["en"] + f"Article 2\nThe Parties shall meet.\n{note}\nArticle 3\nThey shall part."
    found = read(text, "en")
    assert (found.work.in_force.isoformat() if found.work.in_force else None) == day
