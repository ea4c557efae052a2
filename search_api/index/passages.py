"""The passages of a work: what the index holds of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from corpus.model import Holding, LegalDate, Provision
from corpus.store.views import SourceLink, StoredExpression, StoredWork
from search_api.index.breadcrumb import breadcrumb
from search_api.index.life import Life
from search_api.index.packing import CountTokens, Packer, text_of
from search_api.index.sharing import passage_id, share
from search_api.index.units import Piece, Unit, head, units
from search_api.passage import Passage

PASSAGES_VERSION: Final = 3
"""Raised when the same work gives other passages: an index of another version is rebuilt."""

SHORTEST_BUDGET: Final = 64
"""Model tokens below which there is no room for breadcrumb and text."""

MOST_IN_GROUP: Final = 8
"""A run of paragraphs under one heading that gives more passages is not one hit: each stands alone."""


def passages_of(work: StoredWork, count_tokens: CountTokens, max_tokens: int = 240) -> list[Passage]:
    """All passages of a work, each of at most `max_tokens` model tokens with prompt and breadcrumb.

    Every character of every provision is in one of them. Wordings of several expressions that do
    not differ share a passage, alive as long as one of them is.
    """
    if max_tokens < SHORTEST_BUDGET:
        raise ValueError(f"a passage needs at least {SHORTEST_BUDGET} tokens, not {max_tokens}")
    return share(
        _Maker(work, expression, link, count_tokens, max_tokens).passages()
        for expression in work.expressions
        for link in _links(expression)
    )


def _links(expression: StoredExpression) -> list[SourceLink | None]:
    """One source for each place where the expression is held, the preferred first.

    So a passage can be seen by whoever may see one of its sources.
    """
    ordered = sorted(expression.sources, key=lambda link: not link.preferred)
    held: dict[Holding, SourceLink | None] = {}
    for link in ordered:
        held.setdefault(link.source.holding, link)
    return list(held.values()) or [None]


class _Maker:
    """Makes the passages of one expression as held in one place."""

    def __init__(
        self,
        work: StoredWork,
        expression: StoredExpression,
        link: SourceLink | None,
        count_tokens: CountTokens,
        max_tokens: int,
    ) -> None:
        self._count, self._max = count_tokens, max_tokens
        self._packer = Packer(count_tokens, max_tokens)
        self._expression = expression
        self._language = expression.expression.language
        self._title = expression.expression.title or work.work.title(self._language)
        self._life = Life(work.forces_of(expression.id), expression.expression.valid)
        self._same = _same_in_all(work, expression, link, self._title)
        self._link = link
        self._parts: Counter[str] = Counter()

    def passages(self) -> Iterator[Passage]:
        """In reading order. An expression without any text is found by its title."""
        found = False
        for unit in units(self._expression.provisions, self._language):
            for passage in self._of_unit(unit):
                found = True
                yield passage
        if not found and self._title:
            piece = Piece(self._title, ("",), self._language, None, None)
            yield from self._of_unit(Unit(None, (), (piece,)))

    def _of_unit(self, unit: Unit) -> Iterator[Passage]:
        heading = head(unit.owner) if unit.owner else ""
        crumb, cut = breadcrumb((self._title, *unit.above, heading), self._count, self._max)
        pieces = _with_headings(unit.pieces, [part for part in cut if part != self._title])
        groups = list(self._packer.pack(crumb, pieces, self._together))
        alone = unit.owner is None or (unit.run and len(groups) > MOST_IN_GROUP)
        for group in groups:
            eid, article = _eids(group, whole=len(groups) == 1, alone=alone, owned=unit.owner is not None)
            yield self._passage(unit.owner, group, crumb, eid, article)

    def _together(self, one: Piece, other: Piece) -> bool:
        """Whether one passage may hold both: same language, record, and days on which they are law."""
        return (
            not (one.alone or other.alone)
            and one.language == other.language
            and one.record_id == other.record_id
            and self._life.days(one.eids[-1]) == self._life.days(other.eids[-1])
        )

    def _passage(
        self, owner: Provision | None, group: list[Piece], crumb: str, eid: str, article: str
    ) -> Passage:
        first = group[0]
        alive_from, alive_to = self._life.days(first.eids[-1])
        part = self._parts[article]
        self._parts[article] += 1
        text = text_of(group)
        return replace(
            self._same,
            id=passage_id(self._same.work_slug, first.language, eid, str(part), text),
            provision_record_id=first.record_id,
            language=first.language,
            eid=eid,
            article_eid=article,
            part=part,
            label=owner.label if owner else "",
            number=owner.number if owner else None,
            heading=owner.heading if owner else "",
            breadcrumb=crumb,
            text=text,
            alive_from=alive_from,
            alive_to=alive_to,
            status_known=self._life.is_recorded(first.eids[-1]),
            page=self._page(first),
            translation_key=f"{self._same.work_slug}#{article}",
            clause=next((piece.clause for piece in group if piece.clause), None),
            confidence=_confidence(group),
        )

    def _page(self, piece: Piece) -> int | None:
        """The page in the source from which the text was read; of another source only where it begins."""
        if self._link is None or self._link is self._expression.preferred:
            return piece.page or (self._link.first_page if self._link else None)
        return self._link.first_page


def _confidence(group: list[Piece]) -> float | None:
    """The mean of what was recognised, by length, as of a provision; None: nothing was."""
    recognised = [(len(piece.text), piece.confidence) for piece in group if piece.confidence is not None]
    total = sum(length for length, _ in recognised)
    return round(sum(length * sure for length, sure in recognised) / total, 4) if total else None


def _with_headings(pieces: tuple[Piece, ...], cut: list[str]) -> tuple[Piece, ...]:
    """The pieces, after the headings that the breadcrumb does not show whole."""
    if not cut or not pieces:
        return pieces
    first = replace(pieces[0], eids=pieces[0].eids[:1], continues=False)
    return (*(replace(first, text=part) for part in cut), *pieces)


def _eids(group: list[Piece], *, whole: bool, alone: bool, owned: bool) -> tuple[str, str]:
    """The eId of a passage, to link to, and that of its article, to group by.

    A passage that is a part of an article is linked to the paragraph that it lies in or begins with.
    """
    first = group[0].eids
    depth = 1 if alone and owned and len(first) > 1 else 0
    article = first[depth]
    common = [
        names[0] for names in zip(*(piece.eids for piece in group), strict=False) if len(set(names)) == 1
    ]
    if whole and not alone:
        return article, article
    if len(common) > depth + 1:
        return common[-1], article
    return (first[depth + 1] if len(first) > depth + 1 else article), article


def _same_in_all(
    work: StoredWork, expression: StoredExpression, link: SourceLink | None, title: str
) -> Passage:
    """What the passages of an expression have in common; the rest is filled in for each."""
    of, wording = work.work, expression.expression
    held = link.source.holding if link else Holding()
    identifiers = [identifier.value for identifier in of.identifiers] + [wording.number]
    return Passage(
        id="",
        work_id=work.id,
        work_slug=of.slug,
        record_id=expression.record_id or of.record_id,
        provision_record_id=None,
        expression_ids=(expression.id,),
        language=wording.language,
        authority=wording.authority.value,
        eid="",
        article_eid="",
        part=0,
        label="",
        number=None,
        heading="",
        breadcrumb="",
        text="",
        title=title,
        kind=of.kind.value,
        identifiers=tuple(dict.fromkeys(filter(None, identifiers))),
        issuers=of.issuers,
        parties=of.parties,
        year=_year(of.adopted) or _year(of.in_force),
        alive_from=None,
        alive_to=None,
        valid_from=str(wording.valid.start),
        valid_to=str(wording.valid.end),
        status_known=False,
        source_path=link.source.path if link else "",
        source_sha256=link.source.sha256 if link else "",
        page=None,
        owner=held.owner,
        collection=held.collection,
        access=held.access,
        translation_key="",
    )


def _year(day: LegalDate | None) -> int | None:
    """The year, where it is certain."""
    return day.earliest.year if day and day.earliest.year == day.latest.year else None
