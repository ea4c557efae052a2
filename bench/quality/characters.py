"""Characters: what is read of PDFs and scans against corrected texts, with and without character recognition.

A few pages in a row are drawn of each document (all of them without a limit). `right` are characters of
the corrected text that were read, `wrong` those read otherwise or too much, `unknown` those not read; blanks
do not count, and neither do differences of quotation marks, dashes and wide forms. `detail` has the error
rate: insertions, deletions and replacements by characters of the corrected text.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from PIL import features
from rapidfuzz.distance import Levenshtein

from bench.quality.halves import Half, half
from bench.quality.scans import FONTS, printed, some_pages
from bench.quality.score import Score
from ingest.errors import IngestError
from ingest.readers import read_file
from ingest.readers.ocr import installed
from ingest.readers.ocr_choice import Recogniser

TEXT_LAYERS: Final = "text layers"
"""What files give by themselves is a measure of its own: it shows what recognition adds."""
PAGES: Final = 4
"""Of each document."""
_GRAM: Final = 14
"""Characters in a row that place a page within a text; they come once in it."""
_HELD: Final = 0.3
"""Share of such rows of a page in the corrected text from which this holds the page; of pages that it holds
it has .5 even where one character in twenty is misread, of others .05."""
_DRAWS: Final = 12
_LEFT_OUT: Final = 5
"""Characters in a row from which what only the file has is taken for left out of the corrected text."""
_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("“”„«»″‘’‚‹›′`´", "'"),
        '"': "'",
        **dict.fromkeys("–—‑‐−‒―─", "-"),
        "ـ": None,
        "。": ".",
        "、": ",",
    }
)
UDHR: Final = {
    "eng": "en",
    "fra": "fr",
    "spa": "es",
    "rus": "ru",
    "arb": "ar",
    "vie": "vi",
    "cmn_hans": "zh",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A document: its set, language and name (for the halves), how to get it as file and corrected text.

    `make` writes the file to read and gives the corrected text. `whole`: that text leaves nothing out; else
    rows of characters that it has not (headings, signatures) are no errors.
    """

    set: str
    language: str
    name: str
    make: Callable[[Path, int | None], tuple[Path, str]]
    recognised: bool = True
    whole: bool = True


def measure(data: Path, half: Half | None, most: int | None) -> Iterator[Score]:
    """A score for each document, with and without recognition; `most` None: whole documents."""
    pages = None if most is None else PAGES
    for case in cases(data):
        if half in {None, _half(case)} and (installed() or not case.recognised):
            with tempfile.TemporaryDirectory() as folder:
                yield _score(case, *case.make(Path(folder), pages))


def cases(data: Path) -> Iterator[Case]:
    """Every document with a corrected text."""
    treaties = data / "treaties"
    for pdf in sorted(treaties.glob("bbnj/authoritative/un/bbnj-agreement-2023*/*/original.pdf")):
        name = pdf.parent.parent.name  # the files are all called alike
        language = name.removeprefix("bbnj-agreement-2023").lstrip("-") or "en"
        yield from _of_pdf("bbnj", language, pdf, pdf.with_name("text.txt"), name)
    for pdf in sorted(treaties.glob("knowlaw-zh/pdf/*.pdf")):
        tree = treaties / "knowlaw-zh" / "json" / f"{pdf.stem.removesuffix('CN')}.json"
        yield from _of_pdf("knowlaw-zh", "zh", pdf, tree, pdf.stem, whole=False)
    scans = treaties / "un-charter-scans"
    charter = treaties / "un-charter" / "processed" / "clean_un_charter_en.txt"
    yield from _of_pdf("un-charter-scans", "en", scans / "uncharter.pdf", charter, "uncharter", whole=False)
    if features.check("raqm"):  # which shapes Arabic letters
        yield from _udhr(treaties / "udhr")


def _of_pdf(
    collection: str, language: str, pdf: Path, gold: Path, name: str, *, whole: bool = True
) -> Iterator[Case]:
    """Its pages as they are, without recognition and with it, then as mere pictures."""
    if not (pdf.is_file() and gold.is_file()):
        return
    for recognised, pictures in ((False, False), (True, False), (True, True)):

        def make(folder: Path, pages: int | None, pictures: bool = pictures) -> tuple[Path, str]:
            text = gold.read_text("utf-8") if gold.suffix == ".txt" else _text(gold, None)
            draw = _draw(pdf, pages, folder / "drawn.pdf", text)
            target = folder / "pages.pdf"
            some_pages(pdf, pages, target, pictures=pictures, draw=draw)
            return target, text

        how = "as pictures" if pictures else "with recognition" if recognised else "without recognition"
        half_of = f"treaties/{collection}/{name}"
        yield Case(f"{collection} {how}", language, half_of, make, recognised, whole)


