"""Citations of provisions that read otherwise by now than when they were cited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.law.alignment import words_only
from corpus.law.attribution import CHANGES_PROVISIONS, target_of
from corpus.law.history import history, placed
from corpus.law.timeline import ancestors
from corpus.model import ABOVE_ARTICLES, ProvisionKind, Relation, RelationType
from search_api.findings import Evidence, Finding, FindingKind, Place, Role, Unjudged
from search_api.review.citations import Cited
from search_api.review.texts import Reviewed, Shelf, Text, begins

_REWORDS = CHANGES_PROVISIONS - {RelationType.CORRECTS, RelationType.RENUMBERS}
"""A correction holds from the beginning; under a new number the words are the same."""
_TOO_WIDE = ABOVE_ARTICLES | {ProvisionKind.ANNEX, ProvisionKind.LETTER, ProvisionKind.PREAMBLE}
"""What is cited as a frame: that something within it changed is no news."""


def amended(cited: Cited, target: Reviewed, shelf: Shelf) -> Iterator[Finding | Unjudged]:
    """What is to be said where the words of a cited provision were changed after it was cited."""
    eid = cited.relation.located
    if eid is None or cited.moving or not _is_provision(target, eid):
        return
    changes = [
        (slug, relation)
        for slug, relation in target.stored.incoming
        if relation.type in _REWORDS and _concerns(relation, eid) and slug != cited.work.slug
    ]
    if not changes:
        return
    since = _got_its_words(cited)
    if since is None or any(relation.effective.start.at is None for _, relation in changes):
        yield Unjudged.WORDING_UNKNOWN
        return
    after = [
        (day, slug, relation)
        for slug, relation in changes
        if (at := relation.effective.start.at) and (day := at.day) and since < day <= target.on
    ]
    if after and not _reads_the_same(cited, target, eid, since):
        yield _finding(cited, target, eid, sorted(after, key=lambda each: each[0]), since, shelf)


def _is_provision(target: Reviewed, eid: str) -> bool:
    nodes = [text.nodes[eid] for text in target.texts if eid in text.nodes]
    return bool(nodes) and all(node.provision.kind not in _TOO_WIDE for node in nodes)


def _concerns(relation: Relation, eid: str) -> bool:
    """Whether a change reaches the provision itself, or what is within it.

    Of a change to what contains it nobody can say that it reached it, unless all of that was replaced.
    """
    changed = target_of(relation)
    if changed is None:
        return False
    if eid in ancestors(changed):
        return relation.type is not RelationType.INSERTS or changed != eid
    return relation.type is RelationType.REPLACES and changed in ancestors(eid)


def _got_its_words(cited: Cited) -> date | None:
    """The latest day on which the citing provision may have got the words that it has."""
    expression = cited.text.stored
    own = [each for each in cited.work.stored.expressions if each.expression.language == cited.text.language]
    order = placed(own)
    if len(order) > 1 and any(each.id == expression.id for each in order):
        steps = history(order, cited.node.provision.eid, expression)
        step = next((one for one in steps if any(e.id == expression.id for e in one.expressions)), None)
        if step is not None and step.interval.start.at is not None:
            return step.interval.start.at.latest
    return begins(cited.work.stored, cited.text)


def _reads_the_same(cited: Cited, target: Reviewed, eid: str, since: date) -> bool:
    """Whether both wordings are there and say the same, marks and blanks apart."""
    language = cited.text.language
    before, now = target.text_on(language, since), target.text_on(language, target.on)
    if before is None or now is None or before.stored.id == now.stored.id:
        return False
    one, other = before.nodes.get(eid), now.nodes.get(eid)
    if one is None or other is None:
        return False
    return words_only(one.provision.full_text()) == words_only(other.provision.full_text())


def _finding(
    cited: Cited,
    target: Reviewed,
    eid: str,
    changes: list[tuple[date, str, Relation]],
    since: date,
    shelf: Shelf,
) -> Finding:
    language = cited.text.language
    last = changes[-1][0]
    then = target.text_on(language, since) or target.text_in(language)
    now = target.text_in(language)
    evidence = [
        Evidence(Role.CITED, target.place(language, eid), last, _words(now, eid)),
        *dict.fromkeys(_changer(slug, relation, day, language, shelf) for day, slug, relation in changes),
    ]
    if then is not None and now is not None and then.stored.id != now.stored.id:
        place = then.place(target.stored, eid)
        evidence.append(Evidence(Role.CITED_THEN, place, place.version, _words(then, eid)))
    details = {"day": last.isoformat(), "since": since.isoformat()}
    return Finding(FindingKind.CITES_AMENDED, cited.place, cited.words, cited.span, tuple(evidence), details)


def _words(text: Text | None, eid: str) -> str:
    node = text.nodes.get(eid) if text else None
    return " ".join(node.provision.full_text().split()) if node else ""


def _changer(slug: str, relation: Relation, day: date, language: str, shelf: Shelf) -> Evidence:
    other = shelf.by_slug(slug)
    place = other.place(language, relation.from_eid or "") if other else Place(work=slug)
    return Evidence(Role.AMENDED_BY, place, day)
