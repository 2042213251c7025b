"""What is to become of files: their bytes as they are and as they are to be, and the fields that differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.diagnostics.counted import counted
from gameplan.edit.yaml_text import value_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.edit.front import Front
    from gameplan.read.front_matter import Value

_LONGEST_VALUE = 60


class Field(NamedTuple):
    """A field of a file that changes."""

    key: str
    before: Value
    after: Value
    """None where there is none."""

    def __str__(self) -> str:
        """For people: `status: planned → scheduled`; of a mapping only what changes in it."""
        return "; ".join(_told(self.key, self.before, self.after))


def _told(name: str, before: Value, after: Value) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) != after.get(key):
                yield from _told(f"{name}.{key}", before.get(key), after.get(key))
    elif after is None:
        yield f"{visible(name)}: deleted, was {_short(before)}"
    else:
        yield f"{visible(name)}: {_short(before) + ' → ' if before is not None else ''}{_short(after)}"


@dataclass
class Changes:
    """What is to become of files."""

    before: dict[str, bytes] = field(default_factory=dict)
    """By the paths that files have now; new ones have none."""
    after: dict[str, bytes | None] = field(default_factory=dict)
    """By the paths that they are to have; None for one that goes from where it is."""
    fields: dict[str, tuple[Field, ...]] = field(default_factory=dict)
    """By the paths that files are to have."""
    moved: dict[str, str] = field(default_factory=dict)
    """The new paths of files by the old ones."""
    led: dict[str, int] = field(default_factory=dict)
    """How many references and links of a file lead elsewhere, by its path to be."""
    names: dict[str, str] = field(default_factory=dict)
    """What findings call a page from now on, by what they called it: they are no new ones."""

    def add(self, path: str, old: Front, new: Front) -> None:
        """Add a file with its front matter as it was and as it is to be; nothing where both are the same."""
        if new.data == old.data:
            return
        self.before[path], self.after[path] = old.data, new.data
        self._tell(path, old, new)

    def add_new(self, path: str, data: bytes) -> None:
        """Add a file that isn't there."""
        self.after[path] = data

    def add_moved(self, path: str, old: Front, new: Front, to: str, led: int = 0) -> None:
        """Add a page that is to lie elsewhere, or only to lead elsewhere."""
        if path == to:
            self.add(path, old, new)
        else:
            self.add_moved_file(path, old.data, to, new.data)
            self._tell(to, old, new)
        if led:
            self.led[to] = led

    def add_moved_file(self, path: str, old: bytes, to: str, new: bytes) -> None:
        """Add a file that is to lie elsewhere."""
        self.before[path], self.after[path], self.after[to] = old, None, new
        self.moved[path] = to

    def _tell(self, path: str, old: Front, new: Front) -> None:
        keys = dict.fromkeys((*old.values, *new.values))
        pairs = ((key, old.values.get(key), new.values.get(key)) for key in keys)
        self.fields[path] = tuple(Field(*each) for each in pairs if each[1] != each[2])

    @property
    def files(self) -> list[str]:
        """The paths of all files that are written, as they are to be."""
        return sorted(path for path, data in self.after.items() if data is not None)

    @property
    def count(self) -> int:
        """How many files change."""
        return len(self.files)

    def line(self, path: str) -> str:
        """Say in a line what becomes of a file."""
        origin = next((old for old, new in self.moved.items() if new == path), path)
        told = [*map(str, self.fields.get(path, ()))]
        if path in self.led and not told:
            told.append(counted(self.led[path], "link"))
        if origin != path:
            return f"{visible(origin)} → {visible(path)}" + (f": {'; '.join(told)}" if told else "")
        return f"{visible(path)}: {'; '.join(told) if told else 'new' if path not in self.before else 'changed'}"


def _short(value: Value) -> str:
    text = visible(value_text(value))
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
