"""The text of a day: 500 works and days by lot, asked of the service that command line, API and pages ask.

`wordings` compares the whole text with the file that was valid on the day, `wordings: provision` one of its
provisions, `wordings: search` every hit of a search as of the day. Wrong is what is told for certain and is
not the text of that day; unknown what the answer itself calls uncertain (`TextView.holds`). The base is told
of the days by lot in full or in part (`bench.quality.chains`). `python -m bench.quality.wordings` prints what
is wrong, and of the unknown how many show the right text all the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal
from unicodedata import normalize

from bench.quality.chains import Chain, Wording, base, chains, scratch
from bench.quality.halves import SEED, Half
from bench.quality.score import Score
from corpus.law.alignment import words_only
from corpus.model import LOCAL, End, EndKind, Interval, LegalDate, Provision
from corpus.store.views import StoredExpression
from search_api.results import Group, Mode, SearchRequest
from search_api.service import SearchService
from treatybase.wiring import Installation

ASKED: Final = 500
"""Works and days of each measure."""
_WORDS: Final = 3
"""Of a provision of any of the wordings, asked for in a search."""
_TELLING: Final = 20
"""Letters from which a provision is worth asking for."""
_LABELS: Final = 2
"""Before a line, at most."""
_MARKUP: Final = re.compile(r"\]\([^)]*\)|<[^>]*>|&[a-z]+;")
Verdict = Literal["right", "wrong", "unknown"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one question. `shown`: whether the text is that of the file, told for certain or not."""

    measure: str
    chain: Chain
    day: date
    verdict: Verdict
    shown: bool
    place: str = ""


def measure(data: Path, half: Half | None, most: int | None) -> Iterator[Score]:
    """A line for each measure, set and language."""
    answers = list(asked(data, scratch(half), half, ASKED))
    groups: dict[tuple[str, str, str], list[Answer]] = {}
    for each in answers:
        groups.setdefault((each.measure, each.chain.language or "en", each.chain.set), []).append(each)
    for (name, language, set_), group in sorted(groups.items()):
        counts = Counter(each.verdict for each in group)
        unsure = [each for each in group if each.verdict == "unknown"]
        detail = (
            f"{sum(each.shown for each in unsure)} of {len(unsure)} uncertain show the text" if unsure else ""
        )
        yield Score(name, language, set_, counts["right"], counts["wrong"], counts["unknown"], detail)


def asked(data: Path, folder: Path, half: Half | None, most: int) -> Iterator[Answer]:
    """The answers to so many questions of each kind."""
    found = chains(data, half)
    installation = base(found, folder)
    questions = Questions(installation, found)
    try:
        chance = random.Random(f"{SEED} wordings")
        for chain in chance.choices(found, k=most):
            day = chain.day(chance)
            yield questions.text(chain, day)
            yield questions.provision(chain, day, chance)
            yield from questions.search(chain, day, chance)
    finally:
        installation.close()


