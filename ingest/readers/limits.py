"""Limits that protect the machine from a file, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes are bytes.

    `whole_file`: formats read in one piece (XML, JSON, HTML, text). A parsed JSON tree takes about
    8 times its file, an lxml tree 6 times: 64 MiB stay under half a gigabyte; the largest text in
    the test data has 4 MiB. `pdf_file`: PDFs are read page by page from disk.
    `line`: one record of a JSON Lines file. `expanded`, `ratio`, `members`: an archive; laws
    compress 3 to 15 times, so 200 is a bomb. `depth`: nested elements; law nests below 40.
    `pages`: a treaty-series volume has some 500. `expect` is told how many pages a document has before they
    are read: whoever holds a clock against the file allows for them.
    """

    whole_file: int = 64 * MEBIBYTE
    pdf_file: int = 512 * MEBIBYTE
    line: int = 32 * MEBIBYTE
    member: int = 64 * MEBIBYTE
    expanded: int = 1024 * MEBIBYTE
    ratio: int = 200
    members: int = 20_000
    depth: int = 200
    pages: int = 5_000
    expect: Callable[[int], None] = lambda pages: None


DEFAULT = Limits()
