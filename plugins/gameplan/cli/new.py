"""`gameplan new`: begins a page, or a campaign by a play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How


@click.command("new")
@click.argument("kind")
@click.argument("title")
@click.option("--goal", "goals", multiple=True, metavar="ID", help="The goal that it serves. Repeatable.")
@click.option("--start", metavar="DAY", help="When: 2027-03-01, +2w, tomorrow, next tuesday, 2027-Q2.")
@click.option("--owner", metavar="ID", help="Who answers for it; default: you, by the address that Git knows.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="Any other field. Repeatable.")
@click.option("--name", metavar="TITLE", help="Of a play: the title of the campaign.")
@click.option("--id", "identifier", metavar="ID", help="Default: made from the title.")
@click.option("--into", metavar="FOLDER", help="The folder of its file; default: that of its kind.")
@click.option("--edit", is_flag=True, help="Open it in your editor ($EDITOR).")
@writing_options
def new(  # noqa: PLR0913 - the command's options
    *,
    kind: str,
    title: str,
    goals: tuple[str, ...],
    start: str | None,
    owner: str | None,
    fields: tuple[str, ...],
    name: str | None,
    identifier: str | None,
    into: str | None,
    edit: bool,
    how: How,
    at: Where,
) -> None:
    """Begin a page: gameplan new article "How to share a kiln".

    KIND is entry, goal, kpi, audience, or any other kind of page; a type of entry, such as article, stands for an entry of that type. Your
    own templates are taken where there are some: plan/_templates/article.md, strategy/_templates/goal.md.

    gameplan new play ID --name TITLE --start DAY sets up a campaign by a play: the campaign, and an entry for each of its steps.

    Exit code 0: done; 1: refused because of findings; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.creating import create  # noqa: PLC0415
    from gameplan.starting.creating import Wish  # noqa: PLC0415

    wish = Wish(kind, title, goals, start, owner, fields, name, identifier, into)
    create(workspace_at(at), wish, how, edit=edit)
