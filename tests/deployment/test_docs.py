"""The pages on deployment name commands, settings, files and headings that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from tools.by_hand.compose import ROOT
from treatybase.cli import app
from treatybase.settings import Settings

PAGES = [ROOT / "docs" / "deployment.md", ROOT / "docs" / "scale.md"]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
SETTINGS = {f"TREATYBASE_{field.upper()}" for field in Settings.model_fields}


def anchors(page: Path) -> set[str]:
    """Headings as links name them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        assert place.exists(), target
        assert not anchor or anchor in anchors(place), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_options_and_settings(page: Path) -> None:
    text = page.read_text("utf-8")
    assert set(re.findall(r"TREATYBASE_[A-Z_]+[A-Z]", text)) <= SETTINGS
    for line in re.findall(r"`(treatybase [^`]+)`", text) + re.findall(
        r"(?<=[ &])treatybase .+$", text, re.M
    ):
        if not (found := re.match(r"treatybase ([a-z]+)(.*)", line)) or found[1] not in COMMANDS:
            continue
        known = {option for parameter in COMMANDS[found[1]].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", found[2].partition("`")[0])) <= known, line


def test_every_command_of_the_deployment_is_told() -> None:
    text = PAGES[0].read_text("utf-8")
    for name in ("migrate", "enqueue", "queue", "reindex", "embed", "backup", "restore", "verify", "health"):
        assert re.search(rf"treatybase {name}\b", text), name
