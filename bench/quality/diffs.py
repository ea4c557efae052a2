"""What `treatybase diff` names as changed, against the files: precision and recall of articles.

`diffs` compares each wording with the next, through the service, with what the plain lines of the two files
show (`bench.quality.plain_articles`). `diffs: published` does so with the published differences of CFR
parts. `diffs: markup` makes a second file of each, which differs in marks and markup alone: right is one in
which nothing is told but as formal. `python -m bench.quality.diffs --base DIR` prints what is not right.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from bench.quality.chains import Chain, Wording, base, chains, scratch
from bench.quality.halves import SEED, Half
from bench.quality.plain_articles import ANNEXES, articles, changed, published
from bench.quality.score import Score
from corpus.law.comparison import Change, compare
from corpus.model import LOCAL, Provision, ProvisionKind
from corpus.store.views import StoredExpression, StoredWork
from ingest.languages import language_of
from ingest.readers import read_file
from ingest.structure import structure
from search_api.comparing import diff
from search_api.render import diff_json

_FORMAL: Final = Change.FORMAL.value
_MARKUP_FILES: Final = 120
"""Files of which a second one is made."""
_NOTHING_ALIKE: Final = 0.6
"""Of the articles that one side finds the other must know so many; else the truth does not read the file."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two neighbouring wordings in one language: what the files show to differ, and what was told."""

    measure: str
    chain: Chain
    language: str
    pair: tuple[Wording, Wording]
    wanted: frozenset[str]
    told: frozenset[str]


def measure(data: Path, half: Half | None, most: int | None) -> Iterator[Score]:
    """A line for each measure, set and language."""
    sums: dict[tuple[str, str, str], list[Compared]] = {}
    for each in compared(data, scratch(half), half):
        sums.setdefault((each.measure, each.language, each.chain.set), []).append(each)
    for (name, language, set_), found in sorted(sums.items()):
        right = sum(len(each.wanted & each.told) for each in found)
        wrong = sum(len(each.told - each.wanted) for each in found)
        missed = sum(len(each.wanted - each.told) for each in found)
        yield Score(name, language, set_, right, wrong, missed, f"{len(found)} pairs")
    yield from markup(data, half)


def compared(data: Path, folder: Path, half: Half | None) -> Iterator[Compared]:
    """Every pair of neighbouring wordings of which the truth can be told."""
    found = chains(data, half)
    installation = base(found, folder)
    try:
        for chain in found:
            stored = installation.service.work(chain.slug, LOCAL)
            for pair in pairwise(chain.wordings):
                yield from _compared(chain, stored, pair)
    finally:
        installation.close()


def _compared(chain: Chain, stored: StoredWork, pair: tuple[Wording, Wording]) -> Iterator[Compared]:
    before, after = (_read_from(stored, one.path) for one in pair)
    for language in sorted(before.keys() & after.keys() & {"nl", "en", "fr", "de", "zh"}):
        if chain.language not in ("", language):
            continue
        old, new = before[language], after[language]
        if not (_known(old, pair[0].path, language) and _known(new, pair[1].path, language)):
            continue
        apart = _apart(old, pair[0].path, language) | _apart(new, pair[1].path, language)
        told = frozenset(_told(stored, old, new)) - apart
        by_articles = told - {ANNEXES}
        wanted = frozenset(changed(pair[0].path, pair[1].path, language)) - apart
        yield Compared("diffs", chain, language, pair, wanted, by_articles)
        file = pair[0].path.parents[1] / "diff" / f"{pair[0].path.stem}__{pair[1].path.stem}.json"
        if file.is_file():
            yield Compared(
                "diffs: published", chain, language, pair, frozenset(published(file)) - apart, told
            )


def _read_from(stored: StoredWork, path: Path) -> dict[str, StoredExpression]:
    """The texts that were read from a file, by language."""
    return {
        each.expression.language.partition("-")[0]: each
        for each in stored.expressions
        if any(Path(link.source.path) == path for link in each.sources)
    }


def _apart(stored: StoredExpression, path: Path, language: str) -> set[str]:
    """What is not judged: articles that one side alone reads, and the last, with what follows it."""
    plain = articles(path, language)
    return (set(plain) ^ _read(stored)) | set(list(plain)[-1:])


def _read(stored: StoredExpression) -> set[str]:
    return {_name(node) for root in stored.provisions for node in root.walk() if _is_article(node)}


def _known(stored: StoredExpression, path: Path, language: str) -> bool:
    """Whether the truth reads about the same articles from the file: else it would measure the reading."""
    plain, read = set(articles(path, language)), _read(stored)
    return bool(plain) and len(plain & read) >= _NOTHING_ALIKE * max(len(plain), len(read))


