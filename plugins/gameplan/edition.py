"""From settings and a checked playbook to what is published: the last step that the front ends share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.history.identity import namespace_of
from gameplan.publish.calendar.feed import Feed
from gameplan.publish.site import Edition
from gameplan.revisions import revisions
from gameplan.settings import CONFIG_FILES

if TYPE_CHECKING:
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
    feed = Feed(
        name=options.calendar,
        title=options.calendar_title or site_name,
        namespace=options.uid_namespace or namespace_of(root),
        windows=options.calendar_windows,
    )
    config = next((name for name in CONFIG_FILES if (root / name).exists()), CONFIG_FILES[0])
    known = revisions(result.playbook, root, options, config)
    return Edition(
        playbook=result.playbook.internal() if options.internal else result.playbook.public(),
        today=result.today,
        site_name=site_name,
        base=f"{base.rstrip('/')}/" if base else "",
        directories=directories,
        feed=feed,
        changed={path: revision.modified for path, revision in known.pages.items()},
    )
