"""Which feeds there are and what each holds: families, filters, options, what is kept, and what is gone."""

from __future__ import annotations

import re
import sys
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from click.testing import CliRunner

from builds import (
    BASE,
    NAMESPACE,
    TODAY,
    build_in_child,
    contents,
    context_at,
    in_child,
    playbook,
    sample_context,
    write,
)
from gameplan.cli import main
from gameplan.model.revisions import Removed, Revision, Revisions
from gameplan.pipeline import run
from gameplan.publish.feeds.catalogue import file_name
from gameplan.publish.feeds.feed import Published, build_feeds, single_feeds
from gameplan.publish.ics.ledger import Ledger, Record, Stamps, written
from gameplan.settings import OptionError, load_settings
from repository import Repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.publish.context import Context

FILES = {
    "strategy/goals/grow.md": "---\ntitle: Grow\nperiod: 2026-Q4\nreview_by: 2026-12-10\n---\n",
    "strategy/goals/grow-emea.md": "---\ntitle: Grow in EMEA\nparent: grow\n---\n",
    "strategy/goals/never.md": "---\ntitle: Never\nnon_goal: true\n---\n",
    "strategy/audiences/makers.md": "---\ntitle: Makers\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    "strategy/people/ana.md": "---\ntitle: Ana Lee\n---\n",
    "strategy/people/bo.md": "---\ntitle: Bo\n---\n",
    "strategy/regions/emea.md": "---\ntitle: EMEA\n---\n",
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow-emea]\nstart: 2026-12-01\ntype: launch\nowner: ana\n"
    "audiences: [makers]\nchannels: [blog]\nregions: [emea]\ncampaign: season\n"
    "deadlines: {draft: 2026-11-20, final-check: {on: 2026-11-28, owner: bo, done: true}}\n---\nWe launch.\n",
    "plan/season.md": "---\ntitle: Season\ngoals: [grow]\ntype: campaign\nstart: 2026-11-01\nend: 2026-12-31\n---\n",
    "plan/weekly.md": "---\ntitle: Weekly\ngoals: [grow]\nstart: 2026-11-03\nrepeat: {every: week, count: 3}\nowner: bo\n---\n",
}
OPTIONS: dict[str, object] = {"kinds": {"region": {}}}


def feeds(context: Context) -> dict[str, bytes]:
    """Every feed by its name."""
    return {published.feed.uri: published.data for published in build_feeds(context.feeds)}


def events(data: bytes) -> list[Any]:
    """The components of a feed as icalendar reads them, but zones."""
    return [part for part in icalendar.Calendar.from_ical(data).walk() if part.name in ("VEVENT", "VTODO")]


