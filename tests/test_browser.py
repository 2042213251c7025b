"""The sample's site in a real browser: wide and narrow, light and dark, with everything that the theme's scripts do."""

from __future__ import annotations

import os
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

import pytest

from builds import BASE, contents, sample_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize

CHROMIUM = Path(os.environ.get("GAMEPLAN_CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS: dict[str, ViewportSize] = {
    "wide": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
    "small": {"width": 320, "height": 640},
}
LOOKS: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
VIEWS = {
    "home": "",
    "goal": "goals/cut-churn/",
    "entry": "plan/gift-season/",
    "recurrence": "plan/firing-hour/",
    "agenda": "calendar/",
    "month": "calendar/2026-12/",
    "goals": "goals/",
    "audiences": "audiences/",
    "journeys": "journeys/",
    "journey": "journeys/choosing-software/",
    "messages": "messages/",
    "channels": "channels/",
    "kpis": "kpis/",
    "kpi": "kpis/monthly-churn/",
    "measured": "goals/calculator-leads/",
    "audience": "audiences/kiln-technician/",
    "coverage": "coverage/",
    "policies": "policies/",
    "people": "people/",
    "person": "people/maya/",
    "reviews": "reviews/",
    "subscribe": "subscribe/",
    "list": "calendar/list/",
    "whats-new": "whats-new/",
    "problems": "problems/",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}: apt-get install chromium, or name one in GAMEPLAN_CHROMIUM")
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install gameplan[browser]"
    )
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served, as if it had been built for that address: instant navigation insists on it."""
    folder, _ = sample_site(tmp_path_factory)
    files = contents(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix("/")
            path = f"{path}index.html" if not path or path.endswith("/") else path
            data = files.get(path, b"")
            if path.endswith((".html", ".xml")):
                data = data.replace(BASE.encode(), origin.encode())
            self.send_response(200 if path in files else 404)
            self.send_header("Content-Type", guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as its base has it
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        origin = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield origin
        server.shutdown()
        thread.join(5)


class Watched:
    """A page, and all that went wrong on it."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.faults: list[str] = []
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self.request)
        page.on("requestfailed", self.failed)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        """Note errors and warnings on the console."""
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def request(self, request: Request) -> None:
        """Note what is asked of another host."""
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.faults.append(f"elsewhere: {request.url}")

    def failed(self, request: Request) -> None:
        """Note what got no answer; what is still loading when we go on to the next page is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.failure}: {request.url}")

    def response(self, response: Response) -> None:
        """Note answers that are faults."""
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture(scope="module", params=WIDTHS)
def window(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A browser's window of a size."""
    context = browser.new_context(viewport=WIDTHS[request.param])
    context.set_default_timeout(20_000)
    yield Watched(context.new_page(), address)
    context.close()


@pytest.mark.parametrize("name", VIEWS)
def test_views(window: Watched, address: str, name: str) -> None:
    """Every view loads without an error or a request elsewhere, has one title, and fits its window in both looks."""
    page = window.page
    window.faults.clear()
    page.goto(address + VIEWS[name])
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    looks = set()
    for _ in LOOKS:
        page.locator("[data-md-component=palette] label:visible").click()
        look = str(page.locator("body").get_attribute("data-md-color-scheme"))
        looks.add(look)
        if folder := os.environ.get("GAMEPLAN_SCREENSHOTS"):
            width = page.evaluate("innerWidth")
            page.screenshot(path=Path(folder) / f"{name}-{width}-{look}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert looks == set(LOOKS.values())
    assert window.faults == []


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
    entry = page.locator("#this-week .gp-row__title").first
    title = entry.inner_text()
    entry.click()
    page.wait_for_url(re.compile(r"/plan/[^/]+/$"))
    shown = "title => document.querySelector('h1')?.innerText === title"
    page.wait_for_function(shown, arg=title)
    goal = page.locator("#why .gp-ladder a").last
    goal_title = goal.inner_text()
    goal.click()
    page.wait_for_url(re.compile(r"/goals/[^/]+/$"))
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
    page.wait_for_url(re.compile(r"/goals/[^/]+/#when$"))
    page.locator("#when .gp-row").first.wait_for()
    page.locator("#when .gp-row__title").first.click()
    page.wait_for_url(re.compile(r"/plan/[^/]+/$"))
    page.locator(".gp-chips .gp-chip a").first.click()
    page.wait_for_url(re.compile(r"/calendar/\d{4}-\d\d/#d-\d{4}-\d\d-\d\d$"))
    page.locator(f"#{page.url.partition('#')[2]}").wait_for()
    assert watched.faults == []
    page.close()


def test_search_finds_titles_not_panels(browser: Browser, address: str) -> None:
    """The search finds a page by its title, and not by what our panels say on others."""
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(address, wait_until="networkidle")
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").press_sequentially("vouchers that people turn up for")
    page.wait_for_selector(".md-search-result__link")
    first = page.locator(".md-search-result__link").first
    assert "plan/gift-season/" in (first.get_attribute("href") or "")
    assert watched.faults == []
    page.close()


def test_copying_a_feed_s_address(browser: Browser, address: str) -> None:
    """From a goal one click leads to its feed, opened; the button copies its address and says so, Google's does and goes on."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    watched = Watched(page, address)
    page.goto(f"{address}goals/cut-churn/", wait_until="networkidle")
    page.locator(".gp-do a", has_text="Subscribe").click()
    page.wait_for_url(f"{address}subscribe/#goal-cut-churn")
    row = page.locator("#goal-cut-churn")
    copy = row.get_by_role("button", name="Copy the address of Bring monthly churn down")
    copy.click()
    page.get_by_text("Copied", exact=True).first.wait_for()
    assert page.locator(".gp-subscribe [role=status]").inner_text() == "Copied"
    assert page.evaluate("navigator.clipboard.readText()") == row.locator("code").inner_text()
    assert row.locator("code").inner_text() == f"{address}feeds/goal-cut-churn.ics"
    assert watched.faults == []
    context.route("https://calendar.google.com/**", lambda route: route.fulfill(body="Add by URL"))
    page.evaluate("navigator.clipboard.writeText('')")
    row.get_by_role("link", name="Google Calendar").click()
    page.wait_for_url("https://calendar.google.com/calendar/r/settings/addbyurl")
    page.go_back()
    page.wait_for_function("document.querySelector('h1')?.innerText === 'Subscribe'")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}feeds/goal-cut-churn.ics"
    context.close()


def test_subscribing_without_scripts(browser: Browser, address: str) -> None:
    """Without scripts every link is there, the address can be selected, and nothing is shown that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}subscribe/#goal-cut-churn")
    row = page.locator("#goal-cut-churn")
    assert (row.locator("a.gp-feed__do").get_attribute("href") or "").startswith("webcal://")
    row.locator("summary").click()
    assert row.locator("code").is_visible()
    assert row.get_by_role("link", name="Outlook.com").is_visible()
    assert not row.locator("button").is_visible()
    context.close()


