"""What is told of the plan: what comes, what is missing, what the check finds, what a change means."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gameplan.answering.bounds import MOST_ROWS, USUAL_ROWS, rows, short
from gameplan.answering.naming import page_named
from gameplan.answering.refusal import Refusal
from gameplan.catalog import BY_NAME
from gameplan.diagnostics import visible
from gameplan.diagnostics.as_values import finding_values
from gameplan.diff.versions import Asked, NoVersion, compared
from gameplan.diff.words import summary
from gameplan.digest.coming import Wanted, coming
from gameplan.model.dates import parse_period
from gameplan.model.faults import FieldFault, nearest, worded
from gameplan.pipeline import beyond
from gameplan.publication import result_told
from gameplan.publish.gaps import KINDS, gaps_of
from gameplan.rule_packages import load_custom
from gameplan.summary.rendering import as_markdown
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from gameplan.answering.shown import Shown
    from gameplan.digest.coming import Row

_LONGEST_PERIOD = 366 * 2
_SEVERITIES = ("error", "warning", "info")


def agenda(shown: Shown, days: int = 14, owner: str = "", goal: str = "", limit: int = USUAL_ROWS) -> dict[str, Any]:
    """Return what comes in the next days, with deadlines, and what is overdue.

    Args:
        shown: what may be told.
        days: how many, from today on.
        owner: only what this person answers for: an id or a name.
        goal: only what serves this goal, or one below it.
        limit: how many rows of each.

    Raises:
        Refusal: where there is no such owner or goal.
    """
    first = shown.context.today
    return period(shown, first, first + timedelta(days=days - 1), owner=owner, goal=goal, limit=limit)


def period(
    shown: Shown, first: date, last: date, *, owner: str = "", goal: str = "", limit: int = MOST_ROWS
) -> dict[str, Any]:
    """Return what happens from a first day to a last one, with deadlines, and what is overdue on the first."""
    playbook = shown.playbook
    choice = Wanted(playbook=playbook, goal=page_named(playbook, goal, "goal") if goal else None, owner=owner)
    if owner and not choice.owner_known:
        near = nearest(owner, choice.names)
        hint = f"did you mean '{visible(near)}'?" if near else f"there are {', '.join(map(visible, choice.names[:8]))}"
        raise Refusal(f"there is no owner '{visible(owner[:100])}'; {hint}")
    with speaking(shown.language):
        found = coming(choice, first, last, undated=False)
        ahead = [_row(row, day) for day, each in found.days.items() for row in each]
        return {
            "first": first.isoformat(),
            "last": last.isoformat(),
            **rows(ahead, limit),
            "overdue": rows([_row(row, None) for row in found.overdue], limit),
        }


def calendar(shown: Shown, typed: str) -> dict[str, Any]:
    """Return what happens in a period: `2027-Q1`, `2027-01`, `2027`, or `2027-01-10/2027-02-20`.

    Raises:
        Refusal: where the text is no period, or a very long one.
    """
    try:
        window = parse_period(typed)
    except FieldFault as error:
        raise Refusal(visible(worded(error))) from None
    if window.first is None or window.last is None or (window.last - window.first).days > _LONGEST_PERIOD:
        raise Refusal("a period is two years at most: write it as in 2027-Q1, 2027-01 or 2027-01-10/2027-02-20")
    found = period(shown, window.first, window.last)
    # What is late today isn't a matter of that period.
    return {name: value for name, value in found.items() if name != "overdue"}


def _row(row: Row, day: date | None) -> dict[str, Any]:
    return {
        "day": day.isoformat() if day else row.day,
        "when": row.when,
        "title": short(row.title),
        "status": row.status,
        "deadline": row.due,
        "owners": [short(each) for each in row.owners],
        "channels": [short(each) for each in row.channels],
        "goals": [short(each) for each in row.goals],
        "path": row.path,
    }


def gaps(shown: Shown, kind: str = "", limit: int = USUAL_ROWS) -> dict[str, Any]:
    """Return what the plan lacks of the strategy: a sentence each, with what to do about it.

    Args:
        shown: what may be told.
        kind: of which kind; empty for all.
        limit: how many rows.

    Raises:
        Refusal: where there is no such kind of gaps.
    """
    if kind and kind not in KINDS:
        raise Refusal(f"there is no kind of gaps '{visible(kind[:100])}': write one of {', '.join(KINDS)}")
    with speaking(shown.language):
        found = [gap for gap in gaps_of(shown.context) if kind in ("", gap.kind)]
        taken = rows(found, limit)
        told = [
            {
                "kind": gap.kind,
                "id": gap.page.id,
                "path": gap.page.path,
                "gap": short(gap.text),
                "todo": short(gap.todo),
            }
            for gap in taken["rows"]
        ]
        return {**taken, "rows": told}


def check(shown: Shown, path: str = "", severity: str = "info", limit: int = USUAL_ROWS) -> dict[str, Any]:
    """Return what the check finds: where, what is wrong, and what to write instead. What a baseline knows is left out.

    Args:
        shown: what may be told.
        path: only in this file, or below this folder; empty for all.
        severity: from which on: `error`, `warning` or `info`.
        limit: how many rows.
    """
    settings = shown.settings
    result = shown.result
    if settings.options.baseline and result.sources is not None:
        result = beyond(result, result.sources, settings.options.baseline, settings.config)
    told = result if shown.internal else result_told(result, settings.options.model_copy(update={"internal": False}))
    below = path.removeprefix("./").rstrip("/")
    wanted = _SEVERITIES[: _SEVERITIES.index(severity) + 1]
    found = [
        finding
        for finding in told.diagnostics
        if str(finding.severity) in wanted
        and (not below or finding.location.path == below or finding.location.path.startswith(f"{below}/"))
    ]
    taken = rows(found, limit)
    counts = {name: sum(str(finding.severity) == name for finding in found) for name in _SEVERITIES}
    return {**taken, "rows": [finding_values(finding) for finding in taken["rows"]], "counts": counts}


def diff(shown: Shown, base: str = "", head: str = "") -> dict[str, Any]:
    """Return what changed since another version, and what it means for goals, entries and calendars.

    Args:
        shown: what may be told.
        base: a branch or commit; default: where this version left the main branch.
        head: another one; default: the files as they are now.

    Raises:
        Refusal: where one of the versions can't be read.
    """
    settings = shown.settings
    options = settings.options.model_copy(update={"internal": shown.internal})
    try:
        found = compared(
            replace(settings, options=options), Asked(base or None, head or None, shown.context.today), told=True
        )
    except NoVersion as error:
        raise Refusal(str(error)) from None
    counts = {name: len(value) for name, value in asdict(found).items() if isinstance(value, (list, tuple)) and value}
    return {
        "base": found.base,
        "head": found.head,
        "changed": not found.is_empty,
        "counts": counts,
        "summary": as_markdown(summary(found)) if not found.is_empty else "",
    }


def rules(shown: Shown) -> dict[str, Any]:
    """Return every rule of the check, with its severity and what it finds."""
    known = load_custom(shown.settings.root).among(BY_NAME)
    found = [{"name": rule.name, "severity": str(rule.severity), "finds": rule.summary} for rule in known.values()]
    return rows(found, MOST_ROWS)


def rule(shown: Shown, name: str) -> str:
    """Explain a rule, with an example, as Markdown.

    Raises:
        Refusal: where there is no such rule.
    """
    known = load_custom(shown.settings.root).among(BY_NAME)
    found = known.get(name)
    if found is None:
        near = nearest(name, known) if len(name) <= 100 else None  # noqa: PLR2004 - the longest name
        raise Refusal(f"there is no rule '{visible(name[:100])}'" + (f"; did you mean '{near}'?" if near else ""))
    return f"# {found.name} ({found.severity})\n\n{found.summary}\n\n{found.help}\n"