def titles(data: bytes) -> list[str]:
    """What a feed's components are called, sorted."""
    return sorted(str(event["SUMMARY"]) for event in events(data))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small playbook with a page of each kind that is followed."""
    return playbook(tmp_path, FILES, options=OPTIONS)


# Families


def test_each_family_holds_what_belongs_to_it(root: Path) -> None:
    """What the documentation says of each feed, on one playbook."""
    made = feeds(context_at(root))
    season = ["Ends: Season", "Starts: Season"]
    launch = ["Launch"]
    expected = {
        "calendar.ics": [*season, *launch, "Weekly"],
        "feeds/goal-grow.ics": [*season, *launch, "Weekly"],
        "feeds/goal-grow-emea.ics": launch,
        "feeds/audience-makers.ics": launch,
        "feeds/channel-blog.ics": launch,
        "feeds/person-ana.ics": launch,
        "feeds/person-bo.ics": ["Weekly"],
        "feeds/region-emea.ics": launch,
        "feeds/campaign-season.ics": [*season, *launch],
        "feeds/type-launch.ics": launch,
        "feeds/type-campaign.ics": season,
        "feeds/type-email.ics": [],
        "feeds/deadlines.ics": ["Draft: Launch", "Final check: Launch"],
        "feeds/deadlines-ana.ics": ["Draft: Launch"],
        "feeds/deadlines-bo.ics": ["Final check: Launch"],
        "feeds/key-dates.ics": ["Goal ends: Grow", "Launch"],
        "feeds/reviews.ics": ["Review: Grow"],
        "feeds/tasks.ics": ["Draft: Launch", "Final check: Launch", "Launch", "Season"],
    }
    found = {uri: titles(data) for uri, data in made.items() if uri in expected}
    assert found == {uri: sorted(names) for uri, names in expected.items()}
    assert "feeds/goal-never.ics" not in made, "nobody follows what won't be done"


def test_quiet_days_have_a_feed(tmp_path: Path) -> None:
    """Each time is an event of whole days that leaves people free; two of a policy that begin on a day are one, so that UIDs differ."""
    rest = (
        "---\ntitle: Rest\nblackouts:\n  - {start: 2026-12-24, end: 2027-01-02, reason: Closed}\n"
        "  - {start: 2026-12-24, reason: Christmas Eve}\n  - {start: 2027-02-15}\n---\n"
    )
    part = "---\ntitle: No mail\napplies_to: [email, blog]\nblackouts: [{start: 2027-03-01, reason: Elections}]\n---\n"
    hidden = rest.replace("title: Rest", "title: Draft\nvisibility: draft")
    files = {
        **FILES,
        "strategy/policies/rest.md": rest,
        "strategy/policies/part.md": part,
        "strategy/policies/d.md": hidden,
    }
    found = events(feeds(context_at(playbook(tmp_path, files, options=OPTIONS)))["feeds/quiet-days.ics"])
    made = sorted(found, key=lambda each: each["DTSTART"].dt)
    assert [(str(each["SUMMARY"]), each["DTSTART"].dt, each["DTEND"].dt, str(each["TRANSP"])) for each in made] == [
        ("Quiet days: Closed", date(2026, 12, 24), date(2027, 1, 3), "TRANSPARENT"),
        ("Rest", date(2027, 2, 15), date(2027, 2, 16), "TRANSPARENT"),
        ("Quiet days: Elections", date(2027, 3, 1), date(2027, 3, 2), "TRANSPARENT"),
    ]
    said = [str(each["DESCRIPTION"]).partition("\n")[0] for each in made]
    assert said == [*["Nothing goes out on these days."] * 2, "Nothing of this goes out on these days: email, blog."]


def test_an_event_is_the_same_in_every_feed(root: Path) -> None:
    """Case 54: the bytes of an event are those of the main feed; the calendars differ in UID, name and source."""
    made = feeds(context_at(root))
    main = made.pop("calendar.ics")
    blocks = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", made["feeds/goal-grow-emea.ics"], re.DOTALL)
    assert len(blocks) == 1
    assert all(block in main for block in blocks)
    for name in ("UID", "X-WR-CALNAME", "SOURCE"):
        values = [str(icalendar.Calendar.from_ical(data)[name]) for data in (main, *made.values())]
        assert len(set(values)) == len(values), name


def test_tasks_and_events_never_mix(root: Path) -> None:
    """VTODO stands in the feed of tasks only; the last day is due, done is done, and UIDs differ from the events'."""
    context = context_at(root)
    made = feeds(context)
    tasks = events(made.pop("feeds/tasks.ics"))
    assert {task.name for task in tasks} == {"VTODO"}
    assert all({event.name for event in events(data)} <= {"VEVENT"} for data in made.values())
    by_title = {str(task["SUMMARY"]): task for task in tasks}
    assert by_title["Season"]["DUE"].dt == date(2026, 12, 31)
    assert by_title["Final check: Launch"]["STATUS"] == "COMPLETED"
    assert by_title["Final check: Launch"]["PERCENT-COMPLETE"] == 100
    others = {str(event["UID"]) for data in made.values() for event in events(data)}
    assert others.isdisjoint(str(task["UID"]) for task in tasks)
    assert str(by_title["Launch"]["UID"]) == str(uuid.uuid5(uuid.UUID(NAMESPACE), "todo/launch"))


def test_tasks_say_how_far_they_are(tmp_path: Path) -> None:
    """What is on hold waits as what is planned does; with an entry its deadlines are cancelled, but for those that were met."""
    front = "goals: [grow]\nstart: 2026-12-01\ndeadlines: {draft: 2026-11-25, brief: {on: 2026-11-23, done: true}}\n"
    statuses = ("planned", "on-hold", "in-progress", "published", "cancelled")
    plan = {f"plan/{each}.md": f"---\ntitle: {each}\n{front}status: {each}\n---\n" for each in statuses}
    made = feeds(context_at(playbook(tmp_path, plan)))["feeds/tasks.ics"]
    by_title = {str(task["SUMMARY"]): str(task["STATUS"]) for task in events(made)}
    assert {each: (by_title[each], by_title[f"Draft: {each}"]) for each in statuses} == {
        "planned": ("NEEDS-ACTION", "NEEDS-ACTION"),
        "on-hold": ("NEEDS-ACTION", "NEEDS-ACTION"),
        "in-progress": ("IN-PROCESS", "NEEDS-ACTION"),
        "published": ("COMPLETED", "NEEDS-ACTION"),
        "cancelled": ("CANCELLED", "CANCELLED"),
    }
    assert {by_title[f"Brief: {each}"] for each in statuses} == {"COMPLETED"}


