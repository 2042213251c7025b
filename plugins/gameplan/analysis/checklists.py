"""What must be right before an entry goes out: the checklists of the format of its type, and of the policies that apply to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.policies import Reach
from gameplan.model.formats import formats_by_type
from gameplan.model.further_pages import Format
from gameplan.model.pages import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.model.playbook import Playbook


class CheckItem(NamedTuple):
    """Something that must be right."""

    name: str
    """By which entries tick it off."""
    text: str
    page: Page
    """The format or policy that asks for it."""
    done: bool


class Checklists:
    """The checklists of a playbook."""

    def __init__(self, playbook: Playbook) -> None:
        """Find those of formats and policies.

        Args:
            playbook: with what may be seen.
        """
        self._playbook = playbook
        self._formats = formats_by_type(playbook.of_kind("format"))
        self._policies = [
            (page, Reach(playbook, page))
            for page in playbook.of_kind("policy")
            if isinstance(page.fields, Policy) and page.fields.checklist
        ]

    def of(self, entry: Entry) -> tuple[CheckItem, ...]:
        """Return what must be right of an entry, its format's first; of two items of one name only the first counts."""
        found: dict[str, CheckItem] = {}
        ticked = {plain_name(text) for text in entry.entry.checked}
        for page in self._asking(entry):
            fields = page.fields
            for name, text in fields.checklist.items() if isinstance(fields, (Format, Policy)) else ():
                done = plain_name(name) in ticked or plain_name(text) in ticked
                found.setdefault(plain_name(name), CheckItem(name, text, page, done))
        return tuple(found.values())

    def done(self, entry: Entry) -> list[bool]:
        """Return of each item of an entry whether it is done: first of the tasks in its text, then of what must be right of it."""
        return [*(task.done for task in entry.body.tasks), *(item.done for item in self.of(entry))]

    def _asking(self, entry: Entry) -> Iterator[Page]:
        own = self._formats.get(entry.entry.type or "")
        if own is not None:
            yield own
        if self._policies:
            cited = self._playbook.targets_by_field(entry)
            yield from (page for page, reach in self._policies if reach.takes(entry, cited))


def plain_name(text: str) -> str:
    """Return the name or words of an item as they are compared: whatever the case, and the blanks around them."""
    return " ".join(text.split()).casefold()
