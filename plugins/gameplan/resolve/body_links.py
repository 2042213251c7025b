"""Links in texts: each leads to a page or a file, to a place in it that there is, or is a finding.

What a strict build of the site refuses is found here, before anything is built.
"""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from gameplan.diagnostics import Cause, Diagnostic, Fix, Location, Rule, Severity, visible
from gameplan.model.addresses import attachment_uri, made_uri, page_uri, site_url
from gameplan.model.anchors import anchors_of
from gameplan.model.faults import nearest
from gameplan.model.links import is_address, linked_path
from gameplan.model.pages import Journey
from gameplan.model.typed_addresses import elsewhere
from gameplan.resolve.identifiers import stem
from gameplan.rules import ABSOLUTE_LINK, BROKEN_ANCHOR, BROKEN_LINK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.anchors import Anchors
    from gameplan.model.body import BodyLink
    from gameplan.model.kinds import Kind
    from gameplan.model.links import SiteLinks
    from gameplan.model.page import Page
    from gameplan.resolve.identifiers import Identifiers

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_USUAL = ("http", "https", "mailto", "tel", "sms", "webcal", "webcals", "ftp", "ftps", "sftp", "geo", "feed")
_APPS = frozenset((
    *("about", "asana", "airtable", "callto", "facetime", "figma", "file", "git", "intent", "irc", "ircs", "itms", "linear"),
    *("magnet", "maps", "market", "matrix", "message", "msteams", "news", "notion", "obsidian", "onenote", "skype", "slack"),
    *("spotify", "ssh", "steam", "svn", "tg", "trello", "vscode", "whatsapp", "xmpp", "zoommtg", "ws", "wss", "urn", "x"),
))  # fmt: skip
"""Programs that people plan with; what follows such a scheme is theirs."""
_INNER = re.compile(r"(?:https?://|mailto:)[^\s()<>\"']+")
_RUNS = ("javascript", "vbscript", "data")
_NEEDS_CODES = re.compile(r"[\s()<>\[\]\\\"'`*_%]")
"""Signs in a path that would end a link, or mean something in it."""
_MOST_NAMED = 6
"""Headings that a hint names."""


class Folders(NamedTuple):
    """Where a playbook lies in its repository."""

    strategy: str
    plan: str


