"""What the base doubts of itself: each doubt with severity, evidence and a key that stays the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Final

from corpus.model import LegalDate, Notice, Scope
from corpus.numbering import gaps, numbering_of, whole_number
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.store import Store
from corpus.store.suspects import Numbered, Suspects, Text
from corpus.store.views import DoubtfulPair, DoubtMark


class Severity(StrEnum):
    """How much a doubt may mislead a reader."""

    HIGH = "high"
    """Something is not in the base, or what is there may be wrong."""
    MEDIUM = "medium"
    """Something may be in the wrong place, or under the wrong name."""
    LOW = "low"
    """Something is not known."""


class Remedy(StrEnum):
    """What to do about a doubt."""

    RETRY = "retry"
    """Mend the file, or what reads it, and ingest it again."""
    COMPARE = "compare"
    """Compare the text with the page of the original."""
    SET = "set"
    """Say which value is right."""
    DECIDE = "decide"
    """Say in a manifest whether two works are one."""
    SUPPLY = "supply"
    """Ingest what is named and not held."""


KINDS: Final[Mapping[str, tuple[Severity, Remedy]]] = {
    "quarantined": (Severity.HIGH, Remedy.RETRY),
    "partly_read": (Severity.HIGH, Remedy.RETRY),
    "no_text": (Severity.HIGH, Remedy.RETRY),
    "damaged_text": (Severity.HIGH, Remedy.COMPARE),
    "conflicting_dates": (Severity.HIGH, Remedy.SET),
    "conflicting_number": (Severity.HIGH, Remedy.SET),
    "conflicting_parties": (Severity.HIGH, Remedy.SET),
    "ocr_confidence": (Severity.MEDIUM, Remedy.COMPARE),
    "article_gap": (Severity.MEDIUM, Remedy.COMPARE),
    "repeated_numbers": (Severity.MEDIUM, Remedy.COMPARE),
    "duplicate_eid": (Severity.MEDIUM, Remedy.COMPARE),
    "no_structure": (Severity.MEDIUM, Remedy.COMPARE),
    "made_differs": (Severity.MEDIUM, Remedy.COMPARE),
    "unapplied": (Severity.MEDIUM, Remedy.COMPARE),
    "doubtful_pair": (Severity.MEDIUM, Remedy.DECIDE),
    "language_doubtful": (Severity.LOW, Remedy.COMPARE),
    "several_days_of_effect": (Severity.LOW, Remedy.SET),
    "unresolved_references": (Severity.LOW, Remedy.SUPPLY),
    "other": (Severity.LOW, Remedy.COMPARE),
}
"""Every code of a doubt. A notice of a reader whose code is not here is `other`, with its code as cause."""

TOLD: Final = frozenset({"repaired", "recognised_text", "shifted_letters", "encoding"})
"""Notices that only tell how a file was read: they stand in the report, and are no doubts."""
UNSURE: Final = 0.8
"""Confidence of character recognition below which a text is doubtful: good print has .85 to .96."""
NAMED: Final = 5
"""Targets of references that are named; the others are counted."""
_LONGEST_PLACE: Final = 80
_UNREAD: Final = (FileOutcome.QUARANTINED, FileOutcome.PARTLY_READ)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt. `key` is made of code, work or file, and place: a mark finds it whatever is read anew.

    `cause` is the finer code (of a quarantined file, of a notice); `params` fill the sentence of the
    code; `reason` is what the reader said, in English. What is not known is empty.
    """

    key: str
    code: str
    cause: str = ""
    work: str = ""
    language: str = ""
    eid: str = ""
    path: str = ""
    sha256: str = ""
    page: int | None = None
    reason: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    mark: DoubtMark | None = None

    @property
    def severity(self) -> Severity:
        """How much it may mislead."""
        return KINDS[self.code][0]

    @property
    def remedy(self) -> Remedy:
        """What to do about it."""
        return KINDS[self.code][1]


