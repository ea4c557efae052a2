"""The table of one language: its words for what a legal text is made of, read from `tables/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from corpus.language.folding import fold, strip_accents_vi
from corpus.model import ClauseKind, ProvisionKind, WorkKind

LANGUAGES = ("vi", "ar", "en", "fr", "es", "ru", "zh", "de", "nl")
"""The languages that have a table: the seven of the interface, and two that the data brings."""


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """Words of one language. Every word is as printed; keys of look-up tables are keyed (`key`).

    `divisions` maps a kind of provision to its words; `#` in a word stands for the number where
    it does not simply follow (`第#条`, `# partie`). `bare` are words that open a division without
    a number. `items` maps a style of enumerator to the kind of provision that it numbers.
    `continuations` follow a reference to a provision within a sentence, never its heading.
    `numerals` maps a keyed word to its value; a negative value multiplies what stands before it.
    `raised_minor` says that a raised digit behind a number is part of it (`Статья 4¹` is 4.1).
    `spaced_letter` says that a small letter behind a blank is part of it (`Art. 71 a` is 71a).
    `clause_headings` head final clauses, `clause_cues` say in a sentence what one settles if it names the
    instrument itself (`instruments`: this Agreement), not behind one of `subordinates` (after …).
    `formulas` are openings of lines by function: recitals, enacting, testimonium, signature …
    """

    code: str
    name: str
    alphabet: str = ""
    abjad: str = ""
    divisions: Mapping[ProvisionKind, tuple[str, ...]] = field(default_factory=dict)
    bare: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    items: Mapping[str, ProvisionKind] = field(default_factory=dict)
    number_signs: tuple[str, ...] = ()
    continuations: tuple[str, ...] = ()
    connectors: frozenset[str] = frozenset()
    sole: tuple[str, ...] = ()
    raised_minor: bool = False
    spaced_letter: bool = False
    numerals: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    month_names: tuple[str, ...] = ()
    """The months as printed: keys have lost their accents, and patterns only ever leave accents out."""
    hijri_months: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, WorkKind] = field(default_factory=dict)
    formulas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    effect: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instruments: tuple[str, ...] = ()
    subordinates: tuple[str, ...] = ()
    clause_headings: Mapping[ClauseKind, tuple[str, ...]] = field(default_factory=dict)
    clause_cues: Mapping[ClauseKind, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    citations: Mapping[str, Any] = field(default_factory=dict)
    amendments: Mapping[str, Any] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    letters: str = ""
    scripts: Mapping[str, str] = field(default_factory=dict)


def key(text: str, language: str) -> str:
    """The look-up form of a word: folded, without Vietnamese accents, single blanks, no dots of Arabic.

    >>> key("Đ̣iều  thứ", "vi"), key("Première", "fr"), key("الأولى", "ar")
    ('dieu thu', 'premiere', 'الاولي')
    """
    return " ".join(strip_accents_vi(fold(text, language)).split())


def primary(language: str) -> str:
    """The primary subtag of a BCP 47 tag: `zh-Hant` → `zh`."""
    return language.partition("-")[0].lower()


@cache
def table(language: str) -> LanguageTable | None:
    """The table of a language (BCP 47), or None where there is none."""
    code = primary(language)
    return _read(code) if code in LANGUAGES else None


@cache
def tables() -> tuple[LanguageTable, ...]:
    """Every table, in the order of LANGUAGES."""
    return tuple(_read(code) for code in LANGUAGES)


@cache
def profiles() -> Mapping[str, LanguageTable]:
    """Languages that are only recognised (`profiles.toml`), by code."""
    return {
        code: LanguageTable(
            code,
            raw["name"],
            divisions=_divisions(raw.get("divisions", {})),
            connectors=frozenset(key(word, code) for word in raw.get("connectors", ())),
            numerals=_keyed(raw.get("numerals", {}), code),
            words=frozenset(raw["words"]),
            letters=raw.get("letters", ""),
        )
        for code, raw in _toml("profiles").items()
    }


@cache
def shared_table(name: str) -> Mapping[str, Any]:
    """A table of words that no one language owns, as it is written."""
    return _toml(name)


def _toml(name: str) -> dict[str, Any]:
    path = resources.files("corpus.language") / "tables" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _read(code: str) -> LanguageTable:
    raw = _toml(code)
    words = raw.get("words", {})
    detection = raw.get("detection", {})
    return LanguageTable(
        code=code,
        name=raw["name"],
        alphabet=raw.get("alphabet", ""),
        abjad=raw.get("abjad", ""),
        divisions=_divisions(raw["divisions"]),
        bare=_tuples(raw.get("bare", {})),
        items={style: ProvisionKind(kind) for style, kind in raw.get("items", {}).items()},
        number_signs=tuple(words.get("number_signs", ())),
        continuations=tuple(words.get("continuations", ())),
        connectors=frozenset(key(word, code) for word in words.get("connectors", ())),
        sole=tuple(words.get("sole", ())),
        raised_minor=bool(words.get("raised_minor", False)),
        spaced_letter=bool(words.get("spaced_letter", False)),
        numerals=_keyed(raw.get("numerals", {}), code),
        months=_keyed(raw.get("months", {}), code),
        month_names=tuple(raw.get("months", {})),
        hijri_months=_keyed(raw.get("hijri_months", {}), code),
        kinds={word: WorkKind(kind) for word, kind in raw.get("kinds", {}).items()},
        formulas=_tuples(raw.get("formulas", {})),
        effect=_tuples(raw.get("effect", {})),
        titles=_tuples(raw.get("titles", {})),
        instruments=tuple(raw.get("clauses", {}).get("instruments", ())),
        subordinates=tuple(raw.get("clauses", {}).get("subordinates", ())),
        clause_headings=_clauses(raw.get("clauses", {}).get("headings", {})),
        clause_cues=_clauses(raw.get("clauses", {}).get("cues", {})),
        numbers=_tuples(raw.get("numbers", {})),
        citations=raw.get("citations", {}),
        amendments=_amendments(code),
        words=frozenset(detection.get("words", ())),
        letters=detection.get("letters", ""),
        scripts={script: detection[script] for script in ("hans", "hant") if script in detection},
    )


def _amendments(code: str) -> dict[str, Any]:
    """The words of amendments, in a table of their own; none where a language has no reader of them."""
    name = f"amendments/{code}"
    return _toml(name) if (resources.files("corpus.language") / "tables" / f"{name}.toml").is_file() else {}


def _divisions(raw: Mapping[str, list[str]]) -> dict[ProvisionKind, tuple[str, ...]]:
    return {ProvisionKind(kind): tuple(names) for kind, names in raw.items()}


def _clauses(raw: Mapping[str, list[str]]) -> dict[ClauseKind, tuple[str, ...]]:
    return {ClauseKind(kind): tuple(phrases) for kind, phrases in raw.items()}


def _tuples(raw: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in raw.items()}


def _keyed(raw: Mapping[str, int], code: str) -> dict[str, int]:
    """Months of Vietnamese keep their accents out of the key, as every keyed word does."""
    return {key(word, code): value for word, value in raw.items()}
