"""A report of findings as an answer: JSON, a table, or a Word document to take away."""

from __future__ import annotations

import json
from typing import Final, Literal

from starlette.responses import Response

from search_api.findings import Findings
from search_api.http.messages.findings import FindingWords
from search_api.render.findings import findings_csv, findings_json
from search_api.render.findings_docx import findings_docx

ReportForm = Literal["json", "csv", "docx"]
MEDIA: Final[dict[ReportForm, str]] = {
    "json": "application/json",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def made(found: Findings, form: ReportForm, words: FindingWords, title: str, address: str = "") -> bytes:
    """The report in a form; `title` is a key of the words of reports."""
    if form == "docx":
        return findings_docx(found, words, words.report(title), address)
    if form == "csv":
        return findings_csv(found, words, address).encode()
    return json.dumps(findings_json(found, words, address), ensure_ascii=False).encode()


def report_response(
    found: Findings, form: ReportForm, language: str, name: str, address: str = "", *, saved: bool = False
) -> Response:
    """The report, kept by nobody on its way. `saved`: a browser shall store it, whatever the form."""
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": language,
        "X-Content-Type-Options": "nosniff",
    }
    if saved or form != "json":
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    body = made(found, form, FindingWords(language), name, address)
    charset = f"{MEDIA[form]}; charset=utf-8" if form == "csv" else MEDIA[form]
    return Response(body, headers=headers, media_type=charset)
