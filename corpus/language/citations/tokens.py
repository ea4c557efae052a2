"""The pieces of citations in a text, before they are put together: provisions and works."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from corpus.language.citations.flat import Flat
from corpus.language.citations.forms import Finder
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.citations.pieces import Place, Token, Unit, Work
from corpus.language.citations.relative import relative
from corpus.language.citations.units import units, words_for_units
from corpus.language.citations.works import leading, named, works
from corpus.language.table import key

_SHORTEST_TITLE = 12
"""Characters of a title that name a work, where its end is not read."""
_COLON = re.compile(" ?:")
_SENTENCE = re.compile(r"[^\W\d]{3}\.$")
"""The end of a sentence; that of a label (1.) is none."""
_HEADED = re.compile(r" ?(?:[.:](?!\d)|- ?|$)")
_AFTER_COLON = re.compile(r"\*?\.(?! ?\d)")
_BRACKETED_HEADING = re.compile(r" ?(?:\)|\([^()]{3,150}\))[ .:]{0,2}")
"""The heading behind a label, or the end of a label in brackets."""
_NUMBER_FOLLOWS = re.compile(r" \d+(?:[^\W\d]|[°.)])")
"""What a line tells of its label: Point 1 15° 50' N; Article 3 1. The ports."""
_LABEL_END = re.compile(r"(?: ?\([^()\d]{2,20}\))? ?(?::|\.(?: |$|-)|- |(?<= )-(?=[^\W\d_]))")
_RUN_IN = re.compile(r" [^\W\d_a-zß-ÿ]?[^\W\d_A-ZÀ-Þ]")
"""The sentence that a label begins where lines were run together: … of the dam. ARTIcLE XIV The costs."""
_HEADS_SENTENCE = re.compile(r"\. ?(?=[^\W\da-zß-ÿ])")
_AFTER_SENTENCE = re.compile(r"[^\W\d]{3}\. $")
"""Before and behind a label that stands alone as a sentence: … of the ports. Article 3. The dues …."""
_MOSTLY = 0.75


def tokens(
    flat: Flat, lexicon: Lexicon, place: Place, names: Mapping[str, WorkMention] | None = None
) -> list[Token]:
    """Every piece, in order, none overlapping another; the longer one counts.

    `names` are short names that the text gave to works; they are looked for where there are no blanks.
    """
    text = flat.text
    finder, words = Finder(text), words_for_units(text, lexicon)
    found: list[Token] = [*relative(flat, finder, lexicon, place, named=lexicon.outer_first or bool(words))]
    named_units = units(text, lexicon, words, place)
    found += (unit for unit in named_units if not _is_label(flat, unit, place, lexicon))
    found += works(flat, finder, lexicon)
    found += leading(text, finder, lexicon)
    if names and lexicon.outer_first:
        found += named(text, names)
    if not found:
        return []
    found.sort(key=_weight)
    taken = bytearray(len(text) + 1)
    kept: list[Token] = []
    for piece in found:
        token = _before_this(piece, text, taken, lexicon.table.code)
        if _leads_on(token, piece, lexicon):
            continue
        if not any(taken[token.start : token.end]):
            taken[token.start : token.end] = b"\1" * (token.end - token.start)
            kept.append(token)
    return _undefining(text, sorted(kept, key=lambda token: token.start), lexicon)


def _before_this(token: Token, text: str, taken: bytearray, code: str) -> Token:
    """A title ends where this work is named: the Convention of 1963 and articles 5 and 6 of this Law."""
    at = taken.find(1, token.start, token.end)
    titled = isinstance(token, Work) and token.mention.naming is Naming.TITLE and not token.only_after
    if at <= token.start or not titled or at - token.start < _SHORTEST_TITLE:
        return token
    printed = text[token.start : at].rstrip(" ,")
    if token.mention.kind not in key(printed, code):  # type: ignore[union-attr]
        return token  # International | Convention on the Ports
    mention = replace(token.mention, text=printed)  # type: ignore[union-attr]
    return replace(token, end=token.start + len(printed), mention=mention)  # type: ignore[arg-type]


def _leads_on(token: Token, whole: Token, lexicon: Lexicon) -> bool:
    """Whether a title that was cut leads to this work: the Rules of | this Convention are none by name."""
    last = token.mention.text.rpartition(" ")[2] if token is not whole and isinstance(token, Work) else ""
    return bool(last) and lexicon.link.fullmatch(f" {last} ") is not None


def _undefining(text: str, found: list[Token], lexicon: Lexicon) -> list[Token]:
    """Without what stands in brackets in which a work is given its short name: no mention of its own."""
    kept: list[Token] = []
    begin = end = 0
    for token in found:
        if begin <= token.start < end:
            continue
        called = lexicon.called.match(text, token.end) if isinstance(token, Work) else None
        if called:
            begin, end = text.find("(", token.end, called.start("name")), called.end()
            begin = begin if begin >= 0 else called.start("name")
        kept.append(token)
    return kept


def _weight(token: Token) -> tuple[bool, int, bool]:
    """The longer piece counts, "this Convention" before any title that might begin in it."""
    length = token.start - token.end
    if isinstance(token, Unit):
        return True, length, False
    return token.mention.naming is not Naming.THIS, length, token.only_after


def _is_label(flat: Flat, unit: Unit, place: Place, lexicon: Lexicon) -> bool:
    """Whether it heads a provision and is no mention: Article 5. Definitions, at the head of a line."""
    text = flat.text
    line = max((at + 1 for at in flat.breaks if at < unit.start), default=0)
    ends = unit.end >= len(text) or unit.end in flat.breaks
    colon = _COLON.match(text, unit.end)
    if text.startswith(".-", unit.end):  # a label within a line that was run together: § 2.- The
        return True
    if _HEADS_SENTENCE.match(text, unit.end) and _AFTER_SENTENCE.search(text[line : unit.start]):
        return len(unit.paths) == 1 and text[unit.start].isupper()
    letters = sum(map(str.isalpha, text[unit.start : unit.end]))
    if letters > 1 and text[unit.start : unit.end].isupper() and _HEADED.match(text, unit.end):
        return True
    before = text[line : unit.start].rstrip(' "*(-')
    capitals = sum(map(str.isupper, text[unit.start : unit.end]))
    if capitals > letters * _MOSTLY and _SENTENCE.search(before) and _RUN_IN.match(text, unit.end):
        return True
    if colon is not None and _SENTENCE.search(before):
        return True
    if before.endswith(":"):  # … is replaced by the following: Art. 50.(1)
        ends_line = colon is not None and (colon.end() >= len(text) or colon.end() in flat.breaks)
        return ends_line or bool(_AFTER_COLON.match(text, unit.end))
    if not before:
        rest = text[unit.end : min((at for at in flat.breaks if at >= unit.end), default=len(text))]
        headed = (
            ends
            or (lexicon.outer_first and rest[:1] == " ")
            or bool(_LABEL_END.match(text, unit.end))
            or rest.strip().isupper()
            or bool(_NUMBER_FOLLOWS.match(rest))
        )
        return headed or bool(_BRACKETED_HEADING.fullmatch(rest))
    closes = colon is not None and (colon.end() >= len(text) or colon.end() in flat.breaks)
    return closes and len(unit.paths) == 1 and unit.paths[0][-1].number == _own_number(unit, place)


def _own_number(unit: Unit, place: Place) -> str | None:
    own = place.own(unit.levels)
    return own[-1].number if own else None
