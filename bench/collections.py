"""Judged collections, made from the test data into import records, queries and qrels.

Each collection is a folder `NAME/` with `records.jsonl`, `queries.jsonl` and `qrels.txt`. The id of
an article is `LAW#ARTICLE`.
"""

from __future__ import annotations

import csv
import json
import re
from ast import literal_eval
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

Record = dict[str, Any]
Judged = tuple[str, str, str, list[str]]
"""Question id, text, language, relevant ids."""


def write(folder: Path, records: Iterable[Record], questions: Iterable[Judged]) -> None:
    """Write one collection; questions without a relevant document in the collection are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    known: set[str] = set()
    with (folder / "records.jsonl").open("w", encoding="utf-8") as out:
        for record in records:
            known.update(part["id"] for part in record.get("provisions", [record]))
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    with (
        (folder / "queries.jsonl").open("w", encoding="utf-8") as queries,
        (folder / "qrels.txt").open("w", encoding="utf-8") as qrels,
    ):
        for identity, text, language, relevant in questions:
            found = [document for document in relevant if document in known]
            if found:
                row = {"id": identity, "text": text, "language": language}
                queries.write(json.dumps(row, ensure_ascii=False) + "\n")
                qrels.writelines(f"{identity}\t0\t{document}\t1\n" for document in found)


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8-sig"))


def _laws(path: Path, language: str) -> Iterator[Record]:
    """Laws as ALQAC gives them: the first line of an article's text is its heading."""
    for law in _load(path):
        provisions = []
        for article in law["articles"]:
            heading, _, text = article["text"].partition("\n\n")
            provisions.append(
                {
                    "id": f"{law['id']}#{article['id']}",
                    "label": f"Điều {article['id']}",
                    "heading": heading if text else "",
                    "text": text or heading,
                }
            )
        yield {"id": law["id"], "title": law["id"], "language": language, "provisions": provisions}


def _alqac(questions: Path, language: str) -> Iterator[Judged]:
    for row in _load(questions):
        relevant = [f"{one['law_id']}#{one['article_id']}" for one in row["relevant_articles"]]
        yield str(row.get("question_id") or row["id"]), row["text"], language, relevant


def alqac_2022(data: Path) -> tuple[Iterable[Record], Iterable[Judged]]:
    """Vietnamese law questions of ALQAC 2022."""
    base = data / "regulations/vi/alqac/2022"
    return _laws(base / "law.json", "vi"), _alqac(base / "question_train.json", "vi")


def alqac_2024(data: Path) -> tuple[Iterable[Record], Iterable[Judged]]:
    """Vietnamese law questions of ALQAC 2024."""
    base = data / "regulations/vi/alqac/2024"
    return _laws(base / "law.json", "vi"), _alqac(base / "train.json", "vi")


def english_to_vietnamese(data: Path) -> tuple[Iterable[Record], Iterable[Judged]]:
    """English questions on Vietnamese law (ALQAC 2024)."""
    base = data / "regulations/vi/alqac/2024"
    return _laws(base / "law.json", "vi"), _alqac(base / "train_en.json", "en")


_SOURCE_NOTE = re.compile(
    r"^\s*\(\s*Điều\s+(?P<article>\w+)\s+.*?số\s*:?\s*(?P<law>\d+\s*/\s*\d{4}\s*/[\w\-]+)", re.IGNORECASE
)
_CODE_ARTICLE = re.compile(r"Điều\s+\d+\.\d+\.[A-ZĐ]{2}\.[\w.]+?\.?\s+(?P<heading>.*)$")
_GLUED = re.compile(r"(?<=\S)(?=Điều\s+\d+\.\d+\.[A-ZĐ]{2}\.)")
"""The codification glues many headings to the end of the article before."""


