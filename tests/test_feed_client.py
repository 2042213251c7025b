"""A person's path: vdirsyncer fetches a feed from a server, and khal shows it; what didn't change doesn't move."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

import validators
from builds import feed_of, in_child, playbook
from feed_reading import entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CLIENTS = validators.ENGINES / "clients" / "bin"
"""Where `.ci/engines` installs them."""
SYNC = """\
[general]
status_path = "{root}/status/"
[pair plan]
a = "site"
b = "local"
collections = null
conflict_resolution = "a wins"
[storage site]
type = "http"
url = "{url}"
[storage local]
type = "filesystem"
path = "{root}/items/"
fileext = ".ics"
"""
SHOW = """\
[calendars]
[[plan]]
path = {root}/items/
readonly = True
[sqlite]
path = {root}/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
PLAN = {
    "plan/a.md": entry("start: 2026-12-01\nend: 2026-12-03\n", title="Fair, all days"),
    "plan/b.md": entry("start: 2026-12-02 09:30\nend: 2026-12-02 10:15\n", title="A talk; in the morning"),
    "plan/c.md": entry(
        "start: 2026-11-30 18:00\nrepeat: {every: week, count: 3, except: [2026-12-07]}\n", title="Évening 🎉"
    ),
    "plan/d.md": entry("start: 2026-12-05\nstatus: cancelled\n", title="Off"),
    "plan/launch.md": entry("start: TBD\n"),
}


class Quiet(SimpleHTTPRequestHandler):
    """A static host, that doesn't log into the tests' output."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the library
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder that is served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Subscriber:
    """Somebody who syncs a feed to a folder and looks at it."""

    def __init__(self, root: Path, url: str) -> None:
        root.mkdir()
        (root / "items").mkdir()
        self.root = root
        (root / "vdirsyncer").write_text(SYNC.format(root=root, url=url), encoding="utf-8")
        (root / "khal").write_text(SHOW.format(root=root), encoding="utf-8")
        self.run("vdirsyncer", "-c", str(root / "vdirsyncer"), "discover")

    def run(self, name: str, *arguments: str) -> str:
        """What a program says."""
        environment = {"HOME": str(self.root), "XDG_DATA_HOME": str(self.root), "LC_ALL": "C.UTF-8"}
        done = in_child([str(CLIENTS / name), *arguments], self.root, environment)
        assert done.code == 0, done.output
        return done.output

    def sync(self) -> Mapping[str, tuple[int, bytes]]:
        """Fetch the feed: when each event's file was written, and what is in it."""
        self.run("vdirsyncer", "-c", str(self.root / "vdirsyncer"), "sync")
        return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in (self.root / "items").iterdir()}

    def agenda(self) -> set[str]:
        """What khal shows of three weeks, with the days and times on the clock in Berlin; some of it on several days."""
        shown = self.run(
            "khal", "-c", str(self.root / "khal"), "list", "--day-format", "",
            "--format", "{start} {end} {title}", "2026-11-30", "21d",
        )  # fmt: skip
        return {line for line in shown.splitlines() if line.strip()}


@pytest.fixture
def clients() -> None:
    """Skip where they aren't installed."""
    if not (CLIENTS / "vdirsyncer").exists() or not (CLIENTS / "khal").exists():
        assert validators.NEEDED == 0
        pytest.skip("vdirsyncer and khal are not installed; .ci/engines installs them")


@pytest.mark.usefixtures("clients")
def test_a_subscription(tmp_path: Path) -> None:
    """Events appear as they are meant; a second sync moves nothing, and after an edit only the edited event moves."""
    site = tmp_path / "site"
    site.mkdir()
    feed = site / "calendar.ics"
    feed.write_bytes(feed_of(playbook(tmp_path / "first", PLAN)))
    with served(site) as url:
        reader = Subscriber(tmp_path / "reader", f"{url}calendar.ics")
        first = reader.sync()
        assert len(first) == 4
        assert reader.agenda() == {
            "2026-11-30 18:00 2026-11-30 19:00 Évening 🎉",
            "2026-12-01 2026-12-03 Fair, all days",
            "2026-12-02 09:30 2026-12-02 10:15 A talk; in the morning",
            "2026-12-05 2026-12-05 Cancelled: Off",
            "2026-12-14 18:00 2026-12-14 19:00 Évening 🎉",
        }

        # The site is built once more, elsewhere, and nothing has changed.
        feed.write_bytes(feed_of(playbook(tmp_path / "second", PLAN)))
        assert reader.sync() == first

        edited = {**PLAN, "plan/b.md": PLAN["plan/b.md"].replace("2026-12-02", "2026-12-04")}
        feed.write_bytes(feed_of(playbook(tmp_path / "third", edited)))
        last = reader.sync()
        kept = {name for name in first if last.get(name) == first[name]}
        gone, come = (first.keys() - kept), (last.keys() - kept)
        # vdirsyncer names the files of a read-only feed by what is in them: an event that changed has another name.
        assert (len(kept), len(gone), len(come)) == (3, 1, 1)
        [before], [after] = ([files[name][1] for name in names] for files, names in ((first, gone), (last, come)))
        assert b"20261202T093000" in before
        assert b"20261204T093000" in after
        assert "2026-12-04 09:30 2026-12-04 10:15 A talk; in the morning" in reader.agenda()
