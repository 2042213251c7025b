"""The calendar feed: read back by icalendar, byte by byte where clients differ, and against the zone database."""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
import uuid
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builds import BASE, NAMESPACE, SAMPLE, feed_of, in_child, playbook, sample_context
from feed_reading import (
    assert_well_folded,
    cleaned,
    entry,
    events,
    expanded,
    feed,
    occurrences,
    onsets,
    unfolded,
    value,
    zones_in,
)
from gameplan.model.zones import zone, zone_names
from gameplan.pipeline import run
from gameplan.publish.feeds.events import span_of
from gameplan.publish.ics import content_lines as lines
from gameplan.publish.ics.vtimezone import vtimezone
from gameplan.publish.site import build_site
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zoneinfo import ZoneInfo


FAMILY = "👨\u200d👩\u200d👧"
STRANGE = {
    "marks": 'Ship; the importer, v2 \\ "x"',
    "accents": "é" * 200,
    "emoji": FAMILY * 20,
    "arabic": "خطة النشر للربع الرابع، ونصف " * 5 + "خطة",
    "decomposed": "e\u0301" * 90,
    "backslashes": "\\" * 150,
    "properties": "BEGIN:VEVENT;X=1:ATTACH,END:VCALENDAR",
    "colon": "a: b # c",
}


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The feed of the sample playbook."""
    _, context = sample_context()
    return build_site(context).files["calendar.ics"]


# The whole feed


def test_every_dated_public_entry_is_one_event(sample: bytes) -> None:
    """Each dated entry that is public has exactly one master event, by the UUIDv5 of its id, and nothing else has one."""
    result, context = sample_context()
    dated = [e for e in result.playbook.entries if e.schedule.start and e.fields.visibility == "public"]
    masters = [str(event["UID"]) for event in events(sample) if "RECURRENCE-ID" not in event]
    assert len(dated) < len(result.playbook.entries), "the sample has windows and internal entries"
    ends = [f"end/{e.id}" for e in dated if span_of(context.feeds.source, e) == "start-end"]
    assert ends, "the sample has a campaign that is shown by its ends"
    ids = [*ends, *(e.id for e in dated)]
    assert sorted(masters) == sorted(str(uuid.uuid5(context.edition.calendar.namespace, name)) for name in ids)


def test_masters_say_what_their_entries_say(sample: bytes) -> None:
    """Title, first day, status and page of each event are its entry's."""
    _, context = sample_context()
    masters = {str(event["UID"]): event for event in events(sample) if "RECURRENCE-ID" not in event}
    for page in context.playbook.entries:
        if page.schedule.start is None:
            continue
        event = masters[str(uuid.uuid5(context.edition.calendar.namespace, page.id))]
        cancelled = page.status.name == "cancelled"
        starts = "Starts: " if span_of(context.feeds.source, page) == "start-end" else ""
        assert event["SUMMARY"] == ("Cancelled: " if cancelled else "") + starts + page.title
        assert event["DTSTART"].dt == page.schedule.start
        assert event["URL"] == f"{BASE}plan/{page.id}/"
        assert event["DESCRIPTION"].splitlines()[-1] == event["URL"]
        assert (event["STATUS"] == "CANCELLED") == cancelled
        assert f"Status: {page.status.label}" in event["DESCRIPTION"].splitlines()


def test_the_form_of_the_file(sample: bytes) -> None:
    """CRLF ends every line, also the last, none is longer than 75 octets, and none breaks a code point or an escape."""
    assert_well_folded(sample)
    assert sample.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert sample.endswith(b"\r\nEND:VCALENDAR\r\n")
    assert b"METHOD" not in sample
    assert b"RDATE" not in sample


