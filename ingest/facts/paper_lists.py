"""Lists of papers: the text before a colon that asks for them, and the lines behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COLON_ENDS, COMMAS, Stretch, trim, without_number
from ingest.facts.deadlines import BINDING
from ingest.facts.pipeline import Cues
from ingest.facts.rules import FactRules, Heads

_LONGEST: Final = 220
"""Characters of a line that names a paper: a longer one tells more than its name."""
_TAIL: Final = 10
"""Words behind a verb of handing in up to the colon: whom the papers go to, what they belong to."""
_SHORT: Final = 30
"""Chinese characters of a line that names a paper whatever its noun is (`机构情况介绍`)."""
_OPENING: Final = 5
"""Words at the start of a line among which the paper that it asks for is named."""


class PaperLists:
    """Reads where one doc lists papers, or one line of such a list."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc, self._found = doc, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._sentences: tuple[Stretch, ...] = doc._.sentences

    def opens(self, text: str) -> bool:
        """Whether the text ends in a colon behind which papers are listed: its last clause asks for them."""
        if not text.rstrip().endswith(COLON_ENDS) or not self._sentences:
            return False
        last = self._sentences[-1]
        if self._of_file(last):
            return True
        asks = self._cues.of("submit", "give", start=last.start, end=last.end)
        dossiers = self._cues.of("dossier", start=last.start, end=last.end)
        named = (dossiers or asks)[-1:]
        if not named or self._cues.has("no_dossier", start=self._chunk(named[0].end, last.end), end=last.end):
            return False
        if dossiers:
            han = self._found.heads is Heads.END
            return self._consists(last) and (not han or bool(asks) or self._asked(last))
        if asks[-1].end >= last.end - 1 or self._cues.has("following", start=asks[-1].end, end=last.end):
            return True
        verbs = self._cues.of("submit", start=max(last.start, last.end - _TAIL), end=last.end)
        asked = bool(verbs) and self._cues.ending("determiner", verbs[-1].start) is None
        return asked and not self._cues.has("paper", start=verbs[-1].end, end=last.end)

    def _of_file(self, last: Stretch) -> bool:
        """`Le dossier de demande de passeport comprend :`: a file, and what tells of what it is made up."""
        line = without_number(self._doc, trim(self._doc, last))
        article = self._cues.at("determiner", line.start)
        file = self._cues.at("file", article.end if article else line.start)
        made = self._cues.ending("made_of", line.end)
        asked = self._cues.has("apply", "application", "procedural", start=line.start, end=line.end)
        return asked and file is not None and made is not None and made.start >= file.end

    def _consists(self, last: Stretch) -> bool:
        """Where the noun of a dossier alone opens no list, what stands before the colon must (`gồm:`)."""
        if "consists" not in self._found.cues:
            return True
        end = trim(self._doc, last).end
        return any(self._cues.ending(role, end) for role in ("consists", "dossier"))

    def _chunk(self, start: int, end: int) -> int:
        """Behind the last comma: `submits one file to the office, which holds:`."""
        commas = [i for i in range(start, end) if self._words[i] in COMMAS]
        return commas[-1] + 1 if commas else start

    def _asked(self, stretch: Stretch) -> bool:
        return self._cues.has("apply", start=stretch.start, end=stretch.end)

    def listed(self) -> Iterator[Stretch]:
        """A line of a list of papers: up to its first full stop or semicolon."""
        for sentence in self._sentences[:1]:
            line = without_number(self._doc, trim(self._doc, sentence))
            length = self._doc[line.end - 1].idx - self._doc[line.start].idx if line else 0
            if line and length <= _LONGEST and self._names(line):
                yield line

    def _names(self, line: Stretch) -> bool:
        """A paper's noun stands where the line's noun stands, and the line binds nobody.

        A short line in Chinese names one whatever its noun is.
        """
        if self._cues.has("must", "must_not", "copula", start=line.start, end=line.end):
            return False
        if self._found.heads is not Heads.END:
            return self._cues.has("paper", start=line.start, end=min(line.end, line.start + _OPENING))
        other = self._cues.has("fee", *BINDING, start=line.start, end=line.end)
        short = line.end - line.start <= _SHORT and not other
        return short or self._cues.has("paper", start=line.start, end=line.end)
