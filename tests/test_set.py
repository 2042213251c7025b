"""`gameplan set`: which pages, what is written, and when nothing is."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from builds import contents
from casefile import write_playbook
from gameplan.cli import main
from gameplan.edit.writing import Changed, NotWritten, replace_contents
from repository import FIRST, write_history

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG = """\
site_name: Small
plugins:
  - gameplan:
      uid_namespace: 0d0d8a4e-6f0c-4a57-9d6e-2f6f6d1c7b35
      workflow: {planned: [in-progress, cancelled], in-progress: [published]}
      fields:
        entry:
          market: {type: choice, of: [emea, na], filter: true}
          note: {type: line}
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "strategy/goals/stay.md": "---\ntitle: Stay\nparent: grow\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    "strategy/audiences/owner.md": "---\ntitle: Owner\n---\n",
    "strategy/people/maya.md": "---\ntitle: Maya Ito\n---\n",
    "plan/base.md": "---\ntitle: Base\ngoals: [grow]\nstart: 2026-12-01\nowner: maya\nchannels: [blog]\naudiences: [owner]\n---\n",
    "plan/a.md": "---\r\ntitle: A # one\r\ngoals: [stay]\r\nstart: 2026-12-03\r\ntags: [spring]\r\ntype: article\r\n---\r\nText",
    "plan/q1/b.md": "---\ntitle: B\ngoals: [grow]\nstart: 2027-01-05\nend: 2027-01-20\ncampaign: base\nmarket: na\nnote: x\n---\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in order, in whose folder one is."""
    write_playbook(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*arguments: str, typed: str | bytes | None = None) -> Result:
    """Run the command on a fixed day."""
    return CliRunner().invoke(main, ["set", "--today=2026-11-22", *arguments], input=typed)


@pytest.mark.parametrize(
    ("selection", "paths"),
    [
        (["--goal=grow"], ["plan/a.md", "plan/base.md", "plan/q1/b.md"]),
        (["--goal=stay"], ["plan/a.md"]),
        (["--campaign=base"], ["plan/base.md", "plan/q1/b.md"]),
        (["--channel=blog"], ["plan/base.md"]),
        (["--audience=owner"], ["plan/base.md"]),
        (["--owner=Maya Ito"], ["plan/base.md"]),
        (["--type=article"], ["plan/a.md"]),
        (["--status=planned", "--tag=spring"], ["plan/a.md"]),
        (["--type=article", "--campaign=base"], []),
        (["--from=2026-12-02"], ["plan/a.md", "plan/q1/b.md"]),
        (["--to=2026-12-02"], ["plan/base.md"]),
        (["--from=2027-01-10", "--to=2027-01-11"], ["plan/q1/b.md"]),
        (["--where=market=na"], ["plan/q1/b.md"]),
        (["--where=note=x"], ["plan/q1/b.md"]),
        (["--goal=stay", "--goal=grow", "--where=market=emea"], []),
        (["a", "base"], ["plan/a.md", "plan/base.md"]),
        (["plan/a.md"], ["plan/a.md"]),
        (["plan/q1"], ["plan/q1/b.md"]),
        (["plan", "--tag=spring"], ["plan/a.md"]),
        (["blog"], ["strategy/channels/blog.md"]),
        (["--all"], ["plan/a.md", "plan/base.md", "plan/q1/b.md"]),
    ],
    ids=" ".join,
)
def test_which_pages(root: Path, selection: list[str], paths: list[str]) -> None:
    """Options take entries, each by any of its values and all of them together; ids, files and folders take any pages."""
    before = contents(root)
    ended = put("review_by=2027-03-01", *selection)
    assert sorted(path for path, data in contents(root).items() if data != before[path]) == paths
    assert ended.exit_code == (0 if paths else 1)
    if not paths:
        assert ended.stderr == "gameplan: that takes none of the 3 entries: nothing was changed\n"


