"""What publishing produces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gameplan.wording.speech import Language, speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Anchor(NamedTuple):
    """A heading of a panel, for a page's table of contents."""

    title: str
    id: str


class HeadLink(NamedTuple):
    """A link in a page's head: what else there is of a page, for programs that look for it."""

    rel: str
    """How the two are related (HTML, link types)."""
    type: str
    """The media type of what it leads to."""
    title: str
    url: str
    """Relative to the site's root."""


class NavItem(NamedTuple):
    """A line of the navigation: a page, or a heading over others."""

    title: str = ""
    """Plain text; empty where it is the page's own."""
    uri: str = ""
    """Of the page; empty where it is a heading."""
    children: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page of the site: our HTML around the author's own Markdown."""

    uri: str
    title: str
    """Plain text."""
    source: str | None = None
    """The path of the file that it is made from; None where it is generated."""
    head: str | Callable[[], str] = ""
    """HTML before the Markdown, the title as `h1` included; or what makes it when it is needed, so that it isn't kept."""
    body: str = ""
    """Markdown."""
    views: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    """The views that the text shows, by their names: what makes the HTML of each."""
    tail: str | Callable[[], str] = ""
    """HTML after the Markdown; or what makes it."""
    twin: str | Callable[[], str] = ""
    """What programs read instead of both, as Markdown; or what makes it. Empty where the page has no twin."""
    ids: tuple[str, ...] = ()
    """The ids in a head and a tail that are made later, besides those of their headings."""
    before: tuple[Anchor, ...] = ()
    """The headings in `head`."""
    after: tuple[Anchor, ...] = ()
    """The headings in `tail`."""
    description: str = ""
    tags: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    landscape: bool = False
    """Whether it is printed across."""
    links: tuple[HeadLink, ...] = ()
    """What programs find in its head, besides the links of the whole site."""
    linked_data: Mapping[str, object] = field(default_factory=dict)
    """What search engines read of it: JSON-LD in the words of schema.org."""
    search: Mapping[str, object] = field(default_factory=dict)
    search_words: str = ""
    """What the search finds it by besides its text, in the opening of which it is shown."""
    search_briefly: bool = False
    """Whether the search reads those words alone, and none of the text."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Further front matter for the site generator and its plugins."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What the page's own front matter says, for templates and macros of the site."""
    section: str = ""
    """The uri of the index page that it belongs to."""
    previous: str | None = None
    next: str | None = None
    """The uris of its neighbours."""
    language: Language = field(default_factory=spoken, repr=False)
    """The one that was spoken when it was made: what is made later speaks it too."""

    def view(self, name: str) -> str:
        """Return the HTML of a view that the text shows, by its name; an empty text where there is none."""
        with speaking(self.language):
            return self.views[name]() if name in self.views else ""

    def frame(self) -> tuple[str, str]:
        """The HTML before and after the Markdown."""
        with speaking(self.language):
            head = self.head if isinstance(self.head, str) else self.head()
            return head, self.tail if isinstance(self.tail, str) else self.tail()

    def twin_opening(self) -> str:
        """Return what stands in the page's Markdown twin before the text; an empty text where it has no twin."""
        with speaking(self.language):
            return self.twin if isinstance(self.twin, str) else self.twin()


class Files(Mapping[str, bytes]):
    """Files by uri, put together when they are asked for, and not kept: feeds have most of what they hold in common."""

    def __init__(self, parts: Mapping[str, bytes | tuple[bytes, ...]]) -> None:
        """Know what each file is made of, in order."""
        self.parts = parts

    def __getitem__(self, uri: str) -> bytes:
        """Return a file's content."""
        found = self.parts[uri]
        return found if isinstance(found, bytes) else b"".join(found)

    def __iter__(self) -> Iterator[str]:
        """Name all files."""
        return iter(self.parts)

    def __len__(self) -> int:
        """Count them."""
        return len(self.parts)

    def __contains__(self, uri: object) -> bool:
        """Tell whether there is a file; without making it."""
        return uri in self.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that a site is made of."""

    documents: tuple[Document, ...]
    """Sorted by uri."""
    files: Mapping[str, bytes]
    """Feeds, styles and redirects, by uri."""
    uris: Mapping[str, str]
    """The uri of each page, and of each folder with an index, by its path in the repository."""
    attachments: Mapping[str, str]
    """The uri of each other file by its path in the repository."""
    styles: tuple[str, ...] = ()
    """The uris of style sheets that pages need."""
    scripts: tuple[str, ...] = ()
    """The uris of scripts, without which every page is complete."""
    links: tuple[HeadLink, ...] = ()
    """What programs find in the head of every page."""
    navigation: tuple[NavItem, ...] = ()
    """All pages but those that an index lists, in their order."""
    notes: tuple[str, ...] = ()
    """What whoever builds the site should know, a line each."""
    directories: bool = True
    """Whether addresses are folders."""
