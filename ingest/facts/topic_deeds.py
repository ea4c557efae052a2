"""What kind of deed a Chinese verb that binds tells: a state, a punishment, what an authority grants."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.clauses import Stretch
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.topic_bound import BINDS
from ingest.facts.topic_verbs import MODALS, VerbReader

_ADDED: Final = 8
"""Characters behind a leave among which it is said that a punishment is added."""
_DONE: Final = frozenset("予以")
"""Last characters of a word that binds, behind which stands what is done to somebody."""


class DeedReader:
    """Reads the deeds of the verbs of one doc."""

    def __init__(self, doc: Doc, verbs: VerbReader) -> None:
        self._doc, self._verbs = doc, verbs
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def tells_state(self, verb: Cue, part: Stretch, *, named: bool) -> bool:
        """What something is, or its greatest length; what a court may hold something to be is a deed."""
        at = self._verbs.behind_adverbs(verb.end)
        judges = named and self._cues.at("judged", at) is not None
        limit = not named and self._cues.at("limit", at) is not None
        return limit or (self._is_state(verb, part.end) and not judges)

    def _is_state(self, verb: Cue, end: int) -> bool:
        """`应当是`: what something is, not what somebody does; `应当为其提供` is a deed."""
        at = self._verbs.behind_adverbs(verb.end)
        if self._cues.ending("takes_effect", end):
            return True
        state = self._cues.at("state", at)
        if state is None or state.end > end:
            return False
        about = self._cues.at("about", at) or self._cues.at("for_whom", at)
        deeds = self._cues.of("duty", "verb", "activity", start=state.end + 1, end=end)
        return not (about and any(not self._cues.at("attributive", one.end) for one in deeds))

    def penal(self, verb: Cue) -> bool:
        """What befalls whoever offends: 处…罚款, 可以吊销."""
        at = self._verbs.behind_adverbs(verb.end) if verb.role == "may" else verb.start
        return self._cues.at("penal", at) is not None

    def adds(self, verb: Cue) -> bool:
        """It tells what a punishment may add (`可以并处罚款`): more of the deed before."""
        return verb.role == "may" and self._cues.has("added", start=verb.end, end=verb.end + _ADDED)

    def is_policy(self, verb: Cue, name: Stretch) -> bool:
        """What the State favours binds nobody: `国家鼓励`, not `国家机关支持`."""
        favours = verb.role == "duty" and self._cues.at("policy", verb.start) is not None
        return favours and self._cues.ending("nation", name.end) is not None

    def suffers(self, verb: Cue, name: Stretch) -> bool:
        """Something is done to whom a name tells: `伤者应予收集`, `战俘应送交医院`."""
        patient = self._cues.ending("patient", name.end) and not self._cues.ending("authority", name.end)
        done = self._words[verb.end - 1] in _DONE or self._cues.at("done_to", verb.end) is not None
        return done and bool(patient)

    def grants(self, verb: Cue) -> bool:
        """What an authority decides: `应当准予登记`, `应当作出决定`."""
        return self._cues.at("granting", self._verbs.behind_adverbs(verb.end)) is not None

    def pays(self, verb: Cue) -> bool:
        """What who offends owes: `应当承担赔偿责任`."""
        return self._cues.at("liable", self._verbs.behind_adverbs(verb.end)) is not None

    def modality(self, verb: Cue, deed: Stretch) -> Modality:
        """As its role says; a deed in the indicative may forbid (不予) or allow (享有)."""
        if verb.role not in MODALS:
            at = self._verbs.behind_adverbs(deed.start)
            for role, modality in (("deed_not", Modality.MUST_NOT), ("enjoys", Modality.MAY)):
                if self._cues.at(role, verb.start) or (verb.role == "by_duty" and self._cues.at(role, at)):
                    return modality
        return BINDS[verb.role]
