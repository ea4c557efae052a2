"""The words by which a text tells itself, and what is made with it, from other works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.language.citations.forms import Pattern, regex

_NEVER = "(?!)"
_CLITICS = 2
"""Letters that are written with the first word of a title: ب, ل, ول."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a language needs where a text names itself by its title, or a rule that is made under it."""

    termed: frozenset[str]
    """Nouns that name another work only where the text defines them (the Regulation, in a law)."""
    issued: Pattern
    """Behind a title: by which act it was issued, with the ending of a feminine noun (group `feminine`)."""
    superseded: Pattern
    """Before a work: that this one takes its place. Without a form no title alone is that of this work."""
    takes_place: Pattern
    """Before a work: that this one takes its place, in languages that tell themselves by half a title."""
    cited_as: Pattern
    """Before the title by which this work is to be cited."""
    indefinite: Pattern
    """A work of any kind, its noun the group `kind` (any tax convention): what "that convention" means."""
    implements: Pattern
    """A title that names the work which this one implements (group `title`)."""
    implemented: str
    """What is written with the noun where it means that work: ال, of النظام."""
    together: Pattern
    """How the title of a law goes on with its regulation in the same text."""
    counted: Pattern
    """Labels of articles that count them as points are counted; without a form they never are."""
    chapter: Pattern
    """The word for chapters that may be that for articles; without a form it never is."""
    articles: Pattern
    """An article named by its usual word, in a text that does not call its articles chapters."""
    chapters_of: Pattern
    """Behind a number: a work that has chapters in any case (الفصل السابع من الميثاق)."""
    doubtful: Pattern
    """Words for divisions that mean other things as well: a part."""
    article: Pattern
    """What is written with a noun that is definite, and before it."""

    def is_title(self, name: str, title: str) -> bool:
        """Whether a name is this title, whatever is written with its first word (of the Law)."""
        return bool(title) and name.endswith(title) and len(name) - len(title) <= _CLITICS

    def has_noun(self, title: str, noun: str) -> bool:
        """Whether a noun said to be definite stands in the title: the Guide, of a law and its guide."""
        bare = {self.article.sub("", word) for word in title.split()}
        definite = bool(self.article.pattern) and self.article.match(noun) is not None
        return definite and self.article.sub("", noun) in bare

    def shortens(self, name: str, title: str) -> bool:
        """Whether a name is the beginning of a title made definite: تنظيم المركز, of تنظيم مركز الموانئ.

        نظام العمل is another work than نظام العمل البحري.
        """
        said, words = name.split(), title.split()
        if not 1 < len(said) < len(words) or not self.article.pattern:
            return False
        bare = [[self.article.sub("", word) for word in one] for one in (said, words[: len(said)])]
        definite = [
            self.article.match(word) is not None for word in (said[0], said[-1], words[len(said) - 1])
        ]
        return bare[0] == bare[1] and (definite[0] or (definite[1] and not definite[2]))


def own_words(raw: Mapping[str, Any], fill: Callable[[str], str], noun: Callable[[str], str]) -> OwnWords:
    """Those of the section `citations` of a table; `noun` is the form in which nouns are compared."""
    return OwnWords(
        termed=frozenset(map(noun, raw.get("termed", ()))),
        issued=regex(fill(raw.get("issued", _NEVER))),
        superseded=regex(raw.get("superseded", "")),
        takes_place=regex(raw.get("takes_place", _NEVER)),
        cited_as=regex(rf"(?:{raw.get('cited_as', _NEVER)})[ :,\"]*$"),
        indefinite=regex(fill(rf"(?<!\w)(?:{raw.get('indefinite', '(?!)(?P<kind>)')})(?!\w)")),
        implements=regex(fill(raw.get("implements", _NEVER))),
        implemented=raw.get("implemented", ""),
        together=regex(raw.get("together", _NEVER)),
        counted=regex(raw.get("counted", "")),
        chapter=regex(raw.get("chapter", "")),
        articles=regex(raw.get("articles", _NEVER)),
        chapters_of=regex(raw.get("chapters_of", _NEVER)),
        doubtful=regex(raw.get("doubtful", _NEVER)),
        article=regex(raw.get("definite_article", "")),
    )
