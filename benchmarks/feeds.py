"""All feeds, cold and after one edit, against icalendar's build of the same components once: `python benchmarks/feeds.py FOLDER`."""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar

from gameplan.pipeline import run
from gameplan.publication import context_of
from gameplan.publish.feeds.feed import build_feeds
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.publish.context import Context
    from gameplan.publish.feeds.feed import Published

Facts = tuple[str, list[tuple[str, Any, Any]]]
"""The kind of a component, and its properties: names, values, parameters."""
_HEAD = ("VERSION", "PRODID", "CALSCALE")


def main() -> None:
    """Print the median CPU seconds of each, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    settings = load_settings(arguments.folder)
    result = run(arguments.folder, settings.options)
    context = context_of(result, arguments.folder, settings.options, site_name="Plan", base="https://plan.example.org/")
    first = build_feeds(context.feeds)
    facts = _facts(first)
    plain, cold, warm = [], [], []
    for number in range(arguments.rounds):
        plain.append(_seconds(partial(_icalendar, facts)))
        fresh = context.having(playbook=replace(context.playbook))
        cold.append(_seconds(partial(build_feeds, fresh.feeds)))
        warm.append(_seconds(partial(build_feeds, _edited(fresh, number).feeds)))
    one, all_, again = (statistics.median(found) for found in (plain, cold, warm))
    size = sum(len(feed.data) for feed in first)
    print(
        f"{len(facts)} components, {sum(feed.count for feed in first)} times in {len(first)} feeds of {size / 1e6:.1f} MB"
    )
    print(f"icalendar, each once: {one:.2f} s")
    print(f"all feeds: {all_:.2f} s, ratio {all_ / one:.2f}; after one edit {again:.2f} s, ratio {again / one:.2f}")


def _facts(feeds: tuple[Published, ...]) -> list[Facts]:
    """The properties of every event and task of some feeds, each once, as values that icalendar takes."""
    found = {}
    for published in feeds:
        if published.feed.family in ("all", "deadlines", "key-dates", "reviews", "tasks") and not published.feed.page:
            for part in icalendar.Calendar.from_ical(published.data).walk():
                if part.name in ("VEVENT", "VTODO"):
                    found[part.name, str(part["UID"]), part.get("RECURRENCE-ID")] = [
                        (name, item, dict(getattr(item, "params", {})))
                        for name, value in part.items()
                        for item in (value if isinstance(value, list) else [value])
                    ]
    return [(kind, properties) for (kind, *_), properties in found.items()]


def _icalendar(facts: list[Facts]) -> bytes:
    """One calendar of all events, as a program with icalendar makes it."""
    calendar = icalendar.Calendar()
    for name, value in zip(_HEAD, ("2.0", "-//Benchmark//EN", "GREGORIAN"), strict=True):
        calendar.add(name, value)
    for kind, properties in facts:
        event = icalendar.Event() if kind == "VEVENT" else icalendar.Todo()
        for name, value, parameters in properties:
            native = getattr(value, "dt", value)
            event.add(name, str(native) if isinstance(native, str) else native, parameters or {})
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _edited(context: Context, number: int) -> Context:
    """The context after somebody has given an entry another title."""
    pages = list(context.playbook.pages)
    at = next(place for place, page in enumerate(pages) if page is context.playbook.entries[number])
    pages[at] = replace(pages[at], title=f"{pages[at].title}, edited")
    return context.having(playbook=replace(context.playbook, pages=tuple(pages)), kept=context.feeds.made)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
