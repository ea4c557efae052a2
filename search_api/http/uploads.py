"""A form with a file, read within a limit and in memory alone.

The usual readers of such forms lay large files on the disk; an upload here may be a draft, which nobody may
keep.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request

from corpus.errors import CorpusError

FORM_BYTES: Final = 64 * 1024
"""What a form may send besides its file."""
MOST_PARTS: Final = 32
_BOUNDARY: Final = re.compile(r'multipart/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.I)
_NAME: Final = re.compile(r'[;\s]name="([^"]*)"', re.I)
_FILE: Final = re.compile(r'[;\s]filename="([^"]*)"', re.I)


class InvalidUpload(CorpusError):
    """What was sent is no form with a file."""

    code = "invalid_upload"


class UploadTooLarge(CorpusError):
    """More was sent than is taken; `params["megabytes"]` is the limit."""

    code = "draft_too_large"


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form sent: its fields, the first of each name, and its file."""

    fields: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    data: bytes = b""


async def read_upload(request: Request, most: int) -> Upload:
    """The form with its file of at most so many bytes. Raises InvalidUpload, UploadTooLarge."""
    found = _BOUNDARY.match(request.headers.get("content-type", ""))
    if found is None:
        raise InvalidUpload("a form with a file is expected: multipart/form-data")
    return parse(await _body(request, most), (found[1] or found[2]).encode("latin-1", "replace"))


async def _body(request: Request, most: int) -> bytes:
    limit = most + FORM_BYTES
    body = bytearray()
    if int(request.headers.get("content-length", "0") or 0) > limit:
        raise _too_large(most)
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(most)
    return bytes(body)


def _too_large(most: int) -> UploadTooLarge:
    megabytes = most >> 20
    return UploadTooLarge(f"a file may have {megabytes} MB", megabytes=megabytes)


def parse(body: bytes, boundary: bytes) -> Upload:
    r"""The parts of a body (RFC 7578). Raises InvalidUpload.

    >>> sent = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nHello\r\n--x--\r\n'
    >>> parse(sent, b"x").data
    b'Hello'
    """
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise InvalidUpload("the form breaks off")
    if len(pieces) - 2 > MOST_PARTS:
        raise InvalidUpload(f"a form may have {MOST_PARTS} parts")
    fields: dict[str, str] = {}
    name, data = "", b""
    for piece in pieces[1:-1]:
        head, blank, content = piece.lstrip(b" \t").partition(b"\r\n\r\n")
        told = head.decode("utf-8", "replace")
        field_name, file_name = _NAME.search(told), _FILE.search(told)
        if not blank or field_name is None:
            raise InvalidUpload("a part of the form has no name")
        if file_name is not None:
            name, data = (name, data) if data else (file_name[1], content)
        else:
            fields.setdefault(field_name[1], content.decode("utf-8", "replace"))
    return Upload(fields, name, data)
