"""`gameplan init`: from an empty folder, or beside a site, to a playbook that passes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import yaml
from click.testing import CliRunner, Result

from builds import contents
from gameplan.cli import main
from gameplan.diagnostics.ceiling import at_least
from gameplan.edit.configuration import NoPlaceForPlugin, PluginText, with_plugin
from gameplan.pipeline import run
from gameplan.read.sources import Disk, Overlay
from gameplan.settings import read_options
from gameplan.starting.gaps import BadGap, Gaps
from gameplan.starting.playbook import Surroundings, new_playbook
from gameplan.starting.site_files import Remote, SiteChoices, remote_of
from gameplan.starting.starters import BadStarter, first_day, folder_of, starter, starters

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = [about.name for about in starters()]
NAMESPACE = UUID("0d0d8a4e-6f0c-4a57-9d6e-2f6f6d1c7b35")
DAYS = [date(2026, 11, 30) + timedelta(days=25 * number) for number in range(30)]
"""Thirty days over two years, of every weekday."""


def init(*arguments: str, typed: str | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["init", *arguments], input=typed)


def made(name: str, today: date, folder: Path) -> Mapping[str, bytes | None]:
    """The files of a starter, as they would be written on a day."""
    chosen = folder_of(name) or Path()
    begun = starter(chosen, Gaps(first_day(chosen, today), {"name": 'The "new" one', "lead": 'Ann \\ "Al" Lee'}))
    choices = SiteChoices('The "new" one', "Europe/Berlin", "en", NAMESPACE, begun.options)
    return new_playbook(Surroundings(Disk(folder), None, "strategy"), begun, choices, vscode=True).after


@pytest.mark.parametrize("name", NAMES)
def test_every_starter_passes_on_any_day(name: str, tmp_path: Path) -> None:
    """On thirty days over two years the check finds no error and no warning, whatever the names have in them."""
    for today in DAYS:
        files = made(name, today, tmp_path)
        sources = Overlay(Disk(tmp_path), files)
        read = read_options(sources)
        result = run(tmp_path, read.options, today, read.name, sources=sources)
        assert [*at_least(result.diagnostics, "warning")] == []
        assert len(result.playbook.entries) >= 3
        assert len(result.playbook.of_kind("goal")) >= 1
        assert result.playbook.unread == {}
        assert not any(b"{{" in (data or b"") for data in files.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_starter_builds_strictly(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, without Git, on the first try; with its pages and its feed."""
    monkeypatch.chdir(tmp_path)
    assert init("new", "--yes", "--starter", name, "--timezone=Europe/Berlin").exit_code == 0
    code = "from gameplan.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--strict", "-q"],
        cwd="new/plan",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    site = tmp_path / "new/site"
    assert (site / "calendar.ics").read_text().count("BEGIN:VEVENT") >= 3
    assert (site / "goals/index.html").is_file()
    pages = [path.stem for path in (tmp_path / "new/plan").rglob("*.md")]
    assert all((site / "plan" / name / "index.html").is_file() for name in pages)


def test_what_it_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that isn't there, with what to type next; the same command again writes over nothing."""
    monkeypatch.chdir(tmp_path)
    said = init("kiln-studio", "--yes", "--lead=Ana")
    assert said.exit_code == 0, said.output
    assert "gameplan serve\n" in said.stdout
    config = (tmp_path / "kiln-studio/mkdocs.yml").read_text()
    assert "site_name: Kiln studio\n" in config
    assert "# site_url:" in config
    assert "repo_url" not in config
    assert 'title: "Ana"' in (tmp_path / "kiln-studio/strategy/people/lead.md").read_text()
    before = contents(tmp_path)
    said = init("kiln-studio", "--yes")
    assert (said.exit_code, contents(tmp_path)) == (2, before)
    assert "lists Gameplan already" in said.stderr


def test_where_something_is_in_the_way(tmp_path: Path) -> None:
    """A file of the same name is refused by its name; a .gitignore gets the lines that it lacks."""
    (tmp_path / ".gitignore").write_text("site\nnode_modules")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan/kick-off.md").write_text("mine")
    before = contents(tmp_path)
    said = init(str(tmp_path), "--yes")
    assert (said.exit_code, contents(tmp_path)) == (2, before)
    assert "plan/kick-off.md is there already" in said.stderr
    (tmp_path / "plan/kick-off.md").unlink()
    assert init(str(tmp_path), "--yes").exit_code == 0
    assert (tmp_path / ".gitignore").read_text() == "site\nnode_modules\n.site.*\n.venv/\n.cache/\n"


