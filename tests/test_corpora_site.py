"""Four real playbooks are built into sites, to the end, whatever is wrong with them; of the largest each third entry."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from corpora import CORPORA
from gameplan.options import Options
from gameplan.pipeline import run

if TYPE_CHECKING:
    from pathlib import Path

# A theme of one line: what is tried here is ours, and Material would take a minute for the largest.
DAY = date(2026, 11, 22)
EACH = {"digitalgov": 3}
"""Where most of the time would go into rendering what thousands of authors' files say, which others do."""
CONFIG = """\
site_name: {name}
site_url: https://{name}.example.org/
docs_dir: strategy
theme: {{name: null, custom_dir: theme}}
plugins: [{{gameplan: {{fail_on: never, today: 2026-11-22, uid_namespace: 3f0d6f0e-54d5-4b5b-8d0b-5a9f2f6f1c11}}}}]
"""


@pytest.mark.parametrize("name", ["fedstrategy", "publiccode", "rustgoals", "digitalgov"])
def test_a_real_playbook_becomes_a_site(name: str, tmp_path: Path) -> None:
    """Every readable page with an address of its own is a page, every dated entry of them an event, and nothing else is."""
    for folder in ("strategy", "plan"):
        shutil.copytree(CORPORA / name / folder, tmp_path / folder)
    for number, path in enumerate(sorted((tmp_path / "plan").rglob("*.md"))):
        if number % EACH.get(name, 1):
            path.unlink()
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text("<title>{{ page.title }}</title>{{ page.content }}", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(name=name), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    shown = run(tmp_path, Options(), DAY).playbook.public()
    built = [
        path
        for path in (tmp_path / "site" / "plan").glob("*/index.html")
        if "<title>Moved<" not in path.read_text("utf-8")
    ]
    assert len(built) == len(shown.entries)
    calendar = Calendar.from_ical((tmp_path / "site" / "calendar.ics").read_bytes())
    events = [event for event in calendar.walk("VEVENT") if "RECURRENCE-ID" not in event]
    assert len(events) == sum(entry.schedule.start is not None for entry in shown.entries)
    assert len({str(event["UID"]) for event in events}) == len(events)
