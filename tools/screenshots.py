"""Take pictures of the pages of a running demo, wide and narrow, light and dark.

    treatybase demo &
    python tools/screenshots.py http://127.0.0.1:8000 [--out artifacts/screenshots] [--only reader]

The pages are those of the sample corpus. The pictures go into a folder that git ignores.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

WIDTHS = {"wide": (1280, 900), "phone": (390, 844)}
THEMES = ("light", "dark")
LOCALES = {"en": "en-GB", "zh": "zh-CN"}
"""How the browser of a reader writes dates, where the language alone does not say."""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class View:
    """A page to look at: its address, the interface language, what to click first, and how much of it.

    `keys` are pressed after the click; `paper` shows it as it is printed.
    """

    name: str
    path: str
    ui: str
    click: str = ""
    keys: tuple[str, ...] = ()
    whole: bool = False
    paper: bool = False


VIEWS = (
    View("home", "/", "en"),
    View("home-ar", "/", "ar"),
    View(
        "search",
        f"/search?q={quote('what must the authorities do when a foreign citizen is arrested')}",
        "en",
    ),
    View("search-vi", f"/search?q={quote('thời hạn cấp hộ chiếu')}", "vi", click=".why summary"),
    View("search-ar", f"/search?q={quote('إبلاغ البعثة القنصلية عند توقيف أحد مواطنيها')}", "ar"),
    View("search-day", f"/search?q={quote('thời hạn cấp hộ chiếu')}&as_of=2019-06-01&kind=circular", "vi"),
    View("search-fault", "/search?q=%22consular+post", "en"),
    View("search-zh", f"/search?q={quote('领事官员探视被羁押的本国公民')}", "zh"),
    View("search-nothing", "/search?q=xyzzyqwv&language=fr&kind=law", "fr"),
    View("reader", "/works/ostermere-convention?language=en&at=art_22#art_22", "en"),
    View("reader-vi", "/works/thong-tu-06-2021?language=vi&at=art_9#art_9", "vi"),
    View("reader-ar", "/works/ostermere-convention?language=ar&at=art_22#art_22", "ar"),
    View("reader-zh", "/works/huayuan-citizens-abroad?language=zh", "zh"),
    View("reader-ru", "/works/veloria-consular-statute?language=ru", "ru"),
    View("reader-scroll", "/works/ostermere-convention?language=en", "en"),
    View("bilingual", "/works/ostermere-convention?language=vi&with=ar&at=art_22#art_22", "vi"),
    View("bilingual-zh", "/works/consular-agreement-huayuan?language=zh&with=vi&at=art_5#art_5", "zh"),
    View("page-image", "/works/ostermere-convention?language=en", "en", click=".truth .source a >> nth=1"),
    View("from-hit", "/search?q=convention+arrested&language=en", "en", click=".hit h2 a"),
    View("about-work", "/works/ostermere-convention/about", "en"),
    View("cite", "/works/ostermere-convention/cite?language=en&at=art_22", "en", whole=True),
    View("cite-ar", "/works/ostermere-convention/cite?language=ar&at=art_22", "ar", whole=True),
    View("cite-vi", "/works/thong-tu-06-2021/cite?at=art_9&as_of=2022-01-01", "vi", whole=True),
    View("cite-zh", "/works/huayuan-citizens-abroad/cite", "zh", whole=True),
    View("diff", "/works/thong-tu-06-2021/diff", "vi"),
    View("diff-inline", "/works/thong-tu-06-2021/diff?view=inline&marks=1", "en"),
    View("history", "/works/thong-tu-06-2021/history?at=art_9", "vi", whole=True),
    View("timeline", "/works/thong-tu-06-2021/timeline", "vi"),
    View("timeline-ar", "/works/ostermere-convention/timeline?language=ar", "ar"),
    View("relations", "/works/nghi-dinh-47-2014/relations", "vi"),
    View("relations-ar", "/works/ostermere-convention/relations?at=art_22", "ar"),
    View("works", "/works", "es"),
    View("reader-ended", "/works/thong-tu-03-2015", "vi"),
    View("reader-focus", "/works/ostermere-convention?language=en", "en", keys=("Tab",) * 9),
    View("reader-print", "/works/ostermere-convention?language=ar&at=art_22", "ar", whole=True, paper=True),
    View("keys", "/works", "en", keys=("?",)),
    View("help", "/help", "fr"),
    View("about", "/about", "ru"),
    View("error", "/works/ostermere-conventoin", "en"),
)
AWAY = (
    View("away", f"/search?q={quote('consular notification')}&language=en", "en"),
    View("away-ar", f"/search?q={quote('إبلاغ البعثة القنصلية')}", "ar"),
    View("away-zh", f"/search?q={quote('领事官员探视')}", "zh"),
    View("away-home", "/", "vi"),
    View("away-about", "/about", "fr"),
    View("away-reader", "/works/ostermere-convention?language=ru", "ru"),
)
"""Taken with `--only away`, of a server whose Elasticsearch does not answer."""


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("address", help="where the demo answers, e.g. http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, default=Path("artifacts/screenshots"))
    parser.add_argument("--only", default="", help="only views whose names begin so")
    parser.add_argument("--widths", nargs="+", default=list(WIDTHS), choices=list(WIDTHS))
    parser.add_argument("--themes", nargs="+", default=list(THEMES), choices=list(THEMES))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        parser.error("there is no Chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for view in AWAY if arguments.only.startswith("away") else VIEWS:
            if view.name.startswith(arguments.only):
                for width in arguments.widths:
                    for theme in arguments.themes:
                        shoot(browser, arguments.address.rstrip("/"), view, width, theme, arguments.out)
        browser.close()


def shoot(browser: Browser, address: str, view: View, width: str, theme: str, out: Path) -> None:
    """One picture."""
    across, down = WIDTHS[width]
    context = browser.new_context(
        viewport={"width": across, "height": down},
        color_scheme=theme,  # type: ignore[arg-type]
        locale=LOCALES.get(view.ui, view.ui),
    )
    page = context.new_page()
    before, hash_sign, anchor = view.path.partition("#")
    joint = "&" if "?" in before else "?"
    page.goto(f"{address}{before}{joint}ui={view.ui}{hash_sign}{anchor}", wait_until="networkidle")
    if view.click:
        page.locator(view.click).first.click()
        page.wait_for_load_state("networkidle")
    for key in view.keys:
        page.keyboard.press(key)
    if view.paper:
        page.emulate_media(media="print")
    target = out / f"{view.name}-{width}-{theme}.png"
    page.screenshot(path=target, full_page=view.whole)
    print(target)
    context.close()


if __name__ == "__main__":
    main()
