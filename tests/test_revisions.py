"""Stamps and sequences: a change that subscribers see moves them, and no other does."""

from __future__ import annotations

import random
import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import gameplan
from builds import in_child
from casefile import TODAY
from gameplan.history.commits import read_history
from gameplan.history.missing import ShallowClone, UnreadableHistory
from gameplan.model.revisions import Revisions
from gameplan.pipeline import run
from gameplan.publish.ics.components import EPOCH
from gameplan.revisions import MAX_CHANGES, revisions
from gameplan.revisions.timeline import worktree
from gameplan.settings import load_settings
from repository import ISOLATED, Files, Repository, day

if TYPE_CHECKING:
    from datetime import datetime

CONFIG = "mkdocs.yml"
LAUNCH = "plan/launch.md"
SITE = """\
site_name: Playbook
site_url: https://plan.example.org/
docs_dir: strategy
theme: {name: material}
nav: [index.md]
plugins:
  - search
  - gameplan:
      timezone: Europe/Berlin
      fail_on: never
      kinds: {offer: {}}
"""
ENTRY = """\
---
title: Launch
goals: [grow]
owner: ana
contributors: [ben]
channels: [blog]
audiences: [fay]
stage: founding/try
campaign: spring
depends_on: [draft]
offers: [trial]
kpis: [leads]
status: planned
start: 2026-03-02 09:30
deadlines: {text: 2026-02-20, film: {on: 2026-02-22, owner: cem}}
review_by: 2026-06-01
effort: 2d
tags: [new]
---

It shows [[Fay|keep]] the way of [[keep]] things. Then a second sentence.

- [ ] A task
"""
REST = "strategy/policies/rest.md"
PAGES: Files = {
    CONFIG: SITE,
    LAUNCH: ENTRY.replace("[[Fay|keep]] ", ""),
    "plan/draft.md": "---\ntitle: Draft\ngoals: [keep]\nstart: 2026-02-10\n---\n",
    "plan/spring.md": "---\ntitle: Spring\ngoals: [keep]\nstart: 2026-02-10\nend: 2026-04-10\n---\n",
    "strategy/index.md": "---\ntitle: Playbook\n---\n\nThe mission.\n",
    "strategy/goals/area.md": "---\ntitle: Area\n---\n",
    "strategy/goals/grow.md": "---\ntitle: Grow\nparent: area\nend: 2026-12-31\n---\n\nBody.\n",
    "strategy/goals/keep.md": "---\ntitle: Keep\n---\n",
    "strategy/goals/none.md": "---\ntitle: None\n---\n",
    "strategy/people/ana.md": "---\ntitle: Ana\n---\n",
    "strategy/people/ben.md": "---\ntitle: Ben\n---\n",
    "strategy/people/cem.md": "---\ntitle: Cem\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    "strategy/audiences/fay.md": "---\ntitle: Fay\n---\n",
    "strategy/journeys/founding.md": "---\ntitle: Founding\nstages: [{id: try, title: Try}]\n---\n",
    "strategy/offers/trial.md": "---\ntitle: Trial\n---\n",
    "strategy/kpis/leads.md": "---\ntitle: Leads\n---\n",
    REST: "---\ntitle: Rest\nblackouts: [{start: 2026-12-24, end: 2026-12-31, reason: Closed}]\n---\n\nBody.\n",
}


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of whoever runs the tests, and no date but the commits'."""
    for name, value in ISOLATED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository whose first commit holds `PAGES`."""
    made = Repository(tmp_path / "playbook")
    made.commit(PAGES, day(0))
    return made


def known(repository: Repository) -> Revisions:
    """What history knows of the playbook as it lies on disk."""
    settings = load_settings(repository.root)
    playbook = run(repository.root, settings.options, TODAY).playbook
    return revisions(playbook, repository.root, settings.options, CONFIG)


def moved(found: Revisions, since: datetime) -> set[str]:
    """The pages with a stamp since a time, by their files' names."""
    return {path.rpartition("/")[2][:-3] for path, one in found.pages.items() if one.modified >= since}


def edited(path: str, old: str, new: str) -> Files:
    """A page of `PAGES` with some text replaced."""
    text = PAGES[path]
    assert isinstance(text, str)
    assert old in text
    return {path: text.replace(old, new)}


class Edit(NamedTuple):
    """A second commit, and what it moves."""

    files: Files
    moved: str = ""
    """The names of the pages whose stamps move."""
    counted: str = ""
    """The launch's facets that are counted."""