def test_reviews_of_drafts_are_nobody_s(tmp_path: Path) -> None:
    """Not even an internal site's subscribers look at them again."""
    files = {
        f"strategy/goals/{name}.md": f"---\ntitle: {name}\nvisibility: {name}\nreview_by: 2026-12-10\n---\n"
        for name in ("draft", "internal", "public")
    }
    made = feeds(context_at(playbook(tmp_path, files, options={"internal": True})))
    assert titles(made["feeds/reviews.ics"]) == ["Review: internal", "Review: public"]


def test_a_feed_s_statuses_have_all_their_names(tmp_path: Path) -> None:
    """A filter takes the other words for a status too."""
    own = {"out": {"statuses": ["live", "doing"]}}
    plan = {
        f"plan/{name}.md": f"---\ntitle: {name}\ngoals: [grow]\nstart: 2026-11-20\nstatus: {name}\n---\n"
        for name in ("published", "in-progress", "planned")
    }
    made = feeds(context_at(playbook(tmp_path, plan, options={"feeds": own})))
    assert titles(made["feeds/out.ics"]) == ["in-progress", "published"]


def test_nearly_full() -> None:
    """More than four fifths of what Google Calendar takes, by events or by bytes; tasks are nothing to it."""
    _, context = sample_context()
    of = {feed.key: feed for feed in context.feeds.all}

    def full(key: str, size: int, count: int) -> bool:
        return Published(of[key], (b"x" * size,), count).nearly_full

    assert [full("all", 0, count) for count in (880, 881)] == [False, True]
    assert [full("all", size, 0) for size in (800_000, 800_001)] == [False, True]
    assert not full("tasks", 900_000, 1_000)


def test_single_entries(root: Path) -> None:
    """Each entry that subscribers see has a file with its event alone, with the UID that it has everywhere."""
    context = context_at(root)
    made = {uri: b"".join(parts) for uri, parts in single_feeds(context.feeds)}
    assert sorted(made) == ["feeds/entry-launch.ics", "feeds/entry-season.ics", "feeds/entry-weekly.ics"]
    [event] = events(made["feeds/entry-launch.ics"])
    assert str(event["UID"]) == str(uuid.uuid5(uuid.UUID(NAMESPACE), "launch"))


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("grow", "feeds/goal-grow.ics"),
        ("Grow More", "feeds/goal-grow-more.ics"),
        ("été", "feeds/goal-ete-"),
        ("目标", "feeds/goal-"),
        ("a/../../b", "feeds/goal-"),
        ("x" * 100, "feeds/goal-xxxx"),
    ],
)
def test_file_names(identifier: str, name: str) -> None:
    """A feed's name is ASCII, short, below its folder, and its own."""
    made = file_name("goal", identifier)
    assert made.startswith(name)
    assert re.fullmatch(r"feeds/[a-z0-9][a-z0-9-]{0,63}\.ics", made)
    assert ".." not in made
    assert made != file_name("goal", f"{identifier}-2")


# Options


def test_families_are_chosen_and_named(tmp_path: Path) -> None:
    """A family that isn't wanted has no feeds; a title is a pattern of a family, and the title of a feed of one's own."""
    own = {"title": "EMEA now", "types": ["launch"], "regions": "emea"}
    options = {
        **OPTIONS,
        "feeds": {"type": False, "goal": {"title": "Goal: {title}"}, "emea-now": own, "entries": False},
    }
    context = context_at(playbook(tmp_path, FILES, options=options))
    made = feeds(context)
    assert not [uri for uri in made if uri.startswith("feeds/type-")]
    assert not list(single_feeds(context.feeds))
    assert str(icalendar.Calendar.from_ical(made["feeds/goal-grow.ics"])["X-WR-CALNAME"]) == "Goal: Grow"
    assert str(icalendar.Calendar.from_ical(made["feeds/emea-now.ics"])["X-WR-CALNAME"]) == "EMEA now"
    assert titles(made["feeds/emea-now.ics"]) == ["Launch"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"gaol": False}, "did you mean 'goal'?"),
        ({"emea": {"type": ["launch"]}}, "there is no filter 'type'; did you mean 'types'?"),
        ({"goal": {"types": ["launch"]}}, "feeds: goal has no filters"),
        ({"goal-x": {"types": ["launch"]}}, "don't begin with that of a family"),
        ({"EMEA!": {"types": ["launch"]}}, "lower-case letters"),
    ],
)
def test_wrong_feeds_are_one_line(tmp_path: Path, given: Mapping[str, object], message: str) -> None:
    """A wrong option says what was probably meant."""
    with pytest.raises(OptionError, match=re.escape(message)):
        load_settings(playbook(tmp_path, FILES, options={**OPTIONS, "feeds": given}))


