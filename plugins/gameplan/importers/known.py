"""The pages that values may name: those that there are, and those that are made along the way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gameplan.edit.yaml_text import value_text
from gameplan.importers.table import Fault
from gameplan.model.faults import nearest
from gameplan.model.pages import Person

if TYPE_CHECKING:
    from gameplan.importers.places import Places
    from gameplan.model.playbook import Playbook

CREATED = {"people": "person", "channels": "channel", "campaigns": "entry"}
"""The kinds of pages that can be made along the way, by what is typed."""
_OPTION = {kind: name for name, kind in CREATED.items()}
_MAIL = re.compile(r"(.{0,200}?)\s*<([^<>@\s]{1,100}@[^<>\s]{1,200})>")
_LONGEST_NAME = 100


@dataclass(slots=True)
class Made:
    """A page that is made because a row names it."""

    kind: str
    title: str
    identifier: str
    path: str
    email: str = ""
    goals: list[str] = field(default_factory=list)

    def data(self) -> bytes:
        """Return what its file is to hold."""
        lines = [f"title: {value_text(self.title)}"]
        lines += [f"email: {value_text(self.email)}"] if self.email else []
        if self.kind == "entry":
            lines += [
                "type: campaign",
                *([f"goals: {value_text(list(self.goals))}"] if self.goals else []),
                "start: TBD",
            ]
        return ("---\n" + "".join(f"{line}\n" for line in lines) + "---\n").encode()


class Known:
    """Finds pages by what people call them."""

    def __init__(self, playbook: Playbook, create: frozenset[str], places: Places) -> None:
        self.strategy, self.plan = playbook.strategy, places.folder
        self.create = {CREATED[name] for name in create}
        self.places = places
        self.made: list[Made] = []
        self._kinds = playbook.vocabulary.by_name
        self._ids: dict[str, dict[str, str]] = {}
        self._names: dict[str, dict[str, str]] = {}
        for page in playbook.pages:
            names = self._names.setdefault(page.kind.name, {})
            email = page.fields.email if isinstance(page.fields, Person) else None
            for name in (*page.fields.aliases, page.title, email or ""):
                names.setdefault(_plain(name), page.id)
            self._ids.setdefault(page.kind.name, {})[_plain(page.id)] = page.id

    def register(self, kind: str, title: str, identifier: str) -> None:
        """Make a page known that isn't there yet."""
        self._ids.setdefault(kind, {}).setdefault(_plain(identifier), identifier)
        self._names.setdefault(kind, {}).setdefault(_plain(title), identifier)

    def has(self, kind: str) -> bool:
        """Tell whether there are pages of a kind."""
        return kind in self._ids

    def existing(self, kind: str, text: str) -> str:
        """Return the id of the page that a text names by its id, title or address; empty where there is none."""
        plain = _plain(text)
        return self._ids.get(kind, {}).get(plain) or self._names.get(kind, {}).get(plain) or ""

    def find(self, kind: str, text: str, *, free: bool = False, makes: bool = True) -> str | Fault:
        """Return the id of the page that a text names by its id, title or address; a new one's where such are to be made.

        Args:
            kind: of the page.
            text: what stands in a cell.
            free: whether the field takes any text where there are no pages of the kind.
            makes: whether a page may be made for it.
        """
        parted = _MAIL.fullmatch(text)
        name, email = (parted[1].strip().strip('"') or parted[2], parted[2]) if parted else (text, "")
        for each in filter(None, (name.lstrip("@"), email)):
            if found := self.existing(kind, each):
                return found
        if makes and kind in self.create:
            near = self._near(kind, name)
            return Fault(*near) if near else self._make(kind, name, email)
        if free and not self.has(kind):
            return name
        noun = self._kinds[kind].noun if kind in self._kinds else kind
        near = self._near(kind, name)
        otherwise = (
            f"use --create {_OPTION[kind]}"
            if makes and kind in _OPTION
            else f"write the id of {self._kinds[kind].a_noun if kind in self._kinds else kind}"
        )
        return Fault(f"there is no {noun} '{name[:60]}'", near[1] if near else otherwise)

    def _near(self, kind: str, name: str) -> tuple[str, str] | None:
        """What to say where another name is only similar."""
        names = self._ids.get(kind, {}) | self._names.get(kind, {})
        near = nearest(name, names) if len(name) <= _LONGEST_NAME else None
        if near is None:
            return None
        return (
            f"'{name[:60]}' is not the same as '{names[near]}'",
            f"if it is meant: --map 'COLUMN:{name[:60]}={names[near]}'",
        )

    def _make(self, kind: str, name: str, email: str) -> str:
        folder = self.plan if kind == "entry" else f"{self.strategy}/{self._kinds[kind].folder}"
        identifier, path = self.places.new(folder, name, self._ids.get(kind, {}))
        self.made.append(
            Made(kind, " ".join(name.split())[:200], identifier, path, email or (name if "@" in name else ""))
        )
        self._ids.setdefault(kind, {})[_plain(identifier)] = identifier
        self._names.setdefault(kind, {})[_plain(name)] = identifier
        if email:
            self._names[kind][_plain(email)] = identifier
        return identifier


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()
