"""The worst documents of the half to develop on: `python -m bench.quality.articles --misses [SET…]`.

For each document what was found beyond the gold and what was missed. The other half is never printed.
"""

from __future__ import annotations

import argparse
import os
from difflib import SequenceMatcher
from pathlib import Path

from bench.quality.articles import Compared, compared

_SHOWN = 14


def main() -> None:
    """Print sets, documents, numbers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help="e.g. tota, fr/lu (all)")
    parser.add_argument("--misses", action="store_true", help="name each document that is not perfect")
    parser.add_argument("--most", type=int, default=40, help="documents of each set")
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", "../shared/data"))
    parser.add_argument("--data", type=Path, default=data)
    chosen = parser.parse_args()
    for key, results in compared(chosen.data, "develop", chosen.most, frozenset(chosen.sets)).items():
        right, wrong, unknown = (
            sum(getattr(one, k) for one in results) for k in ("right", "wrong", "unknown")
        )
        print(
            f"{' '.join(key)}: {len(results)} documents, {right} right, {wrong} wrong, {unknown} missed",
            flush=True,
        )
        for one in sorted(results, key=lambda c: -c.wrong - c.unknown) if chosen.misses else ():
            if one.wrong or one.unknown:
                print("   ", _told(one))


def _told(one: Compared) -> str:
    wrong: list[str] = []
    missed: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, one.document.gold, one.found, autojunk=False).get_opcodes():
        if tag != "equal":
            missed += one.document.gold[a:b]
            wrong += one.found[c:d]
    shown = f"wrong {wrong[:_SHOWN]}; missed {missed[:_SHOWN]}"
    return f"{one.document.path}: {len(one.document.gold)} articles; {shown}"


if __name__ == "__main__":
    main()
