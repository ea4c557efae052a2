"""What is found in texts by comparing them with the rest of the base: by a legal review, by a draft check.

A finding is plain values: it can be kept, sent and printed without the base from which it was made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import Final


class Severity(StrEnum):
    """What a finding asks of its reader."""

    DEFECT = "defect"
    """What the text says does not hold any more, or contradicts another text."""
    LOOK = "look"
    """It may be meant so: a lawyer has to say."""
    TOLD = "told"
    """No fault: what the reader should know."""


class FindingKind(StrEnum):
    """What was found."""

    CITES_ENDED = "cites_ended"
    CITES_REPLACED = "cites_replaced"
    CITES_AMENDED = "cites_amended"
    CITES_MISSING = "cites_missing"
    CITES_NO_PROVISION = "cites_no_provision"
    TERM_DIFFERS = "term_differs"
    TREATY_UNIMPLEMENTED = "treaty_unimplemented"
    IMPLEMENTS_NOTHING = "implements_nothing"
    DEADLINE_DIFFERS = "deadline_differs"
    FEE_DIFFERS = "fee_differs"
    REVIEW_OVERDUE = "review_overdue"

    REFERENCE_ENDED = "reference_ended"
    REFERENCE_REPLACED = "reference_replaced"
    REFERENCE_MISSING = "reference_missing"
    REFERENCE_NO_PROVISION = "reference_no_provision"
    OWN_REFERENCE_BROKEN = "own_reference_broken"
    TERM_REDEFINED = "term_redefined"
    TERM_UNDEFINED = "term_undefined"
    WOULD_REPEAL_DEAD = "would_repeal_dead"
    WOULD_REPEAL = "would_repeal"
    WOULD_AMEND = "would_amend"
    OVERLAP = "overlap"
    MISSING_PART = "missing_part"
    RESOLVED = "resolved"
    """A reference of a draft that leads where it says: told apart from findings."""


REVIEW_KINDS: Final = tuple(FindingKind)[:11]
"""What a legal review finds."""
CHECK_KINDS: Final = tuple(FindingKind)[11:-1]
"""What a draft check finds."""

_LOOK: Final = frozenset(
    {
        FindingKind.CITES_AMENDED,
        FindingKind.CITES_MISSING,
        FindingKind.TERM_DIFFERS,
        FindingKind.TREATY_UNIMPLEMENTED,
        FindingKind.REVIEW_OVERDUE,
        FindingKind.REFERENCE_MISSING,
        FindingKind.TERM_REDEFINED,
        FindingKind.TERM_UNDEFINED,
        FindingKind.OVERLAP,
        FindingKind.MISSING_PART,
    }
)
_TOLD: Final = frozenset({FindingKind.WOULD_REPEAL, FindingKind.WOULD_AMEND, FindingKind.RESOLVED})


class Role(StrEnum):
    """What the other text has to do with a finding."""

    CITED = "cited"
    """The text that is cited, as it stands on the day."""
    CITED_THEN = "cited_then"
    """The provision that is cited as it was worded when the citing provision got its words."""
    ENDED_BY = "ended_by"
    REPLACED_BY = "replaced_by"
    AMENDED_BY = "amended_by"
    DEFINES = "defines"
    """Another text that defines the same term."""
    IMPLEMENTS = "implements"
    """A text that says that it implements the treaty."""
    TREATY = "treaty"
    DIFFERS = "differs"
    """Another text that sets another time limit or fee."""
    SAYS = "says"
    """The words on which the finding rests."""
    CLOSE = "close"
    """A passage that says nearly the same."""


class Unjudged(StrEnum):
    """Why something that was looked at could not be judged; each is counted, and none is a finding."""

    AMBIGUOUS = "ambiguous"
    """Several works of the base may be the one that is cited."""
    STATUS_UNKNOWN = "status_unknown"
    """Whether what is cited is in force on the day is not known."""
    OWN_STATUS_UNKNOWN = "own_status_unknown"
    """Whether the text that cites is in force on the day is not known."""
    WORDING_UNKNOWN = "wording_unknown"
    """Which wording of what is cited held on the day is not known, or its text is not in the base."""
    UNNAMED = "unnamed"
    """What is cited is named by a title or words that name no single text for certain."""


@dataclass(frozen=True, slots=True)
class Place:
    """A provision as it is cited; `eid` empty: the whole work. `work` empty: the draft itself.

    `number` is the number of the work as printed, `steps` are the labels from the article down. `version`
    is a day that tells the wording: its stable address names it.
    """

    work: str = ""
    title: str = ""
    number: str = ""
    language: str = ""
    eid: str = ""
    steps: tuple[str, ...] = ()
    page: int | None = None
    version: date | None = None

    @property
    def name(self) -> str:
        """What the work is called: its number, else its title."""
        return self.number or self.title or self.work

    @property
    def label(self) -> str:
        """The provision as it is cited: `Điều 5 › 2.`."""
        return " › ".join(self.steps) or self.eid


@dataclass(frozen=True, slots=True)
class Evidence:
    """The other text: where it stands, what it has to do with it, since when, in which words."""

    role: Role
    place: Place
    day: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its kind, where, the words concerned, and on what it rests.

    `words` stand in the provision's own text at `span` (empty: the whole provision is meant). `details`
    fill the gaps of the sentence of the kind; days are ISO.
    """

    kind: FindingKind
    place: Place
    words: str = ""
    span: tuple[int, int] | None = None
    evidence: tuple[Evidence, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """What it asks of its reader."""
        if self.kind in _TOLD:
            return Severity.TOLD
        return Severity.LOOK if self.kind in _LOOK else Severity.DEFECT

    @property
    def key(self) -> str:
        """What names it in every run that finds it again."""
        other = self.evidence[0].place if self.evidence else Place()
        parts = (self.kind, self.place.work, self.place.language, self.place.eid, self.words)
        told = "\0".join((*parts, str(self.span), other.work, other.eid))
        return blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a review or a check found as of `on`, the gravest kinds first.

    `subject` names what was asked for; `works` counts the works that were gone through, `judged` the
    citations, terms and the like that were looked at. `unjudged`: how many of them could not be judged,
    by reason. `told` is what is no finding and yet worth a list (references that resolve).
    """

    on: date
    subject: tuple[str, ...] = ()
    works: int = 0
    judged: int = 0
    findings: tuple[Finding, ...] = ()
    unjudged: Mapping[Unjudged, int] = field(default_factory=dict)
    told: tuple[Finding, ...] = ()
    more: int = 0
    """Works that were left out because there were too many for one answer."""

    @property
    def counts(self) -> Mapping[FindingKind, int]:
        """How many of each kind there are, in the order of kinds."""
        counted = Counter(each.kind for each in self.findings)
        return {kind: counted[kind] for kind in FindingKind if counted[kind]}
