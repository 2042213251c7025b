"""`gameplan diff`: what a change means, in each of its forms, and from hands that nobody trusts."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from builds import copy_of_sample
from casefile import write_playbook
from checkers import as_github_shows
from gameplan.cli import main
from gameplan.diff.comparison import Calendar, Comparison, Fields, Found, Named, Shift, Turn
from gameplan.diff.json_form import BadComparison, as_json, from_json
from gameplan.diff.words import MARKER, summary
from gameplan.summary.rendering import LONGEST, as_html, as_markdown, as_text
from repository import FIRST, Repository, day

if TYPE_CHECKING:
    from pathlib import Path

BASE: dict[str, str | bytes | None] = {
    "mkdocs.yml": "site_name: Small\nplugins:\n  - gameplan:\n      uid_namespace: 0d0d8a4e-6f0c-4a57-9d6e-2f6f6d1c7b35\n",
    "strategy/goals/grow.md": "---\ntitle: Grow\n---\nWhy.\n",
    "strategy/goals/stay.md": "---\ntitle: Stay\n---\n",
    "strategy/goals/new.md": "---\ntitle: New ground\n---\n",
    "strategy/people/maya.md": "---\ntitle: Maya Ito\n---\n",
    "strategy/people/rui.md": "---\ntitle: Rui\n---\n",
    "strategy/channels/blog.md": (
        "---\ntitle: Blog\nowner: maya\ncommitments: [{at_least: 1, of: article, every: month}]\n---\n"
    ),
    "plan/a.md": "---\ntitle: Alpha\ntype: article\ngoals: [grow]\nstart: 2026-12-03\nowner: maya\nchannels: [blog]\n---\nText\n",
    "plan/b.md": "---\ntitle: Beta\ngoals: [grow]\nstart: 2026-12-10\nend: 2026-12-12\ndeadlines: {draft: 2026-12-01}\n---\n",
    "plan/c.md": "---\ntitle: Gamma\ngoals: [stay]\nstart: 2026-12-20\n---\nSee [a](a.md) and [[b]].\n",
    "plan/d.md": "---\ntitle: Delta\ngoals: [grow]\nstart: 2027-01-10\nowner: rui\n---\n",
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A playbook on its main branch, in whose folder one is."""
    made = Repository(tmp_path)
    made.commit(BASE, FIRST)
    monkeypatch.chdir(tmp_path)
    return made


def diff(*arguments: str) -> Result:
    """Run the command on a fixed day."""
    return CliRunner().invoke(main, ["diff", "--today=2026-11-22", *arguments])


def told(*arguments: str) -> dict[str, Any]:
    """What it tells programs."""
    said = diff("--format=json", *arguments)
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def write(repository: Repository, path: str, old: str, new: str) -> None:
    """Change a text in a file."""
    file = repository.root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def titles(turns: list[dict[str, Any]]) -> list[str]:
    """The titles of pages in a list of turns, or of pages."""
    return [turn.get("page", turn)["title"] for turn in turns]


def test_nothing_changed(repository: Repository) -> None:
    """Nothing at all is written, in any format."""
    assert repository.root.exists()
    for form in ("text", "markdown", "json", "html"):
        said = diff(f"--format={form}")
        assert (said.exit_code, said.stdout) == (0, "")


def test_comments_and_line_ends_mean_nothing(repository: Repository) -> None:
    """Nor does a move into another folder: what a change touches isn't what it means."""
    write(repository, "plan/a.md", "title: Alpha\n", "# a comment\ntitle:   'Alpha'\n")
    (repository.root / "plan/2026").mkdir()
    CliRunner().invoke(main, ["move", "b", "plan/2026", "--today=2026-11-22"])
    assert (repository.root / "plan/2026/b.md").exists()
    assert diff("--format=markdown").stdout == ""


