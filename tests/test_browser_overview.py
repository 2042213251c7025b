"""Home, the strategy map and coverage in a real browser: two columns, folds, sticky heads, narrow screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import WIDTHS, arrive, expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from browsing import Watched


def test_home_has_two_columns_where_there_is_room(window: Watched, address: str) -> None:
    """On a wide screen what changed stands beside the next days, on a phone below it; the sample has no history, so we put it there."""
    page = window.page
    page.goto(address)
    page.evaluate("""() => {
        const two = document.querySelector(".gp-home__two")
        two.classList.remove("gp-home__two--one")
        two.insertAdjacentHTML("beforeend", "<section id=what-changed><h2>What changed</h2><p>Something moved.</p></section>")
    }""")
    week, changed = (page.locator(f"#{name}").bounding_box() for name in ("next-days", "what-changed"))
    assert week is not None
    assert changed is not None
    wide = (page.viewport_size or {"width": 0})["width"] > 1000
    assert (changed["x"] > week["x"] + week["width"]) == wide
    assert (changed["y"] >= week["y"] + week["height"]) == (not wide)
    assert not window.faults


def test_counters_lead_to_what_they_count(browser: Browser, address: str) -> None:
    """Each of the five numbers can be followed, and its place is there."""
    page = browser.new_page(viewport=WIDTHS["wide"])
    page.goto(address)
    for number in range(5):
        page.goto(address)
        link = page.locator(".gp-counts a").nth(number)
        place = (link.get_attribute("href") or "").partition("#")[2]
        link.click()
        arrive(page, f"**#{place}" if place else "**/goals/")
        page.locator(f"#{place}" if place else ".gp-map").wait_for(state="visible")
    page.close()


def test_the_map_has_a_column_for_each_area(window: Watched, address: str) -> None:
    """Side by side on a wide screen, below each other on a phone, and never wider than the screen."""
    page = window.page
    page.goto(f"{address}goals/")
    boxes = [box for area in page.locator(".gp-column-area").all() if (box := area.bounding_box())]
    width = (page.viewport_size or {"width": 0})["width"]
    assert len({round(box["x"]) for box in boxes}) == (4 if width > 1000 else 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    first = page.locator(".gp-next").first
    expect(first.locator("li").first).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator("li").first).to_be_visible()
    assert not window.faults


def test_heads_of_rows_stay_in_sight(browser: Browser, address: str) -> None:
    """On a phone a wide table scrolls by itself, and says all the while what its rows are."""
    page = browser.new_page(viewport=WIDTHS["small"])
    page.goto(f"{address}coverage/")
    region = page.locator("#months .gp-scroll")
    region.evaluate("element => element.scrollLeft = 200")
    head, box = region.locator("tbody th").first.bounding_box(), region.bounding_box()
    assert head is not None
    assert box is not None
    assert abs(head["x"] - box["x"]) < 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_what_a_gap_takes_is_copied(browser: Browser, address: str) -> None:
    """A gap unfolds to the text of the entry that closes it, and a button copies that."""
    context = browser.new_context(viewport=WIDTHS["wide"], permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}coverage/#gaps")
    page.locator(".gp-gap-do summary", has_text="Plan an entry").first.click()
    page.locator(".gp-copy:visible").first.click()
    page.locator("[data-gp-done]:visible", has_text="Copied").first.wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("---\ntitle: New entry\ntype: podcast\ngoals: []\nchannels: [craft-press]\nstart: 2027-Q1\n")
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_free_days(browser: Browser, address: str, *, scripts: bool) -> None:
    """A free day shows its link to whoever points at it; keys meet one fold instead of thirty links."""
    context = browser.new_context(viewport=WIDTHS["wide"], java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}calendar/2026-12/")
    link = page.locator(".gp-d__add").first
    expect(link).to_be_hidden()
    link.locator("xpath=..").hover()
    expect(link).to_be_visible()
    fold = page.locator(".gp-free")
    expect(fold.locator("a").first).to_be_hidden()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    fold.locator("a").first.wait_for(state="visible")
    page.keyboard.press("Tab")
    expect(fold.locator("a:focus")).to_have_count(1)
    context.close()
