"""The words of amendments in one language, compiled from its table (`tables/amendments/xx.toml`).

Forms are regular expressions over the skeleton of a clause (`skeleton.py`), in which every citation and
every quotation is one sign. A form must take its clause to the end, so that nothing that limits a change
is passed over. In a form stand, besides `{name}` for what the subsection `parts` names:

`<at>` provisions of the changed work, with what may stand before or behind them (heading, opening words);
`<outer>` a provision in which the others of the clause are (Section 5 is amended in subsection 2), `<owner>`
the work whose they are;
`<new>` the number of what is inserted; `<before>`, `<after>` its neighbour, `<into>` what holds it (also a
work), `<between>` both its neighbours; `<to>` new numbers; `<old>` and `<words>` quoted words, `<beside>`
those beside which others come; `<work>` whole other works; `<this>` this work or a provision of it;
`<text>` new text in quotation marks, or nothing where it stands below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.language.amendments.model import Deed
from corpus.language.amendments.skeleton import OPEN, OWN, PROVISION, QUOTED, WORK
from corpus.language.table import table

Pattern = re.Pattern[str]
_NEVER = "(?!)"
_JOINS = "(?!)"
ENDS = r"[ \t]*-*[ \t]*(?:[;。؛]|[.][./]*(?=\s|$|[^\w])|\n|$)"
"""Where a clause ends, of a skeleton."""
_GROUP = re.compile(r"\(\?P<(\w+)>")
_SLOT = re.compile(r"<(\w+)>")
_LABEL = r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđа-яё]{1,2}|[ivx]{1,5}|[ء-ي])\s?[.)°/-]+\s+|[-+•*·]\s+)?"
"""A label or bullet at the head of a clause."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a change; `deed` None: it only tells to what that which stands below is done."""

    deed: Deed | None
    ending: Pattern
    """Takes a clause to its end."""
    joined: Pattern
    """Takes it to a conjunction."""
    lists: bool = False
    """What stands below is repealed: Các văn bản sau đây hết hiệu lực: …"""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the reader of amendments asks of a language.

    `forms` are tried in order, `listed` first in a list of what is repealed. `governs` tells that a clause
    amends, whether it is understood or not, `governs_amending` too in a text that says of itself that it
    amends; `noted` is what tells of past amendments and is taken out first. `amending` stands in titles of
    amending texts. `own` is found in what names a provision of this work expressly. `joins` parts several
    changes of one clause. `every`: words are changed wherever they stand.
    `verbs` is found in whatever changes something, or tells that what stands below is changed: where no verb
    is, nothing is read. `correcting` stands in titles of corrections, `corrects` in a clause that is one.
    `announces` is found in a line that gives new text of its own: one that was quoted by mistake.
    """

    language: str
    forms: tuple[Form, ...]
    listed: tuple[Form, ...]
    governs: Pattern
    governs_amending: Pattern
    noted: Pattern
    verbs: Pattern
    correcting: Pattern
    corrects: Pattern
    amending: Pattern
    own: Pattern
    joins: Pattern
    head: Pattern
    announces: Pattern
    named_words: Pattern
    titled: Pattern
    """What stands in a title behind the word for amending, where it is no citation: a work of a `kind`."""
    principal: Pattern
    """What the amended work is called, whichever other was named last: the principal Act."""
    told_by: Pattern
    separates: Pattern
    """What stands between two works that are named side by side, up to the second."""
    every: bool
    levels: Mapping[str, str]
    """The words for provisions where inner ones stand first, with their levels; empty: citations tell."""
    until: str
    leads_to_work: Pattern


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language (BCP 47); None where its table has no amendments."""
    words = table(language)
    if words is None or not words.amendments:
        return None
    raw = words.amendments
    fill = _filler(raw)
    return Lexicon(
        language=words.code,
        forms=tuple(_form(deed, fill(form), raw) for deed, form in raw["forms"]),
        listed=(_form("repeals", fill(raw.get("listed", "<at>|<work>")), raw),),
        governs=_any(raw.get("governs", ()), fill),
        governs_amending=_any(raw.get("governs_amending", ()), fill),
        noted=_any(raw.get("noted", ()), fill),
        verbs=_any((raw["verbs"],), fill),
        correcting=_any((raw["correcting"],), fill),
        corrects=_any((raw["corrects"],), fill),
        amending=_any((raw["amending"],), fill),
        own=_any((raw.get("own", _NEVER),), fill),
        joins=re.compile(fill(raw.get("joins", _JOINS)), re.IGNORECASE),
        head=re.compile(rf"\s*{_LABEL}(?:{fill(raw.get('head', _NEVER))})?", re.IGNORECASE),
        announces=_any((raw.get("announces", _NEVER),), fill),
        named_words=_any((raw.get("named_words", _NEVER),), fill),
        separates=re.compile(
            f"(?:{fill(raw['separator'])})(?:{fill(raw.get('kind', _NEVER))})?$", re.IGNORECASE
        ),
        titled=re.compile(fill(raw.get("titled", _NEVER)), re.IGNORECASE),
        principal=_any((raw.get("principal", _NEVER),), fill),
        told_by=_any((raw.get("told_by", _NEVER),), fill),
        every=bool(raw.get("every")),
        levels=raw.get("levels", {}),
        until=raw.get("until", _NEVER),
        leads_to_work=_any((raw.get("leads_to_work", _NEVER),), fill),
    )


