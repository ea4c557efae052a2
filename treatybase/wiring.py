"""From settings to working parts, each made when it is first asked for."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from corpus.errors import CorpusError, NotFound
from search_api.errors import ModelMissing
from treatybase.settings import Settings

if TYPE_CHECKING:
    from corpus.originals import Originals
    from corpus.store.store import Store
    from ingest.enqueueing import Enqueue
    from ingest.pipeline import Ingest
    from ingest.task import WorkerLimits
    from search_api.embedding.adapter import Adapter
    from search_api.embedding.port import Embedder
    from search_api.engine.port import Engine
    from search_api.index.indexer import Indexer, Progress
    from search_api.service import SearchService

# The parts are imported where they are made: a command loads what it uses, and `--help` nothing.

log = logging.getLogger(__name__)


class InvalidSetting(CorpusError):
    """A setting has a value that cannot be used."""

    code = "invalid_setting"


def _demand_authority(path: str) -> None:
    """Raise InvalidSetting where this is not a file of certificates that can be trusted."""
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:  # also what the file holds: ssl's errors are of this kind
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or error
        raise InvalidSetting(f"TREATYBASE_ELASTICSEARCH_CA: {path!r}: {reason}", value=path) from error


def _enter_known_parties(store: Store) -> None:
    """Fill the register of parties: once in a new base, and anew when a version is installed."""
    from corpus.parties import known_parties

    store.put_parties(known_parties())


class Installation:
    """One data folder with its settings.

    `create`: make the store where there is none; `migrate`: bring it to the schema of this version.
    """

    def __init__(self, settings: Settings, *, create: bool = False, migrate: bool = False) -> None:
        self.settings, self._create, self._migrate = settings, create, migrate
        self.data: Path = settings.data

    @property
    def store_url(self) -> str:
        """The store's URL: SQLite in the data folder unless settings say otherwise."""
        return self.settings.store_url or f"sqlite:///{(self.data / 'treatybase.db').absolute()}"

    @cached_property
    def store(self) -> Store:
        """The store of record. Raises NotFound where nothing was ingested yet."""
        from corpus.store.store import Store

        if not self._create and not self.settings.store_url and not (self.data / "treatybase.db").is_file():
            raise NotFound(
                f"there is no knowledge base in {self.data}: `treatybase ingest PATH` makes one",
                key=self.data.as_posix(),
                near=(),
            )
        store = Store.open(self.store_url, create=self._create, migrate=self._migrate)
        if self._migrate or (self._create and not store.has_parties):
            _enter_known_parties(store)
        return store

    @cached_property
    def originals(self) -> Originals:
        """The files as they were ingested."""
        from corpus.originals import Originals

        return Originals(self.settings.originals or self.data / "originals")

    @cached_property
    def engine(self) -> Engine:
        """The search index."""
        if self.settings.engine == "elasticsearch":
            return self._elasticsearch()
        from search_api.engine.embedded import EmbeddedEngine

        return EmbeddedEngine(self.data / "index")

    def _elasticsearch(self) -> Engine:
        """The engine over the cluster that the settings name; nothing is asked of it yet."""
        from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings

        settings = self.settings
        hosts = tuple(url.strip() for url in settings.elasticsearch_url.split(",") if url.strip())
        if settings.elasticsearch_ca:
            _demand_authority(settings.elasticsearch_ca)
        try:
            return ElasticsearchEngine(
                ElasticsearchSettings(
                    hosts,
                    api_key=settings.elasticsearch_api_key.get_secret_value(),
                    ca=settings.elasticsearch_ca,
                    index=settings.elasticsearch_index,
                    shards=settings.elasticsearch_shards,
                    replicas=settings.elasticsearch_replicas,
                    routing=settings.elasticsearch_routing,
                    vectors=settings.elasticsearch_vectors,
                    timeout=settings.elasticsearch_timeout,
                )
            )
        except ValueError as error:
            raise InvalidSetting(
                f"TREATYBASE_ELASTICSEARCH_URL: {error}", value=settings.elasticsearch_url
            ) from error

    @cached_property
    def embedder(self) -> Embedder | None:
        """The embedding model with its cache and adapter; None where there is none (told in the log)."""
        try:
            return self._embedder()
        except ModelMissing as error:
            log.warning("search by words only: %s", error)
            return None

    def _embedder(self) -> Embedder | None:
        from search_api.embedding.adapter import AdaptedEmbedder
        from search_api.embedding.cache import CachedEmbedder, VectorCache

        if self.settings.model == "none":
            return None
        cached = CachedEmbedder(self._model(), VectorCache(self.data / "vectors.cache"))
        try:
            adapter = self._adapter()
            return AdaptedEmbedder(cached, adapter) if adapter else cached
        except ValueError as error:
            raise InvalidSetting(f"TREATYBASE_ADAPTER: {error}", value=self.settings.adapter) from error

    def _adapter(self) -> Adapter | None:
        """The adapter chosen, else the one in the model's folder, else the one shipped for the model.

        Raises ValueError where that file is not an adapter.
        """
        from search_api.embedding.adapter import CARRIED, own, shipped

        chosen, carried = self.settings.adapter, Path(self.settings.model) / CARRIED
        if chosen == "none":
            return None
        if chosen:
            return own(Path(chosen))
        return own(carried) if carried.is_file() else shipped(self.settings.model)

    def _model(self) -> Embedder:
        """The bare model. Raises ModelMissing."""
        if self.settings.model == "e5-small":
            from search_api.embedding.e5 import E5, prepare

            return E5(prepare(self.data / "models"), self.settings.embed_threads)
        from search_api.embedding.sentence import SentenceEmbedder

        return SentenceEmbedder(
            self.settings.model,
            query_prompt=self.settings.query_prompt,
            passage_prompt=self.settings.passage_prompt,
            threads=self.settings.embed_threads,
        )

    def indexer(
        self,
        progress: Callable[[Progress], None] = lambda _: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Indexer:
        """What brings the index in step with the store."""
        from search_api.index.indexer import Indexer

        return Indexer(
            self.store,
            self.engine,
            self.embedder,
            passage_tokens=self._passage_tokens(),
            progress=progress,
            stop=stop,
        )

    def _passage_tokens(self) -> int:
        """The longest passage: never more than the model reads, since the rest would be cut unseen.

        Raises InvalidSetting where no passage could be that short.
        """
        from search_api.index.passages import SHORTEST_BUDGET

        longest = self.settings.passage_tokens
        if self.embedder is not None:
            longest = min(longest, self.embedder.window)
        if longest < SHORTEST_BUDGET:
            raise InvalidSetting(
                f"TREATYBASE_PASSAGE_TOKENS (or what TREATYBASE_MODEL reads) is {longest} tokens; "
                f"a passage needs {SHORTEST_BUDGET}",
                value=longest,
            )
        return longest

    @cached_property
    def service(self) -> SearchService:
        """The one thing that command line, API and pages call."""
        from ingest.drafts import WorkerDrafts
        from ingest.page_images import RenderedPages
        from ingest.task import MEBIBYTE
        from search_api.service import SearchService

        return SearchService(
            self.store,
            self.engine,
            self.embedder,
            self.today,
            originals=self.originals,
            pages=RenderedPages(),
            drafts=WorkerDrafts(
                self.settings.draft_megabytes * MEBIBYTE, self.settings.worker_megabytes * MEBIBYTE
            ),
            fusion_weight=self.settings.fusion_lambda,
        )

    @cached_property
    def ingest(self) -> Ingest:
        """What takes files into the store."""
        from ingest.pipeline import Ingest

        jobs, not_entered = self.settings.jobs, self._own_folders
        return Ingest(self.store, self.originals, self.limits, jobs, exclude=not_entered)

    @cached_property
    def enqueue(self) -> Enqueue:
        """What puts files into the queue."""
        from ingest.enqueueing import Enqueue

        return Enqueue(self.store, self.originals, self.limits, exclude=self._own_folders)

    @property
    def limits(self) -> WorkerLimits:
        """What reading one file may cost."""
        from ingest.task import MEBIBYTE, WorkerLimits

        return WorkerLimits(
            seconds=self.settings.file_seconds,
            memory=self.settings.worker_megabytes * MEBIBYTE,
            file=self.settings.file_megabytes * MEBIBYTE,
            recognition=self.settings.ocr_seconds,
        )

    @property
    def _own_folders(self) -> list[Path]:
        """Folders that hold no documents to read."""
        return [self.data, self.originals.folder]

    def today(self) -> date:
        """The day it is at the ministry. Raises InvalidSetting for a time zone that does not exist."""
        try:
            return datetime.now(ZoneInfo(self.settings.time_zone)).date()
        except (ZoneInfoNotFoundError, ValueError) as error:
            name = self.settings.time_zone
            raise InvalidSetting(
                f"TREATYBASE_TIME_ZONE: there is no time zone {name!r}", value=name
            ) from error

    def close(self) -> None:
        """Release what was made."""
        for name in ("engine", "store"):
            if name in self.__dict__:
                self.__dict__[name].close()
