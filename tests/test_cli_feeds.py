"""`gameplan feed` and `gameplan agenda`: what they print, where, and how they end."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from builds import committed, files_of, playbook
from gameplan.cli import main
from gameplan.cli.agenda import laid_out
from gameplan.digest.coming import Coming, Row
from gameplan.model.status import Stage
from gameplan.publish.feeds import feed as feeds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILES = {
    "strategy/goals/grow-more.md": "---\ntitle: Grow more\nparent: grow\naliases: [swell]\n---\n",
    "strategy/audiences/makers.md": "---\ntitle: Makers\n---\n",
    "strategy/channels/blog.md": "---\ntitle: The blog\n---\n",
    "strategy/people/ana.md": "---\ntitle: Ana Lee\n---\n",
    "plan/spring.md": "---\ntitle: Spring\ngoals: [grow]\ntype: campaign\nstart: 2026-11-20\nend: 2026-11-25\n---\n",
    "plan/guide.md": (
        "---\ntitle: Guide; part 1\ngoals: [grow-more]\ntype: article\nstart: 2026-11-24 09:30\nend: 2026-11-24 10:15\n"
        "audiences: [makers]\nchannels: [blog]\nowner: ana\ncampaign: spring\nstatus: in-progress\n"
        "deadlines: {draft: 2026-11-23}\n---\nA guide.\n"
    ),
    "plan/secret.md": "---\ntitle: SECRET\ngoals: [grow]\nstart: 2026-11-24\nvisibility: internal\n---\n",
}
OPTIONS = {"feeds": {"pieces": {"types": ["article"], "title": "Our pieces"}, "type": True}}


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a person's own machine, wherever the tests run."""
    for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook that has each family of feeds."""
    made = playbook(tmp_path_factory.mktemp("feeds") / "playbook", FILES, options=OPTIONS)
    committed(made, "2026-11-01T12:00:00Z")
    return made


@pytest.fixture(scope="module")
def published(root: Path) -> Mapping[str, bytes]:
    """The files that its site has."""
    return files_of(root)


def gameplan(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def refusal(result: Result) -> str:
    """The one line that says why the program can't run."""
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    return line