def test_a_filter_that_names_nothing_is_a_finding(tmp_path: Path) -> None:
    """It stands at the filter's line in the configuration, with did-you-mean, and the feed holds nothing by it."""
    own = {"goals": ["grwo"], "types": ["launhc"], "people": ["zoe-nobody-at-all"]}
    root = playbook(tmp_path, FILES, options={**OPTIONS, "feeds": {"mine": own}})
    result = run(root, load_settings(root).options)
    found = {finding.rule.name: finding for finding in result.diagnostics if finding.location.path == "mkdocs.yml"}
    assert sorted(found) == ["invalid-value", "unknown-goal", "unknown-reference"]
    assert "did you mean 'grow'" in (found["unknown-goal"].hint or "")
    assert "did you mean 'launch'" in (found["invalid-value"].hint or "")
    span = found["unknown-goal"].location.span
    assert span is not None
    assert "grwo" in "\n".join((root / "mkdocs.yml").read_text().split("\n")[span.line - 1 : span.line + 1])
    assert result.row("mkdocs.yml", span.line) is not None


def test_long_campaigns(tmp_path: Path) -> None:
    """Campaigns of more than a week are their two ends, unless an option wants a bar or the start alone; others are bars."""
    article = {
        "plan/long.md": "---\ntitle: Long\ngoals: [grow]\ntype: article\nstart: 2026-11-01\nend: 2026-12-31\n---\n"
    }
    for name, spans, expected in (
        ("default", None, ["Ends: Season", "Long", "Starts: Season"]),
        ("bar", {"campaign": "span"}, ["Long", "Season"]),
        ("start", {"campaign": "start", "article": "start-end"}, ["Ends: Long", "Starts: Long", "Starts: Season"]),
    ):
        options = {**OPTIONS, **({"calendar": {"spans": spans}} if spans else {})}
        context = context_at(playbook(tmp_path / name, {**FILES, **article}, options=options))
        found = titles(feeds(context)["calendar.ics"])
        assert [title for title in found if "Season" in title or "Long" in title] == expected


@pytest.mark.parametrize(
    ("end", "expected"), [("2026-12-07", ["Fair"]), ("2026-12-08", ["Ends: Fair", "Starts: Fair"])]
)
def test_a_week_is_not_long(end: str, expected: list[str], tmp_path: Path) -> None:
    """A campaign of seven days is a bar; one of eight is its two ends."""
    fair = f"---\ntitle: Fair\ngoals: [grow]\ntype: campaign\nstart: 2026-12-01\nend: {end}\n---\n"
    made = feeds(context_at(playbook(tmp_path, {"plan/fair.md": fair})))
    assert [title for title in titles(made["calendar.ics"]) if "Fair" in title] == expected


def test_marks_and_alarms_are_options(tmp_path: Path) -> None:
    """No alarm, no tick, no goal among the categories, unless the playbook asks for it."""
    files = {**FILES, "plan/old.md": "---\ntitle: Old\ngoals: [grow]\nstart: 2026-10-01\nstatus: published\n---\n"}
    plain = feeds(context_at(playbook(tmp_path / "1", files, options=OPTIONS)))["calendar.ics"]
    assert b"VALARM" not in plain
    calendar = {"alarm": "1d", "done_mark": True, "goal_categories": True, "planned": "confirmed"}
    made = feeds(context_at(playbook(tmp_path / "2", files, options={**OPTIONS, "calendar": calendar})))["calendar.ics"]
    by_title = {str(event["SUMMARY"]): event for event in events(made)}
    assert "✓ Old" in by_title
    assert not by_title["✓ Old"].subcomponents, "what is over rings no more"
    [alarm] = by_title["Launch"].subcomponents
    assert alarm["TRIGGER"].dt == timedelta(days=-1)
    assert "Goal: Grow in EMEA" in by_title["Launch"]["CATEGORIES"].to_ical().decode()
    assert by_title["Launch"]["STATUS"] == "CONFIRMED"


