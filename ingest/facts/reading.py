"""Facts out of the provisions of one expression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from corpus.model import (
    ClauseKind,
    Facts,
    Modality,
    Obligation,
    ProcedureItem,
    Provision,
    ProvisionKind,
    Term,
)
from corpus.model.facts import NO_FACTS
from ingest.facts.clauses import COLON_ENDS
from ingest.facts.deadlines import Deadline, deadlines
from ingest.facts.duties import Duty, Opened, Recorder
from ingest.facts.evidence import Gathered, Sign
from ingest.facts.items import ItemReader
from ingest.facts.obligations import ObligationReader
from ingest.facts.pipeline import pipeline
from ingest.facts.prefilter import prefilter
from ingest.facts.procedures import ProcedureReader
from ingest.facts.rules import FactRules, Heads, norm, rules
from ingest.facts.terms import terms
from ingest.facts.topic_duties import TopicDuties
from ingest.facts.verb_first_duties import VerbFirstDuties

LONGEST_TEXT = 20_000
"""Characters of one provision's own text: what is longer has no structure, and no facts are told of it."""
_OPENING = 300
"""Characters before a colon that may say that terms are defined behind it."""
_BETWEEN = 60
"""Characters between a term and its definition (`, as used in this Act, means`)."""
_SHORT_LINE = 80
"""Characters of a line that may be a heading."""
_TOLD = frozenset(
    {ProvisionKind.PREAMBLE, ProvisionKind.RECITAL, ProvisionKind.CONCLUSION, ProvisionKind.TABLE}
)
"""Kinds in which nobody is bound."""

_UNITS: Final = frozenset({ProvisionKind.PARAGRAPH, ProvisionKind.PAGE, ProvisionKind.PARA})
"""Kinds that stand for articles in a text without any."""
_PARTS: Final = frozenset({ProvisionKind.POINT, ProvisionKind.SUBPOINT, ProvisionKind.QUOTATION})
"""Kinds that belong to what stands above them even outside of articles."""
_FINAL: Final = frozenset(ClauseKind) - {
    *(ClauseKind.DISPUTE_SETTLEMENT, ClauseKind.IMPLEMENTATION, ClauseKind.TRANSITION, ClauseKind.REPEAL),
}
"""Final clauses of treaties, which tell no procedure, only by when something is done."""
DutyReader = ObligationReader | VerbFirstDuties | TopicDuties
READERS: Final[Mapping[Heads, type[DutyReader]]] = {
    Heads.AFTER: VerbFirstDuties,
    Heads.END: TopicDuties,
}
"""The reader of a word order of its own."""


