"""Which findings a check shows: of some rules, beyond a baseline, of this change; and several formats at once."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from builds import build_in_child
from casefile import BASE, write_playbook
from gameplan.cli import main
from repository import ISOLATED, Repository, day

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "site_name: Small\ndocs_dir: strategy\nplugins:\n  - gameplan: %s\n"
NO_GOAL = "---\ntitle: Bad\nstart: 2026-12-03\n---\n"
LATE = "---\ntitle: Late\ngoals: [grow]\nstart: 2026-11-03\n---\n"


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's configuration of git, and no build server."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_BASE_REF"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ISOLATED.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with an entry without a goal, and one that is late."""
    folder = tmp_path / "playbook"
    write_playbook(folder, {"plan/bad.md": NO_GOAL, "plan/late.md": LATE})
    return folder


def check(root: Path, *arguments: str | Path) -> Result:
    """Check a playbook on a fixed day."""
    words = ["check", "--root", str(root), "--today=2026-11-22", *map(str, arguments)]
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def found(root: Path, *arguments: str | Path) -> list[tuple[str, str]]:
    """Rule and path of what a check shows."""
    shown = json.loads(check(root, "--format=json", *arguments).stdout)
    return [(finding["rule"], finding["path"]) for finding in shown["findings"]]


def refusal(result: Result) -> str:
    """The one line that says why the program can't run."""
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    return line


BAD, OVERDUE = ("missing-goal", "plan/bad.md"), ("overdue", "plan/late.md")


# Rules


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), [BAD, OVERDUE]),
        (("--select=overdue",), [OVERDUE]),
        (("--select=overdue,missing-goal",), [BAD, OVERDUE]),
        (("--select=overdue", "--select=missing-goal"), [BAD, OVERDUE]),
        (("--ignore=overdue",), [BAD]),
        (("--ignore=missing-goal, overdue",), []),
        (("--select=overdue", "--ignore=overdue"), []),
    ],
)
def test_rules_are_chosen(root: Path, arguments: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    """Only the rules that are selected, without those that are ignored; the summary says that others were not asked for."""
    assert found(root, *arguments) == expected
    assert ("not checked: rules" in check(root, *arguments).stderr) == bool(arguments)


def test_chosen_rules_decide_the_exit_code(root: Path) -> None:
    """What isn't asked for fails nothing."""
    assert check(root).exit_code == 1
    assert check(root, "--ignore=missing-goal").exit_code == 0


def test_unreadable_files_are_always_told(root: Path) -> None:
    """What leaves nothing to check is shown whatever is selected, and can't be ignored."""
    write_playbook(root, {"plan/broken.md": "---\ntitle: A: b\n---\n"})
    assert found(root, "--select=overdue") == [("invalid-front-matter", "plan/broken.md"), OVERDUE]
    line = refusal(check(root, "--ignore=invalid-front-matter"))
    assert line == "gameplan: the rule 'invalid-front-matter' can't be ignored: it leaves nothing to check"


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_rules_must_be_rules(root: Path, option: str) -> None:
    """A name that is none is told with what was probably meant; no name at all is none either."""
    line = refusal(check(root, f"{option}=missing-gaol"))
    assert line == "gameplan: there is no rule 'missing-gaol'; did you mean 'missing-goal'?"
    assert refusal(check(root, f"{option}= ,")).startswith(f"gameplan: {option} names no rule")


# Several formats at once


def test_formats_into_files(root: Path, tmp_path: Path) -> None:
    """Each format into its file, and text on standard output all the same."""
    files = {form: tmp_path / f"found.{form}" for form in ("sarif", "junit", "gitlab")}
    result = check(root, *(f"--output={form}={file}" for form, file in files.items()))
    assert (result.exit_code, result.stdout.startswith("plan/bad.md:")) == (1, True)
    assert len(json.loads(files["sarif"].read_text(encoding="utf-8"))["runs"][0]["results"]) == 2
    assert len(json.loads(files["gitlab"].read_text(encoding="utf-8"))) == 2
    assert files["junit"].read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("outputs", "line"),
    [
        (["sarf=x"], "gameplan: there is no format 'sarf'; did you mean 'sarif'?"),
        (["x.sarif"], "gameplan: --output takes a format and a file, as in sarif=findings.sarif: 'x.sarif'"),
        (["sarif="], "gameplan: --output takes a format and a file, as in sarif=findings.sarif: 'sarif='"),
        (["\x1b[2J"], "gameplan: --output takes a format and a file, as in sarif=findings.sarif: '\\u001b[2J'"),
        (["sarif=x", "junit=./x"], "gameplan: --output: two formats can't be written into one file"),
    ],
)
def test_outputs_must_be_outputs(root: Path, outputs: list[str], line: str) -> None:
    """A format that is none, and two formats in one file, are told before anything is checked."""
    assert refusal(check(root, *(f"--output={output}" for output in outputs))) == line


