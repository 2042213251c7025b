"""What git is asked: one pass over the mainline, inert whatever a repository holds, and nothing where there is no history."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from casefile import BASE
from gameplan.cli import main
from gameplan.history.changed import changed_files
from gameplan.history.commits import read_history
from gameplan.history.contents import LARGEST, blob_of, contents
from gameplan.history.identity import namespace_of
from gameplan.history.missing import ShallowClone, UnreadableHistory
from gameplan.history.repository import parts_of
from repository import FIRST, ISOLATED, Repository, day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gameplan.history.commits import History

CONFIG = "mkdocs.yml"
CONFIG_TEXT = """\
site_name: Site
site_url: https://plan.example.org/
docs_dir: strategy
plugins:
  - gameplan: {fail_on: never, uid_namespace: 6a0c1c52-0d0d-4a57-9d6e-2f6f6d1c7b35}
"""


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of whoever runs the tests."""
    for name, value in ISOLATED.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "playbook")


def history(repository: Repository) -> History:
    """The history of a repository that has one."""
    found = read_history(repository.root, CONFIG)
    assert found is not None
    return found


def texts(repository: Repository) -> Iterator[tuple[datetime, dict[str, bytes | None]]]:
    """When each commit was made, and the contents that it left."""
    for commit in history(repository).commits:
        blobs = dict(contents(repository.root, [blob for blob in commit.changed.values() if blob]))
        yield commit.when, {path: blobs[blob] if blob else None for path, blob in commit.changed.items()}


