"""Texts come back from independent parsers as their authors wrote them, and none can say more than text."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

import validators
from builds import BASE, feed_of, in_child, playbook
from feed_reading import assert_well_folded, cleaned, entry, events, unfolded
from gameplan.pipeline import run
from gameplan.publication import context_of
from gameplan.publish.feeds.describe import Describer
from gameplan.publish.feeds.feed import build_feeds
from gameplan.publish.ics.content_lines import joined
from gameplan.settings import load_settings
from random_playbooks import breaks, line, page, pieces, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context

PARSERS = validators.ROOT / "tests" / "engines"
COUNT = 60
"""Of entries: each has texts of its own, and all are in one feed."""
marks = st.sampled_from(("\r\n", "\n", "X-EVIL:1", "\r\nEND:VEVENT\r\nBEGIN:VEVENT", " "))
EVIL = st.lists(pieces | breaks | marks, min_size=1).map("".join)
NEWS = r"\\[nN]"
ESCAPED = r"\\[nN,;:\\]"
INJECTED = "Hi\r\nX-EVIL:1\nATTACH:x\rEND:VEVENT\x0b\x85\u2028BEGIN:VALARM"


def context_in(root: Path) -> Context:
    """What is published of a playbook."""
    options = load_settings(root).options
    return context_of(run(root, options), root, options, site_name="Site", base=BASE)


class Written:
    """A playbook with texts that Hypothesis made up, its feed, and what is to be read in it."""

    def __init__(self, root: Path) -> None:
        fronts: list[dict[str, Any]] = []

        @settings(
            max_examples=COUNT,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(
            st.fixed_dictionaries({
                "title": line, "summary": text, "location": line, "tags": st.lists(line, max_size=3, unique=True), "owner": line,
            }),
            line,
        )  # fmt: skip
        def make(front: dict[str, Any], goal: str) -> None:
            fronts.append({**front, "goal": goal})

        make()
        fronts.append(
            {"title": "C:\\,x", "summary": "a\\;b", "location": "\\:", "owner": "\\,", "goal": "C:\\,; \\;x\\:y\\\\z"}
        )
        # Characters of four bytes around the fold, and a backslash there.
        fronts += [{"title": "x" * width + "🎉\\n," * 20, "goal": "G"} for width in range(60, 76)]
        files = {}
        for number, front in enumerate(fronts):
            goal = front.pop("goal")
            files[f"strategy/goals/g{number}.md"] = page({"id": f"g{number}", "title": goal})
            files[f"plan/t{number}.md"] = page(
                {"id": f"t{number}", "goals": [f"g{number}"], "start": "2026-12-02", **front}
            )
        self.root = playbook(root, files, options={"calendar": {"title": "Our plan; C:\\News, \\n «🎉»"}})
        self.context = context_in(self.root)
        self.path = root / "feed.ics"
        [everything] = [published for published in build_feeds(self.context.feeds) if published.feed.key == "all"]
        self.path.write_bytes(everything.data)
        self.wanted = {self.uid(each): self.texts(each) for each in self.context.playbook.entries}

    def uid(self, of: Page) -> str:
        """The UID of an entry's event."""
        [event, *_] = self.context.feeds.pieces(of).events  # type: ignore[arg-type] # only asked of entries
        return event.uid

    def texts(self, of: Entry) -> dict[str, Any]:
        """What readers must find of an entry."""
        goals = self.context.playbook.targets(of, "goals")
        owners = [name for owner in of.fields.owner if (name := re.sub(r"<[^<>]*>|\S+@\S+", "", owner).strip())]
        found: dict[str, Any] = {
            "summary": cleaned(" ".join(of.title.split())),
            "description": cleaned(self.context.lookups.summary(of)),
            "categories": [cleaned(tag) for tag in dict.fromkeys(of.fields.tags) if tag.strip()],
            "labels": [cleaned(goal.title) for goal in goals],
            "url": self.context.addresses.absolute(of),
        }
        if of.entry.location:
            found["location"] = cleaned(of.entry.location)
        if owners:
            found["contact"] = cleaned(", ".join(owners))
        return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Texts, written once."""
    return Written(tmp_path_factory.mktemp("texts"))


def assert_same(
    written: Written,
    read: Mapping[str, Mapping[str, Any]],
    names: tuple[str, ...],
    news: str = "",
    faults: Mapping[str, str] | None = None,
) -> None:
    r"""Every text is the one that was written. `news`: what a parser makes of `\\N` and `\\n` by its own fault; `faults`: by name."""
    assert len(written.wanted) >= COUNT
    for uid, wanted in written.wanted.items():
        for name in names:
            found = read[uid].get(name)
            expected = wanted.get(name)
            fault = (faults or {}).get(name, news)
            if fault and re.search(fault, str(expected)):
                continue
            if name == "description":
                assert found is not None
                assert found.startswith(expected)
                assert found.endswith(wanted["url"])
            else:
                assert found == expected, name


def test_texts_are_worth_reading(written: Written) -> None:
    """There are titles with all that parsers stumble over."""
    everything = repr([(text["summary"], text["description"]) for text in written.wanted.values()])
    for char in (",", ";", "\\\\", "\\n", '"', "🎉", "א", "خ", "👨"):
        assert char in everything


def test_icalendar_reads_what_was_written(written: Written) -> None:
    r"""But for its own faults: since 6.3 it reads `C:\\News` as a line break and `ews`, and it unescapes parameters, too.

    RFC 5545, section 3.2 knows no backslash in the value of a parameter: a label with `\\,` has both characters.
    """
    read = {}
    for event in events(written.path.read_bytes()):
        categories = event["CATEGORIES"].cats if "CATEGORIES" in event else []
        read[str(event["UID"])] = {
            "categories": [str(category) for category in categories],
            "labels": [link.params["LABEL"] for link in _all(event, "LINK")],
            **{name.lower(): str(event[name]) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT", "URL") if name in event},
        }  # fmt: skip
    assert_same(
        written,
        read,
        ("summary", "description", "location", "contact", "url", "categories", "labels"),
        news=NEWS,
        faults={"labels": ESCAPED},
    )


def _all(event: Any, name: str) -> list[Any]:  # noqa: ANN401 - icalendar's component
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize(
    ("parser", "names", "news"),
    [
        ("vobject", ("summary", "description", "location", "contact", "categories"), ""),
        # Of a category with a comma it makes two.
        ("ical", ("summary", "description", "location"), ""),
        ("ics", ("summary", "description", "location"), NEWS),
    ],
)
def test_parsers_of_python(written: Written, parser: str, names: tuple[str, ...], news: str) -> None:
    """They read what was written; ics.py but for the fault that it shares with icalendar."""
    answers = asked([validators.interpreter(), "-W", "ignore", str(PARSERS / "texts.py"), str(written.path)])
    if parser not in answers:
        pytest.skip(f"{parser} is not installed; .ci/engines installs it")
    assert_same(written, answers[parser][str(written.path)], names, news)


def test_ical_js(written: Written) -> None:
    """It reads what was written, the labels of links too."""
    if not shutil.which("node") or not (validators.ENGINES / "node").is_dir():
        pytest.skip("ical.js is not installed; .ci/engines installs it")
    read = asked(["node", str(PARSERS / "texts.mjs"), str(written.path)])["ical.js"][str(written.path)]
    assert_same(written, read, ("summary", "description", "location", "contact", "url", "categories"))
    # In the values of parameters it takes backslashes for escapes, where RFC 5545 3.2 knows none.
    assert_same(written, read, ("labels",), news=r"\\")


def asked(command: list[str]) -> dict[str, Any]:
    """What a parser answers."""
    environment = {**os.environ, "FEED_NODE_PATH": str(validators.ENGINES / "node")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


# What is no text


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A playbook whose pages are then given texts that no file could hold."""
    files = {
        "strategy/people/ana.md": page({"title": "Ana"}),
        "strategy/channels/blog.md": page({"title": "Blog"}),
        "strategy/audiences/all.md": page({"title": "All"}),
        "plan/e.md": page({
            "title": "E", "goals": ["grow"], "start": "2026-12-02", "owner": "ana", "channels": ["blog"], "tags": ["a"],
            "audiences": ["all"], "location": "Here", "summary": "Why.", "deadlines": {"draft": "2026-11-30"}, "type": "article",
        }),
    }  # fmt: skip
    return context_in(playbook(tmp_path_factory.mktemp("small"), files, options={"calendar": {"alarm": "1d"}}))


