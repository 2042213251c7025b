"""Weeks, months and quarters as days."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = 12
"""In a year."""


def quarter_number(day: date) -> int:
    """From 1 to 4."""
    return (day.month + 2) // 3


def quarter_of(day: date) -> date:
    """The first day of a day's quarter."""
    return date(day.year, quarter_number(day) * 3 - 2, 1)


def month_after(month: date, months: int = 1) -> date:
    """The first day of the month that is so many months later."""
    count = month.year * MONTHS + month.month - 1 + months
    return date(count // MONTHS, count % MONTHS + 1, 1)


def week_id(day: date) -> str:
    """The id of a day's ISO week in the agenda: `2026-w53`."""
    year, week, _ = day.isocalendar()
    return f"{year}-w{week:02}"


def week_of(day: date) -> tuple[date, date]:
    """The Monday and Sunday of a day's ISO week, whatever day weeks begin with: the weeks that have numbers."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
