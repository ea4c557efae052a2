"""Inline Markdown to plain text: emphasis, links, escapes, inline HTML go; what is read stays."""

from __future__ import annotations

import re
from html import unescape

_IMAGE = re.compile(r"!\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
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
_HOLD = 0xE000
"""Escaped punctuation is held in the private use area while marks are taken away."""


def plain(text: str) -> str:
    r"""The text a reader of the rendered page would see.

    >>> plain(r"**Điều 1\.** [Luật](http://a/b) n<sup>o</sup> 5[^2]")
    'Điều 1. Luật no 5 [2]'
    """
    if not _MARKED.search(text):
        return text
    text = _ESCAPE.sub(lambda match: chr(_HOLD + ord(match[1])), text)
    text = _COMMENT.sub("", text)
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    text = _SUPERSCRIPT.sub(_superscript, text)
    text = unescape(_TAG.sub("", text))
    return _ESCAPED.sub(lambda match: chr(ord(match[1]) - _HOLD), text)


_MARKS = (
    (_IMAGE, ""),
    (_LINK, r"\1"),
    (_LINK, r"\1"),  # a link may hold an image or a bracket
    (_REFERENCE_LINK, r"\1"),
    (_AUTOLINK, r"\1"),
    (_NOTE_MARK, r" [\1]"),
    (_CODE, r"\2"),
    (_STRONG, r"\2"),
    (_STRONG, r"\2"),
    (_EMPHASIS, r"\2"),
    (_STRIKE, r"\1"),
    (_BREAK, "\n"),
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


def is_bold(text: str) -> bool:
    """Whether the whole line is strongly emphasised."""
    return bool(re.fullmatch(r"(\*\*|__).+\1[.:]?", text.strip()))