def names(data: bytes) -> list[str]:
    """The names of the content lines, with the values of BEGIN and END. No other line break is in the file."""
    assert_well_folded(data)
    return [re.match(r"(?:BEGIN|END):.*|[A-Za-z-]+", row)[0] for row in unfolded(data)]  # type: ignore[index] # each line has a name


def event_with(context: Context, evil: str) -> bytes:
    """The lines of an entry's event, each of whose texts is the same."""
    found: Any = context.playbook.by_path["plan/e.md"]
    fields = found.fields.model_copy(update={"summary": evil, "tags": (evil,), "location": evil, "type": evil})
    status = replace(found.status, name=evil)
    bad = replace(found, title=evil, fields=fields, status=status)
    targets = {
        field: tuple(replace(target, title=evil) for target in pages)
        for field, pages in context.playbook.targets_by_field(found).items()
    }
    return joined(Describer(context.feeds.source, bad, targets, context.addresses.absolute(found)).entry(bad, evil))


@settings(deadline=None, max_examples=150)
@given(EVIL.filter(lambda text: bool(cleaned(text).strip()) and not text.strip().startswith("http")))
@example(INJECTED)
def test_no_text_makes_a_line_in_an_event(small: Context, evil: str) -> None:
    """Title, summary, tags, place, type, status, and the titles of goals, people and channels say no more than text."""
    harmless = names(event_with(small, "harmless"))
    found = names(event_with(small, evil))
    # A name that is nothing but an address isn't shown, and a place of blanks is none.
    optional = {"CONTACT", "LOCATION", "CATEGORIES"}
    assert [name for name in found if name not in optional] == [name for name in harmless if name not in optional]
    assert set(found) <= set(harmless)


