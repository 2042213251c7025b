"""The context that makers of pages get: what is published, what it amounts to, where it lies, and which feeds there are."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gameplan.analysis.analysis import Analysis
from gameplan.publish.addresses import Addresses
from gameplan.publish.feeds.feeds import Feeds

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.playbook import Playbook
    from gameplan.publish.edition import Edition


class Context:
    """An edition, and all that is worked out of it once."""

    def __init__(self, edition: Edition) -> None:
        """Know what is published."""
        self.edition = edition
        self.playbook: Playbook = edition.playbook
        self.today: date = edition.today
        self.analysis = Analysis(edition.playbook, edition.today, edition.conventions, edition.revisions)
        self.lookups: Lookups = self.analysis.lookups
        self.fragments: dict[Hashable, Any] = {}
        """Parts that many pages have in common, by what they show and where: made once."""

    def having(self, **inputs: Any) -> Context:  # noqa: ANN401 - fields of an edition
        """Return a context of the same edition but for some of what it is given."""
        return Context(replace(self.edition, **inputs))

    @cached_property
    def addresses(self) -> Addresses:
        """Where everything lies."""
        return Addresses(self.edition, self.lookups, self.analysis.happenings)

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds that people can subscribe to."""
        return Feeds(self.edition, self.lookups, self.addresses)

    @property
    def has_feeds(self) -> bool:
        """Tell whether anybody has asked for the feeds by now."""
        return "feeds" in self.__dict__
