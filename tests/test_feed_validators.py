"""Every independent validator accepts the feeds: of the sample, of real playbooks, and of playbooks that are made up.

`.ci/engines` installs the validators; without it those are asked that happen to be there, and the rest is skipped by name.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

import validators
from builds import BASE, NAMESPACE, files_of, playbook, sample_context
from corpora import CORPORA, NAMES, checked
from feed_reading import unfolded
from gameplan.options import CalendarOption, Options
from gameplan.publication import context_of
from gameplan.publish.feeds.feed import build_feeds, single_feeds
from random_playbooks import playbooks
from validators import Question, Verdict, verdicts

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from gameplan.publish.context import Context

VALIDATORS = validators.folder()
SINGLE = "feeds/entry-"
TYPED_TAGS = {"digitalgov": 5}
"""Summaries with HTML in their front matter: a summary is plain text, here as on the site."""
SLOW = ("ics.py", "ical", "vobject", "ruby")
"""Engines that take minutes for what is much larger than a plan of years; they read the same events in the feeds of pages."""
SPECIAL = ("calendar.ics", "feeds/deadlines.ics", "feeds/key-dates.ics", "feeds/reviews.ics", "feeds/tasks.ics")
EVERYTHING = (
    b"\r\nRRULE:", b"\r\nEXDATE", b"\r\nRECURRENCE-ID", b"\r\nDTSTART;VALUE=DATE", b"\r\nDTSTART;TZID", b"Z\r\nDTEND:",
    b"\r\nSTATUS:CANCELLED", b"\r\nSTATUS:TENTATIVE", b"\r\nSTATUS:CONFIRMED", b"\r\nRELATED-TO;RELTYPE=DEPENDS-ON",
    b"\r\nLOCATION", b"\r\nCATEGORIES", b"\r\nCONTACT", b"\r\nLINK", b"\r\nTRANSP:OPAQUE", b"\r\nCONFERENCE",
    b"\r\nBEGIN:VTODO", b"\r\nSTATUS:COMPLETED",
)  # fmt: skip
"""What feeds can hold."""


def feeds_of(context: Context) -> dict[str, bytes]:
    """Every feed of a playbook, by its place on the site."""
    return {published.feed.uri: published.data for published in build_feeds(context.feeds)} | {
        uri: b"".join(parts) for uri, parts in single_feeds(context.feeds)
    }


def question(name: str, data: bytes) -> Question:
    """What is asked about a feed: nobody subscribes to the feed of a single entry, so it needs no name and no address."""
    without = SLOW if len(data) > 500_000 else ("ics.py",) if len(data) > 200_000 else ()
    return Question(data, profile="rfc" if name.startswith(SINGLE) else "feed", without=without)


def faults(found: dict[str, Verdict], *allowed: str) -> list[str]:
    """What is wrong with some feeds."""
    return [f"{name}: {fault}" for name, verdict in found.items() for fault in verdict.faults(*allowed)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """What the validators say of the sample's feeds."""
    feeds = feeds_of(sample_context()[1])
    return verdicts({name: question(name, data) for name, data in feeds.items()}, tmp_path_factory.mktemp("sample"))


def test_every_feed_of_the_sample(sample: dict[str, Verdict]) -> None:
    """Case 52: no validator has an error or a warning about any feed of the sample."""
    assert len(sample) > 100
    assert faults(sample) == []


def test_every_engine_took_part(sample: dict[str, Verdict]) -> None:
    """All engines have read each feed; where some aren't installed, they are named."""
    counts = Counter(engine for verdict in sample.values() for engine in verdict.engines)
    assert set(counts.values()) == {len(sample)}
    missing = [engine for engine in validators.ALL if engine not in counts]
    assert len(counts) >= validators.NEEDED, f"not installed: {', '.join(missing)}"
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; .ci/engines installs them")