def test_every_section(repository: Repository) -> None:
    """Goals, promises, entries, owners, calendars and findings, each where it belongs."""
    write(repository, "plan/a.md", "owner: maya", "owner: rui")
    write(repository, "plan/a.md", "2026-12-03", "2027-02-04")
    write(repository, "plan/b.md", "start: 2026-12-10\nend: 2026-12-12", "start: 2026-12-17\nend: 2026-12-19")
    write(repository, "plan/b.md", "2026-12-01", "2026-12-08")
    write(repository, "plan/c.md", "goals: [stay]", "goals: [new]")
    write(repository, "plan/d.md", "2027-01-10", "2027-01-17\nstatus: in-progress")
    write(repository, "strategy/goals/grow.md", "Why.", "Why not?")
    (repository.root / "plan/e.md").write_text("---\ntitle: Epsilon\ngoals: [grow, nix]\nstart: 2026-12-24\n---\n")
    found = told()
    assert titles(found["lost"]) == ["Stay"]
    assert titles(found["gained"]) == ["New ground"]
    assert [each["rule"] for each in found["broken"]] == ["missed-commitment"] * len(found["broken"]) != []
    assert titles(found["added"]) == ["Epsilon"]
    assert found["added"][0]["after"] == "2026-12-24"
    assert [(shift["days"], titles(shift["entries"])) for shift in found["moved"]] == [
        (63, ["Alpha"]),
        (7, ["Beta", "Delta"]),
    ]
    assert titles(found["owners"]) == ["Alpha"]
    assert (found["owners"][0]["before"], found["owners"][0]["after"]) == ("Maya Ito", "Rui")
    assert (titles(found["goals"]), found["goals"][0]["before"], found["goals"][0]["after"]) == (
        ["Gamma"],
        "Stay",
        "New ground",
    )
    assert (titles(found["statuses"]), found["statuses"][0]["after"]) == (["Delta"], "in-progress")
    assert [(each["page"]["title"], each["fields"]) for each in found["strategy"]] == [("Grow", ["text"])]
    assert found["changed"] == []
    assert [each["rule"] for each in found["found"] if each["severity"] == "error"] == ["unknown-goal"]
    everything = found["calendars"][0]
    assert (everything["title"], everything["added"], everything["changed"], everything["removed"]) == (
        "Everything",
        1,
        3,
        0,
    )
    assert everything["file"] == "calendar.ics"
    assert {
        "title": "Person: Maya Ito",
        "file": "feeds/person-maya.ics",
        "added": 0,
        "changed": 0,
        "removed": 1,
    } in found["calendars"]
    text = diff().stdout
    assert text.startswith(
        "1 new entry, 3 entries moved, 1 with a new status, 1 serving other goals and 1 strategy page changed."
    )
    assert "Look at this: 1 goal loses its last entry" in text
    assert "  2 entries 7 days later: Beta, Delta\n" in text
    assert text.index("! Errors") < text.index("New entries")


def test_files_that_are_gone(repository: Repository) -> None:
    """An entry and a page of the strategy."""
    (repository.root / "plan/c.md").unlink()
    (repository.root / "strategy/people/rui.md").unlink()
    found = told()
    assert titles(found["removed"]) == ["Gamma"]
    assert titles(found["gone_pages"]) == ["Rui"]
    assert titles(found["lost"]) == ["Stay"]
    assert found["calendars"][0]["removed"] == 1


def test_a_rename_by_the_command(repository: Repository) -> None:
    """It is one line: what cites the page didn't change, and calendars stay as they are."""
    for old, new in (("b", "beta"), ("maya", "maya-ito"), ("grow", "thrive")):
        assert CliRunner().invoke(main, ["rename", old, new, "--today=2026-11-22"]).exit_code == 0
    found = told()
    assert [(each["before"], each["after"]) for each in found["renamed"]] == [
        ("b", "beta"),
        ("grow", "thrive"),
        ("maya", "maya-ito"),
    ]
    kept = {"version", "base", "head", "day", "renamed"}
    assert {name: value for name, value in found.items() if value and name not in kept} == {}
    assert repository.root.exists()


