"""What the columns of a table mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.importers.table import BODY, DROPPED, Refused, Table
from gameplan.model.faults import nearest, simplified
from gameplan.model.own_fields import own_fields
from gameplan.model.synonyms import key_meant
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.vocabulary import Vocabulary

IMPORTED = (
    *("title", "type", "goals", "status", "start", "end", "duration", "timezone", "repeat", "owner", "contributors"),
    *("audiences", "stage", "channels", "messages", "kpis", "answers", "competitors", "theme", "team", "campaign"),
    *(
        "play",
        "step",
        "depends_on",
        "effort",
        "budget",
        "spent",
        "published",
        "url",
        "location",
        "lasting",
        "retire_on",
    ),
    *("redirect", "supersedes", "related", "approved_by", "reviewed", "review_by", "summary", "tags", "visibility"),
    "aliases",
)
"""The fields that a column may mean, in the order in which they are written."""
REST = ("body", "x", "drop")
_NEVER_GUESSED = frozenset(("aliases", "step", "play", "stage", "redirect"))
_KEYS = frozenset(
    simplified(word)
    for word in (
        *("id", "key", "uid", "uuid", "guid", "nr", "no", "number", "identifier", "record id", "item id", "task id"),
        *("ref", "reference", "kennung", "nummer", "identifiant", "numéro", "issue key", "entry id", "row id"),
    )
)
_LONG = 300
"""Characters of a summary: what is longer, or has several lines, is a text."""
_SAMPLES = 3


class Chosen(NamedTuple):
    """What somebody said of columns."""

    mapped: Mapping[str, str] = {}
    """What columns mean: a field, `BODY` or `DROPPED`."""
    rest: str = ""
    """One of `REST`, for columns that aren't understood."""
    key: str = ""


class Unknown(NamedTuple):
    """A column that isn't understood."""

    column: str
    samples: tuple[str, ...]
    hint: str = ""


@dataclass(slots=True)
class Columns:
    """What the columns of a table mean."""

    fields: dict[str, str] = field(default_factory=dict)
    """The field of each column that has one."""
    bodies: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    """Those whose texts stand in a list at the end of the body."""
    extra: dict[str, str] = field(default_factory=dict)
    """The `x_` fields of those that have one."""
    dropped: list[str] = field(default_factory=list)
    key: str = ""
    """The column by which a row is known again; empty where its program's own name does it, or title and start."""
    unknown: list[Unknown] = field(default_factory=list)

    def of(self, name: str) -> str:
        """Return the column of a field; the field's own name where none has it."""
        return next((column for column, target in self.fields.items() if target == name), name)


def columns_of(table: Table, vocabulary: Vocabulary, chosen: Chosen) -> Columns:
    """Return what the columns of a table mean, those that nobody understands among them.

    Raises:
        Refused: where two mean the same, or somebody named what isn't there.
    """
    _refuse_names(table, vocabulary, chosen)
    found = Columns(key=chosen.key or _key(table, chosen))
    names = _names(vocabulary)
    for column in table.columns:
        if column in chosen.mapped:
            _put(found, column, names.get(chosen.mapped[column], chosen.mapped[column]))
    for column in table.columns:
        if column in chosen.mapped or (column == found.key and not table.meant.get(column)):
            continue
        target = table.meant.get(column)
        target = _guessed(column, names, table) if target is None else target
        held = [other for other, name in found.fields.items() if name == target]
        if held and target:
            if held[0] in chosen.mapped:
                target = None
            else:
                raise _twice(held[0], column, target)
        if target is None:
            _left(found, table, column, chosen.rest)
        else:
            _put(found, column, target)
    return found


def field_named(name: str, vocabulary: Vocabulary) -> str | None:
    """Return the target that somebody names: a field by its name or label, `BODY`, or an `x_` field; None where there is none."""
    if name in (BODY, DROPPED) or re.fullmatch(r"x_[a-z0-9_]{1,60}", name):
        return name
    return _names(vocabulary).get(name)


def _names(vocabulary: Vocabulary) -> dict[str, str]:
    """The field of each name that can be typed."""
    own = own_fields(vocabulary.entry.fields)
    known = {*IMPORTED, *(each.name for each in own)}
    named = {name: target for name, target in spec(vocabulary.entry).names.items() if target in known}
    return {each.called: each.name for each in own} | named


def _refuse_names(table: Table, vocabulary: Vocabulary, chosen: Chosen) -> None:
    for column in (*chosen.mapped, *filter(None, (chosen.key,))):
        if column not in table.columns:
            near = nearest(column, table.columns)
            hint = f"did you mean '{visible(near)}'?" if near else f"there are {', '.join(map(visible, table.columns))}"
            raise Refused(f"there is no column '{visible(column)}'", hint=hint)
    for target in chosen.mapped.values():
        if field_named(target, vocabulary) is None:
            near = nearest(target, _names(vocabulary)) or key_meant(target, IMPORTED)
            hint = f"did you mean {near}?" if near else "name a field of entries, body, or a name that begins with x_"
            raise Refused(f"there is no field '{visible(target)}' that a column can be", hint=hint)


def _put(found: Columns, column: str, target: str) -> None:
    if target == DROPPED:
        found.dropped.append(column)
    elif target == BODY:
        found.bodies.append(column)
    elif target.startswith("x_"):
        found.extra[column] = target
    else:
        for other, name in found.fields.items():
            if name == target:
                raise _twice(other, column, target)
        found.fields[column] = target


def _twice(one: str, other: str, target: str) -> Refused:
    hint = f"say what the other one is, or drop it: --map '{visible(other)}='"
    return Refused(f"the columns '{visible(one)}' and '{visible(other)}' both mean {target}", hint=hint)


def _left(found: Columns, table: Table, column: str, rest: str) -> None:
    """Put a column where those go that nobody understands."""
    if rest == "drop":
        found.dropped.append(column)
    elif rest == "body":
        found.listed.append(column)
    elif rest == "x":
        found.extra[column] = _extra_name(column)
    else:
        texts = dict.fromkeys(row.cells[column] for row in table.rows if column in row.cells)
        samples = tuple(" ".join(text.split())[:40] for text in list(texts)[:_SAMPLES])
        found.unknown.append(Unknown(column, samples))


def _extra_name(column: str) -> str:
    plain = unicodedata.normalize("NFKD", column).encode("ascii", "ignore").decode().lower()
    return f"x_{re.sub(r'[^a-z0-9]+', '_', plain).strip('_')[:60] or 'column'}"


def _guessed(column: str, names: Mapping[str, str], table: Table) -> str | None:
    """The field that a column means by its name; None where nobody knows."""
    by_spelling = {simplified(name): target for name, target in names.items() if name not in _NEVER_GUESSED}
    target = by_spelling.get(simplified(column)) or key_meant(
        column, [name for name in IMPORTED if name not in _NEVER_GUESSED]
    )
    if simplified(column) in ("body", "text", "content", "inhalt", "contenu", "texte"):
        return BODY
    if target == "summary" and any(
        "\n" in text or len(text) > _LONG for row in table.rows if (text := row.cells.get(column, ""))
    ):
        return BODY
    return target


def _key(table: Table, chosen: Chosen) -> str:
    """The column with ids, where the rows have no names of their own: each row has one, and no two the same."""
    if not table.rows or any(row.name for row in table.rows):
        return ""
    for column in table.columns:
        if simplified(column) in _KEYS and column not in chosen.mapped:
            texts = [row.cells.get(column) for row in table.rows]
            if None not in texts and len(set(texts)) == len(texts):
                return column
    return ""
