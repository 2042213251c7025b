"""`gameplan rename`: what cites a page follows it, nothing else changes, and nobody's calendar or link breaks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from builds import contents
from casefile import write_playbook
from gameplan.cli import main
from gameplan.edit.front import Front
from gameplan.edit.links import with_links
from gameplan.edit.moves import outcome
from gameplan.edit.references import Leading
from gameplan.edit.trial import tried
from gameplan.pipeline import run
from gameplan.settings import load_settings
from repository import FIRST, write_history

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.pipeline import Result as Checked

SAMPLE = Path(__file__).parent.parent
CONFIG = """\
site_name: Small
nav:
  - index.md
  - Goals: [goals/grow.md]
plugins:
  - gameplan:
      uid_namespace: 0d0d8a4e-6f0c-4a57-9d6e-2f6f6d1c7b35
      feeds:
        few: {title: Few, goals: [grow, stay]}
        grow: {title: grow, goals: "grow"}
      fields:
        entry:
          answers_to: {type: ref, kind: goal}
"""
GROW = "---\ntitle: Grow\nkpis: [trials]\n---\n"
FILES = {
    "mkdocs.yml": CONFIG,
    "strategy/goals/grow.md": GROW,
    "strategy/goals/stay.md": "---\ntitle: Stay\nparent: 'grow' # ours: grow\n---\n"
    "More than [[goal:grow]] and `[[goal:grow]]`, not [[kpi:grow]].\n",
    "strategy/kpis/trials.md": "---\ntitle: Trials\ngoals:\n  - grow\n  - stay\nreadings: {2026-10-31: 12}\n---\n",
    "strategy/kpis/grow.md": "---\ntitle: A KPI of the same name\ngoals: [stay]\nreadings: {2026-10-31: 12}\n---\n",
    "strategy/people/maya.md": "---\ntitle: Maya Ito\n---\n",
    "strategy/journeys/way.md": "---\ntitle: Way\nowner: maya\nstages:\n  - {id: look, title: Look, question: What?}\n---\n",
    "strategy/policies/rules.md": "---\ntitle: Rules\nowner: maya\napplies_to: [article, goal:grow]\n---\n",
    "plan/a.md": (
        '---\r\ntitle: A # grow\r\ngoals: ["grow", stay]\r\nstart: 2026-12-03\r\nstage: way/look\r\nanswers_to: grow\r\n'
        "results: {trials: 4}\r\nsummary: For [[goal:grow]]\r\n---\r\n"
        "[a](../strategy/goals/grow.md) ![](../strategy/goals/grow.md) [b][r] and grow, [[goal:grow|growing]]\r\n\r\n"
        '    [[grow]] in code\r\n\r\n[r]: <../strategy/goals/grow.md#why> "t"'
    ),
    "plan/b.md": "---\ntitle: B\ngoals: grow\nstart: 2026-12-04\ndepends_on: [a]\n---\n",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is."""
    write_playbook(tmp_path, FILES)
    (tmp_path / "strategy/goals/grow.md").write_text(GROW)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> Result:
    """Run a command on a fixed day."""
    return CliRunner().invoke(main, [arguments[0], "--today=2026-11-22", *arguments[1:]])


def test_everything_that_cites_it_follows(root: Path) -> None:
    """Front matter in its quotes and lists, texts, navigation and feeds; not code, comments, and pages of other kinds."""
    before = contents(root)
    said = call("rename", "strategy/goals/grow.md", "thrive")
    assert said.exit_code == 0, said.output
    after = contents(root)
    assert "strategy/goals/grow.md" not in after
    assert (
        after["strategy/goals/thrive.md"] == b"---\ntitle: Grow\nkpis: [trials]\nfeed_id: grow\naliases: [grow]\n---\n"
    )
    changed = {path for path in after if after[path] != before.get(path)} - {"strategy/goals/thrive.md"}
    assert changed == {
        "mkdocs.yml",
        "plan/a.md",
        "plan/base.md",
        "plan/b.md",
        "strategy/goals/stay.md",
        "strategy/kpis/trials.md",
        "strategy/policies/rules.md",
    }
    assert after["plan/a.md"].decode() == (
        '---\r\ntitle: A # grow\r\ngoals: ["thrive", stay]\r\nstart: 2026-12-03\r\nstage: way/look\r\n'
        "answers_to: thrive\r\nresults: {trials: 4}\r\nsummary: For [[goal:thrive]]\r\n---\r\n"
        "[a](../strategy/goals/thrive.md) ![](../strategy/goals/thrive.md) [b][r] and grow, [[goal:thrive|growing]]\r\n\r\n"
        '    [[grow]] in code\r\n\r\n[r]: <../strategy/goals/thrive.md#why> "t"'
    )  # fmt: skip
    assert after["strategy/goals/stay.md"] == (
        b"---\ntitle: Stay\nparent: 'thrive' # ours: grow\n---\nMore than [[goal:thrive]] and `[[goal:grow]]`, not [[kpi:grow]].\n"
    )
    assert b"goals:\n  - thrive\n  - stay\n" in after["strategy/kpis/trials.md"]
    config = after["mkdocs.yml"].decode()
    assert "few: {title: Few, goals: [thrive, stay]}" in config
    assert 'grow: {title: grow, goals: "thrive"}' in config
    assert "Goals: [goals/thrive.md]" in config


