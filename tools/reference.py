"""Write the reference pages that are made from the code: `python -m tools.reference`.

docs/settings.md comes from the settings class, docs/command-line.md from the commands. A test
fails where a page does not agree with the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from treatybase.cli import app
from treatybase.settings import Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTE = "<!-- Made by `python -m tools.reference`: change the code, not this page. -->"


def settings_page() -> str:
    """Every setting, its default and its meaning."""
    lines = [
        NOTE,
        "",
        "# Settings",
        "",
        "Every setting is an environment variable. There is no settings file; an empty value counts as set.",
        "",
        "| variable | default | meaning |",
        "| --- | --- | --- |",
    ]
    for name, field in Settings.model_fields.items():
        default = "(empty)" if str(field.default) in ("None", "") else f"`{field.default}`"
        lines.append(f"| `TREATYBASE_{name.upper()}` | {default} | {field.description} |")
    return "\n".join([*lines, ""])


def command_page() -> str:
    """Every command with its help, arguments and options."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    parts = [NOTE, "", "# Command line", "", _body(group), ""]
    for name, command in commands(group):
        parts += _command(name, command)
    return "\n".join(parts)


def commands(group: TyperGroup, within: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """Every command by its name, those of a group behind the group's: `watch add`."""
    context = typer.Context(group, info_name="treatybase")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{within}{name} ")
        else:
            assert isinstance(command, TyperCommand)
            yield f"{within}{name}", command


def _command(name: str, command: TyperCommand) -> Iterator[str]:
    yield f"## `treatybase {name}`"
    yield ""
    arguments = [_name(each) for each in command.params if each.param_type_name == "argument"]
    yield f"    {' '.join(['treatybase', name, '[OPTIONS]', *arguments])}"
    yield ""
    yield _body(command)
    yield ""
    rows = [_parameter(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        yield "| parameter | meaning |"
        yield "| --- | --- |"
        yield from rows
        yield ""


def _body(command: TyperCommand | TyperGroup) -> str:
    """The help text, its example as code."""
    text = "\n".join(line.strip() for line in (command.help or "").strip().splitlines())
    before, mark, example = text.partition("Example:")
    return f"{before.strip()}\n\n    {example.strip()}" if mark else before.strip()


def _parameter(parameter: Any) -> str:
    """A row of the table; the same for every version of typer and click."""
    name = _name(parameter)
    meaning = str(parameter.help or "").replace("|", "\\|")
    return f"| `{name.replace('|', chr(92) + '|')}` | {meaning} |"


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    return ", ".join([*parameter.opts, *parameter.secondary_opts])


def main() -> None:
    """Write the pages."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "settings.md").write_text(settings_page(), encoding="utf-8")
    (DOCS / "command-line.md").write_text(command_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
