"""Money: what was granted, what is planned and what was spent, by goal area and by period."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gameplan.report.texts import cell, left_out, strong, table, text
from gameplan.report.value import Column, Figure, Line, Section, Style, Tone
from gameplan.wording import dates as words
from gameplan.wording.money import money_words

if TYPE_CHECKING:
    from gameplan.model.dates import Window
    from gameplan.model.page import Page
    from gameplan.report.scope import Scope
    from gameplan.report.value import Cell

_MOST = 20
_NOTHING = Decimal(0)


class Sum(NamedTuple):
    """What some of the plan costs."""

    goal: Page | None
    """None for what no goal pays for."""
    granted: Decimal | None
    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal | None:
        """What is left of what was granted, by the larger one of what is planned and what was spent."""
        return None if self.granted is None else self.granted - max(self.planned, self.spent)

    @property
    def empty(self) -> bool:
        """Whether there is no money in it."""
        return not (self.granted or self.planned or self.spent)


def sums(scope: Scope) -> tuple[list[Sum], Sum]:
    """Return what each goal area costs, and all of it; what no area pays for comes last. Parts add up to the whole."""
    accounts = scope.analysis.accounts
    found = [_of(scope, goal) for goal in scope.branches if goal is not scope.goal]
    costs = accounts.of_goal(scope.goal) if scope.goal else accounts.of(scope.playbook.entries)
    given = [each.granted for each in found if each.granted is not None]
    granted = accounts.granted(scope.goal) if scope.goal else None
    if granted is None and given:
        granted = sum(given, _NOTHING)
    whole = Sum(None, granted, costs.planned, costs.spent)
    rest = Sum(
        None,
        None,
        whole.planned - sum((each.planned for each in found), _NOTHING),
        whole.spent - sum((each.spent for each in found), _NOTHING),
    )
    return [each for each in (*found, rest) if not each.empty], whole


def _of(scope: Scope, goal: Page) -> Sum:
    costs = scope.analysis.accounts.of_goal(goal)
    return Sum(goal, granted_for(scope, goal), costs.planned, costs.spent)


def granted_for(scope: Scope, goal: Page) -> Decimal | None:
    """Return what was granted for a goal: its own budget, else those of the goals below it; None where there is none."""
    found: list[Decimal] = []
    seen, waiting = {goal.path}, [goal]
    while waiting:
        each = waiting.pop()
        own = scope.analysis.accounts.granted(each)
        if own is not None:
            found.append(own)
            continue
        below = [child for child in scope.playbook.children(each) if child.path not in seen]
        seen.update(child.path for child in below)
        waiting += below
    return sum(found, _NOTHING) if found else None


def money_figure(scope: Scope) -> Figure | None:
    """Return what was granted, planned and spent in all; None where there is no money."""
    _, whole = sums(scope)
    if whole.empty:
        return None
    said = [_line(scope, whole.planned, "planned", Tone.PLAIN), _line(scope, whole.spent, "spent", Tone.PLAIN)]
    if whole.granted is None:
        return Figure("Money planned", _money(scope, whole.planned), (said[1],))
    left = whole.left or _NOTHING
    over = _line(scope, abs(left), "more than granted" if left < 0 else "left", Tone.BAD if left < 0 else Tone.GOOD)
    return Figure("Money granted", _money(scope, whole.granted), (*said, over))


def _line(scope: Scope, amount: Decimal, what: str, tone: Tone) -> Line:
    return Line((f"{_money(scope, amount)} {what}",), Style.PLAIN, tone)


def _money(scope: Scope, amount: Decimal) -> str:
    return money_words(amount, scope.analysis.accounts.currency)


def money_section(scope: Scope) -> Section:
    """Return the money by goal area, and by the periods for which money was granted."""
    parts, whole = sums(scope)
    rows = tuple(_row(scope, each) for each in parts[:_MOST])
    columns = (
        Column("Goal area", 36),
        *(Column(name, 16, number=True) for name in ("Granted", "Planned", "Spent", "Left")),
    )
    total = (_row(scope, whole, "All"),) if len(rows) > 1 else ()
    more = left_out(len(parts) - _MOST, "goal areas")
    tables = [table(columns, (*rows, *total), more, total=bool(total))]
    budgets = () if scope.goal else scope.analysis.conventions.budgets
    currency = scope.analysis.accounts.currency
    periods = tuple(_period(scope, window, money.amount) for window, money in budgets if money.currency == currency)
    if periods:
        named = (columns[0]._replace(title="Period"), *columns[1:])
        tables.append(table(named, periods, title="By period"))
    return Section(
        "Money",
        tuple(tables),
        ("By goal area all entries count, whatever their day; by period those that begin in it.",),
    )


def _row(scope: Scope, found: Sum, name: str = "Without a goal area") -> tuple[Cell, ...]:
    named = strong(scope.said(found.goal)) if found.goal else text(_of_goal(scope, name))
    return (cell(named), *_amounts(scope, found))


def _of_goal(scope: Scope, name: str) -> str:
    return "For the goal itself" if scope.goal and name != "All" else name


def _amounts(scope: Scope, found: Sum) -> tuple[Cell, ...]:
    left = found.left
    over = left is not None and left < 0
    last = text(_money(scope, left), tone=Tone.BAD if over else Tone.PLAIN) if left is not None else None
    granted = text(_money(scope, found.granted)) if found.granted is not None else None
    return (cell(granted), cell(text(_money(scope, found.planned))), cell(text(_money(scope, found.spent))), cell(last))


def _period(scope: Scope, window: Window, granted: Decimal) -> tuple[Cell, ...]:
    if window.first is None or window.last is None:
        return (cell(text(words.span_words(window))),)
    costs = scope.analysis.accounts.of_period(window.first, window.last)
    return (cell(strong(words.span_words(window))), *_amounts(scope, Sum(None, granted, costs.planned, costs.spent)))
