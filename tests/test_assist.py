"""What helps to write: what may stand at a place, what it is about, where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assisting import FILES, at, small
from gameplan.assist import citing, hover, lenses, links, symbols
from gameplan.assist.completion import suggestions
from gameplan.assist.cursor import Where, cursor_at
from gameplan.assist.hints import hints
from gameplan.assist.target import target_at
from gameplan.assist.texts import Text, moved
from gameplan.diagnostics import Diagnostic, Location, Span
from gameplan.rules import INVALID_VALUE

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.assist.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The playbook, which tests put texts over."""
    return small(tmp_path_factory.mktemp("assist"))


@pytest.mark.parametrize(
    ("marked", "where", "path", "typed", "whole"),
    [
        ("---\nti¦\n---\n", Where.KEY, (), "ti", "ti"),
        ("---\ntitle: 😀 a¦b c # x\n---\n", Where.VALUE, ("title",), "😀 a", "😀 ab c"),
        ("---\nx_a: 😀\ngoals: [gro¦w, b]\n---\n", Where.VALUE, ("goals", 0), "gro", "grow"),
        ("---\ngoals:\n  - gr¦ow # c\n---\n", Where.VALUE, ("goals", 0), "gr", "grow"),
        ("---\ngoals:\n- a\n- ¦\n---\n", Where.VALUE, ("goals", 1), "", ""),
        ("---\ngoals: [\n  a,\n  b¦\n]\n---\n", Where.VALUE, ("goals", 1), "b", "b"),
        ('---\ngoals: "😀gr¦ow"\n---\n', Where.VALUE, ("goals",), "😀gr", "😀grow"),
        ("---\ndeadlines:\n  draft: -1¦4d\n---\n", Where.VALUE, ("deadlines", "draft"), "-1", "-14d"),
        ("---\ndeadlines:\n  draft: -14d\n  ¦\n---\n", Where.KEY, ("deadlines",), "", ""),
        ("---\ndeadlines: {draft: 2026-11-20, rev¦}\n---\n", Where.KEY, ("deadlines",), "rev", "rev"),
        ("---\ndeadlines: {draft: {on: ¦}}\n---\n", Where.VALUE, ("deadlines", "draft", "on"), "", ""),
        ("---\nstages:\n  - id: a\n    ne¦\n---\n", Where.VALUE, ("stages", 0), "ne", "ne"),
        ("---\nstages:\n  - id: a\n  - id: ¦\n---\n", Where.VALUE, ("stages", 1, "id"), "", ""),
        ("---\ntitle: it's a [b¦\n---\n", Where.VALUE, ("title",), "it's a [b", "it's a [b"),
        ("---\ntitle: x # com¦\n---\n", Where.TEXT, (), "", ""),
        ("---\nsummary: 😀 see [[gr¦ow]] now\n---\n", Where.MENTION, (), "gr", "grow"),
        ("---\ngoals: [[gr¦ow]]\n---\n", Where.VALUE, ("goals", 0, 0), "gr", "grow"),
        ("---\r\ntitle: a\r\ngoals: [gr¦ow]\r\n---\r\n", Where.VALUE, ("goals", 0), "gr", "grow"),
        ("---\ntitle: a\n---\n😀 [[go¦al|text]]", Where.MENTION, (), "go", "goal"),
        ("---\ntitle: a\n---\n😀 [[go¦ and more", Where.MENTION, (), "go", "go"),
        ("---\ntitle: a\n---\n😀 [a](../x¦.md#y)", Where.LINK, (), "../x", "../x.md#y"),
        ("---\ntitle: a\n---\n[a]: ../x¦", Where.LINK, (), "../x", "../x"),
        ("[a](x¦)", Where.LINK, (), "x", "x"),
        ("---\ntitle: a\n---\n😀 goals: gr¦", Where.TEXT, (), "", ""),
        ("---¦\ntitle: a\n---\n", Where.TEXT, (), "", ""),
        ("---\ntitle: a\n--¦-\n", Where.TEXT, (), "", ""),
        ("---\ngoals: [a, ¦", Where.VALUE, ("goals", 1), "", ""),
    ],
)
def test_cursor(marked: str, where: Where, path: tuple[str | int, ...], typed: str, whole: str) -> None:
    """What stands at a place is told from the rows above it, whether the front matter is valid or not."""
    before, _, after = marked.partition("¦")
    text = Text("plan/a.md", before + after)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    cursor = cursor_at(text, line, column)
    assert (cursor.where, cursor.path, cursor.typed, cursor.whole) == (where, path, typed, whole)
    if whole:
        assert text.typed(cursor.span) == whole


