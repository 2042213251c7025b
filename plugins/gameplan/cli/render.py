"""`gameplan render DIR`: the site as plain Markdown and feeds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.common import settings_for, stop
from gameplan.cli.places import config_option, day_option, projection_option, root_option
from gameplan.cli.publications import checked, internal_option, with_projection
from gameplan.diagnostics import Diagnostic, visible
from gameplan.feed_store import FeedStore
from gameplan.page_store import PageStore
from gameplan.private_feeds import private_feeds, with_private
from gameplan.publication import MissingHistory, kept_back
from gameplan.publish.output.plain import exported
from gameplan.read.files import read_file
from gameplan.replacing import Replacement, endangers
from gameplan.settings import RENDERED, OptionError
from gameplan.site_store import SiteStore
from gameplan.store.folder import Store, store_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gameplan.settings import Settings

_LARGEST_ATTACHMENT = 256 * 1024 * 1024


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@root_option
@config_option
@day_option
@internal_option
@projection_option
@click.option("--files", is_flag=True, help="For generators whose addresses are files (goals/grow.html), not folders.")
def render(  # noqa: PLR0913 - the command's options
    *,
    folder: Path,
    root: Path | None,
    config: Path | None,
    today: datetime | None,
    internal: bool,
    projection: str | None,
    files: bool,
) -> None:
    """Write the site as plain Markdown and feeds into DIR, for Zensical or any other generator.

    DIR must be new, empty, or written by an earlier run; it is replaced as a whole, and only when the check passes.
    """
    settings = with_projection(settings_for(root, config, allow_any_host=True), projection)
    target = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    _refuse_target(target, settings)
    store = store_of(settings.root) if settings.options.shortcuts else Store(None)
    pages = PageStore(store, settings.options, "site")
    result, context = checked(settings, today, internal=internal, directories=not files, kept=pages)
    options = settings.options.model_copy(update={"internal": internal or settings.options.internal})
    sites, feeds = SiteStore(store), FeedStore(store, context.edition)
    context = context.having(kept=feeds)
    site = sites.site(context, result.playbook, options)
    try:
        private = private_feeds(result, settings.root, options, context.edition.site_name)
    except (MissingHistory, OptionError) as error:
        stop(str(error))
    site = with_private(site, private)
    written = {
        **exported(site, context.playbook, result.playbook, context.edition.base),
        **_attachments(settings.root, site.attachments),
        RENDERED: b"",
    }
    _replace(target, written)
    for note in private.notes:
        click.echo(note, err=True)
    if hidden := kept_back(result, options):
        click.echo(hidden, err=True)
    sites.finish()
    feeds.keep(context)
    pages.finish()
    if store.trouble:
        click.echo(f"nothing is kept for the next run: {visible(store.trouble)}", err=True)
    click.echo(
        f"{len(site.documents)} pages and {len(site.files)} other files written to {visible(str(folder))}", err=True
    )


def _refuse_target(target: Path, settings: Settings) -> None:
    options = settings.options
    if endangers(target, [settings.root / name for name in (options.strategy_dir, options.plan_dir)]):
        stop(f"{visible(str(target))} holds, or lies in, the playbook itself: choose another folder")
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        stop(f"{visible(str(target))} is not a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / RENDERED).is_file():
        stop(
            f"{visible(str(target))} is not empty, and was not written by gameplan render: choose another folder, or empty it"
        )


def _attachments(root: Path, attachments: Mapping[str, str]) -> Mapping[str, bytes]:
    found = {}
    for path, uri in attachments.items():
        data = read_file(root, path, _LARGEST_ATTACHMENT)
        if isinstance(data, Diagnostic):
            stop(f"{visible(path)}: {data.message}")
        found[uri] = data
    return found


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside the target, then put them in its place: it is the old one or the new one, never a mix."""
    made = None
    try:
        made = Replacement(target)
        for path, data in files.items():
            file = made.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        made.commit()
    except OSError as error:
        stop(f"{visible(str(target))} can't be written: {error.strerror}; nothing was changed")
    finally:
        if made is not None:
            made.discard()
