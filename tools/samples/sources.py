"""A source of a sample: one Markdown file with a front matter that says what becomes of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})
FIXED_DATE = datetime(2024, 1, 1)
"""In files that bear the time at which they were made, so that they come out the same."""


class SourceError(Exception):
    """A source that cannot be rendered; the message names the file."""


@dataclass(frozen=True)
class Source:
    """One Markdown file: its front matter and its body."""

    path: Path
    meta: dict[str, str]
    body: str

    @property
    def form(self) -> str:
        return self.meta.get("form", "").partition(":")[0].strip()

    @property
    def encoding(self) -> str:
        return self.meta.get("form", "").partition(":")[2].strip() or "utf-8"

    @property
    def language(self) -> str:
        return self.meta.get("lang", "en")

    @property
    def rtl(self) -> bool:
        return self.language.partition("-")[0] in RTL_LANGUAGES

    @property
    def output(self) -> Path:
        name = self.meta.get("output")
        if not name:
            raise SourceError(f"{self.path.name}: the front matter names no output")
        return ROOT / name


def parse_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split ``---`` delimited ``key: value`` lines from the body."""
    match = re.match(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if match is None:
        return {}, text
    meta: dict[str, str] = {}
    for line in match.group(1).splitlines():
        key, colon, value = line.partition(":")
        if colon:
            meta[key.strip()] = value.strip().strip('"').strip("'")
    return meta, text[match.end() :]


def read_source(path: Path) -> Source:
    """Read a source; its text is brought to Unicode normal form C."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    meta, body = parse_front_matter(text.replace("\r\n", "\n"))
    return Source(path, meta, body.strip("\n") + "\n")
