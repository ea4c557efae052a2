"""The names that JSON collections of law give to things, so that unseen collections are read by shape."""

from __future__ import annotations

import re

from corpus.model import ProvisionKind as Kind

TEXTS = (
    "text",
    "content",
    "body",
    "article_text",
    "full_text",
    "paragraph_text",
    "正文",
    "内容",
    "条文",
    "نص",
)
NUMBERS = (
    "number", "article_number", "section_number", "chapter_number", "part_number", "no", "num", "article",
    "article_no", "paragraph_number", "marker", "条号", "序号",
)  # fmt: skip
LABELS = ("label", "article_label", "paragraph_label", "title_number")
HEADINGS = (
    "heading", "title", "name", "article_title", "section_title", "chapter_title", "part_title", "caption",
    "标题", "عنوان",
)  # fmt: skip
IDS = ("id", "article_id", "provision_id", "paragraph_id")
TYPES = ("type", "node_type", "kind", "unit_type")

CHILDREN: dict[str, Kind | None] = {
    "books": Kind.BOOK, "parts": Kind.PART, "titles": Kind.TITLE, "chapters": Kind.CHAPTER,
    "sections": Kind.SECTION, "subsections": Kind.SUBSECTION, "articles": Kind.ARTICLE, "rules": Kind.ARTICLE,
    "regulations": Kind.ARTICLE, "paragraphs": Kind.PARAGRAPH, "clauses": Kind.PARAGRAPH,
    "points": Kind.POINT,
    "subparagraphs": Kind.POINT, "subpoints": Kind.SUBPOINT, "items": Kind.POINT, "annexes": Kind.ANNEX,
    "schedules": Kind.ANNEX, "appendices": Kind.ANNEX, "recitals": Kind.RECITAL, "segments": None,
    "children": None, "units": None, "provisions": None, "nodes": None, "elements": None, "content": None,
    "body": None, "blocks": None, "条款": Kind.ARTICLE, "章节": Kind.CHAPTER,
}  # fmt: skip
"""Keys that hold parts, with their kind; None where each part tells its own."""

KINDS: dict[str, Kind] = {
    "preamble": Kind.PREAMBLE, "recital": Kind.RECITAL, "book": Kind.BOOK, "part": Kind.PART,
    "title": Kind.TITLE, "chapter": Kind.CHAPTER, "section": Kind.SECTION, "subsection": Kind.SUBSECTION,
    "subpart": Kind.SECTION, "emptypart": Kind.SECTION, "article": Kind.ARTICLE, "rule": Kind.ARTICLE,
    "paragraph": Kind.PARAGRAPH, "clause": Kind.PARAGRAPH, "point": Kind.POINT, "item": Kind.POINT,
    "subparagraph": Kind.POINT, "annex": Kind.ANNEX, "appendix": Kind.ANNEX, "schedule": Kind.ANNEX,
    "interp": Kind.ANNEX, "table": Kind.TABLE, "conclusion": Kind.CONCLUSION, "signature": Kind.CONCLUSION,
}  # fmt: skip
"""Words of a part's own type."""

QUESTIONS = frozenset(
    {
        "question",
        "question_id",
        "query",
        "query_id",
        "answer",
        "answers",
        "statement",
        "choices",
        "问题",
        "答案文本",
    }
    | {"relevant_articles", "example_id", "hypothesis", "qrels", "op"}
)
"""A record with such a key asks about law, or compares it; it holds none."""

TITLES = (
    "title",
    "name",
    "treaty",
    "law_name",
    "document_title",
    "document",
    "dc:title",
    "short_title",
    "标题",
)
DATES = ("date", "adoption_date", "sign_date", "date_signed", "signed", "adopted", "signature_date")
IN_FORCE = ("entry_into_force", "effective_date", "date_into_force", "in_force")
LANGUAGES = ("language", "lang", "dc:language", "language_code")
LICENCES = ("license", "licence", "dcterms:license")
URLS = ("url", "source_url", "source", "dc:source")
META = ("metadata", "meta", "document", "info", "header", "source_trace")

LANGUAGE_SUFFIX = re.compile(r"(?P<key>.+)_(?P<language>en|fr|es|ru|ar|zh|vi|de|nl|pt|it|ja|ko)")
"""Parallel texts side by side: `content_en`, `content_zh`."""


def child_kind(key: str) -> tuple[bool, Kind | None]:
    """Whether a key holds parts (`articles`, `parsed_articles`, `source_segments`), and their kind."""
    lowered = key.lower()
    before, _, tail = lowered.rpartition("_")
    name = tail if before in _PREFIXES else lowered
    return (True, CHILDREN[name]) if name in CHILDREN else (False, None)


_PREFIXES = frozenset({"parsed", "source", "legal", "law", "all", "main", "treaty", "text"})
