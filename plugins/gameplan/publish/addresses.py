"""Where everything lies on the site: uris, addresses, and the way from one page to another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from gameplan.model.addresses import attachment_uri, output_path, page_uri, parted, site_url, slug, twin_path
from gameplan.model.days import month_after, quarter_number
from gameplan.model.page import Entry, body_without_title, sort_key
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import date

    from gameplan.analysis.happenings import Happenings
    from gameplan.analysis.lookups import Lookups
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.publish.edition import Edition

HOME = "index.md"
"""The uri of the first page, which opens with the vision."""
GOALS = "goals/index.md"
"""The uri of the map of goals."""
KPIS = "kpis/index.md"
"""The uri of the scorecard."""
CALENDAR = "calendar/index.md"
"""The uri of the agenda."""
BOARD = "calendar/board.md"
TIMELINE = "calendar/timeline.md"
"""The uri of the weeks from now on, by goal."""
KEY_DATES = "calendar/key-dates.md"
"""The uri of what there is to know of days besides entries."""
LEGEND = "calendar/legend.md"
"""The uri of what the signs of the site mean."""
WORKLOAD = "calendar/workload.md"
LIST = "calendar/list.md"
COVERAGE = "coverage/index.md"
"""The uri of the page of what the plan covers."""
INVENTORY = "inventory/index.md"
"""The uri of the page of what is live."""
INVENTORY_CSV = "data/inventory.csv"
SUBSCRIBE = "subscribe/index.md"
"""The uri of the page with all feeds."""
WHAT_WORKED = "what-worked/index.md"
"""The uri of the page of what pieces brought."""
WORK_IN_NUMBERS = "work-in-numbers/index.md"
"""The uri of the page of how long work takes, and how often it moves."""
WHATS_NEW = "whats-new/index.md"
"""The uri of the page of changes."""
PROBLEMS = "problems/index.md"
"""The uri of the page of what is to fix."""
_INTROS = {
    "plan/index.md": CALENDAR,
    "subscribe.md": SUBSCRIBE,
    "coverage.md": COVERAGE,
    "inventory.md": INVENTORY,
    "what-worked.md": WHAT_WORKED,
    "work-in-numbers.md": WORK_IN_NUMBERS,
    "whats-new.md": WHATS_NEW,
    "problems.md": PROBLEMS,
}
"""Where else the text of a generated page may lie."""
MONTHS_BEHIND, MONTHS_AHEAD = 3, 12
"""The whole months before and after the present one whose entries have pages of their own."""


def month_uri(month: date) -> str:
    """Return the uri of a month's page."""
    # Asked for with each link to a day: a format with a percent sign takes ten times as long.
    return f"calendar/{month.year}-{month.month:02}.md"


def quarter_uri(quarter: date, field: str = "") -> str:
    """Return the uri of a quarter's page, by the quarter's first day; of that which is grouped by a field of the playbook's own."""
    return f"calendar/{quarter.year}-q{quarter_number(quarter)}{_grouped(field)}.md"


def year_uri(year: int) -> str:
    """Return the uri of a year's page."""
    return f"calendar/{year}.md"


def timeline_uri(zoom: str = "", field: str = "") -> str:
    """Return the uri of a timeline.

    Args:
        zoom: `half-year` or `year`; default: the next weeks.
        field: by which it has lanes; default: goals.
    """
    return f"calendar/timeline{f'-{zoom}' if zoom else ''}{_grouped(field)}.md"


def picture_uri(zoom: str) -> str:
    """The picture of a timeline with lanes by goals: `calendar/timeline-year.svg`."""
    return f"{timeline_uri(zoom).removesuffix('.md')}.svg"


SCORECARD_PICTURE = "data/scorecard.svg"
MAP_PICTURE = "data/strategy-map.svg"


def view_uri(name: str) -> str:
    """Return the uri of a view of the playbook's own."""
    return f"calendar/views/{name}.md"


def board_uri(field: str = "") -> str:
    """Return the uri of the board; of that which is grouped by a field of the playbook's own."""
    return f"calendar/board{_grouped(field)}.md" if field else BOARD


def _grouped(field: str) -> str:
    return f"-by-{field.replace('_', '-')}" if field else ""


def list_uri(number: int) -> str:
    """Return the uri of a page of the calendar's list, from 1."""
    return LIST if number == 1 else f"calendar/list-{number}.md"


