"""Hostile values in fields that a playbook declares: each is refused as in a built-in field, or stands on the site as text."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from builds import Html, build, playbook
from gameplan.pipeline import run
from gameplan.settings import load_settings
from test_hostile import EXPECTED, HOSTILE, TEXTS, kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.diagnostics import Diagnostic

URLS = sorted(name for name in EXPECTED if name.startswith("url/"))
FIELDS: dict[str, Any] = {
    "entry": {
        "hook": {"type": "line", "column": True},
        "notes": {"type": "text", "column": True, "many": True},
        "brief": {"type": "url", "column": True},
        "fee": {"type": "money", "column": True},
        "desk": {"type": "email"},
        "against": {"type": "ref", "kind": "goal", "filter": True, "column": True},
        "mood": {"type": "choice", "of": ["<b>calm</b>", "x"], "filter": True, "column": True, "category": True},
    }
}
ENTRY = "---\ntitle: Case\ngoals: [grow]\nstart: 2026-12-01\n{line}\n---\nSo.\n"


def _row(case: str, name: str) -> str:
    """The value of a key in a hostile file, as it is typed there."""
    text = (HOSTILE / "files" / case).read_bytes().decode("utf-8")
    found = re.search(rf"^{name}: (.*)$", text, re.MULTILINE)
    assert found
    return found[1]


def _findings(root: Path, line: str) -> list[Diagnostic]:
    made = playbook(root, {"plan/case.md": ENTRY.format(line=line)}, options={"fields": FIELDS})
    found = run(made, load_settings(made).options).diagnostics
    return [finding for finding in found if finding.location.path == "plan/case.md"]


@pytest.mark.parametrize("case", [*TEXTS, *URLS])
def test_what_is_refused(case: str, tmp_path: Path) -> None:
    """What a title or an address may not be, a line or an address of one's own may not be either; the finding is at the value."""
    field, name = ("hook", "title") if case in TEXTS else ("brief", "url")
    found = _findings(tmp_path, f"{field}: {_row(case, name)}")
    assert {str(finding.severity) for finding in found} == ({"error"} if kind_of(case) == "reject" else set())
    built_in = _findings(tmp_path / "built-in", f"{'location' if name == 'title' else name}: {_row(case, name)}")
    assert [finding.rule.name for finding in found] == [finding.rule.name for finding in built_in]
    for finding in found:
        # A character that can't be written at all ends the reading of the whole front matter.
        assert finding.rule.name in ("invalid-value", "unsafe-text", "unseen-text", "invalid-front-matter")
        assert finding.location.span is not None
        assert finding.location.span.line == 5
        assert finding.hint


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("fee: 1500", "1500 EUR"),
        ("fee: <b>1</b> EUR", "1500 EUR"),
        ("fee: 1e9 EUR", "1500 EUR"),
        ("desk: '<a@b.example>'", "name@example.com"),
        ("mood: '<b>calm'", "did you mean <b>calm</b>?"),
        ("against: '<script>'", "write the id of a page in strategy/goals/"),
        ("against: '../../etc/passwd'", "write the id of a page in strategy/goals/"),
        ("hook: {{a: b}}".replace("{{", "{").replace("}}", "}"), "a: b"),
        ("notes: [[a]]", "brackets"),
    ],
)
def test_what_is_no_value(line: str, hint: str, tmp_path: Path) -> None:
    """Each is an error that says what to type."""
    (finding,) = _findings(tmp_path, line)
    assert str(finding.severity) == "error"
    assert hint in (finding.hint or "")


def test_what_is_taken_is_text(tmp_path: Path) -> None:
    """Values that are taken are on pages, in lists, in CSV, JSON and feeds as they were typed, and do nothing there."""
    taken = [case for case in TEXTS if kind_of(case) == "accept"]
    files = {}
    for number, case in enumerate(taken):
        row = _row(case, "title")
        files[f"plan/c{number}.md"] = ENTRY.format(line=f"hook: {row}\nnotes: [{row}]\nmood: <b>calm</b>")
    made = build(playbook(tmp_path, files, options={"fields": FIELDS}))
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(made["data/plan.csv"].decode("utf-8-sig")))}
    pages = {page["id"]: page for page in json.loads(made["data/playbook.json"])["pages"]["entry"]}
    listed = Html(made["calendar/list/index.html"])
    assert len(taken) > 20
    for number, case in enumerate(taken):
        value = yaml.safe_load(_row(case, "title"))
        page = Html(made[f"plan/c{number}/index.html"])
        for where in (page, listed):
            assert " ".join(value.split()) in " ".join(where.text.split())
        assert not [each for each in page.elements if {"onerror", "onload", "onmouseover"} & each.attributes.keys()]
        assert not [each for each in page.named("script") if "alert(1)" in (each.attributes.get("src") or "")]
        assert "x" not in {each.attributes.get("src") for each in page.named("img")}
        assert rows[f"c{number}"]["Hook"] == (f"'{value}" if value[0] in "=+-@\t" else value)
        assert pages[f"c{number}"]["own"]["hook"] == value
    everything = b"".join(data for path, data in made.items() if path.endswith(".html"))
    assert b"<script>alert" not in everything
    assert b"<img src=x" not in everything
    assert b"<b>calm" not in everything
    assert made["calendar.ics"].count(b"CATEGORIES:<b>calm</b>\r\n") == len(taken)
