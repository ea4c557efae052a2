"""Twenty questions of a trainee, answered from the records of the project's own documents."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from corpus.model import Facts
from ingest.facts import read_facts
from ingest.readers import read_file
from ingest.structure import structure

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
QUESTIONS = Path(__file__).parents[1] / "gold" / "trainee_questions.jsonl"
ANSWERED = 18
"""Of twenty; the others are unknown, and none is answered wrongly."""


@cache
def facts(path: str, language: str) -> tuple[Facts, ...]:
    return tuple(
        read_facts(structure(raw, language, path=path).provisions, language)
        for raw in read_file(SAMPLES / path)
    )


def answers(question: dict[str, object]) -> list[tuple[str, dict[str, str] | None]]:
    """What the records tell of the asked kind at the place: text, and data where the record has them."""
    found: list[tuple[str, dict[str, str] | None]] = []
    for told in facts(str(question["path"]), str(question["language"])):
        found += [
            (item.text, dict(item.data))
            for procedure in told.procedures
            for item in procedure.items
            if item.eid == question["eid"] and item.kind == question["kind"]
        ]
        if question["kind"] == "deadline":
            found += [
                (duty.deadline, None)
                for duty in told.obligations
                if duty.eid == question["eid"] and duty.deadline
            ]
    return found


def test_questions_of_a_trainee() -> None:
    questions = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    answered, unknown = [], []
    for question in questions:
        found = answers(question)
        texts = [data for text, data in found if question["text"] in text]
        assert all(data in (None, question["data"]) for data in texts), f"wrong: {question} {found}"
        (answered if texts else unknown).append(question["question"])
    assert len(questions) == 20
    assert len(answered) >= ANSWERED, f"unknown: {unknown}"
