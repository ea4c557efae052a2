"""One file, several languages: a treaty printed with its translation becomes a document for each.

Only what is surely the same text twice is parted: the languages take turns block by block or follow
each other whole, and both say the same numbers at about the same length. A law with an annex in
another language stays one document.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.identifiers.slugs import TITLE_SLUG, slugify
from corpus.language.detection import detect
from corpus.language.signs import HAN, han
from corpus.language.table import primary
from ingest.document import Block, BlockKind, RawDocument
from ingest.readers.flow import rebase
from ingest.readers.scripts import script, share

_LONG = 60
"""Letters from which a block tells its language (a third for Chinese)."""
_SAMPLED = 60
"""Blocks looked at first: a text in one language shows it in a few."""
_LEAST_SHARE = 0.2
"""Share of the text in each language; a translation has a third to a half."""
_SMALL = 0.08
"""A stretch of less than this share is a quotation or a title in the other language."""
_TURNS = 0.3
"""Share of neighbours in different languages from which the languages take turns."""
_SAME_NUMBERS = 0.5
"""Share of numbers that two translations of a text have in common, of all their numbers: measured .7
to .95 for translations of treaties, below .2 for different treaties."""
_LENGTHS = 1.8
"""Most by which the longer may exceed the shorter, after weighing."""
_WEIGHTS = {"zh": 3.2, "ja": 2.0, "ko": 2.0, "ar": 1.25}
"""Letters of an alphabet that one character stands for."""
_NUMBER = re.compile(r"\d+")
_HAN_NUMBER = re.compile(f"[{HAN}]+")
_FEW_NUMBERS = 6
_MOST_HEADINGS = 12
"""Short lines over a text that may be its head: title, number, parties, place and date."""
_SHORTEST_HEADING = 4
"""Characters: the letters of an index, bold too, head no text."""
_SCRIPT_SAMPLE = 4_000
"""Characters that tell the script of a language."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks `start` to `end` in one language, and their weight."""

    language: str
    start: int
    end: int
    weight: float


def by_language(document: RawDocument) -> list[RawDocument]:
    """The document, or one for each language in which it says the same."""
    blocks = document.blocks
    if document.tree is not None or document.hints.language or not _may_be_parallel(blocks):
        return [document]
    languages = [_language(block) for block in blocks]
    parts = _taking_turns(blocks, languages)
    numbered = parts is None
    parts = parts or _one_after_another(blocks, languages)
    if parts is None or not _say_the_same(list(parts.items()), numbered=numbered):
        return [document]
    work = document.hints.work or joint_slug(blocks)
    return [_part(document, language, part, work) for language, part in parts.items()]


