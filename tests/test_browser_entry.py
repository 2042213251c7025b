"""The page of an entry in a real browser: previews, places, and on a phone."""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from browsing import Watched, arrive, expect, handler
from builds import build, copy_of_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ENTRY = "plan/switch-webinar/"


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served with Material's previews switched on."""
    root = copy_of_sample(tmp_path_factory.mktemp("previews") / "sample")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    feature = "    - navigation.instant\n"
    assert feature in config
    (root / "mkdocs.yml").write_text(config.replace(feature, f"{feature}    - navigation.instant.preview\n"), "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(build(root))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


def test_a_preview_shows_the_whole_why(browser: Browser, previewed: str) -> None:
    """Pointing at a link to an entry shows its title, its facts and its line of sight, and nothing that comes after."""
    page = browser.new_page()
    page.goto(f"{previewed}calendar/list/", wait_until="networkidle")
    page.locator(f"article a[href$='{ENTRY}']").first.hover()
    shown = page.locator(".md-tooltip2--active")
    shown.locator("#why").wait_for()
    text = shown.inner_text()
    assert "Watch a studio move over, live" in text
    assert "Make moving from paper or another tool" in text
    assert "Trials that become paying studios" in text
    assert "For whom" not in text
    expect(shown.locator("h2")).to_have_count(0)
    page.close()


def test_places_can_be_linked_to(window: Watched, address: str) -> None:
    """Each part of an entry's page is where its anchor leads, below the title and in the order of the contents."""
    page = window.page
    window.faults.clear()
    tops = []
    for place in ("why", "who", "when", "brief", "strategy", "along"):
        page.goto(f"{address}{ENTRY}#{place}")
        element = page.locator(f"[id='{place}']")
        expect(element).to_be_visible()
        page.wait_for_function("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", arg=place)
        tops.append(page.evaluate("id => document.getElementById(id).getBoundingClientRect().top + scrollY", place))
    assert tops == sorted(tops)
    assert window.faults == []


def test_the_author_s_text_comes_first(window: Watched, address: str) -> None:
    """Between the brief's heading and the strategy's cards is the author's text; cards fit their page."""
    page = window.page
    page.goto(f"{address}{ENTRY}")
    place = "e => e.getBoundingClientRect().top"
    brief, text, cards = (
        page.locator(css).first.evaluate(place) for css in ("#brief", "text=In 75 minutes we move", ".gp-brief")
    )
    assert brief < text < cards
    width = page.evaluate("document.querySelector('.md-content').clientWidth")
    assert max(box["width"] for card in page.locator(".gp-brief__card").all() if (box := card.bounding_box())) <= width
    page.locator(".gp-on a").click()
    arrive(page, "**#strategy")


def test_links_are_large_enough(window: Watched, address: str) -> None:
    """What can be pressed beside the text is at least 24 pixels high."""
    page = window.page
    page.goto(f"{address}{ENTRY}")
    small = page.locator(".gp-on a, .gp-brief__title a, .gp-along a, .gp-lines a").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent)"
    )
    assert small == []


def test_a_title_without_blanks(browser: Browser, previewed: str) -> None:
    """A title of 200 characters without a blank is broken, and nothing is scrolled sideways, on the smallest phone too."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{previewed}{ENTRY}")
    page.evaluate("""() => {
        const titles = "h1, .gp-ladder :is(a, strong), :is(.gp-who, .gp-lines, .gp-brief, .gp-along) a, .gp-deadlines tbody th"
        for (const e of document.querySelectorAll(titles)) e.textContent = "x".repeat(200)
    }""")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()
