"""Works and expressions (FRBR, ELI): the instrument, and its wordings in language and time."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model.assertion import Assertion
from corpus.model.dates import Interval, LegalDate


class WorkKind(StrEnum):
    """What sort of instrument a work is. `điều ước quốc tế` and `thỏa thuận quốc tế` differ."""

    TREATY = "treaty"
    INTERNATIONAL_ARRANGEMENT = "international_arrangement"
    """thỏa thuận quốc tế: an arrangement that is not a treaty (memoranda of understanding)."""
    PROTOCOL = "protocol"
    EXCHANGE_OF_LETTERS = "exchange_of_letters"
    DECLARATION = "declaration"
    CONSTITUTION = "constitution"
    LAW = "law"
    ORDINANCE = "ordinance"
    DECREE = "decree"
    RESOLUTION = "resolution"
    DECISION = "decision"
    CIRCULAR = "circular"
    JOINT_CIRCULAR = "joint_circular"
    REGULATION = "regulation"
    ORDER = "order"
    GUIDELINE = "guideline"
    CONSOLIDATED_TEXT = "consolidated_text"
    CORRIGENDUM = "corrigendum"
    CODIFICATION = "codification"
    INTERPRETATION = "interpretation"
    """Judicial or official interpretation (司法解释)."""
    STATUS_NOTE = "status_note"
    OTHER = "other"


class Authority(StrEnum):
    """The legal standing of a language version."""

    AUTHENTIC = "authentic"
    PREVAILING = "prevailing"
    OFFICIAL = "official"
    UNOFFICIAL = "unofficial"
    MACHINE = "machine"
    UNKNOWN = "unknown"


class Making(StrEnum):
    """How a wording was made."""

    ORIGINAL = "original"
    CONSOLIDATED_OFFICIAL = "consolidated_official"
    """An official consolidation (văn bản hợp nhất): no effect of its own."""
    CONSOLIDATED_SYSTEM = "consolidated_system"
    """Consolidated by this system; marked so wherever it is shown."""


class IdentifierScheme(StrEnum):
    """The register in which an identifier is unique."""

    NUMBER = "number"
    """The issuer's own number or symbol: 06/2021/TT-BĐN."""
    UNTS = "unts"
    LNTS = "lnts"
    ETS = "ets"
    SERIES = "series"
    """A national treaty series."""
    GAZETTE = "gazette"
    ELI = "eli"
    AKN = "akn"
    CELEX = "celex"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier of a work in one scheme."""

    scheme: IdentifierScheme
    value: str


@dataclass(frozen=True, slots=True)
class Work:
    """One instrument, whatever its languages and versions.

    `slug` is the public id: unique, stable, readable, made by `corpus.identifiers`.
    `titles` maps BCP 47 language to title. `adopted` is the date of adoption, issue or conclusion.
    `component_of` is the slug of the work of which this is a component (a letter, an annexed
    regulation); `predecessor_slugs` are slugs that a recorded merge made into this one.
    """

    slug: str
    kind: WorkKind = WorkKind.OTHER
    titles: dict[str, str] = field(default_factory=dict)
    identifiers: tuple[Identifier, ...] = ()
    issuers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    adopted: LegalDate | None = None
    in_force: LegalDate | None = None
    record_id: str | None = None
    component_of: str | None = None
    assertions: tuple[Assertion, ...] = ()

    def title(self, *languages: str) -> str:
        """The title in the first of `languages` that has one, else any, else the slug."""
        for language in languages:
            if language in self.titles:
                return self.titles[language]
        return next(iter(self.titles.values()), self.slug)


@dataclass(frozen=True, slots=True)
class Unapplied:
    """An amendment that a text consolidated by this system has not: why, by what, and where it belongs.

    `by` is the slug of the amending work, `provision` the eId of its provision, `why` a code of
    `corpus.law.consolidation.LeftFor`; `eid` the provision that is to be changed, None: not known.
    """

    by: str
    provision: str
    why: str
    eid: str | None = None

    def __str__(self) -> str:
        return " ".join((self.by, self.provision, self.why, self.eid or "")).rstrip()

    @classmethod
    def parse(cls, text: str) -> Unapplied:
        """What `str` made of one.

        >>> Unapplied.parse("decree-5 art_1 place art_9")
        Unapplied(by='decree-5', provision='art_1', why='place', eid='art_9')
        """
        by, provision, why, *eid = text.split(" ")
        return cls(by, provision, why, eid[0] if eid else None)


@dataclass(frozen=True, slots=True)
class Expression:
    """A work in one language as it was worded over an interval; overlapping ones are allowed."""

    language: str
    valid: Interval = field(default_factory=Interval)
    authority: Authority = Authority.UNKNOWN
    making: Making = Making.ORIGINAL
    title: str = ""
    number: str = ""
    """Its own number, where it has one (a văn bản hợp nhất)."""
    unapplied: tuple[Unapplied, ...] = ()
    """Of a text consolidated by this system: the amendments that it has not."""