def test_the_length_of_what_has_no_end_is_an_option(tmp_path: Path) -> None:
    """Case 9: an hour, or as the playbook says; what says its end keeps it."""
    files = {
        "plan/launch.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-01 09:30\n---\n",
        "plan/b.md": "---\ntitle: B\ngoals: [grow]\nstart: 2026-12-01 09:30\nduration: 20m\n---\n",
    }
    for name, options, expected in (("1", {}, 60), ("2", {"calendar": {"length": "45m"}}, 45)):
        data = feeds(context_at(playbook(tmp_path / name, files, options=options)))["calendar.ics"]
        lengths = {
            str(event["SUMMARY"]): (event["DTEND"].dt - event["DTSTART"].dt).seconds // 60 for event in events(data)
        }
        assert lengths == {"A": expected, "B": 20}


def test_texts_may_link_to_feeds(tmp_path: Path) -> None:
    """A link to a feed's place is none to a file that is missing; one to a place where no feed can be is."""
    text = "---\ntitle: Grow\n---\n[ours](../feeds/goal-grow.ics) [news](../feed.xml) [bad](../feeds/x.txt)\n"
    root = playbook(tmp_path, {"strategy/goals/grow.md": text})
    result = run(root, load_settings(root).options)
    assert [finding.message for finding in result.diagnostics] == ["there is no file strategy/feeds/x.txt"]


@pytest.mark.parametrize(
    "base", ["", "http://127.0.0.1:8000/", "https://plan.example.org/1.2/", "https://other.example/"]
)
def test_uids_hang_on_ids_alone(root: Path, base: str) -> None:
    """Served locally, without an address, in a version of its own (mike), or elsewhere: the same events."""
    context = context_at(root)
    moved = context.having(base=base, playbook=replace(context.playbook), directories=not base)
    expected = {uri: [str(event["UID"]) for event in events(data)] for uri, data in feeds(context).items()}
    assert {uri: [str(event["UID"]) for event in events(data)] for uri, data in feeds(moved).items()} == expected


# What an event says


def test_the_why_stands_in_the_description(root: Path) -> None:
    """A line each, the page's address last; goals also for programs."""
    data = feeds(context_at(root))["calendar.ics"]
    [launch] = [event for event in events(data) if str(event["SUMMARY"]) == "Launch"]
    assert str(launch["DESCRIPTION"]).split("\n") == [
        "We launch.",
        "",
        "Status: Planned",
        "Owner: Ana Lee",
        "Channel: Blog",
        "For: Makers",
        f"Goal: Grow in EMEA – {BASE}goals/grow-emea/",
        "",
        f"{BASE}plan/launch/",
    ]
    assert str(launch["CONCEPT"]) == f"{BASE}goals/grow-emea/"
    assert str(launch["RELATED-TO"]) == str(uuid.uuid5(uuid.UUID(NAMESPACE), "season"))
    assert str(launch["CONTACT"]) == "Ana Lee"


def test_addresses_of_people_are_nobodys_business(tmp_path: Path) -> None:
    """Case 49: an owner's name is shown, an address never; and an event is no invitation."""
    files = {"plan/launch.md": "---\ntitle: L\ngoals: [grow]\nstart: 2026-12-01\nowner: Ana Lee <ana@x.example>\n---\n"}
    data = feeds(context_at(playbook(tmp_path, files)))["calendar.ics"]
    assert b"CONTACT:Ana Lee\r\n" in data
    assert b"x.example" not in data
    assert b"ORGANIZER" not in data
    assert b"ATTENDEE" not in data


def test_a_call_is_no_place(tmp_path: Path) -> None:
    """LOCATION is a place; the address of a call is CONFERENCE."""
    files = {
        "plan/launch.md": "---\ntitle: L\ngoals: [grow]\nstart: 2026-12-01\nlocation: https://meet.example.org/x\n---\n",
        "plan/b.md": "---\ntitle: B\ngoals: [grow]\nstart: 2026-12-01\nlocation: Hall 4, Lisbon\n---\n",
    }
    data = feeds(context_at(playbook(tmp_path, files)))["calendar.ics"]
    assert b"CONFERENCE;VALUE=URI:https://meet.example.org/x\r\n" in data
    assert b"LOCATION:Hall 4\\, Lisbon\r\n" in data
    assert data.count(b"LOCATION:") == 1


# What is kept, and what is gone


