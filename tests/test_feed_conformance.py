"""The conformance cases of the feeds' design, by their numbers: what an author writes, and what subscribers get.

Where we decide otherwise than the design, the case says so and asserts what we do.
"""

from __future__ import annotations

import re
import time
import unicodedata
import uuid
from collections import Counter
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import pytest

from builds import BASE, NAMESPACE, committed, feed_of, files_of, in_child, playbook
from feed_reading import (
    assert_well_folded,
    cleaned,
    entry,
    events,
    expanded,
    feed,
    onsets,
    unfolded,
    value,
    zones_in,
)
from gameplan.history.missing import ShallowClone
from gameplan.model.zones import zone
from gameplan.pipeline import run
from gameplan.publication import context_of
from gameplan.publish.feeds.feed import build_feeds
from gameplan.publish.ics.vtimezone import vtimezone
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Case = Callable[[Path], None]

CASES: dict[int, Case] = {}
MONDAYS = "start: 2026-03-02 09:30\nend: 2026-03-02 10:15\nrepeat: {every: week, on: monday, until: 2026-06-30%s}\n"
BERLIN = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".splitlines()


@pytest.mark.parametrize("number", range(1, 55))
def test_case(number: int, tmp_path: Path) -> None:
    """Each number of the design's table once."""
    CASES[number](tmp_path)


def case(number: int) -> Callable[[Case], Case]:
    """Puts a function into the table."""

    def known(function: Case) -> Case:
        assert number not in CASES
        CASES[number] = function
        return function

    return known


class Row(NamedTuple):
    """A case about the lines of one event."""

    number: int
    front: str
    """Of the entry `plan/e.md`, without title and goal."""
    lines: tuple[str, ...] = ()
    """That the feed has, unfolded."""
    never: tuple[str, ...] = ()
    """With which no line of the feed begins."""
    finding: str = ""
    """The rule that the check tells the author."""
    line: int = 0
    """Where."""
    title: str = "E"


ROWS = (
    Row(1, "start: 2026-02-02\n", ("DTSTART;VALUE=DATE:20260202", "DTEND;VALUE=DATE:20260203", "TRANSP:TRANSPARENT")),
    Row(2, "start: 2026-02-02\nend: 2026-02-06\n", ("DTEND;VALUE=DATE:20260207",)),
    Row(3, "start: 2026-02-02\nend: 2026-02-02\n", ("DTSTART;VALUE=DATE:20260202", "DTEND;VALUE=DATE:20260203")),
    # An error: a strict build stops there. A lenient one has the day that begins it, and never half an event.
    Row(4, "start: 2026-02-06\nend: 2026-02-02\n", ("DTEND;VALUE=DATE:20260207",), finding="end-before-start", line=5),
    Row(7, "start: 2026-03-02T09:30:00+02:00\n", ("DTSTART:20260302T073000Z",), ("BEGIN:VTIMEZONE",),
        finding="offset-mismatch", line=4),
    Row(8, "start: 2026-03-02T09:30Z\n", ("DTSTART:20260302T093000Z",), ("BEGIN:VTIMEZONE",)),
    Row(9, "start: 2026-03-02 09:30\n", ("DTEND;TZID=Europe/Berlin:20260302T103000",)),
    Row(10, "start: 2026-02-02\nend: 2026-02-02 10:00\n", ("DTEND;VALUE=DATE:20260203",), finding="invalid-value", line=5),
    Row(11, "start: 2026-03-29 02:30\n", ("DTSTART;TZID=Europe/Berlin:20260329T033000",), finding="clock-change", line=4),
    # The hour that follows ends in the second 02:30 to 03:00 of that night, which only UTC can say.
    Row(12, "start: 2026-10-25 02:30\n", ("DTSTART;TZID=Europe/Berlin:20261025T023000", "DTEND:20261025T013000Z"),
        finding="clock-change", line=4),
    Row(14, "start: 2026-03-02 23:00\nend: 2026-03-03 01:00\n", ("DTEND;TZID=Europe/Berlin:20260303T010000",)),
    # Two zones are two offsets, and so two instants: that the end's isn't the playbook's is told to the author.
    Row(15, "start: 2026-03-02T09:30:00+01:00\nend: 2026-03-02T12:30:00-05:00\n",
        ("DTSTART:20260302T083000Z", "DTEND:20260302T173000Z"), ("BEGIN:VTIMEZONE",), finding="offset-mismatch", line=5),
    Row(21, "start: 2026-03-02\nrepeat: {every: week, on: monday, until: 2026-06-30}\n",
        ("RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260630",)),
    # An error of the check, as a day that doesn't exist is a slip of the author's; the feed has none of it.
    Row(23, MONDAYS % ", except: [2026-03-31, {2026-04-01: 2026-04-02}]",
        ("RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260630T215959Z",), ("EXDATE", "RECURRENCE-ID"), "invalid-value", 6),
    Row(24, "start: 2026-03-02 09:30\nrepeat: FREQ=WEEKLY;BYDAY=TU;COUNT=3\n",
        ("DTSTART;TZID=Europe/Berlin:20260302T093000",), ("RRULE:FREQ=WEEKLY",), "invalid-value", 5),
    Row(25, "start: 2026-03-02\nrepeat: {every: week, count: 3, until: 2026-06-30}\n", (), ("RRULE",), "invalid-value", 5),
    Row(30, "start: 2026-02-02\n", (r'SUMMARY:Ship\; the importer\, v2 \\ "x"',), title=r'Ship; the importer, v2 \ "x"'),
    Row(35, "start: 2026-02-02\ntype: article\ntags: [Growth, 'Q1, 2026', Growth]\n", (r"CATEGORIES:article,Growth,Q1\, 2026",)),
    Row(49, "start: 2026-02-02\nowner: Ana Lee <ana@x.org>\n", ("CONTACT:Ana Lee",), ("ORGANIZER", "ATTENDEE")),
)  # fmt: skip


