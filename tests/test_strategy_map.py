"""The strategy map: every goal once, in a column for its area, however many there are and whatever their parents are."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from builds import Html, build, context_at, playbook
from gameplan.analysis.goal_tree import DEEPEST, MOST_IN_AREA
from gameplan.publish.pages.overview.goals import goals_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HOSTILE = '"><script>alert(1)</script> {{ x }} &amp; \u202e'


def strategy_map(root: Path, files: Mapping[str, str | bytes]) -> Html:
    """The map of a small playbook, without MkDocs."""
    return Html(markup(root, files).encode())


def markup(root: Path, files: Mapping[str, str | bytes]) -> str:
    """The map's HTML."""
    context = context_at(playbook(root, files))
    return "".join(goals_document(context, context.playbook.vocabulary.by_name["goal"]).frame())


def goal(title: str, front: str = "") -> str:
    """A goal's file."""
    return f"---\ntitle: {title}\n{front}---\nText.\n"


FEW = {
    "strategy/goals/grow.md": goal("Grow", "owner: ann\n"),
    "strategy/goals/part.md": goal("Part", "parent: grow\nkpis: [sales]\nhealth: at-risk\nhealth_reason: Slow.\n"),
    "strategy/goals/gone.md": goal("Gone", "parent: grow\nlifecycle: dropped\n"),
    "strategy/goals/never.md": goal("Never", "non_goal: true\n"),
    "strategy/goals/done.md": goal("Done", "lifecycle: achieved\n"),
    "strategy/goals/idle.md": goal("Idle"),
    "strategy/kpis/sales.md": (
        "---\ntitle: Sales\nbaseline: {value: 0, on: 2026-01-01}\ntarget: {value: 100, on: 2026-12-31}\n"
        "readings: {2026-09-30: 40, 2026-10-31: 50}\n---\n"
    ),
    "strategy/people/ann.md": "---\ntitle: Ann\n---\n",
    "plan/launch.md": "---\ntitle: Launch\ngoals: [part]\nstart: 2026-12-01\n---\n",
    "plan/weekly.md": "---\ntitle: Weekly\ngoals: [part]\nstart: 2026-11-02\nrepeat: {every: week}\n---\n",
    "plan/late.md": "---\ntitle: Late\ngoals: [grow]\nstart: 2026-11-02\nstatus: in-progress\n---\n",
}


def test_a_goal_says_how_it_stands_and_what_comes(tmp_path: Path) -> None:
    """Health, the KPI's way, the owner, how much is ahead and when it begins next, and the next entries by name."""
    html = markup(tmp_path, FEW)
    [card] = [
        card for card in html.split('<div class="gp-node"')[1:] if re.search(r'h3 [^>]*><a href="[^"]*">Part<', card)
    ]
    part = Html(card.encode())
    assert "At risk" in part.text
    assert "50 → 100" in part.text
    assert "2 ahead · next 23 Nov 2026" in part.text
    links = [href.removeprefix("../goals/").removeprefix("../plan/") for href in part.hrefs()]
    assert links[:5] == ["part/", "part/#measure", "part/#when", "weekly/", "launch/"]
    page = Html(html.encode())
    assert "3 ahead" in page.text, "an area counts what serves the goals below it"
    assert page.text.count("nothing planned") == 1
    assert page.text.count("No KPI") == 1


def test_what_nobody_pursues_is_quiet(tmp_path: Path) -> None:
    """Non-goals, dropped and achieved goals have no plan and no gap: below their area, or aside where all of it is over."""
    page = strategy_map(tmp_path, FEW)
    quiet = page.named("div", "gp-node--quiet")
    assert len(quiet) == 3
    assert "Not pursued" in page.text
    columns = [section.attributes["id"] for section in page.named("section", "gp-column-area")]
    assert columns == ["grow", "idle"]


def test_troubled_goals_are_listed(tmp_path: Path) -> None:
    """The home page's count leads to a list of exactly these."""
    site = build(playbook(tmp_path, FEW))
    home = Html(site["index.html"])
    assert "2 goals at risk or off track" in home.text
    assert "goals/#needs-attention" in home.hrefs()
    [listed] = [part for part in site["goals/index.html"].decode().split("<details") if 'id="needs-attention"' in part]
    assert listed.partition("</details>")[0].count("<li>") == 2


