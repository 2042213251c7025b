"""What a page says to search engines, templates and macros, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builds import context_at, playbook
from gameplan.publish.linked_data import page_data
from gameplan.publish.meta import description, facts_of
from random_playbooks import page

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context


def entry_of(root: Path, front: dict[str, object]) -> tuple[Context, Entry]:
    """An entry with more front matter, and what is published."""
    said = {"title": "Talk", "goals": ["grow"], "start": "2026-12-03", **front}
    context = context_at(playbook(root, {"plan/talk.md": page(said, "The first sentence.\n")}))
    return context, next(entry for entry in context.playbook.entries if entry.id == "talk")


@pytest.mark.parametrize(
    ("typed", "said"), [("90m", "1h30m"), ("24h", "24h"), ("36h", "36h"), ("1w", "1w"), ("1d1h", "1d1h")]
)
def test_lengths_in_facts(typed: str, said: str, tmp_path: Path) -> None:
    """As they are typed: a day of work isn't one of the calendar."""
    _, talk = entry_of(tmp_path, {"effort": typed})
    assert facts_of(talk)["effort"] == said


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("For those who  search.\n", "For those who search."),
        (" ", "The first sentence."),
        (None, "The first sentence."),
    ],
)
def test_descriptions(own: str | None, shown: str, tmp_path: Path) -> None:
    """The author's words for search engines in one line, else the summary."""
    context, talk = entry_of(tmp_path, {} if own is None else {"description": own})
    assert description(context, talk) == shown


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("idea", "EventScheduled"),
        ("scheduled", "EventScheduled"),
        ("published", "EventScheduled"),
        ("on-hold", "EventPostponed"),
        ("cancelled", "EventCancelled"),
    ],
)
def test_whether_an_event_takes_place(status: str, said: str, tmp_path: Path) -> None:
    """Search engines are told what is off, and what is put off."""
    context, talk = entry_of(tmp_path, {"status": status})
    assert page_data(context, talk)["eventStatus"] == f"https://schema.org/{said}"
