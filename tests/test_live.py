"""What is live, what is due, and what was retired: the site says it, and old addresses lead on."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import jsonschema
import pytest
from icalendar import Calendar

from builds import committed, context_at, files_of, playbook
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from pathlib import Path


def entry(title: str, *lines: str) -> str:
    """An entry that was published in March."""
    more = "".join(f"{line}\n" for line in lines)
    status = "" if any(line.startswith("status:") for line in lines) else "status: published\n"
    return f"---\ntitle: {title}\ntype: guide\ngoals: [grow]\nstart: 2026-03-03\n{status}{more}---\n"


def retired(title: str, to: str) -> str:
    """A retired entry, with where it leads."""
    return entry(title, "status: retired", f"redirect: {to}")


def test_retired_pieces_lead_on(tmp_path: Path) -> None:
    """The address of a retired piece leads where it says: on, over several steps, and away; in a circle the pages stay."""
    root = playbook(
        tmp_path,
        {
            "plan/new.md": entry("New"),
            "plan/old.md": retired("Old", "new"),
            "plan/older.md": retired("Older", "old"),
            "plan/away.md": retired("Away", "https://example.org/a?b=1&c=2"),
            "plan/one.md": retired("One", "two"),
            "plan/two.md": retired("Two", "one"),
            "plan/still.md": entry("Still", "redirect: new"),
            "plan/quiet.md": entry("Quiet", "status: retired"),
            "plan/goal.md": retired("Goal", "goal:grow"),
            "plan/text.md": entry("Text") + "See [old](old.md), [[older]] and [[away]].\n",
        },
    )
    context = context_at(root)
    site = build_site(context)
    uris = {document.uri for document in site.documents}
    kept = {
        name
        for name in ("new", "old", "older", "away", "one", "two", "still", "quiet", "goal")
        if f"plan/{name}.md" in uris
    }
    assert kept == {"new", "one", "two", "still", "quiet"}

    def leads(name: str) -> str:
        data = site.files[f"plan/{name}/index.html"]
        assert isinstance(data, bytes)
        return data.decode().partition('rel="canonical" href="')[2].partition('"')[0]

    assert [leads(name) for name in ("old", "older", "goal")] == [
        "../../plan/new/",
        "../../plan/new/",
        "../../goals/grow/",
    ]
    assert leads("away") == "https://example.org/a?b=1&amp;c=2"
    assert site.uris["plan/older.md"] == "plan/new.md"
    assert site.uris["plan/away.md"] == "plan/away.md"


def test_a_retired_piece_leads_to_nothing_hidden(tmp_path: Path) -> None:
    """Where the page that it leads to isn't shown, its own page stays, and names nothing."""
    root = playbook(
        tmp_path,
        {
            "plan/zqx.md": entry("Zqx", "visibility: internal"),
            "plan/old.md": retired("Old", "zqx"),
            "plan/also.md": retired("Also", "https://plan.example.org/plan/zqx/"),
        },
        {"site_url": "https://plan.example.org/"},
        {"fail_on": "never"},
    )
    context = context_at(root)
    site = build_site(context)
    pages = {document.uri: document for document in site.documents}
    assert {"plan/old.md", "plan/also.md"} <= pages.keys()
    for uri in ("plan/old.md", "plan/also.md"):
        head = pages[uri].head
        assert "zqx" not in (head() if callable(head) else head).casefold()


