"""URIs of works, expressions and provisions, as Akoma Ntoso has them: parse raises, print round-trips."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.errors import InvalidIdentifier

_ALPHA3 = {
    "aa": "aar", "am": "amh", "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben",
    "bs": "bos", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "dv": "div",
    "dz": "dzo", "el": "ell", "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "fas",
    "fi": "fin", "fj": "fij", "fr": "fra", "ga": "gle", "gl": "glg", "gu": "guj", "ha": "hau",
    "he": "heb", "hi": "hin", "hr": "hrv", "ht": "hat", "hu": "hun", "hy": "hye", "id": "ind",
    "ig": "ibo", "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "km": "khm",
    "ko": "kor", "ky": "kir", "la": "lat", "lb": "ltz", "lo": "lao", "lt": "lit", "lv": "lav",
    "mg": "mlg", "mk": "mkd", "mn": "mon", "ms": "msa", "mt": "mlt", "my": "mya", "nb": "nob",
    "ne": "nep", "nl": "nld", "nn": "nno", "no": "nor", "om": "orm", "pl": "pol", "ps": "pus",
    "pt": "por", "rm": "roh", "rn": "run", "ro": "ron", "ru": "rus", "rw": "kin", "si": "sin",
    "sk": "slk", "sl": "slv", "sm": "smo", "sn": "sna", "so": "som", "sq": "sqi", "sr": "srp",
    "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel", "tg": "tgk", "th": "tha", "ti": "tir",
    "tk": "tuk", "tl": "tgl", "to": "ton", "tr": "tur", "uk": "ukr", "ur": "urd", "uz": "uzb",
    "vi": "vie", "wo": "wol", "xh": "xho", "yo": "yor", "zh": "zho", "zu": "zul",
}  # fmt: skip
"""ISO 639-1 to 639-2/T: languages are BCP 47 in the API and three letters in Akoma Ntoso URIs."""
_ALPHA2 = {three: two for two, three in _ALPHA3.items()}

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EID = re.compile(r"[^\s/~?#%\x00-\x1f\x7f]+")
_URI = re.compile(
    r"/works/(?P<slug>[^/]+)"
    r"(?:/(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)(?:@(?P<version>\d{4}-\d\d-\d\d))?)?"
    r"(?:/~(?P<eid>.+))?"
)
"""Akoma Ntoso's pattern: /works/WORK/vie@2021-11-15/~art_36__para_1 (language, version, eId optional)."""


def alpha3(language: str) -> str:
    """BCP 47 with its first subtag in three letters: vi → vie, zh-Hant → zho-Hant."""
    primary, dash, rest = language.partition("-")
    return _ALPHA3.get(primary, primary) + dash + rest


def bcp47(language: str) -> str:
    """The reverse of `alpha3`: vie → vi."""
    primary, dash, rest = language.partition("-")
    return _ALPHA2.get(primary, primary) + dash + rest


@dataclass(frozen=True, slots=True)
class WorkUri:
    """`/works/06-2021-tt-bdn`, whatever the language and the day."""

    slug: str

    def __post_init__(self) -> None:
        _demand(_SLUG, self.slug, "work")

    def __str__(self) -> str:
        return f"/works/{self.slug}"


@dataclass(frozen=True, slots=True)
class ExpressionUri:
    """`/works/06-2021-tt-bdn/vie@2021-11-15`: a language (BCP 47 here), and the wording of a day."""

    work: WorkUri
    language: str
    version: date | None = None

    def __post_init__(self) -> None:
        _demand(_LANGUAGE, self.language, "language")

    def __str__(self) -> str:
        at = f"@{self.version.isoformat()}" if self.version else ""
        return f"{self.work}/{alpha3(self.language)}{at}"


@dataclass(frozen=True, slots=True)
class ProvisionUri:
    """`/works/06-2021-tt-bdn/vie/~art_36__para_1`, or without a language for the provision in any."""

    of: WorkUri | ExpressionUri
    eid: str

    def __post_init__(self) -> None:
        _demand(_EID, self.eid, "provision")

    def __str__(self) -> str:
        return f"{self.of}/~{self.eid}"


Uri = WorkUri | ExpressionUri | ProvisionUri
_LANGUAGE = re.compile(r"(?!(?:" + "|".join(_ALPHA2) + r")\b)[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
"""BCP 47 wants the shortest code, so `vie` is no language in the API: each URI has one value."""


def parse_uri(text: str) -> Uri:
    """Read a URI of a work, an expression or a provision. Raises InvalidIdentifier."""
    match = _URI.fullmatch(text)
    if match is None:
        raise InvalidIdentifier(f"not a URI of a work: {text!r}", value=text)
    work = WorkUri(match["slug"])
    of = _expression(work, match["language"], match["version"]) if match["language"] else work
    return ProvisionUri(of, match["eid"]) if match["eid"] else of


def _expression(work: WorkUri, language: str, version: str | None) -> ExpressionUri:
    try:
        day = date.fromisoformat(version) if version else None
    except ValueError as error:
        raise InvalidIdentifier(f"not a date: {version!r}", value=version) from error
    return ExpressionUri(work, bcp47(language), day)


def _demand(pattern: re.Pattern[str], value: str, what: str) -> None:
    if not pattern.fullmatch(value):
        raise InvalidIdentifier(f"not the id of a {what}: {value!r}", value=value)
