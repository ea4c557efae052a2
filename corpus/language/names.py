"""Names of languages in themselves, and the codes by which other systems call them."""

from __future__ import annotations

from corpus.language.table import primary, profiles, table

_OTHERS = {
    "fa": "فارسی", "ur": "اردو",
    "el": "Ελληνικά", "he": "עברית", "th": "ไทย",
}  # fmt: skip
_SCRIPTS = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
_THREE_LETTERS = {
    "ara": "ar", "chi": "zh", "zho": "zh", "cmn": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru",
    "spa": "es", "vie": "vi",
    "deu": "de", "ger": "de", "nld": "nl", "dut": "nl", "por": "pt", "ita": "it", "jpn": "ja", "kor": "ko",
}  # fmt: skip


def language_name(code: str) -> str:
    """The name of a language in itself; the code where it is not known.

    >>> language_name("zh-Hant"), language_name("vi")
    ('繁體中文', 'Tiếng Việt')
    """
    found = table(code) or profiles().get(primary(code))
    return _SCRIPTS.get(code) or _OTHERS.get(primary(code)) or (found.name if found else code)


def bcp47(code: str) -> str:
    """A language tag in BCP 47 from what formats write: `eng`, `ENG`, `zh_CN`, `zh-hant` (→ zh-Hant).

    >>> bcp47("eng"), bcp47("zh_TW"), bcp47("zh-hans")
    ('en', 'zh-Hant', 'zh-Hans')
    """
    language, _, region = code.strip().replace("_", "-").partition("-")
    language = _THREE_LETTERS.get(language.lower(), language.lower())
    if language != "zh":
        return language or "und"
    return {"hant": "zh-Hant", "tw": "zh-Hant", "hk": "zh-Hant", "mo": "zh-Hant"}.get(
        region.lower(), "zh-Hans" if region else "zh"
    )
