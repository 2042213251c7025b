"""The campaigns that were made by a play, a table each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, joined, linked, status_html
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.runs import Runs, RunView, StepLine

_PANEL = Fragment('<article class="gp gp-runs" id="runs" data-search-exclude>\n<h2>{title}</h2>\n{runs}\n</article>')
_RUN = Fragment(
    "<h3>{campaign} <small>{day}</small></h3>\n"
    '<div class="gp-scroll" tabindex="0" role="region" aria-label="{label}"><table class="gp-table"><thead><tr>'
    '<th scope="col">{step}</th><th scope="col">{meant}</th><th scope="col">{entry}</th><th scope="col">{when}</th></tr></thead>'
    "<tbody>{rows}</tbody></table></div>"
)
_ROW = Fragment('<tr><th scope="row">{title}</th><td>{meant}</td><td>{entry}</td><td>{day}{late}</td></tr>')
_ENTRY = Fragment("{link} {status}")
_SAID = Fragment("<em>{said}</em>")
_LATE = Fragment(", <strong>{late}</strong>")


def play_runs(view: Runs, to: Linker) -> Markup:
    """Draw the campaigns that were made by a play."""
    return _PANEL(title=say("Where it was used"), runs=joined([_run(run, to) for run in view.found], "\n"))


def _run(run: RunView, to: Linker) -> Markup:
    return _RUN(
        campaign=linked(run.campaign, to),
        day=run.day,
        label=say("{title}: a table", title=run.campaign.text),
        step=say("Step"),
        meant=say("In the play"),
        entry=say("Entry"),
        when=say("When"),
        rows=joined([_row(line, to) for line in run.steps]),
    )


def _row(line: StepLine, to: Linker) -> Markup:
    entry = _SAID(said=line.said)
    if line.entry is not None:
        entry = _ENTRY(link=linked(line.entry, to), status=status_html(line.status) if line.status else "")
    late = _LATE(late=line.late) if line.late else ""
    return _ROW(title=line.title, meant=line.when, entry=entry, day=line.day, late=late)
