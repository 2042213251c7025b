"""What entries have from the format of their type, and workdays: with holidays and quiet days, in feeds with the right stamps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from icalendar import Calendar

from builds import build, files_of, playbook
from gameplan.cli import main
from gameplan.model.effort import parse_effort
from gameplan.model.pages import InheritedDeadline
from gameplan.model.relative_days import RelativeDay
from gameplan.model.workdays import DaysOff, Workdays
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.read.days_off import days_off_of
from gameplan.settings import load_settings
from repository import FIRST, Repository, day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.model.page import Entry

FORMAT = """\
---
title: Articles
type: article
deadlines: {draft: -14d, review: -5wd}
effort: 3d
lasting: false
retire_after: 365d
---
"""


def _entry(more: str = "", start: str = "2026-12-03") -> str:
    return f"---\ntitle: A\ntype: article\ngoals: [grow]\nstart: {start}\n{more}---\n"


def _read(root: Path) -> Entry:
    return next(each for each in run(root, load_settings(root).options).playbook.entries if each.title == "A")


def _of(tmp_path: Path, more: str = "", start: str = "2026-12-03", **options: object) -> Entry:
    files: dict[str, str | bytes] = {"strategy/formats/article.md": FORMAT, "plan/a.md": _entry(more, start)}
    return _read(playbook(tmp_path, files, options=options))


def _days(entry: Entry) -> dict[str, date]:
    return {name: deadline.on for name, deadline in entry.entry.deadlines.items()}


def test_an_entry_has_what_its_format_says(tmp_path: Path) -> None:
    """Deadlines as days, effort, and whether it lasts."""
    entry = _of(tmp_path)
    assert _days(entry) == {"draft": date(2026, 11, 19), "review": date(2026, 11, 26)}
    assert (entry.entry.effort, entry.entry.lasting) == (parse_effort("3d"), False)
    assert all(isinstance(each, InheritedDeadline) for each in entry.entry.deadlines.values())


def test_its_own_word_wins(tmp_path: Path) -> None:
    """A day of its own, none at all, and the format's day with something to add."""
    more = "deadlines: {draft: none, review: {done: true, owner: Ana}, final: -1d}\neffort: 1d\nlasting: true\n"
    entry = _of(tmp_path, more)
    assert _days(entry) == {"review": date(2026, 11, 26), "final": date(2026, 12, 2)}
    assert entry.entry.deadlines["review"].done
    assert entry.entry.deadlines["review"].owner == ("Ana",)
    assert (entry.entry.effort, entry.entry.lasting) == (parse_effort("1d"), True)


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ("status: published\n", "2026-11-03"),
        ("status: cancelled\n", "2026-12-03"),
        ("", "2027-02"),
        ("repeat: {every: week, count: 4}\n", "2026-12-03"),
        ("deadlines: {draft: none, review: none}\n", "2026-12-03"),
    ],
)
def test_where_there_are_no_deadlines(more: str, start: str, tmp_path: Path) -> None:
    """What is over, has no day yet, or returns has only its own."""
    assert _days(_of(tmp_path, more, start)) == {}


def test_what_is_named_stays_when_it_is_over(tmp_path: Path) -> None:
    """An entry that ticks a deadline of its format off keeps it."""
    entry = _of(tmp_path, "status: published\ndeadlines: {draft: {done: true}}\n", "2026-11-03")
    assert _days(entry) == {"draft": date(2026, 10, 20)}


def test_a_published_one_is_to_be_retired(tmp_path: Path) -> None:
    """So long after it went out, unless it says a day itself."""
    assert _of(tmp_path / "a", "status: published\n", "2026-11-03").entry.retire_on == date(2027, 11, 3)
    said = _of(tmp_path / "b", "status: published\nretire_on: 2027-01-01\n", "2026-11-03")
    assert said.entry.retire_on == date(2027, 1, 1)
    assert _of(tmp_path / "c").entry.retire_on is None


def test_of_two_formats_the_first_counts(tmp_path: Path) -> None:
    """By the path, and the id stands for the type where none is said."""
    other = "---\ntitle: Other\ndeadlines: {proof: -1d}\n---\n"
    files: dict[str, str | bytes] = {
        "strategy/formats/article.md": other,
        "strategy/formats/z.md": FORMAT,
        "plan/a.md": _entry(),
    }
    assert _days(_read(playbook(tmp_path, files))) == {"proof": date(2026, 12, 2)}