def inventory_uri(number: int) -> str:
    """Return the uri of a part of the inventory, from 1."""
    return INVENTORY if number == 1 else f"inventory/part-{number}.md"


def index_uri(kind: Kind) -> str:
    """Return the uri of the page that lists a kind's pages."""
    return f"{kind.folder}/index.md"


def csv_uri(kind: Kind) -> str:
    """Return the uri of the file that lists a kind's pages."""
    return f"data/{kind.plural}.csv"


def place_id(entry: Entry) -> str:
    """Return the id of an entry's row on its month, where it has no page of its own."""
    return f"entry-{slug(entry.id)}"


class Linker:
    """Makes addresses for one page: up to the site's root, and down from there.

    That way all pages of the same depth link alike, and what is shown on many of them is rendered once.
    """

    def __init__(self, urls: Mapping[str, str], up: str, drawn: dict[str, dict[Hashable, Any]] | None = None) -> None:
        """Know where a page lies.

        Args:
            urls: the addresses relative to the root, by uri.
            up: the way from the page to the site's root.
            drawn: what is drawn already, by the way up to the root: for pages that share it.
        """
        self.up = up
        self._urls = urls
        self.drawn: dict[Hashable, Any] = {} if drawn is None else drawn.setdefault(self.up, {})
        """What is drawn once for all pages of this depth."""

    def __call__(self, uri: str) -> str:
        """The address of a uri."""
        return f"{self.up}{self._urls[uri]}" or "./"


class Urls(dict[str, str]):
    """The address of each uri relative to the site's root, percent-encoded; made when it is first asked for."""

    def __init__(self, directories: bool) -> None:  # noqa: FBT001 - the only thing to say
        self.directories = directories

    def __missing__(self, uri: str) -> str:
        page, place = parted(uri)
        url = quote(site_url(page, directories=self.directories))
        self[uri] = f"{url}#{quote(place)}" if place else url
        return self[uri]