def check_row(row: Row, root: Path) -> None:
    """Whether a row holds."""
    alone = {"plan/launch.md": entry("start: TBD\n"), "plan/e.md": entry(row.front, title=row.title)}
    root = playbook(root, alone)
    rows = unfolded(feed_of(root))
    rows = [r for r in rows[: rows.index("END:VEVENT")] if r not in BERLIN or r.startswith("BEGIN:VTIMEZONE")]
    for line in row.lines:
        assert line in rows
    for name in row.never:
        assert not [line for line in rows if line.startswith(name)]
    assert "ana@x.org" not in "".join(rows)
    found = [(name, line) for name, line in findings(root)["plan/e.md"] if name not in ("overdue", "unknown-reference")]
    assert set(found) == ({(row.finding, row.line)} if row.finding else set())


for each in ROWS:
    case(each.number)(lambda root, row=each: check_row(row, root))  # type: ignore[misc] # a default is what binds it


def findings(root: Path) -> Mapping[str, list[tuple[str, int]]]:
    """What the check tells, by file: rules and lines."""
    found: dict[str, list[tuple[str, int]]] = {}
    for each in run(root, load_settings(root).options).diagnostics:
        at = each.location
        found.setdefault(at.path, []).append((each.rule.name, at.span.line if at.span else 0))
    return {**{f"plan/{name}.md": [] for name in ("e", "launch")}, **found}


def uid(*names: str) -> str:
    """The UID of an id."""
    return str(uuid.uuid5(uuid.UUID(NAMESPACE), "/".join(names)))


@case(5)
def local_time(root: Path) -> None:
    """One zone, before the first event."""
    rows = feed(root, "start: 2026-03-02 09:30\nend: 2026-03-02 10:15\n")
    assert value(rows, "DTSTART") == ";TZID=Europe/Berlin:20260302T093000"
    assert value(rows, "DTEND") == ";TZID=Europe/Berlin:20260302T101500"
    assert zones_in(rows) == ["Europe/Berlin"]
    assert rows.index("END:VTIMEZONE") < rows.index("BEGIN:VEVENT")


@case(6)
def other_zone(root: Path) -> None:
    """Only zones that are used, by name."""
    other = entry("start: 2026-03-02 09:30\ntimezone: America/New_York\n")
    files = {"plan/e.md": other, "plan/a.md": entry("start: 2026-03-02 09:30\n"), "plan/f.md": other}
    rows = unfolded(feed_of(playbook(root, files)))
    assert rows.count("DTSTART;TZID=America/New_York:20260302T093000") == 2
    assert zones_in(rows) == ["America/New_York", "Europe/Berlin"]


