"""`gameplan shift`: which days move, how far, and which stay."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from builds import contents
from casefile import write_playbook
from gameplan.cli import main
from gameplan.edit.front import Front
from gameplan.edit.shifts import Step, shifted
from gameplan.model.page import Entry
from gameplan.model.vocabulary import Vocabulary
from gameplan.model.workdays import Workdays
from gameplan.read.playbook import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parent.parent
DAY = re.compile(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


def move(data: str | bytes, step: Step, *, landing: bool = False) -> str:
    """The content of an entry's file, moved."""
    raw = data if isinstance(data, bytes) else data.encode()
    page = read_page("plan/a.md", raw, ("strategy", "plan"), Vocabulary())
    assert isinstance(page, Entry)
    return shifted(Front.of(raw), page, step, Workdays(), landing=landing).data.decode()


def entry(*lines: str) -> str:
    """An entry of some lines."""
    return "\n".join(("---", "title: A", *lines, "---", "2026-12-03", ""))


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        (Step(2, "w"), ["start: 2026-12-03", "end: 2026-12-05"], ["start: 2026-12-17", "end: 2026-12-19"]),
        (Step(-3, "d"), ['date: "2026-12-03 09:00+01:00"  # why'], ['date: "2026-11-30 09:00+01:00"  # why']),
        # Five workdays later the weekend lies between; the end moves as many days, so that it lasts as long.
        (Step(5, "wd"), ["start: 2026-12-03", "end: 2026-12-04"], ["start: 2026-12-10", "end: 2026-12-11"]),
        (Step(1, "m"), ["start: 2027-01-31", "end: 2027-02-02"], ["start: 2027-02-28", "end: 2027-03-02"]),
        (Step(-1, "q"), ["start: 2027-Q1"], ["start: 2026-Q4"]),
        (Step(3, "m"), ["start: 2026-Q4", "end: 2027-Q1"], ["start: 2027-Q1", "end: 2027-Q2"]),
        (Step(1, "m"), ["start: 2026-12"], ["start: 2027-01"]),
        (Step(6, "m"), ["start: 2026-H2"], ["start: 2027-H1"]),
        (Step(1, "y"), ["start: 2026"], ["start: 2027"]),
        (
            Step(1, "w"),
            [
                "start: 2026-12-03",
                "deadlines: {a: 2026-12-01, b: -2d, c: {on: 2026-12-02, done: true}, d: {on: 2026-12-02}}",
            ],
            [
                "start: 2026-12-10",
                "deadlines: {a: 2026-12-08, b: -2d, c: {on: 2026-12-02, done: true}, d: {on: 2026-12-09}}",
            ],
        ),
        (
            Step(1, "w"),
            ["start: 2026-12-03", "deadlines: {a: {date: 2026-12-01, done: true}, date: {date: 2026-12-02}}"],
            ["start: 2026-12-10", "deadlines: {a: {date: 2026-12-01, done: true}, date: {date: 2026-12-09}}"],
        ),
        (
            Step(1, "w"),
            ["start: 2026-12-03", "deadlines:", "  # first", "  a: 2026-12-01 # soon", "  b:", "    on: 2026-12-02"],
            ["start: 2026-12-10", "deadlines:", "  # first", "  a: 2026-12-08 # soon", "  b:", "    on: 2026-12-09"],
        ),
        (
            Step(1, "w"),
            [
                "start: 2026-12-03",
                "repeat: {every: week, until: 2027-01-28, except: [2026-12-24, {2026-12-31: 2027-01-01}]}",
            ],
            [
                "start: 2026-12-10",
                "repeat: {every: week, until: 2027-02-04, except: [2026-12-31, {2027-01-07: 2027-01-08}]}",
            ],
        ),
        (
            Step(1, "w"),
            ["start: 2026-12-03", 'repeat: "FREQ=WEEKLY;UNTIL=20270128;BYDAY=TH"'],
            ["start: 2026-12-10", 'repeat: "FREQ=WEEKLY;UNTIL=20270204;BYDAY=TH"'],
        ),
        (
            Step(1, "w"),
            ["available: {from: 2027-01-18, until: 2027-02-19}"],
            ["available: {from: 2027-01-25, until: 2027-02-26}"],
        ),
        # These are no days of when it happens.
        (Step(1, "w"), ["start: TBD", "review_by: 2027-01-01"], ["start: TBD", "review_by: 2027-01-01"]),
        (Step(1, "w"), ["start: 2026-12-03", "retire_on: 2028-01-01"], ["start: 2026-12-10", "retire_on: 2028-01-01"]),
    ],
)
def test_what_moves(step: Step, before: list[str], after: list[str]) -> None:
    """Days in the text below stay, and so does all that is no day of when it happens."""
    assert move(entry(*before), step) == entry(*after)
    assert move(entry(*before).replace("\n", "\r\n"), step) == entry(*after).replace("\n", "\r\n")


