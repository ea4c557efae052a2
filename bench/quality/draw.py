"""Draw the provisions that gold is made of: `python -m bench.quality.draw OUT [--language xx]…`.

For each language provisions for references, and others for terms, obligations and procedures, by lot from
both halves of the documents; no more than two of one document for each. Of the latter, a third are any
provisions, a third have a number in their text (deadlines, fees), a third stand at the head of their text
(definitions); of the last lots all have a word that citations, or procedures, have. OUT gets a file for
annotators with the texts; it never comes into the project, where gold is kept as offsets and checksums
(`bench.quality.gold`).

What was drawn from the held-out half is held out only until somebody looks at it. `--lot` names a new
drawing, which leaves out every document that has gold already (in a language of few, every provision).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bench.quality.gold import GOLD, checksum
from bench.quality.halves import SEED, half
from corpus.model import Provision, ProvisionKind
from ingest.errors import IngestError
from ingest.languages import language_of
from ingest.readers import read_file
from ingest.structure import structure

FOLDERS: Final = {
    "vi": ("regulations/vi/van-ban-2026", "treaties/vn-phapdien-ngoai-giao", "regulations/vi/docx"),
    "ar": ("regulations/ar/saudi", "regulations/ar/uae", "regulations/ar/tunisia"),
    "en": (
        "treaties/tota", "treaties/nl-verdragen", "treaties/culture-treaties", "treaties/open-treaties",
        "treaties/env-treaties", "regulations/en/uk-immigration-rules", "regulations/en/cfr-versions",
    ),
    "fr": (
        "regulations/fr/lu", "regulations/fr/lu-versions", "treaties/nl-verdragen",
        "treaties/culture-treaties", "treaties/env-treaties",
    ),
    "es": ("regulations/es/uy", "regulations/es/pe", "treaties/env-treaties", "treaties/tota"),
    "ru": ("regulations/ru", "treaties/env-treaties", "treaties/un-charter", "treaties/bbnj/authoritative"),
    "zh": ("regulations/zh/laws", "regulations/zh/versions", "treaties/open-treaties"),
}  # fmt: skip
"""Texts of which the readers are sure (no PDF), treaties and regulations."""
MORE_FOLDERS: Final = {
    "seventh": {"ar": ("treaties/bbnj/site",)},
    "eighth": {
        "vi": ("regulations/vi/phap-dien",),
        "ar": ("regulations/ar/najiz", "treaties/bbnj/site"),
        "en": ("regulations/akn/indigo",),
        "zh": ("treaties/knowlaw-zh",),
    },
    "ninth": {
        "vi": ("regulations/vi/phap-dien",),
        "ar": ("regulations/ar/najiz", "treaties/bbnj/site"),
        "en": ("regulations/akn/indigo",),
        "zh": ("treaties/knowlaw-zh",),
    },
}
"""By lot, for the languages whose other texts were all drawn before."""
AGAIN: Final = {
    "seventh": frozenset({"ar", "fr"}),
    "eighth": frozenset({"ar", "fr", "es", "ru"}),
    "ninth": frozenset({"ar", "fr", "es", "ru"}),
}
"""By lot, the languages whose documents have all been drawn from: other provisions of the same ones."""
FORMATS: Final = frozenset({".md", ".txt", ".html", ".xml", ".json", ".docx"})
SHARES: Final = {
    "first": {"references": (30, 30), "facts": (20, 20)},
    "second": {"references": (30, 40), "facts": (20, 30)},
    "third": {"references": (40, 0), "facts": (60, 0)},
    "fourth": {"references": (0, 40), "facts": (0, 36)},
    "fifth": {"references": (0, 50), "facts": (0, 24)},
    "sixth": {"references": (0, 60), "facts": (0, 36)},
    "seventh": {"references": (0, 50), "facts": (0, 36)},
    "eighth": {"references": (0, 40), "facts": (0, 0)},
    "ninth": {"references": (0, 30), "facts": (0, 30)},
}
"""By lot and task, how many provisions to develop on and how many to hold out."""
PER_DOCUMENT: Final = 2
MORE_PER_DOCUMENT: Final = {"ru": 16, "vi": 4, "es": 4}
"""Of the languages with few documents."""
TELLING: Final = {
    "references": {
        "vi": r"Điều \d|khoản|Luật|Nghị định",
        "ar": "المادة|الفقرة|نظام|مرسوم",
        "zh": "第.{1,6}[条款項项]|[《前]",
        "en": r"articles? \w|paragraph|section|Convention|Act\b",
        "fr": "articles? |paragraphe|loi|décret",
        "es": "art[ií]culos? |p[aá]rrafo|ley|decreto",
        "ru": "стать|пункт|закон|конвенци",
    },
    "facts": {
        "vi": "hồ sơ|thủ tục|lệ phí|đề nghị|giấy",
        "ar": "طلب|رسم|رسوم|ترخيص|شهادة",
        "zh": "申请|费|证|提交|审批",
        "en": r"\bfees?\b|appli|certificat|request|permit",
        "fr": "demande|taxe|certificat|autorisation|droit de",
        "es": "solicit|tasa|certificad|permiso|trámite",
        "ru": "заявлен|сбор|пошлин|разрешен|свидетельств|запрос",
    },
}
"""Words of a language by which provisions are drawn that say something, for each task."""
TELLING_LOTS: Final = frozenset({"sixth", "seventh", "eighth", "ninth"})
LENGTHS: Final = range(120, 1800)
"""Characters of a drawn provision: shorter ones say nothing, longer ones nobody annotates with care."""
HEAD: Final = 6
"""Definitions stand among so many first articles."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One provision for annotators."""

    id: str
    task: str
    language: str
    document: str
    half: str
    eid: str
    checksum: str
    text: str


