"""Tell a line that opens something new (an article, a numbered paragraph) from one that goes on.

Only for joining wrapped lines into paragraphs: what the opening means is for `ingest.structure`.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.language.numerals import read_numeral
from corpus.language.table import tables

_ENUMERATORS = re.compile(
    r"""[-–—•·●▪◦*+]\s
    | \(?\d{1,3}\s?[.)](?!\d) | \d{1,3}(?:\.\d{1,3}){1,4}\.?\s   # 1.  1)  (1)  1.2  13.1.1.
    | \(?[a-zđа-яА-ЯA-ZĐ]{1}[.)]\s                    # a)  (b)  c.
    | \(?[ivxlIVXL]{1,6}[.)]\s                        # (iv)  II.
    | [（(][一二三四五六七八九十百0-9]{1,4}[）)]
    | [一二三四五六七八九十]{1,3}、
    | [\u0660-\u0669\u06f0-\u06f9\d]{1,3}\s?[-–.)]\s
    | \(?[\u0621-\u064a]\s?[-–.)]\s                   # أ- ب)
    | 第[一二三四五六七八九十百千零〇0-9]{1,7}[编編章节節条條款项項部]
    """,
    re.VERBOSE,
)
_OWN_NUMBER = re.compile(
    r"(?:[A-Z]{1,6}[ -]?)?\d{1,4}[A-Z]{0,4}(?:\.\d{1,3}[A-Z]?){0,4}\.\s"  # 327A.  ST 1.1.  PFF1.
    r"|\(\w{1,4}\)\s?\(\w{1,4}\)"  # (b)(i)
)
_HAN_DIVISION = re.compile(
    r"第(?=[〇零一二三四五六七八九十百千\d])|附[件录錄表則则](?=[一二三四五六七八九十\d])"
)
_ENDS = '.;:!?。；：！？…؛؟।"”»)'
_MOST = 40
"""Longest opening word in characters, with room for `Tiểu mục` and `# часть`."""


def ends_sentence(line: str) -> bool:
    """Whether the line may be the end of a paragraph by its last character."""
    return line.endswith(tuple(_ENDS))


def opens_unit(line: str) -> bool:
    """Whether the line begins with an enumerator or a numbered division in any language.

    A division is printed with a capital: `article 13` at a line's start ends a sentence.

    >>> opens_unit("Điều 5. Phạm vi"), opens_unit("(a) the State"), opens_unit("Article 5 of the Treaty")
    (True, True, False)
    """
    return bool(_ENUMERATORS.match(line)) or (not line[:1].islower() and opens_division(line))


def numbers_itself(item: str) -> bool:
    """Whether the text of a list item has a number of its own, so that the list's is only markup.

    >>> numbers_itself("327A. DELETED"), numbers_itself("(b)(i) a visa"), numbers_itself("12 persons")
    (True, True, False)
    """
    return opens_unit(item) or bool(_OWN_NUMBER.match(item))


def opens_division(line: str) -> bool:
    """Whether the line begins with a numbered division (`Article 5`, `Chương II`), not with a reference."""
    match = _openers().match(line)
    if not match:
        return False
    for words in tables():
        number = read_numeral(line, match.end(), words)
        if number:
            rest = line[number[1] : number[1] + _MOST]
            return not _goes_on(rest.removeprefix(")") if line[match.end() - 1] == "(" else rest)
    return False


def after_division_word(line: str) -> int:
    """Where the number begins behind a division's word (`Article `, `Điều `); 0 where there is none."""
    match = _HAN_DIVISION.match(line) or _openers().match(line)
    return match.end() if match else 0


def _goes_on(rest: str) -> bool:
    """`of the Treaty`, `, paragraph 2,`: the words before were a reference, not a heading."""
    following = rest.lstrip()
    if not following:
        return False
    word = re.split(r"[\s,.;:]", following, maxsplit=1)[0].lower()
    return following[0] in ",;)" or (following[0].islower() and word in _continuations())


@cache
def _continuations() -> frozenset[str]:
    return frozenset(word for table in tables() for word in table.continuations)


@cache
def _openers() -> re.Pattern[str]:
    words = {word for table in tables() for names in table.divisions.values() for word in names}
    plain = sorted((word for word in words if "#" not in word), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, plain)) + r")\s{0,3}\(?(?=[\w第])", re.IGNORECASE)