def _draw(pdf: Path, pages: int | None, target: Path, gold: str) -> int:
    """The first draw of pages that the corrected text holds, as far as the file's own letters tell.

    Some files have more than their corrected text: the statute behind a charter, the tariffs behind a
    protocol. Where no draw meets the text, it is at the beginning.
    """
    for draw in range(_DRAWS):
        some_pages(pdf, pages, target, pictures=False, draw=draw)
        read = _bare(_text(target, None))
        if not read or _held(_bare(gold), read) >= _HELD:
            return draw
    return -1


def _held(gold: str, read: str) -> float:
    """The share of the rows of characters read that the corrected text has."""
    rows = [read[at : at + _GRAM] for at in range(0, len(read) - _GRAM + 1, _GRAM)]
    return sum(row in gold for row in rows) / max(1, len(rows))


def _udhr(folder: Path) -> Iterator[Case]:
    """Printed and scanned by us: texts in all languages, of which there are no other scans."""
    for code, language in UDHR.items():
        xml = folder / f"udhr_{code}.xml"

        def make(
            place: Path, pages: int | None, xml: Path = xml, language: str = language
        ) -> tuple[Path, str]:
            target = place / "scan.tiff"
            return target, printed(_text(xml, None), language, pages or 99, target)

        if xml.is_file() and Path("/usr/share/fonts", FONTS.get(language, FONTS[""])).is_file():
            yield Case("udhr printed and scanned", language, f"treaties/udhr/{xml.stem}", make)


def _half(case: Case) -> Half:
    return half(case.name)


def _score(case: Case, path: Path, gold: str) -> Score:
    """What is read of a file against the part of the corrected text that its pages hold."""
    recogniser = Recogniser() if case.recognised else None
    read, wanted = _bare(_text(path, recogniser)), _bare(gold)
    part = _part(wanted, read) if read else None
    if part is None and installed():  # what stands on the pages, by recognition
        part = _part(wanted, _bare(_text(path, Recogniser())))
    part = wanted if part is None else part
    counts = {"equal": 0, "replace": 0, "insert": 0, "delete": 0}
    for step in Levenshtein.opcodes(read, part):
        if step.tag == "delete" and step.src_end - step.src_start > _LEFT_OUT and not case.whole:
            continue
        counts[step.tag] += max(step.src_end - step.src_start, step.dest_end - step.dest_start)
    rate = (counts["replace"] + counts["insert"] + counts["delete"]) / max(1, len(part))
    return Score(
        "characters" if case.recognised else TEXT_LAYERS,
        case.language,
        case.set,
        right=counts["equal"],
        wrong=counts["replace"] + counts["delete"],
        unknown=counts["replace"] + counts["insert"],
        detail=f"error rate {rate:.2%}",
    )


def _text(path: Path, recogniser: Recogniser | None) -> str:
    try:
        documents = list(read_file(path, recogniser=recogniser))
    except IngestError:
        return ""
    return "\n".join(one.full_text for one in documents)


def _bare(text: str) -> str:
    """Without blanks and without what only typography tells apart."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_SAME).split())


def _part(gold: str, read: str) -> str | None:
    """The part of the corrected text that was read, found by rows of characters that come once in it."""
    places: dict[str, int] = {}
    for start in range(len(gold) - _GRAM + 1):
        gram = gold[start : start + _GRAM]
        places[gram] = -1 if gram in places else start
    found = [(places.get(read[at : at + _GRAM], -1), at) for at in range(len(read) - _GRAM + 1)]
    found = [(place, at) for place, at in found if place >= 0]
    if not found:
        return None
    usual = median(place - at for place, at in found)
    near = [(place, at) for place, at in found if abs(place - at - usual) <= 0.2 * len(read) + 300]
    (first, before), (last, at) = min(near, key=lambda pair: pair[1]), max(near, key=lambda pair: pair[1])
    return gold[max(0, first - before) : last + len(read) - at]
