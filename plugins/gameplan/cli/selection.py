"""Options by which commands take some pages of a playbook. It loads next to nothing: help shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gameplan.cli.places import Day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

FILTERS = {
    "goal": ("goals", "ID", "What serves a goal, or a goal below it."),
    "campaign": ("campaigns", "ID", "What is part of a campaign, and the campaign."),
    "channel": ("channels", "ID", "What goes out on a channel."),
    "audience": ("audiences", "ID", "What is for an audience."),
    "type": ("types", "TYPE", "What is of a type."),
    "status": ("statuses", "STATUS", "What has a status."),
    "tag": ("tags", "TAG", "What has a tag."),
}
"""The name of the filter of each option, what it takes, and what it is for."""
_DAY = Day()


class Selection(NamedTuple):
    """What was asked for."""

    names: tuple[str, ...] = ()
    """Ids, paths, and `-` for ids on standard input."""
    filters: Mapping[str, tuple[str, ...]] = {}
    """What was typed behind each option of `FILTERS`."""
    owners: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    everything: bool = False

    @property
    def narrow(self) -> bool:
        """Whether entries are filtered."""
        return any(self.filters.values()) or bool(self.owners or self.where or self.first or self.last)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a selection."""
    options = [
        click.option(f"--{name}", name, multiple=True, metavar=takes, help=f"{text} Repeatable: any of them.")
        for name, (_, takes, text) in FILTERS.items()
    ]
    options += [
        click.option("--owner", multiple=True, metavar="NAME", help="What somebody answers for: an id or a name."),
        click.option("--where", multiple=True, metavar="FIELD=VALUE", help="What says so in a field of your own."),
        click.option("--from", "first", type=_DAY, metavar="DAY", help="What happens on a day or later."),
        click.option("--to", "last", type=_DAY, metavar="DAY", help="What happens on a day or earlier."),
        click.option("--all", "everything", is_flag=True, help="The whole plan."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def further_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that has options of its own for goals, channels and owners the other ones of a selection."""
    for name, (_, takes, text) in reversed(FILTERS.items()):
        if name not in ("goal", "channel"):
            about = f"{text} Repeatable: any of them."
            command = click.option(f"--{name}", name, multiple=True, metavar=takes, help=about)(command)
    about = "What says so in a field of your own."
    return click.option("--where", multiple=True, metavar="FIELD=VALUE", help=about)(command)


def further_selection_of(typed: Mapping[str, Any]) -> Selection:
    """Return the selection of what was typed behind `further_options`."""
    return Selection(filters={name: typed[name] for name in FILTERS if typed.get(name)}, where=typed["where"])


def selection_of(names: tuple[str, ...], typed: Mapping[str, Any]) -> Selection:
    """Return the selection of what was typed."""
    first: datetime | None = typed["first"]
    last: datetime | None = typed["last"]
    return Selection(
        names=names,
        filters={name: typed[name] for name in FILTERS if typed[name]},
        owners=typed["owner"],
        where=typed["where"],
        first=first.date() if first else None,
        last=last.date() if last else None,
        everything=typed["everything"],
    )
