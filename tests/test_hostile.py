"""Hostile files and trees: each ends as an independent list of expectations says it should, in bounded time and memory."""

from __future__ import annotations

import json
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from check_command import check_commands, check_harmless, check_limits, findings, line_of, run_check
from gameplan import __version__
from gameplan.diagnostics.emitters.report import Report
from gameplan.pipeline import Result, run
from gameplan.settings import load_settings
from report_judges import JUDGES, check_summary
from shared_data import shared_data
from small_playbook import TODAY, small_playbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from process import Outcome

HOSTILE = shared_data("hostile")
EXPECTED: dict[str, dict[str, Any]] = {
    name.removeprefix("files/"): case
    for name, case in json.loads((HOSTILE / "expectations.json").read_text(encoding="utf-8"))["cases"].items()
}
TREES: dict[str, dict[str, Any]] = {
    tree["id"]: tree for tree in json.loads((HOSTILE / "trees.json").read_text(encoding="utf-8"))
}
CASE = "plan/case.md"

NOT_HERE = {
    "import": "CSV, JSON and calendar files are for `gameplan import`: tests/test_import_files.py",
    "config": "site configurations, not pages; tested below by themselves",
}
"""Folders that are left out, and why."""
LATER = {
    "failed-build-keeps-site": "about the site's folder, which the check never writes",
    "killed-build": "about the site's folder, which the check never writes",
}
"""Trees that are left out, and why."""

CASES = sorted(name for name in EXPECTED if name.partition("/")[0] not in NOT_HERE)
CONFIGS = sorted(name for name in EXPECTED if name.startswith("config/"))
TEXTS = [name for name in CASES if name.startswith("text/")]


class Different(NamedTuple):
    """What we do instead of what was expected."""

    kind: str
    """The class of outcome that holds."""
    reason: str


DIFFERENT = {
    "yaml/hash-in-title.md": Different(
        "reject", "half of the title is lost; the site must not be built with the other half"
    ),
    "url/relative.md": Different(
        "reject", "an entry is shown on many pages, and a path upwards would lead to another place from each"
    ),
    **dict.fromkeys(
        ("enc/empty.md", "enc/only-bom.md"),
        Different("reject", "an entry that a change emptied would be gone from site and calendars without a word"),
    ),
    "visibility/space.md": Different(
        "accept", "blanks around a word are stripped everywhere, and read as internal it is not published"
    ),
}
"""Where we judge otherwise on purpose."""

REFUSED_CONFIGS = frozenset({"config/inherit.mkdocs.yml"})
"""Configurations whose options can't be read as a build would read them: to go on without them would be to check something else."""

RULES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "yaml/alias",
            "yaml/tag",
            "yaml/syntax",
            "yaml/key",
            "yaml/not-a-mapping",
            "limit/depth",
            "limit/values",
            "limit/size",
        ),
        frozenset({"invalid-front-matter"}),
    ),
    **dict.fromkeys(
        ("fm/start", "fm/unclosed", "enc/utf16", "enc/not-utf8", "git/conflict"), frozenset({"invalid-front-matter"})
    ),
    **dict.fromkeys(("text/control", "text/invisible"), frozenset({"unsafe-text"})),
    **dict.fromkeys(
        ("date/invalid", "date/range", "date/format", "date/order", "rrule/limit"), frozenset({"invalid-value"})
    ),
    **dict.fromkeys(("path/symlink", "path/clash", "path/name", "path/unreadable"), frozenset({"unsafe-path"})),
    "text/newline": frozenset({"invalid-value", "unsafe-text"}),
    "url/scheme": frozenset({"invalid-value", "unsafe-text"}),
    "date/timezone": frozenset({"invalid-value", "unsafe-text"}),
    "date/dst": frozenset({"clock-change"}),
    "visibility/unknown": frozenset({"invalid-value"}),
    "yaml/duplicate-key": frozenset({"duplicate-key"}),
    "yaml/hash-cut": frozenset({"text-lost"}),
    "schema/unknown-key": frozenset({"unknown-key"}),
    "schema/required": frozenset({"missing-title", "invalid-value"}),
    # `goals: [1]` is the text 1, as every scalar is the text that was typed.
    "schema/type": frozenset({"invalid-value", "unknown-goal"}),
    "goal/missing": frozenset({"missing-goal"}),
    "goal/unknown": frozenset({"unknown-goal"}),
    "goal/duplicate": frozenset({"duplicate-reference"}),
    "goal/cycle": frozenset({"goal-cycle"}),
}
"""The names suggested there, and ours."""


