"""Relations in Akoma Ntoso: changes of text as modifications, the others as references by their names.

Works are named by their addresses in this base. What names no work of the base has no address: it is told
in a note, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.identifiers import WorkUri
from corpus.model import Relation, RelationType
from corpus.store.views import StoredWork
from search_api.render.akn_elements import BASE, clean, element, within
from search_api.render.akn_times import Times

TEXTUAL: dict[RelationType, str] = {
    RelationType.REPLACES: "replacement",
    RelationType.REPLACES_WORDS: "substitution",
    RelationType.INSERTS: "insertion",
    RelationType.REPEALS: "repeal",
    RelationType.RENUMBERS: "renumbering",
}
"""Relations of which Akoma Ntoso knows the kind of change; "amends" alone is none of its kinds."""
CHANGES = frozenset({*TEXTUAL, RelationType.AMENDS, RelationType.CORRECTS})


def analysis(work: StoredWork, times: Times) -> Iterator[etree._Element]:
    """What the work changes in others, and others in it."""
    active = [(None, r) for r in work.relations if r.type in TEXTUAL and r.target_slug]
    passive = [(slug, r) for slug, r in work.incoming if r.type in TEXTUAL]
    if not active and not passive:
        return
    found = element("analysis", source=f"#{BASE}")
    for name, relations in (("activeModifications", active), ("passiveModifications", passive)):
        if relations:
            box = within(found, name)
            for number, (slug, relation) in enumerate(relations, 1):
                box.append(_change(slug, relation, f"{name[:-13]}-mod_{number}", times))
    yield found


def _change(slug: str | None, relation: Relation, eid: str, times: Times) -> etree._Element:
    """One change, made by this work (`slug` None) or made in it by the work `slug`."""
    change = element("textualMod", eId=eid, type=TEXTUAL[relation.type])
    if slug is None:
        source = f"#{relation.from_eid or ''}"
        destination = _address(relation.target_slug, relation.target_eid)
    else:
        source = _address(slug, relation.from_eid)
        destination = f"#{relation.located or relation.target_eid or ''}"
    within(change, "source", eId=f"{eid}__source", href=source)
    within(change, "destination", eId=f"{eid}__dest", href=destination)
    if period := times.effect(relation.effective):
        within(change, "force", period=f"#{period}")
    return change


def references(work: StoredWork) -> Iterator[etree._Element]:
    """The works that change this one, those that it changes, and the others that it is related to."""
    passive = dict.fromkeys(slug for slug, r in work.incoming if r.type in CHANGES)
    active = {r.target_slug: r.target for r in work.relations if r.type in CHANGES and r.target_slug}
    for number, changing in enumerate(passive, 1):
        href = _address(changing, None)
        yield element("passiveRef", eId=f"passive_{number}", href=href, showAs=changing)
    for number, (changed, printed) in enumerate(active.items(), 1):
        href = _address(changed, None)
        yield element("activeRef", eId=f"active_{number}", href=href, showAs=_shown(printed))
    others = [r for r in work.relations if r.type not in CHANGES and r.target_slug]
    told = {(r.type, r.target_slug, r.target_eid): r for r in others}
    for number, ((kind, target, eid), relation) in enumerate(told.items(), 1):
        yield element(
            "TLCReference", eId=f"relation_{number}", name=kind.value, href=_address(target, eid),
            showAs=_shown(relation.target),
        )  # fmt: skip


def unresolved(work: StoredWork) -> Iterator[str]:
    """Sentences on changes to texts that are not in the base."""
    for relation in work.relations:
        if relation.type in CHANGES and not relation.target_slug:
            part = f", {relation.target_eid}" if relation.target_eid else ""
            verb = relation.type.value.replace("_", " ")
            yield f"It {verb} “{relation.target}”{part}: this text is not in the base."


def _address(slug: str | None, eid: str | None) -> str:
    return f"{WorkUri(slug or '')}" + (f"/~{eid}" if eid else "")


def _shown(text: str) -> str:
    """As an attribute holds it: in one line."""
    return " ".join(clean(text).split()) or "unknown"
