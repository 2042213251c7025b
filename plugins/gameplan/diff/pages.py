"""Which page of one version is which of the other, and what of it changed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diff.comparison import Fields, Named, Shift, Turn
from gameplan.model.fields import Fields as Model
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_TIME = frozenset(("start", "end", "duration", "timezone", "repeat", "available"))
_TOLD = _TIME | {"status", "owner", "contributors", "goals", "id", "aliases", "feed_id"}
"""Fields of entries that have a section of their own, or say nothing of what an entry is."""


_LINK = re.compile(r"\]\([^)\s]*")
_REFERENCE = re.compile(r"\[\[([^\[\]|\n]{1,200})")


class Pair(NamedTuple):
    """A page in both versions."""

    before: Page
    after: Page


class Pages(NamedTuple):
    """The pages of two versions."""

    pairs: tuple[Pair, ...]
    """In the order of their paths now."""
    added: tuple[Page, ...]
    removed: tuple[Page, ...]


def matched(then: Playbook, now: Playbook, moved: Mapping[str, str]) -> Pages:
    """Find each page of one version in the other: by its id, by one that it had, or by its file.

    Args:
        then: the older version.
        now: the newer one.
        moved: the paths of files by those that they had, as far as history knows.
    """
    old = {(page.kind.name, page.id): page for page in then.pages}
    files = {moved.get(page.path, page.path): page for page in then.pages}
    partner: dict[str, Page] = {}
    for page in now.pages:
        if (page.kind.name, page.id) in old:
            partner[page.path] = old[page.kind.name, page.id]
    known = {page.path for page in partner.values()}
    for page in now.pages:
        if page.path in partner:
            continue
        former = (old.get((page.kind.name, name)) for name in (*reversed(page.fields.aliases), page.feed_id))
        file = files.get(page.path)
        candidates = (*former, file if file is not None and file.kind.name == page.kind.name else None)
        found = next((each for each in candidates if each is not None and each.path not in known), None)
        if found is not None:
            partner[page.path] = found
            known.add(found.path)
    pairs = tuple(Pair(partner[page.path], page) for page in now.pages if page.path in partner)
    added = tuple(page for page in now.pages if page.path not in partner)
    return Pages(pairs, added, tuple(page for page in then.pages if page.path not in known))


def named(page: Page) -> Named:
    """Return a page as people know it."""
    return Named(page.kind.name, page.id, page.title, page.path)


def when(entry: Entry) -> str:
    """Say when an entry is, as a plan writes it; empty where it has no day yet."""
    fields, schedule = entry.entry, entry.schedule
    if fields.available is not None:
        until = fields.available.until
        return f"{fields.available.first} – {until}" if until else f"from {fields.available.first}"
    if schedule.start is None:
        return schedule.window.label if schedule.window and schedule.first_day else ""
    if schedule.recurrence is not None:
        return f"{schedule.first_day}, repeating"
    moment = f"{schedule.start:%Y-%m-%d %H:%M}" if schedule.timed else str(schedule.first_day)
    last = schedule.last_day
    return f"{moment} – {last}" if last and last != schedule.first_day and not schedule.timed else moment


def moves(pairs: Iterable[Pair]) -> tuple[Shift, ...]:
    """Return the entries that happen at another time, those that move equally far together; the farthest later ones first."""
    by_days: dict[int, list[Turn]] = {}
    for pair in pairs:
        before, after = pair
        if not isinstance(before, Entry) or not isinstance(after, Entry) or not _differ(before, after, _TIME):
            continue
        old, new = when(before), when(after)
        if old == new and before.schedule == after.schedule:
            continue
        by_days.setdefault(_days(before, after), []).append(Turn(named(after), old or "no day", new or "no day"))
    return tuple(Shift(days, tuple(by_days[days])) for days in sorted(by_days, key=lambda days: (days == 0, -days)))


def _days(before: Entry, after: Entry) -> int:
    """How many days later all of an entry is; 0 where it isn't as long as it was, or has no day in one of the two."""
    first, then = before.schedule.first_day, after.schedule.first_day
    if first is None or then is None or before.schedule.start is None or after.schedule.start is None:
        return 0
    same = before.schedule.extra_days == after.schedule.extra_days and before.entry.repeat == after.entry.repeat
    return (then - first).days if same else 0