def kind_of(case: str) -> str:
    """The class of outcome that must hold."""
    kind = DIFFERENT[case].kind if case in DIFFERENT else str(EXPECTED[case]["class"])
    return "accept" if kind in ("text", "accept-escaped") else kind


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """As many children at once as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        yield executor


@pytest.fixture(scope="module")
def playbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small playbook once for each case, which is its `plan/case.md`."""
    folder = tmp_path_factory.mktemp("files")
    roots = {}
    for case in CASES:
        roots[case] = small_playbook(folder / case.replace("/", "-"))
        shutil.copyfile(HOSTILE / "files" / case, roots[case] / CASE)
    return roots


@pytest.fixture(scope="module")
def outcomes(playbooks: dict[str, Path], pool: ThreadPoolExecutor) -> dict[str, Outcome]:
    """How the check ended on each case."""
    roots = playbooks.values()
    return dict(zip(playbooks, pool.map(lambda root: run_check(root, "json", *outputs(root)), roots), strict=True))


def outputs(root: Path) -> list[str]:
    """What makes the check write every format into a file beside the playbook."""
    return [f"--output={form}={root}.{form}" for form in JUDGES]


def check_outputs(root: Path) -> None:
    """What was written in each format is what its judge accepts of the findings that the library has."""
    result = read(root)
    report = Report(
        findings=result.diagnostics,
        row=result.row,
        today=TODAY,
        failing=frozenset(result.failing(load_settings(root).options.fail_on)),
        version=__version__,
    )
    for form, judge in JUDGES.items():
        judge(Path(f"{root}.{form}").read_bytes().decode(), report)


@pytest.fixture(scope="module")
def shown(
    tmp_path_factory: pytest.TempPathFactory, pool: ThreadPoolExecutor
) -> dict[tuple[str, str], tuple[Outcome, str]]:
    """What the other formats print for each text, in a playbook where a finding quotes every title; and GitHub's summary."""
    folder = tmp_path_factory.mktemp("texts")
    wanted = [(case, form) for case in TEXTS for form in ("text", "github")]

    def show(case: str, form: str) -> tuple[Outcome, str]:
        root = small_playbook(folder / f"{form}-{case.replace('/', '-')}", overdue="warning")
        shutil.copyfile(HOSTILE / "files" / case, root / CASE)
        summary = root / "summary.md"
        outcome = run_check(root, form, summary=summary)
        return outcome, summary.read_text(encoding="utf-8") if form == "github" else ""

    return dict(zip(wanted, pool.map(lambda pair: show(*pair), wanted), strict=True))


def read(root: Path) -> Result:
    """The playbook as the library reads it."""
    return run(root, load_settings(root).options, date.fromisoformat(TODAY))


def test_nothing_is_forgotten() -> None:
    """Every file, tree and rule name of the expectations is tested, or named with the reason why not."""
    assert {name.partition("/")[0] for name in EXPECTED} - {name.partition("/")[0] for name in CASES} == set(NOT_HERE)
    assert set(DIFFERENT) <= set(CASES)
    assert set(LATER) <= set(TREES)
    named = {EXPECTED[case]["rule"] for case in CASES if kind_of(case) in ("reject", "warn")}
    assert {name for name in named if name} <= set(RULES)


@pytest.mark.parametrize("case", CASES)
def test_it_ends_in_bounds(case: str, outcomes: dict[str, Outcome]) -> None:
    """No file makes the check crash, hang, swell, or tell what is in the environment."""
    check_limits(outcomes[case], EXPECTED[case].get("budget_ms", 1000) / 1000)