@pytest.mark.usefixtures("root")
def test_ids_on_standard_input() -> None:
    """One a line; what isn't UTF-8 is refused."""
    assert put("review_by=2027-03-01", "-", typed="a\n\n blog \n").output.endswith("2 files changed\n")
    assert put("review_by=", "-", typed=b"\xff").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["status=planned"],
            "say which pages: ids or paths, options such as --goal and --status, or --all for the whole plan",
        ),
        (["--all"], "say what to set: status=planned, tags+=spring, goals-=grow, or stage= to delete the line"),
        (
            ["status=planned", "--all", "--tag=spring"],
            "--all is the whole plan: leave it out, or leave out what narrows it",
        ),
        (["stauts=planned", "--all"], "there is no field 'stauts'; did you mean 'status'?"),
        (
            ["goals=grow", "blog"],
            "there is no field 'goals'; strategy/channels/blog.md is a channel: see gameplan schema channel for its fields",
        ),
        (["status=planned", "bse"], "there is no page 'bse'; did you mean 'base' (Base)?"),
        (
            ["status=planned", "--goal=gro"],
            "the option '--goal' asks for the goal 'gro', and none has that id; did you mean 'grow' (Grow)?",
        ),
        (["status=planned", "--owner=mya"], "there is no owner 'mya'; did you mean 'maya'?"),
        (["status=planned", "--tag=sprig"], "there is no tag 'sprig'; did you mean 'spring'?"),
        (["status=planned", "--where=markt=na"], "there is no field to choose by 'markt'; did you mean 'market'?"),
        (
            ["status=planned", "--where=market=nna"],
            "the option '--where market' asks for 'nna', which is none of the playbook's market; did you mean 'na'?",
        ),
        (["status=planned", "--where=market"], "--where takes a field and a value: --where market=VALUE"),
        (["status=planned", "plan/no.md"], "there is no page 'plan/no.md'"),
        (
            ["status=planned", "mkdocs.yml"],
            "mkdocs.yml is no page: pages are Markdown files in strategy/ and plan/, and no links",
        ),
        (["title+=x", "a"], "plan/a.md: title holds one value: write title=VALUE, or title= to delete it"),
        (["owner+=x", "base"], "plan/base.md: owner holds one value: write owner=VALUE, or owner= to delete it"),
        (["tags+=", "a"], "tags+= names nothing: write tags+=VALUE"),
    ],
)
def test_wrong_calls(root: Path, arguments: list[str], said: str) -> None:
    """Each is told what to type, and nothing is written."""
    before = contents(root)
    ended = put(*arguments)
    assert ended.exit_code == 2
    assert ended.stderr.startswith(f"gameplan: {said}")
    assert contents(root) == before


def test_only_the_bytes_of_the_values(root: Path) -> None:
    """Line ends, comments and a missing last newline stay; a second time there is nothing to do."""
    ended = put("title=A: new", "status=in-progress", "tags+=[winter, spring]", "type=", "goals+=grow", "a")
    assert (root / "plan/a.md").read_bytes() == (
        b'---\r\ntitle: "A: new" # one\r\ngoals: [stay, grow]\r\nstart: 2026-12-03\r\ntags: [spring, winter]\r\n'
        b"status: in-progress\r\n---\r\nText"
    )
    assert ended.output == (
        'plan/a.md: title: A → "A: new"; goals: [stay] → [stay, grow]; tags: [spring] → [spring, winter]; '
        "type: deleted, was article; status: in-progress\n1 file changed\n"
    )
    again = put("status=in-progress", "tags+=winter", "a")
    assert (again.exit_code, again.output) == (0, "nothing to do; 1 held that already\n")


def test_a_line_is_deleted(root: Path) -> None:
    """`FIELD=` deletes it; under its other name too, and where the page needs none."""
    assert put("campaign=", "note=", "base", "b").exit_code == 0
    assert (root / "plan/q1/b.md").read_text() == FILES["plan/q1/b.md"].replace("campaign: base\n", "").replace(
        "note: x\n", ""
    )
    assert put("date=2027-01-06", "b").exit_code == 0
    assert "start: 2027-01-06\n" in (root / "plan/q1/b.md").read_text()


def test_findings_hold_it_back(root: Path) -> None:
    """What the check would find then is shown, and nothing written; `--force` writes it."""
    before = contents(root)
    ended = put("end=2026-11-30", "a")
    assert ended.exit_code == 1
    assert "plan/a.md:7:6: error[end-before-start]" in ended.stderr
    assert ended.stdout == "nothing was written: 1 finding would come of it; --force writes nevertheless\n"
    assert contents(root) == before
    forced = put("end=2026-11-30", "a", "--force")
    assert (forced.exit_code, forced.stdout) == (0, "plan/a.md: end: 2026-11-30\n1 file changed\n")
    # It is no new one now.
    assert put("tags+=winter", "a").exit_code == 0


