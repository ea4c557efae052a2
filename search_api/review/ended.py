"""Citations of what has ended: with what has taken its place, where the base knows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rapidfuzz import fuzz

from corpus.law.alignment import words_only
from corpus.law.attribution import target_of
from corpus.law.status import ReasonCode, status_of
from corpus.model import ProvisionKind, Relation, RelationType, State, Status
from search_api.findings import Evidence, Finding, FindingKind, Place, Role, Unjudged
from search_api.review.citations import Cited
from search_api.review.texts import Reviewed, Shelf, Text

_SAME_WORDS = 85.0
"""Likeness (0 to 100) from which an article of the new text is that of the old one."""
_LONGEST_CHAIN = 10
_MOST_ASKED = 20
_BY = {"repealed_by", "replaced_by", "annulled_by", "terminated_by", "implemented_ended"}


def ended(cited: Cited, target: Reviewed, shelf: Shelf) -> Iterator[Finding | Unjudged]:
    """What is to be said where a citation leads to a text or provision that has ended."""
    eid = cited.relation.located
    whole = target.status
    if whole.state is State.ENDED:
        yield _finding(cited, target, None, whole, shelf)
    elif eid is not None:
        status = _status_of(target, eid)
        if status is Unjudged.WORDING_UNKNOWN:
            yield Unjudged.WORDING_UNKNOWN
        elif isinstance(status, Status) and status.state is State.ENDED:
            yield _finding(cited, target, eid, status, shelf)
        elif isinstance(status, Status):
            yield from _unknown(status)
    else:
        yield from _unknown(whole)


def _unknown(status: Status) -> Iterator[Unjudged]:
    if status.state is State.UNKNOWN and status.reason.code not in (
        ReasonCode.BEGAN_END_UNKNOWN,
        ReasonCode.REWORDED,
    ):
        yield Unjudged.STATUS_UNKNOWN


def _status_of(target: Reviewed, eid: str) -> Status | Unjudged:
    """The status of a cited provision; not judged where another may stand under its eId by now."""
    texts = [text for text in target.texts if eid in text.nodes]
    if not texts:
        status = status_of(target.stored.forces, target.on, eid)
        return status if status.state is State.ENDED else Unjudged.WORDING_UNKNOWN
    statuses = [target.status_in(text, eid) for text in texts]
    alive = next((status for status in statuses if status.state is not State.ENDED), None)
    if alive is not None:
        return alive
    over = _day(statuses[0])
    anew = (
        text.stored.expression.valid.start.at
        for text in texts
        if text.nodes[eid].provision.full_text().strip()
    )
    # Words that came with the end or behind it are not those that ended.
    if any(begun is not None and over is not None and begun.latest >= over for begun in anew):
        return Unjudged.WORDING_UNKNOWN
    return statuses[0]


def _finding(
    cited: Cited, target: Reviewed, eid: str | None, status: Status, shelf: Shelf
) -> Finding | Unjudged:
    day = _day(status)
    if day is None:
        return Unjudged.STATUS_UNKNOWN
    language = cited.text.language
    place = eid or cited.relation.located or ""
    main = Evidence(
        Role.CITED, _place_then(target, language, place), None, _words_then(target, language, place)
    )
    made = list(_ended_by(target, status, shelf, cited))
    if not made and eid is None and _is_relied_on(target, day, shelf):
        return Unjudged.STATUS_UNKNOWN
    successor = _successor(target, shelf) if eid is None else None
    evidence = [main]
    kind = FindingKind.CITES_ENDED
    if successor is not None:
        kind = FindingKind.CITES_REPLACED
        evidence.append(_replacement(cited, target, successor))
    evidence += [each for each in made if each.place.work != (successor.slug if successor else "")]
    return Finding(kind, cited.place, cited.words, cited.span, tuple(evidence), {"day": day.isoformat()})


def _is_relied_on(target: Reviewed, day: date, shelf: Shelf) -> bool:
    """Whether a later text takes it as its legal basis: then that it had ended may be misread."""
    basis = [slug for slug, relation in target.stored.incoming if relation.type is RelationType.BASED_ON]
    for slug in dict.fromkeys(basis[:_MOST_ASKED]):
        other = shelf.by_slug(slug)
        adopted = other.stored.work.adopted if other else None
        if adopted is not None and adopted.earliest > day:
            return True
    return False


def _day(status: Status) -> date | None:
    """From which day on it is over, as far as is known."""
    until = status.reason.params.get("until", "")
    try:
        return date.fromisoformat(until.partition("/")[2] or until)
    except ValueError:
        return None


def _last_text(target: Reviewed, language: str) -> Text | None:
    """The wording of the day, else the last that there is."""
    found = target.text_in(language)
    if found is not None:
        return found
    own = [each for each in target.stored.expressions if each.expression.language == language]
    chosen = (own or list(target.stored.expressions))[-1:]
    return Text(chosen[0], False) if chosen else None


def _place_then(target: Reviewed, language: str, eid: str) -> Place:
    text = _last_text(target, language)
    return text.place(target.stored, eid) if text else target.place(language, eid)


def _words_then(target: Reviewed, language: str, eid: str) -> str:
    text = _last_text(target, language)
    node = text.nodes.get(eid) if text and eid else None
    return " ".join(node.provision.full_text().split()) if node else ""


def _ended_by(target: Reviewed, status: Status, shelf: Shelf, cited: Cited) -> Iterator[Evidence]:
    """The works that ended it, with the provisions that say so."""
    for ground in status.grounds:
        if ground.reason not in _BY or not ground.detail:
            continue
        other = shelf.by_slug(ground.detail)
        if other is None:
            continue
        said = [
            relation.from_eid or ""
            for slug, relation in target.stored.incoming
            if slug == other.slug and f"{relation.type}"[:5] == ground.reason[:5]
        ]
        day = ground.interval.end.at
        place = other.place(cited.text.language, said[0] if said else "")
        yield Evidence(Role.ENDED_BY, place, day.day if day else None)


def _successor(target: Reviewed, shelf: Shelf) -> Reviewed | None:
    """The work that has taken the place of one, or of what took it; None: none, or several."""
    seen = {target.slug}
    last: Reviewed | None = None
    for _ in range(_LONGEST_CHAIN):
        of = last or target
        slugs = {
            slug
            for slug, relation in of.stored.incoming
            if _takes_place(relation, slug, of, shelf)
            and target_of(relation) is None
            and not relation.partial
            and (day := relation.effective.start.at) is not None
            and day.earliest <= of.on
        } - seen
        found = shelf.by_slug(slugs.pop()) if len(slugs) == 1 else None
        if found is None:
            return last if last is not None and last.status.state is not State.ENDED else None
        seen.add(found.slug)
        last = found
        if found.status.state is not State.ENDED:
            return found
    return None


def _takes_place(relation: Relation, slug: str, of: Reviewed, shelf: Shelf) -> bool:
    """Whether a work takes the place of another: it says so, or ends its like by kind, issuer and title."""
    if relation.type is not RelationType.REPEALS:
        return relation.type is RelationType.REPLACES
    new = shelf.by_slug(slug)
    if new is None or new.stored.work.kind is not of.stored.work.kind:
        return False
    if set(new.stored.work.issuers) != set(of.stored.work.issuers):
        return False
    titles = (words_only(each.stored.work.title()) for each in (new, of))
    return bool(fuzz.token_sort_ratio(*titles, score_cutoff=_SAME_WORDS))


def _replacement(cited: Cited, target: Reviewed, successor: Reviewed) -> Evidence:
    """The new text; the provision in it only where its words are surely those of the cited one."""
    language = cited.text.language
    old, new = _last_text(target, language), successor.text_in(language)
    eid = ""
    if old is not None and new is not None and cited.relation.located and old.language == new.language:
        eid = _twin(old, new, cited.relation.located)
    day = next(
        (
            relation.effective.start.at.day
            for _, relation in target.stored.incoming
            if relation.type is RelationType.REPLACES and relation.effective.start.at
        ),
        None,
    )
    return Evidence(Role.REPLACED_BY, successor.place(language, eid), day)


def _twin(old: Text, new: Text, eid: str) -> str:
    """The article of the new text that has the words of the old one's; empty: none, or several."""
    node = old.nodes.get(eid)
    if node is None:
        return ""
    mine = words_only(f"{node.article.heading} {node.article.full_text()}")
    articles = {
        each.article.eid: each.article
        for each in new.nodes.values()
        if each.article.kind is ProvisionKind.ARTICLE
    }
    alike = [
        other
        for other, article in articles.items()
        if fuzz.ratio(mine, words_only(f"{article.heading} {article.full_text()}"), score_cutoff=_SAME_WORDS)
    ]
    return alike[0] if len(alike) == 1 else ""
