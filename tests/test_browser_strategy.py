"""The pages of the strategy in a real browser: what can be touched, what scrolls, and titles that never end."""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from browsing import WIDTHS, Watched, arrive, expect, handler
from builds import build, playbook
from strategy_pages import EVIL, entry, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator

LONG = ("Donaudampfschifffahrtsgesellschaft" * 6)[:200]
PAGES = {
    "goal": "goals/cut-churn/",
    "area": "goals/studios-stay/",
    "audience": "audiences/studio-owner/",
    "journey": "journeys/growing-membership/",
    "message": "messages/one-place/",
    "channel": "channels/guides/",
    "kpi": "kpis/monthly-churn/",
    "policy": "policies/quiet-days/",
    "workflow": "policies/editorial-workflow/",
    "person": "people/rui/",
}


def too_small(targets: Locator) -> list[str]:
    """The links of which a side is less than 24 pixels long."""
    script = """all => all.filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()])
        .filter(([e, box]) => Math.min(box.width, box.height) < 23.5)
        .map(([e, box]) => `${e.className || e.textContent.trim()}: ${box.width} x ${box.height}`)"""
    return [str(found) for found in targets.evaluate_all(script)]


@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_and_can_be_touched(window: Watched, address: str, name: str) -> None:
    """No page of the strategy scrolls sideways or fails, and its strips, cells and lists can be touched."""
    page = window.page
    window.faults.clear()
    page.goto(address + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    links = page.locator(
        ".gp-q__week a, .gp-q__bar, .gp-cell[href], a.gp-weeks__cell, .gp-goals a, .gp-pages a, .gp-needs a"
    )
    assert too_small(links) == []
    assert window.faults == []


def test_a_journey_scrolls_within_its_frame(browser: Browser, address: str) -> None:
    """On a phone the table of a journey scrolls by itself, by keyboard too, and the first column stays; the page doesn't."""
    page = browser.new_page(viewport=WIDTHS["phone"])
    page.goto(f"{address}journeys/choosing-software/")
    region = page.get_by_role("region", name="From the spreadsheet to Kilnwork: stage by stage")
    assert region.evaluate("e => e.scrollWidth - e.clientWidth") > 0
    region.focus()
    first = page.locator(".gp-journey tbody th").first
    before = first.bounding_box()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.gp-journey-frame .gp-scroll').scrollLeft > 0")
    after = first.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["x"] - after["x"]) < 3, "the gap between cells"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_from_a_strip_to_the_day(browser: Browser, address: str) -> None:
    """From a week of a channel's strip one click leads to its day in the month, without loading the site anew."""
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(f"{address}channels/guides/", wait_until="networkidle")
    page.evaluate("window.kept = true")
    link = page.locator("#when .gp-q__week a").first
    place = str(link.get_attribute("href")).partition("#")[2]
    link.click()
    page.locator(f"#{place}").wait_for()
    assert page.evaluate("window.kept") is True
    assert watched.faults == []
    page.close()


def test_from_an_audience_s_stage_to_its_entries(browser: Browser, address: str) -> None:
    """A cell of the strip leads to the stage's section; a cell of the journey's table to the audience's."""
    page = browser.new_page()
    page.goto(f"{address}journeys/choosing-software/", wait_until="networkidle")
    page.locator(".gp-journey a.gp-cell:not(.gp-cell--accepted)").first.click()
    arrive(page, f"{address}audiences/*/#*")
    place = page.url.partition("#")[2]
    # The address changes before the page does: it isn't loaded anew.
    page.locator(f"section#{place} .gp-row").first.wait_for(state="attached")
    page.locator(f".gp-strip a[href$='#{place}']").click()
    page.close()


def test_without_scripts_everything_is_there(browser: Browser, address: str) -> None:
    """Without scripts the strip, the weeks and the numbers of charts are there, and what is folded can be opened."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}channels/guides/")
    expect(page.locator("#when .gp-time")).to_be_visible()
    page.locator("#cadence summary").first.click()
    expect(page.locator("#cadence table").first).to_be_visible()
    page.goto(f"{address}people/rui/")
    page.locator(".gp-weeks a").first.click()
    assert "#2026-w" in page.url
    context.close()


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a playbook is served whose titles have two hundred letters and no blank, and one that is hostile."""
    said = f"'{LONG}'"
    root = playbook(
        tmp_path_factory.mktemp("endless"),
        {
            "strategy/people/ana.md": page(f"role: {said}", LONG),
            "strategy/goals/grow.md": page("owner: ana\naudiences: [fay]\nhealth: at-risk", LONG),
            "strategy/goals/part.md": page("parent: grow", EVIL),
            "strategy/audiences/fay.md": page(f"owner: ana\nsegment: {said}\nneeds: [{said}]", LONG),
            "strategy/journeys/way.md": page(
                f"audiences: [fay]\nstages: [{{id: one, title: {said}, question: {said}, promise: {said}}}, {{id: two}}]",
                LONG,
            ),
            "strategy/channels/blog.md": page("commitments: [{at_least: 1, every: week}]", LONG),
            "strategy/messages/word.md": page(f"audiences: [fay]\nproof: [{said}]", LONG),
            "strategy/policies/rule.md": page(f"applies_to: [blog, {said}]\nblackouts: [{{start: 2026-12-01}}]", LONG),
            "strategy/kpis/sales.md": page("goals: [grow]", LONG),
            "plan/a.md": entry(
                "start: 2026-12-01\nend: 2026-12-04\nowner: ana\naudiences: [fay]\nstage: way/one\nchannels: [blog]\n"
                f"messages: [word]\ndeadlines: {{{said}: 2026-11-30}}",
                LONG,
            ),
        },
        material=True,
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(build(root))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


@pytest.mark.parametrize(
    "name",
    [
        *("goals/grow/", "goals/part/", "audiences/fay/", "journeys/way/", "channels/blog/", "messages/word/"),
        *("policies/rule/", "kpis/sales/", "people/ana/"),
    ],
)
def test_titles_without_blanks_fit_small_phones(browser: Browser, endless: str, name: str) -> None:
    """Two hundred letters without a blank are broken, in chips, rows, cards, tables and charts; nobody's script runs."""
    page = browser.new_page(viewport=WIDTHS["small"])
    watched = Watched(page, endless)
    page.on("dialog", lambda dialog: watched.faults.append(dialog.message))
    page.goto(endless + name)
    wide = """() => [...document.querySelectorAll("article.md-content__inner *")]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".gp-scroll, .gp-sr, .gp-q__bar, svg, code"))
        .map(e => `${e.tagName}.${e.className}`).slice(0, 5)"""
    assert page.evaluate(wide) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert watched.faults == []
    page.close()