ALL = " ".join(path.rpartition("/")[2][:-3] for path in PAGES if path.endswith(".md"))
EDITS = {
    "a typo in a body": Edit(edited(LAUNCH, "second sentence", "sentence")),
    "a task is done": Edit(edited(LAUNCH, "[ ]", "[x]")),
    "the sentence that stands for a summary": Edit(edited(LAUNCH, "It shows", "This shows"), "launch"),
    "a title": Edit(edited(LAUNCH, "title: Launch", "title: Start"), "launch"),
    "a day": Edit(edited(LAUNCH, "03-02", "03-03"), "launch", "event todo"),
    "an hour": Edit(edited(LAUNCH, "09:30", "10:30"), "launch", "event"),
    "a zone": Edit(edited(LAUNCH, "effort: 2d", "timezone: Asia/Tokyo"), "launch", "event"),
    "a recurrence": Edit(edited(LAUNCH, "effort: 2d", "repeat: {every: week, count: 3}"), "launch", "event todo"),
    "a window": Edit(edited(LAUNCH, "2026-03-02 09:30", "2026-Q1"), "launch", "event todo"),
    "a status of another stage": Edit(edited(LAUNCH, "status: planned", "status: approved"), "launch", "event todo"),
    "a status that only people tell apart": Edit(edited(LAUNCH, "status: planned", "status: on-hold"), "launch"),
    "a spelling": Edit(edited(LAUNCH, "status: planned", "status: todo")),
    "an effort": Edit(edited(LAUNCH, "effort: 2d", "effort: 3d")),
    "a KPI": Edit(edited(LAUNCH, "kpis: [leads]\n", "")),
    "a tag": Edit(edited(LAUNCH, "[new]", "[old]"), "launch"),
    "a deadline": Edit(edited(LAUNCH, "02-20", "02-21"), "launch", "deadline/text"),
    "a deadline is done": Edit(edited(LAUNCH, "owner: cem", "owner: cem, done: true"), "launch", "deadline/film"),
    "a deadline's owner": Edit(edited(LAUNCH, "owner: cem", "owner: ben"), "launch"),
    "a deadline is gone": Edit(edited(LAUNCH, "text: 2026-02-20, ", ""), "launch", "deadline/text"),
    "a review": Edit(edited(LAUNCH, "06-01", "06-02"), "launch", "review"),
    "the last of some quiet days": Edit(edited(REST, "12-31", "12-30"), "rest"),
    "why days are quiet": Edit(edited(REST, "Closed", "Holidays"), "rest"),
    "what a policy says": Edit(edited(REST, "Body.", "Another body.")),
    "a line's end": Edit({LAUNCH: str(PAGES[LAUNCH]).replace("\n", "\r\n")}),
    "a broken page": Edit({LAUNCH: "---\ntitle: [\n---\n"}),
    "an unrelated page": Edit(edited("strategy/goals/none.md", "title: None", "title: Nothing"), "none"),
    "the mission": Edit(edited("strategy/index.md", "The mission.", "Another mission.")),
    "a goal's title": Edit(edited("strategy/goals/grow.md", "title: Grow", "title: Rise"), "grow launch"),
    "a goal's body": Edit(edited("strategy/goals/grow.md", "Body.", "Another body."), "grow"),
    "a goal's end": Edit(edited("strategy/goals/grow.md", "12-31", "11-30"), "grow"),
    "a goal that is hidden": Edit(
        edited("strategy/goals/grow.md", "---\n\n", "visibility: internal\n---\n\n"), "grow launch"
    ),
    "a goal of another area": Edit(edited("strategy/goals/grow.md", "parent: area", "parent: keep"), "grow launch"),
    "an area's title": Edit(edited("strategy/goals/area.md", "title: Area", "title: Field"), "area"),
    "a mentioned goal": Edit(
        edited("strategy/goals/keep.md", "title: Keep", "title: Hold"), "keep launch draft spring"
    ),
    "an owner": Edit(edited("strategy/people/ana.md", "title: Ana", "title: Anna"), "ana launch"),
    "a contributor": Edit(edited("strategy/people/ben.md", "title: Ben", "title: Benno"), "ben launch"),
    "the owner of a deadline": Edit(edited("strategy/people/cem.md", "title: Cem", "title: Ceyda"), "cem launch"),
    "a channel": Edit(edited("strategy/channels/blog.md", "title: Blog", "title: Log"), "blog launch"),
    "an audience": Edit(edited("strategy/audiences/fay.md", "title: Fay", "title: Faye"), "fay launch"),
    "a journey's stage": Edit(edited("strategy/journeys/founding.md", "title: Try", "title: Test"), "founding launch"),
    "what comes first": Edit(edited("plan/draft.md", "title: Draft", "title: Sketch"), "draft launch"),
    "what it is part of": Edit(edited("plan/spring.md", "title: Spring", "title: May"), "spring launch"),
    "a kind of the playbook's own": Edit(edited("strategy/offers/trial.md", "Trial", "Test"), "trial launch"),
    "a KPI's title": Edit(edited("strategy/kpis/leads.md", "title: Leads", "title: Signs"), "leads"),
    "a person without a page any more": Edit({"strategy/people/ana.md": None}, "launch"),
    "a goal that is deleted": Edit({"strategy/goals/grow.md": None}, "launch"),
    "an area that is deleted": Edit({"strategy/goals/area.md": None}, "grow keep none launch draft spring"),
    "an entry that is deleted": Edit({"plan/draft.md": None}, "launch"),
    "an offer that is deleted": Edit({"strategy/offers/trial.md": None}, "launch"),
    "a journey that is deleted": Edit({"strategy/journeys/founding.md": None}, "launch"),
    "a file is renamed": Edit({LAUNCH: None, "plan/deep/launch.md": PAGES[LAUNCH]}),
    "a file is renamed and retitled": Edit(
        {LAUNCH: None, "plan/deep/launch.md": str(PAGES[LAUNCH]).replace("title: Launch", "title: Start")}, "launch"
    ),
    "the theme": Edit(edited(CONFIG, "name: material", "name: mkdocs")),
    "the navigation": Edit(edited(CONFIG, "nav: [index.md]", "nav: [a.md]")),
    "another plugin": Edit(edited(CONFIG, "  - search\n", "")),
    "the site's name": Edit(edited(CONFIG, "site_name: Playbook", "site_name: Plan")),
    "a feed's name": Edit(
        edited(CONFIG, "fail_on: never", "fail_on: never\n      calendar: {title: Ours, refresh: 1d}")
    ),
    "a mark in titles": Edit(
        edited(CONFIG, "fail_on: never", "fail_on: never\n      calendar: {done_mark: true}"), ALL
    ),
    "another goal area": Edit(
        {"strategy/goals/b.md": "---\ntitle: B\n---\n"}, "b grow area keep none launch draft spring"
    ),
    "a rule": Edit(edited(CONFIG, "fail_on: never", "fail_on: error\n      rules: {non-goal: off}")),
    "the site's address": Edit(edited(CONFIG, "plan.example", "play.example"), ALL),
    "the addresses' form": Edit({CONFIG: f"{SITE}use_directory_urls: false\n"}, ALL),
    "the playbook's zone": Edit(edited(CONFIG, "Europe/Berlin", "Europe/Lisbon"), ALL, "event"),
    "a broken configuration": Edit({CONFIG: "a: [\n"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_moves_what_shows_it(repository: Repository, name: str) -> None:
    """Exactly the pages whose events show what was edited get a new stamp, and a sequence where dates or status changed."""
    edit = EDITS[name]
    repository.commit({path: data for path, data in edit.files.items() if name != "a broken configuration"}, day(1))
    if name == "a broken configuration":
        repository.commit({CONFIG: "a: [\n"}, day(2))
        repository.commit({CONFIG: SITE}, day(3))
    found = known(repository)
    assert moved(found, day(1)) - moved(found, day(4)) == set(edit.moved.split())
    for path, one in found.pages.items():
        assert one.created == (day(1) if path not in PAGES and name == "another goal area" else day(0))
        counted = {facet for facet, count in one.sequences.items() if count}
        if path.endswith("/launch.md"):
            assert counted == set(edit.counted.split())
        elif path == "strategy/goals/grow.md":
            assert counted == ({"end"} if name == "a goal's end" else set())
        elif path == REST:
            assert counted == ({"quiet/2026-12-24"} if name == "the last of some quiet days" else set())
        else:
            assert not counted


def test_first_commit(repository: Repository) -> None:
    """All is of the first commit, and nothing has been counted."""
    found = known(repository)
    assert moved(found, day(0)) == set(ALL.split())
    assert found.latest == day(0)
    launch = found.pages[LAUNCH]
    assert launch.created == launch.modified == day(0)
    assert launch.sequences == {"event": 0, "todo": 0, "review": 0, "deadline/text": 0, "deadline/film": 0}
    assert found.pages["strategy/goals/grow.md"].sequences == {"end": 0}
    assert {change.what for change in found.changes} == {"added"}
    assert found.removed == ()


def test_no_stamp_is_older_than_the_form_of_events(tmp_path: Path) -> None:
    """When the form of events changed, all of them did."""
    repository = Repository(tmp_path / "old")
    repository.commit(PAGES, 1_000_000_000)
    found = known(repository).pages[LAUNCH]
    assert found.modified == EPOCH
    assert found.created is not None
    assert found.created < EPOCH


def commits(repository: Repository, *texts: str | None, path: str = LAUNCH, first: int = 1) -> Revisions:
    """What is known after one commit a day of a page's versions."""
    for number, text in enumerate(texts, first):
        repository.commit({path: text}, day(number))
    return known(repository)


def entry(more: str, body: str = "", title: str = "Launch") -> str:
    """An entry's page."""
    return f"---\ntitle: {title}\ngoals: [keep]\n{more}---\n{body}"


@pytest.mark.parametrize(
    ("versions", "sequence", "modified"),
    [
        (("start: 2026-03-01\n", "start: 2026-03-02\n"), 1, 2),
        (("start: 2026-03-01\n", "start: 2026-03-02\n", "start: 2026-03-01\n"), 2, 3),
        (("start: 2026-03-01\n", "start: 2026-03-01\nend: 2026-03-01\n"), 0, 1),
        (("start: 2026-03-01\nstatus: idea\n", "start: 2026-03-01\nstatus: planned\n"), 0, 2),
        (("start: 2026-03-01\n", "start: 2026-03-01\nstatus: cancelled\n"), 1, 2),
        (("start: 2026-03-01\n", None, "start: 2026-03-01\n"), 2, 3),
        (("start: 2026-03-01\n", None, None, "start: 2026-03-02\n"), 2, 4),
        (("start: 2026-03-01\n", "start: [\n", "start: 2026-03-01\n"), 0, 1),
        (("start: 2026-03-01\n", "start: [\n", "start: 2026-03-02\n"), 1, 3),
        (("", "start: 2026-03-01\n", "start: 2026-03-02\n"), 1, 3),
        (("start: 2026-Q1\n", "start: 2026-Q2\n"), 1, 2),
        (("start: 2026-03-01\nvisibility: draft\n", "start: 2026-03-01\n"), 0, 2),
    ],
)
def test_sequences(repository: Repository, versions: tuple[str | None, ...], sequence: int, modified: int) -> None:
    """Each change of dates or of STATUS counts once; that a page goes and comes back are two; what was broken never was."""
    path = "plan/new.md"
    for number, more in enumerate(versions, 1):
        if more is not None or (repository.root / path).exists():
            repository.commit({path: None if more is None else entry(more)}, day(number))
    found = known(repository).pages[path]
    assert found.sequences["event"] == sequence
    assert found.modified == day(modified)
    assert found.created == day(1)


OWN = """\
      fields:
        entry:
          region: {type: choice, of: [emea, na], category: true}
          tier: {type: choice, of: [gold, tin]}
          secret: {type: choice, of: [a, b], category: true, visibility: internal}
          rival: {type: ref, kind: offer, category: true}
          twin: {type: ref, kind: offer}
          looked: {type: day, review: 90d}
          seen: {type: day, review: 90d, visibility: internal}
"""
OWN_SAID = "region: emea\ntier: gold\nsecret: a\nrival: trial\ntwin: trial\nlooked: 2026-02-01\nseen: 2026-02-01\n"


@pytest.mark.parametrize(
    ("old", "new", "moves", "sequence"),
    [
        ("region: emea", "region: na", True, 0),
        ("rival: trial", "rival: other", True, 0),
        ("looked: 2026-02-01", "looked: 2026-02-08", True, 1),
        ("tier: gold", "tier: tin", False, 0),
        ("twin: trial", "twin: other", False, 0),
        ("secret: a", "secret: b", False, 0),
        ("seen: 2026-02-01", "seen: 2026-02-08", False, 0),
    ],
)
def test_fields_of_ones_own(repository: Repository, old: str, new: str, moves: bool, sequence: int) -> None:  # noqa: FBT001 - a row's value
    """A stamp moves with what an event shows of them: categories, and days to look again; with nothing that it doesn't."""
    entry = ENTRY.replace("status: planned\n", f"status: planned\n{OWN_SAID}")
    other = {"strategy/offers/other.md": "---\ntitle: Other\n---\n"}
    repository.commit({CONFIG: SITE + OWN, LAUNCH: entry, **other}, day(5))
    repository.commit({LAUNCH: entry.replace(old, new)}, day(9))
    found = known(repository)
    assert ("launch" in moved(found, day(9))) == moves
    assert found.pages[LAUNCH].sequences.get("review/looked") == sequence
    assert "review/seen" not in found.pages[LAUNCH].sequences


def test_what_a_reference_of_ones_own_shows(repository: Repository) -> None:
    """The title of a page that is a category moves the entry; that of one that isn't doesn't. So do the options that decide it."""
    entry = ENTRY.replace("status: planned\n", "status: planned\nrival: other\n").replace(
        "offers: [trial]\n", "twin: trial\n"
    )
    other = {"strategy/offers/other.md": "---\ntitle: Other\n---\n"}
    repository.commit({CONFIG: SITE + OWN, LAUNCH: entry, **other}, day(5))
    repository.commit({"strategy/offers/trial.md": "---\ntitle: Test\n---\n"}, day(6))
    assert "launch" not in moved(known(repository), day(6))
    repository.commit({"strategy/offers/other.md": "---\ntitle: Others\n---\n"}, day(7))
    assert "launch" in moved(known(repository), day(7))
    repository.commit({CONFIG: SITE + OWN.replace("tier: {", "tier: {label: Tier, ")}, day(8))
    assert not moved(known(repository), day(8))
    repository.commit({CONFIG: SITE + OWN.replace("of: [gold, tin]", "of: [gold, tin], category: true")}, day(9))
    assert "launch" in moved(known(repository), day(9))


def test_a_renamed_id_goes_on_by_its_alias(repository: Repository) -> None:
    """An entry that says which id it had keeps its history, whatever its file is called; none is told as removed."""
    text = entry("start: 2026-03-01\n")
    repository.commit({"plan/one.md": text}, day(1))
    repository.commit({"plan/one.md": text.replace("03-01", "03-02")}, day(2))
    new = text.replace("03-01", "03-02").replace("---\ntitle", "---\naliases: [one]\ntitle")
    repository.commit({"plan/one.md": None, "plan/two.md": new}, day(3))
    found = known(repository)
    assert found.pages["plan/two.md"].sequences["event"] == 1
    assert found.pages["plan/two.md"].created == day(1)
    assert found.pages["plan/two.md"].modified == day(3)
    assert found.removed == ()


def test_an_entry_that_takes_in_another_keeps_its_own_history(repository: Repository) -> None:
    """While both were there, each had dates of its own."""
    kept = entry("start: 2026-03-02\n")
    repository.commit({"plan/a.md": entry("start: 2026-03-01\n"), "plan/b.md": kept}, day(1))
    repository.commit({"plan/a.md": None, "plan/b.md": kept.replace("---\ntitle", "---\naliases: [a]\ntitle")}, day(2))
    found = known(repository)
    assert (found.pages["plan/b.md"].sequences["event"], found.removed) == (0, ())


def test_an_id_stays_when_two_files_change_places(repository: Repository) -> None:
    """Identity is the id: what one file held and another one holds now is the same entry."""
    one, two = (entry(f"id: {name}\nstart: 2026-03-0{number}\n") for number, name in enumerate(("one", "two"), 1))
    repository.commit({"plan/a.md": one, "plan/b.md": two}, day(1))
    repository.commit({"plan/a.md": two, "plan/b.md": one}, day(2))
    found = known(repository)
    assert moved(found, day(2)) == set()
    assert {found.pages[f"plan/{name}.md"].sequences["event"] for name in "ab"} == {0}


def test_a_folder_of_the_plan_is_renamed(repository: Repository) -> None:
    """Older versions are read where the options of their time said that the plan was."""
    repository.commit({LAUNCH: str(PAGES[LAUNCH]).replace("03-02", "03-03")}, day(1))
    moves: Files = {path.replace("plan/", "work/"): PAGES[path] for path in PAGES if path.startswith("plan/")}
    moves |= {path: None for path in PAGES if path.startswith("plan/")}
    repository.commit({**moves, CONFIG: SITE.replace("fail_on: never", "plan_dir: work")}, day(2))
    found = known(repository)
    assert found.pages["work/launch.md"].sequences["event"] == 2
    assert found.pages["work/launch.md"].created == day(0)
    assert found.removed == ()


def test_a_status_of_the_playbook_s_own_is_read_as_it_was(repository: Repository) -> None:
    """That a status is gone, or means something else, does not rewrite what was published."""
    own = SITE.replace("fail_on: never", "statuses: {frozen: {stage: %s}}")
    repository.commit({CONFIG: own % "held", LAUNCH: entry("start: 2026-03-01\nstatus: frozen\n")}, day(1))
    assert known(repository).pages[LAUNCH].sequences["event"] == 1  # The day.
    repository.commit({CONFIG: own % "scheduled"}, day(2))
    assert known(repository).pages[LAUNCH].sequences["event"] == 2
    repository.commit({CONFIG: own % "held"}, day(3))
    assert known(repository).pages[LAUNCH].sequences["event"] == 3
    repository.commit({CONFIG: SITE, LAUNCH: entry("start: 2026-03-01\nstatus: on-hold\n")}, day(4))
    assert known(repository).pages[LAUNCH].sequences["event"] == 3


def test_a_merged_branch_counts_when_it_is_merged(repository: Repository) -> None:
    """Commits of a branch are older than the mainline's, and were published with the merge."""
    change = str(PAGES[LAUNCH]).replace("03-02", "03-05")
    repository.commit({LAUNCH: change.replace("03-05", "03-04")}, day(1), branch="feature")
    repository.commit({LAUNCH: change}, day(2), branch="feature")
    repository.commit(edited("plan/draft.md", "02-10", "02-11"), day(5))
    repository.commit({LAUNCH: change}, day(6), merge="feature")
    found = known(repository)
    assert (found.pages[LAUNCH].modified, found.pages[LAUNCH].sequences["event"]) == (day(6), 1)
    assert [(change.what, change.when) for change in found.changes[:2]] == [("moved", day(6)), ("moved", day(5))]


def test_a_clock_that_goes_back_lets_no_stamp_fall(repository: Repository) -> None:
    """A commit on a machine whose clock is wrong is later than the one before all the same."""
    repository.commit(edited(LAUNCH, "03-02", "03-03"), day(5))
    repository.commit(edited(LAUNCH, "03-02", "03-04"), day(1))
    assert known(repository).pages[LAUNCH].modified == day(5) + timedelta(seconds=1)


def test_uncommitted_changes_are_one_more_version(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on disk counts as committed at the newest commit's time, or at `SOURCE_DATE_EPOCH`; what shows nothing doesn't."""
    repository.commit({"README.md": "x"}, day(3))
    repository.write(edited(LAUNCH, "03-02", "03-03"))
    repository.write(edited("strategy/goals/none.md", "title: None\n", "title: None\nbudget: 3000\n"))
    found = known(repository)
    assert moved(found, day(1)) == {"launch"}
    assert (found.pages[LAUNCH].modified, found.pages[LAUNCH].sequences["event"]) == (day(3), 1)
    assert found.latest == day(3)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day(9).timestamp())))
    assert known(repository).pages[LAUNCH].modified == day(9)
    repository.write({CONFIG: SITE.replace("plan.example", "play.example")})
    assert moved(known(repository), day(9)) == set(ALL.split())
    for nonsense in ("", "x", "1" * 30, "-5", str(int(day(1).timestamp()))):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", nonsense)
        assert known(repository).pages[LAUNCH].modified == day(3)


def test_line_ends_of_windows_are_no_change(repository: Repository) -> None:
    """A checkout in which Git writes them holds what was committed: nothing in it waits to be, and nothing moves."""
    before = known(repository)
    repository.write({path: str(text).replace("\n", "\r\n") for path, text in PAGES.items()})
    assert known(repository) == before
    settings = load_settings(repository.root)
    playbook = run(repository.root, settings.options, TODAY).playbook
    history = read_history(repository.root, CONFIG)
    assert history is not None
    assert worktree(history, playbook, repository.root, CONFIG).changed == {}
    repository.write({LAUNCH: str(PAGES[LAUNCH]).replace("\n", "\r\n").replace("Launch", "Start")})
    playbook = run(repository.root, settings.options, TODAY).playbook
    assert set(worktree(history, playbook, repository.root, CONFIG).changed) == {LAUNCH}


def test_untracked_and_missing_files(repository: Repository) -> None:
    """A page that was never committed has a stamp and no date of its making; one that is only missing on disk is removed."""
    repository.write({"plan/new.md": entry("start: 2026-03-01\n"), "plan/draft.md": None})
    found = known(repository)
    assert found.pages["plan/new.md"].created is None
    assert found.pages["plan/new.md"].modified == day(0)
    assert found.pages["plan/new.md"].sequences == {"event": 0, "todo": 0}
    assert [removed.entry.id for removed in found.removed] == ["draft"]
    repository.write({"plan/spring.md": "---\ntitle: [\n---\n"})
    assert [removed.entry.id for removed in known(repository).removed] == ["draft"]


def test_removed_entries(repository: Repository) -> None:
    """An entry that was deleted is told as it last was, with what it referred to and that still is; its removal is counted."""
    repository.commit(edited(LAUNCH, "03-02", "03-03"), day(1))
    repository.commit({LAUNCH: None, "strategy/people/ana.md": None}, day(2))
    (removed,) = known(repository).removed
    assert (removed.entry.title, str(removed.entry.schedule.first_day)) == ("Launch", "2026-03-03")
    assert (removed.removed, removed.revision.modified, removed.revision.created) == (day(2), day(2), day(0))
    assert removed.revision.sequences["event"] == 2
    assert removed.targets["goals"] == ("strategy/goals/grow.md",)
    assert removed.targets["stage"] == ("strategy/journeys/founding.md",)
    assert "owner" not in removed.targets


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("start: 2026-03-01\n", True),
        ("start: 2026-Q1\n", True),
        ("", False),
        ("start: TBD\n", False),
        ("start: 2026-03-01\nstatus: cancelled\n", False),
        ("start: 2026-03-01\nvisibility: internal\n", False),
        ("start: 2026-03-01\nvisibility: draft\n", False),
    ],
)
def test_which_removed_entries_are_told(repository: Repository, more: str, told: bool) -> None:  # noqa: FBT001 - a row's value
    """Those that were in the public's calendar and were still to happen."""
    found = commits(repository, entry(more), None, path="plan/new.md")
    assert [removed.entry.id for removed in found.removed] == (["new"] if told else [])


def test_removals_are_forgotten(repository: Repository) -> None:
    """What was removed long before the newest commit is told no more; the newest comes first."""
    repository.commit({"plan/draft.md": None}, day(1))
    repository.commit({"plan/spring.md": None}, day(2))
    assert [removed.entry.id for removed in known(repository).removed] == ["spring", "draft"]
    repository.commit({"README.md": "x"}, day(2) + timedelta(days=400))
    assert [removed.entry.id for removed in known(repository).removed] == ["spring"]


def test_removals_are_known_as_long_as_feeds_keep_them(repository: Repository) -> None:
    """Whoever asks for two years has them, and no day more."""
    repository.commit({CONFIG: f"{SITE}      calendar: {{cancelled: 730d}}\n"}, day(0))
    repository.commit({"plan/draft.md": None}, day(1))
    repository.commit({"README.md": "x"}, day(1) + timedelta(days=730))
    assert [removed.entry.id for removed in known(repository).removed] == ["draft"]
    repository.commit({"README.md": "y"}, day(1) + timedelta(days=731))
    assert known(repository).removed == ()


def test_a_page_tells_its_last_five_changes(repository: Repository) -> None:
    """The newest first."""
    found = commits(repository, *(entry(f"start: 2026-03-0{number}\n") for number in range(1, 8)), path="plan/new.md")
    assert [(each.before[-1:], each.after[-1:]) for each in found.pages["plan/new.md"].changes] == [
        *(("6", "7"), ("5", "6"), ("4", "5"), ("3", "4"), ("2", "3")),
    ]


def test_an_entry_that_comes_back_was_not_removed(repository: Repository) -> None:
    """Neither is one whose id another file has."""
    repository.commit({LAUNCH: None}, day(1))
    repository.commit({"plan/again.md": str(PAGES[LAUNCH]).replace("---\ntitle", "---\nid: launch\ntitle")}, day(2))
    assert known(repository).removed == ()


def test_changes(repository: Repository) -> None:
    """What happened to public entries, newest first, by their present names."""
    found = commits(
        repository,
        entry("start: 2026-03-01\n", title="Old"),
        entry("start: 2026-Q2\nstatus: approved\n", title="Old"),
        entry("start: 2026-Q2\nstatus: approved\n", "More.\n"),
        None,
        path="plan/new.md",
    )
    assert [
        (change.when, change.what, change.before, change.after) for change in found.changes if change.id == "new"
    ] == [
        (day(4), "removed", "2026-Q2", ""),
        (day(2), "moved", "2026-03-01", "2026-Q2"),
        (day(2), "status", "planned", "approved"),
        (day(1), "added", "", "2026-03-01"),
    ]
    assert {(change.title, change.path) for change in found.changes if change.id == "new"} == {
        ("Launch", "plan/new.md")
    }
    assert [change.when for change in found.changes] == sorted((c.when for c in found.changes), reverse=True)


HIDDEN = ("internal", "draft")


REFERRED = {
    "strategy/goals/grow.md": "goal",
    "strategy/goals/keep.md": "mention",
    "strategy/people/ana.md": "owner",
    "strategy/people/ben.md": "contributor",
    "strategy/people/cem.md": "owner of a deadline",
    "strategy/channels/blog.md": "channel",
    "strategy/audiences/fay.md": "audience",
    "strategy/journeys/founding.md": "journey",
    "strategy/offers/trial.md": "kind of one's own",
    "plan/draft.md": "dependency",
    "plan/spring.md": "campaign",
}


def hidden_page(path: str, title: str) -> str:
    """A page of `PAGES`, hidden, with another title."""
    text = str(PAGES[path])
    found = re.search(r"^title: .*$", text, re.MULTILINE)
    assert found
    return text.replace(found[0], f"title: {title}\nvisibility: internal", 1)


@pytest.mark.parametrize("path", REFERRED, ids=REFERRED.get)
def test_edits_of_hidden_pages_move_nothing(repository: Repository, path: str) -> None:
    """What is hidden shows in no public event: its edits move none; that it is hidden, or no more, does; on an internal site all do."""
    repository.commit({path: hidden_page(path, "A")}, day(1))
    assert "launch" in moved(known(repository), day(1))
    repository.commit({path: hidden_page(path, "B").replace("parent: area", "parent: none")}, day(2))
    name = path.rpartition("/")[2][:-3]
    assert moved(known(repository), day(2)) == {name}
    assert known(repository).pages[LAUNCH].modified == day(1)
    settings = load_settings(repository.root)
    playbook = run(repository.root, settings.options, TODAY).playbook
    options = settings.options.model_copy(update={"internal": True})
    assert revisions(playbook, repository.root, options, CONFIG).pages[LAUNCH].modified == day(2)
    repository.commit({path: str(PAGES[path])}, day(3))
    assert known(repository).pages[LAUNCH].modified == day(3)


@pytest.mark.parametrize("path", REFERRED, ids=REFERRED.get)
def test_a_hidden_page_that_is_deleted(repository: Repository, path: str) -> None:
    """Only of a person something shows, which is that there is somebody; and no stamp falls."""
    repository.commit({path: hidden_page(path, "A")}, day(1))
    repository.commit({path: None}, day(2))
    person = path.startswith("strategy/people/")
    assert known(repository).pages[LAUNCH].modified >= (day(2) if person else day(0))
    stayed = known(repository).pages[LAUNCH].modified
    assert stayed == (day(2) if person else day(1))


def test_a_goal_between_that_is_hidden(repository: Repository) -> None:
    """Its parts become goal areas of their own, so that the colours of all change."""
    repository.commit({"strategy/goals/part.md": "---\ntitle: Part\nparent: grow\n---\n"}, day(1))
    repository.commit({"strategy/goals/grow.md": hidden_page("strategy/goals/grow.md", "A")}, day(2))
    assert moved(known(repository), day(2)) >= {"part", "area", "keep", "none", "launch"}
    repository.commit({"strategy/goals/grow.md": hidden_page("strategy/goals/grow.md", "B")}, day(3))
    assert moved(known(repository), day(3)) == {"grow"}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_changes_tell_nothing_that_is_hidden(repository: Repository, hidden: str) -> None:
    """Nothing of an entry that is hidden now or was when it was deleted; nothing that was when it was hidden."""
    secret, public = entry(f"start: 2027-01-01\nvisibility: {hidden}\n"), entry("start: 2026-03-01\n")
    repository.commit({"plan/always.md": secret, "plan/was.md": secret, "plan/is.md": public}, day(1))
    repository.commit({"plan/was.md": public, "plan/is.md": secret, "plan/gone.md": public}, day(2))
    repository.commit({"plan/gone.md": secret}, day(3))
    repository.commit({"plan/gone.md": None}, day(4))
    found = known(repository)
    assert [(change.id, change.what, change.when) for change in found.changes if change.when > day(0)] == [
        ("was", "added", day(2))
    ]
    assert "2027" not in repr(found.changes)
    assert found.removed == ()


def test_changes_are_not_without_end(tmp_path: Path) -> None:
    """The newest few hundred are enough."""
    repository = Repository(tmp_path / "many")
    many: Files = {f"plan/e{number}.md": entry("start: 2026-03-01\n") for number in range(MAX_CHANGES + 1)}
    repository.commit({**PAGES, **many}, day(0))
    assert len(known(repository).changes) == MAX_CHANGES


def test_without_history(tmp_path: Path) -> None:
    """Nothing is known, and nothing fails."""
    repository = Repository(tmp_path / "playbook")
    repository.write(PAGES)
    assert known(repository) == Revisions()
    repository.commit({"README.txt": "a repository of something else"}, day(0))
    assert known(repository) == Revisions()


def test_a_history_that_git_does_not_read_is_refused(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """All stamps would stand still, also without a Git: that it can't be asked doesn't mean that there is none."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableHistory):
        known(repository)
    monkeypatch.undo()
    (repository.root / ".git" / "HEAD").write_text("nonsense")
    with pytest.raises(UnreadableHistory):
        known(repository)


def test_a_shallow_clone_is_refused(repository: Repository, tmp_path: Path) -> None:
    """Its stamps would all be of one commit."""
    repository.commit({"README.md": "x"}, day(1))
    clone = Repository(tmp_path / "clone")
    clone.git("fetch", "-q", "--depth=1", repository.root.as_uri(), "main")
    clone.git("reset", "-q", "--hard", "FETCH_HEAD")
    with pytest.raises(ShallowClone):
        known(clone)


def test_older_versions_are_read_once(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a site is served, a change on disk asks for no older version again, and is seen."""
    repository.commit(edited(LAUNCH, "03-02", "03-03"), day(1))
    repository.write(edited(LAUNCH, "03-02", "03-05"))
    assert known(repository) == known(repository)
    monkeypatch.setattr("gameplan.revisions.timeline.read_page", None)
    repository.write(edited(LAUNCH, "03-02", "03-04"))
    assert known(repository).pages[LAUNCH].sequences["event"] == 2


def test_a_playbook_without_older_versions_reads_none(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the work tree was read already."""
    monkeypatch.setattr("gameplan.revisions.timeline.read_page", None)
    assert moved(known(repository), day(0)) == set(ALL.split())


def test_a_playbook_within_a_repository(tmp_path: Path) -> None:
    """What lies beside the playbook is nobody's business."""
    repository = Repository(tmp_path / "all", "teams/one")
    repository.commit(PAGES, day(0))
    repository.commit(edited(LAUNCH, "03-02", "03-03"), day(1))
    found = known(repository)
    assert moved(found, day(1)) == {"launch"}
    assert found.pages[LAUNCH].created == day(0)


def test_files_that_are_no_pages_have_no_history(repository: Repository) -> None:
    """Neither hidden files nor those with hostile names, neither links nor pages beside the two folders."""
    text = entry("start: 2026-03-01\n")
    names = ("plan/.hidden.md", "plan/a\nb.md", "plan/con.md", "notes/a.md", "plan/link.md")
    repository.commit(dict.fromkeys(names, text), day(1), modes={"plan/link.md": "120000"})
    found = known(repository)
    assert moved(found, day(1)) == set()
    assert all(change.when == day(0) for change in found.changes)
    assert found.removed == ()


REPORT = """
import sys
from datetime import date
from pathlib import Path
from gameplan.pipeline import run
from gameplan.revisions import revisions
from gameplan.settings import load_settings
settings = load_settings(Path(sys.argv[1]))
found = revisions(run(settings.root, settings.options, date(2026, 11, 22)).playbook, settings.root, settings.options, "mkdocs.yml")
print(found.pages, found.changes, [(one.entry.id, one.revision) for one in found.removed])
"""


def test_every_machine_knows_the_same(repository: Repository) -> None:
    """Neither the zone, the language, nor the seed of hashes of a machine changes what is known."""
    repository.commit(edited(LAUNCH, "03-02", "03-03"), day(1))
    repository.commit({"plan/draft.md": None, "plan/spring.md": None}, day(2))
    command = [sys.executable, "-c", REPORT, str(repository.root)]
    ours = {"PYTHONPATH": str(Path(gameplan.__file__).parents[1])}
    one, other = (
        in_child(command, repository.root, environment | ours)
        for environment in (
            {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        )
    )
    assert one.code == 0, one.output
    assert one.output == other.output
    assert "2026, 2, 3" in one.output


@pytest.mark.parametrize("seed", range(2))
def test_nothing_ever_falls(repository: Repository, seed: int) -> None:
    """After whatever commits, every stamp and sequence is at least what it was; where none moved, no other page's did."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    edits = [edit.files for name, edit in EDITS.items() if name != "a broken configuration"]
    before = known(repository)
    for number in range(1, 15):
        files = chance.choice(edits) if chance.random() < 0.8 else PAGES
        present = {path: data for path, data in files.items() if data or (repository.root / path).exists()}
        repository.commit(present, day(chance.randrange(30)))
        after = known(repository)
        for path in before.pages.keys() & after.pages.keys():
            old, new = before.pages[path], after.pages[path]
            assert (new.modified, new.created) >= (old.modified, old.created), (number, path)
            for facet, count in old.sequences.items():
                assert new.sequences[facet] >= count, (number, path, facet)
        before = after
