"""Which repository is asked, and that nothing in it or around it can make Git run, open or say something else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gameplan
from gameplan.history import program
from gameplan.history.changed import changed_files
from gameplan.history.commit_tree import CommitTree, fork_point
from gameplan.history.commits import newest_commit, newest_name, read_history
from gameplan.history.contents import contents
from gameplan.history.git import asking
from gameplan.history.identity import namespace_of
from gameplan.history.missing import MissingHistory, RefusedHistory, TooLargeHistory, UnreadableHistory
from gameplan.history.program import find_program
from gameplan.history.repository import find_repository
from gits import VERSIONS, search_path, strace
from process import python, run_limited
from repository import Repository, day

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG = "mkdocs.yml"
PACKAGES = str(Path(gameplan.__file__).parents[1])
ASKS_ALL = """
import sys, pathlib, tempfile
sys.path.insert(0, sys.argv[1])
from gameplan.history.changed import changed_files
from gameplan.history.commits import newest_commit, newest_name, read_history
from gameplan.history.contents import contents
from gameplan.history.identity import namespace_of
from gameplan.history.missing import MissingHistory
from gameplan.history.commit_tree import CommitTree, fork_point
root = pathlib.Path(sys.argv[2])

def told(function, *arguments):
    try:
        return function(*arguments)
    except MissingHistory as missing:
        return f"{type(missing).__name__}: {missing.plain}"

history = told(read_history, root, "mkdocs.yml")
print(history)
blobs = [] if history is None or isinstance(history, str) else [*history.head().values()]
print(told(lambda: [*contents(root, blobs)]))
print(told(newest_commit, root), told(newest_name, root), told(namespace_of, root))
print(sorted(changed_files(root)), told(fork_point, root, "origin/main"), told(fork_point, root, "evil"))
with CommitTree(root, "HEAD") as tree:
    print(told(tree.take, ("plan", "strategy")))
    print(sorted((name.name, name.kind.name) for folder in ("plan", "strategy") for name in tree.entries(folder)))
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another present folder than the checkout: no Git that lies in it would count."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))


class Evil:
    """A script that leaves a mark when it is run, and configurations that try to run it, or to open what never ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.mark, self.script, self.included = folder / "ran", folder / "script", folder / "included"
        self.script.write_text(f"#!/bin/sh\ntouch {self.mark}\ncat >/dev/null\n", encoding="utf-8")
        self.script.chmod(0o755)

    @property
    def runs(self) -> str:
        """A configuration with every key that we know of that runs something."""
        run = self.script
        return f"""
[core]
    fsmonitor = {run}
    hooksPath = {run.parent}
    pager = {run}
    editor = {run}
    sshCommand = {run}
    askPass = {run}
    gitProxy = {run}
    alternateRefsCommand = {run}
[extensions]
    partialClone = origin
