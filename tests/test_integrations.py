"""What other people's build servers run: the hook, the action and the template, by their published schemas."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from builds import write
from casefile import BASE
from gameplan.cli.check import check
from repository import ISOLATED, day, write_history

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = Path(__file__).parents[1]
SCHEMAS = {
    "action.yml": "vendor.github-actions",
    "ci/github-diff.yml": "vendor.github-workflows",
    "ci/github-diff-comment.yml": "vendor.github-workflows",
    "ci/gitlab.yml": "vendor.gitlab-ci",
}


@pytest.mark.parametrize("file", SCHEMAS)
def test_files_keep_to_their_schemas(file: str) -> None:
    """What the services publish as the form of these files holds for ours."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[file], str(TOP / file)]
    if "gitlab" in file:
        command[5:5] = ["--data-transform", "gitlab-ci"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def scripts(value: Any) -> list[str]:  # noqa: ANN401 - a part of a file
    """All that a shell runs."""
    steps = value.get("runs", {}).get("steps", [])
    steps += [step for job in value.get("jobs", {}).values() for step in job["steps"]]
    job = value.get("gameplan-check", {})
    return [step["run"] for step in steps if "run" in step] + [*job.get("before_script", ()), *job.get("script", ())]


@pytest.mark.parametrize("file", SCHEMAS)
def test_nothing_is_pasted_into_scripts(file: str) -> None:
    """What stands in an input or a variable reaches the shell as a quoted variable, never as a part of the script."""
    for script in scripts(yaml.safe_load((TOP / file).read_text(encoding="utf-8"))):
        assert "${{" not in script
        assert not re.findall(r'(?<!["=A-Za-z{/])\$[A-Z_]+', script)


def comment(folder: Path, body: str, answers: dict[str, str], number: str = "7") -> tuple[int, list[str]]:
    """Run the script that keeps a comment, with a `gh` that notes what it is asked for."""
    (folder / "bin").mkdir(exist_ok=True)
    known = "".join(f'  *{part}*) printf "%s\\n" "{said}" ;;\n' for part, said in answers.items())
    gh = folder / "bin/gh"
    gh.write_text(f'#!/bin/sh\necho "$*" >> "{folder}/asked"\ncase "$*" in\n{known}  *) ;;\nesac\n')
    gh.chmod(0o755)
    (folder / "comment.md").write_text(body)
    (folder / "asked").write_text("")
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "team/plan"}
    command = ["bash", str(TOP / "ci/comment.sh"), number, str(folder / "comment.md")]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return done.returncode, (folder / "asked").read_text().splitlines()[1:]


def test_one_comment_is_kept(tmp_path: Path) -> None:
    """It is written, written anew, and taken away when nothing is left to say; a number that is none is refused."""
    there = {"--paginate": "41"}
    body = f"--field body=@{tmp_path}/comment.md"
    assert comment(tmp_path, "x", {}) == (0, [f"api --silent --method POST repos/team/plan/issues/7/comments {body}"])
    assert comment(tmp_path, "x", there) == (
        0,
        [f"api --silent --method PATCH repos/team/plan/issues/comments/41 {body}"],
    )
    assert comment(tmp_path, "", there) == (0, ["api --silent --method DELETE repos/team/plan/issues/comments/41"])
    assert comment(tmp_path, "", {}) == (0, [])
    assert comment(tmp_path, "x", {}, "7; rm -rf /") == (2, [])


