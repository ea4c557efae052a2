"""Time limits and fees that two texts set otherwise for one step, for one service.

Two sentences speak of one step where all their words that tell anything are the same, whatever their order:
`The post answers a report within three days`, `A report is answered by the post within five days`. A word
more is another step, another person, another service.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from corpus.language.folding import fold
from corpus.language.review_words import phrase, source
from corpus.language.table import primary
from corpus.language.timing import number, number_form, unit_form
from search_api.findings import Evidence, Finding, FindingKind, Place, Role, Unjudged
from search_api.review.texts import CONCLUDED, Reviewed, applies, begins, unclear

_FEWEST = 5
"""Words that a sentence must have in common with another: with fewer it names no step."""
_SENTENCE = re.compile(r"[^.;；。\n؛]+(?:\.(?=\d)[^.;；。\n؛]+)*")
_UNITS = ("hours", "working_days", "days", "weeks", "months", "years")
_AMOUNT = (
    r"(?P<amount>\d{1,3}(?:[.,\u00a0 ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
    r"|[零一二三四五六七八九十百千]+)"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A sentence that sets a time limit or a fee: its amount, and all else that it says."""

    kind: FindingKind
    said: str
    value: str
    about: frozenset[str]
    words: str
    place: Place
    day: date
    linked: frozenset[str]
    """The works that its work cites or changes, or that do so with it; and who issued it."""


class Limits:
    """The time limits and fees of a set of works."""

    def __init__(self) -> None:
        self._found: dict[tuple[FindingKind, str, frozenset[str]], list[Limit]] = defaultdict(list)

    def add(self, work: Reviewed) -> Iterator[Unjudged]:
        """Note what a work sets in its wordings of the day."""
        if work.stored.work.kind in CONCLUDED:
            return  # each binds its own parties: what two of them say is no one procedure
        linked = _links(work)
        for text in work.texts:
            for eid, node in text.nodes.items():
                if not node.operative or not node.provision.text:
                    continue
                around = " ".join(f"{each.heading} {each.text}" for each in node.path[-2:])
                found = list(limits_in(node.provision.text, text.language, around))
                status = work.status_in(text, eid) if found else None
                if status is not None and unclear(status):
                    yield Unjudged.OWN_STATUS_UNKNOWN
                if status is None or not applies(status):
                    continue
                for kind, said, value, about, words in found:
                    day = begins(work.stored, text) or date.max
                    place = text.place(work.stored, eid)
                    limit = Limit(kind, said, value, about, words, place, day, linked)
                    self._found[kind, primary(text.language), about].append(limit)

    def differing(self) -> Iterator[Finding]:
        """Each later limit that differs from an earlier one of another work for the same."""
        for all_of in self._found.values():
            ordered = sorted(all_of, key=lambda each: (each.day, each.place.work, each.place.eid))
            for place, each in enumerate(ordered):
                other = next((one for one in ordered[:place] if _contradicts(each, one)), None)
                if other is not None:
                    yield Finding(
                        each.kind, each.place, each.words, None,
                        (Evidence(Role.DIFFERS, other.place, None, other.words),),
                        {"here": each.said, "there": other.said},
                    )  # fmt: skip


def _contradicts(one: Limit, other: Limit) -> bool:
    """Whether two limits of one bag of words differ, and their works belong together."""
    if one.value == other.value or one.place.work == other.place.work:
        return False
    return one.kind is FindingKind.FEE_DIFFERS or bool(
        one.place.work in other.linked or other.place.work in one.linked or one.linked & other.linked
    )


def _links(work: Reviewed) -> frozenset[str]:
    stored = work.stored
    to = {relation.target_slug for relation in work.relations if relation.target_slug}
    by = {slug for slug, _ in stored.incoming}
    return frozenset({*to, *by, *(f"issuer:{fold(name, 'und')}" for name in stored.work.issuers)})


Read = tuple[FindingKind, str, str, frozenset[str], str]


