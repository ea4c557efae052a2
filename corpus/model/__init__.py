"""The domain model: frozen values, without storage or I/O."""

from corpus.model.assertion import Assertion, Origin, OriginKind, Span
from corpus.model.dates import OPEN, UNKNOWN, Calendar, End, EndKind, Interval, LegalDate
from corpus.model.deposit import Deposit, Notice
from corpus.model.facts import Facts, ItemKind, Modality, Obligation, Procedure, ProcedureItem, Term
from corpus.model.force import Extent, Force, ForceState, Reason, State, Status
from corpus.model.party import ActionType, Party, PartyAction, PartyKind, PartyName
from corpus.model.provision import ABOVE_ARTICLES, EID_ABBREVIATION, ClauseKind, Provision, ProvisionKind
from corpus.model.relation import ELI_PROPERTY, REVERSE, Relation, RelationType
from corpus.model.scope import LOCAL, Access, Holding, Scope
from corpus.model.source import Source
from corpus.model.work import (
    Authority,
    Expression,
    Identifier,
    IdentifierScheme,
    Making,
    Unapplied,
    Work,
    WorkKind,
)

__all__ = [
    "ABOVE_ARTICLES",
    "EID_ABBREVIATION",
    "ELI_PROPERTY",
    "LOCAL",
    "OPEN",
    "REVERSE",
    "UNKNOWN",
    "Access",
    "ActionType",
    "Assertion",
    "Authority",
    "Calendar",
    "ClauseKind",
    "Deposit",
    "End",
    "EndKind",
    "Expression",
    "Extent",
    "Facts",
    "Force",
    "ForceState",
    "Holding",
    "Identifier",
    "IdentifierScheme",
    "Interval",
    "ItemKind",
    "LegalDate",
    "Making",
    "Modality",
    "Notice",
    "Obligation",
    "Origin",
    "OriginKind",
    "Party",
    "PartyAction",
    "PartyKind",
    "PartyName",
    "Procedure",
    "ProcedureItem",
    "Provision",
    "ProvisionKind",
    "Reason",
    "Relation",
    "RelationType",
    "Scope",
    "Source",
    "Span",
    "State",
    "Status",
    "Term",
    "Unapplied",
    "Work",
    "WorkKind",
]
