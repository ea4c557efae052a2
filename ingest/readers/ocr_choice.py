"""Which language a picture of a page is in: told, as the pages around it, or found by trying."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from PIL import Image

from corpus.language.detection import detect
from corpus.language.table import primary
from ingest.confine import work as work_used
from ingest.readers.ocr import Word, installed, model, orientation, package, recognise
from ingest.readers.ocr_lines import sureness

GOOD = 0.8
"""Mean confidence from which a page is taken as it was read; print in the right language has .85 to .96,
in a wrong one of the same script .6 to .8, in another script below .5."""
AGREED = 0.55
"""The same where the text reads as the language in which it was recognised."""
READABLE = 0.65
"""The same where neither is so, after everything was tried (a table, a list of names)."""
FEWEST = 12
"""Letters and digits below which a picture shows no text to speak of."""
_ADVANTAGE = 0.05
"""What agreement of text and language is worth beside confidence."""
_SCRIPTS = {
    "Latin": (("en", "vi", "fr", "es"),),
    "Cyrillic": (("ru",),),
    "Arabic": (("ar",),),
    "Han": (("zh-Hans",), ("zh-Hant",)),
    "Japanese": (("zh-Hans",), ("zh-Hant",)),
    "Hangul": (("zh-Hans",), ("zh-Hant",)),
}
"""Languages to try by the script that tesseract sees (it takes Chinese for its neighbours at times)."""
_MOST_ATTEMPTS = 8
_MOST_PAGE = 1.5
"""The time of all attempts at a page, in times of what one may take; then the best so far must do."""

Languages = tuple[str, ...]
T = TypeVar("T")


class Unread(Exception):
    """A page that could not be recognised; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read of a picture: lines of words, the languages it was read in, how sure it is.

    Boxes are in the picture as it was turned, so that the text stands upright; `size` is that picture's.
    """

    lines: list[list[Word]]
    languages: Languages
    confidence: float
    size: tuple[int, int]
    turn: int = 0
    """Degrees by which the picture was turned clockwise."""

    @property
    def text(self) -> str:
        """The words in reading order."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether the picture shows no text to speak of."""
        return sum(map(str.isalnum, self.text)) < FEWEST

    def seen(self) -> frozenset[str]:
        """The languages that its first and its second half read as."""
        middle = len(self.lines) // 2
        halves = (self.lines[:middle], self.lines[middle:])
        texts = ("\n".join(" ".join(word.text for word in line) for line in half) for half in halves)
        return frozenset(map(detect, texts)) - {"und"}

    @property
    def agrees(self) -> bool:
        """Whether it reads as the languages in which it was recognised, and no other."""
        seen = self.seen()
        return bool(seen) and {primary(code) for code in seen} <= {primary(code) for code in self.languages}


@dataclass(slots=True)
class Recogniser:
    """Reads pictures of the pages of one file.

    `told`: languages that somebody says the file is in. `seconds`: the work that all its pages may take;
    `page`: one attempt. `alive` is called after each attempt, so that whoever waits knows.
    """

    told: Languages = ()
    seconds: float = 3600.0
    page: float = 30.0
    alive: Callable[[], None] = lambda: None
    _last: Languages = field(default=(), init=False)

    def read(self, picture: Image.Image, around: Languages = ()) -> Recognised:
        """The text of the picture; without lines where it shows none. Raises Unread.

        `around`: languages of the pages with text in the same file.
        """
        likely = [languages for languages in dict.fromkeys((self._last, self.told, around)) if languages]
        known = [languages for languages in likely if any(map(model, languages))]
        if not installed() or (likely and not known):
            raise Unread(advice(likely[0] if likely else ()))
        found = _Attempts(self, picture).best(known)
        if found.is_empty:
            return Recognised([], (), 0.0, found.size)
        self._last = found.languages
        return found

    def timed(self, work: Callable[[float], T]) -> T:
        """Do some recognition, given the seconds of work it may take. Raises Unread when none are left."""
        if self.seconds <= 0:
            raise Unread("character recognition of the pages before took all the time that a file may take")
        begun = work_used()
        try:
            return work(min(self.page, self.seconds))
        except TimeoutError as error:
            raise Unread(str(error)) from error
        finally:
            self.seconds -= work_used() - begun
            self.alive()


