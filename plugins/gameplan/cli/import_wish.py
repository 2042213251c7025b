"""What was typed behind `gameplan import`, and what it means for a playbook."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from gameplan.cli.common import stop, unknown
from gameplan.diagnostics import visible
from gameplan.importers.columns import Chosen, field_named
from gameplan.importers.draft import GoalRule, Goals
from gameplan.importers.known import CREATED
from gameplan.importers.plan import Wish
from gameplan.model.addresses import slug
from gameplan.read.files import is_page
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.edit.workspace import Workspace
    from gameplan.importers.table import Table


class Asked(NamedTuple):
    """What was asked for."""

    files: tuple[Path, ...]
    mapped: tuple[str, ...]
    rest: str | None
    key: str
    dates: str | None
    goal: tuple[str, ...]
    goal_by: tuple[str, ...]
    goals_later: bool
    create: tuple[str, ...]
    into: str
    source: str
    partial: bool
    encoding: str
    delimiter: str
    sheet: str


def wish_of(work: Workspace, asked: Asked, tables: Mapping[str, Table]) -> Wish:
    """Return what was asked for; ends the program where it makes no sense."""
    columns = {column for table in tables.values() for column in table.columns}
    mapped: dict[str, str] = {}
    aliases: dict[tuple[str, str], str] = {}
    for each in asked.mapped:
        left, sign, target = each.rpartition("=")
        if not sign or not left:
            stop(f"--map takes a column and a field: --map '{visible(left or each or 'Publish date')}=start'")
        column, word = _parted(left, columns)
        if word:
            aliases[column, word] = target
        else:
            mapped[left] = target
    create = [name.strip() for part in asked.create for name in part.split(",") if name.strip()]
    for name in create:
        if name not in CREATED:
            unknown("kind of pages to make", name, CREATED)
    return Wish(
        Chosen(mapped, asked.rest or "", asked.key),
        aliases,
        _goals(work, asked),
        frozenset(create),
        asked.dates or "",
        _folder(work, asked.into),
        asked.source,
        work.settings.options.currency,
        frozenset(columns),
    )


def _parted(left: str, columns: set[str]) -> tuple[str, str]:
    """A column, and the word in it of which something is said; the word is empty where it is the column as a whole."""
    if left in columns:
        return left, ""
    fitting = [column for column in columns if left.startswith(f"{column}:")]
    column = max(fitting, key=len, default=left)
    return column, left[len(column) + 1 :]


def _goals(work: Workspace, asked: Asked) -> Goals:
    """The goals of rows that name none; ends the program for one that there isn't."""
    rules = []
    for each in (part for text in asked.goal_by for part in text.split(",")):
        left, sign, goal = each.strip().partition("=")
        name, colon, value = left.partition(":")
        if not sign or not goal or not left:
            stop("--goal-by takes a field, a value and a goal: --goal-by channel:blog=GOAL")
        found = field_named(name if colon else "channels", work.result.playbook.vocabulary)
        if not found:
            stop(f"there is no field '{visible(name)}': write --goal-by channel:blog=GOAL")
        rules.append(GoalRule(found, _meant(work, asked, found, value if colon else left), _goal(work, goal)))
    return Goals(tuple(_goal(work, goal) for goal in asked.goal), tuple(rules), asked.goals_later)


def _meant(work: Workspace, asked: Asked, field: str, typed: str) -> str:
    """The value of a field of which a rule tells: of one that names pages the id; ends the program where there is none."""
    playbook = work.result.playbook
    mark = spec(playbook.vocabulary.entry).references.get(field)
    if mark is None:
        return typed
    pages = playbook.of_kind(mark.kind)
    for page in pages:
        if typed.casefold() in (page.id.casefold(), page.title.casefold()):
            return page.id
    if asked.create:
        return slug(typed)
    return unknown(mark.kind, typed, [page.id for page in pages], titles={page.title: page.id for page in pages})


def _goal(work: Workspace, typed: str) -> str:
    goals = {goal.id: goal.title for goal in work.result.playbook.goals}
    if typed not in goals:
        unknown("goal", typed, goals, "write the id of a goal", {title: name for name, title in goals.items()})
    return typed


def _folder(work: Workspace, typed: str) -> str:
    """The folder into which new entries go, as a path within the playbook."""
    playbook = work.result.playbook
    if not typed:
        return playbook.plan
    path = os.path.normpath(typed).replace(os.sep, "/")
    inside = path == playbook.plan or path.startswith(f"{playbook.plan}/")
    if not inside or not is_page(f"{path}/a.md", (playbook.strategy, playbook.plan)):
        stop(f"{visible(typed)} is not in {visible(playbook.plan)}/: entries lie there")
    return path
