"""The script of the forms in Node, where it can be asked many things quickly: what it makes of a file, and what it writes."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import pytest

import gameplan
from builds import SAMPLE
from form_editors import NEEDED, packages
from gameplan.forms.setup import collections, file_forms
from gameplan.pipeline import run
from gameplan.settings import load_settings
from gameplan.wording.speech import ENGLISH, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCRIPT = Path(gameplan.__file__).parent / "forms/assets/forms.js"
_YAML = "js-yaml/dist/browser/js-yaml.umd.min.js"
_DRIVER = """
const fs = require("fs"), vm = require("vm"), readline = require("readline");
const [yaml, script] = process.argv.slice(1);
const world = {};
world.globalThis = world;
vm.createContext(world);
vm.runInContext(fs.readFileSync(yaml, "utf8"), world);
vm.runInContext(fs.readFileSync(script, "utf8"), world);
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { name, given } = JSON.parse(line);
  let answer;
  try { answer = { value: world.gameplanForms[name](...given) ?? null }; } catch (error) { answer = { error: String(error) }; }
  process.stdout.write(`${JSON.stringify(answer)}\\n`);
});
"""


@cache
def _running() -> subprocess.Popen[str]:
    node = shutil.which("node")
    if node is None:
        if NEEDED:
            pytest.fail("there is no node, and GAMEPLAN_FORMS_NEEDED is set")
        pytest.skip("there is no node on the search path")
    command = [node, "-e", _DRIVER, "--", str(packages() / _YAML), str(_SCRIPT)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def asked(name: str, *given: object) -> Any:  # noqa: ANN401 - whatever it says
    """What a function of the script answers."""
    running = _running()
    stdin, stdout = cast("IO[str]", running.stdin), cast("IO[str]", running.stdout)
    stdin.write(json.dumps({"name": name, "given": given}) + "\n")
    stdin.flush()
    answer = json.loads(stdout.readline())
    assert "error" not in answer, answer["error"]
    return answer["value"]


@cache
def shapes() -> Mapping[str, Any]:
    """How the script reads and writes the files of each of the sample's collections."""
    settings = load_settings(SAMPLE)
    result = run(settings.root, settings.options, None, settings.config)
    with speaking(ENGLISH):
        return file_forms(collections(result.playbook.public(), result.today))


def read(text: str, collection: str = "plan") -> dict[str, Any]:
    """What a form shows of a file."""
    found: dict[str, Any] = asked("read", shapes()[collection], text)
    return found


def saved(text: str, collection: str = "plan", **changed: object) -> str:
    """A file after some fields of its form were changed."""
    made: str = asked("write", shapes()[collection], {**read(text, collection), **changed})
    return made