# Feeds


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        ([], "calendar.ics"),
        (["--goal=grow"], "feeds/goal-grow.ics"),
        (["--goal=swell"], "feeds/goal-grow-more.ics"),
        (["--audience=makers"], "feeds/audience-makers.ics"),
        (["--channel=blog"], "feeds/channel-blog.ics"),
        (["--person=ana"], "feeds/person-ana.ics"),
        (["--campaign=spring"], "feeds/campaign-spring.ics"),
        (["--type=article"], "feeds/type-article.ics"),
        (["--name=all"], "calendar.ics"),
        (["--name=deadlines"], "feeds/deadlines.ics"),
        (["--name=deadlines/ana"], "feeds/deadlines-ana.ics"),
        (["--name=key-dates"], "feeds/key-dates.ics"),
        (["--name=reviews"], "feeds/reviews.ics"),
        (["--name=tasks"], "feeds/tasks.ics"),
        (["--name=pieces"], "feeds/pieces.ics"),
        (["--name=goal/grow"], "feeds/goal-grow.ics"),
    ],
)
def test_a_feed_is_what_the_site_publishes(
    root: Path, published: Mapping[str, bytes], arguments: list[str], file: str
) -> None:
    """Standard output has the feed's bytes and nothing besides, whichever option chooses it."""
    result = gameplan("feed", "--root", root, *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == published[file]
    assert b"SECRET" not in result.stdout_bytes


def test_an_internal_feed_has_what_is_hidden(root: Path) -> None:
    """With `--internal` entries are there that the public doesn't see."""
    assert b"SUMMARY:SECRET\r\n" in gameplan("feed", "--internal", "--root", root).stdout_bytes


def test_addresses_are_those_of_the_site(root: Path, tmp_path: Path) -> None:
    """A site whose addresses are files has such addresses in its feeds, by `use_directory_urls` or by `--files`."""
    assert b"URL:https://plan.example.org/plan/launch/\r\n" in gameplan("feed", "--root", root).stdout_bytes
    assert b"plan/launch.html" in gameplan("feed", "--files", "--root", root).stdout_bytes
    other = playbook(tmp_path, {}, {"use_directory_urls": False})
    assert b"plan/launch.html" in gameplan("feed", "--root", other).stdout_bytes


def test_all_feeds_are_listed(root: Path, published: Mapping[str, bytes]) -> None:
    """`--list` has a line for each feed: file, number of events, title."""
    lines = gameplan("feed", "--list", "--root", root).stdout.splitlines()
    rows = [line.split(maxsplit=2) for line in lines]
    assert {row[0] for row in rows} == {
        path for path in published if path.endswith(".ics") and not path.startswith("feeds/entry-")
    }
    assert ["calendar.ics", "3", "Everything"] in rows
    assert ["feeds/pieces.ics", "1", "Our pieces"] in rows
    assert ["feeds/goal-grow-more.ics", "1", "Grow more"] in rows


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--goal=gorw"], "there is no feed for the goal 'gorw'; did you mean 'grow'?"),
        (["--goal=Grow more"], "there is no feed for the goal 'Grow more'; did you mean 'grow-more'?"),
        (["--person=Ana Lee"], "there is no feed for the person 'Ana Lee'; did you mean 'ana'?"),
        (["--campaign=guide"], "there is no feed for the campaign 'guide'; `gameplan feed --list` shows them"),
        (["--type=artikle"], "there is no feed for the type 'artikle'; did you mean 'article'?"),
        (["--name=deadlins"], "there is no feed 'deadlins'; did you mean 'deadlines'?"),
        (["--name=\x1b[31m"], "there is no feed '\\u001b[31m'; `gameplan feed --list` shows them"),
        (["--goal=grow", "--type=article"], "choose one of --goal, --type"),
        (["--list", "--name=tasks"], "choose one of --name, --list"),
        (["--list", "-o", "x"], "--list prints to standard output: leave out -o"),
    ],
)
def test_what_can_not_be_chosen_is_refused_in_one_line(root: Path, arguments: list[str], line: str) -> None:
    """An unknown feed ends with 2 and what was probably meant, and so do options that exclude each other."""
    assert refusal(gameplan("feed", "--root", root, *arguments)) == f"gameplan: {line}"