def offered(workspace: Workspace, marked: str, path: str = "plan/new.md") -> list[str]:
    """The texts that may be written at a place."""
    place = at(workspace, path, marked)
    return [each.text for each in suggestions(place.checked, place.text, place.line, place.column).all]


def test_keys(workspace: Workspace) -> None:
    """Keys of the kind, those that people write first before all others, own ones too; none that stands there."""
    keys = offered(workspace, "---\ntitle: 😀\n¦\n---\n")
    assert keys[:3] == ["type: ", "goals: ", "status: "]
    assert "mood: " in keys
    assert "title: " not in keys
    assert "medium: " not in keys
    assert "medium: " in offered(workspace, "---\n¦\n---\n", "strategy/channels/a.md")
    assert "health: " in offered(workspace, "---\nkind: goal\n¦\n---\n", "strategy/notes/a.md")
    assert offered(workspace, "---\nsta¦: x\n---\n")[0] == "title"
    assert offered(workspace, "---\n¦\n---\n", "notes/a.md") == []


def test_keys_of_mappings(workspace: Workspace) -> None:
    """Keys within a value are those of its own declaration."""
    assert offered(workspace, "---\ndeadlines: {draft: {¦}}\n---\n") == ["on: ", "owner: ", "done: ", "date: "]
    assert offered(workspace, "---\ndeadlines:\n  ¦\n---\n") == ["draft: ", "review: "]
    assert offered(workspace, "---\ndeadlines: {re¦}\n---\n") == ["review: "]
    assert offered(workspace, "---\nresults: {tr¦: 4}\n---\n") == ["trials"]
    assert "verdict: " in offered(workspace, "---\naudited:\n  ¦\n---\n")
    assert "question: " in offered(workspace, "---\nstages:\n  - ¦\n---\n", "strategy/journeys/b.md")
    assert offered(workspace, "---\naudited: {verdict: ¦}\n---\n") == ["keep", "update", "merge", "retire"]
    assert "at_least: " in offered(workspace, "---\ncommitments: [{¦}]\n---\n", "strategy/goals/b.md")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("---\nvisibility: ¦\n---\n", ["public", "internal", "draft"]),
        ("---\nvisibility: int¦\n---\n", ["internal", "public", "draft"]),
        ("---\nvisibility:¦\n---\n", [" public", " internal", " draft"]),
        ('---\nvisibility: "¦"\n---\n', ["public", "internal", "draft"]),
        ('---\nvisibility: "¦\n---\n', ['public"', 'internal"', 'draft"']),
        ("---\nbusy: ¦\n---\n", ["true", "false"]),
        ("---\nmood: ¦\n---\n", ["calm", "loud"]),
        ("---\nstage: ¦\n---\n", ["way/notice"]),
    ],
)
def test_words(workspace: Workspace, marked: str, expected: list[str]) -> None:
    """A field that takes one of a few words offers them, written as they have to be there."""
    assert offered(workspace, marked) == expected


def test_statuses_and_types(workspace: Workspace) -> None:
    """The playbook's own words."""
    assert "in-progress" in offered(workspace, "---\nstatus: ¦\n---\n")
    assert "article" in offered(workspace, "---\ntype: ¦\n---\n")


