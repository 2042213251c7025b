"""`gameplan mcp --write`: what assistants change is what the commands change, and what would bring a finding is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from assistants import Assistant, assistant
from casefile import write_playbook
from gameplan.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "mkdocs.yml": "site_name: Small\nplugins: [gameplan]\n",
    "strategy/goals/stay.md": "---\ntitle: Stay\n---\n",
    "strategy/goals/dark.md": "---\ntitle: DARK\nvisibility: internal\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    "strategy/people/maya.md": "---\ntitle: Maya Ito\n---\n",
    "plan/a.md": "---\r\ntitle: A # one\r\ngoals: [stay]\r\nstart: 2026-12-03\r\n---\r\nText",
    "plan/b.md": "---\ntitle: B\ngoals: [grow]\nstart: 2027-01-05\ndepends_on: [a]\ndeadlines: {draft: 2026-12-20}\n---\n",
    "plan/secret.md": "---\ntitle: SECRET\ngoals: [grow]\nstart: 2027-02-01\nvisibility: internal\n---\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a playbook."""
    return tmp_path_factory.mktemp("written")


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Assistant]:
    """An assistant that may write there."""
    write_playbook(root, FILES)
    with assistant(root, "--write") as found:
        yield found


@pytest.fixture
def writer(server: Assistant, root: Path) -> Assistant:
    """The same, with the playbook as it was."""
    for file in root.rglob("*.md"):
        file.unlink()
    write_playbook(root, FILES)
    return server


def by_command(root: Path, *arguments: str) -> dict[str, bytes]:
    """What a command makes of the same playbook."""
    write_playbook(root, FILES)
    outcome = CliRunner().invoke(main, [arguments[0], "--today=2026-11-22", "-C", str(root), *arguments[1:]])
    assert outcome.exit_code == 0, outcome.output
    return pages(root)


def pages(root: Path) -> dict[str, bytes]:
    """Every file of a playbook."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def test_tools_that_write_say_so(writer: Assistant) -> None:
    """They are marked as such; the others aren't."""
    tools = writer.tools()
    writing = {name for name, tool in tools.items() if tool.annotations and tool.annotations.destructive_hint}
    assert writing == {"set", "shift", "new"}


@pytest.mark.parametrize("name", ["set", "shift", "new"])
def test_without_write_there_are_none(root: Path, name: str) -> None:
    """A server that was started without it has no tool that writes."""
    write_playbook(root, FILES)
    with assistant(root) as reader:
        assert name not in reader.tools()
        assert "there is no such tool" in reader.refused(name, pages=["a"], fields=["status=idea"])


def test_set_is_the_command(writer: Assistant, root: Path, tmp_path: Path) -> None:
    """The same bytes as with `gameplan set`, line ends and comments included."""
    found = writer.told("set", pages=["a", "plan/b.md"], fields=["owner=maya", "channels+=blog"])
    assert found["written"] is True
    assert found["rows"] == ["plan/a.md: owner: maya; channels: [blog]", "plan/b.md: owner: maya; channels: [blog]"]
    assert pages(root) == by_command(tmp_path, "set", "owner=maya", "channels+=blog", "a", "b")


def test_shift_is_the_command(writer: Assistant, root: Path, tmp_path: Path) -> None:
    """The same bytes as with `gameplan shift`, what waits included."""
    found = writer.told("shift", by="+8w", pages=["a"], dependents=True)
    assert [row.partition(":")[0] for row in found["rows"]] == ["plan/a.md", "plan/b.md"]
    assert "1 because they wait for what moved" in found["notes"]
    assert pages(root) == by_command(tmp_path, "shift", "+8w", "a", "--with-dependents")


