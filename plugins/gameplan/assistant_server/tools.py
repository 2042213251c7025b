"""The tools that read. Each says in plain words what it answers, with an example, and asks `answering/` for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gameplan.answering import pages, plan
from gameplan.answering.bounds import LONGEST_TEXT, MOST_ROWS
from gameplan.answering.markdown import page_markdown
from gameplan.answering.naming import entry_named
from gameplan.assistant_server.arguments import Argument
from gameplan.publish.gaps import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.answering.desk import Desk
    from gameplan.answering.shown import Shown


class Tool(NamedTuple):
    """A tool of an assistant."""

    name: str
    title: str
    about: str
    """What it answers, with an example."""
    arguments: tuple[Argument, ...]
    answer: Callable[..., dict[str, Any]]
    """Asked with the desk and the arguments."""
    writes: bool = False


def _asked(answer: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Ask the playbook as its files are now."""

    def ask(desk: Desk, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - as declared
        return answer(desk.shown(), **arguments)

    return ask


def _brief(shown: Shown, entry: str) -> dict[str, Any]:
    found = entry_named(shown.playbook, entry)
    return {"id": found.id, "path": found.path, "markdown": page_markdown(shown, found, LONGEST_TEXT)}


_LIMIT = Argument("limit", "How many rows; the answer says how many were left out.", 20, type="number", most=MOST_ROWS)
READING = (
    Tool(
        "search",
        "Search the playbook",
        "Finds pages of strategy and plan by id, title or text, those first that matter now. "
        'Example: {"text": "newsletter", "kind": "channel"}.',
        (
            Argument("text", "Words that are sought.", "gift vouchers", needed=True),
            Argument("kind", "Only pages of a kind: goal, kpi, audience, channel, message, entry, …", "goal"),
            _LIMIT,
        ),
        _asked(pages.search),
    ),
    Tool(
        "goals",
        "Goals and how they stand",
        "Says what the strategy wants: each goal with its parent, health, what success looks like, its KPIs with the last reading and "
        'target, and how many entries are ahead for it. Example: {"goal": "grow"} for a goal and those below it.',
        (Argument("goal", "The id of a goal: only it and those below it.", "grow"), _LIMIT),
        _asked(pages.goals),
    ),
    Tool(
        "agenda",
        "What comes",
        "Says what happens in the next days, with deadlines, and what is overdue. "
        'Example: {"days": 30, "owner": "maya"}.',
        (
            Argument("days", "How many days from today on; default: 14.", 30, type="number"),
            Argument("owner", "Only what somebody answers for: an id or a name.", "maya"),
            Argument("goal", "Only what serves a goal, or a goal below it.", "grow"),
            _LIMIT,
        ),
        _asked(plan.agenda),
    ),
    Tool(
        "gaps",
        "Gaps between strategy and plan",
        "Says what the plan lacks: goals with nothing ahead or without a KPI, audiences with nothing at a stage, missed commitments, "
        'overdue entries, … each with what to do. Example: {"kind": "idle"}.',
        (Argument("kind", "Of which kind.", "idle", choices=KINDS), _LIMIT),
        _asked(plan.gaps),
    ),
    Tool(
        "brief",
        "The brief of an entry",
        "Says all that somebody needs who makes an entry, as Markdown: why, for whom, by when, what to say with its proof, where, which "
        'rules apply, and its author\'s text. Example: {"entry": "gift-season"}.',
        (Argument("entry", "The id of the entry, or the path of its file.", "gift-season", needed=True),),
        _asked(_brief),
    ),
    Tool(
        "check",
        "Check the playbook",
        "Says what is wrong in the files: where, why, and what to write instead. "
        'Example: {"path": "plan/2027-q1", "severity": "warning"}.',
        (
            Argument("path", "Only in this file, or below this folder.", "plan/2027-q1"),
            Argument(
                "severity", "From which severity on; default: info.", "warning", choices=("error", "warning", "info")
            ),
            _LIMIT,
        ),
        _asked(plan.check),
    ),
    Tool(
        "diff",
        "What a change means",
        "Compares the files with an older version: goals that lose their last entry, what moves, what subscribers of calendars will see. "
        'Example: {"base": "main"}.',
        (
            Argument("base", "A branch or commit; default: where this version left the main branch.", "main"),
            Argument("head", "Another one; default: the files as they are now.", "HEAD"),
        ),
        _asked(plan.diff),
    ),
)
