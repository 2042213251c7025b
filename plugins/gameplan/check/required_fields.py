"""Which of a team's wishes are about which page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

Asked = TypeVar("Asked")


def asked_of(playbook: Playbook, wishes: Mapping[str, Asked]) -> Iterator[tuple[Page, str, Asked]]:
    """Yield each page with the fields required of its kind or, for an entry, of its type, and the name that requires them."""
    for name, asked in wishes.items():
        for page in playbook.of_kind(name):
            yield page, name, asked
        for entry in playbook.entries:
            if entry.entry.type == name:
                yield entry, name, asked
