"""The report of a run: it accounts for every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from corpus.model import Notice

EXAMPLES = 5
"""Files named for one reason in the text of the report; the JSON names them all."""


@dataclass(slots=True)
class IngestReport:
    """What became of the files: `files` = read + partly_read + unchanged + skipped + quarantined.

    `works` … `relations` count what this run created or changed. `formats` counts outcomes by the
    ending of the file name.
    """

    read: int = 0
    partly_read: int = 0
    unchanged: int = 0
    skipped: list[Notice] = field(default_factory=list)
    quarantined: list[Notice] = field(default_factory=list)
    works: int = 0
    expressions: int = 0
    provisions: int = 0
    passages: int = 0
    relations: int = 0
    consolidated: int = 0
    """Texts made of amendments, new or changed."""
    warnings: list[Notice] = field(default_factory=list)
    formats: dict[str, Counter[str]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def files(self) -> int:
        """All files of the run."""
        return self.read + self.partly_read + self.unchanged + len(self.skipped) + len(self.quarantined)

    @property
    def exit_code(self) -> int:
        """0: everything is in; 3: some files are quarantined or partly read, the rest is in."""
        return 3 if self.quarantined or self.partly_read else 0

    def count(self, path: str, outcome: str) -> None:
        """Count one more file of this format with this outcome."""
        suffix = PurePosixPath(path).suffix.lower().lstrip(".") or "(none)"
        self.formats.setdefault(suffix, Counter())[outcome] += 1

    def add(self, other: IngestReport) -> None:
        """Take in what became of other files."""
        for name in (
            "read",
            "partly_read",
            "unchanged",
            "expressions",
            "provisions",
            "relations",
            "consolidated",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("skipped", "quarantined", "warnings"):
            getattr(self, name).extend(getattr(other, name))
        for suffix, outcomes in other.formats.items():
            self.formats.setdefault(suffix, Counter()).update(outcomes)

    def as_json(self) -> dict[str, Any]:
        """The contract of `treatybase ingest --json`."""
        return {
            "files": self.files,
            "read": self.read,
            "partly_read": self.partly_read,
            "unchanged": self.unchanged,
            "skipped": len(self.skipped),
            "quarantined": [_row(notice) for notice in self.quarantined],
            "works": self.works,
            "expressions": self.expressions,
            "provisions": self.provisions,
            "passages": self.passages,
            "relations": self.relations,
            "consolidated": self.consolidated,
            "warnings": [_row(notice) for notice in self.warnings],
            "seconds": round(self.seconds, 3),
            "skipped_files": [_row(notice) for notice in self.skipped],
            "formats": {name: dict(counts) for name, counts in sorted(self.formats.items())},
        }

    def as_text(self) -> str:
        """The report for a person."""
        return "\n".join(self._lines())

    def outcomes(self) -> str:
        """What became of the files, in a line."""
        return (
            f"{self.files} files: {self.read} read, {self.partly_read} partly read, "
            f"{self.unchanged} unchanged, {len(self.skipped)} skipped (no document), "
            f"{len(self.quarantined)} quarantined"
        )

    def _lines(self) -> Iterator[str]:
        yield self.outcomes()
        yield (
            f"{self.works} works, {self.expressions} expressions, {self.provisions} provisions, "
            f"{self.relations} relations new or changed; {self.consolidated} texts consolidated; "
            f"{self.passages} passages indexed; "
            f"{self.seconds:.1f} s"
        )
        yield from self.findings()

    def findings(self) -> Iterator[str]:
        """What is to be told of single files."""
        for title, notices in (("Quarantined", self.quarantined), ("Warnings", self.warnings)):
            if notices:
                yield f"{title}:"
                yield from _by_code(notices)


def _row(notice: Notice) -> dict[str, str]:
    return {"path": notice.path, "code": notice.code, "reason": notice.reason}


def _by_code(notices: list[Notice]) -> Iterator[str]:
    """Notices grouped by code, the commonest first, a few named and the rest counted."""
    for code, count in Counter(notice.code for notice in notices).most_common():
        yield f"  {code}: {count}"
        named = [notice for notice in notices if notice.code == code]
        for notice in named[:EXAMPLES]:
            yield f"    {notice.path}: {notice.reason}"
        if count > EXAMPLES:
            yield f"    … and {count - EXAMPLES} more (all of them with --json)"
