"""Plans at the edge in a real browser: circles, crowds, years, lanes, endless titles, and titles that are read the other way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from browsing import WIDTHS, Watched, served
from builds import build, playbook
from gameplan.pipeline import run
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

LONG = ("Donaudampfschifffahrtsgesellschaftskapitän" * 5)[:186]
HEBREW = "שלום עולם: מדריך לתנור הקרמיקה של השכונה, פרק ראשון מתוך שנים עשר"
VIEWS = ("calendar/", "calendar/2026-12/", "calendar/2026-q4/", "calendar/timeline/", "calendar/timeline-by-channels/")
MORE = (
    "calendar/timeline-year/",
    "calendar/timeline-by-campaign/",
    "calendar/2026/",
    "calendar/key-dates/",
    "calendar/board/",
)


MEETING = """() => [...document.querySelectorAll(".gp-q__strip")].flatMap(strip => {
  const boxes = [...strip.querySelectorAll(".gp-q__bar")].filter(bar => bar.checkVisibility()).map(bar => {
    const one = bar.getBoundingClientRect(), two = bar.querySelector("a").getBoundingClientRect()
    return {top: one.top, left: Math.min(one.left, two.left), right: Math.max(one.right, two.right), text: bar.textContent}
  }).sort((a, b) => a.top - b.top || a.left - b.left)
  return boxes.filter((box, n) => n && boxes[n - 1].top === box.top && box.left < boxes[n - 1].right - 2)
    .map(box => `meets what is before it: ${box.text}`)
})"""
"""The bars that reach into another one, or into its title, in the same row."""


def entry(title: str, start: str, more: str = "") -> str:
    """An entry."""
    return f'---\ntitle: "{title}"\ngoals: [grow]\nstatus: planned\nstart: {start}\n{more}---\nText.\n'


FILES = {
    "plan/one.md": entry("One of a circle", "2026-12-01", "depends_on: [two]\n"),
    "plan/two.md": entry("Two of a circle", "2026-12-08", "depends_on: [one]\n"),
    "plan/years.md": entry("Three years", "2025-06-01", "end: 2028-05-31\ntype: campaign\n"),
    "plan/long.md": entry(LONG, "2026-12-02", "campaign: years\ndeadlines: {draft: 2026-11-30}\n"),
    "plan/long-bar.md": entry(LONG, "2026-12-10", "end: 2027-01-20\ncampaign: years\n"),
    "plan/edge.md": entry(f"At the edge {LONG}", "2027-02-12", "campaign: years\n"),
    "plan/hebrew.md": entry(HEBREW, "2026-12-03", f"campaign: years\ndeadlines: {{'{HEBREW[:20]}': 2026-12-01}}\n"),
    "plan/hebrew-bar.md": entry(HEBREW, "2026-12-14", "end: 2026-12-18\n"),
    **{f"plan/crowd-{n}.md": entry(f"Crowd {n}", "2026-12-17", f"channels: [c{n % 60}]\n") for n in range(400)},
    **{f"strategy/channels/c{n}.md": f"---\ntitle: Channel number {n}\n---\n" for n in range(60)},
    "strategy/policies/rest.md": f"---\ntitle: Rest\nblackouts: [{{start: 2026-12-24, end: 2029-01-01, reason: {LONG}}}]\n---\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where such a playbook is served."""
    root = playbook(tmp_path_factory.mktemp("extremes"), FILES, options={"fail_on": "never"}, material=True)
    with served(build(root)) as address:
        yield address


def test_an_author_hears_of_it(tmp_path: Path) -> None:
    """A circle is a finding on both of its entries, and so is a view that asks for what isn't there."""
    views = {"odd": {"title": "Odd", "channels": "nothing-like-it"}}
    root = playbook(tmp_path, FILES, options={"fail_on": "never", "views": views})
    found = run(root, load_settings(root).options, date(2026, 11, 22)).diagnostics
    said = {(each.rule.name, each.location.path) for each in found}
    assert {("dependency-cycle", "plan/one.md"), ("unknown-reference", "mkdocs.yml")} <= said
    build(root)


@pytest.mark.parametrize("path", [*VIEWS, *MORE])
def test_it_fits(browser: Browser, site: str, path: str) -> None:
    """No view is wider than its window, and none has a fault on the console."""
    context = browser.new_context()
    watched = Watched(context.new_page(), site)
    for size in WIDTHS.values():
        watched.page.set_viewport_size(size)
        watched.page.goto(site + path)
        assert watched.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, size
    assert watched.faults == []
    context.close()


@pytest.mark.parametrize("width", [390, 768, 1024, 1280, 1440, 1920])
def test_titles_of_bars(browser: Browser, site: str, width: int) -> None:
    """No title is drawn outside of its strip, none without a title attribute is cut, and none meets the bar of another in its row."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in (
        "calendar/timeline/",
        "calendar/timeline-by-campaign/",
        "calendar/2026-q4/",
        "calendar/timeline-year/",
    ):
        page.goto(site + path)
        found = page.evaluate(
            """() => [...document.querySelectorAll(".gp-q__bar")].filter(bar => bar.checkVisibility()).flatMap(bar => {
              const strip = bar.closest(".gp-q__strip").getBoundingClientRect()
              const link = bar.querySelector("a"), title = bar.querySelector(".gp-e__title")
              const box = link.getBoundingClientRect(), faults = []
              const cut = link.scrollWidth > link.clientWidth + 1 || title.scrollWidth > title.clientWidth + 1
              if (cut && !link.title && getComputedStyle(title).display !== "inline") faults.push(`cut: ${title.textContent}`)
              if (box.left < strip.left - 2 || box.right > strip.right + 2) faults.push(`outside: ${title.textContent}`)
              return faults
            })"""
        )
        assert found == [], path
        assert page.evaluate(MEETING) == [], path
    page.close()


def test_titles_are_cut_at_their_end(browser: Browser, site: str) -> None:
    """The beginning of a title can be read, whichever way it is read."""
    page = browser.new_page(viewport=WIDTHS["wide"])
    page.goto(f"{site}calendar/timeline-by-campaign/")
    first = """title => {
      const range = document.createRange()
      range.setStart(title.lastChild, 0)
      range.setEnd(title.lastChild, 1)
      const sign = range.getBoundingClientRect(), box = title.getBoundingClientRect()
      return sign.left >= box.left - 1 && sign.right <= box.right + 1
    }"""
    for name in (HEBREW, LONG):
        title = page.locator(".gp-q__bar .gp-e__title", has_text=name).first
        assert title.evaluate(first), name
    page.close()
