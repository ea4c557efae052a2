"""Marked-up files as plain lines, so that nothing but the words says where an article begins."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

_FRONT: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_RAISED: Final = re.compile(r"</?su[pb]>|<br\s*/?>")
_TAG: Final = re.compile(r"<[^>\n]{1,400}>")
_LINK: Final = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_LEAD: Final = re.compile(r"^[ \t\u00a0]*(?:#{1,6}[ \t]*|>[ \t]?|[-*+][ \t]+)+")
_EMPHASIS: Final = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.])_{1,3}(?!\w)")
_NOTE: Final = re.compile(r"\[\^\w+\]")
_SIGN: Final = re.compile(r"<(?:sup|span class=\"W9\")[^>]*>\s*(\d+)\s*</(?:sup|span)>")
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ESCAPE: Final = re.compile(r"\\(?=[^\w\s])")
_RULE: Final = re.compile(r"^[\s|:=*_-]{3,}$")
_BLOCK: Final = re.compile(r"<(?:/?(?:p|div|h\d|tr|li|table|section|article)\b[^>]*|br\s*/?)>", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"<(script|style|head|nav)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def markdown(text: str) -> str:
    """Headings, emphasis, links, tables and front matter taken away; the lines stay."""
    text = _COMMENT.sub("", _FRONT.sub("", text, count=1))
    lines = [_line(line) for line in text.split("\n")]
    return "\n".join(line for line in lines if not _RULE.match(line) or not line.strip())


def _line(line: str) -> str:
    line = _LINK.sub(r"\1", _RAISED.sub("", line))
    line = _EMPHASIS.sub("", _LEAD.sub("", _TAG.sub("", _NOTE.sub("", line))))
    return html.unescape(_ESCAPE.sub("", line)).strip(" \t|")


def page(text: str) -> str:
    """The text of an HTML page, a block a line, raised digits as raised digits."""
    text = _SIGN.sub(lambda sign: sign[1].translate(_SUPERSCRIPT), text)
    text = _BLOCK.sub("\n", _UNSEEN.sub("", _COMMENT.sub("", text)))
    return "\n".join(_blocks(_TAG.sub("", text)))


def _blocks(text: str) -> Iterator[str]:
    for line in html.unescape(text).split("\n"):
        if words := " ".join(line.split()):
            yield words
