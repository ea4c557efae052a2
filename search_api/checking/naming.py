"""Whether a citation names its work for certain, so that a work which is not found is not in the base."""

from __future__ import annotations

import re
from typing import Final

from corpus.identifiers import numbers_in

_NUMBER: Final = re.compile(r"(?<![\w/-])\d+(?:[/-]\w+)+(?![\w/-])")
_NUMBERED: Final = re.compile(r"(?:\bn[o°º]s?\.? ?|№ ?|رقم |第 ?)\d", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_QUOTED: Final = re.compile(r"[《«“„\"].{6,}[》»”\"]", re.DOTALL)
_FEWEST: Final = 3
"""Words of a title that ends with its year: `Consular Fees Regulations 2004`."""


def is_certain(printed: str) -> bool:
    """Whether these words name one work: by a number with a symbol or a year, or by a title with its year.

    A title in words alone may run on, or be short for another.

    >>> is_certain("Nghị định số 7/2020/NĐ-HĐ"), is_certain("the Consular Fees Regulations 2004")
    (True, True)
    >>> is_certain("the Vienna Convention"), is_certain("Decision No. 7")
    (False, False)
    """
    if len(numbers_in(printed)) == 1 or len(_NUMBER.findall(printed)) == 1:
        return True
    dated = _YEAR.search(printed) is not None
    return dated and (
        _NUMBERED.search(printed) is not None
        or _QUOTED.search(printed) is not None
        or (len(printed.split()) > _FEWEST and _YEAR.fullmatch(printed.split()[-1]) is not None)
    )
