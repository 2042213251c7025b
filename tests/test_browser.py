"""The sample's site in a real browser: wide and narrow, light and dark, with everything that the theme's scripts do."""

from __future__ import annotations

import io
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
WIDTHS: dict[str, ViewportSize] = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOOKS: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
VIEWS = {
    "home": "",
    "goal": "goals/cut-churn/",
    "entry": "plan/gift-season/",
    "recurrence": "plan/firing-hour/",
    "agenda": "calendar/",
    "month": "calendar/2026-12/",
    "quarter": "calendar/2026-q4/",
    "board": "calendar/board/",
    "workload": "calendar/workload/",
    "goals": "goals/",
    "audiences": "audiences/",
    "journeys": "journeys/",
    "journey": "journeys/choosing-software/",
    "messages": "messages/",
    "channels": "channels/",
    "kpis": "kpis/",
    "kpi": "kpis/monthly-churn/",
    "policies": "policies/",
    "people": "people/",
    "person": "people/maya/",
    "reviews": "reviews/",
    "subscribe": "subscribe/",
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


# The views of the plan


def test_a_month_is_a_table_or_a_list(window: Watched, address: str) -> None:
    """Where there is room a month is a table; else a list by day without empty days, with a small month that leads to them."""
    page = window.page
    window.faults.clear()
    page.goto(f"{address}calendar/2026-12/")
    narrow = page.evaluate("innerWidth") < 600
    assert page.locator(".gp-mini").is_visible() is narrow
    assert page.locator(".gp-grid thead").is_visible() is not narrow
    assert page.locator("#d-2026-12-21").is_visible() is not narrow, "a day without entries"
    assert page.locator(".gp-bar--on").first.is_visible() is not narrow
    chips = page.locator(".gp-grid .gp-e:not(.gp-bar--on, .gp-bar--again) > a")
    assert min(box["height"] for chip in chips.all() if (box := chip.bounding_box())) >= (44 if narrow else 24)
    if narrow:
        page.locator(".gp-mini a", has_text="17").click()
        assert page.url.endswith("#d-2026-12-17")
        assert page.locator("#d-2026-12-17").is_visible()
    else:
        tops = page.locator(".gp-bar", has_text="Gift season").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().top)"
        )
        assert len(set(tops[:6])) == 1, "a bar is in one lane all week"
    assert window.faults == []


@pytest.mark.parametrize("name", ["agenda", "month", "quarter", "board", "workload"])
def test_views_fit_the_smallest_phone(browser: Browser, address: str, name: str) -> None:
    """At 320 pixels nothing has to be scrolled sideways but the table of the workload, within itself."""
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(address + VIEWS[name])
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_a_month_without_scripts(browser: Browser, address: str) -> None:
    """Without scripts every entry of a month is there as a link, and its folded ones can be opened."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}calendar/2026-12/")
    assert {"gift-season", "firing-hour"} <= {
        str(link.get_attribute("href")).rstrip("/").rpartition("/")[2]
        for link in page.locator(".gp-grid .gp-e > a").all()
    }
    assert page.locator(".gp-grid").is_visible()
    context.close()


def test_the_busiest_month_prints_on_two_pages(browser: Browser, address: str) -> None:
    """On A4 across, the sample's fullest month takes two pages at most, with every title in their text, light from a dark screen too."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf").PdfReader
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}calendar/", wait_until="networkidle")
    links = page.locator(".gp-months a").all()
    busiest = max(links, key=lambda link: int(link.inner_text().split()[-1]))
    page.goto(str(busiest.evaluate("link => link.href")), wait_until="networkidle")
    titles = page.locator(".gp-grid .gp-e:not(.gp-bar--again) .gp-e__title").all_text_contents()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    )
    printed = reader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(printed.pages) <= 2
    width, height = printed.pages[0].mediabox[2:]
    assert width > height
    text = re.sub(r"\s", "", "".join(sheet.extract_text() for sheet in printed.pages))
    assert [title for title in titles if re.sub(r"\s", "", title) not in text] == []
    page.close()
