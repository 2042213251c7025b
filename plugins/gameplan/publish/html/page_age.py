"""How old a page is: the day that its dates and statuses are of, and what a browser needs to tell the reader's day from it.

In the HTML every date is absolute, and right on the day of the build. Where scripts run, they move what depends on today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.publish.html.templates import Fragment, icon_html
from gameplan.wording import dates as words
from gameplan.wording.speech import say, spoken

if TYPE_CHECKING:
    from gameplan.publish.context import Context

_NOTICE = Fragment('<p class="gp-stale" role="note" data-gp-stale="{after}" data-gp-words="{words}" hidden=""></p>')
_LINE = Fragment(
    '<p class="gp-quiet gp-built" data-gp-built="{day}" data-gp-zone="{zone}" data-gp-language="{language}">{words}</p>\n'
    '<template data-gp-marks=""><span class="gp-chip">{today}</span><span class="gp-chip">{this_week}</span>'
    '<strong class="gp-overdue">{overdue}</strong><span>{late}<span class="gp-sr">{overdue}: </span></span></template>'
)
_COMMIT = Fragment("<code>{commit}</code>")


class PageAge(NamedTuple):
    """What a dated page says of its age."""

    notice: Markup
    """Below its title, once it is old; hidden until a script finds that it is."""
    line: Markup
    """At its end."""


def stamp(context: Context) -> PageAge:
    """Return what a dated page says of its age; it is the same as long as the day and the commit are."""
    day = words.day_words(context.today, weekday=False)
    notice = say(
        "This copy of the plan was built {ago}, on {day}. Dates and statuses may have changed since.",
        ago="{ago}",
        day=day,
    )
    said = say("Built on {day}", day=day)
    if context.edition.commit:
        said = say("Built on {day} from commit {commit}", day=day, commit=_COMMIT(commit=context.edition.commit))
    line = _LINE(
        day=context.today.isoformat(),
        zone=context.playbook.vocabulary.zone,
        language=spoken().tag,
        words=said,
        today=say("today"),
        this_week=say("this week"),
        overdue=say("overdue"),
        late=icon_html("timer-sand"),
    )
    return PageAge(
        _NOTICE(after=context.edition.stale_after, words=notice) if context.edition.stale_after else Markup(), line
    )
