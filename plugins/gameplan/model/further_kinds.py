"""The kinds that come along: like people or policies, there when their folder has pages, and absent otherwise.

They are declared as a team declares a kind of its own: what they say in plain values is data, from which reading, hints, facts,
columns, filters and files are made. What is more than that has its type in `further_pages.py`.
"""

from __future__ import annotations

from functools import partial

from gameplan.model import further_pages as pages
from gameplan.model.declaration import CHOICE, REF, Declaration, word
from gameplan.model.kinds import KINDS, Kind
from gameplan.model.own_fields import extended
from gameplan.model.pages import PageFields

_Field = partial(Declaration, built_in=True)
_Choice = partial(_Field, type=CHOICE, filter=True, column=True)
_Pages = partial(_Field, type=REF, many=True, column=True)
_LEVELS = ("low", "medium", "high")
OPEN = "open"
"""The status of a decision that is still to be done."""


class Competitor(PageFields):
    """Whom our audiences could choose instead of us."""


class Team(PageFields):
    """People who plan together."""


_QUESTION = (
    _Choice(
        name="intent",
        label=word("Intent"),
        of=("informational", "commercial", "transactional", "navigational"),
        help="What people want who ask it.",
    ),
    _Pages(name="audiences", label=word("Audiences"), kind="audience", help="Who asks it."),
)
_COMPETITOR = (
    _Field(name="website", label=word("Website"), type="url", column=True, help="Where they are found."),
    _Choice(name="strength", label=word("Strength"), of=_LEVELS, help="How strong they are."),
    _Field(name="checked", label=word("Checked on"), type="day", column=True, help="When we last looked at them."),
)
_RISK = (
    _Pages(name="goals", label=word("Goals"), kind="goal", help="The goals that it threatens."),
    _Choice(name="likelihood", label=word("Likelihood"), of=_LEVELS, help="How likely it is."),
    _Choice(name="impact", label=word("Impact"), of=_LEVELS, help="How much it would cost us."),
)
_DECISION = (
    _Field(name="on", label=word("Decided on"), type="day", column=True, help="The day on which it was decided."),
    _Field(name="due", label=word("To be done by"), type="day", column=True, help="By when it is to be done."),
    _Choice(
        name="status",
        label=word("Status"),
        of=(OPEN, "done", "superseded"),
        default=OPEN,
        help="Whether it was done; superseded where another decision took its place.",
    ),
    _Field(
        name="review", label=word("Decided at"), type=REF, kind="review", help="The review at which it was decided."
    ),
)
_TEAM = (
    _Field(name="lead", label=word("Lead"), type=REF, kind="person", column=True, help="Who leads it."),
    _Pages(name="members", label=word("Members"), kind="person", help="Who belongs to it."),
)
_THEME = (_Pages(name="goals", label=word("Goals"), kind="goal", help="The goals that it serves."),)

QUESTION = extended(
    Kind("question", "questions", "questions", "help-circle-outline", "answers", pages.Question), _QUESTION
)
COMPETITOR = extended(
    Kind("competitor", "competitors", "competitors", "binoculars", "competitors", Competitor), _COMPETITOR
)
RISK = extended(Kind("risk", "risks", "risks", "alert-outline", "", pages.Risk), _RISK)
DECISION = extended(Kind("decision", "decisions", "decisions", "stamper", "", pages.Decision), _DECISION)
TEAM = extended(Kind("team", "teams", "teams", "account-box-multiple-outline", "team", Team), _TEAM)
THEME = extended(Kind("theme", "themes", "themes", "label-outline", "theme", pages.Theme), _THEME)
FORMAT = Kind("format", "formats", "formats", "ruler-square", "", pages.Format)
PLAY = Kind("play", "plays", "plays", "playlist-play", "play", pages.Play)

FURTHER_KINDS = (THEME, QUESTION, COMPETITOR, RISK, FORMAT, PLAY, TEAM, DECISION)
"""The kinds that come along; a team may declare one of its own in the place of each."""
_BEFORE = {
    "audience": (THEME,),
    "journey": (QUESTION,),
    "policy": (COMPETITOR, RISK),
    "person": (FORMAT, PLAY),
    "review": (TEAM,),
}
BUILT_IN = (*(kind for known in KINDS for kind in (*_BEFORE.get(known.name, ()), known)), DECISION)
"""All built-in kinds, in the order in which a site shows them."""