@pytest.mark.parametrize("docs", ["", "docs_dir: pages\n"])
def test_beside_a_site_that_is_there(tmp_path: Path, docs: str) -> None:
    """Its pages and every other line of its configuration stay; the strategy goes where its pages are, and links find it there."""
    folder = "pages" if docs else "docs"
    config = f"# ours\nsite_name: Ours\n{docs}plugins: [search]  # more to come\ntheme: material\n"
    (tmp_path / "mkdocs.yml").write_text(config)
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "index.md").write_text("# Home\n")
    (tmp_path / folder / "about.md").write_text("# About\n")
    said = init(str(tmp_path), "--yes", "--starter=content")
    assert said.exit_code == 0, said.output
    after = (tmp_path / "mkdocs.yml").read_text()
    assert "+plugins: [search, {gameplan:" in said.stdout
    kept = [line for line in config.splitlines() if "plugins" not in line]
    assert [line for line in after.splitlines() if "plugins" not in line] == kept
    assert (tmp_path / folder / "index.md").read_text() == "# Home\n"
    assert f"{folder}/index.md" in said.stdout
    code = "from gameplan.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--strict", "-q"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site/about/index.html").is_file()
    assert (tmp_path / "site/goals/index.html").is_file()


@pytest.mark.parametrize(
    ("url", "address", "gitlab"),
    [
        ("git@github.com:kiln/playbook.git", "https://github.com/kiln/playbook", False),
        ("https://github.com/kiln/playbook", "https://github.com/kiln/playbook", False),
        ("https://user:secret@github.com/kiln/playbook.git", "https://github.com/kiln/playbook", False),
        ("ssh://git@gitlab.example.org:2222/a/b/c.git", "https://gitlab.example.org/a/b/c", True),
        ("git@gitlab.com:a/b.git", "https://gitlab.com/a/b", True),
    ],
)
def test_the_host_of_the_remote(url: str, address: str, gitlab: bool) -> None:  # noqa: FBT001 - a case
    """Without anybody's password."""
    assert remote_of(url) == Remote(address, "/".join(address.split("/")[-2:]), gitlab)


@pytest.mark.parametrize(
    "url",
    ["", "/srv/repo.git", "https://example.org/a/b", "git@github.com:a", "ext::sh -c id", "https://github.com/a/b?x"],
)
def test_other_remotes_have_no_workflows(url: str) -> None:
    """Nor links to an editor that isn't there."""
    assert remote_of(url) is None


def test_workflows_and_editor_of_the_host(tmp_path: Path) -> None:
    """What the remote says; every workflow is YAML, and asks for no more than it needs."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for command in (["init", "-q", "-b", "trunk"], ["remote", "add", "origin", "git@github.com:kiln/playbook.git"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, env=environment)
    assert init(str(tmp_path), "--yes", "--vscode").exit_code == 0
    config = (tmp_path / "mkdocs.yml").read_text()
    assert "repo_url: https://github.com/kiln/playbook\n" in config
    assert "edit_uri: edit/trunk/strategy/\n" in config
    publish = yaml.safe_load((tmp_path / ".github/workflows/publish.yml").read_text())
    assert publish[True]["push"]["branches"] == ["trunk"]
    check = yaml.safe_load((tmp_path / ".github/workflows/check.yml").read_text())
    assert check["permissions"] == {"contents": "read"}
    assert (tmp_path / ".vscode/playbook.code-snippets").is_file()


def test_nobody_is_asked_in_a_pipe(tmp_path: Path) -> None:
    """The command says which option answers."""
    said = init(str(tmp_path / "kiln"))
    assert said.exit_code == 2
    assert "--name 'Kiln', or --yes" in said.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--starter=smal-team"], "did you mean 'small-team'?"),
        (["--timezone=Europe/Berln"], "did you mean Europe/Berlin?"),
        (["--language=klingon!"], "'klingon!'"),
        (["--name="], "--name takes a line"),
        (["--name=a\nb"], "--name takes a line"),
        (["--lead=" + "x" * 200], "--lead takes a line"),
    ],
)
def test_what_it_refuses(tmp_path: Path, arguments: list[str], message: str) -> None:
    """One line, exit code 2, and nothing is made."""
    said = init(str(tmp_path), "--yes", *arguments)
    assert (said.exit_code, contents(tmp_path)) == (2, {})
    assert message in said.stderr


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It shows all that would be made."""
    said = init(str(tmp_path / "x"), "--yes", "--dry-run")
    assert said.exit_code == 0
    assert not (tmp_path / "x").exists()
    assert "+++ b/strategy/index.md" in said.stdout


