"""What rules are told of the past: renames, merges, line ends, and what isn't committed; and what happens without a history."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import gameplan.revisions.past
from casefile import BASE, TODAY, as_text
from gameplan.cli import main
from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.past import NoPast
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.revisions.past import past_of
from gameplan.settings import OptionError, load_settings, parse_options
from repository import ISOLATED, Repository, day, write_history

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.past import PagePast
    from repository import Files

GOAL, ENTRY = "strategy/goals/grow.md", "plan/base.md"
OTHER_GOAL = "---\ntitle: Grow\nsuccess: [More]\n---\n"
BOTH = "plan/base.md:3:9: warning[suspect-entry]"
WORDS = "plan/base.md:3:9: info[suspect-entry]"
"""Where only words of the goal changed."""
CHILD = "---\ntitle: More\nparent: top\n---\n"
FOLDERS = [kind.folder for kind in BUILT_IN if kind.folder]
RECENTLY = day(290)


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of whoever runs the tests, and no repository around theirs."""
    for name, value in {**ISOLATED, "GIT_CEILING_DIRECTORIES": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A playbook in order, committed."""
    return write_history(tmp_path / "playbook", {day(0): BASE})


def options_of(root: Path) -> Options:
    """The options of a playbook."""
    return load_settings(root).options if (root / "mkdocs.yml").exists() else Options()


def found(root: Path) -> str:
    """What the check finds, with the history."""
    return as_text(run(root, options_of(root), TODAY, past=past_of))


def past(repository: Repository, path: str = ENTRY) -> PagePast:
    """The past of a page."""
    options = options_of(repository.root)
    told = past_of(run(repository.root, options, TODAY).playbook, repository.root, options, "mkdocs.yml", TODAY)
    assert not isinstance(told, NoPast)
    return told.pages[path]


def test_the_goal_changed_after_the_entry(repository: Repository) -> None:
    """The entry is told of, with what changed and when."""
    repository.commit({GOAL: OTHER_GOAL}, day(5))
    assert found(repository.root).splitlines() == [
        f"{BOTH}: the goal 'Grow' has changed since this entry last did on 2026-02-01: success",
        "  = see whether the entry still serves it, then write reviewed: 2026-11-22",
        "  - strategy/goals/grow.md:1:1: changed on 2026-02-06",
    ]


@pytest.mark.parametrize("when", [5, 6], ids=["in the same commit", "later"])
def test_touching_the_entry_clears_it(repository: Repository, when: int) -> None:
    """Whoever changes the entry with the goal, or after it, has seen the goal."""
    repository.commit({GOAL: OTHER_GOAL} | ({ENTRY: f"{BASE[ENTRY]}Seen.\n"} if when == 5 else {}), day(5))
    if when > 5:
        assert BOTH in found(repository.root)
        repository.commit({ENTRY: f"{BASE[ENTRY]}Seen.\n"}, day(when))
    assert found(repository.root) == ""


def test_what_is_not_committed_is_the_last_change(repository: Repository) -> None:
    """A goal that was only typed anew is told of, today; so is the entry's answer taken before it is committed."""
    repository.write({GOAL: OTHER_GOAL})
    assert f"- {GOAL}:1:1: changed on {TODAY}" in found(repository.root)
    repository.write({ENTRY: BASE[ENTRY].replace("start:", f"reviewed: {TODAY}\nstart:")})
    assert found(repository.root) == ""


def test_line_ends_change_nothing(repository: Repository) -> None:
    """A file that is checked out or committed with other line ends says what it said."""
    before = past(repository)
    repository.write({ENTRY: BASE[ENTRY].replace("\n", "\r\n")})
    assert past(repository) == before
    repository.commit({GOAL: BASE[GOAL].replace("\n", "\r\n"), ENTRY: BASE[ENTRY].replace("\n", "\r\n")}, day(3))
    assert past(repository) == before
    assert past(repository, GOAL).meanings == ()


BEFORE = {
    "a link's definition": "[site]: https://example.org/a\n\n",
    "one with a title": "[site]: <https://example.org/a b> 'A site'\n",
    "a footnote": "[^1]: As the board said.\n\n",
    "what looks like a definition": "[Note]: this is how we do it.\n\n",
    "a link": "See [the site](https://example.org/a).\n",
    "a link that never ends": "See [the site](https://example.org/a.\n",
    "a comment": "<!-- For later -->\n",
    "a comment that never ends": "<!-- For later\n\n",
    "a task": "- [ ] Ask\n",
    "a rule": "---\n\n",
}
"""What may stand in a goal's text above the words that change."""


@pytest.mark.parametrize("name", BEFORE)
def test_words_below_are_seen(repository: Repository, name: str) -> None:
    """Whatever stands above: an entry is told of when the words below it are others."""
    said = f"{BASE[GOAL]}\n{BEFORE[name]}We want %s customers.\n"
    repository.commit({GOAL: said % "more"}, day(3))
    repository.commit({ENTRY: f"{BASE[ENTRY]}Seen.\n"}, day(4))
    assert found(repository.root) == ""
    repository.commit({GOAL: said % "fewer"}, day(5))
    assert f"{WORDS}: the goal 'Grow' has changed since this entry last did on 2026-02-05: text" in found(
        repository.root
    )


def test_words_of_a_footnote_are_seen(repository: Repository) -> None:
    """A footnote is text, and not an address."""
    said = f"{BASE[GOAL]}\nWe grow.[^1]\n\n[^1]: In %s.\n"
    repository.commit({GOAL: said % "Europe"}, day(3))
    repository.commit({ENTRY: f"{BASE[ENTRY]}Seen.\n"}, day(4))
    repository.commit({GOAL: said % "Asia"}, day(5))
    assert WORDS in found(repository.root)


LAYOUT = {
    "where links lead": ("[site]: https://example.org/a", "[site]: <https://example.org/b> 'The site'"),
    "where a link in the text leads": ("(https://example.org/one)", '(https://example.org/two "Two")'),
    "lists": ("- [ ] Ask\n- [ ] Answer", "1. [x] Ask\n2. [ ] Answer"),
    "numbers": ("- [ ] Ask\n- [ ] Answer", "3) Ask\n\n4) Answer"),
    "line breaks": ("more customers", "more\ncustomers"),
    "case, marks and empty lines": ("We want more", "\n\n\nWE *want* more"),
    "a comment": ("We want", "<!-- Is this\n\nright? -->We want"),
}
"""What says the same in another form."""


@pytest.mark.parametrize("name", LAYOUT)
def test_layout_is_no_change(repository: Repository, name: str) -> None:
    """A text in another form has the meaning that it had."""
    text = (
        "- [ ] Ask\n- [ ] Answer\n\nSee [the site](https://example.org/one).\n\n[site]: https://example.org/a\n\n"
        "We want more customers.[^1]\n\n[^1]: In Europe.\n"
    )
    before, after = LAYOUT[name]
    assert before in text
    repository.commit({GOAL: f"{BASE[GOAL]}\n{text}"}, day(3))
    repository.commit({ENTRY: f"{BASE[ENTRY]}Seen.\n"}, day(4))
    repository.commit({GOAL: f"{BASE[GOAL]}\n{text.replace(before, after)}"}, day(5))
    assert found(repository.root) == ""


def test_a_renamed_entry_has_not_changed(repository: Repository) -> None:
    """An entry in another file with the same id is the same entry."""
    repository.commit({GOAL: OTHER_GOAL}, day(5))
    repository.commit({ENTRY: None, "plan/2026/base.md": BASE[ENTRY]}, day(6))
    assert past(repository, "plan/2026/base.md").changed.when == day(0)
    assert found(repository.root).startswith("plan/2026/base.md:3:9: warning[suspect-entry]")


def test_a_renamed_id_has_a_past(repository: Repository) -> None:
    """A goal that names its former id is the goal that it was."""
    repository.commit({GOAL: None, "strategy/goals/more.md": f"---\naliases: [grow]\n{OTHER_GOAL[4:]}"}, day(5))
    assert BOTH in found(repository.root)
    assert len(past(repository, "strategy/goals/more.md").meanings) == 1


def test_a_merge_is_one_change(repository: Repository) -> None:
    """What a branch did before it was merged came to the mainline with the merge: after the goal's change there."""
    changed = f"{BASE[ENTRY]}From a branch.\n"
    repository.commit({ENTRY: changed}, day(1), branch="side")
    repository.commit({GOAL: OTHER_GOAL}, day(5))
    assert BOTH in found(repository.root)
    repository.commit({ENTRY: changed}, day(7), merge="side")
    assert past(repository).changed.when == day(7)
    assert found(repository.root) == ""


def test_a_version_that_can_not_be_read_is_passed_over(repository: Repository) -> None:
    """Nobody worked by a goal whose front matter was broken for a day."""
    repository.commit({GOAL: "---\ntitle: [\n---\n"}, day(3))
    repository.commit({GOAL: BASE[GOAL]}, day(4))
    assert past(repository, GOAL).meanings == ()


@pytest.mark.parametrize(
    "head", [b"\xef\xbb\xbf---\n", b"\xff\xfe---\n", b"\xef\xbb\xbf\xef\xbb\xbf---\n", b"--\n", b"---\r"]
)
def test_what_is_gone_may_begin_in_any_way(repository: Repository, head: bytes) -> None:
    """A page that is deleted is compared with new ones, by its text: no bytes in it end the check."""
    repository.commit({"plan/old.md": head + b"title: Old\ngoals: [grow]\nstart: 2026-12-01\n---\nText\n"}, RECENTLY)
    new = "---\ntitle: New\ngoals: [grow]\nstart: 2026-12-01\n---\nOther\n"
    repository.commit({"plan/old.md": None, "plan/new.md": new}, RECENTLY + timedelta(days=1))
    assert found(repository.root) == ""


def test_days_are_those_of_the_playbook(repository: Repository) -> None:
    """A change late in the evening is the next day's where the playbook is."""
    config = "site_name: P\nplugins:\n  - gameplan:\n      timezone: Pacific/Auckland\n"
    repository.commit({"mkdocs.yml": config, GOAL: OTHER_GOAL}, day(5))
    assert f"- {GOAL}:1:1: changed on 2026-02-07" in found(repository.root)


def test_the_rule_can_be_ignored_in_the_entry(repository: Repository) -> None:
    """As any other."""
    repository.commit({ENTRY: BASE[ENTRY].replace("start:", "# gameplan: ignore[suspect-entry] known\nstart:")}, day(1))
    repository.commit({GOAL: OTHER_GOAL}, day(5))
    assert found(repository.root) == ""


def check(root: Path) -> tuple[int, str, str]:
    """The exit code and both streams of the command."""
    result = CliRunner().invoke(main, ["check", "-C", str(root), "--today", str(TODAY)])
    return result.exit_code, result.stdout, result.stderr


def test_without_git_the_summary_says_so(tmp_path: Path) -> None:
    """One line says which rules did not run and why; everything else is as ever."""
    Repository(tmp_path / "empty").write(BASE)
    code, output, summary = check(tmp_path / "empty")
    rules = "suspect-entry, reused-id, moved-page, illegal-transition"
    assert (code, output) == (0, "")
    assert summary.splitlines()[1:] == [f"not checked: history ({rules}): there is no git history here"]


def test_a_shallow_clone_is_told_what_to_set(repository: Repository, tmp_path: Path) -> None:
    """A part of the history tells nothing, and fails nothing."""
    repository.commit({GOAL: OTHER_GOAL}, day(5))
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", "--branch=main", repository.root.as_uri(), str(clone)], check=True
    )
    code, output, summary = check(clone)
    assert (code, output) == (0, "")
    (line,) = [line for line in summary.splitlines() if "history (" in line]
    assert "fetch-depth: 0" in line
    assert 'GIT_DEPTH: "0"' in line


