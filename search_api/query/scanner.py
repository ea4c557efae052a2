"""From the characters of a query to its tokens. Never fails but for a quotation that is never closed.

Whatever could be meant as text is text: a parenthesis inside a word (`22(1)(b)`), a dash between
blanks, a star alone, a colon after something that is no field name (`10:30`, `https://…`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from search_api.query.faults import broken

QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
"""Opening quotation marks with what closes them; only the straight one must be closed."""

_FIELD = re.compile(r"(?!https?:|ftp:|urn:|file:)([^\W\d][\w-]*)[:：](?=[^\s:：/])")
_SLOP = re.compile(r"~(\d{1,2})(?=[\s)]|$)")
_SPACE = re.compile(r"\s+")


class Kind(Enum):
    """The kinds of token."""

    WORD = "word"
    QUOTED = "quoted"
    FIELD = "field"
    MINUS = "minus"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its place. `slop` belongs to a quotation, `text` of a field is its name."""

    kind: Kind
    text: str
    position: int
    slop: int = 0


def scan(query: str) -> list[Token]:
    """The tokens of a query. Raises InvalidQuery (`open_quote`) with the place."""
    return _Scanner(query).run()


class _Scanner:
    """Walks over a query once; `depth` counts the parentheses that are open."""

    def __init__(self, query: str) -> None:
        self.query, self.at, self.depth = query, 0, 0
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        while self.at < len(self.query):
            if blank := _SPACE.match(self.query, self.at):
                self.at = blank.end()
            else:
                self._one()
        return self.tokens

    def _one(self) -> None:
        """Take the token that begins here."""
        character = self.query[self.at]
        if character in QUOTES and self._quoted():
            return
        if character == "(":
            self.depth += 1
            self._add(Kind.OPEN, 1)
        elif character == ")":
            self.depth -= 1
            self._add(Kind.CLOSE, 1)
        elif character in "-−" and self._excludes():
            self._add(Kind.MINUS, 1)
        elif field := _FIELD.match(self.query, self.at):
            self.tokens.append(Token(Kind.FIELD, field[1], self.at))
            self.at = field.end()
        else:
            self._word()

    def _quoted(self) -> bool:
        """Take a quotation; False where a mark of that kind is only text here."""
        mark, start = self.query[self.at], self.at
        ends = [self.query.find(close, start + 1) for close in (*QUOTES[mark], '"')]
        end = min((end for end in ends if end > start), default=-1)
        if end < 0:
            if mark == '"':
                raise broken("open_quote", self.query, start)
            return False
        slop = _SLOP.match(self.query, end + 1)
        text = self.query[start + 1 : end].strip()
        if text:
            self.tokens.append(Token(Kind.QUOTED, text, start, int(slop[1]) if slop else 0))
        self.at = slop.end() if slop else end + 1
        return True

    def _excludes(self) -> bool:
        """Whether a dash excludes what follows: `-x` after a blank, not `a - b`, `a-b` or `-5`."""
        follows = self.query[self.at + 1 : self.at + 2]
        before = self.query[self.at - 1] if self.at else " "
        opens = follows.isalpha() or follows == "(" or follows in QUOTES
        return bool(follows) and opens and (before.isspace() or before == "(")

    def _word(self) -> None:
        """Take everything up to a blank, a quotation, or the parenthesis that closes an open one."""
        start, inner = self.at, 0
        while self.at < len(self.query):
            character = self.query[self.at]
            if character.isspace() or (self.at > start and character in "“„«「『"):
                break
            if character == ")" and inner == 0 and self.depth > 0:
                break
            inner += (character == "(") - (character == ")" and inner > 0)
            self.at += 1
        self.tokens.append(Token(Kind.WORD, self.query[start : self.at], start))

    def _add(self, kind: Kind, length: int) -> None:
        self.tokens.append(Token(kind, self.query[self.at : self.at + length], self.at))
        self.at += length