def test_a_hidden_format_gives_nothing_to_the_public(tmp_path: Path) -> None:
    """The team sees its deadlines, and nobody else does."""
    files: dict[str, str | bytes] = {
        "strategy/formats/article.md": FORMAT.replace("draft", "zqxdraft").replace(
            "---\ntitle", "---\nvisibility: internal\ntitle"
        ),
        "plan/a.md": _entry("deadlines: {proof: -2d}\n"),
    }
    root = playbook(tmp_path, files)
    assert set(_days(_read(root))) == {"proof", "zqxdraft", "review"}
    public = run(root, load_settings(root).options).playbook.public()
    entry = next(each for each in public.entries if each.title == "A")
    assert _days(entry) == {"proof": date(2026, 12, 1)}
    assert (entry.entry.effort, entry.entry.lasting, entry.typed) == (None, None, None)
    assert not [path for path, data in build(root).items() if b"zqxdraft" in data.lower()]


INTERNAL = "visibility: internal\n"


def test_a_day_of_a_hidden_format_is_nowhere(tmp_path: Path) -> None:
    """A deadline that names only its owner has no day where nobody sees the format that has it."""
    hidden = FORMAT.replace("title: Articles\n", f"title: Articles\n{INTERNAL}")
    files: dict[str, str | bytes] = {
        "strategy/formats/article.md": hidden,
        "plan/a.md": _entry("deadlines: {draft: {owner: Ana}}\n"),
    }
    root = playbook(tmp_path, files)
    assert set(_days(_read(root))) == {"draft", "review"}
    found = run(root, load_settings(root).options).playbook.public()
    assert _days(next(each for each in found.entries if each.title == "A")) == {}


def test_a_hidden_format_doesnt_stand_before_a_public_one(tmp_path: Path) -> None:
    """What the public sees is as if the hidden pages had never been written: formats, and policies that stop everything."""
    files: dict[str, str | bytes] = {
        "strategy/formats/a-first.md": f"---\ntitle: Hidden\ntype: article\n{INTERNAL}deadlines: {{legal: -2d}}\n---\n",
        "strategy/formats/article.md": FORMAT,
        "strategy/policies/quiet.md": QUIET.replace("title: Quiet\n", f"title: Quiet\n{INTERNAL}"),
        "plan/a.md": _entry(),
    }
    root = playbook(tmp_path, files)
    assert set(_days(_read(root))) == {"legal"}
    shown = run(root, load_settings(root).options).playbook.public()
    entry = next(each for each in shown.entries if each.title == "A")
    assert _days(entry) == {"draft": date(2026, 11, 19), "review": date(2026, 11, 26)}
    assert shown.workdays.quiet == ()


def test_a_public_format_requires_no_internal_field(tmp_path: Path) -> None:
    """The name of a field that isn't shown stands nowhere."""
    files: dict[str, str | bytes] = {
        "strategy/formats/article.md": FORMAT.replace("effort: 3d", "effort: 3d\nrequires: [owner, zqxfield]"),
        "plan/a.md": _entry("owner: Ana\nzqxfield: x\n"),
    }
    options = {"fields": {"entry": {"zqxfield": {"type": "line", "visibility": "internal"}}}}
    assert not [path for path, data in build(playbook(tmp_path, files, options=options)).items() if b"zqxfield" in data]


HOLIDAYS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//test//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261203
SUMMARY:Two days off
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20201130
RRULE:FREQ=YEARLY
SUMMARY:Each year
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTAMP:20260101T000000Z
DTSTART:20261127T090000Z
SUMMARY:A meeting is no holiday
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_workdays_know_holidays_and_quiet_days() -> None:
    """Weekends of the zone, holidays of a file and of a country, and times in which nothing at all goes out."""
    off = days_off_of(["holidays.ics"], lambda _: HOLIDAYS.encode()).off
    found = RelativeDay(-3, "wd").from_day(date(2026, 12, 3), "Europe/Lisbon", Workdays(off))
    assert found == date(2026, 11, 25)
    portugal = Workdays(DaysOff(countries=("PT",)))
    assert RelativeDay(1, "wd").from_day(date(2026, 12, 7), "Europe/Lisbon", portugal) == date(2026, 12, 9)
    quiet = Workdays(quiet=((date(2026, 12, 4), date(2026, 12, 10)),))
    assert RelativeDay(1, "wd").from_day(date(2026, 12, 3), "UTC", quiet) == date(2026, 12, 11)


EVENTS = {
    "a duration": ("DTSTART;VALUE=DATE:20261130\r\nDURATION:P2D", {date(2026, 11, 30), date(2026, 12, 1)}),
    "a day that falls out": (
        "DTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY;COUNT=3\r\nEXDATE;VALUE=DATE:20261225",
        {date(2025, 12, 25), date(2027, 12, 25)},
    ),
    "a day more": ("DTSTART;VALUE=DATE:20261225\r\nRDATE;VALUE=DATE:20270104", {date(2026, 12, 25), date(2027, 1, 4)}),
}