def folders_of(path: str) -> list[str]:
    """The folders in which a file lies, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def attachments(playbook: Playbook) -> Mapping[str, str]:
    """Return the uris of files that are no pages, by path; those that only hidden pages show are hidden too."""
    return {path: attachment_uri(path, playbook.strategy, playbook.plan) for path in playbook.attachments}


def away(page: Page) -> str:
    """Return the address outside of the site to which a retired page leads; empty where it leads to none."""
    said = page.entry.redirect if isinstance(page, Entry) and page.status.stage is Stage.RETIRED else ""
    return said if "://" in said else ""


class Addresses:
    """Where the pages of an edition lie."""

    def __init__(self, edition: Edition, lookups: Lookups, happenings: Happenings) -> None:
        """Know what is published.

        Args:
            edition: what is published, and how.
            lookups: into its playbook.
            happenings: what happens when: entries without a page of their own lie in their months.
        """
        self._edition, self._lookups, self._happenings = edition, lookups, happenings
        self._drawn: dict[str, dict[Hashable, Any]] = {}

    @cached_property
    def brief(self) -> Mapping[date, list[Entry]]:
        """The entries without a page of their own by the month in which they begin, in the order of their days.

        A playbook of many years would else pay, at every build, for a page of each tweet that it ever planned.
        """
        found: dict[date, list[Entry]] = {}
        if self._edition.entry_pages == "all":
            return found
        this = self._edition.today.replace(day=1)
        first, end = month_after(this, -MONTHS_BEHIND), month_after(this, MONTHS_AHEAD + 1)
        for entry in sorted(self._edition.playbook.entries, key=sort_key):
            begin, last = entry.schedule.first_day, entry.schedule.last_day
            # What never ends is near, and so is what has no day; what has a brief is worth a page at any time.
            if begin is None or ((last is None or last >= first) and begin < end):
                continue
            month = begin.replace(day=1)
            if month in self._happenings.months and not body_without_title(entry).strip():
                found.setdefault(month, []).append(entry)
        return found

    @cached_property
    def twins(self) -> Mapping[str, str]:
        """The file with each page's Markdown, by the page's uri; empty where the site has none."""
        if not self._edition.twins:
            return {}
        directories = self._edition.directories
        pages = (uri for path, uri in self.uris.items() if path not in self.places)
        return {uri: twin_path(uri, directories=directories) for uri in pages}

    @cached_property
    def forwards(self) -> Mapping[str, str]:
        """The uri to which the address of each retired entry leads that says where, by its path; its own where that is elsewhere."""
        return {entry.path: uri for entry in self._edition.playbook.entries if (uri := self._forward(entry))}

    def _forward(self, entry: Entry) -> str:
        """Follow an entry's `redirect`, and those of retired entries that it leads to; empty where its own page stays."""
        page: Page = entry
        seen = {entry.path}
        while isinstance(page, Entry) and page.status.stage is Stage.RETIRED and page.entry.redirect:
            if away(page):
                return self.own_uris.get(page.path, "")
            following = next(iter(self._edition.playbook.targets(page, "redirect")), None)
            if following is None:
                break
            if following.path in seen:
                return ""
            seen.add(following.path)
            page = following
        made = {intro.path: uri for uri, intro in self.intros.items()}
        return (
            "" if page is entry else self._brief_places.get(page.path) or {**made, **self.own_uris}.get(page.path, "")
        )

    @cached_property
    def _brief_places(self) -> Mapping[str, str]:
        """The uri of the month, and the place in it, of each entry that is too small for a page of its own, by its path."""
        return {
            entry.path: f"{month_uri(month)}#{place_id(entry)}"
            for month, entries in self.brief.items()
            for entry in entries
        }

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The uri of each entry that has no page of its own, by its path: its place in the month, or where a retired one leads."""
        return {**self._brief_places, **self.forwards}

    @cached_property
    def uris(self) -> Mapping[str, str]:
        """The uri of each page by its path; of an entry without a page of its own, that of its place."""
        return {**self.own_uris, **self.places}

    @cached_property
    def own_uris(self) -> Mapping[str, str]:
        """The uri that each page has, or would have, of its own: what outlives its becoming a place on another page."""
        uris = {page.path: self._uri(page) for page in self._edition.playbook.pages}
        indexes = {index_uri(kind) for kind in self._lookups.shown_kinds}
        made = {*indexes, *self._intros, *self._intros.values()}
        return {path: uri for path, uri in uris.items() if uri not in made}

    def _uri(self, page: Page) -> str:
        playbook = self._edition.playbook
        return self._edition.moved.get(page.path) or page_uri(page, playbook.strategy, playbook.plan)

    @cached_property
    def intros(self) -> Mapping[str, Page]:
        """The pages whose text opens a generated page, by that page's uri."""
        found = {}
        for page in self._edition.playbook.pages:
            if page.path not in self.own_uris:
                uri = self._uri(page)
                found[self._intros.get(uri, uri)] = page
        return found

    @property
    def _intros(self) -> Mapping[str, str]:
        """Where the text of a generated page may lie, of those that this site has."""
        hints = self._edition.language.hints
        return _INTROS if hints else {lies: uri for lies, uri in _INTROS.items() if uri != PROBLEMS}

    @cached_property
    def _own(self) -> tuple[frozenset[str], frozenset[str]]:
        """The places of the authors' files on the site, and their folders."""
        directories = self._edition.directories
        uris = (uri for path, uri in self.uris.items() if path not in self.places)
        pages = (output_path(uri, directories=directories) for uri in uris)
        files = frozenset(path.casefold() for path in (*pages, *attachments(self._edition.playbook).values()))
        return files, frozenset(folder for path in files for folder in folders_of(path))

    def is_free(self, uri: str) -> bool:
        """Tell whether a file of ours can have a place: where an author has a file or folder of that name, that one stays."""
        files, folders = self._own
        place = uri.casefold()
        return place not in files and place not in folders and files.isdisjoint(folders_of(place))

    @cached_property
    def urls(self) -> Mapping[str, str]:
        """The address of each uri relative to the site's root, percent-encoded; made when it is first asked for."""
        return Urls(self._edition.directories)

    def to(self, uri: str) -> Linker:
        """Return what makes addresses relative to the page of a uri."""
        here = output_path(uri, directories=self._edition.directories)
        return Linker(self.urls, "../" * here.count("/"), self._drawn)

    def from_anywhere(self) -> Linker:
        """Return what makes addresses for a page that is shown at any address of the site: from the root of its host."""
        return Linker(self.urls, urlsplit(self._edition.base).path or "/", self._drawn)

    def absolute(self, page: Page) -> str:
        """Return a page's absolute address; empty where the site's isn't known.

        It is the page's own and stays so when the page becomes a place on another: there is a redirect. What subscribers have
        doesn't change as time goes by.
        """
        return self._edition.base + self.urls[self.own_uris[page.path]] if self._edition.base else ""