def test_ids(workspace: Workspace) -> None:
    """Goals in force first; by title too; those of the list left out, and the page itself."""
    assert offered(workspace, "---\ngoals: [¦]\n---\n") == ["grow", "earn-trust", "old"]
    assert offered(workspace, "---\ngoals: [grow, ¦]\n---\n") == ["earn-trust", "old"]
    assert offered(workspace, "---\ngoals:\n  - grow\n  - ¦\n---\n") == ["earn-trust", "old"]
    assert offered(workspace, "---\ngoals: [people t¦]\n---\n") == ["earn-trust"]
    assert offered(workspace, "---\nowner: sil¦\n---\n") == ["ana"]
    assert offered(workspace, "---\ndepends_on: [¦]\n---\n", "plan/launch.md") == ["after", "before"]
    assert offered(workspace, "---\ndeadlines: {draft: {owner: ¦}}\n---\n") == ["ana"]


def test_days(workspace: Workspace) -> None:
    """`+2w` gives the day; words give theirs; deadlines count from the start."""
    assert offered(workspace, "---\nstart: +2w¦\n---\n") == ["2026-12-06"]
    assert offered(workspace, "---\nstart: tomorrow¦\n---\n") == ["2026-11-23"]
    assert offered(workspace, "---\nstart: 3 Dec 2026¦\n---\n") == ["2026-12-03"]
    assert "2026-Q4" in offered(workspace, "---\nstart: ¦\n---\n")
    assert offered(workspace, "---\nend: +1w¦\n---\n", "plan/launch.md") == ["2026-12-10"]
    assert offered(workspace, "---\nperiod: 2026-Q¦\n---\n", "strategy/goals/b.md") == ["2026-Q4"]
    assert offered(workspace, "---\ndeadlines: {draft: {date: +2w¦}}\n---\n") == ["+2w", "2026-12-06"]
    assert offered(workspace, "---\naudited: {date: tomorrow¦}\n---\n") == ["2026-11-23"]
    place = at(workspace, "plan/launch.md", "---\ndeadlines: {draft: -2w¦}\n---\n")
    first = suggestions(place.checked, place.text, place.line, place.column).all[0]
    assert (first.text, first.detail) == ("-2w", "Thu 19 Nov 2026")


def test_references(workspace: Workspace) -> None:
    """`[[…]]` takes the id of any page, by its title too, with its kind where that is typed."""
    assert offered(workspace, "---\ntitle: a\n---\n😀 [[stud¦]]") == ["owner"]
    assert offered(workspace, "---\ntitle: a\n---\n😀 [[goal:tr¦]]") == ["goal:earn-trust"]
    assert offered(workspace, "---\nsummary: 😀 [[laun¦\n---\n")[0] == "launch"


def test_paths(workspace: Workspace) -> None:
    """Links take paths from the page, and headings behind a #."""
    assert offered(workspace, "---\ntitle: a\n---\n😀 [a](laun¦)")[0] == "launch.md"
    assert "../strategy/goals/grow.md" in offered(workspace, "---\ntitle: a\n---\n😀 [a](../strategy/goals/¦)")
    assert offered(workspace, "---\ntitle: a\n---\n😀 [a](../strategy/goals/grow.md#¦)") == [
        "../strategy/goals/grow.md#how"
    ]
    assert offered(workspace, "---\ntitle: a\n---\n😀 [a](https://¦)") == []


@pytest.mark.parametrize(
    ("marked", "path"),
    [
        ("---\ngoals: [gr¦ow]\n---\n", "strategy/goals/grow.md"),
        ("---\ntitle: 😀\nowner: ¦ana\n---\n", "strategy/people/ana.md"),
        ("---\nstage: way/not¦ice\n---\n", "strategy/journeys/way.md"),
        ("---\nresults: {tri¦als: 4}\n---\n", "strategy/kpis/trials.md"),
        ("---\nredirect: laun¦ch\n---\n", "plan/launch.md"),
        ("---\ngoals: [broken\nowner: an¦a\n", "strategy/people/ana.md"),
        ("---\ntitle: a\n---\n😀 [[earn-tr¦ust|x]]", "strategy/goals/trust.md"),
        ("---\ntitle: a\n---\n😀 [[goal:gr¦ow]]", "strategy/goals/grow.md"),
        ("---\ntitle: a\n---\n😀 [a](../strategy/index¦.md)", "strategy/index.md"),
    ],
)
def test_targets(workspace: Workspace, marked: str, path: str) -> None:
    """A place names a page, also while the front matter can't be read."""
    place = at(workspace, "plan/new.md", marked)
    found = target_at(place.checked, place.text, place.line, place.column)
    assert found is not None
    assert found.page.path == path


