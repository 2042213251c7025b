"""`gameplan brief`: what somebody needs to know who makes an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.places import config_option, day_option, root_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command("brief")
@click.argument("entry", metavar="ENTRY")
@click.option("--internal", is_flag=True, help="Internal and draft pages too.")
@root_option
@config_option
@day_option
def brief(*, entry: str, internal: bool, root: Path | None, config: Path | None, today: datetime | None) -> None:
    """Print the brief of an entry as Markdown, for whoever makes it: a writer, a designer, an assistant.

    ENTRY is an id, or the path of a file. It says why the entry is done, for whom, by when, what to say and where, which rules apply,
    what it waits for, and what its author wrote.

    Exit code 0: printed; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.answering.markdown import page_markdown  # noqa: PLC0415
    from gameplan.answering.naming import NotFound, entry_named  # noqa: PLC0415
    from gameplan.answering.shown import shown_of  # noqa: PLC0415
    from gameplan.cli.common import settings_for, stop  # noqa: PLC0415
    from gameplan.cli.streams import write  # noqa: PLC0415
    from gameplan.pipeline import run  # noqa: PLC0415

    settings = settings_for(root, config, allow_any_host=True)
    result = run(settings.root, settings.options, today.date() if today else None, settings.config)
    shown = shown_of(settings, result, internal=internal)
    try:
        write(page_markdown(shown, entry_named(shown.playbook, entry)))
    except NotFound as error:
        stop(str(error))
