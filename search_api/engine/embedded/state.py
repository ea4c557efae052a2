"""What of the flat files is committed: a small file says it for the commit that is, and for the next.

Tantivy's commit is atomic, and has a number. Before each commit the file is replaced: by the number of the
commit that stands with its state, and the state that the next one will have. A reader that finds that
number takes the first, with any other the second. So words, vectors, tombstones and change number become
visible together, or not at all, and no document of the index is ours: all are passages. The flat files
only grow; what lies beyond the lengths given here was never committed, and is overwritten.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from search_api.engine.embedded.files import replace_file
from search_api.errors import IndexUnusable

STATE: Final = "state.json"
_META: Final = "meta.json"
"""Tantivy's own file, replaced by each commit and each merge; `opstamp` is the number of the commit."""
_ATTEMPTS: Final = 1_000
"""Commits follow one another in tens of milliseconds, and reading takes far less than one."""


@dataclass(frozen=True, slots=True)
class State:
    """Lengths of the flat files, and what the index was built from.

    `rows` passages were ever added, `tombstones` of them are gone, `embedded` have had a vector.
    `dictionary` is a length in bytes. `vector_set` numbers the vector files: another model begins
    a new set. `coded`: sign codes and their mean exist (see `vectors`).
    """

    change: int = 0
    epoch: str = ""
    recipe: str = ""
    model: str = ""
    dimensions: int = 0
    rows: int = 0
    tombstones: int = 0
    dictionary: int = 0
    vector_set: int = 0
    embedded: int = 0
    coded: bool = False


def announce(folder: Path, words: Path, stands: State, comes: State) -> None:
    """Say durably what holds now, and what will hold after the next commit. Only under the writer lock."""
    said = {"stamp": _stamp(words), "stands": asdict(stands), "comes": asdict(comes)}
    replace_file(folder / STATE, orjson.dumps(said))


def reload(folder: Path, words: Path, index: Any) -> tuple[Any, State]:
    """A searcher on the newest commit, and the state of that commit, while others commit and merge.

    Raises IndexUnusable where the state is missing or damaged.
    """
    for _ in range(_ATTEMPTS):
        said, stamp = _said(folder), _stamp(words)
        index.reload()
        searcher = index.searcher()
        if (said, stamp) == (_said(folder), _stamp(words)):
            return searcher, _state_at(stamp, said, folder)
    raise IndexUnusable(f"{folder / STATE} and {words / _META} never agree")


def _said(folder: Path) -> bytes:
    try:
        return (folder / STATE).read_bytes()
    except FileNotFoundError as error:
        raise IndexUnusable(f"{folder / STATE} is missing") from error


def _state_at(stamp: int, said: bytes, folder: Path) -> State:
    try:
        content = orjson.loads(said)
        return State(**content["stands" if content["stamp"] == stamp else "comes"])
    except (ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{folder / STATE} is damaged: {error}") from error


def _stamp(words: Path) -> int:
    return int(orjson.loads((words / _META).read_bytes())["opstamp"])