def test_a_wrong_value_is_never_written(root: Path) -> None:
    """The reader says what is wrong with it, in its own words, and no wish to write it helps."""
    before = contents(root)
    ended = put("status=pland", "a", "--force")
    assert ended.exit_code == 1
    assert "plan/a.md:7:9: error[invalid-value]: status: 'pland' is not a status of this playbook" in ended.stderr
    assert "did you mean planned?" in ended.stderr
    assert ended.stdout == "nothing was written: a value is wrong, and --force doesn't help\n"
    assert contents(root) == before


def test_many_findings_are_shown_in_part(root: Path) -> None:
    """The first twenty, and how many more there are."""
    write_playbook(
        root,
        {f"plan/many/{number}.md": "---\ntitle: M\ngoals: [grow]\nstart: 2026-12-03\n---\n" for number in range(25)},
    )
    ended = put("status=pland", "plan/many")
    assert ended.stderr.count("error[invalid-value]") == 20
    assert ended.stderr.endswith("… and 5 findings more\n")


def test_a_step_that_the_workflow_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """History knows of what isn't written yet."""
    write_history(tmp_path, {FIRST: FILES})
    monkeypatch.chdir(tmp_path)
    assert "warning[illegal-transition]" in put("status=published", "base").stderr
    assert put("status=in-progress", "base").exit_code == 0


def test_a_dry_run(root: Path) -> None:
    """It prints a difference that `patch` takes, says beside it what would be, and writes nothing."""
    before = contents(root)
    ended = put("status=in-progress", "b", "--dry-run")
    assert ended.exit_code == 0
    assert ended.stdout == (
        "--- a/plan/q1/b.md\n+++ b/plan/q1/b.md\n@@ -8,2 +8,3 @@\n note: x\n+status: in-progress\n ---\n"
    )
    assert ended.stderr == "plan/q1/b.md: status: in-progress\n1 file would change\n"
    assert contents(root) == before
    assert put("status=pland", "b", "--dry-run").exit_code == 1


@pytest.mark.usefixtures("root")
def test_for_programs() -> None:
    """JSON tells files, fields, findings, and whether it was written."""
    told = json.loads(put("status=in-progress", "tags-=spring", "a", "base", "--json").stdout)
    assert told == {
        "version": 1,
        "written": True,
        "files": [
            {
                "path": "plan/a.md",
                "fields": [
                    {"field": "tags", "before": ["spring"], "after": None},
                    {"field": "status", "before": None, "after": "in-progress"},
                ],
            },
            {"path": "plan/base.md", "fields": [{"field": "status", "before": None, "after": "in-progress"}]},
        ],
        "findings": [],
        "notes": [],
    }
    refused = put("end=2026-11-30", "a", "--json")
    told = json.loads(refused.stdout)
    assert (refused.exit_code, told["written"], [found["rule"] for found in told["findings"]]) == (
        1,
        False,
        ["end-before-start"],
    )


def test_an_id_that_several_pages_have(root: Path) -> None:
    """It must be said by its path which is meant."""
    write_playbook(root, {"strategy/channels/base.md": "---\ntitle: Base\n---\n"})
    said = (
        "gameplan: 'base' is the id of several pages: write the path of one (plan/base.md, strategy/channels/base.md)\n"
    )
    assert put("owner=maya", "base").stderr == said
    assert put("owner=maya", "strategy/channels/base.md").exit_code == 0