def test_an_identity_that_changes(repository: Repository) -> None:
    """A file renamed by hand: subscribers would see the old event cancelled, and another one."""
    (repository.root / "plan/b.md").rename(repository.root / "plan/beta.md")
    write(repository, "plan/beta.md", "title: Beta", "title: Beta\naliases: [b]")
    found = told()
    assert [(each["before"], each["after"]) for each in found["twice"]] == [("b", "beta")]
    assert "To keep the old one write feed_id: b" in diff().stdout


def test_what_options_do_to_calendars(repository: Repository) -> None:
    """Another namespace, another zone, feeds that go, and feeds of the playbook's own: subscribers notice each."""
    timed = str(BASE["plan/a.md"]).replace("2026-12-03", "2026-12-03 09:00").replace("type: article", "type: launch")
    own = str(BASE["mkdocs.yml"]) + "      feeds: {mine: {title: Mine, types: [launch]}, type: false}\n"
    repository.commit({"plan/a.md": timed, "mkdocs.yml": own}, day(1))
    write(repository, "mkdocs.yml", "0d0d8a4e", "1d0d8a4e")
    assert told()["anew"] is True
    assert "Look at this: subscribers see everything twice." in diff().stdout
    write(repository, "mkdocs.yml", "1d0d8a4e", "0d0d8a4e")
    assert diff().stdout == ""
    write(repository, "mkdocs.yml", "      feeds:", "      timezone: America/New_York\n      feeds:")
    assert [each["file"] for each in told()["calendars"]] == [
        *("calendar.ics", "feeds/channel-blog.ics", "feeds/goal-grow.ics", "feeds/key-dates.ics", "feeds/mine.ics"),
        "feeds/person-maya.ics",
    ]
    write(repository, "mkdocs.yml", "      timezone: America/New_York\n", "")
    write(repository, "mkdocs.yml", "type: false", "type: false, goal: false")
    assert [each["title"] for each in told()["gone_calendars"]] == ["Goal: Grow", "Goal: New ground", "Goal: Stay"]
    assert "Goal: Grow, Goal: New ground, Goal: Stay: who subscribes gets nothing new any more" in diff().stdout
    write(repository, "plan/b.md", "{draft: 2026-12-01}", "{draft: 2026-12-02}")
    assert [each["title"] for each in told()["calendars"]] == ["Production deadlines"]


def test_a_part_of_the_history(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In a shallow clone nothing is taken for unchanged: what is lacking is said."""
    repository.commit({"plan/a.md": None}, day(1), branch="work")
    clone = Repository(tmp_path_factory.mktemp("clone"))
    clone.git("fetch", "-q", "--depth=1", repository.root.as_uri(), "work")
    clone.git("checkout", "-q", "FETCH_HEAD")
    said = CliRunner().invoke(main, ["diff", "-C", str(clone.root)])
    assert said.exit_code == 2
    assert "fetch-depth: 0" in said.stderr


def test_versions(repository: Repository) -> None:
    """A branch against where it left main, two commits, and what isn't committed."""
    moved = str(BASE["plan/a.md"]).replace("2026-12-03", "2026-12-04")
    repository.commit({"plan/a.md": moved}, day(1), branch="work")
    repository.commit({"plan/z.md": "---\ntitle: Zeta\ngoals: [grow]\nstart: TBD\n---\n"}, day(3), branch="main")
    (repository.root / "plan/z.md").unlink()
    (repository.root / "plan/a.md").write_text(moved)
    repository.git("symbolic-ref", "HEAD", "refs/heads/work")
    assert [shift["days"] for shift in told()["moved"]] == [1]
    assert [shift["days"] for shift in told("main")["moved"]] == [1]
    assert [shift["days"] for shift in told("main", "work")["moved"]] == [1]
    assert "moved" not in diff("HEAD").stdout
    write(repository, "plan/b.md", "title: Beta", "title: Bee")
    assert [each["fields"] for each in told("HEAD")["changed"]] == [["title"]]
    assert told("main", "work")["changed"] == []
    assert [shift["days"] for shift in told("work", "work~1")["moved"]] == [-1]


def test_the_same_commits_say_the_same_on_any_day(repository: Repository) -> None:
    """The day is that of the newer commit."""
    repository.commit({"plan/a.md": str(BASE["plan/a.md"]).replace("2026-12-03", "2026-12-04")}, day(3))
    said = CliRunner().invoke(main, ["diff", "HEAD~1", "HEAD", "--format=markdown"]).stdout
    assert f"Gameplan, {day(3).date()}" in said
    assert said == CliRunner().invoke(main, ["diff", "HEAD~1", "HEAD", "--format=markdown"]).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nix",), "git knows no commit 'nix'"),
        (("--output=x",), "git knows no commit"),
        (("HEAD", "nix"), "git knows no commit 'nix'"),
        (("--render=nix.json",), "nix.json can't be read"),
        (("--render=mkdocs.yml",), "mkdocs.yml can't be used: it is not JSON"),
    ],
)
def test_what_it_refuses(repository: Repository, arguments: tuple[str, ...], message: str) -> None:
    """One line, exit code 2."""
    assert repository.root.exists()
    if arguments == ("--output=x",):
        arguments = ("--", "--output=x")
    said = diff(*arguments)
    assert said.exit_code == 2
    assert message in said.stderr


