"""Amending texts made at run time, in each language's drafting (`drafting.toml`), and what must come of them.

The text that is amended is a real one, and the new words are those of another real text of the language. What
comes of each change is written down beside the instruction, apart from the code that is measured.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from corpus.language.amendments.newtext import body
from corpus.law.alignment import HAN
from corpus.model import Provision, ProvisionKind

_HAN_DIGITS: Final = "零一二三四五六七八九十"
_QUOTES: Final = re.compile(r"[\"“”«»„「」『』‘’]")
_SIMPLE: Final = re.compile(r"\d{1,3}")
_LONGEST: Final = 1_500
MOST: Final = 10
"""Changes of one text: as many as it has articles at least."""


@dataclass(frozen=True, slots=True)
class Change:
    """An instruction, and how the provision (`eid`) must read after it: None: it must be gone."""

    technique: str
    clause: str
    new: str
    eid: str
    expected: str | None


@dataclass(slots=True)
class Draft:
    """An amending text in the making: `changes` as far as it has any."""

    language: str
    chance: random.Random
    changes: list[Change] = field(default_factory=list)
    _turns: dict[str, int] = field(default_factory=dict)

    @property
    def words(self) -> dict[str, Any]:
        """The drafting of the language."""
        return _drafting()[self.language]

    def add(self, technique: str, article: Provision, donor: Provision) -> None:
        """One more change of an article, where the technique fits it; the new words are those of `donor`."""
        made = _TECHNIQUES[technique](self, article, donor)
        if made is not None:
            self.changes.append(made)

    def clause(
        self, technique: str, article: Provision, paragraph: Provision | None = None, **more: str
    ) -> str:
        """The instruction in words; empty where the language does not say it so."""
        drafts = self.words[technique]
        if not drafts:
            return ""
        turn = self._turns[technique] = self._turns.get(technique, -1) + 1
        place = self.place("paragraph" if paragraph else "article", article, paragraph)
        inside = self.words.get(f"in_{'paragraph' if paragraph else 'article'}", "")
        names = {
            **_numbers(article, paragraph), "place": place, "Place": place[:1].upper() + place[1:],
            "In": inside.format(**_numbers(article, paragraph)), **more,
        }  # fmt: skip
        return str(drafts[turn % len(drafts)]).format(**names)

    def place(self, level: str, article: Provision, paragraph: Provision | None = None) -> str:
        """How a provision is named."""
        return str(self.words[level]).format(**_numbers(article, paragraph))

    def lines(self) -> list[str]:
        """The amending text."""
        found = [self.words["title"], ""]
        for n, change in enumerate(self.changes, start=1):
            head = self.words["head"].format(n=n, han=_HAN_DIGITS[n])
            found += (head + change.clause).split("\n")
            if change.new:
                found += (self.words["open"] + change.new + self.words["close"]).split("\n")
        return found


def techniques() -> Sequence[str]:
    """The names of what may be done to an article."""
    return tuple(_TECHNIQUES)


@cache
def _drafting() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _numbers(article: Provision, paragraph: Provision | None) -> dict[str, str]:
    place = paragraph.ordinal or int(paragraph.number or 0) if paragraph else 0
    return {
        "a": article.number or "", "label": article.label, "p": str(place),
        "han_p": _HAN_DIGITS[place] if place < len(_HAN_DIGITS) else "",
    }  # fmt: skip


def is_plain(text: str) -> bool:
    """Whether a text can be quoted: it has no quotation marks of its own, and is not too long."""
    return bool(text.strip()) and not _QUOTES.search(text) and len(text) < _LONGEST


def _paragraphs(article: Provision, *, numbered: bool = True) -> list[Provision]:
    """Paragraphs without anything below them, of plain numbers; or counted by their places."""
    rows = [one for one in article.children if one.kind is ProvisionKind.PARAGRAPH]
    plain = [one for one in rows if not one.children and is_plain(one.text)]
    if numbered:
        return [one for one in plain if one.number and _SIMPLE.fullmatch(one.number)]
    return [one for one in plain if not one.number and one.ordinal and one.ordinal < len(_HAN_DIGITS) - 1]


def _leaves(node: Provision) -> Iterator[Provision]:
    if not node.children and is_plain(node.text) and "\n" not in node.text:
        yield node
    for child in node.children:
        yield from _leaves(child)


def _new_words(donor: Provision) -> str:
    found = next((leaf.text for leaf in _leaves(donor) if len(leaf.text) > 20), "")
    return " ".join(found.split())


def _relabelled(donor: Provision, article: Provision) -> str:
    return body(replace(donor, label=article.label))


def _replace_article(draft: Draft, article: Provision, donor: Provision) -> Change | None:
    new = _relabelled(donor, article)
    if not is_plain(new):
        return None
    return Change("replace", draft.clause("replace", article), new, article.eid, new)


def _replace_paragraph(draft: Draft, article: Provision, donor: Provision) -> Change | None:
    rows, words = _paragraphs(article, numbered=draft.language != "zh"), _new_words(donor)
    if not rows or not words:
        return None
    one = draft.chance.choice(rows)
    new = f"{one.label} {words}".strip()
    return Change("replace", draft.clause("replace", article, one), new, one.eid, new)


def _insert_article(draft: Draft, article: Provision, donor: Provision) -> Change | None:
    number = draft.words["next"].format(a=article.number)
    label = article.label.replace(article.number or "?", number, 1)
    new = body(replace(donor, label=label))
    named = draft.words["article"].format(a=number, label=label)
    clause = draft.clause("insert_article", article, new=named, n=number)
    if not clause or label == article.label or not is_plain(new) or not number:
        return None
    short = number.replace(" ", "").casefold()
    return Change("insert", clause, new, f"{article.eid.rpartition('art_')[0]}art_{short}", new)


def _insert_paragraph(draft: Draft, article: Provision, donor: Provision) -> Change | None:
    rows, words = _paragraphs(article, numbered=draft.language != "zh"), _new_words(donor)
    if not rows or not words or rows[-1] is not article.children[-1]:
        return None
    last = rows[-1]
    place = (last.ordinal or int(last.number or 0)) + 1
    label = last.label.replace(last.number or "?", str(place), 1) if last.number else ""
    number = {"number": str(place)} if last.number else {"ordinal": place}
    one = replace(last, label=label, text=words, **number)  # type: ignore[arg-type]
    named = draft.place("paragraph", article, one)
    numbers = _numbers(article, one)
    clause = draft.clause("insert_paragraph", article, new=named, p=numbers["p"], han_p=numbers["han_p"])
    new = f"{label} {words}".strip()
    return Change("insert", clause, new, f"{article.eid}__para_{place}", new)


def _repeal_article(draft: Draft, article: Provision, _: Provision) -> Change | None:
    return Change("repeal", draft.clause("repeal", article), "", article.eid, None)


def _repeal_paragraph(draft: Draft, article: Provision, _: Provision) -> Change | None:
    rows = _paragraphs(article)
    one = draft.chance.choice(rows) if rows else None
    return Change("repeal", draft.clause("repeal", article, one), "", one.eid, None) if one else None


def _words(draft: Draft, article: Provision, donor: Provision) -> Change | None:
    old, new = _piece(draft, article, article), _piece(draft, donor, donor)
    if not old or not new or new in body(article):
        return None
    clause = draft.clause("words", article, old=old, words=new)
    return Change("words", clause, "", article.eid, body(article).replace(old, new, 1))


def _drop(draft: Draft, article: Provision, _: Provision) -> Change | None:
    old = _piece(draft, article, article)
    if not old:
        return None
    return Change(
        "words", draft.clause("drop", article, old=old), "", article.eid, body(article).replace(old, "", 1)
    )


def _heading(draft: Draft, article: Provision, donor: Provision) -> Change | None:
    words = _piece(draft, donor, donor)
    clause = draft.clause("heading", article, words=words)
    if not article.heading or not words or not clause:
        return None
    return Change("heading", clause, "", article.eid, body(replace(article, heading=words)))


def _piece(draft: Draft, node: Provision, whole: Provision) -> str:
    """Some words of a provision that stand in it once; empty where there are none."""
    leaves = list(_leaves(node))
    if not leaves:
        return ""
    text = draft.chance.choice(leaves).text
    if re.search(f"[{HAN}]", text):
        runs = re.findall(f"[{HAN}]{{4,}}", text)
        piece = draft.chance.choice(runs)[:8] if runs else ""
    else:
        words = text.split()
        start = draft.chance.randrange(max(1, len(words) - 4))
        piece = " ".join(words[start : start + 3]).strip(" ,.;:()[]-–—")
    once = len(re.findall(re.escape(piece), body(whole), re.IGNORECASE)) == 1 if piece else False
    return piece if once and len(piece) > 3 and not re.search(r"[.;:()\n|*/]", piece) else ""


_TECHNIQUES: Final[dict[str, Callable[[Draft, Provision, Provision], Change | None]]] = {
    "replace_article": _replace_article,
    "replace_paragraph": _replace_paragraph,
    "insert_article": _insert_article,
    "insert_paragraph": _insert_paragraph,
    "repeal_article": _repeal_article,
    "repeal_paragraph": _repeal_paragraph,
    "words": _words,
    "drop": _drop,
    "heading": _heading,
}
