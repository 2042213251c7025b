"""Views that texts show: each is one of the playbook's own, or is a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Location, Span, visible
from gameplan.model.embeds import embeds_in
from gameplan.model.faults import nearest
from gameplan.rules import UNKNOWN_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook


def unknown_views(playbook: Playbook, views: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a finding for each view that a text shows and that the options don't have.

    Args:
        playbook: its pages.
        views: the names of the views of its own.
    """
    for page in playbook.pages:
        for embed in embeds_in(page.body.text):
            if embed.view in views:
                continue
            if not embed.view:
                message = f"'{visible(embed.said)}' is nothing that a text can show"
                hint = "write <!-- gameplan: view NAME -->, with a name that stands below views: in mkdocs.yml"
            else:
                message = f"there is no view '{visible(embed.view)}'"
                near = nearest(embed.view, views)
                hint = (
                    f"did you mean '{near}'?"
                    if near
                    else "name it below views: in mkdocs.yml, with a title and filters"
                )
            yield Diagnostic(
                rule=UNKNOWN_REFERENCE,
                message=message,
                location=Location(page.path, _span(page, embed.line)),
                hint=hint,
            )


def _span(page: Page, line: int) -> Span:
    row = page.body.text.split("\n")[line]
    begin = len(row) - len(row.lstrip())
    number = page.body.line + line
    return Span(number, begin + 1, number, len(row.rstrip()) + 1)