class Questions:
    """Asks one base, and compares with the files."""

    def __init__(self, installation: Installation, found: Iterable[Chain]) -> None:
        self._service: SearchService = installation.service
        self._known = {self._service.work(each.slug, LOCAL).work.slug: each for each in found}

    def text(self, chain: Chain, day: date) -> Answer:
        """The whole text of a day."""
        view = self._service.text(chain.slug, LOCAL, (chain.language,), day)
        true = chain.on(day)
        same = true is not None and self._is_of(view.expression, true)
        return _answer("wordings", chain, day, view.holds, same)

    def provision(self, chain: Chain, day: date, chance: random.Random) -> Answer:
        """A provision by lot, of a wording by lot that has it."""
        work = self._service.work(chain.slug, LOCAL)
        eids = [node.eid for node in _told(chance.choice(work.expressions).provisions)]
        shown = self._service.text(chain.slug, LOCAL, (chain.language,), day)
        here = {node.eid for node in _told(shown.expression.provisions)}
        known = [eid for eid in eids if eid in here]
        if not known:
            return _answer("wordings: provision", chain, day, None, False)
        view = self._service.provision(chain.slug, chance.choice(known), LOCAL, (chain.language,), day)
        true = chain.on(day)
        same = true is not None and _stands_in(view.provision, true)
        return _answer("wordings: provision", chain, day, view.holds, same, view.provision.eid)

    def search(self, chain: Chain, day: date, chance: random.Random) -> Iterator[Answer]:
        """The hits of some words of one of the wordings, each as the text of its own work on the day."""
        stored = chance.choice(self._service.work(chain.slug, LOCAL).expressions)
        words = re.findall(r"\w+", chance.choice(_told(stored.provisions) or stored.provisions).full_text())
        begin = chance.randrange(max(1, len(words) - _WORDS))
        request = SearchRequest(
            " ".join(words[begin : begin + _WORDS]), day, chain.language or "en",
            filters={"work": (chain.slug,)} if chance.random() < 0.5 else {},
            mode=Mode.LEXICAL, group=Group.NONE, limit=5,
        )  # fmt: skip
        for hit in self._service.search(request).hits:
            other = self._known[hit.work_slug]
            true = other.on(day)
            lines = hit.text.split("\n")
            same = true is not None and all(_has_line(_letters(true.path), line) for line in lines)
            holds = Interval(_end(hit.valid_from), _end(hit.valid_to)).covers(day)
            yield _answer("wordings: search", other, day, holds, same, hit.eid)

    def _is_of(self, stored: StoredExpression, true: Wording) -> bool:
        """Whether this is the text of that file: it was read from it, or from one with the same letters."""
        paths = [Path(link.source.path) for link in stored.sources]
        return true.path in paths or any(_letters(path) == _letters(true.path) for path in paths)


def _end(text: str) -> End:
    """The end of an interval, as an answer tells it."""
    if text in set(EndKind):
        return End(EndKind(text))
    first, _, last = text.partition("/")
    return End.on(LegalDate(LegalDate.parse(first).earliest, LegalDate.parse(last or first).latest))


def _answer(name: str, chain: Chain, day: date, holds: bool | None, same: bool, place: str = "") -> Answer:
    verdict: Verdict = "unknown" if not holds else "right" if same else "wrong"
    return Answer(name, chain, day, verdict, same, place)


def _told(provisions: Iterable[Provision]) -> list[Provision]:
    """Those that bear a number or letter and have words of their own."""
    return [
        node
        for root in provisions
        for node in root.walk()
        if node.label and len(words_only(node.text)) > _TELLING
    ]


def _stands_in(provision: Provision, true: Wording) -> bool:
    """Whether the words of a provision and of all within it stand in a file, line by line."""
    letters = _letters(true.path)
    lines = (line for node in provision.walk() for line in node.text.split("\n"))
    return all(_bare(line) in letters for line in lines)


def _has_line(letters: str, line: str) -> bool:
    """Whether a file has a line of a passage: before its words may stand labels that the file tells apart."""
    words = line.split(" ")
    return any(_bare(" ".join(words[labels:])) in letters for labels in range(min(len(words), _LABELS + 1)))


@cache
def _letters(path: Path) -> str:
    """The letters and digits of a file, without its markup."""
    text = path.read_text("utf-8", errors="replace")
    return _bare(" ".join(_printed(json.loads(text))) if path.suffix == ".json" else _MARKUP.sub(" ", text))


def _printed(node: dict[str, Any]) -> Iterator[str]:
    """What a node of a CFR part prints, and all below it."""
    yield f"{node.get('title') or ''} {node['text']}"
    for child in node["children"]:
        yield from _printed(child)


def _bare(text: str) -> str:
    """Letters and digits; raised digits are digits."""
    return words_only(normalize("NFKC", text))


def main() -> None:
    """Print what is wrong."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--base", type=Path, required=True, help="a folder for the base, used again if it is there"
    )
    parser.add_argument("--asked", type=int, default=ASKED)
    chosen = parser.parse_args()
    chosen.base.mkdir(parents=True, exist_ok=True)
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", "../shared/data"))
    counts: Counter[tuple[str, str, str]] = Counter()
    for each in asked(data, chosen.base, None, chosen.asked):
        counts[
            each.measure, each.chain.told, f"{each.verdict}, {'text' if each.shown else 'other text'}"
        ] += 1
        if each.verdict == "wrong":
            print(each.measure, each.chain.slug, each.chain.told, each.day, each.place)
    for key, count in sorted(counts.items()):
        print(*key, count, sep=" | ")


if __name__ == "__main__":
    main()
