"""What `gameplan report` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from gameplan.cli.common import settings_for, stop, unknown, write_output
from gameplan.cli.publications import with_projection
from gameplan.diagnostics import visible
from gameplan.model.dates import parse_period
from gameplan.model.faults import FieldFault, worded
from gameplan.model.languages import site_language
from gameplan.pipeline import run
from gameplan.publication import conventions_told
from gameplan.report.gather import About, report
from gameplan.report.html import as_html
from gameplan.report.markdown import as_markdown
from gameplan.report.pdf import NoTypst, as_pdf
from gameplan.report.scope import Period
from gameplan.resolve.identifiers import Identifiers
from gameplan.wording import dates as words
from gameplan.wording.catalogues import language_of
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.report.value import Report
    from gameplan.settings import Settings

_LONGEST = 10
"""Years that a report may be about."""


class Asked(NamedTuple):
    """The command's options."""

    period: str | None
    goal: str | None
    form: str
    internal: bool
    projection: str | None
    fonts: Path | None
    output: Path | None


def write_report(root: Path | None, config: Path | None, today: date | None, asked: Asked) -> None:
    """Write the report to standard output, or into a file; ends the program where something is asked for that there isn't."""
    if asked.form == "pdf" and asked.output is None:
        stop("a PDF needs a file: write -o report.pdf")
    settings = with_projection(settings_for(root, config, allow_any_host=True), asked.projection)
    options = settings.options.model_copy(update={"internal": asked.internal or settings.options.internal})
    result = run(settings.root, options, today, settings.config)
    shown = result.playbook.shown_to(options.shown)
    # The words of days come from the catalogue; the report itself is English, as the command line is.
    with speaking(language_of("en")):
        about = _about(settings, shown, asked)
        made = report(shown, result.today, conventions_told(options), about)
        data = _data(made, asked)
    write_output(asked.output, data)


def _about(settings: Settings, playbook: Playbook, asked: Asked) -> About:
    address, name, author = (_text(settings, key) for key in ("site_url", "site_name", "site_author"))
    return About(
        name=name or "Playbook",
        author=author,
        language=site_language(settings.options.language, settings.site.get("theme")),
        base=f"{address.rstrip('/')}/" if address.startswith(("https://", "http://")) else "",
        period=_period(asked.period) if asked.period else None,
        goal=_goal(playbook, asked.goal) if asked.goal is not None else None,
    )


def _text(settings: Settings, key: str) -> str:
    found = settings.site.get(key)
    return found.strip() if isinstance(found, str) else ""


def _period(typed: str) -> Period:
    try:
        window = parse_period(typed)
    except FieldFault as error:
        stop(visible(worded(error)))
    if window.first is None or window.last is None or window.last.year - window.first.year > _LONGEST:
        stop(f"a report is about {_LONGEST} years at most")
    return Period(window.first, window.last, words.span_words(window))


def _goal(playbook: Playbook, typed: str) -> Page:
    pages = {page.id: page for page in playbook.goals}
    found = Identifiers((), pages.values()).find("goal", typed)
    return found or unknown("goal", typed, pages, titles={page.title: page.id for page in pages.values()})


def _data(made: Report, asked: Asked) -> bytes:
    if asked.form != "pdf":
        return (as_html if asked.form == "html" else as_markdown)(made).encode()
    try:
        document = as_pdf(made, asked.fonts)
    except NoTypst:
        stop("a PDF needs Typst: pip install 'gameplan[report]'")
    if document.unshown:
        some = f"{document.unshown[:5]}{'…' if len(document.unshown) > 5 else ''}"  # noqa: PLR2004 - enough to know the script
        click.echo(f"gameplan: no font has {some}: name a folder with one that does by --fonts", err=True)
    return document.data
