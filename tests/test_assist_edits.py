"""What a change would do to files: fixes, fields that are declared, renaming; and findings while somebody writes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assisting import CONFIG, DAY, FILES, at, small
from builds import write
from gameplan.assist import citing, hover, lenses, links, quick_fixes, symbols
from gameplan.assist.changes import edits
from gameplan.assist.completion import suggestions
from gameplan.assist.hints import hints
from gameplan.assist.rename import rename, renamed_at
from gameplan.assist.target import target_at
from gameplan.assist.workspace import NoPlaybook, Workspace
from gameplan.edit.configuration import NoPlaceForPlugin, with_field
from gameplan.edit.renaming import Refused
from gameplan.edit.splices import spliced

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.assist.changes import Change
    from gameplan.assist.texts import Text


def applied(workspace: Workspace, change: Change) -> dict[str, bytes]:
    """The files that a change makes, by their new paths."""
    made = {}
    for path, splices in change.edits.items():
        text = workspace.text(path)
        data = text.data if text else (workspace.root / path).read_bytes()
        made[change.moved.get(path, path)] = spliced(data, splices)
    return made


def messages(workspace: Workspace, path: str) -> list[str]:
    """What is found in a file, with what to type."""
    return [f"{found.message} – {found.hint}" for found in workspace.findings(path)]


def command(root: Path, *arguments: str) -> None:
    """Run one of our commands in a playbook."""
    subprocess.run(
        [sys.executable, "-m", "gameplan", *arguments, "-C", str(root), "--today", "2026-11-22"],
        check=True,
        capture_output=True,
    )


def test_findings_at_once(tmp_path: Path) -> None:
    """A file's own faults and its references are found without a check; those of other rules stay until the next one."""
    workspace = small(tmp_path)
    late = FILES["plan/launch.md"].replace("start: 2026-12-03", "start: 2026-10-03")
    workspace.put("plan/launch.md", late)
    assert messages(workspace, "plan/launch.md") == []
    workspace.check()
    assert [found.rule.name for found in workspace.findings("plan/launch.md")] == ["overdue"]
    workspace.put(
        "plan/launch.md", late.replace("---\ntitle", "---\n# 😀 a comment\ntitle").replace("[grow]", "[😀, grwo]")
    )
    now = workspace.findings("plan/launch.md")
    assert {"unknown-goal", "overdue"} <= {found.rule.name for found in now}
    assert [
        tuple(found.location.span)[:2] for found in now if found.rule.name == "unknown-goal" and found.location.span
    ] == [
        (4, 9),
        (4, 12),
    ]
    assert [found.location.span.line for found in now if found.rule.name == "overdue" and found.location.span] == [5]
    assert not workspace.current
    workspace.check()
    assert workspace.current
    assert workspace.findings("plan/launch.md") == workspace.check().by_path["plan/launch.md"]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Of a broken file only that is said, at once; what it was before is known all the same."""
    workspace = small(tmp_path)
    workspace.put("plan/launch.md", "---\ntitle: [a\ngoals: [grow]\n---\n")
    found = workspace.findings("plan/launch.md")
    assert [each.rule.name for each in found] == ["invalid-front-matter"]
    page = workspace.page("plan/launch.md")
    assert page is not None
    assert page.id == "launch"


def test_unsaved_texts_count_for_others(tmp_path: Path) -> None:
    """A goal that isn't saved yet can be cited; one that is deleted only in the editor can't."""
    workspace = small(tmp_path)
    workspace.put("strategy/goals/new.md", "---\ntitle: New\n---\n")
    workspace.put("plan/launch.md", FILES["plan/launch.md"].replace("goals: [grow]", "goals: [new]"))
    assert "unknown-goal" in {found.rule.name for found in workspace.findings("plan/launch.md")}
    workspace.check()
    assert messages(workspace, "plan/launch.md") == []
    workspace.drop("strategy/goals/new.md")
    workspace.check()
    assert [found.rule.name for found in workspace.findings("plan/launch.md")] == ["unknown-goal"]


def test_new_words_count_at_once(tmp_path: Path) -> None:
    """Options are read from the text that isn't saved, too."""
    workspace = small(tmp_path)
    workspace.put("mkdocs.yml", CONFIG.replace("[calm, loud]", "[calm, loud, odd]"))
    workspace.check()
    place = at(workspace, "plan/new.md", "---\nmood: ¦\n---\n")
    found = suggestions(place.checked, place.text, place.line, place.column)
    assert [each.text for each in found.all] == ["calm", "loud", "odd"]