def test_tells_what_each_commit_changed(repository: Repository) -> None:
    """From the first commit on: the Markdown files and the configuration, with what they held; other commits have no changes."""
    repository.commit({"plan/a.md": "1", "strategy/deep/er/b.md": "2", CONFIG: "3", "plan/x.csv": "4"}, day(0))
    repository.commit({"plan/x.csv": "5", "other/mkdocs.yml": "6"}, day(1))
    repository.commit({"plan/a.md": None, "plan/c.md": "1", "README.md": "7"}, day(2))
    assert list(texts(repository)) == [
        (day(0), {"plan/a.md": b"1", "strategy/deep/er/b.md": b"2", CONFIG: b"3"}),
        (day(1), {}),
        (day(2), {"plan/a.md": None, "plan/c.md": b"1", "README.md": b"7"}),
    ]
    found = history(repository)
    assert found.latest == day(2)
    assert found.head() == {
        path: blob_of(data, "0" * 40)
        for path, data in {"strategy/deep/er/b.md": b"2", CONFIG: b"3", "plan/c.md": b"1", "README.md": b"7"}.items()
    }


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((0, 10, 20), (0, 10, 20)),
        ((0, 0, 0), (0, 1, 2)),
        ((0, 100, 50, 60, 200), (0, 100, 101, 102, 200)),
        ((0, -(10**9), 5), (0, 1, 5)),
    ],
)
def test_times_only_rise(repository: Repository, dates: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """Where a clock went back or stood still, a commit counts as made a second after the one before it."""
    for number, seconds in enumerate(dates):
        repository.commit({"plan/a.md": str(number)}, FIRST + timedelta(seconds=seconds))
    assert [commit.when for commit in history(repository).commits] == [FIRST + timedelta(seconds=s) for s in expected]


def test_any_number_can_be_a_date(repository: Repository) -> None:
    """A commit of the year 30,000 is no more than late."""
    repository.commit({"plan/a.md": "1"}, 0)
    repository.commit({"plan/a.md": "2"}, 900_000_000_000)
    repository.commit({"plan/a.md": "3"}, 900_000_000_000)
    late = datetime(9999, 1, 1, tzinfo=UTC)
    assert [commit.when for commit in history(repository).commits] == [
        datetime(1970, 1, 1, tzinfo=UTC),
        late,
        late + timedelta(seconds=1),
    ]


def test_a_merge_is_one_commit(repository: Repository) -> None:
    """What was published is the mainline: a branch counts when it is merged, and not when its commits were made."""
    repository.commit({"plan/a.md": "1", "plan/b.md": "1"}, day(0))
    repository.commit({"plan/a.md": "2"}, day(1), branch="feature")
    repository.commit({"plan/a.md": "3"}, day(2), branch="feature")
    repository.commit({"plan/b.md": "2"}, day(5))
    repository.commit({"plan/a.md": "3"}, day(6), merge="feature")
    assert list(texts(repository))[1:] == [(day(5), {"plan/b.md": b"2"}), (day(6), {"plan/a.md": b"3"})]


def test_what_a_pull_request_changes(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of its own commits; not what came to the branch that it is for in the meantime."""
    repository.commit({"plan/a.md": "1", "plan/b.md": "1"}, day(0))
    repository.commit({"plan/a.md": "2", "plan/c.md": "1"}, day(1), branch="feature")
    repository.commit({"plan/b.md": "2"}, day(2))
    repository.git("update-ref", "refs/remotes/origin/main", "refs/heads/main")
    repository.git("symbolic-ref", "HEAD", "refs/heads/feature")
    assert changed_files(repository.root) == frozenset(), "nobody asks for a branch"
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    assert changed_files(repository.root) == {"plan/a.md", "plan/c.md"}
    monkeypatch.setenv("GITHUB_BASE_REF", "gone")
    assert changed_files(repository.root) == frozenset()


def test_the_identity_of_a_repository(repository: Repository) -> None:
    """By its first commit, in a form that never changes; of several first ones by the one whose name comes first."""
    repository.commit({"plan/a.md": "1"}, day(0))
    firsts = [repository.git("rev-parse", "HEAD").strip()]

    def expected() -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_OID, f"gameplan/{min(firsts)}")

    assert namespace_of(repository.root) == expected()
    repository.commit({"plan/a.md": "2"}, day(1))
    assert namespace_of(repository.root) == expected()
    tree = repository.git("rev-parse", "HEAD^{tree}").strip()
    for number in range(3):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        firsts.append(repository.git(*who, "commit-tree", tree, "-m", f"another beginning {number}").strip())
        joined = repository.git(*who, "commit-tree", tree, "-p", "HEAD", "-p", firsts[-1], "-m", "joined").strip()
        repository.git("update-ref", "refs/heads/main", joined)
        assert namespace_of(repository.root) == expected()


def test_a_playbook_can_lie_within_a_repository(tmp_path: Path) -> None:
    """Paths are relative to the playbook's folder, and what lies beside it is no part of its history."""
    repository = Repository(tmp_path / "all", "deep/play book")
    repository.commit({"plan/a.md": "1", CONFIG: "2"}, day(0))
    (repository.top / "README.md").write_text("x")
    assert list(texts(repository)) == [(day(0), {"plan/a.md": b"1", CONFIG: b"2"})]


def test_names_can_be_anything(repository: Repository) -> None:
    """Line ends, quotes, record separators, pathspec magic and bytes that are no UTF-8 are characters of names."""
    names = ['a"b\n:c', ":(top)d", ":000000 1", "é ü", os.fsdecode(b"\xff\xfe"), "\x1e1\x1f", " ", "-n", "*"]
    files: dict[str, str | bytes | None] = {f"plan/{name}.md": name.encode("utf-8", "replace") for name in names}
    repository.commit(files, day(0))
    assert list(texts(repository)) == [(day(0), files)]


def test_only_regular_files_count(repository: Repository) -> None:
    """A link and another repository are as if there were no file."""
    repository.commit({"plan/a.md": "1", "plan/b.md": "1"}, day(0))
    modes = {"plan/a.md": "120000", "plan/b.md": "160000", "plan/c.md": "100755"}
    repository.commit({"plan/a.md": "/etc/passwd", "plan/b.md": "1" * 40, "plan/c.md": "2"}, day(1), modes=modes)
    assert list(texts(repository))[1] == (day(1), {"plan/a.md": None, "plan/b.md": None, "plan/c.md": b"2"})


@pytest.mark.parametrize("state", ["no repository", "no commit", "no file of ours"])
def test_without_history(repository: Repository, state: str) -> None:
    """Where there is nothing to tell, that is what is told."""
    if state != "no commit":
        repository.commit({"other.txt" if state == "no file of ours" else "plan/a.md": "1"}, day(0))
    if state == "no repository":
        shutil.rmtree(repository.top / ".git")
    assert read_history(repository.root, CONFIG) is None


def test_contents_of_a_broken_repository(repository: Repository) -> None:
    """A content that is lost is told as lost."""
    repository.commit({"plan/a.md": "1"}, day(0))
    (blob,) = history(repository).head().values()
    lost = "1" * 40
    answers = contents(repository.root, [blob, lost, blob])
    assert next(answers) == (blob, b"1")
    with pytest.raises(UnreadableHistory, match="an older version of a file is missing"):
        next(answers)
    shutil.rmtree(repository.top / ".git")
    assert list(contents(repository.root, [blob])) == []


def test_a_shallow_clone_is_refused(repository: Repository, tmp_path: Path) -> None:
    """It would give every page the stamp of one commit; the message says what to set, in one line."""
    for number in range(3):
        repository.commit({"plan/a.md": str(number)}, day(number))
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth=1", repository.root.as_uri(), str(clone))
    with pytest.raises(ShallowClone, match=r"fetch-depth: 0 .* GIT_DEPTH: \"0\".* ledger") as caught:
        read_history(clone, CONFIG)
    assert "\n" not in str(caught.value)


def test_a_partial_clone_is_refused(repository: Repository, tmp_path: Path) -> None:
    """Older contents would have to be fetched one by one, and nothing is ever fetched."""
    repository.commit({"plan/a.md": "1"}, day(0))
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--filter=blob:none", "--no-checkout", repository.root.as_uri(), str(clone))
    with pytest.raises(ShallowClone):
        read_history(clone, CONFIG)


def test_history_is_what_was_committed(repository: Repository) -> None:
    """Replacements and grafts, which are nobody's but one clone's, change nothing."""
    repository.commit({"plan/a.md": "1"}, day(0))
    repository.commit({"plan/a.md": "2"}, day(1))
    before = list(texts(repository))
    old, new = (blob_of(data, "0" * 40) for data in (b"1", b"2"))
    repository.git("replace", old, new)
    (repository.top / ".git" / "info").mkdir(exist_ok=True)
    (repository.top / ".git" / "info" / "grafts").write_text(repository.git("rev-parse", "HEAD"))
    assert list(texts(repository)) == before


def test_nothing_of_a_repository_is_run(repository: Repository, tmp_path: Path) -> None:
    """Hooks, filters, drivers, monitors, pagers and signers of a repository stay inert."""
    marker, script = tmp_path / "ran", tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {marker}\ncat\n")
    script.chmod(0o755)
    attributes = "* filter=own diff=own merge=own\n"
    repository.commit({"plan/a.md": "1", ".gitattributes": attributes}, day(0))
    repository.write({"plan/a.md": "2"})
    (repository.top / ".git" / "info").mkdir(exist_ok=True)
    (repository.top / ".git" / "info" / "attributes").write_text(attributes)
    for name in (
        "filter.own.clean",
        "filter.own.smudge",
        "filter.own.process",
        "diff.own.textconv",
        "diff.own.command",
    ):
        repository.git("config", name, str(script))
    for name in ("core.fsmonitor", "core.pager", "pager.log", "gpg.program", "diff.external", "core.sshCommand"):
        repository.git("config", name, str(script))
    repository.git("config", "log.showSignature", "true")
    hooks = repository.top / ".git" / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
        shutil.copy(script, hooks / hook)
    assert [files["plan/a.md"] for _, files in texts(repository)] == [b"1"]
    assert not marker.exists()


def test_a_hook_that_runs_us_does_not_lead_us_astray(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's own variables, set for another repository, are not asked."""
    repository.commit({"plan/a.md": "1"}, day(0))
    Repository(tmp_path / "other").commit({"plan/b.md": "1"}, day(1))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert list(history(repository).head()) == ["plan/a.md"]


def test_many_and_large_contents(repository: Repository) -> None:
    """Neither as many names nor as much text as no pipe holds stop it; what is larger than 2 MiB is passed over."""
    sizes = {"a": 100, "b": LARGEST, "c": LARGEST + 1, "d": 300_000}
    repository.commit({f"plan/{name}.md": name * size for name, size in sizes.items()}, day(0))
    head = history(repository).head()
    asked = [head[f"plan/{name}.md"] for name in "abcd"] + [head["plan/a.md"]] * 5_000
    answers = [data and (data[:1].decode(), len(data)) for _, data in contents(repository.root, asked)]
    assert answers == [("a", 100), ("b", LARGEST), None, ("d", 300_000), *[("a", 100)] * 5_000]


def test_contents_can_be_left_unread(repository: Repository) -> None:
    """Who has seen enough leaves no process behind."""
    repository.commit({"plan/a.md": "x" * 200_000}, day(0))
    (blob,) = history(repository).head().values()
    answers = iter(contents(repository.root, [blob] * 50))
    assert next(answers)[0] == blob
    answers.close()  # type: ignore[attr-defined] # it is a generator


@pytest.mark.parametrize("function", ["sha1", "sha256"])
def test_names_of_contents_are_those_of_git(tmp_path: Path, function: str) -> None:
    """A content has the name that git gives it, in repositories of either function."""
    name = subprocess.run(
        ["git", "init", "-q", f"--object-format={function}", tmp_path], check=True, capture_output=True
    )
    assert name.returncode == 0
    said = subprocess.run(
        ["git", "-C", tmp_path, "hash-object", "--stdin"], input=b"text\n", check=True, capture_output=True
    ).stdout.decode()
    assert blob_of(b"text\n", said.strip()) == said.strip()


# A part of the playbook with a repository of its own

PLAN = '[submodule "plan"]\n\tpath = plan\n\turl = https://git.example.org/plan\n'


def with_part(top: Path, folder: str = "") -> tuple[Repository, Repository]:
    """A playbook whose plan has a repository of its own, in which one of two entries moves."""
    outer = Repository(top, folder)
    outer.commit(
        {**{path: text for path, text in BASE.items() if not path.startswith("plan/")}, "mkdocs.yml": CONFIG_TEXT},
        day(0),
    )
    plan = Repository(outer.root / "plan")
    entry = BASE["plan/base.md"]
    plan.commit({"base.md": entry, "second.md": entry.replace("Base", "Second")}, day(1))
    for number, start in ((2, ""), (4, "2026-12-09")):
        if start:
            plan.commit({"second.md": entry.replace("Base", "Second").replace("2026-12-01", start)}, day(3))
        outer.commit({"plan": plan.git("rev-parse", "main").strip()}, day(number), modes={"plan": "160000"})
    plan.git("reset", "-q", "--hard", "main")
    return outer, plan


def events(root: Path) -> dict[str, dict[str, str]]:
    """What the feed says of each event, by its title."""
    said = CliRunner().invoke(main, ["feed", "-C", str(root), "--today", "2026-11-22"])
    assert said.exit_code == 0, said.output
    rows = [[line.partition(":")[::2] for line in part.splitlines()] for part in said.stdout.split("BEGIN:VEVENT")[1:]]
    return {dict(each)["SUMMARY"]: dict(each) for each in rows}


@pytest.mark.parametrize("folder", ["", "a playbook"])
@pytest.mark.parametrize("way", ["a submodule", "a clone that is only put there"])
def test_a_part_has_its_own_history(tmp_path: Path, folder: str, way: str) -> None:
    """Stamps come from the plan's own commits, whatever the commit around it that points at them; `check` asks them too."""
    outer, plan = with_part(tmp_path / "playbook", folder)
    if way == "a submodule":
        below = f"{folder}/" if folder else ""
        (outer.top / ".gitmodules").write_text(PLAN.replace("= plan", f"= {below}plan"), encoding="utf-8")
    found = events(outer.root)
    assert {name: (each["SEQUENCE"], each["LAST-MODIFIED"], each["CREATED"]) for name, each in found.items()} == {
        "Base": ("0", f"{day(1):%Y%m%dT%H%M%SZ}", f"{day(1):%Y%m%dT%H%M%SZ}"),
        "Second": ("1", f"{day(3):%Y%m%dT%H%M%SZ}", f"{day(1):%Y%m%dT%H%M%SZ}"),
    }
    plan.commit({"second.md": None, "later.md": (plan.root / "second.md").read_text(encoding="utf-8")}, day(290))
    plan.git("reset", "-q", "--hard", "main")
    checked = CliRunner().invoke(main, ["check", "-C", str(outer.root), "--today", "2026-11-22"])
    assert "plan/later.md:2:8: error[moved-page]: this page was 'second'" in checked.stdout


def test_a_plan_that_becomes_a_submodule(tmp_path: Path) -> None:
    """What lay in the repository before was not deleted, and is where it was; what was left behind is gone."""
    outer = Repository(tmp_path / "playbook")
    gone = BASE["plan/base.md"].replace("Base", "Gone")
    outer.commit({**BASE, "plan/gone.md": gone, "mkdocs.yml": CONFIG_TEXT}, day(0))
    outer.commit({"plan/base.md": None, "plan/gone.md": None}, day(1))
    plan = Repository(outer.root / "plan")
    plan.commit({"base.md": BASE["plan/base.md"]}, day(1))
    outer.commit({"plan": plan.git("rev-parse", "main").strip()}, day(2), modes={"plan": "160000"})
    plan.git("reset", "-q", "--hard", "main")
    found = events(outer.root)
    assert (found["Base"]["SEQUENCE"], found["Base"]["CREATED"]) == ("0", f"{day(0):%Y%m%dT%H%M%SZ}")
    assert found["Cancelled: Gone"]["LAST-MODIFIED"].startswith(f"{day(1):%Y%m%d}T")


def test_a_submodule_that_is_not_checked_out(tmp_path: Path) -> None:
    """An empty folder is no empty plan: nothing is published, and what to type is said."""
    outer, plan = with_part(tmp_path / "playbook")
    (outer.top / ".gitmodules").write_text(PLAN, encoding="utf-8")
    shutil.rmtree(plan.root)
    plan.root.mkdir()
    said = CliRunner().invoke(main, ["feed", "-C", str(outer.root), "--today", "2026-11-22"])
    assert (said.exit_code, said.stdout) == (2, "")
    assert "plan/ is a submodule that isn't checked out: run git submodule update --init" in said.stderr


@pytest.mark.parametrize("path", ["../secret", "plan/../../secret", "/etc", "plan/link", "", "elsewhere"])
def test_gitmodules_lead_nowhere_else(tmp_path: Path, path: str) -> None:
    """Whatever the file names: only what lies among the pages, and not behind a link, is asked."""
    secret = Repository(tmp_path / "secret")
    secret.commit({"secret.md": BASE["plan/base.md"]}, day(5))
    outer = Repository(tmp_path / "playbook")
    outer.commit({**BASE, "mkdocs.yml": CONFIG_TEXT}, day(0))
    (outer.root / "plan" / "link").symlink_to(secret.root)
    (outer.root / "elsewhere").symlink_to(secret.root)
    (outer.top / ".gitmodules").write_text(PLAN.replace("= plan", f"= {path}"), encoding="utf-8")
    assert parts_of(outer.root, ("strategy", "plan")) == ()
    found = read_history(outer.root, CONFIG, folders=("strategy", "plan"))
    assert found is not None
    assert not any("secret" in name for commit in found.commits for name in commit.changed)
