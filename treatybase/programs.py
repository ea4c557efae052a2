"""Where the programs of PostgreSQL and Java are on this machine: looked for, never run."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

POSTGRESQL_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
"""Where distributions keep the server programs, which most of them do not put on PATH."""
SERVER_PROGRAMS = ("initdb", "postgres")
SYSTEM_FOLDER = "/usr/sbin"
"""Where distributions keep programs of services, which is not on everyone's PATH."""
JAVA_FOLDERS = (
    "/usr/lib/jvm/*",
    "/usr/local/lib/jvm/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
)
"""Where distributions keep their JDKs."""


ELASTICSEARCH_JAVA = {8: 17, 9: 21}
"""The oldest Java that a version of Elasticsearch runs on."""


@dataclass(frozen=True, slots=True, order=True)
class Jdk:
    """A Java development kit: its version (17, 21, …) and its home."""

    version: int
    home: Path


def postgresql_folder() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest of several; None where there is none."""
    folders = [*_on_path("initdb"), *_existing(POSTGRESQL_FOLDERS)]
    complete = [folder for folder in folders if all((folder / name).exists() for name in SERVER_PROGRAMS)]
    return max(complete, key=_number, default=None)


def haproxy() -> str | None:
    """HAProxy, or None."""
    return shutil.which("haproxy") or shutil.which("haproxy", path=SYSTEM_FOLDER)


def oldest_jdk(version: int) -> Jdk | None:
    """The oldest JDK of this version or later: nearest to what programs were made for. None if there is none.

    JAVA_HOME comes first, if it is new enough.
    """
    chosen = _jdks([Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else [])
    others = _jdks([folder.parent for folder in _on_path("javac")] + _existing(JAVA_FOLDERS))
    for found in (chosen, others):
        if enough := [jdk for jdk in found if jdk.version >= version]:
            return enough[0]
    return None


def _jdks(homes: list[Path]) -> list[Jdk]:
    """Those of them that can compile, oldest first."""
    found = {Jdk(_java_version(home), home) for home in homes if (home / "bin" / "javac").exists()}
    return sorted(found)


def _java_version(home: Path) -> int:
    """What the file `release`, which every JDK has, says; 0 if it does not.

    It reads `JAVA_VERSION="17.0.15"`, or `"1.8.0_402"` for version 8.
    """
    release = home / "release"
    text = release.read_text(encoding="utf-8", errors="replace") if release.is_file() else ""
    found = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', text, re.MULTILINE)
    return int(found[1]) if found else 0


def _on_path(name: str) -> list[Path]:
    found = shutil.which(name)
    return [Path(found).resolve().parent] if found else []


def _existing(patterns: tuple[str, ...]) -> list[Path]:
    return sorted(path for pattern in patterns for path in Path("/").glob(pattern.removeprefix("/")))


def _number(folder: Path) -> int:
    """The version in a path: 15 of `/usr/lib/postgresql/15/bin`."""
    digits = re.search(r"\d+", folder.parent.name)
    return int(digits[0]) if digits else 0
