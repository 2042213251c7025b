"""Filters in a real browser: what stands in the address, what is left of each view, and that it stays from page to page."""

from __future__ import annotations

import re
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from browsing import WIDTHS, Watched, arrive, expect, handler, served
from builds import build, playbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

EVIL = '"><script>window.evil=1</script>'
MONTH = "calendar/2026-12/"


def entry(title: str, start: str, more: str = "") -> str:
    """An entry of the small playbook."""
    return f"---\ntitle: {title}\ngoals: [grow]\nstart: {start}\n{more}\n---\n"


FILES = {
    "strategy/goals/hold.md": "---\ntitle: Hold\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\naliases: [weblog]\n---\n",
    "strategy/channels/mail.md": "---\ntitle: Mail\n---\n",
    **{f"strategy/channels/more-{n}.md": f"---\ntitle: More {n}\n---\n" for n in range(8)},
    "strategy/people/ana.md": "---\ntitle: Ana Ortiz\n---\n",
    "plan/launch.md": entry("Launch", "2026-12-01", "channels: [blog]\nowner: ana"),
    "plan/first.md": entry("First bar", "2026-12-07", "end: 2026-12-09\nchannels: [mail]"),
    "plan/second.md": entry("Second bar", "2026-12-08", "end: 2026-12-10\nchannels: [blog]\nstatus: scheduled"),
    "plan/late.md": entry("Far channel", "2026-12-15", "channels: [more-7]"),
    "strategy/people/evil.md": f"---\nid: 'roe, jo'\ntitle: '{EVIL}'\n---\n",
    "plan/evil.md": entry("Evil owner", "2026-12-16", "owner: 'roe, jo'"),
    "plan/someday.md": "---\ntitle: Someday\ngoals: [hold]\nstart: TBD\nchannels: [blog]\n---\n",
    **{
        f"plan/full-{n}.md": entry(f"Full {n}", "2026-12-17", f"channels: [{('blog', 'mail')[n % 2]}]")
        for n in range(9)
    },
}


def small(folder: Path, **config: object) -> Path:
    """A small playbook's site with Material."""
    root = playbook(folder, FILES, config=config, material=True)
    build(root)
    return root / "site"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a small playbook is served, without instant navigation."""
    site = small(tmp_path_factory.mktemp("plain"))
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(files)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same as files, whose addresses are files."""
    return small(tmp_path_factory.mktemp("files"), use_directory_urls=False).as_uri() + "/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a window of its own."""
    context = browser.new_context(viewport=WIDTHS["wide"])
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def shown(page: Page) -> set[str]:
    """The titles of all entries that can be seen."""
    return set(
        page.locator(
            "article :is(.gp-e__title, .gp-row__title, .gp-tile__title, .gp-list tbody th > a):visible"
        ).all_inner_texts()
    )


def at(page: Page, address: str) -> None:
    """Wait until a page has an address: what replaces it is told a moment later."""
    page.wait_for_function("address => location.href === address", arg=address)


def field(page: Page, name: str) -> Locator:
    """A select of the form."""
    return page.locator(f"article select[name={name}]")


def count(page: Page) -> str:
    """What the form says."""
    return page.locator("article output").inner_text()


def test_further_filters(page: Page, address: str) -> None:
    """Messages and stages are folded; an address that asks for one opens them. Deadlines of others go, and count as no entries."""
    page.goto(f"{address}{MONTH}")
    expect(field(page, "message")).to_be_hidden()
    due = page.locator(".gp-due")
    before = due.count()
    page.goto(f"{address}{MONTH}?message=one-place")
    expect(field(page, "message")).to_be_visible()
    assert count(page) == "5 of 16 entries"
    left = page.locator(".gp-due:visible").count()
    assert 0 < left < before
    page.goto(f"{address}{MONTH}?owner=tomas")
    names = page.locator(".gp-due:visible a").evaluate_all("links => links.map(link => link.title)")
    assert names
    assert all("Tomás Abreu" in name for name in names), "deadlines are those of who answers for them"
    page.goto(f"{address}calendar/?stage=choosing-software%2Fcompare")
    assert re.fullmatch(r"\d+ of 47 entries", count(page))