def _told(stored: StoredWork, old: StoredExpression, new: StoredExpression) -> Iterator[str]:
    """The numbers of the articles in which something is told to have changed, and not in form alone."""
    places = {**_articles_by_eid(new), **{f"was {eid}": n for eid, n in _articles_by_eid(old).items()}}
    for change in diff_json(diff(stored, old.expression.language, old.id, new.id))["changes"]:
        if change["change"] == _FORMAL:
            continue
        was, removed = change["was"], change["change"] == Change.REMOVED.value
        keys = [f"was {change['eid']}"] if removed else [change["eid"], *([f"was {was}"] if was else [])]
        yield from (places[key] for key in keys if key in places)


def _articles_by_eid(stored: StoredExpression) -> dict[str, str]:
    """By eId of a provision, the number of the article in which it stands."""
    found: dict[str, str] = {}

    def walk(node: Provision, article: str) -> None:
        article = _name(node) if _is_article(node) else article
        if article:
            found[node.eid] = article
        for child in node.children:
            walk(child, article)

    for root in stored.provisions:
        walk(root, ANNEXES if root.kind is ProvisionKind.ANNEX else "")
    return found


def _is_article(node: Provision) -> bool:
    return node.kind is ProvisionKind.ARTICLE and bool(node.number)


def _name(node: Provision) -> str:
    return re.sub(r"[\s-]", "", node.number or "").lower()


# --- pairs that differ in markup alone -----------------------------------------------------------


def markup(data: Path, half: Half | None) -> Iterator[Score]:
    """Files that were printed anew with other marks: nothing is an amendment."""
    chance = random.Random(f"{SEED} markup")
    paths = [(c, one.path) for c in chains(data, half) for one in c.wordings if one.path.suffix == ".md"]
    counts: dict[tuple[str, str], list[int]] = {}
    for chain, path in chance.sample(paths, min(_MARKUP_FILES, len(paths))):
        text = path.read_text("utf-8", errors="replace")
        for language, before, after in _both(text, remarked(text, chance), chain.language):
            kinds = {change.change for change in compare(before, after)}
            tally = counts.setdefault((language, chain.set), [0, 0])
            tally[bool(kinds - {Change.FORMAL})] += 1
    for (language, set_), (right, wrong) in sorted(counts.items()):
        yield Score("diffs: markup", language, set_, right, wrong, 0, "pairs made by the bench")


def remarked(text: str, chance: random.Random) -> str:
    """The same words with other marks: emphasis, blanks, quotation marks, dashes, ends of sentences.

    >>> remarked("A fee (10 crowns) is due.", random.Random(3)).replace("*", "")
    'A fee (10 crowns) is  due;'
    """
    lines = []
    for line in text.split("\n"):
        if chance.random() < 0.3 and not line.startswith(("#", "|", "-", " ", "<", "title", "---")):
            line = _changed(line, chance)
        lines.append(line)
    return "\n".join(lines)


def _changed(line: str, chance: random.Random) -> str:
    line = re.sub(r"[.。]$", lambda end: "；" if end[0] == "。" else ";", line)
    line = line.replace("“", "«").replace("”", "»").replace(" – ", " — ").replace("，", "、")
    words = line.split(" ")
    if len(words) > 4:
        place = chance.randrange(2, len(words) - 1)
        if words[place].isalpha():
            words[place] = f"**{words[place]}**"
        words[-1] = f" {words[-1]}"
    return " ".join(words)


def _both(
    before: str, after: str, given: str
) -> Iterator[tuple[str, tuple[Provision, ...], tuple[Provision, ...]]]:
    """Both texts as they are read, by language."""
    trees = _trees(before, given), _trees(after, given)
    for language in trees[0].keys() & trees[1].keys():
        yield language, trees[0][language], trees[1][language]


def _trees(text: str, given: str) -> dict[str, tuple[Provision, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.md"
        file.write_text(text, "utf-8")
        found = {}
        for raw in read_file(file):
            language, _ = language_of(given or None, raw.hints.language, raw.full_text[:20_000], file.name)
            found[language.partition("-")[0]] = structure(raw, language, path=file.name).provisions
        return found


def main() -> None:
    """Print the pairs in which something else is told than the files show."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--base", type=Path, required=True, help="a folder for the base, to be used again")
    chosen = parser.parse_args()
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", "../shared/data"))
    sums: Counter[tuple[str, str, str]] = Counter()
    for each in compared(data, chosen.base, None):
        for name, numbers in (("right", each.wanted & each.told), ("wrong", each.told - each.wanted)):
            sums[each.measure, each.chain.set, name] += len(numbers)
        sums[each.measure, each.chain.set, "missed"] += len(each.wanted - each.told)
        sums[each.measure, each.chain.set, "pairs"] += 1
        wrong, missed = sorted(each.told - each.wanted), sorted(each.wanted - each.told)
        if wrong or missed:
            days = " ".join(one.path.stem for one in each.pair)
            print(f"{each.measure} {each.chain.slug} {each.language} {days}: wrong {wrong}, missed {missed}")
    for key, count in sorted(sums.items()):
        print(*key, count, sep=" | ")
    for score in markup(data, None):
        print(score)


if __name__ == "__main__":
    main()
