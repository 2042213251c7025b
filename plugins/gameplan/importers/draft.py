"""An entry that a row of a table makes, and why one can't."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gameplan.edit.yaml_text import typed_value, value_text
from gameplan.importers.columns import IMPORTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.read.front_matter import Value

SOURCE = "source"
"""The field that says where an entry comes from."""

_BESIDE = {"end": ("start",), "start": ("end",), "contributors": ("owner",)}
"""Fields that another one's column may fill too."""


class Problem(NamedTuple):
    """Why a row can't be imported."""

    file: str
    row: int
    column: str
    message: str
    hint: str = ""


class GoalRule(NamedTuple):
    """Entries that say something serve a goal."""

    field: str
    value: str
    goal: str


@dataclass(frozen=True, slots=True)
class Goals:
    """Which goals rows serve that name none."""

    everything: tuple[str, ...] = ()
    rules: tuple[GoalRule, ...] = ()
    later: bool = False
    """Whether those that serve none are written nevertheless."""

    def of(self, values: Mapping[str, Value]) -> list[str]:
        """Return the goals of a row."""
        found = list(self.everything)
        for rule in self.rules:
            held = values.get(rule.field)
            if rule.value in (held if isinstance(held, list) else [held]):
                found.append(rule.goal)
        return list(dict.fromkeys(found))


@dataclass(slots=True)
class Draft:
    """An entry that a row makes."""

    file: str
    row: int
    source: str
    values: dict[str, Value]
    body: str
    columns: Mapping[str, str] = field(default_factory=dict)
    """The column of each field."""
    says_text: bool = True
    """Whether the table has a column for the body."""

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.values.get("title", ""))

    def says(self, name: str) -> bool:
        """Tell whether the table has a column for a field: where it hasn't, no value means nothing."""
        return any(each in self.columns for each in (name, *_BESIDE.get(name, ()))) and name != "goals"

    def front(self) -> str:
        """Return the lines of its front matter, in the order of the fields."""
        own = [name for name in self.values if name not in IMPORTED and not name.startswith("x_")]
        extra = [name for name in self.values if name.startswith("x_")]
        names = [name for name in (*IMPORTED, *own, *extra) if name in self.values]
        lines = [f"{name}: {_written(name, self.values[name])}" for name in names]
        return "".join(f"{line}\n" for line in (*lines, f"{SOURCE}: {value_text(self.source)}"))

    def data(self) -> bytes:
        """Return what its file is to hold."""
        return f"---\n{self.front()}---\n{chr(10) * bool(self.body)}{self.body}".encode()


def _written(name: str, value: Value) -> str:
    return value_text(typed_value(value) if name == "repeat" and isinstance(value, str) else value)
