"""Provisions of a draft whose text lies very close to a provision in force of another work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.language.citations import cite
from corpus.language.drafting import drafting
from corpus.language.review_words import phrase
from corpus.language.table import primary
from corpus.law.effects import CHANGES
from corpus.model import ClauseKind, Provision, ProvisionKind, Relation
from corpus.store.views import StoredExpression, StoredWork
from search_api.analysis import analyse
from search_api.checking.base import Base
from search_api.checking.draft import DraftText
from search_api.checking.effects import ends
from search_api.checking.likeness import runs, share
from search_api.engine.port import Engine, Filter, Vector
from search_api.findings import Evidence, Finding, FindingKind, Role
from search_api.passage import Passage, day_number
from search_api.review.texts import applies

Embed = Callable[[str], Vector | None]

CANDIDATES: Final = 20
"""Passages of each side that are compared word by word."""
SHORTEST: Final = 6
"""Runs of words of a text that can be told from a formula: a sentence of eight words."""
LONG: Final = 24
"""Runs from which a text says more than a formula."""
CLOSE: Final = 0.65
"""Share of the runs of a provision that stand in the other. Of 253 articles drawn from real regulations in
Vietnamese, English and French, 42 have a neighbour in another work from .65 on: all copies, but for four
short formulas, which are left out since. Of the eight between .5 and .65 two are copies."""
MOST: Final = 300
"""Provisions of a draft that are looked for."""
MOST_TOLD: Final = 3
"""Other works told of one provision."""
LONGEST_QUERY: Final = 2_000
"""Characters that are looked for: the words of a page rank no better than those of its beginning."""
_FORMULAS: Final = frozenset(ClauseKind)
"""Final clauses are worded alike everywhere."""
_CUT: Final = " ¶ "
"""Stands where a citation was."""
_NOT_COMPARED: Final = frozenset({ProvisionKind.QUOTATION, ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION})


@dataclass(frozen=True, slots=True)
class Close:
    """A provision of the base that lies close: its passages together, and how close."""

    passages: tuple[Passage, ...]
    near: float


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds what lies close, by words and by meaning; nothing of what is looked for is kept."""

    engine: Engine
    embed: Embed

    def close(self, text: str, language: str, where: Filter) -> list[Close]:
        """The provisions that lie closest, each with its share, the closest first; none for a formula."""
        sought = runs(text, language)
        if sought.total() < SHORTEST:
            return []
        found = [
            Close(group, share(sought, runs("\n".join(one.text for one in group), language)))
            for group in self._groups(text, language, where)
        ]
        return sorted((each for each in found if each.near >= CLOSE), key=lambda each: -each.near)

    def _groups(self, text: str, language: str, where: Filter) -> Iterator[tuple[Passage, ...]]:
        """The passages of one provision belong together: a long article has several."""
        looked_for = text[:LONGEST_QUERY]
        query = analyse(looked_for, [language]).bag()
        ids = dict.fromkeys(hit.id for hit in self.engine.words(query, where, CANDIDATES).hits)
        vector = self.embed(looked_for)
        if vector is not None:
            ids |= dict.fromkeys(hit.id for hit in self.engine.nearest(vector, where, CANDIDATES))
        together: dict[tuple[str, str, tuple[int, ...]], list[Passage]] = defaultdict(list)
        for passage in self.engine.passages(list(ids)):
            if passage is not None and primary(passage.language) == primary(language):
                key = (passage.work_slug, passage.article_eid, passage.expression_ids)
                together[key].append(passage)
        yield from (tuple(sorted(group, key=lambda one: one.part)) for group in together.values())


