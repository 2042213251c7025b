"""The command line: what it takes, what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner, Result

from casefile import write_playbook
from gameplan import __version__
from gameplan.catalog import RULES
from gameplan.cli import main
from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.status import STATUSES, TYPES
from gameplan.read.front_matter import parse, split

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).parent.parent
DAY = "--today=2026-11-22"

ERROR = {"plan/bad.md": "---\ntitle: Bad\nstart: 2026-12-03\n---\n"}
WARNING = {"plan/late.md": "---\ntitle: Late\ngoals: [grow]\nstart: 2026-11-03\n---\n"}
INFO = {"plan/someday.md": "---\ntitle: Someday\ngoals: [grow]\nstart: TBD\n---\n"}


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a person's own machine, wherever the tests run."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook in order."""
    folder = tmp_path / "playbook"
    write_playbook(folder, {})
    return folder


def gameplan(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def check(root: Path, *arguments: str | Path) -> Result:
    """Check a playbook on a fixed day."""
    return gameplan("check", "--root", root, DAY, *arguments)


def options(root: Path, text: str) -> None:
    """Write a site's configuration with options of ours, in YAML's short form."""
    (root / "mkdocs.yml").write_text(f"docs_dir: strategy\nplugins:\n  - gameplan: {text}\n", encoding="utf-8")


def refusal(result: Result) -> str:
    """The one line that says why the program can't run."""
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    return line


# Exit codes


def test_nothing_wrong_is_0(root: Path) -> None:
    """A playbook in order ends with 0, prints nothing and sums up on standard error."""
    result = check(root)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("1 entry and 2 strategy pages checked for 2026-11-22: no findings\n")


@pytest.mark.parametrize(
    ("files", "fail_on", "code"),
    [
        (ERROR, None, 1),
        (WARNING, None, 0),
        (INFO, None, 0),
        (ERROR, "error", 1),
        (WARNING, "error", 0),
        (ERROR, "warning", 1),
        (WARNING, "warning", 1),
        (INFO, "warning", 0),
        (INFO, "info", 1),
        (ERROR, "never", 0),
    ],
)
def test_findings_at_or_above_the_severity_are_1(
    root: Path, files: dict[str, str], fail_on: str | None, code: int
) -> None:
    """The exit code is 1 where a finding weighs as much as `--fail-on`, which is `error` by default."""
    write_playbook(root, files)
    result = check(root, *([f"--fail-on={fail_on}"] if fail_on else []))
    assert result.exit_code == code
    assert result.stdout


def test_fail_on_may_stand_in_the_options(root: Path) -> None:
    """`fail_on` in `mkdocs.yml` counts, and `--fail-on` counts more."""
    write_playbook(root, WARNING)
    options(root, "{fail_on: warning}")
    assert check(root).exit_code == 1
    assert check(root, "--fail-on=error").exit_code == 0


def test_rules_may_weigh_otherwise(root: Path) -> None:
    """A rule that the options raise to an error fails the check, and one that is off does not."""
    write_playbook(root, {**WARNING, **ERROR})
    options(root, "{rules: {overdue: error, missing-goal: off}}")
    result = check(root)
    assert result.exit_code == 1
    assert "error[overdue]" in result.stdout
    assert "missing-goal" not in result.stdout


@pytest.mark.parametrize("arguments", [["--fail-on=bad"], ["--today=tomorrow"], ["--format=xml"], ["--nonsense"]])
def test_wrong_arguments_are_2(root: Path, arguments: list[str]) -> None:
    """What click refuses ends with 2, like everything that keeps the check from running."""
    result = check(root, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


# What is printed where


def test_findings_and_summary_go_to_different_streams(root: Path) -> None:
    """Findings are standard output, and what was and was not checked is standard error."""
    write_playbook(root, {**ERROR, **WARNING, **INFO})
    result = check(root)
    assert re.findall(r"^plan/\S+: \w+\[[\w-]+\]", result.stdout, flags=re.MULTILINE) == [
        "plan/bad.md:1:1: error[missing-goal]",
        "plan/late.md:4:8: warning[overdue]",
        "plan/someday.md:4:8: info[undated-entry]",
    ]
    first, *others = result.stderr.splitlines()
    assert first == "4 entries and 2 strategy pages checked for 2026-11-22: 1 error, 1 warning, 1 info"
    assert all(line.startswith("not checked: ") for line in others)


@pytest.mark.parametrize("day", ["9999-12-30", "0001-01-01", "1969-12-31", "2200-01-01"])
def test_days_that_no_plan_may_name(root: Path, day: str) -> None:
    """As the day to check for they are refused, as an option and in mkdocs.yml: arithmetic would overflow."""
    said = check(root, "--today", day)
    assert said.exit_code == 2
    assert "1970 to 2199" in said.stderr
    options(root, f"{{today: {day}}}")
    assert check(root).exit_code == 2


def test_several_findings_are_counted_in_the_plural(root: Path) -> None:
    """Two errors are errors."""
    write_playbook(root, {**ERROR, "plan/worse.md": ERROR["plan/bad.md"]})
    assert ": 2 errors\n" in check(root).stderr


def test_the_summary_says_what_was_not_checked(root: Path) -> None:
    """Rules that are off and patterns that are ignored are named, so that a clean check can't be mistaken."""
    options(root, '{rules: {overdue: off}, ignore: {"plan/old/*": [missing-goal]}}')
    lines = check(root).stderr.splitlines()
    assert "not checked: rules that are off: overdue" in lines
    assert "not checked: ignored in plan/old/*: missing-goal" in lines


def test_output_has_no_colours_off_a_terminal(root: Path) -> None:
    """What goes into a file or pipe has no colours in it."""
    write_playbook(root, ERROR)
    assert "\x1b" not in check(root).output


def test_json_on_standard_output(root: Path) -> None:
    """`--format json` prints one object, and nothing besides."""
    write_playbook(root, {**ERROR, **WARNING})
    value = json.loads(check(root, "--format=json").stdout)
    assert (value["version"], value["today"], value["failed"]) == (1, "2026-11-22", True)
    assert value["counts"] == {"entry": 3, "goal": 1, "vision": 1}
    assert [found["rule"] for found in value["findings"]] == ["missing-goal", "overdue"]


def test_github_under_github_actions(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under GitHub Actions findings are annotations, and a table in the step's summary."""
    write_playbook(root, ERROR)
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    result = check(root)
    assert result.stdout.startswith("::error title=missing-goal,file=plan/bad.md,line=1,")
    assert "| `plan/bad.md:1:1` | error | missing-goal |" in summary.read_text(encoding="utf-8")
    assert check(root, "--format=text").stdout.startswith("plan/bad.md:1:1: ")


@pytest.mark.parametrize("way", ["all of it", "too much", "no summary"])
def test_annotations_say_where_the_rest_is(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The last line points at the summary as far as that has the rest, and at the check for what it has not."""
    several = 2_100 if way == "too much" else 30
    write_playbook(
        root, {f"plan/bad-{number}.md": "---\ntitle: Bad\nstart: 2026-12-01\n---\n" for number in range(several)}
    )
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    if way != "no summary":
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    last = check(root, "--select", "missing-goal").stdout.splitlines()[-1]
    if way == "no summary":
        assert last == f"… and {several - 10} more: `gameplan check` lists them all."
        return
    rows = sum(line.startswith("| `") for line in summary.read_text(encoding="utf-8").splitlines())
    where = (
        "see the step's summary"
        if rows == several
        else (f"the step's summary has all but {several - rows}, and `gameplan check` lists them all")
    )
    assert (rows < several) == (way == "too much")
    assert last == f"… and {several - 10} more: {where}."


def test_the_day_can_be_chosen(root: Path) -> None:
    """`--today` decides what is overdue, and counts more than the option."""
    write_playbook(root, WARNING)
    options(root, "{today: 2026-11-01}")
    assert "overdue" not in gameplan("check", "--root", root).stdout
    assert "overdue" in check(root).stdout


# Which playbook, and which part of it


def test_the_nearest_playbook_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--root` the playbook around the present folder is checked."""
    write_playbook(root, ERROR)
    options(root, "{}")
    monkeypatch.chdir(root / "strategy" / "goals")
    assert "plan/bad.md" in gameplan("check", DAY).stdout


def test_a_playbook_may_be_the_argument(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`gameplan check FOLDER` checks that playbook."""
    write_playbook(root, ERROR)
    monkeypatch.chdir(tmp_path)
    assert "plan/bad.md" in gameplan("check", DAY, "playbook").stdout


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["plan/bad.md"], ["plan/bad.md"]),
        (["plan"], ["plan/bad.md", "plan/late.md"]),
        (["plan/late.md", "plan/base.md"], ["plan/late.md"]),
        (["strategy"], []),
        (["."], ["plan/bad.md", "plan/late.md"]),
        (["plan/ba"], None),
    ],
)
def test_paths_choose_what_is_shown(
    root: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], shown: list[str] | None
) -> None:
    """With paths only their findings are shown and counted; a path that isn't there is refused."""
    write_playbook(root, {**ERROR, **WARNING})
    options(root, "{}")
    monkeypatch.chdir(root)
    result = gameplan("check", DAY, "--fail-on=warning", *paths)
    if shown is None:
        assert refusal(result) == "gameplan: there is no file or folder plan/ba"
    else:
        assert re.findall(r"^(plan/\S+\.md):", result.stdout, flags=re.MULTILINE) == shown
        assert result.exit_code == (1 if shown else 0)


def test_paths_are_relative_to_the_present_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path means what it means to the shell."""
    write_playbook(root, ERROR)
    options(root, "{}")
    monkeypatch.chdir(root / "plan")
    assert "plan/bad.md" in gameplan("check", DAY, "bad.md").stdout


@pytest.mark.parametrize("path", ["..", "../elsewhere.md", "/etc/hostname"])
def test_paths_outside_the_playbook_are_refused(root: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """A path outside would show nothing, as if nothing were wrong there."""
    options(root, "{}")
    monkeypatch.chdir(root)
    assert refusal(gameplan("check", DAY, path)) == f"gameplan: {path} is not in the playbook"


def test_no_such_folder(tmp_path: Path) -> None:
    """A root that isn't there is refused in one line."""
    assert refusal(check(tmp_path / "nowhere")).startswith("gameplan: there is no folder ")


@pytest.mark.parametrize("missing", ["plan", "strategy"])
def test_no_plan_or_no_strategy(root: Path, missing: str) -> None:
    """A playbook without its plan, or without its strategy, can't be checked."""
    options(root, "{}")
    (root / missing).rename(root / "moved")
    assert f"there is no folder {missing}/" in refusal(check(root))


# Options


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{fail_onn: error}", "mkdocs.yml: there is no option 'fail_onn'; did you mean 'fail_on'?"),
        ("{colour: red}", "mkdocs.yml: there is no option 'colour'"),
        ("{today: soon}", "mkdocs.yml: option 'today': 'soon' is not a day: write it as in 2026-12-03"),
        ("{internal: maybe}", "mkdocs.yml: option 'internal': 'maybe' is not true or false"),
        ("{rules: [a]}", "mkdocs.yml: option 'rules': '['a']' is not keys and values"),
        ("{rules: {missing-gaol: off}}", "mkdocs.yml: there is no rule 'missing-gaol'; did you mean 'missing-goal'?"),
        ("{rules: {everything: off}}", "mkdocs.yml: there is no rule 'everything'; `gameplan rules` lists them"),
        (
            '{ignore: {"plan/*": [overdo]}}',
            "mkdocs.yml: there is no rule 'overdo'; did you mean 'overdue'?",
        ),
        (
            "{rules: {invalid-front-matter: off}}",
            "mkdocs.yml: the rule 'invalid-front-matter' can't be changed or ignored: it leaves nothing to check",
        ),
        (
            "{timezone: Europe/Pargue}",
            "mkdocs.yml: option 'timezone': 'Europe/Pargue' is not a time zone; did you mean Europe/Prague?",
        ),
        (
            "{timezone: !ENV ZONE}",
            "mkdocs.yml: the option 'timezone' is computed by a tag or repeated by a *, and the check computes nothing: write its value",
        ),
        (
            "{fields: {entry: &same {hook: {type: line}}, goal: *same}}",
            "mkdocs.yml: the option 'fields.goal' is computed by a tag or repeated by a *, and the check computes nothing: write its value",
        ),
        ("[a]", "mkdocs.yml: the plugin's options must be keys and values"),
    ],
)
def test_wrong_options_are_refused_in_one_line(root: Path, text: str, line: str) -> None:
    """An option that can't be used ends the check with 2 and one line: what is wrong, and what was probably meant."""
    options(root, text)
    assert refusal(check(root)) == f"gameplan: {line}"


@pytest.mark.parametrize(
    "text",
    [
        "{fail_on: sometimes}",
        "{rules: {overdue: loud}}",
        "{plan_dir: ../plan}",
        "{plan_dir: strategy/plan}",
        "{calendar: ../feed.ics}",
        "{today: tomorrow}",
        "{uid_namespace: abc}",
        "{kinds: {goal: {}}}",
        "{kinds: {Region: {}}}",
        "{statuses: {printing: {}}}",
    ],
)
def test_wrong_values_of_options_are_refused(root: Path, text: str) -> None:
    """A value that an option doesn't take ends the check with 2, and names the option."""
    options(root, text)
    line = refusal(check(root))
    assert line.startswith("gameplan: mkdocs.yml: ")
    assert re.findall(r"\w+", text)[0] in line


def test_mkdocs_yml_that_can_not_be_read(root: Path) -> None:
    """A broken configuration is refused with its place, and not taken for an empty one."""
    (root / "mkdocs.yml").write_text("site_name: a: b\n", encoding="utf-8")
    assert refusal(check(root)).startswith("gameplan: mkdocs.yml:1:13: this can't be read as YAML")


def test_mkdocs_yml_without_the_plugin(root: Path) -> None:
    """The check says that a build of this site would skip it."""
    (root / "mkdocs.yml").write_text("site_name: a\ndocs_dir: strategy\nplugins: [search]\n", encoding="utf-8")
    result = check(root)
    assert result.exit_code == 0
    assert "mkdocs.yml doesn't list the plugin" in result.stderr


def test_tags_in_mkdocs_yml_are_not_run(root: Path, tmp_path: Path) -> None:
    """A configuration that would run a program, were it read by MkDocs, runs nothing here."""
    proof = tmp_path / "proof"
    options(root, "{}")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"extra: !!python/object/apply:os.mkdir ['{proof}']\nhooks: [{proof}.py]\n")
    assert check(root).exit_code == 0
    assert not proof.exists()


# A host that would skip us


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[project]\n",
        '[project]\ndocs_dir = "strategy"\n',
        "not toml",
        "project = 1",
        f"a = {'[' * 20_000}",
        f"a = {'{a=' * 10_000}",
        f"a = {'9' * 5_000}",
        f"a.{'b.' * 20_000}c = 1",
        "#" * 300_000,
        "a = 2026-13-45",
    ],
    ids=lambda text: text[:12],
)
def test_zensical_is_refused(root: Path, text: str) -> None:
    """Zensical would build the site without Gameplan and say nothing: the check doesn't pass."""
    options(root, "{}")
    (root / "zensical.toml").write_text(text, encoding="utf-8")
    line = refusal(check(root))
    assert line.startswith("gameplan: zensical.toml: Zensical runs no plugins")
    assert "gameplan render" in line


