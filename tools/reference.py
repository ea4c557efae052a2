"""Write the reference pages that are made from the code: `python -m tools.reference`.

docs/settings.md comes from the settings class, docs/command-line.md from the commands. A test
fails where a page does not agree with the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer
from click import Argument, Command, Context, Group, Option, Parameter

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
        default = f"`{field.default}`" if str(field.default) else "(empty)"
        lines.append(f"| `TREATYBASE_{name.upper()}` | {default} | {field.description} |")
    return "\n".join([*lines, ""])


def command_page() -> str:
    """Every command with its help, arguments and options."""
    group = typer.main.get_command(app)
    assert isinstance(group, Group)
    context = Context(group, info_name="treatybase")
    parts = [NOTE, "", "# Command line", "", _body(group), ""]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        parts += _command(name, command, context)
    return "\n".join(parts)


def _command(name: str, command: Command, parent: Context) -> Iterator[str]:
    context = Context(command, info_name=name, parent=parent)
    yield f"## `treatybase {name}`"
    yield ""
    yield f"    treatybase {name} {' '.join(command.collect_usage_pieces(context))}"
    yield ""
    yield _body(command)
    yield ""
    rows = [_parameter(parameter, context) for parameter in command.params if parameter.name != "help"]
    if rows:
        yield "| parameter | meaning |"
        yield "| --- | --- |"
        yield from rows
        yield ""


def _body(command: Command) -> str:
    """The help text, its example as code."""
    text = "\n".join(line.strip() for line in (command.help or "").strip().splitlines())
    before, mark, example = text.partition("Example:")
    return f"{before.strip()}\n\n    {example.strip()}" if mark else before.strip()


def _parameter(parameter: Parameter, context: Context) -> str:
    if isinstance(parameter, Argument):
        name = parameter.make_metavar(context)
        help_text = str(getattr(parameter, "help", "") or "")
    else:
        assert isinstance(parameter, Option)
        name = ", ".join([*parameter.opts, *parameter.secondary_opts])
        help_text = str(parameter.help or "")
    return f"| `{name}` | {help_text.replace('|', chr(92) + '|')} |"


def main() -> None:
    """Write the pages."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "settings.md").write_text(settings_page(), encoding="utf-8")
    (DOCS / "command-line.md").write_text(command_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
