"""Sites in other languages in a real browser: from right to left everything is mirrored, and long words find room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import WIDTHS, line_ends, served
from builds import build_in_child, contents, copy_of_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGES = (
    *("", "calendar/", "calendar/2026-12/", "calendar/2026-q4/", "calendar/board/", "calendar/workload/"),
    *("coverage/", "goals/", "goals/north-american-home/", "plan/calculator-relaunch/", "kpis/", "subscribe/"),
)


@pytest.fixture(scope="module", params=["he", "de"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The sample with a theme in another language, and where it is served."""
    root = copy_of_sample(tmp_path_factory.mktemp("languages") / request.param)
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("  name: material\n", f"  name: material\n  language: {request.param}\n"), "utf-8")
    built = build_in_child(root)
    assert built.code == 0, built.output
    with served(contents(root / "site")) as address:
        yield request.param, address


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of a size."""
    context = browser.new_context(viewport=WIDTHS[request.param])
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def box(page: Page, selector: str) -> tuple[float, float]:
    """The left and right edge of the first element that a selector finds and that is shown."""
    found = page.locator(selector).locator("visible=true").first.bounding_box()
    assert found, selector
    return found["x"], found["x"] + found["width"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_window(site: tuple[str, str], browser: Browser, path: str) -> None:
    """No page scrolls sideways, in neither direction, at any of the widths."""
    page = browser.new_page()
    page.goto(site[1] + path)
    for name, size in WIDTHS.items():
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        outside = page.evaluate(
            """[...document.querySelectorAll('.gp :is(a, h2, p)')].filter(e => {
                const b = e.getBoundingClientRect();
                const scrolls = e.closest('.gp-scroll, .gp-views, .gp-sr, .gp-q, .gp-grid');
                return b.width > 1 && e.checkVisibility() && !scrolls && (b.left < -1 || b.right > innerWidth + 1);
            }).map(e => e.textContent)"""
        )
        assert outside == [], name
    page.close()


def test_right_to_left_is_mirrored(site: tuple[str, str], page: Page) -> None:
    """Bars begin at the right, Monday is at the right, ladders go down to the left, and lines of areas are at the right."""
    language, address = site
    rtl = language == "he"
    page.goto(f"{address}plan/calculator-relaunch/")
    assert page.evaluate("getComputedStyle(document.querySelector('.gp-why')).direction") == ("rtl" if rtl else "ltr")
    first, last = box(page, ".gp-ladder__label"), box(page, ".gp-ladder__here .gp-ladder__label")
    assert (last[1] < first[1]) is rtl
    assert (last[0] > first[0]) is not rtl
    page.goto(address)
    line = page.evaluate(
        """(() => { const s = getComputedStyle(document.querySelector('.gp-row'));
        return [parseFloat(s.borderLeftWidth), parseFloat(s.borderRightWidth)]; })()"""
    )
    assert (line[1] > line[0]) is rtl
    page.goto(f"{address}calendar/2026-12/")
    if page.evaluate("innerWidth") > 1000:
        monday, friday = box(page, "#d-2026-12-07"), box(page, "#d-2026-12-11")
        assert (monday[0] > friday[0]) is rtl
        bar = box(page, "#d-2026-12-14 .gp-bar a")
        cell = box(page, "#d-2026-12-14")
        near = abs(bar[1] - cell[1]) if rtl else abs(bar[0] - cell[0])
        assert near < 12, "a bar begins where its day does"


SCRAMBLED = """() => [...document.querySelectorAll(".gp")].flatMap(part => {
  const found = [], walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode, text = node.data.trim(), begin = node.data.indexOf(text)
    if (text.length < 3 || !/[a-z]/i.test(text) || !node.parentElement.checkVisibility()) continue
    if (node.parentElement.closest("script, template, select, .gp-sr, [hidden], svg")) continue
    const at = offset => {
      const range = document.createRange()
      range.setStart(node, offset)
      range.setEnd(node, offset + 1)
      return range.getBoundingClientRect()
    }
    const first = at(begin), last = at(begin + text.length - 1)
    if (first.width && last.width && Math.abs(first.top - last.top) < 2 && first.left >= last.left) found.push(text)
  }
  return found
})"""


def test_dates_and_counts_stay_in_order(site: tuple[str, str], page: Page) -> None:
    """What we say from left to right begins at the left in a page from right to left too: "23 Nov – 18 Dec", "5 of 6"."""
    for path in PAGES:
        page.goto(site[1] + path)
        assert page.evaluate(SCRAMBLED) == [], path


def test_dependencies_are_mirrored(site: tuple[str, str], browser: Browser) -> None:
    """Lines end at the bars that wait, whichever way time goes."""
    page = browser.new_page(viewport=WIDTHS["wide"])
    page.goto(f"{site[1]}calendar/timeline-by-campaign/")
    assert max(line_ends(page)) < 4
    page.close()


def test_german_is_spoken_by_the_whole_page(site: tuple[str, str], page: Page) -> None:
    """The navigation, the panels and the dates; the theme's own words are German by themselves."""
    language, address = site
    page.goto(f"{address}calendar/2026-12/")
    german = language == "de"
    assert page.locator("html").get_attribute("lang") == language
    assert page.title().startswith("Dezember 2026" if german else "December 2026")
    assert page.locator(".gp-views").inner_text().split()[2] == ("Monat" if german else "Month")
