"""Lists in a real browser: sorting, filtering, and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import VIEWS, Watched, arrive, expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def titles(page: Page) -> list[str]:
    """The titles that a list shows, from top to bottom."""
    return page.locator("[data-gp-list] tbody tr:not([hidden]) th a").all_inner_texts()


def test_lists_are_sorted_and_filtered(browser: Browser, address: str) -> None:
    """By keyboard and by mouse, by words, days and numbers, after instant navigation too; what is empty stays last."""
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(f"{address}calendar/", wait_until="networkidle")
    page.evaluate("window.kept = true")
    page.get_by_role("link", name="List", exact=True).click()
    arrive(page, f"{address}calendar/list/")
    page.locator(".gp-sort").first.wait_for()
    by_day = titles(page)
    page.locator(".gp-sort", has_text="Entry").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Entry")
    by_title = titles(page)
    assert by_title != by_day
    assert sorted(by_title) == sorted(by_day)
    assert page.locator("[data-gp-list] p.gp-sr[role=status]").inner_text() == "Sorted by Entry, ascending"
    page.keyboard.press("Enter")
    assert titles(page) == by_title[::-1]
    page.locator(".gp-sort", has_text="When").click()
    days = "rows => rows.map(row => row.cells[1].dataset.sort ?? '')"
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    found = page.locator("tbody tr").evaluate_all(days)
    dated = [day for day in found if day]
    assert found == sorted(dated) + [""] * (len(found) - len(dated))
    page.locator(".gp-sort", has_text="When").click()
    found = page.locator("tbody tr").evaluate_all(days)
    assert found == sorted(dated, reverse=True) + [""] * (len(found) - len(dated))
    box = page.get_by_role("searchbox", name="Find")
    box.fill("RUI published")
    few = titles(page)
    assert 0 < len(few) < len(by_day)
    assert page.locator("output").inner_text() == f"{len(few)} of {len(by_day)} entries"
    box.fill("no such words")
    assert titles(page) == []
    expect(page.get_by_text("No entry matches.")).to_be_visible()
    box.fill("")
    assert len(titles(page)) == len(by_day)
    assert watched.faults == []
    page.close()


def test_lists_are_sorted_after_instant_navigation(browser: Browser, address: str) -> None:
    """What numbers stand in is put in their order, on a page that wasn't loaded anew."""
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(f"{address}calendar/list/", wait_until="networkidle")
    page.evaluate("window.kept = true")
    page.locator(".md-tabs__link", has_text="Strategy").click()
    arrive(page, f"{address}goals/")
    page.locator(".md-footer__link--next").click()
    arrive(page, f"{address}themes/")
    page.locator("nav a:visible", has_text="Channels").first.click()
    arrive(page, f"{address}channels/")
    page.locator(".gp-sort", has_text="Ahead").click()
    ahead = [int(text.split()[0]) for text in page.locator("tbody tr td:nth-child(4)").all_inner_texts()]
    assert ahead == sorted(ahead)
    assert len(set(ahead)) > 2
    expect(page.locator("article input[type=search]")).to_have_count(1)
    assert page.evaluate("window.kept") is True
    assert watched.faults == []
    page.close()


