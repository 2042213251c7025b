"""What may stand in a field, from its declaration: the types in `model.pages`, and those that a playbook declares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_origin

from pydantic import WithJsonSchema

from gameplan.model.declaration import Declaration
from gameplan.model.field_order import field_order
from gameplan.model.fields import Fields, PlaybookWord, RefersTo, parts_of
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Path
    from gameplan.model.vocabulary import Vocabulary

_FLAGS = ("true", "false")
_SELDOM = ("kind", "id", "aliases", "feed_id", "hide", "search", "source")
"""Those that are offered last."""


@dataclass(frozen=True, slots=True)
class Field:
    """What may stand in a field."""

    name: str
    """The canonical key."""
    about: str = ""
    """What it is for."""
    refers: RefersTo | None = None
    """Of which kind the pages are that it names."""
    choices: tuple[str, ...] = ()
    """The words that it takes."""
    day: bool = False
    """Whether it takes a day."""
    moment: bool = False
    """Whether it takes a time of day too, or a window."""
    relative: bool = False
    """Whether it takes days that count from the start."""
    period: bool = False
    """Whether it takes a quarter, a year and the like."""
    many: bool = False
    """Whether it takes a list."""
    model: type[BaseModel] | None = None
    """What its keys and values are, or those of its items."""
    named: bool = False
    """Whether its keys are names that the author gives, with such values."""
    examples: tuple[str, ...] = ()


def fields_of(kind: Kind, vocabulary: Vocabulary) -> tuple[Field, ...]:
    """Return the fields of a kind in the order in which files are written; what is seldom written comes last.

    Args:
        kind: the page's.
        vocabulary: the playbook's words.
    """
    model = kind.fields
    found = [_field(name, info, vocabulary) for name, info in model.model_fields.items()]
    order = field_order(kind)
    return tuple(sorted(found, key=lambda field: (field.name in _SELDOM, order[field.name])))


def field_at(kind: Kind, path: Path, vocabulary: Vocabulary) -> Field | None:
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


def keys_at(kind: Kind, path: Path, vocabulary: Vocabulary) -> tuple[Field, ...]:
    """Return the fields whose keys may stand at a place: of the page, or of a mapping in it."""
    if not path:
        return fields_of(kind, vocabulary)
    field = field_at(kind, path, vocabulary)
    if field is None or field.model is None or field.named:
        return ()
    return tuple(_field(name, info, vocabulary) for name, info in field.model.model_fields.items())


def _within(model: type[BaseModel] | None, name: str, vocabulary: Vocabulary) -> Field | None:
    info = model.model_fields.get(name) if model is not None else None
    return _field(name, info, vocabulary) if info is not None else None


def _field(name: str, info: FieldInfo, vocabulary: Vocabulary) -> Field:
    field = _declared(name, _Hashed(info))
    words = next((part.of for part in parts_of(info.annotation) if isinstance(part, PlaybookWord)), "")
    words = words or next((part.of for part in info.metadata if isinstance(part, PlaybookWord)), "")
    if words == "statuses":
        return replace(field, choices=tuple(status.name for status in vocabulary.statuses))
    if words == "types":
        return replace(field, choices=vocabulary.types, examples=())
    if name == "kind":
        return replace(field, choices=tuple(kind.name for kind in vocabulary.kinds))
    return field


class _Hashed:
    """A declaration that is known again by itself."""

    def __init__(self, info: FieldInfo) -> None:
        self.info = info

    def __hash__(self) -> int:
        return id(self.info)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and other.info is self.info


@lru_cache(maxsize=4096)
def _declared(name: str, hashed: _Hashed) -> Field:
    info = hashed.info
    parts = (*info.metadata, *parts_of(info.annotation))
    schema: dict[str, Any] = next((part.json_schema or {} for part in parts if isinstance(part, WithJsonSchema)), {})
    options = [schema, *schema.get("anyOf", ())]
    examples = tuple(map(str, schema.get("examples", ())))
    own = next((part for part in parts if isinstance(part, Declaration)), None)
    named = any(get_origin(part) is dict for part in parts)
    model = next((part for part in parts if isinstance(part, type) and issubclass(part, Fields)), None)
    of_values = (
        _declared("on", _Hashed(model.model_fields["on"])) if named and model and "on" in model.model_fields else None
    )
    if of_values is not None:
        # Deadlines: a name with a day, or with all that there is to say of it.
        return replace(of_values, name=name, about=info.description or "", model=model, named=True)
    return Field(
        name=name,
        about=info.description or (own.help or own.called if own else ""),
        refers=next((part for part in info.metadata if isinstance(part, RefersTo)), None),
        choices=_FLAGS if schema.get("type") == "boolean" else tuple(map(str, schema.get("enum", ()))),
        day="pattern" in schema or any(text[:4].isdigit() and len(text) == 10 for text in examples),  # noqa: PLR2004 - a day as typed
        moment="TBD" in examples,
        relative="-14d" in examples,
        period="2026-Q4" in examples and "TBD" not in examples,
        many=any(option.get("type") == "array" for option in options)
        or any(get_origin(part) is tuple for part in parts),
        model=model,
        named=named,
        examples=examples,
    )
