"""What a form asks of a kind of page: a value, made from the declarations of its fields.

What a form can't show stays out of it, and stays in the file as it is: values by engine and day, say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_origin

from gameplan.model.field_order import field_order
from gameplan.model.fields import Fields, PlaybookWord, RefersTo, Written, parts_of
from gameplan.model.own_fields import declared_fields
from gameplan.model.relative_days import RelativeDay
from gameplan.wording.declared_values import called, choice_label
from gameplan.wording.labels import status_label, type_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo

    from gameplan.model.declaration import Declaration
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
    made = _Fields(kind.fields, vocabulary, {own.name: own for own in declared_fields(kind.fields)})
    found = sorted((each for each in made.all() if each.name not in LEFT_OUT), key=lambda each: order[each.name])
    needed = {"title", *(("goals",) if kind == vocabulary.entry else ())}
    return tuple(replace(each, required=True) if each.name in needed else each for each in found)


@dataclass(frozen=True)
class _Fields:
    """The fields of a model."""

    model: type[Any]
    vocabulary: Vocabulary
    declared: Mapping[str, Declaration]

    def all(self) -> Iterator[FormField]:
        """Yield those that a form can ask for."""
        for name, info in self.model.model_fields.items():
            if (found := self._field(name, info)) is not None:
                yield found

    def _field(self, name: str, info: FieldInfo) -> FormField | None:
        marks = (*info.metadata, *parts_of(info.annotation))
        refers = next((mark for mark in info.metadata if isinstance(mark, RefersTo)), None)
        written = next((mark for mark in marks if isinstance(mark, Written)), None)
        outer = [*_outer(info.annotation)]
        base = FormField(
            name=name,
            label=self._label(name),
            hint=info.description or "",
            shape=Shape.LINE,
            required=info.is_required(),
            default=_typed(info.default),
            pattern=written.pattern if written else "",
            message=written.hint if written else "",
        )
        if refers is not None:
            return replace(
                base, shape=Shape.CHOICE, kind=refers.kind, many=not refers.single, open=not refers.strict, default=""
            )
        if mapping := next((each for each in outer if get_origin(each) is dict), None):
            return self._by_name(base, mapping)
        base = replace(base, many=any(get_origin(each) is tuple for each in outer))
        if parts := self._parts(info.annotation):
            return replace(base, shape=Shape.OBJECTS if base.many else Shape.OBJECT, many=False, parts=parts)
        return self._plain(base, marks, optional=type(None) in get_args(info.annotation))

    def _label(self, name: str) -> str:
        return called(self.declared[name]) if name in self.declared else name.replace("_", " ").capitalize()

    def _by_name(self, base: FormField, mapping: object) -> FormField | None:
        """Return the form of values by name; None for values that are themselves by name."""
        _, value = get_args(mapping)
        name = FormField(name="name", label=say("Name"), shape=Shape.LINE, required=True)
        if parts := self._parts(value):
            return replace(base, shape=Shape.NAMED, parts=(name, *parts), short=parts[0].name)
        kept = next(iter(_outer(value)))
        if get_origin(kept) is dict:
            return None
        number = not (isinstance(kept, type) and issubclass(kept, (str, RelativeDay)))
        shape = Shape.NUMBER if number else Shape.LINE
        said = replace(base, name="value", label=say("Value"), hint="", shape=shape, required=True)
        return replace(base, shape=Shape.PAIRS, parts=(name, said), pattern="", message="")

    def _parts(self, annotation: object) -> tuple[FormField, ...]:
        """Return the parts of a value that is made of keys and values; none of another."""
        model = next(
            (part for part in parts_of(annotation) if isinstance(part, type) and issubclass(part, Fields)), None
        )
        return tuple(_Fields(model, self.vocabulary, {}).all()) if model else ()

    def _plain(self, base: FormField, marks: tuple[Any, ...], *, optional: bool) -> FormField:
        """Return the form of a value without parts."""
        schema = _schema(self.model, base.name)
        if isinstance(schema.get("items"), dict):
            schema = schema["items"]
        words = next((mark.of for mark in marks if isinstance(mark, PlaybookWord)), "")
        if words == "statuses":
            options = tuple(Option(each.name, status_label(each)) for each in self.vocabulary.statuses)
            return replace(base, shape=Shape.CHOICE, options=options)
        if words == "types":
            options = tuple(Option(name, type_label(name)) for name in self.vocabulary.types)
            return replace(base, shape=Shape.CHOICE, options=options)
        if "enum" in schema:
            own = self.declared.get(base.name)
            label = (
                (lambda name: choice_label(own, name)) if own else (lambda name: name.replace("-", " ").capitalize())
            )
            return replace(
                base, shape=Shape.CHOICE, options=tuple(Option(each, label(each)) for each in schema["enum"])
            )
        if schema.get("type") == "boolean":
            yes_or_no = (Option("true", say("Yes")), Option("false", say("No")))
            return replace(base, shape=Shape.CHOICE, options=yes_or_no) if optional else replace(base, shape=Shape.FLAG)
        return replace(base, shape=self._shape(base, schema))

    def _shape(self, base: FormField, schema: Mapping[str, Any]) -> Shape:
        if schema.get("type") in ("number", "integer"):
            return Shape.COUNT if schema["type"] == "integer" else Shape.NUMBER
        if "pattern" in schema:
            return Shape.DAY
        own = self.declared.get(base.name)
        long = base.name in _LONG or (own is not None and own.type == "text" and not base.many)
        return Shape.TEXT if long else Shape.LINE


def _outer(annotation: object) -> Iterator[object]:
    """Yield the types of which a value is one, without marks; None isn't among them."""
    if get_origin(annotation) is Annotated:
        yield from _outer(get_args(annotation)[0])
    elif get_origin(annotation) in (None, dict, tuple):
        if annotation is not type(None):
            yield annotation
    else:
        for part in get_args(annotation):
            yield from _outer(part)


def _typed(default: object) -> str:
    """Write a default as somebody would type it; nothing where there is none."""
    if isinstance(default, bool):
        return str(default).lower()
    return default if isinstance(default, str) and default not in _UNSAID else ""


@lru_cache(maxsize=256)
def _schemas(model: type[Fields]) -> Mapping[str, Any]:
    return dict(model.model_json_schema()["properties"])


def _schema(model: type[Fields], name: str) -> Mapping[str, Any]:
    """Return the JSON Schema of a field's value: of one that may be missing that of what it is else."""
    found: Mapping[str, Any] = _schemas(model).get(name, {})
    listed = [each for each in found.get("anyOf", ()) if each.get("type") != "null"]
    # One text or a list of them: each item is such a text.
    return {**found, **listed[0]} if listed else found
