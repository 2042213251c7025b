"""What the commands share that publish: not in `common`, since the check shouldn't wait for the site's templates."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import click

from gameplan.cli.common import stop, unknown
from gameplan.cli.endings import EXIT_FINDINGS
from gameplan.cli.streams import write
from gameplan.diagnostics.ceiling import shown
from gameplan.diagnostics.counted import counted
from gameplan.diagnostics.emitters import text
from gameplan.diagnostics.emitters.report import Report
from gameplan.publication import CheckFailedError, MissingHistory, checked_context, doubts
from gameplan.settings import OptionError

if TYPE_CHECKING:
    from datetime import datetime

    from gameplan.pipeline import Result
    from gameplan.publish.context import Context
    from gameplan.read.playbook import KeptPages
    from gameplan.settings import Settings

internal_option = click.option("--internal", is_flag=True, help="Internal and draft pages too.")


def with_projection(settings: Settings, name: str | None) -> Settings:
    """Return settings that show what a projection shows; ends the program where there is none of the name.

    Args:
        settings: the playbook's.
        name: the projection's; None: what the options say.
    """
    if name is None:
        return settings
    known = [each.name for each in settings.options.vocabulary.projections]
    if name not in known:
        unknown("projection", name, known, "projections are declared in the options, under projections")
    return replace(settings, options=settings.options.model_copy(update={"projection": name}))


class Checked(NamedTuple):
    """A playbook that passed the check, and what is published of it."""

    result: Result
    context: Context


def checked(  # noqa: PLR0913 - what there is to know
    settings: Settings,
    today: datetime | None,
    *,
    internal: bool,
    directories: bool,
    err: bool = False,
    told: bool = True,
    kept: KeptPages | None = None,
) -> Checked:
    """Return the context of a playbook; where the check fails, show why and end with exit code 1.

    Args:
        settings: the playbook's settings.
        today: the day to check for; default: as the settings say.
        internal: whether what is hidden from the public is in it, whatever the settings say.
        directories: whether addresses are folders.
        err: whether findings go to standard error, because standard output is for a file.
        told: whether what is published tells of findings.
        kept: pages that needn't be read again.
    """
    try:
        result, context = checked_context(
            settings, today.date() if today else None, internal=internal, directories=directories, told=told, kept=kept
        )
    except CheckFailedError as error:
        found = error.result
        report = Report(findings=tuple(shown(error.findings)), row=found.row, today=found.today.isoformat())
        write(text.emit(report), err=err)
        click.echo(f"gameplan: {counted(len(error.findings), 'finding')} to fix; nothing was written", err=True)
        sys.exit(EXIT_FINDINGS)
    except (MissingHistory, OptionError) as error:
        stop(str(error))
    for doubt in doubts(context):
        click.echo(f"gameplan: {doubt}", err=True)
    return Checked(result, context)
