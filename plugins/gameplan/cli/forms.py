"""What `gameplan cms` does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from gameplan.cli.common import settings_for, stop
from gameplan.diagnostics import visible
from gameplan.diagnostics.counted import counted
from gameplan.edit.writing import NotWritten, write_whole
from gameplan.forms.site import FOLDER, forms_files
from gameplan.model.languages import site_language
from gameplan.options import CmsOption
from gameplan.pipeline import run
from gameplan.publication import forms_of
from gameplan.publish.hosts import host_of
from gameplan.settings import OptionError
from gameplan.wording.catalogues import language_of
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


def write_forms(
    folder: Path, said: Mapping[str, str], root: Path | None, config: Path | None, today: datetime | None
) -> None:
    """Write the page with the forms; ends the program where it can't be.

    Args:
        folder: where to.
        said: what the command says of the forms, in the place of the option `cms`.
        root: the playbook's folder, as typed.
        config: its configuration, as typed.
        today: the day it is, as typed.
    """
    settings = settings_for(root, config, allow_any_host=True)
    options = settings.options
    chosen = options.cms if isinstance(options.cms, CmsOption) else CmsOption()
    options = options.model_copy(update={"cms": chosen.model_copy(update=dict(said))})
    texts = {name: value for name, value in settings.site.items() if isinstance(value, str)}
    host = host_of(texts.get("repo_url"), texts.get("edit_uri"), options.strategy_dir)
    base = texts.get("site_url", "")
    base = f"{base.rstrip('/')}/" if base else ""
    try:
        forms = forms_of(options, settings.root, host, base)
    except OptionError as error:
        stop(str(error))
    if forms is None:
        stop("there is nothing to write")
    result = run(settings.root, options, today.date() if today else None, settings.config)
    shown = result.playbook.shown_to(options.shown)
    language = language_of(site_language(options.language, settings.site.get("theme")) or "en")
    with speaking(language):
        files = forms_files(forms, shown, result.today, base=base, language=language.tag)
    target = folder if folder.is_absolute() else settings.root / folder
    if os.path.realpath(target) != os.path.abspath(target):  # noqa: PTH100 - resolve() would follow links
        stop(f"{visible(str(folder))} leads through a symbolic link: choose another folder")
    try:
        write_whole({target / uri.removeprefix(f"{FOLDER}/"): data for uri, data in files.items()}, folders=True)
    except NotWritten as error:
        stop(str(error))
    click.echo(
        f"{counted(len(files), 'file')} written to {visible(str(folder))}: put it at admin/ on the site", err=True
    )
