from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.detection import detect, settled
from corpus.language.names import bcp47, language_name

PASSAGES = [
    ("vi", "Cơ quan đại diện tiếp nhận hồ sơ và cấp giấy biên nhận cho người nộp hồ sơ."),
    ("ar", "تتخذ السلطات المختصة جميع التدابير اللازمة لتنفيذ هذه الاتفاقية في الدولة."),
    ("en", "The competent authorities shall inform the consular post of the death of a national."),
    ("fr", "Les autorités compétentes informent le poste consulaire du décès de tout ressortissant."),
    ("es", "Las autoridades competentes informarán a la oficina consular del fallecimiento del nacional."),
    ("ru", "Компетентные органы сообщают консульскому учреждению о смерти гражданина этого государства."),
    ("zh-Hans", "主管机关应当将派遣国国民死亡的情况通知领事馆。"),
    ("zh-Hant", "主管機關應當將派遣國國民死亡的情況通知領事館。"),
    (
        "de",
        "Die zuständigen Behörden unterrichten die konsularische Vertretung über den Tod des Bürgers.",
    ),
    (
        "nl",
        "De bevoegde autoriteiten stellen de consulaire post in kennis van het overlijden van een onderdaan.",
    ),
    ("ja", "権限のある当局は、派遣国の国民の死亡を領事機関に通報する。"),
    ("ko", "권한 있는 당국은 파견국 국민의 사망을 영사기관에 통보한다."),
    (
        "pt",
        "As autoridades competentes informam o posto consular da morte de um nacional que não reside.",
    ),
    ("fa", "مقامات صالح باید مرگ هر تبعه را به پست کنسولی که در آن کشور است اطلاع دهند."),
    # With the Arabic ي and ك, as older files have them.
    ("fa", "مقامات صالح بايد مرگ هر تبعه را به نمايندگي كه در آن كشور است اطلاع دهند."),
    ("uk", "Компетентні органи повідомляють консульську установу про смерть громадянина цієї держави."),
]


@pytest.mark.parametrize(("language", "text"), PASSAGES)
def test_detect(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "12.", "(a)", "—", "Art. 5", "123 456"])
def test_too_short_takes_the_default(text: str) -> None:
    assert detect(text, "fr") == "fr"
    assert detect(text) == "und"


def test_a_short_text_does_not_contradict_its_document() -> None:
    assert detect("Annexe administrative de la convention", "fr") == "fr"


def test_names_and_codes() -> None:
    assert [language_name(code) for code in ("vi", "ar", "zh-Hant", "pt", "xx")] == [
        "Tiếng Việt", "العربية", "繁體中文", "Português", "xx",
    ]  # fmt: skip
    assert [bcp47(code) for code in ("VIE", "zh_TW", "zh-CN", "en-GB", "chi", "")] == [
        "vi", "zh-Hant", "zh-Hans", "en", "zh", "und",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_detect_never_fails(text: str) -> None:
    assert detect(text)


@pytest.mark.parametrize(
    ("told", "text", "language"),
    [
        ("zh", "领事馆应当在四十八小时内得到通知", "zh-Hans"),
        ("zh", "領事館應當在四十八小時內得到通知", "zh-Hant"),
        ("zh", "", "zh"),
        ("vi", "The consular post shall be informed without delay.", "vi"),
        (None, "Cơ quan đại diện phải được thông báo ngay.", "vi"),
    ],
)
def test_what_is_told_stands_but_chinese_is_made_precise(told: str | None, text: str, language: str) -> None:
    assert settled(told, text) == language