def limits_in(text: str, language: str, around: str = "") -> Iterator[Read]:
    """The sentences of a text that set one time limit or one fee: with what, and what else they say.

    That an amount is a fee may stand in the heading, or above a list (`around`).
    """
    fee = phrase(language, "fee")
    about_fees = bool(fee.search(around))
    for match in _SENTENCE.finditer(text):
        said = match[0]
        times = list(_times(language).finditer(said))
        fees = list(_fees(language).finditer(said)) if about_fees or fee.search(said) else []
        if len(times) == 1 and not fees and (value := _length(times[0], language)):
            about = _about(said, times[0], language)
            if len(about) >= _FEWEST:
                yield FindingKind.DEADLINE_DIFFERS, times[0][0].strip(), value, about, said.strip()
        elif len(fees) == 1 and not times and (price := _price(fees[0], language)):
            about = _about(said, fees[0], language)
            if len(about) >= _FEWEST - 2:
                yield FindingKind.FEE_DIFFERS, fees[0][0].strip(), price, about, said.strip()


@cache
def _times(language: str) -> re.Pattern[str]:
    code = primary(language)
    units = f"(?:(?P<hours>{source(code, 'hours')})|{unit_form(code)})"
    count = f"(?!{source(code, 'no_number')}){number_form(code, 'n')}"
    gap = r"\s*(?:个)?\s*" if code == "zh" else r"\s+"
    before = "" if code == "zh" else rf"{source(code, 'within')}\s+"
    behind = rf"\s*{source(code, 'behind')}" if code == "zh" else ""
    boundary = "" if code == "zh" else r"(?<!\w)"
    return re.compile(f"{boundary}{before}{count}{gap}{units}{behind}", re.IGNORECASE)


def _length(match: re.Match[str], language: str) -> str | None:
    """The length of a time limit, as it can be compared; None where the number cannot be read."""
    groups = match.groupdict()
    printed = groups.get("n_digits") or groups.get("n") or ""
    count = number(printed, language)
    unit = next((unit for unit in _UNITS if groups.get(unit)), None)
    return f"{count} {unit}" if count and unit else None


@cache
def _fees(language: str) -> re.Pattern[str]:
    code = primary(language)
    currency, before = source(code, "currency"), source(code, "currency_before")
    return re.compile(
        rf"(?<![\w.,]){_AMOUNT}\s*(?P<currency>{currency})"
        rf"|(?P<before>{before})\s*(?P<amount_behind>\d[\d.,]*)"
        if code != "zh"
        else rf"(?:人民币)?{_AMOUNT}\s*(?P<currency>{currency})"
    )


def _price(match: re.Match[str], language: str) -> str | None:
    groups = match.groupdict()
    printed = groups.get("amount") or groups.get("amount_behind") or ""
    currency = (groups.get("currency") or groups.get("before") or "").casefold()
    if primary(language) == "zh" and not printed[:1].isdecimal():
        count = number(printed, language)
        return f"{count} {currency}" if count else None
    try:
        value = Decimal(re.sub(r"[.,\u00a0 ](?=\d{3}(?!\d))", "", printed).replace(",", "."))
    except InvalidOperation:
        return None
    return f"{value.normalize():f} {currency}"


_WORD = re.compile(r"[^\W_]+")


def _about(sentence: str, limit: re.Match[str], language: str) -> frozenset[str]:
    """The words of a sentence without its limit and those that tell nothing; of Chinese the signs."""
    rest = f"{sentence[: limit.start()]} {sentence[limit.end() :]}"
    code = primary(language)
    plain = fold(_idle(code).sub(" ", rest), language)
    if code == "zh":
        return frozenset("".join(_WORD.findall(plain)))
    return frozenset(each for each in _WORD.findall(plain) if len(each) > 1 or each.isdigit())


@cache
def _idle(code: str) -> re.Pattern[str]:
    form = source(code, "idle")
    return re.compile(form if code == "zh" else rf"(?<!\w){form}(?!\w)", re.IGNORECASE)