def test_the_list() -> None:
    """A line for each starter."""
    said = init("--list").stdout.splitlines()
    assert [line.split()[0] for line in said] == NAMES
    assert NAMES[0] == "minimal"
    assert len(NAMES) == 8


def test_a_starter_of_ones_own(tmp_path: Path) -> None:
    """A folder of plain files: gaps are filled, in names too, pictures come along, and other files are left."""
    own = tmp_path / "own"
    (own / "strategy/goals").mkdir(parents=True)
    (own / "plan/{{quarter}}").mkdir(parents=True)
    (own / "strategy/index.md").write_text('---\ntitle: "{{name}}"\n---\n{{ page.title }} {{lead}}\n')
    (own / "strategy/goals/grow.md").write_text('---\ntitle: Grow\nperiod: "{{day}}/{{day +26w}}"\n---\n')
    (own / "plan/{{quarter}}/a.md").write_text('---\ntitle: A\ngoals: [grow]\nstart: "{{day +1w}}"\n---\n![](p.png)\n')
    (own / "plan/{{quarter}}/p.png").write_bytes(b"\x89PNG\xff")
    (own / "setup.py").write_text("raise SystemExit")
    (own / "options.yml").write_text("rules: {goal-without-kpi: off}\n")
    said = init(str(tmp_path / "new"), "--name=Kiln", "--lead=Ana", f"--starter={own}", "--start=2027-01-04", "--yes")
    assert said.exit_code == 0, said.output
    there = contents(tmp_path / "new")
    assert there["plan/2027-Q1/a.md"] == b'---\ntitle: A\ngoals: [grow]\nstart: "2027-01-11"\n---\n![](p.png)\n'
    assert there["plan/2027-Q1/p.png"] == b"\x89PNG\xff"
    assert there["strategy/index.md"] == b'---\ntitle: "Kiln"\n---\n{{ page.title }} Ana\n'
    assert "setup.py" not in there


@pytest.mark.parametrize("name", ["../../../evil", "/abs", "AC/DC", "..", "a\\b", "con", "….md"])
def test_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    """What is filled into the names of files is an id there, whatever was typed."""
    own = tmp_path / "own"
    (own / "strategy/goals").mkdir(parents=True)
    (own / "plan").mkdir()
    (own / "strategy/index.md").write_text('---\ntitle: "{{name}}"\n---\n')
    (own / "strategy/goals/grow.md").write_text("---\ntitle: Grow\n---\n")
    (own / "plan/{{name}}.txt").write_text("x")
    said = init(str(tmp_path / "in/new"), "--name", name, f"--starter={own}", "--yes", "--force", "--timezone=UTC")
    assert said.exit_code in (0, 2), said.output
    assert {path.name for path in tmp_path.iterdir()} <= {"own", "in"}
    assert {path.name for path in (tmp_path / "in").iterdir()} <= {"new"} if (tmp_path / "in").exists() else True
    if said.exit_code == 0:
        assert len([*(tmp_path / "in/new/plan").iterdir()]) == 1
        assert yaml.safe_load((tmp_path / "in/new/strategy/index.md").read_text().split("---")[1])["title"] == name


