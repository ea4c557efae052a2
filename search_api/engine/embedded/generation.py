"""Which folder is the index: a small file, replaced atomically, names it.

A folder holds a whole index: tantivy's files and the flat files. What of them is committed is
told by the number of tantivy's commit alone (see `state`), so a folder is whole at every moment. A fresh
index is written into a new folder, and becomes the index when this file names it.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from search_api.analysis import ANALYSIS_VERSION
from search_api.engine.embedded.files import replace_file
from search_api.errors import IndexUnusable

FORMAT = f"2.{ANALYSIS_VERSION}"
"""Layout of the files, and version of the tokens in them."""

_NAME = "current.json"


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations of the index kept in `root`."""

    root: Path

    def current(self) -> Path | None:
        """The folder of the index that is served; None before the first is published.

        Raises IndexUnusable where the file is damaged or of another format.
        """
        try:
            content = json.loads((self.root / _NAME).read_bytes())
            found, folder = content["format"], content["folder"]
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(f"{self.root / _NAME} is damaged: {error}") from error
        if found != FORMAT:
            raise IndexUnusable(f"the index has format {found}, this version reads {FORMAT}")
        return self.root / str(folder)

    def publish(self, folder: Path) -> None:
        """Make `folder` the index, atomically and durably."""
        content = {"format": FORMAT, "folder": folder.name}
        replace_file(self.root / _NAME, json.dumps(content).encode())

    def fresh(self) -> Path:
        """A new, empty folder beside the others."""
        numbers = [int(path.name[1:]) for path in self.root.glob("g*") if path.name[1:].isdigit()]
        folder = self.root / f"g{max(numbers, default=0) + 1:06d}"
        folder.mkdir(parents=True)
        return folder

    def sweep(self, keep: Path | None) -> None:
        """Remove every other folder: left by a killed rebuild, or replaced. Only under the writer lock."""
        for folder in self.root.glob("g*"):
            if folder != keep and folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
