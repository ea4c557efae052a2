"""Reading judged questions: JSON Lines of queries, qrels in TREC's form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from search_api.errors import SearchError

Qrels = Mapping[str, Mapping[str, int]]
"""Query id → document id → grade (0: judged not relevant)."""


class InvalidJudgement(SearchError):
    """A line of a queries or qrels file is not as the format says."""

    code = "invalid_judgement"


@dataclass(frozen=True, slots=True)
class Query:
    """One question. `language` is empty where the file does not say."""

    id: str
    text: str
    language: str = ""


def read_queries(path: Path) -> list[Query]:
    """Read `{"id", "text" or "query", "language"?}` a line. Raises InvalidJudgement naming the line."""
    queries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"] if "text" in row else row["query"]
            queries.append(Query(str(row["id"]), str(text), str(row.get("language", ""))))
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidJudgement(f"{path}, line {number}: not a query ({error})") from error
    return queries


def read_qrels(path: Path) -> Qrels:
    """Read `query 0 document grade` a line; a document id may not hold white space but tabs may part."""
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        parts = line.split("\t") if "\t" in line else line.split()
        try:
            query, _iteration, document, grade = parts
            qrels.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            raise InvalidJudgement(f"{path}, line {number}: not `query 0 document grade`") from error
    return qrels
