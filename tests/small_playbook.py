"""A small valid playbook on disk, in which nothing but what a test adds can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2026-11-22"
CONFIG = """\
site_name: Small
docs_dir: strategy
plugins:
  - gameplan:
      timezone: Europe/Prague
      rules: {overdue: %s}
"""
"""Entries of tests lie in the past; that they are overdue is reported where a test wants a finding that quotes the title."""


def small_playbook(root: Path, *, overdue: str = "off", goals: bool = True) -> Path:
    """Write a playbook with the goals G-1 and G-2, each served by an entry; without the goals where a test brings its own."""
    (root / "strategy/goals").mkdir(parents=True)
    (root / "plan").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG % overdue, encoding="utf-8")
    for number in (1, 2):
        if goals:
            goal = f"---\nid: G-{number}\ntitle: Goal {number}\n---\n"
            (root / f"strategy/goals/g-{number}.md").write_text(goal, encoding="utf-8")
        entry = f"---\ntitle: Serves {number}\ngoals: [G-{number}]\nstart: 2026-12-0{number}\n---\n"
        (root / f"plan/serves-{number}.md").write_text(entry, encoding="utf-8")
    return root
