"""Exports as other programs write them, some 200 rows each."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

from openpyxl import Workbook

FIRST = date(2027, 3, 1)
_TYPES = ("Artikel", "Newsletter", "Video")
_STATUSES = ("Geplant", "In Arbeit", "Erledigt")


def _day(number: int) -> date:
    return FIRST + timedelta(days=number % 80)


GERMAN_CSV = "Nr;Titel;Art;Veröffentlichung;Status;Verantwortlich;Kanal;Budget\r\n" + "".join(
    f"T-{number};Schlüssel für Töpfer {number};{_TYPES[number % 3]};{_day(number):%d.%m.%Y};{_STATUSES[number % 2]};"
    f"Ana Lopes, Jürgen Groß;Newsletter;1.500,00 €\r\n"
    for number in range(200)
)
"""As Excel saves it in Germany."""
ASANA_CSV = (
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,"
    "Projects,Parent task,Blocked By (Dependencies),Blocking (Dependencies)\n"
) + "".join(
    f'12{number:04},2026-01-02,,2026-01-03,Task {number},To do,Cleo Kim,cleo@example.org,,{_day(number)},"a,b","Line one\nline two",'
    "Content,,,\n"
    for number in range(200)
)
JIRA_CSV = (
    "Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Due date,Labels,Labels,Sprint,Sprint,Description\n"
    + "".join(
        f"Issue {number},MK-{number},1{number:04},Task,In Progress,High,Cleo Kim,{_day(number):%d/%b/%y} 12:00 AM,one,two,S1,S2,h2. Words\n"
        for number in range(200)
    )
)
NOTION_ROWS = [
    (number, f"Note {number}", f"{_day(number):%B} {_day(number).day}, {_day(number).year}") for number in range(200)
]


def _later(number: int) -> str:
    day = _day(number) + timedelta(days=2)
    return f"{day:%B} {day.day}, {day.year}"


def notion_zip() -> bytes:
    """An archive with the table of a database, and a page for each row."""
    table = "Name,Publish date,Status,Owner,Tags,Created time\n"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, title, day in NOTION_ROWS:
            when = f"{day} → {_later(number)}"
            said = {"Publish date": when, "Status": "Not started", "Owner": "Ana Lopes", "Tags": "spring, kiln"}
            created = f"November 1, 2026 9:{number % 60:02} AM"
            table += f'{title},"{when}",Not started,Ana Lopes,"spring, kiln","{created}"\n'
            lines = "".join(f"{name}: {value}\n" for name, value in {**said, "Created time": created}.items())
            text = f"# {title}\n\n{lines}\nA text with [[brackets]] and [a page](Other%20{number:032x}.md).\n"
            archive.writestr(f"Content calendar {9:032x}/{title} {number:032x}.md", text)
        archive.writestr(f"Content calendar {9:032x}.csv", table)
        archive.writestr(f"Content calendar {9:032x}_all.csv", "\ufeff" + table)
        archive.writestr(f"Content calendar {9:032x}/picture.png", b"x")
    return made.getvalue()


def trello_json() -> str:
    """A board, with a card whose text looks like front matter, and one in the archive."""
    cards = [
        {
            "id": f"c{number}",
            "name": f"Card {number}",
            "desc": "---\nvisibility: public\n---" if number == 0 else "Words <b>and</b> more",
            "due": f"2027-01-{number % 25 + 5:02}T10:00:00.000Z",
            "closed": number == 200,
            "idList": "l1",
            "idMembers": ["m1"],
            "labels": [{"name": "Blog post", "color": "green"}],
            "attachments": [],
        }
        for number in range(201)
    ]
    board = {
        "id": "b1",
        "name": "Content",
        "lists": [{"id": "l1", "name": "Doing"}],
        "members": [{"id": "m1", "fullName": "Cleo Kim"}],
        "checklists": [{"idCard": "c0", "checkItems": [{"name": "First", "state": "complete"}]}],
        "cards": cards,
    }
    return json.dumps(board)


def asana_json() -> str:
    """A list of tasks."""
    tasks = [
        {
            "gid": f"12{number:04}",
            "name": f"Task {number}",
            "notes": "Words",
            "due_on": _day(number).isoformat(),
            "assignee": {"gid": "1", "name": "Cleo Kim"},
            "completed": False,
            "memberships": [{"section": {"gid": "2", "name": "To do"}}],
            "tags": [{"name": "one"}],
            "custom_fields": [{"name": "Colour", "display_value": "red"}],
        }
        for number in range(200)
    ]
    return json.dumps({"data": tasks})


def jira_json() -> str:
    """The answer to a search."""
    issues = [
        {
            "key": f"MK-{number}",
            "fields": {
                "summary": f"Issue {number}",
                "issuetype": {"name": "Task"},
                "status": {"name": "Done" if number % 2 else "To Do"},
                "assignee": {"displayName": "Cleo Kim"},
                "duedate": _day(number).isoformat(),
                "labels": ["one", "two"],
                "description": "h2. Words",
                "priority": {"name": "High"},
            },
        }
        for number in range(200)
    ]
    return json.dumps({"issues": issues})


def google_ics() -> str:
    """A calendar with a zone, all-day events, series, guests and alarms."""
    events = []
    for number in range(100):
        kind = number % 3
        when = (
            (
                "DTSTART;TZID=Europe/Berlin:20270104T180000\r\nDTEND;TZID=Europe/Berlin:20270104T190000\r\n"
                "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301T170000Z\r\nEXDATE;TZID=Europe/Berlin:20270118T180000\r\n"
            ),
            "DTSTART;VALUE=DATE:20270201\r\nDTEND;VALUE=DATE:20270204\r\n",
            "DTSTART:20270301T090000Z\r\nDTEND:20270301T100000Z\r\nSTATUS:CANCELLED\r\n",
        )[kind]
        events.append(
            f"BEGIN:VEVENT\r\nUID:e{number}@google.com\r\nDTSTAMP:20261101T000000Z\r\n{when}"
            f"SUMMARY:{('Weekly', 'Fair', 'Off')[kind]} {number}\r\nDESCRIPTION:Words<br>and more\r\n"
            "ATTENDEE;CN=Ana:mailto:ana@example.org\r\n"
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
            "TRIGGER:-P1D\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Google Inc//Google Calendar//EN\r\n{''.join(events)}END:VCALENDAR\r\n"


def outlook_ics() -> str:
    """A calendar with names of Windows' zones, and its own definition of one."""
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n"
        "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:0400{number}\r\nDTSTAMP:20261101T000000Z\r\n"
        f"DTSTART;TZID=W. Europe Standard Time:20270105T1{number % 8}0000\r\n"
        f"DTEND;TZID=W. Europe Standard Time:20270105T1{number % 8}3000\r\nSUMMARY;LANGUAGE=de-de:Termin {number}\r\nLOCATION:Saal\r\n"
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\nEND:VEVENT\r\n"
        for number in range(100)
    )
    return f"BEGIN:VCALENDAR\r\nPRODID:-//Microsoft Corporation//Outlook 16.0//EN\r\nVERSION:2.0\r\n{zone}{events}END:VCALENDAR\r\n"


def workbook(*, formula: bool = False) -> bytes:
    """An Excel file, with days as Excel holds them, and a second sheet."""
    book = Workbook()
    sheet = book.active
    sheet.append(["ID", "Title", "Publish date", "Content type", "Assignee", "Cost"])
    for number in range(200):
        sheet.append([number, f"Piece {number}", _day(number), "Blog post", "Cleo Kim", 1200.5])
    if formula:
        sheet["C3"] = "=TODAY()"
    book.create_sheet("Ideas").append(["x"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
