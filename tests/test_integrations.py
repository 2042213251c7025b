"""What other people's build servers run: the hook, the action and the template, by their published schemas."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from gameplan.cli.check import check
from repository import ISOLATED

TOP = Path(__file__).parents[1]
SCHEMAS = {
    "action.yml": "vendor.github-actions",
    "ci/gitlab.yml": "vendor.gitlab-ci",
}


@pytest.mark.parametrize("file", SCHEMAS)
def test_files_keep_to_their_schemas(file: str) -> None:
    """What the services publish as the form of these files holds for ours."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[file], str(TOP / file)]
    if file.startswith("ci/"):
        command[5:5] = ["--data-transform", "gitlab-ci"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def scripts(value: Any) -> list[str]:  # noqa: ANN401 - a part of a file
    """All that a shell runs."""
    steps = value.get("runs", {}).get("steps", [])
    job = value.get("gameplan-check", {})
    return [step["run"] for step in steps if "run" in step] + [*job.get("before_script", ()), *job.get("script", ())]


@pytest.mark.parametrize("file", SCHEMAS)
def test_nothing_is_pasted_into_scripts(file: str) -> None:
    """What stands in an input or a variable reaches the shell as a quoted variable, never as a part of the script."""
    for script in scripts(yaml.safe_load((TOP / file).read_text(encoding="utf-8"))):
        assert "${{" not in script
        assert not re.findall(r'(?<!["=A-Za-z{])\$[A-Z_]+', script)


@pytest.mark.parametrize("file", [*SCHEMAS, ".pre-commit-hooks.yaml"])
def test_options_are_ours(file: str) -> None:
    """Every option that they pass is one of `gameplan check`."""
    text = (TOP / file).read_text(encoding="utf-8")
    known = {name for parameter in check.params for name in parameter.opts}
    lines = [line for line in text.splitlines() if "gameplan check" in line or "arguments" in line]
    used = {option for line in lines for option in re.findall(r"(--[a-z-]+)", line)}
    assert used <= known


def test_the_hook_is_one_run() -> None:
    """One hook, run once for the whole playbook, in an environment of its own."""
    [hook] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["language"], hook["pass_filenames"], hook["entry"]) == ("python", False, "gameplan check")
    assert all(re.search(hook["files"], name) for name in ("plan/a.md", "docs/mkdocs.yml", "strategy/kpis/x.csv"))
    assert not re.search(hook["files"], "src/a.py")


def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    """`pre-commit` takes the hook: its manifest is valid, by its own reading."""
    if shutil.which("pre-commit", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("pre-commit is not installed beside this Python")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(TOP / ".pre-commit-hooks.yaml")]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **ISOLATED}, check=False
    )
    assert done.returncode == 0