@case(13)
def unknown_zone(root: Path) -> None:
    """An error with the nearest name."""
    root = playbook(root, {"plan/e.md": entry("start: 2026-03-02 09:30\ntimezone: Europe/Berln\n")})
    [found] = [f for f in run(root, load_settings(root).options).diagnostics if f.rule.name == "invalid-value"]
    assert (found.location.path, found.location.span and found.location.span.line) == ("plan/e.md", 5)
    assert "Europe/Berlin" in (found.hint or "")


@case(16)
def berlin(root: Path) -> None:
    """Two observances without end, no RDATE, no COMMENT."""
    rows = feed(root, "start: 2026-03-02 09:30\n")
    at = rows.index("BEGIN:VTIMEZONE")
    assert rows[at : at + len(BERLIN) + 1] == [*BERLIN, "BEGIN:VEVENT"]


@case(17)
def kolkata(root: Path) -> None:
    """One STANDARD, no rule."""
    rows = feed(root, "start: 2026-03-02 09:30\ntimezone: Asia/Kolkata\n")
    zone_rows = rows[rows.index("BEGIN:VTIMEZONE") : rows.index("END:VTIMEZONE")]
    assert zone_rows.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in zone_rows
    assert not [row for row in zone_rows if row.startswith("RRULE")]


@case(18)
def cairo(root: Path) -> None:
    """The instants of a series over a change that follows no rule, from the feed's own zone."""
    front = "start: 2026-10-26 08:00\ntimezone: Africa/Cairo\nrepeat: {every: day, until: 2026-11-04}\n"
    rows = feed(root, front)
    table = onsets(rows[rows.index("BEGIN:VTIMEZONE") : rows.index("END:VTIMEZONE") + 1])
    hours = []
    for day in range(10):
        local = datetime(2026, 10, 26, 8) + timedelta(days=day)  # noqa: DTZ001 - on the clock
        offset = max((onset for onset in table if onset.local <= local), key=lambda onset: onset.local).offset
        hours.append((local - offset).hour)
    assert hours == [5, 5, 5, 5, 6, 6, 6, 6, 6, 6]


@case(19)
def former_years(root: Path) -> None:
    """An event of 2015, and one of 1999, make the zone go back as far; the present rule stays the same."""
    present = vtimezone("America/New_York")
    for year in (1999, 2015, 2026):
        rows = feed(root / str(year), f"start: {year}-07-01 12:00\ntimezone: America/New_York\n")
        old = rows[rows.index("BEGIN:VTIMEZONE") : rows.index("END:VTIMEZONE") + 1]
        table = onsets(old)
        for month in range(1, 13):
            moment = datetime(year, month, 15, 12)  # noqa: DTZ001 - naive UTC
            wanted = zone("America/New_York").utcoffset(moment.replace(hour=8))
            last = max((onset for onset in table if onset.utc <= moment), key=lambda onset: onset.utc)
            assert last.offset == wanted, moment
        assert old[-len(present) + 2 :] == [*present[2:]]


@case(20)
def until_of_a_time(root: Path) -> None:
    """The end of the last local day, in UTC; the last Monday is the 29th."""
    data = feed_of(playbook(root, {"plan/e.md": entry(MONDAYS % "")}))
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260630T215959Z" in unfolded(data)
    assert expanded(data, uid("e"))[-1] == (date(2026, 6, 29), clock(9, 30))


@case(22)
def skipped_days(root: Path) -> None:
    """An EXDATE for each, at the time of the start."""
    data = feed_of(playbook(root, {"plan/e.md": entry(MONDAYS % ", except: [2026-03-30, 2026-04-06]")}))
    assert [row for row in unfolded(data) if row.startswith("EXDATE")] == [
        "EXDATE;TZID=Europe/Berlin:20260330T093000",
        "EXDATE;TZID=Europe/Berlin:20260406T093000",
    ]
    assert len(expanded(data, uid("e"))) == 16


@case(26)
def impossible_rules(root: Path) -> None:
    """Errors of the check, at once; the event is there without the rule."""
    begun = time.process_time()
    for name in ("FREQ=WEEKLY;INTERVAL=0", "FREQ=FORTNIGHTLY", "FREQ=WEEKLY;BYFOO=1"):
        files = {"plan/e.md": entry(f"start: 2026-03-02\nrepeat: {name};COUNT=3\n")}
        where = playbook(root / name.rpartition("=")[2] / str(len(name)), files)
        assert ("invalid-value", 5) in findings(where)["plan/e.md"]
        assert b"RRULE" not in feed_of(where)
    assert time.process_time() - begun < 3