@pytest.mark.parametrize("name", EVENTS)
def test_how_events_say_their_days(name: str) -> None:
    """By a duration, and with days that fall out or come in (RFC 5545 3.8.2.5, 3.8.5.1, 3.8.5.2)."""
    lines, days = EVENTS[name]
    data = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()
    assert days_off_of(["x.ics"], lambda _: data).off.days == days


def test_a_small_file_doesnt_take_long() -> None:
    """A thousand events that return for ever are refused soon after they begin."""
    event = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:00010101\r\nDTEND;VALUE=DATE:00010228\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n"
    data = f"BEGIN:VCALENDAR\r\n{event * 1000}END:VCALENDAR\r\n".encode()
    [problem] = days_off_of(["x.ics"], lambda _: data).problems
    assert problem == "x.ics: its events are on more than 20,000 days"


@pytest.mark.parametrize("typed", ["NO", "[NO, PT]"])
def test_norway_is_a_country(typed: str, tmp_path: Path) -> None:
    """MkDocs reads NO as a YAML 1.1 no, and our own reader as a text: both mean the country."""
    config = f"site_name: x\ndocs_dir: strategy\nplugins:\n  - gameplan: {{holidays: {typed}}}\n"
    root = playbook(tmp_path, {})
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    said = load_settings(root).options.holidays
    values = yaml.safe_load(typed)
    assert Options.model_validate({"holidays": values}).holidays == said
    assert said[0] == "NO"


def test_a_quiet_time_without_an_end_ends_the_search() -> None:
    """Where five years have no workday there is no day."""
    with pytest.raises(OverflowError):
        RelativeDay(1, "wd").from_day(date(2026, 12, 3), "UTC", Workdays(quiet=((date(2026, 1, 1), date(9999, 1, 1)),)))


QUIET = "---\ntitle: Quiet\nblackouts: [{start: 2026-11-30, end: 2026-12-02}]\n---\n"


def test_only_what_stops_everything_is_no_workday(tmp_path: Path) -> None:
    """A policy for some types lets people work."""
    base: dict[str, str | bytes] = {"strategy/formats/article.md": FORMAT, "plan/a.md": _entry()}
    general = _read(playbook(tmp_path / "a", {**base, "strategy/policies/quiet.md": QUIET}))
    some = QUIET.replace("blackouts", "applies_to: [email]\nblackouts")
    partly = _read(playbook(tmp_path / "b", {**base, "strategy/policies/quiet.md": some}))
    assert (_days(general)["review"], _days(partly)["review"]) == (date(2026, 11, 23), date(2026, 11, 26))


BAD: dict[str, tuple[Any, str]] = {
    "no country": ("Portugal", "'Portugal' is neither a country nor a file"),
    "unknown country": ("XX", "there is no country 'XX'"),
    "unknown region": ("US-XX", "US has no region 'XX'"),
    "a path": ("../holidays.ics", "is neither a country nor a file"),
    "a number": (12, "holidays"),
}


@pytest.mark.parametrize("name", BAD)
def test_options_that_cant_be(name: str, tmp_path: Path) -> None:
    """One line, and exit code 2."""
    value, said = BAD[name]
    result = CliRunner().invoke(main, ["check", str(playbook(tmp_path, {}, options={"holidays": value}))])
    assert result.exit_code == 2
    assert said in result.output + result.stderr