def test_value_parameters(sample: bytes) -> None:
    """Properties without a default type, or of another than theirs, name their type, which icalendar 7.3 forgets."""
    rows = unfolded(sample)
    for name, kind in (("SOURCE", "URI"), ("REFRESH-INTERVAL", "DURATION"), ("LINK", "URI"), ("CONFERENCE", "URI")):
        found = [row for row in rows if re.match(rf"{name}[;:]", row)]
        assert found or name == "CONFERENCE", name
        assert [row for row in found if not re.match(rf'{name};(?:[^:"]|"[^"]*")*VALUE={kind}[:;]', row)] == []
    days = [row for row in rows if re.match(r"(?:DTSTART|DTEND|EXDATE|RECURRENCE-ID).*:\d{8}$", row)]
    assert days
    assert [row for row in days if ";VALUE=DATE:" not in row] == []


def test_components_are_in_order(sample: bytes) -> None:
    """Zones come before events, by name; events by UID and RECURRENCE-ID, so that a new date changes one place."""
    rows = unfolded(sample)
    assert zones_in(rows) == sorted(set(zones_in(rows))) == ["America/Toronto", "Europe/Lisbon"]
    last_zone = len(rows) - 1 - rows[::-1].index("END:VTIMEZONE")
    assert last_zone < rows.index("BEGIN:VEVENT")
    keys = [(str(e["UID"]), e["RECURRENCE-ID"].to_ical() if "RECURRENCE-ID" in e else b"") for e in events(sample)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_occurrences_are_the_site_s(sample: bytes) -> None:
    """Recurrences expand, in an independent reader, to the very days and times that the site shows."""
    _, context = sample_context()
    for page in context.playbook.entries:
        if page.schedule.recurrence:
            assert expanded(sample, str(uuid.uuid5(context.edition.calendar.namespace, page.id))) == occurrences(page)
    assert sum(bool(page.schedule.recurrence) for page in context.playbook.entries) >= 3


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "0",
            "TZ": "America/New_York",
            "LC_ALL": "C",
            "LANG": "tr_TR.UTF-8",
            "PYTHONTZPATH": "/nowhere",
        },
    ],
    ids=lambda environment: environment.get("TZ", "here"),
)
def test_same_bytes_anywhere(sample: bytes, environment: dict[str, str]) -> None:
    """The feed is the same, byte by byte, in another process, hash seed, time zone and locale."""
    script = (
        "import sys; sys.path.insert(0, 'tests'); import builds, hashlib; from gameplan.publish.site import build_site;"
        "feed = build_site(builds.sample_context()[1]).files['calendar.ics']; print(hashlib.sha256(feed).hexdigest())"
    )
    done = in_child([sys.executable, "-c", script], SAMPLE, environment)
    assert done.code == 0, done.output
    assert done.output.strip() == hashlib.sha256(sample).hexdigest()


def test_same_bytes_twice(sample: bytes) -> None:
    """Reading and publishing a second time gives the same bytes."""
    sample_context.cache_clear()
    assert build_site(sample_context()[1]).files["calendar.ics"] == sample


# Identity


@pytest.mark.parametrize(
    ("files", "config"),
    [
        ({"plan/2027/other-name.md": entry("id: e\nstart: 2026-02-02\n")}, {}),
        ({"plan/e.md": entry("start: 2026-02-02\n", title="Another title")}, {}),
        ({"plan/e.md": entry("start: 2026-02-02\n")}, {"site_url": "https://elsewhere.example.com/sub/"}),
        ({"plan/e.md": entry("start: 2027-05-05 10:00\nstatus: done\n")}, {"site_name": "Other"}),
    ],
    ids=["moved", "retitled", "another address", "another date"],
)
def test_uid_hangs_on_the_id_alone(tmp_path: Path, files: dict[str, str], config: dict[str, object]) -> None:
    """A UID is the UUIDv5 of the id, whatever becomes of the file, the title, the date or the site's address."""
    alone = {"plan/launch.md": entry("start: TBD\n")}
    [before] = events(feed_of(playbook(tmp_path / "a", {"plan/e.md": entry("start: 2026-02-02\n"), **alone})))
    [after] = events(feed_of(playbook(tmp_path / "b", {**files, **alone}, config=config)))
    assert before["UID"] == after["UID"] == str(uuid.uuid5(uuid.UUID(NAMESPACE), "e"))