@case(27)
def moved_day(root: Path) -> None:
    """An event of the same UID with the original's RECURRENCE-ID."""
    data = feed_of(playbook(root, {"plan/e.md": entry(MONDAYS % ", except: [{2026-05-25: 2026-05-26}]")}))
    [moved] = [event for event in events(data) if "RECURRENCE-ID" in event]
    assert moved["UID"] == uid("e")
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20260525T093000" in unfolded(data)
    assert "DTEND;TZID=Europe/Berlin:20260526T101500" in unfolded(data)
    days = [day for day, _ in expanded(data, uid("e"))]
    assert date(2026, 5, 26) in days
    assert date(2026, 5, 25) not in days


@case(28)
def last_days(root: Path) -> None:
    """The last day of each month."""
    front = "start: 2026-01-31\nrepeat: {every: month, on: last day, count: 6}\n"
    data = feed_of(playbook(root, {"plan/e.md": entry(front)}))
    assert "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=6" in unfolded(data)
    days = [(2026, 1, 31), (2026, 2, 28), (2026, 3, 31), (2026, 4, 30), (2026, 5, 31), (2026, 6, 30)]
    assert [day for day, _ in expanded(data, uid("e"))] == [date(*day) for day in days]


@case(29)
def leap_days(root: Path) -> None:
    """A yearly 29 February is every fourth year's; the last day of February is every year's. The check says nothing."""
    for name, rule, wanted in (
        ("leap", "{every: year, count: 2}", [date(2024, 2, 29), date(2028, 2, 29)]),
        (
            "last",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=3",
            [date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28)],
        ),
    ):
        data = feed_of(playbook(root / name, {"plan/e.md": entry(f"start: 2024-02-29\nrepeat: {rule}\n")}))
        assert [day for day, _ in expanded(data, uid("e"))] == wanted
        # Without the day, ical.js goes on with the first of March.
        assert b";BYMONTH=2;BYMONTHDAY=" in data


@case(31)
def backslashes(root: Path) -> None:
    r"""`C:\News` and a typed `\n` make no line break, and what can't be seen is gone."""
    summary = "C:\\\\News, a \\\\n typed, a\\ttab,\\r\\nline\\n\\vfeed\\L."
    rows = feed(root, f'start: 2026-02-02\nsummary: "{summary}"\n')
    assert value(rows, "DESCRIPTION").startswith(r":C:\\News\, a \\n typed\, a tab\,\nline\nfeed.\n\n")
    assert not [char for row in rows for char in row if unicodedata.category(char) in ("Cc", "Zl", "Zp")]


@case(32)
def long_texts(root: Path) -> None:
    """No line is longer than 75 octets, none begins within a character, and the text is the same."""
    texts = ("é" * 300, "👨\u200d👩\u200d👧" * 20, "خطة النشر للربع الرابع، ونصف " * 5 + "خطة", "e\u0301" * 90)
    for number, text in enumerate(texts):
        files = {"plan/launch.md": entry(f"start: 2026-02-02\nsummary: '{text}'\n", title=text[:200])}
        data = feed_of(playbook(root / str(number), files))
        assert_well_folded(data)
        [event] = events(data)
        assert event["SUMMARY"] == cleaned(text[:200])
        assert event["DESCRIPTION"].startswith(f"{cleaned(text)}\n\n")


@case(33)
def calendar_name(root: Path) -> None:
    """Escaped in both properties."""
    rows = feed(root, "start: 2026-02-02\n", calendar={"title": "Plan, team A; \\ «ü»"})
    assert r"NAME:Plan\, team A\; \\ «ü»" in rows
    assert r"X-WR-CALNAME:Plan\, team A\; \\ «ü»" in rows


@case(34)
def addresses(root: Path) -> None:
    """Percent-encoded, and alone in the last line of the description."""
    data = feed_of(playbook(root, {"plan/e.md": entry("id: été à Lyon\nstart: 2026-02-03\n")}))
    [event] = [event for event in events(data) if event["UID"] == uid("été à Lyon")]
    assert event["URL"] == f"{BASE}plan/{quote('été-à-lyon')}/"
    assert event["DESCRIPTION"].splitlines()[-1] == event["URL"]
    assert f"URL:{event['URL']}" in unfolded(data)


