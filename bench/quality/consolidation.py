"""Texts made of amendments against how they are known to read: right, wrong and left undone apart.

`consolidation`: real amending texts, and the official text with their changes (`bench.quality.amended`);
`consolidation: drafted`: instructions made at run time for real texts (`bench.quality.drafting`). These
measure that what was read is rightly done, not how well unseen drafting is read.

A change counts as right where each provision in which it shows reads word for word as it must, blanks and
signs apart; as unknown where it was left undone, or another that was left touches the same provision. What
reads otherwise though no change names it counts as wrong. `python -m bench.quality.consolidation` prints
whatever is not right of the half to develop on.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bench.quality.amended import Triple, triples
from bench.quality.drafting import MOST, Change, Draft, techniques
from bench.quality.draw import FOLDERS, FORMATS
from bench.quality.halves import SEED, Half, half
from bench.quality.noted import Noted, noted
from bench.quality.score import Score
from corpus.language.amendments import Modification, Unread, modifications
from corpus.language.amendments.newtext import body
from corpus.law.alignment import NOTE_MARK, words_only
from corpus.law.consolidation import Applied, Consolidated, Left, consolidate
from corpus.law.consolidation.draft import Draft as Wording
from corpus.model import Provision, ProvisionKind
from ingest.document import Block, RawDocument
from ingest.errors import IngestError
from ingest.languages import language_of
from ingest.readers import read_file
from ingest.structure import structure
from ingest.structure.fragment import fragment

TEXTS: Final = 12
"""Texts of a language for which instructions are made."""
_ARTICLES: Final = range(8, 400)
"""A text of fewer articles is not taken, nor a whole code."""
_GONE: Final = ("derogad", "repealed", "abrogé", "废止", "утратил", "bãibỏ", "ملغ")
_SHORT: Final = 20
"""What official texts print in place of a repealed provision, in so few letters that nothing else is said."""
_DRAFTED: Final = "consolidation: drafted"
Tree = tuple[Provision, ...]


@dataclass(slots=True)
class Tally:
    """Of one set and language."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0
    why: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, verdict: str, why: str = "", note: str = "") -> None:
        """One more change."""
        setattr(self, verdict, getattr(self, verdict) + 1)
        if verdict != "right":
            self.why[why] += 1
            self.notes.append(f"{verdict}: {why}: {note}")

    def score(self, measure: str, language: str, set_: str) -> Score:
        """The line of the table, with the largest reasons."""
        told = ", ".join(f"{count} {why}" for why, count in self.why.most_common(4))
        return Score(measure, language, set_, self.right, self.wrong, self.unknown, told)


def measure(data: Path, part: Half | None, most: int | None) -> Iterator[Score]:
    """A line for each real set, and one for the drafted changes of each language."""
    for triple in triples(data, part):
        yield official(triple).score("consolidation", triple.language, triple.set)
    tally = Tally()
    for one in noted(data):
        _judge_noted(tally, one)
    if tally.right + tally.wrong + tally.unknown:
        yield tally.score("consolidation", "ar", "notes in laws")
    for language in FOLDERS:
        tally = drafted(data, language, part, None if most is None else TEXTS)
        if tally.right + tally.wrong + tally.unknown:
            yield tally.score(_DRAFTED, language, "drafted")


def official(triple: Triple) -> Tally:
    """A real amending text, held against the text with its changes."""
    tally = Tally()
    done = _made(triple.base, triple.changes, triple.language)
    made, truth = _by_place(done.provisions), _by_place(triple.result)
    for applied in done.applied:
        alike = all(_reads(made.get(eid)) == _reads(truth.get(eid)) for eid in applied.eids)
        touched = _touched(applied, done.left)
        verdict = "right" if alike else "unknown" if touched else "wrong"
        tally.add(verdict, "beside another that was left" if touched else "differs", _told(applied.change))
    for left in done.left:
        tally.add("unknown", left.why.value, _told(left.change))
    named = {eid.split("__")[-1] for applied in done.applied for eid in applied.eids}
    for eid, before in _by_place(triple.base).items():
        strayed = eid not in named and _reads(before) == _reads(truth.get(eid)) != _reads(made.get(eid))
        if strayed and before.kind is ProvisionKind.ARTICLE and not _holds(before, done.applied):
            tally.add("wrong", "changed without a change", eid)
    return tally


def _judge_noted(tally: Tally, law: Noted) -> None:
    done = _made(law.base, law.changes, law.language)
    after, before = Wording(done.provisions), Wording(law.base)
    for address, text in law.after:
        now, then = after.find(address), before.find(address)
        reads = _reads(now.provision if now else None)
        if reads and _run(text).endswith(reads) and len(_run(text)) - len(reads) < _SHORT:
            tally.add("right")
        else:
            same = now is None or reads == _reads(then.provision if then else None)
            why = ", ".join(sorted({left.why.value for left in done.left})) or "not read"
            tally.add("unknown" if same else "wrong", why if same else "differs", f"{address}: {text[:60]}")


def drafted(data: Path, language: str, part: Half | None, most: int | None) -> Tally:
    """Instructions made at run time for texts of a language."""
    tally = Tally()
    pool = list(_texts(data, language, part, most))
    for place, (name, tree) in enumerate(pool):
        chance = random.Random(f"{SEED} consolidation {name}")
        donors = _articles(pool[place - 1][1])
        draft = Draft(language, chance)
        articles = chance.sample(_articles(tree), min(MOST - 1, len(_articles(tree)) - 1))
        for technique, article in zip(techniques(), articles, strict=False):
            draft.add(technique, article, chance.choice(donors))
        _judge(tally, tree, draft, name)
    return tally


