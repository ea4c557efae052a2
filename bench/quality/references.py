"""Citations of provisions and works against gold by annotators, in seven languages and both halves.

Gold is `gold/references.<language>.jsonl`: for each provision of a real document its mentions as offsets in
what is not blank (`bench.quality.gold`), each with what it names: the provision, and the work as `this`,
`title`, `anaphora` or its number. A provision whose checksum is no longer that of the text read counts as
missed whole.

A work is cited where it could be found: by its number, its date, its title, or a noun that means the one
work named or defined before (the Regulation, in a law that defines the word). None is what is made under the
text itself and named by that alone (this Law and its regulation, as its implementing regulation says): it was
not there before the text; a provision of it is cited, and so is the regulation of another law. None are the
laws in force, an agreement yet to be concluded, and a term being defined. What a text calls by its own title
is this work.

A target is right where an overlapping mention names the same provision and the same work: this one, the one
with that number, or one that is not this. A short range of numbers is each of them. Levels are compared as
citations tell them: the section of an Act is its article, a point within a point a point; "this Chapter" is
right whether or not its number was found. Annotators saw no headings: where only the heading of a provision
names the article of another work, an address within it is right with that article or without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from bench.quality.gold import GOLD, checksum, offset
from bench.quality.halves import Half
from bench.quality.score import Score
from corpus.identifiers import normalise_number
from corpus.language.citations import CitedTarget, cite_tree
from corpus.model import Provision
from ingest.errors import IngestError
from ingest.languages import language_of
from ingest.readers import read_file
from ingest.structure import structure

LANGUAGES: Final = ("vi", "ar", "en", "fr", "es", "ru", "zh")
_DIVISION: Final = re.compile(r"(?:book|part|title|chp|sec|subsec|annex)(?:_|$)")


_RANGE: Final = re.compile(r"(?P<above>.*_)(?P<first>\d+)\.\.(?P=above)(?P<last>\d+)")
_LONGEST: Final = 6
"""Numbers of a range that may also be told one by one; a longer one counts once."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is compared: the provision in one form, and the work: `this`, a number, or empty for another."""

    provision: str
    work: str
    seen: str = ""
    """Of what the grammar finds: the provision as the text alone tells it, without the article that only the
    heading above it names; annotators saw no headings."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention from `start` to `end`, in characters that are not blank."""

    start: int
    end: int
    targets: tuple[Target, ...]


def measure(data: Path, wanted: Half | None, most: int | None) -> Iterator[Score]:
    """Two scores for each language and half: what is named (`targets`), and where (`mentions`)."""
    for language in LANGUAGES:
        rows = [row for row in gold_rows(language) if wanted in {None, row["half"]}]
        for part in ("develop", "held_out"):
            of_half = [row for row in rows if row["half"] == part]
            if of_half:
                yield from _scores(data, language, part, of_half)


def gold_rows(language: str, kind: str = "") -> list[dict[str, Any]]:
    """The gold of a language; empty where there is none."""
    path = GOLD / f"references.{language}{kind}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _scores(data: Path, language: str, part: str, rows: list[dict[str, Any]]) -> Iterator[Score]:
    found = dict(_found(data, language, rows))
    targets, mentions, lost = [0, 0, 0], [0, 0, 0], 0
    for row in rows:
        gold = gold_mentions(row)
        lost += row["id"] not in found
        for sums, compare in ((targets, compare_targets), (mentions, compare_mentions)):
            for index, count in enumerate(compare(gold, found.get(row["id"], []))):
                sums[index] += count
    detail = f"{len(rows)} provisions" + (f", {lost} not found in their documents" if lost else "")
    yield Score("references", language, part, *targets, detail)
    yield Score("mentions", language, part, *mentions)


def gold_mentions(row: dict[str, Any]) -> list[Mention]:
    """The mentions of a row of gold."""
    return [
        Mention(
            each["start"],
            each["end"],
            tuple(
                Target(one, work) for named, work in each["targets"] for one in each_of(normal(named or ""))
            ),
        )
        for each in row["references"]
    ]


# --- what the grammar finds -------------------------------------------------------------------------


def _found(data: Path, language: str, rows: list[dict[str, Any]]) -> Iterator[tuple[str, list[Mention]]]:
    by_document: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_document.setdefault(row["document"], []).append(row)
    for document, wanted in by_document.items():
        for tree in trees(data / document, language):
            for row in wanted:
                node = annotated(tree, row)
                if node is not None:
                    yield row["id"], found_in(tree, node, language)


def trees(path: Path, language: str) -> Iterator[tuple[Provision, ...]]:
    """The texts of a file in this language."""
    try:
        for raw in read_file(path):
            text = raw.full_text
            own = language_of(None, raw.hints.language, text[:20_000], path.name)[0]
            if own.split("-")[0] == language:
                yield structure(raw, own, path=path.name).provisions
    except (IngestError, OSError):
        return