def titles(page: Page) -> list[str]:
    """The titles that a list shows, from top to bottom."""
    return page.locator("[data-gp-list] tbody tr:not([hidden]) th a").all_inner_texts()


def test_lists_are_sorted_and_filtered(browser: Browser, address: str) -> None:
    """By keyboard and by mouse, by words, days and numbers, after instant navigation too; what is empty stays last."""
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(f"{address}calendar/", wait_until="networkidle")
    page.evaluate("window.kept = true")
    page.get_by_role("link", name="As a list").click()
    page.wait_for_url(f"{address}calendar/list/")
    page.locator(".gp-sort").first.wait_for()
    by_day = titles(page)
    page.locator(".gp-sort", has_text="Entry").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Entry")
    by_title = titles(page)
    assert by_title != by_day
    assert sorted(by_title) == sorted(by_day)
    assert page.locator("[data-gp-list] [role=status]").inner_text() == "Sorted by Entry, ascending"
    page.keyboard.press("Enter")
    assert titles(page) == by_title[::-1]
    page.locator(".gp-sort", has_text="When").click()
    days = "rows => rows.map(row => row.cells[1].dataset.sort ?? '')"
    assert page.locator("th[aria-sort]").count() == 1
    found = page.locator("tbody tr").evaluate_all(days)
    dated = [day for day in found if day]
    assert found == sorted(dated) + [""] * (len(found) - len(dated))
    page.locator(".gp-sort", has_text="When").click()
    found = page.locator("tbody tr").evaluate_all(days)
    assert found == sorted(dated, reverse=True) + [""] * (len(found) - len(dated))
    box = page.get_by_role("searchbox", name="Filter")
    box.fill("RUI published")
    few = titles(page)
    assert 0 < len(few) < len(by_day)
    assert page.locator("[data-gp-count]").inner_text() == f"{len(few)} of {len(by_day)}"
    box.fill("no such words")
    assert titles(page) == []
    assert page.get_by_text("No row matches.").is_visible()
    box.fill("")
    assert len(titles(page)) == len(by_day)
    page.locator(".md-tabs__link", has_text="Strategy").click()
    page.locator("nav a:visible", has_text="Channels").first.click()
    page.wait_for_url(f"{address}channels/")
    page.locator(".gp-sort", has_text="Ahead").click()
    ahead = [int(text.split()[0]) for text in page.locator("tbody tr td:nth-child(4)").all_inner_texts()]
    assert ahead == sorted(ahead)
    assert len(set(ahead)) > 2
    assert page.locator("input[type=search]").count() == 1
    assert page.evaluate("window.kept") is True
    assert watched.faults == []
    page.close()


def test_lists_without_scripts(browser: Browser, address: str) -> None:
    """Without scripts the table is complete, and shows no control that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}calendar/list/")
    assert len(titles(page)) == int(page.locator("[data-gp-count]").inner_text()) > 50
    assert page.locator("[data-gp-list] :is(button, input)").count() == 0
    assert page.get_by_role("link", name="CSV of this list, for spreadsheets").is_visible()
    region = page.get_by_role("region", name="All entries: a table")
    assert region.get_attribute("tabindex") == "0"
    context.close()
