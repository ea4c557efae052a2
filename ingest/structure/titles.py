"""Whether what follows a division's number is its heading or already its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language.table import LanguageTable
from corpus.model import ProvisionKind
from ingest.structure.lines import Line
from ingest.structure.markers import read_markers
from ingest.structure.outline import Entry

_LONGEST = {ProvisionKind.ARTICLE: 170}
_LONGEST_OTHER = 260
_LONGEST_HAN = 45
_LONGEST_NEXT = 130
"""A heading on a line of its own is shorter than one behind its number."""
_SENTENCE = (".", ";", ":", ",", "。", "；", "：", "，", "؛", "،", "؟", "?", "!")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BRACKETED = re.compile(r"[【〔（(\[]([^】〕）)\]]{1,60})[】〕）)\]]\s*")
_SHORT_SENTENCE = 70
_VOTE = 0.5
"""Share of the articles with nothing behind their number whose next line must look like a heading."""


def heads(text: str, kind: ProvisionKind, following: Entry | None, words: Sequence[LanguageTable]) -> bool:
    """Whether `text`, on the line of the number, is the heading of the division.

    A heading is short, ends without a stop, and has text under it: `Điều 5. Phạm vi điều chỉnh`.
    """
    if kind is not ProvisionKind.ARTICLE:
        return len(text) <= _LONGEST_OTHER and not (
            text.endswith((".", "。")) and len(text) > _SHORT_SENTENCE
        )
    if following is None or following.opens or following.quoted or len(text) > _limit(text, kind):
        return False
    if not text.endswith(_SENTENCE):
        return True
    first = any(marker.is_first for marker in read_markers(following.line.text, words))
    return (
        text.endswith((".", "。", ".-")) and len(text) <= _SHORT_SENTENCE and first and " " in text[:40] + " "
    )


def _limit(text: str, kind: ProvisionKind) -> int:
    return _LONGEST_HAN if _HAN.search(text) else _LONGEST.get(kind, _LONGEST_OTHER)


def bracketed(text: str) -> tuple[str, str]:
    """A heading in brackets before the text of an article (【目的】为了…): heading, rest."""
    match = _BRACKETED.match(text)
    if match and text[0] in "【〔":
        return match[1], text[match.end() :]
    return "", text


def may_head(line: Line, following: Entry | None, words: Sequence[LanguageTable]) -> bool:
    """Whether a line under a bare `Article 5` looks like its heading: short, no stop, text under it.

    Text that begins with a small letter goes on with the line: a sentence was broken there.
    """
    text = line.bare
    if following is None or following.opens or following.quoted or not line.is_text:
        return False
    if not text or len(text) > (_LONGEST_HAN if _HAN.search(text) else _LONGEST_NEXT) or text[0].islower():
        return False
    if text.endswith(_SENTENCE) or read_markers(text, words):
        return False
    below = following.line.bare
    return not below[:1].islower() or bool(read_markers(below, words))


def headed_by_next_line(entries: Sequence[Entry], words: Sequence[LanguageTable]) -> bool:
    """Whether articles of this document have their heading on the line below the number."""
    asked = yes = 0
    for index, entry in enumerate(entries[:-1]):
        if entry.opens and entry.opens.kind is ProvisionKind.ARTICLE and not entry.opens.rest:
            asked += 1
            below = entries[index + 1]
            after = entries[index + 2] if index + 2 < len(entries) else None
            yes += below.opens is None and may_head(below.line, after, words)
    return asked > 0 and yes >= _VOTE * asked


def names_division(line: Line, *, first: bool) -> bool:
    """Whether a line under `CHAPTER I` is (a further line of) its name."""
    text = line.bare
    if not text or not line.is_text or len(text) > _LONGEST_OTHER or text.endswith((";", "。", "；")):
        return False
    if text.endswith((".", ":")) and not (line.is_heading or line.bold or text.isupper()):
        return False
    marked = line.is_heading or line.bold or (text.isupper() and len(text) > 3)
    return marked or first
