"""Kinds of pages, as data: what a playbook adds is treated like what is built in."""

from __future__ import annotations

from dataclasses import dataclass

from gameplan.model import pages


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page."""

    name: str
    plural: str
    folder: str
    """Below `strategy/`, and in addresses; empty for the vision, which is the home page."""
    icon: str
    """A name in Material's icon set `material/`."""
    field: str
    """The field by which entries cite a page of the kind; empty where they don't."""
    fields: type[pages.PageFields] = pages.PageFields
    untold: frozenset[str] = frozenset()
    """The built-in fields that aren't told of where this is what somebody may see: pages say nothing in them."""

    @property
    def label(self) -> str:
        """The name as people read it."""
        return "KPI" if self.name == "kpi" else self.name.replace("-", " ").capitalize()

    @property
    def noun(self) -> str:
        """The name inside a sentence."""
        return "KPI" if self.name == "kpi" else self.name.replace("-", " ")

    @property
    def a_noun(self) -> str:
        """The name inside a sentence, with its article."""
        return f"an {self.noun}" if self.noun[0] in "aeiou" else f"a {self.noun}"

    @property
    def plural_label(self) -> str:
        """The plural as people read it."""
        return "KPIs" if self.plural == "kpis" else self.plural.replace("-", " ").capitalize()


ENTRY = Kind("entry", "plan", "plan", "calendar-check-outline", "", pages.EntryFields)
"""Plan entries; not a kind of strategy page, but with pages and addresses like one."""

PLAIN = Kind("page", "pages", "", "file-document-outline", "", pages.PlainPage)
"""Pages without a kind."""

VISION = Kind("vision", "vision", "", "telescope", "", pages.Vision)

KINDS = (
    VISION,
    Kind("goal", "goals", "goals", "target", "goals", pages.Goal),
    Kind("audience", "audiences", "audiences", "account-multiple", "audiences", pages.Audience),
    Kind("journey", "journeys", "journeys", "routes", "", pages.Journey),
    Kind("message", "messages", "messages", "message-text-outline", "messages", pages.Message),
    Kind("channel", "channels", "channels", "bullhorn-outline", "channels", pages.Channel),
    Kind("kpi", "kpis", "kpis", "chart-line", "kpis", pages.Kpi),
    Kind("policy", "policies", "policies", "stamper", "", pages.Policy),
    Kind("person", "people", "people", "account", "owner", pages.Person),
    Kind("review", "reviews", "reviews", "clipboard-check-outline", "", pages.Review),
)
"""The built-in kinds of strategy page, in the order in which a site shows them."""