def _judge(tally: Tally, tree: Tree, draft: Draft, name: str) -> None:
    blocks = tuple(Block(line) for line in draft.lines() if line)
    amending = structure(RawDocument(blocks=blocks), draft.language).provisions
    changes = modifications(amending, draft.language)
    done = _made(tree, changes, draft.language)
    made, before, wording = _by_eid(done.provisions), _by_eid(tree), Wording(done.provisions)
    left = {one.why.value for one in done.left}
    for change in draft.changes:
        place = wording.find(change.eid)
        now = place.provision if place is not None else None
        note = f"{name} {change.eid}: {change.clause[:80]}"
        if _is_as_expected(change, now):
            tally.add("right")
        elif _reads(now) == _reads(before.get(change.eid)):
            tally.add("unknown", f"{change.technique}: {', '.join(sorted(left)) or 'not read'}", note)
        else:
            tally.add("wrong", change.technique, note)
    meant = [change.eid for change in draft.changes]
    for eid, one in before.items():
        alone = one.kind is ProvisionKind.ARTICLE and not any(each.startswith(eid) for each in meant)
        if alone and _reads(one) != _reads(made.get(eid)):
            tally.add("wrong", "changed without a change", f"{name} {eid}")


def _is_as_expected(change: Change, now: Provision | None) -> bool:
    if change.expected is None:
        return not _reads(now)
    return now is not None and _run(body(now)) == _run(change.expected)


def _made(
    before: Sequence[Provision], changes: Iterable[Modification | Unread], language: str
) -> Consolidated:
    return consolidate(before, changes, lambda lines, text: fragment(lines, text, language))


def _reads(one: Provision | None) -> str:
    """The words of a provision without its label; empty where it is not there, or its number only."""
    if one is None:
        return ""
    text = _run(" ".join((one.heading, _without_notes(one).full_text())))
    return "" if len(text) < _SHORT and any(gone in text for gone in _GONE) else text


def _without_notes(one: Provision) -> Provision:
    kept = (_without_notes(child) for child in one.children if child.kind is not ProvisionKind.NOTE)
    return replace(one, children=tuple(kept))


def _run(text: str) -> str:
    return words_only(NOTE_MARK.sub("", text)).replace(" ", "")


def _touched(applied: Applied, left: Sequence[Left]) -> bool:
    """Whether a change that was left may be of the same provision, or of one around it or within it."""
    places = [one.eid for one in left]
    return any(
        place is None or eid.startswith(place) or place.startswith(eid)
        for eid in applied.eids
        for place in places
    )


def _holds(article: Provision, applied: Iterable[Applied]) -> bool:
    inside = {node.eid for node in article.walk()}
    return any(inside & set(one.eids) for one in applied)


def _by_eid(tree: Iterable[Provision]) -> dict[str, Provision]:
    return {node.eid: node for top in tree for node in top.walk()}


def _by_place(tree: Iterable[Provision]) -> dict[str, Provision]:
    """By eId, and articles by the last step of theirs too: one text may name the chapter, another not."""
    found = _by_eid(tree)
    for node in list(found.values()):
        if node.kind in {ProvisionKind.ARTICLE, ProvisionKind.SECTION}:
            found.setdefault(node.eid.rpartition("__")[2], node)
    return found


def _texts(data: Path, language: str, part: Half | None, most: int | None) -> Iterator[tuple[str, Tree]]:
    """Texts of a language with enough articles, in an order drawn by lot."""
    paths = sorted(
        path for folder in FOLDERS[language] for path in (data / folder).rglob("*") if path.suffix in FORMATS
    )
    random.Random(f"{SEED} consolidation {language}").shuffle(paths)
    count = 0
    for path in paths:
        name = path.relative_to(data).as_posix()
        if part is not None and half(name) != part:
            continue
        tree = _tree(path, language)
        if tree is not None and len(_articles(tree)) in _ARTICLES:
            yield name, tree
            count += 1
            if count == most:
                return


def _tree(path: Path, language: str) -> Tree | None:
    try:
        for raw in read_file(path):
            told, _ = language_of(None, raw.hints.language, raw.full_text[:20_000], path.name)
            if told.split("-")[0] == language:
                return structure(raw, language, path=path.name).provisions
    except IngestError:
        pass
    return None


def _articles(tree: Iterable[Provision]) -> list[Provision]:
    """The articles of the body, outside of annexes, that have a plain number."""
    nodes = [node for top in tree for node in top.walk()]
    return [
        node
        for node in nodes
        if node.kind is ProvisionKind.ARTICLE
        and (node.number or "").isdecimal()
        and node.eid.startswith("art_")
    ]


def _told(change: Modification | Unread) -> str:
    deed = change.deed.value if isinstance(change, Modification) else f"unread {change.why.value}"
    return f"{change.by}: {deed} {change.target or ''}"


def main() -> None:
    """Print what is not right of the half to develop on; languages may be named."""
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", "../shared/data"))
    chosen = sys.argv[1:] or list(FOLDERS)
    for triple in triples(data, None):
        if triple.language in chosen:
            _print(triple.set, official(triple))
    if "ar" in chosen:
        tally = Tally()
        for law in noted(data):
            _judge_noted(tally, law)
        _print("ar notes in laws", tally)
    for language in chosen:
        _print(f"{language} drafted", drafted(data, language, "develop", TEXTS))


def _print(name: str, tally: Tally) -> None:
    print(f"{name}: {tally.right} right, {tally.wrong} wrong, {tally.unknown} unknown")
    for note in sorted(tally.notes, reverse=True):
        print(f"  {note}")


if __name__ == "__main__":
    main()
