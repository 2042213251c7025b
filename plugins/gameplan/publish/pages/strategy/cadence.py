"""How a page keeps its commitments: what went out and what is planned, period by period, against what was promised."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.analysis.commitments import went_out
from gameplan.model.pages import Channel, Goal, in_force
from gameplan.publish.html.templates import Fragment, render
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gameplan.analysis.commitments import Period
    from gameplan.analysis.stage_coverage import CommitmentRecord
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_LEFT, _RIGHT, _TOP, _BOTTOM = 4, 636, 24, 140
_WIDEST = 64
_LEAST = 3
"""The height of a bar for nothing: a hole must be seen."""
_CHART = Fragment(
    '<svg class="gp-chart gp-cadence" viewBox="0 0 640 164" role="img" aria-labelledby="{id}-title {id}-desc">'
    '<title id="{id}-title">{title}</title><desc id="{id}-desc">{sentence}</desc>{shapes}</svg>'
)
_BAR = Fragment(
    '<rect class="gp-cadence__bar gp-cadence__bar--{state}" x="{x}" y="{y}" width="{width}" height="{height}"/>'
)
_COUNT = Fragment('<text class="gp-cadence__count" x="{x}" y="{y}">{count}</text>')
_LABEL = Fragment('<text class="gp-cadence__label{now}{odd}" x="{x}" y="158">{label}</text>')
_TARGET = Fragment('<path class="gp-chart__target" d="M{left} {y}H{right}"/>')


class Kept(NamedTuple):
    """A period, and how a commitment is kept in it."""

    period: Period
    state: str
    """`kept` or `missed` where it is over; `planned` or `short` where it isn't."""
    now: bool


def cadence_panels(context: Context, page: Page) -> list[Panel]:
    """Return the charts of a page's commitments; for a channel also that it makes none."""
    records = context.analysis.coverage.commitments_of(page)
    if not records and not isinstance(page.fields, Channel):
        return []
    ids = tuple(f"cadence-{number}-{part}" for number, _ in enumerate(records, 1) for part in ("title", "desc"))
    return [Panel(title=say("Cadence"), id="cadence", make=partial(_cadence, context, page, records), ids=ids)]


def how_kept(context: Context, record: CommitmentRecord) -> list[Kept]:
    """Return a commitment's periods: those that are over by what went out, the others by what is planned."""
    least = record.commitment.at_least
    over = list(went_out(record.commitment, context.analysis.page_plans.of(record.page).entries, context.today))
    if isinstance(record.page.fields, Goal):
        first, last = in_force(record.page.fields)
        over = [each for each in over if (not first or first <= each.first) and (not last or each.last <= last)]
    found = [Kept(each, "kept" if each.planned >= least else "missed", now=False) for each in over]
    for each in record.periods:
        now = each.first <= context.today <= each.last
        found.append(Kept(each, "planned" if each.planned >= least else "short", now))
    return found


def _cadence(context: Context, page: Page, records: Sequence[CommitmentRecord], to: Linker) -> str:
    """Draw the charts of a page's commitments, each with its numbers."""
    del to
    charts = []
    for number, record in enumerate(records, 1):
        periods = how_kept(context, record)
        promised = words.commitment_words(record.commitment)
        sentence = _sentence(periods)
        charts.append(
            {
                "commitment": words.capital(promised),
                "sentence": sentence,
                "chart": _chart(periods, record, f"cadence-{number}", promised, sentence) if periods else "",
                "rows": [_numbers(record, each) for each in periods],
            }
        )
    return render("cadence.html", charts=charts, title=page.title)


def _numbers(record: CommitmentRecord, each: Kept) -> tuple[str, int, int, str]:
    name = _long(record.commitment.every, each.period.first)
    return name, record.commitment.at_least, each.period.planned, state_words(each.state)


def state_words(state: str) -> str:
    """Tell how a commitment is kept in a period."""
    said = {
        "kept": say("kept"),
        "missed": say("missed"),
        "planned": say("enough is planned"),
        "short": say("too little is planned yet"),
    }
    return said[state]


def _sentence(periods: Sequence[Kept]) -> str:
    """Say what a chart shows."""
    states = [each.state for each in periods]
    over = states.count("kept") + states.count("missed")
    parts = []
    if over == 1:
        parts.append(say("Kept in the period before.") if "kept" in states else say("Missed in the period before."))
    elif over:
        parts.append(say("Kept in {kept} of the {count} periods before.", kept=states.count("kept"), count=over))
    if short := states.count("short"):
        parts.append(
            plural(
                "From now on too little is planned yet in {count} period.",
                "From now on too little is planned yet in {count} periods.",
                short,
            )
        )
    elif "planned" in states:
        parts.append(say("From now on enough is planned."))
    return " ".join(parts)


def _chart(periods: Sequence[Kept], record: CommitmentRecord, name: str, title: str, sentence: str) -> Markup:
    least = record.commitment.at_least
    most = max(least, *(each.period.planned for each in periods), 1)
    slot = (_RIGHT - _LEFT) / max(len(periods), 6)
    width = min(slot * 0.7, _WIDEST)
    shapes = []
    for number, each in enumerate(periods):
        middle = round(_LEFT + slot * (number + 0.5), 1)
        height = max((_BOTTOM - _TOP) * each.period.planned / most, _LEAST)
        top = round(_BOTTOM - height, 1)
        shapes += [
            _BAR(
                state=each.state, x=round(middle - width / 2, 1), y=top, width=round(width, 1), height=round(height, 1)
            ),
            _COUNT(x=middle, y=round(top - 6, 1), count=each.period.planned),
            _LABEL(
                x=middle,
                now=" gp-cadence__label--now" if each.now else "",
                odd=" gp-cadence__label--odd" if number % 2 and not each.now else "",
                label=_short(record.commitment.every, each.period.first),
            ),
        ]
    y = round(_BOTTOM - (_BOTTOM - _TOP) * least / most, 1)
    shapes.append(_TARGET(left=_LEFT, right=round(_LEFT + slot * len(periods), 1), y=y))
    return _CHART(id=name, title=title, sentence=sentence, shapes=Markup().join(shapes))


def _short(every: str, first: date) -> str:
    """A period's name below its bar."""
    if every == "week":
        return words.day_words(first, weekday=False, year=False)
    return words.month_name(first, short=True) if every == "month" else words.period_words(every, first)


def _long(every: str, first: date) -> str:
    """A period's whole name."""
    if every == "week":
        return words.days_words(first, first + timedelta(days=6))
    return words.month_words(first) if every == "month" else words.period_words(every, first)
