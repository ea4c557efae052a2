"""Hit rates of the gold questions on the sample corpus: `python -m bench.sample_questions [--data DIR]`.

DIR holds an ingested `corpus/samples` (`make demo` makes `.demo`). The questions of `tests/gold`
were written before the first run; a hit is an accepted article of an accepted work in any language.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from search_api.results import Mode, SearchRequest, SearchResponse
from treatybase.settings import Settings
from treatybase.wiring import Installation

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold" / "sample_questions.jsonl"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Question:
    """One gold question with its accepted (work, article number) pairs."""

    id: str
    language: str
    text: str
    accepted: frozenset[tuple[str, str]]
    as_of: date


def read_questions(path: Path = GOLD) -> list[Question]:
    """Every gold question."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Question(
            row["id"],
            row["language"],
            row["question"],
            frozenset((one["work"], one["article"]) for one in row["accept"]),
            date.fromisoformat(row["as_of"]),
        )
        for row in rows
    ]


def rank_of(question: Question, response: SearchResponse) -> int | None:
    """The rank of the first accepted hit, from 1, or None."""
    for rank, hit in enumerate(response.hits, 1):
        if (hit.work_slug, hit.number) in question.accepted:
            return rank
    return None


def ask(installation: Installation, questions: Sequence[Question], mode: Mode) -> dict[str, int | None]:
    """The rank of each question's answer."""
    ranks = {}
    for question in questions:
        language = "zh-Hans" if question.language == "zh" else question.language
        request = SearchRequest(question.text, question.as_of, language, mode=mode, limit=DEPTH)
        ranks[question.id] = rank_of(question, installation.service.search(request))
    return ranks


def main() -> None:
    """Print hit@1, hit@3 and the misses per language and mode."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(".demo"))
    parser.add_argument("--misses", action="store_true", help="list what was not found among the first three")
    arguments = parser.parse_args()
    installation = Installation(Settings(data=arguments.data))
    questions = read_questions()
    for mode in Mode:
        ranks = ask(installation, questions, mode)
        for language in dict.fromkeys(question.language for question in questions):
            found = [ranks[question.id] for question in questions if question.language == language]
            first = sum(rank == 1 for rank in found)
            three = sum(rank is not None and rank <= 3 for rank in found)
            print(f"{mode.value:9} {language}  hit@1 {first}/{len(found)}  hit@3 {three}/{len(found)}")
        if arguments.misses:
            for question in questions:
                rank = ranks[question.id]
                if rank is None or rank > 3:
                    print(f"    {question.id} rank {rank}: {question.text} → {sorted(question.accepted)}")
    installation.close()


if __name__ == "__main__":
    main()