def overlaps(
    draft: DraftText, relations: Sequence[Relation], base: Base, finder: Finder
) -> Iterator[Finding]:
    """A finding for each article that another work in force has too.

    A work that the draft ends may well say what it says; titles of works that it cites are no words of its
    own; definitions are compared as such (`terms`).
    """
    ended = {each.target_slug for each in relations if each.target_eid is None and ends(each)}
    cited = [work for each in relations if each.target_slug and (work := base.work(each.target_slug))]
    titles = {title for work in cited for title in work.work.titles.values()}
    where = Filter(base.scope, as_of=day_number(base.on))
    apart = {term.eid.split("__")[0] for term in draft.deposit.facts.terms}
    apart |= {each.from_eid.split("__")[0] for each in relations if each.type in CHANGES and each.from_eid}
    named = Counter(run for title in titles for run in runs(title, draft.language))
    for node in list(_units(draft.deposit.provisions))[:MOST]:
        text = _own_words(node.full_text(), draft.language)
        own = (runs(text, draft.language) - named).total()
        if node.eid in apart or own < SHORTEST or _says_usual_things(text, draft.language, short=own < LONG):
            continue
        close = finder.close(text, draft.language, where)
        evidence = _evidence(close, ended, draft, base)
        if evidence:
            details = {"near": f"{round(100 * close[0].near)}"}
            yield Finding(
                FindingKind.OVERLAP, draft.place(node.eid), node.full_text(), None, evidence, details
            )


def _says_usual_things(text: str, language: str, *, short: bool) -> bool:
    """Whether it is worded as everywhere: what goes on of before; in few words who carries it out, when."""
    if _CUT in text and phrase(language, "past").search(text):
        return True
    return short and any(
        drafting(language, part).search(text) for part in ("entry_into_force", "responsible")
    )


def _own_words(text: str, language: str) -> str:
    """The text without what it cites: two provisions may well cite the same."""
    kept, end = [], 0
    for each in cite(text, language):
        kept.append(text[end : each.start])
        end = max(end, each.end)
    return _CUT.join((*kept, text[end:]))


def _evidence(
    close: Sequence[Close], ended: Collection[str | None], draft: DraftText, base: Base
) -> tuple[Evidence, ...]:
    told: dict[str, Evidence] = {}
    for each in close:
        first = each.passages[0]
        work = base.work(first.work_slug)
        if work is None or first.work_slug in ended or first.work_slug in told:
            continue
        expression = _expression(work, first.expression_ids, base)
        if expression is None or _is_formula(first) or _is_own(draft, work):
            continue
        if applies(base.status(work, first.article_eid or None, expression)):
            words = "\n".join(one.text for one in each.passages)
            place = base.place(work, first.article_eid, expression)
            told[first.work_slug] = Evidence(Role.CLOSE, place, words=words)
        if len(told) == MOST_TOLD:
            break
    return tuple(told.values())


def _expression(work: StoredWork, ids: Sequence[int], base: Base) -> StoredExpression | None:
    """The wording of the day that holds the passage."""
    may = [each for each in work.expressions if each.id in ids]
    return next((each for each in may if each.expression.valid.covers(base.on) is not False), None)


def _is_formula(passage: Passage) -> bool:
    return passage.clause is not None or passage.article_eid.startswith(("preamble", "conclusion"))


def _is_own(draft: DraftText, work: StoredWork) -> bool:
    """Whether the work is an earlier state of the draft: it bears the same number, or the same title."""
    own, other = draft.deposit.work, work.work
    same = {each.value for each in own.identifiers} & {each.value for each in other.identifiers}
    return bool(same) or bool(set(own.titles.values()) & set(other.titles.values()))


def _units(nodes: Sequence[Provision]) -> Iterator[Provision]:
    """Articles (or numbered sections without articles) that say something of their own."""
    for node in nodes:
        if node.kind in _NOT_COMPARED or node.clause in _FORMULAS:
            continue
        inner = [child for child in node.children if child.kind is ProvisionKind.ARTICLE]
        leaf = node.kind is ProvisionKind.ARTICLE or (node.kind is ProvisionKind.SECTION and not inner)
        if leaf and not any(child.kind is ProvisionKind.QUOTATION for child in node.walk()):
            yield node
        elif not leaf:
            yield from _units(node.children)