def test_the_link_to_a_view_is_copied(browser: Browser, address: str) -> None:
    """With all that is chosen."""
    context = browser.new_context(viewport=WIDTHS["wide"], permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{MONTH}?owner=rui")
    page.locator(".gp-filter .gp-copy").click()
    page.locator("[data-gp-done]", has_text="Copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{MONTH}?owner=rui"
    context.close()


def test_the_address_is_kept_from_view_to_view(page: Page, address: str) -> None:
    """With instant navigation: a link into a filtered month; the next month, board and list are filtered too; Back restores."""
    watched = Watched(page, address)
    page.goto(f"{address}{MONTH}?channel=guides", wait_until="networkidle")
    page.evaluate("window.kept = true")
    december = shown(page)
    assert "Six ways to share a kiln fairly, and what each costs" in december
    assert not [title for title in december if "studio letter" in title]
    assert re.fullmatch(r"6 of 16 entries", count(page))
    assert field(page, "channel").input_value() == "guides"
    page.locator(".gp-steps [rel=next]").click()
    at(page, f"{address}calendar/2027-01/?channel=guides")
    page.wait_for_function("document.querySelector('h1').innerText === 'January 2027'")
    assert field(page, "channel").input_value() == "guides"
    assert " of " in count(page)
    page.go_back()
    page.wait_for_function("document.querySelector('h1').innerText === 'December 2026'")
    assert shown(page) == december
    for view in ("Board", "List", "Agenda", "Workload", "Quarter", "Month"):
        page.locator(".gp-views").get_by_role("link", name=view).click()
        page.locator(f".gp-views [aria-current]:text-is('{view}')").wait_for()
        assert "?channel=guides" in page.url
        assert " of " in count(page)
    page.keyboard.press("n")
    at(page, f"{address}{MONTH}?channel=guides")
    assert page.evaluate("window.kept") is True
    assert watched.faults == []


def test_choices_stand_in_the_address(page: Page, plain: str) -> None:
    """Each choice replaces the address, and leaves the rest of it; Clear takes the filters out, and the page is as it was."""
    page.goto(f"{plain}{MONTH}?utm=x#d-2026-12-08")
    before = page.locator("article.gp").inner_html()
    steps = page.evaluate("history.length")
    field(page, "channel").select_option("Blog")
    field(page, "status").select_option("Scheduled")
    page.get_by_role("searchbox", name="Find").fill("second")
    at(page, f"{plain}{MONTH}?utm=x&channel=blog&status=scheduled&find=second#d-2026-12-08")
    assert page.evaluate("history.length") == steps
    assert shown(page) == {"Second bar"}
    field(page, "colour").select_option("Status")
    page.locator("button.gp-button[type=reset]").click()
    at(page, f"{plain}{MONTH}?utm=x&colour=status#d-2026-12-08")
    field(page, "colour").select_option("Goal area")
    at(page, f"{plain}{MONTH}?utm=x#d-2026-12-08")
    cleaned = re.compile(r' (style|class|title|hidden|aria-label|data-gp-title|href)="[^"]*"')
    assert cleaned.sub("", page.locator("article.gp").inner_html()) == cleaned.sub("", before)
    assert count(page) == "14 entries"


def test_nothing_is_touched_without_a_filter(page: Page, plain: str) -> None:
    """What doesn't ask for anything isn't changed: the calendar's nodes are those of the HTML."""
    page.goto(plain)  # the script below runs first from the second page on
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
            window.touched = []
            for (const place of document.querySelectorAll(".gp-grid, .gp-mini, .gp-legend, .gp-filter"))
                new MutationObserver((found) => touched.push(...found.map((each) => each.target.outerHTML.slice(0, 99))))
                    .observe(place, { subtree: true, childList: true, attributes: true, characterData: true })
        }, { capture: true })"""
    )
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")
    page.goto(f"{plain}{MONTH}", wait_until="networkidle")
    assert page.evaluate("touched") == []
    expect(page.locator(".gp-filter form")).to_be_visible()


def test_boxes_for_several_values(page: Page, plain: str) -> None:
    """The choice "Several …" makes a box for each choice; they say what the address says, and are reached by keyboard."""
    page.goto(f"{plain}{MONTH}?channel=blog")
    select, ticked = field(page, "channel"), page.locator(".gp-boxes input:checked")
    select.select_option("Several …")
    at(page, f"{plain}{MONTH}?channel=blog")
    assert select.locator("option:checked").inner_text() == "Blog"
    labels = select.locator("[data-gp-word]").all_inner_texts()
    assert page.get_by_role("group", name="Channel").get_by_role("checkbox").count() == len(labels) > 2
    page.get_by_role("checkbox", name="Mail").focus()
    page.keyboard.press("Space")
    at(page, f"{plain}{MONTH}?channel=blog,mail")
    assert {"Launch", "First bar", "Second bar"} <= shown(page)
    assert sorted(select.locator("option:checked").inner_text().split(", ")) == ["Blog", "Mail"]
    select.select_option("Blog")
    expect(ticked).to_have_count(1)
    page.get_by_role("checkbox", name="Blog", exact=True).uncheck()
    at(page, f"{plain}{MONTH}")
    page.get_by_role("checkbox", name="Mail").check()
    page.locator(".gp-filter [type=reset]").click()
    expect(ticked).to_have_count(0)
    at(page, f"{plain}{MONTH}")
    expect(page.locator("select[name=colour] option", has_text="Several")).to_have_count(0)


def test_several_values_and_former_ids(page: Page, plain: str) -> None:
    """Commas part values, also encoded ones where a mail program did it; former ids are understood; a select shows all."""
    for query in ("channel=blog,mail", "channel=weblog%2Cmail", "channel=mail&channel=BLOG"):
        page.goto(f"{plain}{MONTH}?{query}")
        assert {"Launch", "First bar", "Second bar"} <= shown(page)
        assert "Far channel" not in shown(page)
        assert sorted(page.locator("[name=channel] option:checked").inner_text().split(", ")) == ["Blog", "Mail"]
    page.locator(".gp-views").get_by_role("link", name="Board").click()
    arrive(page, re.compile(r"board/\?channel=mail,BLOG$"))
    field(page, "channel").select_option("Blog")
    at(page, f"{plain}calendar/board/?channel=blog")
    expect(page.locator("[name=channel] option")).to_have_count(12)
    page.goto(f"{plain}{MONTH}?owner={quote('roe, jo', safe='')},ana")
    assert shown(page) == {"Evil owner", "Launch"}


def test_unknown_values_are_told(page: Page, plain: str) -> None:
    """What nothing is called is said, as text, and left out; the rest of the filter works, and nothing breaks."""
    watched = Watched(page, plain)
    page.goto(f"{plain}{MONTH}?channel=nope,blog&owner={quote(EVIL)}&type=none&status=%3Cb%3E&colour=x&find=%E0%A4%A")
    told = page.locator(".gp-filter__told").inner_text()
    assert "No channel is called “nope”." in told
    assert "No status is called “<b>”." in told
    assert "There are no colours by “x”." in told
    assert field(page, "channel").input_value() == "blog"
    assert page.evaluate("window.evil") is None
    page.goto(f"{plain}{MONTH}?channel=nope")
    assert count(page) == "14 entries", "nothing that is known was asked for"
    field(page, "channel").select_option("Mail")
    assert page.locator(".gp-filter__told").inner_text() == ""
    assert watched.faults == []


def test_names_from_authors_stay_text(page: Page, plain: str) -> None:
    """An owner whose name is HTML can be chosen, shared and coloured by like any other."""
    page.goto(f"{plain}{MONTH}")
    field(page, "owner").select_option(EVIL)
    assert shown(page) == {"Evil owner"}
    field(page, "colour").select_option("owner")
    assert EVIL in page.locator(".gp-filter__key").inner_text()
    page.reload()
    assert shown(page) == {"Evil owner"}
    assert page.evaluate("window.evil") is None


def test_months_are_packed_again(page: Page, plain: str) -> None:
    """Lanes close up, what was folded is counted again or opens, and the small month is shaded by what is left."""
    page.goto(f"{plain}{MONTH}")
    lane = "part => [...part.closest('ul').children].indexOf(part.closest('li'))"
    second = page.locator("#d-2026-12-08 .gp-e", has_text="Second bar")
    assert second.evaluate(lane) == 1
    assert page.locator("#d-2026-12-17 summary").inner_text() == "4 more"
    field(page, "channel").select_option("Blog")
    assert second.evaluate(lane) == 0
    expect(page.locator("#d-2026-12-10 .gp-bar")).to_have_count(1)
    expect(page.locator("#d-2026-12-07 .gp-bar")).to_have_count(0)
    expect(page.locator("#d-2026-12-17 summary")).to_be_hidden()
    expect(page.locator("#d-2026-12-17 .gp-e:visible")).to_have_count(5)
    expect(page.locator("#d-2026-12-17 li:not(.gp-e-more)").first).to_be_visible()
    assert page.locator(".gp-mini li").nth(16).locator("a").get_attribute("class") == "gp-heat-3"
    assert page.locator(".gp-mini li").nth(6).locator("a").get_attribute("href") is None
    assert page.locator(".gp-mini li").nth(6).inner_text().split() == ["7", "December:", "0"]
    page.locator("button.gp-button[type=reset]").click()
    assert second.evaluate(lane) == 1
    assert page.locator("#d-2026-12-17 summary").inner_text() == "4 more"
    expect(page.locator("#d-2026-12-17 .gp-e:visible")).to_have_count(5)
    expect(page.locator("#d-2026-12-09 .gp-bar--gap")).to_have_count(0)
    expect(page.locator("#d-2026-12-10 .gp-bar--gap")).to_have_count(1)
    page.get_by_role("searchbox", name="Find").fill("full")
    assert page.locator("#d-2026-12-17 summary").inner_text() == "4 more"


def test_every_view_counts_again(page: Page, plain: str) -> None:
    """Agenda, quarter, board and workload show what is left, and say how much it is."""
    page.goto(f"{plain}calendar/?channel=mail")
    assert shown(page) == {"First bar", *(f"Full {n}" for n in (1, 3, 5, 7))}
    assert [heading.split()[1] for heading in page.locator(".gp-week h2:visible").all_inner_texts()] == ["50", "51"]
    assert page.locator(".gp-week:visible [data-gp-size]").all_inner_texts() == ["1", "4"]
    expect(page.locator("#undated")).to_be_hidden()
    page.goto(f"{plain}calendar/2026-q4/?channel=mail")
    assert page.locator(".gp-q__what:visible [data-gp-size]").all_inner_texts() == ["5"]
    expect(page.locator(".gp-q__bar:visible")).to_have_count(5)
    page.goto(f"{plain}calendar/timeline-year/?channel=mail")
    month = page.locator(".gp-q__week:visible")
    expect(month).to_have_count(1)
    assert month.locator("b").inner_text() == "5"
    assert " of 14 entries" in (month.locator(".gp-sr").text_content() or "")
    assert "Full 1\nFull 3" in (month.locator("a").get_attribute("title") or "")
    page.goto(f"{plain}calendar/board/?channel=mail")
    planned = page.locator(".gp-column", has_text="Planned")
    assert planned.locator("[data-gp-size]").inner_text() == "5"
    shown_here = planned.locator(".gp-tile:visible").count()
    assert planned.locator(".gp-column__rest").inner_text() == f"{5 - shown_here} more"
    assert page.locator(".gp-column", has_text="Ideas").locator("[data-gp-size]").inner_text() == "0"
    page.goto(f"{plain}calendar/workload/?channel=mail")
    cells = page.locator(".gp-load tbody td a").all_inner_texts()
    assert [cell.split()[0] for cell in cells if not cell.startswith("0")] == ["1/2", "4/10"]
    assert page.locator(".gp-load tfoot td").last.inner_text() == "5"
    field(page, "channel").select_option("All")
    field(page, "owner").select_option("Ana Ortiz")
    assert page.locator(".gp-load tbody tr:visible th").all_inner_texts() == ["Ana Ortiz"]
    page.locator("button.gp-button[type=reset]").click()
    assert "10" in {cell.split()[0] for cell in page.locator(".gp-load tbody td a").all_inner_texts()}


def test_what_would_match(page: Page, plain: str) -> None:
    """Where nothing matches the page says so, and offers to drop one filter, the one that leaves most first."""
    page.goto(f"{plain}{MONTH}?channel=blog&owner=roe%2C%20jo")
    nothing = page.locator("[data-gp-nothing]")
    assert "No entry matches." in nothing.inner_text()
    assert nothing.locator("[data-gp-drop]").all_inner_texts() == ["Show 7 for any Owner", "Show 1 for any Channel"]
    nothing.get_by_role("button", name="Show 1 for any Channel").click()
    assert shown(page) == {"Evil owner"}
    assert "channel" not in page.url
    expect(nothing).to_be_hidden()
    page.get_by_role("searchbox", name="Find").fill("nothing of the kind")
    nothing.get_by_role("button", name="Clear the filters").click()
    assert count(page) == "14 entries"


def test_colours(page: Page, plain: str) -> None:
    """By channel: the address says so, the legend follows, other views keep it, and a ninth value has a second mark."""
    page.goto(f"{plain}{MONTH}")
    hue = "chip => getComputedStyle(chip).borderInlineStartColor"
    field(page, "colour").select_option("Channel")
    at(page, f"{plain}{MONTH}?colour=channel")
    assert page.locator(".gp-filter__key li").all_inner_texts() == ["Blog", "Mail", "More 7"]
    expect(page.locator("[data-gp-areas]")).to_be_hidden()
    assert page.locator(".gp-filter__key ul").get_attribute("aria-label") == "Colours: channels"
    launch = page.locator(".gp-e", has_text="Launch")
    assert launch.evaluate(hue) != page.locator("#d-2026-12-07 .gp-e").evaluate(hue)
    far = page.locator(".gp-e", has_text="Far channel")
    assert far.evaluate(hue) == page.locator("#d-2026-12-07 .gp-e").evaluate(hue), "the tenth colour is the second"
    assert far.evaluate("chip => getComputedStyle(chip).borderInlineStartStyle") == "double"
    page.locator(".gp-views").get_by_role("link", name="Board").click()
    arrive(page, f"{plain}calendar/board/?colour=channel")
    assert field(page, "colour").input_value() == "channel"
    field(page, "colour").select_option("Goal area")
    at(page, f"{plain}calendar/board/")
    expect(page.locator(".gp-tile[style*=hue]")).to_have_count(0)


def test_from_disk(page: Page, files: str) -> None:
    """From a folder, with addresses that are files: the address is understood, changed and kept all the same."""
    page.goto(f"{files}calendar/2026-12.html?channel=blog")
    assert "First bar" not in shown(page)
    assert "Second bar" in shown(page)
    field(page, "owner").select_option("Ana Ortiz")
    at(page, f"{files}calendar/2026-12.html?channel=blog&owner=ana")
    for view, file in (("Agenda", "index"), ("Board", "board"), ("List", "list")):
        page.locator(".gp-views").get_by_role("link", name=view).click()
        arrive(page, f"{files}calendar/{file}.html?channel=blog&owner=ana")
        assert shown(page) == {"Launch"}
    page.go_back()
    arrive(page, f"{files}calendar/board.html?channel=blog&owner=ana")
    assert shown(page) == {"Launch"}


def test_lists_of_kinds(page: Page, address: str) -> None:
    """Any list is filtered by what its pages say, and sorted, as its address says; both survive a reload."""
    page.goto(f"{address}channels/?sort=-ahead&owner=maya", wait_until="networkidle")
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Ahead")
    assert page.locator("output").inner_text().endswith(" pages")
    few = shown(page)
    assert few
    page.locator(".gp-sort", has_text="Channel").click()
    at(page, f"{address}channels/?owner=maya&sort=title")
    page.reload(wait_until="networkidle")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Channel")
    assert shown(page) == few
    expect(field(page, "status")).to_have_count(0)


def test_phones_fold_the_form(browser: Browser, plain: str) -> None:
    """On a phone the form is folded behind its count, big enough for a finger, and nothing moves sideways."""
    context = browser.new_context(viewport=WIDTHS["phone"])
    page = context.new_page()
    page.goto(f"{plain}{MONTH}?channel=mail")
    summary = page.locator(".gp-filter summary")
    assert summary.inner_text() == "Filter and colour · 5 of 14 entries"
    expect(field(page, "channel")).to_be_hidden()
    summary.click()
    box = field(page, "channel").bounding_box()
    assert box
    assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()


def test_without_scripts(browser: Browser, plain: str) -> None:
    """Nothing of the form shows, every entry is there, and no hidden text of ours either."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plain}{MONTH}?channel=mail")
    expect(page.locator(".gp-filter :is(form, summary, button, p)").locator("visible=true")).to_have_count(0)
    assert {"Launch", "First bar", "Second bar", "Far channel"} <= shown(page)
    expect(page.locator(".gp-stale")).to_be_hidden()
    expect(page.get_by_text("Built on 22 Nov 2026")).to_be_visible()
    context.close()


