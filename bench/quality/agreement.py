"""How far a second annotator of citations and facts agrees with the first, as if a program had found it.

Of a fifth of the provisions of each lot. Floors are not set: it tells what a program can reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.quality.fact_gold import GoldProvision, Range, load
from bench.quality.facts import Placed, Tally, compare, nodes, printed
from bench.quality.gold import GOLD
from bench.quality.halves import Half
from bench.quality.references import (
    LANGUAGES,
    Mention,
    Target,
    compare_targets,
    gold_mentions,
    gold_rows,
)
from bench.quality.score import Score
from corpus.model import ItemKind, Modality, Obligation, ProcedureItem, Term


def measure(data: Path, half: Half | None, documents: int | None = None) -> Iterator[Score]:
    """One line for each measure and language, over the provisions that both annotated."""
    for language in LANGUAGES:
        yield from _references(language)
    yield from _facts(data)


# --- citations ---------------------------------------------------------------------------------------


def _references(language: str) -> Iterator[Score]:
    first = {row["id"]: gold_mentions(row) for row in gold_rows(language)}
    tally = Tally()
    for row in gold_rows(language, ".second"):
        second = [_blind(mention) for mention in gold_mentions(row)]
        right, wrong, unknown = compare_targets([_blind(m) for m in first[row["id"]]], second)
        tally.add(right, right + wrong, right + unknown)
    yield _score("agreement: references", language, tally)


def _blind(mention: Mention) -> Mention:
    """Without the difference between titles and anaphoras: the grammar is not asked for it."""
    targets = (
        Target(t.provision, "other" if t.work in {"title", "anaphora"} else t.work) for t in mention.targets
    )
    return Mention(mention.start, mention.end, tuple(targets))


def _score(name: str, language: str, tally: Tally) -> Score:
    f1 = 2 * tally.right / max(1, 2 * tally.right + tally.wrong + tally.unknown)
    return Score(name, language, "annotators", tally.right, tally.wrong, tally.unknown, f"F1 {f1:.3f}")


# --- facts -------------------------------------------------------------------------------------------


def _facts(data: Path) -> Iterator[Score]:
    for path in sorted(GOLD.glob("facts.??.second.jsonl")):
        language = path.name.split(".")[1]
        first = {one.id: one for one in load(GOLD / f"facts.{language}.jsonl")}
        for name, tally in _tallies(data, first, list(load(path))).items():
            yield _score(name.replace("facts", "agreement"), language, tally)


def _tallies(
    data: Path, first: dict[str, GoldProvision], second: Sequence[GoldProvision]
) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for one in second:
        lineages = nodes(data / one.document, [one])
        if one.id in lineages:
            compare(_as_found(one, lineages[one.id][-1].full_text()), first[one.id], tallies)
    return tallies


def _as_found(gold: GoldProvision, text: str) -> Placed:
    def words(place: Range | None) -> str:
        return printed(text, place) if place else ""

    return Placed(
        text,
        tuple(
            (one.sentence, Obligation(gold.eid, Modality(one.modality), "", words(one.bearer)))
            for one in gold.obligations
        ),
        tuple((one.term, Term(gold.eid, words(one.term), words(one.definition))) for one in gold.terms),
        tuple(
            (one.quote, ProcedureItem(gold.eid, ItemKind(one.kind), words(one.quote), one.data))
            for one in gold.items
        ),
    )