@case(36)
def statuses(root: Path) -> None:
    """One of iCalendar's three, and the word itself in the description."""
    meant = {"planned": "TENTATIVE", "in-progress": "CONFIRMED", "done": "CONFIRMED", "cancelled": "CANCELLED"}
    for status, wanted in meant.items():
        rows = feed(root / status, f"start: 2026-12-02\nstatus: {status}\n")
        assert value(rows, "STATUS") == f":{wanted}"
        assert rf"Status: {status.replace('-', ' ').capitalize()}\n" in value(rows, "DESCRIPTION")


@case(37)
def cancelled(root: Path) -> None:
    """The same event, once more, as cancelled; gone 30 days after its end."""
    rows = feed(root / "now", "start: 2026-11-02\nstatus: cancelled\n", today="2026-11-22")
    assert value(rows, "SUMMARY") == ":Cancelled: E"
    assert "BEGIN:VEVENT" not in feed(root / "later", "start: 2026-11-02\nstatus: cancelled\n", today="2026-12-03")
    before, after = versions(root / "git", {"status": "cancelled"})
    assert value(after, "UID") == value(before, "UID")
    assert value(after, "SEQUENCE") == ":1"
    assert value(after, "LAST-MODIFIED") > value(before, "LAST-MODIFIED")


@case(38)
def goals(root: Path) -> None:
    """Machine-readable as CONCEPT and LINK, and by title in the description."""
    files = {
        "strategy/goals/keep.md": "---\ntitle: 'Keep, \"all\"'\n---\n",
        "plan/e.md": "---\ntitle: E\ngoals: [grow, keep]\nstart: 2026-02-02\n---\n",
        "plan/launch.md": entry("start: TBD\n"),
    }
    rows = unfolded(feed_of(playbook(root, files)))
    addresses = [f"{BASE}goals/{name}/" for name in ("grow", "keep")]
    assert [row for row in rows if row.startswith("CONCEPT")] == [f"CONCEPT:{address}" for address in addresses]
    assert [row for row in rows if row.startswith("LINK")] == [
        f'LINK;LINKREL="describedby";LABEL="{label}";FMTTYPE=text/html;VALUE=URI:{address}'
        for label, address in zip(("Grow", "Keep, ^'all^'"), addresses, strict=True)
    ]
    description = value(rows, "DESCRIPTION")
    assert f"Goal: Grow – {addresses[0]}" in description
    assert rf'Goal: Keep\, "all" – {addresses[1]}' in description


@case(39)
def dependencies(root: Path) -> None:
    """By UID; not of a draft, which the check tells."""
    for visibility in ("public", "draft"):
        files = {
            "plan/e.md": entry("start: 2026-12-02\ndepends_on: [a2]\n"),
            "plan/a2.md": entry(f"start: 2026-12-01\nvisibility: {visibility}\n"),
        }
        where = playbook(root / visibility, files)
        shown = f"RELATED-TO;RELTYPE=DEPENDS-ON:{uid('a2')}" in unfolded(feed_of(where))
        assert shown is (visibility == "public")
        assert (("hidden-reference", 5) in findings(where)["plan/e.md"]) is (visibility == "draft")


@case(40)
def renamed(root: Path) -> None:
    """Another file and another title are the same event, which nobody has rescheduled."""
    before, after = versions(root, {"title": "Another title"}, file="plan/2027/renamed.md")
    assert value(after, "UID") == value(before, "UID")
    assert value(after, "SEQUENCE") == value(before, "SEQUENCE") == ":0"
    assert value(after, "LAST-MODIFIED") > value(before, "LAST-MODIFIED")


@case(41)
def same_commit(root: Path) -> None:
    """The same bytes on another machine and a month later; test_feed.py says more of machines."""
    root = playbook(root, {"plan/e.md": entry("start: 2026-12-03\n")})
    committed(root, "2026-03-01T10:00:00+0000")
    first = feed_of(root)
    clone = root.parent / "clone"
    done = in_child(["git", "clone", "-q", str(root), str(clone)], root)
    assert done.code == 0, done.output
    assert feed_of(clone) == first


