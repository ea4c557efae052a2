"""New text: where it stands, and which of its lines belong to which provision."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language.amendments.addresses import last, level, number, parent
from corpus.language.citations.flat import flatten
from corpus.language.citations.levels import path_of
from corpus.language.citations.lexicon import Lexicon, lexicon
from corpus.language.citations.newtext import new_text_place
from corpus.language.signs import HAN
from corpus.model import Provision

_LABEL = re.compile(r"[^.:：\n]{1,25}[.:：]\s+")
_HAN_ARTICLE = re.compile(rf"第[{HAN}\d]{{1,8}}[条條]")


def body(node: Provision) -> str:
    """A provision with its label and heading, and all that stands below it, line by line."""
    head = " ".join(part for part in (node.label, node.heading) if part)
    text = node.full_text()
    return (
        "\n".join(part for part in (head, text) if part)
        if node.heading
        else " ".join(part for part in (head, text) if part)
    )


def shared(text: str, addresses: Sequence[str], language: str) -> list[str] | None:
    """The new text of each provision: all of it for one, else cut at the labels.

    None where the labels of its lines say otherwise than the instruction: another number, one more provision.
    """
    words = lexicon(language)
    if words is None:
        return None
    if words.outer_first:
        return _by_lines(text, addresses)
    lines = _addressed(text, addresses[0], words)
    starts = [_start(lines, address) for address in addresses]
    if starts[0] is None and len(addresses) == 1 and _is_unlabelled(lines, addresses[0]):
        starts = [0]
    if starts[0] != 0 or None in starts or starts != sorted(set(starts), key=lambda at: at or 0):
        return None
    if _has_others(lines, addresses):
        return None
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def unlabelled(heading: str, address: str, language: str) -> str:
    """A new heading without the label of its article, if it is given with it.

    >>> unlabelled("Điều 32. Thủ tục đăng ký", "art_32", "vi"), unlabelled("Phí", "art_32", "vi")
    ('Thủ tục đăng ký', 'Phí')
    """
    words = lexicon(language)
    label = _LABEL.match(heading)
    lines = _addressed(heading, address, words) if words is not None and label is not None else []
    named = bool(lines) and label is not None and number(address) in label[0].casefold()
    return heading[label.end() :] if named and label is not None else heading


def is_labelled(text: str, language: str) -> bool:
    """Whether a text begins with a label: 2. or b) or Điều 5."""
    words = lexicon(language)
    lines = _addressed(text, "", words) if words is not None else []
    return bool(lines and lines[0][1])


def _by_lines(text: str, addresses: Sequence[str]) -> list[str] | None:
    """The same where lines are paragraphs without a label: as many as are named; articles have theirs."""
    lines = text.split("\n")
    if all(level(address) != "art" for address in addresses):
        return lines if len(lines) == len(addresses) else None
    begun = [at for at, line in enumerate(lines) if _HAN_ARTICLE.match(line)]
    if len(addresses) == 1:
        return [text] if not begun or begun == [0] else None
    if len(begun) != len(addresses) or begun[0] != 0:
        return None
    ends = [*begun[1:], len(lines)]
    return ["\n".join(lines[start:end]) for start, end in zip(begun, ends, strict=True)]


def _addressed(text: str, address: str, words: Lexicon) -> list[tuple[int, str]]:
    """Each line of the new text, where it begins, with the address that its label makes."""
    flat = flatten(text)
    place = new_text_place(flat, 0, path_of(address), words)
    return [(flat.place(start), eid) for start, eid in place.lines[1:]]


def _start(lines: Sequence[tuple[int, str]], address: str) -> int | None:
    """Where the lines of a provision begin; an article may begin with its first paragraph."""
    for start, eid in lines:
        of_article = level(address) == "art" and eid.startswith(f"{address}__")
        if eid == address or of_article or _is_same(eid, address):
            return start
    return None


def _is_same(eid: str, address: str) -> bool:
    """Whether a label makes the number of a provision, though perhaps another level of it."""
    if number(eid) != number(address):
        return False
    return (level(eid) == level(address) == "art") or "art" not in {level(eid), level(address)}


def _is_unlabelled(lines: Sequence[tuple[int, str]], address: str) -> bool:
    """Whether the first line has no label."""
    return bool(lines) and lines[0][1] == address


def _has_others(lines: Sequence[tuple[int, str]], addresses: Sequence[str]) -> bool:
    """Whether a line begins a provision that stands beside those named."""
    named = {last(address) for address in addresses}
    outer = parent(addresses[0])
    return any(
        parent(eid) == outer and level(eid) == level(addresses[0]) and last(eid) not in named
        for _, eid in lines
    )
