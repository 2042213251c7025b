"""Questions on a terminal: one of some pages, with completion by typing."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from gameplan.cli.common import stop
from gameplan.diagnostics import visible
from gameplan.model.faults import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gameplan.model.page import Page

_MOST_LISTED = 12


def choice_of(what: str, pages: Sequence[Page], option: str) -> str:
    """Ask for one of some pages, and return its id; where nobody can be asked, end the program and name the option.

    Args:
        what: the field.
        pages: of which one is to be chosen; ids and titles are taken, and the tab key completes ids.
        option: which says it without a question.
    """
    listed = [f"{visible(page.id)} ({visible(page.title)})" for page in pages[:_MOST_LISTED]]
    more = ", …" if len(pages) > _MOST_LISTED else ""
    if sys.stdin is None or not sys.stdin.isatty():
        stop(f"say which {what}: {option} with one of {', '.join(listed)}{more}")
    for row in listed:
        click.echo(f"  {row}")
    known = {page.id: page.id for page in pages} | {page.title: page.id for page in reversed(pages)}
    with _completing([page.id for page in pages]):
        while True:
            typed = str(click.prompt(what)).strip()
            near = typed if typed in known else nearest(typed, known)
            if near is not None and (near == typed or click.confirm(f"did you mean {known[near]}?", default=True)):
                return known[near]
            click.echo(f"there is no {what} '{visible(typed)}'")


def edited(text: str, extension: str) -> str | None:
    """Open an editor with a text, and return what it is then; None where it wasn't saved. Ends the program where no editor can be run."""
    try:
        return click.edit(text, extension=extension)
    except click.ClickException as error:
        stop(f"the editor can't be run ({visible(error.message)}): set the variable EDITOR to one")


def edit_file(path: Path) -> None:
    """Open an editor with a file that is written; ends the program where none can be run."""
    try:
        click.edit(filename=str(path))
    except click.ClickException as error:
        stop(
            f"the page is written, and the editor can't be run ({visible(error.message)}): set the variable EDITOR to one"
        )


class _completing:  # noqa: N801 - a block
    """Lets the tab key complete words for as long as a block runs, where the system can do that."""

    def __init__(self, words: list[str]) -> None:
        self._words = sorted(words)

    def __enter__(self) -> None:
        with suppress(ImportError):
            import readline  # noqa: PLC0415 - not on every system

            readline.set_completer_delims("")
            readline.set_completer(self._complete)
            readline.parse_and_bind("tab: complete")

    def _complete(self, text: str, state: int) -> str | None:
        found = [word for word in self._words if word.startswith(text)]
        return found[state] if state < len(found) else None

    def __exit__(self, *_: object) -> None:
        with suppress(ImportError):
            import readline  # noqa: PLC0415 - not on every system

            readline.set_completer(None)