def test_nothing_is_written_where_the_check_fails(tmp_path: Path) -> None:
    """Findings go to standard error, a file stays as it is, and the exit code is 1."""
    root = playbook(tmp_path / "playbook", {"plan/bad.md": "---\ntitle: Bad\nstart: 2026-12-03\n---\n"})
    target = tmp_path / "plan.ics"
    target.write_bytes(b"old")
    for arguments in ([], ["-o", str(target)]):
        result = gameplan("feed", "--root", root, *arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "error[missing-goal]" in result.stderr
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.ics", "playbook"]


def test_a_file_is_replaced_as_a_whole(root: Path, tmp_path: Path, published: Mapping[str, bytes]) -> None:
    """`-o` leaves a file with the feed and nothing beside it; one that holds it already isn't touched, and links are kept."""
    target, link = tmp_path / "plan.ics", tmp_path / "link.ics"
    link.symlink_to(target)
    assert gameplan("feed", "--root", root, "-o", target).exit_code == 0
    assert target.read_bytes() == published["calendar.ics"]
    os.utime(target, (1, 1))
    assert gameplan("feed", "--root", root, "-o", target).exit_code == 0
    assert target.stat().st_mtime == 1
    assert gameplan("feed", "--root", root, "--goal=grow-more", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert target.read_bytes() == published["feeds/goal-grow-more.ics"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.ics", "plan.ics"]


def test_a_file_that_can_not_be_written_stays_as_it_was(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing fails the old file is there, no other one, and one line says why."""
    target = tmp_path / "plan.ics"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    line = refusal(gameplan("feed", "--root", root, "-o", target))
    assert line.endswith("plan.ics can't be written: No space left on device")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.ics"]


def test_a_new_file_allows_what_new_files_do(root: Path, tmp_path: Path) -> None:
    """Who keeps files to themselves keeps an internal feed to themselves; a file that is there keeps its mode."""
    target = tmp_path / "plan.ics"
    mask = os.umask(0o077)
    try:
        gameplan("feed", "--root", root, "--internal", "-o", target)
        assert target.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(mask)
    target.chmod(0o640)
    gameplan("feed", "--root", root, "-o", target)
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (".", "is not a file"),
        ("no/x.ics", "No such file or directory"),
        ("x" * 300, "File name too long"),
        ("/dev/null", "is not a file"),
    ],
)
def test_what_is_no_file_is_refused(root: Path, tmp_path: Path, target: str, why: str) -> None:
    """A folder, or a file in a folder that isn't there, ends with 2."""
    assert refusal(gameplan("feed", "--root", root, "-o", tmp_path / target)).endswith(why)


def test_a_feed_that_is_nearly_full_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line on standard error says that Google Calendar may lose events; the feed is printed all the same."""
    monkeypatch.setattr(feeds, "MOST_EVENTS", 3)
    result = gameplan("feed", "--root", root)
    assert result.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    [line] = result.stderr.splitlines()
    assert "calendar.ics has " in line
    assert "3 events" in line
    assert "Google Calendar" in line


@pytest.mark.parametrize("command", [["feed"], ["feed", "--list"], ["agenda"]])
def test_a_closed_pipe_is_no_fault(root: Path, command: list[str]) -> None:
    """Where the reader stops to read, there is nothing to say."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "gameplan", *command, "--root", str(root)],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert done.stderr == b""


# The agenda

PLAN = {
    "strategy/people/ana.md": "---\ntitle: Ana Lee\naliases: [anna]\n---\n",
    "strategy/people/rui.md": "---\ntitle: Rui\n---\n",
    "strategy/goals/grow-more.md": "---\ntitle: Grow more\nparent: grow\n---\n",
    "strategy/channels/blog.md": "---\ntitle: The blog\n---\n",
    "plan/late.md": "---\ntitle: Late\ngoals: [grow]\nstart: 2026-11-03\nowner: ana\ndeadlines: {draft: 2026-11-01}\n---\n",
    "plan/weekly.md": (
        "---\ntitle: Weekly\ngoals: [grow-more]\nstart: 2026-11-16 09:30\nend: 2026-11-16 10:15\nchannels: [blog]\n"
        "repeat: {every: week, on: monday, except: [2026-11-30]}\n---\n"
    ),
    "plan/tour.md": "---\ntitle: Tour\ngoals: [grow]\nstatus: scheduled\nstart: 2026-11-20\nend: 2026-11-24\nowner: rui\n---\n",
    "plan/far.md": (
        "---\ntitle: Far\ngoals: [grow]\nstart: 2027-02-01\nowner: rui\n"
        "deadlines: {first-draft: {on: 2026-11-24, owner: ana}, outline: {on: 2026-11-20, done: true}, pictures: 2026-11-10}\n---\n"
    ),
    "plan/early.md": "---\ntitle: Early\ngoals: [grow]\nstart: 2026-11-24 08:00\ntimezone: America/New_York\nvisibility: internal\n---\n",
    "plan/gone.md": "---\ntitle: Gone\ngoals: [grow]\nstart: 2026-11-24\nstatus: cancelled\n---\n",
    "plan/quarter.md": "---\ntitle: Quarter\ngoals: [grow]\nstart: 2027-Q1\n---\n",
    "plan/someday.md": '---\ntitle: "Someday [red]"\ngoals: [grow]\nstart: TBD\n---\n',
}
DAYS = [
    "Sun 22 Nov 2026",
    "2026-11-22\t20–24 Nov 2026\tTour\tScheduled\tRui\t\tGrow",
    "",
    "Mon 23 Nov 2026",
    "2026-11-23\t09:30–10:15\tWeekly\tPlanned\t\tThe blog\tGrow more",
    "",
    "Tue 24 Nov 2026",
    "2026-11-24\tdue\tFirst draft: Far\tPlanned\tAna Lee\t\tGrow",
    "2026-11-24\t08:00–09:00 New York time\tEarly (internal)\tPlanned\t\t\tGrow",
]
LATE = [
    "Overdue",
    "2026-11-03\tTue 3 Nov 2026\tLate\tPlanned\tAna Lee\t\tGrow",
    "2026-11-10\tdue Tue 10 Nov 2026\tPictures: Far\tPlanned\tRui\t\tGrow",
]
WEEK = [*DAYS, "", *LATE]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with what an agenda has to tell."""
    return playbook(tmp_path_factory.mktemp("agenda") / "playbook", PLAN)


def agenda(root: Path, *arguments: str) -> list[str]:
    """The lines of an agenda."""
    result = gameplan("agenda", "--root", root, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_the_agenda_is_by_day(plan: Path) -> None:
    """Each day comes with what happens, goes on and is due, then what is overdue; what was dropped isn't there."""
    assert agenda(plan, "--days=7") == WEEK
    assert not [line for line in agenda(plan, "--days=10") if "2026-11-30" in line]
    assert agenda(plan, "--days=16")[-len(LATE) - 3 :] == [
        "Mon 7 Dec 2026",
        "2026-12-07\t09:30–10:15\tWeekly\tPlanned\t\tThe blog\tGrow more",
        "",
        *LATE,
    ]


def test_the_agenda_is_of_14_days_from_a_day(plan: Path) -> None:
    """`--today` is the first day; the last is 13 days later."""
    lines = agenda(plan, "--today=2026-11-18")
    assert "Fri 20 Nov 2026" in lines
    assert "Tue 1 Dec 2026" in lines
    assert "Mon 7 Dec 2026" not in lines


def test_what_has_no_day_comes_after_the_days_where_it_is_wanted(plan: Path) -> None:
    """With `--all` windows are behind the days, by their own."""
    lines = agenda(plan, "--days=7", "--all")
    assert lines[: len(DAYS)] == DAYS
    assert lines[len(DAYS) :] == [
        "",
        "Unscheduled",
        "2027-Q1\tQ1 2027\tQuarter\tPlanned\t\t\tGrow",
        "TBD\tno day yet\tSomeday [red]\tPlanned\t\t\tGrow",
        "",
        *LATE,
    ]


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (["--owner=ana"], ["First draft: Far", "Late"]),
        (["--owner=ANA LEE"], ["First draft: Far", "Late"]),
        (["--owner=anna"], ["First draft: Far", "Late"]),
        (["--owner=Rui"], ["Tour", "Pictures: Far"]),
        (["--goal=grow-more"], ["Weekly"]),
        (["--goal=grow", "--owner=rui"], ["Tour", "Pictures: Far"]),
        (["--channel=blog"], ["Weekly"]),
    ],
)
def test_the_agenda_can_be_narrowed(plan: Path, arguments: list[str], titles: list[str]) -> None:
    """By who answers for it, by a goal with those below it, and by channel."""
    rows = [line.split("\t") for line in agenda(plan, "--days=7", *arguments)]
    assert [row[2] for row in rows if len(row) > 1] == titles


def test_owners_without_a_page(tmp_path: Path) -> None:
    """Where people have no pages, an owner is the name that stands in the entries."""
    files = {
        "plan/launch.md": '---\ntitle: L\ngoals: [grow]\nstart: 2026-11-24\nowner: "Jo Kim <jo@example.org>"\n---\n'
    }
    root = playbook(tmp_path, files)
    assert len(agenda(root, "--owner=jo kim")) == 2
    assert refusal(gameplan("agenda", "--root", root, "--owner=jo kin")).endswith("did you mean 'Jo Kim'?")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--owner=ana le"], "there is no owner 'ana le'; did you mean 'Ana Lee'?"),
        (["--owner=x"], "there is no owner 'x'; write one of ana, Ana Lee, rui, Rui"),
        (["--goal=gorw"], "there is no goal 'gorw'; did you mean 'grow'?"),
        (["--goal=Grow More"], "there is no goal 'Grow More'; did you mean 'grow-more'?"),
        (["--channel=bloog"], "there is no channel 'bloog'; did you mean 'blog'?"),
    ],
)
def test_what_is_not_known_is_refused(plan: Path, arguments: list[str], line: str) -> None:
    """An unknown owner, goal or channel ends with 2 and what was probably meant."""
    assert refusal(gameplan("agenda", "--root", plan, *arguments)) == f"gameplan: {line}"


