"""What a plain question tells beyond its words: its language, a day, provisions, numbers, short names.

Nothing here filters on a guess: a day counts only after words that say so (`as of`, `截至`), and
what is read is shown to the reader, who can take it away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.identifiers import numbers_in
from corpus.language.dates import find_dates
from corpus.language.detection import detect
from corpus.language.patterns import any_of
from search_api.query.legal_terms import legal_terms
from search_api.query.references import Reference, references_in
from search_api.query.short_names import ShortName, short_names_in

AS_OF_WORDS: dict[str, tuple[str, ...]] = {
    "en": ("as of", "as at", "as it stood on", "in force on", "valid on"),
    "vi": ("tại thời điểm", "tính đến ngày", "tính đến", "có hiệu lực tại ngày", "còn hiệu lực ngày"),
    "fr": ("à la date du", "en vigueur au", "en vigueur le", "tel qu'en vigueur le"),
    "es": ("a fecha de", "a la fecha de", "vigente al", "vigente el", "en vigor el"),
    "ru": ("по состоянию на", "на дату", "действующая на", "действующий на"),
    "zh": ("截至", "截止", "截止到", "在"),
    "ar": ("كما في", "النافذة في", "الساري في", "السارية في", "حتى تاريخ"),
}
"""Words that, right before a date, ask for the law of that day."""

_AS_OF_AFTER: dict[str, tuple[str, ...]] = {"zh": ("有效", "时有效", "时的", "现行")}
"""A weak word (在) counts only where one of these follows the date."""
_WEAK = {"在"}
_GAP = 8
"""Characters between the words and the date: an article, `ngày`, `the`."""
_LINK = re.compile(r"\A[\s,)]*(?:г\.|года|م(?!\w))?[\s,)]*的?")
"""What may stand between a date and the rest of the question."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was read out of a question. `text` is the question without the words that gave a day."""

    text: str
    languages: tuple[str, ...]
    """Languages it may be in, likeliest first; the user's is always among them."""
    as_of: date | None = None
    references: tuple[Reference, ...] = ()
    numbers: tuple[str, ...] = ()
    """Normalised numbers of works, those with year and symbol (6/2021/ttbdn)."""
    short_names: tuple[ShortName, ...] = ()
    legal_terms: tuple[str, ...] = ()
    """What the law calls what the question says in other words: looked for besides."""

    @property
    def looked_for(self) -> str:
        """The question with the terms of the law."""
        return " ".join((self.text, *self.legal_terms))


def understand(text: str, user_language: str) -> Understanding:
    """Read a plain question asked by someone whose language is `user_language` (BCP 47)."""
    languages = languages_of(text, user_language)
    day, rest = _as_of(text, languages)
    return Understanding(
        rest,
        languages,
        day,
        tuple(references_in(rest)),
        numbers_in(rest),
        tuple(short_names_in(rest, languages)),
        legal_terms(rest, languages[0]) if languages else (),
    )


def languages_of(text: str, user_language: str) -> tuple[str, ...]:
    """What a text may be written in: detected where it is long enough, then the user's language."""
    detected = detect(text, default=user_language)
    return tuple(dict.fromkeys(language for language in (detected, user_language) if language != "und"))


def _as_of(text: str, languages: tuple[str, ...]) -> tuple[date | None, str]:
    """The certain day that follows words asking for it, and the text without both."""
    for language in languages:
        code = language.partition("-")[0]
        for mention in find_dates(text, language):
            opener = _opener(code).search(text, 0, mention.start)
            if mention.date.day is None or opener is None:
                continue
            if opener[1].lower() in _WEAK and not text[mention.end :].lstrip().startswith(
                _AS_OF_AFTER.get(code, ())
            ):
                continue
            after = _LINK.sub("", text[mention.end :])
            rest = f"{text[: opener.start()].rstrip(' ,(')} {after}".strip()
            return mention.date.day, rest or text
    return None, text


@cache
def _opener(code: str) -> re.Pattern[str]:
    """The words of a language at the end of what stands before the date."""
    words = any_of(AS_OF_WORDS.get(code, ()))
    return re.compile(rf"(?<!\w)({words})[^.;?!\n]{{0,{_GAP}}}\Z", re.IGNORECASE)
