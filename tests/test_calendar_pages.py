"""The plan by month and by week: every occurrence is on its day, whatever there is of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from builds import Html, context_at, playbook, sample_context
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.publish.context import Context

HOSTILE = "<marquee>Late</marquee> & </script>"


def pages(context: Context) -> dict[str, Html]:
    """The calendar's pages by their uris, as a browser takes them."""
    documents = [each for each in build_site(context).documents if each.uri.startswith("calendar/")]
    return {each.uri: Html(each.frame()[0].encode()) for each in documents}


def made(root: Path, files: Mapping[str, str]) -> dict[str, Html]:
    """The calendar's pages of a small playbook with more entries."""
    return pages(context_at(playbook(root, files)))


def entry(front: str, title: str = "E") -> str:
    """A plan entry."""
    return f"---\ntitle: '{title}'\ngoals: [grow]\n{front}---\n"


def links(page: Html, part: str) -> list[str]:
    """Where links lead whose address holds some text."""
    return [href for href in page.hrefs() if part in href]


def test_every_occurrence_of_the_sample_is_in_its_month() -> None:
    """Each entry that touches a month is a link in it, and each day has its cell once."""
    _, context = sample_context()
    found = pages(context)
    month = found["calendar/2026-12.md"]
    days = [element.attributes["id"] for element in month.elements if element.attributes.get("id", "").startswith("d-")]
    assert sorted(set(days)) == [f"d-2026-12-{day:02}" for day in range(1, 32)]
    assert len(days) == len(set(days))
    for page in context.playbook.entries:
        if any(page.schedule.occurrences(date(2026, 12, 1), date(2026, 12, 31))):
            assert links(month, f"plan/{page.id}/"), page.id
    [table] = month.named("table", "gp-grid") or month.named("table")[:1]
    assert table
    assert month.named("caption")
    assert [e.attributes.get("scope") for e in month.named("th")].count("col") == 8


@pytest.mark.parametrize(
    "files",
    [
        {"plan/launch.md": entry("start: TBD\n")},
        {f"plan/e{number}.md": entry("start: 2026-12-01\n") for number in range(400)},
        {"plan/e.md": entry("start: 2026-12-01\n", "x" * 200)},
        {"plan/e.md": entry("start: 2026-12-31\nend: 2028-03-01\n")},
        {"plan/e.md": entry("start: 2026-12-01\nrepeat: {every: week}\n")},
        {"plan/e.md": entry("start: 2024-02-29\n")},
        {"plan/e.md": entry("start: 2026-12-31 23:30\nduration: 2h\ntimezone: America/New_York\n")},
    ],
    ids=["no day", "400 on a day", "long title", "14 months", "endless", "leap day", "overnight"],
)
def test_any_plan_has_its_pages(tmp_path: Path, files: Mapping[str, str]) -> None:
    """Nothing fails, and everything that has a day is on a month's page."""
    found = made(tmp_path, files)
    assert "calendar/index.md" in found
    months = {uri: page for uri, page in found.items() if uri not in ("calendar/index.md", "calendar/list.md")}
    dated = [path for path, text in files.items() if "start: 2" in text]
    for path in dated:
        assert any(links(page, f"plan/{path[5:-3]}/") for page in months.values()), path


def test_titles_are_text(tmp_path: Path) -> None:
    """What looks like HTML in a title is read, and not obeyed."""
    found = made(tmp_path, {"plan/e.md": entry("start: 2026-12-01\n", HOSTILE)})
    month = found["calendar/2026-12.md"]
    assert HOSTILE in month.text
    assert not month.named("marquee")
    assert not month.named("script")


def test_a_long_stretch_is_in_every_month_that_it_touches(tmp_path: Path) -> None:
    """Also where nothing else happens."""
    found = made(tmp_path, {"plan/e.md": entry("start: 2026-11-20\nend: 2027-02-03\n")})
    for month in ("2026-11", "2026-12", "2027-01", "2027-02"):
        assert links(found[f"calendar/{month}.md"], "plan/e/"), month
