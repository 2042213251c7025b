"""Which page a place of a file names, also while the file can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.assist.cursor import Where, cursor_at
from gameplan.assist.declared import field_at
from gameplan.assist.kinds import kind_of
from gameplan.model.links import linked_path
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from gameplan.assist.checked import Checked
    from gameplan.assist.cursor import Cursor
    from gameplan.assist.texts import Text
    from gameplan.diagnostics import Span
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.resolve.identifiers import Identifiers

_ANY = frozenset(("redirect", "changes", "applies_to", "decisions"))
"""Fields that may name a page of any kind."""
_OWN = frozenset(("id", "title", "aliases", "feed_id"))
"""Fields that say what the page itself is called."""


class Target(NamedTuple):
    """A page that is named at a place."""

    page: Page
    span: Span
    """Of its name, or of what leads to it."""


def target_at(checked: Checked, text: Text, line: int, column: int) -> Target | None:
    """Return the page that a place names; None where it names none.

    Args:
        checked: the playbook as it was checked last.
        text: the file's, as it is now.
        line: from 1.
        column: in characters, from 1.
    """
    cursor = cursor_at(text, line, column)
    page = _page(checked, text, cursor)
    return Target(page, cursor.span) if page is not None else None


def _page(checked: Checked, text: Text, cursor: Cursor) -> Page | None:
    name = cursor.whole.strip()
    if cursor.where is Where.MENTION:
        return _alone(checked.identifiers, name)
    if cursor.where is Where.LINK:
        path = text.path if name.startswith("#") else linked_path(text.path, name)
        return checked.playbook.by_path.get(path or "")
    kind = kind_of(text, checked)
    if kind is None or not name or cursor.where is Where.TEXT:
        return None
    if cursor.where is Where.KEY:
        named = cursor.path and spec(kind).names.get(str(cursor.path[0])) == "results"
        return checked.identifiers.find("kpi", name) if named else None
    return _cited(checked, text, cursor, kind)


def _cited(checked: Checked, text: Text, cursor: Cursor, kind: Kind) -> Page | None:
    """The page that a value names."""
    known, name = checked.identifiers, cursor.whole.strip()
    field = field_at(kind, cursor.path, checked.vocabulary)
    first = spec(kind).names.get(str(cursor.path[0])) if cursor.path else None
    if field is not None and field.refers is not None:
        return known.find(field.refers.kind, name)
    if first == "stage":
        return known.find("journey", name.partition("/")[0])
    if first in _OWN:
        return checked.playbook.by_path.get(text.path)
    if field is not None and field.name == "channel":
        return known.find("channel", name)
    if field is not None and field.name in ("goal", "audience"):
        return known.find(field.name, name)
    return _alone(known, name) if first in _ANY else None


def _alone(known: Identifiers, name: str) -> Page | None:
    """The page of an id, or of a kind and an id; None where there are several."""
    kind, colon, identifier = name.partition(":")
    meant = known.kinds.get(kind.strip()) if colon else None
    if meant is not None:
        return known.find(meant.name, identifier.strip())
    found = known.anywhere(name)
    return found[0] if len(found) == 1 else None
