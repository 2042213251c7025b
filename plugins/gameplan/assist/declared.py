"""What may stand in a field, from its declaration: the types in `model.pages`, and those that a playbook declares."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gameplan.model.field_forms import FieldForm, field_forms
from gameplan.model.field_order import field_order
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from gameplan.model.fields import Fields
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Path
    from gameplan.model.vocabulary import Vocabulary

_SELDOM = ("kind", "id", "aliases", "feed_id", "hide", "search", "source")
"""Those that are offered last."""


def fields_of(kind: Kind, vocabulary: Vocabulary) -> tuple[FieldForm, ...]:
    """Return the fields of a kind in the order in which files are written; what is seldom written comes last.

    Args:
        kind: the page's.
        vocabulary: the playbook's words.
    """
    found = _fields(kind.fields, vocabulary)
    order = field_order(kind)
    return tuple(sorted(found, key=lambda field: (field.name in _SELDOM, order[field.name])))


def field_at(kind: Kind, path: Path, vocabulary: Vocabulary) -> FieldForm | None:
    """Return what may stand at a place of a front matter; None where that isn't declared.

    Args:
        kind: the page's.
        path: the keys as typed, and numbers of items.
        vocabulary: the playbook's words.
    """
    if not path:
        return None
    name = spec(kind).names.get(str(path[0]))
    field = _within(kind.fields, name, vocabulary) if name else None
    for step in path[1:]:
        if field is None or isinstance(step, int):
            continue
        field = replace(field, named=False) if field.named else _within(field.model, step, vocabulary)
    return field


def keys_at(kind: Kind, path: Path, vocabulary: Vocabulary) -> tuple[FieldForm, ...]:
    """Return the fields whose keys may stand at a place: of the page, or of a mapping in it."""
    if not path:
        return fields_of(kind, vocabulary)
    field = field_at(kind, path, vocabulary)
    if field is None or field.model is None or field.named:
        return ()
    fields = _fields(field.model, vocabulary)
    second = (
        replace(each, name=each.second, described=f"A second name of {each.name}.") for each in fields if each.second
    )
    return (*fields, *second)


def _fields(model: type[Fields], vocabulary: Vocabulary) -> tuple[FieldForm, ...]:
    return tuple(_said(form, vocabulary) for form in field_forms(model).values())


def _within(model: type[Fields] | None, name: str, vocabulary: Vocabulary) -> FieldForm | None:
    forms = field_forms(model) if model is not None else {}
    form = forms.get(name) or next((each for each in forms.values() if each.second == name), None)
    return _said(form, vocabulary) if form is not None else None


def _said(form: FieldForm, vocabulary: Vocabulary) -> FieldForm:
    """What may stand in a field, with the playbook's words."""
    if form.words == "statuses":
        return replace(form, choices=tuple(status.name for status in vocabulary.statuses))
    if form.words == "visibilities":
        return replace(form, choices=vocabulary.visibilities)
    if form.words == "types":
        return replace(form, choices=vocabulary.types, examples=())
    if form.name == "kind":
        return replace(form, choices=tuple(kind.name for kind in vocabulary.kinds))
    if form.named and form.model and (alone := field_forms(form.model).get("on")):
        # Deadlines: a name with a day, or with all that there is to say of it.
        return replace(alone, name=form.name, described=form.described, model=form.model, named=True)
    return form