@pytest.mark.parametrize(
    ("files", "reason", "config"),
    [
        ({"README.md": "x"}, "there is no folder strategy/", ""),
        ({"mkdocs.yml": "site_name: a\n", "docs/index.md": "x"}, "there is no folder strategy/", ""),
        ({"mkdocs.yml": "plugins: [gameplan]\n"}, "there is no folder strategy/", "mkdocs.yml"),
        (
            {**FILES, "mkdocs.yml": CONFIG.replace("timezone", "timezonne")},
            "mkdocs.yml: there is no option",
            "mkdocs.yml",
        ),
    ],
)
def test_no_playbook(tmp_path: Path, files: dict[str, str], reason: str, config: str) -> None:
    """A folder without a playbook, and one whose options are wrong, say so."""
    with pytest.raises(NoPlaybook) as none:
        Workspace(write(tmp_path, files)).check()
    assert str(none.value).startswith(reason)
    assert none.value.config == config


def test_baseline(tmp_path: Path) -> None:
    """What a baseline knows isn't shown."""
    write(tmp_path, {**FILES, "plan/late.md": "---\ntitle: Late\ngoals: [grow]\nstart: 2026-10-01\n---\n"})
    command(tmp_path, "check", "--write-baseline")
    workspace = Workspace(tmp_path, today=DAY)
    assert workspace.check().by_path.get("plan/late.md")
    known = next(each.name for each in tmp_path.iterdir() if "baseline" in each.name)
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("      today", f"      baseline: {known}\n      today"))
    checked = workspace.check()
    assert not checked.by_path.get("plan/late.md")
    assert checked.result.diagnostics


def actions(workspace: Workspace, path: str) -> list[quick_fixes.Action]:
    """What can be done about all that is found in a file."""
    checked, text = workspace.checked, workspace.text(path)
    assert checked is not None
    assert text is not None
    return list(quick_fixes.actions(checked, text, workspace.page(path), workspace.findings(path)))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fixes(tmp_path: Path, end: str) -> None:
    """Each fix of the check is an action, in the file's line ends; a guess is none that is preferred."""
    workspace = small(tmp_path)
    before = (
        "---\ntitle: 😀\nGoals: [Grow 😀 fast]\nstart: 2026-12-3\n---\n"
        "See [x](../strategy/gols/grow.md) `[x](../strategy/gols/grow.md)`.\n"
    )
    workspace.put("plan/new.md", before.replace("\n", end))
    found = actions(workspace, "plan/new.md")
    assert {action.title for action in found if action.certain} >= {"Write goals", "Write 2026-12-03"}
    day = next(action for action in found if action.title == "Write 2026-12-03")
    after = applied(workspace, day.change)["plan/new.md"].decode()
    assert after == before.replace("2026-12-3", "2026-12-03").replace("\n", end)
    link = next(action for action in found if "grow.md" in action.title)
    assert applied(workspace, link.change)["plan/new.md"].decode().count("gols") == 1


def test_a_field_is_declared(tmp_path: Path) -> None:
    """An unknown key can be declared in the configuration, with the type that its value has; then it is known."""
    workspace = small(tmp_path)
    workspace.put(
        "plan/launch.md", FILES["plan/launch.md"].replace("owner: ana\n", "owner: ana\nfilmed_on: 2026-12-01 # 😀\n", 1)
    )
    [action] = [each for each in actions(workspace, "plan/launch.md") if each.title.startswith("Declare")]
    assert action.title == "Declare the field filmed_on of an entry in mkdocs.yml"
    made = applied(workspace, action.change)["mkdocs.yml"].decode()
    assert made == CONFIG + "          filmed_on: {type: day}\n"
    workspace.put("mkdocs.yml", made)
    workspace.check()
    assert messages(workspace, "plan/launch.md") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins: [search, gameplan]\n", None),
        (
            "plugins:\n  - search\n  - gameplan\n",
            "plugins:\n  - search\n  - gameplan:\n      fields:\n        goal:\n          a: {type: line}\n",
        ),
        (
            "plugins:\n  - gameplan:\n",
            "plugins:\n  - gameplan:\n      fields:\n        goal:\n          a: {type: line}\n",
        ),
        (
            "plugins:\n  - gameplan: {timezone: UTC}\nnav: []\n",
            "plugins:\n  - gameplan: {timezone: UTC, fields: {goal: {a: {type: line}}}}\nnav: []\n",
        ),
        (
            "plugins:\n  gameplan:\n    fields:\n      goal: {}\n    timezone: UTC\n",
            "plugins:\n  gameplan:\n    fields:\n      goal: {a: {type: line}}\n    timezone: UTC\n",
        ),
        (
            "plugins:\n  - gameplan:\n      fields:\n        entry:\n          b: {type: day}\n      timezone: UTC\n",
            (
                "plugins:\n  - gameplan:\n      fields:\n        entry:\n          b: {type: day}\n"
                "        goal:\n          a: {type: line}\n      timezone: UTC\n"
            ),
        ),
        ("site_name: x\n", None),
        ("plugins:\n  - gameplan:\n      fields: {goal: {a: {type: day}}}\n", None),
    ],
)
def test_declaring(before: str, after: str | None) -> None:
    """A field is declared by the bytes of the plugin's options only, in whatever form they are written."""
    if after is None:
        with pytest.raises(NoPlaceForPlugin):
            with_field(before, "goal", "a", "line")
    else:
        assert with_field(before, "goal", "a", "line") == after


