"""Which words of a sentence bind: what makes a duty, a ban, a leave, and is not part of something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.clauses import COLONS, COMMAS, Stretch, trim
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads

BINDS: Final = {
    "must": Modality.MUST,
    "must_not": Modality.MUST_NOT,
    "may": Modality.MAY,
    "ban": Modality.MUST_NOT,
    "duty": Modality.MUST,
    "granted": Modality.MAY,
    "auxiliary": Modality.MUST,
    "duty_passive": Modality.MUST,
    "future": Modality.MUST,
    "reflexive_duty": Modality.MUST,
    "by_duty": Modality.MUST,
    "charges": Modality.MUST,
    "allows": Modality.MAY,
    "falls_to": Modality.MUST,
    "open_to": Modality.MAY,
}
"""How the words of a role bind."""
VERBS: Final = (*BINDS, "not_deed")
NAMING: Final = frozenset({"duty", "granted"})
"""Roles whose words bind only where somebody is named who does it, and no plainer word governs them."""
INDICATIVE: Final = NAMING | {"auxiliary", "duty_passive", "future", "reflexive_duty", "by_duty"}
"""Roles whose words are themselves the deed."""
DIRECTING: Final = frozenset({"charges", "allows"})
"""Roles of verbs by which the law itself tells somebody to do something (`Autorízase al Ministro a …`)."""
FALLING: Final = frozenset({"falls_to", "open_to"})
"""Roles of words behind which stands whose duty or leave it is (`Il appartient au Ministre de …`)."""
_NO_PLAINER: Final = NAMING | FALLING | {"not_deed", "by_duty"}
"""Roles whose words tell no other deed of who stands before: `do` opens a clause about a noun."""
_RELATIVE: Final = 3
"""Words behind a comma among which a relative pronoun opens a clause."""
_OWNED: Final = 8
"""Words between a relative pronoun that says whose something is, or a name, and its verb."""
_CLAUSE: Final = 12
"""Words between a relative pronoun and its verb that binds."""
_FEWEST: Final = 3
"""Words of a deed in the indicative: fewer are mostly a name (`Vụ Tổ chức cán bộ`)."""


def _goes_on(before: Cue | None, one: Cue) -> bool:
    """A word that binds right behind another says the same again: `phải [chịu trách nhiệm]`."""
    modal = {"must", "must_not", "may"}
    return before is not None and before.end == one.start and {before.role, one.role} <= modal


class BindingReader:
    """Finds the words of one doc that bind."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc, self._found = doc, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def verbs(self, sentence: Stretch) -> list[Cue]:
        """What binds in a sentence; an indicative only where no plainer word follows in its clause.

        `Cơ quan tiếp nhận hồ sơ có trách nhiệm …`: the first verb only tells which body it is.
        """
        cues = self._cues.of(*VERBS, start=sentence.start, end=sentence.end)
        cues = [cue for cue in cues if self._cues.ending("owner", cue.start) is None]
        cues = [one for one, before in zip(cues, [None, *cues], strict=False) if not _goes_on(before, one)]
        cues = [cue for cue in cues if not self._directs(cue) and not self._of_object(cue, cues)]
        cues = [cue for cue in cues if not (self._unsuffered(cue) or self._of_clause(cue, sentence))]
        cues = [cue for cue in cues if self._forbids(cue, sentence)]
        cues = [
            one for one, later in zip(cues, [*cues, None][1:], strict=True) if not self._told_of(one, later)
        ]
        if self._cues.has("penalized", start=sentence.start, end=sentence.end):
            cues = [cue for cue in cues if cue.role not in NAMING]
        cues = [
            cue for cue, later in zip(cues, [*cues, None][1:], strict=True) if not self._inner(cue, later)
        ]
        begin = self._behind_condition(sentence)
        cues = [cue for cue in cues if cue.start >= begin or cue.role not in NAMING]
        kept: list[Cue] = []
        for place, cue in enumerate(cues):
            plainer = next((c for c in cues[place + 1 :] if c.role not in _NO_PLAINER), None)
            covered = plainer is not None and self._covered(cue, plainer)
            if cue.role not in NAMING or not (covered or self._named(cue) or self._nominal(cue, sentence)):
                kept.append(cue)
        return kept

    def _inner(self, cue: Cue, later: Cue | None) -> bool:
        """Of the clause that says whom a noun means: `Người [được ủy quyền] gửi`, `Người xin [nhập]`."""
        modal = later is not None and cue.role in {*NAMING, "may"}
        if later is None or not modal or not COMMAS.isdisjoint(self._words[cue.end : later.start]):
            return False
        verbs = (self._cues.ending(role, cue.start) for role in ("verb", "opens"))
        starts = [verb.start for verb in verbs if verb] if cue.role == "duty" else [cue.start]
        return any(self._cues.ending("faceless", start) for start in starts)

    def _unsuffered(self, cue: Cue) -> bool:
        """What nobody does to a thing is no ban (`hồ sơ không được cơ quan thẩm định phê duyệt`)."""
        refused = cue.role == "must_not" and self._cues.ending("suffers", cue.end) is not None
        actor = self._cues.at("actor", cue.end) if refused else None
        itself = self._cues.at("duty", cue.end)
        if actor is None or (itself and itself.end >= actor.end):
            return False
        return self._cues.has("duty", start=actor.end, end=actor.end + _OWNED)

    def _of_clause(self, cue: Cue, sentence: Stretch) -> bool:
        """`the duty to which the reductions are to be applied`: it is said of a noun, or asked."""
        if self._cues.at("weak_must", cue.start) is None:
            return False
        start = max(sentence.start, cue.start - _CLAUSE)
        inner = self._cues.of("relative", start=start, end=cue.start)
        return bool(inner) and COMMAS.isdisjoint(self._words[inner[-1].end : cue.start])

    def _forbids(self, cue: Cue, sentence: Stretch) -> bool:
        """A word that also stands in names (`biện pháp cấm`) forbids where it opens a clause, before whom."""
        if self._cues.at("bare_ban", cue.start) is None or cue.role != "ban":
            return True
        opens = cue.start == sentence.start or self._words[cue.start - 1] in COMMAS
        return opens and any(self._cues.at(role, cue.end) for role in ("actor", "determiner"))

    def _told_of(self, cue: Cue, later: Cue | None) -> bool:
        """It says more of the subject of the next (`Persons whose release may take place shall remain`)."""
        modal = ("must", "must_not", "may")
        if later is None or self._found.heads is not Heads.LAST or not {cue.role, later.role} <= {*modal}:
            return False
        whose = self._cues.of("whose", start=max(0, cue.start - _OWNED), end=cue.start)
        plain = COMMAS.isdisjoint(self._words[cue.end : later.start])
        return bool(whose) and plain and not self._cues.has("link", start=cue.end, end=later.start)

    def _of_object(self, cue: Cue, cues: Sequence[Cue]) -> bool:
        """A leave told of whom something is done for: `tạo điều kiện cho những người [được hưởng] …`."""
        before = next((one for one in reversed(cues) if one.role == "duty" and one.end < cue.start), None)
        if BINDS.get(cue.role) is not Modality.MAY or before is None:
            return False
        commas = [i for i in range(before.end, cue.start) if self._words[i] in COMMAS]
        noun = self._cues.ending("class_noun", cue.start)
        said_of = noun is not None and noun.start > before.end and not commas
        purpose = self._cues.has("purpose", start=before.end, end=cue.start)
        return said_of or (purpose and not any(self._cues.at("actor", i + 1) for i in commas))

    def _directs(self, cue: Cue) -> bool:
        """It only tells who is asked to do something: `[đề nghị] các cơ quan phản ánh`."""
        actor = any(self._cues.at(role, cue.end) for role in ("actor", "determiner"))
        opens = cue.start > 0 and self._words[cue.start - 1] in COMMAS
        return cue.role in NAMING and self._cues.at("lead", cue.start) is not None and actor and opens

    def _behind_condition(self, sentence: Stretch) -> int:
        """Where the deed begins behind a condition: `Trường hợp cơ quan kiểm tra …, thì [yêu cầu]`."""
        then = self._cues.of("then", start=sentence.start, end=sentence.end)
        opens = then and self._cues.at("condition", sentence.start)
        return then[-1].start if opens else sentence.start

    def _covered(self, cue: Cue, plainer: Cue) -> bool:
        """A verb and the plainer word behind it are of one clause, or of the names of one list."""
        clauses = ("relative", "subordinate")
        inner = self._found.futures and self._cues.has(*clauses, start=cue.end, end=plainer.start)
        if inner or COLONS.intersection(self._words[cue.end : plainer.start]):
            return False
        commas = [i for i in range(cue.end, plainer.start) if self._words[i] in COMMAS]
        if not commas:
            return True
        if self._found.heads is not Heads.FIRST or self._found.cases:
            return False
        last = trim(self._doc, Stretch(commas[-1], plainer.start))
        if self._cues.has("relative", start=last.start, end=last.start + _RELATIVE):
            return False
        opening = ("link", "adverb", "condition", "subordinate", "break", "lead", "actor", "pronoun")
        return bool(last) and all(self._cues.at(role, last.start) is None for role in opening)

    def _named(self, cue: Cue) -> bool:
        named = any(c.start <= cue.start and cue.end <= c.end for c in self._cues.of("actor"))
        return named or bool(cue.start and self._cues.ending("auxiliary", cue.start))

    def _nominal(self, verb: Cue, sentence: Stretch) -> bool:
        """What looks like a verb is part of a name (`Vụ Tổ chức`), or said of a noun (`việc ban hành`)."""
        if self._found.heads is not Heads.FIRST:
            return False
        if self._subjectless(sentence) or self._nominalized(verb, sentence) or self._governed(verb):
            return True
        name = verb.start > sentence.start and self._words[verb.start][0].isupper()
        short = sentence.end - verb.start < _FEWEST and not self._found.cases
        whole = self._cues.ending("whole", verb.start)
        return name or short or (whole is None and self._cues.ending("nominal", verb.start) is not None)

    def _governed(self, verb: Cue) -> bool:
        """A noun behind its preposition and article: `siguientes a la [entrega]`, `selon la [demande]`."""
        article = self._cues.at("article", verb.start - 1) is not None
        return article and any(self._cues.ending(one, verb.start - 1) for one in ("break", "to", "by"))

    def _subjectless(self, sentence: Stretch) -> bool:
        """A sentence that opens with a verb (`Đào tạo cán bộ thực hiện …`) names nobody before it."""
        start = sentence.start
        named = any(self._cues.at(role, start) for role in ("actor", "lead", "break", "other", "condition"))
        return self._cues.at("opens", start) is not None and not named

    def _nominalized(self, verb: Cue, sentence: Stretch) -> bool:
        """Behind who acts a word makes a noun of the verb, or the clause tells what he is or suffers."""
        commas = (i for i in range(verb.start - 1, sentence.start, -1) if self._words[i] in COMMAS)
        actors = self._cues.of("actor", start=sentence.start, end=verb.start)
        last = actors[-1].end if actors else verb.start
        comma = next(commas, sentence.start)
        last = max(last, comma) if comma + 1 == verb.start else min(last, comma)
        told = self._cues.has("copula", start=last, end=verb.start)
        nominal = verb.role == "duty" and self._cues.has("nominalizer", start=last, end=verb.start)
        return told or nominal or self._suffered(sentence, verb)

    def _suffered(self, sentence: Stretch, verb: Cue) -> bool:
        """What stands before suffers what somebody does: `giấy tờ đã [được] cơ quan, tổ chức cấp`."""
        for one in self._cues.of("suffers", start=sentence.start, end=verb.start)[-1:]:
            commas = [i for i in range(one.end, verb.start) if self._words[i] in COMMAS]
            starts = (one.end, *(i + 1 for i in commas))
            return all(at == verb.start or self._cues.at("actor", at) is not None for at in starts)
        return False
