"""The words of citations in one language, compiled from the section `citations` of its table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.language.citations.forms import (
    Form,
    Pattern,
    accents_optional,
    any_of,
    regex,
    relative_form,
    without_accents,
    work_form,
)
from corpus.language.citations.levels import Levels
from corpus.language.citations.own_words import OwnWords, own_words
from corpus.language.signs import HAN
from corpus.language.table import LanguageTable, key, table

NOUN = 6
"""Letters by which nouns of works are compared: кодекса, кодексе; Convention, conventions."""
_LOSES_ACCENTS = frozenset({"fr", "es"})
"""Languages whose accents tell no legal words apart."""
_NEVER = re.compile("(?!)")
_TO_ITS_OBJECT = r"(?:[^.;:\"]|\"[^\"]{0,400}\"|\.(?=\d))*(?:\"[^\"]*)?"
"""From the verb of an amendment to what it amends: words that are replaced stand between quotation marks."""
HAN_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
"""The signs that number points in older Chinese texts, always in brackets."""
_WORK_FORMS = (
    "numbered", "titled", "said", "this", "after", "continued", "leading", "source", "approved", "made_under",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the parser asks of a language; `levels` maps the groups of unit patterns to levels.

    `link` leads outwards (of the), `join` joins equals, `joined` is how it is written with a word,
    `separator` parts numbers of a list, `until`
    makes a range; `goes_on` is what may follow a bare number of a list. `adjacent`: inner and outer
    words stand side by side (khoản 2 Điều 5). `outer_first`: the outer one stands first (第三条第一款).
    `tail` may stand between a provision and the words that lead to its work (and those following).
    `amending` stands before what is amended, `amended` behind it, `amends` in headings, `entitled` at the
    head of the line of a title; `promise` is how its new text is announced (also by `announced` words
    without a colon), `its_after` refers back (of it), `its_within` between two words for provisions
    that stand side by side (части второй его статьи 13).
    `vague` follows a provision of any work (of a letter of request). `modal` is how a verb says what
    may be done later.
    `changed_by` stands before a work that amended the one named before it.
    `notably` leads from a provision to a part of it; `inclusive` stands behind a range.
    `inside` parts an outer provision from an inner one where `inside_after`
    stands before.
    `rules` are the nouns of works whose rules are their articles, whatever they are called.
    `noted`: notes below a provision tell how it was amended; `itself` is how a title begins with the noun.
    `contracted` works hold the word that leads to them (dudit), `abbreviated` words for provisions stand
    before names after a comma; `unread` are parts without a level here; `papers` are no works (budget).
    `misread` is the letter that scans have for the number 1 of a paragraph.
    `governed` is what follows a provision of a work that is not recognised (of the bylaws).
    `definite` are nouns that alone name another work in a text that calls itself so (the Regulation, in
    the Law that it implements), `alone` is how any noun does where such a work was cited before (the
    Covenant); `sole` those of which a State has one (Constitution).
    """

    table: LanguageTable
    levels: Mapping[str, Levels]
    units: Pattern
    bare: Pattern
    relative: Mapping[str, tuple[Form, ...]]
    works: Mapping[str, tuple[Form, ...]]
    ordinals: tuple[tuple[Pattern, int], ...]
    link: Pattern
    join: Pattern
    joined: Pattern
    comma: Pattern
    separator: Pattern
    until: Pattern
    sign: Pattern
    goes_on: Pattern
    amending: Pattern
    amended: Pattern
    amends: Pattern
    entitled: Pattern
    promise: Pattern
    basis: Pattern
    replaces: Pattern
    its: Pattern
    its_after: Pattern
    excepting: Pattern
    changed_by: Pattern
    listing: Pattern
    """Between a work and those of its provisions that are meant (Resolution No. 5, namely: …)."""
    """What leads from a work to its parts that are left out."""
    again: Pattern
    """Behind a number: the provision of that number cited before (المذكورة)."""
    its_within: Pattern
    tail: Pattern
    governed: Pattern
    called: Pattern
    plural: Pattern
    sole: frozenset[str]
    resumes: Pattern
    definite: Mapping[str, frozenset[str]]
    own: OwnWords
    alone: Pattern
    dated: Pattern
    headed: Pattern
    headed_list: Pattern
    headed_items: Pattern
    headed_item: Pattern
    headed_after: Pattern
    misread: Pattern
    noted: bool
    rules: frozenset[str]
    itself: Pattern
    contracted: Pattern
    abbreviated: Pattern
    attached: Pattern
    """An annex, a stroke, and how the work begins to which it is attached without a word between."""
    unread: Pattern
    papers: Pattern
    inside: Pattern
    inside_after: Pattern
    vague: Pattern
    modal: Pattern
    notably: Pattern
    inclusive: Pattern
    adjacent: bool
    pointed: bool
    """Whether a point parts an article from its paragraph: artículo 35.1."""
    outer_first: bool
    quotes: bool
    """Whether new text always stands in quotation marks."""


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language (BCP 47); None where its table has no citations."""
    words = table(language)
    if words is None or not words.citations:
        return None
    raw = words.citations
    return _compiled(words, without_accents(raw) if words.code in _LOSES_ACCENTS else raw)


def _compiled(words: LanguageTable, raw: Mapping[str, Any]) -> Lexicon:
    fill = _filler(words, raw)
    levels = {f"u{index}": tuple(names.split()) for index, (names, _) in enumerate(raw["units"])}
    forms = [fill(form) for _, form in raw["units"]]
    unit = "|".join(f"(?P<u{index}>{form})" for index, form in enumerate(forms))
    plain_unit = "|".join(forms)
    link, join, until = raw.get("link", "(?!)"), raw["join"], raw["until"]
    date = fill("{date}") if "date" in raw.get("parts", {}) else "(?!)"
    start, end = ("", "") if raw.get("outer_first") else (r"(?<!\w)", r"(?!\w)")
    return Lexicon(
        table=words,
        levels=levels,
        units=_units(unit, raw),
        bare=regex(
            rf"{start}(?:{raw.get('bare_annex', '(?!)')}){end}(?! ?(?:[{HAN}]|(?-i:[IVXLC\d]+|[A-Z])(?!\w)))"
        ),
        relative={
            name: tuple(relative_form(form, unit, start, end) for form in forms)
            for name, forms in raw.get("relative", {}).items()
        },
        works={
            name: tuple(
                work_form(fill(form), start if name != "continued" else "", end)
                for form in raw.get("works", {}).get(name, ())
            )
            for name in _WORK_FORMS
        },
        ordinals=tuple((regex(form), value) for form, value in raw.get("ordinals", {}).items()),
        link=regex(rf" ?,? ?(?:{link}) ?"),
        join=regex(rf" ?(?:[,;、/] ?)?(?:{join}) ?"),
        joined=regex(raw.get("joined", "(?!)")),
        comma=regex(r" ?[,;、] ?"),
        separator=regex(rf" ?(?:[,;、] ?)?(?:{join}) ?|[ ]?[,;、] ?"),
        until=regex(rf" ?(?:- ?|(?:{until}) ?)"),
        sign=regex(rf" ?{any_of(words.number_signs)} ?" if words.number_signs else "(?!)"),
        goes_on=regex(
            rf" ?(?:$|[.,:;)\]/\"、。]|-"
            rf"|\((?:\w{{1,3}}\)|(?:\w+ )?(?:{plain_unit})|{raw.get('called', '(?!)')})"
            rf"|(?:{link}|{join}|{until})(?!\w)"
            rf"|(?:{plain_unit})|(?-i:[A-ZĐА-ЯЁ])|{any_of(words.continuations)}(?!\w))"
        ),
        amending=regex(rf"(?:{fill(raw['amending'])}){_TO_ITS_OBJECT}$") if "amending" in raw else _NEVER,
        alone=regex(rf"(?<!\w)(?:{raw.get('alone', '(?!)(?P<noun>)')})$"),
        dated=regex(rf",? ?(?:de |of |of the |du |от |del )?(?:{date})"),
        headed=regex(rf"{raw.get('headed', '(?!)')} "),
        headed_list=regex(raw.get("headed_list", "(?!)")),
        headed_items=regex(raw.get("headed_items", "(?!)")),
        headed_item=regex(fill(raw.get("headed_item", "(?!)"))),
        misread=regex(raw.get("misread", "(?!)")),
        noted=bool(raw.get("noted")),
        rules=frozenset(key(noun, words.code)[:NOUN] for noun in raw.get("rules", ())),
        itself=regex(fill(raw.get("itself", "(?!)"))),
        headed_after=regex(raw.get("headed_after", "(?!)")),
        contracted=regex(rf"(?:{raw.get('contracted', '(?!)')})"),
        attached=regex(raw.get("attached", "(?!)")),
        abbreviated=regex(rf"(?<!\w)(?:{raw.get('abbreviated', '(?!)')})"),
        unread=regex(
            rf"(?:,? ?[^\W\d]+\.? (?:\d{{1,3}}[°º]?|[a-z]|[ivx]{{1,4}})(?!\w)\)?){{1,2}},? ?(?:{link}) ?"
        ),
        papers=regex(rf",? ?(?:{raw.get('papers', '(?!)')})(?!\w)"),
        inside=regex(raw.get("inside", "(?!)")),
        inside_after=regex(rf"(?<!\w)(?:{raw.get('inside_after', '(?!)')}) ?$"),
        its_within=regex(
            raw.get("its_within")
            or (rf"(?<!\w)(?:{raw.get('its', '(?!)')}) " if raw.get("adjacent") else "(?!)")
        ),
        vague=regex(rf",? (?:{raw.get('vague', '(?!)')})(?!\w)"),
        modal=regex(rf",? ?(?:{raw.get('modal', '(?!)')})(?!\w)"),
        notably=regex(rf",? (?:{raw.get('notably', '(?!)')}),? ?"),
        inclusive=regex(rf",? ?\(?(?:{raw.get('inclusive', '(?!)')})\)?(?=,? [^\W\d_]{{0,3}} ?\d)"),
        its=regex(rf"{start}(?:{raw.get('its', '(?!)')}) ?$"),
        tail=regex(rf"^(?:,? ?(?:{raw.get('tail', '(?!)')})(?!\w))+"),
        again=regex(rf",? ?(?:{raw.get('again', '(?!)')})(?!\w)"),
        excepting=regex(rf"(?: (?:{raw.get('its_after', '(?!)')}))?,? (?:{raw.get('excepting', '(?!)')}) ?"),
        changed_by=regex(rf"(?:{raw.get('changed_by', '(?!)')})$"),
        its_after=regex(rf",? ?(?:{raw.get('its_after', '(?!)')})(?!\w)"),
        amends=regex(fill(raw.get("amends", raw.get("amending", "(?!)")))),
        entitled=regex(fill(raw.get("entitled", "(?!)"))),
        promise=regex(
            r"(?:[^.;:\"]|\.(?=[º°\d])){0,250}?"
            rf"(?:: ?(?:$|[\"\w(])| ?- ?(?:$|\()"
            rf"|{raw.get('replaces', '(?!)')}|{raw.get('announced', '(?!)')})"
        ),
        governed=regex(rf"(?:{fill(raw.get('governed', '(?!)'))})"),
        replaces=regex(raw.get("replaces", "(?!)")),
        basis=regex(rf"[^\w]{{0,4}}(?:{raw.get('basis', '(?!)')})(?!\w)"),
        amended=regex(fill(raw.get("amended", "(?!)"))),
        listing=regex(raw.get("listing", "(?!)")),
        called=regex(
            rf"[^.;\"()]{{0,40}}\(? ?(?:{raw.get('called', '(?!)')})[^\"()\w]{{0,4}}"
            r"\"?(?P<name>\w[^\")]{1,50}?)\"? ?\)"
        ),
        plural=regex(raw.get("plural", "(?!)")),
        sole=frozenset(key(noun, words.code)[:NOUN] for noun in raw.get("sole", ())),
        resumes=regex(rf"(?:,? ?(?:{plain_unit})|,? ?(?:{link}|{join})(?!\w)| ?(?:[,.;()]|$))"),
        definite={
            key(noun, words.code)[:NOUN]: frozenset(key(own, words.code)[:NOUN] for own in owns)
            for noun, owns in raw.get("definite", {}).items()
        },
        own=own_words(raw, fill, lambda noun: key(noun, words.code)[:NOUN]),
        adjacent=bool(raw.get("adjacent")),
        pointed=bool(raw.get("pointed")),
        outer_first=bool(raw.get("outer_first")),
        quotes=bool(raw.get("quotes")),
    )


def _units(unit: str, raw: Mapping[str, Any]) -> Pattern:
    """The word for a provision; where words enclose the number, with it (第三十一条之一)."""
    if not raw.get("outer_first"):
        return regex(
            rf"(?:(?<!\w){raw.get('glued', '')}){raw.get('clitics', '')}(?:{unit})"
            r"(?!(?!\d|(?-i:[IVX]{1,5})(?!\w)|[a-z](?:\)|,? (?:de|du) ))\w)"
        )
    lettered = r"\d+(?:\.\d+)*(?:[A-Z]{1,2}(?=[条條至、和或及与與]))?"
    number = rf"(?:\( ?(?:[{HAN}\d]+|[a-z{HAN_STEMS}]) ?\)|[{HAN}]+|{lettered}|[a-z]\)?(?=[项項款]))"
    all_of = r"(?:各|(?<=\))[两兩三四五六])"
    listed = rf"{number}(?: ?(?:[,、]|和|或者?|及|与|與|至|到|-) ?(?:第 ?)?{number})*"
    bare = r"(?<=[条條款項项])(?=\d)|(?<=[款項项及和])(?=[a-z]\)?[项項款])"
    first = rf"(?=[第(\da-z{HAN}])"  # with which any begins: seen sooner than what stands before
    begin = rf"{first}(?:第 ?|(?=\()|{bare}|(?<=[条條款項项][至、和及或与與]))"
    minor = rf"(?<![款項项目]) ?之 ?(?P<minor>[{HAN}]+(?!切|般)|\d+)"
    part = r"(?: ?\( ?(?:[a-z]|\d{1,2}|[ivx]{1,4}) ?\))*"
    behind = rf"(?:{part[3:-2]}(?! ?[款項项目])|(?<=款)\([{HAN}]{{1,2}}\)(?! ?[款項项目、和及或]))*"
    return regex(
        rf"{begin}(?P<numbers>{listed})(?P<parts>{part}) ?{all_of}?(?:{unit})(?:{minor})?(?P<behind>{behind})"
    )


def _filler(words: LanguageTable, raw: Mapping[str, Any]) -> Any:
    """Puts the common parts into a form: {month}, and what `parts` of the table name ({kind}, {date})."""
    months = any_of([*words.month_names, *words.hijri_months]) if words.months else "(?!)"
    months = accents_optional(months) if words.code in _LOSES_ACCENTS else months
    parts = {"month": f"(?i:{months})", **raw.get("parts", {})}

    def fill(form: str) -> str:
        for _ in range(3):
            for name, part in parts.items():
                form = form.replace("{" + name + "}", part)
        return form

    return fill


def first_group(match: re.Match[str], levels: Mapping[str, Levels]) -> Levels:
    """The levels of the word that matched."""
    return next(
        levels[name] for name, value in match.groupdict().items() if value is not None and name in levels
    )
