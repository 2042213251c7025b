"""What a form asks of a kind of page: a value, made from the declarations of its fields.

What a form can't show stays out of it, and stays in the file as it is: values by engine and day, say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, get_origin

from gameplan.model.field_forms import field_forms
from gameplan.model.field_order import field_order
from gameplan.model.relative_days import RelativeDay
from gameplan.wording.declared_values import called, choice_label
from gameplan.wording.labels import status_label, type_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.field_forms import FieldForm
    from gameplan.model.fields import Fields
    from gameplan.model.kinds import Kind
    from gameplan.model.vocabulary import Vocabulary

LEFT_OUT = frozenset(("kind", "aliases", "feed_id", "hide", "search", "source"))
"""What no form asks for: what commands write, what a page's folder says, and what only the theme wants."""
_LONG = frozenset(("summary", "note", "reason", "health_reason", "question", "promise", "response"))
"""Texts that may have several lines."""
_UNSAID = ("", None, ())


class Shape(StrEnum):
    """How a value is typed into a form."""

    LINE = "line"
    TEXT = "text"
    """Several lines."""
    NUMBER = "number"
    COUNT = "count"
    """A whole number."""
    FLAG = "flag"
    DAY = "day"
    CHOICE = "choice"
    OBJECT = "object"
    """A value with parts."""
    OBJECTS = "objects"
    """A list of values with parts."""
    NAMED = "named"
    """Values with parts, each by a name: in forms a list, in which the name is the first part."""
    PAIRS = "pairs"
    """Values by name: in forms a list of two parts."""


class Option(NamedTuple):
    """One of the values that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field as a form asks for it."""

    name: str
    label: str
    hint: str = ""
    second: str = ""
    """A second name under which files may have it."""
    shape: Shape
    many: bool = False
    """Whether it takes a list of such values."""
    required: bool = False
    default: str = ""
    """What counts where a page says nothing, as typed."""
    options: tuple[Option, ...] = ()
    kind: str = ""
    """The kind of the pages that it names."""
    open: bool = False
    """Whether it may name somebody without a page."""
    pattern: str = ""
    message: str = ""
    """What to type where a value doesn't match the pattern."""
    parts: tuple[FormField, ...] = ()
    short: str = ""
    """Of values with parts by name: the part that may stand alone in the place of all."""


def form_fields(kind: Kind, vocabulary: Vocabulary) -> tuple[FormField, ...]:
    """Return what a form asks of a page of a kind, in the order in which files are written.

    Args:
        kind: of the vocabulary.
        vocabulary: the playbook's words, as far as they may be seen.
    """
    order = field_order(kind)
    asked = (each for each in _asked(kind.fields, vocabulary) if each.name not in LEFT_OUT)
    found = sorted(asked, key=lambda each: order[each.name])
    needed = {"title", *(("goals",) if kind == vocabulary.entry else ())}
    return tuple(replace(each, required=True) if each.name in needed else each for each in found)


def _asked(model: type[Fields], vocabulary: Vocabulary) -> tuple[FormField, ...]:
    """Return those fields of a model that a form can ask for."""
    found = (_field(form, vocabulary) for form in field_forms(model).values())
    return tuple(each for each in found if each is not None)


def _field(form: FieldForm, vocabulary: Vocabulary) -> FormField | None:
    """Return how a form asks for a field; None for values by name that are themselves by name."""
    base = FormField(
        name=form.name,
        label=called(form.own) if form.own else form.name.replace("_", " ").capitalize(),
        hint=form.described,
        second=form.second,
        shape=Shape.LINE,
        many=form.many and not form.named,
        required=form.required,
        default=_typed(form.default),
        pattern=form.written.pattern if form.written else "",
        message=form.written.hint if form.written else "",
    )
    parts = _asked(form.model, vocabulary) if form.model else ()
    if refers := form.refers:
        return replace(
            base, shape=Shape.CHOICE, kind=refers.kind, many=not refers.single, open=not refers.strict, default=""
        )
    if form.named:
        return _by_name(base, form, parts)
    if parts:
        return replace(base, shape=Shape.OBJECTS if form.many else Shape.OBJECT, many=False, parts=parts)
    options = _options(form, vocabulary)
    return replace(base, shape=Shape.CHOICE if options else _shape(form), options=options)


def _by_name(base: FormField, form: FieldForm, parts: tuple[FormField, ...]) -> FormField | None:
    name = FormField(name="name", label=say("Name"), shape=Shape.LINE, required=True)
    if parts:
        return replace(base, shape=Shape.NAMED, parts=(name, *parts), short=parts[0].name)
    if get_origin(form.value) is dict:
        return None
    number = not (isinstance(form.value, type) and issubclass(form.value, (str, RelativeDay)))
    shape = Shape.NUMBER if number else Shape.LINE
    said = replace(base, name="value", label=say("Value"), hint="", shape=shape, required=True)
    return replace(base, shape=Shape.PAIRS, parts=(name, said), pattern="", message="")


def _options(form: FieldForm, vocabulary: Vocabulary) -> tuple[Option, ...]:
    """Return what can be chosen in a field; nothing where anything can be typed, or something ticked."""
    if form.words == "statuses":
        return tuple(Option(each.name, status_label(each)) for each in vocabulary.statuses)
    if form.words == "types":
        return tuple(Option(name, type_label(name)) for name in vocabulary.types)
    if form.holds == "boolean":
        return (Option("true", say("Yes")), Option("false", say("No"))) if form.optional else ()
    own = form.own
    names = vocabulary.visibilities if form.words == "visibilities" else form.choices
    return tuple(
        Option(name, choice_label(own, name) if own else name.replace("-", " ").capitalize()) for name in names
    )


def _shape(form: FieldForm) -> Shape:
    """Return how a value is typed that has no parts, and isn't chosen."""
    shapes = {"boolean": Shape.FLAG, "integer": Shape.COUNT, "number": Shape.NUMBER}
    if form.only_day or form.holds in shapes:
        return shapes.get(form.holds, Shape.DAY)
    long = form.name in _LONG or (form.own is not None and form.own.type == "text" and not form.many)
    return Shape.TEXT if long else Shape.LINE


def _typed(default: object) -> str:
    """Write a default as somebody would type it; nothing where there is none."""
    if isinstance(default, bool):
        return str(default).lower()
    return default if isinstance(default, str) and default not in _UNSAID else ""
