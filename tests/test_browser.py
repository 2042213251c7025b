"""The sample's site in a real browser: wide and narrow, light and dark, with everything that the theme's scripts do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest

from browsing import LOOKS, Watched, arrive, served
from builds import contents, sample_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.mark.parametrize("look", LOOKS)
def test_the_look_is_the_reader_s(browser: Browser, address: str, look: Literal["light", "dark"]) -> None:
    """A first visit shows the site light or dark, as the reader's system is."""
    page = browser.new_page(color_scheme=look)
    page.goto(address)
    assert page.locator("body").get_attribute("data-md-color-scheme") == LOOKS[look]
    page.close()


def test_a_fault_would_be_seen(browser: Browser, address: str) -> None:
    """What the other tests watch for is noticed: a script that throws, a missing file, another host, an overflow."""
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(address, wait_until="networkidle")
    page.evaluate("""() => {
        setTimeout(() => { throw new Error("thrown") });
        document.body.insertAdjacentHTML("beforeend", "<img src=missing.png><img src=http://127.0.0.2:9/x.png>");
        document.body.insertAdjacentHTML("beforeend", "<div style='width: 9000px'>wide</div>");
    }""")
    for fault in ("thrown", "404: ", "elsewhere: http://127.0.0.2:9/x.png", "net::ERR_"):
        for _ in range(100):
            if [text for text in watched.faults if fault in text]:
                break
            page.wait_for_timeout(50)
        else:
            pytest.fail(f"{fault} was not noticed: {watched.faults}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0
    page.close()


def test_from_home_to_an_entry_to_its_goal(window: Watched, address: str) -> None:
    """From home one click leads to an entry, and one more to its goal, without loading the site anew, and back again."""
    page = window.page
    window.faults.clear()
    page.goto(address, wait_until="networkidle")
    page.evaluate("window.kept = true")
    entry = page.locator("#next-days .gp-coming:not([hidden]) .gp-row__title").first
    title = entry.inner_text()
    entry.click()
    arrive(page, re.compile(r"/plan/[^/]+/$"))
    shown = "title => document.querySelector('h1')?.innerText === title"
    page.wait_for_function(shown, arg=title)
    goal = page.locator("#why .gp-ladder a").last
    goal_title = goal.inner_text()
    goal.click()
    arrive(page, re.compile(r"/goals/[^/]+/$"))
    page.wait_for_function(shown, arg=goal_title)
    assert title in (page.locator("#when").text_content() or "")
    page.go_back()
    page.wait_for_function(shown, arg=title)
    assert page.evaluate("window.kept") is True
    assert window.faults == []


def test_one_click_to_when(browser: Browser, address: str) -> None:
    """A goal's count of what is ahead leads to its plan, and an entry's date to its day in the month."""
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(f"{address}goals/", wait_until="networkidle")
    page.locator(".gp-node__when", has_text="ahead").first.click()
    arrive(page, re.compile(r"/goals/[^/]+/#when$"))
    page.locator("#when .gp-row").first.wait_for()
    page.locator("#when .gp-row__title").first.click()
    arrive(page, re.compile(r"/plan/[^/]+/$"))
    page.locator(".gp-chips .gp-chip a").first.click()
    arrive(page, re.compile(r"/calendar/\d{4}-\d\d/#d-\d{4}-\d\d-\d\d$"))
    page.locator(f"#{page.url.partition('#')[2]}").wait_for()
    assert watched.faults == []
    page.close()


@pytest.fixture
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served with all that can be found in it."""
    with served(contents(sample_site(tmp_path_factory)[0]), search=True) as address:
        yield address


def test_search_finds_titles_not_panels(browser: Browser, searched: str) -> None:
    """The search finds a page by its title, and not by what our panels say on others."""
    page = browser.new_page()
    watched = Watched(page, searched)
    page.goto(searched, wait_until="networkidle")
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").press_sequentially("vouchers that people turn up for")
    page.wait_for_selector(".md-search-result__link")
    first = page.locator(".md-search-result__link").first
    assert "plan/gift-season/" in (first.get_attribute("href") or "")
    # Views are found by their names, and by what people call them.
    for typed, place in (
        ("December 2026", "calendar/2026-12/"),
        ("Q4", "calendar/2026-q4/"),
        ("overdue", "calendar/"),
        ("Rui Matos", "people/rui/"),
        ("capacity", "calendar/workload/"),
        ("coverage", "coverage/"),
        ("timeline", "calendar/timeline/"),
    ):
        page.locator("input[name=query]").fill("")
        page.locator("input[name=query]").press_sequentially(typed)
        page.wait_for_function(
            """place => [...document.querySelectorAll(".md-search-result__link")].slice(0, 3)
                .some(link => new URL(link.href).pathname.endsWith("/" + place))""",
            arg=place,
            timeout=10_000,
        )
    assert watched.faults == []
    page.close()