def test_an_empty_agenda_says_so(tmp_path: Path) -> None:
    """A sentence, and exit code 0."""
    root = playbook(tmp_path, {})
    assert agenda(root, "--days=7") == ["Nothing is overdue, or comes from Sun 22 Nov 2026 to Sat 28 Nov 2026."]
    assert agenda(root, "--days=1", "--goal=grow") == ["None of that is overdue, or comes on Sun 22 Nov 2026."]


def test_an_agenda_of_a_playbook_with_errors(tmp_path: Path) -> None:
    """Errors don't keep the agenda from being shown; one line says that there are some."""
    root = playbook(tmp_path, {"plan/bad.md": "---\ntitle: Bad\nstart: 2026-11-23\n---\n"})
    result = gameplan("agenda", "--root", root)
    assert "2026-11-23\tall day\tBad\tPlanned\t\t\t\n" in result.stdout
    assert result.stderr == "gameplan: 1 error in the playbook: see `gameplan check`\n"


def test_a_row_is_as_wide_as_the_terminal() -> None:
    """Lines break at blanks, the next begins below the title, and wide letters count as two."""
    row = Row(
        day="2026-11-24",
        when="09:30–10:15",
        title="Eine sehr lange Überschrift 東京の窯の温度 [bold] \x1b[31m",
        status="In progress",
        stage=Stage.DRAFTING,
        owners=("Ana Lee",),
        channels=("The blog",),
        goals=("Grow", "Grow more"),
    )
    found = Coming((), {date(2026, 11, 24): (row,)}, ())
    text = laid_out(found, 44, colour=False)
    lines = text.splitlines()
    assert lines[0] == "Tue 24 Nov 2026"
    assert "\x1b" not in text
    assert "[bold] \\u001b[31m" in " ".join(text.split())
    assert all(cell_len(line) <= 44 and line == line.rstrip() for line in lines)
    assert all(line.startswith(" " * 15) for line in lines[2:])
    assert "Überschrift" in text
    coloured = laid_out(found, 44, colour=True)
    assert "\x1b[1m" in coloured
    assert "\x1b[31m" not in coloured


@pytest.mark.parametrize(("variable", "colour"), [("LANG", True), ("NO_COLOR", False)])
def test_colours_are_for_terminals(plan: Path, variable: str, *, colour: bool) -> None:
    """On a terminal days and titles are coloured, unless somebody doesn't want it."""
    master, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60", variable: "C"}
    command = [sys.executable, "-m", "gameplan", "agenda", "--root", str(plan), "--days=3", "--owner=rui"]
    done = subprocess.run(command, stdout=terminal, stderr=subprocess.PIPE, env=environment, check=False, timeout=60)
    os.close(terminal)
    text = os.read(master, 10_000).decode()
    os.close(master)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Tour" in text
    assert ("\x1b[1m" in text) is colour
