"""Agreement of the two annotators of the gold questions.

For each question the second annotator redid, the article named first (the best
answer) counts as agreed when the first annotator accepts it. The drawn
questions are checked as well, so that the sample cannot have been chosen.

    python tests/gold/agreement.py
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LANGUAGES = ("vi", "ar", "en", "fr", "es", "ru", "zh")
PER_LANGUAGE = 4
SEED = 7

Question = dict[str, Any]


def read(name: str) -> dict[str, Question]:
    """The questions of one file by id."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines if line.strip()]
    return {str(question["id"]): question for question in questions}


def drawn(first: dict[str, Question]) -> set[str]:
    """The ids the second annotator was to redo: four of each language."""
    draw = random.Random(SEED)
    ids: set[str] = set()
    for language in LANGUAGES:
        pool = sorted(id_ for id_ in first if id_.startswith(f"{language}-"))
        ids.update(draw.sample(pool, PER_LANGUAGE))
    return ids


def accepted(question: Question) -> list[tuple[str, str]]:
    """The accepted articles, best first."""
    return [(entry["work"], entry["article"]) for entry in question["accept"]]


def main() -> int:
    first = read("sample_questions.jsonl")
    second = read("second_annotator.jsonl")
    if set(second) != drawn(first):
        print("second_annotator.jsonl does not hold the drawn questions")
        return 1
    differing: list[str] = []
    agreed_in_all = 0
    for language in LANGUAGES:
        ids = sorted(id_ for id_ in second if second[id_]["language"] == language)
        agreed = 0
        for id_ in ids:
            best, theirs = accepted(second[id_])[0], accepted(first[id_])
            if best in theirs:
                agreed += 1
            else:
                differing.append(f"{id_}: second {best}, first {theirs}")
        agreed_in_all += agreed
        print(f"{language}: {agreed} of {len(ids)}")
    print(f"all: {agreed_in_all} of {len(second)} ({agreed_in_all / len(second):.1%})")
    same = sum(set(accepted(second[id_])) == set(accepted(first[id_])) for id_ in second)
    print(f"same articles accepted in full: {same} of {len(second)}")
    for line in differing:
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
