"""Today in a real browser: moved from the day of the build to the reader's, in the playbook's zone."""

from __future__ import annotations

from http.server import ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from browsing import LOOKS, WIDTHS, Watched, arrive, expect, handler, served
from builds import build, playbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

FILES = {
    "plan/before.md": "---\ntitle: Last week\ngoals: [grow]\nstart: 2026-11-19\nstatus: published\n---\n",
    "plan/now.md": "---\ntitle: On the day\ngoals: [grow]\nstart: 2026-11-22\nstatus: published\n---\n",
    "plan/soon.md": "---\ntitle: Soon\ngoals: [grow]\nstart: 2026-11-25\nend: 2026-11-26\n---\n",
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n---\n",
    "plan/year.md": "---\ntitle: Next year\ngoals: [grow]\nstart: 2027-01-11\n---\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a playbook is served that was built on 22 November 2026; its zone is Auckland's, thirteen hours before Greenwich."""
    files = build(
        playbook(tmp_path_factory.mktemp("today"), FILES, options={"timezone": "Pacific/Auckland"}, material=True)
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(files)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader in Los Angeles."""
    context = browser.new_context(viewport=WIDTHS["wide"], timezone_id="America/Los_Angeles")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def marked(page: Page) -> list[str | None]:
    """The days of a month that are marked as today's."""
    marks = page.locator("[aria-current=date]").all()
    assert len(marks) == page.locator(".gp-d--today").count()
    return [mark.get_attribute("id") for mark in marks]


def test_the_day_of_the_build(page: Page, site: str) -> None:
    """On that day everything is as it was made, but for the words that say how far off days are."""
    page.clock.set_fixed_time("2026-11-21T12:00:00Z")
    page.goto(f"{site}calendar/2026-11/")
    assert marked(page) == ["d-2026-11-22"], "one in the morning of the 22nd in Auckland; the 21st for the reader"
    expect(page.locator(".gp-stale")).to_be_hidden()
    page.goto(f"{site}calendar/")
    heads = page.locator(".gp-week .gp-day__name").all_inner_texts()
    assert heads[:2] == ["Sun 22 Nov 2026 today", "Wed 25 Nov 2026 (in 3 days)"]
    assert page.locator(".gp-earlier .gp-day__name").all_text_contents() == ["Thu 19 Nov 2026 (3 days ago)"]


@pytest.mark.parametrize(("time", "day"), [("10:59:59", "d-2026-11-24"), ("11:00:00", "d-2026-11-25")])
def test_midnight_is_the_playbook_s(page: Page, site: str, time: str, day: str) -> None:
    """Days change when they do in Auckland, wherever the reader is."""
    page.clock.set_fixed_time(f"2026-11-24T{time}Z")
    page.goto(f"{site}calendar/2026-11/")
    assert marked(page) == [day]
    mini = page.locator(".gp-mini .gp-mini--today")
    assert (mini.text_content() or "").split()[0] == day[-2:]


def test_an_old_copy_says_so(page: Page, site: str) -> None:
    """From the third day on a page tells how old it is, in the words of its language; not on the second."""
    page.clock.set_fixed_time("2026-11-24T00:00:00Z")
    page.goto(f"{site}calendar/board/")
    expect(page.locator(".gp-stale")).to_be_hidden()
    page.clock.set_fixed_time("2026-11-27T00:00:00Z")
    for view in (
        "",
        "calendar/",
        "calendar/2026-11/",
        "calendar/2026-q4/",
        "calendar/board/",
        "calendar/workload/",
        "calendar/list/",
        "calendar/timeline/",
    ):
        page.goto(f"{site}{view}")
        said = "This copy of the plan was built 5 days ago, on 22 Nov 2026. Dates and statuses may have changed since."
        assert page.locator(".gp-stale").inner_text() == said
    page.goto(f"{site}goals/grow/")
    expect(page.locator(".gp-stale")).to_have_count(0)


def test_the_agenda_moves_on(page: Page, site: str) -> None:
    """Past days, today and this week are the reader's; what is now late is overdue; months too."""
    page.goto(f"{site}calendar/?today=2026-12-01")
    past = page.locator(".gp-earlier .gp-day--past .gp-day__name time").all_text_contents()
    assert past == ["Thu 19 Nov 2026", "Sun 22 Nov 2026", "Wed 25 Nov 2026"]
    assert page.locator(".gp-earlier summary").inner_text() == "Earlier 3"
    expect(page.locator(".gp-week .gp-day--past")).to_have_count(0)
    expect(page.locator("#under-way")).to_be_hidden()
    today = page.locator(".gp-day--today h3")
    assert today.inner_text() == "Tue 1 Dec 2026 today"
    expect(page.locator(".gp-day__name .gp-chip")).to_have_count(1)
    assert page.locator(".gp-week--this").get_attribute("id") == "2026-w49"
    assert page.locator(".gp-week").first.get_attribute("id") == "2026-w49"
    assert page.locator(".gp-week h2 .gp-chip").all_inner_texts() == ["this week"]
    assert (page.locator(".gp-months--today").text_content() or "").split()[0] == "Dec"
    late = page.locator(".gp-row", has=page.locator(".gp-overdue")).locator(".gp-row__title")
    assert late.all_text_contents() == ["Soon"]
    assert (page.locator(".gp-views a", has_text="Month").get_attribute("href") or "").startswith(
        f"{site}calendar/2026-12/"
    )


def test_what_began_and_goes_on_is_under_way(page: Page, site: str) -> None:
    """It leaves the day on which it began, and doesn't hide among what is over."""
    page.goto(f"{site}calendar/?today=2026-11-26")
    assert page.locator("#under-way summary").inner_text() == "Under way 1"
    assert page.locator("#under-way .gp-row__title").all_text_contents() == ["Soon"]
    assert page.locator(".gp-earlier .gp-row__title").all_text_contents() == ["Last week", "On the day"]
    page.locator("#under-way summary").click()
    assert page.locator("#under-way .gp-day__name time").inner_text() == "Wed 25 Nov 2026"


def test_a_copy_of_days_ago_is_filtered(page: Page, site: str) -> None:
    """What moved with the reader's day is found as before, and counted where it is now."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site}calendar/?today=2026-11-26&find=soon")
    page.wait_for_function("document.querySelector('article output').innerText.startsWith('1 of')")
    assert page.locator("#under-way summary").inner_text() == "Under way 1"
    expect(page.locator("#under-way .gp-row:not([hidden])")).to_have_count(1)
    expect(page.locator(".gp-earlier .gp-row:visible")).to_have_count(0)
    page.goto(f"{site}calendar/?today=2026-11-26&find=last")
    page.wait_for_function("document.querySelector('article output').innerText.startsWith('1 of')")
    expect(page.locator("#under-way")).to_be_hidden()
    assert faults == []


def coming(page: Page) -> list[str]:
    """What home says of the next days."""
    return page.locator("#next-days .gp-coming:not([hidden]) .gp-row__title").all_inner_texts()


def test_home_moves_on(page: Page, site: str) -> None:
    """The next seven days, their count and what is overdue are those of the reader's day, for a fortnight."""
    counters = page.locator(".gp-counts strong")
    page.goto(site)
    page.goto(f"{site}?today=2026-11-22")
    assert coming(page) == ["On the day", "Soon"]
    assert counters.all_inner_texts()[:2] == ["2", "0"]
    expect(page.locator("#overdue")).to_be_hidden()
    page.goto(f"{site}?today=2026-11-26")
    assert coming(page) == ["Soon", "Launch"]
    assert page.locator("#next-days h2").inner_text() == "Next 7 days 26 Nov – 2 Dec"
    page.goto(f"{site}?today=2026-11-27")
    assert coming(page) == ["Launch"]
    assert counters.all_inner_texts()[:2] == ["1", "1"]
    assert page.locator("#overdue .gp-row__title").all_inner_texts() == ["Soon"]
    expect(page.locator("#overdue .gp-overdue")).to_have_count(1)
    page.goto(f"{site}?today=2026-12-03")
    assert coming(page) == []
    expect(page.locator("#next-days .gp-empty")).to_be_visible()
    assert page.locator("#overdue .gp-row__title").all_inner_texts() == ["Soon", "Launch"]


def test_months_before_inside_and_after(page: Page, site: str) -> None:
    """Another month is marked, or none; the button leads to the reader's month while it has a page, and else is gone."""
    button = page.locator(".gp-steps a", has_text="This month")
    page.goto(f"{site}calendar/2026-11/?today=2026-12-24")
    assert marked(page) == []
    assert page.locator(".gp-e--late .gp-e__title").first.inner_text() == "Soon"
    assert "overdue" in (page.locator(".gp-e--late").first.text_content() or "")
    assert (button.get_attribute("href") or "").endswith("calendar/2026-12/?today=2026-12-24")
    button.click()
    arrive(page, f"{site}calendar/2026-12/?today=2026-12-24")
    assert marked(page) == ["d-2026-12-24"]
    expect(button).to_be_hidden()
    for day in ("2020-02-29", "2031-01-01"):
        page.goto(f"{site}calendar/2026-12/?today={day}")
        assert marked(page) == []
        expect(button).to_be_hidden()
        expect(page.locator(".gp-stale")).to_be_visible(visible=day > "2026")
    page.goto(f"{site}calendar/2026-11/?today=2026-99-99")
    expect(page.locator(".gp-grid")).to_be_visible()


def test_the_quarter_s_line_moves(page: Page, site: str) -> None:
    """It stands at the reader's day, in the quarter of that day only."""
    column = "line => getComputedStyle(line).gridColumnStart"
    line = page.locator(".gp-q__now").first
    page.goto(f"{site}calendar/2026-q4/?today=2026-12-01")
    assert line.evaluate(column) == "65", "nine weeks and a day after Monday, 28 September"
    page.goto(f"{site}calendar/2027-q1/")
    page.goto(f"{site}calendar/2027-q1/?today=2027-01-04")
    assert line.evaluate(column) == "8"
    assert line.bounding_box()
    page.goto(f"{site}calendar/2026-q4/?today=2027-01-01")
    expect(page.locator(".gp-q__now")).to_have_count(0)
    assert (page.locator(".gp-steps a", has_text="This quarter").get_attribute("href") or "").count("2027-q1") == 1


def test_today_after_instant_navigation(page: Page, address: str) -> None:
    """A page that comes without loading the site anew is moved too, and once."""
    watched = Watched(page, address)
    page.clock.set_fixed_time("2026-12-03T12:00:00Z")
    page.goto(f"{address}calendar/board/", wait_until="networkidle")
    page.evaluate("window.kept = true")
    page.locator(".gp-views").get_by_role("link", name="Month").click()
    arrive(page, f"{address}calendar/2026-12/")
    page.locator("#d-2026-12-03[aria-current=date]").wait_for()
    page.locator(".gp-views").get_by_role("link", name="Agenda").click()
    page.locator(".gp-week .gp-relative").first.wait_for()
    assert page.locator(".gp-day:not(.gp-day--today) .gp-day__name").count() == page.locator(".gp-relative").count()
    expect(page.locator(".gp-stale")).to_be_visible()
    assert page.evaluate("window.kept") is True
    assert watched.faults == []


def test_without_scripts_today_is_the_build_s(browser: Browser, site: str) -> None:
    """Absolute dates, marks as of the build, and when that was."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}calendar/2026-11/?today=2026-11-24")
    assert marked(page) == ["d-2026-11-22"]
    expect(page.locator(".gp-stale")).to_be_hidden()
    assert page.locator(".gp-built").inner_text().startswith("Built on 22 Nov 2026")
    context.close()


CONTRAST = """element => {
    const ink = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
    const rgb = colour => {
        ink.clearRect(0, 0, 1, 1)
        ink.fillStyle = colour
        ink.fillRect(0, 0, 1, 1)
        return [...ink.getImageData(0, 0, 1, 1).data]
    }
    const ground = from => {
        const found = rgb(getComputedStyle(from).backgroundColor)
        return found[3] === 255 ? found : ground(from.parentElement)
    }
    const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * x + 0.7152 * y + 0.0722 * z
    }
    const [less, more] = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => a - b)
    return (more + 0.05) / (less + 0.05)
}"""
"""How much a text stands out from its ground, as WCAG 2 counts it."""


def test_today_s_heading_can_be_read(browser: Browser, tmp_path: Path) -> None:
    """On a day that has an entry, in either look, also with what the reader's clock adds, and whatever accent the theme has."""
    theme = {"name": "material", "font": False, "palette": {"scheme": "default", "accent": "lime"}}
    context = browser.new_context(viewport=WIDTHS["wide"])
    page = context.new_page()
    with served(build(playbook(tmp_path, FILES, config={"theme": theme}, material=True))) as address:
        for day in ("2026-11-22", "2026-12-01"):
            for look in LOOKS.values():
                page.goto(f"{address}calendar/?today={day}")
                page.evaluate("look => document.body.setAttribute('data-md-color-scheme', look)", look)
                page.wait_for_function(
                    "look => (getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)') === (look === 'default')",
                    arg=look,
                )
                head = page.locator(".gp-day--today .gp-day__name")
                expect(head.locator("time")).to_have_count(1)
                for text in (head, *head.locator("*").all()):
                    assert text.evaluate(CONTRAST) >= 4.5, (day, look, text.inner_text())
    context.close()
