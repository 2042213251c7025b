"""`gameplan feed` and `gameplan agenda`: what they print, where, and how they end."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from builds import files_of, playbook
from gameplan.cli import main
from gameplan.publish.calendar import feed as feeds

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
    return playbook(tmp_path_factory.mktemp("feeds") / "playbook", FILES, options=OPTIONS)


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


@pytest.mark.parametrize(("target", "why"), [(".", "is not a file"), ("no/x.ics", "No such file or directory")])
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


@pytest.mark.parametrize("command", [["feed"], ["feed", "--list"]])
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
