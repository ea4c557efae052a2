"""Imports follow the arrows of the architecture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MAY_IMPORT: dict[str, set[str]] = {
    "corpus": set(),
    "ingest": {"corpus"},
    "search_api": {"corpus"},
    "web": {"corpus", "search_api"},
    "treatybase": {"corpus", "ingest", "search_api", "web"},
}
"""Our packages, and which of the others each may import."""


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def forbidden(package: str, source: str) -> list[str]:
    """Imports in a source text of `package` that the arrows do not allow."""
    others = set(MAY_IMPORT) - {package} - MAY_IMPORT[package]
    return [name for name in imported(ast.parse(source)) if name.partition(".")[0] in others]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_every_import_follows_the_arrows(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    wrong = {str(file): forbidden(package, file.read_text("utf-8")) for file in files}
    assert not {file: names for file, names in wrong.items() if names}


@pytest.mark.parametrize("package", sorted(set(MAY_IMPORT) - {"treatybase"}))
def test_no_setting_is_read_outside_treatybase(package: str) -> None:
    for file in (ROOT / package).rglob("*.py"):
        assert "TREATYBASE_" not in _code(file.read_text("utf-8")), f"{file} reads a setting"


def _code(source: str) -> str:
    """The source without what is only told to people: docstrings and the texts of errors."""
    tree = ast.parse(source)
    reads = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript | ast.Call) and "environ" in ast.unparse(node)
    ]
    return "\n".join(reads)


def test_the_check_itself_finds_a_wrong_import() -> None:
    assert forbidden("corpus", "from ingest.report import IngestReport") == ["ingest.report"]
    assert forbidden("web", "import search_api.service, treatybase") == ["treatybase"]
    assert not forbidden("search_api", "from corpus.model import Work\nimport json")


def test_relative_imports_are_not_used_to_get_round_it() -> None:
    for package in MAY_IMPORT:
        for file in (ROOT / package).rglob("*.py"):
            levels = [
                node.level
                for node in ast.walk(ast.parse(file.read_text("utf-8")))
                if isinstance(node, ast.ImportFrom)
            ]
            assert not any(level > 0 for level in levels), file
