"""Which language a text is in, by script and by its short words; `und` rather than a guess.

A passage too short to tell takes the language of what it stands in (`default`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from corpus.language.folding import normalise
from corpus.language.table import LanguageTable, key, profiles, tables

_SAMPLE = 6_000
"""Characters looked at: more change nothing (checked on the UN Charter and UDHR)."""
_SHORTEST = 20
"""Letters below which a text in Latin or Cyrillic script is too short to tell."""
_CLEAR_SHARE = 0.15
"""Share of a text's words that must be short words of the language (measured .25–.55 when right)."""
_CLEAR_LEAD = 1.15
"""By how much the best language must lead the next."""
_TABLE_PRIOR = 1.3
"""A language with a table is that much likelier in this base than one that is only recognised."""
_LETTER_WEIGHT = 4
"""A language's own letters (ñ, ы, ươ) tell more than its short words."""
_SHORT_TEXT = 8
"""Words below which the default language wins where it is not contradicted."""

_SCRIPT_OF = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("han", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("greek", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_ONE_LANGUAGE = {"hangul": "ko", "greek": "el", "hebrew": "he", "thai": "th"}
_LATIN = ("vi", "en", "fr", "es", "de", "nl")
_CYRILLIC = ("ru", "uk", "bg", "sr", "kk", "mn")
_PERSIAN = re.compile("[پچژگیک]")
_URDU = re.compile("[ٹڈڑںے]")
_TOKEN = re.compile(r"[^\W\d_]+")


def detect(text: str, default: str = "und") -> str:
    """The language of `text` as BCP 47 (zh as zh-Hans or zh-Hant), else `default`.

    >>> detect("The sending State shall inform the receiving State of the appointment.")
    'en'
    """
    sample = normalise(text[:_SAMPLE])
    script = _main_script(sample)
    if script in (None, "devanagari"):
        return default
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "kana":
        return "ja"
    if script == "han":
        return _chinese(sample, default)
    if script == "arabic":
        return _arabic(sample, default)
    return _by_words(sample, _CYRILLIC if script == "cyrillic" else None, default)


def settled(told: str | None, text: str) -> str:
    """The language that somebody told, made precise by the text; nobody told it: detected.

    Manifests say `zh`; a title read from the text, a wording and a passage are in `zh-Hans` or
    `zh-Hant`, and must meet.
    """
    if told and told != "zh":
        return told
    found = detect(text)
    return found if not told or found.startswith("zh-") else told


@cache
def recognised() -> frozenset[str]:
    """The languages (primary subtags) that `detect` can tell."""
    by_script = {"zh", "ja", "ar", "fa", "ur", *_ONE_LANGUAGE.values()}
    return frozenset({*_latin_codes(), *_CYRILLIC, *by_script})


def _main_script(sample: str) -> str | None:
    """The script of most letters; Han with some kana is Japanese."""
    if sample.isascii():
        return "latin" if any(map(str.isalpha, sample)) else None
    counts = Counter({name: len(pattern.findall(sample)) for name, pattern in _SCRIPT_OF})
    script, count = counts.most_common(1)[0]
    if count == 0:
        return None
    if script == "han" and counts["kana"] * 10 > count:
        return "kana"
    # A Chinese character says as much as a word: some of them among Latin letters are the text.
    return "han" if script == "latin" and counts["han"] * 3 > count else script


def _chinese(sample: str, default: str) -> str:
    words = _by_code()["zh"]
    hans = sum(sample.count(c) for c in words.scripts["hans"])
    hant = sum(sample.count(c) for c in words.scripts["hant"])
    if hans == hant:
        return default if default.startswith("zh") else "zh"
    return "zh-Hans" if hans > hant else "zh-Hant"


def _arabic(sample: str, default: str) -> str:
    tokens = _TOKEN.findall(sample)
    if len(_URDU.findall(sample)) * 6 > len(tokens):
        return "ur"
    if len(_PERSIAN.findall(sample)) * 4 > len(tokens) or _has_words_of(tokens, "fa"):
        return "fa"
    return "ar" if tokens else default


def _has_words_of(tokens: Sequence[str], code: str) -> bool:
    """Whether short words of a language are among the words of a text, as it is written with Arabic letters.

    Older Persian files have the Arabic ي and ك for its own: only the words tell.
    """
    words = {key(word, code) for word in _by_code()[code].words}
    return len(tokens) >= _SHORT_TEXT and (
        sum(key(token, code) in words for token in tokens) >= _CLEAR_SHARE * len(tokens)
    )


def _by_words(sample: str, codes: tuple[str, ...] | None, default: str) -> str:
    tokens = [token.lower() for token in _TOKEN.findall(sample)]
    if sum(map(len, tokens)) < _SHORTEST:
        return default
    scores = _scores(tokens, sample.lower(), codes)
    best, lead = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if len(tokens) < _SHORT_TEXT and scores.get(default, 0) * _CLEAR_LEAD >= best[1]:
        return default
    clear = best[1] >= _CLEAR_SHARE and best[1] >= lead[1] * _CLEAR_LEAD
    return best[0] if clear else default


def _scores(tokens: list[str], text: str, codes: tuple[str, ...] | None) -> dict[str, float]:
    """Per language: the share of its short words, and of its own letters."""
    candidates = frozenset(codes or _latin_codes())
    scores = dict.fromkeys(candidates, 0.0)
    length = max(1, sum(map(len, tokens)))
    for token, count in Counter(tokens).items():
        for code in _languages_of_word().get(token, ()):
            if code in candidates:
                scores[code] += count / len(tokens)
    for letter, count in Counter(text).items():
        for code in _languages_of_letter().get(letter, ()):
            if code in candidates:
                scores[code] += _LETTER_WEIGHT * count / length
    return {code: score * (_TABLE_PRIOR if _by_code()[code].kinds else 1) for code, score in scores.items()}


@cache
def _languages_of_word() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, words in _by_code().items():
        for word in words.words:
            found[word].append(code)
    return dict(found)


@cache
def _languages_of_letter() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, words in _by_code().items():
        for letter in words.letters:
            found[letter].append(code)
    return dict(found)


@cache
def _by_code() -> dict[str, LanguageTable]:
    return {**{words.code: words for words in tables()}, **profiles()}


@cache
def _latin_codes() -> tuple[str, ...]:
    return (*_LATIN, *(code for code, words in profiles().items() if code not in _CYRILLIC and words.words))
