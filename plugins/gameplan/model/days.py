"""Weeks, months and quarters as days."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = 12
"""In a year."""


def quarter_number(day: date) -> int:
    """Return the number of a day's quarter, from 1 to 4."""
    return (day.month + 2) // 3


def quarter_of(day: date) -> date:
    """Return the first day of a day's quarter."""
    return date(day.year, quarter_number(day) * 3 - 2, 1)


def month_after(month: date, months: int = 1) -> date:
    """Return the first day of the month that is so many months later than a day's."""
    count = month.year * MONTHS + month.month - 1 + months
    return date(count // MONTHS, count % MONTHS + 1, 1)


def months_between(first: date, last: date) -> int:
    """Count the months from a day's to another day's: 1 from any day in December to any in January."""
    return (last.year - first.year) * MONTHS + last.month - first.month


def week_id(day: date) -> str:
    """Return the id of a day's ISO week in the agenda: `2026-w53`."""
    year, week, _ = day.isocalendar()
    return f"{year}-w{week:02}"


def monday_of(day: date) -> date:
    """Return the Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and Sunday of a day's ISO week, whatever day weeks begin with: the weeks that have numbers."""
    monday = monday_of(day)
    return monday, monday + timedelta(days=6)