def test_every_choice_on_every_view(browser: Browser, tmp_path: Path) -> None:
    """Clicked through: each value of each select leaves as many as the front matter says, with names that are nearly the same."""
    owners = ("Jo Smith", "jo smith", "Jo-Smith", "Jo%20Smith", "Jo, Smith & Co #1")
    said = {
        f"Number {n}": {
            "owner": owner,
            "type": ("press release", "press-release")[n % 2],
            "status": ("on ice", "on-ice", "planned")[n % 3],
            "channel": f"more-{n}",
        }
        for n, owner in enumerate((*owners, *owners[:2]))
    }
    files = {
        f"plan/{title if number else 'launch'}.md": entry(
            title,
            f"2026-12-{10 + number}",
            f"owner: '{facts['owner']}'\ntype: {facts['type']}\nstatus: {facts['status']}\nchannels: [{facts['channel']}]",
        )
        for number, (title, facts) in enumerate(said.items())
    }
    options = {
        "types": ["press release", "press-release"],
        "statuses": {"on ice": {"stage": "planned"}, "on-ice": {"stage": "planned"}},
    }
    channels = {path: text for path, text in FILES.items() if "channels/more" in path}
    pages = {**channels, **files, "strategy/how-we-work.md": "---\ntitle: How\nowner: Jo Smith\n---\n"}
    site = build(playbook(tmp_path, pages, options=options, material=True))
    context = browser.new_context(viewport=WIDTHS["wide"])
    page = context.new_page()
    page.set_default_timeout(20_000)
    with served(site) as address:
        for view in ("", "2026-12/", "2026-q4/", "board/", "list/", "workload/"):
            page.goto(f"{address}calendar/{view}")
            for name in ("owner", "type", "status", "channel"):
                for value in (
                    field(page, name).locator("[data-gp-word]").evaluate_all("all => all.map(one => one.value)")
                ):
                    field(page, name).select_option(value)
                    left = sum(facts[name] == value for facts in said.values())
                    assert count(page) == f"{left} of {len(said)} entries", (view, name, value)
                    assert field(page, name).input_value() == value
                    if view == "2026-12/":
                        page.reload()
                        assert count(page) == f"{left} of {len(said)} entries", (view, page.url)
                field(page, name).select_option("")
    context.close()
