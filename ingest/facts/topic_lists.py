"""Lists in Chinese: which text opens one, and which of its lines tell deeds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.facts.clauses import COLON_ENDS, Stretch, trim
from ingest.facts.duties import Duty, Opened
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.topic_verbs import VerbReader
from ingest.facts.topics import TopicReader


class TopicLists:
    """Reads what one doc opens, or tells as a line of a list."""

    def __init__(self, doc: Doc, text: str, topics: TopicReader, verbs: VerbReader) -> None:
        self._doc, self._text, self._topics, self._verbs = doc, text, topics, verbs
        self._cues: Cues = doc._.cues

    def listed(self, opened: Opened) -> Iterator[Duty]:
        """The deeds that a text above opens (`应当履行下列职责：`): each line is one."""
        for sentence in self._doc._.sentences:
            clause = self._topics.unnumbered(trim(self._doc, sentence))
            if clause.end - clause.start > 1 and self._is_deed(clause):
                nobody = Stretch(clause.start, clause.start)
                yield Duty(opened.modality, clause, opened.bearer, nobody, clause, False, False)

    def _is_deed(self, clause: Stretch) -> bool:
        """No `其他事项`, no case, no sentence of its own on what a work does not do."""
        vague = self._cues.has("others", start=clause.start, end=clause.end)
        vague = vague and self._cues.ending("tasks", clause.end) is not None
        apart = self._cues.has("not_deed", "hinders", start=clause.start, end=clause.end)
        return not (vague or apart or self._verbs.modifies(clause))

    def opens(self, verb: Cue, deed: Stretch, clause: Stretch) -> bool:
        """Its deeds are told in the lines below: `应当：`, `承允：`, `履行下列职责：`."""
        if not self._text.rstrip().endswith(COLON_ENDS) or (deed and deed.end < len(self._doc) - 1):
            return False
        if self._of_cases(verb, clause):
            return False
        return not deed or deed.end == verb.end or self._of_tasks(deed)

    def _of_cases(self, verb: Cue, clause: Stretch) -> bool:
        """The lines below tell in which cases something is done: `有下列情形之一的，由机关责令改正：`."""
        return self._cues.has("following", start=clause.start, end=verb.start)

    def _of_tasks(self, deed: Stretch) -> bool:
        """`采取下列措施：`, `含有下列限制竞争的内容：`; not what a paper tells (`载明下列内容：`)."""
        stated = deed and self._cues.at("stating", self._verbs.behind_adverbs(deed.start))
        tasks = self._cues.ending("tasks", deed.end) if deed and not stated else None
        following = self._cues.of("following", start=deed.start, end=deed.end) if tasks else []
        more = tasks and self._cues.ending("attributive", tasks.start)
        return bool(tasks and following and (following[-1].end == tasks.start or more))
