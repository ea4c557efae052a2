"""The works that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from corpus.language.citations.flat import Flat
from corpus.language.citations.forms import Finder
from corpus.language.citations.items import read_items
from corpus.language.citations.lexicon import NOUN, Lexicon
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.citations.pieces import Token, Work
from corpus.language.citations.series import series_in
from corpus.language.citations.units import SECTIONS, unit
from corpus.language.table import key

_SHORTEST_TITLE = 25
"""Characters of a title that are enough of it."""
_NUMBERED = {False: re.compile(r"\d"), True: re.compile("[号號章]")}
"""What stands in every work named by its number, where outer words stand first or not."""


def works(flat: Flat, finder: Finder, lexicon: Lexicon) -> list[Work]:
    """Every work named, overlapping ones too; none that a heading names which is told with its provision."""
    found = list(_all(flat, finder, lexicon))
    headings = list(_headings(flat.text, lexicon)) if found else []
    return [one for one in found if not any(start <= one.start < end for start, end in headings)]


def _headings(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where headings stand between provisions and their works in a list: Điều 1. Cảng … của Nghị định …."""
    for listed in lexicon.headed_items.finditer(text):
        start = listed.start("items")
        for item in listed["items"].split(";"):
            found = lexicon.headed_item.match(text, start, start + len(item))
            if found:
                yield found.span("heading")
            start += len(item) + 1


def _all(flat: Flat, finder: Finder, lexicon: Lexicon) -> Iterator[Work]:
    text, forms = flat.text, lexicon.works
    for match in finder.all(forms["this"]):
        yield _work(match, Naming.THIS, lexicon)
    for match in finder.all(forms["said"]):
        yield _work(match, Naming.ANAPHORA, lexicon)
    for match in finder.all(forms["after"]):
        yield _work(match, Naming.ANAPHORA, lexicon, only_after=True)
    has_number = _NUMBERED[lexicon.outer_first].search(text) is not None
    for match in finder.all(forms["numbered"] if has_number else ()):
        work = _work(match, Naming.NUMBER, lexicon)
        yield work
        yield from _continued(text, work, lexicon)
    for match in finder.all(forms["titled"]):
        yield _issued(text, _within_line(_work(match, Naming.TITLE, lexicon), flat), lexicon)
    for match in finder.all(forms["made_under"]):
        yield replace(_work(match, Naming.TITLE, lexicon), made_under=True)
    for start, end, number in series_in(text):
        yield Work(start, end, WorkMention(Naming.NUMBER, text[start:end], number))


def named(text: str, names: Mapping[str, WorkMention]) -> Iterator[Work]:
    """Short names that were given before (以下简称港口法), those that end as the title does."""
    for name, mention in names.items():
        if name[-1:] != mention.text[-1:]:
            continue
        for match in re.finditer(
            rf"(?<![本该該此各国國际際项項家]){re.escape(name)}(?!(?<=[规規]定)的)", text
        ):
            yield Work(match.start(), match.end(), mention)


def leading(text: str, finder: Finder, lexicon: Lexicon) -> Iterator[Token]:
    """Codes whose sections stand behind them, mostly as bare numbers: 15 U.S.C. 1601."""
    for match in finder.all(lexicon.works["leading"]):
        yield replace(_work(match, Naming.NUMBER, lexicon), leads=True)
        items, end = read_items(text, match.end(), lexicon, SECTIONS, plural=True)
        if items and text[match.end() : match.end() + 2].strip().isdigit():
            yield unit(match.end() + 1, end, SECTIONS, items, lettered=True)


def _within_line(work: Work, flat: Flat) -> Work:
    """A title ends with its line, but where that would leave only its beginning."""
    at = next((at for at in flat.breaks if work.start + _SHORTEST_TITLE <= at < work.end), work.end)
    return replace(work, end=at, mention=replace(work.mention, text=flat.text[work.start : at]))


def _issued(text: str, work: Work, lexicon: Lexicon) -> Work:
    """With the number of the act by which it was issued: the Law of Ports, issued by Decree No. 5.

    The word agrees with the noun: what was issued may be another work, named before.
    """
    found = lexicon.own.issued.match(text, work.end)
    if found is None or (work.mention.text.split(" ")[0][-1] == "ه") != bool(found["feminine"]):
        return work
    printed = text[work.start : found.end()].rstrip(" ,")
    mention = replace(work.mention, naming=Naming.NUMBER, text=printed, number=found["number"].strip())
    return replace(work, end=work.start + len(printed), mention=mention)


def _continued(text: str, work: Work, lexicon: Lexicon) -> Iterator[Work]:
    """Further numbers of the same list: Decrees No. 5/2001 and No. 7/2002."""
    end = work.end
    while found := _listed(text, end, lexicon) or _listed(text, _after_date(text, end, lexicon), lexicon):
        end = found.end()
        yield Work(
            found.start(), end, WorkMention(Naming.NUMBER, found[0], found["number"], work.mention.kind)
        )


def _listed(text: str, end: int, lexicon: Lexicon) -> re.Match[str] | None:
    separator = lexicon.separator.match(text, end)
    if not separator:
        return None
    forms = lexicon.works["continued"]
    return next((match for form in forms if (match := form.pattern.match(text, separator.end()))), None)


def _after_date(text: str, end: int, lexicon: Lexicon) -> int:
    """Behind the date of a work of a list: Laws No. 5, of 3 May 2001, and No. 7."""
    dated = lexicon.dated.match(text, end)
    return dated.end() if dated else end


def _work(match: re.Match[str], naming: Naming, lexicon: Lexicon, *, only_after: bool = False) -> Work:
    groups = match.groupdict()
    start, end = match.span("title") if groups.get("title") else match.span()
    printed = match.string[start:end].rstrip(" ,")
    if printed.endswith(")") and "(" not in printed:  # it closes what was opened before the work
        printed = printed[:-1].rstrip()
    number = (groups.get("number") or "").strip()
    kind = key(groups.get("kind") or "", lexicon.table.code)[:NOUN]
    if groups.get("acronym"):
        naming = Naming.TITLE
    return Work(start, start + len(printed), WorkMention(naming, printed, number, kind), only_after)
