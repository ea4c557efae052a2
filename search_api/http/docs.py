"""The documentation page: written from the OpenAPI description, without scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse, Response

router = APIRouter(include_in_schema=False)

_STYLE = Path(__file__).parent / "static" / "docs.css"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
}

Json = Mapping[str, Any]


@router.get("/docs")
def page(request: Request) -> Response:
    """The page."""
    return HTMLResponse(docs_page(request.app.openapi()), headers=_HEADERS)


@router.get("/docs/docs.css")
def style() -> Response:
    """Its style."""
    return FileResponse(_STYLE, media_type="text/css")


def docs_page(openapi: Json) -> str:
    """The whole page from an OpenAPI description."""
    info = openapi["info"]
    schemas = openapi.get("components", {}).get("schemas", {})
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(info['title'])} API</title>",
        '<link rel="stylesheet" href="/docs/docs.css"></head><body>',
        f"<header><h1>{escape(info['title'])} API {escape(info['version'])}</h1>",
        f"<p>{escape(info.get('description', ''))}</p>",
        '<p>The same for programmes: <a href="/openapi.json">openapi.json</a>.</p></header><main>',
        *_operations(openapi["paths"]),
        "<h2>Schemas</h2>",
        *(_schema(name, schema) for name, schema in sorted(schemas.items())),
        "</main></body></html>",
    ]
    return "\n".join(parts)


def _operations(paths: Json) -> Iterator[str]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield f'<section id="{escape(operation["operationId"])}">'
            yield f"<h2><code>{method.upper()} {escape(path)}</code></h2>"
            yield f"<p>{escape(operation.get('summary', ''))}. {escape(operation.get('description', ''))}</p>"
            yield from _parameters(operation.get("parameters", ()))
            yield from _responses(operation.get("responses", {}))
            yield "</section>"


def _parameters(parameters: list[Json]) -> Iterator[str]:
    if not parameters:
        return
    yield "<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>"
    for parameter in parameters:
        needed = " (required)" if parameter.get("required") else ""
        yield (
            f"<tr><td><code>{escape(parameter['name'])}</code>{needed}</td><td>{escape(parameter['in'])}</td>"
            f"<td>{_type(parameter['schema'])}</td><td>{escape(parameter.get('description', ''))}</td></tr>"
        )
    yield "</tbody></table>"


def _responses(responses: Json) -> Iterator[str]:
    yield "<ul>"
    for status, response in responses.items():
        kinds = [
            f"<code>{escape(media)}</code> {_type(content.get('schema', {}))}"
            for media, content in response.get("content", {}).items()
        ]
        yield f"<li>{escape(status)}: {', '.join(kinds) or escape(response.get('description', ''))}</li>"
    yield "</ul>"


def _schema(name: str, schema: Json) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(field)}</code></td><td>{_type(inside)}</td>"
        f"<td>{escape(inside.get('description', ''))}</td></tr>"
        for field, inside in schema.get("properties", {}).items()
    )
    head = "<thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>" if rows else ""
    about = escape(schema.get("description", ""))
    return f'<section id="{escape(name)}"><h3>{escape(name)}</h3><p>{about}</p>{table}</section>'


def _type(schema: Json) -> str:
    """A type in few words, with links to schemas."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f'<a href="#{escape(name)}">{escape(name)}</a>'
    for joint in ("anyOf", "allOf", "oneOf"):
        if joint in schema:
            return " or ".join(_type(each) for each in schema[joint])
    if "enum" in schema:
        return " | ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"map to {_type(schema['additionalProperties'])}"
    return escape(str(schema.get("type", "any")))