class BodyLinks:
    """What the links in the texts of a playbook lead to."""

    def __init__(
        self,
        pages: Iterable[Page],
        files: frozenset[str],
        folders: Folders,
        identifiers: Identifiers,
        site: SiteLinks,
    ) -> None:
        """Know what there is.

        Args:
            pages: all that could be read.
            files: the paths of everything in the two folders, and of what is made there and has a path.
            folders: the two.
            identifiers: of the pages.
            site: what the site's configuration says of links.
        """
        self.pages = {page.path: page for page in pages}
        self.files, self.folders, self.identifiers, self.site = files, folders, identifiers, site
        self.parents = {path.rpartition("/")[0] for path in files}
        self.below = tuple(f"{folder}/" for folder in folders)
        self.found: list[Diagnostic] = []
        self._anchors: dict[str, Anchors] = {}

    def taken_anew(self, page: Page) -> None:
        """Take another version of a page."""
        self.pages[page.path] = page
        self._anchors.pop(page.path, None)

    def targets(self, page: Page) -> Iterator[tuple[str, BodyLink]]:
        """Yield the path of every page that a page's text links to, each time; report what leads nowhere."""
        for link in dict.fromkeys(page.body.links):
            if not is_address(link.href):
                self._report(page, link, BROKEN_LINK, f"'{visible(link.href)}' is not an address", _WHOLE)
                continue
            if (inner := _INNER.search(link.href)) and not _SCHEME.match(link.href) and link.href[0] not in "/#?":
                message = f"'{visible(link.href)}' is more than an address"
                self._report(page, link, BROKEN_LINK, message, f"write {visible(inner[0])}", fix=(inner[0], False))
                continue
            path = self._path(page, link)
            if path is not None and self._leads(page, link, path):
                if path in self.pages:
                    yield path, link
                if "#" in link.href and not link.image:
                    self._anchor(page, link, path)

    def _path(self, page: Page, link: BodyLink) -> str | None:
        """Return the path in the repository that a link leads to; None where it leads elsewhere, which is reported."""
        href = link.href
        if href.startswith("#"):
            return page.path
        if href.startswith("/") and not href.startswith("//"):
            if self.site.from_top:
                return linked_path(f"{self.folders.strategy}/index.md", href.lstrip("/"))
            self._absolute(page, link)
        if scheme := _SCHEME.match(href):
            self._scheme(page, link, scheme[1])
        path = linked_path(page.path, href)
        if path is None and _is_relative(href):
            self._outside(page, link, "")
        return path

    def _leads(self, page: Page, link: BodyLink, path: str) -> bool:
        """Tell whether there is something at a path; where there isn't, that is said."""
        if not path.startswith(self.below) and path not in self.folders:
            self._outside(page, link, path)
            return False
        if path in self.pages or path in self.files or self._made(path):
            return True
        # A site takes a last part with a dot in it for a file.
        if path in self.parents and ("." not in posixpath.basename(urlsplit(link.href).path) or self._has_index(path)):
            return True
        self._missing(page, link, path)
        return False

    def _has_index(self, path: str) -> bool:
        return path.startswith(self.below[1]) or any(f"{path}/{name}.md" in self.files for name in ("index", "README"))

    def _made(self, path: str) -> bool:
        """Tell whether something that nobody writes would lie at a path, if the site's folder were the strategy's."""
        if path == f"{self.folders.plan}/index.md":
            return True
        if not path.startswith(self.below[0]):
            return False
        return made_uri(attachment_uri(path, *self.folders), self._used_kinds) is not None

    @cached_property
    def _used_kinds(self) -> tuple[Kind, ...]:
        """The kinds with a folder that have pages."""
        return tuple({page.kind.name: page.kind for page in self.pages.values() if page.kind.folder}.values())

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self.files):
            found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    @cached_property
    def _by_uri(self) -> dict[str, str]:
        """The path of every page and file, by its place on the site."""
        others = (path for path in self.files if not path.endswith(".md") and path.startswith(self.below))
        found = {attachment_uri(path, *self.folders): path for path in others}
        return found | {page_uri(page, *self.folders): page.path for page in self.pages.values()}

    @cached_property
    def _by_address(self) -> dict[str, str]:
        """Return what a link names, by address on the site and by path in the repository, without slashes at the ends."""
        found = {site_url(uri).strip("/"): path for uri, path in self._by_uri.items()}
        return {**{path: path for path in self._by_uri.values()}, **self._by_uri, **found}

    def _missing(self, page: Page, link: BodyLink, path: str) -> None:
        """Report a link to a file that isn't there."""
        href = link.href
        name = path.rpartition("/")[2]
        common = name in ("index.md", "README.md")
        named = () if common else self._by_name.get(name, ())
        near = self.identifiers.nearest(name.removesuffix(".md")) if name.endswith(".md") and not common else None
        meant = named[0] if len(named) == 1 else near.path if near else None
        hint = "correct the path, or add the file"
        fix = (_moved(page, href, named[0]), True) if len(named) == 1 and named[0] != path else None
        if (typed := elsewhere(href)) is not None:
            hint, fix = f"write {visible(typed)}", None
        elif (beside := f"{path}.md") in self.pages or beside in self.files:
            hint = f"write {visible(_with_ending(href))}"
        elif meant:
            hint = f"did you mean {visible(_from(page, meant))}?"
        message = f"there is no file {visible(path)}"
        name = stem(path) if path.endswith(".md") else path
        self._report(page, link, BROKEN_LINK, message, hint, fix=fix, cause=missing(name), seeks=("file", path))

    def _outside(self, page: Page, link: BodyLink, path: str) -> None:
        """Report a link to a file that the site doesn't have, as a site's generator takes it: by the page's place on the site."""
        typed = unquote(urlsplit(link.href).path)
        if "." not in posixpath.basename(typed) or posixpath.basename(typed) in (".", ".."):
            return
        here = posixpath.dirname(page_uri(page, *self.folders))
        if posixpath.normpath(posixpath.join(here, typed)) in self._by_uri:
            return
        whole = elsewhere(link.href)
        hint = (
            f"write {visible(whole)}"
            if whole
            else "write its whole address on the web, or copy it into one of the folders"
        )
        both = " and ".join(f"{visible(folder)}/" for folder in self.folders)
        message = f"{visible(path or typed)} is not in {both}, and the site has nothing else"
        self._report(page, link, BROKEN_LINK, message, hint, own=Severity.WARNING)

    def _absolute(self, page: Page, link: BodyLink) -> None:
        """Report a link from the top of a web server."""
        if self.site.absolute is None:
            return
        parts = urlsplit(link.href)
        names = unquote(parts.path).strip("/").split("/")
        tails = ("/".join(names[at:]) for at in range(len(names)))
        meant = next((self._by_address[tail] for tail in tails if tail in self._by_address), None)
        message = f"'{visible(link.href)}' begins at the top of the web server, where the site need not be"
        if meant is None:
            self._report(page, link, ABSOLUTE_LINK, message, _WHOLE, own=self.site.absolute)
            return
        typed = _from(page, meant) + (f"#{parts.fragment}" if parts.fragment else "")
        self._report(
            page, link, ABSOLUTE_LINK, message, f"write {visible(typed)}", fix=(typed, False), own=self.site.absolute
        )

    def _scheme(self, page: Page, link: BodyLink, scheme: str) -> None:
        """Report what no browser opens."""
        name = scheme.lower()
        if name in _USUAL or name in _APPS or "{{" in link.href:
            return
        message = f"'{visible(scheme)}:' is nothing that browsers open"
        near = nearest(name, _USUAL)
        if near:
            rest = (
                link.href[len(scheme) + 1 :].lstrip("/")
                if near.startswith(("http", "webcal"))
                else link.href[len(scheme) + 1 :]
            )
            typed = f"{near}://{rest}" if near.startswith(("http", "webcal")) else f"{near}:{rest}"
            self._report(page, link, BROKEN_LINK, message, f"did you mean {visible(typed)}?", fix=(typed, False))
        elif name in _RUNS:
            self._report(
                page, link, BROKEN_LINK, f"'{visible(scheme)}:' is no address of a page", _WHOLE, own=Severity.WARNING
            )
        else:
            hint = f"{_WHOLE}; else readers need a program that opens it"
            self._report(page, link, BROKEN_LINK, message, hint, own=Severity.INFO)

    def _anchor(self, page: Page, link: BodyLink, path: str) -> None:
        """Report a link to a place that its page doesn't have."""
        target = self.pages.get(path)
        level = self.site.anchors
        if target is None or level is None or posixpath.basename(path) in ("index.md", "README.md"):
            # Of the pages of indexes we make much ourselves.
            return
        anchor = unquote(urlsplit(link.href).fragment)
        if "{{" in link.href or "{%" in link.href:
            return
        anchors = self._anchors.get(path)
        if anchors is None:
            anchors = self._anchors[path] = anchors_of(target.body, self._stages)
        if anchors.has(anchor, own_slugs=self.site.own_slugs):
            return
        known = [name for name in dict.fromkeys((*anchors.headings, *sorted(anchors.given - self._stages))) if name]
        near = nearest(anchor, known)
        whose = "this page" if target is page else f"'{visible(target.title)}'"
        listed = ", ".join(f"#{visible(name)}" for name in known[:_MOST_NAMED]) + (
            ", …" if len(known) > _MOST_NAMED else ""
        )
        hint = (
            f"did you mean #{visible(near)}?"
            if near
            else f"write one of {listed}"
            if known
            else f"take #{visible(anchor)} out"
        )
        before = link.href.partition("#")[0]
        fix = (f"{before}#{near}", False) if near else None
        self._report(page, link, BROKEN_ANCHOR, f"{whose} has no heading #{visible(anchor)}", hint, fix=fix, own=level)

    @cached_property
    def _stages(self) -> frozenset[str]:
        """The ids of journeys' stages, which pages of journeys and audiences show."""
        journeys = (page.fields for page in self.pages.values() if isinstance(page.fields, Journey))
        return frozenset(stage.id for journey in journeys for stage in journey.stages)

    def _report(  # noqa: PLR0913 - what a finding has
        self,
        page: Page,
        link: BodyLink,
        rule: Rule,
        message: str,
        hint: str,
        *,
        fix: tuple[str, bool] | None = None,
        own: Severity | None = None,
        cause: Cause | None = None,
        seeks: tuple[str, str] | None = None,
    ) -> None:
        span = page.body.place(link.href, link.line)
        exact = span.line == span.end_line and span.end_column - span.column == len(link.href)
        self.found.append(
            Diagnostic(
                rule=rule,
                message=message,
                location=Location(page.path, span),
                hint=hint,
                fix=Fix(span, *fix) if fix and exact else None,
                own=own if own != rule.severity else None,
                cause=cause,
                seeks=seeks,
            )
        )


def missing(name: str) -> Cause:
    """Make the cause of what misses a page, however it is cited: by its id, or by the path of its file without `.md`."""
    return Cause(f"no page {name}")


_WHOLE = "write the whole address, as in https://example.org/page"


def _is_relative(href: str) -> bool:
    """Tell whether an address is a path."""
    return bool(href) and href[0] not in "#/?" and not _SCHEME.match(href) and "{{" not in href and "{%" not in href


def _from(page: Page, path: str) -> str:
    """The path of a file, as a page writes it."""
    return posixpath.relpath(path, posixpath.dirname(page.path))


def _moved(page: Page, href: str, path: str) -> str:
    """A link to a file that lies elsewhere, with the rest of the old one behind it."""
    old = urlsplit(href).path
    there = _from(page, path)
    return (quote(there, safe="/") if _NEEDS_CODES.search(there) else there) + href[len(old) :]


def _with_ending(href: str) -> str:
    """A link to a page's name, with the ending of its file."""
    path, mark, anchor = href.partition("#")
    return f"{path.rstrip('/')}.md{mark}{anchor}"
