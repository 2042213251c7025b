"""The texts that new pages begin with: what to write there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.further_pages import Format

if TYPE_CHECKING:
    from gameplan.model.page import Page

BODIES = {
    "": "Write here what this is, and what it is for.\n",
    "entry": "What does it say, and what should people do afterwards?\n",
    "goal": "Why this goal, and why now? What will you not do for it?\n",
    "audience": "Who are they, what do they try first, and what stops them? How do you know?\n",
    "journey": "Where do they begin, and where do most of them give up?\n",
    "message": "What should people remember, and why should they believe it?\n",
    "channel": "What belongs here, and what doesn't?\n",
    "kpi": "Where does the number come from, who reads it, and what would make it wrong?\n",
    "policy": "What must everybody do, and why?\n",
    "person": "What do they answer for, and when can they be reached?\n",
    "review": "What worked, what didn't, and what changes because of it?\n",
    "question": "Who asks this, where, and what is the answer in two sentences?\n",
    "competitor": "What do people choose them for, and what do you do better?\n",
    "risk": "What could happen, how would you notice, and what would you do then?\n",
    "decision": "What was decided, what else was considered, and why not?\n",
    "theme": "What is this time about, and what is it not about?\n",
    "format": "What are the parts of a good one, in order?\n",
    "play": "When do you use it, and what was forgotten the last time?\n",
    "team": "What does this team make, and whom do you ask?\n",
}
"""By kind; the empty one is for kinds of a playbook's own."""


def body_of_format(page: Page) -> str:
    """Return the text that an entry begins with whose type has a format: its parts as headings, and its checklist."""
    fields = page.fields
    headings = [heading.text for heading in page.body.headings if heading.level > 1]
    parts = "".join(f"## {text}\n\n" for text in headings) if len(headings) > 1 else ""
    checks = fields.checklist.values() if isinstance(fields, Format) else ()
    listed = "".join(f"- [ ] {text}\n" for text in checks)
    return f"{parts}Before it goes out:\n\n{listed}" if listed else parts
