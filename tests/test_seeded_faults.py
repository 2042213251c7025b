"""One fault at a time in the sample playbook: each is found at its line, with exactly one finding."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from gameplan.pipeline import run
from gameplan.revisions.past import past_of
from gameplan.settings import load_settings
from repository import ISOLATED, day, write_history

if TYPE_CHECKING:
    from gameplan.pipeline import Result

SAMPLE = Path(__file__).parents[1]
NEW = "---\n{}\n---\nText.\n"


class Fault(NamedTuple):
    """A slip in a file, and the finding that it must give."""

    what: str
    rule: str
    path: str
    old: str
    """What stands there once; empty for a new file."""
    new: str
    row: str
    """The line that the finding points at, in words that only it holds."""
    where: str = ""
    """The file of that line, where it is another."""
    also: tuple[str, str, str] = ("", "", "")
    """A file that must change as well, what stands there, and what will."""


Q4, Q1 = "plan/2026-q4", "plan/2027-q1"
KNOWN = (
    Fault("no goal", "missing-goal", f"{Q4}/winter-sale-desk.md", "goals: [north-american-trials]\n", "", "---"),
    Fault(
        "unknown goal",
        "unknown-goal",
        f"{Q4}/kiln-queue-fairness.md",
        "goals: [rank-kiln-scheduling",
        "goals: [rank-kiln",
        "goals: [rank-kiln,",
    ),
    Fault(
        "a goal nobody serves",
        "uncited-goal",
        "strategy/goals/new.md",
        "",
        NEW.format("title: New goal\nkpis: [na-trials]"),
        "title: New goal",
    ),
    Fault(
        "status not allowed",
        "invalid-value",
        f"{Q4}/guide-audit.md",
        "status: planned",
        "status: almost",
        "status: almost",
    ),
    Fault(
        "end before start",
        "end-before-start",
        f"{Q4}/porto-fair.md",
        "end: 2026-10-25",
        "end: 2026-10-21",
        "end: 2026-10-21",
    ),
    Fault("misspelt field", "unknown-key", f"{Q4}/guide-audit.md", "effort: 4d", "efort: 4d", "efort: 4d"),
    Fault(
        "duplicate id",
        "duplicate-id",
        "plan/ideas/audit.md",
        "",
        NEW.format("id: guide-audit\ntitle: Audit\ngoals: [found-by-studios]\nstatus: idea"),
        "id: guide-audit",
    ),
    Fault(
        "30 February",
        "invalid-value",
        f"{Q4}/q1-budget.md",
        "start: 2026-12-11",
        "start: 2026-02-30",
        "start: 2026-02-30",
    ),
    Fault(
        "a link to the wrong kind",
        "wrong-kind",
        f"{Q4}/winter-sale-desk.md",
        "kpis: [na-trials]",
        "kpis: [commons-alive]",
        "kpis: [commons-alive]",
    ),
    Fault("overdue", "overdue", f"{Q4}/toronto-meetup.md", "status: done", "status: planned", "start: 2026-10-24"),
    Fault(
        "unknown channel",
        "unknown-reference",
        f"{Q4}/winter-sale-desk.md",
        "channels: [commons]",
        "channels: [comons]",
        "channels: [comons]",
    ),
)
"""Those of the faults that tools for requirements and calendars were tried with that need no history."""

HISTORY = (
    Fault(
        "a goal that says something else",
        "suspect-entry",
        "strategy/goals/annual-plans.md",
        "success: A third of",
        "success: A half of",
        "goals: [annual-plans]",
        "plan/ideas/annual-billing-test.md",
    ),
    Fault(
        "a status that skips the review",
        "illegal-transition",
        f"{Q4}/winter-sale-desk.md",
        "status: planned",
        "status: in-review",
        "status: in-review",
    ),
)
"""Those that need it: each is committed after the whole sample was."""

OURS = (
    Fault(
        "no title",
        "missing-title",
        f"{Q4}/guide-audit.md",
        "title: Check thirty guides for plain language and accessibility\n",
        "",
        "---",
    ),
    Fault("a key twice", "duplicate-key", f"{Q4}/guide-audit.md", "effort: 4d", "effort: 4d\neffort: 5d", "effort: 5d"),
    Fault(
        "a colon in a title",
        "invalid-front-matter",
        f"{Q4}/guide-audit.md",
        "title: Check thirty",
        "title: Check: thirty",
        "title: Check: thirty",
    ),
    Fault(
        "a title cut short",
        "text-lost",
        f"{Q4}/guide-audit.md",
        "title: Check thirty",
        "title: Check #30 of thirty",
        "title: Check #30",
    ),
    Fault("no front matter", "missing-front-matter", "plan/ideas/notes.md", "", "Only text.\n", "Only text."),
    Fault(
        "a character that can't be seen",
        "unsafe-text",
        f"{Q4}/guide-audit.md",
        "title: Check thirty",
        "title: Check\u200b thirty",
        "title: Check",
    ),
    Fault(
        "a character in the text that can't be seen",
        "unseen-text",
        f"{Q4}/guide-audit.md",
        "Read each aloud",
        "Read\u200b each aloud",
        "1. Read",
    ),
    Fault(
        "a goal cited twice",
        "duplicate-reference",
        f"{Q4}/guide-audit.md",
        "goals: [found-by-studios]",
        "goals: [found-by-studios, found-by-studios]",
        "goals: [found",
    ),
    Fault(
        "an hour that there isn't",
        "invalid-value",
        f"{Q4}/winter-sale-desk.md",
        "start: 2026-12-05 11:00",
        "start: 2026-12-05 25:00",
        "start: 2026-12-05 25:00",
    ),
    Fault(
        "money without a currency",
        "invalid-value",
        f"{Q4}/winter-sale-desk.md",
        "budget: 200 EUR",
        "budget: 300",
        "budget: 300",
    ),
    Fault(
        "an offset that the zone doesn't have",
        "offset-mismatch",
        f"{Q4}/winter-sale-desk.md",
        "start: 2026-12-05 11:00",
        "start: 2026-12-05 11:00-04:00",
        "start: 2026-12-05 11:00-04:00",
    ),
    Fault(
        "a recurrence without an end",
        "endless-repeat",
        "plan/series/newsletter.md",
        "repeat: {every: week, on: thursday, until: 2027-03-25,",
        "repeat: {every: week, on: thursday,",
        "repeat: {every",
    ),
    Fault(
        "an owner nobody knows",
        "unknown-reference",
        f"{Q4}/guide-audit.md",
        "owner: leonor",
        "owner: leonora",
        "owner: leonora",
    ),
    Fault(
        "a stage that the journey lacks",
        "unknown-reference",
        f"{Q4}/clay-cost-article.md",
        "stage: choosing-software/notice",
        "stage: choosing-software/notices",
        "stage: choosing",
    ),
    Fault(
        "a mention of nothing",
        "unknown-reference",
        "plan/campaigns/kiln-month.md",
        "[[kiln-clinic]]",
        "[[kiln-doctor]]",
        "[[kiln-doctor]]",
    ),
    Fault(
        "a link to a file that is gone",
        "broken-link",
        "strategy/channels/paid-ads.md",
        "goals/switch-without-fear.md",
        "goals/switch.md",
        "goals/switch.md",
    ),
    Fault(
        "a public page that refers to a hidden one",
        "hidden-reference",
        f"{Q4}/guide-audit.md",
        "effort: 4d",
        "related: [q1-budget]\neffort: 4d",
        "related: [q1",
    ),
    Fault(
        "a goal that was dropped",
        "retired-goal",
        f"{Q4}/guide-audit.md",
        "goals: [found-by-studios]",
        "goals: [printed-quarterly]",
        "goals: [printed",
    ),
    Fault(
        "a goal whose time is over",
        "outside-goal-period",
        f"{Q1}/renewal-email.md",
        "goals: [cut-churn]",
        "goals: [fewer-no-shows]",
        "goals: [fewer-no-shows]",
    ),
    Fault(
        "something that we decided not to do",
        "non-goal",
        f"{Q4}/guide-audit.md",
        "goals: [found-by-studios]",
        "goals: [class-marketplace]",
        "goals: [class",
    ),
    Fault(
        "goals in a circle",
        "goal-cycle",
        "strategy/goals/found-by-studios.md",
        "title:",
        "parent: rank-kiln-scheduling\ntitle:",
        "parent: rank",
    ),
    Fault(
        "entries in a circle",
        "dependency-cycle",
        f"{Q4}/no-show-video.md",
        "depends_on: [no-show-reminders]",
        "depends_on: [no-show-video]",
        "depends_on: [no-show-video]",
    ),
    Fault(
        "no day",
        "undated-entry",
        f"{Q4}/winter-sale-desk.md",
        "start: 2026-12-05 11:00\nend: 2026-12-05 16:00\ntimezone: America/Toronto\n",
        "start: 2026-12\n",
        "start: 2026-12",
    ),
    Fault(
        "a page that nobody has looked at",
        "review-overdue",
        "strategy/channels/guides.md",
        "review_by: 2027-03-31",
        "review_by: 2026-11-01",
        "review_by: 2026-11-01",
    ),
    Fault(
        "a comment that ignores nothing",
        "unused-ignore",
        f"{Q4}/guide-audit.md",
        "effort: 4d",
        "# gameplan: ignore[overdue] later\neffort: 4d",
        "ignore[overdue]",
    ),
    Fault(
        "a month with one article of two",
        "missed-commitment",
        "strategy/channels/guides.md",
        "{at_least: 2, of: article",
        "{at_least: 4, of: article",
        "{at_least: 4",
    ),
    Fault(
        "a stage that nothing serves",
        "journey-gap",
        "plan/series/number-of-the-month.md",
        "audiences: [studio-owner, studio-manager]",
        "audiences: [studio-manager]",
        "- id: recommend",
        "strategy/journeys/choosing-software.md",
    ),
    Fault(
        "a channel on which nothing goes out",
        "idle-channel",
        "strategy/channels/radio.md",
        "",
        NEW.format("title: Radio"),
        "title: Radio",
    ),
    Fault(
        "an audience for which nothing is planned",
        "idle-audience",
        "strategy/audiences/students.md",
        "",
        NEW.format("title: Students"),
        "title: Students",
    ),
    Fault(
        "a week with too much to do",
        "overbooked-owner",
        "strategy/people/daniel.md",
        "capacity: 4d a week",
        "capacity: 3d a week",
        "capacity: 3d a week",
    ),
    Fault(
        "a meeting on a quiet day",
        "blackout",
        f"{Q4}/firing-show-and-tell.md",
        "start: 2026-12-17 10:00",
        "start: 2026-12-29 10:00",
        "start: 2026-12-29",
    ),
    Fault(
        "an entry before what it waits for",
        "starts-before-dependency",
        f"{Q1}/firing-log-article.md",
        "start: 2027-02-23",
        "start: 2027-02-16",
        "depends_on: [firing-log-release",
    ),
    Fault(
        "a deadline after the day",
        "deadline-after-publication",
        f"{Q4}/january-timetable.md",
        "review: 2026-12-09",
        "review: 2026-12-16",
        "review: 2026-12-16",
    ),
    Fault(
        "a deadline that has passed",
        "missed-deadline",
        f"{Q4}/january-timetable.md",
        "owner: rui, done: true}",
        "owner: rui}",
        "deadlines: {brief",
    ),
    Fault(
        "published before it is",
        "published-in-future",
        f"{Q4}/winter-sale-desk.md",
        "status: planned",
        "status: done",
        "status: done",
    ),
    Fault(
        "an idea that has outlived its day",
        "stale-draft",
        "plan/ideas/summer.md",
        "",
        NEW.format("title: Summer\ngoals: [found-by-studios]\nstatus: idea\nstart: 2026-07-01"),
        "start: 2026-07-01",
    ),
    Fault(
        "no result",
        "no-result",
        f"{Q4}/kiln-log-guide.md",
        "results: {organic-sign-ups: 19}\n",
        "",
        "kpis: [organic-sign-ups]",
    ),
    Fault(
        "signed off by its owner",
        "unapproved",
        f"{Q4}/last-class-reminder.md",
        "owner: tomas",
        "owner: ines",
        "approved_by: ines",
    ),
    Fault(
        "a KPI that falls behind",
        "kpi-off-track",
        "strategy/kpis/na-trials.md",
        "2026-10-31: 61",
        "2026-10-31: 41",
        "2026-10-31: 41",
    ),
    Fault(
        "a KPI that nobody measured",
        "kpi-without-reading",
        "strategy/kpis/na-trials.md",
        "  2026-09-30: 52\n  2026-10-31: 61\n",
        "",
        "2025-11-30: 31",
    ),
    Fault(
        "a goal that nothing measures",
        "goal-without-kpi",
        "strategy/goals/calculator-leads.md",
        "kpis: [calculator-trials]\n",
        "",
        "title: Make the firing",
        also=("strategy/kpis/calculator-trials.md", "goals: [calculator-leads]", "goals: [found-by-studios]"),
    ),
    Fault(
        "two mails on one day",
        "clash",
        f"{Q4}/last-class-reminder.md",
        "start: 2026-12-02",
        "start: 2026-12-03",
        "start: 2026-12-03",
    ),
)


def checked(root: Path) -> Result:
    """The sample in a folder, checked with its own options and, where it has one, its history."""
    settings = load_settings(root)
    return run(root, settings.options, past=past_of)


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of whoever runs the tests, and no repository around the copies."""
    for name, value in {**ISOLATED, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample playbook."""
    for name in ("strategy", "plan"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    shutil.copy(SAMPLE / "mkdocs.yml", tmp_path)
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    """Put one text in the place of another that stands in a file once; without that, make the file."""
    text = file.read_text(encoding="utf-8") if old else ""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    assert bool(old) == file.exists()
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_clean_playbook_gives_none(sample: Path) -> None:
    """Without a fault there is nothing to find."""
    assert checked(sample).diagnostics == ()


def assert_found_once(fault: Fault, sample: Path) -> None:
    """The check has one finding, of the fault's rule, at its line."""
    found = checked(sample).diagnostics
    assert [finding.rule.name for finding in found] == [fault.rule], [finding.message for finding in found]
    location = found[0].location
    rows = (sample / (fault.where or fault.path)).read_text(encoding="utf-8").split("\n")
    assert location.path == (fault.where or fault.path)
    assert location.span is not None
    assert fault.row in rows[location.span.line - 1]


@pytest.mark.parametrize("fault", [*KNOWN, *OURS], ids=lambda fault: fault.what)
def test_each_fault_is_found_once_at_its_line(fault: Fault, sample: Path) -> None:
    """A slip has one finding, of its rule, at its line."""
    for path, old, new in ((fault.path, fault.old, fault.new), fault.also):
        if path:
            change(sample / path, old, new)
    assert_found_once(fault, sample)


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "not committed"])
@pytest.mark.parametrize("fault", HISTORY, ids=lambda fault: fault.what)
def test_each_fault_of_history_is_found_once_at_its_line(fault: Fault, sample: Path, *, committed: bool) -> None:
    """What history tells has one finding too, whether it is committed or only typed."""
    files = {file.relative_to(sample).as_posix(): file.read_bytes() for file in sample.rglob("*") if file.is_file()}
    repository = write_history(sample, {day(0): files})
    assert checked(sample).diagnostics == ()
    change(sample / fault.path, fault.old, fault.new)
    if committed:
        repository.commit({fault.path: (sample / fault.path).read_bytes()}, day(1))
    assert_found_once(fault, sample)


def test_nobody_signs_off_their_last_change(sample: Path) -> None:
    """As the sample's own policy has it: whoever signed an entry off, and changes it then, needs somebody else."""
    files = {file.relative_to(sample).as_posix(): file.read_bytes() for file in sample.rglob("*") if file.is_file()}
    repository = write_history(sample, {day(0): files})
    mail = f"{Q4}/last-class-reminder.md"
    repository.commit({mail: files[mail] + b"\nOne more thing.\n"}, day(1), authors=["rui@example.com"])
    assert checked(sample).diagnostics == ()
    repository.commit({mail: files[mail] + b"\nOne more thing, and another.\n"}, day(2), authors=["ines@example.com"])
    (finding,) = checked(sample).diagnostics
    assert finding.message.endswith(
        "is signed off by ines, who made its last change on 2026-02-03: nobody signs off their own work"
    )
    assert finding.hint == "once maya has agreed, write approved_by: [ines, maya]"
