"""Older versions of what is hidden now: what they said is as secret as what stands there today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.history.commits import read_history
from gameplan.read.playbook import read_page
from gameplan.revisions.timeline import read_keys, sources, timeline_of
from gameplan.revisions.versions import identity_of

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.projection import Projection
    from gameplan.options import Options
    from gameplan.revisions.timeline import Key
    from gameplan.revisions.versions import Identity


def hidden_versions(shown: Playbook, root: Path, options: Options, config: str) -> tuple[Page, ...] | None:
    """Return the older versions of pages that aren't shown now: hidden today, or hidden when they were deleted.

    What was deleted when it could be seen is no secret: subscribers are told that it is gone.

    Args:
        shown: the part of the playbook that is shown.
        root: its folder.
        options: its options, which say what is shown.
        config: the name of the site's configuration file in the folder.

    Returns:
        None where there is no history.

    Raises:
        MissingHistory: where not all of it can be read.
    """
    folders = (options.strategy_dir, options.plan_dir)
    history = read_history(root, config, inherited=sources(root, config), folders=folders)
    if history is None:
        return None
    line = timeline_of(tuple(history.commits), root, options, config)
    # Oldest first; a version that came back stands there once more.
    keys = [key for step in line.steps for key in step.pages.values() if key is not None]

    def read(key: Key, data: bytes) -> Page | None:
        return read_page(key.path, data, key.epoch.folders, key.epoch.vocabulary)

    pages = read_keys(root, dict.fromkeys(keys), read)
    last: dict[Identity, Page] = {}
    for key in keys:
        if (page := pages[key]) is not None:
            last[identity_of(page)] = page
    seen = {identity_of(page) for page in shown.pages}
    hidden = {own for own, page in last.items() if own not in seen and not _was_seen(page, root, options.shown)}
    return tuple(page for page in pages.values() if page is not None and identity_of(page) in hidden)


def _was_seen(page: Page, root: Path, projection: Projection) -> bool:
    """Tell whether a page was deleted when it could be seen."""
    return not (root / page.path).is_file() and projection.shows_page(page) and not page.draft