def _codified(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """The source articles of the codification: law, article, heading, text."""
    for path in sorted((data / "regulations/vi/phap-dien").rglob("*.md")):
        heading, key = "", None
        lines: list[str] = []
        for line in _GLUED.sub("\n", path.read_text(encoding="utf-8")).splitlines():
            start = _CODE_ARTICLE.match(line.strip(" #*"))
            note = _SOURCE_NOTE.match(line)
            if start:
                if key:
                    yield *key, heading, "\n".join(lines).strip()
                heading, key, lines = start["heading"], None, []
            elif note and key is None:
                key, lines = (re.sub(r"\s", "", note["law"]).lower(), note["article"]), []
            elif key:
                lines.append(line)
        if key:
            yield *key, heading, "\n".join(lines).strip()


ZALO_POOL, ZALO_SEED = 4_000, 2026
"""A pool on which plain BM25 of syllables gives nDCG@10 .78, as on the one that the floors come from; on
all articles it gives .68, so that figures on the two are not to be compared."""


def codification(data: Path) -> tuple[Iterable[Record], Iterable[Judged]]:
    """Zalo's legal questions over all 12,756 articles of the codification."""
    laws: dict[str, dict[str, Record]] = {}
    for law, article, heading, text in _codified(data):
        part = {"id": f"{law}#{article}", "label": f"Điều {article}", "heading": heading, "text": text}
        if text and article not in laws.setdefault(law, {}):
            laws[law][article] = part
    records = [
        {"id": law, "title": law.upper(), "language": "vi", "provisions": list(parts.values())}
        for law, parts in laws.items()
        if parts
    ]
    with (data / "regulations/vi/zalo/train_qna.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (row["question_id"], row["question"], "vi", [f"{r['law_id']}#{r['article_id']}" for r in found])
            for row in csv.DictReader(file)
            if (found := literal_eval(row["relevant_articles"]))
        ]
    return records, rows


def zalo(data: Path) -> tuple[Iterable[Record], Iterable[Judged]]:
    """The same questions over a pool of ZALO_POOL articles: the relevant ones, the rest drawn by lot."""
    records, judged = codification(data)
    laws, questions = list(records), list(judged)
    relevant = {document for *_, documents in questions for document in documents}
    parts = [part["id"] for law in laws for part in law["provisions"]]
    others = [part for part in parts if part not in relevant]
    pool = relevant.union(Random(ZALO_SEED).sample(others, ZALO_POOL - len(relevant.intersection(parts))))
    drawn = (
        {**law, "provisions": [part for part in law["provisions"] if part["id"] in pool]} for law in laws
    )
    return (law for law in drawn if law["provisions"]), questions


def lecoqa(data: Path) -> tuple[Iterable[Record], Iterable[Judged]]:
    """Chinese lay questions over statute articles."""
    base = data / "regulations/zh/lecoqa"
    rows = [
        json.loads(line) for line in (base / "corpus_small.jsonl").read_text("utf-8").splitlines() if line
    ]
    records = (
        {"id": str(row["id"]), "title": row["name"], "language": "zh-Hans", "text": row["content"]}
        for row in rows
    )
    questions = (
        (str(row["query_id"]), row["问题"], "zh-Hans", [str(one) for one in row["match_id"]])
        for row in _load(base / "train.json")
    )
    return records, questions


_UDHR = {"en": "eng", "vi": "vie", "ar": "arb", "ru": "rus", "fr": "fra", "es": "spa", "zh-Hans": "cmn_hans"}


def udhr_articles(data: Path) -> dict[str, dict[int, str]]:
    """The articles of the UDHR: language, number, text."""
    space = "{http://efele.net/udhr}"
    texts = {}
    for language, name in _UDHR.items():
        root = etree.parse(str(data / f"treaties/udhr/udhr_{name}.xml")).getroot()
        articles = [
            " ".join(para.text or "" for para in article.iter(f"{space}para"))
            for article in root.iter(f"{space}article")
        ]
        texts[language] = dict(enumerate(articles, 1))
    return texts


_CHARTER = {
    "en": r"Article (\d+)$",
    "es": r"Art[íi]culo (\d+)",
    "fr": r"Article (\d+|premier)",
    "ru": r"Статья (\d+)",
    "ar": r"المادة\s+(\d+)",
    "zh": r"第([零〇一二三四五六七八九十百]+)条",
}


def charter_articles(data: Path) -> dict[str, dict[int, str]]:
    """The articles of the UN Charter: language, number (by order), text."""
    texts = {}
    for language, pattern in _CHARTER.items():
        name = f"treaties/un-charter/raw/raw_un_charter_{language}.txt"
        parts: list[str] = []
        for line in (data / name).read_text(encoding="utf-8-sig").splitlines():
            if re.match(pattern, line.strip(), re.IGNORECASE) and len(line) < 40:
                parts.append("")
            elif parts:
                parts[-1] += line.strip() + "\n"
        texts["zh-Hans" if language == "zh" else language] = dict(enumerate(parts, 1))
    return texts


def articles_to(
    articles: dict[str, dict[int, str]], target: str, name: str
) -> tuple[Iterable[Record], Iterable[Judged]]:
    """Find, for each article in every other language, the same article among those in `target`."""
    provisions = [{"id": f"{name}#{number}", "text": text} for number, text in articles[target].items()]
    record = {"id": f"{name}", "title": name, "language": target, "provisions": provisions}
    questions = (
        (f"{language}-{number}", text, language, [f"{name}#{number}"])
        for language, texts in articles.items()
        if language != target
        for number, text in texts.items()
    )
    return [record], questions


Maker = Callable[[Path], tuple[Iterable[Record], Iterable[Judged]]]

COLLECTIONS: dict[str, Maker] = {
    "alqac-2022": alqac_2022,
    "alqac-2024": alqac_2024,
    "zalo": zalo,
    "codification": codification,
    "lecoqa": lecoqa,
    "en-vi": english_to_vietnamese,
}


def write_all(data: Path, out: Path) -> list[str]:
    """Write every collection under `out` and give their names."""
    names = []
    for name, maker in COLLECTIONS.items():
        write(out / name, *maker(data))
        names.append(name)
    for stem, articles in (("charter", charter_articles(data)), ("udhr", udhr_articles(data))):
        for target in articles:
            write(out / f"{stem}-{target}", *articles_to(articles, target, stem))
            names.append(f"{stem}-{target}")
    return names