def test_fixing_all(tmp_path: Path) -> None:
    """All certain fixes of a file at once, as the check makes them; those that would bring a finding aren't made."""
    workspace = small(tmp_path)
    workspace.put("plan/new.md", "---\ntitle: 😀\ngoals: [Grow]\nstart: 2026-12-3\nx: 1\n---\n")
    change = quick_fixes.fix_all(workspace.check(), "plan/new.md")
    assert applied(workspace, change) == {
        "plan/new.md": "---\ntitle: 😀\ngoals: [grow]\nstart: 2026-12-03\nx: 1\n---\n".encode()
    }
    assert not (tmp_path / "plan/new.md").exists()


def test_renaming_as_the_command_does(tmp_path: Path) -> None:
    """An id that is renamed in the editor leaves the same files as `gameplan rename`."""
    workspace = small(tmp_path / "editor")
    place = at(workspace, "plan/launch.md", FILES["plan/launch.md"].replace("[[grow]]", "[[gr¦ow]]"))
    target = renamed_at(place.checked, place.text, place.line, place.column)
    assert target is not None
    assert place.text.typed(target.span) == "grow"
    change = rename(workspace.check(), target.page, "grow-faster")
    assert change.moved == {"strategy/goals/grow.md": "strategy/goals/grow-faster.md"}
    write(tmp_path / "command", FILES)
    command(tmp_path / "command", "rename", "grow", "grow-faster")
    made = applied(workspace, change)
    assert set(made) == {"strategy/goals/grow-faster.md", "plan/launch.md", "plan/after.md", "plan/before.md"}
    for path, data in made.items():
        assert data == (tmp_path / "command" / path).read_bytes(), path


def test_renaming_takes_unsaved_texts(tmp_path: Path) -> None:
    """What isn't saved is led along, and so are options."""
    workspace = small(tmp_path)
    workspace.put(
        "plan/new.md", "---\r\ntitle: 😀 New\r\ngoals:\r\n  - grow\r\nstart: 2027-01-04\r\n---\r\n😀 [[goal:grow]]\r\n"
    )
    checked = workspace.check()
    change = rename(checked, checked.playbook.by_path["strategy/goals/grow.md"], "more")
    assert applied(workspace, change)["plan/new.md"].decode() == (
        "---\r\ntitle: 😀 New\r\ngoals:\r\n  - more\r\nstart: 2027-01-04\r\n---\r\n😀 [[goal:more]]\r\n"
    )


@pytest.mark.parametrize(
    ("path", "new", "reason"),
    [
        ("strategy/goals/grow.md", "old", "'old' is taken by strategy/goals/old.md"),
        ("strategy/goals/grow.md", "a/b", "'a/b' can't be an id"),
        ("strategy/goals/grow.md", "", "'' can't be an id"),
        ("strategy/goals/grow.md", "trust", "strategy/goals/trust.md is there already"),
        ("strategy/index.md", "home", "strategy/index.md is a vision, whose address comes from its file"),
    ],
)
def test_renaming_is_refused(tmp_path: Path, path: str, new: str, reason: str) -> None:
    """An id that is taken or can't be one is refused, with the command's words."""
    checked = small(tmp_path).check()
    with pytest.raises(Refused, match=reason.replace("(", r"\(")):
        rename(checked, checked.playbook.by_path[path], new)


@pytest.mark.parametrize(
    ("old", "new"), [("owner: ana", "owner: ana\ntags: [a]"), ("We 😀", "\nWe 😀"), ("---\ntitle", "---\n- [title")]
)
def test_files_that_somebody_else_wrote_meanwhile(tmp_path: Path, old: str, new: str) -> None:
    """A file that is another one than that which was checked isn't edited by the old one's places, until the next check."""
    workspace = small(tmp_path)
    checked = workspace.check()
    assert workspace.current
    (tmp_path / "plan/launch.md").write_text(FILES["plan/launch.md"].replace(old, new, 1))
    with pytest.raises(Refused, match=r"plan/launch\.md has changed meanwhile"):
        rename(checked, checked.playbook.by_path["strategy/goals/grow.md"], "more")
    workspace.saved()
    assert not workspace.current
    workspace.check()
    assert workspace.current


