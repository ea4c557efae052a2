"""What the final clauses tell: the authentic languages and the depositary."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.language.formalities import languages_in, patterns
from corpus.language.table import LanguageTable
from corpus.model import WorkKind
from ingest.metadata.head import Head, span_of
from ingest.metadata.kinds import kind_of
from ingest.metadata.own import Found, Own, sentence


def find_languages(own: Own, head: Head) -> list[Found]:
    """The languages in which a text says that it is authentic, each once, in order."""
    code = head.words.code
    found = [*_labelled(head), *_in_sentences(own, code)]
    return list({one.value: one for one in reversed(found)}.values())[::-1]


def _labelled(head: Head) -> Iterator[Found]:
    """`Authentic texts: English and French`, in the Treaty Series of the United Nations."""
    for line in head.lines:
        for label in patterns(head.words.code, "texts"):
            if match := label.match(line.text.strip()):
                begin = len(line.text) - len(line.text.lstrip()) + match.end()
                for language, named in languages_in(line.text[begin:], head.words.code):
                    yield Found(language, span_of(line, begin + named.start(), begin + named.end()))


def _in_sentences(own: Own, code: str) -> Iterator[Found]:
    """Languages named in the first sentence that says which texts are authentic."""
    for part in own.parts:
        for pattern in patterns(code, "authentic"):
            for match in pattern.finditer(part.text):
                first, last = sentence(part.text, *match.span())
                named = list(languages_in(part.text[first:last], code))
                if named:
                    yield from (
                        own.found(part, language, first + place.start(), first + place.end())
                        for language, place in named
                    )
                    return


def find_depositaries(own: Own, head: Head) -> list[Found]:
    """Who keeps the original or the instruments of ratification, as printed, each once."""
    found: dict[str, Found] = {}
    for part in own.parts:
        for pattern in (*patterns(head.words.code, "depositary"), *patterns(head.words.code, "deposited")):
            for match in pattern.finditer(part.text):
                name = " ".join(match["name"].split())
                found.setdefault(name.casefold(), own.found(part, name, *match.span("name")))
    return list(found.values())


def own_name(own: Own, words: LanguageTable) -> WorkKind | None:
    """The kind by which an instrument first calls itself: `this Agreement`."""
    for part in own.parts:
        for name in patterns(words.code, "self"):
            if match := name.search(part.text):
                return kind_of(match[0], words)
    return None
