"""What may be written at a place: keys, words, ids with titles, days, references and paths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.assist import days, pages
from gameplan.assist.cursor import Where, cursor_at
from gameplan.assist.declared import field_at, keys_at
from gameplan.assist.kinds import kind_of
from gameplan.assist.ranking import fit
from gameplan.assist.suggestion import Sort, Suggestion
from gameplan.edit.yaml_text import scalar
from gameplan.model.fields import RefersTo
from gameplan.model.pages import Journey
from gameplan.read.extents import Form
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.assist.checked import Checked
    from gameplan.assist.cursor import Cursor
    from gameplan.assist.texts import Text
    from gameplan.diagnostics import Span
    from gameplan.model.field_forms import FieldForm
    from gameplan.model.kinds import Kind

MOST = 100
"""Suggestions at a time; who types on gets others."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be written at a place, the best first."""

    span: Span
    """What it takes the place of."""
    all: tuple[Suggestion, ...]
    whole: bool = True
    """Whether these are all that there are."""


def suggestions(checked: Checked, text: Text, line: int, column: int) -> Suggestions:
    """Return what may be written at a place.

    Args:
        checked: the playbook as it was checked last.
        text: the file's, as it is now.
        line: from 1.
        column: in characters, from 1.
    """
    cursor = cursor_at(text, line, column)
    kind = kind_of(text, checked)
    found: Iterable[Suggestion] = ()
    if cursor.where is Where.MENTION:
        found = pages.mentioned(checked, text.path, cursor.typed)
    elif cursor.where is Where.LINK:
        found = pages.linked(checked, text.path, cursor.typed)
    elif kind is not None and cursor.where is not Where.TEXT:
        found = _in_front(checked, text, cursor, kind)
    some: list[Suggestion] = []
    for each in found:
        if len(some) == MOST:
            return Suggestions(cursor.span, tuple(some), whole=False)
        some.append(each)
    # Whoever types on names other pages and days.
    whole = all(each.sort in (Sort.KEY, Sort.WORD) for each in some) and bool(some)
    return Suggestions(cursor.span, tuple(some), whole=whole)


def _in_front(checked: Checked, text: Text, cursor: Cursor, kind: Kind) -> Iterator[Suggestion]:
    field = field_at(kind, cursor.path, checked.vocabulary)
    keys = keys_at(kind, cursor.path, checked.vocabulary)
    as_key = cursor.where is Where.KEY and not (cursor.path and not keys and field and not field.named)
    item = bool(cursor.path) and isinstance(cursor.path[-1], int)
    if as_key or (keys and item):
        yield from _keys(text, cursor, kind, keys)
        if field is not None and field.named:
            yield from _names(checked, text, cursor, field)
    if field is None or as_key:
        return
    for each in _values(checked, text, cursor, field, kind):
        yield each._replace(text=_written(each.text, text, cursor))


def _keys(text: Text, cursor: Cursor, kind: Kind, keys: Iterable[FieldForm]) -> Iterator[Suggestion]:
    taken = _taken(text, kind) if not cursor.path else frozenset[str]()
    colon = _colon(text, cursor)
    for field in keys:
        if field.name not in taken or field.name == cursor.whole:
            yield Suggestion(field.name, f"{field.name}{colon}", Sort.KEY, _form(field), field.about)


def _names(checked: Checked, text: Text, cursor: Cursor, field: FieldForm) -> Iterator[Suggestion]:
    """The names that authors give in a field: of deadlines those that other entries have, of results the KPIs."""
    colon = _colon(text, cursor)
    if field.name == "results":
        for page in pages.named(checked, RefersTo("kpi"), cursor.typed, (), text.path):
            yield page._replace(text=f"{scalar(page.text, within=cursor.flow)}{colon}")
    for name in checked.deadlines if field.name == "deadlines" else ():
        if fit(cursor.typed.casefold(), name.casefold()):
            yield Suggestion(name, f"{scalar(name, within=cursor.flow)}{colon}", Sort.KEY, "a deadline")