def test_only_ids_are_renamed(tmp_path: Path) -> None:
    """Titles, words and links aren't."""
    workspace = small(tmp_path)
    for marked in (
        "---\nti¦tle: a\n---\n",
        "---\ntitle: a\n---\n[x](laun¦ch.md)",
        "---\ntitle: a\n---\nwo¦rd",
        "---\ngoals: [no-such-¦goal]\n---\n",
    ):
        place = at(workspace, "plan/new.md", marked)
        assert renamed_at(place.checked, place.text, place.line, place.column) is None


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["a\n", "b\r\n", "😀 c\n", "\n", "d"]), max_size=8),
    st.lists(st.sampled_from(["a\n", "b\r\n", "x😀\n", "\n", "d"]), max_size=8),
)
def test_edits_make_the_text(before: list[str], after: list[str]) -> None:
    """Edits of a text make exactly the other one, whatever the lines end with."""
    old, new = "".join(before), "".join(after)
    text = old
    starts = [0]
    while found := old.find("\n", starts[-1]) + 1:
        starts.append(found)
    for each in reversed(edits(old, new)):
        span = each.span
        first = starts[span.line - 1] + span.column - 1 if span.line <= len(starts) else len(old)
        last = starts[span.end_line - 1] + span.end_column - 1 if span.end_line <= len(starts) else len(old)
        text = text[:first] + each.text + text[last:]
    assert text == new


FRONT = (
    '---\ntitle: "😀: #1"\ntype: article\ngoals: [grow, "earn-trust"]\nstart: 2026-12-03 09:00\nowner: ana # who\n'
    "deadlines:\n  draft: -14d\n  review: {on: -5wd, owner: [ana]}\nrepeat: {every: week}\nsummary: |\n  See [[grow]]\n"
    "audited:\n  - x\n---\n# 😀 [[launch|x]]\n\n[a](../strategy/index.md#x) ![b](c.png)\n"
)


def ask_all(workspace: Workspace, text: Text, line: int, column: int) -> None:
    """Ask everything about a place: whatever stands there, there is an answer."""
    checked = workspace.checked
    assert checked is not None
    offered = suggestions(checked, text, line, column)
    assert offered.span.line == offered.span.end_line == line
    assert 1 <= offered.span.column <= offered.span.end_column <= len(text.row(line)) + 1
    hover.card(checked, text, line, column)
    target_at(checked, text, line, column)
    page, findings = workspace.page(text.path), workspace.findings(text.path)
    hints(checked, text, page, 1, 99)
    symbols.outline(text, page)
    symbols.folds(text)
    links.links(checked, text)
    lenses.lenses(checked, text)
    for action in quick_fixes.actions(checked, text, page, findings):
        assert action.title
    if page is not None:
        citing.places(checked, page, own=True)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A playbook for texts of all kinds."""
    return small(tmp_path_factory.mktemp("typed"))


def test_every_prefix(shared: Workspace) -> None:
    """Key by key from nothing to a whole page: there is an answer everywhere."""
    for end in range(len(FRONT) + 1):
        text = shared.put("plan/typed.md", FRONT[:end])
        ask_all(shared, text, len(text.rows), len(text.rows[-1]) + 1)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damaged_texts(shared: Workspace, data: st.DataObject) -> None:
    """A text from which something is cut, or into which something odd is put, in either line end: there is an answer."""
    first = data.draw(st.integers(0, len(FRONT)))
    last = data.draw(st.integers(first, min(len(FRONT), first + 40)))
    odd = data.draw(
        st.sampled_from(
            [
                "",
                "[",
                "{",
                "}",
                '"',
                "'",
                ": ",
                "- ",
                "#",
                "\t",
                "|",
                "\r",
                "\u2028",
                "\x0c",
                "\ud83d",
                "😀",
                "---\n",
                "&a ",
                "*a",
            ]
        )
    )
    whole = FRONT[:first] + odd + FRONT[last:]
    text = shared.put("plan/typed.md", whole.replace("\n", "\r\n") if data.draw(st.booleans()) else whole)
    line = data.draw(st.integers(1, len(text.rows)))
    ask_all(shared, text, line, data.draw(st.integers(1, len(text.row(line)) + 1)))