def test_with_history_nothing_is_unchecked(repository: Repository) -> None:
    """Where the rules ran, the summary has nothing to say."""
    repository.commit({GOAL: OTHER_GOAL}, day(5))
    code, output, summary = check(repository.root)
    assert code == 0
    assert "warning[suspect-entry]" in output
    assert "history" not in summary


def test_git_is_asked_only_where_a_rule_wants_to_know(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has turned the rules off doesn't wait for git."""
    off = dict.fromkeys(("suspect-entry", "reused-id", "moved-page", "illegal-transition", "unapproved"), "off")

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(gameplan.revisions.past, "read_history", refuse)
    assert run(repository.root, parse_options({"rules": off}, "mkdocs.yml"), TODAY, past=past_of).no_history == ""
    with pytest.raises(AssertionError):
        run(repository.root, parse_options({}, "mkdocs.yml"), TODAY, past=past_of)


@pytest.mark.parametrize(
    ("workflow", "message"),
    [
        ({"plannd": ["done"]}, "workflow: there is no status 'plannd'; did you mean 'planned'?"),
        ({"planned": ["in progress"]}, "workflow: there is no status 'in progress'; did you mean 'in-progress'?"),
    ],
)
def test_a_wrong_workflow_is_one_line(workflow: dict[str, list[str]], message: str) -> None:
    """A status that there isn't is told with what was probably meant."""
    with pytest.raises(OptionError) as caught:
        parse_options({"workflow": workflow}, "mkdocs.yml")
    assert message in str(caught.value)


def test_a_status_with_another_name_is_no_transition(repository: Repository) -> None:
    """A status that gets another name in the options is no change of the entries that have it."""
    options = "site_name: P\nplugins:\n  - gameplan:\n      statuses: {%s}\n      workflow: {idea: [], %s}\n"
    before = options % ("draft: {stage: drafting}", "draft: []")
    after = options % ("writing: {stage: drafting, aliases: [draft]}", "writing: []")
    draft = "---\ntitle: Draft\ngoals: [grow]\nstart: 2026-12-02\nstatus: draft\n---\n"
    repository.commit({"mkdocs.yml": before, "plan/draft.md": draft}, day(1))
    repository.commit({"mkdocs.yml": after}, day(2))
    repository.commit({"plan/draft.md": f"{draft}Text.\n"}, day(3))
    assert past(repository, "plan/draft.md").transition is None
    assert past(repository, "plan/draft.md").changed.when == day(3)
    assert found(repository.root) == ""


PAGES = {
    **{f"strategy/{folder}/old.md": "---\ntitle: Something\n---\n" for folder in FOLDERS},
    "plan/old.md": "---\ntitle: Something\ngoals: [grow]\nstart: 2026-12-03\n---\n",
}


@pytest.mark.parametrize("way", ["committed", "not committed"])
@pytest.mark.parametrize("path", PAGES)
def test_a_renamed_file_is_told_of_and_fixed(repository: Repository, path: str, way: str) -> None:
    """Of every kind: committed or not, whatever its lines end with, `--fix` gives the page its id back."""
    folder, text = path.rpartition("/")[0], PAGES[path].replace("\n", "\r\n")
    repository.commit({path: text}, RECENTLY - timedelta(days=5))
    moved: Files = {path: None, f"{folder}/New.md": text}
    if way == "committed":
        repository.commit(moved, RECENTLY)
    else:
        repository.write(moved)
    weight = "error" if folder == "plan" else "warning"
    day_of = RECENTLY.date() if way == "committed" else TODAY
    assert (
        f"{folder}/New.md:2:8: {weight}[moved-page]: this page was 'old' until {path} was renamed on {day_of}"
        in found(repository.root)
    )
    arguments = ["check", "-C", str(repository.root), "--today", str(TODAY), "--fix", "--select", "moved-page"]
    said = CliRunner().invoke(main, arguments)
    assert (said.exit_code, "1 fix made" in said.stderr) == (0, True), said.output
    assert (repository.root / f"{folder}/New.md").read_bytes() == text.replace(
        "---\r\n", "---\r\nid: old\r\n", 1
    ).encode()


def test_a_renamed_file_is_new_to_a_branch(repository: Repository) -> None:
    """`--changed` tells of what this branch renamed, with all who cite it, and of nothing that was wrong in the file before."""
    idle = "---\ntitle: Something\nstart: 2026-12-03\n---\n"
    repository.commit({"plan/old.md": idle, "plan/a.md": PAGES["plan/old.md"]}, RECENTLY - timedelta(days=5))
    repository.git("branch", "base", "main")
    cites = "---\ntitle: B\ngoals: [grow]\nstart: 2026-12-03\ndepends_on: [old]\n---\n"
    repository.commit({"plan/old.md": None, "plan/new.md": idle, "plan/b.md": cites}, RECENTLY)
    said = CliRunner().invoke(main, ["check", "-C", str(repository.root), "--today", str(TODAY), "--changed", "base"])
    rows = [row for row in said.stdout.splitlines() if row.startswith("plan/")]
    assert [row.partition("]")[0] for row in rows] == [
        "plan/b.md:5:14: error[unknown-reference",
        "plan/new.md:2:8: error[moved-page",
    ]
    assert f"plan/old.md was renamed to plan/new.md on {RECENTLY.date()}: write id: old there" in said.stdout


@pytest.mark.parametrize("level", ["info", "warning", "error", "off"])
def test_options_weigh_renames(repository: Repository, level: str) -> None:
    """What the options say holds over what a rule thinks of a single finding."""
    text = PAGES["plan/old.md"]
    repository.commit(
        {
            "plan/old.md": text,
            "mkdocs.yml": f"site_name: X\nplugins:\n  - gameplan: {{rules: {{moved-page: {level}}}}}\n",
        },
        day(1),
    )
    repository.write({"plan/old.md": None, "plan/new.md": text})
    said = found(repository.root)
    assert said == "" if level == "off" else f": {level}[moved-page]" in said


def test_a_goal_that_is_still_cited_by_its_old_name_is_one_cause(repository: Repository) -> None:
    """It is no uncited goal besides, and neither is the one above it."""
    repository.commit({"strategy/goals/top.md": "---\ntitle: Top\n---\n", GOAL: f"{CHILD}"}, RECENTLY)
    repository.write({GOAL: None, "strategy/goals/more.md": CHILD})
    assert [
        row.partition(": ")[2].partition("]")[0] for row in found(repository.root).splitlines() if "]: " in row
    ] == [
        "error[unknown-goal",
        "error[moved-page",
    ]


def test_nobody_tells_one_of_many_from_another(repository: Repository) -> None:
    """Of files that are all the same, the one with the most similar name was renamed; of very many, none is told of."""
    text = PAGES["plan/old.md"]
    repository.commit({f"plan/{number}/part-{number}.md": text for number in range(3)}, day(1))
    repository.write({f"plan/{number}/part-{number}.md": None for number in range(3)})
    repository.write({f"plan/{number}/the-part-{number}.md": text for number in (2, 0, 1)})
    told = found(repository.root)
    assert all(f"plan/{n}/the-part-{n}.md:2:8: error[moved-page]: this page was 'part-{n}'" in told for n in range(3))
    many = {f"plan/many/{number}.md": text for number in range(60)}
    repository.commit(dict(many), day(2))
    repository.write(dict.fromkeys(many))
    repository.write({f"plan/others/n{number}.md": text for number in range(60)})
    assert "others" not in "".join(row for row in found(repository.root).splitlines() if "moved-page" in row)