def candidates(data: Path, language: str, lot: str) -> Iterator[tuple[str, list[tuple[int, Provision]]]]:
    """Documents in the language in the order of the lot, each with its articles of a fit length."""
    chance = random.Random(_seed(lot, language))
    documents, checksums = known(language) if lot != "first" else (set(), set())
    again = AGAIN.get(lot, frozenset()) | MORE_PER_DOCUMENT.keys()
    by_folder = []
    for folder in FOLDERS[language] + MORE_FOLDERS.get(lot, {}).get(language, ()):
        paths = sorted(path for path in (data / folder).rglob("*") if path.suffix in FORMATS)
        chance.shuffle(paths)
        by_folder.append(paths)
    while any(by_folder):  # by turns, so that no large folder outweighs the others
        for paths in by_folder:
            if not paths:
                continue
            name = (path := paths.pop()).relative_to(data).as_posix()
            if name in documents and language not in again:
                continue
            articles = _articles(path, language)
            if fresh := [one for one in articles if checksum(one[1].full_text()) not in checksums]:
                yield name, fresh


def known(language: str) -> tuple[set[str], set[str]]:
    """The documents that have gold in this language, and the checksums of the provisions."""
    paths = [GOLD / f"{task}.{language}.jsonl" for task in ("references", "facts")]
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return {row["document"] for row in rows}, {row["checksum"] for row in rows}


def _seed(lot: str, what: str) -> str:
    return f"{SEED} {what}" if lot == "first" else f"{SEED} {lot} {what}"


def _articles(path: Path, language: str) -> list[tuple[int, Provision]]:
    try:
        for raw in read_file(path):
            text = raw.full_text
            if language_of(None, raw.hints.language, text[:20_000], path.name)[0].split("-")[0] == language:
                tree = structure(raw, language, path=path.name).provisions
                nodes = [node for top in tree for node in top.walk() if node.kind is ProvisionKind.ARTICLE]
                return [(place, node) for place, node in enumerate(nodes) if len(node.full_text()) in LENGTHS]
    except IngestError:
        pass
    return []


def draw(data: Path, language: str, lot: str) -> Iterator[Drawn]:
    """The provisions of one language."""
    chance = random.Random(_seed(lot, f"{language} provisions"))
    wanted = {
        (task, part): share
        for place, part in enumerate(("develop", "held_out"))
        for task, share in ((task, shares[place]) for task, shares in SHARES[lot].items())
    }
    taken = dict.fromkeys(wanted, 0)
    for document, articles in candidates(data, language, lot):
        part = half(document)
        open_tasks = [task for task, p in wanted if p == part and taken[task, p] < wanted[task, p]]
        if all(taken[key] >= wanted[key] for key in wanted):
            return
        for task in open_tasks:
            if lot in TELLING_LOTS:
                pool = _telling(articles, task, language)
            else:
                pool = _stratum(articles, taken[task, part] if task == "facts" else 0)
            most = MORE_PER_DOCUMENT.get(language, PER_DOCUMENT)
            count = min(most, wanted[task, part] - taken[task, part], len(pool))
            for place, node in chance.sample(pool, count):
                articles = [one for one in articles if one[0] != place]
                taken[task, part] += 1
                yield Drawn(
                    f"{language}-{task}-{_mark(lot)}{part}-{taken[task, part]:02}",
                    task, language, document, part, node.eid, checksum(node.full_text()), node.full_text(),
                )  # fmt: skip


def _mark(lot: str) -> str:
    return "" if lot == "first" else f"{lot}-"


def _stratum(articles: list[tuple[int, Provision]], turn: int) -> list[tuple[int, Provision]]:
    """By turns any provisions, those with a number, and those at the head."""
    kind = turn // PER_DOCUMENT % 3
    if kind == 1:
        return [one for one in articles if any(map(str.isdigit, one[1].full_text()))]
    return [one for one in articles if one[0] < HEAD] if kind == 2 else articles


def _telling(articles: list[tuple[int, Provision]], task: str, language: str) -> list[tuple[int, Provision]]:
    """Those with a word that citations, or procedures, have: of most others annotators tell nothing."""
    word = TELLING[task][language]
    return [one for one in articles if re.search(word, one[1].full_text(), re.IGNORECASE)]


def main() -> int:
    """Write one file a language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--language", nargs="*", default=list(FOLDERS))
    parser.add_argument("--lot", choices=SHARES, default="first")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for language in chosen.language:
        drawn = list(draw(chosen.data, language, chosen.lot))
        for task in ("references", "facts"):
            rows = [one for one in drawn if one.task == task]
            lines = [json.dumps(asdict(one), ensure_ascii=False) for one in rows]
            (chosen.out / f"{task}.{language}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
            print(f"{language} {task}: {len(rows)} of {len({one.document for one in rows})} documents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