def test_without_a_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to compare with."""
    write_playbook(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    said = diff()
    assert said.exit_code == 2
    assert "there is no commit here" in said.stderr


def test_pages_that_cannot_be_read(repository: Repository) -> None:
    """They are named, and everything else is compared."""
    (repository.root / "plan/a.md").write_text("---\ntitle: [\n---\n")
    write(repository, "plan/b.md", "title: Beta", "title: Bee")
    found = told()
    assert found["unread"] == ["plan/a.md can't be read now"]
    assert [each["fields"] for each in found["changed"]] == [["title"]]


def test_a_change_of_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read again from JSON it is the same in every form; one campaign moves in one row."""
    root = copy_of_sample(tmp_path / "sample")
    environment = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*environment, "commit", "-qm", "Base"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    monkeypatch.chdir(root)
    assert CliRunner().invoke(main, ["shift", "+2w", "--campaign=kiln-month", "--force"]).exit_code == 0
    for form, render in (("markdown", as_markdown), ("text", as_text), ("html", as_html)):
        again = from_json(CliRunner().invoke(main, ["diff", "--format=json"]).stdout.encode())
        assert render(summary(again)) == CliRunner().invoke(main, ["diff", f"--format={form}"]).stdout
    assert "- 5 entries 14 days later: " in as_markdown(summary(again))


# From hands that nobody trusts

HOSTILE = (
    "@maya look, @team/all", "#1 and GH-2, other/repo#3", "https://evil.example.org", "www.evil.example.org", "a@evil.example.org",
    "http://a.b/c?d=e&f", "[x](http://y.z)", "![p](http://y.z/p.png)", "[x]: http://y.z", "<b>bold</b>", "</details><h1>x", "<!-- x -->",
    "-->", "<script>alert(1)</script>", "`code", "```\nfence", "~~gone~~", "**b** __u__ *i* _i_", "# heading", "> quote", "- item",
    "1. item", "+ item", "a\n\nb", "a\r\nb", "| t | h |\n|---|---|", "&lt;b&gt; &#64;maya &commat;maya", "\\@maya \\\\[x](y)", "\u202eabc",
    "@\u200bmaya", "mailto:x@y.z", "javascript:alert(1)", "\x1b[31mred", "- [x] task", "===", "---", "\t\ttab", "  two  blanks  ",
    ":smile:",
    "$math$", "<a@b.c>", "<http://y.z>", "ftp://y.z", "xmpp:a@b.c", "\u2028line", "@@maya", "##1", "a@b@c.de", "x" * 400,
)  # fmt: skip
"""What means something to a host, to Markdown, to a browser or to a terminal."""
TEXTS = st.one_of(
    st.text(max_size=60), st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join)
)
NAMES = st.builds(Named, TEXTS, TEXTS, TEXTS, TEXTS)
TURNS = st.lists(st.builds(Turn, NAMES, TEXTS, TEXTS), max_size=3).map(tuple)
FOUND = st.lists(st.builds(Found, TEXTS, TEXTS, TEXTS, TEXTS, st.integers(0, 10**6), TEXTS), max_size=3).map(tuple)
PAGES = st.lists(NAMES, max_size=3).map(tuple)
FIELDS = st.lists(st.builds(Fields, NAMES, st.lists(TEXTS, max_size=2).map(tuple)), max_size=2).map(tuple)
COMPARISONS = st.builds(
    Comparison,
    base=TEXTS,
    head=TEXTS,
    day=TEXTS,
    lost=PAGES,
    gained=PAGES,
    broken=FOUND,
    met=FOUND,
    added=TURNS,
    removed=TURNS,
    moved=st.lists(st.builds(Shift, st.integers(-999, 999), TURNS), max_size=2).map(tuple),
    statuses=TURNS,
    owners=TURNS,
    goals=TURNS,
    renamed=TURNS,
    changed=FIELDS,
    new_pages=PAGES,
    gone_pages=PAGES,
    strategy=FIELDS,
    load=FOUND,
    calendars=st.lists(
        st.builds(Calendar, TEXTS, TEXTS, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), max_size=2
    ).map(tuple),
    twice=TURNS,
    found=FOUND,
    fixed=st.integers(0, 9),
    unread=st.lists(TEXTS, max_size=2).map(tuple),
)