[remote "origin"]
    partialclonefilter = blob:none
    url = {run.parent}
    uploadpack = {run}
    fetch = +refs/heads/*:refs/remotes/origin/*
[protocol "ext"]
    allow = always
[diff]
    external = {run}
[diff "evil"]
    command = {run}
    textconv = {run}
[filter "evil"]
    clean = {run}
    smudge = {run}
    process = {run}
[log]
    showSignature = true
[gpg]
    program = {run}
[pager]
    log = {run}
    diff = {run}
[alias]
    log = !{run}
    rev-parse = !{run}
[credential]
    helper = !{run}
"""

    @property
    def misleads(self) -> str:
        """A configuration that changes what Git says, or lets it say nothing."""
        return """
[log]
    showRoot = false
    diffMerges = off
    follow = true
    mailmap = true
    date = raw
    decorate = full
    abbrevCommit = true
[diff]
    renames = copies
    noprefix = true
    relative = false
    submodule = log
[core]
    abbrev = 4
    quotePath = true
    ignoreCase = true
    precomposeUnicode = true
[i18n]
    logOutputEncoding = UTF-16
[color]
    ui = always
[column]
    ui = always
"""

    @property
    def hangs(self) -> str:
        """A configuration that opens what never ends."""
        return """
[diff]
    orderFile = /dev/zero
[mailmap]
    file = /dev/zero
[core]
    attributesFile = /dev/zero
    excludesFile = /dev/zero
"""


def embed(target: Path, config: str, tmp_path: Path) -> None:
    """Put a bare repository's four files into a folder, as somebody could commit them, with branches that nobody made.

    A content is missing, so that Git would fetch it if it could.
    """
    bare = Repository(tmp_path / "bare")
    bare.commit({"plan/forged.md": "forged"}, day(9))
    git = bare.top / ".git"
    shutil.copytree(git / "objects", target / "objects")
    lost = bare.git("rev-parse", "main:plan/forged.md").strip()
    (target / "objects" / lost[:2] / lost[2:]).unlink()
    (target / "HEAD").write_text("ref: refs/heads/main\n", encoding="ascii")
    for name in ("heads/main", "heads/evil", "remotes/origin/main"):
        place = target / "refs" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(bare.git("rev-parse", "main"), encoding="ascii")
    (target / "config").write_text("[core]\n\trepositoryformatversion = 1\n\tbare = true\n" + config, encoding="utf-8")


def with_history(repository: Repository) -> Repository:
    """A repository with two commits, and a branch of another place that stands at the first."""
    repository.commit(
        {"plan/a.md": "1", "strategy/b.md": "2", CONFIG: "3", ".gitattributes": "* diff=evil filter=evil\n"}, day(0)
    )
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repository.commit({"plan/a.md": "4"}, day(1))
    return repository


def test_other_versions_are_there() -> None:
    """Where CI says how many versions of Git there are, no test is left out for want of one; nor for want of strace."""
    needed = os.environ.get("GAMEPLAN_GITS_NEEDED", "")
    if not needed:
        pytest.skip("nobody says how many versions of Git there are: `.ci/gits` brings three")
    assert len(VERSIONS) > int(needed)
    assert strace()


PLACES = [
    "the folder",
    "no .git",
    ".git",
    "a worktree",
    "a submodule",
    "the user",
    "an included file",
    "the environment",
]


def laid(place: str, config: str, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A playbook, with an evil configuration at one of the places at which Git looks for one."""
    repository = with_history(Repository(tmp_path / "all", "teams/one"))
    root, environment = repository.root, {"HOME": str(tmp_path / "home")}
    (tmp_path / "home").mkdir(parents=True)
    settings = repository.top / ".git" / "config"
    if place in ("the folder", "no .git"):
        embed(root, config, tmp_path)
        if place == "no .git":
            shutil.rmtree(repository.top / ".git")
    elif place == ".git":
        settings.write_text(settings.read_text() + config, encoding="utf-8")
    elif place == "an included file":
        (tmp_path / "included").write_text(config, encoding="utf-8")
        settings.write_text(
            settings.read_text() + f"[include]\n\tpath = {tmp_path}/included\n\tpath = /dev/zero\n", encoding="utf-8"
        )
    elif place == "a worktree":
        repository.git("worktree", "add", "-q", str(tmp_path / "other"), "HEAD")
        settings.write_text(settings.read_text() + "[extensions]\n\tworktreeConfig = true\n" + config, encoding="utf-8")
        (repository.top / ".git/worktrees/other/config.worktree").write_text(config, encoding="utf-8")
        root = tmp_path / "other/teams/one"
    elif place == "a submodule":
        module = tmp_path / "super/.git/modules/all"
        module.parent.mkdir(parents=True)
        (repository.top / ".git").rename(module)
        (module / "config").write_text((module / "config").read_text() + config, encoding="utf-8")
        repository.top.rename(tmp_path / "super/all")
        (tmp_path / "super/all/.git").write_text("gitdir: ../.git/modules/all\n", encoding="utf-8")
        root = tmp_path / "super/all/teams/one"
    elif place == "the user":
        (tmp_path / "home/.gitconfig").write_text(config, encoding="utf-8")
    else:
        (tmp_path / "environment").write_text(config, encoding="utf-8")
        script = str(tmp_path.parent / "evil/script")
        environment |= {"GIT_CONFIG_GLOBAL": str(tmp_path / "environment"), "GIT_EXTERNAL_DIFF": script}
        environment |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": script}
        environment |= {"GIT_DIR": str(tmp_path / "nowhere"), "GIT_TRACE": str(tmp_path / "trace")}
    return root, environment


def ask_all(root: Path, version: str, environment: dict[str, str], prefix: tuple[str, ...] = ()) -> str:
    """Ask everything that we ever ask, in a process with limits; what was told."""
    variables = {"PATH": search_path(version), "GITHUB_BASE_REF": "main", **environment}
    outcome = run_limited([*prefix, *python("-P", "-c", ASKS_ALL, PACKAGES, str(root))], root, environment=variables)
    assert not outcome.timed_out
    assert outcome.megabytes < 300
    assert outcome.code == 0, outcome.err
    return outcome.out.decode()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", ["runs", "misleads", "hangs"])
@pytest.mark.parametrize("place", PLACES)
def test_no_configuration_is_obeyed(place: str, kind: str, version: str, tmp_path: Path) -> None:
    """Wherever an evil configuration stands: nothing of it runs, nothing hangs, and the answers are those without it."""
    evil = Evil(tmp_path / "evil")
    told, harmless = (
        ask_all(root, version, environment)
        for root, environment in (
            laid(place, config, tmp_path / name) for name, config in (("x", getattr(evil, kind)), ("y", ""))
        )
    )
    assert not evil.mark.exists()
    assert told == harmless
    assert "forged" not in told
    assert not (tmp_path / "x/trace").exists()
    assert ("2026, 2, 2" in told) is (place != "no .git")
    if place == "no .git":
        assert told.startswith("None\n[]\nNone  None\n[] None None\n")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("place", ["the folder", ".git", "a worktree"])
def test_what_is_missing_is_never_fetched(place: str, version: str, tmp_path: Path) -> None:
    """A version that is lost is told as lost: no `uploadpack` of a configuration is run to get it."""
    evil = Evil(tmp_path / "evil")
    repository = Repository(tmp_path / "all", "teams/one")
    repository.commit({"plan/a.md": "1"}, day(0))
    repository.commit({"plan/a.md": "2"}, day(1))
    lost = repository.git("rev-parse", "HEAD~1:teams/one/plan/a.md").strip()
    (repository.top / ".git/objects" / lost[:2] / lost[2:]).unlink()
    root = repository.root
    if place == "the folder":
        embed(root, evil.runs, tmp_path)
    else:
        config = repository.top / ".git" / "config"
        config.write_text(config.read_text() + evil.runs, encoding="utf-8")
    if place == "a worktree":
        repository.git("worktree", "add", "-q", str(tmp_path / "other"), "HEAD")
        root = tmp_path / "other/teams/one"
        evil.mark.unlink(missing_ok=True)
    found = read_history(root, CONFIG)
    assert found
    with pytest.raises(UnreadableHistory, match="older version of a file is missing"):
        list(contents(root, [blob for commit in found.commits for blob in commit.changed.values() if blob]))
    told = ask_all(root, version, {"HOME": str(tmp_path)})
    assert not evil.mark.exists()
    assert "forged" not in told


@pytest.mark.skipif(strace() is None, reason="strace is not installed: what Git starts and opens is not looked at")
def test_git_starts_and_opens_nothing_else(tmp_path: Path) -> None:
    """Traced: no program is started but Git, and of the repository nothing is opened but objects and branches."""
    evil = Evil(tmp_path / "evil")
    root, environment = laid(".git", evil.runs + evil.hangs, tmp_path)
    trace = tmp_path / "strace"
    ask_all(root, "", environment, (str(strace()), "-f", "-qq", "-e", "trace=execve,openat,open", "-o", str(trace)))
    rows = [row for row in trace.read_text(encoding="utf-8", errors="replace").splitlines() if " = -1 " not in row]
    started = {row.split('"')[1] for row in rows if "execve(" in row}
    assert {Path(name).name for name in started} <= {"git", Path(sys.executable).name, "strace"}
    assert any(Path(name).name == "git" for name in started), "the trace sees what is started"
    gits = {row.split()[0] for row in rows if "execve(" in row and '/git"' in row}
    opened = {row.split('"')[1] for row in rows if "open" in row and row.split()[0] in gits and '"' in row}
    touched = {name for name in opened if str(tmp_path) in os.path.realpath(name) and "/gameplan-git-" not in name}
    assert all("/objects/" in name or "/refs/" in name or name.endswith("packed-refs") for name in touched), touched
    assert any("/objects/" in name or "objects/" in name for name in opened), "the trace sees what is opened"
    assert not any(name in ("/dev/zero", "/dev/stdin") or name.startswith("/etc/gitconfig") for name in opened)


def test_another_users_repository_above_is_passed_over(tmp_path: Path) -> None:
    """Anybody can put a `.git` into a folder that all may write to; the playbook below has none then."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give files away")
    planted = Repository(tmp_path)
    planted.commit({"mine/plan/a.md": "1"}, day(0))
    for path in (planted.top / ".git", *(planted.top / ".git").rglob("*")):
        os.chown(path, 12345, 12345)
    assert find_repository(tmp_path / "mine") is None
    assert read_history(tmp_path / "mine", CONFIG) is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("listed", ["", "*", "TOP", "PARENT/*", "TOP\n\tdirectory =\n"])
def test_a_playbook_of_another_user(listed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its repository is read where the user's own configuration calls it safe, as Git does; else the message says what to run."""
    repository = Repository(tmp_path / "playbook")
    repository.commit({"plan/a.md": "1"}, day(0))
    for path in (repository.root, *repository.root.rglob("*")):
        os.chown(path, 12345, 12345)
    entry = listed.replace("TOP", str(repository.top)).replace("PARENT", str(tmp_path))
    (tmp_path / "config").write_text(f"[safe]\n\tdirectory = {entry}\n" if entry else "", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    if listed in ("", "TOP\n\tdirectory =\n"):
        with pytest.raises(RefusedHistory, match=f"git config --global --add safe.directory {repository.top}"):
            read_history(repository.root, CONFIG)
    else:
        assert read_history(repository.root, CONFIG)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_container_is_told_by_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no configuration can be written, variables declare a folder safe, as they do for Git; they change nothing else."""
    repository = Repository(tmp_path / "playbook")
    repository.commit({"plan/a.md": "1"}, day(0))
    for path in (repository.root, *repository.root.rglob("*")):
        os.chown(path, 12345, 12345)
    for name, value in (("COUNT", "1"), ("KEY_0", "safe.directory"), ("VALUE_0", str(repository.top))):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    assert read_history(repository.root, CONFIG)


def test_borrowed_objects_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects of another repository on the machine are read only where the user says so."""
    other = Repository(tmp_path / "other")
    other.commit({"plan/secret.md": "secret"}, day(0))
    subprocess.run(["git", "clone", "-q", "--shared", str(other.top), str(tmp_path / "clone")], check=True)
    with pytest.raises(RefusedHistory, match=r"borrows objects from .*git repack"):
        read_history(tmp_path / "clone", CONFIG)
    (tmp_path / "config").write_text(f"[safe]\n\tdirectory = {other.top}/.git/objects\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert read_history(tmp_path / "clone", CONFIG)


def _empty(git: Path) -> None:
    shutil.rmtree(git)
    git.mkdir()


def _no_objects(git: Path) -> None:
    shutil.rmtree(git / "objects")
    (git / "objects").mkdir()


def _pipe(git: Path) -> None:
    (git / "HEAD").unlink()
    os.mkfifo(git / "HEAD")


def _pointer(text: bytes) -> Callable[[Path], None]:
    def lay(git: Path) -> None:
        shutil.rmtree(git)
        git.write_bytes(text)

    return lay


BROKEN: dict[str, Callable[[Path], object]] = {
    "an empty folder": _empty,
    "no objects": _no_objects,
    "nonsense as HEAD": lambda git: git.joinpath("HEAD").write_text("nonsense"),
    "a pipe as HEAD": _pipe,
    "a pipe as packed-refs": lambda git: os.mkfifo(git / "packed-refs"),
    "a device as shallow": lambda git: (git / "shallow").symlink_to("/dev/zero"),
    "a branch that is empty": lambda git: (git / "refs/heads/main").write_text(""),
    "a branch of nonsense": lambda git: (git / "refs/heads/main").write_text("nonsense\n"),
    "a branch at a lost commit": lambda git: (git / "refs/heads/main").write_text("1" * 40 + "\n"),
    "a pointer to nowhere": _pointer(b"gitdir: ../nowhere\n"),
    "a pointer to a device": _pointer(b"gitdir: /dev/zero\n"),
    "no pointer": _pointer(b"hello\n"),
    "a pointer that never ends": _pointer(b"gitdir: " + b"x" * 2_000_000),
    "a NUL in a pointer": _pointer(b"gitdir: a\0b\n"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_repository_is_no_empty_one(name: str, tmp_path: Path) -> None:
    """Where there is a `.git` that can't be asked, that is what is told, in one sentence; never that there is no history."""
    repository = Repository(tmp_path / "playbook")
    repository.commit({"plan/a.md": "1"}, day(0))
    BROKEN[name](repository.top / ".git")
    for ask in (
        lambda: read_history(repository.root, CONFIG),
        lambda: newest_commit(repository.root),
        lambda: namespace_of(repository.root),
    ):
        with pytest.raises(UnreadableHistory) as caught:
            ask()
        assert "\n" not in str(caught.value)
    assert newest_name(repository.root) == ""
    assert changed_files(repository.root) == frozenset()


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository without a Git to read it can't be asked; a folder without a repository needs none."""
    repository = Repository(tmp_path / "playbook")
    repository.commit({"plan/a.md": "1"}, day(0))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableHistory, match="Git is not installed: install it"):
        read_history(repository.root, CONFIG)
    shutil.rmtree(repository.top / ".git")
    assert read_history(repository.root, CONFIG) is None


def fake_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A playbook with a history, and a Git that does something else than what it is asked."""
    repository = Repository(tmp_path / "playbook")
    repository.commit({"plan/a.md": "1"}, day(0))
    program_at(tmp_path / "bin", "git").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    return repository.root


def test_without_a_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in containers that can't be written: the message says what to set."""
    repository = Repository(tmp_path / "playbook")
    repository.commit({"plan/a.md": "1"}, day(0))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with pytest.raises(UnreadableHistory, match="set TMPDIR"):
        read_history(repository.root, CONFIG)


def test_a_git_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stopped, with what it says kept out."""
    root = fake_git(tmp_path, monkeypatch, "exec sleep 600")
    monkeypatch.setattr(program, "SECONDS", 0.2)
    with pytest.raises(UnreadableHistory, match="git took more than"):
        read_history(root, CONFIG)


def test_a_git_that_talks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stopped at 64 MiB; on Linux it can't take all memory either."""
    root = fake_git(tmp_path, monkeypatch, "exec cat /dev/zero")
    with pytest.raises(TooLargeHistory):
        read_history(root, CONFIG)


def bomb(repository: Repository, *, depth: int = 8, width: int = 10) -> None:
    """Commit a folder of folders of folders, each the same ten times over: few bytes and a hundred million names."""
    blob = repository.git("hash-object", "-w", "--stdin", data=b"x").strip()
    rows = "".join(f"100644 blob {blob}\tf{number}.md\n" for number in range(width))
    for _ in range(depth - 1):
        tree = repository.git("mktree", data=rows.encode()).strip()
        rows = "".join(f"040000 tree {tree}\tf{number}\n" for number in range(width))
    tree = repository.git("mktree", data=rows.encode()).strip()
    top = repository.git("mktree", data=f"040000 tree {tree}\tplan\n".encode()).strip()
    commit = repository.git(
        "-c", "user.name=A", "-c", "user.email=a@example.org", "commit-tree", "-m", "x", "-p", "HEAD", top
    ).strip()
    repository.git("update-ref", "refs/heads/main", commit)


def test_a_bomb_in_history(tmp_path: Path) -> None:
    """A hundred million names in a few kilobytes are refused, within the limits of this process, before they fill the disk."""
    repository = Repository(tmp_path / "playbook")
    repository.commit({"plan/a.md": "1"}, day(0))
    bomb(repository)
    program_text = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "from gameplan.history.commits import read_history\n"
        "from gameplan.history.commit_tree import CommitTree\n"
        "from gameplan.history.missing import UnreadableHistory\n"
        "root = pathlib.Path(sys.argv[2])\n"
        "for ask in (lambda: read_history(root, 'mkdocs.yml'), lambda: CommitTree(root, 'HEAD').take(['plan'])):\n"
        "    try: print(ask())\n"
        "    except UnreadableHistory as error: print('refused', error.plain)\n"
    )
    outcome = run_limited(
        python("-P", "-c", program_text, PACKAGES, str(repository.root)), tmp_path, seconds=60, memory=700_000_000
    )
    assert outcome.out.count(b"refused") == 2, outcome


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("form", ["sha1", "sha256", "reftable"])
@pytest.mark.parametrize("linked", [False, True])
def test_every_form_of_repository(
    form: str, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, linked: bool
) -> None:
    """Names by SHA-256, branches in tables, work trees beside: all are read."""
    monkeypatch.setenv("PATH", search_path(version))
    top = tmp_path / "playbook"
    flags = {"sha1": [], "sha256": ["--object-format=sha256"], "reftable": ["--ref-format=reftable"]}[form]
    made = subprocess.run(["git", "init", "-q", "-b", "main", *flags, str(top)], check=False, capture_output=True)
    if made.returncode:
        pytest.skip(f"this Git makes no repository of the form {form}")
    (top / "plan").mkdir()
    (top / "plan/a.md").write_text("1")
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["add", "-A"], [*identity, "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(top), *command], check=True)
    root = top
    if linked:
        root = tmp_path / "other"
        subprocess.run(["git", "-C", str(top), "worktree", "add", "-q", "-b", "side", str(root)], check=True)
        (root / "plan/b.md").write_text("2")
        for command in (["add", "-A"], [*identity, "commit", "-qm", "y"]):
            subprocess.run(["git", "-C", str(root), *command], check=True)
    found = read_history(root, CONFIG)
    assert found
    assert sorted(found.head()) == (["plan/a.md", "plan/b.md"] if linked else ["plan/a.md"])
    assert [data for _, data in contents(root, [*found.head().values()])] == ([b"1", b"2"] if linked else [b"1"])
    assert fork_point(root, "main")


def test_where_links_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows without the right to: branches are copied, and objects are borrowed."""
    repository = with_history(Repository(tmp_path / "playbook"))
    before = read_history(repository.root, CONFIG), fork_point(repository.root, "origin/main")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    assert (read_history(repository.root, CONFIG), fork_point(repository.root, "origin/main")) == before


def test_a_detached_head_and_packed_branches(tmp_path: Path) -> None:
    """As build servers check out, and as Git stores branches after a while."""
    repository = with_history(Repository(tmp_path / "playbook"))
    before = read_history(repository.root, CONFIG)
    repository.git("pack-refs", "--all")
    assert read_history(repository.root, CONFIG) == before
    repository.git("update-ref", "--no-deref", "HEAD", "HEAD")
    (repository.top / ".git/HEAD").write_text(repository.git("rev-parse", "HEAD"))
    assert read_history(repository.root, CONFIG) == before


def test_names_of_folders_are_no_patterns(tmp_path: Path) -> None:
    """A playbook's folder may be called like a pattern of paths."""
    repository = Repository(tmp_path / "all", "a[b]*?\\c")
    repository.commit({"plan/a.md": "1", CONFIG: "2"}, day(0))
    beside = Repository(tmp_path / "beside", "ab1")
    assert beside
    found = read_history(repository.root, CONFIG)
    assert found
    assert sorted(found.head()) == [CONFIG, "plan/a.md"]


def program_at(folder: Path, name: str) -> Path:
    """An executable file."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / name
    made.write_text("#!/bin/sh\n", encoding="utf-8")
    made.chmod(0o755)
    return made


@pytest.mark.parametrize("windows", [False, True])
def test_no_program_of_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, windows: bool) -> None:
    """What lies in the playbook, its repository or the present folder is passed over, wherever the search path leads first."""
    name = "git.exe" if windows else "git"
    checkout, true = tmp_path / "checkout", program_at(tmp_path / "bin", name)
    for folder in ("", "teams/one", "node_modules/.bin"):
        for bad in ("git", "git.bat", "git.cmd", "git.exe", "git.com"):
            program_at(checkout / folder, bad)
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / name).symlink_to(checkout / name)
    monkeypatch.chdir(checkout / "teams")
    program_at(checkout / "teams", name)
    path = [
        ".",
        "",
        "teams",
        str(checkout),
        str(checkout / "node_modules/.bin"),
        str(checkout / "teams/one"),
        str(tmp_path / "linked"),
        str(true.parent),
    ]
    monkeypatch.setenv("PATH", os.pathsep.join(path))
    assert find_program(checkout / "teams/one", checkout, windows=windows) == str(true)
    monkeypatch.setenv("PATH", os.pathsep.join(path[:-1]))
    assert find_program(checkout / "teams/one", checkout, windows=windows) is None


def test_the_stand_in_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left in the temporary folder, and nothing is written into the repository."""
    repository = with_history(Repository(tmp_path / "playbook"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    before = {path: path.stat().st_mtime_ns for path in repository.top.rglob("*")}
    with asking(repository.root) as git:
        assert git
        assert git.commit()
        assert list((tmp_path / "temporary").iterdir())
    assert read_history(repository.root, CONFIG)
    assert not list((tmp_path / "temporary").iterdir())
    assert {path: path.stat().st_mtime_ns for path in repository.top.rglob("*")} == before


def test_a_version_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """The same file a hundred thousand times over would fill the disk."""
    repository = Repository(tmp_path / "playbook")
    repository.commit({"plan/a.md": "x" * 2_000_000}, day(0))
    blob = repository.git("rev-parse", "HEAD:plan/a.md").strip()
    rows = "".join(f"100644 blob {blob}\tf{number}.md\n" for number in range(1_000))
    tree = repository.git("mktree", data=rows.encode()).strip()
    top = repository.git("mktree", data=f"040000 tree {tree}\tplan\n".encode()).strip()
    commit = repository.git(
        "-c", "user.name=A", "-c", "user.email=a@example.org", "commit-tree", "-m", "x", top
    ).strip()
    with CommitTree(repository.root, commit) as files, pytest.raises(MissingHistory, match="1024 MiB of files"):
        files.take(["plan"])
