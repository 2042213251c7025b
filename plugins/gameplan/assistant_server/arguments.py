"""The arguments of tools: declared once, told to assistants as JSON Schema, and checked with messages that say what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gameplan.answering.refusal import Refusal
from gameplan.diagnostics import visible
from gameplan.model.faults import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST = 2_000
"""Characters of a text."""
_MOST = 500
"""Texts of a list."""
_TYPES = {"text": "string", "number": "integer", "flag": "boolean"}


class Argument(NamedTuple):
    """An argument of a tool."""

    name: str
    about: str
    example: Any
    type: Literal["text", "texts", "number", "flag"] = "text"
    needed: bool = False
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 366

    @property
    def schema(self) -> dict[str, Any]:
        """The argument as JSON Schema."""
        said: dict[str, Any] = {"description": self.about, "examples": [self.example]}
        if self.type == "texts":
            return {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": _MOST, **said}
        if self.type == "number":
            said |= {"minimum": self.least, "maximum": self.most}
        if self.choices:
            said["enum"] = [*self.choices]
        return {"type": _TYPES[self.type], **said}

    def taken(self, value: object) -> object:
        """Return a value as it was sent.

        Raises:
            Refusal: where it is of another type, too long, or none of the choices: what to write.
        """
        form = f"write it as in {self.example!r}".replace("'", '"')
        if self.type == "flag":
            right = isinstance(value, bool)
        elif self.type == "number":
            right = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
            form = f"write a whole number from {self.least} to {self.most}, as in {self.example}"
        elif self.type == "texts":
            right = isinstance(value, list) and 0 < len(value) <= _MOST and all(map(_is_text, value))
        else:
            right = _is_text(value)
        if not right:
            raise Refusal(f"the argument {self.name} can't be {_said(value)}: {form}")
        if self.choices and value not in self.choices:
            raise Refusal(f"the argument {self.name} can't be {_said(value)}: write one of {', '.join(self.choices)}")
        return value


def schema_of(arguments: Sequence[Argument]) -> dict[str, Any]:
    """Return the arguments of a tool as JSON Schema."""
    return {
        "type": "object",
        "properties": {each.name: each.schema for each in arguments},
        "required": [each.name for each in arguments if each.needed],
        "additionalProperties": False,
    }


def checked(arguments: Sequence[Argument], sent: Mapping[str, object]) -> dict[str, Any]:
    """Return what was sent, each value as it is declared.

    Raises:
        Refusal: where something is missing, unknown or wrong.
    """
    known = {each.name: each for each in arguments}
    for name in sent:
        if name not in known:
            near = nearest(name, known) if len(name) <= _LONGEST else None
            hint = f"did you mean {near}?" if near else f"write {', '.join(known) or 'none'}"
            raise Refusal(f"there is no argument {_said(name)}; {hint}")
    for each in arguments:
        if each.needed and sent.get(each.name) is None:
            example = f"{each.example!r}".replace("'", '"')
            raise Refusal(f"the argument {each.name} is missing: write it as in {each.name}: {example}")
    return {name: known[name].taken(value) for name, value in sent.items() if value is not None}


def _is_text(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _said(value: object) -> str:
    text = visible(repr(value))
    return text if len(text) <= 80 else f"{text[:80]}…"  # noqa: PLR2004 - enough to know it
