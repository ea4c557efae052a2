"""A legal review of a whole base: how long it takes, what it finds, and findings drawn to be judged by hand.

    python -m bench.review DATA [--draw 50] [--seed 7] [--as-of 2026-11-24]

DATA is a data folder, ingested before (bench/RESULTS.md, section Legal review, says of what). The drawn
findings are told with the words concerned and the other text: whether each is right a person says.
"""

from __future__ import annotations

import argparse
import resource
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from corpus.store.store import Store
from search_api.findings import Finding
from search_api.http.messages.findings import FindingWords
from search_api.review import ReviewDesk, ReviewRequest

WORDS = FindingWords("en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--draw", type=int, default=50)
    parser.add_argument("--most-missing", type=int, default=10, help="findings of missing texts at most")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 24))
    asked = parser.parse_args()
    began, worked = perf_counter(), process_time()
    with Store.open(f"sqlite:///{asked.data / 'treatybase.db'}") as store:
        found = ReviewDesk(store, lambda: asked.as_of).review(ReviewRequest())
    took, cpu = perf_counter() - began, process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{found.works} works, {found.judged} citations: {took:.1f} s, {cpu:.1f} s of processor, {memory} MB"
    )
    print({kind.value: number for kind, number in found.counts.items()})
    print("not judged:", {why.value: number for why, number in found.unjudged.items()})
    for place, finding in enumerate(drawn(found.findings, asked.draw, asked.most_missing, asked.seed), 1):
        print(f"\n{place}. {finding.kind}: {finding.place.work} {finding.place.eid} ({finding.place.label})")
        print(f"   {WORDS.says(finding)}\n   {finding.words[:400]}")
        for each in finding.evidence[:3]:
            print(f"   - {WORDS.evidence(each)} [{each.place.work} {each.place.eid}] {each.words[:300]}")


def drawn(findings: tuple[Finding, ...], number: int, most_missing: int, seed: int) -> list[Finding]:
    """So many by the seed; of missing texts, which are by far the most, no more than told."""
    order = list(findings)
    Random(seed).shuffle(order)
    missing = [each for each in order if each.kind == "cites_missing"][:most_missing]
    others = [each for each in order if each.kind != "cites_missing"]
    return [*others[: number - len(missing)], *missing]


if __name__ == "__main__":
    main()