class Doubts:
    """The doubts of a store. What its texts give rise to is kept until the base changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[Scope, tuple[tuple[str, int], Suspects]] = {}

    def of(self, scope: Scope) -> list[Doubt]:
        """Every doubt within the scope, the gravest first, those looked at with their marks.

        Files from which nothing was read belong to no collection: who may not see everything does not
        see them.
        """
        store, suspects = self._store, self._suspects(scope)
        marks = store.doubt_marks()
        found = [
            *_of_files(store.files(_UNREAD) if scope.everything else ()),
            *_of_notices(store.notices(scope), suspects.texts),
            *_of_texts(suspects),
            *_of_dates(suspects.disputed),
            *map(_of_pair, store.doubtful_pairs(scope)),
        ]
        once = {doubt.key: replace(doubt, mark=marks.get(doubt.key)) for doubt in found}
        return sorted(once.values(), key=_order)

    def _suspects(self, scope: Scope) -> Suspects:
        """What the texts give rise to; the state is asked first, so that what is kept is never older."""
        state = (self._store.epoch, self._store.change)
        kept = self._kept.get(scope)
        if kept is None or kept[0] != state:
            kept = self._kept[scope] = state, self._store.suspects(scope, unsure=UNSURE)
        return kept[1]


def doubts_of(store: Store, scope: Scope) -> list[Doubt]:
    """The doubts of a store, for who asks once."""
    return Doubts(store).of(scope)


def _order(doubt: Doubt) -> tuple[int, int, str, str]:
    return tuple(Severity).index(doubt.severity), tuple(KINDS).index(doubt.code), doubt.work, doubt.key


def _key(code: str, of: str, place: str = "") -> str:
    """The key; a long place by its digest.

    >>> _key("article_gap", "harbour-fees", "vi 5-7")
    'article_gap:harbour-fees:vi 5-7'
    """
    return f"{code}:{of}:{place if len(place) <= _LONGEST_PLACE else _digest(place)}"


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


# --- files and notices -------------------------------------------------------------------------------


def _of_files(files: Iterable[FileRecord]) -> Iterator[Doubt]:
    for file in files:
        code = file.outcome.value
        yield Doubt(
            _key(code, file.path, file.code),
            code,
            cause=file.code,
            path=file.path,
            sha256=file.sha256,
            reason=file.reason,
        )


def _of_notices(notices: Iterable[Notice], texts: Iterable[Text]) -> Iterator[Doubt]:
    """Those of a file with several texts are about the file; of a file with one, about its work too."""
    by_path: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_path[text.path].append(text)
    for notice in dict.fromkeys(one for one in notices if one.code not in TOLD):
        code = notice.code if notice.code in KINDS else "other"
        found = by_path.get(notice.path, [])
        only = found[0] if len(found) == 1 else None
        yield Doubt(
            _key(notice.code, notice.path, _digest(notice.reason)),
            code,
            cause="" if notice.code == code else notice.code,
            work=only.slug if only else "",
            language=only.language if only else "",
            path=notice.path,
            sha256=found[0].sha256 if found else "",
            reason=notice.reason,
            params={"cause": notice.code},
        )


# --- texts -------------------------------------------------------------------------------------------


def _of_texts(suspects: Suspects) -> Iterator[Doubt]:
    for text, articles in suspects.articles.items():
        yield from _gaps(text, articles)
    for text, unsure in suspects.unsure.items():
        least = min(unsure, key=lambda one: one.confidence)
        told = {"count": str(len(unsure)), "percent": str(round(100 * least.confidence))}
        doubt = _of_text("ocr_confidence", text, text.path, told)
        yield replace(doubt, eid=least.eid, page=least.page)
    for text, dangling in suspects.dangling.items():
        targets = list(dict.fromkeys(one.target for one in dangling))
        place = f"{text.language} {_digest(' '.join(sorted(targets)))}"
        doubt = _of_text("unresolved_references", text, place, {"count": str(len(targets))})
        rest = f" … (+{len(targets) - NAMED})" if len(targets) > NAMED else ""
        yield replace(doubt, eid=dangling[0].eid, reason="; ".join(targets[:NAMED]) + rest)


def _of_dates(disputed: Mapping[str, Mapping[str, LegalDate]]) -> Iterator[Doubt]:
    """A date that equally good sources give differently, with the days between which it lies."""
    for slug, dates in disputed.items():
        for name, day in dates.items():
            reason = f"sources of this work differ: {name} {day.isoformat()}"
            yield Doubt(_key("conflicting_dates", slug, name), "conflicting_dates", work=slug, reason=reason)


def _of_text(code: str, text: Text, place: str, params: Mapping[str, str]) -> Doubt:
    return Doubt(
        _key(code, text.slug, place),
        code,
        work=text.slug,
        language=text.language,
        path=text.path,
        sha256=text.sha256,
        params=params,
    )


def _gaps(text: Text, articles: Sequence[Numbered]) -> Iterator[Doubt]:
    """One doubt for each numbering in which numbers are missing."""
    for above, runs in gaps((article.eid, article.number) for article in articles):
        missing = ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in runs)
        place = " ".join(filter(None, (text.language, above, missing)))
        before = _last_before(articles, above, runs[0][0])
        doubt = _of_text("article_gap", text, place, {"missing": missing})
        yield replace(doubt, eid=before.eid, page=before.page)


def _last_before(articles: Sequence[Numbered], above: str, missing: int) -> Numbered:
    """The article of a numbering behind which a number is missing."""
    numbered = [
        (whole, article)
        for article in articles
        if numbering_of(article.eid) == above
        and (whole := whole_number(article.number)) is not None
        and whole < missing
    ]
    return max(numbered, key=lambda each: each[0])[1]


def _of_pair(pair: DoubtfulPair) -> Doubt:
    one, other = sorted((pair.one_slug, pair.other_slug))
    return Doubt(
        _key("doubtful_pair", one, other),
        "doubtful_pair",
        work=one,
        reason=pair.reason,
        params={"one": one, "other": other, "percent": str(round(100 * pair.score))},
    )
