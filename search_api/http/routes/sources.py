"""Original files and pictures of their pages."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Response
from starlette.responses import FileResponse

from search_api.http.context import PREFIX, ScopeOf, ServiceOf

router = APIRouter(prefix=f"{PREFIX}/sources", tags=["sources"])

Checksum = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the file's bytes.")]

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=86400, immutable",
}
"""A file from elsewhere is handed out, never run: not sniffed, not scripted, not embedded by others."""


@router.get("/{sha256}", summary="The original file", response_class=Response)
def source(sha256: Checksum, service: ServiceOf, scope: ScopeOf) -> Response:
    """The file as it was ingested, byte for byte, as a download."""
    found, path = service.source(sha256, scope)
    name = PurePosixPath(found.path).name or "original"
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {**SAFE, "Content-Disposition": disposition}
    return FileResponse(path, media_type=found.media_type or "application/octet-stream", headers=headers)


@router.get("/{sha256}/pages/{page}.png", summary="A page as a picture", response_class=Response)
def page_image(
    sha256: Checksum,
    page: Annotated[int, Path(ge=1, description="Page, from 1.")],
    service: ServiceOf,
    scope: ScopeOf,
) -> Response:
    """A page of a PDF as PNG, 1100 pixels across."""
    image = service.page_image(sha256, page, scope)
    return Response(image, headers=SAFE, media_type="image/png")
