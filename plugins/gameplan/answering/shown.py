"""A playbook as it may be shown to whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.publication import context_told

if TYPE_CHECKING:
    from gameplan.model.playbook import Playbook
    from gameplan.pipeline import Result
    from gameplan.publish.context import Context
    from gameplan.settings import Settings
    from gameplan.wording.speech import Language


@dataclass(frozen=True)
class Shown:
    """A playbook, and what may be told of it."""

    settings: Settings
    result: Result
    """Of the whole playbook, what is hidden included."""
    context: Context
    """Of what may be told, and nothing else."""
    internal: bool
    """Whether that is everything."""

    @property
    def playbook(self) -> Playbook:
        """The part that may be told."""
        return self.context.playbook

    @property
    def language(self) -> Language:
        """In which it is told."""
        return self.context.edition.language


def shown_of(settings: Settings, result: Result, *, internal: bool) -> Shown:
    """Return what may be told of a playbook: what the public may see.

    Args:
        settings: its settings.
        result: the playbook, read and checked.
        internal: whether internal and draft pages are told too.
    """
    return Shown(settings, result, context_told(result, settings, internal=internal), internal)