def test_zensicals_file_may_be_anything(root: Path) -> None:
    """A link, a pipe, or a file of 300 MB: the same answer, at once."""
    options(root, "{}")
    file = root / "zensical.toml"

    def long() -> None:
        with file.open("wb") as stream:
            stream.truncate(300_000_000)

    lays: tuple[Callable[[], object], ...] = (lambda: file.symlink_to("/dev/zero"), lambda: os.mkfifo(file), long)
    for lay in lays:
        lay()
        assert refusal(check(root)).startswith("gameplan: zensical.toml: Zensical runs no plugins")
        file.unlink()


def test_zensical_may_build_what_was_rendered(root: Path) -> None:
    """With the rendered folder as its source Zensical publishes what was checked."""
    options(root, "{}")
    (root / "zensical.toml").write_text('[project]\ndocs_dir = "rendered"\n', encoding="utf-8")
    assert check(root).exit_code == 0


def test_an_installed_zensical_is_told(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where somebody could type `zensical build`, the check says what that leaves out; a playbook whose site would say so is left alone."""
    options(root, "{}")
    assert "Zensical" not in check(root).stderr
    packages = tmp_path_factory.mktemp("packages")
    (packages / "zensical-0.1.0.dist-info").mkdir()
    (packages / "zensical").mkdir()
    (packages / "zensical" / "__init__.py").write_text("raise SystemExit('nothing of it is run')\n")
    (packages / "zensical-0.1.0.dist-info/METADATA").write_text(
        "Metadata-Version: 2.1\nName: zensical\nVersion: 0.1.0\n"
    )
    monkeypatch.syspath_prepend(packages)
    done = check(root)
    assert done.exit_code == 0
    assert "not checked: what Zensical builds" in done.stderr
    assert "gameplan render DIR" in done.stderr
    assert "strategy/built-without-gameplan.md" in done.stderr
    (root / "strategy/built-without-gameplan.md").write_text("# Built without Gameplan\n\n[no](such.md)\n")
    done = check(root)
    assert done.exit_code == 0
    assert "Zensical" not in done.stderr
    (root / "plan/built-without-gameplan.md").write_text("# An entry\n")
    assert check(root).exit_code == 1


# Rules and schemas


def test_rules_lists_every_rule() -> None:
    """`rules` prints a line for each rule, with its severity and summary."""
    lines = gameplan("rules").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.name, str(rule.severity)] for rule in RULES]
    assert all(rule.summary in line for rule, line in zip(RULES, lines, strict=True))
    assert {line.split()[0] for line in lines if line.endswith("(can't be ignored)")} == {
        rule.name for rule in RULES if not rule.configurable
    }


def test_rule_explains_one() -> None:
    """`rule NAME` prints its name, severity, summary and help."""
    result = gameplan("rule", "missing-goal")
    assert result.exit_code == 0
    assert result.stdout.startswith("# missing-goal (error)\n\nA plan entry cites no goal.\n\n## What it does\n")
    assert "## Use instead" in result.stdout


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("missing-gaol", "did you mean 'missing-goal'?"),
        ("Missing Goal", "did you mean 'missing-goal'?"),
        ("xyz", "`gameplan rules` lists them"),
    ],
)
def test_rule_with_a_typing_slip(name: str, end: str) -> None:
    """A rule that doesn't exist is refused with the one that was probably meant."""
    assert refusal(gameplan("rule", name)) == f"gameplan: there is no rule '{name}'; {end}"


def schema(*arguments: str | Path) -> Any:  # noqa: ANN401 - JSON
    """A schema as printed."""
    result = gameplan("schema", *arguments)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def assert_shape(value: object, definitions: dict[str, Any]) -> None:
    """Every subschema is made of keywords of JSON Schema 2020-12 with values of their kind, and its references lead somewhere."""
    assert isinstance(value, dict)
    known = {
        "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "patternProperties", "required",
        "additionalProperties", "items", "anyOf", "not", "enum", "const", "default", "examples", "format", "pattern", "minimum",
        "maxLength",
    }  # fmt: skip
    assert set(value) <= known
    if "$ref" in value:
        assert value["$ref"].removeprefix("#/$defs/") in definitions
    if "type" in value:
        assert value["type"] in {"object", "array", "string", "number", "integer", "boolean", "null"}
    if "enum" in value:
        assert len(set(value["enum"])) == len(value["enum"]) > 0
    if "pattern" in value:
        re.compile(value["pattern"])
    assert "properties" not in value or set(value.get("required", [])) <= set(value["properties"])
    for inner in (
        *value.get("properties", {}).values(),
        *value.get("patternProperties", {}).values(),
        *value.get("$defs", {}).values(),
        *value.get("anyOf", ()),
        *([value["items"]] if "items" in value else ()),
        *([value["not"]] if "not" in value else ()),
        *([value["additionalProperties"]] if isinstance(value.get("additionalProperties"), dict) else ()),
    ):
        assert_shape(inner, definitions)


def test_schema_of_all_kinds() -> None:
    """`schema` prints a valid schema for entries and for each kind of strategy page."""
    value = schema()
    assert set(value) == {"entry", *(kind.name for kind in BUILT_IN)}
    for name, one in value.items():
        assert one["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert one["$id"] == f"urn:gameplan:schema:{name}"
        assert one["type"] == "object"
        assert one["additionalProperties"] is False
        assert one["required"] == ["title"]
        assert_shape(one, one.get("$defs", {}))


def test_schema_of_one_kind() -> None:
    """`schema KIND` prints that kind's schema, with its own fields and none of others."""
    goal = schema("goal")
    assert goal == schema()["goal"]
    assert {"parent", "period", "lifecycle", "kpis", "kpi"} <= set(goal["properties"])
    assert goal["properties"]["lifecycle"]["enum"] == ["proposed", "accepted", "achieved", "dropped"]
    assert "status" not in goal["properties"]


def test_schema_of_entries() -> None:
    """An entry's schema knows statuses with their other names, types, singular and plural, and that a goal is needed."""
    entry = schema("entry")
    names = [name for status in STATUSES for name in (status.name, *status.aliases)]
    assert entry["properties"]["status"]["enum"] == names
    assert entry["properties"]["type"]["enum"] == list(TYPES)
    assert entry["properties"]["goal"] == entry["properties"]["goals"]
    assert entry["properties"]["date"] == entry["properties"]["start"]
    assert entry["anyOf"] == [{"required": ["goals"]}, {"required": ["goal"]}]
    assert re.search(next(iter(entry["patternProperties"])), "x_own")


def test_schema_knows_the_playbooks_own_words(root: Path) -> None:
    """With `--root`, kinds, statuses and types of the playbook are in the schema."""
    options(root, "{kinds: {region: {plural: regions}}, statuses: {printing: {stage: scheduled}}, types: [poster]}")
    value = schema("--root", root)
    assert {"region", "entry"} <= set(value)
    entry = value["entry"]["properties"]
    assert {"region", "regions"} <= set(entry)
    assert "printing" in entry["status"]["enum"]
    assert "poster" in entry["type"]["enum"]


@pytest.mark.parametrize(
    ("kind", "end"), [("gaol", "did you mean 'goal'?"), ("xyz", "write one of entry, vision, goal, theme, audience, ")]
)
def test_schema_with_a_typing_slip(kind: str, end: str) -> None:
    """A kind that doesn't exist is refused with the one that was probably meant."""
    assert refusal(gameplan("schema", kind)).startswith(f"gameplan: there is no kind '{kind}'; {end}")


def test_schema_accepts_the_sample_plan() -> None:
    """Every key that the sample's entries use is in the schema of an entry, and every entry has what the schema requires."""
    entry = schema("entry", "--root", REPOSITORY)
    files = [file for file in sorted((REPOSITORY / "plan").rglob("*.md")) if file.name not in ("index.md", "README.md")]
    fronts = [parse(split(file.read_text(encoding="utf-8")).front or "").values for file in files]
    assert len(fronts) > 20
    used = {key for front in fronts for key in front if not key.startswith("x_")}
    assert used <= set(entry["properties"])
    for front in fronts:
        assert set(entry["required"]) <= set(front)
        assert any(set(one["required"]) <= set(front) for one in entry["anyOf"])
        for name in ("status", "type", "visibility"):
            assert name not in front or front[name] in entry["properties"][name]["enum"]


# The program itself


def test_version() -> None:
    """`--version` prints the package's version."""
    assert gameplan("--version").stdout.split()[-1] == __version__


@pytest.mark.parametrize("command", ["agenda", "check", "feed", "rules", "rule", "schema", "render"])
def test_every_command_explains_itself(command: str) -> None:
    """`--help` of every command begins with what it is for."""
    result = gameplan(command, "--help")
    assert result.exit_code == 0
    assert re.search(r"Usage: .*\n\n  [A-Z].+", result.stdout)


def test_it_runs_as_a_module_whatever_the_console_can_show(root: Path) -> None:
    """`python -m gameplan` works where the console knows ASCII only: UTF-8 comes out, and the exit code is the check's."""
    write_playbook(root, {"plan/größe.md": "---\ntitle: Größe 🎉\nstart: 2026-12-03\n---\n"})
    done = subprocess.run(
        [sys.executable, "-m", "gameplan", "check", "--root", str(root), DAY],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 1
    assert "plan/größe.md:1:1: error[missing-goal]: 'Größe 🎉' cites no goal" in done.stdout.decode("utf-8")
    assert b"Traceback" not in done.stderr


def test_help_names_every_command_and_imports_none() -> None:
    """The overview is written without loading what commands need; each module is there and has its command."""
    code = (
        "import sys; from gameplan.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    overview, _, modules = said.rstrip().rpartition("\n")
    assert not {"pydantic", "jinja2", "mkdocs", "yaml", "babel", "icalendar", "rich"} & set(modules.split())
    for name in main.list_commands(click.Context(main)):
        assert re.search(rf"^  {name}  +\S", overview, re.MULTILINE)
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert command.name == name


@pytest.mark.parametrize(
    ("typed", "meant"), [("chekc", "check"), ("inti", "init"), ("Shift", "shift"), ("import_", "import")]
)
def test_a_mistyped_command(typed: str, meant: str) -> None:
    """It gets a suggestion."""
    said = CliRunner().invoke(main, [typed])
    assert said.exit_code == 2
    assert f"did you mean '{meant}'?" in said.stderr
