"""From a file to deposits: read, structured, described."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from corpus.language.table import primary
from corpus.model import Access, Deposit, Holding, Notice, Source
from ingest.columns import UNDETERMINED
from ingest.confidence import with_confidence
from ingest.document import Hints, RawDocument
from ingest.errors import IngestError, NotADocument, NoUsableText
from ingest.facts import read_facts
from ingest.languages import language_of
from ingest.members import read_member
from ingest.metadata import describe
from ingest.readers import read_file
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.ocr_choice import Recogniser
from ingest.references import read_references
from ingest.structure import structure
from ingest.task import Task

MOST_NOTICES = 20
"""Notices of one kind told of one file; the rest is counted: a collection may hold a million records."""


@dataclass(slots=True)
class Reading:
    """The reading of one file, as far as it is."""

    task: Task
    recogniser: Recogniser | None = None
    limits: Limits = DEFAULT
    documents: int = 0
    """Documents that hold text."""
    unusable_pages: set[int] = field(default_factory=set)
    because: dict[str, None] = field(default_factory=dict)
    """Why they have no usable text, each reason once."""
    _notices: list[Notice] = field(default_factory=list)
    _told: Counter[str] = field(default_factory=Counter)

    def tell(self, notices: Iterable[Notice]) -> None:
        """Take notices for the report."""
        for notice in map(self.named, notices):
            self._told[notice.code] += 1
            if self._told[notice.code] <= MOST_NOTICES:
                self._notices.append(notice)

    def named(self, notice: Notice) -> Notice:
        """The notice under the name of the file (a worker may read it elsewhere)."""
        place = self.task.path.as_posix()
        if not notice.path.startswith(place):
            return notice
        return replace(notice, path=self.task.name + notice.path.removeprefix(place))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What to tell of the file."""
        more = {code: count - MOST_NOTICES for code, count in self._told.items() if count > MOST_NOTICES}
        rest = (
            Notice(self.task.name, code, f"and {count} more in this file") for code, count in more.items()
        )
        return (*self._notices, *rest)

    def emptiness(self) -> IngestError:
        """Why a file gave nothing."""
        if self.unusable_pages:
            return NoUsableText(f"no page has usable text ({'; '.join(self.because) or 'they are blank'})")
        return NotADocument("it holds no text")


def read_deposits(reading: Reading) -> Iterator[Deposit]:
    """The expressions in a file. Raises IngestError where the file as a whole cannot be read."""
    members: dict[str, Source] = {}
    for raw in read_file(reading.task.path, reading.limits, reading.recogniser):
        reading.unusable_pages.update(raw.unusable_pages)
        reading.because |= {raw.unusable_because: None} if raw.unusable_because else {}
        reading.tell(raw.notices)
        deposit = _deposit(reading, raw, members)
        if deposit.provisions:
            reading.documents += 1
            yield deposit


def _deposit(reading: Reading, raw: RawDocument, members: dict[str, Source]) -> Deposit:
    """One expression with all that was found of it."""
    given = _given(reading.task, raw)
    source = _source(reading.task, raw, given, members)
    language, doubt = language_of(given.language, raw.hints.language, raw.full_text, source.path)
    raw = replace(raw, hints=_in_language(raw.hints, language))
    structured = structure(raw, language, path=source.path)
    name = _name(raw, source)
    description = describe(raw, structured, _with_title(given, language), name=name)
    found = (*([doubt] if doubt else []), *structured.notices, *description.notices)
    notices = tuple(replace(notice, path=notice.path or source.path) for notice in found)
    reading.tell(notices)
    return Deposit(
        source=source,
        work=description.work,
        expression=description.expression,
        provisions=with_confidence(structured.provisions, raw.blocks),
        work_given=description.work_given,
        forces=description.forces,
        relations=(
            *description.relations,
            *read_references(structured.provisions, language, description.work, description.relations),
        ),
        party_actions=description.party_actions,
        assertions=description.assertions,
        first_page=raw.first_page,
        last_page=raw.last_page,
        notices=(*map(reading.named, raw.notices), *notices),
        facts=read_facts(structured.provisions, language),
    )


def _given(task: Task, raw: RawDocument) -> Hints:
    """What the manifest says: of the member of an archive, else of the file."""
    return task.members.get(raw.member, task.given) if raw.member else task.given


def _with_title(given: Hints, language: str) -> Hints:
    """A title given without a language is in that of the document."""
    if UNDETERMINED not in given.titles:
        return given
    titles = dict(given.titles)
    return replace(given, titles={language: titles.pop(UNDETERMINED), **titles})


def _in_language(hints: Hints, language: str) -> Hints:
    """The hints of a document whose language is settled; a title in the declared one is in this one."""
    titles = dict(hints.titles)
    if hints.language in titles and primary(hints.language) != primary(language):
        titles = {language: titles.pop(hints.language), **titles}
    return replace(hints, language=language, titles=titles)


def _name(raw: RawDocument, source: Source) -> str:
    """What to call a document without a title: a record by its id in words, a file by its name.

    One language of a file in several has the title of the others.
    """
    if raw.hints.record_id:
        return raw.hints.record_id if len(raw.hints.record_id.split()) > 1 else ""
    return "" if raw.hints.work else PurePosixPath(source.path).stem


def _source(task: Task, raw: RawDocument, given: Hints, members: dict[str, Source]) -> Source:
    """The file, or the member of the archive, from which it was read."""
    if raw.member is None:
        bare = Source(task.name, task.sha256, task.size, raw.media_type)
    else:
        bare = members.get(raw.member) or _member(task, raw.member, raw.media_type)
        members[raw.member] = bare
    hints = raw.hints
    return replace(
        bare,
        licence=given.licence or hints.licence or "",
        url=given.url or hints.url or "",
        pages=raw.last_page,
        holding=_holding(given, hints),
        extra={**hints.extra, **given.extra},
    )


def _member(task: Task, member: str, media_type: str) -> Source:
    """A member of an archive is a source of its own, with its own checksum."""
    data = read_member(task.path, member)
    return Source(f"{task.name}/{member}", hashlib.sha256(data).hexdigest(), len(data), media_type)


def _holding(given: Hints, hints: Hints) -> Holding:
    default = Holding()
    access = given.access or hints.access
    return Holding(
        collection=given.collection or hints.collection or default.collection,
        access=Access(access) if access else default.access,
    )