def test_uid_follows_the_id(tmp_path: Path) -> None:
    """Another id, or another namespace, is another event."""
    uids = {value(feed(tmp_path / name, f"id: {name}\nstart: 2026-02-02\n"), "UID") for name in ("a", "b")}
    other = feed(tmp_path / "c", "id: a\nstart: 2026-02-02\n", uid_namespace="11111111-54d5-4b5b-8d0b-5a9f2f6f1c11")
    assert len({*uids, value(other, "UID")}) == 3


# Dates: the conformance cases of the design, by number


@pytest.mark.parametrize(
    ("front", "start", "end"),
    [
        ("start: 2026-02-02\n", ";VALUE=DATE:20260202", ";VALUE=DATE:20260203"),
        ("start: 2026-02-02\nend: 2026-02-06\n", ";VALUE=DATE:20260202", ";VALUE=DATE:20260207"),
        ("start: 2026-02-02\nend: 2026-02-02\n", ";VALUE=DATE:20260202", ";VALUE=DATE:20260203"),
        ("start: 2026-02-02\nduration: 3d\n", ";VALUE=DATE:20260202", ";VALUE=DATE:20260205"),
        (
            "start: 2026-03-02 09:30\nend: 2026-03-02 10:15\n",
            ";TZID=Europe/Berlin:20260302T093000",
            ";TZID=Europe/Berlin:20260302T101500",
        ),
        (
            "start: 2026-03-02 09:30\nduration: 45m\ntimezone: America/New_York\n",
            ";TZID=America/New_York:20260302T093000",
            ";TZID=America/New_York:20260302T101500",
        ),
        ("start: 2026-03-02T09:30:00+02:00\n", ":20260302T073000Z", ":20260302T083000Z"),
        ("start: 2026-03-02T09:30Z\nend: 2026-03-02T10:00Z\n", ":20260302T093000Z", ":20260302T100000Z"),
        ("start: 2026-03-02 09:30\ntimezone: UTC\n", ":20260302T093000Z", ":20260302T103000Z"),
        ("start: 2026-03-02 09:30\n", ";TZID=Europe/Berlin:20260302T093000", ";TZID=Europe/Berlin:20260302T103000"),
        ("start: 2026-03-02 09:30\nend: 2026-03-02 09:30\n", ";TZID=Europe/Berlin:20260302T093000", ";TZID=Europe/Berlin:20260302T103000"),
        (
            "start: 2026-03-02 23:00\nend: 2026-03-03 01:00\n",
            ";TZID=Europe/Berlin:20260302T230000",
            ";TZID=Europe/Berlin:20260303T010000",
        ),
        # Over the clock change the length is kept; the second 02:30 of that night can only be said in UTC.
        ("start: 2026-03-28 23:00\nduration: 4h\n", ";TZID=Europe/Berlin:20260328T230000", ";TZID=Europe/Berlin:20260329T040000"),
        ("start: 2026-10-25 01:30\nduration: 2h\n", ";TZID=Europe/Berlin:20261025T013000", ":20261025T013000Z"),
    ],
    ids=["1", "2", "3", "duration", "5", "6", "7", "8", "UTC", "9", "moment", "14", "spring", "autumn"],
)  # fmt: skip
def test_dates(tmp_path: Path, front: str, start: str, end: str) -> None:
    """DTSTART and DTEND are exactly these; there is always a DTEND, it is exclusive, and never the start itself."""
    rows = feed(tmp_path, front)
    assert (value(rows, "DTSTART"), value(rows, "DTEND")) == (start, end)


def test_all_day_blocks_nobody(tmp_path: Path) -> None:
    """An event takes nobody's time, unless the entry says that it does and still happens."""
    assert value(feed(tmp_path / "1", "start: 2026-02-02\n"), "TRANSP") == ":TRANSPARENT"
    assert value(feed(tmp_path / "2", "start: 2026-02-02\nbusy: true\n"), "TRANSP") == ":OPAQUE"
    assert value(feed(tmp_path / "3", "start: 2026-12-02\nbusy: true\nstatus: cancelled\n"), "TRANSP") == ":TRANSPARENT"