def _may_be_parallel(blocks: Sequence[Block]) -> bool:
    told = [block for block in blocks if _tells(block)]
    step = max(1, len(told) // _SAMPLED)
    sample = [_language(block) for block in told[::step]]
    counts = Counter(language for language in sample if language)
    return len(counts) > 1 and counts.most_common(2)[1][1] >= _LEAST_SHARE / 2 * len(sample)


def _language(block: Block) -> str | None:
    """The language of a block that is long enough to tell."""
    if not _tells(block):
        return None
    code = detect(block.text)
    return None if code == "und" else code


def _tells(block: Block) -> bool:
    return _weight(block.text[: 4 * _LONG]) >= _LONG


def _weight(text: str) -> float:
    letters = sum(map(str.isalpha, text))
    wide = sum("\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" for letter in text)
    return letters + 2 * wide


def _main(blocks: Sequence[Block], languages: Sequence[str | None]) -> list[str]:
    """The languages with their share of the text each."""
    weights: Counter[str] = Counter()
    for block, language in zip(blocks, languages, strict=True):
        if language:
            weights[language] += round(_weight(block.text))
    total = sum(weights.values())
    return [language for language, weight in weights.most_common() if weight >= _LEAST_SHARE * total]


def _taking_turns(blocks: Sequence[Block], languages: Sequence[str | None]) -> dict[str, list[Block]] | None:
    """Two languages side by side: a number or heading too short to tell goes by its script, else to both."""
    main = _main(blocks, languages)
    told = [language for language in languages if language in main]
    changes = sum(one != other for one, other in pairwise(told))
    if len(main) != 2 or changes < _TURNS * len(told) or changes < 6:
        return None
    scripts = {code: _script_of(blocks, languages, code) for code in main}
    parts: dict[str, list[Block]] = {code: [] for code in main}
    for block, language in zip(blocks, languages, strict=True):
        if language is None:
            for code, part in share(block, scripts).items():
                parts[code].append(part)
        elif language in parts:
            parts[language].append(block)
    return parts


def _script_of(blocks: Sequence[Block], languages: Sequence[str | None], code: str) -> str:
    """The script in which most of a language's blocks are written."""
    texts = [block.text for block, language in zip(blocks, languages, strict=True) if language == code]
    return script(" ".join(texts)[:_SCRIPT_SAMPLE]) or ""


def _one_after_another(
    blocks: Sequence[Block], languages: Sequence[str | None]
) -> dict[str, list[Block]] | None:
    """Whole texts one behind the other, each language once."""
    stretches = _stretches(blocks, languages)
    total = sum(stretch.weight for stretch in stretches)
    large = [stretch for stretch in stretches if stretch.weight >= _SMALL * total]
    merged: list[_Stretch] = []
    for stretch in large:
        if merged and merged[-1].language == stretch.language:
            last = merged[-1]
            merged[-1] = replace(last, end=stretch.end, weight=last.weight + stretch.weight)
        else:
            merged.append(stretch)
    codes = [stretch.language for stretch in merged]
    if not 2 <= len(codes) <= 8 or len(set(codes)) != len(codes):
        return None
    if any(stretch.weight < _LEAST_SHARE / len(codes) * 2 * total for stretch in merged):
        return None
    return _cut(blocks, languages, merged)


def _stretches(blocks: Sequence[Block], languages: Sequence[str | None]) -> list[_Stretch]:
    found: list[_Stretch] = []
    for place, (block, language) in enumerate(zip(blocks, languages, strict=True)):
        if language is None:
            continue
        weight = _weight(block.text)
        if found and found[-1].language == language:
            found[-1] = replace(found[-1], end=place + 1, weight=found[-1].weight + weight)
        else:
            found.append(_Stretch(language, place, place + 1, weight))
    return found


def _cut(
    blocks: Sequence[Block], languages: Sequence[str | None], stretches: Sequence[_Stretch]
) -> dict[str, list[Block]]:
    """The blocks of each stretch; headings between two belong to the second.

    A title in another of the languages at the very beginning is the title of that one.
    """
    bounds = [0, *(_bound(blocks, first, second) for first, second in pairwise(stretches)), len(blocks)]
    parts = {
        stretch.language: list(blocks[start:end])
        for stretch, (start, end) in zip(stretches, pairwise(bounds), strict=True)
    }
    first = stretches[0].language
    for place in range(stretches[0].start):
        other = languages[place]
        if other in parts and other != first:
            parts[first].remove(blocks[place])
            parts[other or first].insert(0, blocks[place])
    return parts


def _bound(blocks: Sequence[Block], first: _Stretch, second: _Stretch) -> int:
    """Where the second text begins: at the first heading after the last sentence of the first.

    Lines that are only bold or in capitals head the second text where they stand just over it: farther
    back they may be signatures, or an index.
    """
    for place in range(first.end, second.start):
        block = blocks[place]
        near = second.start - place <= _MOST_HEADINGS and len(block.text) >= _SHORTEST_HEADING
        marked = near and (block.bold or block.text.isupper())
        if block.kind is BlockKind.HEADING or marked:
            return place
    return second.start


def _say_the_same(parts: Sequence[tuple[str, Sequence[Block]]], *, numbered: bool) -> bool:
    """Whether each two texts agree in length, and (`numbered`) in their numbers.

    Texts that take turns show by that alone that they belong together.
    """
    texts = [(language, "\n".join(block.text for block in part)) for language, part in parts]
    return all(
        _as_long(one, other) and (not numbered or _agree(one, other)) for one, other in pairwise(texts)
    )


def _as_long(one: tuple[str, str], other: tuple[str, str]) -> bool:
    lengths = [_WEIGHTS.get(primary(code), 1.0) * sum(map(str.isalpha, text)) for code, text in (one, other)]
    return max(lengths) <= _LENGTHS * max(1.0, min(lengths))


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    numbers = [_numbers(*text) for text in (one, other)]
    together = (numbers[0] | numbers[1]).total()
    return together < _FEW_NUMBERS or (numbers[0] & numbers[1]).total() >= _SAME_NUMBERS * together


def _numbers(language: str, text: str) -> Counter[int]:
    """Every number in digits, and in Chinese also those in characters."""
    found = Counter(map(int, _NUMBER.findall(text)))
    if primary(language) in {"zh", "ja"}:
        found.update(value for sign in _HAN_NUMBER.findall(text) if (value := han(sign)) is not None)
    return found


def _part(document: RawDocument, language: str, blocks: list[Block], work: str) -> RawDocument:
    hints = document.hints
    titles = {code: title for code, title in hints.titles.items() if code != "und"}
    own = hints.titles.get("und")
    if own and detect(own, language) == language:
        titles = {language: own, **titles}
    hints = replace(hints, language=language, work=work, titles=titles)
    return replace(document, blocks=rebase(blocks), hints=hints)


def joint_slug(blocks: Sequence[Block]) -> str:
    """A name that ties the languages of one file together, and nothing else to them."""
    text = "\n".join(block.text for block in blocks)
    title = next((block.text for block in blocks if any(map(str.isalpha, block.text))), "")
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{slugify(title, TITLE_SLUG)}-{digest}"
