"""Faults that readers of the site once met, in a real browser: each test is of one that no other test would see come back."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from browsing import VIEWS, WIDTHS, arrive, expect, served
from builds import TODAY, build, playbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

PART = 20
"""Rows in a part of the list of entries, of the playbook below."""


def entry(title: str, start: str, more: str = "") -> str:
    """An entry of a plan of many years."""
    return f"---\ntitle: {title}\ngoals: [grow]\nstart: {start}\n{more}---\nText.\n"


YEARS = {
    "strategy/people/ana.md": "---\ntitle: Ana Ortiz\n---\n",
    "plan/wrong.md": entry(
        "Wrong in many places", "2026-12-01", f"owner: ana\ndepends_on: [{', '.join(f'lost-{n}' for n in range(24))}]\n"
    ),
    "plan/half.md": entry("Some time in autumn", "2026-H2"),
    "plan/year.md": entry("Some time this year", "2026"),
    "plan/late.md": entry("Late", "2026-11-20"),
    **{
        f"plan/may-{year}.md": entry(f"May {year}", f"{year}-05-12", "status: published\n")
        for year in range(2022, 2026)
    },
    **{f"plan/may-{year}.md": entry(f"May {year}", f"{year}-05-12") for year in (2027, 2028)},
    **{f"plan/n{day}.md": entry(f"November {day}", f"2026-11-{day:02}", "status: published\n") for day in range(1, 19)},
}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site of a plan of seven years is served; its list of entries has parts."""
    root = playbook(tmp_path_factory.mktemp("years"), YEARS, options={"fail_on": "never"}, material=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gameplan.publish.pages.overview.lists.MOST_ROWS", PART)
        site = build(root)
    with served(site) as address:
        yield address


def opened(browser: Browser, size: str) -> Iterator[Page]:
    """A page of a window, on the day of the build."""
    context = browser.new_context(viewport=WIDTHS[size])
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.clock.set_fixed_time(f"{TODAY}T09:00:00Z")
    yield page
    context.close()


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Iterator[Page]:
    """A page of a laptop's window."""
    yield from opened(browser, "wide")


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A page of a phone."""
    yield from opened(browser, "phone")


def box(found: Locator) -> dict[str, float]:
    """Where an element is, with its edges by name."""
    sides: dict[str, float] = found.evaluate("one => one.getBoundingClientRect().toJSON()")
    return sides


def header(page: Page) -> float:
    """Where the theme's header ends: with its tabs, where there are any."""
    return max(part["bottom"] for part in map(box, page.locator(".md-header:visible, .md-tabs:visible").all()))


def texts(found: Locator) -> list[str]:
    """The texts of elements, with single blanks."""
    return [" ".join(text.split()) for text in found.all_inner_texts()]


def test_owners_of_plain_pages_are_people(wide: Page, address: str) -> None:
    """Rui and Inês own pages without a kind, too: each is one choice, and leaves what is theirs on each view that has it."""
    views = ("agenda", "quarter", "board", "workload")
    for view in (f"{VIEWS['month']}?owner=ines", *(f"{VIEWS[name]}?owner=rui" for name in views)):
        wide.goto(address + view)
        owners = texts(wide.locator("article select[name=owner] option"))
        assert [name for name in owners if name.casefold().startswith(("rui", "in"))] == ["Inês Carvalho", "Rui Matos"]
        assert re.match(r"[1-9]\d* of \d+ entries$", wide.locator("article output").inner_text()), view
        title = (
            "article :is(.gp-e__title, .gp-row__title, .gp-tile__title, .gp-load tbody th, .gp-list tbody th):visible"
        )
        assert wide.locator(title).count(), view


def test_a_plan_of_years_begins_with_now(wide: Page, phone: Page, years: str) -> None:
    """This week is in sight at once; months are folded, by years, with words for their counts: 18 is no day of November."""
    for page in (wide, phone):
        page.goto(f"{years}calendar/")
        expect(page.locator(".gp-months a:visible")).to_have_count(0)
        assert box(page.locator(".gp-week--this h2"))["bottom"] < 450
        page.locator(".gp-unfold summary", has_text="All months").click()
        months = texts(page.locator(".gp-months a[data-gp-month]:visible"))
        assert "Nov 19 entries" in months
        assert [text for text in months if not re.fullmatch(r"\w{3} \d+ entr(y|ies)", text)] == []
        assert len(months) <= 36
        page.locator(".gp-months summary").click()
        expect(page.locator(".gp-months strong:visible")).to_have_count(7)


def test_the_plan_opens_at_today(wide: Page, phone: Page, address: str) -> None:
    """Today stands first, tomorrow is in sight, entries have a line each, and the next view is as wide, at the same place."""
    for page in (wide, phone):
        page.goto(f"{address}calendar/")
        first = page.locator(".gp-week:visible").first
        assert "this week" in first.locator("h2").inner_text()
        assert first.locator(".gp-day").first.get_attribute("id") == f"d-{TODAY}"
        assert box(first.locator(".gp-day").first)["top"] - header(page) <= 300
        assert box(page.locator("#d-2026-11-23 h3"))["top"] < 400, "tomorrow"
    wide.goto(f"{address}calendar/")
    rows = [box(row) for row in wide.locator(".gp-week .gp-row").all()[:20]]
    assert rows[0]["top"] - header(wide) <= 300, "the first entry"
    assert max(row["height"] for row in rows) <= 44
    assert len([row for row in rows if row["bottom"] < 900]) >= 9
    article = box(wide.locator("article.gp"))
    wide.goto(f"{address}calendar/2026-12/")
    month = box(wide.locator("article.gp"))
    assert (month["left"], month["width"]) == (article["left"], article["width"])
    assert article["width"] > 1100


def test_tabs_of_views_take_one_row(wide: Page, phone: Page, address: str) -> None:
    """They scroll where they are wider than the window, and the tab of the view that is open is in sight on each."""
    for page in (wide, phone):
        page.goto(f"{address}calendar/")
        hrefs = page.locator(".gp-views a").evaluate_all("links => links.map(link => link.href)")
        assert len(hrefs) == 10
        for href in hrefs:
            page.goto(href)
            row = box(page.locator(".gp-views ul"))
            assert row["height"] < 50, href
            tab = box(page.locator(".gp-views [aria-current]"))
            assert row["left"] - 1 <= tab["left"] < tab["right"] <= row["right"] + 1, href
    assert phone.locator(".gp-views ul").evaluate("row => row.scrollLeft") > 300
    phone.goto(f"{address}calendar/")
    phone.locator(".gp-views a").last.click()
    arrive(phone, hrefs[-1])
    tab = box(phone.locator(".gp-views [aria-current]"))
    assert 0 < tab["left"] < tab["right"] < WIDTHS["phone"]["width"], "after instant navigation"


def test_what_is_folded_opens_below(wide: Page, phone: Page, address: str) -> None:
    """Folds stand beside the first week and open over the whole width; others stay in their row."""
    for page in (wide, phone):
        page.goto(f"{address}calendar/")
        week = page.locator(".gp-week:visible h2").first
        beside = box(page.locator("#earlier"))["bottom"] > box(week)["top"] + 9
        assert beside == (page is wide)
        page.locator("#earlier summary").click()
        rows = page.locator("#earlier .gp-row:visible")
        expect(rows.first).to_be_visible()
        assert box(page.locator("#earlier"))["width"] == box(page.locator("article.gp"))["width"]
        assert box(page.locator("#under-way"))["bottom"] <= box(page.locator("#earlier"))["top"]
        assert box(rows.last)["bottom"] <= box(week)["top"]


STRUCK = """() => [...document.querySelectorAll(".gp-q__bar:not(.gp-q__bar--bare)")].filter(bar => bar.checkVisibility()).flatMap(bar => {
  const around = bar.getBoundingClientRect(), link = bar.querySelector("a").getBoundingClientRect()
  const title = bar.querySelector(".gp-e__title").getBoundingClientRect(), text = bar.textContent.trim()
  const from = Math.max(title.left, link.left), to = Math.min(title.right, link.right)
  const others = [...bar.parentElement.querySelectorAll(".gp-q__bar")].filter(other => other !== bar && other.checkVisibility())
  const above = others.map(other => other.getBoundingClientRect()).filter(
    at => Math.abs(at.top - around.top) < 4 && from < at.right - 2 && to > at.left + 2)
  const struck = from < around.left - 1 && to > around.left + 1
  return [...(struck ? [`struck through: ${text}`] : []), ...above.map(() => `below another bar: ${text}`)]
})"""
"""The titles of bars through which the thick edge of their own bar goes, or that another bar covers."""


def test_titles_stand_beside_their_bars(wide: Page, address: str) -> None:
    """On quarters and in each strip a title that has no room to the right of its bar's edge ends before it."""
    before = 0
    for view in ("calendar/2026-q4/", *(VIEWS[name] for name in ("channel", "journey")), "goals/fewer-no-shows/"):
        wide.goto(address + view)
        assert wide.evaluate(STRUCK) == [], view
        before += wide.locator(".gp-q__bar--back").count()
    assert before, "or nothing was tried"
    wide.add_style_tag(content=".md-typeset .gp .gp-q__bar--back > a { margin-inline-end: 40px }")
    assert wide.evaluate(STRUCK)


def test_half_years_and_years_are_drawn(wide: Page, years: str) -> None:
    """What has only a half-year or a year is a hatched bar with its title, as long as the strip, and counts."""
    wide.goto(f"{years}calendar/2026-q3/")
    expect(wide.get_by_text("Nothing planned this quarter")).to_have_count(0)
    assert wide.locator("article output").inner_text() == "2 entries"
    strip = box(wide.locator("section .gp-q__strip"))
    bars = wide.locator(".gp-q__bar--soft")
    assert texts(bars.locator(".gp-e__title")) == ["Some time in autumn", "Some time this year"]
    for bar in bars.all():
        assert box(bar)["width"] > strip["width"] * 0.9
        assert "repeating-linear-gradient" in bar.evaluate("one => getComputedStyle(one).backgroundImage")
    wide.goto(f"{years}calendar/timeline/")
    assert {"Some time in autumn", "Some time this year"} <= set(texts(bars.locator(".gp-e__title:visible")))


def test_no_sheet_of_a_month_is_empty(browser: Browser, address: str) -> None:
    """Sixteen entries don't leave a second sheet for a week that has none of them."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf").PdfReader
    page = browser.new_page(viewport=WIDTHS["wide"])
    page.goto(f"{address}calendar/2026-12/?today={TODAY}")
    titles = {"".join(text.split()) for text in page.locator(".gp-grid .gp-e__title").all_text_contents()}
    page.emulate_media(media="print")
    for sheet in reader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages:
        words = "".join(sheet.extract_text().split())
        assert [title for title in titles if title in words]
    page.close()


def test_home_tells_of_trouble_however_deep(wide: Page, address: str) -> None:
    """The tile counts goals that the cards of their areas name, with their signs; the card of each such area says how many."""
    wide.goto(address)
    tile = wide.locator(".gp-counts a", has_text="goals at risk or off track").locator("strong")
    cards = wide.locator("#goals .gp-card")
    troubled = cards.locator("li:has(:is(.gp-mark--at-risk, .gp-mark--off-track)) a")
    assert troubled.count() == int(tile.inner_text()) == 2
    assert "Make the firing-cost calculator a source of seventy trials a month" in texts(troubled)
    for card in cards.all():
        below = card.locator("li :is(.gp-mark--at-risk, .gp-mark--off-track)").count()
        assert (f"{below} below at risk or off track" in card.inner_text()) is bool(below)


STICKING = """() => [...document.querySelectorAll(".gp-list .gp-status")].filter(pill => {
  const around = pill.getBoundingClientRect(), cell = pill.closest("td").getBoundingClientRect()
  const ends = [...pill.childNodes].map(part => {
    const range = document.createRange()
    range.selectNode(part)
    return range.getBoundingClientRect().right
  })
  return Math.max(...ends) > around.right - 2 || around.right > cell.right + 1
}).map(pill => pill.textContent)"""
"""The statuses that stick out of their frame, or with it out of their cell."""


def test_statuses_fit_their_frames(browser: Browser, address: str) -> None:
    """In the list of entries no word of a status sticks out, on laptops, tablets and phones."""
    page = browser.new_page()
    page.goto(f"{address}calendar/list/")
    assert page.locator(".gp-list .gp-status").count() > 50
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(STICKING) == [], width
    page.add_style_tag(content=".gp-list .gp-status { max-width: 4rem }")
    assert page.evaluate(STICKING)
    page.close()


def test_a_page_of_many_problems_is_named_once(phone: Page, years: str) -> None:
    """Whoever has 24 findings on a page reads its title once, on a phone without scrolling."""
    phone.goto(f"{years}problems/")
    owners = phone.locator("#by-owner")
    assert re.search(r"24: Wrong in many places\b[^×]* ×24", " ".join(owners.inner_text().split()))
    assert owners.inner_text().count("Wrong in many places") == 1
    assert box(owners)["height"] < 400


UNNAMED = """() => [...document.querySelectorAll(".gp-q__bar")].map(bar => bar.querySelector("a")).filter(link => {
  const named = [...document.querySelectorAll(".gp-q__bar:not(.gp-q__bar--bare) > a")].filter(other => other.href === link.href)
  return !named.some(other => {
    const title = other.querySelector(".gp-e__title").getBoundingClientRect(), box = other.getBoundingClientRect()
    return other.checkVisibility() && title.height > 8 && Math.min(title.right, box.right) - title.left > 40
  })
}).map(link => link.textContent)"""
"""The entries of which no bar shows a title, or as much of it as can be read."""


def test_a_quarter_names_each_entry(wide: Page, phone: Page, address: str) -> None:
    """An entry of one day has a title to read, too, and a link that says it; on phones its days stand beside it."""
    for page in (wide, phone):
        page.goto(f"{address}{VIEWS['quarter']}")
        assert page.evaluate(UNNAMED) == []
        expect(page.locator(".gp-q__week:visible")).to_have_count(0)
        link = page.locator(".gp-q__bar > a:visible", has_text="Six ways to share a kiln").first
        assert re.search(r"In review: Six ways to share a kiln .*, .*3 Dec", " ".join(link.inner_text().split()))
    assert box(phone.locator(".gp-q__bar > a:visible .gp-e__title").first)["width"] > 100


def test_signs_mean_one_thing(wide: Page, address: str, years: str) -> None:
    """No two statuses share a sign; boards and agendas have a legend, with what is overdue; what is cancelled looks as it says."""
    drawing = "all => all.map(one => getComputedStyle(one).getPropertyValue('--gp-icon'))"
    wide.goto(f"{address}calendar/legend/")
    statuses = wide.locator("section", has=wide.get_by_role("heading", name="Statuses of entries"))
    signs = dict(zip(texts(statuses.locator("dt")), statuses.locator("dt .gp-i").evaluate_all(drawing), strict=True))
    assert {"Approved", "Scheduled", "Published", "Done", "overdue"} <= set(signs)
    assert len(set(signs.values())) == len(signs)
    for view in ("board", "agenda"):
        wide.goto(f"{address}{VIEWS[view]}")
        legend = wide.locator(".gp-legend:not(.gp-filter__key):visible")
        assert {"In progress", "Scheduled", "Keep the studios that we have"} <= set(texts(legend.locator("li")))
        areas = legend.locator("i").evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
        edges = wide.locator("article :is(.gp-tile, .gp-row)").evaluate_all(
            "all => all.map(one => getComputedStyle(one).borderInlineStartColor)"
        )
        assert set(edges) <= set(areas)
    wide.goto(f"{address}{VIEWS['quarter']}")
    cancelled = wide.locator(":is(.gp-legend li, .gp-e--dropped > a)", has_text="Cancelled").locator(".gp-i")
    assert set(cancelled.evaluate_all(drawing)) == {signs["Cancelled"]}
    assert cancelled.count() >= 2
    wide.goto(f"{years}{VIEWS['quarter']}")
    assert "overdue" in texts(wide.locator(".gp-legend li"))


def test_what_repeats_shows_its_next_day(wide: Page, address: str) -> None:
    """An hour that has been each month since October is listed and sorted by the first of December, and says so on its page."""
    wide.goto(f"{address}calendar/list/")
    row = wide.locator(".gp-list tbody tr", has_text="Firing hour in the Commons")
    assert row.locator("td").first.inner_text().startswith("Tue 1 Dec 2026")
    wide.locator(".gp-sort", has_text="When").click()
    for title, after in (("Three voucher cards to print", False), ("Mail to all studios", True)):
        other = wide.locator(".gp-list tbody tr", has_text=title)
        assert (box(other)["top"] > box(row)["top"]) is after
    wide.goto(f"{address}{VIEWS['recurrence']}")
    assert "Tue 1 Dec 2026" in wide.locator(".gp-chips").first.inner_text()
    assert "Oct" not in wide.locator(".gp-chips").first.inner_text()


def test_a_part_of_the_list_says_that_it_is_one(wide: Page, years: str) -> None:
    """It says of how many rows it has how many, that Find looks no further, and leads to the others, which have the rest."""
    wide.goto(f"{years}calendar/list/")
    size = len(YEARS)
    said = f"{PART} of {size} rows, on 2 pages. Find and filters look at this page; the search at the top finds all."
    expect(wide.get_by_text(said)).to_be_visible()
    rows = wide.locator(".gp-list tbody tr")
    expect(rows).to_have_count(PART)
    wide.get_by_role("link", name="Earlier entries").click()
    arrive(wide, "**/list-2/")
    expect(rows).to_have_count(size - PART)
    expect(wide.get_by_text(f"{size - PART} of {size} rows")).to_be_visible()
    expect(wide.get_by_role("link", name="Later entries")).to_be_visible()


def test_a_board_says_why_and_is_walked_through(wide: Page, phone: Page, address: str) -> None:
    """Columns have the words of the statuses, cards a goal and a type; on phones links lead past the columns before."""
    wide.goto(f"{address}{VIEWS['board']}")
    heads = [re.sub(r" \d.*", "", head) for head in texts(wide.locator(".gp-column h2"))]
    assert "In progress" in heads
    assert "In the making" not in wide.locator("article.gp").inner_text()
    card = wide.locator(".gp-tile", has_text="Gift season: vouchers")
    assert re.search(r"· Campaign\b", card.inner_text())
    expect(wide.locator(".gp-tile:not(:has(.gp-tile__why a:first-child))")).to_have_count(0)
    expect(wide.locator(".gp-jump")).to_be_hidden()
    phone.goto(f"{address}{VIEWS['board']}")
    links = phone.locator(".gp-jump a:visible")
    assert [re.sub(r" \d+$", "", text) for text in texts(links)] == heads
    links.last.click()
    phone.wait_for_function(
        "document.querySelector('.gp-board > :last-child').getBoundingClientRect().top < innerHeight / 2"
    )
    wide.goto(f"{address}{VIEWS['workload']}")
    assert texts(wide.locator(".gp-load:not(.gp-load--effort) thead th"))[-1] == "Total"
    assert "capacity 5" in texts(wide.locator(".gp-load tbody th small"))


LABELS = """() => [...document.querySelectorAll(".gp-ladder__label")].filter(label => label.checkVisibility()).map(label => {
  const range = document.createRange()
  range.selectNodeContents(label)
  return label.getBoundingClientRect().right - range.getBoundingClientRect().right
})"""
"""How far the text of each label of a line of sight ends from its right edge."""


def test_labels_stand_at_the_right_on_phones(phone: Page, address: str) -> None:
    """From right to left, what a line of sight calls a goal stands above its title at the right, in English too."""
    phone.goto(f"{address}plan/calculator-relaunch/")
    assert max(phone.evaluate(LABELS)) > 100
    phone.evaluate("document.documentElement.dir = 'rtl'")
    found = phone.evaluate(LABELS)
    assert len(found) >= 4
    assert max(found) < 1


def test_weeks_of_a_person_are_called_by_their_day(wide: Page, address: str) -> None:
    """Nobody has to know what week 47 is."""
    wide.goto(f"{address}people/rui/")
    weeks = texts(wide.locator(".gp-weeks__number:visible"))
    assert weeks[:2] == ["16 Nov", "23 Nov"]
    assert [week for week in weeks if not re.fullmatch(r"\d{1,2} [A-Z][a-z]{2}", week)] == []


def test_no_tile_and_no_tab_is_left_alone(phone: Page, address: str, years: str) -> None:
    """The last of five tiles takes its whole row on a phone; no row of the tabs holds one of them."""
    phone.goto(address)
    tiles = [box(tile) for tile in phone.locator(".gp-counts > li").all()]
    assert len(tiles) == 5
    assert tiles[-1]["right"] == tiles[1]["right"] > tiles[0]["right"]
    phone.goto(f"{years}calendar/")
    tops = [box(tab)["top"] for tab in phone.locator(".gp-views li").all()]
    assert len(tops) >= 6
    assert [top for top in set(tops) if tops.count(top) < 2] == []


def test_an_address_that_is_not_there_leads_on(wide: Page, address: str) -> None:
    """Its page says what may have happened, and has links to what is there."""
    wide.goto(f"{address}404.html")
    assert "may have been renamed or taken out" in wide.locator("article.md-content__inner").inner_text()
    doors = wide.locator("article .gp-doors__list a:visible")
    assert doors.count() >= 6
    doors.filter(has_text="Strategy map").click()
    arrive(wide, f"{address}goals/")
    expect(wide.locator(".gp-map")).to_be_visible()


def test_a_review_says_no_zero_of_what_cannot_be_known(wide: Page, address: str) -> None:
    """Without the history of its files a past quarter has the number that is known, and the reason why there are no others."""
    wide.goto(f"{address}reviews/2026-q3/")
    assert texts(wide.locator(".gp-counts li")) == ["1 published"]
    assert "made without the history of its files" in wide.locator("#when").inner_text()
    assert texts(wide.locator(".gp-review__areas thead th")) == ["Goal area", "Published"]


def test_what_is_overdue_takes_the_width_of_home(wide: Page, address: str) -> None:
    """A month after the build, its rows reach from one side of the page to the other, with goals in the last third."""
    wide.goto(f"{address}?today=2026-12-20")
    article = box(wide.locator("article.gp-home"))
    rows = wide.locator("#overdue .gp-row")
    assert rows.count() > 3
    for row in rows.all():
        assert box(row)["width"] > article["width"] - 2
        why = box(row.locator(".gp-row__why a").first)
        assert why["left"] > article["left"] + article["width"] * 0.67


def test_thousands_are_apart(wide: Page, address: str) -> None:
    """Amounts in what we say of a goal and of a team have a comma, and a blank before their currency."""
    for view in ("goals/portuguese-site/", "goals/rank-kiln-scheduling/", "teams/lisbon/"):
        wide.goto(address + view)
        said = " ".join(texts(wide.locator("article.gp")))
        assert re.search(r"\b\d{1,3},\d{3}\sEUR", said), view
        assert re.search(r"\d{4,}\s?EUR", said) is None, view


def test_tables_are_printed_whole(browser: Browser, address: str) -> None:
    """List, agenda and board take few sheets, and no word of a list is cut in two on paper."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf").PdfReader
    page = browser.new_page(viewport=WIDTHS["wide"])
    for view, most in (("list", 13), ("agenda", 12), ("board", 4)):
        page.goto(f"{address}{VIEWS[view]}?today={TODAY}")
        sheets = reader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
        assert len(sheets) <= most, view
        if view == "list":
            words = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
            assert words.count("Template") > 2
            assert words.count("Published") > 30
    page.close()


