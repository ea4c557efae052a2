"""What the final clauses of an instrument settle: entry into force, withdrawal, depositary, repeal.

Told by the heading, or by a sentence that names the instrument itself and says a cue of the language's table
(`clauses`): `This Agreement shall enter into force on …`. Final clauses stand in the later part of the
articles; what is quoted from another instrument settles nothing here. A provision that cannot be told has
none. Transitional provisions are told too where a chapter is headed so, or where a sentence says what of the
time before the instrument goes on under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.language.force_words import stems
from corpus.language.patterns import SPACE, WORD_END, any_of
from corpus.language.table import LanguageTable, primary, table
from corpus.model import ABOVE_ARTICLES, ClauseKind, Provision, ProvisionKind
from ingest.structure.eids import COMPONENTS

_LATE = 0.5
"""Share of the articles behind which final clauses stand."""
_FEW = 4
"""Articles of an instrument that is so short that any of them may be final."""
_WITHOUT_NAME = frozenset({ClauseKind.AUTHENTIC_TEXTS, ClauseKind.REGISTRATION, ClauseKind.REPEAL})
"""What cues settle that name the instrument rarely (`both texts being equally authentic`)."""
_LONGEST = 700
"""Characters of a sentence that are looked at."""
_SENTENCE = re.compile(r"(?<=[.;。；؛])(?:\s+|(?=[\u4e00-\u9fff]))|\n")
_JOINT = r"(?:\s*[,;、，/+&-]\s*|\s+\w{1,3}\s+|\s*[和及]\s*|\s+و\s?)"
_AROUND = r"[\W\d_]*"


def with_clauses(provisions: Sequence[Provision], language: str) -> tuple[Provision, ...]:
    """The tree, with what each final clause settles."""
    cues = _cues(primary(language))
    if cues is None:
        return tuple(provisions)
    found: dict[int, ClauseKind] = {}
    for units in _instruments(provisions):
        first = 0 if len(units) <= _FEW else int(len(units) * _LATE)
        for unit in units[first:]:
            found.update(_of_unit(unit, cues))
    for node in _outside(provisions):
        if node.kind in ABOVE_ARTICLES and cues.of_heading(node.heading) is ClauseKind.TRANSITION:
            found[id(node)] = ClauseKind.TRANSITION
    return tuple(_rebuilt(provision, found) for provision in provisions) if found else tuple(provisions)


def _instruments(nodes: Sequence[Provision]) -> Iterator[list[Provision]]:
    """The articles of the instrument and of each annexed one; where it has none, its numbered paragraphs."""
    own = list(_outside(nodes))
    units = [node for node in own if node.kind is ProvisionKind.ARTICLE]
    yield units or [node for node in nodes if node.kind is ProvisionKind.PARAGRAPH]
    for node in own:
        if node.kind in COMPONENTS:
            yield from _instruments(node.children)


def _outside(nodes: Sequence[Provision]) -> Iterator[Provision]:
    """Every node but what is within a component or a quotation, and below articles."""
    for node in nodes:
        yield node
        if node.kind not in COMPONENTS | {ProvisionKind.QUOTATION, ProvisionKind.ARTICLE}:
            yield from _outside(node.children)


@dataclass(frozen=True, slots=True)
class _Cues:
    headings: re.Pattern[str]
    instruments: re.Pattern[str]
    subordinate: re.Pattern[str]
    provision: re.Pattern[str]
    sayings: Mapping[ClauseKind, re.Pattern[str]]
    before: re.Pattern[str]
    """What of the time before goes on under the instrument: that it begins is only told besides."""
    joined: re.Pattern[str]
    """The instrument, also with a word joined to its name: بهذا القانون."""

    def of_heading(self, heading: str) -> ClauseKind | None:
        """The kind that a heading names and nothing else, the first of several."""
        match = self.headings.fullmatch(heading) if heading else None
        return (
            next((ClauseKind(kind) for kind, said in match.groupdict().items() if said), None)
            if match
            else None
        )

    def of_text(self, text: str) -> ClauseKind | None:
        """The kind that the first sentence settles: by the cue that stands first in it.

        That an article of another act is repealed amends that act and repeals none.
        """
        sentence = _SENTENCE.split(text.strip(), maxsplit=1)[0][:_LONGEST]
        named = bool(self.instruments.search(sentence))
        hits = [
            (match.start(), kind)
            for kind, pattern in self.sayings.items()
            if (named or kind in _WITHOUT_NAME)
            and (match := pattern.search(sentence))
            and not self.subordinate.search(sentence, 0, match.start())
            and not (kind is ClauseKind.REPEAL and self.provision.search(sentence, 0, match.start()))
        ]
        if (named or self.joined.search(sentence)) and (match := self.before.search(sentence)):
            hits.append((match.start(), ClauseKind.TRANSITION))
        return min(hits, default=(0, None))[1]


def _of_unit(unit: Provision, cues: _Cues) -> dict[int, ClauseKind]:
    found: dict[int, ClauseKind] = {}
    paragraphs = [child for child in unit.children if child.kind is ProvisionKind.PARAGRAPH]
    for paragraph in paragraphs:
        if kind := cues.of_heading(paragraph.heading) or cues.of_text(paragraph.text):
            found[id(paragraph)] = kind
    first = unit.text or (paragraphs[0].text if paragraphs else "")
    if kind := cues.of_heading(unit.heading) or cues.of_text(first):
        found[id(unit)] = kind
    return found


def _rebuilt(node: Provision, found: Mapping[int, ClauseKind]) -> Provision:
    children = tuple(_rebuilt(child, found) for child in node.children)
    kind = found.get(id(node))
    same = all(a is b for a, b in zip(children, node.children, strict=True))
    return node if kind is None and same else replace(node, children=children, clause=kind or node.clause)


@cache
def _cues(code: str) -> _Cues | None:
    words = table(code)
    if words is None or not words.clause_cues:
        return None
    sayings = {kind: _pattern(phrases) for kind, phrases in words.clause_cues.items()}
    subordinate = re.compile(
        rf"(?<!\w){any_of(words.subordinates)}{SPACE}[^.,;،，。]{{0,60}}$", re.IGNORECASE
    )
    provision = _pattern([name for name in words.divisions[ProvisionKind.ARTICLE] if "#" not in name])
    before = stems(code, "transitional")
    joined = re.compile(any_of(words.instruments) + WORD_END, re.IGNORECASE)
    instruments = _pattern(words.instruments)
    return _Cues(_headings(words), instruments, subordinate, provision, sayings, before, joined)


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\u4e00-\u9fff]){any_of(phrases)}{WORD_END}", re.IGNORECASE)


def _headings(words: LanguageTable) -> re.Pattern[str]:
    """One or several names of clauses, perhaps with that of the instrument: `Termination of this Act`."""
    every = any_of(phrase for phrases in words.clause_headings.values() for phrase in phrases)
    first = "|".join(
        rf"(?P<{kind.value}>{any_of(phrases)})" for kind, phrases in words.clause_headings.items()
    )
    instrument = rf"(?:{SPACE}(?:\w{{1,3}}{SPACE})?{any_of(words.instruments)})?"
    return re.compile(rf"{_AROUND}(?:{first})(?:{_JOINT}{every})*{instrument}{_AROUND}", re.IGNORECASE)