def test_only_used_zones(tmp_path: Path) -> None:
    """A feed defines the zones of its local times, each once and by name; days and instants need none."""
    assert zones_in(feed(tmp_path / "5", "start: 2026-03-02 09:30\n")) == ["Europe/Berlin"]
    assert zones_in(feed(tmp_path / "1", "start: 2026-02-02\n")) == []
    assert zones_in(feed(tmp_path / "7", "start: 2026-03-02T09:30:00+02:00\n")) == []
    assert zones_in(feed(tmp_path / "8", "start: 2026-03-02T09:30Z\n")) == []
    other = entry("start: 2026-03-02 09:30\ntimezone: America/New_York\n")
    files = {"plan/a.md": entry("start: 2026-03-02 09:30\n"), "plan/b.md": other, "plan/c.md": other}
    assert zones_in(unfolded(feed_of(playbook(tmp_path / "6", files)))) == ["America/New_York", "Europe/Berlin"]


# Recurrences


@pytest.mark.parametrize(
    ("front", "first_days"),
    [
        ("start: 2026-01-31\nrepeat: {every: month, on: last day, count: 6}\n", "01-31 02-28 03-31 04-30 05-31 06-30"),
        ("start: 2026-01-31\nrepeat: {every: month, on: 31, count: 3}\n", "01-31 03-31 05-31"),
        ("start: 2026-01-31\nrepeat: {every: month, count: 3}\n", "01-31 03-31 05-31"),
        ("start: 2026-01-05\nrepeat: {every: month, on: first monday, count: 4}\n", "01-05 02-02 03-02 04-06"),
        ("start: 2026-01-30\nrepeat: FREQ=MONTHLY;BYDAY=-1FR;COUNT=3\n", "01-30 02-27 03-27"),
        ("start: 2026-01-30\nrepeat: FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3\n", "01-30 02-27 03-31"),
        ("start: 2026-01-05\nrepeat: {every: 2 weeks, on: [monday, thursday], count: 5}\n", "01-05 01-08 01-19 01-22 02-02"),
        ("start: 2026-03-27 09:30\nrepeat: {every: weekday, count: 4}\n", "03-27 03-30 03-31 04-01"),
        ("start: 2026-03-01\nrepeat: {every: year, in: [march, may], count: 3}\n", "03-01 05-01"),
        ("start: 2026-03-27 01:30\nend: 2026-03-27 02:30\nrepeat: {every: day, until: 2026-03-31}\n", "03-27 03-28 03-29 03-30 03-31"),
        ("start: 2026-10-05\nend: 2026-10-07\nrepeat: {every: month, on: 5, until: 2026-12-31, except: [2026-11-05]}\n", "10-05 12-05"),
        ("start: 2026-03-02T09:30:00+01:00\nrepeat: {every: week, until: 2026-04-13, except: [2026-04-06, {2026-03-30: 2026-03-31}]}\n",
         "03-02 03-09 03-16 03-23 03-31 04-13"),
        ("start: 2026-03-02T23:30:00Z\ntimezone: America/New_York\nrepeat: {every: week, count: 3}\n", "03-02 03-09 03-16"),
    ],
    ids=lambda text: text.rpartition("repeat: ")[2].strip() if ":" in text else None,
)  # fmt: skip
def test_rules_mean_the_same_in_a_calendar(tmp_path: Path, front: str, first_days: str) -> None:
    """A rule's occurrences are these, in the model and in an independent reader of the feed."""
    root = playbook(tmp_path, {"plan/e.md": entry(front)})
    settings_ = load_settings(root)
    [page] = [page for page in run(root, settings_.options).playbook.entries if page.id == "e"]
    assert page.schedule.recurrence is not None
    found = occurrences(page)
    wanted = first_days.split()
    assert [f"{day:%m-%d}" for day, _ in found][: len(wanted)] == wanted
    assert len(found) == len(wanted) or "in: [" in front
    assert expanded(feed_of(root), str(uuid.uuid5(uuid.UUID(NAMESPACE), "e"))) == found