@pytest.mark.parametrize("case", [case for case in CASES if kind_of(case) == "reject"])
def test_rejected(case: str, outcomes: dict[str, Outcome]) -> None:
    """A rejected file fails the check, with an error of the fitting rule at the expected place, and nothing else is blamed."""
    expected, found = EXPECTED[case], findings(outcomes[case])
    assert outcomes[case].code == 1
    assert {finding["path"] for finding in found} == {CASE}
    lines = expected.get("lines_any") or (
        [expected["line"]] if expected["line"] else [line_of(finding) for finding in found]
    )
    there = [finding for finding in found if finding["severity"] == "error" and line_of(finding) in lines]
    if expected["col"]:
        assert expected["col"] in [finding["start"]["column"] for finding in there]
    if case not in DIFFERENT:
        assert RULES[expected["rule"]] & {finding["rule"] for finding in there}
    said = " ".join(f"{finding['message']} {finding['hint']}" for finding in there)
    assert there
    assert all(words in said for words in expected.get("message_contains", ()))


@pytest.mark.parametrize("case", [case for case in CASES if kind_of(case) == "warn"])
def test_warned(case: str, outcomes: dict[str, Outcome]) -> None:
    """A file that is accepted with a warning has this one warning, and doesn't fail the check."""
    (finding,) = findings(outcomes[case])
    rule = EXPECTED[case]["rule"]
    assert outcomes[case].code == 0
    assert (finding["path"], finding["severity"], line_of(finding)) == (CASE, "warning", EXPECTED[case]["line"])
    assert finding["rule"] in (RULES[rule] if rule else {"endless-repeat"})


@pytest.mark.parametrize("case", [case for case in CASES if kind_of(case) in ("accept", "skip")])
def test_accepted(case: str, playbooks: dict[str, Path], outcomes: dict[str, Outcome]) -> None:
    """An accepted file has no finding, and its title and id are the text that was typed; a skipped one is no page."""
    assert (outcomes[case].code, findings(outcomes[case])) == (0, [])
    page = read(playbooks[case]).playbook.by_path.get(CASE)
    if kind_of(case) == "skip":
        assert page is None
        return
    typed = typed_values((HOSTILE / "files" / case).read_text(encoding="utf-8-sig"))
    assert page is not None
    assert (page.title, page.id) == (typed["title"], typed.get("id", "case"))
    assert page.id == EXPECTED[case].get("value", page.id)