def test_lists_without_scripts(browser: Browser, address: str) -> None:
    """Without scripts the table is complete, and shows no control that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}calendar/list/")
    assert len(titles(page)) == int(page.locator(".gp-list__tools p").inner_text().split()[0]) > 50
    expect(page.locator("[data-gp-list] :is(button, input, select):visible")).to_have_count(0)
    expect(page.get_by_role("link", name="CSV of this list, for spreadsheets")).to_be_visible()
    region = page.get_by_role("region", name="All entries: a table")
    assert region.get_attribute("tabindex") == "0"
    context.close()


def test_the_inventory_is_grouped(browser: Browser, address: str) -> None:
    """By what pieces say, each piece once; sorting and filters go on within the groups, and the address keeps it."""
    page = browser.new_page()
    watched = Watched(page, address)
    page.goto(f"{address}inventory/", wait_until="networkidle")
    whole = sorted(titles(page))
    select = page.get_by_label("Group by")
    assert select.locator("option").all_inner_texts() == ["Nothing", "Type", "Stage", "Audience", "Owner", "Goal area"]
    for by in ("type", "stage", "for", "owner", "goal"):
        select.select_option(by)
        assert sorted(titles(page)) == whole
        heads = page.locator(".gp-group th").all_inner_texts()
        assert len(heads) > 2
        assert sum(int(head.rpartition(" ")[2]) for head in heads) == len(whole)
    select.select_option("type")
    page.locator(".gp-sort", has_text="Went out").click()
    assert "group=type" in page.url
    assert "sort=went-out" in page.url
    for body in page.locator("tbody").all():
        days = body.locator("tr:not(.gp-group)").evaluate_all("rows => rows.map(row => row.cells[5].dataset.sort)")
        assert days == sorted(days)
    page.locator("select[name=type]").select_option("guide")
    expect(page.locator(".gp-group:visible")).to_have_count(1)
    assert page.locator(".gp-group:visible").inner_text() == f"Guide · {len(titles(page))}"
    page.reload(wait_until="networkidle")
    expect(page.locator(".gp-group:visible")).to_have_count(1)
    select.select_option("")
    expect(page.locator(".gp-group")).to_have_count(0)
    assert 0 < len(titles(page)) < len(whole)
    assert watched.faults == []
    page.close()


CUT = """() => {
    const cut = [], range = document.createRange()
    const texts = document.createTreeWalker(document.querySelector(".md-content"), NodeFilter.SHOW_TEXT)
    for (let text; text = texts.nextNode();) {
        if (!text.parentElement.checkVisibility() || text.parentElement.closest("svg, code, .gp-sr, .gp-skip")) continue
        for (const word of text.data.matchAll(/[\\p{L}\\p{N}]{2,20}/gu)) {
            range.setStart(text, word.index)
            range.setEnd(text, word.index + word[0].length)
            const lines = [...range.getClientRects()].filter((each) => each.width > 1).map((each) => Math.round(each.top))
            if (new Set(lines).size > 1) cut.push(word[0])
        }
    }
    return cut
}"""
"""The words that stand on two lines."""
TABLES = (
    "coverage/",
    "plan/calculator-relaunch/",
    "plan/first-class-email/",
    "calendar/list/",
    "inventory/",
    "reviews/2026-q3/",
)
"""Pages with tables of ours of each kind."""


def test_words_stay_whole_on_phones(browser: Browser, address: str) -> None:
    """No column is so narrow that a word of up to twenty letters breaks within: in tables, lists and everything else."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-22T09:00:00Z")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        for place in (*TABLES, *VIEWS.values()):
            page.goto(f"{address}{place}")
            assert page.evaluate(CUT) == [], (width, place)
    page.add_style_tag(content=".md-content h1 { width: 1px; overflow-wrap: anywhere }")
    assert page.evaluate(CUT)
    context.close()


def test_on_phones_a_row_is_a_card(browser: Browser, address: str) -> None:
    """Each thing of a row is named by its column, nothing is scrolled sideways, and sorting and filters work as in the table."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for place in ("audiences/", "channels/", "people/", "inventory/", "calendar/list/"):
        page.goto(f"{address}{place}", wait_until="networkidle")
        assert page.evaluate("""() => {
            const region = document.querySelector(".gp-list .gp-scroll")
            return region.scrollWidth - region.clientWidth
        }""") <= 0, place  # fmt: skip
        heads = page.locator(".gp-list thead th").all_inner_texts()
        named = page.locator(".gp-list tbody tr").first.locator("td").evaluate_all(
            """cells => cells.map((cell) => [getComputedStyle(cell, "::before").content, cell.textContent, cell.checkVisibility()])"""
        )  # fmt: skip
        assert [name for name, _, _ in named] == [f'"{head.strip()}"' for head in heads[1:]], place
        assert [shown for _, text, shown in named] == [bool(text) for _, text, _ in named], place
    count = len(titles(page))
    page.locator(".gp-sort", has_text="When").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("When")
    page.locator(".gp-filter > summary, .gp-filter summary").first.click()
    page.get_by_role("searchbox", name="Find").fill("RUI published")
    assert 0 < page.locator("[data-gp-list] tbody tr:visible").count() < count
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.locator(".gp-list td").first.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"
    context.close()