@pytest.mark.parametrize("name", NAMES)
def test_feeds_of_a_real_playbook(name: str, tmp_path: Path) -> None:
    """No validator refuses the feeds of a real playbook: the main one, the special ones, the largest of pages, and some entries."""
    options = Options(
        uid_namespace=UUID(NAMESPACE), calendar=CalendarOption(windows=name in ("rustgoals", "fedstrategy"))
    )
    result = checked(name)
    context = context_of(result, CORPORA / name, options, site_name=name, base=BASE)
    feeds = feeds_of(context)
    largest = sorted(feeds.keys() - set(SPECIAL), key=lambda uri: -len(feeds[uri]))
    whole = [uri for uri in largest if not uri.startswith(SINGLE) and len(feeds[uri]) < 200_000][:3]
    chosen = {uri: feeds[uri] for uri in (*SPECIAL, *whole, *[uri for uri in largest if uri.startswith(SINGLE)][:3])}
    asked = {uri: question(uri, data) for uri, data in chosen.items()}
    found = verdicts(asked, tmp_path, window=("2012-01-01", "2032-01-01"))
    large = {uri for uri, data in chosen.items() if len(data) > 1_000_000}
    wrong = [fault for fault in faults(found) if not (fault.partition(":")[0] in large and "feed-size" in fault)]
    assert len([fault for fault in wrong if "feed-html" in fault]) == TYPED_TAGS.get(name, 0)
    assert [fault for fault in wrong if "feed-html" not in fault] == []


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Feeds of playbooks that Hypothesis makes up; the same in every run, and read by the validators all at once.

    Twenty of them, and more where these don't reach all that feeds can hold: another version of Hypothesis makes up others.
    """
    feeds: dict[str, bytes] = {}
    roots = tmp_path_factory.mktemp("random")

    @settings(
        max_examples=20,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(playbooks())
    def make(made: tuple[dict[str, str], dict[str, Any]]) -> None:
        number = len(list(roots.iterdir()))
        files, options = made
        found = files_of(playbook(roots / f"{number}", files, options=options))
        wanted = (*SPECIAL, "feeds/person-ana.ics")
        feeds.update({f"{number}/{uri}": found[uri] for uri in wanted if b"BEGIN:V" in found[uri]})

    for number in range(5):
        seed(number)(make)()
        everything = b"".join(feeds.values())
        if all(wanted in everything for wanted in EVERYTHING):
            break
    return feeds


def test_made_up_playbooks_have_everything(made_up: dict[str, bytes]) -> None:
    """What Hypothesis makes up reaches all that feeds can hold: else the next test would prove little."""
    everything = b"".join(made_up.values())
    assert [wanted for wanted in EVERYTHING if wanted not in everything] == []
    assert everything.count(b"BEGIN:VEVENT") > 150
    assert len(set(re.findall(rb"TZID=([\w/]+)", everything))) >= 5


def test_feeds_of_made_up_playbooks(made_up: dict[str, bytes], tmp_path: Path) -> None:
    """No rule is broken in any of them, and nearly all programs read each; a person's own choice to be busy all day breaks none.

    What is made up reaches what single programs get wrong, another in each version of Hypothesis: so it isn't asked here whether they
    all agree. Occurrences are compared with the schedule in `test_feed_occurrences`.
    """
    # The gem icalendar 2.8 falls over zones whose last change is still to come, as in Cairo and Casablanca.
    asked = {
        name: Question(data, without=("ruby",) if b"TZID:Africa/" in data else ()) for name, data in made_up.items()
    }
    found = verdicts(asked, tmp_path)
    # An escaped comma at the end of a category is no empty category, as the validator believes; those are looked for here.
    programs = ("engines-disagree", "engines-need", *(f"engine-{engine}" for engine in validators.ALL))
    assert faults(found, "feed-transp", "text-empty", *programs) == []
    assert all(len(verdict.engines) >= validators.NEEDED - 2 for verdict in found.values())
    for row in unfolded(b"".join(made_up.values())):
        if row.startswith("CATEGORIES:"):
            assert all(re.sub(r"\\.", "x", row.removeprefix("CATEGORIES:")).split(",")), row
