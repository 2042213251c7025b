"""What is published, and how: all that a site is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - a field's type
from typing import TYPE_CHECKING, Literal, NamedTuple

from gameplan.model.conventions import Conventions
from gameplan.model.revisions import Revisions
from gameplan.wording.speech import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from gameplan.diagnostics import Diagnostic
    from gameplan.forms.site import Forms
    from gameplan.model.filters import Filter
    from gameplan.model.playbook import Playbook
    from gameplan.publish.feed_settings import CalendarSettings
    from gameplan.publish.hosts import Editor
    from gameplan.publish.ics.components import Pieces, Stamper
    from gameplan.publish.ics.ledger import Stamps
    from gameplan.publish.ics.previous import Previous


class Crossing(NamedTuple):
    """Two things that entries name, as the options say."""

    rows: str
    columns: str
    title: str = ""


class ChosenView(NamedTuple):
    """A view of the playbook's own: what the filter of its name leaves, as a page of the plan."""

    name: str
    title: str
    show: str
    """`agenda`, `timeline`, `half-year` or `year`."""
    lanes: str = ""
    """The field by which a timeline has lanes; empty for goals."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A playbook as it is to be published, and how."""

    playbook: Playbook
    """Only what may be seen."""
    today: date
    site_name: str
    base: str = ""
    """The site's address, with a slash at the end; empty where it isn't known."""
    directories: bool = True
    """Whether addresses are folders (`goals/grow/`) or files (`goals/grow.html`)."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """The uris of pages that the site generator publishes elsewhere than we would, by their paths."""
    calendar: CalendarSettings
    """What the playbook decides about its feeds."""
    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Of the playbook's own feeds and views, by their names."""
    views: tuple[ChosenView, ...] = ()
    """The views of the playbook's own, in their order."""
    revisions: Revisions = field(default_factory=Revisions)
    """What history knows; of the whole playbook, hidden pages included."""
    ledger: Stamps | None = None
    """The record of what was published last, for when history can't tell."""
    previous: Previous | None = None
    """What subscribers have, where that is known: no stamp falls below it."""
    as_of: date | None = None
    """The day of the newest commit, from which what was cancelled is forgotten; None where nothing is."""
    kept: Mapping[Hashable, Pieces] = field(default_factory=dict)
    """Pieces of feeds by all that they show: those that an earlier edition with the same settings made."""
    findings: tuple[Diagnostic, ...] = ()
    """What is to be fixed on the pages that are shown, in words that name nothing hidden; see `publish.findings`."""
    host: Editor | None = None
    """The editor of the playbook's files, where it is known."""
    forms: Forms | None = None
    """The forms on the site, where it has any."""
    twins: bool = False
    """Whether each page has a twin in Markdown beside it, for programs."""
    edit_buttons: bool = False
    """Whether pages need a button of ours to edit them: most themes have one."""
    conventions: Conventions = field(default_factory=Conventions)
    """What the team asks of its plan: how far ahead promises are looked at, and how much a day may bring."""
    entry_pages: Literal["all", "auto"] = "all"
    """Whether every entry has a page, or only one that has a brief or is near; see `publish.addresses`."""
    search_months: int = 24
    """How many months after its end an entry is still found by search; 0: always."""
    crossings: tuple[Crossing, ...] = ()
    """The tables that a playbook adds to the page of what the plan covers."""
    language: Language = ENGLISH
    """The language of everything but the authors' own texts."""
    commit: str = ""
    """The beginning of the newest commit's name, where it is known."""
    stale_after: int = 3
    """After how many days a page says that its copy is old; 0 for never."""

    @property
    def stamps(self) -> Stamper | None:
        """What gives components their stamps, where that is more than history."""
        return self.previous or self.ledger