# Texts


@pytest.mark.parametrize("title", STRANGE.values(), ids=STRANGE)
def test_titles_survive(tmp_path: Path, title: str) -> None:
    """Cases 30 and 32: a title comes back as it was typed, in NFC, and no line of it is too long."""
    data = feed_of(playbook(tmp_path, {"plan/launch.md": entry("start: 2026-02-02\n", title=title[:200])}))
    assert_well_folded(data)
    [event] = events(data)
    assert event["SUMMARY"] == unicodedata.normalize("NFC", title[:200])


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("idea", "TENTATIVE"),
        ("planned", "TENTATIVE"),
        ("in-progress", "CONFIRMED"),
        ("approved", "CONFIRMED"),
        ("done", "CONFIRMED"),
        ("on-hold", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_status(tmp_path: Path, status: str, meant: str) -> None:
    """Case 36: a status becomes one of iCalendar's three, and its own word stands in the description."""
    rows = feed(tmp_path, f"start: 2026-12-02\nstatus: {status}\n")
    assert value(rows, "STATUS") == f":{meant}"
    assert value(rows, "X-PLAN-STATUS") == f":{status}"
    assert rf"\nStatus: {status.replace('-', ' ').capitalize()}\n" in value(rows, "DESCRIPTION")
    assert value(rows, "SUMMARY") == (":Cancelled: E" if status == "cancelled" else ":E")


@pytest.mark.parametrize(("visibility", "internal", "shown"), [
    ("public", False, True), ("internal", False, False), ("draft", False, False), ("internal", True, True), ("draft", True, False),
])  # fmt: skip
def test_hidden_entries(tmp_path: Path, *, visibility: str, internal: bool, shown: bool) -> None:
    """Case 48: internal entries are in an internal build's feed only, drafts in none."""
    rows = feed(tmp_path, f"start: 2026-02-02\nvisibility: {visibility}\n", internal=internal)
    assert ("SUMMARY:E" in rows) is shown


def test_windows(tmp_path: Path) -> None:
    """A window is no event, unless an option asks for spans of days; then it says that the day isn't known."""
    assert "BEGIN:VEVENT" not in feed(tmp_path / "without", "start: 2026-Q4\n")
    rows = feed(tmp_path / "with", "start: 2026-Q4\n", calendar={"windows": True})
    assert (value(rows, "DTSTART"), value(rows, "DTEND")) == (";VALUE=DATE:20261001", ";VALUE=DATE:20270101")
    assert "the day isn't known yet" in value(rows, "DESCRIPTION")


def test_long_descriptions_are_cut_at_a_word(tmp_path: Path) -> None:
    """A description has about 2,000 characters at most; the address is never what is cut."""
    rows = feed(tmp_path, f"start: 2026-02-02\nsummary: {'word ' * 800}\n")
    description = value(rows, "DESCRIPTION")
    assert len(description) < 2100
    assert r"word …\n\n" in description
    assert description.endswith(rf"\n\n{BASE}plan/e/")


# The lines by themselves

anything = st.text(st.characters(), max_size=300) | st.lists(
    st.sampled_from(
        ("\\", "n", "N", "\n", ",", ";", "é", FAMILY, "\t", "\r\n", "\u2028", "\x0b", "\x85", "\ufeff", "a" * 70)
    ),
    max_size=200,
).map("".join)


@settings(deadline=None)
@given(anything)
@example("\ud800 a lone surrogate")
@example("x" * 66 + "\\n\\N,;" * 30)
def test_any_text_by_the_letter(text: str) -> None:
    """Whatever the text, folding and escaping by RFC 5545 alone can be undone to the cleaned text."""
    data = lines.joined([f"SUMMARY:{lines.text(text)}"])
    assert_well_folded(data)
    [row] = unfolded(data)
    escaped = row.removeprefix("SUMMARY:")
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", escaped)
    assert re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], escaped) == cleaned(text)


