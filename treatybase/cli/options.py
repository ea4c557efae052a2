"""Options that several commands share, each with its one meaning."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from treatybase.settings import Settings
from treatybase.wiring import InvalidSetting

DataFolder = Annotated[
    Path | None,
    typer.Option("--data", help="The data folder (default: TREATYBASE_DATA, or ./data).", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")]
Language = Annotated[
    str | None,
    typer.Option("--language", help="Your language: vi, ar, en, fr, es, ru or zh.", show_default=False),
]
WorkKey = Annotated[str, typer.Argument(metavar="WORK", help="An id, slug, number or record id.")]


def settings(data: Path | None) -> Settings:
    """The settings of the environment, with the data folder of the command line.

    Raises InvalidSetting naming the first that cannot be used.
    """
    try:
        return Settings(data=data) if data else Settings()
    except ValidationError as error:
        fault = error.errors()[0]
        name = "TREATYBASE_" + "_".join(str(part).upper() for part in fault["loc"])
        raise InvalidSetting(f"{name}: {fault['msg']}", value=str(fault["input"])) from error


def day(text: str | None) -> date | None:
    """A date of the command line. A wrong one is a usage error."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2021-11-15") from error


def pairs(texts: list[str]) -> dict[str, tuple[str, ...]]:
    """`k=v` options by key; a key given twice means any of its values."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not (equals and key.strip() and value.strip()):
            raise typer.BadParameter(f"{text!r} is not a filter; write it as kind=circular")
        found[key.strip()] = (*found.get(key.strip(), ()), value.strip())
    return found
