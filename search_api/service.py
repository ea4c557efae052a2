"""The search service: the one thing that command line, API and pages call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter

from corpus.draft_reading import DraftReader
from corpus.errors import NotFound
from corpus.identifiers import normalise_number
from corpus.language.table import LANGUAGES
from corpus.law.rewording import missing
from corpus.law.status import status_of
from corpus.model import Provision, Scope, Source, Status
from corpus.originals import Originals
from corpus.page_images import Box, PageImages
from corpus.store.files import FileRecord
from corpus.store.store import Store
from corpus.store.views import StoredExpression, StoredWork, WorkSummary
from search_api.admission import Admission
from search_api.checking.desk import CheckDesk
from search_api.checking.overlap import Finder
from search_api.choosing import choose_expression, expressions_in, find_provision
from search_api.embedding.gate import EmbeddingGate
from search_api.embedding.port import Embedder
from search_api.engine.port import FACET_FIELDS, Engine, EngineCounts, Everything, Filter, Vector
from search_api.errors import ModelMissing
from search_api.facts.base import FactBase
from search_api.facts.glossary import Glossary
from search_api.facts.obligations import Obligations
from search_api.facts.procedures import Procedures
from search_api.health import Health, Readiness
from search_api.listing import WorkFilter, list_works
from search_api.pages import PictureShelf
from search_api.passage import day_number
from search_api.query.conditions import Vocabulary
from search_api.query.faults import refused
from search_api.query.plan import Plan, plan
from search_api.query.run import Tools, run
from search_api.query.understand import understand
from search_api.results import Mode, SearchRequest, SearchResponse
from search_api.standing import Standings
from search_api.vitals import PROBE_SECONDS, Vitals

FUSION_WEIGHT = 3.0
"""λ of the coverage fusion, where the settings do not say otherwise (see `search_api.query.fusion`)."""
MOST_HITS = 1000
"""Hits of one answer at most; HTTP allows fewer."""
FARTHEST = 10_000
"""Offset at most."""
SUGGESTIONS = 8
_ANY_QUESTION = "art. 1, 2000-01-01"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title, number or heading that begins as typed, and the work it belongs to."""

    text: str
    work: str


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision with all that a reader must know of it.

    `path` are the provisions that contain it, outermost first; `previous` and `following` are its
    neighbours in reading order on the same level. `on` is the day of the status.
    """

    work: StoredWork
    expression: StoredExpression
    provision: Provision
    path: tuple[Provision, ...]
    previous: Provision | None
    following: Provision | None
    status: Status
    on: date

    @property
    def holds(self) -> bool | None:
        """Whether this wording is that of the day; None: it may be, what is recorded does not tell."""
        return self.expression.expression.valid.covers(self.on)


@dataclass(frozen=True, slots=True)
class TextView:
    """A whole text as it stood on a day, with the status of its work."""

    work: StoredWork
    expression: StoredExpression
    status: Status
    on: date

    @property
    def holds(self) -> bool | None:
        """Whether this wording is that of the day; None: it may be, what is recorded does not tell."""
        return self.expression.expression.valid.covers(self.on)


class SearchService:
    """Answers questions over one store and its index. Safe between threads.

    `embedder` None: no model is installed, search is by words. `today` is the ministry's.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine,
        embedder: Embedder | None,
        today: Callable[[], date],
        *,
        originals: Originals | None = None,
        pages: PageImages | None = None,
        drafts: DraftReader | None = None,
        fusion_weight: float = FUSION_WEIGHT,
    ) -> None:
        self.store, self.engine, self.today = store, engine, today
        self._gate = EmbeddingGate(embedder) if embedder is not None else None
        self._originals = originals
        self._weight = fusion_weight
        self._standings = Standings(store.standing)
        facts = FactBase(store, self._standings, today)
        self.glossary, self.obligations, self.procedures = (
            Glossary(facts),
            Obligations(facts),
            Procedures(facts),
        )
        finder = Finder(engine, lambda text: self._embed(text, engine.counts()))
        self.checks = CheckDesk(store, self.status, finder, today, drafts)
        self._pages = PictureShelf(pages)
        self._admission = Admission()
        self._vitals = Vitals(store, engine, self._gate.name if self._gate else None)

    # --- search ----------------------------------------------------------------------------------

    def search(self, request: SearchRequest) -> SearchResponse:
        """Answer a question.

        Raises InvalidQuery, ModelMissing (by meaning alone), IndexUnusable, SearchUnavailable.
        """
        started = perf_counter()
        with self._admission.place():
            planned = self.plan(request)
            change, indexed = self.store.change, self.engine.counts()
            tools = self._tools(request.scope, change, indexed)
            response = run(planned, tools, self._notices(request, change, indexed))
        return replace(response, took_ms=round((perf_counter() - started) * 1000, 2))

    def plan(self, request: SearchRequest) -> Plan:
        """What a search would do, to be printed. Raises InvalidQuery."""
        if not 0 < request.limit <= MOST_HITS or not 0 <= request.offset <= FARTHEST:
            raise refused("bad_page", limit=request.limit, offset=request.offset)
        return plan(request, self._vocabulary(request.scope), self.today)

    def facets(
        self, request: SearchRequest, fields: Sequence[str] = FACET_FIELDS
    ) -> dict[str, dict[str, int]]:
        """Counts of passages by value for a question, without its hits. Raises as `search` does."""
        unknown = [name for name in fields if name not in FACET_FIELDS]
        if unknown:
            raise refused("unknown_facet", field=unknown[0], suggestions=FACET_FIELDS)
        with self._admission.place():
            planned = self.plan(request)
            return {} if planned.empty else self.engine.facets(planned.lookup, planned.where, fields)

    def suggest(
        self, start: str, scope: Scope, limit: int = SUGGESTIONS, *, as_of: date | None = None
    ) -> tuple[Suggestion, ...]:
        """Titles, numbers and headings that begin so, whatever the case and the accents.

        `as_of`: of what may be law on that day only.
        """
        if not any(map(str.isalnum, start)):
            return ()
        with self._admission.place():
            where = Filter(scope, as_of=day_number(as_of) if as_of else None)
            found = self.engine.suggest(start, where, limit)
        return tuple(Suggestion(text, slug) for text, slug in found)

    def warm(self) -> None:
        """Read the tables of every language and ask the model once, so that nobody waits for it later."""
        for language in LANGUAGES:
            understand(_ANY_QUESTION, language)
        if self._gate is not None:
            self._gate.query(_ANY_QUESTION)

    # --- reading ---------------------------------------------------------------------------------

    def works(
        self, scope: Scope, where: WorkFilter | None = None, *, after: int = 0, limit: int = 50
    ) -> list[WorkSummary]:
        """Works by id, those after `after`, at most `limit`."""
        return list_works(self.store, scope, where or WorkFilter(), after, limit)

    def work(self, key: str, scope: Scope) -> StoredWork:
        """A work by id, slug, number or record id. Raises NotFound."""
        return self.store.find(key, scope)

    def expressions(
        self, key: str, scope: Scope, language: str | None = None
    ) -> tuple[StoredExpression, ...]:
        """The expressions of a work, or those in a language. Raises NotFound."""
        work = self.work(key, scope)
        return expressions_in(work, language) if language else work.expressions

    def text(
        self, key: str, scope: Scope, languages: Sequence[str] = (), as_of: date | None = None
    ) -> TextView:
        """A work with the wording of a day (today) in the first language that it has. Raises NotFound."""
        on = as_of or self.today()
        work = self.work(key, scope)
        chosen = choose_expression(work, languages, on)
        return TextView(work, chosen, self.status(work, on, expression=chosen), on)

    def provision(
        self, key: str, eid: str, scope: Scope, languages: Sequence[str] = (), as_of: date | None = None
    ) -> ProvisionView:
        """A provision as it stood on a day (today), with its place and status. Raises NotFound."""
        on = as_of or self.today()
        work = self.work(key, scope)
        expression = choose_expression(work, languages, on)
        *path, provision = find_provision(expression.provisions, eid)
        level = path[-1].children if path else expression.provisions
        place = level.index(provision)
        return ProvisionView(
            work,
            expression,
            provision,
            tuple(path),
            level[place - 1] if place else None,
            level[place + 1] if place + 1 < len(level) else None,
            self.status(work, on, provision.eid, expression),
            on,
        )

    def status(
        self,
        work: StoredWork,
        on: date | None = None,
        eid: str | None = None,
        expression: StoredExpression | None = None,
    ) -> Status:
        """The status of a work, or of its provision, on a day (today), its wording considered."""
        day = on or self.today()
        if expression is None:
            return status_of(work.forces_on(day), day, eid)
        wording = expression.expression
        reworded = missing(wording, work.rewordings, eid, day) if eid else None
        forces = work.forces_of(expression.id)
        return status_of(forces, day, eid, wording.valid, reworded=reworded)

    def standing(self, work_id: int, scope: Scope, on: date) -> Status:
        """The status of a work on a day, whatever its wording; known again without reading the work."""
        return self._standings.of(work_id, None, (), scope, on, self.store.change)

    # --- sources ---------------------------------------------------------------------------------

    def source(self, sha256: str, scope: Scope) -> tuple[Source, Path]:
        """A source and its original file. Raises NotFound."""
        source = self.store.expression_source(sha256, scope)
        if source is None or self._originals is None:
            raise NotFound(f"no source {sha256}", key=sha256, near=())
        return source, self._originals.get(sha256)

    def page_image(self, sha256: str, page: int, scope: Scope) -> bytes:
        """A page of a PDF or a picture as PNG. Raises NotFound, NoPageImage."""
        try:
            source, path = self.source(sha256, scope)
        except NotFound:
            return self._pages.png(self.kept(sha256, scope)[1], page)
        if source.pages and page > source.pages:
            raise NotFound(f"page {page} of {source.pages}", key=str(page), near=())
        return self._pages.png(path, page)

    def page_boxes(self, sha256: str, page: int, texts: Sequence[str], scope: Scope) -> tuple[Box, ...]:
        """Where texts stand on a page that they were read from; none: unknown. Raises NotFound."""
        return self._pages.boxes(self.source(sha256, scope)[1], page, texts)

    def kept(self, sha256: str, scope: Scope) -> tuple[FileRecord, Path]:
        """A file that was ingested, whatever came of it, and its original. Raises NotFound.

        From a quarantined file nothing was read that could tell who may see it: who sees everything may.
        """
        record = self.store.file_with(sha256) if scope.everything else None
        if record is None or self._originals is None:
            raise NotFound(f"no file {sha256}", key=sha256, near=())
        return record, self._originals.get(sha256)

    # --- how it is -------------------------------------------------------------------------------

    def readiness(self) -> Readiness:
        """What can be answered now; takes a moment, whatever is away."""
        return self._vitals.readiness()

    @property
    def failed(self) -> Mapping[str, int]:
        """How many questions failed since the start, by the code of the error."""
        return self._admission.failed

    def health(self, scope: Scope, seconds: float = PROBE_SECONDS) -> Health:
        """Counts within the scope, the lag of the index, and what is missing, within so many seconds."""
        return self._vitals.health(scope, seconds)

    # --- helpers ---------------------------------------------------------------------------------

    def _notices(self, request: SearchRequest, change: int, indexed: EngineCounts) -> tuple[str, ...]:
        """What a reader should know of the state of the index; `change` is the store's newest."""
        return tuple(self._each_notice(request, change, indexed))

    def _each_notice(self, request: SearchRequest, change: int, counts: EngineCounts) -> Iterator[str]:
        if counts.change < change or counts.epoch != self.store.epoch:
            yield "index_behind"
        if request.mode is Mode.LEXICAL:
            return
        if self._gate is None:
            if request.mode is Mode.SEMANTIC:
                raise ModelMissing("no embedding model is installed: search by meaning is not possible")
            yield "no_model"
        elif counts.vectors < counts.passages or counts.model != self._gate.name:
            yield "vectors_incomplete"

    def _tools(self, scope: Scope, change: int, indexed: EngineCounts) -> Tools:
        return Tools(
            engine=self.engine,
            embed=lambda text: self._embed(text, indexed),
            find_work=lambda number: self._slug_of(number, scope),
            status_of=lambda passage, on: self._standings.status(passage, scope, on, change),
            today=self.today,
            weight=self._weight,
        )

    def _embed(self, text: str, indexed: EngineCounts) -> Vector | None:
        """The vector of a query; none where the index holds those of another model."""
        if self._gate is None or indexed.model != self._gate.name:
            return None
        return self._gate.query(text)

    def _vocabulary(self, scope: Scope) -> Vocabulary:
        return lambda name: self.engine.facets(Everything(), Filter(scope), (name,)).get(name, {})

    def _slug_of(self, number: str, scope: Scope) -> str | None:
        try:
            return self.store.find(normalise_number(number), scope).work.slug
        except NotFound:
            return None
