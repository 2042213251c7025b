"""Rules that other packages bring: the documented example works, and nothing is loaded from the checked folder."""

from __future__ import annotations

import re
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from casefile import TODAY, as_text, write_playbook
from gameplan import rule_packages as custom
from gameplan.cli import main
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.rule_packages import load_custom
from gameplan.settings import OptionError, load_settings
from installed import importable, installed, write_package
from process import python, run_limited

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT = (Path(__file__).parents[1] / "docs" / "custom-rules.md").read_text(encoding="utf-8")
RULE = """\
from pathlib import Path

from gameplan.diagnostics import Diagnostic, Rule, Severity

Path({bait!r}).write_text("it ran")
RULE = Rule(name="no-entries", severity=Severity.ERROR, summary="No entry is wanted.", help="Delete it.")


def check(context):
    for entry in context.playbook.entries:
        yield Diagnostic(rule=RULE, message="an entry", location=entry.at("title"))
"""


def block(language: str) -> str:
    """The first block of a language in the document."""
    match = re.search(rf"^```{language}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert match
    return match[1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook in order."""
    (tmp_path / "playbook").mkdir()
    write_playbook(tmp_path / "playbook", {})
    return tmp_path / "playbook"


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """A file that is there when code ran that must not."""
    return tmp_path / "ran.txt"


def modules(bait: Path) -> Mapping[str, str]:
    """A rule that leaves a trace."""
    return {"no_entries.py": RULE.format(bait=str(bait))}


def test_the_documented_example_says_what_the_document_says(tmp_path: Path) -> None:
    """The rule in the document runs, and finds what stands there."""
    entry = "---\ntitle: New prices\ntype: launch\ngoals: [grow]\nstart: 2026-12-04\n---\n"
    write_playbook(tmp_path, {"plan/2026-q4/new-prices.md": entry})
    with installed({"friday_launch.py": block("python")}, name="kilnwork-rules"):
        said = as_text(run(tmp_path, Options(), TODAY)).replace("  = ", "      |        ^^^^^^^^^^ ")
    shown = block("text").split("\n")
    assert said.split("\n")[0] == shown[0]
    assert said.split("\n")[1] == shown[2]


def test_the_documented_package_names_the_rule() -> None:
    """The entry point in the document is the module, and the rule has its name."""
    assert 'friday-launch = "friday_launch"' in block("toml")
    assert 'name="friday-launch"' in block("python")


def test_commands_know_the_rules(root: Path, bait: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`gameplan rules` lists it last, `gameplan rule` explains it, and the check finds and fails by it."""
    monkeypatch.chdir(root)
    with installed(modules(bait)):
        listed = CliRunner().invoke(main, ["rules"])
        explained = CliRunner().invoke(main, ["rule", "no-entries"])
        checked = CliRunner().invoke(main, ["check", "--format", "json", "--today", str(TODAY)])
    assert listed.output.splitlines()[-1].split()[:2] == ["no-entries", "error"]
    assert explained.output == "# no-entries (error)\n\nNo entry is wanted.\n\nDelete it.\n"
    assert '"rule": "no-entries"' in checked.output
    assert checked.exit_code == 1


def test_options_know_the_rules(root: Path, bait: Path) -> None:
    """A severity may be given to it while it is installed; without it the name is unknown."""
    (root / "mkdocs.yml").write_text("plugins: [{gameplan: {rules: {no-entries: info}}}]\n", encoding="utf-8")
    with installed(modules(bait)):
        result = run(root, load_settings(root).options, TODAY)
    assert [(finding.rule.name, str(finding.severity)) for finding in result.diagnostics] == [("no-entries", "info")]
    load_custom.cache_clear()
    with pytest.raises(OptionError, match="there is no rule 'no-entries'"):
        load_settings(root)


def test_two_packages_with_one_rule(root: Path, bait: Path) -> None:
    """The first by name stays; the other is told of."""
    source = RULE.format(bait=str(bait))
    with installed({"one_rule.py": source}, name="b-rules"), installed({"two_rule.py": source}, name="a-rules"):
        found = load_custom(root)
    assert [one.package for one in found.checks] == ["a-rules"]
    assert found.problems == (
        "the rule one-rule of the package 'b-rules' can't be used: the package 'a-rules' has a rule 'no-entries' too",
    )


def test_nothing_is_loaded_from_the_checked_folder(root: Path, bait: Path) -> None:
    """A package that lies in the folder, on the path of Python because it was started there, isn't even seen."""
    write_package(root, modules(bait))
    with importable(root):
        assert load_custom(root).checks == ()
    assert not bait.exists()


def test_nothing_is_loaded_where_python_was_started(root: Path, bait: Path) -> None:
    """The same from outside, as `python -m gameplan` in the folder."""
    write_package(root, modules(bait))
    outcome = run_limited(python("-m", "gameplan", "check", "--today", str(TODAY)), root)
    assert outcome.code == 0, outcome.err
    assert not bait.exists()


def test_a_link_into_the_checked_folder_is_refused(root: Path, bait: Path, tmp_path: Path) -> None:
    """A package that is installed as a link (`pip install -e`) has its code in the folder: it is told of and never run."""
    (root / "no_entries.py").write_text(RULE.format(bait=str(bait)), encoding="utf-8")
    write_playbook(root, {"plan/late.md": "---\ntitle: Late\ngoals: [grow]\nstart: 2026-12-3\n---\n"})
    package = write_package(tmp_path / "site", modules(bait))
    (package / "no_entries.py").unlink()

    class Finder:
        """As pip's editable installs find their modules."""

        @staticmethod
        def find_spec(name: str, *_: object) -> object:
            """Where the module is."""
            from importlib.util import spec_from_file_location  # noqa: PLC0415 - as pip does it

            return spec_from_file_location(name, root / "no_entries.py") if name == "no_entries" else None

    sys.meta_path.append(Finder)  # type: ignore[arg-type] # a class does as well
    try:
        with importable(package):
            found = load_custom(root)
            arguments = ["check", "--root", str(root), "--today", str(TODAY), "--fix", "--diff"]
            mended = CliRunner().invoke(main, arguments)
    finally:
        sys.meta_path.remove(Finder)  # type: ignore[arg-type] # as above
    assert "+start: 2026-12-03" in mended.stdout
    assert found.checks == ()
    assert found.problems == (
        (
            "the rule no-entries of the package 'team-rules' can't be used: it lies in the checked folder, "
            "and nothing is run from there; install it as a copy"
        ),
    )
    assert not bait.exists()


def test_what_a_rule_imports_is_not_taken_from_the_checked_folder(root: Path, bait: Path, tmp_path: Path) -> None:
    """A module of the folder can't take the place of one that an installed rule imports."""
    (root / "helper_of_rules.py").write_text(f"open({str(bait)!r}, 'w')\n", encoding="utf-8")
    package = write_package(tmp_path / "site", {"no_way.py": "import helper_of_rules\n"})
    with importable(package), importable(root):
        sys.path.insert(0, str(root))
        problems = load_custom(root).problems
    assert problems == (
        (
            "the rule no-way of the package 'team-rules' can't be used: "
            "ModuleNotFoundError: No module named 'helper_of_rules'"
        ),
    )
    assert not bait.exists()


def test_a_virtual_environment_in_the_folder_is_trusted(
    root: Path, bait: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs the check installed what is there."""
    packages = root / ".venv" / "site-packages"
    write_package(packages, modules(bait))
    known = sysconfig.get_path
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(packages) if name == "purelib" else known(name))
    custom._installed.cache_clear()  # noqa: SLF001 - found once in a process
    with importable(packages):
        found = load_custom(root)
    custom._installed.cache_clear()  # noqa: SLF001 - as above
    assert [one.rule.name for one in found.checks] == ["no-entries"]


def test_site_builds_run_them(root: Path, bait: Path) -> None:
    """The pipeline is one for all front ends, so a result holds their findings like ours."""
    with installed(modules(bait)):
        result = run(root, Options(ignore={"plan/*": ("no-entries",)}), TODAY)
    assert result.diagnostics == ()
    assert bait.exists()
