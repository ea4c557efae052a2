"""Programs of optional parts are found where systems keep them, in the version that is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatybase import programs
from treatybase.programs import Jdk, oldest_jdk, postgresql_folder


@pytest.fixture(autouse=True)
def _bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(programs, "JAVA_FOLDERS", (f"{tmp_path}/jvm/*",))
    monkeypatch.setattr(programs, "POSTGRESQL_FOLDERS", (f"{tmp_path}/postgresql/*/bin",))


def program(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)


def jdk(home: Path, version: str, *, compiler: bool = True) -> Path:
    program(home / "bin" / "java")
    if compiler:
        program(home / "bin" / "javac")
    (home / "release").write_text(f'IMPLEMENTOR="Example"\nJAVA_VERSION="{version}"\n')
    return home


def test_on_a_bare_machine_there_is_nothing() -> None:
    assert postgresql_folder() is None
    assert oldest_jdk(17) is None


@pytest.mark.parametrize(
    ("wanted", "found"), [(8, 8), (11, 17), (17, 17), (18, 21), (21, 21), (22, 25), (26, None)]
)
def test_the_oldest_jdk_that_is_new_enough(tmp_path: Path, wanted: int, found: int | None) -> None:
    for name, version in (("a", "25.0.1"), ("b", "17.0.15"), ("c", "21"), ("d", "1.8.0_402")):
        jdk(tmp_path / "jvm" / name, version)
    chosen = oldest_jdk(wanted)
    assert (chosen.version if chosen else None) == found


def test_a_runtime_without_compiler_is_no_jdk(tmp_path: Path) -> None:
    jdk(tmp_path / "jvm" / "runtime", "21", compiler=False)
    assert oldest_jdk(17) is None


def test_java_home_comes_first_if_new_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    jdk(tmp_path / "jvm" / "a", "21")
    own = jdk(tmp_path / "own", "25")
    monkeypatch.setenv("JAVA_HOME", str(own))
    assert oldest_jdk(17) == Jdk(25, own)
    monkeypatch.setenv("JAVA_HOME", str(jdk(tmp_path / "old", "11.0.2")))
    assert oldest_jdk(17) == Jdk(21, tmp_path / "jvm" / "a")


def test_a_jdk_is_found_on_the_path_through_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = jdk(tmp_path / "elsewhere", "17.0.1")
    links = tmp_path / "bin"
    links.mkdir()
    (links / "javac").symlink_to(home / "bin" / "javac")
    monkeypatch.setenv("PATH", str(links))
    assert oldest_jdk(17) == Jdk(17, home)


def test_the_newest_complete_postgresql(tmp_path: Path) -> None:
    for version in ("9.6", "15", "16"):
        for name in programs.SERVER_PROGRAMS:
            program(tmp_path / "postgresql" / version / "bin" / name)
    program(tmp_path / "postgresql" / "17" / "bin" / "initdb")  # without its server
    assert postgresql_folder() == tmp_path / "postgresql" / "16" / "bin"
