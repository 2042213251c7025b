"""What each field of a front matter holds, read once from the annotations of its model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import WithJsonSchema

from gameplan.model.fields import SECOND_NAMES, Dated, Fields, PlaybookWord, RefersTo, Written, parts_of
from gameplan.model.own_fields import declared_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.model.declaration import Declaration

_FLAGS = ("true", "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForm:
    """What a field holds, by its declaration."""

    name: str
    """The canonical key."""
    second: str = ""
    """Its second name, where it has one."""
    described: str = ""
    """What its declaration says that it is for."""
    own: Declaration | None = None
    """How it is shown, where it says so itself."""
    refers: RefersTo | None = None
    """Of which kind the pages are that it names."""
    words: str = ""
    """Of which words of the playbook it takes one: `statuses`, `types` or `visibilities`."""
    choices: tuple[str, ...] = ()
    """The words that it takes."""
    holds: str = ""
    """Of one value, as JSON Schema calls it."""
    only_day: bool = False
    """Whether it takes a day and nothing else."""
    examples: tuple[str, ...] = ()
    written: Written | None = None
    """What all of its values look like."""
    many: bool = False
    """Whether it takes a list."""
    optional: bool = False
    """Whether nothing is a value of it."""
    required: bool = False
    default: object = None
    model: type[Fields] | None = None
    """What its keys and values are, or those of its items."""
    named: bool = False
    """Whether its keys are names that the author gives, with such values."""
    value: object = None
    """The type of values by name."""

    @property
    def about(self) -> str:
        """What it is for, or else what it is called."""
        return self.described or (self.own.help or self.own.called if self.own else "")

    @property
    def day(self) -> bool:
        """Whether it takes a day."""
        return self.only_day or any(text[:4].isdigit() and len(text) == 10 for text in self.examples)  # noqa: PLR2004 - a day as typed

    @property
    def moment(self) -> bool:
        """Whether it takes a time of day too, or a window."""
        return "TBD" in self.examples

    @property
    def relative(self) -> bool:
        """Whether it takes days that count from the start."""
        return "-14d" in self.examples

    @property
    def period(self) -> bool:
        """Whether it takes a quarter, a year and the like."""
        return "2026-Q4" in self.examples and not self.moment


@lru_cache(maxsize=512)
def field_forms(model: type[Fields]) -> Mapping[str, FieldForm]:
    """Return what the fields of a model hold, by their names.

    Args:
        model: of a kind's front matter, or of a value within one.
    """
    declared = {own.name: own for own in declared_fields(model)}
    return {name: _form(model, name, declared.get(name)) for name in model.model_fields}


def _form(model: type[Fields], name: str, own: Declaration | None) -> FieldForm:
    info = model.model_fields[name]
    parts = (*info.metadata, *parts_of(info.annotation))
    outer = [*_outer(info.annotation)]
    mapping = next((each for each in outer if get_origin(each) is dict), None)
    optional = type(None) in get_args(info.annotation)
    schema: dict[str, Any] = next((part.json_schema or {} for part in parts if isinstance(part, WithJsonSchema)), {})
    # One text or a list of them: each item is such a text.
    several = [each.get("type", "") for each in schema.get("anyOf", ())]
    holds = schema.get("type") or ("" if optional else next(iter(several), ""))
    return FieldForm(
        name=name,
        second=SECOND_NAMES.get(name, "") if issubclass(model, Dated) else "",
        described=info.description or "",
        own=own,
        refers=next((part for part in info.metadata if isinstance(part, RefersTo)), None),
        words=next((part.of for part in parts if isinstance(part, PlaybookWord)), ""),
        choices=_FLAGS if holds == "boolean" else tuple(map(str, schema.get("enum", ()))),
        holds=holds,
        only_day="pattern" in schema,
        examples=tuple(map(str, schema.get("examples", ()))),
        written=next((part for part in parts if isinstance(part, Written)), None),
        many="array" in several or any(get_origin(each) is tuple for each in outer),
        optional=optional,
        required=info.is_required(),
        default=info.default,
        model=next((part for part in parts if isinstance(part, type) and issubclass(part, Fields)), None),
        named=mapping is not None,
        value=next(_outer(get_args(mapping)[1])) if mapping else None,
    )


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
