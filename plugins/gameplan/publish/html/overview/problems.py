"""What is to fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import address_of, relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.problems import Problem, ProblemsPage


def problems_page(view: ProblemsPage, to: Linker) -> str:
    """Draw the findings by rule, and where those of each owner are."""
    return render(
        "problems.html",
        title=view.title,
        rules=[(rule.name, rule.summary, [_problem(each, to) for each in rule.problems]) for rule in view.rules],
        owners=[(relative(owner.owner, to), owner.size, owner.pages) for owner in view.owners],
        more=view.more,
        whats_new=address_of(view.whats_new, to),
    )


def _problem(view: Problem, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "severity": view.severity,
        "severity_words": view.severity_words,
        "place": view.place,
        "edit": view.edit,
        "page": relative(view.page, to),
        "message": view.message,
        "hint": view.hint,
        "owners": [relative(owner, to) for owner in view.owners],
    }
