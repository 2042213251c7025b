"""`gameplan agenda`: what comes, in the terminal."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gameplan.cli.common import settings_for, unknown
from gameplan.cli.places import config_option, day_option, root_option
from gameplan.cli.selecting import taken
from gameplan.cli.selection import further_options, further_selection_of
from gameplan.cli.streams import colourful, is_terminal, write
from gameplan.diagnostics import visible
from gameplan.digest.coming import Wanted, coming
from gameplan.model.languages import site_language
from gameplan.model.status import Stage
from gameplan.pipeline import run
from gameplan.resolve.identifiers import Identifiers
from gameplan.wording import dates as words
from gameplan.wording.catalogues import language_of
from gameplan.wording.speech import say, speaking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from gameplan.digest.coming import Coming, Row
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_MOST_DAYS = 366
_NARROWEST = 24
_SHOWN = 8
_STAGES = {
    Stage.DRAFTING: "yellow",
    Stage.REVIEW: "yellow",
    Stage.SCHEDULED: "cyan",
    Stage.PUBLISHED: "green",
}
"""The colours of statuses; those of what is not begun have none."""


@click.command()
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), default=14, show_default=True, help="How many days.")
@click.option("--owner", metavar="NAME", help="Only what somebody answers for: an id or a name.")
@click.option("--goal", metavar="ID", help="Only what serves a goal, or a goal below it.")
@click.option("--channel", metavar="ID", help="Only what goes out on a channel.")
@further_options
@click.option("--all", "undated", is_flag=True, help="Also what has no day yet.")
@root_option
@config_option
@day_option
def agenda(
    *,
    days: int,
    undated: bool,
    root: Path | None,
    config: Path | None,
    today: datetime | None,
    **typed: Any,  # noqa: ANN401 - click's
) -> None:
    """Show what comes, day by day, with the deadlines of the days, and then what is overdue.

    What was due more than a year ago is left to the check. Internal and draft entries are among them, and marked. Piped, each row is
    a line: day, time, title, status, owners, channels, goals, with a tab between them.
    """
    settings = settings_for(root, config, allow_any_host=True)
    result = run(settings.root, settings.options, today.date() if today else None, settings.config)
    playbook = result.playbook.internal()
    choice = _choice(playbook, *(typed.pop(name) for name in ("owner", "goal", "channel")))
    further = further_selection_of(typed)
    if further.narrow:
        choice = replace(choice, only=taken(playbook, further))
    last = result.today + timedelta(days=days - 1)
    language = site_language(settings.options.language, settings.site.get("theme"))
    with speaking(language_of(language or "en")):
        found = coming(choice, result.today, last, undated=undated)
        if found.empty:
            write(f"{_nothing(result.today, last, chosen=choice.narrow)}\n")
        elif is_terminal():
            write(laid_out(found, shutil.get_terminal_size().columns, colour=colourful()))
        else:
            write(plain(found))
    errors = len(result.failing("error"))
    if errors:
        click.echo(
            f"gameplan: {errors} error{'s' if errors != 1 else ''} in the playbook: see `gameplan check`", err=True
        )


def _choice(playbook: Playbook, owner: str | None, goal: str | None, channel: str | None) -> Wanted:
    """Return what was asked for; end the program where there is no such page."""
    choice = Wanted(
        playbook=playbook,
        goal=_page(playbook, "goal", goal),
        channel=_page(playbook, "channel", channel),
        owner=owner or "",
    )
    if owner is not None and not choice.owner_known:
        unknown("owner", owner, choice.names, _some(choice.names))
    return choice


def _page(playbook: Playbook, kind: str, identifier: str | None) -> Page | None:
    """The page of an id that was typed."""
    if identifier is None:
        return None
    pages = {page.id: page for page in playbook.of_kind(kind)}
    found = Identifiers((), pages.values()).find(kind, identifier)
    return found or unknown(kind, identifier, pages, _some(pages), {page.title: page.id for page in pages.values()})


def _some(names: Iterable[str]) -> str:
    """The first of some names, as a hint."""
    names = [*names]
    more = ", …" if len(names) > _SHOWN else ""
    return f"write one of {', '.join(visible(name) for name in names[:_SHOWN])}{more}" if names else ""


def _nothing(first: date, last: date, *, chosen: bool) -> str:
    begin, end = words.day_words(first), words.day_words(last)
    if first == last and chosen:
        return say("None of that is overdue, or comes on {day}.", day=begin)
    if first == last:
        return say("Nothing is overdue, or comes on {day}.", day=begin)
    if chosen:
        return say("None of that is overdue, or comes from {first} to {last}.", first=begin, last=end)
    return say("Nothing is overdue, or comes from {first} to {last}.", first=begin, last=end)


class _Group(NamedTuple):
    """Rows below a heading."""

    heading: str
    rows: tuple[Row, ...]
    late: bool = False


def _groups(found: Coming) -> Iterator[_Group]:
    """Group rows below headings, the next ones first. Overdue ones come last, where a terminal shows them."""
    for day, rows in found.days.items():
        yield _Group(words.day_words(day), rows)
    if found.undated:
        yield _Group(say("Unscheduled"), found.undated)
    if found.overdue:
        yield _Group(say("Overdue"), found.overdue, late=True)


def plain(found: Coming) -> str:
    """Write a line for each row, its parts separated by tabs. Days stand above their rows, and in each row for searches."""
    groups = []
    for heading, rows, _ in _groups(found):
        lines = ["\t".join((visible(row.day), visible(row.when), *_parts(row))) for row in rows]
        groups.append("\n".join([heading, *lines, ""]))
    return "\n".join(groups)


def laid_out(found: Coming, width: int, *, colour: bool) -> str:
    """Lay out rows below their days, as wide as the terminal; long ones continue on the next line, at a blank."""
    width = max(width, _NARROWEST)
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    groups = [*_groups(found)]
    longest = max(Text(row.when).cell_len for group in groups for row in group.rows)
    for number, (heading, rows, late) in enumerate(groups):
        if number:
            console.print()
        console.print(Text(heading, style="bold red" if late else "bold"))
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=min(longest, width // 3))
        table.add_column(ratio=1, overflow="fold")
        for row in rows:
            table.add_row(Text(visible(row.when), style="magenta" if row.due else "dim"), _line(row))
        console.print(Padding(table, (0, 0, 0, 2)))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _line(row: Row) -> Text:
    title, status, *others = _parts(row)
    line = Text.assemble((title, "bold"), "  ", (status, _STAGES.get(row.stage, "")))
    for other in filter(None, others):
        line.append(f" · {other}", style="dim")
    return line


def _parts(row: Row) -> tuple[str, ...]:
    """Return what a row says besides its time, safe to show: title, status, owners, channels, goals."""
    lists = (", ".join(names) for names in (row.owners, row.channels, row.goals))
    return tuple(visible(part) for part in (row.title, row.status, *lists))