def _colon(text: Text, cursor: Cursor) -> str:
    """What has to stand behind a key."""
    return "" if text.row(cursor.span.line)[cursor.span.end_column - 1 :].lstrip().startswith(":") else ": "


def _taken(text: Text, kind: Kind) -> frozenset[str]:
    """The fields whose keys stand at the left edge."""
    names = spec(kind).names
    typed = (row.partition(":")[0].strip() for row in text.rows[1 : text.closing - 1] if ":" in row)
    return frozenset(names[name] for name in typed if name in names)


def _form(field: FieldForm) -> str:
    """What a field takes, in a few words."""
    if field.refers is not None:
        noun = "KPI" if field.refers.kind == "kpi" else field.refers.kind
        return f"the id of one {noun}" if field.refers.single else f"ids: {noun}"
    if field.choices:
        return " | ".join(field.choices[:5]) + (" | …" if len(field.choices) > 5 else "")  # noqa: PLR2004 - as many as one reads
    if field.day:
        return "a day, or a time or a window" if field.moment else "a day"
    return "a list" if field.many else ""


def _values(checked: Checked, text: Text, cursor: Cursor, field: FieldForm, kind: Kind) -> Iterator[Suggestion]:
    if field.name == "stage":
        yield from _stages(checked, cursor.typed)
    elif field.refers is not None:
        listed = _listed(text, cursor)
        yield from pages.named(checked, field.refers, cursor.typed, listed, text.path)
    elif field.name in ("redirect", "changes", "applies_to"):
        yield from pages.named(checked, RefersTo(""), cursor.typed, set(), text.path)
    elif field.day or field.period:
        yield from days.suggested(checked, text.path, field, cursor)
    else:
        # As a status is typed another one is wanted: all are shown, those that begin so first.
        for word in sorted(field.choices, key=lambda word: not word.startswith(cursor.typed)):
            yield Suggestion(word, word, Sort.WORD, _meant(checked, kind, field, word))


def _meant(checked: Checked, kind: Kind, field: FieldForm, word: str) -> str:
    """What a status counts as."""
    if field.name == "status" and kind.name == "entry" and word in checked.vocabulary.status:
        return str(checked.vocabulary.status[word].stage.value)
    return ""


def _listed(text: Text, cursor: Cursor) -> set[str]:
    """The ids that stand in the same list, but for the one that is being written."""
    if not isinstance(cursor.path[-1], int):
        return set()
    known: set[str] = set()
    for number in range(2, text.closing):
        if number != cursor.span.line and text.row(number).lstrip().startswith("- "):
            other = cursor_at(text, number, len(text.row(number)) + 1)
            if other.path[:-1] == cursor.path[:-1]:
                known.add(other.whole.strip("'\""))
    row = text.row(cursor.span.line)
    beside = f"{row[: cursor.span.column - 1]},{row[cursor.span.end_column - 1 :]}"
    known |= (
        {part.strip(" \t\"'") for part in beside.partition("[")[2].partition("]")[0].split(",")}
        if cursor.flow
        else set()
    )
    return known - {""}


def _stages(checked: Checked, typed: str) -> Iterator[Suggestion]:
    """The stages of journeys, as `journey/stage`."""
    for page in checked.playbook.of_kind("journey"):
        for stage in page.fields.stages if isinstance(page.fields, Journey) else ():
            name = f"{page.id}/{stage.id}"
            if fit(typed.casefold(), f"{name} {stage.title}".casefold()):
                yield Suggestion(name, name, Sort.WORD, stage.title or page.title)


def _written(value: str, text: Text, cursor: Cursor) -> str:
    """A value as it has to be written at a place: in quotes where it needs some, behind a blank where there is none."""
    if cursor.quote:
        like = Form.SINGLE if cursor.quote == "'" else Form.DOUBLE
        quoted = scalar(value, within=cursor.flow, like=like)
        closed = text.row(cursor.span.line)[cursor.span.end_column - 1 :].startswith(cursor.quote)
        return quoted[1:-1] if closed else quoted[1:]
    typed = scalar(value, within=cursor.flow) if value else value
    return f" {typed}" if text.row(cursor.span.line)[: cursor.span.column - 1].endswith(":") else typed