def test_files_of_a_starter_that_would_be_one(tmp_path: Path) -> None:
    """Two names that become the same are refused."""
    for path in ("strategy/a.md", "plan/{{name}}.txt", "plan/kiln.txt"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("")
    with pytest.raises(BadStarter, match=r"it would become plan/kiln.txt, as would"):
        starter(tmp_path, Gaps(date(2027, 1, 4), {"name": "Kiln"}))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("strategy/a.md", "{{nmae}}", "strategy/a.md:1:1: nothing is known for the gap {{nmae}}: did you mean name?"),
        ("strategy/a.md", "---\ntitle: A\n---\nx\n {{day +1y}}", "strategy/a.md:5:2:"),
        ("strategy/a.md", "{{day +9999w}} {{year +9999}}", "no calendar goes that far"),
        ("options.yml", "a: {{nmae}}", "options.yml:1:4:"),
    ],
)
def test_gaps_that_mean_nothing(tmp_path: Path, name: str, text: str, message: str) -> None:
    """File, line, column, and what to write."""
    (tmp_path / "strategy").mkdir()
    (tmp_path / "plan").mkdir()
    (tmp_path / name).write_text(text)
    with pytest.raises(BadStarter) as caught:
        starter(tmp_path, Gaps(date(2027, 1, 4), {"name": "x"}))
    assert message in str(caught.value)


def test_a_starter_leads_nowhere_else(tmp_path: Path) -> None:
    """Links in the file system are refused."""
    (tmp_path / "strategy").mkdir()
    (tmp_path / "plan").mkdir()
    (tmp_path / "strategy/a.md").symlink_to("/etc/hostname")
    with pytest.raises(BadStarter, match="symbolic link"):
        starter(tmp_path, Gaps(date(2027, 1, 4), {}))


@pytest.mark.parametrize(
    ("gap", "filled"),
    [
        ("{{day}}", "2026-12-28"),
        ("{{day -1}}", "2026-12-27"),
        ("{{day +1w}}", "2027-01-04"),
        ("{{month}} {{month +1}} {{month -12}}", "2026-12 2027-01 2025-12"),
        ("{{quarter}} {{quarter +1}} {{quarter -4}}", "2026-Q4 2027-Q1 2025-Q4"),
        ("{{half}} {{half +1}}", "2026-H2 2027-H1"),
        ("{{year}} {{year +1}}", "2026 2027"),
        ("{{ day }} {day} {{day}", "{{ day }} {day} {{day}"),
        ("{{name}}", "{{day}}"),
    ],
)
def test_days_that_count(gap: str, filled: str) -> None:
    """From a Monday at the end of a year; what is filled in isn't filled again."""
    assert Gaps(date(2026, 12, 28), {"name": "{{day}}"}).filled(gap) == filled


def test_no_year_before_the_first() -> None:
    """Calendars begin with the year 1."""
    with pytest.raises(BadGap):
        Gaps(date(1, 1, 1), {}).filled("{{day -1}}")


PLUGIN = PluginText("timezone: UTC\n# why\nlimits:\n  audit_after: 182d\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "site_name: x\n",
        "site_name: x",
        "plugins:\n  - search\n  - blog:\n      a: 1\n\n# c\ntheme: x\n",
        "plugins:\n- search\ntheme: x\n",
        "plugins:\n  - search",
        "plugins: [search] # c\ntheme: y\n",
        "plugins: [search,]\n",
        "plugins: [\n  search, # c\n]\n",
        "plugins: []\n",
        "plugins:\n  search: {}\n  blog:\n    x: 1\ntheme: x\n",
        "plugins: {search: {}}\n",
        "plugins: {}\n",
        "plugins:\ntheme: x\n",
        "theme: {a: b}\r\nplugins:\r\n  - search\r\nnav: []\r\n",
        "plugins:\n  - search:\n      lang: !ENV [X, en]\nmarkdown_extensions:\n  - pymdownx.emoji:\n      x: !!python/name:a.b\n",
    ],
)
def test_the_plugin_comes_behind_the_others(text: str) -> None:
    """Whatever the form of the list: all else stays as it is, and the options read as they were meant."""
    after = with_plugin(text, PLUGIN)

    class Loader(yaml.SafeLoader):
        """Takes any tag."""

    Loader.add_multi_constructor("", lambda _, __, node: str(node.value))
    before_values, values = yaml.load(text, Loader) or {}, yaml.load(after, Loader)  # noqa: S506 - a safe one
    plugins = values.pop("plugins")
    old = before_values.pop("plugins", None)
    # MkDocs takes a list that isn't there for the search alone.
    old = ["search"] if old is None else old
    wanted = {"timezone": "UTC", "limits": {"audit_after": "182d"}}
    if isinstance(plugins, dict):
        assert plugins == {**dict(old or {}), "gameplan": wanted}
    else:
        assert plugins == [*old, {"gameplan": wanted}]
    assert values == before_values
    lines = after.replace("\r\n", "\n").split("\n")
    rest = [
        line for line in text.replace("\r\n", "\n").split("\n") if line.strip("]") and not line.startswith("plugins")
    ]
    assert [line for line in lines if line in rest] == rest