def test_the_inventory_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long inventory has parts, of which the first has what is due and what went out first; the file has all of it."""
    monkeypatch.setattr("gameplan.publish.pages.overview.inventory.MOST_ROWS", 2)
    files = {f"plan/e{number}.md": entry(f"Piece {number}", f"published: 2024-03-0{number}") for number in range(1, 6)}
    site = build_site(context_at(playbook(tmp_path, files)))
    pages = {document.uri: document for document in site.documents}
    parts = ["inventory/index.md", "inventory/part-2.md", "inventory/part-3.md"]
    made = [str(head()) if callable(head := pages[uri].head) else head for uri in parts]
    assert [made[number].count("<tr ") for number in range(3)] == [2, 2, 1]
    assert ["Due this quarter" in text for text in made] == [True, False, False]
    assert [("Earlier pieces" in text, "Later pieces" in text) for text in made] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    assert [pages[uri].title for uri in parts[1:]] == ["Inventory, part 2", "Inventory, part 3"]
    data = site.files["data/inventory.csv"]
    assert isinstance(data, bytes)
    assert len(data.splitlines()) == 6


def test_the_inventory_as_a_file(tmp_path: Path) -> None:
    """It has more columns than the page: who audited a piece, the note, goals and channels; days as ISO 8601, ages in days."""
    guide = entry("Guide", "audited: {on: 2026-10-01, verdict: update, by: Jo, note: =Prices}", "retire_on: 2027-03-01")
    site = build_site(context_at(playbook(tmp_path, {"plan/guide.md": guide})))
    data = site.files["data/inventory.csv"]
    assert isinstance(data, bytes)
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    found = dict(zip(head, row, strict=True))
    assert {
        name: found[name] for name in ("Id", "Went out", "Age", "Last audit", "Verdict", "Audited by", "Note", "Due by")
    } == {
        "Id": "guide",
        "Went out": "2026-03-03",
        "Age": "264",
        "Last audit": "2026-10-01",
        "Verdict": "update",
        "Audited by": "Jo",
        "Note": "'=Prices",
        "Due by": "2026-10-01",
    }
    assert (found["Retire on"], found["Goals"]) == ("2027-03-01", "Grow")


def test_there_is_no_inventory_of_nothing(tmp_path: Path) -> None:
    """Where nothing is live there is neither a page, nor a file, nor an entry of the navigation."""
    site = build_site(context_at(playbook(tmp_path, {})))
    assert not [document.uri for document in site.documents if document.uri.startswith("inventory")]
    assert "data/inventory.csv" not in site.files
    assert "inventory/index.md" not in str(site.navigation)


def test_audits_and_retirements_are_in_the_feed_of_reviews(tmp_path: Path) -> None:
    """The day of the next audit, counted from the last one or from publication, and that of retirement; of what is live."""
    files = {
        "plan/never.md": entry("Never audited", "owner: Jo"),
        "plan/audited.md": entry("Audited", "audited: {on: 2026-10-01, verdict: keep}", "retire_on: 2027-03-01"),
        "plan/gone.md": entry("Gone", "status: retired", "retire_on: 2026-10-01"),
        "plan/mail.md": entry("Mail", "lasting: false", "retire_on: 2027-03-02"),
        "plan/draft.md": entry("Draft", "visibility: draft", "retire_on: 2027-03-03"),
        "plan/review.md": entry("Review", "lasting: false", "review_by: 2027-05-05"),
    }
    site = build_site(context_at(playbook(tmp_path, files, None, {"limits": {"audit_after": "180d"}})))
    feed = site.files["feeds/reviews.ics"]
    text = (feed if isinstance(feed, bytes) else b"".join(feed)).decode()
    events = Calendar.from_ical(text).walk("VEVENT")
    assert sorted((str(event["SUMMARY"]), event.decoded("DTSTART").isoformat()) for event in events) == [
        ("Audit: Audited", "2027-03-30"),
        ("Audit: Never audited", "2026-08-30"),
        ("Retire: Audited", "2027-03-01"),
        ("Review: Review", "2027-05-05"),
    ]
    assert len({str(event["UID"]) for event in events}) == len(events)


def sequences(root: Path, path: str) -> dict[str, int]:
    """How often subscribers saw the days of an entry's events change."""
    return dict(context_at(root).edition.revisions.pages[path].sequences)


def test_only_the_days_of_an_audit_count(tmp_path: Path) -> None:
    """A new audit moves the next one, and nothing else; its note and verdict move nothing; retirement cancels no event."""
    said = "audited: {{on: 2026-0{month}-01, verdict: {verdict}, note: {note}}}"
    root = playbook(tmp_path, {"plan/guide.md": entry("Guide", said.format(month=3, verdict="keep", note="Good"))})
    committed(root, "2026-11-01T12:00:00Z")
    before = sequences(root, "plan/guide.md")

    def changed(day: int, text: str) -> dict[str, int]:
        (root / "plan/guide.md").write_text(text, encoding="utf-8")
        committed(root, f"2026-11-{day:02}T12:00:00Z")
        return sequences(root, "plan/guide.md")

    assert changed(2, entry("Guide", said.format(month=3, verdict="update", note="Old"))) == before
    audited = changed(3, entry("Guide", said.format(month=9, verdict="keep", note="Old")))
    assert audited == {**before, "audit": before["audit"] + 1}
    retired_at = changed(4, entry("Guide", "status: retired"))
    assert (retired_at["event"], retired_at["todo"]) == (before["event"], before["todo"])


