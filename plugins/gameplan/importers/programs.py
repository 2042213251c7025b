"""What is known of the exports of some programs: by which columns they are recognised, and what those mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.importers.table import BODY, DROPPED

if TYPE_CHECKING:
    from collections.abc import Mapping


class Program(NamedTuple):
    """A program that exports tables."""

    name: str
    known_by: frozenset[str] = frozenset()
    """Columns that only it has."""
    key: str = ""
    """The column by which it knows a row."""
    meant: Mapping[str, str] = {}
    twins: bool = False
    """Whether several of its columns have one name."""


_ANY = Program("file")
_ASANA = Program(
    "asana",
    frozenset(("Task ID", "Section/Column", "Due Date")),
    "Task ID",
    {
        "Task ID": DROPPED,
        "Name": "title",
        "Section/Column": "status",
        "Assignee": "owner",
        "Start Date": "start",
        "Due Date": "end",
        "Tags": "tags",
        "Notes": BODY,
        "Created At": DROPPED,
        "Completed At": DROPPED,
        "Last Modified": DROPPED,
        "Assignee Email": DROPPED,
        "Projects": DROPPED,
        "Parent task": DROPPED,
        "Parent Task": DROPPED,
        "Blocked By (Dependencies)": DROPPED,
        "Blocking (Dependencies)": DROPPED,
    },
)
_JIRA_DROPPED = (
    *("Issue id", "Parent id", "Project key", "Project name", "Project type", "Project lead", "Project lead id"),
    *("Project description", "Project url", "Priority", "Resolution", "Assignee Id", "Reporter", "Reporter Id"),
    *("Creator", "Creator Id", "Created", "Updated", "Last Viewed", "Resolved", "Sprint", "Comment", "Attachment"),
    *("Watchers", "Watchers Id", "Log Work", "Votes", "Status Category", "Status Category Changed", "Work Ratio"),
)
_JIRA = Program(
    "jira",
    frozenset(("Issue key", "Summary")),
    "Issue key",
    {
        "Issue key": DROPPED,
        "Summary": "title",
        "Issue Type": "type",
        "Status": "status",
        "Assignee": "owner",
        "Start date": "start",
        "Start Date": "start",
        "Due date": "end",
        "Due Date": "end",
        "Labels": "tags",
        "Description": BODY,
        **dict.fromkeys(_JIRA_DROPPED, DROPPED),
    },
    twins=True,
)
_PROGRAMS = (_ASANA, _JIRA)


def program_of(names: list[str]) -> Program:
    """Return the program that wrote a table with these columns; any program where it can't be told."""
    plain = {name.strip() for name in names}
    return next((each for each in _PROGRAMS if each.known_by <= plain), _ANY)


def merged_twins(names: list[str], program: Program) -> tuple[list[str], list[int]]:
    """Return the names of columns, of several with one name the first where the program writes such, and the place of each in them."""
    if not program.twins:
        return names, list(range(len(names)))
    distinct = list(dict.fromkeys(name.strip() for name in names))
    places = {name: number for number, name in enumerate(distinct)}
    return distinct, [places[name.strip()] for name in names]
