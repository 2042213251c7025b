"""What pieces brought, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, joined, linked
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.brought import BroughtGroup, BroughtPanel, BroughtPiece

_PANEL = Fragment(
    '<article class="gp gp-brought" id="brought" data-search-exclude>\n<h2>{title}</h2>\n{groups}{all}\n</article>'
)
_GROUP = Fragment(
    "{kpi}<p>{sentence}</p>\n"
    '<div class="gp-scroll" tabindex="0" role="region" aria-label="{label}"><table class="gp-table"><thead><tr>'
    '<th scope="col">{piece}</th><th scope="col">{when}</th><th scope="col">{result}</th></tr></thead>'
    "<tbody>{rows}</tbody></table></div>{more}"
)
_KPI = Fragment("<h3>{link}</h3>\n")
_ROW = Fragment('<tr><th scope="row">{link}</th><td>{when}</td><td><strong>{result}</strong></td></tr>')
_MORE = Fragment('\n<p class="gp-quiet">{what}</p>')


def brought(view: BroughtPanel, to: Linker) -> str:
    """Draw what pieces brought, KPI by KPI."""
    groups = joined([_group(group, view.title, to) for group in view.groups], "\n")
    return _PANEL(title=view.title, groups=groups, all=_MORE(what=linked(view.all, to)) if view.all else "")


def _group(view: BroughtGroup, title: str, to: Linker) -> Markup:
    return _GROUP(
        kpi=_KPI(link=linked(view.kpi, to)) if view.kpi else "",
        sentence=view.sentence,
        label=say("{title}: a table", title=view.kpi.text if view.kpi else title),
        piece=say("Entry"),
        when=say("When"),
        result=say("Result"),
        rows=joined([_row(piece, to) for piece in view.pieces]),
        more=_MORE(what=say("and {count} more", count=view.more)) if view.more else "",
    )


def _row(view: BroughtPiece, to: Linker) -> Markup:
    return _ROW(link=linked(view.link, to), when=view.when, result=view.result)