@pytest.mark.parametrize(
    ("old", "new", "where", "then"),
    [
        ("trials", "sign-ups", "plan/a.md", b"results: {sign-ups: 4}"),
        ("way", "path", "plan/a.md", b"stage: path/look"),
        ("maya", "maya-ito", "strategy/policies/rules.md", b"owner: maya-ito\n"),
        ("a", "first", "plan/b.md", b"depends_on: [first]"),
    ],
)
def test_whatever_it_is(root: Path, old: str, new: str, where: str, then: bytes) -> None:
    """Keys, stages, owners, entries."""
    said = call("rename", old, new)
    assert said.exit_code == 0, said.output
    assert then in (root / where).read_bytes()
    assert call("check").exit_code == 0


def test_back_again(root: Path) -> None:
    """Who gets the old name back keeps no alias of it."""
    call("rename", "a", "first")
    call("rename", "first", "a")
    there = (root / "plan/a.md").read_bytes()
    assert b"aliases: [first]" in there
    assert b"feed_id" not in there


def test_the_file_may_stay(root: Path) -> None:
    """Then the id is in it."""
    assert call("rename", "b", "other", "--keep-file").exit_code == 0
    assert b"id: other\nfeed_id: b\naliases: [b]\n" in (root / "plan/b.md").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("b", "a"), "'a' is taken by plan/a.md"),
        (("b", "../x"), "can't be an id"),
        (("b", ".x"), "can't be an id"),
        (("b", ""), "can't be an id"),
        (("b", "con"), "can't be an id"),
        (("b", "x\ny"), "can't be an id"),
        (("b", "x" * 300), "can't be an id"),
        (("grow", "x"), "is the id of several pages"),
        (("nix", "x"), "there is no page 'nix'"),
        (("mkdocs.yml", "x"), "is no page"),
        (("strategy/goals", "x"), "is several pages"),
    ],
)
def test_what_it_refuses(root: Path, arguments: tuple[str, str], message: str) -> None:
    """One line, exit code 2, and no byte changes."""
    before = contents(root)
    said = call("rename", *arguments)
    assert (said.exit_code, contents(root)) == (2, before)
    assert message in said.stderr


def test_files_that_cannot_be_read_are_named(root: Path) -> None:
    """Nobody knows what they cite: the command says where to look."""
    (root / "plan/broken.md").write_text("---\ntitle: [\ndepends_on: [b]\n---\n")
    (root / "plan/other.md").write_text("---\ntitle: [\n---\n")
    said = call("rename", "b", "better")
    assert said.exit_code == 0, said.output
    assert said.stdout.endswith("1 file changed; not looked at, since they can't be read: plan/broken.md\n")


def test_it_writes_over_nothing(root: Path) -> None:
    """A file that has the new name, and is no page, stops it."""
    (root / "plan/c.md").mkdir()
    (root / "plan/c.md/x.txt").write_text("x")
    before = contents(root)
    said = call("rename", "b", "c")
    assert (said.exit_code, contents(root)) == (2, before)
    assert "plan/c.md is there already: nothing was written" in said.stderr


def test_a_dry_run_shows_a_rename(root: Path) -> None:
    """As Git writes it, so that it can be applied."""
    before = contents(root)
    said = call("rename", "a", "first", "--dry-run")
    assert (said.exit_code, contents(root)) == (0, before)
    assert "rename from plan/a.md\nrename to plan/first.md\n" in said.stdout


@pytest.mark.usefixtures("root")
def test_for_programs() -> None:
    """Where each file was, and how many links changed in it."""
    said = json.loads(call("rename", "a", "first", "--json").stdout)
    assert said["written"]
    assert [(file["path"], file.get("from")) for file in said["files"]] == [
        ("plan/b.md", None),
        ("plan/first.md", "plan/a.md"),
    ]


