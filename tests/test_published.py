"""Identity and stamps where the history can't tell: nothing is guessed, and no stamp falls below what subscribers have."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from builds import NAMESPACE, build_in_child, in_child, playbook
from feed_reading import events
from gameplan.publish.ics.previous import MAX_PREVIOUS, NoFeedError, read_previous
from gameplan.published import published
from gameplan.settings import OptionError
from repository import ISOLATED, Repository, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

PLAN = "plan/launch.md"
ENTRY = "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n---\nWe launch.\n"


CLEAN = {**ISOLATED, "SOURCE_DATE_EPOCH": "0"}
"""No configuration but the repository's, and no date but the commits'."""


def commit_all(root: Path, files: Mapping[str, str], *numbers: int) -> Repository:
    """A repository in a playbook's folder, with one commit of everything on each of some days."""
    repository = Repository(root)
    everything: dict[str, str | bytes | None] = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }
    for at, number in enumerate(numbers):
        repository.commit({**everything, **(files if at else {})}, day(number))
    return repository


def command(root: Path, *arguments: str) -> tuple[int, str]:
    """Run `gameplan` on a playbook; its exit code, and what it said on both outputs."""
    built = in_child([sys.executable, "-P", "-m", "gameplan", *arguments, "-C", str(root)], root, CLEAN)
    return built.code, built.output


def feed(root: Path, *arguments: str) -> bytes:
    """The feed of a playbook."""
    target = root.parent / "feed.ics"
    code, said = command(root, "feed", "-o", str(target), *arguments)
    assert code == 0, said
    return target.read_bytes()


def stamp(data: bytes) -> tuple[str, int, str]:
    """LAST-MODIFIED, SEQUENCE and UID of the one event of a feed."""
    [event] = events(data)
    assert event["DTSTAMP"].to_ical() == event["LAST-MODIFIED"].to_ical()
    return event["LAST-MODIFIED"].to_ical().decode(), int(event["SEQUENCE"]), str(event["UID"])


def lose_an_object(root: Path) -> None:
    """Delete all objects that aren't packed."""
    for objects in sorted((root / ".git/objects").glob("??")):
        shutil.rmtree(objects)


def empty_repository(root: Path) -> None:
    """A `.git` with nothing in it."""
    shutil.rmtree(root / ".git")
    (root / ".git").mkdir()


UNASKED: dict[str, tuple[dict[str, str], Callable[[Path], object] | None]] = {
    "git is missing": ({"PATH": os.devnull}, None),
    "git fails": ({}, lambda root: (root / ".git/refs/heads/main").write_text("nonsense")),
    "an object is missing": ({}, lose_an_object),
    "no repository": ({}, empty_repository),
}


@pytest.mark.parametrize("name", UNASKED)
@pytest.mark.parametrize("what", ["feed", "render", "build", "serve once", "check"])
def test_what_cannot_be_asked_is_not_nothing(what: str, name: str, tmp_path: Path) -> None:
    """Where there is a history and it can't be read, nothing is published; the check says what it didn't look at."""
    root = playbook(tmp_path / "playbook", {}, options={"today": "2026-11-22", "uid_namespace": NAMESPACE})
    commit_all(root, {PLAN: ENTRY.replace("12-01", "12-02")}, 0, 1)
    environment, damage = UNASKED[name]
    if damage is not None:
        damage(root)
    python = [sys.executable, "-P", "-m"]
    commands = {
        "feed": [*python, "gameplan", "feed"],
        "render": [*python, "gameplan", "render", str(tmp_path / "rendered")],
        "build": [*python, "mkdocs", "build", "-d", str(tmp_path / "site")],
        "check": [*python, "gameplan", "check"],
        "serve once": [sys.executable, "-c", SERVE_ONCE],
    }
    built = in_child(commands[what], root, {**ISOLATED, **environment})
    if what == "check":
        assert built.code == 0
        assert "not checked: history" in built.output
        assert "run git fsck" in built.output or "install it" in built.output or "clone it again" in built.output
        return
    if what == "serve once":
        assert "calendar stamps need the whole history" in built.output
        assert "no Git history" not in built.output
        assert "built\n" in built.output
        return
    assert built.code in (1, 2), built.output
    assert "calendar stamps need the whole history" in built.output
    assert "BEGIN:VCALENDAR" not in built.output
    assert "Traceback" not in built.output
    assert not (tmp_path / "rendered").exists()
    assert not (tmp_path / "site").exists()