def test_pieces_are_kept_from_edition_to_edition(root: Path) -> None:
    """With what an earlier context made, the bytes are the same; after an edit that event's lines alone differ."""
    first = context_at(root)
    before = feeds(first)
    kept = context_at(root, kept=first.feeds.made)
    assert feeds(kept) == before
    assert all(kept.feeds.made[key] is first.feeds.made[key] for key in kept.feeds.made)
    write(root, {"plan/weekly.md": FILES["plan/weekly.md"].replace("title: Weekly", "title: Every week")})
    after = feeds(context_at(root, kept=first.feeds.made))
    assert after == feeds(context_at(root))
    changed = {uri for uri in before if before[uri] != after[uri]}
    assert changed == {"calendar.ics", "feeds/goal-grow.ics", "feeds/person-bo.ics"}
    old, new = before["calendar.ics"].split(b"\r\n"), after["calendar.ics"].split(b"\r\n")
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [(b"SUMMARY:Weekly", b"SUMMARY:Every week")]


def removal(context: Context, identifier: str, when: datetime, as_of: date) -> Context:
    """The context after an entry was deleted."""
    [entry] = [entry for entry in context.playbook.entries if entry.id == identifier]
    targets = {"goals": ("strategy/goals/grow-emea.md",)}
    gone = Removed(entry=entry, targets=targets, revision=Revision(modified=when, sequences={"event": 2}), removed=when)
    return context.having(
        playbook=context.playbook.without({entry.path}),
        revisions=replace(context.edition.revisions, removed=(gone,)),
        as_of=as_of,
    )


def test_what_was_deleted_is_cancelled_for_a_time(root: Path) -> None:
    """In the feeds that it was in; without an address, since its page is gone; after the time it is gone from all."""
    when = datetime(2026, 11, 20, 12, tzinfo=UTC)
    made = feeds(removal(context_at(root), "launch", when, date(2026, 11, 25)))
    for uri in ("calendar.ics", "feeds/goal-grow.ics", "feeds/goal-grow-emea.ics", "feeds/type-launch.ics"):
        [event] = [event for event in events(made[uri]) if "Launch" in str(event["SUMMARY"])]
        assert (str(event["SUMMARY"]), str(event["STATUS"])) == ("Cancelled: Launch", "CANCELLED")
        assert (event["SEQUENCE"], event["LAST-MODIFIED"].dt) == (2, when)
        assert "URL" not in event
    last = feeds(removal(context_at(root), "launch", when, date(2026, 12, 20)))
    assert b"Cancelled: Launch" in last["calendar.ics"]
    later = feeds(removal(context_at(root), "launch", when, date(2026, 12, 21)))
    assert b"Launch" not in later["calendar.ics"]


def test_what_was_deleted_on_its_last_day_is_cancelled(root: Path) -> None:
    """Whoever looks at the calendar on that day still counts on it."""
    made = feeds(removal(context_at(root), "launch", datetime(2026, 12, 1, 7, tzinfo=UTC), date(2026, 12, 1)))
    assert b"Cancelled: Launch" in made["calendar.ics"]


def test_what_was_over_when_it_was_deleted_is_just_gone(root: Path) -> None:
    """Nobody needs to hear of it."""
    made = feeds(removal(context_at(root), "launch", datetime(2026, 12, 2, tzinfo=UTC), date(2026, 12, 3)))
    assert b"Launch" not in made["calendar.ics"]


@pytest.mark.parametrize(("as_of", "shown"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False), (None, True)])
def test_what_was_cancelled_is_forgotten(tmp_path: Path, as_of: date | None, shown: bool) -> None:  # noqa: FBT001 - a case
    """Case 37: thirty days after its end, by the day of the newest commit and never by the clock."""
    cancelled = FILES["plan/launch.md"].replace("owner: ana", "owner: ana\nstatus: cancelled")
    context = context_at(playbook(tmp_path, {**FILES, "plan/launch.md": cancelled}, options=OPTIONS))
    made = feeds(context.having(as_of=as_of))
    assert ("Cancelled: Launch" in titles(made["calendar.ics"])) is shown


# The ledger


def stamps(data: bytes, title: str) -> tuple[datetime, int]:
    """LAST-MODIFIED and SEQUENCE of an event."""
    [event] = [event for event in events(data) if str(event["SUMMARY"]).removeprefix("Cancelled: ") == title]
    return event["LAST-MODIFIED"].dt, event["SEQUENCE"]


