"""Who signs off what, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, joined, linked
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.links import Link
    from gameplan.publish.views.overview.sign_offs import SignOffLine, SignOffTable

_TABLE = Fragment(
    '<article class="gp" id="sign-offs" data-search-exclude>\n<h2>{title}</h2>\n'
    '<div class="gp-scroll" tabindex="0" role="region" aria-label="{title}">'
    '<table class="gp-table gp-score"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n</article>'
)
_HEAD = Fragment('<th scope="col">{text}</th>')
_ROW = Fragment(
    '<tr class="gp-score__row"><th scope="row">{policy} <small class="gp-quiet">{what}</small></th>'
    '<td class="gp-score__goal"><span class="gp-score__label">{by} </span>{approvers}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{own_label} </span>{own}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{ahead_label} </span>{ahead}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{signed_label} </span>{signed}</td>'
    '<td class="gp-score__goal"><span class="gp-score__label">{missing_label} </span>{missing}</td></tr>'
)
_TEXT = Fragment("{text}")


def sign_off_table(view: SignOffTable, to: Linker) -> str:
    """Draw who signs off what; an empty text where nothing asks for it."""
    if not view.lines:
        return ""
    heads = (say("Policy"), *_labels())
    return str(
        _TABLE(
            title=say("Who signs off what"),
            heads=joined([_HEAD(text=text) for text in heads]),
            rows=joined([_row(line, to) for line in view.lines]),
        )
    )


def _labels() -> tuple[str, ...]:
    return (
        say("Signed off by"),
        say("Own work counts"),
        say("Ahead"),
        say("Signed off"),
        say("Still missing"),
    )


def _row(line: SignOffLine, to: Linker) -> Markup:
    by, own, ahead, signed, missing = _labels()
    left = joined([*[linked(link, to) for link in line.missing], *([_TEXT(text=line.more)] if line.more else [])], ", ")
    return _ROW(
        policy=linked(line.policy, to),
        what=", ".join(link.text for link in line.what),
        by=by,
        approvers=_links(line.approvers, to),
        own_label=own,
        own=line.own,
        ahead_label=ahead,
        ahead=line.ahead,
        signed_label=signed,
        signed=line.signed,
        missing_label=missing,
        missing=left or "–",
    )


def _links(links: tuple[Link, ...], to: Linker) -> Markup:
    return joined([linked(link, to) for link in links], ", ")
