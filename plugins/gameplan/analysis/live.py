"""What is live: entries that were published and go on serving people."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.model.status import Stage

if TYPE_CHECKING:
    from gameplan.model.page import Entry
    from gameplan.model.playbook import Playbook
    from gameplan.model.vocabulary import Vocabulary


def lasts(entry: Entry, vocabulary: Vocabulary) -> bool:
    """Tell whether an entry goes on serving people once it is published: by its own word, else by its type."""
    own = entry.entry.lasting
    return entry.entry.type in vocabulary.lasting if own is None else own


class Live:
    """The entries that are live on a day."""

    def __init__(self, playbook: Playbook) -> None:
        """Know the playbook, with what may be seen."""
        self.playbook = playbook

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that are published, last, and aren't replaced by another published one, sorted by path."""
        done = [entry for entry in self.playbook.entries if entry.status.stage is Stage.PUBLISHED]
        replaced = {
            old.path for entry in done if entry.entry.supersedes for old in self.playbook.targets(entry, "supersedes")
        }
        vocabulary = self.playbook.vocabulary
        return tuple(entry for entry in done if entry.path not in replaced and lasts(entry, vocabulary))
