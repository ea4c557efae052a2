"""The one entry: a document of blocks becomes a tree of provisions with a score and notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.language.detection import detect
from corpus.language.table import LANGUAGES, LanguageTable, primary, profiles, table
from corpus.model import Notice, Provision, ProvisionKind
from ingest.document import RawDocument
from ingest.structure.alineas import settle
from ingest.structure.builder import Builder
from ingest.structure.components import open_components
from ingest.structure.eids import assign
from ingest.structure.fallback import pages_or_runs
from ingest.structure.final_clauses import with_clauses
from ingest.structure.glued_items import cut_lists
from ingest.structure.grammar import Grammar, grammar
from ingest.structure.lines import Line, lines_of
from ingest.structure.node import Node
from ingest.structure.notes import Note, hang_notes, part_notes
from ingest.structure.outline import Outline, outline

_OTHER_LANGUAGE = 0.05
"""Share of the text from which a further language's headings are looked for."""
_SAMPLED = 1_000
_TOLD = 60
"""Characters from which a provision's own language is told apart from the document's."""
_TOLD_BY = 600
_SURELY_TOLD = 300
"""The same for languages that have no table and are rarely met."""
_FEWEST_FOREIGN = 3
"""Articles headed in a language that the text is not in, from which they are believed."""
_NO_STRUCTURE = 0.3
_UNSTRUCTURED = (ProvisionKind.PREAMBLE, ProvisionKind.PARAGRAPH)
_LISTED = 0.8
"""Score of a text of numbered paragraphs or headed sections without articles."""


