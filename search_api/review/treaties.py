"""Treaties and the texts that say that they carry them out: what of them is taken up by none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.language.review_words import phrase, sentence_around
from corpus.law.timeline import ancestors
from corpus.model import Facts, Modality, Obligation, ProvisionKind, RelationType
from corpus.store.resolving import is_title, target_key
from search_api.findings import Evidence, Finding, FindingKind, Place, Role
from search_api.review.texts import CONCLUDED, Node, Reviewed, Text, applies

_BEFORE = 110
"""Characters before the name of a treaty in which a text says that it carries it out."""
_CITES = frozenset({RelationType.CITES, RelationType.BASED_ON, RelationType.IMPLEMENTS})
_FIRST_ARTICLES = 2
"""Articles in which a text says what it is for."""


@dataclass(slots=True)
class Implementing:
    """A text that says that it carries out a treaty, and what it cites of it."""

    slug: str
    place: Place
    words: str
    cited: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    """Articles that it cites of works that are named in words which single out none."""


class Treaties:
    """Which works of a set carry out which treaty."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, Implementing]] = defaultdict(dict)

    def add(self, work: Reviewed) -> None:
        """Note what a work says that it carries out."""
        if work.stored.work.kind in CONCLUDED or not applies(work.status):
            return
        for relation in work.relations:
            if relation.type not in _CITES or not relation.target_slug:
                continue
            span = relation.origin.span
            said = _says(work, relation.from_eid, span.start if span else None)
            if relation.type is RelationType.IMPLEMENTS or said is not None:
                place, words = said or (work.place(), "")
                self._of[relation.target_slug].setdefault(work.slug, Implementing(work.slug, place, words))
        perhaps = {
            ancestors(each.target_eid)[0]
            for each in work.relations
            if each.target_eid and not each.target_slug and is_title(target_key(each))
        }
        for held in (works[work.slug] for works in self._of.values() if work.slug in works):
            held.perhaps |= perhaps
        for relation in work.relations:
            own = self._of.get(relation.target_slug or "", {}).get(work.slug)
            eid = relation.located or relation.target_eid
            if own is not None and relation.type in _CITES and eid:
                own.cited.add(ancestors(eid)[0])

    def implementing(self, treaty: str) -> Mapping[str, Implementing]:
        """The works that carry out a treaty, by slug."""
        return self._of.get(treaty, {})

    @property
    def slugs(self) -> tuple[str, ...]:
        """What is carried out by some work of the set."""
        return tuple(self._of)

    def judge(self, treaty: Reviewed, facts: Mapping[int, Facts], *, in_set: bool) -> Iterator[Finding]:
        """What is to be said of a treaty and the works that carry it out."""
        if treaty.stored.work.kind not in CONCLUDED:
            return
        works = self.implementing(treaty.slug)
        for each in works.values():
            if not each.cited and not each.perhaps:
                place = treaty.place(each.place.language)
                yield Finding(
                    FindingKind.IMPLEMENTS_NOTHING, each.place, each.words, None,
                    (Evidence(Role.TREATY, place),), {"says": "implements_nothing_at_all"},
                )  # fmt: skip
        taken = {eid for each in works.values() for eid in each.cited | each.perhaps}
        # Works that cite no article at all are told as such, not article by article.
        if in_set and taken and applies(treaty.status):
            yield from _not_taken(treaty, facts, works, taken)


def _says(work: Reviewed, eid: str | None, start: int | None) -> tuple[Place, str] | None:
    """Whether the citation stands where the text says what it is for, as what it carries out."""
    for text in work.texts:
        node = text.nodes.get(eid or "")
        if node is None or start is None or not _tells_aim(text, node):
            continue
        own = node.provision.text
        first, last = sentence_around(own, start, start)
        window = own[max(first, start - _BEFORE) : start]
        if phrase(text.language, "implementing").search(window):
            return text.place(work.stored, node.provision.eid), " ".join(own[first:last].split())
    return None


def _tells_aim(text: Text, node: Node) -> bool:
    """Whether a provision stands before the articles, or is of the first of them."""
    article = node.article
    if article.kind is not ProvisionKind.ARTICLE:
        return node.path[0].kind in (ProvisionKind.PREAMBLE, ProvisionKind.RECITAL)
    articles = dict.fromkeys(
        each.article.eid for each in text.nodes.values() if each.article.kind is ProvisionKind.ARTICLE
    )
    return article.eid in list(articles)[:_FIRST_ARTICLES]


def _not_taken(
    treaty: Reviewed, facts: Mapping[int, Facts], works: Mapping[str, Implementing], taken: set[str]
) -> Iterator[Finding]:
    """Articles that lay a duty on a State and that no provision of the works cites, in the first language."""
    seen: set[str] = set()
    wanted = next(iter(works.values())).place.language
    texts = sorted(treaty.texts, key=lambda each: each.language != wanted)
    for text in texts:
        for duty in facts.get(text.stored.id, Facts()).obligations:
            article = ancestors(duty.eid)[0]
            node = text.nodes.get(duty.eid)
            if article in seen or article in taken or node is None or not _binds(duty, text, node):
                continue
            if not applies(treaty.status_in(text, duty.eid)):
                continue
            seen.add(article)
            evidence = tuple(
                Evidence(Role.IMPLEMENTS, each.place, None, each.words) for each in works.values()
            )
            yield Finding(
                FindingKind.TREATY_UNIMPLEMENTED, text.place(treaty.stored, node.article.eid),
                " ".join(node.provision.text.split()), None, evidence, {"bearer": duty.bearer},
            )  # fmt: skip


def _binds(duty: Obligation, text: Text, node: Node) -> bool:
    """Whether a duty is that of a State or its organs, and no final clause settles it."""
    return (
        duty.modality is not Modality.MAY
        and node.article.kind is ProvisionKind.ARTICLE
        and not any(each.clause for each in node.path)
        and bool(phrase(text.language, "state").search(duty.bearer))
    )
