"""Asks the independent validators about feeds: those that `.ci/engines` has installed, else those that happen to be there.

A warning that an event names another which isn't in the feed (`related-dangling`) is no fault: an event has the same bytes in every feed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shared_data import shared_data

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
ENGINES = Path(os.environ.get("GAMEPLAN_ENGINES") or ROOT / ".cache" / "engines")
"""Where `.ci/engines` puts them."""
NEEDED = int(os.environ.get("GAMEPLAN_ENGINES_NEEDED") or 0)
"""How many must read every feed; where they are few, a test that wants them all is skipped, but not where this says how many."""
ALL = (
    "icalendar", "ical", "vobject", "ics.py", "libical", "ical.js", "node-ical", "fullcalendar", "sabre", "ruby", "calcurse",
)  # fmt: skip
KNOWN = re.compile(r"with the feed's own VTIMEZONE only: (?:node-ical|ical) |as published: sabre 2\.")
"""Faults of engines, not of feeds: node-ical takes zones by their names alone, ical gets those wrong that it doesn't know by name, so that
neither can tell what becomes of zones that the validator has given private names; libical, ical.js and icalendar can.
Debian's sabre/vobject is of 2014 and expands some rules otherwise; the three that agree outvote it."""
WINDOW = ("2025-01-01", "2029-01-01")
_READERS = {"node": 3}
"""Engines that are more than one program."""
_BATCH = Path(__file__).parent / "engines" / "batch.py"


class Verdict(NamedTuple):
    """What the validators say of a feed."""

    findings: tuple[tuple[str, str], ...]
    """Errors and warnings, each with its rule."""
    engines: Mapping[str, str]
    """Those that read the feed without a fault, with their versions."""
    occurrences: Mapping[str, frozenset[tuple[str, str, str]]]
    """UID, start and end of every occurrence, by engine; only where it was asked for."""

    def faults(self, *allowed: str) -> list[str]:
        """The findings, errors and warnings alike, but those of some rules and those that say nothing against a feed."""
        rules = {"related-dangling", *allowed}
        if not NEEDED:
            # Two engines that disagree prove nothing; where all of them vote, one that errs is outvoted.
            rules.add("engines-disagree")
        return [text for rule, text in self.findings if rule not in rules and not KNOWN.search(text)]


def folder() -> Path:
    """Where the validator is; skips the module where there is none."""
    built = ENGINES / "validators"
    return built if built.is_dir() else shared_data("tools") / "validators"


def interpreter() -> str:
    """The Python that has the engines' packages: this one, where there is no other."""
    own = ENGINES / "python" / "bin" / "python"
    return str(own) if own.exists() else sys.executable


class Question(NamedTuple):
    """A feed that validators are to read."""

    data: bytes
    previous: bytes | None = None
    """The same feed as it was published before."""
    profile: str = "feed"
    """`rfc` for what nobody subscribes to; a feed is asked for all that subscribers need."""
    without: tuple[str, ...] = ()
    """Engines that are not asked."""


def verdicts(
    questions: Mapping[str, Question], work: Path, *, expand: bool = False, window: tuple[str, str] = WINDOW
) -> dict[str, Verdict]:
    """What the validators say of each of some feeds.

    Args:
        questions: by name.
        work: an empty folder.
        expand: whether the occurrences are wanted.
        window: the days between which they are expanded.
    """
    feeds = []
    for number, (name, question) in enumerate(questions.items()):
        path, before = work / f"{number}.ics", work / f"{number}-before.ics"
        path.write_bytes(question.data)
        if question.previous is not None:
            before.write_bytes(question.previous)
        feeds.append(
            {
                "name": name,
                "path": str(path),
                "previous": str(before) if question.previous is not None else None,
                "profile": question.profile,
                "without": question.without,
                "need": max(0, NEEDED - sum(_READERS.get(engine, 1) for engine in question.without)),
                "expand": expand,
            }
        )
    start, end = (f"{day}T00:00:00+00:00" for day in window)
    job = {"validators": str(folder()), "feeds": feeds, "start": start, "end": end}
    # zoneinfo must read the same package of zones as we do, not the machine's.
    roots = os.pathsep.join(str(ENGINES / name) for name in ("node", "fullcalendar"))
    environment = {**os.environ, "FEED_NODE_PATH": roots, "PYTHONTZPATH": ""}
    done = subprocess.run(
        [interpreter(), "-W", "ignore", str(_BATCH)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        timeout=900,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return {
        name: Verdict(
            tuple((rule, text) for rule, text in item["findings"]),
            item["engines"],
            {engine: frozenset((u, s, e) for u, s, e in found) for engine, found in item["occurrences"].items()},
        )
        for name, item in json.loads(done.stdout).items()
    }