def test_signs_of_tables_are_explained(wide: Page, address: str) -> None:
    """Coverage says what its dashes and its hatched cells are."""
    wide.goto(f"{address}{VIEWS['coverage']}")
    months = wide.locator("#months .gp-legend")
    expect(months.locator(".gp-cell--out")).to_have_count(1)
    assert texts(months) == ["– nothing begins not in force"]
    assert "not this audience's journey" in wide.locator("#stages .gp-legend").inner_text()


def test_this_week_is_marked(wide: Page, address: str) -> None:
    """The workload's week of today is the one in bold with a line below it."""
    wide.goto(f"{address}{VIEWS['workload']}")
    marked = wide.locator(".gp-load:not(.gp-load--effort) thead [aria-current=date]")
    assert texts(marked) == ["Week 47, from 16 Nov"]
    assert int(marked.evaluate("one => getComputedStyle(one).fontWeight")) >= 700


def test_titles_of_the_board_take_three_lines(wide: Page, phone: Page, address: str) -> None:
    """A longer one is cut between words and said whole on pointing; no part of a fourth line shows."""
    wide.goto(f"{address}{VIEWS['board']}")
    titles = wide.locator(".gp-tile__title")
    for title in titles.all():
        style = title.evaluate(
            "one => [one.clientHeight, parseFloat(getComputedStyle(one).lineHeight), one.scrollHeight, one.title, one.innerText]"
        )
        height, line, whole, hint, text = style
        assert height < 3 * line + 6, text
        assert hint.split() == text.split()
        assert whole < height + 4 or height >= 3 * line
    phone.goto(f"{address}{VIEWS['board']}")
    assert box(phone.locator(".gp-tile__title").first)["height"] >= 44