@pytest.mark.parametrize("text", ["plugins: search\n", "a: [\n"])
def test_where_it_has_no_place(text: str) -> None:
    """Then the owner is told the lines."""
    with pytest.raises(NoPlaceForPlugin):
        with_plugin(text, PLUGIN)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("start", ["2030-01-07", "2020-01-06", "+6w", "next monday"])
def test_it_begins_when_it_is_to_begin(tmp_path: Path, name: str, start: str) -> None:
    """A day that is far away is the day on which it is in order."""
    said = init(str(tmp_path / "new"), "--yes", f"--starter={name}", f"--start={start}", "--timezone=UTC")
    assert said.exit_code == 0, said.output


def own_starter(folder: Path, about: str | None) -> Path:
    """A starter with one entry, which begins when all begins."""
    for name in ("strategy", "plan"):
        (folder / name).mkdir(parents=True)
    (folder / "strategy/g.md").write_text("---\nkind: goal\ntitle: G\nowner: a\n---\n")
    (folder / "plan/first.md").write_text(
        '---\ntitle: First\nstart: "{{day}}"\nstatus: planned\ngoals: [g]\n---\n\nWords.\n'
    )
    if about is not None:
        (folder / "starter.md").write_text(about)
    return folder


@pytest.mark.parametrize(
    ("about", "start", "first"),
    [
        (None, "2030-01-08", "2030-01-08"),
        ("", "2030-01-08", "2030-01-08"),
        ("---\nstarts: monday\n---\n", "2030-01-08", "2030-01-14"),
        ("---\nstarts: Wed\n---\n", "2030-01-08", "2030-01-09"),
        ("---\nstarts: tuesday\n---\n", "2030-01-08", "2030-01-08"),
    ],
)
def test_weeks_begin_on_a_starter_s_own_day(tmp_path: Path, about: str | None, start: str, first: str) -> None:
    """The first one on or after the day that is asked for; init says so where it is another day."""
    folder = own_starter(tmp_path / "own", about)
    said = init(str(tmp_path / "new"), "--yes", f"--starter={folder}", f"--start={start}", "--timezone=UTC", "--force")
    assert said.exit_code == 0, said.output
    assert f"start: {first}" in (tmp_path / "new/plan/first.md").read_text().replace('"', "")
    assert ("days count from" in said.stderr) == (start != first)


@pytest.mark.parametrize(
    "about", ["---\nstarts: someday\n---\n", "---\nstarts: [x]\n---\n", "---\na: [\n---\n", "---\na: 1\n"]
)
def test_a_starter_that_says_no_weekday(tmp_path: Path, about: str) -> None:
    """One line, and no file."""
    folder = own_starter(tmp_path / "own", about)
    said = init(str(tmp_path / "new"), "--yes", f"--starter={folder}", "--timezone=UTC")
    assert (said.exit_code, said.stderr.count("\n"), (tmp_path / "new").exists()) == (2, 1, False), said.stderr
    assert "starter.md" in said.stderr


@pytest.mark.parametrize("start", ["soon", "9999-12-31", "+99999w", "2027-Q1"])
def test_no_day_to_begin(tmp_path: Path, start: str) -> None:
    """One line, and no file."""
    said = init(str(tmp_path / "new"), "--yes", f"--start={start}", "--timezone=UTC")
    assert said.exit_code == 2
    assert said.stderr.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_site_whose_pages_lie_in_plan(tmp_path: Path) -> None:
    """There a playbook has its plan."""
    (tmp_path / "plan").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: plan\n")
    said = init(str(tmp_path), "--yes", "--timezone=UTC")
    assert (said.exit_code, (tmp_path / "mkdocs.yml").read_text()) == (2, "site_name: x\ndocs_dir: plan\n")
    assert "rename that folder and docs_dir first" in said.stderr
