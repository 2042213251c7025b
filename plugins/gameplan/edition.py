"""From settings and a checked playbook to what is published: the last step that the front ends share."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from gameplan.history.identity import namespace_of
from gameplan.model.revisions import Revisions
from gameplan.model.zones import zone
from gameplan.options import FeedOption
from gameplan.publish.calendar.settings import CalendarSettings, FeedChoice
from gameplan.publish.site import Edition

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gameplan.options import Options
    from gameplan.pipeline import Result


def edition_of(
    result: Result, root: Path, options: Options, *, site_name: str, base: str, directories: bool = True
) -> Edition:
    """What a site shows of a playbook: its public part, unless the options say otherwise.

    Args:
        result: the playbook.
        root: its folder, for the history.
        options: its options.
        site_name: the site's name.
        base: the site's address, or an empty text.
        directories: whether addresses are folders.
    """
    revisions = Revisions()
    return Edition(
        playbook=result.playbook.internal() if options.internal else result.playbook.public(),
        today=result.today,
        site_name=site_name,
        base=f"{base.rstrip('/')}/" if base else "",
        directories=directories,
        calendar=_calendar(root, options, site_name),
        filters=result.filters,
        revisions=revisions,
        as_of=_as_of(revisions, options),
    )


def _calendar(root: Path, options: Options, site_name: str) -> CalendarSettings:
    given = options.calendar
    return CalendarSettings(
        namespace=options.uid_namespace or namespace_of(root),
        file=given.file,
        title=given.title or site_name,
        windows=given.windows,
        spans=given.spans,
        refresh=given.refresh,
        cancelled=given.cancelled,
        planned=given.planned,
        done_mark=given.done_mark,
        goal_categories=given.goal_categories,
        alarm=given.alarm,
        feeds={
            name: FeedChoice(title=option.title) if isinstance(option, FeedOption) else FeedChoice(wanted=option)
            for name, option in options.feeds.items()
        },
    )


def _as_of(revisions: Revisions, options: Options) -> date | None:
    """The day of the newest commit in the playbook's zone; where there is none, the day that the options fix, if any."""
    if revisions.latest is None:
        return options.today
    name = options.timezone or "UTC"
    return revisions.latest.astimezone(UTC if name == "UTC" else zone(name)).date()
