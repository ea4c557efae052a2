"""Terms, obligations and procedure facts against hand-made gold on provisions of real documents.

An obligation is right where its clause and the gold's share more than half of the shorter one, its modality
is the gold's, and its bearer too: none in both, or the words of one within those of the other, of which the
longer has no more than twice the words of the shorter and two (Chinese: characters; articles and links are
not counted), so that neither a verb told as part of a name nor a noun without its name is right. A further
one within such a clause that binds the same bearer alike tells a part of it: it counts neither way.
`modality` and `bearer` count apart the parts of those whose clauses meet. A term is right where it is the
gold's and the definitions meet; a line of a procedure where its kind is the gold's, the quotations meet, and
count, unit, days, amount and currency are equal: a wrong number is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from bench.quality.fact_gold import GoldItem, GoldObligation, GoldProvision, GoldTerm, Range, load
from bench.quality.gold import GOLD, checksum, letters, offset
from bench.quality.halves import Half
from bench.quality.score import Score
from corpus.model import ItemKind, Obligation, ProcedureItem, Provision, Span, Term
from ingest.errors import IngestError
from ingest.facts import FactReader
from ingest.facts.morphology import morphology
from ingest.facts.reading import Found
from ingest.facts.rules import norm, rules
from ingest.readers import read_file
from ingest.structure import structure

_EDGES: Final = re.compile(r"^\W+|\W+$")
_WORD: Final = re.compile(r"\w+")
_SMALL: Final = ("determiner", "link", "name_link")
"""Roles of articles and links."""
_TIMES: Final = 2
"""Times the words of a bearer that the same one may have in the gold, or the other way round,"""
_FURTHER: Final = 2
"""and words more."""
T = TypeVar("T")
G = TypeVar("G")


def measure(data: Path, half: Half | None, documents: int | None = None) -> Iterator[Score]:
    """One line for each measure, language and half."""
    for path in sorted(GOLD.glob("facts.??.jsonl")):
        gold = list(load(path))
        for part in ("develop", "held_out"):
            of_half = [one for one in gold if one.half == part]
            if of_half and half in {None, part}:
                yield from _scores(path.name.split(".")[1], part, of_half, data)


@dataclass(frozen=True, slots=True)
class Placed:
    """What was read of a provision, with where each fact stands in its full text."""

    text: str
    obligations: tuple[tuple[Range, Obligation], ...] = ()
    terms: tuple[tuple[Range, Term], ...] = ()
    items: tuple[tuple[Range, ProcedureItem], ...] = ()


@dataclass(slots=True)
class Tally:
    """Right, wrong and unknown of one measure."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count what was found and wanted, of which so many are right."""
        self.right += right
        self.wrong += found - right
        self.unknown += wanted - right


def _scores(language: str, part: str, gold: Sequence[GoldProvision], data: Path) -> Iterator[Score]:
    tallies: dict[str, Tally] = {}
    changed = []
    for document in dict.fromkeys(one.document for one in gold):
        wanted = [one for one in gold if one.document == document]
        placed = read(data / document, wanted)
        for one in wanted:
            if one.id not in placed:
                changed.append(one.id)
            compare(placed.get(one.id, Placed("")), one, tallies)
    detail = f"text changed: {', '.join(changed)}" if changed else ""
    for name, tally in tallies.items():
        yield Score(name, language, part, tally.right, tally.wrong, tally.unknown, detail)


def read(path: Path, wanted: Sequence[GoldProvision]) -> dict[str, Placed]:
    """What is read of the provisions of a document, by the ids of the gold."""
    return {name: place(lineage, wanted[0].language) for name, lineage in nodes(path, wanted).items()}


def nodes(path: Path, wanted: Sequence[GoldProvision]) -> dict[str, list[Provision]]:
    """The annotated provisions of a document below those that hold them, by the ids of the gold."""
    found: dict[str, list[Provision]] = {}
    try:
        for raw in read_file(path):
            for top in structure(raw, wanted[0].language, path=path.name).provisions:
                for one in wanted:
                    lineage = find(top, one)
                    if lineage:
                        found.setdefault(one.id, lineage)
    except IngestError:
        pass
    return found


