"""Begins a page, or a campaign by a play, as somebody wishes it: what files are to be made, and nothing is written."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from gameplan.check.rules.missing_field import asked_fields
from gameplan.diagnostics import visible
from gameplan.edit.assignments import assignment, known_fields
from gameplan.edit.changes import Changes
from gameplan.edit.unknown_names import unknown
from gameplan.edit.wish import Refused
from gameplan.edit.yaml_text import typed_value
from gameplan.model.fields import RefersTo
from gameplan.model.pages import Person
from gameplan.read.files import is_page
from gameplan.read.sources import Disk
from gameplan.read.spec import spec
from gameplan.resolve.identifiers import Identifiers
from gameplan.starting.days import day_said
from gameplan.starting.pages import BadTemplate, Names, folder_of, kinds_by_word, new_page
from gameplan.starting.runs import pages_of_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.edit.workspace import Workspace
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.read.front_matter import Value
    from gameplan.starting.pages import NewPage

_PLAY = "play"


@dataclass(frozen=True)
class Wish:
    """What was asked for."""

    kind: str
    title: str
    goals: tuple[str, ...] = ()
    start: str | None = None
    owner: str | None = None
    fields: tuple[str, ...] = ()
    name: str | None = None
    identifier: str | None = None
    into: str | None = None


class Asking(Protocol):
    """What a front end knows of whoever wishes for a page."""

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there who can be asked."""

    def choose(self, what: str, pages: Sequence[Page], option: str) -> str:
        """Ask for one of some pages, and return its id; refuse it where nobody can be asked, and name the option."""

    def type(self, what: str) -> str:
        """Ask for a text."""

    def email(self) -> str:
        """Return the address of whoever asks; empty where it isn't known."""

    def folder(self, name: str) -> str:
        """Return a folder as a path within the playbook; refuse it where it is none of the strategy's or the plan's."""


def begun(work: Workspace, wish: Wish, ask: Asking) -> Changes:
    """Return the files of a page or a campaign, the page that was wished for first.

    Args:
        work: the playbook as it is.
        wish: what was asked for.
        ask: asks for what is missing.

    Raises:
        Refused: where it can't be begun so: what to write instead.
    """
    playbook = work.result.playbook
    if not wish.title.strip() or not wish.title.isprintable():
        raise Refused("a title is a line of text")
    names = Names(playbook, Disk(work.settings.root))
    plays = {play.id: play for play in playbook.of_kind(_PLAY)}
    try:
        if wish.kind == _PLAY and (wish.title in plays or wish.name is not None):
            play = plays.get(wish.title)
            if play is None:
                raise unknown("play", wish.title, plays, f"write one to {playbook.strategy}/plays/ first")
            pages = _run(work, names, play, wish, ask)
        else:
            pages = [_page(work, names, wish, ask)]
    except BadTemplate as error:
        raise Refused(str(error)) from None
    changes = Changes()
    for page in pages:
        changes.add_new(page.path, page.data)
    return changes


def _page(work: Workspace, names: Names, wish: Wish, ask: Asking) -> NewPage:
    playbook = work.result.playbook
    words = kinds_by_word(playbook)
    if wish.kind not in words:
        raise unknown("kind of page or type of entry", wish.kind, words, "write entry, goal, kpi or another kind")
    kind, of_type = words[wish.kind]
    folder = ask.folder(wish.into) if wish.into else folder_of(playbook, kind)
    said: dict[str, Value] = {"title": wish.title.strip()}
    if of_type:
        said["type"] = of_type
    said |= _shared(work, kind, wish, ask)
    if kind == playbook.vocabulary.entry and "start" not in said and "status" not in said:
        # Nothing is promised of what has no day.
        said["status"] = "idea"
    _ask_for_rest(work, kind, said, ask)
    return new_page(names, kind, said, folder, work.result.today, _own_id(names, kind, _id_wanted(wish, said), folder))


def _shared(work: Workspace, kind: Kind, wish: Wish, ask: Asking) -> dict[str, Value]:
    """What was said by options, and what follows from the playbook."""
    playbook = work.result.playbook
    said: dict[str, Value] = {}
    fields = kind.fields.model_fields
    if "goals" in fields or wish.goals:
        goals = [_id_of(work, "goal", goal) for goal in wish.goals] or (
            [_goal(work, ask)] if kind == playbook.vocabulary.entry else []
        )
        said |= {"goals": [*goals]} if goals else {}
    if wish.start is not None:
        said["start"] = _day(work, wish.start)
    owner = _id_of(work, "person", wish.owner) if wish.owner else _myself(work, ask)
    if owner and "owner" in fields and kind.name != "person":
        said["owner"] = owner
    for text in wish.fields:
        wanted = assignment(text)
        if wanted is None or wanted.sign != "=" or not wanted.text:
            raise Refused(
                f"--set takes a field and a value: --set {visible(text.partition('=')[0]) or 'channels'}=VALUE"
            )
        name = spec(kind).names.get(wanted.field, wanted.field)
        if name not in known_fields(kind, playbook.vocabulary) and not name.startswith(("x_", "x-")):
            raise unknown(
                "field",
                wanted.field,
                fields,
                f"see gameplan schema {visible(kind.name)} for the fields of {kind.a_noun}",
            )
        value = typed_value(wanted.text)
        said[name] = [value] if isinstance(value, str) and _takes_several(kind, name) else value
    return said


