"""What `gameplan new` does."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from gameplan.cli.asking import choice_of, edit_file
from gameplan.cli.changing import make
from gameplan.cli.moving import folder_within
from gameplan.history.surroundings import user_email
from gameplan.publish.hosts import host_of
from gameplan.starting.creating import begun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.cli.writing_options import How
    from gameplan.edit.workspace import Workspace
    from gameplan.model.page import Page
    from gameplan.starting.creating import Wish


class _Terminal:
    """Somebody at a terminal, or a script."""

    def __init__(self, work: Workspace) -> None:
        self._work = work

    @property
    def can_ask(self) -> bool:
        return sys.stdin.isatty()

    def choose(self, what: str, pages: Sequence[Page], option: str) -> str:
        return choice_of(what, pages, option)

    def type(self, what: str) -> str:
        return str(click.prompt(what))

    def email(self) -> str:
        return user_email(self._work.settings.root)

    def folder(self, name: str) -> str:
        return folder_within(self._work, name)


def create(work: Workspace, wish: Wish, how: How, *, edit: bool) -> None:
    """Begin a page or a campaign, and end the program."""
    changes = begun(work, wish, _Terminal(work))
    first = next(iter(changes.after))
    make(work, changes, how, hold="error", then=partial(_after, work, first, edit=edit))


def _after(work: Workspace, path: str, *, edit: bool) -> None:
    """Say where the page can be edited, and open it where that is wanted."""
    repo_url, edit_uri = (str(work.settings.site.get(name) or "") for name in ("repo_url", "edit_uri"))
    host = host_of(repo_url, edit_uri, work.result.playbook.strategy)
    if host is not None:
        click.echo(f"once it is pushed, edit it at {host.edit(path)}")
    if edit:
        edit_file(work.settings.root / path)
