"""Citations that lead to nothing: a work that is not in the base, a provision that the work does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.identifiers import numbers_in
from corpus.law.attribution import target_of
from corpus.law.cited_places import addresses
from corpus.law.timeline import ancestors
from corpus.model import ProvisionKind
from search_api.findings import Evidence, Finding, FindingKind, Role, Unjudged
from search_api.review.citations import Cited
from search_api.review.texts import CONCLUDED, Reviewed, Text, begins

_ARTICLES = re.compile(r"(?:.*__)?(?:art|sec|reg|rule)_[^_]+")
"""What articles are called: those of an Act are sections, those of regulations regulations."""
_NUMBER = re.compile(r"(?<![\w/-])\d+(?:[/-]\w+)+(?![\w/-])")
_CUT, _BROKEN = re.compile(r"\s*-"), re.compile(r"\w-\s")
"""A number goes on behind a hyphen, or was broken there by a column of a table."""
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NUMBERED = frozenset({"art", "para", "point"})
"""Levels of which it can be told that one is not there: they are counted from 1, or lettered from a."""


def missing_work(cited: Cited) -> Iterator[Finding | Unjudged]:
    """What is to be said where no work of the base is what a citation names.

    A number with year and symbol names one text for certain; what a title names, the base may hold under
    another.
    """
    if cited.relation.candidates:
        yield Unjudged.AMBIGUOUS
    elif _is_certain(cited):
        yield Finding(
            FindingKind.CITES_MISSING, cited.place, cited.words, cited.span,
            details={"named": cited.relation.target},
        )  # fmt: skip
    else:
        yield Unjudged.UNNAMED


def _is_certain(cited: Cited) -> bool:
    """Whether the words themselves print a number with symbol, or one with its year."""
    behind = cited.node.provision.text[cited.span[1] :]
    if _CUT.match(behind) or _BROKEN.search(cited.words):
        return False
    printed = _NUMBER.findall(cited.words)
    if len(numbers_in(cited.words)) == 1:
        return True
    return len(printed) == 1 and bool(_YEAR.search(cited.words))


def no_provision(cited: Cited, target: Reviewed, *, implements: bool) -> Iterator[Finding | Unjudged]:
    """What is to be said where the work has no such provision in any wording since it was cited.

    `implements`: the citing text says that it carries out the cited treaty.
    """
    eid = cited.relation.target_eid
    if eid is None or cited.relation.located is not None:
        return
    texts = list(_texts_since(target, begins(cited.work.stored, cited.text)))
    tried = addresses(eid)
    if any(each in text.nodes for text in texts for each in tried):
        return
    if not texts or _may_be_made_by_others(target, tried):
        yield Unjudged.WORDING_UNKNOWN
    elif all(_surely_lacks(text, eid) for text in texts):
        treaty = implements and target.stored.work.kind in CONCLUDED
        kind = FindingKind.IMPLEMENTS_NOTHING if treaty else FindingKind.CITES_NO_PROVISION
        role = Role.TREATY if treaty else Role.CITED
        evidence = (Evidence(role, target.place(cited.text.language)),)
        yield Finding(kind, cited.place, cited.words, cited.span, evidence, {"eid": eid})
    else:
        yield Unjudged.WORDING_UNKNOWN


def _texts_since(target: Reviewed, since: date | None) -> Iterator[Text]:
    """Every wording that may have held between a day and that of the review."""
    for each in target.stored.expressions:
        valid = each.expression.valid
        over = valid.end.at is not None and since is not None and valid.end.at.latest <= since
        later = valid.start.at is not None and valid.start.at.earliest > target.on
        if not over and not later:
            yield Text(each, certain=False)


def _may_be_made_by_others(target: Reviewed, tried: tuple[str, ...]) -> bool:
    """Whether some change by another work may have made the provision: it is named, or nothing is."""
    for _, relation in target.stored.incoming:
        changed = target_of(relation)
        if relation.type.value in ("inserts", "replaces", "renumbers", "amends") and (
            changed is None or any(changed in ancestors(each) or each in ancestors(changed) for each in tried)
        ):
            return True
    return False


def _surely_lacks(text: Text, eid: str) -> bool:
    """Whether a wording was read so well that what is not found in it is not there.

    Its siblings are counted from 1 without a gap, and the number is beyond them or is one between.
    """
    steps = eid.split("__")
    for place, step in enumerate(steps):
        parents = addresses("__".join(steps[:place])) if place else ()
        parent = next((each for each in parents if each in text.nodes), None)
        if place and parent is None:
            return False
        tried = addresses("__".join(steps[: place + 1]))
        if any(each in text.nodes for each in tried):
            continue
        level, _, number = step.partition("_")
        return level in _NUMBERED and _counted_through(_siblings(text, level, parent), number)
    return False


def _siblings(text: Text, level: str, parent: str | None) -> list[str]:
    """The numbers of what stands beside it."""
    if level == "art":
        return [
            node.provision.number or ""
            for node in text.nodes.values()
            if _ARTICLES.fullmatch(node.provision.eid)
            and not any(each.kind in (ProvisionKind.ANNEX, ProvisionKind.LETTER) for each in node.above)
        ]
    children = text.nodes[parent].provision.children if parent else ()
    return [each.number or "" for each in children if each.kind is not ProvisionKind.NOTE]


def _counted_through(numbers: list[str], wanted: str) -> bool:
    """Whether numbers (or letters) run without a gap, and the one that is wanted has no place among them."""
    if not numbers or not all(numbers):
        return False
    whole = [int(each) for each in numbers if each.isdecimal()]
    if whole and len(whole) == len(numbers):
        return set(whole) == set(range(1, max(whole) + 1)) and (
            not wanted.isdecimal() or int(wanted) > max(whole)
        )
    letters = [each for each in numbers if len(each) == 1 and each.isalpha()]
    return len(letters) == len(numbers) and len(wanted) == 1 and wanted.isalpha() and wanted > max(letters)