@case(42)
def goal_retitled(root: Path) -> None:
    """The events that cite a goal change with its title, the others don't."""
    files = {
        "strategy/goals/keep.md": "---\ntitle: Keep\n---\n",
        "plan/e.md": entry("start: 2026-12-03\n"),
        "plan/f.md": "---\ntitle: F\ngoals: [keep]\nstart: 2026-12-04\n---\n",
    }
    root = playbook(root, files)
    committed(root, "2026-03-01T10:00:00+0000")
    before = by_uid(feed_of(root))
    (root / "strategy/goals/keep.md").write_text("---\ntitle: Keep more\n---\n", encoding="utf-8")
    committed(root, "2026-04-01T10:00:00+0000")
    after = by_uid(feed_of(root))
    assert [uid for uid in before if before[uid] != after[uid]] == [uid("f")]
    assert "LAST-MODIFIED:20260401T100000Z" in after[uid("f")]


@case(43)
def date_moved(root: Path) -> None:
    """SEQUENCE grows by one; test_feed_publications.py asks the validator."""
    before, after = versions(root, {"start": "2026-12-10"})
    assert (value(before, "SEQUENCE"), value(after, "SEQUENCE")) == (":0", ":1")
    assert value(after, "LAST-MODIFIED") == ":20260401T100000Z"


@case(44)
def unrelated_change(root: Path) -> None:
    """A page that no event shows changes no byte."""
    root = playbook(root, {"strategy/goals/aside.md": "---\ntitle: Aside\n---\nTypo.\n"})
    committed(root, "2026-03-01T10:00:00+0000")
    before = feed_of(root)
    (root / "strategy/goals/aside.md").write_text("---\ntitle: Aside\n---\nNo typo.\n", encoding="utf-8")
    committed(root, "2026-04-01T10:00:00+0000")
    assert feed_of(root) == before


@case(45)
def shallow_clone(root: Path) -> None:
    """An error that says what to write, since stamps would otherwise be those of a single commit."""
    root = playbook(root, {"plan/e.md": entry("start: 2026-12-03\n")})
    for month in (3, 4):
        (root / "plan/e.md").write_text(entry(f"start: 2026-12-0{month}\n"), encoding="utf-8")
        committed(root, f"2026-0{month}-01T10:00:00+0000")
    clone = root.parent / "shallow"
    done = in_child(["git", "clone", "-q", "--depth", "1", root.as_uri(), str(clone)], root)
    assert done.code == 0, done.output
    with pytest.raises(ShallowClone, match="fetch-depth: 0"):
        feed_of(clone)


@case(46)
def one_id_twice(root: Path) -> None:
    """An error that names both files."""
    files = {"plan/e.md": entry("id: x\nstart: 2026-02-02\n"), "plan/f.md": entry("id: x\nstart: 2026-02-03\n")}
    root = playbook(root, files)
    [found] = [f for f in run(root, load_settings(root).options).diagnostics if f.rule.name == "duplicate-id"]
    assert {found.location.path, *(related.location.path for related in found.related)} == {*files}
    uids = [str(event["UID"]) for event in events(feed_of(root))]
    assert len(uids) == len(set(uids))


@case(47)
def empty_plan(root: Path) -> None:
    """A calendar with the playbook's zone, since it must hold a component."""
    for name, defined in (("Europe/Berlin", "Europe/Berlin"), ("UTC", "Etc/UTC")):
        rows = feed(root / name, "start: 2026-Q4\n", timezone=name)
        assert zones_in(rows) == [defined]
        assert rows[0] == "BEGIN:VCALENDAR"
        assert rows[-2:] == ["END:VTIMEZONE", "END:VCALENDAR"]
        assert "BEGIN:VEVENT" not in rows


@case(48)
def hidden(root: Path) -> None:
    """A draft is in no feed, what is internal in no public one, and no event names them."""
    files = {
        "plan/d.md": entry("start: 2026-12-01\nvisibility: draft\n", title="Hidden draft"),
        "plan/i.md": entry("start: 2026-12-01\nvisibility: internal\n", title="Hidden inside"),
        "plan/e.md": entry("start: 2026-12-02\ndepends_on: [d, i]\n"),
    }
    for name, data in files_of(playbook(root, files)).items():
        if name.endswith(".ics"):
            assert b"Hidden" not in data
            assert uid("d").encode() not in data.replace(b"\r\n ", b"")
            assert uid("i").encode() not in data.replace(b"\r\n ", b"")


@case(50)
def plain_text(root: Path) -> None:
    """The first sentence of a body is text without Markdown's marks. An address stands on the page, not in the text."""
    body = "A **bold** <b>word</b>, a [link](https://example.org/x) and `code`. More."
    root = playbook(
        root, {"plan/e.md": entry("start: 2026-02-02\n", body=body), "plan/launch.md": entry("start: TBD\n")}
    )
    first = value(unfolded(feed_of(root)), "DESCRIPTION").partition(r"\n\n")[0]
    assert first == r":A bold word\, a link and code."


