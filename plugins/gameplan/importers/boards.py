"""Boards and lists in JSON: Trello, Asana, Jira, and another playbook's `playbook.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gameplan.importers.playbook_file import read_playbook_file
from gameplan.importers.table import BODY, Refused, Row, Table, limited, made_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.importers.table import Reading

_MOST_VALUES = 2_000_000
_JIRA_KNOWN = frozenset(
    ("summary", "description", "issuetype", "status", "assignee", "duedate", "startdate", "labels", "components")
)
_MEANT = {
    "Name": "title",
    "Description": BODY,
    "Start": "start",
    "Due": "end",
    "List": "status",
    "Section": "status",
    "Status": "status",
    "Labels": "tags",
    "Tags": "tags",
    "Members": "owner",
    "Assignee": "owner",
    "Type": "type",
    "Checklists": BODY,
}


def read_json(data: bytes, reading: Reading) -> Table:
    """Read an export in JSON, of the program that it shows itself to be from.

    Raises:
        Refused: where it is none that we know.
    """
    if sum(map(data.count, (b"{", b"[", b","))) > _MOST_VALUES:
        raise Refused(f"it has more than {_MOST_VALUES:,} values", hint="export less at a time")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise Refused("its JSON is nested too deeply") from None
    except ValueError as error:
        row = getattr(error, "lineno", 0)
        raise Refused("it can't be read as JSON", row=row, hint="export it again") from None
    if isinstance(found, dict):
        if isinstance(found.get("cards"), list):
            return _trello(found)
        if isinstance(found.get("issues"), list):
            return _jira(found["issues"])
        if isinstance(found.get("pages"), dict) and "version" in found:
            return read_playbook_file(found, reading)
        if isinstance(found.get("data"), list):
            return _asana(found["data"])
    if isinstance(found, list) and found and all(isinstance(each, dict) for each in found):
        return _asana(found) if "gid" in found[0] else _plain(found)
    raise Refused(
        "it is no JSON that we know", hint="exports of Trello, Asana and Jira, and playbook.json, can be imported"
    )


def _trello(board: dict[str, Any]) -> Table:
    """The open cards of a board; those in the archive are counted."""
    lists = {_said(each, "id"): _said(each, "name") for each in _dicts(board.get("lists"))}
    members = {_said(each, "id"): _said(each, "fullName") for each in _dicts(board.get("members"))}
    tasks: dict[str, list[str]] = {}
    for checklist in _dicts(board.get("checklists")):
        items = [
            f"- [{'x' if _said(item, 'state') == 'complete' else ' '}] {_line(_said(item, 'name'))}"
            for item in _dicts(checklist.get("checkItems"))
        ]
        tasks.setdefault(_said(checklist, "idCard"), []).extend(items)
    rows, closed, attached = [], 0, 0
    for number, card in enumerate(_dicts(board["cards"]), 1):
        if card.get("closed") is True:
            closed += 1
            continue
        attached += len(_dicts(card.get("attachments")))
        cells = {
            "Name": _said(card, "name"),
            "Start": _said(card, "start"),
            "Due": _said(card, "due"),
            "List": lists.get(_said(card, "idList"), ""),
            "Labels": _joined(_said(label, "name") or _said(label, "color") for label in _dicts(card.get("labels"))),
            "Members": _joined(members.get(str(each), "") for each in _listed(card.get("idMembers"))),
            **_fields_of(board, card),
            "Description": _said(card, "desc"),
            "Checklists": "\n".join(tasks.get(_said(card, "id"), ())),
        }
        rows.append(made_row(number, cells, name=_said(card, "id") or _said(card, "shortLink")))
    notes = [f"{closed} cards of the archive left out"] * bool(closed)
    notes += [f"{attached} attachments dropped"] * bool(attached)
    return _table(rows, "trello", notes, group=_said(board, "id") or _said(board, "name"))


def _fields_of(board: dict[str, Any], card: dict[str, Any]) -> dict[str, str]:
    """What a card says in fields that a board adds."""
    known = {_said(each, "id"): each for each in _dicts(board.get("customFields"))}
    found = {}
    for item in _dicts(card.get("customFieldItems")):
        field = known.get(_said(item, "idCustomField"), {})
        value = item.get("value")
        if not isinstance(value, dict):
            options = {_said(each, "id"): each.get("value") for each in _dicts(field.get("options"))}
            value = options.get(_said(item, "idValue"))
        text = next((str(each) for each in value.values()), "") if isinstance(value, dict) else ""
        if (name := _line(_said(field, "name"))) and text:
            found[f"{name} (field)" if name in _MEANT else name] = text
    return found


def _asana(tasks: list[Any]) -> Table:
    rows = []
    for number, task in enumerate(_dicts(tasks), 1):
        places = [each.get("section") for each in _dicts(task.get("memberships"))]
        own = {_line(_said(each, "name")): _said(each, "display_value") for each in _dicts(task.get("custom_fields"))}
        cells = {
            "Name": _said(task, "name"),
            "Start": _said(task, "start_at") or _said(task, "start_on"),
            "Due": _said(task, "due_at") or _said(task, "due_on"),
            "Section": next((_said(place, "name") for place in places if isinstance(place, dict)), ""),
            "Assignee": _name(task.get("assignee")),
            "Tags": _joined(_name(each) for each in _listed(task.get("tags"))),
            **{
                (f"{name} (field)" if name in _MEANT and name != "Status" else name): text
                for name, text in own.items()
                if name
            },
            "Description": _said(task, "notes"),
        }
        if task.get("completed") is True:
            cells["Section"] = "completed"
        if cells.get("Status"):
            cells.pop("Section")
        rows.append(made_row(number, cells, name=_said(task, "gid")))
    return _table(rows, "asana", [])


def _jira(issues: list[Any]) -> Table:
    rows = []
    for number, issue in enumerate(_dicts(issues), 1):
        fields = issue.get("fields")
        fields = fields if isinstance(fields, dict) else {}
        cells = {
            "Name": _said(fields, "summary"),
            "Start": _said(fields, "startdate"),
            "Due": _said(fields, "duedate"),
            "Type": _name(fields.get("issuetype")),
            "Status": _name(fields.get("status")),
            "Assignee": _name(fields.get("assignee")),
            "Labels": _joined(map(str, _listed(fields.get("labels")))),
            "Components": _joined(_name(each) for each in _listed(fields.get("components"))),
            "Description": fields["description"] if isinstance(fields.get("description"), str) else "",
        }
        rows.append(made_row(number, cells, name=_said(issue, "key")))
    others = sorted({name for issue in _dicts(issues) for name in issue.get("fields") or {}} - _JIRA_KNOWN)
    notes = [f"fields of Jira's dropped: {', '.join(others[:12])}{' …' if len(others) > 12 else ''}"] * bool(others)  # noqa: PLR2004 - enough to see
    return _table(rows, "jira", notes)


def _plain(found: list[dict[str, Any]]) -> Table:
    """A list of records that any program may have written."""
    rows = []
    for number, each in enumerate(found, 1):
        cells = {
            _line(str(name)): _joined(map(str, value)) if isinstance(value, list) else _text(value)
            for name, value in each.items()
        }
        rows.append(made_row(number, {name: text for name, text in cells.items() if name}))
    return _table(rows, "file", [], meant={})


def _table(
    rows: list[Row], origin: str, notes: list[str], *, meant: dict[str, str] | None = None, group: str = ""
) -> Table:
    columns = tuple(dict.fromkeys(name for row in rows for name in (*row.cells, *row.faults) if name))
    limited(len(columns), sum(len(row.cells) for row in rows), len(rows))
    if not rows:
        raise Refused("there is nothing in it")
    table = _MEANT if meant is None else meant
    said = {name: table[name] for name in columns if name in table}
    return Table(columns, tuple(rows), origin, said, tuple(notes), group)


def _dicts(value: object) -> list[dict[str, Any]]:
    limited(0, 0, len(value) if isinstance(value, list) else 0)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _said(held: dict[str, Any], name: str) -> str:
    return _text(held.get(name))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (str, int, float)) else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    return next((_said(value, key) for key in ("displayName", "name", "value") if _said(value, key)), "")


def _joined(texts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return ", ".join(filter(None, map(str.strip, _without_commas(texts))))


def _without_commas(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield text.replace(",", " ")
