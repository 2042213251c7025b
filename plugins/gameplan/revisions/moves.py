"""Moves: which page a file held under another name, commit by commit."""

from __future__ import annotations

import difflib
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.kinds import PLAIN, VISION
from gameplan.model.meaning import words
from gameplan.model.past import Moved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
    from datetime import datetime

    from gameplan.model.past import ChangeMoment
    from gameplan.revisions.lineage import PageFiles
    from gameplan.revisions.page_facts import Facts
    from gameplan.revisions.timeline import Key, Step

    Bodies = Callable[[Collection[Key]], Mapping[Key, str]]
    """Reads the bodies of versions, as far as they can be had."""

_APART = timedelta(days=1)
"""The time that may pass between the commit that adds a file under its new name and the one that deletes the old."""
_MOST_ALIKE = 50
"""Files that say the same: of more than that nobody can tell which became which."""
_MOST_COMPARED = 200
"""Pairs of files in one commit whose texts are compared line by line."""
_HALF = 0.5
"""The share of its lines that a text keeps where it is the same one, as Git sees it."""


class _Seen(NamedTuple):
    """A page that came or went."""

    when: datetime
    facts: Facts
    key: Key | None


class Moves:
    """The moves of the last days, and what is needed to see the next one."""

    def __init__(self, bodies: Bodies, since: datetime) -> None:
        """Take what reads texts, and since when moves are looked for."""
        self._bodies, self._since = bodies, since
        self._keys: dict[str, Key] = {}
        self._gone: dict[str, _Seen] = {}
        self._born: dict[str, _Seen] = {}
        self._found: dict[str, tuple[datetime, Facts]] = {}
        """By path: what the page there was before its first move, and until when."""

    def step(self, step: Step, told: Mapping[str, Facts | None], files: PageFiles, *, last: bool) -> None:
        """Take one commit.

        Args:
            step: which versions it published.
            told: what they say, by path.
            files: the files before it.
            last: whether it is the work tree, which counts whatever its day.
        """
        if step.when >= self._since or last:
            self._forget(step.when)
            for path, facts in told.items():
                self._take(path, step, facts, files[path].facts if path in files else None)
            self._match(step.when)
        for path, key in step.pages.items():
            if key is None:
                self._keys.pop(path, None)
            else:
                self._keys[path] = key

    def former(self, path: str, moment: Callable[[datetime], ChangeMoment]) -> Moved | None:
        """Return what the page in a file was before its first move; None where it wasn't moved."""
        if path not in self._found:
            return None
        when, facts = self._found[path]
        return Moved(facts.identity[1], facts.path, facts.public, moment(when))

    def _forget(self, now: datetime) -> None:
        """Let go what came or went too long ago to be the other half of a move."""
        for seen in (self._gone, self._born):
            for path in [path for path, one in seen.items() if now - one.when > _APART]:
                del seen[path]

    def _take(self, path: str, step: Step, facts: Facts | None, before: Facts | None) -> None:
        if facts is None:
            self._born.pop(path, None)
            if before is not None and _has_id(before):
                self._gone[path] = _Seen(step.when, before, self._keys.get(path))
        elif before is None:
            self._gone.pop(path, None)
            self._found.pop(path, None)
            if _has_id(facts):
                self._born[path] = _Seen(step.when, facts, step.pages.get(path))
        elif before.identity != facts.identity and before.identity[0] == facts.identity[0] and _alike(before, facts):
            # The file stayed, and its page lost the id that it had.
            self._found.setdefault(path, (step.when, before))

    def _match(self, now: datetime) -> None:
        if not self._gone or not self._born:
            return
        for level in (_content, _words):
            self._pair(level, self._gone, self._born)
        gone, born = ({path: one for path, one in seen.items() if one.when == now} for seen in (self._gone, self._born))
        for level in (_text, _title):
            self._pair(level, gone, born)
        self._compare(gone, born)

    def _pair(self, level: Callable[[Facts], Hashable], gone: dict[str, _Seen], born: dict[str, _Seen]) -> None:
        """Pair the files of which something is the same; of several, those with the names that are most alike."""
        groups: dict[Hashable, list[str]] = {}
        for path, one in gone.items():
            if (key := level(one.facts)) is not None:
                groups.setdefault((one.facts.identity[0], key), []).append(path)
        for path, one in list(born.items()) if groups else ():
            others = groups.get((one.facts.identity[0], level(one.facts)), [])
            if others and len(others) <= _MOST_ALIKE:
                old = max(others, key=lambda other: difflib.SequenceMatcher(None, other, path).ratio())
                others.remove(old)
                self._move(old, path, gone, born)

    def _compare(self, gone: dict[str, _Seen], born: dict[str, _Seen]) -> None:
        """Pair what one commit deleted and added, and shares half of its lines."""
        pairs = [
            (old, new)
            for old, left in gone.items()
            for new, came in born.items()
            if left.facts.identity[0] == came.facts.identity[0] and left.facts.text and came.facts.text
        ]
        if not pairs or len(pairs) > _MOST_COMPARED:
            return
        bodies = self._bodies([one.key for seen in (gone, born) for one in seen.values() if one.key])
        shares = {
            (old, new): _share(bodies.get(left, ""), bodies.get(came, ""))
            for old, new in pairs
            if (left := gone[old].key) and (came := born[new].key)
        }
        for (old, new), share in sorted(shares.items(), key=lambda item: -item[1]):
            if share >= _HALF and old in gone and new in born:
                self._move(old, new, gone, born)

    def _move(self, old: str, new: str, gone: dict[str, _Seen], born: dict[str, _Seen]) -> None:
        when = max(gone[old].when, born[new].when)
        self._found[new] = self._found.pop(old, (when, gone[old].facts))
        for seen, path in ((gone, old), (self._gone, old), (born, new), (self._born, new)):
            seen.pop(path, None)


def _has_id(facts: Facts) -> bool:
    return facts.identity[0] not in (PLAIN.name, VISION.name)


def _content(facts: Facts) -> Hashable:
    return facts.content


def _words(facts: Facts) -> Hashable:
    return (facts.text, words(facts.title)) if facts.text else None


def _text(facts: Facts) -> Hashable:
    return facts.text or None


def _title(facts: Facts) -> Hashable:
    return words(facts.title)


def _alike(one: Facts, other: Facts) -> bool:
    return one.text == other.text != 0 or words(one.title) == words(other.title)


def _share(one: str, other: str) -> float:
    """Return how much of the longer of two texts is in the other too, line by line."""
    lines, others = (Counter(_lines(text)) for text in (one, other))
    longest = max(_size(lines), _size(others))
    return _size(lines & others) / longest if longest else 0.0


def _lines(text: str) -> Iterable[str]:
    return (line for row in text.splitlines() if (line := row.strip()))


def _size(lines: Counter[str]) -> int:
    return sum(len(line) * count for line, count in lines.items())
