"""The keyboard in a real browser: days by arrows, months by keys, everything by Tab, and a way past what comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import WIDTHS, Watched, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

MONTH = "calendar/2026-12/"
_DAY = "document.activeElement.closest('td')?.id.slice(-2) ?? document.activeElement.className"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a wide window, on the day of the build."""
    context = browser.new_context(viewport=WIDTHS["wide"])
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")
    yield page
    context.close()


def press(page: Page, *keys: str) -> str:
    """Where the focus is after some keys."""
    for key in keys:
        page.keyboard.press(key)
    return str(page.evaluate(_DAY))


def test_arrows_move_by_days(page: Page, address: str) -> None:
    """Left and right by a day, up and down by a week, Home and End within the week; the edges of the month hold."""
    page.goto(f"{address}{MONTH}", wait_until="networkidle")
    page.locator("#d-2026-12-02 a:not([tabindex])").first.focus()
    assert press(page, "ArrowRight") == "03"
    assert page.evaluate("document.activeElement.tagName") == "A"
    assert press(page, "ArrowRight") == "04", "a day without links of its own"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert press(page, "ArrowLeft", "ArrowLeft") == "02"
    assert press(page, "ArrowDown") == "09"
    assert press(page, "ArrowUp") == "02"
    assert press(page, "ArrowUp") == "02"
    assert press(page, "End") == "06"
    assert press(page, "Home") == "01", "the week's first day in this month"
    assert press(page, "ArrowLeft") == "01"
    assert press(page, *["ArrowDown"] * 5, "End") == "31"
    assert press(page, "Control+ArrowLeft") == "31"


def test_page_keys_turn_the_month(page: Page, address: str) -> None:
    """Page Down and Page Up lead to the next month and the one before, where arrows go on; p and n are the theme's."""
    watched = Watched(page, address)
    page.goto(f"{address}{MONTH}", wait_until="networkidle")
    page.locator("#d-2026-12-02 a").first.focus()
    page.keyboard.press("PageDown")
    page.wait_for_function("document.querySelector('h1').innerText === 'January 2027'")
    page.wait_for_function("document.activeElement.matches('.gp-grid')")
    assert press(page, "ArrowRight") == "01"
    page.keyboard.press("PageUp")
    page.wait_for_function("document.querySelector('h1').innerText === 'December 2026'")
    page.wait_for_function("document.activeElement.matches('.gp-grid')")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("p")
    page.wait_for_function("document.querySelector('h1').innerText === 'November 2026'")
    assert watched.faults == []


def test_tab_goes_through_all_links(page: Page, address: str) -> None:
    """After arrows too: in reading order, each entry once, and out at the end."""
    page.goto(f"{address}{MONTH}", wait_until="networkidle")
    stops = page.locator(".gp-grid a:not([tabindex])").evaluate_all("all => all.map(a => a.href)")
    page.locator("#d-2026-12-01 a:not([tabindex])").first.focus()
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft")
    page.locator(".gp-grid a:not([tabindex])").first.focus()
    seen = []
    for _ in range(len(stops)):
        seen.append(page.evaluate("document.activeElement.href"))
        page.keyboard.press("Tab")
    assert seen == stops
    assert page.evaluate("!document.activeElement.closest('.gp-grid')")
    expect(page.locator("[role=grid], [role=gridcell]")).to_have_count(0)


def test_the_way_past(page: Page, address: str) -> None:
    """The first stop in a month's article leads to the table, shows itself when it has the focus, and arrows begin there."""
    page.goto(f"{address}{MONTH}", wait_until="networkidle")
    skip = page.get_by_role("link", name="Skip to the calendar")
    skip.focus()
    box = skip.bounding_box()
    assert box
    assert box["height"] >= 24
    page.keyboard.press("Enter")
    assert page.url.endswith("#calendar")
    page.wait_for_function("document.activeElement.matches('.gp-grid')")
    assert press(page, "ArrowDown") == "01"


def test_lists_by_day_scroll_as_ever(browser: Browser, address: str) -> None:
    """On a phone a month is a list: arrows do there what they do on any page."""
    context = browser.new_context(viewport=WIDTHS["phone"])
    page = context.new_page()
    page.goto(f"{address}{MONTH}", wait_until="networkidle")
    page.locator("#d-2026-12-02 a:not([tabindex])").first.focus()
    assert press(page, "ArrowRight") == "02"
    context.close()


@pytest.mark.parametrize("view", ["calendar/workload/", "calendar/list/", "channels/"])
def test_regions_that_scroll(page: Page, address: str, view: str) -> None:
    """They can be reached and have a name."""
    page.goto(f"{address}{view}")
    for region in page.locator("article .gp-scroll").all():
        assert region.get_attribute("tabindex") == "0"
        assert region.get_attribute("aria-label")
