"""What a check finds of an older version, read from Git without a checkout."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from gameplan.history.commit_tree import CommitTree
from gameplan.pipeline import run
from gameplan.revisions.past import past_of
from gameplan.settings import CONFIG_FILES, OptionError, read_options

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gameplan.model.past import NoPast, Past
    from gameplan.model.playbook import Playbook
    from gameplan.options import Options
    from gameplan.pipeline import Result
    from gameplan.settings import Settings


class Version(NamedTuple):
    """A version of a playbook."""

    result: Result
    """What the check finds of it."""
    options: Options
    """Its own."""


def version_of_commit(settings: Settings, commit: str, today: date | None) -> Version:
    """Check a version of a playbook as its own options say, without its baseline; where they can't be used, as those of today say.

    Args:
        settings: of the playbook as it is now.
        commit: the version's name.
        today: the day to check for; default: as the version's options say, else the day it is.

    Raises:
        MissingHistory: where not all of the version can be read.
    """
    with CommitTree(settings.root, commit) as tree:
        then, name = settings.options, settings.config
        tree.take({*CONFIG_FILES, *(path for path in settings.sources if not path.startswith("../"))})
        with suppress(OptionError):
            read = read_options(tree, None if settings.config in CONFIG_FILES else settings.config)
            then, name = read.options.model_copy(update={"baseline": ""}), read.name
        # Beside the folders lie the pages that nobody reads.
        beside = (file.name for file in settings.root.glob("*.md"))
        tree.take((then.strategy_dir, then.plan_dir, *beside))

        def past(playbook: Playbook, root: Path, options: Options, config: str, today: date) -> Past | NoPast:
            return past_of(playbook, root, options, config, today, commit)

        return Version(run(settings.root, then, today, name, past, tree), then)


def moved_since(then: Playbook, result: Result) -> dict[str, str]:
    """Map the paths of pages in an older version to those of today, where a file is gone and its page has kept its id.

    Those that lost their id with their file's name are known by their history.

    Args:
        then: the older version.
        result: what is known of the version of today.
    """
    now, past = result.playbook, result.judge.past if result.judge else None
    places = {(page.kind.name, page.id): page.path for page in reversed(now.pages)}
    left = {page.path: (page.kind.name, page.id) for page in then.pages if page.path not in now.by_path}
    same = {path: places[key] for path, key in left.items() if key in places and places[key] not in then.by_path}
    renamed = {known.moved.path: path for path, known in past.pages.items() if known.moved} if past else {}
    return same | {path: renamed[path] for path in left if path in renamed and renamed[path] not in then.by_path}
