"""The style sheet: contrast, logical directions, nothing from elsewhere."""

from __future__ import annotations

import re

import pytest

from web.site import HERE

CSS = (HERE / "static" / "treatybase.css").read_text(encoding="utf-8")
SCRIPT = (HERE / "static" / "treatybase.js").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)

ENOUGH = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of any size."""

PAIRS = (
    *((text, "ground") for text in ("ink", "quiet", "accent", "green", "amber", "red")),
    *((text, "raised") for text in ("ink", "quiet", "accent", "green", "amber", "red")),
    *((text, "accent-ground") for text in ("ink", "quiet", "accent")),
    ("ink", "amber-ground"),
    ("accent", "amber-ground"),
    ("ink", "red-ground"),
    ("accent", "red-ground"),
    ("ink", "mark"),
    ("ground", "accent"),
)
"""(text, what it stands on): every pair that the style sheet makes."""


def variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", block))


def blocks() -> dict[str, dict[str, str]]:
    light = RULES.index(":root {")
    system = RULES.index("@media (prefers-color-scheme: dark)")
    chosen = RULES.index(':root[data-theme="dark"]')
    after = RULES.index(":root, [lang]")
    return {
        "light": variables(RULES[light:system]),
        "dark": variables(RULES[system:chosen]),
        "dark by choice": variables(RULES[chosen:after]),
    }


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_right() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", ["light", "dark", "dark by choice"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_stands_out(theme: str, pair: tuple[str, str]) -> None:
    colours = blocks()[theme]
    assert contrast(colours[pair[0]], colours[pair[1]]) >= ENOUGH


def test_dark_is_the_same_dark_however_it_was_chosen() -> None:
    assert blocks()["dark"] == blocks()["dark by choice"]
    assert blocks()["dark"].keys() == blocks()["light"].keys()


def test_every_variable_is_defined() -> None:
    used = set(re.findall(r"var\(--([a-z-]+)\)", RULES))
    assert used <= set(re.findall(r"--([a-z-]+):", RULES))


@pytest.mark.parametrize(
    "physical",
    [
        r"(?:margin|padding|border)-(?:left|right|top|bottom)\b",
        r"[;{]\s*(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:",
        r"text-align\s*:\s*(?:left|right)",
        r"float\s*:\s*(?:left|right)",
    ],
)
def test_directions_are_logical(physical: str) -> None:
    assert re.findall(physical, RULES) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert re.findall(r"url\(|@import|https?://", RULES) == []
    assert re.findall(r"https?://|\beval\b|innerHTML|document\.write", SCRIPT) == []


def test_movement_is_short_and_can_be_refused() -> None:
    seconds = [float(value) for value in re.findall(r"(?:transition|animation)[^;]*?([\d.]+)s\b", RULES)]
    assert all(value <= 0.15 for value in seconds)
    outside = re.sub(
        r"@media \(prefers-reduced-motion: no-preference\) \{.*?\n\}", "", RULES, flags=re.DOTALL
    )
    assert re.findall(r"(?:transition|animation)\s*:", outside) == []
