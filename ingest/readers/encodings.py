"""From bytes to text: the encoding that is declared, provable or most plausible, and how sure."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.model import Notice
from ingest.errors import UnreadableFile
from ingest.readers.clean import repairs_in
from ingest.readers.plausibility import SAMPLE, has_vietnamese_letters, plausibility, vietnamese
from ingest.readers.vietnamese_encodings import VIQR_SIGNS, from_tcvn3, from_viqr, from_vni

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODECS = (
    "windows-1252", "windows-1251", "windows-1256", "windows-1258", "gb18030", "big5",
    "koi8-r", "iso8859-5", "iso8859-6", "cp866", "mac-roman", "cp850", "shift_jis",
    "euc-kr", "windows-1250",
)  # fmt: skip
_SPECIAL: dict[str, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}
"""Vietnamese encodings, from their bytes read as Latin-1."""

PLAUSIBLE = 0.10
"""Least plausibility of a decoding that nothing declares. Running law has .2 to .5 in its own
language and -.3 to .05 in any wrong one (measured on the declaration of human rights, 31 languages)."""
LEAST = 0.05
"""Below PLAUSIBLE and above this a text is given with the warning that it is damaged: real text whose
letters were lost before it reached us scores .08 to .09."""
DAMAGED = 0.10
"""More than this share of invalid UTF-8 sequences is no damage but another encoding."""
_SURELY = 0.5
"""Plausibility of Chinese in UTF-16, which has no controls to show it: bytes of another encoding read so
give few common characters (measured below .25; Chinese laws have .6 and more)."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_LATIN1_LEAST = 0.05
"""Share of Latin-1 letters with marks; French has .03, Vietnamese in TCVN3 or VNI has .15."""
_VIQR_LEAST = 0.05
"""VIQR signs a word; English law has below .001."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and what a reader of the text should know."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """Decode `data`; `declared` is what the file itself says (HTML meta, XML declaration).

    UTF-8 that proves itself wins over a declaration. Any other encoding is named in a notice, and
    so is damage. Raises UnreadableFile where the bytes are no text.
    """
    decoded = _unicode(data, path) or _declared(data, declared, path) or _guess(data, path)
    if decoded is None:
        raise UnreadableFile(f"{path}: the bytes are no text in any known encoding", path=path)
    return decoded


def _unicode(data: bytes, path: str) -> Decoded | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _marked(data[len(bom) :], name, path)
    return _bare_utf16(data, path) or _ascii_or_utf8(data, path)


def _marked(data: bytes, name: str, path: str) -> Decoded:
    text = data.decode(name, "replace")
    notices = () if name == "utf-8" else (_named(name, path),)
    return Decoded(text, name, notices + _replaced(text, path))


def _bare_utf16(data: bytes, path: str) -> Decoded | None:
    """UTF-16 without a mark: read as bytes it has controls (zero, or 06 in Arabic) or is no UTF-8.

    Arabic of which every byte is below 80 would else be taken for ASCII.
    """
    part = data[: 2 * SAMPLE]
    if len(part) < 4 or not (_CONTROL.search(part) or _is_no_utf8(part)):
        return None
    scored = [(plausibility(part.decode(name, "replace")), name) for name in ("utf-16-le", "utf-16-be")]
    score, name = max(scored)
    if score < (LEAST if _CONTROL.search(part) else _SURELY):
        return None
    text = data.decode(name, "replace")
    return Decoded(text, name, (_named(name, path), *_replaced(text, path)))


def _is_no_utf8(part: bytes) -> bool:
    text = part.decode("utf-8", "replace")
    return text.count("\ufffd") > DAMAGED * len(text)


def _ascii_or_utf8(data: bytes, path: str) -> Decoded | None:
    if data.isascii():
        return _seven_bits(data.decode("ascii"), path)
    try:
        return _from_fonts(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        return _damaged_utf8(data, path)


def _seven_bits(text: str, path: str) -> Decoded:
    """ASCII may carry Chinese (HZ) or Vietnamese (VIQR)."""
    if "~{" in text and "~}" in text:
        chinese = text.encode("ascii").decode("hz", "replace")
        if plausibility(chinese) > PLAUSIBLE:
            return Decoded(chinese, "hz", (_named("HZ", path), *_replaced(chinese, path)))
    sample = text[:SAMPLE]
    if len(VIQR_SIGNS.findall(sample)) > _VIQR_LEAST * len(sample.split()):
        marked = from_viqr(text)
        if has_vietnamese_letters(marked):
            return Decoded(marked, "viqr", (_named("VIQR", path),))
    return Decoded(text, "ascii")


def _from_fonts(text: str, path: str) -> Decoded:
    """Unicode whose letters are the codes of a Vietnamese font (ChÝnh phñ), as copied from such a file."""
    sample = text[:SAMPLE]
    if sum("\u00a1" <= letter <= "\u00ff" for letter in sample) > _LATIN1_LEAST * len(sample):
        for name, read in _SPECIAL.items():
            if vietnamese(sample) < LEAST and vietnamese(read(sample)) > PLAUSIBLE:
                return Decoded(read(text), name, (_named(f"{name} behind Unicode", path),))
    return Decoded(text, "utf-8")


def _damaged_utf8(data: bytes, path: str) -> Decoded | None:
    """UTF-8 with a few bad bytes, or cut inside its last character."""
    text = data.decode("utf-8", "replace")
    good = sum(1 for letter in text if ord(letter) > 0x7F and letter != "\ufffd")
    bad = text.count("\ufffd")
    return Decoded(text, "utf-8", _replaced(text, path)) if bad <= DAMAGED * (good + bad) else None


def _declared(data: bytes, declared: str | None, path: str) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup("gb18030" if declared.lower() in {"gb2312", "gbk"} else declared).name
        text = data.decode("cp1252" if name == "iso8859-1" else name, "replace")
    except (LookupError, UnicodeDecodeError):
        return None
    if name == "utf-8" or text.count("\ufffd") > DAMAGED * len(text):
        return None
    return Decoded(text, name, (_named(declared, path), *_replaced(text, path)))


def _guess(data: bytes, path: str) -> Decoded | None:
    scored = [(_score(name, text), name) for name, text in _candidates(data)]
    if not scored:
        return None
    score, name = max(scored, key=lambda item: item[0])
    if score < LEAST:
        return None
    text = _read(data, name)
    doubt = () if score >= PLAUSIBLE else (Notice(path, "damaged_text", f"{name} fits best, but not well"),)
    return Decoded(text, name, (_named(name, path), *_replaced(text, path), *doubt))


def _score(name: str, text: str) -> float:
    """A Vietnamese encoding must give Vietnamese: a few quotation marks in English fit any."""
    if name in _SPECIAL and vietnamese(text) < LEAST:
        return -1.0
    return plausibility(text)


def _candidates(data: bytes) -> Iterable[tuple[str, str]]:
    """Decodings of the first part that are not refuted by invalid bytes."""
    part = data[: 2 * SAMPLE]
    for name in (*_CODECS, *_SPECIAL):
        text = _read(part, name)
        if text.count("\ufffd") <= 0.005 * len(text):
            yield name, text


def _read(data: bytes, name: str) -> str:
    if name in _SPECIAL:
        return _SPECIAL[name](data.decode("cp1252" if name == "VNI" else "latin-1", "replace"))
    return data.decode(name, "replace")


_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|\b[^\W\d_]{2,}\?(?= [a-zà-ỹ])")
_BROKEN = re.compile(r"\b[a-zà-ỹ]+[A-Z]\w*")


def lost_letters(text: str, path: str) -> tuple[Notice, ...]:
    """Damage done before the file reached us: `?` for letters, capitals inside words."""
    sample = text[:SAMPLE]
    words = len(sample.split())
    if words > 50 and len(_LOST.findall(sample)) > 0.05 * words:
        return (
            Notice(path, "damaged_text", "letters were lost before this file was made: ? stands for them"),
        )
    if words > 50 and len(_BROKEN.findall(sample)) > 0.05 * words:
        return (Notice(path, "damaged_text", "letters were changed before this file was made"),)
    return ()


def steps_in(decoded: Decoded) -> dict[str, int]:
    """What had to be put right in the characters of a text, and how often."""
    legacy = decoded.encoding.lower() in {"tcvn3", "vni", "viqr", "hz"}
    return {"encoding": int(legacy), **repairs_in(decoded.text)}


def _named(name: str, path: str) -> Notice:
    return Notice(path, "encoding", f"read as {name}")


def _replaced(text: str, path: str) -> tuple[Notice, ...]:
    count = text.count("\ufffd")
    if not count:
        return ()
    return (Notice(path, "damaged_text", f"{count} invalid byte sequences show as U+FFFD"),)
