"""BibTeX: an entry that every style prints, with what BibLaTeX knows besides."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.identifiers import alpha3, slugify
from search_api.render.citation import number_of_work, provision_told
from search_api.render.shown import Shown

ENTRY = "misc"
"""`@legislation` is known to BibLaTeX alone, and BibTeX's own styles would leave it out."""

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "#$%&_"},
}
"""What means something to LaTeX. Braces by name: BibTeX counts them even behind a backslash."""


def bibtex(shown: Shown) -> str:
    """The entry of a work or a provision."""
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(shown) if value]
    return "\n".join([f"@{ENTRY}{{{_key(shown)},", *lines, "}", ""])


def _fields(shown: Shown) -> Iterator[tuple[str, str]]:
    work, language = shown.work.work, shown.expression.expression.language
    adopted = work.adopted
    yield "author", " and ".join(f"{{{escaped(name)}}}" for name in work.issuers or work.parties)
    yield "title", f"{{{escaped(shown.title)}}}"
    yield "number", escaped(number_of_work(shown))
    if adopted and adopted.earliest.year == adopted.latest.year:
        yield "year", f"{adopted.earliest.year:04d}"
        yield "date", adopted.isoformat() if "/" not in adopted.isoformat() else ""
    yield "howpublished", escaped(provision_told(shown))
    yield "version", shown.version.isoformat() if shown.version else ""
    yield "note", escaped(shown.mark)
    yield "language", alpha3(language)
    yield "url", shown.url()


def _key(shown: Shown) -> str:
    eid, version = shown.provision.eid if shown.provision else "", shown.version
    parts = (shown.work.work.slug, eid, version.isoformat() if version else "")
    return ":".join(slugify(part) for part in parts if part)


def escaped(text: str) -> str:
    r"""The text as LaTeX prints it, in one line.

    >>> escaped("Trade & 50% {draft}")
    'Trade \\& 50\\% \\textbraceleft{}draft\\textbraceright{}'
    """
    return "".join(_ESCAPED.get(letter, letter) for letter in " ".join(text.split()))