@settings(deadline=None, max_examples=150)
@given(comparison=COMPARISONS)
def test_json_and_back(comparison: Comparison) -> None:
    """Whatever texts it holds, it reads again as the same; every form can be made of it."""
    if any("\ud800" <= sign <= "\udfff" for sign in json.dumps(dataclasses.asdict(comparison), ensure_ascii=False)):
        return
    again = from_json(as_json(comparison).encode())
    assert again == (Comparison() if comparison.is_empty else comparison)
    for render in (as_markdown, as_text, as_html):
        text = render(summary(again))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x9b]", text)


@settings(deadline=None, max_examples=60)
@given(comparison=COMPARISONS)
def test_a_comment_says_words_and_nothing_else(comparison: Comparison) -> None:
    """As GitHub reads it: no mention, no link, no picture, no issue, no HTML but ours, and the fold closes where it should."""
    text = as_markdown(summary(comparison))
    assert len(text) <= LONGEST
    shown = as_github_shows(text)
    assert shown.count("<details>") == shown.count("</details>") <= 1
    tags = set(re.findall(r"<(/?[a-z]+[0-9]?)", shown))
    assert {tag.strip("/") for tag in tags} <= {"h3", "p", "strong", "ul", "li", "details", "summary", "sub"}
    words = html.unescape(re.sub(r"<[^>]*>", "", shown))
    assert not re.search(r"[@#](?=[\w-])", words)
    assert text.startswith(f"{MARKER}\n")
    assert shown.count("<!--") == 1


def test_a_comment_is_never_too_long() -> None:
    """Rows are left out from the end, and counted."""
    page = Named("entry", "x", "t" * 300, "plan/x.md")
    comparison = Comparison(
        added=tuple(Turn(page, "", "2026-12-03") for _ in range(5000)), statuses=(Turn(page, "a", "b"),) * 4000
    )
    text = as_markdown(summary(comparison))
    assert len(text) <= LONGEST
    assert "more" in text
    assert text.count("</details>") == text.count("<details>")


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"version": 2}',
        b'{"version": 1, "nix": 1}',
        b'{"version": 1, "added": {}}',
        b'{"version": 1, "added": [{"page": "x", "before": "", "after": ""}]}',
        b'{"version": 1, "fixed": "1"}',
        b'{"version": 1, "fixed": true}',
        b'{"version": 1, "base": ["x"]}',
        b"[" * 100_000,
        b'{"version": 1, "unread": ' + b"[" * 100_000,
        b'{"version": 1, "unread": ["' + b"x" * (9 * 1024 * 1024) + b'"]}',
    ],
)
def test_json_that_is_none(data: bytes) -> None:
    """It is refused in a line."""
    with pytest.raises(BadComparison):
        from_json(data)
