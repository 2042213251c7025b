"""What `gameplan check` promises on a stranger's pull request, proven by Python itself: an audit hook sees all that it does.

The hook fails on what `docs/check-safety.md` rules out: running or importing what lies in the repository, files opened outside it (but
for the installation's, a temporary folder, what the check keeps for itself and what
git needs), sockets, and programs other than git with our fixed arguments.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

import gameplan
from casefile import BASE
from check_command import check_limits, findings
from process import python, run_limited
from repository import ISOLATED, Repository, day

PACKAGES = str(Path(gameplan.__file__).parents[1])
HOOK = """
import os, sys, tempfile
sys.path.insert(0, sys.argv[1])
repository = os.path.realpath(sys.argv[2])
temporary = os.path.realpath(tempfile.gettempdir())
own = sorted({os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, *sys.path) if path})
system = ("/usr/", "/lib", "/etc/localtime", "/etc/mime.types", "/dev/null", "/proc/self/", "/proc/sys/")
allowed = {"safe.bareRepository=explicit", "core.fsmonitor=false", "core.hooksPath=" + os.devnull}
stand_in = "--git-dir=" + temporary + "/gameplan-git-"

def below(path, folder):
    return path == folder or path.startswith(folder.rstrip("/") + "/")

def stop(*what):
    os.write(2, ("FORBIDDEN " + repr(what) + "\\n").encode("utf-8", "replace"))
    os._exit(99)

def hook(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if isinstance(path, int):
            return
        real = os.path.realpath(os.fsdecode(path))
        writes = flags & (os.O_WRONLY | os.O_RDWR)
        made = real.startswith(temporary + "/gameplan-") or temporary in (real, os.path.dirname(real))
        if made or real == os.devnull:
            return
        if writes and not real.endswith(".pyc") and "__pycache__" not in real and flags & os.O_TMPFILE != os.O_TMPFILE:
            stop(event, real, "for writing")
        inside = below(real, repository)
        if not inside and not any(below(real, folder) for folder in own) and not real.startswith(system):
            stop(event, real)
    elif event in ("exec", "compile"):
        name = getattr(arguments[0], "co_filename", None) if event == "exec" else arguments[1]
        name = os.fsdecode(name) if isinstance(name, (str, bytes)) else "<"
        if not name.startswith("<") and below(os.path.realpath(name), repository):
            stop(event, name)
    elif event == "import":
        if isinstance(arguments[1], str) and below(os.path.realpath(arguments[1]), repository):
            stop(event, arguments[:2])
    elif event == "subprocess.Popen":
        words = list(map(str, arguments[1]))
        settings = {words[at + 1] for at, word in enumerate(words) if word == "-c"}
        ours = allowed <= settings and words[1].startswith(stand_in)
        asks = words[1:] == ["config", "--null", "--type=path", "--get-all", "safe.directory"]
        if os.path.basename(words[0]) != "git" or below(os.path.realpath(words[0]), repository) or not (ours or asks):
            stop(event, words)
    elif event.startswith("socket.") or event in ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "ctypes.dlopen", "os.fork"):
        stop(event, arguments)

from gameplan.cli import main
sys.addaudithook(hook)
main(sys.argv[3:])
"""
EVIL = "open('executed', 'w').close()\n"
HOSTILE = {
    **BASE,
    "mkdocs.yml": "site_name: T\nhooks: [evil.py]\nextra: !!python/object/apply:os.system ['touch executed']\n"
    "theme: {custom_dir: over}\nplugins:\n  - evil\n  - gameplan: {baseline: known.json}\n",
    "known.json": '{"version": 1, "findings": []}',
    **{f"{name}.py": EVIL for name in ("evil", "yaml", "click", "sitecustomize", "conftest", "gameplan", "json")},
    "over/main.html": "{{ ''.__class__.__mro__ }}",
    "plan/evil.py": EVIL,
    "plan/case.md": "---\ntitle: '{{ 7*7 }}'\ngoals: [Grow, ../../../etc/passwd]\nstart: 2026-12-3\n---\n"
    '--8<-- "/etc/passwd"\n[a](../../../../etc/passwd) ![b](file:///etc/passwd) [c](http://127.0.0.1:9/)\n',
    ".gitattributes": "*.md diff=evil filter=evil\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that would run something in every way we know of, with a branch to compare with."""
    repository = Repository(tmp_path / "repository")
    repository.commit({**HOSTILE, "plan/case.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-03\n---\n"}, day(0))
    repository.git("branch", "base", "main")
    repository.commit({"plan/case.md": HOSTILE["plan/case.md"]}, day(1))
    (repository.root / "plan/link.md").symlink_to("/etc/passwd")
    (repository.root / "strategy/folder").symlink_to("/etc")
    for name, value in (
        ("diff.evil.command", "touch executed"), ("diff.evil.textconv", "touch executed"), ("core.pager", "touch executed"),
        ("filter.evil.smudge", "touch executed"), ("core.fsmonitor", "touch executed"), ("core.sshCommand", "touch executed"),
    ):  # fmt: skip
        repository.git("config", name, value)
    for name in ("post-checkout", "reference-transaction", "fsmonitor-watchman"):
        hook = repository.root / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\ntouch executed\n", encoding="utf-8")
        hook.chmod(0o755)
    return repository.root


@pytest.mark.skipif(sys.platform != "linux", reason="the places that Python itself opens are listed for Linux")
@pytest.mark.parametrize(
    "arguments", [(), ("--changed=base",), ("--fix", "--diff"), ("--format=sarif",), ("--format=github",)]
)
def test_nothing_of_the_repository_runs(root: Path, arguments: tuple[str, ...]) -> None:
    """The check opens nothing outside the repository but what is its own, runs nothing but git, and asks no network."""
    command = python("-P", "-c", HOOK, PACKAGES, str(root), "check", "--format=json", "--today=2026-11-22", *arguments)
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "GITHUB_BASE_REF": "base", **ISOLATED}
    # What it keeps for itself lies in the user's cache folder; the hook lets it write into folders of this name only.
    with tempfile.TemporaryDirectory(prefix="gameplan-") as kept:
        for _ in range(2):
            outcome = run_limited(command, root, environment={**environment, "GAMEPLAN_CACHE": kept})
            assert b"FORBIDDEN" not in outcome.err, outcome.err
    check_limits(outcome)
    assert outcome.code == 1
    assert not list(root.rglob("executed"))
    assert b"root:" not in outcome.out
    if not arguments:
        assert {finding["rule"] for finding in findings(outcome)} >= {"unsafe-path", "unknown-goal"}


@pytest.mark.parametrize(
    "evil",
    [
        "open('/etc/hostname')",
        "__import__('socket').socket()",
        "__import__('subprocess').run(['true'])",
        "__import__('subprocess').run(['git', 'status'])",
        "__import__('subprocess').run(['git', '--git-dir=' + repository, 'log'])",
        "__import__('os').system('true')",
        "exec(compile('1', 'evil.py', 'exec'))",
        "open('made', 'w')",
    ],
)
def test_the_hook_sees(root: Path, evil: str) -> None:
    """The hook would notice: each thing that is ruled out ends the program."""
    program = HOOK.replace("main(sys.argv[3:])", evil)
    outcome = run_limited(python("-P", "-c", program, PACKAGES, str(root)), root)
    assert (outcome.code, b"FORBIDDEN" in outcome.err) == (99, True)
