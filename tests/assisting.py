"""A small playbook for tests of what helps to write, and places in texts that are marked with a bar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from builds import write
from gameplan.assist.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text

DAY = date(2026, 11, 22)
CONFIG = """\
site_name: Site
docs_dir: strategy
plugins:
  - search
  - gameplan:
      timezone: Europe/Prague
      today: 2026-11-22
      rules: {placeholder-address: off, missed-deadline: off}
      fields:
        entry:
          mood: {type: choice, of: [calm, loud]}
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "strategy/index.md": "---\ntitle: The mission\n---\nWhat all else serves.\n",
    "strategy/goals/grow.md": (
        "---\ntitle: Grow 😀 fast\nkpis: [trials]\nhealth: at-risk\nhealth_reason: Late\n---\n"
        "More. See [[launch]].\n\n## How\n"
    ),
    "strategy/goals/old.md": "---\ntitle: An old goal\nperiod: 2024-Q1\n---\nWas.\n",
    "strategy/goals/trust.md": "---\nid: earn-trust\ntitle: People trust us\n---\nIn force.\n",
    "strategy/kpis/trials.md": "---\ntitle: Trials\ntarget: {value: 60, on: 2027-06-30}\nreadings: {2026-10-31: 42}\n---\nHow many.\n",
    "strategy/people/ana.md": "---\ntitle: Ana Silva\n---\nShe.\n",
    "strategy/journeys/way.md": "---\ntitle: The way\nstages:\n  - id: notice\n    title: They notice us\n---\nOn.\n",
    "strategy/audiences/owner.md": "---\ntitle: Studio owner\n---\nWho.\n",
    "plan/launch.md": (
        "---\ntitle: Launch 😀 now\ngoals: [grow]\nstart: 2026-12-03\nowner: ana\n"
        "deadlines:\n  draft: -14d\n  review: {on: -5wd, owner: ana}\n---\n"
        "We 😀 launch, see [[grow]] and [the mission](../strategy/index.md).\n"
    ),
    "plan/after.md": (
        "---\ntitle: After\ngoals: [grow, earn-trust]\nstart: 2026-12-10\ndepends_on: [launch]\n---\n"
        "Then [Launch](launch.md#top).\n"
    ),
    "plan/before.md": "---\ntitle: Before\ngoals: [grow]\nstart: 2026-09-10\nstatus: published\n---\nIt was.\n",
}


class At(NamedTuple):
    """A place in a file that is being written."""

    workspace: Workspace
    checked: Checked
    text: Text
    line: int
    column: int


def small(root: Path) -> Workspace:
    """Return the playbook, checked once."""
    workspace = Workspace(write(root, FILES), today=DAY)
    workspace.check()
    return workspace


def at(workspace: Workspace, path: str, marked: str) -> At:
    """Put a text without the bar in it, and return the place where that stood.

    Args:
        workspace: the playbook, checked.
        path: of the file.
        marked: its text.
    """
    before, bar, after = marked.partition("¦")
    assert bar
    text = workspace.put(path, before + after)
    assert workspace.checked is not None
    line = before.count("\n") + 1
    return At(workspace, workspace.checked, text, line, len(before) - before.rfind("\n"))