def test_the_list_is_in_the_order_of_its_days(wide: Page, address: str) -> None:
    """What returns stands where it happens next, which is what its column says."""
    wide.goto(f"{address}{VIEWS['list']}")
    days = wide.locator("article tbody td[data-sort]").evaluate_all(
        "cells => cells.map(cell => cell.dataset.sort).filter(day => /^\\d{4}-\\d\\d-\\d\\d/.test(day))"
    )
    assert len(days) > 80
    assert days == sorted(days)


def test_cells_of_a_row_stand_on_one_line(wide: Page, address: str) -> None:
    """Texts and links of a row begin at the same height."""
    wide.goto(f"{address}{VIEWS['list']}")
    tops = wide.locator("article tbody tr").evaluate_all(
        """rows => rows.slice(0, 20).map(row => [...row.cells].flatMap(cell => {
          const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
          while (walker.nextNode()) if (walker.currentNode.data.trim()) {
            const range = document.createRange()
            range.setStart(walker.currentNode, 0)
            range.setEnd(walker.currentNode, 1)
            return cell.querySelector(".gp-status") ? [] : [range.getBoundingClientRect().bottom]
          }
          return []
        }))"""
    )
    assert len(tops) == 20
    assert max(max(row) - min(row) for row in tops) < 3


def test_a_month_leads_to_what_lasts_longer(wide: Page, years: str) -> None:
    """What is planned for a half-year or a year is counted below each month that it touches."""
    wide.goto(f"{years}calendar/2026-11/")
    link = wide.get_by_role("link", name="2 more entries are planned for a half-year or longer")
    link.click()
    arrive(wide, "**/calendar/#undated")
    assert {"Some time in autumn", "Some time this year"} <= set(texts(wide.locator("#undated .gp-row__title")))


def test_signs_before_a_bar_touch_it(wide: Page, address: str) -> None:
    """Where a title stands before its bar, the sign of its status is between the two."""
    wide.goto(f"{address}{VIEWS['timeline']}")
    bars = wide.locator(".gp-q__bar--back:not(.gp-q__bar--bare)")
    assert bars.count() > 3
    for bar in bars.all():
        assert 0 <= box(bar)["left"] - box(bar.locator(".gp-i").first)["right"] < 12


def test_a_time_elsewhere_leaves_room_for_the_title(wide: Page, address: str) -> None:
    """A time of another zone stands after the title in a month."""
    wide.goto(f"{address}calendar/2026-12/?today={TODAY}")
    chip = wide.locator(".gp-d .gp-e", has_text="Desk at a winter").first
    text = chip.text_content() or ""
    assert 0 < text.index("Desk at a winter") < text.index("Toronto time")
    expect(chip.locator(".gp-e__clock")).to_have_count(0)
