"""One import record (the contract for ready-made collections) as a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import InvalidIdentifier
from corpus.model import (
    ActionType,
    Authority,
    End,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Making,
    Origin,
    OriginKind,
    PartyAction,
    Relation,
    RelationType,
    WorkKind,
)
from corpus.model import ProvisionKind as Kind
from ingest.document import Hints, RawDocument
from ingest.errors import InvalidRecord
from ingest.readers.inner import fill
from ingest.readers.json_tree import string
from ingest.readers.json_vocabulary import KINDS
from ingest.readers.markers import opens_division
from ingest.readers.text import text_flow
from ingest.readers.tree import Node, number_of, provisions

Record = Mapping[str, Any]

_ID = ("id", "record_id", "_id", "doc_id")
_TITLE = ("title", "name")
_TEXT = ("text", "content", "body")
_KNOWN = frozenset(
    {*_ID, *_TITLE, *_TEXT, "identifiers", "kind", "language", "date", "in_force", "review_date"}
    | {
        "valid_from",
        "valid_to",
        "ended",
        "issuers",
        "url",
        "provisions",
        "work",
        "parties",
        "party_actions",
        "relations",
        "authority",
        "making",
    }
    | {"licence", "license", "number", "collection", "access", "component_of"}
)
_ORIGIN = Origin(OriginKind.MANIFEST, "import record")
_INTERVAL_WORDS = frozenset({"open", "unknown"})


@dataclass
class Faults:
    """What was wrong in a record that could be read all the same."""

    reasons: list[str] = field(default_factory=list)

    def attempt(self, field_name: str, value: object, read: Callable[[str], Any]) -> Any:
        """`read(value)`, or None and a reason."""
        text = string(value)
        if not text:
            return None
        try:
            return read(text)
        except (InvalidIdentifier, ValueError):
            self.reasons.append(f"{field_name}: {text[:80]!r} is not understood")
            return None


def read_record(record: object) -> tuple[RawDocument, list[str]]:
    """The document of a record, and what in it was left out. Raises InvalidRecord without id or text."""
    if not isinstance(record, Mapping):
        raise InvalidRecord("not a JSON object")
    identity = _first(record, _ID)
    if not identity:
        raise InvalidRecord("no `id`")
    text, parts = _first(record, _TEXT), record.get("provisions")
    if not text and not (isinstance(parts, list) and parts):
        raise InvalidRecord(f"record {identity!r} has neither `text` nor `provisions`")
    faults = Faults()
    hints = _hints(record, identity, faults)
    if isinstance(parts, list) and parts:
        nodes = list(_nodes(parts, faults))
        if all(node.is_empty for node in nodes):
            raise InvalidRecord(f"record {identity!r} has no text in its provisions")
        return RawDocument(tree=provisions(nodes), hints=hints), faults.reasons
    return RawDocument(text_flow(text).blocks, hints=hints), faults.reasons


def _first(record: Record, names: Iterable[str]) -> str:
    return next((text for name in names if (text := string(record.get(name)))), "")


def _nodes(parts: list[object], faults: Faults) -> Iterator[Node]:
    for place, part in enumerate(parts, 1):
        text = _first(part, _TEXT) if isinstance(part, Mapping) else ""
        if not isinstance(part, Mapping) or not (text or string(part.get("heading"))):
            faults.reasons.append(f"provision {place}: no text")
            continue
        label = string(part.get("label"))
        kind = KINDS.get(string(part.get("kind")).lower()) or _kind(label)
        node = Node(
            kind, label=label, number=number_of(label) if label else None, heading=string(part.get("heading"))
        )
        node.record_id = _first(part, _ID) or None
        if not node.record_id:
            faults.reasons.append(f"provision {place}: no `id`")
        yield fill(node, text)


def _kind(label: str) -> Kind:
    first = re.split(r"[\s.]", label.lower(), maxsplit=1)[0]
    if first in KINDS:
        return KINDS[first]
    return Kind.ARTICLE if not label or opens_division(label) or number_of(label) else Kind.PARAGRAPH


def _hints(record: Record, identity: str, faults: Faults) -> Hints:
    language = string(record.get("language")) or None
    title, kind = _first(record, _TITLE), string(record.get("kind"))
    return Hints(
        work=string(record.get("work")) or None,
        record_id=identity,
        identifiers=tuple(_identifiers(record.get("identifiers"), faults)),
        kind=WorkKind(kind) if kind in set(WorkKind) else None,
        titles={language or "und": title} if title else {},
        language=language,
        issuers=_strings(record.get("issuers")),
        parties=_strings(record.get("parties")),
        adopted=faults.attempt("date", record.get("date"), LegalDate.parse),
        in_force=faults.attempt("in_force", record.get("in_force"), LegalDate.parse),
        review_date=faults.attempt("review_date", record.get("review_date"), LegalDate.parse),
        valid_from=faults.attempt("valid_from", record.get("valid_from"), _end),
        valid_to=faults.attempt("valid_to", record.get("valid_to"), _end),
        ended=faults.attempt("ended", record.get("ended"), _end),
        authority=faults.attempt("authority", record.get("authority"), Authority),
        making=faults.attempt("making", record.get("making"), Making),
        number=string(record.get("number")) or None,
        licence=_first(record, ("licence", "license")) or None,
        url=string(record.get("url")) or None,
        collection=string(record.get("collection")) or None,
        access=string(record.get("access")) or None,
        component_of=string(record.get("component_of")) or None,
        party_actions=tuple(_actions(record.get("party_actions"), faults)),
        relations=tuple(_relations(record.get("relations"), faults)),
        extra={key: text for key, value in record.items() if (text := _extra(key, value, kind))},
    )


def _extra(key: str, value: object, kind: str) -> str:
    """Fields that the contract does not know, and a kind that is none of ours."""
    if key == "kind" and kind not in set(WorkKind):
        return kind
    return "" if key in _KNOWN else string(value)


def _end(text: str) -> str:
    """An end of an interval: `open`, `unknown` or an ISO date."""
    return text if text in _INTERVAL_WORDS else LegalDate.parse(text).isoformat()


def _strings(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := string(item)))


def _identifiers(value: object, faults: Faults) -> Iterator[Identifier]:
    """Strings are numbers; objects tell their scheme."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            scheme = faults.attempt("identifiers", item.get("scheme") or "other", IdentifierScheme)
            if scheme and string(item.get("value")):
                yield Identifier(scheme, string(item.get("value")))
        elif text := string(item):
            yield Identifier(IdentifierScheme.NUMBER, text)


