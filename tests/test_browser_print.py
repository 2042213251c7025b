"""The views on paper: light from a dark screen, folded parts open, nothing that only a screen can use."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

CONTROLS = (
    ".gp :is(button:not(.gp-sort), input, select, .gp-button, .gp-do, .gp-views, .gp-copy), "
    ".md-header, .md-tabs, .md-sidebar, .md-footer"
)
INK = """() => {
const dark = (element) => {
    for (let around = element; around; around = around.parentElement) {
        const style = getComputedStyle(around)
        const [red, green, blue, alpha = 1] = style.backgroundColor.match(/[\\d.]+/g).map(Number)
        if (alpha > 0.5) return Math.max(red, green, blue) < 170 && style.printColorAdjust === "exact"
    }
    return false
}
return [...document.querySelectorAll(".md-content :is(h1, .gp *)")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .filter((element) => element.checkVisibility())
    .map((element) => [getComputedStyle(element).color.match(/[\\d.]+/g).map(Number), element])
    .filter(([[red, green, blue], element]) => Math.min(red, green, blue) > 170 && !dark(element))
    .map(([colour, element]) => `${colour} ${element.className} ${element.textContent.trim().slice(0, 40)}`)
}"""
CUT = """() => [...document.querySelectorAll(".md-content .gp *")]
    .filter((element) => element.checkVisibility() && !element.closest(".gp-sr, .gp-e"))
    .filter((element) => element.getBoundingClientRect().right > innerWidth
        || (element.matches(".gp-scroll") && getComputedStyle(element).overflowX !== "visible"))
    .map((element) => `${element.className} ${element.textContent.trim().slice(0, 40)}`)"""
SHEET: ViewportSize = {"width": 718, "height": 1047}
"""A4 but for Chromium's margins."""
FOLDED = """() => [...document.querySelectorAll(".gp details:not([open]) > :not(summary)")]
    .filter((element) => element.textContent.trim() && !element.checkVisibility({ contentVisibilityAuto: true }))
    .map((element) => element.textContent.trim().slice(0, 60))"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page of a dark screen, as it is printed."""
    page = browser.new_page(color_scheme="dark", viewport=SHEET)
    page.set_default_timeout(30_000)
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    page.close()


@pytest.mark.parametrize("name", VIEWS)
def test_views_on_paper(paper: Page, address: str, name: str) -> None:
    """Ink is dark, paper white, what is folded on the screen is open, what can only be clicked is gone, and nothing is cut off."""
    paper.goto(address + VIEWS[name])
    assert paper.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert paper.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    )
    assert paper.evaluate(INK) == []
    assert paper.evaluate(FOLDED) == []
    assert paper.evaluate(CUT) == []
    assert [control.inner_text() for control in paper.locator(CONTROLS).all() if control.is_visible()] == []


def test_titles_are_on_the_sheets(paper: Page, address: str) -> None:
    """A goal, an entry, the scorecard and the coverage print whole: their headings are in the text of few sheets."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf").PdfReader
    for name in ("goal", "entry", "kpis", "coverage"):
        paper.goto(address + VIEWS[name])
        data = paper.pdf(format="A4", prefer_css_page_size=True, print_background=True)
        if folder := os.environ.get("GAMEPLAN_SCREENSHOTS"):
            (Path(folder) / f"{name}.pdf").write_bytes(data)
        sheets = reader(io.BytesIO(data)).pages
        assert 1 <= len(sheets) <= (6 if name == "entry" else 5), name
        text = "".join("".join(sheet.extract_text() for sheet in sheets).split())
        for heading in paper.locator(".md-content :is(h1, h2)").all_inner_texts():
            assert "".join(heading.replace("¶", "").split()) in text, (name, heading)


@pytest.mark.parametrize("name", ["quarter", "timeline"])
def test_the_axis_is_on_each_sheet(paper: Page, address: str, name: str) -> None:
    """Lanes begin on the first sheet, below the months; on each further one the months stand above them again."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf").PdfReader
    paper.goto(address + VIEWS[name])
    months = paper.locator(".gp-q__head b").all_inner_texts()
    lane = "".join(paper.locator(".gp-q section .gp-q__what a").first.inner_text().split())
    sheets = reader(io.BytesIO(paper.pdf(prefer_css_page_size=True, print_background=True))).pages
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(texts) in (2, 3, 4)
    assert lane in texts[0]
    assert [text for text in texts if not all(month in text for month in months)] == []


def test_a_year_is_one_sheet(paper: Page, address: str) -> None:
    """Twelve months, and the campaigns above them."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf").PdfReader
    paper.goto(address + VIEWS["year"])
    [sheet] = reader(io.BytesIO(paper.pdf(prefer_css_page_size=True, print_background=True))).pages
    assert "December" in sheet.extract_text()
