"""Passages for tests: one line of text, everything else as plain as can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corpus.model import Access
from search_api.passage import Passage

PLAIN = Passage(
    id="",
    work_id=1,
    work_slug="work-1",
    record_id=None,
    provision_record_id=None,
    expression_ids=(1,),
    language="en",
    authority="authentic",
    eid="art_1",
    article_eid="art_1",
    part=0,
    label="",
    number=None,
    heading="",
    breadcrumb="",
    text="",
    title="",
    kind="treaty",
    identifiers=(),
    issuers=(),
    parties=(),
    year=None,
    alive_from=None,
    alive_to=None,
    valid_from="unknown",
    valid_to="unknown",
    status_known=False,
    source_path="convention.html",
    source_sha256="0" * 64,
    page=None,
    owner="local",
    collection="default",
    access=Access.PUBLIC,
    translation_key="work-1#art_1",
)


def passage(identity: str, text: str = "", language: str = "en", work: int = 1, **values: Any) -> Passage:
    """A passage with these values."""
    own = {"id": identity, "text": text, "language": language, "work_id": work, "work_slug": f"work-{work}"}
    return replace(PLAIN, **(own | values))