def _actions(value: object, faults: Faults) -> Iterator[PartyAction]:
    for item in value if isinstance(value, list) else []:
        fields = item if isinstance(item, Mapping) else {}
        action = faults.attempt("party_actions: action", fields.get("action"), ActionType)
        party = string(fields.get("party"))
        if not action or not party:
            faults.reasons.append("party_actions: an entry without party or action is left out")
            continue
        yield PartyAction(
            party,
            action,
            _ORIGIN,
            date=faults.attempt("party_actions: date", fields.get("date"), LegalDate.parse),
            effective=faults.attempt("party_actions: effective", fields.get("effective"), LegalDate.parse),
            text=string(fields.get("text")),
            articles=_strings(fields.get("articles")),
            towards=string(fields.get("toward") or fields.get("towards")) or None,
            **_opposition(fields),
        )


def _opposition(fields: Record) -> dict[str, bool]:
    """Whether an objection opposes entry into force; not said is not said."""
    opposes = fields.get("opposes_entry")
    return {"opposes_entry": opposes} if isinstance(opposes, bool) else {}


def _relations(value: object, faults: Faults) -> Iterator[Relation]:
    for item in value if isinstance(value, list) else []:
        fields = item if isinstance(item, Mapping) else {}
        kind = faults.attempt("relations: type", fields.get("type"), RelationType)
        target = string(fields.get("target"))
        if not kind or not target:
            faults.reasons.append("relations: an entry without type or target is left out")
            continue
        effective = faults.attempt("relations: effective", fields.get("effective"), LegalDate.parse)
        provision = string(fields.get("provision"))
        yield Relation(
            kind,
            target,
            _ORIGIN,
            from_eid=string(fields.get("from_provision")) or None,
            target_eid=provision or None,
            effective=Interval(End.on(effective)) if effective else Interval(),
            partial=bool(provision),
        )