@pytest.mark.parametrize(
    ("line", "dues"),
    [
        ("review_by: 2026-11-22", ""),
        ("review_by: 2026-11-21", "review"),
        ("retire_on: 2026-11-23", ""),
        ("retire_on: 2026-11-22", "retire"),
        ("audited: {on: 2025-11-22, verdict: keep}", ""),
        ("audited: {on: 2025-11-21, verdict: keep}", "audit"),
        ("audited: {on: 2026-11-22, verdict: merge}", "verdict"),
        ("audited: {on: 2025-11-21, verdict: update}", "verdict audit"),
        ("published: 2025-11-21", "audit"),
        ("published: 2025-11-22", ""),
    ],
)
def test_when_a_live_piece_is_due(tmp_path: Path, line: str, dues: str) -> None:
    """Past its review and the time of its audit, on the day of its retirement, and as long as an audit asks for something."""
    live = context_at(playbook(tmp_path, {"plan/guide.md": entry("Guide", line)})).analysis.live
    assert " ".join(live.by_path["plan/guide.md"].dues) == dues


def service(title: str, days: str, *lines: str) -> str:
    """A published service, available on some days."""
    more = "".join(f"{line}\n" for line in lines)
    return f"---\ntitle: {title}\ntype: service\ngoals: [grow]\nstatus: published\navailable: {days}\n{more}---\n"


def test_services_are_live_while_they_are_available(tmp_path: Path) -> None:
    """From the first day to the last one, and no longer; what has no last day stays. None of it is still to come."""
    root = playbook(
        tmp_path,
        {
            "plan/now.md": service("Now", "{from: 2026-01-05, until: 2026-12-20}"),
            "plan/last.md": service("Last", "{from: 2026-01-05, until: 2026-11-22}"),
            "plan/always.md": service("Always", "{from: 2026-11-22}"),
            "plan/over.md": service("Over", "{from: 2026-01-05, until: 2026-11-21}"),
            "plan/later.md": service("Later", "{from: 2026-11-23, until: 2027-01-05}"),
            "plan/not.md": service("Not", "{from: 2026-01-05}", "lasting: false"),
            "plan/talk.md": service("Talk", "{from: 2026-01-05}").replace("service", "webinar"),
        },
        {"fail_on": "never"},
    )
    context = context_at(root)
    live = {piece.entry.id: piece for piece in context.analysis.live.pieces}
    assert set(live) == {"now", "last", "always", "talk"}
    assert str(live["now"].published) == "2026-01-05"
    assert str(live["now"].due_by) == "2026-12-20"
    assert not any(context.analysis.ahead.has(piece.entry) for piece in live.values())
    assert (
        "available until 20 Dec 2026"
        in {
            document.uri: str(document.head() if callable(document.head) else document.head)
            for document in build_site(context).documents
        }["inventory/index.md"]
    )
    made = json.loads(files_of(root)["data/playbook.json"])
    fields = {page["id"]: page.get("fields", {}) for page in made["pages"]["entry"]}
    assert fields["now"]["available"] == fields["now"]["live"] == {"from": "2026-01-05", "until": "2026-12-20"}
    assert fields["always"]["live"] == {"from": "2026-11-22"}
    assert "live" not in fields["not"]
    assert fields["not"]["lasting"] is False


