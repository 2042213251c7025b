"""Assignments, as they are typed: `status=planned`, `tags+=spring`, `goals-=grow`, `stage=`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, get_origin

from gameplan.diagnostics import visible
from gameplan.edit.front import Front, Unwritable
from gameplan.edit.yaml_text import typed_value
from gameplan.model.field_forms import field_forms
from gameplan.model.fields import RefersTo
from gameplan.model.site_keys import ANYWHERE, ORDINARY
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.field_forms import FieldForm
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.model.vocabulary import Vocabulary
    from gameplan.read.front_matter import Value

_FORM = re.compile(r"([^\W\d][\w-]*?(?:\.[\w-]+?){0,3})(\+=|-=|=)(.*)", re.DOTALL)


class Assignment(NamedTuple):
    """One of them."""

    field: str
    """As typed; a part of one behind a dot, as in `deadlines.draft`."""
    sign: str
    """`=`, `+=` or `-=`."""
    text: str
    """What stands behind the sign; of `=` nothing where the line is to be deleted."""

    def __str__(self) -> str:
        """As typed."""
        return f"{self.field}{self.sign}{self.text}"


def assignment(text: str) -> Assignment | None:
    """Read an assignment; None where a text is none, and so an id or a path: an assignment has an equals sign behind a field's name."""
    found = _FORM.fullmatch(text)
    return Assignment(*found.groups()) if found else None


def known_fields(kind: Kind, vocabulary: Vocabulary) -> frozenset[str]:
    """Return every name by which a page of a kind takes a field, those for the site's generator included."""
    return frozenset((*spec(kind).names, *ANYWHERE, *ORDINARY, *vocabulary.pass_through))


def is_known(field: str, page: Page, vocabulary: Vocabulary) -> bool:
    """Tell whether a page can have a field: one of its kind, a key of the author's own, or one that stands there already."""
    typed = page.places.typed.values()
    field = field.partition(".")[0]
    return field.startswith(("x_", "x-")) or field in known_fields(page.kind, vocabulary) or field in typed


def assigned(front: Front, page: Page, wanted: Assignment) -> Front:
    """Return a page's front matter as an assignment wants it; the same one where it is so already.

    Args:
        front: as it is now.
        page: whose it is.
        wanted: the assignment.

    Raises:
        Unwritable: where it can't be, or a field that holds one value is to be extended.
    """
    if "." in wanted.field:
        return _with_part(front, page, wanted)
    key = key_of(front, page, wanted.field)
    canonical = spec(page.kind).names.get(wanted.field, wanted.field)
    if wanted.sign == "=" and not wanted.text:
        return front.without(key)
    value, now = typed_value(wanted.text), front.values.get(key)
    if wanted.sign == "=":
        listed = _is_list(page.kind, canonical) and not isinstance(now, str) and isinstance(value, str)
        return front.written(key, [value] if listed else value)
    if not isinstance(now, list) and not _is_list(page.kind, canonical) and canonical in page.kind.fields.model_fields:
        raise Unwritable(f"{visible(key)} holds one value: write {visible(key)}=VALUE, or {visible(key)}= to delete it")
    items: list[Value] = value if isinstance(value, list) else [value]
    return front.with_items(key, items) if wanted.sign == "+=" else front.without_items(key, items)


def _with_part(front: Front, page: Page, wanted: Assignment) -> Front:
    """Write a part of a value that is made of keys and values, or delete it; with the last part goes the key."""
    name, *parts = wanted.field.split(".")
    if wanted.sign != "=":
        raise Unwritable(f"a part is written or deleted: {visible(wanted.field)}=VALUE, or {visible(wanted.field)}=")
    key = key_of(front, page, name)
    form = field_forms(page.kind.fields).get(spec(page.kind).names.get(name, name))
    parts = [*_as_typed(front.values.get(key), parts, form)]
    new = _part_put(front.values.get(key), parts, typed_value(wanted.text) if wanted.text else None, name)
    return front.written(key, new) if new else front.without(key)


def _part_put(old: Value, parts: list[str], value: Value, name: str) -> dict[str, Value]:
    """Return a mapping with another value below some keys; None deletes it."""
    if old is not None and not isinstance(old, dict):
        raise Unwritable(f"{visible(name)} has no parts here: write {visible(name)}=VALUE, or {{…}} for the whole")
    made: dict[str, Value] = dict(old or {})
    first, *rest = parts
    if rest:
        inner = _part_put(made.get(first), rest, value, f"{name}.{first}")
        value = inner or None
    elif isinstance(made.get(first), dict) and isinstance(value, str):
        raise Unwritable(
            f"{visible(name)}.{visible(first)} has parts: write {visible(name)}.{visible(first)}.on=VALUE, say"
        )
    if value is None:
        made.pop(first, None)
    else:
        made[first] = value
    return made


def _as_typed(value: Value, parts: list[str], form: FieldForm | None) -> Iterator[str]:
    """Yield the keys of a part: each as it stands there, where it has a second name."""
    for part in parts:
        name = part
        if form is not None and form.named:
            form = replace(form, named=False)
        else:
            forms = field_forms(form.model).values() if form is not None and form.model else ()
            form = next((each for each in forms if part in (each.name, each.second)), None)
            names = (form.name, form.second) if form is not None else ()
            name = next((each for each in names if isinstance(value, dict) and each in value), part)
        yield name
        value = value.get(name) if isinstance(value, dict) else None


def key_of(front: Front, page: Page, field: str) -> str:
    """Return the key under which a field stands, or would.

    Raises:
        Unwritable: where it stands there under two names.
    """
    names = spec(page.kind).names
    canonical = names.get(field, field)
    keys = [name for name in front.values if names.get(name, name) == canonical]
    if len(keys) > 1:
        raise Unwritable(f"{' and '.join(map(visible, keys))} are one field: delete one of the two lines first")
    return keys[0] if keys else page.places.typed.get(canonical, canonical)


def _is_list(kind: Kind, field: str) -> bool:
    info = kind.fields.model_fields.get(field)
    if info is None:
        return False
    refers = next((mark for mark in info.metadata if isinstance(mark, RefersTo)), None)
    return not refers.single if refers else get_origin(info.annotation) is tuple