@pytest.mark.parametrize("where", ["found.sarif", "reports/found.sarif"])
def test_outputs_follow_no_links_of_the_repository(root: Path, tmp_path: Path, where: str) -> None:
    """A link that a stranger commits where a report is written leads nowhere: what it points at stays as it is."""
    elsewhere = tmp_path / "home"
    elsewhere.mkdir()
    (elsewhere / "found.sarif").write_text("precious", encoding="utf-8")
    link = root / where.partition("/")[0]
    link.symlink_to(elsewhere if "/" in where else elsewhere / "found.sarif")
    result = check(root, f"--output=sarif={root / where}")
    assert result.exit_code == 2
    assert "symbolic link" in result.stderr
    assert (elsewhere / "found.sarif").read_text(encoding="utf-8") == "precious"


def test_a_summary_that_cannot_be_written_is_told(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the step's summary is no file, the check says so and ends as it would."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    result = check(root, "--format=github")
    assert (result.exit_code, "the step's summary can't be written" in result.stderr) == (1, True)


def test_services_are_told_the_folder(tmp_path: Path) -> None:
    """A playbook in a folder of a repository: services are told paths from the top."""
    repository = Repository(tmp_path / "top", "docs/book")
    write_playbook(repository.root, {"plan/bad.md": NO_GOAL})
    assert "file=docs/book/plan/bad.md" in check(repository.root, "--format=github").stdout


# The baseline


def test_a_baseline_keeps_what_is_known(root: Path) -> None:
    """What was there when it was written is not shown and fails nothing; what comes later does."""
    written = check(root, "--write-baseline")
    assert (written.exit_code, written.stdout) == (0, "")
    file = root / "gameplan-baseline.json"
    assert found(root, "--baseline", file) == []
    assert check(root, "--baseline", file).exit_code == 0
    assert "not checked: 2 known findings of the baseline" in check(root, "--baseline", file).stderr
    write_playbook(root, {"plan/bad.md": f"{NO_GOAL}\nMore.\n", "plan/worse.md": NO_GOAL})
    assert found(root, "--baseline", file) == [("missing-goal", "plan/worse.md")]


def test_a_baseline_says_what_is_mended(root: Path) -> None:
    """Findings that are gone are counted, so that somebody writes it again."""
    check(root, "--write-baseline", "--baseline", root / "known.json")
    (root / "plan/bad.md").unlink()
    assert "of the baseline, 1 finding fixed" in check(root, "--baseline", root / "known.json").stderr


def test_a_baseline_by_option_counts_in_builds_too(root: Path, tmp_path: Path) -> None:
    """The option `baseline` names the file for the check and for a site's build."""
    (root / "mkdocs.yml").write_text(
        CONFIG % "{baseline: known.json, today: 2026-11-22, uid_namespace: 3f0d6f0e-54d5-4b5b-8d0b-5a9f2f6f1c11}",
        encoding="utf-8",
    )
    check(root, "--write-baseline")
    assert found(root) == []
    assert build_in_child(root, "--site-dir", str(tmp_path / "site")).code == 0
    (root / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    assert found(root) == [BAD, OVERDUE]
    broken = build_in_child(root, "--site-dir", str(tmp_path / "site"))
    assert (broken.code != 0, "missing-goal" in broken.output) == (True, True)


def test_a_baseline_is_lines_that_differ_alone(root: Path) -> None:
    """A line a finding, in the order of the output: written twice it is the same, byte for byte."""
    file = root / "known.json"
    check(root, "--write-baseline", "--baseline", file)
    first = file.read_bytes()
    check(root, "--write-baseline", "--baseline", file)
    assert file.read_bytes() == first
    assert [json.loads(line.rstrip(b","))["rule"] for line in first.splitlines()[1:-1]] == ["missing-goal", "overdue"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "can't be read as JSON"),
        (b"[", "can't be read as JSON"),
        (b"[" * 100_000, "can't be read as JSON"),
        (b"[]", "not a baseline of this version"),
        (b'{"version": 2, "findings": []}', "not a baseline of this version"),
        (b'{"version": 1, "findings": [{"fingerprint": "x"}]}', "has no fingerprint"),
        (b'{"version": 1, "findings": [1]}', "has no fingerprint"),
        (b"<<<<<<< HEAD\n", "can't be read as JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (None, "there is no baseline"),
    ],
)
def test_a_baseline_must_be_one(root: Path, data: bytes | None, said: str) -> None:
    """Whatever else stands in the file, or no file at all, is told in one sentence."""
    if data is not None:
        (root / "known.json").write_bytes(data)
    assert said in refusal(check(root, "--baseline", root / "known.json"))


def test_a_baseline_as_windows_saves_it(root: Path) -> None:
    """A byte-order mark and other ends of lines change nothing."""
    file = root / "known.json"
    check(root, "--write-baseline", "--baseline", file)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert found(root, "--baseline", file) == []


def test_a_baseline_is_a_regular_file(root: Path, tmp_path: Path) -> None:
    """A link of the repository is not followed, neither to read nor to write; a pipe is not waited for."""
    target = tmp_path / "precious.json"
    target.write_text("precious", encoding="utf-8")
    (root / "known.json").symlink_to(target)
    assert "symbolic link" in refusal(check(root, "--baseline", root / "known.json"))
    assert "symbolic link" in refusal(check(root, "--write-baseline", "--baseline", root / "known.json"))
    assert target.read_text(encoding="utf-8") == "precious"
    (root / "known.json").unlink()
    os.mkfifo(root / "known.json")
    assert "regular file" in refusal(check(root, "--baseline", root / "known.json"))


@pytest.mark.parametrize("more", ["--select=overdue", "--ignore=overdue", "--changed=main", "--fix"])
def test_a_baseline_is_written_of_everything(root: Path, more: str) -> None:
    """A baseline of a part would pass off the rest as new."""
    assert "--write-baseline keeps" in refusal(check(root, "--write-baseline", more))


# What a change brings


def changed(files: dict[str, Any], tmp_path: Path, before: dict[str, Any] | None = None, folder: str = "") -> Path:
    """The root of a repository in which the branch `base` has a playbook, and this version changes some files of it."""
    repository = Repository(tmp_path / "repository", folder)
    repository.commit({**BASE, **(before or {})}, day(0))
    repository.git("branch", "base", "main")
    repository.commit(files, day(1))
    return repository.root


def test_findings_from_before_are_not_shown(tmp_path: Path) -> None:
    """What was wrong already is somebody else's; lines that move, and days that pass, make nothing new."""
    files = {"plan/bad.md": "---\n# moved\ntitle: Bad\nstart: 2026-12-03\n---\n", "plan/worse.md": NO_GOAL}
    root = changed(files, tmp_path, {"plan/bad.md": NO_GOAL, "plan/late.md": LATE})
    assert found(root) == [BAD, OVERDUE, ("missing-goal", "plan/worse.md")]
    assert found(root, "--changed=base") == [("missing-goal", "plan/worse.md")]
    assert "not checked: 2 findings that base has too" in check(root, "--changed=base").stderr


def test_findings_in_files_that_the_change_does_not_touch(tmp_path: Path) -> None:
    """A goal that lost its last entry, and links to an id that was renamed, are the change's doing."""
    before = {"strategy/goals/other.md": "---\nid: other\ntitle: Other\n---\n"}
    entry = "---\ntitle: One\ngoals: [other]\nstart: 2026-12-03\n---\n"
    root = changed({"plan/one.md": None}, tmp_path / "1", {**before, "plan/one.md": entry})
    assert found(root, "--changed=base") == [("uncited-goal", "strategy/goals/other.md")]
    renamed = {"strategy/goals/other.md": "---\nid: another\ntitle: Other\n---\n"}
    root = changed(renamed, tmp_path / "2", {**before, "plan/one.md": entry})
    assert ("unknown-goal", "plan/one.md") in found(root, "--changed=base")


@pytest.mark.parametrize("place", ["plan/2026/late.md", "plan/other-name.md"])
def test_a_file_that_moves_brings_nothing_new(place: str, tmp_path: Path) -> None:
    """A page is known by its id: what was wrong with it before is not the fault of whoever moves it."""
    late = LATE.replace("title:", "id: late\ntitle:")
    root = changed({"plan/late.md": None, place: late}, tmp_path, {"plan/late.md": late})
    assert found(root) == [("overdue", place)]
    assert found(root, "--changed=base") == []
    (root / place).write_text(late.replace("goals: [grow]", "goals: []"), encoding="utf-8")
    assert found(root, "--changed=base") == [("missing-goal", place)]


def test_a_copy_is_new(tmp_path: Path) -> None:
    """A page whose file is still there has not moved."""
    root = changed({"plan/again.md": LATE}, tmp_path, {"plan/late.md": LATE})
    assert found(root, "--changed=base") == [("overdue", "plan/again.md")]


def test_the_past_has_a_past_of_its_own(tmp_path: Path) -> None:
    """What history says of the older version is not new; what it says since is."""
    repository = Repository(tmp_path / "repository")
    repository.commit(BASE, day(0))
    goal = "---\ntitle: Grow\nsuccess: [{}]\n---\n"
    repository.commit({"strategy/goals/grow.md": goal.format("More")}, day(1))
    repository.git("branch", "base", "main")
    suspect = ("suspect-entry", "plan/base.md")
    repository.commit({"plan/new.md": BASE["plan/base.md"].replace("title: ", "title: New ")}, day(2))
    assert found(repository.root) == [suspect]
    assert found(repository.root, "--changed=base") == []
    repository.commit({"strategy/goals/grow.md": goal.format("Twice as many")}, day(3))
    # Both entries are shown as one finding, at the goal.
    assert found(repository.root) == [("suspect-entry", "strategy/goals/grow.md")]
    assert found(repository.root, "--changed=base") == [("suspect-entry", "plan/new.md")]


def test_the_branch_may_have_gone_on(tmp_path: Path) -> None:
    """It is compared with the commit at which this version left: what was mended on the branch since is not this change's fault."""
    repository = Repository(tmp_path / "repository")
    repository.commit({**BASE, "plan/bad.md": NO_GOAL}, day(0))
    repository.commit({"plan/bad.md": None}, day(1), branch="base")
    repository.commit({"plan/late.md": LATE}, day(2))
    assert found(repository.root, "--changed=base") == [OVERDUE]


def test_uncommitted_files_count(tmp_path: Path) -> None:
    """What is on the disk is this version, committed or not."""
    root = changed({"README.md": "x"}, tmp_path)
    write_playbook(root, {"plan/bad.md": NO_GOAL})
    assert found(root, "--changed=base") == [BAD]


@pytest.mark.parametrize("revision", ["nowhere", "", "--upload-pack=touch x", "base..main", "a\nb"])
def test_the_branch_must_be_known(tmp_path: Path, revision: str) -> None:
    """A revision that git doesn't know, or that would be an option, is told in one sentence."""
    root = changed({}, tmp_path)
    line = refusal(check(root, f"--changed={revision}"))
    assert "git knows no commit" in line
    assert "fetch-depth: 0" in line


def test_no_repository(tmp_path: Path) -> None:
    """Without a repository there is nothing to compare with."""
    write_playbook(tmp_path / "playbook", {})
    assert "git knows no commit" in refusal(check(tmp_path / "playbook", "--changed=base"))


def test_a_shallow_clone_is_told(tmp_path: Path) -> None:
    """A clone that holds neither the branch nor the commit at which this version left says what to fetch."""
    root = changed({"plan/bad.md": NO_GOAL}, tmp_path)
    repository = Repository(tmp_path / "clone")
    repository.git("fetch", "-q", "--depth=1", root.as_uri(), "main:refs/heads/main", "--update-head-ok")
    repository.git("fetch", "-q", "--depth=1", root.as_uri(), "base:refs/heads/base")
    repository.git("reset", "-q", "--hard")
    assert "fetch-depth: 0" in refusal(check(repository.root, "--changed=base"))


def test_a_clone_with_a_filter_is_told(tmp_path: Path) -> None:
    """A clone without the older files' contents compares nothing, and asks nobody for them."""
    root = changed({"plan/base.md": LATE}, tmp_path)
    clone = Repository(tmp_path / "clone")
    for name, value in {"uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true"}.items():
        clone.git("-C", str(root), "config", name, value)
    clone.git("remote", "add", "origin", root.as_uri())
    clone.git("fetch", "-q", "--filter=blob:none", "origin", "base:base", "main:refs/heads/main", "--update-head-ok")
    clone.git("reset", "-q", "--hard")
    assert "without a filter" in refusal(check(clone.root, "--changed=base"))


def test_changed_empties(tmp_path: Path) -> None:
    """An entry that a change empties is told of; a page that nobody reads, and that was there before, isn't told anew."""
    before = {"plan/one.md": LATE.replace("2026-11-03", "2026-12-03"), "late.md": LATE, "plan/old.txt": LATE}
    root = changed({"plan/one.md": ""}, tmp_path, before)
    assert found(root) == [("stray-page", "late.md"), ("empty-file", "plan/one.md")]
    assert found(root, "--changed=base") == [("empty-file", "plan/one.md")]


def test_changed_options(tmp_path: Path) -> None:
    """The older version is checked as its own options say: what a rule finds that is switched on now is new."""
    before = {"mkdocs.yml": CONFIG % "{rules: {overdue: off}}", "plan/late.md": LATE}
    root = changed({"mkdocs.yml": CONFIG % "{}"}, tmp_path, before)
    assert found(root, "--changed=base") == [OVERDUE]


def test_folders_that_were_others(tmp_path: Path) -> None:
    """Where the plan lay elsewhere, the older version is read from there."""
    before = {"mkdocs.yml": CONFIG % "{plan_dir: calendar}", "calendar/old.md": NO_GOAL}
    after = {"mkdocs.yml": CONFIG % "{}", "calendar/old.md": None, "plan/bad.md": NO_GOAL}
    assert found(changed(after, tmp_path, before), "--changed=base") == [BAD]


def test_options_that_could_not_be_used(tmp_path: Path) -> None:
    """Where the older options are broken, today's are taken for the older version too."""
    before = {"mkdocs.yml": CONFIG % "{today: never}", "plan/bad.md": NO_GOAL}
    root = changed({"mkdocs.yml": CONFIG % "{}"}, tmp_path, before)
    assert found(root, "--changed=base") == []


def test_an_older_baseline_hides_nothing(tmp_path: Path) -> None:
    """Known findings of the older version were there before, though its baseline hid them."""
    before = {"mkdocs.yml": CONFIG % "{baseline: known.json}", "plan/bad.md": NO_GOAL}
    root = changed({"mkdocs.yml": CONFIG % "{}"}, tmp_path, before)
    assert found(root, "--changed=base") == []


def test_a_new_playbook(tmp_path: Path) -> None:
    """Where the branch has no playbook yet, everything is new."""
    repository = Repository(tmp_path / "repository")
    repository.commit({"README.md": "x"}, day(0))
    repository.git("branch", "base", "main")
    repository.commit({**BASE, "plan/bad.md": NO_GOAL}, day(1))
    assert found(repository.root, "--changed=base") == [BAD]


@pytest.mark.parametrize("place", ["plan", "plan/here"])
def test_folders_that_were_links_or_files(tmp_path: Path, place: str) -> None:
    """A link in the older version is a link there too, to wherever it leads: nothing is read or written through it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    repository = Repository(tmp_path / "repository")
    start = {path: text for path, text in BASE.items() if not path.startswith("plan/") or place != "plan"}
    repository.commit(start, day(0))
    repository.commit({place: str(outside)}, day(1), modes={place: "120000"})
    repository.git("branch", "base", "main")
    repository.commit({place: None}, day(2), modes={place: "-"})
    repository.commit({**BASE, "plan/here/bad.md": NO_GOAL}, day(3))
    assert found(repository.root, "--changed=base") == [("missing-goal", "plan/here/bad.md")]
    assert list(outside.iterdir()) == []


def test_links_and_submodules_that_stay(tmp_path: Path) -> None:
    """A link in the plan is as wrong as it was before; another repository in it is no part of this one."""
    repository = Repository(tmp_path / "repository")
    repository.commit(BASE, day(0))
    odd = {"plan/link.md": "/etc/passwd", "plan/sub": "1" * 40}
    repository.commit(odd, day(1), modes={"plan/link.md": "120000", "plan/sub": "160000"})
    (repository.root / "plan/link.md").symlink_to("/etc/passwd")
    repository.git("branch", "base", "main")
    repository.commit({"plan/bad.md": NO_GOAL}, day(2))
    assert found(repository.root) == [BAD, ("unsafe-path", "plan/link.md")]
    assert found(repository.root, "--changed=base") == [BAD]


def test_files_that_were_too_large(tmp_path: Path) -> None:
    """A file that nobody reads because of its size was as large before."""
    large = f"{LATE}{'x' * 3_000_000}"
    root = changed({"plan/bad.md": NO_GOAL}, tmp_path, {"plan/large.md": large})
    assert found(root) == [BAD, ("unsafe-path", "plan/large.md")]
    assert found(root, "--changed=base") == [BAD]


def test_a_playbook_in_a_folder(tmp_path: Path) -> None:
    """A playbook may be a folder of a repository; what lies beside it is not looked at."""
    root = changed({"plan/worse.md": NO_GOAL}, tmp_path, {"plan/bad.md": NO_GOAL}, "docs/book")
    assert found(root, "--changed=base") == [("missing-goal", "plan/worse.md")]


def test_names_that_are_not_text(tmp_path: Path) -> None:
    """A name that isn't UTF-8 is wrong in both versions."""
    name = os.fsdecode(b"plan/a\xff.md")
    root = changed({"plan/bad.md": NO_GOAL}, tmp_path, {name: LATE})
    assert found(root, "--changed=base") == [BAD]


def test_both_a_baseline_and_a_branch(tmp_path: Path) -> None:
    """Narrowed by everything that is asked for."""
    root = changed({"plan/worse.md": NO_GOAL, "plan/new.md": LATE}, tmp_path, {"plan/bad.md": NO_GOAL})
    assert found(root, "--changed=base", "--select=overdue") == [("overdue", "plan/new.md")]
    assert found(root, "--changed=base", root / "plan/worse.md") == [("missing-goal", "plan/worse.md")]
