"""Every command reads the options that a site build reads, wherever they stand; or it says why not, and runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import yaml_load

from builds import build_in_child, committed, contents, playbook, write
from gameplan.cli import main
from gameplan.read.site_config import read_config
from gameplan.read.sources import Disk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.testing import Result

COMMANDS = {
    "check": ["check"],
    "feed": ["feed"],
    "render": ["render", "out"],
    "agenda": ["agenda"],
    "ledger": ["ledger"],
}
"""Every command that reads a playbook, and what it needs besides."""
ENTRY = "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01 09:00\n---\nWe launch.\n"


def gameplan(root: Path, *arguments: str) -> Result:
    """Run a command on a playbook."""
    [name, *others] = arguments
    return CliRunner().invoke(
        main, [name, "-C", str(root), *(str(root / each) if each == "out" else each for each in others)]
    )


def parted(root: Path, **files: object) -> Path:
    """A playbook whose configuration stands in other files than it usually does: what each is made of, by its name."""
    playbook(root, {"plan/launch.md": ENTRY})
    whole = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    (root / "mkdocs.yml").unlink()
    for name, make in files.items():
        path = {"above": "../shared/base.yml"}.get(name, f"{name}.yml")
        write(root, {path: yaml.safe_dump(make(whole) if callable(make) else make)})
    return root


def in_group(whole: dict[str, Any], enabled: object) -> dict[str, Any]:
    """A configuration with the plugin in a group of Material."""
    [search, plugin] = whole["plugins"]
    theme = {"name": "material", "font": False}
    return {**whole, "theme": theme, "plugins": [search, {"group": {"enabled": enabled, "plugins": [plugin]}}]}


WAYS: Mapping[str, tuple[dict[str, object], list[str]]] = {
    "inherited": ({"base": lambda whole: whole, "mkdocs": {"INHERIT": "base.yml", "site_name": "Child"}}, []),
    "inherited from another folder": (
        {"above": lambda whole: whole, "mkdocs": {"INHERIT": "../shared/base.yml"}},
        [],
    ),
    "inherited twice, and changed": (
        {
            "first": lambda whole: {**whole, "plugins": {"search": {}, "gameplan": {"timezone": "Asia/Tokyo"}}},
            "second": lambda whole: {"INHERIT": "first.yml", "plugins": {"gameplan": whole["plugins"][1]["gameplan"]}},
            "mkdocs": {"INHERIT": "./second.yml"},
        },
        [],
    ),
    "in a group": ({"mkdocs": lambda whole: in_group(whole, enabled=True)}, []),
    "in another file": ({"other": lambda whole: whole, "mkdocs": {"site_name": "None"}}, ["-f", "other.yml"]),
}
"""Where options may stand, and what is typed besides."""


@pytest.mark.parametrize("way", WAYS)
def test_commands_read_what_the_build_reads(tmp_path: Path, way: str) -> None:
    """The feed is the site's, byte for byte, and all others know the zone and the identity of events."""
    files, typed = WAYS[way]
    root = parted(tmp_path / "playbook", **files)
    committed(tmp_path, "2026-11-01T12:00:00Z")
    built = build_in_child(root, "-q", *typed)
    assert built.code == 0, built.output
    site = contents(root / "site")["calendar.ics"]
    assert b"DTSTART;TZID=Europe/Berlin:20261201T090000" in site
    assert gameplan(root, "feed", *typed).stdout_bytes == site
    assert gameplan(root, "render", "out", *typed).exit_code == 0
    assert (root / "out" / "calendar.ics").read_bytes() == site
    checked = gameplan(root, "check", *typed)
    assert (checked.exit_code, checked.stdout) == (0, ""), checked.output
    assert "doesn't list" not in checked.stderr
    assert "checked for 2026-11-22" in checked.stderr
    assert "22 Nov 2026" in gameplan(root, "agenda", "--days", "1", *typed).stdout
    assert "there is no ledger" in gameplan(root, "ledger", *typed).stderr


