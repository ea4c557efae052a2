"""Which words of a sentence bind: what makes a duty, a ban, a leave, and is not part of something else."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.clauses import COMMAS, Stretch, trim
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads
from ingest.facts.topics import MODIFYING_ENDS

BINDS: Final = {
    "must": Modality.MUST,
    "must_not": Modality.MUST_NOT,
    "may": Modality.MAY,
    "ban": Modality.MUST_NOT,
    "duty": Modality.MUST,
    "granted": Modality.MAY,
    "sanction": Modality.MUST,
    "auxiliary": Modality.MUST,
    "duty_passive": Modality.MUST,
    "future": Modality.MUST,
    "reflexive_duty": Modality.MUST,
    "by_duty": Modality.MUST,
    "entitled": Modality.MAY,
    "obliged": Modality.MUST,
    "entitled_same": Modality.MAY,
}
"""How the words of a role bind."""
VERBS: Final = (*BINDS, "not_deed")
NAMING: Final = frozenset({"duty", "granted"})
"""Roles whose words bind only where somebody is named who does it."""
WEAK: Final = NAMING | {"sanction"}
"""Roles whose words bind only where no plainer word governs them."""
INDICATIVE: Final = WEAK | {"auxiliary", "duty_passive", "future", "reflexive_duty", "by_duty"}
"""Roles whose words are themselves the deed."""
_MODIFIED: Final = frozenset("之的被受、")
"""Chinese: a verb behind one of these is said of a noun, suffered (受…之保护), or one of several nouns."""
_CIRCUMSTANCE: Final = frozenset("的时時后後")
"""Chinese: last characters of a chunk that tells when, or in which case, a word that binds holds."""
_NEAR: Final = 4
"""Characters between a comma and the word that binds: more may name another who acts."""
_ATTRIBUTE: Final = 3
"""Chinese characters behind a word that binds among which 的 makes it say more of a noun (应当提交的文件)."""
_FEWEST: Final = 3
"""Words of a deed in the indicative: fewer are mostly a name (`Vụ Tổ chức cán bộ`)."""


class BindingReader:
    """Finds the words of one doc that bind."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc, self._found = doc, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._titles = "《" in doc.user_data["printed"]

    def verbs(self, sentence: Stretch) -> list[Cue]:
        """What binds in a sentence; an indicative only where no plainer word follows in its clause.

        `Cơ quan tiếp nhận hồ sơ có trách nhiệm …`: the first verb only tells which body it is.
        """
        cues = self._cues.of(*VERBS, start=sentence.start, end=sentence.end)
        kept: list[Cue] = []
        for place, cue in enumerate(cues):
            said = cue.role == "ban" and self._said(cue, sentence)
            if said or self._titled(cue, sentence) or self._content(kept, cue):
                continue
            plainer = next((c for c in cues[place + 1 :] if c.role not in {*WEAK, "not_deed"}), None)
            governs = self._cues.at("governing", cue.start) is not None
            covered = plainer is not None and not governs and self._covered(cue, plainer)
            if cue.role not in WEAK or not (covered or self._named(cue) or self._nominal(cue, sentence)):
                kept.append(cue)
        return kept

    def _covered(self, cue: Cue, plainer: Cue) -> bool:
        """A verb and the plainer word behind it are of one clause, or of the names of one list."""
        commas = [i for i in range(cue.end, plainer.start) if self._words[i] in COMMAS]
        if self._found.heads is Heads.AFTER:
            return False
        if not commas:
            return True
        if self._found.heads is Heads.END:
            return self._circumstance(cue, commas, plainer)
        if self._found.heads is not Heads.FIRST or self._found.cases:
            return False
        last = trim(self._doc, Stretch(commas[-1], plainer.start))
        opening = ("link", "adverb", "condition", "subordinate", "break", "lead", "actor", "pronoun")
        return bool(last) and all(self._cues.at(role, last.start) is None for role in opening)

    def _circumstance(self, cue: Cue, commas: list[int], plainer: Cue) -> bool:
        """Chinese: the verb tells when, in which case (`有…情形的，应当`) or whom the plainer word binds."""
        if commas[-1] > cue.end and self._doc[commas[-1] - 1].text in _CIRCUMSTANCE:
            return True
        names = any(token.text == "的" for token in self._doc[cue.end : commas[0]])
        near = len(commas) == 1 and plainer.start - commas[0] <= _NEAR
        return near and names and self._cues.ending("actor", commas[0]) is not None

    def _named(self, cue: Cue) -> bool:
        named = any(c.start <= cue.start and cue.end <= c.end for c in self._cues.of("actor"))
        return named or bool(cue.start and self._cues.ending("auxiliary", cue.start))

    def _titled(self, cue: Cue, sentence: Stretch) -> bool:
        """Within the title of a work: 《…的决定》."""
        if self._found.heads is not Heads.END or not self._titles:
            return False
        before = self._doc[max(0, sentence.start - 1) : cue.start].text
        return before.count("《") > before.count("》")

    def _content(self, kept: list[Cue], cue: Cue) -> bool:
        """What somebody recognises or ensures that others may or must do: `确认人人有权`."""
        last = kept[-1] if kept and kept[-1].role in WEAK else None
        if last is None or cue.role in WEAK or self._cues.at("governing", last.start) is None:
            return False
        between = self._doc[last.end : cue.start]
        return not any(token.text in COMMAS or token.text in "的之" for token in between)

    def _nominal(self, verb: Cue, sentence: Stretch) -> bool:
        """What looks like a verb is part of a name (`Vụ Tổ chức`), or said of a noun (`việc ban hành`).

        A sentence that defines tells what something is.
        """
        if self._cues.has("defining", start=sentence.start, end=verb.start):
            return True
        if self._found.heads is Heads.END:
            return verb.start > sentence.start and self._words[verb.start - 1] in _MODIFIED
        if self._found.heads is not Heads.FIRST:
            return False
        if self._subjectless(sentence) or self._nominalized(verb, sentence):
            return True
        name = verb.start > sentence.start and self._words[verb.start][0].isupper()
        short = sentence.end - verb.start < _FEWEST and not self._found.cases
        return name or short or self._cues.ending("nominal", verb.start) is not None

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
        told = self._cues.has("copula", start=comma, end=verb.start)
        nominal = verb.role == "duty" and self._cues.has("nominalizer", start=last, end=verb.start)
        suffers = self._cues.of("suffers", start=comma, end=verb.start)[-1:]
        return told or nominal or any(self._cues.at("actor", one.end) for one in suffers)

    def inside(self, verb: Cue, sentence: Stretch) -> bool:
        """Chinese: the verb stands in a phrase that ends its chunk (`不予许可的`), or in a condition."""
        if self._found.heads is not Heads.END:
            return False
        stop = next((i for i in range(verb.end, sentence.end) if self._words[i] in COMMAS), sentence.end)
        last = self._words[stop - 1] if stop < sentence.end else ""
        behind = self._words[verb.end] if verb.end < sentence.end else ""
        if last in MODIFYING_ENDS or (verb.role in WEAK and (behind in {"的", "之"} or last == "前")):
            return True
        near = stop if self._cues.at("by_duty", verb.end) else min(stop, verb.end + _ATTRIBUTE)
        attribute = verb.role in {"must", "must_not", "may"} and any(
            token.text == "的" for token in self._doc[verb.end : near]
        )
        return attribute or self._conditional(verb, sentence)

    def _said(self, verb: Cue, sentence: Stretch) -> bool:
        """Chinese: a ban within a phrase (`在禁止采猎区`), at no start and behind nobody who bans."""
        if self._found.heads is not Heads.END:
            return False
        if verb.start == sentence.start or not self._words[verb.start - 1][0].isalnum():
            return self._doc[verb.end : verb.end + 1].text == "的" or self._words[verb.start - 1] == "、"
        return not any(self._cues.ending(role, verb.start) for role in ("actor", "adverb", "link"))

    def _conditional(self, verb: Cue, sentence: Stretch) -> bool:
        commas = (i + 1 for i in range(verb.start - 1, sentence.start - 1, -1) if self._words[i] in COMMAS)
        start = next(commas, sentence.start)
        while start < verb.start and (link := self._cues.at("lead", start) or self._cues.at("link", start)):
            start = link.end
        opening, actor = self._cues.at("subordinate", start), self._cues.at("actor", start)
        if opening is None or (actor and actor.end > opening.end) or opening.end > verb.start:
            return False
        nominal = any(token.text in "的之" for token in self._doc[opening.end : verb.start])
        return verb.role in WEAK or not nominal
