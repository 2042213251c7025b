"""What a dated page says of its age."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.publish.html.templates import Fragment, icon_html
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.views.page_age import PageAge

_NOTICE = Fragment('<p class="gp-stale" role="note" data-gp-stale="{after}" data-gp-words="{words}" hidden=""></p>')
_LINE = Fragment(
    '<p class="gp-quiet gp-built" data-gp-built="{day}" data-gp-zone="{zone}" data-gp-language="{language}">{words}</p>\n'
    '<template data-gp-marks=""><span class="gp-chip">{today}</span><span class="gp-chip">{this_week}</span>'
    '<strong class="gp-overdue">{overdue}</strong><span>{late}<span class="gp-sr">{overdue}: </span></span></template>'
)
_COMMIT = Fragment("<code>{commit}</code>")


class AgeParts(NamedTuple):
    """What a dated page says of its age."""

    notice: Markup
    """Below its title, once it is old; hidden until a script finds that it is."""
    line: Markup
    """At its end."""


def page_age(view: PageAge) -> AgeParts:
    """Draw what a dated page says of its age."""
    notice = say(
        "This copy of the plan was built {ago}, on {day}. Dates and statuses may have changed since.",
        ago="{ago}",
        day=view.words,
    )
    said = say("Built on {day}", day=view.words)
    if view.commit:
        said = say("Built on {day} from commit {commit}", day=view.words, commit=_COMMIT(commit=view.commit))
    line = _LINE(
        day=view.day.isoformat(),
        zone=view.zone,
        language=view.language,
        words=said,
        today=say("today"),
        this_week=say("this week"),
        overdue=say("overdue"),
        late=icon_html("timer-sand"),
    )
    return AgeParts(_NOTICE(after=view.stale_after, words=notice) if view.stale_after else Markup(), line)
