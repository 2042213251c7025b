"""What assistants may change: the same as `gameplan set`, `shift` and `new`, where nothing speaks against it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gameplan.answering.bounds import rows, short
from gameplan.answering.naming import page_named
from gameplan.answering.refusal import Refusal
from gameplan.diagnostics import visible
from gameplan.diagnostics.as_values import finding_values
from gameplan.edit.assignments import assignment
from gameplan.edit.setting import fields_set
from gameplan.edit.shifting import entries_shifted, parse_shift
from gameplan.edit.wish import Refused
from gameplan.edit.workspace import Workspace, carried_out
from gameplan.publication import result_told
from gameplan.read.files import is_page
from gameplan.starting.creating import Wish, begun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gameplan.answering.shown import Shown
    from gameplan.edit.changes import Changes
    from gameplan.edit.trial import Trial
    from gameplan.model.page import Page

_MOST_FINDINGS = 20
_MOST_LISTED = 12


def set_fields(shown: Shown, pages: Sequence[str], fields: Sequence[str], *, dry_run: bool = False) -> dict[str, Any]:
    """Write fields of pages, and change nothing else in their files.

    Args:
        shown: what may be told; only that may be changed.
        pages: ids or paths.
        fields: `status=planned`, `tags+=spring`, `goals-=grow`, or `stage=` to delete the line.
        dry_run: whether nothing is written.

    Raises:
        Refusal: where it can't be done, or a check would find more than before.
    """
    wanted = []
    for text in fields:
        found = assignment(text)
        if found is None:
            raise Refusal(
                f"'{visible(short(text))}' sets nothing: write status=planned, tags+=spring, goals-=grow, or stage="
            )
        wanted.append(found)

    def change(work: Workspace) -> tuple[Changes, tuple[str, ...]]:
        return fields_set(work, wanted, _pages(shown, pages)), ()

    return _done(shown, change, dry_run=dry_run)


def shift(
    shown: Shown,
    by: str,
    pages: Sequence[str],
    *,
    workdays: bool = False,
    dependents: bool = False,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Move the days of entries with their deadlines.

    Args:
        shown: what may be told; only that may be changed.
        by: `+2w`, `-3d`, `+5wd`, `+1m`, `+1q`, `+1y`, or `to=2027-03-01`.
        pages: ids or paths of entries.
        workdays: whether starts land on workdays.
        dependents: whether what waits for them moves too.
        dry_run: whether nothing is written.

    Raises:
        Refusal: where it can't be done, or a check would find more than before.
    """

    def change(work: Workspace) -> tuple[Changes, tuple[str, ...]]:
        found = entries_shifted(work, parse_shift(by), _pages(shown, pages), landing=workdays, dependents=dependents)
        for path in found.changes.after:
            _refuse_hidden(shown, path)
        return found

    return _done(shown, change, dry_run=dry_run)


