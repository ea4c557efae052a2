#!/usr/bin/env python3
"""Draw the articles that the gold questions are written for.

    python tests/gold/draw.py            # prints the drawn articles
    python tests/gold/draw.py --counts   # how many articles per text

Reads only the texts: corpus/samples, and for PDF, DOCX and texts in older
encodings their Markdown sources of the same name in tools/samples. Imports
nothing of the program, so that the draw does not depend on how it splits
documents into articles.
"""

import html
import math
import random
import re
import sys
from pathlib import Path

SEED = 20261122
PER_LANGUAGE = 20
PER_DOCUMENT = 6
LANGUAGES = ["vi", "ar", "en", "fr", "es", "ru", "zh"]

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
SOURCES = ROOT / "tools" / "samples"

# One work in two texts: the consolidation is drawn under the consolidated circular.
SAME_WORK = {"vbhn-02-2023": "thong-tu-06-2021"}

# Ended before 2026-11-22 (MANIFEST.csv, and Article 26 of decree 15/2022).
ENDED = {"thong-tu-03-2015": None, "nghi-dinh-47-2014": {str(n) for n in range(18, 25)}}

# Left out for other reasons: numbers that stand for two articles of one document
# (decision and annexed regulations), and clauses nobody would ask about.
LEFT_OUT = {
    "quyet-dinh-340-2018": {"1", "2", "3", "4"},
    "visa-waiver-cardena-protocol": {"1"},
    "montclair-etat-civil": {"26"},
    "thong-tu-06-2021": {"35"},
    "nghi-dinh-15-2022": {"28"},
}

ARABIC_UNITS = [
    "",
    "الأولى",
    "الثانية",
    "الثالثة",
    "الرابعة",
    "الخامسة",
    "السادسة",
    "السابعة",
    "الثامنة",
    "التاسعة",
    "العاشرة",
]
ARABIC_ORDINALS = {word: n for n, word in enumerate(ARABIC_UNITS) if word}
ARABIC_ORDINALS.update({"العشرون": 20, "الثلاثون": 30})
for _n, _word in enumerate(["", "الحادية", *ARABIC_UNITS[2:10]]):
    if _word:
        ARABIC_ORDINALS[_word + " عشرة"] = 10 + _n
        ARABIC_ORDINALS[_word + " والعشرون"] = 20 + _n

CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}

HEADINGS = {
    "vi": r"^Điều (\d+[a-z]?)\.(?:\s|$)",
    "en": r"^Article (\d+)$",
    "fr": r"^Article (\d+|premier)$",
    "es": r"^Artículo (\d+)\.",
    "ru": r"^Статья (\d+)\.",
    "zh": r"^第([零一二三四五六七八九十百]+)条(?:\s|　|$)",
    "ar": r"^المادة \(?([٠-٩0-9]+)\)?$|^المادة ([ء-ي ]+)$",
}
# Texts whose units are not headed "Article": numbered sections, regulations, points.
OTHER_HEADINGS = {
    "huong-dan-77-2022": r"^(?:### |<h3 id=\"s\d+\">)(\d+)\. ",
    "norvale-consular-regulations": r"<section eId=\"reg_\d+\"><num>(\d+)\.</num>",
    "ostermere-protocol-2017.en": r"<article eId=\"art_\d+\"><num>Article (\d+)</num>",
    "letters-montclair": r"^<p>(\d+)\. ",
}


def number(text):
    """The article number in ASCII, however the text writes it."""
    if text == "premier":
        return "1"
    if text in ARABIC_ORDINALS:
        return str(ARABIC_ORDINALS[text])
    if text[0] in CHINESE_DIGITS or text[0] == "十":
        tens, ten, units = text.rpartition("十")
        return str((CHINESE_DIGITS.get(tens, 1) * 10 if ten else 0) + CHINESE_DIGITS.get(units, 0))
    return text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))


def texts():
    """(slug, language, path) of every text that is read."""
    found = {}
    for path in sorted(SAMPLES.iterdir()) + sorted(SOURCES.glob("*.md")):
        match = re.fullmatch(r"(.+?)\.(vi|ar|en|fr|es|ru|zh)\.(md|txt|html|xml)", path.name)
        if match:
            found[match[1], match[2]] = path  # the source, where there is one
    return [(slug, language, path) for (slug, language), path in sorted(found.items())]


def articles(slug, language, path):
    raw = path.read_text(encoding="utf-8")
    other = OTHER_HEADINGS.get(slug) or OTHER_HEADINGS.get(f"{slug}.{language}")
    if other:
        hits = re.findall(other, raw, re.M)
    else:
        if "<p" in raw:
            raw = html.unescape(re.sub(r"<[^>]+>", "", raw))
        lines = (
            re.sub(r"\[\^\d+\]", "", line).strip().lstrip("#").replace("*", "").strip(" 　")
            for line in raw.splitlines()
        )
        hits = [
            next(g for g in m.groups() if g)
            for m in (re.match(HEADINGS[language], line) for line in lines)
            if m
        ]
    numbers = []
    for hit in hits:
        n = number(hit.strip())
        if n not in numbers:
            numbers.append(n)
    return numbers


def population():
    units = {language: [] for language in LANGUAGES}
    for slug, language, path in texts():
        if slug in ENDED and ENDED[slug] is None:
            continue
        work = SAME_WORK.get(slug, slug)
        barred = (ENDED.get(work) or set()) | LEFT_OUT.get(work, set())
        for n in articles(slug, language, path):
            if n not in barred and (work, n) not in units[language]:
                units[language].append((work, n))
    return units


def draw():
    rng = random.Random(SEED)
    drawn = {}
    for language, units in population().items():
        units = sorted(units)
        works = {work for work, _ in units}
        cap = max(PER_DOCUMENT, math.ceil(PER_LANGUAGE / len(works)))
        rng.shuffle(units)
        taken, per_work = [], {}
        for work, n in units:
            if len(taken) < PER_LANGUAGE and per_work.get(work, 0) < cap:
                per_work[work] = per_work.get(work, 0) + 1
                taken.append((work, n))
        drawn[language] = taken
    return drawn


if __name__ == "__main__":
    if "--counts" in sys.argv:
        for slug, language, path in texts():
            found = articles(slug, language, path)
            print(f"{language} {slug}: {len(found)}  {' '.join(found)}")
    else:
        for language, taken in draw().items():
            for i, (work, n) in enumerate(taken, 1):
                print(f"{language}-{i:02d}\t{work}\t{n}")