def typed_values(text: str) -> dict[str, Any]:
    """The front matter by another reader, which takes every scalar for the text that it is."""
    front = re.match(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", text, re.DOTALL)
    assert front
    values: dict[str, Any] = yaml.load(front[1], yaml.BaseLoader)  # noqa: S506 - makes nothing but texts, lists and mappings
    return values


@pytest.mark.parametrize("case", [case for case in CASES if kind_of(case) == "accept-or-reject"])
def test_accepted_or_rejected(case: str, outcomes: dict[str, Outcome]) -> None:
    """Where either is right, the exit code agrees with the findings."""
    assert outcomes[case].code == any(finding["severity"] == "error" for finding in findings(outcomes[case]))


@pytest.mark.parametrize("case", [case for case in CASES if "secret_body" in EXPECTED[case]])
def test_never_public(case: str, playbooks: dict[str, Path]) -> None:
    """A page that was meant to be hidden is not in the public playbook, however its front matter is damaged."""
    playbook = read(playbooks[case]).playbook.public()
    assert CASE not in playbook.by_path
    assert EXPECTED[case]["secret_body"] not in "".join(page.title + page.body.text for page in playbook.pages)


@pytest.mark.parametrize("case", CASES)
def test_every_format_keeps_its_form(case: str, playbooks: dict[str, Path], outcomes: dict[str, Outcome]) -> None:
    """Whatever a file holds, each format is what its readers take, and nothing that an author types has a meaning in it."""
    assert outcomes[case].code in (0, 1)
    check_outputs(playbooks[case])


@pytest.mark.parametrize("case", TEXTS)
def test_text_format_is_harmless(case: str, shown: dict[tuple[str, str], tuple[Outcome, str]]) -> None:
    """Nothing that an author types drives the terminal."""
    outcome, _ = shown[case, "text"]
    check_limits(outcome)
    check_harmless(outcome.out)
    check_harmless(outcome.err)
    assert outcome.out.startswith(b"plan/case.md:")


@pytest.mark.parametrize("case", TEXTS)
def test_github_format_is_harmless(case: str, shown: dict[tuple[str, str], tuple[Outcome, str]]) -> None:
    """Nothing that an author types is a command to the runner, or markup in its summary."""
    outcome, summary = shown[case, "github"]
    check_limits(outcome)
    check_harmless(outcome.out)
    check_commands(outcome.out)
    assert outcome.out.startswith(b"::")
    check_summary(summary)


@pytest.mark.parametrize("case", CONFIGS)
def test_configuration_is_inert(case: str, tmp_path: Path) -> None:
    """A site configuration is read, and nothing in it is executed, fetched or taken from the environment."""
    root = small_playbook(tmp_path / "playbook")
    shutil.copyfile(HOSTILE / "files" / case, root / "mkdocs.yml")
    (root / "evil.py").write_text("open('PWNED', 'w').close()\n", encoding="utf-8")
    outcome = run_check(root, "json")
    check_limits(outcome)
    if case in REFUSED_CONFIGS:
        assert (outcome.code, outcome.out) == (2, b"")
    else:
        assert (outcome.code, findings(outcome)) == (0, [])
    assert b"PWNED" not in outcome.out + outcome.err
    assert b"root:" not in outcome.out + outcome.err
    assert not (root / "PWNED").exists()


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small playbook once for each tree, with the tree in it."""
    folder = tmp_path_factory.mktemp("trees")
    roots = {}
    for name, tree in TREES.items():
        if name not in LATER:
            own_goals = any(file["path"].startswith("strategy/goals/") for file in tree["files"])
            roots[name] = small_playbook(folder / name, goals=not own_goals)
            for file in tree["files"]:
                plant(roots[name], file)
    return roots


def plant(root: Path, file: Mapping[str, Any]) -> None:
    """Make one file of a tree."""
    path = Path(f"{root}/{file['path']}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if "symlink" in file:
        path.symlink_to(file["symlink"])
        return
    path.write_text(file["text"], encoding="utf-8")
    if "mode" in file:
        path.chmod(file["mode"])


@pytest.fixture(scope="module")
def tree_outcomes(trees: dict[str, Path], pool: ThreadPoolExecutor) -> dict[tuple[str, str], Outcome]:
    """How the check ended on each tree, in each format."""
    wanted = [(name, form) for name in trees for form in ("json", "text", "github")]

    def outcome(name: str, form: str) -> Outcome:
        return run_check(trees[name], form, *(outputs(trees[name]) if form == "json" else ()), seconds=60)

    return dict(zip(wanted, pool.map(lambda pair: outcome(*pair), wanted), strict=True))


@pytest.mark.parametrize("name", [name for name in TREES if name not in LATER])
def test_tree_is_rejected(name: str, tree_outcomes: dict[tuple[str, str], Outcome]) -> None:
    """A tree that is unsafe somewhere fails the check by the fitting rule, and no file outside it is read."""
    if name == "unreadable" and os.geteuid() == 0:
        pytest.skip("root can read every file")
    tree, outcome = TREES[name], tree_outcomes[name, "json"]
    check_limits(outcome, tree.get("budget_ms", 1000) / 1000)
    assert outcome.code == 1
    errors = [finding for finding in findings(outcome) if finding["severity"] == "error"]
    assert {finding["rule"] for finding in errors} == RULES[tree["rule"]]
    assert b"root:x:0" not in outcome.out


@pytest.mark.parametrize("name", [name for name in TREES if name not in LATER])
def test_tree_is_shown_harmlessly(name: str, tree_outcomes: dict[tuple[str, str], Outcome]) -> None:
    """A file's name can neither drive a terminal nor command a runner."""
    for form in ("text", "github"):
        check_limits(tree_outcomes[name, form], TREES[name].get("budget_ms", 1000) / 1000)
        check_harmless(tree_outcomes[name, form].out)
    check_commands(tree_outcomes[name, "github"].out)


@pytest.mark.parametrize("name", [name for name in TREES if name not in LATER])
def test_tree_in_every_format(name: str, trees: dict[str, Path], tree_outcomes: dict[tuple[str, str], Outcome]) -> None:
    """Names of files keep each format in its form too."""
    assert tree_outcomes[name, "json"].code in (0, 1)
    check_outputs(trees[name])
