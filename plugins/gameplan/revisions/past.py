"""The past of a playbook, for the rules that ask for it: joins the reader and git."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from gameplan.history.authors import Authors, plain_address, read_authors
from gameplan.history.commits import Commit, read_history
from gameplan.history.missing import MissingHistory
from gameplan.model.further_pages import Format
from gameplan.model.pages import Person, Policy
from gameplan.model.past import MOVES, ChangeMoment, Made, NoPast, Past
from gameplan.model.zones import zone
from gameplan.read.decoding import decoded
from gameplan.read.files import read_file
from gameplan.read.front_matter import Unreadable, split
from gameplan.revisions.chains import Holders, former_of
from gameplan.revisions.lineage import Lineage, PageFiles
from gameplan.revisions.moves import Moves
from gameplan.revisions.page_facts import Facts, facts_of, read_facts
from gameplan.revisions.timeline import known, names_of, read_keys, sorted_keys, sources, timeline_of, worktree
from gameplan.revisions.versions import identity_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date
    from pathlib import Path

    from gameplan.model.playbook import Playbook
    from gameplan.options import Options
    from gameplan.revisions.lineage import Update
    from gameplan.revisions.timeline import Key, Timeline
    from gameplan.revisions.versions import Identity

NO_HISTORY = "there is no git history here"
"""Why nothing is known where there is no repository, or no commit yet."""


def past_of(
    playbook: Playbook, root: Path, options: Options, config: str, today: date, commit: str | None = None
) -> Past | NoPast:
    """Return what rules may know of a playbook's past. Where something is missing it doesn't fail, but says so.

    The mainline counts, as for what subscribers see: a merge is one change. What isn't committed is the last change of all.

    Args:
        playbook: the whole playbook.
        root: its folder.
        options: its options.
        config: the name of the site's configuration file in the folder.
        today: the day on which changes were made that aren't committed.
        commit: the version that the playbook is, where it is not the work tree but an older one; the folder is the repository's
            all the same.
    """
    try:
        history = read_history(
            root, config, commit or "HEAD", sources(root, config), (options.strategy_dir, options.plan_dir)
        )
        if history is None:
            return NoPast(NO_HISTORY)
        work = Commit(history.latest, {}) if commit else worktree(history, playbook, root, config)
        # Later than every commit, so that what isn't committed comes after what was committed last.
        work = replace(work, when=max(work.when, history.latest + timedelta(seconds=1)))
        authors = read_authors(root, options.plan_dir, commit or "HEAD") if _signs(playbook) else Authors({})
        return _told((*history.commits, work), playbook, root, options, config, today, authors)
    except MissingHistory as missing:
        return NoPast(missing.plain)


def _signs(playbook: Playbook) -> bool:
    """Tell whether it matters who changed an entry: somebody signs off, and has."""
    return any(
        isinstance(page.fields, (Policy, Format)) and page.fields.approvers
        for kind in ("policy", "format")
        for page in playbook.of_kind(kind)
    ) and any(entry.entry.approved_by for entry in playbook.entries)


def _told(  # noqa: PLR0913, PLR0917 - what there is to tell from
    commits: tuple[Commit, ...],
    playbook: Playbook,
    root: Path,
    options: Options,
    config: str,
    today: date,
    authors: Authors,
) -> Past:
    """The past that commits tell, the last of them being the work tree."""
    line = timeline_of(commits, root, options, config)
    present = {identity_of(page): page for page in reversed(playbook.pages)}
    former, files = former_of(present), PageFiles()
    moment = _moments(options, commits[-1].when, today)
    made = _makers(playbook, authors, moment)
    holders: Holders[Facts] = Holders(former)
    found: dict[Identity, Lineage] = {}
    versions = _versions(line, playbook, root)
    moves = Moves(_bodies(playbook, root), datetime.combine(today, time(), UTC) - timedelta(days=MOVES))
    for step in line.steps:
        told = known(step.pages, versions)
        moves.step(step, told, files, last=step is line.steps[-1])
        files.step(step.when, told)
        for identity, facts in holders.step(told).items():
            found.setdefault(identity, Lineage(identity, files, former, moment)).become(step.when, facts)
    pasts = {
        identity: lineage.past(moves.former(present[identity].path, moment), made)
        for identity, lineage in found.items()
        if identity in present
    }
    since = _workflow_since(line)
    return Past(
        pages={present[identity].path: past for identity, past in pasts.items() if past},
        workflow_since=moment(since) if since else None,
    )


def _makers(
    playbook: Playbook, authors: Authors, moment: Callable[[datetime], ChangeMoment]
) -> Callable[[Update], Made]:
    """Return a function that tells whose a change was. An address that several people share is nobody's."""
    people: dict[str, str] = {}
    for page in playbook.of_kind("person"):
        if isinstance(page.fields, Person) and page.fields.email:
            address = plain_address(page.fields.email)
            people[address] = "" if address in people else page.path

    def made(update: Update) -> Made:
        writers = authors.of(update.facts.path, update.facts.blob, update.since, update.when)
        everybody = frozenset(path for address in writers.all if (path := people.get(address)))
        return Made(moment(update.when), people.get(writers.author, ""), people.get(writers.last, ""), everybody)

    return made


def _bodies(playbook: Playbook, root: Path) -> Callable[[Collection[Key]], dict[Key, str]]:
    """Return a reader of the bodies of versions. Present ones, which may not be committed, come from the playbook."""

    def read(keys: Collection[Key]) -> dict[Key, str]:
        files = {key: read_file(root, key.path) for key in keys if key.path in playbook.by_path}
        now = {
            key: playbook.by_path[key.path].body.text
            for key, data in files.items()
            if isinstance(data, bytes) and key.blob in names_of(data, key.blob)
        }
        others = read_keys(root, [key for key in keys if key not in now], lambda _, data: _body(data))
        return now | {key: body for key, body in others.items() if body is not None}

    return read


def _body(data: bytes) -> str | None:
    """The text of a version below its front matter; None where it can't be read."""
    try:
        return split(decoded(data)).body
    except Unreadable:
        return None


_KEPT: dict[Path, dict[Key, Facts | None]] = {}
"""What the last call read: while a site is served, older versions stay what they were."""


def _versions(line: Timeline, playbook: Playbook, root: Path) -> dict[Key, Facts]:
    """Return the facts of every version that can be read."""
    now, others = sorted_keys(line, playbook)
    before = _KEPT.get(root, {})
    found = {key: before[key] for key in others if key in before}
    found |= read_keys(root, [key for key in others if key not in before], read_facts)
    _KEPT.clear()
    _KEPT[root] = found
    return {key: facts for key, facts in found.items() if facts} | {
        key: facts_of(page, key.blob) for key, page in now.items()
    }


def _moments(options: Options, work: datetime, today: date) -> Callable[[datetime], ChangeMoment]:
    """Return a function that tells the day of each time."""
    name = options.timezone or "UTC"
    here = UTC if name == "UTC" else zone(name)
    return lambda when: ChangeMoment(when, today if when >= work else when.astimezone(here).date())


def _workflow_since(line: Timeline) -> datetime | None:
    """Return when the option was last changed; None where the configuration's history doesn't say it."""
    since, before = None, None
    for when, config in line.configs:
        said = config.given.get("workflow")
        if said != before:
            since, before = when, said
    return since if before is not None else None
