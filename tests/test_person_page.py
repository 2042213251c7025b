"""Pages of persons: what is late, what comes week by week, how full the weeks are, and what they answer for."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from strategy_pages import Pages, entry, links, page, styled, text, titles

if TYPE_CHECKING:
    from pathlib import Path

ANA = {"strategy/people/ana.md": page("role: Editor\ncapacity: 2", "Ana"), "strategy/people/ben.md": page("", "Ben")}
PLAN = {
    "plan/late.md": entry("start: 2026-11-02\nowner: ana", "Late"),
    "plan/this.md": entry("start: 2026-11-22\nowner: ana", "This week"),
    "plan/next.md": entry(
        "start: 2026-11-24\nowner: ana\ndeadlines: {draft: 2026-11-23, text: {on: 2026-11-20}}", "Next"
    ),
    "plan/hers.md": entry(
        "start: 2026-12-20\nowner: ben\ndeadlines: {pictures: {on: 2026-11-25, owner: ana}}", "Theirs"
    ),
    "plan/done.md": entry(
        "start: 2026-12-21\nowner: ana\ndeadlines: {met: {on: 2026-11-26, done: true}}", "Done before"
    ),
    "plan/on.md": entry("start: 2026-11-10\nend: 2026-12-24\nowner: ana", "Running"),
    "plan/far.md": entry("start: 2027-09-01\nowner: ana", "Far"),
    "plan/some.md": entry("status: idea\nowner: ana", "Some day"),
    "plan/held.md": entry("start: 2026-11-25\nstatus: on-hold\nowner: ana", "On hold"),
    "plan/was.md": entry("start: 2026-10-01\nstatus: published\nowner: ana", "Was"),
    "plan/with.md": entry("start: 2026-12-05\nowner: ben\ncontributors: [ana]", "Together"),
}


def test_a_person_s_weeks(tmp_path: Path) -> None:
    """What is late first, deadlines too; then by ISO week, with ids; deadlines of others' entries where they owe them."""
    pages = Pages(tmp_path, {**ANA, **PLAN})
    assert titles(pages.part("people/ana", "overdue")) == ["Late", "Text: Next"]
    assert titles(pages.part("people/ana", "2026-w47")) == ["This week"]
    assert titles(pages.part("people/ana", "2026-w48")) == ["Draft: Next", "Next", "Pictures: Theirs"]
    assert pages.said("people/ana", "2026-w48").startswith("Week 48 23–29 Nov 2026 · 3")
    assert titles(pages.part("people/ana", "2026-w52")) == ["Done before"]
    assert titles(pages.part("people/ben", "2026-w51")) == ["Theirs"]
    when = pages.said("people/ana", "when")
    assert when.index("Overdue") < when.index("Under way") < when.index("Week 47") < when.index("Week 48")
    assert "1 later" in when
    order = titles(pages.part("people/ana", "when"))
    assert order[2] == "Running"
    assert order[-5:] == ["Some day", "On hold", "Far", "Together", "Was"]
    chips = [text(chip) for chip in styled(pages.tree("people/ana"), "gp-chip")]
    assert chips[:2] == ["Editor", "2 overdue"]


def test_the_load_of_the_weeks(tmp_path: Path) -> None:
    """Twelve weeks against the person's capacity, as the workload counts them; what is over it is said, and each leads to its week."""
    pages = Pages(tmp_path, {**ANA, **PLAN})
    part = pages.part("people/ana", "load")
    weeks = styled(part, "gp-weeks__cell")
    assert len(weeks) == 12
    assert "1 week is over capacity" in text(part)
    assert weeks[1].get("title") == "23–29 Nov 2026: 1 entry, 2 deadlines: over the capacity of 2"
    assert weeks[1].get("href") == "#2026-w48"
    assert weeks[3].tag == "span"
    workload = text(styled(Pages(tmp_path / "2", {**ANA, **PLAN}).tree("calendar/workload"), "gp-load")[0])
    assert "3 (1 entry, 2 deadlines: over the capacity of 2)" in workload
    assert "../../calendar/workload/" in links(part)


def test_a_person_with_nothing_to_do(tmp_path: Path) -> None:
    """It is said, with what to write; there are no empty boxes."""
    pages = Pages(tmp_path, {"strategy/people/ana.md": page("", "Ana")})
    assert "Nothing begins and nothing is due" in pages.said("people/ana", "load")
    assert "Nothing is planned for Ana. Plan an entry with owner: ana." in pages.said("people/ana", "when")
    assert not styled(pages.tree("people/ana"), "gp-weeks")
    assert "owns" not in pages.ids("people/ana")


def test_a_series_stands_in_each_of_its_weeks(tmp_path: Path) -> None:
    """What returns stands in every week of the coming twelve, and not again after them."""
    pages = Pages(tmp_path, {**ANA, "plan/a.md": entry("start: 2026-11-05\nowner: ana\nrepeat: FREQ=WEEKLY", "Letter")})
    weeks = [place for place in pages.ids("people/ana") if place.startswith("202")]
    assert (weeks[0], weeks[-1], len(weeks)) == ("2026-w48", "2027-w05", 11)
    assert titles(pages.part("people/ana", "when")) == ["Letter"] * 11


def test_what_a_person_answers_for(tmp_path: Path) -> None:
    """Goals with their health, then other pages with the day of their next review; dropped goals are nobody's work."""
    pages = Pages(
        tmp_path,
        {
            **ANA,
            "strategy/goals/a.md": page("owner: ana\nhealth: at-risk", "A goal"),
            "strategy/goals/b.md": page("owner: ana\nlifecycle: dropped", "Dropped"),
            "strategy/channels/blog.md": page("owner: ana\nreview_by: 2027-03-31", "Blog"),
            "strategy/policies/rule.md": page("owner: ana\nreview_by: 2026-11-01", "Rule"),
        },
    )
    said = pages.said("people/ana", "owns")
    assert "A goalAt risk" in said
    assert "Dropped" not in said
    assert "Blog Channel · next review 31 Mar 2027" in said
    assert "Rule Policy · review was due 1 Nov 2026" in said
    assert "mentions" not in pages.ids("people/ana")


def test_four_hundred_entries_in_a_day(tmp_path: Path) -> None:
    """A week lists a hundred, and says how many more there are."""
    files = {f"plan/e{n}.md": entry("start: 2026-12-01\nowner: ana", f"Entry {n}") for n in range(400)}
    pages = Pages(tmp_path, {**ANA, **files})
    assert len(titles(pages.part("people/ana", "2026-w49"))) == 100
    assert "and 300 more" in pages.said("people/ana", "2026-w49")
    assert len(gzip.compress(pages.html("people/ana").encode())) < 30_000


def test_deadlines_by_a_former_id(tmp_path: Path) -> None:
    """A deadline that names somebody by an id that they had formerly is theirs."""
    files = {
        "strategy/people/ana.md": page("aliases: [anna]", "Ana"),
        "plan/a.md": entry("start: 2026-12-20\ndeadlines: {draft: {on: 2026-12-01, owner: anna}}", "Piece"),
    }
    assert titles(Pages(tmp_path, files).part("people/ana", "2026-w49")) == ["Draft: Piece"]