SERVE_ONCE = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1:8000/")
print("built")
"""


@pytest.mark.parametrize("what", ["feed", "render", "build"])
@pytest.mark.parametrize("namespace", ["", NAMESPACE])
def test_without_any_history(what: str, namespace: str, tmp_path: Path) -> None:
    """Nothing gives events an identity: an error that says what to write. With an identity: a warning, which `--strict` counts."""
    root = playbook(tmp_path / "playbook", {}, options={"uid_namespace": namespace or None})
    python = [sys.executable, "-P", "-m"]
    commands = {
        "feed": [*python, "gameplan", "feed"],
        "render": [*python, "gameplan", "render", str(tmp_path / "rendered")],
        "build": [*python, "mkdocs", "build", "-d", str(tmp_path / "site")],
    }
    built = in_child(commands[what], root, ISOLATED)
    if not namespace:
        assert built.code in (1, 2)
        assert "write uid_namespace: " in built.output
        assert "BEGIN:VCALENDAR" not in built.output
        return
    assert built.code == 0, built.output
    assert "there is no Git history here" in built.output
    if what == "build":
        strict = in_child([*python, "mkdocs", "build", "--strict"], root, ISOLATED)
        assert strict.code == 1
        assert "Aborted with 1 warnings in strict mode" in strict.output


def test_a_shallow_clone_has_no_identity(tmp_path: Path) -> None:
    """Its first commit is another one: with a ledger, too, its UIDs would be those of nobody."""
    root = playbook(tmp_path / "playbook", {}, options={"uid_namespace": None})
    repository = commit_all(root, {PLAN: ENTRY.replace("12-01", "12-02")}, 0, 1)
    whole = stamp(feed(root))
    repository.git("clone", "-q", "--depth=1", root.as_uri(), str(tmp_path / "clone"))
    code, said = command(tmp_path / "clone", "feed")
    assert (code, "fetch-depth: 0" in said) == (2, True)
    repository.git("clone", "-q", root.as_uri(), str(tmp_path / "other"))
    assert stamp(feed(tmp_path / "other")) == whole


def rewritten(tmp_path: Path, *numbers: int) -> Path:
    """The same playbook with another history: as after a squash, or with older dates."""
    root = playbook(tmp_path / "rewritten", {PLAN: ENTRY.replace("12-01", "12-03")})
    commit_all(root, {}, *numbers)
    return root


@pytest.fixture
def before(tmp_path: Path) -> bytes:
    """The feed of a playbook whose entry was moved twice."""
    root = playbook(tmp_path / "before", {PLAN: ENTRY})
    repository = commit_all(root, {PLAN: ENTRY.replace("12-01", "12-02")}, 0, 5)
    repository.commit({PLAN: ENTRY.replace("12-01", "12-03")}, day(9))
    return feed(root)


def test_a_rewritten_history_lowers_no_stamp(tmp_path: Path, before: bytes) -> None:
    """What subscribers have is what the next publication begins with; what they see again keeps its stamps."""
    assert stamp(before)[:2] == ("20260210T120000Z", 2)
    root = rewritten(tmp_path, 3)
    assert stamp(feed(root))[:2] == ("20260204T120000Z", 0), "history alone would go back"
    (tmp_path / "last.ics").write_bytes(before)
    assert stamp(feed(root, "--previous", str(tmp_path / "last.ics"))) == stamp(before)
    (root / PLAN).write_text(ENTRY.replace("12-01", "12-24"), encoding="utf-8")
    moved = stamp(feed(root, "--previous", str(tmp_path / "last.ics")))
    assert moved[:2] == ("20260210T120001Z", 3)
    (root / PLAN).write_text(ENTRY.replace("12-01", "12-03").replace("title: Launch", "title: Start"), encoding="utf-8")
    renamed = stamp(feed(root, "--previous", str(tmp_path / "last.ics")))
    assert renamed[:2] == ("20260210T120001Z", 2), "another title is no other day"


def test_a_newer_history_is_believed(tmp_path: Path, before: bytes) -> None:
    """Where history says more than the last feed, it counts."""
    root = rewritten(tmp_path, 0, 20)
    (root / PLAN).write_text(ENTRY.replace("12-01", "12-24"), encoding="utf-8")
    (tmp_path / "last.ics").write_bytes(before)
    own, found = stamp(feed(root)), stamp(feed(root, "--previous", str(tmp_path / "last.ics")))
    assert own[0] == found[0] == "20260221T120000Z"
    assert found[1] == 3


def test_the_option_takes_a_file(tmp_path: Path, before: bytes) -> None:
    """As an option it holds for the site, for `render` and for `feed`, each of the feeds."""
    root = playbook(
        tmp_path / "rewritten",
        {PLAN: ENTRY.replace("12-01", "12-03"), "last.ics": before},
        options={"calendar": {"previous": "last.ics"}},
    )
    commit_all(root, {}, 3)
    assert stamp(feed(root)) == stamp(before)
    built = build_in_child(root, environment=CLEAN)
    assert built.code == 0, built.output
    files = [file.read_bytes() for file in (root / "site").rglob("*.ics") if b"BEGIN:VEVENT" in file.read_bytes()]
    assert len(files) > 1
    assert {stamp(data) for data in files} == {stamp(before)}
    assert "nothing here can tell" not in built.output


def test_the_build_says_what_it_cannot_know(tmp_path: Path) -> None:
    """Without the last feed nothing tells whether history was rewritten."""
    root = rewritten(tmp_path, 3)
    built = build_in_child(root, environment=CLEAN)
    assert "if it was rewritten (squash, rebase), nothing here can tell" in " ".join(built.output.split())


class Site(BaseHTTPRequestHandler):
    """Answers what a test wants."""

    answers: ClassVar[dict[str, tuple[int, bytes, dict[str, str]]]] = {}

    def do_GET(self) -> None:
        """Answer."""
        code, body, headers = self.answers.get(self.path, (404, b"", {}))
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a web server."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_last_feed_can_be_fetched(
    tmp_path: Path, before: bytes, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the site itself, over a redirect; where there is none yet, nothing was published."""
    monkeypatch.setattr(Site, "answers", {"/a.ics": (200, before, {}), "/b.ics": (301, b"", {"Location": "/a.ics"})})
    assert published(tmp_path, [f"{site}/b.ics"]) == read_previous(before)
    assert published(tmp_path, [f"{site}/none.ics"]) == {}