@dataclass(frozen=True, slots=True)
class StructuredText:
    """The tree, how sure we are of it (1: articles in an unbroken sequence), and what to report."""

    provisions: tuple[Provision, ...]
    score: float
    notices: tuple[Notice, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Every provision in reading order."""
        for provision in self.provisions:
            yield from provision.walk()


def structure(raw: RawDocument, language: str, *, path: str = "") -> StructuredText:
    """Find the provisions of `raw`, whose main language is `language` (BCP 47 or `und`).

    A tree given by the format is kept; only missing or repeated eIds are made good. `path` names
    the file in notices.
    """
    if raw.tree is not None:
        return StructuredText(with_clauses(with_eids(raw.tree), language), 1.0)
    lines, notes = part_notes(lines_of(raw.blocks))
    if not lines:
        return StructuredText((), 0.0, (Notice(path, "no_text", "the document holds no text"),))
    codes = languages_in(lines, language)
    plan = outline(lines, _grammars(codes))
    if not plan.count(ProvisionKind.ARTICLE):
        codes, plan = _in_any_language(lines, codes, plan)
    words = _tables(codes)
    entries = open_components(cut_lists(plan.entries), words)
    nodes = Builder(replace(plan, entries=tuple(entries)), words).build()
    if _is_flat(nodes):
        return _without_structure(lines, notes, path)
    for node in nodes:
        settle(node)
    hang_notes(nodes, notes)
    return _finish(nodes, language, path)


def _grammars(codes: Sequence[str]) -> list[Grammar]:
    return [made for code in codes if (made := grammar(code))]


def _in_any_language(lines: Sequence[Line], codes: list[str], plan: Outline) -> tuple[list[str], Outline]:
    """Where no article was found: perhaps its headings are in a language that its text is not in.

    A page of parallel texts may head the English article `第六條`; an odd encoding hides the language.
    """
    wider = list(dict.fromkeys((*codes, *LANGUAGES, *profiles())))
    other = outline(lines, _grammars(wider), glued=False)
    return (wider, other) if other.count(ProvisionKind.ARTICLE) >= _FEWEST_FOREIGN else (codes, plan)


def _finish(nodes: list[Node], language: str, path: str) -> StructuredText:
    assign(nodes)
    _tell_languages(nodes, language)
    provisions = with_clauses([node.freeze() for node in nodes], language)
    score, notices = _score(provisions, path)
    return StructuredText(provisions, score, notices)


def languages_in(lines: Sequence[Line], language: str) -> list[str]:
    """The primary subtags of the languages whose headings may occur: the main one first."""
    counts: Counter[str] = Counter()
    step = max(1, len(lines) // _SAMPLED)
    for line in lines[::step]:
        code = primary(line.language or detect(line.text[:600], language))
        counts[code] += len(line.text)
    total = sum(counts.values())
    codes = [primary(language), *(code for code, n in counts.most_common() if n > _OTHER_LANGUAGE * total)]
    return list(dict.fromkeys(code for code in codes if grammar(code))) or ["en", "fr", "es"]


def _tables(codes: Sequence[str]) -> list[LanguageTable]:
    return [words for code in codes if (words := table(code) or profiles().get(code))]


def _is_flat(nodes: Sequence[Node]) -> bool:
    """Whether nothing was found but text: no number, no heading, no recital."""
    return all(node.kind in _UNSTRUCTURED and not node.number for node in _walk(nodes))


def _walk(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _without_structure(lines: Sequence[Line], notes: Sequence[Note], path: str) -> StructuredText:
    nodes = pages_or_runs(lines)
    hang_notes(nodes, notes)
    assign(nodes)
    kept = "pages" if nodes[-1].kind is ProvisionKind.PAGE else "paragraphs"
    notice = Notice(
        path,
        "no_structure",
        f"no articles or numbered paragraphs found: kept as {kept}, score {_NO_STRUCTURE}",
    )
    return StructuredText(tuple(node.freeze() for node in nodes), _NO_STRUCTURE, (notice,))


def _tell_languages(nodes: Sequence[Node], language: str) -> None:
    """Set a provision's language where its own text is clearly in another one."""
    for node in _walk(nodes):
        text = " ".join((node.heading, *node.text))
        if len(text) >= _TOLD:
            found = detect(text[:_TOLD_BY], language)
            sure = primary(found) in LANGUAGES or len(text) >= _SURELY_TOLD
            if sure and found != "und" and primary(found) != primary(language):
                node.language = found


def _score(provisions: Sequence[Provision], path: str) -> tuple[float, tuple[Notice, ...]]:
    """The share of articles whose number follows the one before in their component."""
    articles = [p for root in provisions for p in root.walk() if p.kind is ProvisionKind.ARTICLE]
    if not articles:
        return _LISTED, ()
    duplicated = sum(1 for article in articles if _is_repeated(article))
    if not duplicated:
        return 1.0, ()
    share = 1 - duplicated / len(articles)
    reason = f"{duplicated} of {len(articles)} article numbers occur again in the same part"
    return max(_NO_STRUCTURE, share), (Notice(path, "repeated_numbers", reason),)


def _is_repeated(article: Provision) -> bool:
    """Whether the eId had to be made unique: the number came before."""
    printed = (article.number or "").count("-")
    return article.eid.rpartition("art_")[2].count("-") > printed


def with_eids(tree: Sequence[Provision]) -> tuple[Provision, ...]:
    """A given tree with every eId present and unique; those given stay where they are unique."""
    if _sound(tree):
        return tuple(tree)
    nodes = [_thaw(provision) for provision in tree]
    assign(nodes)
    return tuple(_with(provision, node) for provision, node in zip(tree, nodes, strict=True))


def _sound(tree: Sequence[Provision]) -> bool:
    eids = [p.eid for root in tree for p in root.walk()]
    return all(eids) and len(set(eids)) == len(eids)


def _thaw(provision: Provision) -> Node:
    return Node(
        provision.kind, number=provision.number, ordinal=provision.ordinal,
        children=[_thaw(child) for child in provision.children],
    )  # fmt: skip


def _with(provision: Provision, node: Node) -> Provision:
    children = tuple(_with(p, n) for p, n in zip(provision.children, node.children, strict=True))
    return replace(provision, eid=node.eid, children=children)