def turns(pages: Pages, field: str, then: Playbook, now: Playbook) -> Iterator[Turn]:
    """Yield the entries of which a field that names pages, or a status, is another."""
    for before, after in pages.pairs:
        if isinstance(before, Entry) and isinstance(after, Entry):
            old, new = (_said(page, field, playbook) for page, playbook in ((before, then), (after, now)))
            if old != new:
                nothing = "nobody" if field == "owner" else "none"
                yield Turn(named(after), old or nothing, new or nothing)


def _said(entry: Entry, field: str, playbook: Playbook) -> str:
    if field == "status":
        return entry.status.name
    targets = [page.title for page in playbook.targets(entry, field)]
    return ", ".join(targets or getattr(entry.fields, field))


def other_changes(pages: Pages, moved: Mapping[str, int], *, entries: bool) -> Iterator[Fields]:
    """Yield the pages that changed in a way that has no section of its own: which fields, and whether their text.

    That something else was renamed or moved is no change of what cites it.

    Args:
        pages: of the two versions.
        moved: by how many days entries move, by their paths now: their deadlines go along.
        entries: whether entries are wanted, or all else.
    """
    same = _Same(pages)
    for before, after in pages.pairs:
        if isinstance(after, Entry) is not entries:
            continue
        left = _TOLD if entries else frozenset(("id", "aliases", "feed_id"))
        fields = (name for name in type(after.fields).model_fields if name not in left)
        names = [name for name in fields if not same.in_field(before, after, name, moved.get(after.path, 0))]
        if not same.in_text(before, after):
            names.append("text")
        if names:
            yield Fields(named(after), tuple(names))


class _Same:
    """Tells whether something stayed what it was, though pages that it cites have other names or places."""

    def __init__(self, pages: Pages) -> None:
        self._ids = {old.id: new.id for old, new in pages.pairs if old.id != new.id}
        self._moved = any(old.path != new.path for old, new in pages.pairs)

    def in_field(self, before: Page, after: Page, name: str, days: int) -> bool:
        old, new = (getattr(_typed(page), name, None) for page in (before, after))
        if old == new:
            return True
        if name == "deadlines" and days and isinstance(before, Entry) and isinstance(after, Entry):
            return self._plain(_deadlines(before, days)) == self._plain(_deadlines(after, 0))
        return bool(self._ids) and self._plain(old) == self._plain(new)

    def in_text(self, before: Page, after: Page) -> bool:
        old, new = before.body.text.strip(), after.body.text.strip()
        return old == new or ((self._moved or bool(self._ids)) and self._unled(old) == self._unled(new))

    def _unled(self, text: str) -> str:
        """A text without what its links lead to, and with references by the new ids."""
        text = _LINK.sub("](", text)
        return _REFERENCE.sub(lambda found: f"[[{self._renamed(found[1])}", text)

    def _renamed(self, target: str) -> str:
        kind, colon, name = target.rpartition(":")
        return f"{kind}{colon}{self._ids.get(name.strip(), name)}"

    def _plain(self, value: object) -> object:
        """A value with the new ids in it, wherever it holds any."""
        if isinstance(value, Model):
            return {name: self._plain(getattr(value, name)) for name in type(value).model_fields}
        if isinstance(value, dict):
            return {self._plain(name): self._plain(item) for name, item in value.items()}
        if isinstance(value, (tuple, list)):
            return tuple(self._plain(item) for item in value)
        if isinstance(value, str):
            head, slash, tail = value.partition("/")
            return f"{self._ids.get(head, head)}{slash}{tail}"
        return value


def _deadlines(entry: Entry, days: int) -> object:
    """The deadlines of an entry that are days, so many days later."""
    far = timedelta(days=days)
    return {name: (each.on + far, each.owner, each.done) for name, each in entry.entry.deadlines.items()}


def _differ(before: Entry, after: Entry, names: Iterable[str]) -> bool:
    """Tell whether any of some fields, as typed, is another."""
    old, new = _typed(before), _typed(after)
    return any(getattr(old, name, None) != getattr(new, name, None) for name in names)


def _typed(page: Page) -> object:
    return page.typed if isinstance(page, Entry) and page.typed is not None else page.fields
