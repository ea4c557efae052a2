"""`doctor` and `edit`: what is doubtful or missing, and what persons say of it."""

from __future__ import annotations

import getpass
import shlex
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from corpus.doubts import Doubt, Severity, doubts_of
from corpus.errors import NotFound
from corpus.model import LOCAL
from treatybase.cli.options import AsJson, DataFolder, pairs, settings
from treatybase.cli.output import print_json
from treatybase.locks import folder_lock
from treatybase.parts import Finding, examine
from treatybase.wiring import Installation

MOST_PRINTED = 50
"""Doubts named on the terminal; JSON and the page have them all."""


def doctor(
    severity: Annotated[
        Severity | None, typer.Option(help="Only doubts of this severity.", show_default=False)
    ] = None,
    work: Annotated[
        str | None,
        typer.Option("--work", metavar="WORK", help="Only doubts about this work.", show_default=False),
    ] = None,
    seen: Annotated[bool, typer.Option("--seen", help="Those that a person has looked at too.")] = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List what is doubtful in the base, the gravest first, and which optional parts are missing.

    Of each doubt: its severity, the evidence (file, page, provision), what to do, and the key by which
    `treatybase edit --seen` marks it as looked at. Exit status 0, whatever is doubtful.

    Example: treatybase doctor --severity high
    """
    chosen = settings(data)
    findings = examine(chosen)
    doubts = _doubts(Installation(chosen), work)
    listed = [
        doubt for doubt in doubts if severity in (None, doubt.severity) and (seen or doubt.mark is None)
    ]
    if as_json:
        counts = Counter(doubt.severity.value for doubt in doubts if doubt.mark is None)
        print_json(
            {
                "counts": {
                    **{each.value: counts[each.value] for each in Severity},
                    "seen": sum(doubt.mark is not None for doubt in doubts),
                },
                "doubts": [doubt_json(doubt) for doubt in listed],
                "parts": [_part_json(finding) for finding in findings],
            }
        )
        return
    _print_doubts(listed)
    _print_parts(findings)


def _doubts(installation: Installation, work: str | None) -> list[Doubt]:
    """The doubts of the base, or of a work; none where there is no base yet."""
    try:
        store = installation.store
    except NotFound:
        return []
    found = doubts_of(store, LOCAL)
    slug = store.find(work, LOCAL).work.slug if work else None
    return [doubt for doubt in found if slug in (None, doubt.work)]


def doubt_json(doubt: Doubt) -> dict[str, Any]:
    """A doubt, with its sentences in English."""
    mark = doubt.mark
    return {
        "key": doubt.key,
        "severity": doubt.severity.value,
        "code": doubt.code,
        "cause": doubt.cause,
        "title": _sentence("doubt", doubt.code, doubt),
        "evidence": {
            "path": doubt.path,
            "sha256": doubt.sha256 or None,
            "page": doubt.page,
            "work": doubt.work or None,
            "language": doubt.language or None,
            "eid": doubt.eid or None,
            "reason": doubt.reason,
        },
        "remedy": {"code": doubt.remedy.value, "text": _sentence("remedy", doubt.remedy, doubt)},
        "seen": {"who": mark.who, "when": mark.recorded.isoformat(), "note": mark.note} if mark else None,
    }


def _sentence(section: str, code: str, doubt: Doubt) -> str:
    from search_api.http.messages import sentence

    params = {**doubt.params, "command": f"treatybase ingest {shlex.quote(doubt.path)}"}
    return sentence("en", section, code, params) or code


def _part_json(finding: Finding) -> dict[str, Any]:
    part = finding.part
    return {"name": part.name, "here": finding.here, "purpose": part.purpose, "remedy": part.remedy}


def _print_doubts(doubts: list[Doubt]) -> None:
    for doubt in doubts[:MOST_PRINTED]:
        seen = f" (seen by {doubt.mark.who}: {doubt.mark.note})" if doubt.mark else ""
        where = [doubt.work and f"{doubt.work}{'#' * bool(doubt.eid)}{doubt.eid}", doubt.path]
        page = f", page {doubt.page}" if doubt.page else ""
        print(f"{doubt.severity.value:6}  {_sentence('doubt', doubt.code, doubt)}{seen}")
        print(f"        {' · '.join(filter(None, where))}{page}")
        if doubt.reason:
            print(f"        {doubt.reason}")
        print(f"        {_sentence('remedy', doubt.remedy, doubt)}")
        print(f"        key: {doubt.key}")
    counts = Counter(doubt.severity.value for doubt in doubts)
    told = ", ".join(f"{counts[each.value]} {each.value}" for each in Severity)
    print(
        f"{len(doubts)} doubts ({told})"
        + (f"; the first {MOST_PRINTED} are shown" if len(doubts) > MOST_PRINTED else "")
    )


def _print_parts(findings: Iterable[Finding]) -> None:
    for finding in findings:
        print(f"{'here   ' if finding.here else 'missing'}  {finding.part.name}: {finding.part.purpose}")
        if not finding.here:
            print(f"         {finding.part.remedy}")


def edit(
    work: Annotated[
        str | None,
        typer.Argument(metavar="[WORK]", help="An id, slug, number or record id.", show_default=False),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE...]",
            help="kind, title.LANGUAGE, identifier.SCHEME, issuer, party, date.adopted or date.in_force; "
            "a field given twice has both values.",
            show_default=False,
        ),
    ] = None,
    take_back: Annotated[
        list[str] | None,
        typer.Option(
            "--take-back",
            metavar="FIELD",
            help="Take back what persons set (repeatable).",
            show_default=False,
        ),
    ] = None,
    seen: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Mark the doubt with this key as looked at.", show_default=False),
    ] = None,
    reopen: Annotated[
        str | None, typer.Option(metavar="KEY", help="Open a doubt again.", show_default=False)
    ] = None,
    note: Annotated[
        str, typer.Option(metavar="TEXT", help="Why: kept with the value or the mark.", show_default=False)
    ] = "",
    who: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who says so (default: the user's name).", show_default=False),
    ] = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Set values of a work, or mark a doubt of `treatybase doctor` as looked at.

    What is set stands whatever is read later, until it is taken back; who set it, when and why is
    kept, and the values that were read stay beside it.

    Example: treatybase edit 06/2021/TT-BĐN date.adopted=2021-11-15 --note "as printed in the gazette"
    """
    fields = {**pairs(values or []), **dict.fromkeys(take_back or [], ())}
    if bool(work) != bool(fields) or not (work or seen or reopen):
        raise typer.BadParameter(
            "give a WORK with FIELD=VALUE or --take-back, or --seen KEY, or --reopen KEY"
        )
    installation = Installation(settings(data))
    name = who or _user()
    with folder_lock(installation.data):
        if work:
            _set(installation, work, fields, name, note)
        _mark(installation, seen, reopen, name, note)
    slug = installation.store.find(work, LOCAL).work.slug if work else None
    told = {"work": slug, "set": {field: list(given) for field, given in fields.items()}}
    if as_json:
        print_json({**told, "seen": seen, "reopened": reopen, "who": name})
    else:
        print(f"recorded as said by {name}")


def _user() -> str:
    """Who runs the command, as the system calls him."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        return "local"


def _set(
    installation: Installation, work: str, fields: dict[str, tuple[str, ...]], who: str, note: str
) -> None:
    """Set the values, and bring the index in step."""
    from search_api.errors import SearchUnavailable
    from treatybase.indexing import index_changes

    slug = installation.store.find(work, LOCAL).work.slug
    for field, given in fields.items():
        installation.store.set_value(slug, field, given, LOCAL, who=who, reason=note)
    try:
        index_changes(installation)
    except SearchUnavailable as error:
        print(f"all is stored; the index catches up later ({error})")


def _mark(installation: Installation, seen: str | None, reopen: str | None, who: str, note: str) -> None:
    store = installation.store
    if seen:
        if all(doubt.key != seen for doubt in doubts_of(store, LOCAL)):
            raise NotFound(f"there is no doubt {seen!r}: `treatybase doctor` lists them", key=seen, near=())
        store.mark_doubt(seen, note=note, who=who)
    if reopen:
        store.unmark_doubt(reopen)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (doctor, edit):
        app.command()(command)