BROKEN = {
    "no file": (None, "No such file"),
    "no calendar": (b"hello", "it can't be read as a calendar"),
    "empty": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "it has no event that lasts a whole day"),
    "binary": (b"\xff\xfe\x00", "it can't be read as a calendar"),
    "too often": (HOLIDAYS.replace("YEARLY", "DAILY").encode(), "and that many holidays nobody has"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cant_be_read(name: str, tmp_path: Path) -> None:
    """A finding at the option; all else goes on."""
    data, said = BROKEN[name]
    files: dict[str, str | bytes] = {"plan/a.md": _entry("deadlines: {draft: -1wd}\n")}
    root = playbook(tmp_path, files | ({"holidays.ics": data} if data else {}), options={"holidays": "holidays.ics"})
    found = run(root, load_settings(root).options)
    [finding] = [each for each in found.diagnostics if each.location.path == "mkdocs.yml"]
    assert said in finding.message
    assert finding.location.span is not None
    assert finding.location.span.line > 1
    assert _days(_read(root)) == {"draft": date(2026, 12, 2)}


def _commit(repository: Repository, root: Path, files: Mapping[str, str | bytes], when: Any, **options: object) -> None:  # noqa: ANN401
    made = playbook(root, {**files}, options=options)
    contents = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    repository.commit(contents, when)


def _stamps(root: Path) -> dict[str, tuple[date, int, str]]:
    """The day, SEQUENCE and LAST-MODIFIED of each deadline's event, by its title."""
    feed = Calendar.from_ical(files_of(root)["feeds/deadlines.ics"])
    return {
        str(event["SUMMARY"]): (
            event.decoded("DTSTART"),
            int(str(event["SEQUENCE"])),
            f"{event.decoded('LAST-MODIFIED'):%Y%m%d}",
        )
        for event in feed.walk("VEVENT")
    }


def test_a_hidden_format_moves_no_stamp(tmp_path: Path) -> None:
    """Nobody who follows the public feeds can tell that it changed, or a policy that isn't shown."""
    hidden = FORMAT.replace("title: Articles\n", f"title: Articles\n{INTERNAL}")
    base: dict[str, str | bytes] = {
        "strategy/formats/article.md": hidden,
        "plan/a.md": _entry("deadlines: {draft: {owner: Ana}, copy: -5wd}\n"),
    }
    quiet = QUIET.replace("title: Quiet\n", f"title: Quiet\n{INTERNAL}")
    repository = Repository(tmp_path / "repository")
    _commit(repository, tmp_path / "before", base, FIRST)
    before = files_of(tmp_path / "repository")["calendar.ics"]
    changed = {"strategy/formats/article.md": hidden.replace("-14d", "-20d"), "strategy/policies/quiet.md": quiet}
    _commit(repository, tmp_path / "after", {**base, **changed}, day(3))
    assert files_of(tmp_path / "repository")["calendar.ics"] == before


CHANGES: dict[str, tuple[dict[str, str | bytes], dict[str, object], dict[str, date]]] = {
    "format": (
        {"strategy/formats/article.md": FORMAT.replace("-14d", "-10d")},
        {},
        {"Draft: A": date(2026, 11, 23)},
    ),
    "policy": ({"strategy/policies/quiet.md": QUIET}, {}, {"Review: A": date(2026, 11, 23)}),
    "file": (
        {"holidays.ics": HOLIDAYS.replace("20261201", "20261127").replace("20261203", "20261128")},
        {"holidays": ["holidays.ics"]},
        {"Review: A": date(2026, 11, 24)},
    ),
    "country": ({}, {"holidays": ["PT"]}, {"Review: A": date(2026, 11, 25)}),
    "text of the format": ({"strategy/formats/article.md": FORMAT + "More.\n"}, {}, {}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_stamps_move_when_the_days_do(what: str, tmp_path: Path) -> None:
    """Of each deadline that is on another day SEQUENCE rises by one; the stamps of all events of an entry move, as ever, with its face."""
    files, options, expected = CHANGES[what]
    base: dict[str, str | bytes] = {
        "strategy/formats/article.md": FORMAT,
        "plan/a.md": _entry(),
        "plan/b.md": "---\ntitle: B\ntype: email\ngoals: [grow]\nstart: 2026-12-03\ndeadlines: {copy: -2d}\n---\n",
        **(
            {"holidays.ics": HOLIDAYS.replace("20261201", "20261224").replace("20201130", "20201225")}
            if what == "file"
            else {}
        ),
    }
    before_options = {"holidays": ["holidays.ics"]} if what == "file" else {}
    repository = Repository(tmp_path / "repository")
    _commit(repository, tmp_path / "before", base, FIRST, **before_options)
    before = _stamps(tmp_path / "repository")
    assert set(before) == {"Draft: A", "Review: A", "Copy: B"}
    assert {sequence for _, sequence, _ in before.values()} == {0}
    _commit(repository, tmp_path / "after", {**base, **files}, day(3), **options)
    after = _stamps(tmp_path / "repository")
    moved = {title: after[title][0] for title in after if after[title][0] != before[title][0]}
    assert moved == expected
    assert {title for title in after if after[title][1] == 1} == set(expected)
    touched = {title for title in after if after[title][2] != before[title][2]}
    assert touched == ({"Draft: A", "Review: A"} if expected else set())


def test_an_entry_that_is_gone_keeps_its_days(tmp_path: Path) -> None:
    """What was deleted stays in feeds as cancelled, with the days that it had from its format."""
    base: dict[str, str | bytes] = {"strategy/formats/article.md": FORMAT, "plan/a.md": _entry()}
    repository = Repository(tmp_path / "repository")
    _commit(repository, tmp_path / "before", base, FIRST)
    repository.commit({"plan/a.md": None}, day(3))
    text = files_of(tmp_path / "repository")["calendar.ics"].decode()
    assert "Cancelled: A" in text