REFUSED: Mapping[str, tuple[dict[str, object], str]] = {
    "a circle": (
        {"mkdocs": {"INHERIT": "a.yml"}, "a": {"INHERIT": "mkdocs.yml"}},
        "a.yml: INHERIT leads in a circle: take it out of one of them",
    ),
    "itself": ({"mkdocs": {"INHERIT": "mkdocs.yml"}}, "mkdocs.yml: INHERIT leads in a circle"),
    "too many": (
        {"mkdocs": {"INHERIT": "a1.yml"}, **{f"a{n}": {"INHERIT": f"a{n + 1}.yml"} for n in range(1, 12)}},
        "a9.yml: INHERIT leads through more than 10 files",
    ),
    "outside": (
        {"mkdocs": {"INHERIT": "../shared/base.yml"}, "above": {}},
        "mkdocs.yml: INHERIT leads to ../shared/base.yml, outside the repository: copy that file into it",
    ),
    "from the machine": (
        {"mkdocs": {"INHERIT": "/etc/hostname"}},
        "mkdocs.yml: INHERIT leads to /etc/hostname, outside the repository",
    ),
    "through a link": (
        {"mkdocs": {"INHERIT": "link/base.yml"}},
        "mkdocs.yml: INHERIT leads to link/base.yml through a symbolic link: write the path of the file itself",
    ),
    "missing": (
        {"mkdocs": {"INHERIT": "nothing.yml"}},
        "there is no file nothing.yml, and INHERIT leads to it: correct the path",
    ),
    "no path": ({"mkdocs": {"INHERIT": ["a.yml"]}}, "mkdocs.yml: INHERIT must be the path of a file, written out"),
    "the repository's whole folder": (
        {"mkdocs": lambda whole: {**whole, "docs_dir": "."}},
        "mkdocs.yml: docs_dir is ., and the strategy must be in a folder beside mkdocs.yml or below it: write docs_dir: strategy,",
    ),
    "a folder above": (
        {"mkdocs": lambda whole: {**whole, "docs_dir": "../.."}},
        "mkdocs.yml: docs_dir is ../.., and the strategy must be in a folder beside mkdocs.yml or below it: write docs_dir: strategy,",
    ),
    "another folder than the site's": (
        {"mkdocs": lambda whole: {**whole, "docs_dir": ".", "plugins": [{"gameplan": {"strategy_dir": "strategy"}}]}},
        "mkdocs.yml: strategy_dir is strategy, and docs_dir is .: for a site both must be the same folder; write docs_dir: strategy",
    ),
}
"""What can't be read as the build would read it, and what is said."""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("way", REFUSED)
def test_commands_refuse_what_they_can_not_read(tmp_path: Path, way: str, command: str) -> None:
    """In one line, with exit code 2; nothing is taken for what it isn't."""
    files, says = REFUSED[way]
    root = parted(tmp_path / "playbook", **files)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "base.yml").write_text("site_name: X\n", encoding="utf-8")
    (root / "link").symlink_to(tmp_path / "elsewhere")
    refused = gameplan(root, *COMMANDS[command])
    assert (refused.exit_code, refused.stdout) == (2, "")
    [line] = refused.stderr.splitlines()
    assert line.startswith(f"gameplan: {says}")


@pytest.mark.parametrize(
    "plugins",
    [
        "!ENV PLUGINS",
        "[search, !ENV PLUGIN]",
        "[{gameplan: !ENV OPTIONS}]",
        "[{group: {enabled: true, plugins: !ENV X}}]",
    ],
)
def test_plugins_that_are_computed_are_not_guessed(tmp_path: Path, plugins: str) -> None:
    """What the environment decides isn't known here, and is no empty list."""
    root = parted(tmp_path / "playbook")
    write(root, {"mkdocs.yml": f"site_name: X\ndocs_dir: strategy\nplugins: {plugins}\n"})
    refused = gameplan(root, "feed")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "mkdocs.yml: what stands under plugins is computed by a tag" in refused.stderr


@pytest.mark.parametrize("spelling", ["./strategy", "strategy/", "strategy/../strategy", "strategy//"])
def test_a_folder_however_it_is_spelt(tmp_path: Path, spelling: str) -> None:
    """The check takes the folder that a build does."""
    root = playbook(tmp_path / "playbook", {}, {"docs_dir": spelling})
    assert gameplan(root, "check").exit_code == 0
    assert build_in_child(root, "--strict").code == 0


@pytest.mark.parametrize("folder", ["..", "../above", "/"])
def test_a_build_refuses_folders_outside_as_the_check_does(tmp_path: Path, folder: str) -> None:
    """In the same words."""
    root = playbook(tmp_path / "above" / "playbook", {}, {"docs_dir": folder})
    words = "the strategy must be in a folder beside mkdocs.yml or below it"
    assert words in gameplan(root, "check").stderr
    config = load_config(str(root / "mkdocs.yml"), docs_dir=str(root / "strategy"))
    config.docs_dir = str(root / folder)
    with pytest.raises(PluginError, match=words):
        config.plugins.on_config(config)


