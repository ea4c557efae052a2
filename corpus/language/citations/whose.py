"""Whose the provisions of a chain are, and their paths there: the first of the rules that answers decides.

Each rule sees the chain in its clause and gives the work with a path for each provision, or None where it is
not about such a chain. They stand from what the text says outright to what is left where it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from corpus.language.citations.clause import Clause
from corpus.language.citations.levels import ARTICLE, Path, joined
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.citations.surrounding import in_amended, in_new_text, in_place, of_last, of_part

_THIS = WorkMention(Naming.THIS)
_RULE = (ARTICLE, "point")
_UNKNOWN = WorkMention(Naming.ANAPHORA)
Owned = tuple[WorkMention, list[Path]]
"""A work, and the path of each provision in it."""


def whose(clause: Clause) -> Owned:
    """The work and the paths of the provisions that the chain names."""
    return next(owned for rule in _RULES if (owned := rule(clause)) is not None)


def _replacing(clause: Clause) -> Owned | None:
    """What this work puts in the place of another's is its own: … is replaced by the annex to this Decree."""
    if clause.chain.work is None or not clause.is_own or clause.quoted or not clause.is_amended:
        return None
    return _THIS, _as_named(clause)


def _named_by_noun(clause: Clause) -> Owned | None:
    """What is amended "of the Law", said in a law that amends one, is of that: À l'article 5 de la loi, ….

    It would say "this Law" of its own; notes on how a law was amended need not.
    """
    work, may_be = clause.chain.work, clause.is_own and not clause.words.noted
    if work is None or not work.only_after or not may_be or not clause.is_amended:
        return None
    amended = clause.amendment.work if clause.amendment else clause.memory.antecedent(work.mention.kind)
    if amended is None or amended.kind != work.mention.kind:
        return None
    return WorkMention(Naming.ANAPHORA, work.mention.text, antecedent=amended.named), _as_named(clause)


def _beyond_in_amendment(clause: Clause) -> Owned | None:
    """In an amendment an article behind the last one here is of the amended work: Article 210 of this Law.

    New text that no mark encloses is known so; but its "this article" is told by the next rule.
    """
    if clause.amendment is None or not clause.is_own or not clause.is_beyond:
        return None
    relative = clause.chain.work is None and not clause.is_open
    return None if relative and clause.is_new_text else (clause.amendment.mention, _as_named(clause))


def _this_in_new_text(clause: Clause) -> Owned | None:
    """In new text "this article" and "this Law" are those into which it is put, unknown if not told."""
    says_this = clause.chain.work is not None or not clause.is_open
    if not says_this or not clause.is_own or not clause.is_new_text:
        return None
    amendment = clause.amendment
    paths = [in_new_text(entry, clause.here, clause.memory) for entry in clause.chain.entries]
    return amendment.mention if amendment else _UNKNOWN, paths


def _of_named_work(clause: Clause) -> Owned | None:
    """Those of a work that is named are its: article 5 of the Decree.

    Beside an article a paragraph alone is of the article that says so: paragraph 1 or article 8 of this Law.
    """
    if clause.mention is None:
        return None
    beside_article = clause.is_own and clause.names_article
    return clause.mention, _in_place(clause) if beside_article else _as_named(clause)


def _from_here(clause: Clause) -> Owned | None:
    """What is told by where it stands is of this work: the preceding paragraph."""
    return None if clause.is_open else (_THIS, _in_place(clause))


def _added_to_work(clause: Clause) -> Owned | None:
    """What is added to another work is its: points p and q are inserted after | point o of … the Decree."""
    work = clause.into.work if clause.into else None
    return (clause.mentions.of(work), [entry.path for entry in clause.entries]) if work else None


