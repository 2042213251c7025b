"""Which pages a selection takes. A name that doesn't exist ends the program, with what was probably meant."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from gameplan.cli.common import stop, unknown
from gameplan.cli.endings import EXIT_FINDINGS
from gameplan.cli.selection import FILTERS
from gameplan.diagnostics import Span, visible
from gameplan.digest.coming import Wanted
from gameplan.model.filters import filter_names, filter_values
from gameplan.model.own_fields import declared_values, own_fields, word_of
from gameplan.model.page import Entry
from gameplan.resolve.filters import resolve_filters
from gameplan.resolve.identifiers import Identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.cli.selection import Selection
    from gameplan.model.filters import Filter
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_MOST_TYPED = 1024 * 1024
"""Bytes of ids on standard input."""


def selected(playbook: Playbook, choice: Selection, root: Path) -> list[Page]:
    """Return the pages that a selection takes, in the order of their paths; ends the program where there is none.

    Ids and paths may be those of any pages, and options take entries: where there are both, a page must be taken by both.

    Args:
        playbook: the whole one.
        choice: what was asked for.
        root: the playbook's folder.
    """
    names = list(_names(choice.names))
    if choice.everything and (choice.names or choice.narrow):
        stop("--all is the whole plan: leave it out, or leave out what narrows it")
    if choice.first and choice.last and choice.first > choice.last:
        stop(f"--from {choice.first} is after --to {choice.last}: swap the two")
    if not (choice.names or choice.narrow or choice.everything):
        stop("say which pages: ids or paths, options such as --goal and --status, or --all for the whole plan")
    pages = _Names(playbook, root).pages(names) if choice.names else list(playbook.entries)
    if choice.narrow:
        taken = _Choice.of(playbook, choice)
        pages = [page for page in pages if isinstance(page, Entry) and taken.takes(page)]
    return sorted(pages, key=lambda page: page.path) if pages else _none(playbook)


def taken(playbook: Playbook, choice: Selection) -> frozenset[str]:
    """Return the paths of the entries that the options of a selection take; ends the program for a name that doesn't exist."""
    wanted = _Choice.of(playbook, choice)
    return frozenset(entry.path for entry in playbook.entries if wanted.takes(entry))


def one_page(playbook: Playbook, name: str, root: Path) -> Page:
    """Return the page of an id or a path; ends the program where there is none, or are several."""
    pages = _Names(playbook, root).pages([name])
    if len(pages) != 1:
        stop(f"{visible(name)} is {'several pages' if pages else 'no page'}: name one, by its id or its path")
    return pages[0]


def _none(playbook: Playbook) -> NoReturn:
    click.echo(f"gameplan: that takes none of the {len(playbook.entries)} entries: nothing was changed", err=True)
    sys.exit(EXIT_FINDINGS)


def _names(typed: tuple[str, ...]) -> Iterator[str]:
    """Ids and paths as typed, and those on standard input."""
    for name in dict.fromkeys(typed):
        if name != "-":
            yield name
            continue
        data = sys.stdin.buffer.read(_MOST_TYPED + 1)
        if len(data) > _MOST_TYPED:
            stop("standard input holds more than 1 MiB, and should hold one id a line")
        try:
            yield from (row.strip() for row in data.decode("utf-8-sig").splitlines() if row.strip())
        except UnicodeDecodeError:
            stop("standard input is not UTF-8, and should hold one id a line")


class _Names:
    """Finds pages by what people type."""

    def __init__(self, playbook: Playbook, root: Path) -> None:
        vocabulary = playbook.vocabulary
        self.playbook, self.root = playbook, root
        self.identifiers = Identifiers((*vocabulary.kinds, vocabulary.entry), playbook.pages)

    def pages(self, names: list[str]) -> list[Page]:
        """The pages of ids, files and folders."""
        found: dict[str, Page] = {}
        for name in names:
            found |= {page.path: page for page in self._pages(name)}
        return list(found.values())

    def _pages(self, name: str) -> list[Page]:
        pages = self.identifiers.anywhere(name)
        if len(pages) > 1:
            places = ", ".join(visible(page.path) for page in pages)
            stop(f"'{visible(name)}' is the id of several pages: write the path of one ({places})")
        return pages or self._of_kind(name) or self._below(name) or self._unknown(name)

    def _of_kind(self, name: str) -> list[Page]:
        """The page of `kind:id`, as references name it."""
        kind, colon, identifier = name.partition(":")
        found = self.identifiers.find(kind, identifier) if colon and kind in self.identifiers.kinds else None
        return [found] if found else []

    def _below(self, name: str) -> list[Page]:
        """The page of a file, or those in a folder, seen from where one is or else from the playbook's folder."""
        try:
            for base in (Path.cwd(), self.root):
                absolute = os.path.abspath(base / name)  # noqa: PTH100 - resolve() would follow links
                path = Path(absolute)
                if path.is_relative_to(self.root) and os.path.lexists(absolute):
                    inside = path.relative_to(self.root).as_posix()
                    pages = self.playbook.pages
                    return [page for page in pages if page.path == inside or page.path.startswith(f"{inside}/")]
        except (OSError, ValueError):
            return []
        return []

    def _unknown(self, name: str) -> NoReturn:
        playbook = self.playbook
        if name.removeprefix("./") in playbook.unread:
            stop(f"{visible(name)} can't be read: see `gameplan check`")
        if "\0" not in name and any(os.path.lexists(base / name) for base in (Path.cwd(), self.root)):
            folders = f"{visible(playbook.strategy)}/ and {visible(playbook.plan)}/"
            stop(f"{visible(name)} is no page: pages are Markdown files in {folders}, and no links")
        if "/" in name or name.endswith(".md"):
            unknown("page", name, (page.path for page in playbook.pages))
        near = self.identifiers.nearest(name)
        hint = (
            f"did you mean '{visible(near.id)}' ({visible(near.title)})?"
            if near
            else "write an id, or the path of a file"
        )
        stop(f"there is no page '{visible(name)}'; {hint}")