def test_a_folder_that_is_computed_is_not_guessed(tmp_path: Path) -> None:
    """The build may read another folder."""
    root = parted(tmp_path / "playbook")
    write(root, {"mkdocs.yml": "site_name: X\ndocs_dir: !ENV [DOCS, strategy]\nplugins: [gameplan]\n"})
    assert "docs_dir is computed by a tag" in gameplan(root, "check").stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_not_there(tmp_path: Path, command: str) -> None:
    """A slip in the name is told, and nothing else is read in its place."""
    root = playbook(tmp_path / "playbook", {})
    refused = gameplan(root, *COMMANDS[command], "-f", "other.yml")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "gameplan: there is no file other.yml\n"


def test_a_group_that_is_off(tmp_path: Path) -> None:
    """The build skips the plugin, and so whoever reads a feed learns it."""
    root = parted(tmp_path / "playbook", mkdocs=lambda whole: in_group(whole, enabled=False))
    committed(root, "2026-11-01T12:00:00Z")
    assert "in a group that is off" in gameplan(root, "check", "--today", "2026-11-22").stderr
    assert "in a group that is off" in gameplan(root, "feed", "--today", "2026-11-22").stderr


def test_a_build_refuses_another_folder_than_the_site_s(tmp_path: Path) -> None:
    """It would read `docs_dir`, whatever `strategy_dir` says."""
    root = playbook(tmp_path / "playbook", {}, {"docs_dir": "docs"}, {"strategy_dir": "docs/strategy"})
    (root / "docs").mkdir()
    (root / "strategy").rename(root / "docs" / "strategy")
    built = build_in_child(root)
    assert built.code != 0
    assert "mkdocs.yml: strategy_dir is docs/strategy, and docs_dir is docs" in built.output


def test_the_folder_that_is_rendered_is_no_strategy(tmp_path: Path) -> None:
    """A generator that runs no plugins takes what was rendered for its docs_dir, from the same file."""
    root = playbook(tmp_path / "playbook", {}, {"docs_dir": "out"}, {"strategy_dir": "strategy"})
    committed(root, "2026-11-01T12:00:00Z")
    for _ in range(2):
        assert gameplan(root, "render", "out").exit_code == 0
    assert gameplan(root, "check").exit_code == 0


@pytest.mark.parametrize("path", ["base.yml", "mkdocs.yml"])
def test_what_is_inherited_is_a_part_of_history(tmp_path: Path, path: str) -> None:
    """A zone that changes in the other file is a change that subscribers see, as it is in the file itself."""
    ways: dict[str, dict[str, object]] = {
        "base.yml": {"base": lambda whole: whole, "mkdocs": {"INHERIT": "base.yml"}},
        "mkdocs.yml": {
            "base": {"theme": {"name": "material"}},
            "mkdocs": lambda whole: {"INHERIT": "base.yml", **whole},
        },
    }
    root = parted(tmp_path / "playbook", **ways[path])
    committed(root, "2026-11-01T12:00:00Z")
    assert "LAST-MODIFIED:20261101T120000Z" in gameplan(root, "feed").stdout
    text = (root / path).read_text(encoding="utf-8")
    (root / path).write_text(text.replace("Europe/Berlin", "Europe/Prague"), encoding="utf-8")
    committed(root, "2026-11-03T12:00:00Z")
    assert "LAST-MODIFIED:20261103T120000Z" in gameplan(root, "feed").stdout


def test_changes_are_judged_by_what_was_inherited(tmp_path: Path) -> None:
    """The older version is read as its own options said, in whatever file of the folder they stood."""
    quiet = {"rules": {"undated-entry": "error"}}
    root = playbook(
        tmp_path / "playbook", {"plan/some-day.md": "---\ntitle: Some day\ngoals: [grow]\n---\n"}, options=quiet
    )
    (root / "mkdocs.yml").rename(root / "base.yml")
    (root / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    committed(root, "2026-11-01T12:00:00Z")
    checked = gameplan(root, "check", "--changed", "HEAD")
    assert (checked.exit_code, checked.stdout) == (0, ""), checked.output


NAMES = st.sampled_from(["plugins", "theme", "extra", "a", "b"])
VALUES = st.recursive(
    st.integers(0, 9) | st.text("xyz", min_size=1, max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=4), min_size=1, max_size=4))
def test_files_are_merged_as_mkdocs_merges_them(
    tmp_path_factory: pytest.TempPathFactory, files: list[dict[str, Any]]
) -> None:
    """Mappings key by key, and all else by what stands in the file that inherits."""
    root = tmp_path_factory.mktemp("merged")
    for number, values in enumerate(files):
        more = {"INHERIT": f"{number + 1}.yml"} if number + 1 < len(files) else {}
        (root / f"{number}.yml").write_text(yaml.safe_dump({**values, **more}), encoding="utf-8")
    with (root / "0.yml").open("rb") as file:
        assert read_config(Disk(root), "0.yml") == yaml_load(file)