@settings(deadline=None, max_examples=50)
@given(EVIL)
@example(INJECTED)
def test_no_text_makes_a_line_in_a_calendar(small: Context, evil: str) -> None:
    """The names and descriptions of calendars, X-WR-CALNAME and X-WR-CALDESC too, say no more than text."""
    bad = small.having(site_name=evil, calendar=replace(small.edition.calendar, title=evil))
    for good, other in zip(build_feeds(small.feeds), build_feeds(bad.feeds), strict=True):
        assert names(good.data) == names(other.data)


def test_the_same_without_assertions(tmp_path: Path) -> None:
    """Under `python -O` the bytes are the same: no safety of ours is an assertion."""
    root = playbook(
        tmp_path, {"plan/e.md": entry('start: 2026-02-02\nsummary: "a\\r\\nX-EVIL:1\\nb"\n', title="a, b; c\\n")}
    )
    script = f"import sys, hashlib; sys.path.insert(0, {str(validators.ROOT / 'tests')!r}); import builds, pathlib; "
    script += f"print(hashlib.sha256(builds.feed_of(pathlib.Path({str(root)!r}))).hexdigest())"
    done = in_child([sys.executable, "-O", "-c", script], validators.ROOT)
    assert done.code == 0, done.output
    assert done.output.strip() == hashlib.sha256(feed_of(root)).hexdigest()
    assert not [row for row in unfolded(feed_of(root)) if row.startswith("X-EVIL")]