@dataclass(frozen=True)
class _Choice:
    """The entries that options take."""

    playbook: Playbook
    choice: Selection
    filters: tuple[Filter, ...]
    owners: tuple[Wanted, ...]
    said: Mapping[str, frozenset[str]]
    """What fields of the playbook's own must say that aren't declared as filters."""

    @classmethod
    def of(cls, playbook: Playbook, choice: Selection) -> _Choice:
        """Find what was typed in the playbook."""
        typed: dict[str, dict[str, tuple[str, ...]]] = {
            f"--{name}": {FILTERS[name][0]: values} for name, values in choice.filters.items()
        }
        said: dict[str, frozenset[str]] = {}
        for name, values in _where(choice.where).items():
            if name in filter_names(playbook.vocabulary):
                typed[f"--where {name}"] = {name: values}
            elif name in _own_names(playbook):
                said[name] = frozenset(values)
            else:
                unknown("field to choose by", name, (*_own_names(playbook), *filter_names(playbook.vocabulary)))
        filters, unclear = resolve_filters(playbook, typed, "", lambda *_: Span(1, 1, 1, 1), "option")
        if unclear:
            stop("; ".join(filter(None, (unclear[0].message, unclear[0].hint))))
        tags = {tag for entry in playbook.entries for tag in entry.fields.tags}
        for tag in choice.filters.get("tag", ()):
            if tag not in tags:
                unknown("tag", tag, sorted(tags))
        return cls(playbook, choice, tuple(filters.values()), tuple(_owners(playbook, choice.owners)), said)

    def takes(self, entry: Entry) -> bool:
        """Tell whether an entry is among them: by each of the options, by any of the values of one."""
        values = filter_values(self.playbook, entry)
        return (
            all(each.takes(values) for each in self.filters)
            and (not self.owners or any(owner.owned(entry.fields.owner) for owner in self.owners))
            and all(not wanted.isdisjoint(_said(entry, name)) for name, wanted in self.said.items())
            and self._in_time(entry)
        )

    def _in_time(self, entry: Entry) -> bool:
        first, last, schedule = self.choice.first, self.choice.last, entry.schedule
        if first is None and last is None:
            return True
        if schedule.first_day is None:
            return False
        if (last and schedule.first_day > last) or (first and schedule.last_day and schedule.last_day < first):
            return False
        return not (schedule.recurrence and first and last) or any(True for _ in schedule.occurrences(first, last))


def _owners(playbook: Playbook, names: tuple[str, ...]) -> Iterator[Wanted]:
    for name in names:
        wanted = Wanted(playbook=playbook, owner=name)
        if not wanted.owner_known:
            unknown("owner", name, wanted.names)
        yield wanted


def _own_names(playbook: Playbook) -> tuple[str, ...]:
    return tuple(own.name for own in own_fields(playbook.vocabulary.entry.fields))


def _said(entry: Entry, name: str) -> set[str]:
    named = [own for own in own_fields(entry.kind.fields) if own.name == name]
    return {word_of(value) for _, values in declared_values(entry.fields, named=named) for value in values}


def _where(typed: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The values by field; of one field any of them."""
    found: dict[str, tuple[str, ...]] = {}
    for each in typed:
        name, sign, value = each.partition("=")
        if not sign or not name or not value:
            stop(f"--where takes a field and a value: --where {visible(name) or 'market'}=VALUE")
        found[name] = (*found.get(name, ()), value)
    return found