def test_nothing_is_named(workspace: Workspace) -> None:
    """Words, unknown ids and other sites name no page."""
    for marked in (
        "---\ntitle: a\n---\ngr¦ow",
        "---\ngoals: [gro¦]\n---\n",
        "---\nx: gr¦ow\n---\n",
        "x\n[a](https://e¦)",
    ):
        place = at(workspace, "plan/new.md", marked)
        assert target_at(place.checked, place.text, place.line, place.column) is None


def said(workspace: Workspace, marked: str, path: str = "plan/new.md") -> str:
    """What is said of a place."""
    place = at(workspace, path, marked)
    found = hover.card(place.checked, place.text, place.line, place.column)
    return found.text if found else ""


def test_hover(workspace: Workspace) -> None:
    """A page's facts, its health, and what cites it; of a key what it is for; of a relative day the day."""
    goal = said(workspace, "---\ngoals: [gr¦ow]\n---\n")
    assert goal.startswith("**Grow 😀 fast**\n\ngoal grow · Accepted\n\nAt risk. The owner says: Late\n\n")
    assert goal.endswith("*cited by 3 entries, 2 ahead*")
    entry = said(workspace, "---\ntitle: a\n---\n[[lau¦nch]]")
    assert "entry launch · Planned · Thu 3 Dec 2026 · owner ana" in entry
    assert entry.endswith("*cited by 1 entry, 1 ahead, and by 1 page*")
    assert "On track" in said(workspace, "---\nkpis: [tri¦als]\n---\n") or "42" in said(
        workspace, "---\nkpis: [tri¦als]\n---\n"
    )
    assert (
        said(workspace, "---\ngo¦als: []\n---\n")
        == "**goals**\n\nThe goals it serves: at least one.\n\nThe id of a goal."
    )
    assert "One of calm, loud." in said(workspace, "---\nmo¦od: calm\n---\n")
    assert said(workspace, "---\ndeadlines: {draft: -1¦4d}\n---\n", "plan/launch.md") == "Thu 19 Nov 2026"
    second = said(workspace, "---\ndeadlines: {draft: {da¦te: 2026-11-20}}\n---\n")
    assert second.startswith("**date**\n\nA second name of on.")
    assert said(workspace, "---\ndeadlines: {draft: {date: -1¦4d}}\n---\n", "plan/launch.md") == "Thu 19 Nov 2026"
    assert said(workspace, "---\ntitle: a\n---\nwo¦rds") == ""


def test_hover_is_no_markdown_of_others() -> None:
    """What an author writes can't be a link, a picture or HTML in what is said of a page."""
    assert hover.plain("![x](http://e) <b>`a`_*") == r"!\[x\](http://e) \<b\>\`a\`\_\*"
    assert hover.plain("- a\n1. b") == r"\- a 1. b"
    assert hover.plain("1. b") == r"1\. b"


def test_places(workspace: Workspace) -> None:
    """Every place that cites a page, in front matter and in texts, with the page's own name first where that is wanted."""
    workspace.drop("plan/launch.md")
    checked = workspace.check()
    goal = checked.playbook.by_path["strategy/goals/grow.md"]
    found = [(place.path, tuple(place.span or ())[:2]) for place in citing.places(checked, goal, own=True)]
    assert found == [
        ("strategy/goals/grow.md", (2, 8)),
        ("plan/after.md", (3, 9)),
        ("plan/before.md", (3, 9)),
        ("plan/launch.md", (3, 9)),
        ("plan/launch.md", (10, 20)),
    ]
    entry = checked.playbook.by_path["plan/launch.md"]
    assert len(citing.places(checked, entry)) == 3


