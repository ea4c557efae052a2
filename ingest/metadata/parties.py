"""The parties of a treaty, as its title (or the opening of its preamble) names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.language.patterns import any_of
from corpus.language.table import LanguageTable
from corpus.model import Span
from corpus.parties import party_named
from ingest.metadata.head import Head, as_written, span_of
from ingest.metadata.titles import Title

_NOTE = re.compile(r"(?<=[A-Za-z])(?:\s?[¹²³*']|\s\d)(?=\s)")
"""The mark of a footnote behind a word."""
_LONGEST_PARTY = 110
_OPENING_LINES = 12
"""Lines of the head among which the preamble opens with the parties."""
_OPENING_ENDS = re.compile(
    r"[(;:]|,(?=\s*[a-z]*(?:ing|ed|ant|ous|eux|ado|ada|andos?|endos?)\b)|,\s*$|,?\s(?:hereinafter|hereafter|ci-après|dénommés?"
    r"|en adelante|en lo sucesivo|далее|именуем\w+|dưới đây|sau đây|المشار|hiernavolgend|nachstehend"
    r"|im folgenden|desiring"
    r"|considering|recogni[sz]ing|wishing|believing|conscious|désireux|considérant|deseosos|considerando)(?!\w)",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"\s*[(（][^()（）]{0,80}[)）]")
"""`(“Korea”)`, behind the name for which it stands from then on."""
_LISTED = re.compile(r",\s+|、")
_ARTICLES = re.compile(
    r"^(?:(?:the|la|le|les|el|los|las|der|die|das|dem|den|de|het)\s+|l['’]\s*)(?=\S)", re.IGNORECASE
)
_HANDS = re.compile(
    r",?\s*(?:,|\b)(?:on the (?:one|other) (?:hand|part)|d['’]une part|d['’]autre part"
    r"|por una parte|por la otra|of the (?:one|other) part|enerzijds|anderzijds"
    r"|einerseits|andererseits)\b,?",
    re.IGNORECASE,
)
_ORGAN = (
    r"(?:government|gouvernement|gobierno|president|kingdom|republic|república|république"
    r"|royaume|reino|state|état|estado)"
)


@dataclass(frozen=True, slots=True)
class FoundParties:
    """Names as printed, and where."""

    names: tuple[str, ...]
    span: Span


def find_parties(head: Head, title: Title | None, text: str) -> FoundParties | None:
    """The parties named by the opening of the preamble or by `between … and …` in the title.

    None where that cannot be read for certain. `text` is the whole document: a name in capitals
    takes the form in which it stands there.
    """
    for line in head.lines:
        names = _preamble_parties(line.text, head.words)
        if names:
            return FoundParties(names, span_of(line, 0, len(line.text)))
    names = parties_in(title.text, head.words) if title and not title.words_only else ()
    if names and title:
        return FoundParties(tuple(as_written(name, text) for name in names), title.span)
    return opening_parties(head, text)


def opening_parties(head: Head, text: str) -> FoundParties | None:
    """The parties by which a preamble opens, where the register knows all: such a text is a treaty."""
    for line in head.lines[:_OPENING_LINES]:
        opening = _OPENING_ENDS.split(_DEFINED.sub("", line.text), maxsplit=1)[0]
        names = known_names(opening, head.words, to_the_end=True)
        if names:
            return FoundParties(
                tuple(as_written(name, text) for name in names), span_of(line, 0, len(opening))
            )
    return None


def parties_in(title: str, words: LanguageTable) -> tuple[str, ...]:
    """The parties in a title.

    >>> from corpus.language.table import table
    >>> parties_in("Agreement between Norvale and the Republic of Lam Hai on visas", table("en"))
    ('Norvale', 'Republic of Lam Hai')
    """
    pattern = _BETWEEN.get(words.code) or _between(words.code, words.titles.get("between", ()))
    title = _NOTE.sub("", title)
    match = pattern.search(title) if pattern else None
    if not match:
        return ()
    if "second" in match.groupdict():
        return _clean((match["first"], match["second"]))
    return known_names(title[match.end() :], words) or _split(
        _until_subject(title[match.end() :], words), words
    )


def known_names(text: str, words: LanguageTable, *, to_the_end: bool = False) -> tuple[str, ...]:
    """The parties that a text begins with, where the register knows every one of them.

    So the `and` within a name is told from the one between two names, and where the last name ends.

    >>> from corpus.language.table import table
    >>> known_names("Serbia and Montenegro and Japan on visas", table("en"))
    ('Serbia and Montenegro', 'Japan')
    """
    text = _HANDS.sub("", " ".join(text.split())).strip(" .,;:")
    conjunction = re.compile(rf",?\s+{any_of(words.titles.get('parties_and', ()))}\s+", re.IGNORECASE)
    for match in conjunction.finditer(text):
        first = _known(_LISTED.split(text[: match.start()]), words)
        rest = text[match.end() :]
        ends = [len(rest)] if to_the_end else _ends(rest, words)
        last = next((name for end in ends for name in _known([rest[:end]], words)), "")
        if first and last:
            return _clean((*first, last))
    return ()


def _known(names: Sequence[str], words: LanguageTable) -> tuple[str, ...]:
    """The names, if the register knows all of them."""
    return tuple(names) if all(party_named(name, words.code) for name in names) else ()


def _ends(text: str, words: LanguageTable) -> list[int]:
    """Where a name at the beginning of a text may end, the longest first."""
    subject = re.compile(
        rf"[,.;:(]|\s{any_of(words.titles.get('parties_end', ('on',)))}(?!\w)", re.IGNORECASE
    )
    return [len(text), *sorted((match.start() for match in subject.finditer(text)), reverse=True)]


def _until_subject(text: str, words: LanguageTable) -> str:
    """Cut where the subject begins: concerning, relatif à, о (of only behind a whole name)."""
    ends = [word for word in words.titles.get("parties_end", ()) if word not in _ALSO_IN_NAMES]
    match = re.search(rf"(?:,\s*)?\s{any_of(ends)}(?!\w)", text, re.IGNORECASE)
    return text[: match.start()] if match else text


_ALSO_IN_NAMES = frozenset({"of", "de", "for", "the", "in", "with", "a", "to"})
"""Words that open a subject but also stand inside names of parties."""


def _split(text: str, words: LanguageTable) -> tuple[str, ...]:
    """Two names by the one `and` that parts them; more by commas. Nothing where it is not certain."""
    text = _HANDS.sub("", text).strip(" .,;:")
    conjunctions = any_of(words.titles.get("parties_and", ()))
    strong = re.split(
        rf",?\s+{conjunctions}\s+(?=(?:the|le|la|l['’]|el|los|der|die|den|das)\s*{_ORGAN})",
        text,
        flags=re.IGNORECASE,
    )
    if len(strong) == 2:
        return _clean(strong)
    plain = re.split(rf",?\s+{conjunctions}\s+", text, flags=re.IGNORECASE)
    return _clean(plain) if len(plain) == 2 else ()


def _clean(names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    cleaned = tuple(_ARTICLES.sub("", " ".join(name.split()).strip(" .,;:()*")) for name in names)
    fits = all(1 < len(name) <= _LONGEST_PARTY for name in cleaned)
    return cleaned if fits and len(set(cleaned)) == len(cleaned) else ()


@cache
def _between(code: str, between: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w){any_of(between)}\s+(?=\S)", re.IGNORECASE) if between else None


_BETWEEN: dict[str, re.Pattern[str]] = {
    "vi": re.compile(
        r"giữa\s+(?P<first>.{3,100}?)\s+(?:và|với)\s+(?P<second>.{2,100}?)"
        r"(?=\s+(?:về|trong|liên quan|ký|nhằm|cho|sửa đổi|theo|theo đó)\b|$)",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"بين\s+(?P<first>.{3,90}?)\s+و\s?(?P<second>(?:حكومة|دولة|جمهورية|المملكة|مملكة|سلطنة|وزارة|الجمهورية|هيئة|مجلس).{2,90}?)"
        r"(?=\s+(?:بشأن|في شأن|في مجال|حول|للتعاون|بخصوص|لتجنب|المتعلقة|في ميدان|لتشجيع|لإلغاء|على)\b|$)"
    ),
    "zh": re.compile(
        r"^(?P<first>[^《》，。]{2,30}?)(?:政府)?(?:和(?!国|國)|与|與|同)(?P<second>[^《》，。]{2,30}?)(?:政府)?(?=关于|關於|领事|領事|引渡|友好|互免|贸易)"
    ),
}


@cache
def _preamble(code: str) -> re.Pattern[str] | None:
    return {
        "ru": re.compile(
            r"^(?P<first>[А-Я][^,;.]{3,80}?)\s+и\s+(?P<second>[А-Я][^,;.]{3,80}?),\s+(?:именуемые|далее)"
        ),
        "zh": re.compile(
            r"^(?P<first>[^，。（(]{2,30}?)(?:政府)?(?:和(?!国|國)|与|與)(?P<second>[^，。（(]{2,30}?)(?:政府)?[（(](?:以下|下称|下稱)"
        ),
    }.get(code)


def _preamble_parties(text: str, words: LanguageTable) -> tuple[str, ...]:
    pattern = _preamble(words.code)
    match = pattern.match(text) if pattern else None
    return _clean((match["first"], match["second"])) if match else ()