def test_new_is_the_command(writer: Assistant, root: Path, tmp_path: Path) -> None:
    """The same file as with `gameplan new`; the next question knows of it."""
    found = writer.told("new", kind="entry", title="Share a kiln", goals=["stay"], start="2027-03-01", owner="maya")
    assert found["written"] is True
    made = by_command(tmp_path, "new", "entry", "Share a kiln", "--goal=stay", "--start=2027-03-01", "--owner=maya")
    assert pages(root) == made
    assert "# Share a kiln" in writer.told("brief", entry="share-a-kiln")["markdown"]


def test_nothing_is_written_in_a_dry_run(writer: Assistant, root: Path) -> None:
    """It says what would change."""
    before = pages(root)
    found = writer.told("set", pages=["a"], fields=["owner=maya"], dry_run=True)
    assert (found["written"], found["rows"]) == (False, ["plan/a.md: owner: maya"])
    assert pages(root) == before


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("set", {"pages": ["a"], "fields": ["goals=nowhere"]}, "[unknown-goal]"),
        ("set", {"pages": ["a"], "fields": ["start=never"]}, "plan/a.md:4: "),
        ("set", {"pages": ["a"], "fields": ["goals="]}, "nothing was written, since the check would find"),
        ("set", {"pages": ["a"], "fields": ["goals+=dark"]}, "nothing was written"),
        ("set", {"pages": ["a"], "fields": ["ownr=maya"]}, "did you mean 'owner'?"),
        ("set", {"pages": ["a"], "fields": ["status"]}, "'status' sets nothing: write status=planned"),
        ("set", {"pages": ["aa"], "fields": ["owner=maya"]}, "there is no page 'aa'"),
        ("set", {"pages": ["secret"], "fields": ["owner=maya"]}, "there is no page 'secret'"),
        ("set", {"pages": ["../../etc/passwd"], "fields": ["owner=maya"]}, "there is no page '../../etc/passwd'"),
        ("set", {"pages": [], "fields": ["owner=maya"]}, "the argument pages can't be []"),
        ("set", {"pages": "a", "fields": ["owner=maya"]}, 'write it as in ["gift-season"]'),
        ("set", {"pages": ["a"]}, "the argument fields is missing"),
        ("shift", {"by": "2 weeks", "pages": ["a"]}, "did you mean +2w"),
        ("shift", {"by": "+8w", "pages": ["a"]}, "[starts-before-dependency]"),
        ("shift", {"by": "+2w", "pages": ["grow"]}, "only entries are moved"),
        ("new", {"kind": "entry", "title": "X"}, "say which goal: one of"),
        ("new", {"kind": "entry", "title": "X", "goals": ["dark"]}, "there is no goal 'dark'"),
        ("new", {"kind": "entri", "title": "X", "goals": ["grow"]}, "did you mean 'entry'?"),
        ("new", {"kind": "entry", "title": "X", "goals": ["grow"], "folder": "../out"}, "is no folder of"),
        ("new", {"kind": "entry", "title": "X", "goals": ["grow"], "folder": "plan/../../out"}, "is no folder of"),
        ("new", {"kind": "entry", "title": "X", "goals": ["grow"], "identifier": "../x"}, "can't be an id"),
        ("new", {"kind": "entry", "title": "X", "goals": ["grow"], "fields": ["start=never"]}, "nothing was written"),
    ],
)
def test_what_is_refused(writer: Assistant, root: Path, name: str, arguments: dict[str, object], said: str) -> None:
    """Every byte stays as it is, the answer says why, and it names nothing hidden."""
    before = pages(root)
    text = writer.refused(name, **arguments)
    assert said in text
    assert "DARK" not in text
    assert pages(root) == before


def test_no_link_is_followed(writer: Assistant, root: Path, tmp_path: Path) -> None:
    """A folder that is a link leads nowhere."""
    (root / "plan/out").symlink_to(tmp_path)
    try:
        text = writer.refused("new", kind="entry", title="X", goals=["grow"], folder="plan/out")
    finally:
        (root / "plan/out").unlink()
    assert "symbolic link" in text
    assert not [*tmp_path.iterdir()]
