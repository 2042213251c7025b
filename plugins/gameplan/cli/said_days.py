"""Days on the command line, as people say them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gameplan.cli.common import stop
from gameplan.diagnostics import visible
from gameplan.model.dates import FIRST_YEAR, LAST_YEAR
from gameplan.starting.days import day_said

if TYPE_CHECKING:
    from gameplan.model.workdays import Workdays


def said_start(text: str, today: date, zone: str, workdays: Workdays) -> str:
    """Return a start as a plan writes it; ends the program where no calendar goes that far.

    Args:
        text: a day in words, one that counts from today, or anything that a plan may say.
        today: the day it is.
        zone: the playbook's time zone, for its weekend.
        workdays: the playbook's.
    """
    try:
        return day_said(text, today, zone, workdays)
    except (OverflowError, ValueError):
        stop(f"no calendar goes as far as '{visible(text)}'")


def said_day(text: str, today: date, zone: str, workdays: Workdays) -> date:
    """Return a day; ends the program where a text is none. Arguments as for `said_start`."""
    try:
        day = date.fromisoformat(said_start(text, today, zone, workdays))
    except ValueError:
        stop(f"'{visible(text)}' is not a day: write it as in 2027-01-11, or +2w, tomorrow or next monday")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        stop(f"'{visible(text)}' is not in the years {FIRST_YEAR} to {LAST_YEAR}")
    return day