@dataclass(slots=True)
class Found:
    """What was read of some provisions, in their order."""

    terms: list[Term] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    items: list[ProcedureItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a provision inherits from those above it."""

    defining: bool = False
    procedural: bool = False
    listing: bool = False
    """The text above asks for papers, one a line."""
    penal: bool = False
    """The text above tells how what stands below is punished."""
    charging: bool = False
    """The text above tells of the fees that stand below."""
    cases: bool = False
    """The text above opens a list of cases: its lines tell when something is done, and bind nobody."""
    scope: bool = False
    """The heading says that the text tells whom or what the work concerns: no deed in the indicative."""
    inside: bool = False
    """Within an article, or a paragraph that stands for one."""
    opened: Opened | None = None


def read_facts(provisions: Sequence[Provision], language: str) -> Facts:
    """Terms, obligations and procedures told by the provisions of one expression in a language.

    Nothing is told where the language has no rule table.
    """
    found = rules(language)
    if found is None:
        return NO_FACTS
    read = FactReader(found)
    read.take(*provisions)
    told = read.found
    grouped = ProcedureReader(told.items, found)
    procedures = tuple(one for top in provisions for one in grouped.below(top))
    return Facts(tuple(told.terms), tuple(told.obligations), procedures)


class FactReader:
    """Reads provision after provision."""

    def __init__(self, found: FactRules) -> None:
        self.found = Found()
        self._rules = found
        self._nlp = pipeline(found.language)
        self._worth = prefilter(found.language)
        self._antecedent, self._gathered = "", Gathered()
        self._opening: list[Obligation] = []
        """Duties whose deeds stand below: told themselves where none is told there."""

    def take(self, *provisions: Provision) -> None:
        """Provisions of one document with all below them; words seen only there are forgotten behind it."""
        with self._nlp.memory_zone():
            for node in provisions:
                self._node(node, _Context())

    def _node(self, node: Provision, above: _Context) -> None:
        if node.language and node.language != self._rules.language:
            # Its own text alone was told to be in that language.
            node = replace(node, heading="", text="")
        if node.kind in _TOLD:
            self._articles(node)
            return
        outer, whole = self._gathered, self._is_whole(node, above)
        if whole:
            self._antecedent, self._gathered = "", Gathered(final=node.clause in _FINAL)
        here = self._context(node, above)
        self._opening = []
        if len(node.text) <= LONGEST_TEXT:
            here = self._text(node, here)
        opening, told = self._opening, len(self.found.obligations)
        for child in node.children:
            self._node(child, here)
            if not child.children and self._opens_terms(child):
                here = replace(here, defining=True)
        if len(self.found.obligations) == told:
            self.found.obligations += opening
        if whole:
            self.found.items += self._gathered.settled()
            self._gathered = outer

    def _is_whole(self, node: Provision, above: _Context) -> bool:
        """An article, or what stands for one: its lines are told together."""
        return node.kind is ProvisionKind.ARTICLE or not (above.inside or node.kind in _PARTS)

    def _articles(self, node: Provision) -> None:
        """The articles that a reader put below a preamble or a conclusion bind all the same."""
        for child in node.children:
            if child.kind is ProvisionKind.ARTICLE:
                self._node(child, _Context())

    def _context(self, node: Provision, above: _Context) -> _Context:
        headings = self._rules.headings
        named = headings["definitions"].search(node.heading) and not self._heads("mixed", node)
        opens = any(
            headings["definitions"].search(line[-_OPENING:])
            for line in map(str.strip, node.text.split("\n", 3)[:3])
            if line.endswith(COLON_ENDS) or len(line) <= _SHORT_LINE
        )
        return _Context(
            defining=above.defining or bool(named or opens),
            procedural=above.procedural or bool(headings["procedure"].search(node.heading)),
            listing=above.listing,
            penal=above.penal,
            charging=above.charging or self._heads("fees", node),
            cases=above.cases,
            scope=above.scope or self._heads("scope", node),
            inside=above.inside or node.kind is ProvisionKind.ARTICLE or node.kind in _UNITS,
            opened=self._opened(node) or above.opened,
        )

    def _heads(self, name: str, node: Provision) -> bool:
        pattern = self._rules.headings.get(name)
        return bool(pattern and pattern.search(node.heading))

    def _opened(self, node: Provision) -> Opened | None:
        """An article headed `Duties of …` tells them verb by verb."""
        if self._heads("duties", node):
            return Opened(Modality.MUST, verbal=True)
        return Opened(Modality.MAY, verbal=True) if self._heads("rights", node) else None

    def _opens_terms(self, node: Provision) -> bool:
        """A paragraph that ends in a colon and says that those behind it define terms."""
        text = node.text.rstrip()
        headings = self._rules.headings
        named = headings["definitions"].search(text[-_OPENING:])
        listed = headings["listed_terms"].search(text) if "listed_terms" in headings else None
        return named is not None and (text.endswith(COLON_ENDS) or bool(listed and len(text) <= _OPENING))

    def _gather(
        self, reader: ItemReader, limits: Sequence[Deadline], duties: Sequence[Duty], here: _Context
    ) -> None:
        """The lines and the signs of a procedure in one text."""
        told = self._gathered
        if not (here.penal or here.defining):
            timed = () if here.listing else limits
            told.lines += reader.lines(timed, duties, listing=here.listing, charging=here.charging)
        told.final = told.final or reader.is_final()
        told.signs |= {*reader.signs(duties, listing=here.listing)}
        if here.procedural:
            told.signs.add(Sign.NAMED)

    def _is_list_line(self, node: Provision) -> bool:
        """Chinese: a line of a list (项) names things, and a verb in it says more of a noun."""
        return self._rules.heads is Heads.END and node.kind in {ProvisionKind.POINT, ProvisionKind.SUBPOINT}

    def _opens(self, reader: DutyReader, duties: list[Duty], *, lists: bool) -> Opened | None:
        """What the text opens for the lines below it."""
        opening = (Opened(one.modality, one.bearer, one.verbal, one.nominal) for one in duties if one.open)
        opened = next(opening, None)
        if opened or not lists:
            return opened
        return reader.following(duties[-1]) if duties else reader.opener()

    def _may_open(self, text: str) -> bool:
        """A text that ends in a colon, or a short line, may name who does what stands below."""
        return text.endswith(COLON_ENDS) or (0 < len(text) <= _SHORT_LINE and text[-1].isalnum())

    def _text(self, node: Provision, here: _Context) -> _Context:
        """Read a provision's own text; what it opens holds for those below it."""
        defined = [*terms(node, self._rules, defining=here.defining)]
        self.found.terms += defined
        lists = bool(node.children) and self._may_open(node.text.rstrip())
        if not node.text or not (
            here.opened
            or here.listing
            or here.charging
            or lists
            or self._worth.search(norm(node.text, self._rules.language))
        ):
            return here
        doc = self._nlp(node.text)
        limits = deadlines(doc, self._rules)
        reader = READERS.get(self._rules.heads, ObligationReader)(
            doc, node.text, self._rules, self._antecedent
        )
        line = self._is_list_line(node)
        duties = [one for one in reader.duties() if not (line and one.indicative)]
        lines = ItemReader(doc, node, self._rules)
        duties = [one for one in duties if not lines.names_paper(one, listing=here.listing)]
        duties = [one for one in duties if not _defines(doc[one.clause.start].idx, node.text, defined)]
        if here.cases and node.kind in _PARTS:
            duties = []
        if here.scope:
            duties = [one for one in duties if one.bearer and not one.indicative]
        if here.defining and self._rules.heads in READERS:
            verbal = isinstance(reader, VerbFirstDuties)
            duties = [one for one in duties if not one.indicative or (verbal and one.clause.start == 0)]
        self._antecedent = reader.antecedent
        steps = duties
        if line and here.opened and not any(one.bearer for one in duties):
            duties = []
        if here.opened and here.opened.bearer and isinstance(reader, ObligationReader):
            duties = [one.of_head(here.opened.bearer) for one in duties]
        if here.opened and (not duties or isinstance(reader, VerbFirstDuties)):
            duties = [*reader.listed(here.opened), *duties]
            steps = steps if here.opened.verbal else duties
        opened = self._opens(reader, duties, lists=lists)
        heads = [one for one in duties if one.open and (one.deed and self._rules.heads in READERS)]
        if opened and not any(one.open for one in duties):
            heads = duties[-1:]
        records = Recorder(doc, node.text, reader.bearers, limits)
        told = [one for one in duties if not one.open and one not in heads]
        self.found.obligations += [records.obligation(one, node.eid) for one in told]
        self._opening = [records.obligation(one, node.eid) for one in heads]
        self._gather(lines, limits, steps, here)
        listing = bool(node.children) and not here.defining and lines.asks_for_papers()
        here = replace(
            here, listing=listing, penal=here.penal or (lists and not listing and lines.punishes())
        )
        here = replace(here, cases=lists and bool(self._rules.headings["cases"].search(node.text)))
        here = replace(here, charging=here.charging or (lists and lines.charges()))
        return replace(
            here, opened=opened or (here.opened if not node.children or self._opened(node) else None)
        )


def _defines(at: int, text: str, defined: Sequence[Term]) -> bool:
    """Whether a clause begins in the first sentence of a definition: it tells what the word means."""
    for one in defined:
        end = one.span.end if one.span else 0
        begin = text.find(one.definition, end, end + _BETWEEN + len(one.definition))
        inside = begin >= 0 and end <= at < begin + len(one.definition)
        if inside and not any(stop in text[end:at] for stop in (". ", "。")):
            return True
    return False