def find(node: Provision, wanted: GoldProvision) -> list[Provision]:
    """The provision, below those that hold it: by its text, whatever its eId is by now."""
    if node.number is not None and checksum(node.full_text()) == wanted.checksum:
        return [node]
    for child in node.children:
        if below := find(child, wanted):
            return [node, *below]
    return []


def place(lineage: Sequence[Provision], language: str) -> Placed:
    """Read a provision in its place, its neighbours left out."""
    node = lineage[-1]
    for above in reversed(lineage[:-1]):
        node = replace(above, children=(node,))
    known = rules(language)
    assert known is not None
    reader = FactReader(known)
    reader.take(node)
    return located(reader.found, lineage[-1])


def located(found: Found, node: Provision) -> Placed:
    """Facts with their ranges of letters in the full text of a provision."""
    starts = {below.eid: (start, below.text) for below, start in positions(node, 0)}

    def where(eid: str, span: Span | None) -> Range | None:
        if span is None or eid not in starts:
            return None
        start, text = starts[eid]
        return start + offset(text, span.start), start + offset(text, span.end)

    return Placed(
        node.full_text(),
        tuple((r, one) for one in found.obligations if (r := where(one.eid, one.span))),
        tuple((r, one) for one in found.terms if (r := where(one.eid, one.span))),
        tuple((r, one) for one in found.items if (r := where(one.eid, one.span))),
    )


def positions(node: Provision, start: int) -> Iterator[tuple[Provision, int]]:
    """Each provision with the letters of the full text before its own."""
    yield node, start
    start += len(letters(node.text))
    for child in node.children:
        start += len(letters(child.label + child.heading))
        yield from positions(child, start)
        start += len(letters(child.full_text()))


def compare(placed: Placed, gold: GoldProvision, tallies: dict[str, Tally]) -> None:
    """Count one provision."""

    def count(name: str, right: int, found: int, wanted: int) -> None:
        tallies.setdefault(name, Tally()).add(right, found, wanted)

    pairs = paired(placed.obligations, gold.obligations, lambda one: one.sentence, _same_modality)
    same = [(ours, g) for ours, g in pairs if ours.modality == g.modality]
    whole = [pair for pair in same if bearers_agree(pair[0], pair[1], placed.text, gold.language)]
    parts = sum(_is_part(one, place, gold, placed.text) for place, one in _unpaired(placed, pairs))
    count("facts: obligation", len(whole), len(placed.obligations) - parts, len(gold.obligations))
    count("facts: modality", len(same), len(pairs), len(pairs))
    told = [pair for pair in same if pair[0].bearer]
    named = [pair for pair in same if pair[1].bearer]
    count("facts: bearer", sum(pair in whole for pair in told if pair in named), len(told), len(named))
    terms = paired(placed.terms, gold.terms, lambda one: one.term, lambda _o, _g: True)
    count(
        "facts: term",
        sum(_same_term(*pair, placed.text) for pair in terms),
        len(placed.terms),
        len(gold.terms),
    )
    for kind in ItemKind:
        _compare_items(kind, placed, gold, count)


def _unpaired(
    placed: Placed, pairs: Sequence[tuple[Obligation, GoldObligation]]
) -> list[tuple[Range, Obligation]]:
    taken = {id(ours) for ours, _ in pairs}
    return [each for each in placed.obligations if id(each[1]) not in taken]


def _is_part(ours: Obligation, place_: Range, gold: GoldProvision, text: str) -> bool:
    """Whether it tells a part of a clause that the gold has whole: binding alike, and the same bearer."""
    return any(
        one.sentence[0] <= place_[0]
        and place_[1] <= one.sentence[1]
        and _same_modality(ours, one)
        and bearers_agree(ours, one, text, gold.language)
        for one in gold.obligations
    )