def test_subscribers_see_nothing_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events and feeds have the identities and addresses from before; so do they after a commit, with nothing cancelled."""
    repository = write_history(tmp_path, {FIRST: {**FILES, "strategy/goals/grow.md": GROW}})
    monkeypatch.chdir(tmp_path)

    def told() -> tuple[list[str], str]:
        feed = CliRunner().invoke(main, ["feed", "--today=2026-11-22"]).stdout
        lines = [line for line in feed.splitlines() if line.lower().startswith(("uid", "status", "related"))]
        listed = CliRunner().invoke(main, ["feed", "--today=2026-11-22", "--list"]).stdout
        return sorted(lines), listed

    before = told()
    assert len(before[0]) > 5
    for old, new in (("a", "first"), ("strategy/goals/grow.md", "thrive"), ("maya", "maya-ito"), ("first", "second")):
        assert call("rename", old, new).exit_code == 0
        assert told() == before
    repository.git("add", "-A")
    repository.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Renamed")
    assert told() == before
    assert b"feed_id: a\r\naliases: [a, first]\r\n" in (tmp_path / "plan/second.md").read_bytes()


@pytest.mark.parametrize("number", range(0, 180, 9))
def test_any_page_of_the_sample(number: int, sample: Checked) -> None:
    """Whichever page is renamed: the check finds nothing new, and nothing cites the old name."""
    playbook = sample.playbook
    pages = [page for page in playbook.pages if page.kind.folder]
    page = pages[number % len(pages)]
    new = f"{page.id}-renamed"
    path = f"{page.path.rpartition('/')[0]}/{new}.md"
    leading = Leading(playbook, {page.path: new}, {page.path: path})

    def read(page: Page) -> Front:
        return Front.of((SAMPLE / page.path).read_bytes())

    found = outcome(leading, read, {page.path: lambda front: front.with_items("aliases", [page.id])})
    after: dict[str, bytes | None] = {}
    for old, (_, front) in found.fronts.items():
        if old == page.path:
            after[old] = None
        after[leading.moved.get(old, old)] = front.data
    trial = tried(sample, after, {page.path: path, f"'{page.id}'": f"'{new}'"})
    assert not trial.new
    cited = {link.target for links in trial.result.playbook.outgoing.values() for link in links}
    was = {link.target for links in playbook.outgoing.values() for link in links}
    assert (page.path in was) == (path in cited)


@pytest.fixture(scope="module")
def sample() -> Checked:
    """The sample, read once."""
    settings = load_settings(SAMPLE)
    return run(SAMPLE, settings.options, None, settings.config)


@pytest.mark.parametrize(
    ("text", "then", "count"),
    [
        ("[a](x.md) [b](x.md#y) [c](xx.md)", "[a](z.md) [b](x.md#y) [c](xx.md)", 1),
        ("`[a](x.md)` [a](x.md)", "`[a](x.md)` [a](z.md)", 1),
        ("```\n[a](x.md)\n```\n[a](x.md 'x.md')\n", "```\n[a](x.md)\n```\n[a](z.md 'x.md')\n", 1),
        ("[x.md](<x.md>)", "[x.md](<z.md>)", 1),
        ("[a][r]\n\n[r]: x.md\n", "[a][r]\n\n[r]: z.md\n", 1),
        ("[a][r] [b][r]\n\n[r]: x.md\n", "[a][r] [b][r]\n\n[r]: z.md\n", 2),
        ("x.md and ![p](x.md)", "x.md and ![p](z.md)", 1),
        (r"\[a](x.md)", r"\[a](x.md)", 0),
        ("<!-- [a](x.md) -->\n\n[a](x.md)", "<!-- [a](x.md) -->\n\n[a](z.md)", 1),
    ],
)
def test_only_what_is_a_link(text: str, then: str, count: int) -> None:
    """Code, comments, words and escaped brackets stay."""
    assert with_links(text, {"x.md": "z.md"}) == (then, count)


def test_options_that_cite_it_follow(root: Path) -> None:
    """Feeds by whatever filter, fields of the playbook's own, and allowed words."""
    more = (
        "      fields: {entry: {lead: {type: ref, kind: person, filter: true}}}\n"
        "      feeds: {mine: {title: M, people: [maya]}, his: {title: H, lead: [maya]}}\n"
        "      allowed: {entry: {owner: [maya], lead: [maya]}}\n"
    )
    config = f"site_name: x\nplugins:\n  - gameplan:\n      timezone: UTC\n{more}"
    (root / "mkdocs.yml").write_text(config)
    (root / "strategy/policies").mkdir(exist_ok=True)
    said = call("rename", "maya", "mia")
    assert said.exit_code == 0, said.output
    assert (root / "mkdocs.yml").read_text() == config.replace("maya", "mia")


def test_references_in_tables_and_texts_on_lines_of_their_own(root: Path) -> None:
    """A bar with a backslash parts off the text in a table; in front matter the lines stay as they are."""
    front = "---\ntitle: K\ngoals: [grow]\nstart: 2027-03-01\nsummary: >\n  See [[stay]]\n  there.\n---\n"
    page = f"{front}| a |\n|---|\n| [[stay\\|hi]] [[stay]] |\n"
    (root / "plan/k.md").write_text(page)
    said = call("rename", "goal:stay", "remain")
    assert said.exit_code == 0, said.output
    assert (root / "plan/k.md").read_text() == page.replace("[[stay", "[[remain")
