"""The image holds what the program needs: every package, from files that exist, as a user without rights."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch

from tools.by_hand.compose import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
INSTRUCTIONS = re.findall(r"^([A-Z]+) +(.+)$", DOCKERFILE.replace("\\\n", " "), re.MULTILINE)
COPIED = [
    source
    for name, rest in INSTRUCTIONS
    if name == "COPY" and not rest.startswith("--from")
    for source in rest.split()[:-1]
]


def test_what_is_copied_exists_and_is_not_ignored() -> None:
    kept = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    assert all((ROOT / source).exists() for source in COPIED)
    assert sorted(COPIED) == sorted(kept)


def test_every_package_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = project["tool"]["setuptools"]["packages"]["find"]["include"]
    assert all(any(fnmatch(source, pattern) for source in COPIED) for pattern in packages)
    assert project["project"]["readme"] in COPIED


def test_versions_are_pinned_and_the_user_has_no_rights() -> None:
    bases = [rest.split()[0] for name, rest in INSTRUCTIONS if name == "FROM"]
    assert all(re.fullmatch(r"python:3\.\d+-slim", base) for base in bases)
    users = [rest for name, rest in INSTRUCTIONS if name == "USER"]
    assert users[-1] == "treatybase"
    assert any("-r requirements.lock" in rest for _, rest in INSTRUCTIONS)


def test_the_locked_requirements_are_all_that_the_program_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    needed = {re.match(r"[\w.-]+", each)[0] for each in project["project"]["dependencies"]}  # type: ignore[index]
    assert needed <= locked, "`make lock`"