def test_links_and_what_lies_outside(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither is a page, and neither is written."""
    other = tmp_path_factory.mktemp("other") / "other.md"
    other.write_text(FILES["plan/base.md"])
    (root / "plan/link.md").symlink_to(other)
    (root / "README.md").write_text("# Read me\n")
    for path in ("plan/link.md", "README.md", str(other), "../other.md", "plan/a\0.md", "plan/\x1b[31m.md"):
        ended = put("owner=maya", path)
        assert ended.exit_code == 2, path
        assert "\x1b" not in ended.output
    assert other.read_text() == FILES["plan/base.md"]


def test_awkward_values(root: Path) -> None:
    """Line breaks, marks of YAML and odd characters are written as YAML needs it, or refused by the reader: nothing else is changed."""
    assert put("summary=One.\nstatus: done\n---", "a").exit_code == 0
    assert b'summary: "One.\\nstatus: done\\n---"\r\n' in (root / "plan/a.md").read_bytes()
    before = contents(root)
    assert put("title=\x07", "a").exit_code == 1
    assert put("title=\udcff", "a").exit_code == 2
    assert put("goals=grow, stay", "a").exit_code == 1
    assert contents(root) == before


@pytest.mark.parametrize("command", ["set", "shift"])
def test_help_loads_little(command: str) -> None:
    """Neither what reads pages nor what makes sites."""
    code = f"import sys, gameplan.cli as c\ntry: c.main([{command!r}, '--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "change nothing else in their" in told
    loaded = {*told.splitlines()[-1].split()}
    assert f"gameplan.cli.{command}" in loaded
    assert not loaded & {"pydantic", "pydantic_core", "jinja2", "mkdocs", "yaml", "rich", "gameplan.pipeline"}


def test_what_changed_meanwhile_is_refused_by_name(root: Path) -> None:
    """Nothing is written over it, and nothing beside it either."""
    before = {path: (root / path).read_bytes() for path in ("plan/a.md", "plan/base.md")}
    (root / "plan/base.md").write_text("somebody else's")
    now = contents(root)
    with pytest.raises(Changed, match=r"plan/base\.md has changed meanwhile"):
        replace_contents(root, before, dict.fromkeys(before, b"ours"))
    assert contents(root) == now


def test_a_folder_that_became_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is written through it."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "plan/q1").rename(elsewhere / "q1")
    (root / "plan/q1").symlink_to(elsewhere / "q1")
    data = (elsewhere / "q1/b.md").read_bytes()
    with pytest.raises(NotWritten, match="leads through a symbolic link"):
        replace_contents(root, {"plan/q1/b.md": data}, {"plan/q1/b.md": b"ours"})
    assert contents(elsewhere) == {"q1/b.md": data}


@pytest.mark.parametrize("where", ["os.fsync", "Path.replace", "tempfile.mkstemp", "Path.hardlink_to", "Path.chmod"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES])
def test_a_fault_leaves_all_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: int) -> None:
    """Wherever the disk is full or refuses, at each of the files: every file is old, or every file is new, and none is left beside."""
    owner = {"os": os, "Path": Path, "tempfile": tempfile}[where.partition(".")[0]]
    name = where.partition(".")[2]
    true: Callable[..., object] = getattr(owner, name)
    before = contents(root)
    for fails in range(1, 4):
        calls: list[int] = []

        def faulty(*arguments: object, fails: int = fails, calls: list[int] = calls, **more: object) -> object:
            calls.append(1)
            if len(calls) == fails:
                raise OSError(error, os.strerror(error))
            return true(*arguments, **more)

        with monkeypatch.context() as patched:
            patched.setattr(owner, name, faulty)
            ended = put("review_by=2027-03-01", "--all")
        assert len(calls) >= fails
        # Without a second name the old file is copied.
        written = name == "hardlink_to"
        assert ended.exit_code == (0 if written else 2), ended.output
        assert written or contents(root) == before
        assert sorted(contents(root)) == sorted(before)
        if written:
            assert put("review_by=", "--all").exit_code == 0


def test_ctrl_c_leaves_all_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the files are written beside their places."""
    before = contents(root)

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    assert put("review_by=2027-03-01", "--all").exit_code in (1, 130)
    assert contents(root) == before


@pytest.mark.parametrize(
    ("change", "command"),
    [
        ({"strategy/goals/long.md": "---\ntitle: Long\n---\n"}, ["set", "title=Better", "strategy/goals/long.md"]),
        ({"plan/a.md": "---\ntitle: A\ngoals: [stay]\nstart: 2026-12\n---\n"}, ["shift", "+1m", "a"]),
        ({"plan/a.md": "---\ntitle: A\ngoals: [stay]\nstart: 2026-10-01\n---\n"}, ["shift", "+2w", "a"]),
        (
            {
                "strategy/people/bob.md": "---\ntitle: Bob\n---\n",
                "strategy/policies/p.md": "---\ntitle: P\napprovers: [bob]\n---\n",
                "plan/a.md": "---\ntitle: A\ngoals: [stay]\nstart: 2026-10-01\nstatus: published\npublished: 2026-10-01\n---\n",
            },
            ["rename", "bob", "robert"],
        ),
    ],
)
def test_what_was_wrong_before_holds_nothing_back(root: Path, change: dict[str, str], command: list[str]) -> None:
    """A finding is the same one with another title, day or id in it."""
    write_playbook(root, {**FILES, **change})
    said = CliRunner().invoke(main, [command[0], "--today=2026-11-22", *command[1:]])
    assert said.exit_code == 0, said.output
    again = CliRunner().invoke(main, ["set", "--today=2026-11-22", "owner=nobody-known", "strategy/goals/stay.md"])
    assert again.exit_code == 1, again.output


MANY = """\
---
title: A
goals: [stay]
start: 2027-02-12
deadlines:
  # legal
  draft: -3d  # Ana
  review: {on: -1d, done: false}
  legal: {date: -9d}
results: {trials: 1} # so far
tags: [
  a, # first
  b
]
---
Text
"""


@pytest.mark.parametrize(
    ("arguments", "old", "new"),
    [
        (
            ["deadlines={draft: -4d, review: {on: -1d, done: 'false'}, legal: {date: -9d}}"],
            "draft: -3d ",
            "draft: -4d ",
        ),
        (["deadlines.draft=-4d"], "draft: -3d ", "draft: -4d "),
        (["deadlines.review.done=true"], "done: false", "done: true"),
        (["deadlines.brief=-14d"], "{date: -9d}\n", "{date: -9d}\n  brief: -14d\n"),
        (["deadlines.review.date=-2d"], "{on: -1d", "{on: -2d"),
        (["deadlines.legal.on=-2d"], "date: -9d", "date: -2d"),
        (["deadlines.legal.date=-2d", "deadlines.legal.done=true"], "{date: -9d}", "{date: -2d, done: true}"),
        (["deadlines.date=-2d"], "legal: {date: -9d}\n", "legal: {date: -9d}\n  date: -2d\n"),
        (["deadlines.draft="], "  draft: -3d  # Ana\n", ""),
        (["results.grow=2"], "{trials: 1}", "{trials: 1, grow: 2}"),
        (["tags-=b"], "  b\n]", "]"),
        (["tags-=a"], "  a, # first\n  b", "  b"),
        (["tags+=c"], "  b\n]", "  b, c\n]"),
    ],
)
def test_parts_and_what_stands_beside_them(root: Path, arguments: list[str], old: str, new: str) -> None:
    """Comments of what stays stay, and so does all that isn't asked for."""
    (root / "strategy/kpis").mkdir()
    for name in ("trials", "grow"):
        (root / f"strategy/kpis/{name}.md").write_text(f"---\ntitle: {name}\n---\n")
    (root / "plan/many.md").write_text(MANY)
    said = put(*arguments, "many", "--force")
    assert said.exit_code == 0, said.output
    assert (root / "plan/many.md").read_text() == MANY.replace(old, new)


@pytest.mark.parametrize(
    "wanted", ["title.x=1", "deadlines.draft.on=-4d", "deadlines.review=-4d", "deadlines.draft+=1"]
)
def test_parts_that_there_are_not(root: Path, wanted: str) -> None:
    """One line, and no byte changes."""
    (root / "plan/many.md").write_text(MANY)
    said = put(wanted, "many", "--force")
    assert (said.exit_code, (root / "plan/many.md").read_text()) == (2, MANY)
    assert said.stderr.startswith("gameplan: plan/many.md: ")


def test_a_page_by_its_kind_and_id(root: Path) -> None:
    """As references name it, and as the check tells people to write it."""
    assert put("summary=x", "goal:stay").exit_code == 0
    assert "summary: x" in (root / "strategy/goals/stay.md").read_text()
    assert put("summary=x", "goal:nix").exit_code == 2


def test_a_time_that_ends_before_it_begins(root: Path) -> None:
    """It takes nothing, and that is said."""
    assert root.exists()
    said = put("status=planned", "--from=2027-03-01", "--to=2027-02-01")
    assert said.exit_code == 2
    assert "swap the two" in said.stderr