@case(51)
def two_thousand(root: Path) -> None:
    """Within seconds, and the page where people subscribe says that Google Calendar may lose events."""
    files = {
        f"plan/p{number}.md": entry(f"start: 2027-0{number % 9 + 1}-10\n", title=f"Piece {number}")
        for number in range(2000)
    }
    root = playbook(root, files)
    options = load_settings(root).options
    context = context_of(run(root, options), root, options, site_name="Site", base=BASE)
    begun = time.process_time()
    full = {published.feed.uri: published.nearly_full for published in build_feeds(context.feeds)}
    assert time.process_time() - begun < 10, "3 seconds on a machine that does nothing else"
    assert full["calendar.ics"]
    assert not full["feeds/reviews.ics"]


@case(52)
def accepted(root: Path) -> None:
    """In test_feed_validators.py, with all engines; here is what it rests on: each feed is one calendar with what it needs."""
    for name, data in files_of(playbook(root, {"plan/e.md": entry("start: 2026-12-02 10:00\n")})).items():
        if name.endswith(".ics"):
            counts = Counter(re.split("[:;]", row)[0] for row in unfolded(data))
            assert counts["PRODID"] == counts["VERSION"] == 1, name
            assert counts["BEGIN"] == counts["END"]


@case(53)
def invalid_among_valid(root: Path) -> None:
    """A strict build stops; any other has all that is right, and says what isn't."""
    broken = "---\ntitle: Broken\ngoals: [grow]\nstart: [2026\n---\n"
    root = playbook(root, {"plan/broken.md": broken, "plan/e.md": entry("start: 2026-12-02\n")})
    assert ("invalid-front-matter", 4) in findings(root)["plan/broken.md"] or findings(root)["plan/broken.md"]
    assert {str(event["SUMMARY"]) for event in events(feed_of(root))} == {"E", "Launch"}


@case(54)
def per_channel(root: Path) -> None:
    """The same bytes of each event as in the feed of everything; another name, address and UID of the calendar.

    The UID in small letters: vdirsyncer would take it for that of every event.
    """
    files = {
        "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
        "plan/e.md": entry(MONDAYS % ", except: [{2026-05-25: 2026-05-26}]" + "channels: [blog]\n"),
    }
    built = files_of(playbook(root, files))
    everything, channel = built["calendar.ics"], built["feeds/channel-blog.ics"]
    start = channel.index(b"BEGIN:VEVENT")
    assert channel[start:].removesuffix(b"END:VCALENDAR\r\n") in everything
    head, other = (unfolded(data[: data.index(b"BEGIN:V", 10)]) for data in (everything, channel))
    for name in ("NAME", "SOURCE", "uid"):
        assert [row for row in head if row.startswith(name)] != [row for row in other if row.startswith(name)]
    assert not [row for row in (*head, *other) if row.startswith("UID")]


def by_uid(data: bytes) -> dict[str, list[str]]:
    """The lines of each event."""
    found: dict[str, list[str]] = {}
    for part in unfolded(data.partition(b"BEGIN:VEVENT\r\n")[2])[:-1:]:
        if part.startswith("UID:"):
            found[part.removeprefix("UID:")] = current = []
        current.append(part)
    return found


def versions(root: Path, changes: Mapping[str, str], file: str = "plan/e.md") -> tuple[list[str], list[str]]:
    """The feed before and after the entry `e` is changed, each from a commit."""
    front = {"id": "e", "title": "E", "goals": "[grow]", "start": "2026-12-03"}
    root = playbook(root, {"plan/launch.md": entry("start: TBD\n")})
    found = []
    for month, name, fields in ((3, "plan/e.md", front), (4, file, {**front, **changes})):
        (root / "plan/e.md").unlink(missing_ok=True)
        (root / name).parent.mkdir(exist_ok=True)
        text = "".join(f"{key}: {value}\n" for key, value in fields.items())
        (root / name).write_text(f"---\n{text}---\nText.\n", encoding="utf-8")
        committed(root, f"2026-0{month}-01T10:00:00+0000")
        found.append(unfolded(feed_of(root)))
    return found[0], found[1]