def test_an_answer_that_is_no_feed_stops_the_build(tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what was published stamps could fall, so it stops, with a line that says why."""
    loop = {"Location": "/loop"}
    answers = {
        "/page": (200, b"<html>", {}),
        "/broken": (500, b"", {}),
        "/loop": (302, b"", loop),
        "/file": (302, b"", {"Location": "file:///etc/passwd"}),
        "/large": (200, b"BEGIN:VCALENDAR\r\n" + b"x" * MAX_PREVIOUS, {}),
        "/short": (200, b"BEGIN", {"Content-Length": "100"}),
    }
    monkeypatch.setattr(Site, "answers", answers)
    places = [f"{site}{path}" for path in answers] + [
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "none.ics",
        "http://[",
        "http://127.0.0.1:1/x",
    ]
    (tmp_path / "link.ics").symlink_to("/etc/passwd")
    for place in [*places, "link.ics"]:
        with pytest.raises(OptionError) as caught:
            published(tmp_path, [place])
        assert "calendar.previous: " in str(caught.value)
        assert "\n" not in str(caught.value)
        assert "root:" not in str(caught.value)


HOSTILE = {
    "a stamp of the year 9999": b"DTSTAMP:99990101T000000Z\r\n",
    "no stamp": b"SUMMARY:x\r\n",
    "no moment": b"DTSTAMP:20261399T999999Z\r\n",
    "nesting": b"DTSTAMP:20260101T000000Z\r\n" + b"BEGIN:VALARM\r\n" * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_is_passed_over(name: str) -> None:
    """What isn't as we write it says nothing; numbers stay within what programs can hold."""
    data = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSEQUENCE:99999999999999\r\n"
        + HOSTILE[name]
        + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert not read_previous(data)


def test_numbers_stay_within_bounds() -> None:
    """A sequence that no program can hold is the largest that it can."""
    data = (
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nSEQUENCE:9999999999\nDTSTAMP:20260101T000000Z\nEND:VTODO\nEND:VCALENDAR\n"
    )
    assert read_previous(data.encode())["a"].sequence == 2**31 - 1
    with pytest.raises(NoFeedError):
        read_previous(b"\xff\x00")
