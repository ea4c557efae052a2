"""Names of languages in themselves, and the codes by which other systems call them."""

from __future__ import annotations

import re

from corpus.identifiers.uris import bcp47 as two_letters
from corpus.language.table import primary, profiles, table

_OTHERS = {
    "fa": "فارسی", "ur": "اردو",
    "el": "Ελληνικά", "he": "עברית", "th": "ไทย",
}  # fmt: skip
_SCRIPTS = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
_MISCALLED = {
    "chi": "zh", "cmn": "zh", "fre": "fr", "ger": "de", "dut": "nl", "gre": "el", "cze": "cs", "rum": "ro",
    "per": "fa", "pes": "fa", "may": "ms", "bur": "my", "slo": "sk", "alb": "sq", "arm": "hy", "geo": "ka",
    "ice": "is", "mac": "mk", "wel": "cy", "baq": "eu", "arb": "ar", "swh": "sw", "zsm": "ms", "lvs": "lv",
    "esp": "es",
    "gr": "el", "cn": "zh", "vn": "vi", "jp": "ja", "dk": "da", "cz": "cs", "ua": "uk",
}  # fmt: skip
"""Bibliographic codes, members of macrolanguages, and codes of countries taken for codes of languages."""
_USUAL_SCRIPTS = {"vi": "Latn", "ru": "Cyrl", "ar": "Arab"}


def language_name(code: str) -> str:
    """The name of a language in itself; the code where it is not known.

    >>> language_name("zh-Hant"), language_name("vi")
    ('繁體中文', 'Tiếng Việt')
    """
    found = table(code) or profiles().get(primary(code))
    return _SCRIPTS.get(code) or _OTHERS.get(primary(code)) or (found.name if found else code)


def bcp47(code: str) -> str:
    """A language tag in BCP 47 from what formats write: `eng`, `ENG`, `zh_CN`, `zh-hant` (→ zh-Hant).

    Regions and spellings are left out, a script that is not the usual one is kept.

    >>> bcp47("eng"), bcp47("zh_TW"), bcp47("zh-hans"), bcp47("por-PT"), bcp47("vi-Hani"), bcp47("gr")
    ('en', 'zh-Hant', 'zh-Hans', 'pt', 'vi-Hani', 'el')
    """
    language, _, region = code.strip().replace("_", "-").partition("-")
    language = _MISCALLED.get(language.lower()) or two_letters(language.lower())
    if language != "zh":
        script = region[:4].title() if re.fullmatch(r"[A-Za-z]{4}(-.*)?", region) else ""
        unusual = script and script != _USUAL_SCRIPTS.get(language, script)
        return f"{language}-{script}" if unusual else language or "und"
    return {"hant": "zh-Hant", "tw": "zh-Hant", "hk": "zh-Hant", "mo": "zh-Hant"}.get(
        region.lower(), "zh-Hans" if region else "zh"
    )
