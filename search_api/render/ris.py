"""RIS, which reference managers read: one record, a tag a line."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import WorkKind
from search_api.render.citation import citation, number_of_work, provision_told
from search_api.render.shown import Shown

END = "\r\n"
_NO_LAW = frozenset({WorkKind.OTHER, WorkKind.STATUS_NOTE, WorkKind.GUIDELINE})
"""Kinds that lay nothing down. Of treaties RIS knows nothing: managers file them with statutes."""


def ris(shown: Shown) -> str:
    """The record of a work or a provision."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(shown) if value]
    return END.join([*lines, "ER  - ", ""])


def _tags(shown: Shown) -> Iterator[tuple[str, str]]:
    work, expression = shown.work.work, shown.expression.expression
    yield "TY", "GEN" if work.kind in _NO_LAW else "STAT"
    yield "TI", shown.title
    yield from (("AU", name) for name in work.issuers or work.parties)
    if work.adopted and work.adopted.earliest.year == work.adopted.latest.year:
        yield "PY", f"{work.adopted.earliest.year:04d}"
        yield "DA", f"{work.adopted.day:%Y/%m/%d}/" if work.adopted.day else ""
    yield "M1", number_of_work(shown)
    yield "SE", provision_told(shown)
    yield "LA", expression.language
    yield "N1", shown.mark
    yield "N1", citation(shown)
    yield "UR", shown.url()
