"""Inline Markdown to plain text: emphasis, links, escapes, inline HTML go; what is read stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_IMAGE = re.compile(r"!\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_OPEN_LINK = re.compile(r"\[([^\[\]]+)\]\((?:[^\s()]*\()+[^\s()]*\)")
"""A destination with a parenthesis that is never closed, as makers of files leave it."""
_REFERENCE_LINK = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_STRONG = re.compile(r"(?<!\\)(\*\*\*|\*\*|___|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\\\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_\\])\1(?![\w*])")
_CODE = re.compile(r"(`+)(.+?)\1")
_STRIKE = re.compile(r"~~(?=\S)(.+?)~~")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"(^|.)(<sup>\s*([^<]*?)\s*</sup>)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPED = re.compile("([\ue000-\ue07f])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKED = re.compile(r"[\\\[\]*_`~<>&!]")
_PIECE = 20_000
"""Characters looked at together: finding pairs of marks costs the square of it at worst."""
_HOLD = 0xE000
"""Escaped punctuation is held in the private use area while marks are taken away."""


def plain(text: str) -> str:
    r"""The text a reader of the rendered page would see.

    >>> plain(r"**Điều 1\.** [Luật](http://a/b) n<sup>o</sup> 5[^2]")
    'Điều 1. Luật no 5 [2]'
    """
    if not _MARKED.search(text):
        return text
    if len(text) > _PIECE:
        return "".join(plain(piece) for piece in _pieces(text))
    text = _ESCAPE.sub(lambda match: chr(_HOLD + ord(match[1])), text)
    for pattern, replacement, closer in _MARKS:
        # Without a closing mark every opening one would be followed to the end of the text.
        if closer.search(text):
            text = pattern.sub(replacement, text)
    text = _SUPERSCRIPT.sub(_superscript, text)
    text = unescape(_TAG.sub("", text))
    return _ESCAPED.sub(lambda match: chr(ord(match[1]) - _HOLD), text)


_BRACKET = re.compile(r"\]")
_STRONG_END = re.compile(r"(?<=\S)(?:\*\*|__)")
_MARKS: tuple[tuple[re.Pattern[str], str, re.Pattern[str]], ...] = (
    (_COMMENT, "", re.compile("-->")),
    (_IMAGE, "", _BRACKET),
    (_LINK, r"\1", _BRACKET),
    (_LINK, r"\1", _BRACKET),  # a link may hold an image or a bracket
    (_OPEN_LINK, r"\1", _BRACKET),
    (_REFERENCE_LINK, r"\1", _BRACKET),
    (_AUTOLINK, r"\1", re.compile(">")),
    (_NOTE_MARK, r" [\1]", _BRACKET),
    (_CODE, r"\2", re.compile("`[^`]+`")),
    (_STRONG, r"\2", _STRONG_END),
    (_STRONG, r"\2", _STRONG_END),
    (_EMPHASIS, r"\2", re.compile(r"(?<=[^\s*_\\])[*_](?![\w*])")),
    (_STRIKE, r"\1", re.compile(r"(?<=\S)~~")),
    (_BREAK, "\n", re.compile(">")),
)


def _superscript(match: re.Match[str]) -> str:
    """A raised number stays raised at the start (a paragraph number) and behind a unit (m²).

    Anywhere else it is the mark of a note, and stands apart from the word; letters come down (1er).
    """
    before, raised = match[1], match[3]
    if not raised.isdecimal():
        return before + raised
    if before.isalpha() and not match.string[: match.start() + 1].endswith(("m", "M")):
        return f"{before} [{raised}]"
    return before + raised.translate(_RAISED)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of bounded length, cut at blanks: marks pair up within a piece."""
    start = 0
    while start < len(text):
        end = text.rfind(" ", start, start + _PIECE) + 1
        if end <= start:
            end = start + _PIECE
        yield text[start:end]
        start = end


def is_bold(text: str) -> bool:
    """Whether the whole line is strongly emphasised."""
    return bool(re.fullmatch(r"(\*\*|__).+\1[.:]?", text.strip()))