@settings(deadline=None)
@given(anything.filter(lambda text: not re.search(r"\\[nN]", text)))
def test_any_text_in_icalendar(text: str) -> None:
    """The icalendar package reads every text back, but for its own fault of a backslash before n."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z"]
    rows = [*head, f"DESCRIPTION:{lines.text(text)}", "END:VEVENT", "END:VCALENDAR"]
    [event] = events(lines.joined(rows))
    assert event["DESCRIPTION"] == cleaned(text)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_address(text: str) -> None:
    """An address is ASCII without blanks or control characters, and a second encoding changes nothing."""
    address = lines.uri(f"https://plan.example.org/{text}")
    assert re.fullmatch(r"[!-~]+", address)
    assert lines.uri(address) == address


# Time zones

HARD = (
    "Africa/Casablanca", "Africa/Cairo", "Asia/Gaza", "America/Havana", "Europe/Dublin", "Australia/Lord_Howe",
    "America/Nuuk", "Pacific/Chatham", "America/Scoresbysund", "Asia/Tehran", "America/Vancouver", "Africa/Monrovia",
)  # fmt: skip


def transitions(place: ZoneInfo) -> Iterator[datetime]:
    """The changes of a zone's offset from 2020 to 2035, to the second, in naive UTC."""
    step = timedelta(days=1)
    at = datetime(2020, 1, 1, tzinfo=UTC)
    offset = at.astimezone(place).utcoffset()
    while at.year < 2036:
        new = (at + step).astimezone(place).utcoffset()
        if new != offset:
            low, high = at, at + step
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if middle.astimezone(place).utcoffset() == offset else (low, middle)
            yield high.replace(tzinfo=None)
        at, offset = at + step, new


def faults(name: str) -> list[str]:
    """The instants and local times at which a VTIMEZONE and the zone database differ."""
    place, table = zone(name), onsets(vtimezone(name))
    starts = [onset.utc for onset in table]
    by_clock = sorted(table, key=lambda onset: onset.local)
    clocks = [onset.local for onset in by_clock]
    moments = [datetime(year, month, 15, 12) for year in (2020, 2027, 2035) for month in (1, 7)]  # noqa: DTZ001 - naive UTC
    for change in transitions(place):
        moments += [change + timedelta(minutes=m) for m in (-1440, -240, -61, -1, 0, 1, 61, 240, 1440)]
    found = []
    for moment in moments:
        local = moment.replace(tzinfo=UTC).astimezone(place)
        if table[bisect_right(starts, moment) - 1].offset != local.utcoffset():
            found.append(f"{name}: {moment} UTC")
        if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
            clock = local.replace(tzinfo=None)
            if by_clock[bisect_right(clocks, clock) - 1].offset != local.utcoffset():
                found.append(f"{name}: {clock} on the clock")
    return found


def test_every_zone_is_exact() -> None:
    """The VTIMEZONE of every zone agrees with the database around each change from 2020 to 2035, in UTC and on the clock."""
    distinct = {
        tuple(row for row in vtimezone(name) if not row.startswith("TZID:")): name for name in sorted(zone_names())
    }
    names = {*distinct.values(), *HARD}
    assert len(names) > 120
    assert [fault for name in sorted(names) for fault in faults(name)] == []
    alike = [name for name in sorted(zone_names()) if name not in names]
    assert [name for name in alike[::5] for _ in faults(name)] == []


def test_zones_have_their_form() -> None:
    """A zone has at least one observance, none has RDATE, COMMENT or X-LIC-LOCATION, and UTC keeps to itself."""
    for name in zone_names():
        rows = vtimezone(name)
        assert rows[:2] == ("BEGIN:VTIMEZONE", f"TZID:{name}")
        assert rows[-1] == "END:VTIMEZONE"
        assert {row.partition(":")[0] for row in rows} <= {
            "BEGIN", "END", "TZID", "DTSTART", "RRULE", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO",
        }  # fmt: skip
        for row in rows:
            assert not row.startswith("RRULE") or re.fullmatch(
                r"RRULE:FREQ=YEARLY;BYMONTH=\d+(;BYMONTHDAY=[\d,]+)?;BYDAY=-?\d?[A-Z]{2}", row
            )
