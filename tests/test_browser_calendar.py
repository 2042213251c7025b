"""The views of the plan in a real browser: as tables and as lists, without scripts, printed."""

from __future__ import annotations

import io
import itertools
import re
from typing import TYPE_CHECKING

import pytest

from browsing import WIDTHS, arrive, expect, line_ends, served
from builds import build, playbook

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from browsing import Watched


def test_a_month_is_a_table_or_a_list(window: Watched, address: str) -> None:
    """Where there is room a month is a table; else a list by day without empty days, with a small month that leads to them."""
    page = window.page
    window.faults.clear()
    page.goto(f"{address}calendar/2026-12/")
    narrow = page.evaluate("innerWidth") < 600
    expect(page.locator(".gp-mini")).to_be_visible(visible=narrow)
    expect(page.locator(".gp-grid thead")).to_be_visible(visible=not narrow)
    expect(page.locator("#d-2026-12-21")).to_be_visible(visible=not narrow)
    expect(page.locator(".gp-bar--on").first).to_be_visible(visible=not narrow)
    chips = page.locator(".gp-grid .gp-e:not(.gp-bar--on, .gp-bar--again) > a")
    assert min(box["height"] for chip in chips.all() if (box := chip.bounding_box())) >= (44 if narrow else 24)
    if narrow:
        page.locator(".gp-mini a", has_text="17").click()
        assert page.url.endswith("#d-2026-12-17")
        expect(page.locator("#d-2026-12-17")).to_be_visible()
    else:
        tops = page.locator(".gp-bar", has_text="Gift season").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().top)"
        )
        assert len(set(tops[:6])) == 1, "a bar is in one lane all week"
    assert window.faults == []