def test_lenses(tmp_path: Path) -> None:
    """Above a goal stands what cites it; above an entry only where something does."""
    checked = small(tmp_path).check()
    told = {
        path: [str(lens.cited) for lens in lenses.lenses(checked, Text(path, FILES[path]))]
        for path in ("strategy/goals/grow.md", "strategy/goals/old.md", "plan/launch.md", "plan/before.md")
    }
    assert told == {
        "strategy/goals/grow.md": ["cited by 3 entries, 2 ahead"],
        "strategy/goals/old.md": ["not cited yet"],
        "plan/launch.md": ["cited by 1 entry, 1 ahead, and by 1 page"],
        "plan/before.md": [],
    }


def test_hints(workspace: Workspace) -> None:
    """Days that count from the start are shown behind what is written; days without workdays too."""
    text = workspace.put("plan/launch.md", FILES["plan/launch.md"])
    found = hints(workspace.check(), text, workspace.page("plan/launch.md"), 1, 99)
    assert [(hint.line, hint.column, hint.day.isoformat()) for hint in found] == [
        (7, 14, "2026-11-19"),
        (8, 20, "2026-11-26"),
    ]
    earlier = workspace.put("plan/launch.md", FILES["plan/launch.md"].replace("2026-12-03", "2026-12-04"))
    assert workspace.checked is not None
    now = hints(workspace.checked, earlier, workspace.page("plan/launch.md"), 7, 7)
    assert [hint.day.isoformat() for hint in now] == ["2026-11-20"]


def test_outline(workspace: Workspace) -> None:
    """A file is made of its front matter, key by key, and of sections within sections."""
    text = Text("plan/new.md", "---\ntitle: A 😀\ndeadlines:\n  draft: -1d\n---\n# One\n\ntext\n\n## Two\n\n# Three\n")
    workspace.put("plan/new.md", text.whole)
    parts = symbols.outline(text, workspace.page("plan/new.md"))
    assert [(part.name, tuple(part.span)) for part in parts] == [
        ("A 😀", (1, 1, 5, 4)),
        ("One", (6, 1, 11, 1)),
        ("Three", (12, 1, 13, 1)),
    ]
    assert [(part.name, part.span.end_line) for part in parts[0].parts] == [("title", 2), ("deadlines", 4)]
    assert [part.name for part in parts[1].parts] == ["Two"]
    assert symbols.folds(text) == ((1, 5), (3, 4), (6, 10))


def test_search(workspace: Workspace) -> None:
    """Pages are found by id and title."""
    assert [found.page.id for found in symbols.search(workspace.check(), "trust")][:1] == ["earn-trust"]
    assert symbols.search(workspace.check(), "nothing of that name") == ()


def test_links(workspace: Workspace) -> None:
    """Links and references of a text lead to files; what leads elsewhere is left out."""
    text = workspace.put("plan/launch.md", FILES["plan/launch.md"] + "[x](https://example.org) `[[grow]]`\n")
    found = links.links(workspace.check(), text)
    assert [(each.path, text.typed(each.span)) for each in found] == [
        ("strategy/goals/grow.md", "grow"),
        ("strategy/index.md", "../strategy/index.md"),
    ]


def finding(line: int) -> Diagnostic:
    """A finding in a line."""
    return Diagnostic(rule=INVALID_VALUE, message="x", location=Location("a.md", Span(line, 1, line, 2)))


def test_findings_move_with_their_lines() -> None:
    """What is written above moves a finding; what is written in its line ends it until the next check."""
    before, now = Text("a.md", "a\nb\nc\nd\n"), Text("a.md", "a\nnew\nnew\nc\nd\n")
    kept = moved([finding(1), finding(2), finding(3), finding(4)], before, now)
    assert [each.location.span.line for each in kept if each.location.span] == [1, 4, 5]
