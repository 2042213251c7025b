"""Any bytes as one file of a playbook: checked, reported in every format, mended, and published as a calendar."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from feed_reading import assert_well_folded, events
from fuzz.places import folder
from fuzz.taking import Taken
from gameplan.catalog import RULES
from gameplan.diagnostics.emitters.report import Report
from gameplan.edit.fixing import fixed
from gameplan.model.further_kinds import BUILT_IN
from gameplan.pipeline import Result, run
from gameplan.publication import context_of
from gameplan.publish.feeds.feed import build_feeds
from gameplan.settings import parse_options
from promises import brought, check_places, check_words
from report_judges import check_report
from small_playbook import TODAY, small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.options import Options

_DAY = date.fromisoformat(TODAY)
_FOLDERS = ("plan", *(f"strategy/{kind.folder or 'pages'}" for kind in BUILT_IN))
_GIVEN = {
    "timezone": "Europe/Prague",
    "uid_namespace": "0d0d8a4e-6f0c-4a57-9d6e-2f6f6d1c7b35",
    "rules": {rule.name: "warning" for rule in RULES if rule.configurable},
    "require": {"entry": ["owner", "summary"]},
    "allowed": {"entry": {"tags": ["one", "two"]}},
    "workflow": {"idea": ["planned"]},
    "limits": {"cadence": {"few": {"at_most": 1, "every": "week", "goals": ["G-1"]}}},
    "calendar": {"windows": True, "goal_categories": True, "alarm": "1d"},
}

_JUDGED = 6
"""Findings that are written and judged: to judge takes longer than to check."""
_MANY = 20
"""Fixes: where one line after another can't be read, `--fix` gives up before it has come to the last."""


class Case(NamedTuple):
    """A playbook in which one file is whatever the fuzzer makes of it."""

    root: Path
    path: str
    data: bytes
    """Of the file."""

    def check(self) -> Result:
        """What the check says of it, each rule being on."""
        return run(self.root, options(), _DAY)


@cache
def _root() -> Path:
    root = small_playbook(folder("check") / "playbook")
    for name in _FOLDERS:
        (root / name).mkdir(exist_ok=True)
    return root


@cache
def options() -> Options:
    """Options with which every rule has something to do."""
    return parse_options(_GIVEN, "mkdocs.yml")


def _case(data: bytes) -> Case:
    """The first byte says which kind of page the rest is; most are entries."""
    taken = Taken(data)
    number = taken.number(256) - ord("a")
    name = _FOLDERS[number] if 0 <= number < len(_FOLDERS) else _FOLDERS[0]
    case = Case(_root(), f"{name}/case.md", taken.rest())
    for other in _FOLDERS:
        (case.root / other / "case.md").unlink(missing_ok=True)
    (case.root / case.path).write_bytes(case.data)
    return case


def check(data: bytes) -> None:
    """Any file is a page or findings, each at a place in it, no rule fails, and every format writes what its judge accepts."""
    case = _case(data)
    result = case.check()
    assert not [finding for finding in result.diagnostics if finding.rule.name == "failing-rule"]
    blank = not case.data.decode("utf-8", "replace").strip("\ufeff \r\n\t")
    assert case.path in result.playbook.by_path or result.diagnostics or blank
    check_places(result.diagnostics, case.path, case.data)
    check_words(result.diagnostics)
    shown = tuple(finding for finding in result.diagnostics if finding.location.path == case.path)[:_JUDGED]
    failing = frozenset(shown[::2])
    check_report(Report(findings=shown, row=result.row, today=TODAY, failing=failing, version="1.0"))


def fixes(data: bytes) -> None:
    """What `--fix` would write is read as well as before, brings no finding, and needs no second time."""
    case = _case(data)
    before = case.check()
    made = fixed(before, list(before.diagnostics))
    assert made.before.keys() == made.after.keys() <= {case.path}
    if not made.after:
        return
    (case.root / case.path).write_bytes(made.after[case.path])
    after = case.check()
    assert not brought(before.diagnostics, after.diagnostics)
    assert made.after[case.path].count(b"\n") == case.data.count(b"\n")
    if made.made < _MANY:
        again = fixed(after, list(after.diagnostics))
        assert not again.after, (made.after, again.after)


def feed(data: bytes) -> None:
    """Whatever an entry says, its feeds are folded and escaped so that another reader reads every title as it is."""
    case = _case(b"a" + data)
    context = context_of(case.check(), case.root, options(), site_name="Site", base="https://plan.example.org/")
    everything = next(published for published in build_feeds(context.feeds) if published.feed.key == "all")
    assert_well_folded(everything.data)
    read = {str(event["UID"]) for event in events(everything.data)}
    shown = [entry for entry in context.playbook.entries if context.feeds.shows(entry)]
    wanted = {event.uid for entry in shown for event in context.feeds.pieces(entry).events}
    assert wanted <= read
