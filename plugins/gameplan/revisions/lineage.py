"""Lineages: what rules ask of the versions of one page, whatever its file was called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.kinds import PLAIN, VISION
from gameplan.model.meaning import Cited, words
from gameplan.model.past import Former, Made, Meaning, PagePast, Transition
from gameplan.model.status import Stage
from gameplan.revisions.versions import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from datetime import datetime

    from gameplan.model.past import ChangeMoment, Moved
    from gameplan.revisions.page_facts import Facts
    from gameplan.revisions.versions import Identity

_WORK = (Stage.IDEA, Stage.PLANNED, Stage.DRAFTING, Stage.REVIEW)
_READY = (Stage.SCHEDULED, Stage.PUBLISHED)


class Update(NamedTuple):
    """A version that came after another one."""

    since: datetime | None
    """When the one before came."""
    when: datetime
    facts: Facts


class PageFile(NamedTuple):
    """A file that holds a page."""

    born: datetime
    """Since when without a break."""
    facts: Facts


class PageFiles(dict[str, PageFile]):
    """The files that hold pages after some commits, by path."""

    def step(self, when: datetime, versions: Mapping[str, Facts | None]) -> None:
        """Takes what one commit made of them."""
        for path, facts in versions.items():
            if facts is None:
                self.pop(path, None)
            else:
                self[path] = PageFile(self[path].born if path in self else when, facts)


class Lineage:
    """What rules ask of one page after some of its versions."""

    def __init__(
        self,
        own: Identity,
        files: PageFiles,
        former: Mapping[Identity, Identity],
        moment: Callable[[datetime], ChangeMoment],
    ) -> None:
        """Take an identity, the files (which see each step before lineages do), former identities, and a function that tells the day."""
        self.identity, self._files, self._former, self._moment = own, files, former, moment
        self.last: Facts | None = None
        self._here = False
        self._gone: datetime | None = None
        self._changed: datetime | None = None
        self._meaning: dict[str, Hashable] = {}
        self._meanings: list[tuple[datetime, Mapping[str, Hashable]]] = []
        self._transition: tuple[datetime, str, str] | None = None
        self._returned: datetime | None = None
        self._signed: dict[str, Update] = {}
        self._worked: Update | None = None
        self._other: tuple[datetime, Facts] | None = None

    def become(self, when: datetime, new: Facts | None) -> None:
        """Takes the next version; None where the page was deleted."""
        if new is None:
            self._here, self._gone = False, when
            return
        old = self.last
        continued = self._here
        if old is not None and self._is_another(old, new, when):
            self._other = (when if continued else self._gone or when, old)
            self._meanings, self._transition, self._returned, self._signed = [], None, None, {}
            self._worked = None
            old = None
        self._here, self.last = True, new
        if old is None or old.content != new.content or not continued:
            self._sign(Update(self._changed, when, new), old)
            self._changed = when
            self._tell(when, old if continued else None, new)

    def _tell(self, when: datetime, old: Facts | None, new: Facts) -> None:
        """Note what changed in a page's text."""
        meaning = {part: self._renamed(value) for part, value in new.meaning.items()}
        if self._meaning and meaning and meaning != self._meaning:
            self._meanings.append((when, self._meaning))
        self._meaning = meaning
        if old is not None and old.status and new.status and old.status != new.status:
            self._transition = (when, old.status, new.status)
            if old.stage in _READY and new.stage in _WORK:
                self._returned = when

    def _sign(self, update: Update, old: Facts | None) -> None:
        """Note who signed an entry off, and the last change of what they signed."""
        new = update.facts
        signs = any(name not in self._signed for name in new.approved_by)
        is_out = old is not None and old.stage is new.stage is Stage.PUBLISHED
        if not signs and not is_out and (old is None or old.work != new.work):
            self._worked = update
        self._signed = {name: self._signed.get(name, update) for name in new.approved_by}

    def _renamed(self, value: Hashable) -> Hashable:
        """Replace the ids that a goal refers to by those that these pages have now."""
        if not isinstance(value, frozenset):
            return value
        cited = (identity(*each) for each in value if isinstance(each, Cited))
        return frozenset(self._former.get(each, each) for each in cited)

    def _is_another(self, old: Facts, new: Facts, when: datetime) -> bool:
        """Tell whether an id came to another page: not with a renamed file, and not with a page that came back."""
        if self.identity[0] in (PLAIN.name, VISION.name):
            return False
        alike = words(old.title) == words(new.title) or old.text == new.text != 0
        if alike or (self._here and old.path == new.path):
            return False
        born = self._files[new.path].born
        if not self._here and born == self._gone:
            return False  # It came when the other went, and has got its id back since: the file was renamed.
        if not self._here:
            return old.path != new.path or self._gone is None or born >= self._gone
        left = self._files.get(old.path)
        goes_on = (
            left is not None and left.facts.identity != self.identity and words(left.facts.title) == words(old.title)
        )
        return born < when or goes_on

    def past(self, moved: Moved | None, made: Callable[[Update], Made]) -> PagePast | None:
        """Return what is known; None where there was no version.

        Args:
            moved: what the page was before its file got another name.
            made: tells whose a change was.
        """
        if self._changed is None:
            return None
        moment, other = self._moment, self._other
        return PagePast(
            changed=moment(self._changed),
            meaning=self._meaning,
            meanings=tuple(Meaning(moment(when), before) for when, before in self._meanings),
            transition=Transition(moment(self._transition[0]), *self._transition[1:]) if self._transition else None,
            returned=moment(self._returned) if self._returned else None,
            signed={name: made(update) for name, update in self._signed.items()},
            worked=made(self._worked) if self._signed and self._worked else None,
            former=_former(other[1], moment(other[0])) if other else None,
            moved=moved,
        )


def _former(page: Facts, until: ChangeMoment) -> Former:
    return Former(page.title, page.path, until) if page.public else Former("", "", until)