def test_the_ledger_stands_in_for_history(root: Path) -> None:
    """The same look keeps its stamps; a new title gets later ones; a new date or the end of it also a higher SEQUENCE."""
    kept = timedelta(days=30)
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3, 4, 5, 6)]

    def publication(ledger: Ledger, now: datetime) -> tuple[bytes, Ledger]:
        worked = Stamps(ledger, now)
        data = feeds(context_at(root).having(ledger=worked, revisions=Revisions()))["calendar.ics"]
        return data, Ledger.model_validate_json(written(worked.next(kept)))

    data, ledger = publication(Ledger(), days[0])
    assert stamps(data, "Launch") == (days[0], 0)
    again, ledger = publication(ledger, days[1])
    assert again == data
    write(root, {"plan/launch.md": FILES["plan/launch.md"].replace("We launch.", "We launch it.")})
    data, ledger = publication(ledger, days[2])
    assert (stamps(data, "Launch"), stamps(data, "Weekly")) == ((days[2], 0), (days[0], 0))
    write(root, {"plan/launch.md": FILES["plan/launch.md"].replace("2026-12-01", "2026-12-02")})
    data, ledger = publication(ledger, days[3])
    assert stamps(data, "Launch") == (days[3], 1)
    (root / "plan/launch.md").unlink()
    data, ledger = publication(ledger, days[4])
    assert stamps(data, "Launch") == (days[4], 2)
    again, ledger = publication(ledger, days[5])
    assert again == data
    data, _ = publication(ledger, days[4] + timedelta(days=31))
    assert b"Launch" not in data


def test_the_ledger_never_goes_back(root: Path) -> None:
    """A clock that went back doesn't make stamps fall."""
    now = datetime(2026, 11, 5, tzinfo=UTC)
    worked = Stamps(Ledger(), now)
    feeds(context_at(root).having(ledger=worked))
    ledger = worked.next(timedelta(days=30))
    write(root, {"plan/launch.md": FILES["plan/launch.md"].replace("2026-12-01", "2026-12-02")})
    data = feeds(context_at(root).having(ledger=Stamps(ledger, now - timedelta(days=2))))["calendar.ics"]
    assert stamps(data, "Launch") == (now + timedelta(seconds=1), 1)


EVENT = str(uuid.uuid5(uuid.UUID(NAMESPACE), "launch"))
LAST = date(2026, 12, 1)


def remembered(removed: datetime | None = None) -> Record:
    """What the ledger says of an entry, with the time at which it was found to be gone."""
    was = {"content": "0" * 32, "dates": "0" * 32, "modified": datetime(2026, 11, 1, tzinfo=UTC), "sequence": 3}
    return Record(**was, title="Launch", first=LAST, last=LAST, removed=removed)


@pytest.mark.parametrize(
    ("now", "told"), [(datetime(2026, 12, 1, 9, tzinfo=UTC), True), (datetime(2026, 12, 2, tzinfo=UTC), False)]
)
def test_the_ledger_tells_what_goes_on_its_last_day(now: datetime, told: bool) -> None:  # noqa: FBT001 - a row's value
    """And nothing of what was over."""
    gone = Stamps(Ledger(records={EVENT: remembered()}), now).gone(timedelta(days=30))
    assert {identity: (record.sequence, record.removed) for identity, record in gone.items()} == (
        {EVENT: (4, now)} if told else {}
    )


def test_the_ledger_forgets_after_the_time_that_the_option_says() -> None:
    """Up to its last moment the removal is told, unchanged."""
    removed, kept = datetime(2026, 11, 5, tzinfo=UTC), timedelta(days=30)
    ledger = Ledger(records={EVENT: remembered(removed)})
    assert Stamps(ledger, removed + kept).gone(kept) == ledger.records
    assert Stamps(ledger, removed + kept + timedelta(seconds=1)).gone(kept) == {}


def test_the_ledger_knows_who_comes_back(root: Path) -> None:
    """An entry that was told as cancelled, and is there again as it was, has a higher SEQUENCE: else it stayed cancelled."""
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3)]
    context = context_at(root).having(revisions=Revisions())
    first = Stamps(Ledger(), days[0])
    assert stamps(feeds(context.having(ledger=first))["calendar.ics"], "Launch") == (days[0], 0)
    without = context.having(playbook=context.playbook.without({"plan/launch.md"}))
    second = Stamps(first.next(timedelta(days=30)), days[1])
    assert stamps(feeds(without.having(ledger=second))["calendar.ics"], "Launch") == (days[1], 1)
    third = Stamps(second.next(timedelta(days=30)), days[2])
    assert stamps(feeds(context.having(ledger=third))["calendar.ics"], "Launch") == (days[2], 2)


def test_what_became_internal_is_no_removal(root: Path) -> None:
    """The ledger doesn't tell of an entry that is hidden now."""
    now = datetime(2026, 11, 5, tzinfo=UTC)
    worked = Stamps(Ledger(), now)
    feeds(context_at(root).having(ledger=worked))
    ledger = worked.next(timedelta(days=30))
    write(root, {"plan/launch.md": FILES["plan/launch.md"].replace("owner: ana", "owner: ana\nvisibility: internal")})
    present = {str(uuid.uuid5(uuid.UUID(NAMESPACE), "launch"))}
    data = feeds(context_at(root).having(ledger=Stamps(ledger, now, present)))["calendar.ics"]
    assert b"Launch" not in data


