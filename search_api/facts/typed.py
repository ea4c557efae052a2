"""What is typed is compared with words as they are kept: Vietnamese also without its accents."""

from __future__ import annotations

from typing import Final

from corpus.language.folding import fold, has_accents_vi, strip_accents_vi

LOOKED_AT: Final = 20_000
"""Facts looked through for words typed without their accents."""


def bare(text: str) -> str:
    """The text as typed without accents, for comparison."""
    return strip_accents_vi(fold(text.strip(), "und"))


def folds(text: str, language: str | None) -> tuple[str, ...]:
    """The forms in which the text may be kept: Vietnamese keeps its accents, other languages lose theirs."""
    tongues = (language,) if language else ("vi", "und")
    return tuple(dict.fromkeys(fold(text.strip(), tongue) for tongue in tongues))


def may_lack_accents(text: str, language: str | None) -> bool:
    """Whether it may be Vietnamese typed without accents."""
    return bool(text.strip()) and not has_accents_vi(text) and language in (None, "vi")
