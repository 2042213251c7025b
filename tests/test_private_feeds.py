"""Private feeds: a projection's, beside another site, at addresses that only who knows a secret can make; nothing names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from builds import BASE, build, build_in_child, contents, playbook, with_history
from gameplan.cli import main
from gameplan.private_feeds import private_uri
from gameplan.settings import OptionError, load_settings
from test_hidden import front

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SECRET = "a secret of twenty-nine letters"  # noqa: S105 - of tests
FILES: dict[str, str | bytes] = {
    "strategy/goals/rival.md": front(title="Buy the rival", visibility="internal"),
    "plan/talks.md": front(title="Talks in Porto", goals=["rival"], start="2026-12-04", visibility="internal"),
}
OPTIONS: Mapping[str, object] = {
    "projections": {"team": {"shows": ["internal"]}},
    "feeds": {"team": {"secret": "TEAM_FEED_KEY", "site": "https://team.example.org/"}},
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook whose team has private feeds, in an environment that has the secret."""
    monkeypatch.setenv("TEAM_FEED_KEY", SECRET)
    return playbook(tmp_path / "book", FILES, None, OPTIONS)


def private(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The private feeds of a site."""
    return {path: data for path, data in site.items() if path.startswith("private/")}


def test_they_are_there_and_nothing_names_them(root: Path) -> None:
    """The team's calendar is beside the public site, whole; no page, list, sitemap or other feed leads there."""
    site = build(root)
    found = private(site)
    team = found[private_uri(SECRET, "calendar.ics")]
    assert b"SUMMARY:Talks in Porto" in team
    assert b"https://team.example.org/plan/talks/" in team
    assert b"Talks in Porto" not in site["calendar.ics"]
    named = [path for path, data in site.items() if b"private/" in data or b"Talks in Porto" in data]
    assert {*named} <= {*found}
    assert all(re.fullmatch(r"private/[a-z2-7]{32}\.ics", path) for path in found)
    assert len(found) > 3


def test_identities_are_those_of_other_feeds(root: Path) -> None:
    """Who changes from one to the other keeps each event."""
    site = build(root)

    def uids(data: bytes) -> set[str]:
        return {str(event["UID"]) for event in Calendar.from_ical(data).walk("VEVENT")}

    assert uids(site["calendar.ics"]) < uids(site[private_uri(SECRET, "calendar.ics")])


def test_another_secret_is_another_address(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what became known can be changed; each feed has an address that tells nothing of the others'."""
    before = private(build(root))
    monkeypatch.setenv("TEAM_FEED_KEY", SECRET[::-1])
    after = private(build(root))
    assert not before.keys() & after.keys()
    assert sorted(before.values()) == sorted(after.values())


@pytest.mark.parametrize("secret", ["", "short"])
def test_without_a_secret_there_are_none(root: Path, secret: str) -> None:
    """It is said, and the site is built all the same; a secret that could be found by trying is none."""
    with_history(root)
    built = build_in_child(root, environment={"TEAM_FEED_KEY": secret})
    assert built.code == 0
    assert "the private feeds of team are not written" in built.output
    assert "TEAM_FEED_KEY of 16 letters or more" in built.output
    assert private(contents(root / "site")) == {}
    again = build_in_child(root, environment={"TEAM_FEED_KEY": SECRET})
    assert "private feeds of team are written" in again.output
    assert not re.search(r"private/[a-z2-7]{8}", again.output)
    assert private(contents(root / "site"))


def test_their_addresses_are_listed(root: Path) -> None:
    """For whoever has the secret, by the command that lists feeds."""
    done = CliRunner().invoke(main, ["feed", "--projection", "team", "--list", "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert f"{BASE}{private_uri(SECRET, 'calendar.ics')}" in done.stdout
    site = build(root)
    listed = {line.split()[0].removeprefix(BASE) for line in done.stdout.splitlines()}
    assert listed == {*private(site)}
    public = CliRunner().invoke(main, ["feed", "--list", "--root", str(root)])
    assert "private/" not in public.stdout


def test_render_writes_them_too(root: Path) -> None:
    """For other generators."""
    folder = root.parent / "out"
    done = CliRunner().invoke(main, ["render", str(folder), "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert private(contents(folder)).keys() == private(build(root)).keys()


def test_leaks_leaves_them_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it knows the secret; else they are what they look like."""
    with_history(root)
    build(root)
    done = CliRunner().invoke(main, ["leaks", str(root / "site"), "--root", str(root)])
    assert done.exit_code == 0, done.output
    monkeypatch.delenv("TEAM_FEED_KEY")
    done = CliRunner().invoke(main, ["leaks", str(root / "site"), "--root", str(root)])
    assert done.exit_code == 1
    assert "private/" in done.stdout


@pytest.mark.parametrize(
    ("feeds", "message"),
    [
        ({"tema": {"secret": "KEY"}}, "did you mean 'team'?"),
        ({"public": {"secret": "KEY"}}, "only the feeds of a projection are private"),
        ({"team": {"secret": "not a name"}}, "the name of an environment variable"),
        ({"team": {"site": "https://a.example.org/"}}, "the name of an environment variable"),
        ({"team": {"secret": "KEY", "site": "team"}}, "write a whole address"),
        ({"team": {"secret": "KEY", "types": ["launch"]}}, "private feeds have no filters"),
    ],
)
def test_what_is_refused(tmp_path: Path, feeds: Mapping[str, object], message: str) -> None:
    """One line that says what to write."""
    root = playbook(tmp_path, FILES, None, {**OPTIONS, "feeds": feeds})
    with pytest.raises(OptionError, match=re.escape(message)) as raised:
        load_settings(root)
    assert "\n" not in str(raised.value)