class _Attempts:
    """The attempts at one picture."""

    def __init__(self, recogniser: Recogniser, picture: Image.Image) -> None:
        self._recogniser, self._picture = recogniser, picture
        self._tried: dict[tuple[int, Languages], Recognised] = {}
        self._turn = 0
        self._until = recogniser.seconds - _MOST_PAGE * recogniser.page
        self._lacking: set[str] = set()

    def best(self, known: Sequence[Languages]) -> Recognised:
        """The first good reading, else the best one that can be read. Raises Unread."""
        for languages in chain(known, self._by_looking(known)):
            result = self._follow(languages)
            if result and (self._is_good(result) or (result.is_empty and self._turn == 0 and known)):
                return result
            if len(self._tried) >= _MOST_ATTEMPTS or self._recogniser.seconds < self._until:
                break
        return self._readable()

    def _by_looking(self, known: Sequence[Languages]) -> Iterator[Languages]:
        """Turned upright, in the likely languages once more; then in those of the script."""
        setting = self._recogniser.timed(lambda seconds: orientation(self._picture, seconds))
        if setting and setting.turn:
            self._turn = setting.turn
            self._picture = self._picture.rotate(-setting.turn, expand=True, fillcolor=255)
            yield from known
        seen = _SCRIPTS.get(setting.script, ()) if setting else ()
        yield from dict.fromkeys((*seen, *(languages for group in _SCRIPTS.values() for languages in group)))

    def _follow(self, languages: Languages) -> Recognised | None:
        """A reading in some languages, or in those that it turns out to be in, whichever is better."""
        result = self._read(languages)
        if result is None or result.is_empty:
            return result
        seen = tuple(sorted(result.seen()))
        if not seen or set(seen) == set(languages) or (result.agrees and len(languages) <= 2):
            return result
        other = self._read(seen)
        if other and other.agrees and other.confidence >= result.confidence - _ADVANTAGE:
            return other
        return result

    def _read(self, languages: Languages) -> Recognised | None:
        """A reading in those of the languages that are installed; None where none is."""
        here = tuple(code for code in languages if model(code))
        self._lacking |= set(languages) - set(here)
        if not here or (self._turn, here) in self._tried:
            return self._tried.get((self._turn, here))
        models = [name for code in here if (name := model(code))]
        try:
            lines = self._recogniser.timed(lambda seconds: recognise(self._picture, models, seconds))
        except ChildProcessError as error:
            raise Unread(str(error)) from error
        sure = sureness([word for line in lines for word in line])
        result = self._tried[self._turn, here] = Recognised(lines, here, sure, self._picture.size, self._turn)
        return result

    def _is_good(self, result: Recognised) -> bool:
        return result.confidence >= AGREED and (
            result.agrees or (result.confidence >= GOOD and not result.seen() - set(result.languages))
        )

    def _readable(self) -> Recognised:
        if not self._tried:
            raise Unread(advice(tuple(self._lacking)))
        best = max(self._tried.values(), key=_worth)
        if lacking := tuple(code for code in sorted(best.seen()) if not model(code)):
            raise Unread(f"it reads as {', '.join(lacking)}: {advice(lacking)}")
        if best.is_empty or best.confidence >= READABLE:
            return best
        raise Unread(f"character recognition gives nothing readable ({best.confidence:.0%} sure)")


def advice(languages: Languages) -> str:
    """What to install for pages in these languages (none: not known)."""
    lacking = [code for code in languages if not model(code)]
    packages = ([] if installed() else ["tesseract-ocr"]) + [package(code) for code in lacking]
    names = " ".join(dict.fromkeys(packages))
    return (
        f"character recognition needs `apt-get install {names}` (or `brew install tesseract tesseract-lang`)"
    )


def _worth(result: Recognised) -> float:
    return result.confidence + (_ADVANTAGE if result.agrees else 0.0)
