"""The words by which drafts show their usual parts (`tables/drafting.toml`), as expressions."""

from __future__ import annotations

import re
from functools import cache

from corpus.language.patterns import tolerant
from corpus.language.table import primary, shared_table

_JOINED = {"zh": ("", ""), "ar": (r"(?<![^\W\u0648\u0641])", "")}
"""What stands around words where no blank parts them, or a conjunction is joined to the first."""


@cache
def drafting(language: str, name: str) -> re.Pattern[str]:
    """The expression of this name; one that never matches for a language without a table.

    >>> bool(drafting("en", "entry_into_force").search("These Regulations come into force on 1 May."))
    True
    """
    code = primary(language)
    found = shared_table("drafting").get(code, {}).get(name, "(?!)")
    before, behind = _JOINED.get(code, (r"(?<!\w)", "" if name != "negations" else r"(?!\w)"))
    return re.compile(f"{before}(?:{tolerant(found, code)}){behind}", re.IGNORECASE)


def is_known(language: str) -> bool:
    """Whether the table has the language."""
    return primary(language) in shared_table("drafting")