def test_a_month_without_scripts(browser: Browser, address: str) -> None:
    """Without scripts every entry of a month is there as a link, and its folded ones can be opened."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}calendar/2026-12/")
    assert {"gift-season", "firing-hour"} <= {
        str(link.get_attribute("href")).rstrip("/").rpartition("/")[2]
        for link in page.locator(".gp-grid .gp-e > a").all()
    }
    expect(page.locator(".gp-grid")).to_be_visible()
    context.close()


def test_cards(browser: Browser, address: str) -> None:
    """Whoever points at an entry or reaches it by keyboard sees its card: all of the title, status, time, owner, why and KPI."""
    page = browser.new_page(viewport=WIDTHS["wide"])
    page.goto(f"{address}calendar/2026-12/")
    link = page.locator("#d-2026-12-03 .gp-e:not(.gp-bar) a").first
    title, card = link.get_attribute("title"), page.locator("[role=tooltip]")
    link.hover()
    assert card.locator("p").all_inner_texts() == str(title).split("\n")
    assert card.locator("p").all_inner_texts() == [
        "Six ways to share a kiln fairly, and what each costs",
        "In review",
        "Thu 3 Dec 2026 · Rui Matos",
        (
            "Why: Rank in the top three for twenty kiln and booking questions (On track); "
            "Half of our studios fire by the Kilnwork schedule (On track)"
        ),
        "KPI: Questions where we rank in the top three (11 of 40 questions, target 20 of 40 questions)",
    ]
    assert link.get_attribute("title") is None, "the browser shows none of its own"
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    card.hover()
    expect(card).to_be_visible()
    page.locator("h1").hover()
    expect(card).to_have_count(0)
    assert link.get_attribute("title") == title
    page.locator("#calendar").focus()
    page.keyboard.press("Tab")
    while page.evaluate("!document.activeElement.closest('#d-2026-12-03 .gp-e:not(.gp-bar)')"):
        page.keyboard.press("Tab")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_be_visible()
    page.keyboard.press("PageDown")
    arrive(page, "**/2027-01/**")
    card.wait_for(state="detached")
    page.close()


def test_cards_stay_in_the_window(browser: Browser, address: str) -> None:
    """Beside the edges a card is where there is room: no part of it is outside, on any bar of a timeline."""
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.goto(f"{address}calendar/timeline/")
    links, seen = page.locator(".gp-q__bar > a").all(), 0
    for link in links[:: max(len(links) // 12, 1)]:
        link.scroll_into_view_if_needed()
        link.evaluate(
            "link => link.dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}))"
        )
        box = page.locator("[role=tooltip]").bounding_box()
        assert box is not None
        assert min(box["x"], box["y"]) >= 0
        assert box["x"] + box["width"] <= 1000.1
        assert box["y"] + box["height"] <= 700
        seen += 1
    assert seen >= 12
    page.close()


def test_a_touch_opens_no_card(browser: Browser, address: str) -> None:
    """It follows the link at once."""
    context = browser.new_context(viewport=WIDTHS["phone"], has_touch=True)
    page = context.new_page()
    page.goto(f"{address}calendar/2026-12/")
    page.locator(".gp-e > a", has_text="Six ways").tap()
    arrive(page, "**/plan/**")
    expect(page.locator("[role=tooltip]")).to_have_count(0)
    context.close()


def test_lines_meet_their_bars(browser: Browser, address: str) -> None:
    """A line of a dependency ends at the left edge of the bar that waits, however wide the window is; phones have none.

    Through lanes it goes straight down, to where it enters the one of that bar.
    """
    page = browser.new_page()
    for width, by in itertools.product((1000, 1440, 1920), ("campaign", "owner")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}calendar/timeline-by-{by}/")
        ends = line_ends(page)
        assert len(ends) >= 5
        assert max(ends) < 4
        begins, ways = page.evaluate(
            """() => [
              [...document.querySelectorAll(".gp-q__edges path")]
                .map(path => path.getPointAtLength(0).matrixTransform(path.getScreenCTM()).x),
              [...document.querySelectorAll(".gp-q__on")].map(way => way.getBoundingClientRect().right),
            ]"""
        )
        assert len(ways) >= (1 if by == "campaign" else 5)
        assert all(min(abs(begin - way) for begin in begins) < 2 for way in ways)
    page.set_viewport_size(WIDTHS["phone"])
    expect(page.locator(".gp-q__edges:visible, .gp-q__on:visible")).to_have_count(0)
    page.close()


def test_the_busiest_month_prints_on_two_pages(browser: Browser, address: str) -> None:
    """On A4 across, the sample's fullest month takes two pages at most, with every title in their text, light from a dark screen too."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf").PdfReader
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}calendar/", wait_until="networkidle")
    links = page.locator(".gp-months div > a").all()
    busiest = max(links, key=lambda link: int((link.text_content() or "").split()[1]))
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


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_a_quarter_of_many_areas(browser: Browser, tmp_path: Path, width: str) -> None:
    """Lanes of the ninth area and later ones stand below the same weeks as all others, each with one name; the weeks stay in sight."""
    files = {f"strategy/goals/g{n:02}.md": f"---\ntitle: Area {n}\n---\n" for n in range(24)}
    files |= {"strategy/goals/part.md": "---\ntitle: A part\nparent: g11\n---\n"}
    span = "start: 2026-12-07\nend: 2026-12-20"
    for number in range(24):
        goal = "part" if number == 11 else f"g{number:02}"
        files[f"plan/e{number}.md"] = f"---\ntitle: Entry {number}\ngoals: [{goal}]\n{span}\n---\n"
    context = browser.new_context(viewport=WIDTHS[width])
    page = context.new_page()
    with served(build(playbook(tmp_path, files, material=True))) as address:
        page.goto(f"{address}calendar/2026-q4/?today=2026-11-22")
        sides = "all => [...new Set(all.map(one => Math.round(one.getBoundingClientRect().left)))]"
        bars = ".gp-q__bar:has(a[title^=Entry])"
        for part in (".gp-q__strip", bars, ".gp-q__now", ".gp-q section", ".gp-q section h2"):
            assert len(page.locator(f"article {part}").evaluate_all(sides)) == 1, part
        lines = "all => new Set(all.map(one => getComputedStyle(one).borderInlineStartWidth)).size"
        assert page.locator("article section").evaluate_all(lines) == 1
        marks = "all => all.map(one => getComputedStyle(one).borderInlineStartStyle)"
        assert page.locator(".gp-q__area").evaluate_all(marks) == ["solid"] * 8 + ["double"] * 17
        expect(page.locator("article section", has_text="Area 10").locator("a", has_text="Area 10")).to_have_count(1)
        expect(page.locator("article section", has_text="Area 11").locator(":is(h2, h3)")).to_have_count(2)
        page.locator("article section").last.scroll_into_view_if_needed()
        below = page.locator(".md-header").bounding_box()
        head = page.locator(".gp-q__head").bounding_box()
        assert below
        assert head
        assert abs(head["y"] - below["y"] - below["height"]) < 2
        page.locator(".gp-q__head a").last.click()
        arrive(page, lambda url: "2026-q4" not in url)
    context.close()


def test_a_view_in_a_frame(browser: Browser, address: str) -> None:
    """`?embed` shows the view and nothing of the site, filtered as asked; a click leads the outer window on, a place within doesn't."""
    page = browser.new_page(viewport=WIDTHS["wide"])
    page.goto(f"{address}404.html")
    page.set_content(
        f'<iframe src="{address}calendar/2026-12/?embed&owner=rui" width="900" height="700"></iframe>',
        wait_until="load",
    )
    frame = page.frame_locator("iframe")
    frame.locator(".gp-embed").wait_for()
    expect(frame.locator("h1")).to_be_visible()
    assert (
        frame.locator(":is(.md-header, .md-tabs, .md-footer, .gp-views, .gp-filter)").locator("visible=true").count()
        == 0
    )
    assert 0 < frame.locator(".gp-e__title:visible").count() < frame.locator(".gp-e__title").count()
    expect(frame.locator("a[href^='#'][target]")).to_have_count(0)
    frame.locator(".gp-e__title:visible").first.click()
    arrive(page, re.compile("/plan/"))
    expect(page.locator(".md-header")).to_be_visible()
    page.close()
