"""The language of a document: told by a manifest or the format, else read from the text.

The text is asked in any case. Where it is long and clearly in another language, a manifest is still
believed, with a warning; a declaration inside the file (often a template's) is not.
"""

from __future__ import annotations

from corpus.language.detection import detect, recognised, settled
from corpus.language.names import bcp47
from corpus.language.table import primary
from corpus.model import Notice

SAMPLE = 20_000
"""Characters from which the language of a document is told."""
_TELLING = 1_500
"""Letters from which a text can contradict what is told of it."""


def language_of(given: str | None, declared: str | None, text: str, path: str) -> tuple[str, Notice | None]:
    """The language, and a notice where the text contradicts what is said of it.

    `given` is the manifest's word, `declared` the format's.
    """
    told = given or (bcp47(declared) if declared else None)
    found = _contradiction(told, text)
    if told is None or found is None:
        return settled(told, text[:SAMPLE]), None
    kept = told if given else found
    who = "the manifest" if given else "the file"
    reason = f"{who} says {told}, the text reads as {found}: {kept} was taken"
    return settled(kept, text[:SAMPLE]), Notice(path, "language_doubtful", reason)


def _contradiction(told: str | None, text: str) -> str | None:
    """The language of the text, where its beginning and its middle agree that it is another one."""
    if told is None or primary(told) not in recognised() or sum(map(str.isalpha, text[:SAMPLE])) < _TELLING:
        return None
    middle = len(text) // 2
    found = {detect(part) for part in (text[:SAMPLE], text[middle : middle + SAMPLE])}
    other = found.pop()
    return other if not found and other != "und" and primary(other) != primary(told) else None
