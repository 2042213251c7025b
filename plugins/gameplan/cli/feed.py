"""`gameplan feed`: one calendar feed, as the site publishes it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.common import settings_for, stop, unknown, write_output
from gameplan.cli.places import config_option, day_option, projection_option, root_option
from gameplan.cli.publications import checked, internal_option, with_projection
from gameplan.cli.streams import write
from gameplan.diagnostics import visible
from gameplan.private_feeds import private_uri, secret_of
from gameplan.publish.feeds.feed import MOST_BYTES, MOST_EVENTS, build_feeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from gameplan.publish.feeds.catalogue import Feed
    from gameplan.publish.feeds.feed import Published
    from gameplan.settings import Settings

_LIST = "`gameplan feed --list` shows them"


@click.command()
@click.option("--goal", metavar="ID", help="What serves a goal, or a goal below it.")
@click.option("--audience", metavar="ID", help="What is for an audience.")
@click.option("--channel", metavar="ID", help="What goes out on a channel.")
@click.option("--person", metavar="ID", help="What a person answers for or works on.")
@click.option("--campaign", metavar="ID", help="A campaign and what is part of it.")
@click.option("--type", metavar="NAME", help="The entries of a type.")
@click.option(
    "--name",
    metavar="NAME",
    help="deadlines, key-dates, quiet-days, reviews, tasks, KIND/ID, or a feed of the playbook's own.",
)
@click.option("--list", "listed", is_flag=True, help="List all feeds instead: file, number of events, title.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write into this file, as a whole or not at all.")
@click.option(
    "--previous",
    multiple=True,
    metavar="FILE|URL",
    help="The feed that subscribers have: no stamp falls below it; repeatable.",
)
@root_option
@config_option
@day_option
@internal_option
@projection_option
@click.option("--files", is_flag=True, help="For sites whose addresses are files (goals/grow.html), not folders.")
def feed(  # noqa: PLR0913 - the command's options
    *,
    listed: bool,
    output: Path | None,
    root: Path | None,
    config: Path | None,
    today: datetime | None,
    internal: bool,
    projection: str | None,
    files: bool,
    previous: tuple[str, ...],
    **selectors: str | None,
) -> None:
    """Print a calendar feed, byte for byte as the site publishes it; without an option that chooses, that of everything.

    Nothing is printed or written where the check fails. Exit code 1: findings, on standard error; 2: it could not run.
    """
    chosen = {name: value for name, value in selectors.items() if value is not None}
    if len(chosen) + listed > 1:
        stop(f"choose one of {', '.join(f'--{name}' for name in [*chosen, *(['list'] if listed else [])])}")
    if listed and output is not None:
        stop("--list prints to standard output: leave out -o")
    settings = with_projection(settings_for(root, config, allow_any_host=True), projection)
    if previous:
        settings = _with_previous(settings, previous)
    folders = not files and settings.site.get("use_directory_urls") is not False
    context = checked(settings, today, internal=internal, directories=folders, err=True, told=False).context
    wanted = None if listed else _chosen(context.feeds.all, chosen)
    published = [each for each in build_feeds(context.feeds) if wanted is None or each.feed is wanted]
    for each in published:
        _warn(each)
    if listed:
        write(_table(published, _private_base(settings, projection)))
    else:
        write_output(output, published[0].data)


def _with_previous(settings: Settings, places: tuple[str, ...]) -> Settings:
    """The settings with the feeds that were published last; files are named from the present folder."""
    found = tuple(place if "://" in place else os.path.abspath(place) for place in places)  # noqa: PTH100 - as a text
    calendar = settings.options.calendar.model_copy(update={"previous": found})
    return replace(settings, options=settings.options.model_copy(update={"calendar": calendar}))


def _chosen(feeds: tuple[Feed, ...], chosen: Mapping[str, str]) -> Feed:
    """The feed that is meant; ends the program where there is none."""
    for selector, typed in chosen.items():
        if selector == "name":
            names = {each.key.removeprefix("own/"): each for each in reversed(feeds)}
            return names.get(typed) or unknown("feed", typed, names, _LIST)
        family = {_name(each): each for each in reversed(feeds) if each.family == selector}
        former = {alias: each for each in family.values() if each.page for alias in each.page.fields.aliases}
        titles = {each.title: name for name, each in family.items()}
        what = f"feed for the {selector}"
        return family.get(typed) or former.get(typed) or unknown(what, typed, family, _LIST, titles)
    return feeds[0]


def _name(feed: Feed) -> str:
    """A feed's name within its family: a page's id, or a type."""
    return feed.key.partition("/")[2]


def _warn(published: Published) -> None:
    if published.nearly_full:
        click.echo(
            f"gameplan: {published.feed.uri} has {len(published.data):,} bytes and {published.count:,} events; "
            f"from {MOST_BYTES:,} or {MOST_EVENTS:,} on Google Calendar is reported to lose some",
            err=True,
        )


def _private_base(settings: Settings, projection: str | None) -> tuple[str, str]:
    """The secret of a projection's feeds, and the address of the site that has them; empty where they aren't private."""
    option = settings.options.private.get(projection or "")
    base = settings.site.get("site_url")
    return (secret_of(option) if option else "", f"{base.rstrip('/')}/" if isinstance(base, str) and base else "")


def _table(published: Iterable[Published], private: tuple[str, str] = ("", "")) -> str:
    """A line for each feed: file, number of events or tasks, title; of private ones their address."""
    secret, base = private
    rows = [
        (
            f"{base}{private_uri(secret, each.feed.uri)}" if secret else each.feed.uri,
            str(each.count),
            visible(each.feed.title),
        )
        for each in published
    ]
    widest, longest = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "".join(f"{uri:<{widest}}  {count:>{longest}}  {title}\n" for uri, count, title in rows)
