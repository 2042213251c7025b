"""The examples of each kind: a playbook in order, in the reference as it is, and a hint where a page has another form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from builds import build, playbook, write
from gameplan.cli import main
from gameplan.model.example_files import EXAMPLE_DAY, EXAMPLE_FILES
from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.kinds import ENTRY
from gameplan.pipeline import run
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
site_name: Example
site_url: https://plan.example.com/
docs_dir: strategy
theme: {name: null, custom_dir: theme}
plugins:
  - gameplan: {timezone: Europe/Lisbon, rules: {placeholder-address: off}}
"""


def _written(root: Path) -> Path:
    return write(root, {"mkdocs.yml": CONFIG, **{example.path: example.text for example in EXAMPLE_FILES.values()}})


def test_every_kind_has_an_example() -> None:
    """Each of a different path, in the folder of its kind."""
    kinds = {kind.name: kind for kind in (ENTRY, *BUILT_IN)}
    assert sorted(EXAMPLE_FILES) == sorted(kinds)
    for name, example in EXAMPLE_FILES.items():
        folder = "plan/" if name == "entry" else f"strategy/{kinds[name].folder}".rstrip("/") + "/"
        assert example.path.startswith(folder)


def test_the_examples_are_a_playbook_in_order(tmp_path: Path) -> None:
    """Nothing is found, not even something to know."""
    root = _written(tmp_path)
    result = run(root, load_settings(root).options, date.fromisoformat(EXAMPLE_DAY))
    assert [(finding.location.path, finding.message) for finding in result.diagnostics] == []
    assert len(result.playbook.pages) == len(EXAMPLE_FILES)


def test_the_examples_become_a_site(tmp_path: Path) -> None:
    """Its pages know each other."""
    files = build(playbook(tmp_path, {example.path: example.text for example in EXAMPLE_FILES.values()}))
    assert b"goals/more-trials/" in files["plan/invoice-guide/index.html"]
    assert b"plan/invoice-guide/" in files["goals/more-trials/index.html"]


@pytest.mark.parametrize("name", EXAMPLE_FILES)
def test_the_reference_shows_them(name: str) -> None:
    """As they are."""
    shown = CliRunner().invoke(main, ["schema", "--markdown"]).output
    assert f"An example, `{EXAMPLE_FILES[name].path}`:\n\n```markdown\n{EXAMPLE_FILES[name].text}```\n" in shown


def test_kinds_of_ones_own_have_one(tmp_path: Path) -> None:
    """It has a value for each of the fields, and passes the check."""
    kinds = {
        "risk": {
            "fields": {
                "odds": {"type": "choice", "of": ["low", "high"]},
                "checked": {"type": "day"},
                "goals": {"type": "ref", "kind": "goal", "many": True},
            }
        }
    }
    root = playbook(tmp_path, {}, options={"kinds": kinds})
    shown = CliRunner().invoke(main, ["schema", "--markdown", "--root", str(root)]).output
    text = shown.partition("An example, `strategy/risks/an-id.md`:\n\n```markdown\n")[2].partition("```")[0]
    assert "odds: low\n" in text
    write(root, {"strategy/risks/an-id.md": text.replace("goals: [an-id]", "goals: [grow]")})
    found = run(root, load_settings(root).options).diagnostics
    assert [finding.message for finding in found if finding.location.path.startswith("strategy/risks")] == []