def test_the_pair_for_forks() -> None:
    """The one that sees a stranger's files may write nothing; the one that may write sees none of them, and checks the number."""
    first, second = (
        yaml.safe_load((TOP / f"ci/github-{name}.yml").read_text(encoding="utf-8")) for name in ("diff", "diff-comment")
    )
    assert first["permissions"] == {"contents": "read"}
    assert second["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert second[True]["workflow_run"]["workflows"] == [first["name"]]
    assert not [step for step in second["jobs"]["comment"]["steps"] if "checkout" in step.get("uses", "")]
    script = scripts(second)[-1]
    assert "--render diff/diff.json" in script
    assert script.index('"$head" = "$HEAD"') < script.index("--method")


@pytest.mark.parametrize("file", [*SCHEMAS, ".pre-commit-hooks.yaml"])
def test_options_are_ours(file: str) -> None:
    """Every option that they pass is one of `gameplan check`."""
    text = (TOP / file).read_text(encoding="utf-8")
    known = {name for parameter in check.params for name in parameter.opts}
    lines = [line for line in text.splitlines() if "gameplan check" in line or "arguments" in line]
    used = {option for line in lines for option in re.findall(r"(--[a-z-]+)", line)}
    assert used <= known


def wheel(folder: Path) -> Path:
    """An installable file without dependencies, whose name and version are all that there is of it."""
    info = "empty-1.dist-info"
    made = folder / "empty-1-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: empty\nVersion: 1\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", f"{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return made


@pytest.mark.parametrize("file", ["action.yml", "ci/gitlab.yml"])
def test_nothing_of_the_checkout_is_imported(file: str, tmp_path: Path) -> None:
    """Their scripts, run in a checkout that is full of modules named like those of Python: none of them is imported."""
    checkout, temporary = tmp_path / "checkout", tmp_path / "temporary"
    temporary.mkdir()
    write(checkout, BASE)
    mark = tmp_path / "imported"
    evil = f"open({str(mark)!r}, 'a').write(__name__ + chr(10))\n"
    for name in {
        *sys.stdlib_module_names,
        "pip",
        "gameplan",
        "click",
        "yaml",
        "sitecustomize",
        "usercustomize",
        "_distutils_hack",
    }:
        (checkout / f"{name}.py").write_text(evil, encoding="utf-8")
        (checkout / name).mkdir()
        (checkout / name / "__main__.py").write_text(evil, encoding="utf-8")
    program = "#!/bin/sh\nexec " + f'"{sys.executable}" -P -m gameplan "$@"\n'
    lines = [
        line
        for script in scripts(yaml.safe_load((TOP / file).read_text(encoding="utf-8")))
        # The comment needs a pull request; it starts the same program.
        if " diff " not in script
        for line in script.splitlines()
    ]
    lines = [line.replace("/opt/gameplan", "$RUNNER_TEMP/gameplan") for line in lines if not line.startswith("apt-get")]
    install = max(number for number, line in enumerate(lines) if "pip install" in line) + 1
    lines[install:install] = [
        f"cat >\"$RUNNER_TEMP/gameplan/bin/gameplan\" <<'END'\n{program}END",
        'chmod +x "$RUNNER_TEMP/gameplan/bin/gameplan"',
    ]
    variables = {
        "RUNNER_TEMP": temporary,
        "GITHUB_ACTION_PATH": wheel(temporary),
        "GAMEPLAN_SOURCE": wheel(temporary),
        "GAMEPLAN_ROOT": ".",
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-eu", "-c", "\n".join(lines)],
        cwd=checkout,
        env={
            **os.environ,
            **{name: str(value) for name, value in variables.items()},
            "PATH": path,
            "GAMEPLAN_CHANGED": "",
            "GAMEPLAN_FAIL_ON": "",
            "GAMEPLAN_SARIF": "",
            "PIP_NO_INDEX": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert not mark.exists(), mark.read_text()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 entry and 2 strategy pages checked" in done.stderr


def test_the_hook_is_one_run() -> None:
    """One hook, run once for the whole playbook, in an environment of its own."""
    [hook] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["language"], hook["pass_filenames"], hook["entry"]) == ("python", False, "gameplan check")
    assert hook["always_run"] is True
    assert all(re.search(hook["files"], name) for name in ("plan/a.md", "docs/mkdocs.yml", "strategy/kpis/x.csv"))
    assert not re.search(hook["files"], "src/a.py")


@pytest.fixture
def pre_commit(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `pre-commit` in a folder, with everything that it keeps in a folder of its own."""
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed: pip install gameplan[lint]")
    environment = {**os.environ, **ISOLATED, "PRE_COMMIT_HOME": str(tmp_path / "kept"), "PIP_NO_COMPILE": "1"}

    def call(*arguments: str, folder: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    return call


def test_pre_commit_reads_the_manifest(pre_commit: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """`pre-commit` takes the manifest, by its own reading."""
    assert pre_commit("validate-manifest", str(TOP / ".pre-commit-hooks.yaml")).returncode == 0


def test_pre_commit_runs_the_hook(tmp_path: Path, pre_commit: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """From this repository, as it will be from a published one: installed anew, it lets a good playbook pass and stops a bad one."""
    download = ("download", "--quiet", "--no-deps", "--dest", str(tmp_path / "asked"), "hatchling")
    if subprocess.run([sys.executable, "-m", "pip", *download], capture_output=True, check=False).returncode:
        pytest.skip("no package registry can be reached, from which pre-commit would install Gameplan's dependencies")
    package = [path for path in (TOP / "plugins").rglob("*") if path.is_file() and path.suffix not in (".pyc", ".pyo")]
    files = [TOP / name for name in ("pyproject.toml", "README.md", ".pre-commit-hooks.yaml")] + package
    contents = {file.relative_to(TOP).as_posix(): file.read_bytes() for file in files}
    gameplan = write_history(tmp_path / "gameplan", {day(0): contents})
    gameplan.git("reset", "--quiet", "--hard")
    ours = {
        "repo": str(gameplan.top),
        "rev": gameplan.git("rev-parse", "HEAD").strip(),
        "hooks": [{"id": "gameplan-check"}],
    }
    config = yaml.safe_dump({"repos": [ours]})
    repository = write_history(tmp_path / "playbook", {day(0): {**BASE, ".pre-commit-config.yaml": config}})
    repository.git("reset", "--quiet", "--hard")
    # Installed once, as on anybody's machine, and run for each commit.
    command = ("run", "--all-files", "--verbose", "--color=never")
    good = pre_commit(*command, folder=repository.root)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "1 entry and 2 strategy pages checked" in good.stdout
    repository.commit({"plan/bad.md": "---\ntitle: Bad\n---\n"}, day(1))
    repository.git("reset", "--quiet", "--hard")
    bad = pre_commit(*command, folder=repository.root)
    assert bad.returncode == 1
    assert "plan/bad.md:1:1: error[missing-goal]" in bad.stdout


def test_pre_commit_sees_what_is_deleted(
    tmp_path: Path, pre_commit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A commit that takes a goal away, and nothing else, is stopped where an entry cites the goal."""
    [hook] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    command = f"{sys.executable} -m gameplan check"
    local = {"repo": "local", "hooks": [{**hook, "language": "system", "entry": command}]}
    repository = write_history(
        tmp_path / "playbook", {day(0): {**BASE, ".pre-commit-config.yaml": yaml.safe_dump({"repos": [local]})}}
    )
    repository.git("reset", "--quiet", "--hard")
    repository.git("rm", "-q", "strategy/goals/grow.md")
    stopped = pre_commit("run", "--verbose", "--color=never", folder=repository.root)
    assert stopped.returncode == 1, stopped.stdout + stopped.stderr
    assert "plan/base.md:3:9: error[unknown-goal]" in stopped.stdout
