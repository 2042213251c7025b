"""What was achieved, what may get in the way, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.brought import brought
from gameplan.analysis.decisions import decided_on, is_open
from gameplan.model.pages import Kpi
from gameplan.report.scope import listing
from gameplan.report.texts import cell, counted, left_out, quiet, state, strong, table, text
from gameplan.report.value import Column, Line, Section, Style, Tone
from gameplan.summary.value import Said
from gameplan.wording import dates as words
from gameplan.wording.labels import choice_words

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from gameplan.analysis.brought import Brought
    from gameplan.model.page import Page
    from gameplan.report.scope import Scope
    from gameplan.report.value import Cell

_MOST = 20
_MOST_PIECES = 3
_LEVELS = {"high": 0, "medium": 1, "low": 2}
_TONES = {"high": Tone.BAD, "medium": Tone.CAREFUL, "low": Tone.GOOD}


class Moved(NamedTuple):
    """How a KPI moved in the period."""

    before: Decimal | None
    """None where nobody measured it before."""
    after: Decimal


def achieved(scope: Scope) -> Section:
    """Return how KPIs moved in the period, and which pieces brought most."""
    out = [entry for day, entry in scope.in_period if entry.status.stage.went_out and day <= scope.today]
    found = {each.kpi.path: each for each in brought(scope.playbook, scope.analysis.accounts, out)}
    scores = scope.analysis.scores
    kpis = [kpi for kpi in scope.of_kind("kpi") if kpi.path in found or moved(scope, kpi)]
    kpis.sort(key=lambda kpi: (scores.kpi(kpi).trouble, kpi.path))
    rows = tuple(_kpi(scope, kpi, found.get(kpi.path)) for kpi in kpis[:_MOST])
    columns = (Column("KPI", 32), Column("In this period", 17), Column("Standing", 14), Column("What brought most", 37))
    lead = (f"{counted(len(out), 'entry', 'entries')} went out.",) if out else ()
    return Section("What was achieved", (table(columns, rows, left_out(len(kpis) - _MOST, "KPIs")),), lead)


def moved(scope: Scope, kpi: Page) -> Moved | None:
    """Return how a KPI moved in the period; None where nobody measured it in it."""
    points = scope.analysis.scores.kpi(kpi).points
    within = [point for point in points if scope.period.first <= point.day <= scope.period.last]
    before = [point for point in points if point.day < scope.period.first]
    if not within:
        return None
    start = before[-1].value if before else within[0].value if len(within) > 1 else None
    return Moved(start, within[-1].value)


def _kpi(scope: Scope, kpi: Page, pieces: Brought | None) -> tuple[Cell, ...]:
    unit = kpi.fields.unit if isinstance(kpi.fields, Kpi) else ""
    symbol = unit if words.is_symbol(unit) else ""
    change = moved(scope, kpi)
    said = ""
    if change:
        values = [words.measure(value, symbol) for value in change if value is not None]
        said = " → ".join(values)
    titles = [
        part
        for piece in (pieces.pieces[:_MOST_PIECES] if pieces else ())
        for part in (text(scope.said(piece.entry), f": {words.measure(piece.result, symbol)}"),)
    ]
    more = left_out(len(pieces.pieces) - _MOST_PIECES) if pieces else ""
    return (
        cell(strong(scope.said(kpi)), quiet(Said(unit)) if unit and not symbol else None),
        cell(text(said)),
        cell(state(scope.analysis.scores.kpi(kpi).status)),
        cell(*titles, quiet(more) if more else None),
    )


def risks(scope: Scope) -> Section:
    """Return the risks, the gravest first."""
    pages = sorted(scope.of_kind("risk"), key=_gravity)
    columns = (Column("Risk", 34), Column("Likelihood", 13), Column("Impact", 13), Column("What we do then", 40))
    rows = tuple(_risk(scope, page) for page in pages[:_MOST])
    return Section("Risks", (table(columns, rows, left_out(len(pages) - _MOST, "risks")),))


def _gravity(page: Page) -> tuple[int, str]:
    levels = (_LEVELS.get(_said(page, name), len(_LEVELS)) for name in ("likelihood", "impact"))
    return (sum(levels), page.path)


def _said(page: Page, name: str) -> str:
    found = getattr(page.fields, name, "")
    return found if isinstance(found, str) else ""


def _risk(scope: Scope, page: Page) -> tuple[Cell, ...]:
    levels = (
        Line((Said(choice_words(level).capitalize()),), Style.STATE, _TONES.get(level, Tone.QUIET)) if level else None
        for level in (_said(page, "likelihood"), _said(page, "impact"))
    )
    owner = scope.owners(page)
    goals = [scope.said(goal) for goal in scope.lookups.targets(page, "goals")]
    threatens = quiet("Threatens: ", *listing(goals, _MOST_PIECES)) if goals else None
    named = cell(strong(scope.said(page)), quiet(Said(owner)) if owner else None)
    return (named, *(cell(level) for level in levels), cell(text(Said(_said(page, "response"))), threatens))


def decisions(scope: Scope) -> Section:
    """Return the decisions that are still to be done, and those that were made in the period."""
    pages = scope.of_kind("decision")
    waiting = sorted(
        (page for page in pages if is_open(page)), key=lambda page: (_due(page) or scope.period.last, page.path)
    )
    made = sorted(
        (page for page in pages if page not in waiting and _in_period(scope, page)),
        key=lambda page: (str(decided_on(page)), page.path),
    )
    found = [*waiting, *made]
    columns = (Column("Decision", 42), Column("Decided", 18), Column("To be done by", 18), Column("Status", 22))
    rows = tuple(_decision(scope, page) for page in found[:_MOST])
    return Section("Decisions", (table(columns, rows, left_out(len(found) - _MOST, "decisions")),))


def _in_period(scope: Scope, page: Page) -> bool:
    day = decided_on(page)
    return day is not None and scope.period.first <= day <= scope.period.last


def _due(page: Page) -> date | None:
    found = getattr(page.fields, "due", None)
    return None if isinstance(found, str) else found


def is_late(scope: Scope, page: Page) -> bool:
    """Tell whether a decision is to be done since some day, and isn't."""
    due = _due(page)
    return is_open(page) and due is not None and due < scope.today


def _decision(scope: Scope, page: Page) -> tuple[Cell, ...]:
    days = (words.day_words(day, weekday=False) if day else "" for day in (decided_on(page), _due(page)))
    owner = scope.owners(page)
    status = _said(page, "status")
    tone = Tone.GOOD if status == "done" else Tone.QUIET
    told = Line((Said(status.capitalize()),), Style.STATE, tone)
    if is_late(scope, page):
        told = Line(("Late",), Style.STATE, Tone.BAD)
    named = cell(strong(scope.said(page)), quiet(Said(owner)) if owner else None)
    return (named, *(cell(text(day)) for day in days), cell(told))
