"""What sort of instrument a title names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from corpus.language.patterns import any_of, word_pattern
from corpus.language.table import LanguageTable, key
from corpus.model import WorkKind

_OTHER, _NOTE = WorkKind.OTHER, WorkKind.STATUS_NOTE
_STRONGER = (WorkKind.EXCHANGE_OF_LETTERS, WorkKind.JOINT_CIRCULAR, WorkKind.CONSOLIDATED_TEXT)
"""Kinds that decide wherever the title names them: an agreement by exchange of letters is one."""
_SUFFIX_LANGUAGES = frozenset({"zh"})
_JUDICIAL = re.compile("^最高人民(?:法院|检察院|檢察院).*(?:解释|规定|规则|批复)$")
"""Forms that the two highest courts and procuratorates of China give to their interpretations."""
_ABOUT: Mapping[str, Mapping[str, WorkKind]] = {
    "en": {"report": _OTHER, "statement of treaties": _NOTE, "status of treaties": _NOTE, "bill": _OTHER},
    "fr": {
        "rapport": _OTHER,
        "relevé des traités": _NOTE,
        "état des traités": _NOTE,
        "projet de loi": _OTHER,
    },
    "es": {"informe": _OTHER, "estado de los tratados": _NOTE, "proyecto de ley": _OTHER},
    "ru": {"доклад": _OTHER, "отчет": _OTHER, "законопроект": _OTHER, "проект федерального закона": _OTHER},
    "vi": {"báo cáo": _OTHER, "tờ trình": _OTHER, "dự thảo": _OTHER},
    "zh": {"报告": _OTHER, "報告": _OTHER, "草案": _OTHER},
    "ar": {"تقرير": _OTHER, "مشروع قانون": _OTHER},
    "nl": {"verslag": _OTHER, "wetsvoorstel": _OTHER},
    "de": {"bericht": _OTHER, "gesetzentwurf": _OTHER},
}
"""Documents about instruments, and bills: what they name in their title they are not."""


def kinds_of(words: LanguageTable) -> Mapping[str, WorkKind]:
    """What titles of a language name: instruments, and documents about them."""
    return {**words.kinds, **_ABOUT.get(words.code, {})}


def kind_of(title: str, words: LanguageTable) -> WorkKind | None:
    """The kind named first in the title (last in Chinese): a protocol to a convention is a protocol.

    >>> from corpus.language.table import table
    >>> kind_of("Protocol amending the Ostermere Convention", table("en")).value
    'protocol'
    """
    for kind in _STRONGER:
        phrases = [word for word, named in words.kinds.items() if named is kind]
        if any(re.search(rf"(?<!\w){word_pattern(p)}(?!\w)", title, re.IGNORECASE) for p in phrases):
            return kind
    if words.code in _SUFFIX_LANGUAGES:
        return _suffix_kind(title, words)
    match = _pattern(words.code, tuple(kinds_of(words))).search(title)
    named = _named(match[0], words) if match else None
    if match and named is WorkKind.CONSTITUTION and _is_of_another(title[: match.start()], words):
        return None
    return named


def _is_of_another(before: str, words: LanguageTable) -> bool:
    """Whether a constitution is named as another text's object: `amendments to the constitution`."""
    return any(word.lower() in words.words for word in re.findall(r"[^\W\d_]+", before)[1:][-2:])


def _suffix_kind(title: str, words: LanguageTable) -> WorkKind | None:
    """The kind that ends the title, a bracket behind it aside; 《…》 names another instrument."""
    bare = re.sub(r"[（(][^（(）)]*[）)]\s*$", "", title.strip())
    if _JUDICIAL.search(bare):
        return WorkKind.INTERPRETATION
    kinds = kinds_of(words)
    for phrase in sorted(kinds, key=len, reverse=True):
        if bare.endswith(phrase):
            return kinds[phrase]
    return None


@cache
def _pattern(code: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(kinds)}(?!\w)", re.IGNORECASE)


def _named(found: str, words: LanguageTable) -> WorkKind | None:
    wanted = key(found, words.code)
    return next((kind for word, kind in kinds_of(words).items() if key(word, words.code) == wanted), None)
