"""The history of a provision as a page shows it: what it said in each time, and what changed then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.law.comparison import Change, Op
from corpus.law.history import Junction, Step
from corpus.model import Provision
from corpus.store.views import StoredExpression
from search_api.comparing import Past
from web.urls import diff_url, original_url, work_url
from web.views.acts import Act, Find, acts
from web.views.moments import day_of, described, value_of
from web.views.rows import Line, Row, Sides, Stretch, Tree, called, lines
from web.wording import Wording

UNSURE = {
    Junction.UNRECORDED: "history.unrecorded",
    Junction.OVERLAPPING: "history.overlapping",
}
"""What is said where wordings do not meet; of a gap its days are told."""


@dataclass(frozen=True, slots=True)
class WordingLine:
    """A wording in which the provision reads so: when it held, and the file it was read from."""

    text: str
    url: str
    source: str
    source_url: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A time in which a provision read the same. `told` says what is not certain, or that nothing changed."""

    when: str
    name: str
    tags: tuple[str, ...]
    told: tuple[str, ...]
    doubtful: bool
    lines: tuple[Line, ...]
    whole: bool
    """Whether the lines are the whole provision, not what changed of it."""
    by: tuple[Act, ...]
    nobody: bool
    wordings: tuple[WordingLine, ...]
    compare_url: str


def step_views(past: Past, find: Find, wording: Wording) -> tuple[StepView, ...]:
    """The steps, the earliest first."""
    return tuple(_view(past, place, find, wording) for place in range(len(past.steps)))


def undated_lines(past: Past, wording: Wording) -> tuple[WordingLine, ...]:
    """The wordings that cannot be put in order."""
    return tuple(_line(past, stored, node.eid, wording) for stored, node in past.undated)


def _view(past: Past, place: int, find: Find, wording: Wording) -> StepView:
    step = past.steps[place]
    node, before = step.provision, past.steps[place - 1] if place else None
    first = node is not None and (before is None or before.provision is None)
    found = past.changers(place)
    return StepView(
        when=wording.interval(step.interval),
        name=called(node, wording) if node else "",
        tags=(step.change.value,) if step.change else (),
        told=tuple(_told(step, before, wording)),
        doubtful=step.junction in (Junction.GAP, *UNSURE),
        lines=tuple(_all(node, past, step, wording)) if first and node else _changed(past, place, wording),
        whole=first,
        by=acts(found, find, wording),
        nobody=step.change not in (None, Change.FORMAL) and not found,
        wordings=tuple(_line(past, each, node.eid if node else "", wording) for each in step.expressions),
        compare_url=_compare(past, before, step) if before else "",
    )


def _told(step: Step, before: Step | None, wording: Wording) -> Iterator[str]:
    t = wording.t
    if before is not None and step.junction is Junction.GAP:
        yield t("history.gap", start=wording.end(before.interval.end), end=wording.end(step.interval.start))
    elif step.junction in UNSURE:
        yield t(UNSURE[step.junction])
    if step.provision is None:
        yield t("history.gone")
    elif before is None:
        yield t("history.first")
    elif step.change is None:
        yield t("history.same")


def _changed(past: Past, place: int, wording: Wording) -> tuple[Line, ...]:
    step, before = past.steps[place], past.steps[place - 1]
    if step.before is None or step.provision is None:
        return ()
    sides = Sides(
        Tree([step.before]),
        Tree([step.provision]),
        lambda eid: _reader(past, before.expressions[-1], eid),
        lambda eid: _reader(past, step.expressions[0], eid),
        past.language,
        wording,
        marks=True,
    )
    return lines(step.pairs, sides)


def _all(node: Provision, past: Past, step: Step, wording: Wording) -> Iterator[Row]:
    """The provision as it stands, nothing left out; its own label stands above it."""
    tree = Tree([node])
    for each in node.walk():
        label = each.label if each is not node else ""
        heading = each.heading if each is not node or each.label else ""
        if label or heading or each.text:
            address = _reader(past, step.expressions[0], each.eid)
            yield Row(
                each.eid,
                tree.level(each.eid),
                "",
                _plain(label),
                _plain(heading),
                _plain(each.text),
                after_url=address,
            )


def _plain(text: str) -> tuple[Stretch, ...]:
    return (Stretch(Op.EQUAL, text),) if text else ()


def _line(past: Past, stored: StoredExpression, eid: str, wording: Wording) -> WordingLine:
    link = stored.preferred
    return WordingLine(
        described(stored, wording),
        _reader(past, stored, eid),
        link.source.path.rpartition("/")[2] if link else "",
        original_url(link.source.sha256) if link else "",
    )


def _reader(past: Past, stored: StoredExpression, eid: str) -> str:
    return work_url(past.work.work.slug, eid, params=[("language", past.language), ("as_of", day_of(stored))])


def _compare(past: Past, before: Step, step: Step) -> str:
    own = [each for each in past.work.expressions if each.expression.language == past.language]
    one, other = before.expressions[-1], step.expressions[0]
    params = [("language", past.language), ("from", value_of(one, own)), ("to", value_of(other, own))]
    return diff_url(past.work.work.slug, params=params)