def _any(forms: Any, fill: Any) -> Pattern:
    found = "|".join(f"(?:{_slots(fill(form), {})})" for form in forms)
    return re.compile(found or _NEVER, re.IGNORECASE)


def _filler(raw: Mapping[str, Any]) -> Any:
    parts: Mapping[str, str] = raw.get("parts", {})

    def fill(form: str) -> str:
        for _ in range(4):
            for name, part in parts.items():
                form = form.replace("{" + name + "}", f"(?:{part})")
        return form

    return fill


def _form(deed: str, form: str, raw: Mapping[str, Any]) -> Form:
    slots = _slots_of(raw)
    pattern = _numbered(_slots(form.replace(",? ", " ?,? "), slots))
    joins = _filler(raw)(raw.get("joins", _JOINS))
    return Form(
        None if deed in {"leads", "lists"} else Deed(deed),
        re.compile(f"{pattern}(?={ENDS})", re.IGNORECASE),
        re.compile(f"{pattern}(?={joins})", re.IGNORECASE),
        deed == "lists",
    )


def _numbered(pattern: str) -> str:
    """The pattern with names of groups that occur again told apart: new, new__2."""
    seen: dict[str, int] = {}

    def name(found: re.Match[str]) -> str:
        seen[found[1]] = seen.get(found[1], 0) + 1
        return found[0] if seen[found[1]] == 1 else f"(?P<{found[1]}__{seen[found[1]]}>"

    return _GROUP.sub(name, pattern)


def _slots_of(raw: Mapping[str, Any]) -> dict[str, str]:
    fill = _filler(raw)
    separator = fill(raw["separator"])
    about = fill(raw.get("about", _NEVER))
    one = f"(?:{about})?"
    before = _parts_of({name: fill(raw.get(name, _NEVER)) for name in ("heading", "opening", "other")}, "")
    behind = _parts_of(
        {name: fill(raw.get(f"{name}_behind", _NEVER)) for name in ("heading", "opening", "other")}, "_behind"
    )
    provisions = rf"{PROVISION}{one}(?:(?:{separator}){PROVISION}{one})*"
    works = rf"{WORK}{one}(?:(?:{separator})(?:{fill(raw.get('kind', _NEVER))})?{WORK}{one})*"
    quoted = rf"{QUOTED}(?:(?:{separator}){QUOTED})*"
    return {
        "at": rf"(?:{before})?(?P<at>{provisions})(?:{behind})?",
        "outer": rf"(?P<outer>{PROVISION}{one})",
        "owner": rf"(?P<owner>{WORK}{one})",
        "work": rf"(?P<work>{works})",
        "this": rf"{OWN}",
        "new": rf"(?P<new>{provisions})",
        "to": rf"(?P<to>{provisions})",
        "into": rf"(?P<into>(?:{PROVISION}|{WORK}){one})",
        "before": rf"(?P<before>{PROVISION}{one})",
        "after": rf"(?P<after>{PROVISION}{one})",
        "between": rf"(?P<between>{provisions})",
        "old": rf"(?P<old>{quoted})",
        "words": rf"(?P<words>{quoted})",
        "beside": rf"(?P<beside>{QUOTED})",
        "text": rf"(?:\s*(?P<text>{QUOTED}|{OPEN}))?",
    }


def _slots(form: str, slots: Mapping[str, str]) -> str:
    """The form with the signs of the skeleton; <P>, <W>, <Q>, <T> are one sign each, without a name."""
    signs = {"P": PROVISION, "W": WORK, "Q": QUOTED, "T": OWN, "O": OPEN} | dict(slots)
    return _SLOT.sub(lambda found: signs.get(found[1], found[0]), form)


def _parts_of(parts: Mapping[str, str], mark: str) -> str:
    return "|".join(f"(?P<{name}{mark}>{form})" for name, form in parts.items())
