"""Character recognition: one picture of a page through tesseract, within limits of time and memory."""

from __future__ import annotations

import io
import math
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from PIL import Image

from corpus.identifiers.uris import alpha3
from corpus.language.table import primary
from ingest.confine import PATIENCE

_CHINESE = {"zh": "chi_sim", "zh-Hans": "chi_sim", "zh-Hant": "chi_tra"}
"""What tesseract calls Chinese; other languages are called by their three letters (ISO 639-2/T)."""
DPI = 300
"""What tesseract's models were made for."""
_ORIENTATION = "osd"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as recognised: its box in pixels, and how sure tesseract is (0 to 1)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page stands: its script, as tesseract names it, and by how many degrees to turn it clockwise."""

    script: str
    turn: int


@cache
def installed() -> frozenset[str]:
    """The languages that tesseract has here, as it names them; none: there is no tesseract."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=30, check=True, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(done.stdout.split("\n")[1:]) - {""}


def package(code: str) -> str:
    """The Debian package that brings a language (BCP 47)."""
    return f"tesseract-ocr-{_name(code).replace('_', '-')}"


def model(code: str) -> str | None:
    """Tesseract's name for a language (BCP 47; `zh` alone is simplified), where it is installed."""
    name = _name(code)
    return name if name in installed() else None


def _name(code: str) -> str:
    return _CHINESE.get(code) or alpha3(primary(code))


def recognise(picture: Image.Image, models: Sequence[str], seconds: float) -> list[list[Word]]:
    """The lines of a page, in reading order, each with its words in reading order.

    Raises TimeoutError after `seconds` of work, and ChildProcessError where tesseract fails.
    """
    out = _run(picture, ("-l", "+".join(models), "--psm", "3", "tsv"), seconds)
    rows = [row.split("\t") for row in out.split("\n")[1:]]
    words = [row for row in rows if len(row) == 12 and row[0] == "5" and row[11].strip()]
    lines = groupby(words, key=lambda row: tuple(row[1:5]))
    return [[_word(row) for row in line] for _, line in lines]


def orientation(picture: Image.Image, seconds: float) -> Setting | None:
    """Script and orientation of a page; None where they cannot be told (few letters)."""
    if _ORIENTATION not in installed():
        return None
    try:
        out = _run(picture, ("-l", _ORIENTATION, "--psm", "0"), seconds)
    except ChildProcessError:
        return None
    said = dict(line.split(": ", 1) for line in out.split("\n") if ": " in line)
    return Setting(said.get("Script", ""), int(said.get("Rotate", "0")))


def _word(row: Sequence[str]) -> Word:
    left, top, width, height = map(int, row[6:10])
    sure = max(0.0, min(1.0, float(row[10]) / 100))
    return Word(row[11].strip(), left, top, left + width, top + height, sure)


def _run(picture: Image.Image, options: Sequence[str], seconds: float) -> str:
    """What tesseract prints; it has one thread, the memory limit of this process, and `seconds` of work."""
    data = io.BytesIO()
    picture.save(data, "PPM")
    command = ["tesseract", "stdin", "stdout", "--dpi", str(DPI), *options]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command,
            input=data.getbuffer(),
            capture_output=True,
            timeout=PATIENCE * seconds,
            check=True,
            env=environment,
            preexec_fn=_bound(seconds),
        )
    except subprocess.TimeoutExpired as error:
        raise _late(seconds) from error
    except (subprocess.CalledProcessError, OSError) as error:
        if getattr(error, "returncode", 0) == -signal.SIGXCPU:
            raise _late(seconds) from error
        raise ChildProcessError(f"tesseract failed: {error}") from error
    return done.stdout.decode("utf-8", "replace")


def _late(seconds: float) -> TimeoutError:
    return TimeoutError(f"character recognition took more than {seconds:g} s")


def _bound(seconds: float) -> Callable[[], None]:
    """Ends tesseract after so much work, also when the process that waits for it was killed.

    The system counts whole seconds.
    """
    most = math.ceil(seconds)
    return lambda: resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
