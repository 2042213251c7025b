"""`gameplan ledger`: remembers what is published, where history can't tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.common import refuse_links, settings_for, stop, write_file
from gameplan.cli.places import config_option, day_option, root_option
from gameplan.cli.publications import checked
from gameplan.diagnostics import visible
from gameplan.publish.feeds.feed import build_feeds
from gameplan.publish.ics.ledger import written

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@root_option
@config_option
@day_option
def ledger(root: Path | None, config: Path | None, today: datetime | None) -> None:
    """Write the ledger of calendar events: run it when a change is published, and commit the file.

    Only for repositories whose history is shallow or rewritten; elsewhere the history itself tells when an event changed. Where
    nothing changed, neither does the file.
    """
    settings = settings_for(root, config, allow_any_host=True)
    name = settings.options.calendar.ledger
    if not name:
        stop("there is no ledger: write calendar: {ledger: feed-state.json} in the plugin's options")
    context = checked(settings, today, internal=False, directories=True, err=True).context
    build_feeds(context.feeds)
    if context.edition.ledger is not None:
        new = context.edition.ledger.next(context.edition.calendar.cancelled)
        known = context.edition.ledger.ledger.records
        changed = sum(known.get(uid) != record for uid, record in new.records.items())
        refuse_links(settings.root / name, settings.root)
        write_file(settings.root / name, written(new))
        click.echo(f"{visible(name)}: {len(new.records)} events and tasks, {changed} of them new or changed", err=True)