def _compare_items(
    kind: ItemKind, placed: Placed, gold: GoldProvision, count: Callable[[str, int, int, int], None]
) -> None:
    ours = [one for one in placed.items if one[1].kind is kind]
    wanted = [one for one in gold.items if one.kind == kind]
    if kind is ItemKind.BODY:
        right = _same_bodies([one for _, one in ours], wanted, letters(placed.text))
    else:
        pairs = paired(ours, wanted, lambda one: one.quote, _same_data)
        right = sum(_same_data(one, g) for one, g in pairs)
    if ours or wanted:
        count(f"facts: {kind}", right, len(ours), len(wanted))


def _same_bodies(ours: Sequence[ProcedureItem], gold: Sequence[GoldItem], text: str) -> int:
    """How many bodies are named in both, wherever: one that is named often is one line."""
    left = [_bare(text[slice(*one.quote)]) for one in gold]
    right = 0
    for one in ours:
        met = next((name for name in left if _meet(_bare(one.text), name)), None)
        if met is not None:
            left.remove(met)
            right += 1
    return right


def _same_modality(ours: Obligation, gold: GoldObligation) -> bool:
    return ours.modality == gold.modality


def _same_data(ours: ProcedureItem, gold: GoldItem) -> bool:
    mine = {key: value for key, value in ours.data.items() if key != "currency_printed"}
    return mine == gold.data


def _same_term(ours: Term, gold: GoldTerm, text: str) -> bool:
    there = letters(text)
    term = there[slice(*gold.term)]
    definition = there[slice(*gold.definition)]
    return _bare(ours.term) == _bare(term) and _meet(_bare(ours.definition), _bare(definition))


def bearers_agree(ours: Obligation, gold: GoldObligation, text: str, language: str) -> bool:
    """None in both, or the words of one within those of the other, which are not many more."""
    if gold.bearer is None or not ours.bearer:
        return gold.bearer is None and not ours.bearer
    told, mine = (_plain(name, language) for name in (printed(text, gold.bearer), ours.bearer))
    less, more = sorted((_size(mine, language), _size(told, language)))
    return _meet(_bare(mine), _bare(told)) and more <= _TIMES * less + _FURTHER


def _plain(name: str, language: str) -> str:
    """A name without the preposition written with it (Arabic: `للمحكمة` names `المحكمة`)."""
    words = morphology(language)
    return words.plain(name, words.folded_noun(name.split()[0])) if words and name else name


def printed(text: str, place_: Range) -> str:
    """The words of a text between two places among its letters."""
    places = [index for index, sign in enumerate(text) if not sign.isspace()][slice(*place_)]
    return text[places[0] : places[-1] + 1] if places else ""


def _size(name: str, language: str) -> int:
    """Words of a name, without articles and links; characters in Chinese."""
    if language == "zh":
        return len(letters(name))
    small = _small(language)
    return sum(norm(word, language) not in small for word in _WORD.findall(name))


@cache
def _small(language: str) -> frozenset[str]:
    known = rules(language)
    assert known is not None
    return frozenset(norm(word, language) for role in _SMALL for word in known.cues.get(role, ()))


def _meet(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _bare(text: str) -> str:
    return _EDGES.sub("", letters(text)).casefold()


def paired(
    ours: Sequence[tuple[Range, T]],
    gold: Sequence[G],
    where: Callable[[G], Range],
    likely: Callable[[T, G], bool],
) -> list[tuple[T, G]]:
    """Ours with the gold each meets, one to one: the likely first, then those that share most."""
    met = [
        (not likely(one, g), -share, i, j)
        for i, (place_, one) in enumerate(ours)
        for j, g in enumerate(gold)
        if (share := overlap(place_, where(g))) > 0.5
    ]
    pairs, left, right = [], set(range(len(ours))), set(range(len(gold)))
    for _, _, i, j in sorted(met):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((ours[i][1], gold[j]))
    return pairs


def overlap(one: Range, other: Range) -> float:
    """What two ranges share, as a part of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / max(1, min(one[1] - one[0], other[1] - other[0]))
