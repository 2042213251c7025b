"""Who signs off whose work, by what Git says of commits: merges, squashes, addresses that tell nobody, and what must not be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from builds import MONEY, build, playbook
from casefile import BASE, TODAY, as_text, options_of
from gameplan.cli import main
from gameplan.diagnostics.emitters import FORMATS
from gameplan.history.authors import plain_address, read_authors
from gameplan.pipeline import run
from gameplan.revisions.past import past_of
from repository import ISOLATED, Repository, day

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "plan/base.md"
ANA, BEN, CEM = "ana@example.org", "ben@example.org", "cem@example.org"
PEOPLE = {
    "strategy/people/ana.md": f"---\ntitle: Ana Ortiz\nemail: {ANA}\n---\n",
    "strategy/people/ben.md": f"---\ntitle: Ben Adu\nemail: {BEN}\n---\n",
    "strategy/policies/sign-off.md": "---\ntitle: Sign-off\napprovers: [ana, ben]\n---\n",
}
SIGNED = "status: approved\napproved_by: ana\n"
OWN = "who made its last change on"
WRITTEN = "and that is in a change of 'Ben Adu' on"


def entry(said: str = "", text: str = "First.") -> str:
    """An entry with some more rows and a text."""
    return f"---\ntitle: Base\ngoals: [grow]\nstart: 2026-12-01\n{said}---\n{text}\n"


@pytest.fixture(autouse=True)
def isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of whoever runs the tests, and no repository around theirs."""
    for name, value in {**ISOLATED, "GIT_CEILING_DIRECTORIES": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A playbook with two people who sign off, and an entry that is Cem's."""
    made = Repository(tmp_path / "playbook")
    made.commit({**BASE, **PEOPLE, ENTRY: entry()}, day(0), authors=[CEM])
    return made


def found(repository: Repository) -> str:
    """What the check finds, with the history."""
    root = repository.root
    return as_text(run(root, options_of(root), TODAY, past=past_of))


def test_a_merge_is_the_work_of_its_branch(repository: Repository) -> None:
    """Who merges has not written anything: the branch's commits count."""
    repository.commit({ENTRY: entry(text="Second.")}, day(1), branch="draft", authors=[CEM])
    repository.commit({ENTRY: entry(text="Second.")}, day(2), merge="draft", authors=[ANA])
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(3), authors=[ANA])
    assert found(repository) == ""


def test_what_a_branch_brought_is_its_authors(repository: Repository) -> None:
    """Whoever merges it."""
    repository.commit({ENTRY: entry(text="Second.")}, day(1), branch="draft", authors=[ANA])
    repository.commit({ENTRY: entry(text="Second.")}, day(2), merge="draft", authors=[CEM])
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(3), authors=[CEM])
    assert f"warning[unapproved]: 'Base' is signed off by ana, {OWN} 2026-02-03" in found(repository)


def test_several_people_worked_on_a_branch(repository: Repository) -> None:
    """Then the change is nobody's alone: it isn't known what each of them did."""
    repository.commit({ENTRY: entry(text="Second.")}, day(1), branch="draft", authors=[CEM])
    repository.commit({ENTRY: entry("status: in-review\n", "Second.")}, day(2), branch="draft", authors=[ANA])
    repository.commit({ENTRY: entry("status: in-review\n", "Second.")}, day(3), merge="draft", authors=[BEN])
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(4), authors=[ANA])
    assert found(repository) == ""


def test_a_sign_off_on_a_branch(repository: Repository) -> None:
    """It is that of the branch's commit, whoever merges it, and whoever corrects a word after it."""
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(1), branch="draft", authors=[ANA])
    repository.commit({ENTRY: entry(SIGNED, "Third.")}, day(2), branch="draft", authors=[BEN])
    repository.commit({ENTRY: entry(SIGNED, "Third.")}, day(3), merge="draft", authors=[BEN])
    assert found(repository) == ""


def test_a_squash_names_its_co_authors(repository: Repository) -> None:
    """Whoever signed is known by the line that hosts write; without it, it is an info."""
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(1), authors=[BEN, "Ana@Example.org"])
    assert found(repository) == ""
    repository.commit({ENTRY: entry()}, day(2), authors=[CEM])
    repository.commit({ENTRY: entry(SIGNED, "Third.")}, day(3), authors=[BEN, CEM])
    assert f"info[unapproved]: 'Base' is signed off by ana, {WRITTEN} 2026-02-04" in found(repository)


def test_a_co_author_is_no_author(repository: Repository) -> None:
    """Whoever suggested a word in a review, and is named for it, may sign off."""
    repository.commit({ENTRY: entry(text="Second.")}, day(1), authors=[CEM, ANA])
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(2), authors=[ANA])
    assert found(repository) == ""


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("Ana@Example.org", "ana@example.org"),
        ("12345+ana@users.noreply.github.com", "ana@users.noreply.github.com"),
        ("1+2+ana@users.noreply.github.com", "2+ana@users.noreply.github.com"),
        ("12345+ana@example.org", "12345+ana@example.org"),
    ],
)
def test_addresses_of_one_person(address: str, other: str) -> None:
    """In whatever case of letters, and with or without the number that GitHub writes."""
    assert plain_address(address) == other


def test_an_address_that_tells_nobody(repository: Repository) -> None:
    """GitHub's own addresses are nobody's, unless a page says that they are."""
    hidden = "123+ana@users.noreply.github.com"
    repository.commit({ENTRY: entry(text="Second.")}, day(1), authors=[hidden])
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(2), authors=[hidden])
    assert found(repository) == ""
    repository.write(
        {"strategy/people/ana.md": PEOPLE["strategy/people/ana.md"].replace(ANA, hidden.partition("+")[2])}
    )
    assert OWN in found(repository)