def new(  # noqa: PLR0913 - what there is to say
    shown: Shown,
    kind: str,
    title: str,
    *,
    goals: Sequence[str] = (),
    start: str | None = None,
    owner: str | None = None,
    fields: Sequence[str] = (),
    name: str | None = None,
    identifier: str | None = None,
    folder: str | None = None,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Begin a page, or a campaign by a play.

    Args:
        shown: what may be told.
        kind: a kind of page or a type of entry; `play` for a campaign, with the play's id as the title.
        title: its title.
        goals: what it serves: ids.
        start: when: a day, a period, or `+2w`.
        owner: who answers for it; nobody by default.
        fields: any other field: `audience=owners`.
        name: of a campaign by a play: its title.
        identifier: its id; default: made from the title.
        folder: of its file; default: that of its kind.
        dry_run: whether nothing is written.

    Raises:
        Refusal: where it can't be begun so, or a check would find an error.
    """
    playbook, everything = shown.playbook, shown.result.playbook
    # Only what may be told can be named, and nothing else is guessed.
    goals = [page_named(playbook, goal, "goal").id for goal in goals]
    if owner is not None and everything.of_kind("person"):
        owner = page_named(playbook, owner, "person").id
    if not goals and len(everything.goals) == 1 and not playbook.goals:
        raise Refusal("say which goal it serves")
    wish = Wish(kind, title, tuple(goals), start, owner, tuple(fields), name, identifier, folder)
    return _done(shown, lambda work: (begun(work, wish, _Nobody(shown)), ()), hold="error", dry_run=dry_run)


class _Nobody:
    """Nobody who could be asked: what is missing is named."""

    can_ask = False

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def choose(self, what: str, pages: Sequence[Page], option: str) -> str:  # noqa: ARG002 - of a command line
        known = [page for page in pages if page.path in self._shown.playbook.by_path]
        listed = ", ".join(f"{visible(page.id)} ({visible(short(page.title))})" for page in known[:_MOST_LISTED])
        raise Refused(f"say which {what}: one of {listed}{', …' if len(known) > _MOST_LISTED else ''}")

    def type(self, what: str) -> str:
        raise Refused(f"say {what}")

    def email(self) -> str:
        # Who asks is not whoever started the server.
        return ""

    def folder(self, name: str) -> str:
        playbook, root = self._shown.playbook, self._shown.settings.root
        path = name.removeprefix("./").rstrip("/")
        folders = (playbook.strategy, playbook.plan)
        inside = any(path == each or path.startswith(f"{each}/") for each in folders)
        if not inside or not is_page(f"{path}/a.md", folders) or {".", ".."} & {*path.split("/")}:
            raise Refused(f"{visible(short(name))} is no folder of {visible(folders[0])}/ or {visible(folders[1])}/")
        if (root / path).exists() and not (root / path).is_dir():
            raise Refused(f"{visible(short(name))} is not a folder")
        return path


def _pages(shown: Shown, names: Sequence[str]) -> list[Page]:
    """The pages that are to change, of those that may be told: as they are in the whole playbook."""
    found = {page.path: page for page in (page_named(shown.playbook, name) for name in names)}
    return [shown.result.playbook.by_path[path] for path in sorted(found)]


def _refuse_hidden(shown: Shown, path: str) -> None:
    if path in shown.result.playbook.by_path and path not in shown.playbook.by_path:
        raise Refused("what waits for it isn't public: start the server with --internal, or leave dependents out")


def _done(
    shown: Shown,
    change: Callable[[Workspace], tuple[Changes, tuple[str, ...]]],
    *,
    hold: str = "info",
    dry_run: bool,
) -> dict[str, Any]:
    """Carry out a change, and say what became of it."""
    settings = shown.settings
    options = settings.options.model_copy(update={"baseline": ""})
    work = Workspace(replace(settings, options=options), shown.result, settings.options.baseline)
    try:
        changes, notes = change(work)
        outcome = carried_out(work, changes, hold=hold, dry_run=dry_run)
    except Refused as refused:
        raise Refusal(str(refused)) from None
    if outcome.held:
        raise Refusal(_refusal(shown, outcome.trial))
    return {
        "written": outcome.written,
        **rows([short(changes.line(path)) for path in changes.files]),
        "notes": list(notes),
        "findings": [finding_values(finding) for finding in outcome.trial.new[:_MOST_FINDINGS]]
        if shown.internal
        else [],
    }


def _refusal(shown: Shown, trial: Trial) -> str:
    """Say which findings keep a change from being written; of what is hidden only how many."""
    found = trial.refused or trial.new
    told = list(found)
    if not shown.internal:
        # In words that name nothing hidden: hints may.
        options = shown.settings.options.model_copy(update={"internal": False})
        known = {(each.location, each.rule.name) for each in found}
        told = [
            each for each in result_told(trial.result, options).diagnostics if (each.location, each.rule.name) in known
        ]
    lines = []
    for each in told[:_MOST_FINDINGS]:
        line = f":{each.location.span.line}" if each.location.span else ""
        hint = f"; {each.hint}" if each.hint else ""
        lines.append(f"- {visible(each.location.path)}{line}: {each.message}{hint} [{each.rule.name}]")
    if left := len(found) - len(lines):
        lines.append(f"- {left} more")
    return "nothing was written, since the check would find:\n" + "\n".join(lines)