def test_landing_on_workdays() -> None:
    """The start on the next one, the end as far, and a deadline on the one before."""
    before = entry("start: 2026-12-03", "end: 2026-12-04", "deadlines: {a: 2026-12-01, b: 2026-12-02}")
    # Two days later is a Saturday; so it goes to Monday, and all of it four days.
    after = entry("start: 2026-12-07", "end: 2026-12-08", "deadlines: {a: 2026-12-04, b: 2026-12-04}")
    assert move(before, Step(2, "d"), landing=True) == after


def sample() -> Iterator[tuple[str, bytes]]:
    """The entries of the sample."""
    for file in sorted((REPOSITORY / "plan").rglob("*.md")):
        yield file.name, file.read_bytes()


@settings(deadline=None, max_examples=20)
@given(st.integers(-400, 400))
def test_there_and_back(days: int) -> None:
    """Of every entry of the sample with days nothing but days changes, each as far as asked; moved back, the old bytes are there."""
    for name, data in sample():
        page = read_page("plan/a.md", data, ("strategy", "plan"), Vocabulary())
        if not isinstance(page, Entry) or page.schedule.start is None:
            continue
        there = move(data, Step(days, "d")).encode()
        assert DAY.sub(b"", re.sub(rb"UNTIL=[0-9]+", b"", there)) == DAY.sub(
            b"", re.sub(rb"UNTIL=[0-9]+", b"", data)
        ), name
        far = {
            (date.fromisoformat(new.decode()) - date.fromisoformat(old.decode())).days
            for old, new in zip(DAY.findall(data), DAY.findall(there), strict=True)
        }
        assert far <= {0, days}, name
        assert days in far, name
        back = read_page("plan/a.md", there, ("strategy", "plan"), Vocabulary())
        # What is checked against its rule can be lost where the start left it; then there is no way back by command.
        assert not isinstance(back, Entry) or back.unread or move(there, Step(-days, "d")).encode() == data, name


