"""A page whose values are marks: rendered once, it shows where a theme writes which value, and tells what it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink, TableOfContents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.structure.pages import Page

_MARKED = ("title", "description")
"""The keys of front matter whose values are marks."""


class UnlikeError(Exception):
    """The theme asked for something that isn't known here."""


class _Meta(dict[str, Any]):
    """Front matter that notes what was read of it."""

    def __init__(self, meta: Mapping[str, Any], marks: Mapping[str, Any]) -> None:
        super().__init__({**meta, **marks})
        self.read: set[str] = set()

    def _note(self, name: Any) -> None:  # noqa: ANN401
        if name not in _MARKED:
            self.read.add(name)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._note(name)
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401
        self._note(name)
        return super().get(name, default)

    def _all(self) -> Any:  # noqa: ANN401
        raise UnlikeError("it reads all of a page's front matter")

    __iter__ = keys = values = items = copy = _all


class _Neighbour:
    """A page of marks before or after another."""

    def __init__(self, name: str) -> None:
        self.url = f"gpmark{name}url0/"
        self.title = Markup(marked_text(f"{name}title"))  # noqa: S704 - a constant


class Probe:
    """A page whose values are marks."""

    children = None
    is_section, is_page, is_link, is_homepage, is_index = False, True, False, False, False

    def __init__(self, page: Page, folder: str) -> None:
        self.asked: set[str] = set()
        self._page = page
        self.parent = page.parent
        self.url = f"{folder}gpmarkurl0/" if page.url.endswith("/") or not page.url else f"{folder}gpmarkurl0.html"
        marks: dict[str, Any] = {"title": Markup(marked_text("title"))}  # noqa: S704 - a constant
        if said := page.meta.get("description"):
            marks["description"] = type(said)(marked_text("description"))
        self.meta = _Meta(page.meta, marks)
        self.title = marks["title"]
        self.content = f"{'<h1>' if '<h1' in (page.content or '') else ''}gpmarkcontent0"
        self.canonical_url = None if page.canonical_url is None else "https://gpmarkcanonical0/"
        blob = "blob" if page.edit_url and "/blob/" in page.edit_url else "edit"
        self.edit_url = page.edit_url and f"https://gpmarksource0/{blob}/x"
        self.previous_page = page.previous_page and _Neighbour("before")
        self.next_page = page.next_page and _Neighbour("after")
        self.toc = TableOfContents(_toc(page.toc.items))
        self._active = False

    @property
    def ancestors(self) -> Iterable[Any]:
        """Those of the page itself."""
        return self._page.ancestors

    @property
    def active(self) -> bool:
        """Whether it is the one that is shown."""
        return self._active

    @active.setter
    def active(self, value: bool) -> None:
        self._active = value
        if self.parent is not None:
            self.parent.active = value

    def __getattr__(self, name: str) -> object:
        if not name.startswith("_"):
            self.asked.add(name)
        raise AttributeError(name)


def marked_text(name: str) -> str:
    """Write a mark that each filter turns into something else."""
    return f"gpmark{name}0 &lt;x&gt;  &quot;y&quot; gpend"


def _toc(items: list[AnchorLink]) -> list[AnchorLink]:
    if not items:
        return []
    if items[0].level == 1:
        first = AnchorLink("gpmarkfirst0", "gpmarkfirst0", 1)
        first.children = [leaf("one"), leaf("two")] if items[0].children else []
        return [first]
    return [leaf("one"), leaf("two")]


def leaf(name: str) -> AnchorLink:
    """Make a line of a table of contents of marks."""
    return AnchorLink(marked_text(f"{name}title"), f"gpmark{name}0", 2)
