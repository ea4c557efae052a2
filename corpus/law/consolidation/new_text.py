"""New text of an amendment, held against the provision that it is for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from corpus.law.alignment import words_only
from corpus.law.consolidation.model import Leave, LeftFor, Parse
from corpus.model import Provision

_LABELLED: Final = re.compile(r"[\"'(（«“]*\w{1,4}(?: (?:bis|ter|quater))?[\"')）.、:：][\s\"'»”)]|[-–•*] ")
"""A line that begins as a numbered paragraph or a point does."""
_NUMBER: Final = re.compile(r"\d+(?:[.-]\d+)*[a-zđ]?(?: ?(?:bis|ter|quater|quinquies))?")


def own_words(new: str, label: str) -> str | None:
    """The words of a text of one line, without the label of its provision; None where it has more to it.

    >>> [own_words(text, "(b)") for text in ("(b) a crown;", "a crown;", "(c) a crown;")]
    ['a crown;', 'a crown;', None]
    """
    if "\n" in new.strip():
        return None
    text = new.strip()
    if label and _plain(text[: len(label)]) == _plain(label):
        return text[len(label) :].lstrip(" .:-–") or None
    return None if _LABELLED.match(text) else text


def _plain(text: str) -> str:
    """Letters as capitals are often printed, without accents: TITULO, Título."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def read(parse: Parse, before: Sequence[str], text: str) -> list[Provision]:
    """The outermost provisions of a new text; none: it has no label. Raises Leave where any of it is lost."""
    if not text.strip():
        raise Leave(LeftFor.NEW_TEXT)
    provisions = list(parse(before, text))
    if provisions and not _is_all_of(provisions, text):
        raise Leave(LeftFor.NEW_TEXT)
    return provisions


def _is_all_of(read: Sequence[Provision], text: str) -> bool:
    """Whether the provisions hold every word of the text from which they were read, in its order."""
    words = " ".join(" ".join(_parts(one)) for one in read)
    return _run(words) == _run(text)


def _parts(provision: Provision) -> list[str]:
    own = [provision.label, provision.heading, provision.text]
    return [part for part in own if part] + [part for child in provision.children for part in _parts(child)]


def _run(text: str) -> str:
    return words_only(text).replace(" ", "")


def relabelled(provision: Provision, number: str) -> str | None:
    """The label with another number in it, printed as the one before; None where that is not sure.

    >>> from corpus.model import ProvisionKind
    >>> relabelled(Provision("art_5", ProvisionKind.ARTICLE, "Article 5.", "5"), "6")
    'Article 6.'
    """
    old, label = provision.number or "", provision.label
    if not old or not number:
        return None
    if _NUMBER.fullmatch(number) and (found := _NUMBER.search(label)) and found[0].replace(" ", "") == old:
        return label[: found.start()] + number + label[found.end() :]
    if len(old) == len(number) == 1 and label.casefold().count(old) == 1 and number.isalpha():
        new = number.upper() if old.upper() in label else number
        return re.sub(re.escape(old), new, label, flags=re.IGNORECASE)
    return None