def test_areas_have_places(tmp_path: Path) -> None:
    """`#<goal-area>` is a place on the map; ids that an address can't hold are written so that it can, and none twice."""
    files = {
        "strategy/goals/grow.md": goal("Grow"),
        "strategy/goals/b.md": goal("B", "id: 'a b'\n"),
        "strategy/goals/c.md": goal("C", "id: needs-attention\nhealth: off-track\nhealth_reason: x\n"),
        "strategy/goals/d.md": goal("D", "id: a.b\n"),
    }
    page = strategy_map(tmp_path, files)
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert {"grow", "a-b", "a.b", "needs-attention"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert not any(re.search(r"\s", name) for name in ids)


@pytest.mark.parametrize("count", [0, 1, 10, 40, 41])
def test_any_number_of_goals(tmp_path: Path, count: int) -> None:
    """Every goal has its card; above forty what lies below a goal is folded, and says how much of it needs attention."""
    files: dict[str, str | bytes] = {
        f"strategy/goals/g{n}.md": goal(
            f"Goal {n}", (f"parent: g{(n - 1) // 3}\n" if n else "") + "health: at-risk\nhealth_reason: x\n"
        )
        for n in range(count)
    }
    root = playbook(tmp_path, files)
    (root / "strategy/goals/grow.md").unlink()
    (root / "plan/launch.md").unlink()
    context = context_at(root)
    if not count:
        assert "goals/index.md" not in {kind.folder for kind in context.lookups.shown_kinds}
        return
    page = Html("".join(goals_document(context, context.playbook.vocabulary.by_name["goal"]).frame()).encode())
    assert len(page.named("div", "gp-node")) == count
    assert bool(page.named("details", "gp-fold")) == (count > 40)
    if count > 40:
        assert re.search(r"12 sub-goals 12 need attention", page.text)


def test_two_hundred_goals_with_five_thousand_entries(tmp_path: Path) -> None:
    """The map of a large playbook is a page that loads at once: every goal is there, and entries only as counts and the next few."""
    files = {f"strategy/goals/g{n}.md": goal(f"Goal {n}", f"parent: g{n % 6}\n" if n >= 6 else "") for n in range(200)}
    files |= {
        f"plan/e{n}.md": f"---\ntitle: Entry {n}\ngoals: [g{n % 200}]\nstart: 2027-0{n % 9 + 1}-{n % 28 + 1:02}\n---\n"
        for n in range(5000)
    }
    html = markup(tmp_path, files).encode()
    page = Html(html)
    assert len(page.named("div", "gp-node")) == 201
    assert len([href for href in page.hrefs() if href.endswith("#when")]) == 201
    assert len(html) < 300_000
    assert len(gzip.compress(html)) < 20_000


def test_chains_of_any_length(tmp_path: Path) -> None:
    """Lists are nested as deep as people can read; deeper goals stand on the last level and say what they are part of."""
    files = {
        f"strategy/goals/g{n:04}.md": goal(f"Goal {n}", f"parent: g{n - 1:04}\n" if n else "") for n in range(1200)
    }
    html = markup(tmp_path, files)
    page = Html(html.encode())
    assert len(page.named("div", "gp-node")) == MOST_IN_AREA + 2
    assert "949 more goals aren't shown here." in page.text
    assert "part of Goal 5" in page.text
    deepest = level = 0
    for tag in re.findall(r"<(/?)ul class=\"gp-branch\"|<(/)ul>", html):
        level += -1 if tag[1] else 1
        deepest = max(deepest, level)
    assert deepest <= DEEPEST + 1


def test_circles_and_lost_parents(tmp_path: Path) -> None:
    """Goals that go round in a circle stand by themselves, with what to do; one whose parent is missing is an area."""
    files = {
        "strategy/goals/a.md": goal("Anna", "parent: b\n"),
        "strategy/goals/b.md": goal("Bert", "parent: a\n"),
        "strategy/goals/c.md": goal("Cora", "parent: c\n"),
        "strategy/goals/d.md": goal("Dora", "parent: nowhere\n"),
        "strategy/goals/e.md": goal("Emil", "parent: a\n"),
    }
    page = strategy_map(tmp_path, files)
    assert "Goals in a circle" in page.text
    for name in ("Anna", "Bert", "Cora", "Dora", "Emil"):
        assert sum(text == name for text in page.texts) == 1, name
    assert "d" in [section.attributes["id"] for section in page.named("section", "gp-column-area")]


def test_titles_are_text(tmp_path: Path) -> None:
    """Whatever a goal, its owner and an entry are called, it is text."""
    quoted = HOSTILE.replace("'", "''").replace("\u202e", "")
    files = {
        "strategy/goals/grow.md": goal(f"'{quoted}'", f"owner: '{quoted}'\n"),
        "strategy/goals/long.md": goal("x" * 200, "parent: grow\n"),
        "plan/launch.md": f"---\ntitle: '{quoted}'\ngoals: [grow]\nstart: 2026-12-01\n---\n",
    }
    page = strategy_map(tmp_path, files)
    assert page.named("script") == []
    assert quoted in page.text
    assert "x" * 200 in page.text


def test_hidden_goals_are_no_hint(tmp_path: Path) -> None:
    """The map is as if what is hidden had never been written: no column, no count, no name."""
    files = {
        "strategy/goals/grow.md": goal("Grow"),
        "strategy/goals/dark.md": goal(
            "HIDDEN", "parent: grow\nvisibility: internal\nhealth: off-track\nhealth_reason: x\n"
        ),
        "strategy/goals/light.md": goal("Light", "parent: dark\n"),
        "plan/secret.md": "---\ntitle: HIDDEN\ngoals: [grow]\nstart: 2026-12-02\nvisibility: internal\n---\n",
    }
    html = markup(tmp_path, files)
    assert "HIDDEN" not in html
    assert "1 ahead" in Html(html.encode()).text
    assert "needs-attention" not in html
