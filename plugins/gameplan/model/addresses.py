"""Addresses of pages: by kind and id, so that a file can be renamed and moved without breaking a link.

A page's *uri* is the path that its Markdown would have if the site were its folder: `goals/grow.md`, `goals/index.md`. What it
becomes on the site follows from it by MkDocs' own rules.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.model.kinds import VISION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page

INDEX = ("index", "README")
FOLDERS = (
    "assets",
    "calendar",
    "coverage",
    "data",
    "feeds",
    "inventory",
    "plan",
    "problems",
    "search",
    "subscribe",
    "what-worked",
    "whats-new",
    "work-in-numbers",
)
"""Folders that a site has, or may have, besides those of the kinds."""
_VIEWS = (
    *("calendar", "coverage", "inventory", "problems", "subscribe"),
    *("what-worked", "whats-new", "work-in-numbers"),
)
"""Folders of a site whose index nobody writes, besides those of the kinds."""
_FILES = (
    *("data/playbook.json", "data/playbook.schema.json", "data/plan.csv", "data/inventory.csv", "llms.txt"),
    *("calendar/timeline.svg", "calendar/timeline-half-year.svg", "calendar/timeline-year.svg"),
    *("data/scorecard.svg", "data/strategy-map.svg"),
)
_IN_CALENDAR = re.compile(
    r"calendar/(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|(?:[0-9]{4}-q[1-4]|board|timeline(?:-half-year|-year)?)(?:-by-[a-z0-9_-]{1,60})?"
    r"|views/[a-z0-9-]{1,60}|list|key-dates|legend|workload)\.md"
)
WITHOUT_US = "built-without-gameplan.md"
"""The page at the top of the strategy that only sites have which were built without us: it says so, and is no part of the playbook."""
TEMPLATES = "_templates"
"""The folder below the strategy and below the plan with what new pages begin with: it is no part of the playbook."""
LONGEST_NAME = 200
"""Bytes of a name, so that what is made of it can be stored anywhere."""
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?", re.IGNORECASE
)
_UNUSUAL = frozenset(("", ".", ".."))
"""Names in paths that mean another folder, or none."""
_PLACE = re.compile(r"(calendar/[0-9]{4}-[0-9]{2}\.md)#(entry-.+)")


def reserved(name: str) -> tuple[str, str] | None:
    """Return why a file can't have a name on Windows, whatever its ending, and what to do; None where it can."""
    if _RESERVED.fullmatch(name):
        return f"'{visible(name.partition('.')[0])}' is a reserved name on Windows", "choose another name"
    return None


def slug(identifier: str) -> str:
    """An id as a part of an address: letters, digits, dots and hyphens, lower case; never empty, and never `index`."""
    text = unicodedata.normalize("NFC", identifier).lower()
    text = re.sub(r"[^\w.-]+|_+", "-", text).strip("-.") or "-"
    return f"{text}-page" if text in ("index", "readme") else text


def uri_of(kind: Kind, identifier: str) -> str:
    """The uri of a page of a kind that has a folder."""
    return f"{kind.folder}/{slug(identifier)}.md"


def page_uri(page: Page, strategy: str, plan: str) -> str:
    """A page's uri. Pages without a kind keep the place of their file; the plan's lie in `plan/`, whatever its folder is called."""
    if page.kind.folder:
        return uri_of(page.kind, page.id)
    inside = page.path.removeprefix(f"{strategy}/")
    if page.path.startswith(f"{plan}/"):
        inside = f"plan/{page.path.removeprefix(f'{plan}/')}"
    folder, name = posixpath.split(inside.removesuffix(".md"))
    return posixpath.join(folder, "index.md") if name in INDEX else inside


def is_home(page: Page, strategy: str) -> bool:
    """Tell whether a page is the site's home page: the strategy's index."""
    return page.kind == VISION and page.path == f"{strategy}/index.md"


def attachment_uri(path: str, strategy: str, plan: str) -> str:
    """The place of a file that is not a page."""
    if path.startswith(f"{plan}/"):
        return f"plan/{path.removeprefix(f'{plan}/')}"
    return path.removeprefix(f"{strategy}/")


def is_feed(uri: str) -> bool:
    """Tell whether a uri is the place of a feed that a site may have, beside that of everything."""
    return re.fullmatch(r"feeds/[a-z0-9-]{1,80}\.ics|feed\.(?:xml|json)", uri) is not None


def made_uri(uri: str, kinds: Iterable[Kind], feed: str = "") -> str | None:
    """The uri of what nobody writes, which a text may link to as if its file lay there; None where no site has that.

    Months, quarters and feeds count whether a site has them today or not: a text must not break because a month has passed.

    Args:
        uri: as written: of an index also its folder, or that with `.md`.
        kinds: those that have pages.
        feed: the uri of the feed of everything, which every site has.
    """
    if uri in _FILES or uri == feed or is_feed(uri):
        return uri
    bare = uri.removesuffix(".md")
    if is_in_calendar(f"{bare}.md"):
        return f"{bare}.md"
    bare = bare.removesuffix("/index")
    if bare in _VIEWS or uri == "index.md":
        return f"{bare}/index.md" if bare in _VIEWS else uri
    for kind in kinds:
        if bare == kind.folder:
            return f"{bare}/index.md"
        if uri == f"data/{kind.plural}.csv":
            return uri
    return None


def is_in_calendar(uri: str) -> bool:
    """Tell whether a uri is that of a month, a quarter or another view of the calendar that a site may have."""
    return _IN_CALENDAR.fullmatch(uri) is not None


def output_path(uri: str, *, directories: bool = True) -> str:
    """The HTML file that a uri becomes."""
    if not uri.endswith(".md"):
        return uri
    folder, name = posixpath.split(uri.removesuffix(".md"))
    if name == "index" or not directories:
        return posixpath.join(folder, f"{name}.html")
    return posixpath.join(folder, name, "index.html")


def twin_path(uri: str, *, directories: bool = True) -> str:
    """Return the file with a page's Markdown, beside the HTML file that its uri becomes."""
    return output_path(uri, directories=directories).removesuffix(".html") + ".md"


def site_url(uri: str, *, directories: bool = True) -> str:
    """The address of a uri, relative to the site's root; the home page's is empty."""
    path = output_path(uri, directories=directories)
    return path.removesuffix("index.html") if directories and path.rpartition("/")[2] == "index.html" else path


def way_to(path: str, folder: str) -> str:
    """Return the way to a path from a folder, as `posixpath.relpath` does, which takes ten times as long.

    Args:
        path: relative, as the folder is.
        folder: an empty text for the one in which both begin.
    """
    names, above = path.split("/"), folder.split("/") if folder else []
    if not _UNUSUAL.isdisjoint(names) or not _UNUSUAL.isdisjoint(above):
        return posixpath.relpath(path, folder or ".")
    shared = 0
    for one, other in zip(names, above, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(above) - shared), *names[shared:]]) or "."


def parted(uri: str) -> tuple[str, str]:
    """A uri's page, and the place in it of an entry that has no page of its own; empty for pages as a whole."""
    match = _PLACE.fullmatch(uri)
    return (match[1], match[2]) if match else (uri, "")