FILES = {
    "plan/base.md": "---\ntitle: Base\ngoals: [grow]\nstart: 2026-12-01\n---\n",
    "plan/a.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-03\nend: 2026-12-04\ncampaign: base\n---\n",
    "plan/out.md": "---\ntitle: Out\ngoals: [grow]\nstart: 2026-11-03\nstatus: published\ncampaign: base\n---\n",
    "plan/off.md": "---\ntitle: Off\ngoals: [grow]\nstart: 2026-12-03\nstatus: cancelled\n---\n",
    "plan/some.md": "---\ntitle: Some\ngoals: [grow]\nstart: TBD\nstatus: idea\ncampaign: base\n---\n",
    "plan/month.md": "---\ntitle: Month\ngoals: [grow]\nstart: 2027-02\n---\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in order, in whose folder one is."""
    write_playbook(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shift(*arguments: str) -> Result:
    """Run the command on a fixed day."""
    return CliRunner().invoke(main, ["shift", "--today=2026-11-22", *arguments])


def test_a_selection_moves(root: Path) -> None:
    """What is published, done or cancelled is left, what has no day too, and both are counted."""
    ended = shift("+1w", "--campaign=base")
    assert ended.output == (
        "plan/a.md: start: 2026-12-03 → 2026-12-10; end: 2026-12-04 → 2026-12-11\n"
        "plan/base.md: start: 2026-12-01 → 2026-12-08\n"
        "2 files changed; 1 published, done or cancelled left; 1 without a day left\n"
    )
    now = contents(root)
    assert [now[path] for path in ("plan/out.md", "plan/some.md", "plan/off.md")] == [
        FILES[path].encode() for path in ("plan/out.md", "plan/some.md", "plan/off.md")
    ]
    assert shift("-7d", "a", "base").exit_code == 0
    assert contents(root)["plan/a.md"] == FILES["plan/a.md"].encode()


def test_of_a_mapping_only_what_changes_is_told(root: Path) -> None:
    """Deadlines by their names."""
    late = FILES["plan/a.md"].replace("campaign: base", "deadlines: {draft: -2d, review: {on: 2026-12-02}}")
    write_playbook(root, {"plan/late.md": late})
    said = "deadlines.review.on: 2026-12-02 → 2026-12-03"
    assert shift("+1d", "late").output.splitlines()[0].endswith(f"end: 2026-12-04 → 2026-12-05; {said}")


def test_to_a_day(root: Path) -> None:
    """The first of the selection goes there, and the others as many days."""
    assert shift("to=2027-03-01", "a", "base", "out").exit_code == 0
    assert "start: 2027-03-01\n" in (root / "plan/base.md").read_text()
    assert "start: 2027-03-03\nend: 2027-03-04\n" in (root / "plan/a.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "gameplan: say how far: write +2w"),
        (["2w", "a"], "gameplan: '2w' is no way to move days; did you mean +2w or -2w?"),
        (["2 weeks", "a"], "gameplan: '2 weeks' is no way to move days; did you mean +2w or -2w?"),
        (["soon", "a"], "gameplan: 'soon' is no way to move days; write +2w, -3d"),
        (
            ["to=2027-02-30", "a"],
            "gameplan: '2027-02-30' is not a day: write it as to=2027-03-01",
        ),
        (["to=2027-02", "a"], "gameplan: '2027-02' is not a day"),
        (["+2w"], "gameplan: say which pages"),
        (["+2w", "--gaol=grow"], "Usage: main shift"),
        (["--gaol"], "Usage: main shift"),
        (["+2w", "grow"], "gameplan: strategy/goals/grow.md is a goal: only entries are moved"),
        (["+2w", "month"], "gameplan: plan/month.md: 2027-02 is a whole month, and moves by whole ones: write +1m"),
        (["to=2027-03-01", "month", "a"], "gameplan: plan/month.md: 2027-02 is a whole month"),
        (["+9999y", "a"], "gameplan: plan/a.md: no day that a plan may name is that far away"),
    ],
)
def test_wrong_calls(root: Path, arguments: list[str], said: str) -> None:
    """Each is told what to type, and nothing is written."""
    before = contents(root)
    ended = shift(*arguments)
    assert ended.exit_code == 2
    assert ended.stderr.startswith(said)
    assert contents(root) == before


def test_findings_hold_it_back(root: Path) -> None:
    """What waits for something else would begin before it; a series would leave its rule."""
    write_playbook(root, {"plan/late.md": FILES["plan/a.md"].replace("campaign: base", "depends_on: [base]")})
    ended = shift("+2w", "base")
    assert ended.exit_code == 1
    assert "warning[starts-before-dependency]" in ended.stderr
    series = (
        "---\ntitle: S\ngoals: [grow]\nstart: 2026-12-03\nrepeat: {every: week, on: thursday, until: 2027-01-28}\n---\n"
    )
    write_playbook(root, {"plan/series.md": series})
    assert shift("+1d", "series", "--force").exit_code == 1
    assert (root / "plan/series.md").read_text() == series
    assert shift("+1w", "series").exit_code == 0


def test_what_cannot_be_read_is_not_moved(root: Path) -> None:
    """An end that is no day would be left behind."""
    write_playbook(root, {"plan/bad.md": "---\ntitle: Bad\ngoals: [grow]\nstart: 2026-12-03\nend: soon\n---\n"})
    assert shift("+1w", "bad").stderr == "gameplan: plan/bad.md has a value that can't be read: see `gameplan check`\n"


def test_days_are_those_of_calendars() -> None:
    """Weeks are seven days, wherever the year ends."""
    first = date(2026, 12, 28)
    assert move(entry(f"start: {first}"), Step(1, "w")) == entry(f"start: {first + timedelta(weeks=1)}")
