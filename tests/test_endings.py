"""How commands end: 1 says that there are findings, and nothing else may; what could not be said has a code of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builds import playbook, with_history
from process import heed_signals

if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND = [sys.executable, "-P", "-m", "gameplan"]
BAD = {"plan/bad.md": "---\ntitle: Bad\nstart: 2026-12-03\n---\n"}
SAYS = {
    "check": ["check"],
    "as JSON": ["check", "--format", "json"],
    "as GitHub's": ["check", "--format", "github"],
    "a difference": ["check", "--fix", "--diff"],
    "rules": ["rules"],
    "a rule": ["rule", "missing-goal"],
    "schema": ["schema"],
    "feed": ["feed"],
    "feeds": ["feed", "--list"],
    "agenda": ["agenda"],
    "help": ["--help"],
    "help of a command": ["check", "--help"],
    "version": ["--version"],
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with something to say about, in every command."""
    files = {**BAD, "plan/day.md": "---\ntitle: Day\ngoals: [grow]\nstart: 2026-12-3\n---\n"}
    made = playbook(tmp_path_factory.mktemp("endings"), files, options={"fail_on": "never"})
    with_history(made)
    return made


def run(
    root: Path, arguments: list[str], *, out: int | None, before: Callable[[], object] | None = None
) -> tuple[int, str]:
    """Run a command with a standard output; its exit code, and what it complained of."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=root,
        stdout=out,
        stderr=subprocess.PIPE,
        preexec_fn=before,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("name", SAYS)
def test_a_pipe_that_nobody_reads(name: str, root: Path) -> None:
    """As if SIGPIPE had ended it: 141, and no word."""
    reader, writer = os.pipe()
    os.close(reader)
    code, said = run(root, SAYS[name], out=writer)
    os.close(writer)
    assert (code, said) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("name", SAYS)
def test_an_output_that_is_full(name: str, root: Path) -> None:
    """It says so in one line, with the exit code of a failing output."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        code, said = run(root, SAYS[name], out=full.fileno())
    assert code == 74
    assert said.splitlines()[-1] == "gameplan: standard output can't be written: No space left on device"
    assert "Traceback" not in said


@pytest.mark.parametrize("name", [name for name in SAYS if name not in ("help", "help of a command", "version")])
def test_an_output_that_is_closed(name: str, root: Path) -> None:
    """The same; what `--help` would have said, nobody misses."""
    code, said = run(root, SAYS[name], out=None, before=lambda: os.close(1))
    assert code == 74
    assert said.splitlines()[-1] == "gameplan: standard output can't be written: it is closed"
    assert "Traceback" not in said


def test_what_needs_no_output_needs_none(root: Path, tmp_path: Path) -> None:
    """A check without findings, and files, don't ask for it."""
    clean = playbook(tmp_path / "clean", {})
    assert run(clean, ["check"], out=None, before=lambda: os.close(1))[0] == 0
    assert run(root, ["feed", "-o", str(tmp_path / "feed.ics")], out=None, before=lambda: os.close(1))[0] == 0
    assert (tmp_path / "feed.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("lost", ["closed", "a pipe that nobody reads", "full"])
def test_reports_are_written_all_the_same(lost: str, root: Path, tmp_path: Path) -> None:
    """Whatever becomes of standard output: a build server reads the files."""
    arguments = [
        "check",
        "--fail-on",
        "error",
        f"--output=json={tmp_path / 'a.json'}",
        f"--output=sarif={tmp_path / 'a.sarif'}",
    ]
    reader, writer = os.pipe()
    os.close(reader)
    full = os.open("/dev/full", os.O_WRONLY)
    out = {"closed": None, "full": full}.get(lost, writer)
    code, _ = run(root, arguments, out=out, before=(lambda: os.close(1)) if lost == "closed" else None)
    os.close(writer)
    os.close(full)
    assert code in (74, 141)
    assert {finding["rule"] for finding in json.loads((tmp_path / "a.json").read_bytes())["findings"]} >= {
        "missing-goal"
    }
    assert json.loads((tmp_path / "a.sarif").read_bytes())["runs"]


@pytest.mark.parametrize("arguments", [["check"], ["feed"], ["render", "out"], ["check", "--fix"]])
def test_an_interruption(arguments: list[str], root: Path, tmp_path: Path) -> None:
    """Ctrl-C ends it with 130 at any moment, without a traceback, and leaves nothing half written."""
    made = playbook(
        tmp_path / "playbook",
        {f"plan/e{n}.md": f"---\ntitle: E{n}\ngoals: [grow]\nstart: 2026-12-3\n---\n" for n in range(300)},
    )
    codes = set()
    for wait in (0.3, 0.45, 0.6, 0.8, 1.0):
        running = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=made,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=heed_signals,  # noqa: PLW1509 - it does no more than that
        )
        time.sleep(wait)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        if b"gameplan/cli" in said or b"Traceback" not in said:
            # While Python itself starts, it answers as it always does.
            codes.add(running.returncode)
            assert b"Traceback" not in said, said.decode()
    assert codes <= {0, 1, 130, -signal.SIGINT}
    assert not [path.name for path in made.iterdir() if path.name.startswith(".out")]
    assert not list((made / "plan").glob(".*"))
    assert root


UNREADABLE = ["/etc/passwd", ":/etc/passwd", "/dev/zero", "/dev/full", "/", "nonsense", "../../x", " ", "\u20ac"]


@pytest.mark.parametrize("zone", UNREADABLE)
def test_a_zone_of_nonsense(zone: str, tmp_path: Path) -> None:
    """The machine's zone says nothing, whatever it is."""
    made = playbook(tmp_path / "playbook", {})
    variables = {**os.environ, "TZ": zone}
    done = subprocess.run(
        [*COMMAND, "render", "out"], cwd=made, env=variables, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (made / "out/calendar.ics").is_file()


def test_render_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder below a file, and a name that is too long: one line each, and exit code 2."""
    made = playbook(tmp_path / "playbook", {})
    (tmp_path / "file").write_text("x")
    for target in (tmp_path / "file/out", tmp_path / ("n" * 300), Path("/proc/out"), Path("/dev/null/out")):
        done = subprocess.run([*COMMAND, "render", str(target)], cwd=made, capture_output=True, check=False, timeout=60)
        assert done.returncode == 2
        assert len(done.stderr.decode().splitlines()) <= 2, done.stderr.decode()
        assert b"Traceback" not in done.stderr


def test_a_fault_of_ours_is_no_finding(root: Path) -> None:
    """Whatever breaks in us, the exit code says that nothing was judged."""
    program = (
        "import sys, gameplan.cli, gameplan.cli.check as check\n"
        "def broken(*_):\n    raise RuntimeError('broken')\n"
        "check.settings_for = broken\ngameplan.cli.main(['check'])\n"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], cwd=root, capture_output=True, check=False)
    assert (done.returncode, b"RuntimeError: broken" in done.stderr) == (70, True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root can write everywhere")
def test_render_into_a_folder_of_somebody_else(tmp_path: Path) -> None:
    """The same for a folder that may not be written."""
    made = playbook(tmp_path / "playbook", {})
    (tmp_path / "closed").mkdir(mode=0o555)
    done = subprocess.run(
        [*COMMAND, "render", str(tmp_path / "closed/out")], cwd=made, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, b"Permission denied" in done.stderr) == (2, True)