def _takes_several(kind: Kind, name: str) -> bool:
    info = kind.fields.model_fields.get(name)
    refers = next((mark for mark in info.metadata if isinstance(mark, RefersTo)), None) if info else None
    return refers is not None and not refers.single


def _day(work: Workspace, text: str) -> str:
    playbook = work.result.playbook
    try:
        return day_said(text, work.result.today, playbook.vocabulary.zone, playbook.workdays)
    except (OverflowError, ValueError):
        raise Refused(f"no calendar goes as far as '{visible(text)}'") from None


def _id_of(work: Workspace, kind: str, typed: str) -> str:
    """The id of a page as it is typed, or by its title."""
    playbook = work.result.playbook
    pages = playbook.of_kind(kind)
    found = Identifiers(playbook.vocabulary.kinds, pages).find(kind, typed)
    found = found or next((page for page in pages if page.title.casefold() == typed.casefold()), None)
    if found is None:
        if kind == "person" and not pages:
            return typed
        raise unknown(kind, typed, [page.id for page in pages], "", {page.title: page.id for page in pages})
    return found.id


def _goal(work: Workspace, ask: Asking) -> str:
    """The goal of an entry for which none was named: the only one, or the one that somebody chooses."""
    goals = [
        page for page in work.result.playbook.of_kind("goal") if getattr(page.fields, "lifecycle", "") != "dropped"
    ]
    if not goals:
        raise Refused("there is no goal yet that it could serve: type gameplan new goal TITLE first")
    return goals[0].id if len(goals) == 1 else ask.choose("goal", goals, "--goal")


def _myself(work: Workspace, ask: Asking) -> str:
    """The id of the person whose address Git knows; empty where the playbook has none of them."""
    people = [page for page in work.result.playbook.of_kind("person") if isinstance(page.fields, Person)]
    email = ask.email().casefold() if people else ""
    return next(
        (page.id for page in people if email and str(getattr(page.fields, "email", "")).casefold() == email), ""
    )


def _id_wanted(wish: Wish, said: dict[str, Value]) -> str:
    """The id that was asked for, by its option or as a field, which is taken out of the fields; empty where none was."""
    typed = said.pop("id", "")
    if wish.identifier is not None and typed:
        raise Refused("--id and --set id=… say the same: leave one of them out")
    return wish.identifier or (typed if isinstance(typed, str) else "")


def _own_id(names: Names, kind: Kind, wanted: str, folder: str) -> str:
    if not wanted:
        return ""
    path = posixpath.join(folder, f"{wanted}.md")
    if not is_page(path, (names.playbook.strategy, names.playbook.plan)) or "/" in wanted:
        raise Refused(f"'{visible(wanted)}' can't be an id: use letters, digits and hyphens, as in spring-launch")
    if names.is_taken(kind, wanted):
        raise Refused(f"'{visible(wanted)}' is taken: choose another id")
    return wanted


def _ask_for_rest(work: Workspace, kind: Kind, said: dict[str, Value], ask: Asking) -> None:
    """Ask for what the playbook wants of every such page; where nobody can be asked, refuse it and say how to give it."""
    playbook, options = work.result.playbook, work.settings.options
    status = playbook.vocabulary.status.get(str(said.get("status", "planned")))
    if kind == playbook.vocabulary.entry and status is not None and not status.stage.committed:
        return
    wanted = asked_fields(playbook, options.conventions.require, kind, str(said.get("type") or ""))
    lacking = [name for name in wanted if name not in said and name in kind.fields.model_fields]
    if lacking and not ask.can_ask:
        told = " ".join(f"--set {name}=…" for name in lacking)
        raise Refused(
            f"this playbook wants {', '.join(lacking)} of every {visible(str(said.get('type') or kind.noun))}: add {told}"
        )
    for name in lacking:
        info = kind.fields.model_fields[name]
        refers = next((mark for mark in info.metadata if isinstance(mark, RefersTo)), None)
        pages = playbook.of_kind(refers.kind) if refers else ()
        typed = ask.choose(name, pages, f"--set {name}=…") if pages else ask.type(name)
        value = typed_value(typed)
        said[name] = [value] if isinstance(value, str) and _takes_several(kind, name) else value


def _run(work: Workspace, names: Names, play: Page, wish: Wish, ask: Asking) -> list[NewPage]:
    """The pages of a campaign by a play."""
    playbook = work.result.playbook
    if wish.name is None or wish.start is None:
        raise Refused(f"a play needs a title and a day: gameplan new play {visible(play.id)} --name TITLE --start DAY")
    start = _day(work, wish.start)
    try:
        day = date.fromisoformat(start)
    except ValueError:
        raise Refused(
            f"a play's steps count from a day, and '{visible(wish.start)}' is none: write it as in 2027-03-10"
        ) from None
    entry = playbook.vocabulary.entry
    said = {
        **_shared(work, entry, Wish(wish.kind, wish.name, wish.goals, start, wish.owner, wish.fields), ask),
        "title": wish.name,
    }
    said["type"] = said.get("type", "campaign")
    _ask_for_rest(work, entry, said, ask)
    folder = ask.folder(wish.into) if wish.into else playbook.plan
    identifier = _own_id(names, entry, _id_wanted(wish, said), folder)
    try:
        return [*pages_of_run(names, play, said, day, folder, identifier)]
    except OverflowError:
        raise Refused(f"no calendar goes as far from {start} as a step of {visible(play.id)}") from None
