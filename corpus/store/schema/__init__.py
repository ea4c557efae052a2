"""The tables of the store, one typed model each; `Base.metadata` has them all."""

from corpus.store.schema.base import Base
from corpus.store.schema.jobs import JobAttemptRow, JobRow
from corpus.store.schema.keeping import (
    BaseRow,
    DoubtMarkRow,
    FileRow,
    HoldingRow,
    NoticeRow,
    PermissionRow,
    PrincipalRow,
)
from corpus.store.schema.law import (
    ForceRow,
    PartyActionRow,
    PartyNameRow,
    PartyRow,
    PartySuccessionRow,
    RelationRow,
)
from corpus.store.schema.sources import CopyRow, ReadingRow, SourceRow
from corpus.store.schema.texts import (
    ExpressionRow,
    ObligationRow,
    ProcedureItemRow,
    ProcedureRow,
    ProvisionRow,
    TermRow,
)
from corpus.store.schema.watching import AlertRow, DeliveryRow, WatchKnownRow, WatchRow
from corpus.store.schema.works import (
    AssertionRow,
    DoubtfulPairRow,
    IdentifierRow,
    KeyRow,
    NameRow,
    RegroupingItemRow,
    RegroupingRow,
    TitleRow,
    WorkRow,
)

__all__ = [
    "AlertRow",
    "AssertionRow",
    "Base",
    "BaseRow",
    "CopyRow",
    "DeliveryRow",
    "DoubtMarkRow",
    "DoubtfulPairRow",
    "ExpressionRow",
    "FileRow",
    "ForceRow",
    "HoldingRow",
    "IdentifierRow",
    "JobAttemptRow",
    "JobRow",
    "KeyRow",
    "NameRow",
    "NoticeRow",
    "ObligationRow",
    "PartyActionRow",
    "PartyNameRow",
    "PartyRow",
    "PartySuccessionRow",
    "PermissionRow",
    "PrincipalRow",
    "ProcedureItemRow",
    "ProcedureRow",
    "ProvisionRow",
    "ReadingRow",
    "RegroupingItemRow",
    "RegroupingRow",
    "RelationRow",
    "SourceRow",
    "TermRow",
    "TitleRow",
    "WatchKnownRow",
    "WatchRow",
    "WorkRow",
]
