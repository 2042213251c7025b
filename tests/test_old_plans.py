"""Plans of many years: what was due long ago is one finding, and nowhere still to come; agenda and feeds check once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from builds import context_at, playbook
from gameplan.analysis.ahead import is_ahead
from gameplan.cli import main
from gameplan.pipeline import Judge
from gameplan.publish.pages.calendar.board import board_documents
from gameplan.publish.views.calendar.plan import Plan
from gameplan.publish.views.strategy.person import work_of
from gameplan.wording.speech import speaking
from random_playbooks import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from gameplan.diagnostics import Diagnostic
    from gameplan.publish.context import Context

TODAY = date(2026, 11, 22)
ANA = {"strategy/people/ana.md": "---\ntitle: Ana\n---\n"}


def entry(start: date | str, **front: object) -> str:
    """An entry of Ana's."""
    return page({"title": f"On {start}", "goals": ["grow"], "owner": "ana", "start": f"{start}", **front})


def years(number: int, **front: object) -> dict[str, str]:
    """An entry of each of many weeks that ended two years ago."""
    return {f"plan/old/e{n}.md": entry(TODAY - timedelta(days=730 + 7 * n), **front) for n in range(number)}


def context(root: Path, files: Mapping[str, str], **options: object) -> Context:
    """What a site of a playbook shows on the day."""
    return context_at(playbook(root, {**ANA, **files}, options={"today": f"{TODAY}", **options}))


def overdue(context: Context) -> list[Diagnostic]:
    """What is found of entries that are over."""
    return [finding for finding in context.edition.findings if finding.rule.name == "overdue"]


def test_an_old_plan_without_statuses_is_one_finding(tmp_path: Path) -> None:
    """It is at the last of them, and says how many there are; what is late by days is told by itself."""
    late = entry(TODAY - timedelta(days=3))
    old, new = sorted(
        overdue(context(tmp_path, {**years(300), "plan/late.md": late})), key=lambda each: -len(each.message)
    )
    assert (old.location.path, new.location.path) == ("plan/old/e0.md", "plan/late.md")
    assert "300 entries are over and never had a status" in old.message
    assert "3 days ago" in new.message
    assert 0 < len(old.related) <= 10


def test_a_status_is_judged_by_itself(tmp_path: Path) -> None:
    """Who says that an old entry is planned is told of each; and one old entry is told as any other."""
    found = overdue(context(tmp_path / "a", {**years(5, status="planned"), "plan/one.md": entry("2019-03-04")}))
    assert len(found) == 6
    assert all("ago, and is planned" in each.message for each in found)


def test_many_late_ones_are_one_finding_too(tmp_path: Path) -> None:
    """A plan of this year without any status is one finding from eleven on."""
    files = {f"plan/e{n}.md": entry(TODAY - timedelta(days=30 + n)) for n in range(11)}
    assert len(overdue(context(tmp_path / "a", files))) == 1
    assert len(overdue(context(tmp_path / "b", dict([*files.items()][1:])))) == 10


def test_what_is_ignored_stays_so(tmp_path: Path) -> None:
    """The one finding counts what isn't ignored, and stands at none that is."""
    marked = entry("2024-11-20").replace("start: ", "# gameplan: ignore[overdue]\nstart: ", 1)
    found = context(
        tmp_path,
        {**years(20), **{f"plan/2019/o{n}.md": entry(f"2019-03-{n:02}") for n in range(1, 9)}, "plan/m.md": marked},
        ignore={"plan/2019/*": ["overdue"]},
    ).edition.findings
    (one,) = (each for each in found if each.rule.name == "overdue")
    assert "20 entries" in one.message
    assert "unused-ignore" not in {each.rule.name for each in found}


@pytest.mark.parametrize("status", ["planned", "idea", "on-hold"])
def test_what_was_due_years_ago_is_not_to_come(tmp_path: Path, status: str) -> None:
    """It is ahead of no goal, late on no list, on no board, and in nobody's weeks; its goal is idle."""
    made = context(
        tmp_path,
        {**years(4, status=status, deadlines={"draft": "2024-01-05"}), "plan/q.md": entry("2023-Q4", status=status)},
    )
    old = [each for each in made.playbook.entries if each.title.startswith("On 20")]
    assert not [each for each in old if is_ahead(each, TODAY)]
    assert made.analysis.coverage.overdue == ()
    work = work_of(made, made.playbook.by_path["strategy/people/ana.md"])
    assert not any((work.late, work.late_tasks, work.undated, work.held))
    with speaking(made.edition.language):
        plan = Plan(made)
        assert plan.happenings.undated == ()
        assert "On 20" not in board(plan)


def test_a_year_is_late_still(tmp_path: Path) -> None:
    """Within a year it is late; a day more, and it is forgotten."""
    files = {f"plan/e{days}.md": entry(TODAY - timedelta(days=days), status="planned") for days in (365, 366)}
    made = context(tmp_path, files)
    assert [each.id for each in made.analysis.coverage.overdue] == ["e365"]
    with speaking(made.edition.language):
        assert board(Plan(made)).count(">On 20") == 1


def board(plan: Plan) -> str:
    """The board's HTML."""
    head = next(board_documents(plan)).head
    assert isinstance(head, str)
    return head


def lines(root: Path, *arguments: str) -> list[str]:
    """What a command prints."""
    result = CliRunner().invoke(main, [*arguments, "--root", str(root)])
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def agenda_files() -> Iterable[tuple[str, str]]:
    """Something old, something late, something to come, and a deadline."""
    yield from years(3, status="planned", deadlines={"draft": "2024-01-05"}).items()
    yield "plan/late.md", entry("2026-11-20")
    yield (
        "plan/next.md",
        entry("2026-11-24 10:00", duration="1h", deadlines={"draft": "2026-11-23"}, visibility="internal"),
    )
    yield "plan/days.md", entry("2026-11-25", end="2026-11-27")


def test_the_agenda_begins_with_what_comes(tmp_path: Path) -> None:
    """Then comes what is late; what was due years ago is the check's."""
    root = playbook(tmp_path, {**ANA, **dict(agenda_files())}, options={"today": f"{TODAY}"})
    found = lines(root, "agenda", "--all")
    assert found[0] == "Mon 23 Nov 2026"
    assert found.index("Overdue") == len(found) - 2
    assert not [line for line in found if "2024" in line]


def test_the_agenda_speaks_the_language_of_the_playbook(tmp_path: Path) -> None:
    """Days, statuses, headings and what it says itself."""
    root = playbook(tmp_path, {**ANA, **dict(agenda_files())}, options={"today": f"{TODAY}", "language": "de"})
    text = "\n".join(lines(root, "agenda"))
    for words in ("Mo., 23. Nov. 2026", "fällig", "Überfällig", "Geplant", "(intern)"):
        assert words in text
    empty = playbook(tmp_path / "b", {}, options={"today": f"{TODAY}", "language": "fr"})
    assert lines(empty, "agenda", "--days=1") == ["Rien n’est en retard ni à venir le dim. 22 nov. 2026."]


@pytest.mark.parametrize("command", [("agenda",), ("feed", "--list"), ("feed",)])
def test_a_command_checks_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    """The rules run once for it, also where the public sees only a part."""
    root = playbook(tmp_path, {**ANA, **dict(agenda_files())}, options={"today": f"{TODAY}"})
    runs: list[object] = []
    judged = Judge.judged

    def counting(self: Judge, found: Iterable[Diagnostic], book: object) -> tuple[Diagnostic, ...]:
        runs.append(book)
        return judged(self, found, book)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "judged", counting)
    assert lines(root, *command)
    assert len(runs) == 1
