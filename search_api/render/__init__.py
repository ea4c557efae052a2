"""A text of the base in the forms in which it is given out: plain text, JSON, Akoma Ntoso 3.0, HTML."""

from search_api.render.akoma_ntoso import expression_akn, provision_akn
from search_api.render.changes import change_json, diff_json, history_json
from search_api.render.citing_json import citation_json
from search_api.render.html import expression_html, provision_html
from search_api.render.structured import (
    action_json,
    date_json,
    expression_json,
    interval_json,
    provision_json,
    relation_json,
    relations_json,
    relations_page,
    source_json,
    status_json,
    summary_json,
    work_json,
)
from search_api.render.text import expression_text, provision_text

__all__ = [
    "action_json",
    "change_json",
    "citation_json",
    "date_json",
    "diff_json",
    "expression_akn",
    "expression_html",
    "expression_json",
    "expression_text",
    "history_json",
    "interval_json",
    "provision_akn",
    "provision_html",
    "provision_json",
    "provision_text",
    "relation_json",
    "relations_json",
    "relations_page",
    "source_json",
    "status_json",
    "summary_json",
    "work_json",
]