def test_an_address_that_people_share(repository: Repository) -> None:
    """It is nobody's: it can't be told who it was."""
    repository.commit({ENTRY: entry(text="Second.")}, day(1), authors=[ANA])
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(2), authors=[ANA])
    assert OWN in found(repository)
    repository.write({"strategy/people/cem.md": f"---\ntitle: Cem\nemail: {ANA}\n---\n"})
    assert found(repository) == ""


def test_what_is_not_committed_is_nobodys(repository: Repository) -> None:
    """It is the last change, and Git doesn't say whose."""
    repository.commit({ENTRY: entry(text="Second.")}, day(1), authors=[ANA])
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(2), authors=[ANA])
    repository.write({ENTRY: entry(SIGNED, "Third.")})
    assert found(repository) == ""


def test_a_renamed_file(repository: Repository) -> None:
    """Another name for a file is no change of what is in it."""
    repository.commit({ENTRY: entry(text="Second.")}, day(1), authors=[CEM])
    repository.commit({ENTRY: None, "plan/deep/base.md": entry(text="Second.")}, day(2), authors=[ANA])
    repository.commit({"plan/deep/base.md": entry(SIGNED, "Second.")}, day(3), authors=[ANA])
    assert found(repository) == ""


def test_an_entry_that_came_with_its_sign_off(repository: Repository) -> None:
    """As in an import: nothing is known of who did what."""
    repository.commit({"plan/new.md": entry(SIGNED).replace("Base", "New")}, day(1), authors=[ANA])
    assert found(repository) == ""


def test_keys_in_several_rows(repository: Repository) -> None:
    """How far an entry has come is no change of it, however it is typed."""
    more = 'deadlines:\n  draft:\n    on: 2026-11-30\n\n    done: true\nspent: 10 EUR\n"results": {\n  kpi: 1\n}\n'
    repository.commit({ENTRY: entry("deadlines:\n  draft: 2026-11-30\n")}, day(1), authors=[CEM])
    repository.commit({ENTRY: entry(more)}, day(2), authors=[ANA])
    repository.commit({ENTRY: entry(f"{more}approved_by:\n- ana\nstatus: approved\n")}, day(3), authors=[ANA])
    assert OWN not in found(repository)
    repository.commit(
        {ENTRY: entry(f"{more}approved_by:\n- ana\nstatus: approved\neffort: 3d\n")}, day(4), authors=[ANA]
    )
    assert OWN in found(repository)


def test_a_playbook_below_the_top_of_a_repository(tmp_path: Path) -> None:
    """Its files are known by the names that they have in the playbook, and others aren't read."""
    made = Repository(tmp_path / "top", "deep/[er]")
    made.commit({**BASE, **PEOPLE, ENTRY: entry(), "other/base.md": "x"}, day(0), authors=[CEM])
    made.commit({ENTRY: entry(text="Second.")}, day(1), authors=[ANA])
    made.commit({ENTRY: entry(SIGNED, "Second.")}, day(2), authors=[ANA])
    assert OWN in found(made)
    assert read_authors(made.root, "other").of(ENTRY, "", None, day(9)).all == frozenset()


def test_no_address_is_told(repository: Repository) -> None:
    """In no form of a finding; a person is named by their page."""
    repository.commit({ENTRY: entry(text="Second.")}, day(1), authors=[CEM])
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(2), authors=[BEN, "dora@example.org"])
    for form in FORMATS:
        arguments = ["check", "-C", str(repository.root), "--today", str(TODAY), "--format", form]
        said = CliRunner().invoke(main, arguments)
        assert WRITTEN in said.output.replace("\\u0027", "'").replace("&#x27;", "'")
        assert "@example" not in said.output


@pytest.mark.parametrize("hidden", ["", "visibility: internal\n"])
def test_a_site_tells_of_nobody_hidden(repository: Repository, hidden: str) -> None:
    """Its page of findings names whose change it was, unless that person's page is kept back."""
    repository.commit({ENTRY: entry(SIGNED, "Second.")}, day(2), authors=[BEN])
    ben = PEOPLE["strategy/people/ben.md"].replace("email", f"{hidden}email")
    site = build(
        playbook(
            repository.root,
            {**BASE, **PEOPLE, ENTRY: entry(SIGNED, "Second."), "strategy/people/ben.md": ben},
            options=MONEY,
        )
    )
    assert WRITTEN in found(repository)
    told = {name for name, data in site.items() if b"in a change of" in data}
    assert bool(told) is not bool(hidden)
    assert any(b"Ben Adu" in data for data in site.values()) is not bool(hidden)
    assert not any(CEM.encode() in data for data in site.values())


def test_two_who_are_hidden_are_not_one(tmp_path: Path) -> None:
    """A site that shows neither the owner nor the one who signed doesn't take them for each other; the check knows better."""
    files = {name: text.replace("email", "visibility: internal\nemail") for name, text in PEOPLE.items()}
    files[ENTRY] = entry(f"owner: ben\n{SIGNED}")
    own = {**files, ENTRY: entry(f"owner: ana\n{SIGNED}")}
    assert not any(b"their own work" in data for data in build(playbook(tmp_path / "two", {**BASE, **files})).values())
    root = playbook(tmp_path / "one", {**BASE, **own})
    assert "who owns it: nobody signs off their own work" in as_text(run(root, options_of(root), TODAY))