def test_every_feed_of_the_sample_is_a_calendar() -> None:
    """Also those that are empty: a component, a name, an address, and no line that is too long."""
    _, context = sample_context()
    made = feeds(context)
    assert len(made) > 50
    assert any(not events(data) for data in made.values())
    for uri, data in made.items():
        calendar = icalendar.Calendar.from_ical(data)
        assert calendar.subcomponents, uri
        assert str(calendar["SOURCE"]) == f"{BASE}{uri}"
        assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert context.today == TODAY


def test_the_ledger_is_kept_by_a_command(tmp_path: Path) -> None:
    """It writes the file once and leaves it as it is while nothing changes; what isn't a ledger is refused in a line."""
    options = {**OPTIONS, "calendar": {"ledger": "feed-state.json"}}
    root = playbook(tmp_path / "playbook", FILES, options=options)
    command = [sys.executable, "-m", "gameplan", "ledger", "-C", str(root)]
    done = in_child(command, tmp_path)
    assert (done.code, done.output.count("\n")) == (0, 1), done.output
    first = (root / "feed-state.json").read_bytes()
    assert in_child(command, tmp_path, {"SOURCE_DATE_EPOCH": "1800000000"}).code == 0
    assert (root / "feed-state.json").read_bytes() == first
    feed = [sys.executable, "-m", "gameplan", "feed", "-C", str(root)]
    later = [in_child(feed, tmp_path, {"SOURCE_DATE_EPOCH": epoch}).output for epoch in ("1795305600", "1800000000")]
    assert later[0] == later[1]
    for nonsense in ("{", '{"form": 1, "records": {"x": {}}}', "[]"):
        write(root, {"feed-state.json": nonsense})
        done = in_child(command, tmp_path)
        assert (done.code, done.output.count("\n")) == (2, 1), done.output
        assert (root / "feed-state.json").read_text() == nonsense
    other = playbook(tmp_path / "other", FILES, options=OPTIONS)
    assert in_child([*command[:-1], str(other)], tmp_path).code == 2


def test_the_ledger_is_not_written_through_a_link(tmp_path: Path) -> None:
    """A link that stands in the repository leads nowhere."""
    outside = tmp_path / "outside.json"
    outside.write_bytes(written(Ledger()))
    root = playbook(tmp_path / "playbook", FILES, options={**OPTIONS, "calendar": {"ledger": "feed-state.json"}})
    (root / "feed-state.json").symlink_to(outside)
    result = CliRunner().invoke(main, ["ledger", "-C", str(root)])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert outside.read_bytes() == written(Ledger())


def test_a_ledger_needs_a_namespace(tmp_path: Path) -> None:
    """Without it events would hang on the first commit, which a shallow clone doesn't have."""
    with pytest.raises(OptionError, match="uid_namespace"):
        load_settings(
            playbook(tmp_path, FILES, options={**OPTIONS, "uid_namespace": None, "calendar": {"ledger": "l.json"}})
        )


def test_shallow_clones_are_refused_but_with_a_ledger(tmp_path: Path) -> None:
    """Case 45: one sentence with the setting to write, and nothing published; with a ledger the same clone builds."""
    first = Repository(tmp_path / "first")
    for number, ledger in enumerate(("", "feed-state.json")):
        options = {**OPTIONS, "calendar": {"ledger": ledger}}
        files = contents(playbook(tmp_path / f"files{number}", FILES, options=options))
        first.commit({**files, f"{number}.txt": "x"}, datetime(2026, 2, 1 + number, tzinfo=UTC))
        clone = Repository(tmp_path / f"clone{number}")
        clone.git("fetch", "-q", "--depth=1", first.root.as_uri(), "main")
        clone.git("reset", "-q", "--hard", "FETCH_HEAD")
        built = build_in_child(clone.root)
        if ledger:
            assert built.code == 0, built.output
            continue
        assert built.code == 1
        assert "fetch-depth: 0" in built.output
        assert "Traceback" not in built.output
        assert not (clone.root / "site").exists()
        done = in_child([sys.executable, "-m", "gameplan", "feed"], clone.root)
        assert (done.code, done.output.count("\n")) == (2, 1)
        assert "fetch-depth: 0" in done.output