def annotated(tree: Iterable[Provision], row: dict[str, Any]) -> Provision | None:
    """The provision that was annotated: by its text, whatever its eId is by now."""
    for top in tree:
        for node in top.walk():
            if node.number is not None and checksum(node.full_text()) == row["checksum"]:
                return node
    return None


def found_in(tree: Iterable[Provision], node: Provision, language: str) -> list[Mention]:
    """The mentions that the grammar finds within a provision, read with its whole document."""
    citations = {id(each): found for each, found in cite_tree(tree, language)}
    whole = node.full_text()
    return [
        Mention(
            offset(whole, begin + citation.start),
            offset(whole, begin + citation.end),
            tuple(_as_seen(one, node) for target in citation.targets for one in as_targets(target)),
        )
        for each, begin in _placed(node, 0)
        for citation in citations.get(id(each), ())
    ]


def _placed(node: Provision, begin: int) -> Iterator[tuple[Provision, int]]:
    """Each provision below with where its own text begins in the full text (see `Provision.full_text`)."""
    yield node, begin
    at = begin + len(node.text) + bool(node.text)
    for child in node.children:
        head = " ".join(part for part in (child.label, child.heading) if part)
        body = child.full_text()
        line = " ".join(part for part in (head, body) if part)
        if line:
            yield from _placed(child, at + len(line) - len(body))
            at += len(line) + 1


def as_targets(target: CitedTarget) -> list[Target]:
    """What the grammar found, in the form of gold."""
    mention = target.work.named
    provision = normal(target.provision or "")
    if target.until:
        provision += f"..{normal(target.until)}"
    if mention is not None and mention.naming == "this":
        work = "this"
    else:
        work = normalise_number(mention.number) if mention and mention.number else "other"
    return [Target(one, work) for one in each_of(provision)]


def _as_seen(target: Target, node: Provision) -> Target:
    """With its address as the text of the provision tells it, where only its heading names the article."""
    article, _, rest = target.provision.partition("__")
    number = rf"(?<!\w){re.escape(article.removeprefix('art_'))}(?!\w)"
    unseen = target.work != "this" and re.search(number, node.heading or "", re.IGNORECASE)
    return replace(target, seen=rest) if rest and article.startswith("art_") and unseen else target


def each_of(provision: str) -> list[str]:
    """The provisions of a range of numbers, or the one that is named.

    >>> each_of("art_5__para_1..art_5__para_3")
    ['art_5__para_1', 'art_5__para_2', 'art_5__para_3']
    """
    ends = _RANGE.fullmatch(provision)
    if ends is None:
        return [provision]
    first, last = int(ends["first"]), int(ends["last"])
    numbers = range(first, last + 1) if 0 < last - first < _LONGEST else ()
    return [f"{ends['above']}{number}" for number in numbers] or [provision]


def normal(provision: str) -> str:
    """One form of an address: letters small, a section the article that it is, signs within numbers alike.

    Zeros that lead the part of a number go, as in eIds: 19.03 is 19.3; so does what only stretches an
    Arabic letter. A subparagraph with a letter is a point.
    """
    parts = []
    for one in provision.casefold().replace("\u0640", "").split(".."):
        one = re.sub(r"(?<=\d[.-])0+(?=\d)", "", one)
        steps = re.sub(r"(?<=[^\W_])[.-](?=\w)", "-", one).replace("subpoint_", "point_").split("__")
        steps = [re.sub(r"^subpara_(?=[a-z]$)", "point_", step) for step in steps]
        if not any(step.startswith("art_") for step in steps):
            steps = [re.sub("^sec_", "art_", step) for step in steps]
        parts.append("__".join(steps))
    return "..".join(parts)


# --- comparing ---------------------------------------------------------------------------------------


def compare_targets(gold: list[Mention], found: list[Mention]) -> tuple[int, int, int]:
    """Right, wrong and missed targets; each counts once."""
    left = [(mention, target) for mention in gold for target in mention.targets]
    right = wrong = 0
    for mention in found:
        for target in mention.targets:
            match = next(
                (each for each in left if _overlap(each[0], mention) and same(each[1], target)), None
            )
            if match:
                left.remove(match)
                right += 1
            else:
                wrong += 1
    return right, wrong, len(left)


def compare_mentions(gold: list[Mention], found: list[Mention]) -> tuple[int, int, int]:
    """Right, wrong and missed mentions, whatever they name."""
    right = sum(any(_overlap(each, mention) for each in gold) for mention in found)
    missed = sum(not any(_overlap(each, mention) for mention in found) for each in gold)
    return right, len(found) - right, missed


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def same(gold: Target, found: Target) -> bool:
    """Whether the grammar names what the annotator did."""
    if gold.work == "this" or found.work == "this":
        if gold.work != found.work:
            return False
        level = found.provision.partition("_")[0]
        if not gold.provision or gold.provision == level != found.provision:
            return not found.provision or bool(_DIVISION.match(found.provision))
    elif gold.work not in {"title", "anaphora", "other"} and gold.work != found.work:
        return False
    return gold.provision in {found.provision, found.seen}
