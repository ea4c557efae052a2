"""Letters that stand a fixed number of places beside the right ones, whatever the number and the language."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.readers.shifted_letters import Shift, find_shift

TEXTS = {
    "ru": "Статья 5. Консульское должностное лицо имеет право посещать гражданина, который находится под "
    "стражей, и переписываться с ним в соответствии с настоящей Конвенцией.",
    "ar": "المادة 5. للموظف القنصلي الحق في زيارة رعايا الدولة الموفدة المحتجزين والتراسل معهم وفقا لأحكام "
    "هذه الاتفاقية، وذلك على النحو الذي تقرره قوانين الدولة.",
    "vi": "Điều 5. Viên chức lãnh sự có quyền đến thăm công dân của Nước cử đang bị tạm giữ và trao đổi thư "
    "từ với người đó theo quy định của Công ước này.",
    "en": "Article 5. The consular officer has the right to visit a national of the sending State who is in "
    "custody, and to correspond with him in accordance with this Convention.",
    "es": "Artículo 5. El funcionario consular tiene el derecho de visitar al nacional del Estado que envía "
    "que se halle detenido y de mantener correspondencia con él con arreglo al presente Convenio.",
}


def letters_shifted(text: str, offset: int) -> str:
    """As a PDF gives it whose letters beyond ASCII have the numbers of another font."""
    return "".join(chr(ord(sign) - offset) if sign.isalpha() else sign for sign in text)


def font_shifted(text: str, offset: int) -> str:
    """As a PDF gives it that has the numbers of glyphs for characters."""
    return "".join(sign if sign == " " else chr(ord(sign) - offset) for sign in text)


@pytest.mark.parametrize("language", ["ru", "ar"])
@given(offset=st.integers(0x100, 0x2FF) | st.integers(-0x1FFF, -0x1000))
@example(offset=-7420)
@settings(max_examples=25)
def test_any_shift_of_letters_is_found(language: str, offset: int) -> None:
    text = TEXTS[language]
    shifted = letters_shifted(text, offset)
    shift = find_shift(shifted)
    assert shift is not None
    assert shift.offset == offset
    assert shift.repair(shifted) == text


@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("offset", [29, 3, -0x2000])
def test_a_font_shifted_as_a_whole_is_put_right(language: str, offset: int, capitals: bool) -> None:
    text = TEXTS[language].upper() if capitals else TEXTS[language]
    shifted = font_shifted(text, offset)
    shift = find_shift(shifted)
    assert shift is not None
    assert shift.repair(shifted) == text


@pytest.mark.parametrize("language", ["ru", "ar"])
@given(offset=st.integers(0x180, 0x2FF), signs=st.sampled_from([24, 26, 28, 29, 30, 31]))
@settings(max_examples=25)
def test_letters_and_signs_may_be_shifted_differently(language: str, offset: int, signs: int) -> None:
    text = TEXTS[language]
    shifted = "".join(chr(ord(sign) - (signs if sign <= "~" else offset)) for sign in text)
    shift = find_shift(shifted)
    assert shift is not None
    assert (shift.offset, shift.signs) == (offset, signs)


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    assert Shift(0x1D6, 0x22B, 0x27B, signs=29).repair("ɋɬɚ-\n\x03ɬɶɹ\x03\x18") == "Ста-\n тья 5"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_right_text_is_left_alone(text: str) -> None:
    assert find_shift(text) is None
    assert find_shift(text.upper()) is None


@given(st.text(st.characters(min_codepoint=0x180, max_codepoint=0x2FF), min_size=60, max_size=300))
@settings(max_examples=50)
def test_noise_becomes_no_text(noise: str) -> None:
    assert find_shift(noise) is None


def test_a_few_letters_tell_no_shift() -> None:
    assert find_shift(letters_shifted("Статья 5. Право", 0x1D6)) is None


def test_blanks_and_what_is_outside_stay() -> None:
    assert Shift(0x1D6, 0x22B, 0x27B).repair("5 ɋɬɚɬɶɹ\n(WTO)") == "5 Статья\n(WTO)"
