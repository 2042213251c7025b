"""A newer export and an entry that is there: what changed there is taken over, what was edited here stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from gameplan.edit.assignments import key_of
from gameplan.edit.front import Front, Unwritable
from gameplan.edit.splices import BOM
from gameplan.edit.yaml_text import typed_value
from gameplan.importers.states import BODY, WITHIN, digest, state_of
from gameplan.read.front_matter import Unreadable, split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.importers.draft import Draft
    from gameplan.model.page import Page
    from gameplan.read.front_matter import Value


class Conflict(NamedTuple):
    """A field that changed both there and here."""

    path: str
    field: str
    here: Value
    there: Value
    before: Value


@dataclass(slots=True)
class Merged:
    """An entry as it is to be."""

    front: Front
    conflicts: list[Conflict] = field(default_factory=list)


def merged(front: Front, page: Page, draft: Draft, known: Mapping[str, Any] | None) -> Merged:
    """Return an entry with what changed in its export since the last import.

    Args:
        front: of its file.
        page: as it was read.
        draft: what the export says now.
        known: what it said then; None where nobody knows.

    Raises:
        Unwritable: where its front matter can't be changed line by line.
    """
    found = Merged(front)
    there = state_of(draft)
    emptied = [name for name in known or () if name not in (*draft.values, BODY, WITHIN) and draft.says(name)]
    names = [*draft.values, *emptied]
    for name in names:
        key = key_of(found.front, page, name)
        here, now = found.front.values.get(key), there.get(name)
        before = known.get(name) if known is not None else None
        if _same(here, now) or (known is not None and _same(before, now)):
            continue
        if known is None or not _same(before, here):
            found.conflicts.append(Conflict(page.path, name, here, now, before))
            continue
        value = typed_value(now) if name == "repeat" and isinstance(now, str) else now
        found.front = found.front.without(key) if value is None else found.front.written(key, value)
    _body(found, page, draft, known)
    return found


def _body(found: Merged, page: Page, draft: Draft, known: Mapping[str, Any] | None) -> None:
    """Write another body where only the export's changed."""
    here, now = digest(page.body.text), digest(draft.body)
    before = known.get(BODY, "") if known is not None else None
    if now in (here, before) or not draft.says_text:
        return
    if before != here:
        found.conflicts.append(Conflict(page.path, "the text", "edited", "changed", ""))
        return
    found.front = _with_body(found.front, draft.body)


def _with_body(front: Front, body: str) -> Front:
    """Return a file with another text below its front matter, in its own line ends."""
    mark = BOM if front.data.startswith(BOM) else b""
    text = front.data.removeprefix(BOM).decode("utf-8")
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    old = split(text.replace("\r\n", "\n")).body
    head = text.replace("\r\n", "\n").removesuffix(old)
    head = head if head.endswith("\n") else f"{head}\n"
    made = f"{head}{chr(10) * bool(body)}{body}".replace("\n", end)
    try:
        new = Front.of(mark + made.encode("utf-8"))
    except Unreadable:
        new = front
    if new.values != front.values:
        raise Unwritable("the text can't be changed here: change it by hand")
    return new


def _same(one: object, other: object) -> bool:
    return _plain(one) == _plain(other)


def _plain(value: object) -> object:
    """A value without what is typing only: a list of one is that one."""
    if isinstance(value, str):
        value = typed_value(value) if value[:1] == "{" else value.strip()
    if isinstance(value, list):
        return value[0] if len(value) == 1 else value or None
    return value if value != "" else None