def test_a_service_is_a_bar(tmp_path: Path) -> None:
    """It spans its days in the quarters, is two events in feeds, due when it begins, and its page says from when till when."""
    planned = service("Desk", "{from: 2026-12-01, until: 2027-02-26}").replace("published", "planned")
    root = playbook(
        tmp_path,
        {
            "plan/desk.md": planned,
            "plan/open.md": service("Open", "{from: 2026-12-02}"),
            "plan/late.md": planned.replace("2026-12-01", "2026-11-10").replace("Desk", "Late"),
        },
        {"fail_on": "never"},
    )
    context = context_at(root)
    heads = {
        document.uri: str(document.head() if callable(document.head) else document.head)
        for document in build_site(context).documents
    }
    for quarter in ("calendar/2026-q4.md", "calendar/2027-q1.md"):
        bars = [bar for bar in heads[quarter].split("<li") if "gp-q__bar" in bar and "Desk" in bar]
        assert len(bars) == 1
    assert "from 1 Dec 2026 to 26 Feb 2027" in heads["plan/desk.md"]
    assert "from 2 Dec 2026 on" in heads["plan/open.md"]
    entries = context.playbook.by_path
    assert [entries[f"plan/{name}.md"].overdue(context.today) for name in ("desk", "late")] == [False, True]  # type: ignore[attr-defined] # entries
    files = files_of(root)
    titles = {str(event["SUMMARY"]): event for event in Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")}
    assert str(titles["Starts: Desk"].decoded("DTSTART")) == "2026-12-01"
    assert str(titles["Ends: Desk"].decoded("DTSTART")) == "2027-02-26"
    tasks = {str(task["SUMMARY"]): task for task in Calendar.from_ical(files["feeds/tasks.ics"]).walk("VTODO")}
    assert str(tasks["Desk"].decoded("DUE")) == "2026-12-01"


def test_what_the_file_for_programs_says_of_live_pieces(tmp_path: Path) -> None:
    """Audits, ends and ways on are in `playbook.json`, as its schema says; nothing of hidden people and pages, and no e-mail."""
    root = playbook(
        tmp_path,
        {
            "strategy/people/ana.md": "---\ntitle: Ana\n---\n",
            "strategy/people/zqx.md": "---\ntitle: Zqx\nvisibility: internal\n---\n",
            "plan/live.md": entry(
                "Live",
                "published: 2026-03-04",
                "audited: {on: 2026-10-01, verdict: update, by: ana, note: Old prices}",
                "retire_on: 2027-03-01",
            ),
            "plan/old.md": entry(
                "Old", "status: retired", "redirect: live", "audited: {on: 2026-10-01, verdict: merge, by: zqx}"
            ),
            "plan/away.md": retired("Away", "https://example.org/a"),
            "plan/mail.md": entry("Mail", "audited: {on: 2026-10-01, verdict: keep, by: someone@example.org}"),
            "plan/replaced.md": entry("Replaced"),
            "plan/new.md": entry("New", "supersedes: replaced"),
            "plan/mail-shot.md": entry("Shot").replace("guide", "email"),
        },
        {"fail_on": "never"},
    )
    files = files_of(root)
    made = json.loads(files["data/playbook.json"])
    jsonschema.validate(made, json.loads(files["data/playbook.schema.json"]))
    fields = {page["id"]: page.get("fields", {}) for page in made["pages"]["entry"]}
    assert fields["live"]["live"] == {"from": "2026-03-04"}
    assert fields["live"]["audited"] == {"on": "2026-10-01", "verdict": "update", "by": ["Ana"], "note": "Old prices"}
    assert fields["live"]["retire_on"] == "2027-03-01"
    assert fields["old"]["redirect"] == "entry:live"
    assert fields["away"]["redirect"] == "https://example.org/a"
    assert "Zqx" not in files["data/playbook.json"].decode()
    assert "@" not in files["data/playbook.json"].decode()
    assert {name for name, said in fields.items() if "live" in said} == {"live", "mail", "new"}


def test_an_inventory_of_thousands_is_small(tmp_path: Path) -> None:
    """A part of 1,200 pieces that say all that they can takes less than 150 KB on the way to a phone, and nothing is left out."""
    count = 1300
    pieces = {
        f"plan/p{number}.md": entry(
            f"How to prepare piece number {number} for the kiln, and what it costs in the end",
            f"published: {date(2020, 1, 1) + timedelta(days=number)}",
            f"owner: person-{number % 40}",
            f"audiences: [audience-{number % 7}, audience-{number % 5}]",
            f"channels: [channel-{number % 6}]",
            f"url: https://example.com/library/how-to-prepare-piece-number-{number}",
            f"results: {{reads: {number * 7}}}",
            f"audited: {{on: 2026-0{number % 9 + 1}-15, verdict: {('keep', 'update', 'merge')[number % 3]}, by: person-{number % 11}}}",
        )
        for number in range(count)
    }
    named = {
        f"strategy/{folder}/{name}-{number}.md": f"---\ntitle: {title} {number}\n---\n"
        for folder, name, title in (
            ("people", "person", "Maria Fernanda"),
            ("audiences", "audience", "Owner of a studio"),
        )
        for number in range(40)
    }
    channels = {f"strategy/channels/channel-{number}.md": f"---\ntitle: Channel {number}\n---\n" for number in range(6)}
    kpi = {"strategy/kpis/reads.md": "---\ntitle: Reads\n---\n"}
    context = context_at(playbook(tmp_path, {**pieces, **named, **channels, **kpi}, options={"fail_on": "never"}))
    parts = [document for document in build_site(context).documents if document.uri.startswith("inventory/")]
    heads = [str(part.head() if callable(part.head) else part.head) for part in parts]
    assert len(heads) == 2
    assert sum(head.count("<tr data-gp=") for head in heads) == count
    for head in heads:
        assert len(gzip.compress(head.encode(), 6)) < 150_000