def _in_amendment(clause: Clause) -> Owned | None:
    """In an amendment it is of the amended work: Article 4 is amended as follows: 1. paragraph 3 is replaced.

    So is what its clause goes on to name, if only parts of articles (… by the deletion of subsection 3), and
    what is amended next, if no annex or division was cited since.
    """
    amendment, memory = clause.amendment, clause.memory
    if amendment is None:
        return None
    held = clause.quoted or amendment.promised or (amendment.until is not None and clause.is_below_article)
    if not held and (memory.part or not clause.is_amended):
        return None
    there = clause.here if clause.place.new else amendment.place
    added = clause.entries[0].path[0].levels if clause.is_added_to(amendment) else None
    return amendment.mention, [
        joined(amendment.path, entry.path)
        if added and entry.path and entry.path[0].levels == added
        else in_amended(entry, there, memory, changed=clause.is_amended)
        for entry in clause.entries
    ]


def _changing_itself(clause: Clause) -> Owned | None:
    """What is amended where this work was named before, and no other one, is its own."""
    told = clause.memory.told
    if clause.memory.here or not told or told[0][0].naming is not Naming.THIS or not clause.is_changed_now:
        return None
    return _THIS, [in_place(entry, clause.here) for entry in clause.entries]


def _of_last_cited(clause: Clause) -> Owned | None:
    """Without a work in sight it is the one cited last: "its article 6", what is amended, articles quoted."""
    if clause.is_its:
        return _last_cited(clause), [of_last(entry, clause.memory) for entry in clause.entries]
    if not clause.is_changed_now and not (clause.quoted and clause.names_article):
        return None
    of = of_last if clause.is_inside_last else of_part
    return _last_cited(clause), [of(entry, clause.memory) for entry in clause.entries]


def _of_last_named(clause: Clause) -> Owned | None:
    """What a possessive puts into the article named last: article 5, save paragraph 3 thereof."""
    if not clause.is_of_last_named or not clause.is_open:
        return None
    mention, outer = clause.memory.told[0]
    if mention.naming is not Naming.THIS:
        return None
    paths = (entry.path for entry in clause.entries)
    return _THIS, [
        joined([one for one in outer if one.outermost < path[0].outermost], path) for path in paths
    ]


def _not_in_this_work(clause: Clause) -> Owned | None:
    """Also of that one: an article of a number that this work does not reach, and one named in a recital."""
    if not clause.memory.here or not (clause.is_beyond or clause.is_in_front):
        return None
    return _last_cited(clause), _in_sentence(clause)


def _governed(clause: Clause) -> Owned | None:
    """Words that follow may name a work not known here: article 5 of the bylaws."""
    return (_UNKNOWN, [entry.path for entry in clause.entries]) if clause.is_governed else None


def _of_this_work(clause: Clause) -> Owned:
    """Where nothing tells of another work it is this one."""
    return _THIS, _in_sentence(clause)


_RULES: tuple[Callable[[Clause], Owned | None], ...] = (
    _named_by_noun, _replacing, _beyond_in_amendment, _this_in_new_text, _of_named_work, _from_here,
    _added_to_work, _in_amendment, _changing_itself, _of_last_named, _of_last_cited, _not_in_this_work,
    _governed, _of_this_work,
)  # fmt: skip


def _last_cited(clause: Clause) -> WorkMention:
    """The work cited last in this article."""
    here = clause.memory.here
    return WorkMention(Naming.ANAPHORA, antecedent=here[0] if here else None)


def _as_named(clause: Clause) -> list[Path]:
    return [entry.path for entry in clause.chain.entries]


def _in_place(clause: Clause) -> list[Path]:
    return [in_place(entry, clause.here) for entry in clause.chain.entries]


def _in_sentence(clause: Clause) -> list[Path]:
    """Where the sentence told the paragraph before, a point is one of that; else by where it stands.

    In a text whose articles are counted as points, a point alone is one of them (البند ثانياً).
    """
    said = clause.said_before
    if clause.memory.counted and all(
        one.path and one.path[0].levels == _RULE for one in clause.chain.entries
    ):
        return [one.path for one in clause.chain.entries]
    return [
        joined(said, entry.path)
        if said and entry.path[:1] and entry.path[0].levels == ("point",)
        else in_place(entry, clause.here)
        for entry in clause.chain.entries
    ]
