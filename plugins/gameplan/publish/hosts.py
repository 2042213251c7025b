"""Where the playbook's files can be edited: in the editor of the Git host that holds it, or in forms on the site itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.forms.routes import Routes

_OTHERS = re.compile(r"bitbucket|codeberg|forgejo|gitea|gogs|sourcehut|sr\.ht|pagure|dev\.azure|visualstudio")
"""Hosts that have other addresses, whatever their `edit_uri` looks like."""
_VERBS = ("edit", "blob", "tree")


class Editor(Protocol):
    """What knows where files can be edited, and begun."""

    @property
    def takes_content(self) -> bool:
        """Whether a new file can come with content."""
        ...

    def edit(self, path: str, line: int = 0) -> str:
        """Return the address of the editor at a file of the playbook; at a line of it, where it can."""
        ...

    def new(self, folder: str, name: str, text: str, said: Mapping[str, str] | None = None) -> str:
        """Return the address of the editor for a new file in a folder of the playbook.

        Args:
            folder: the folder, relative to the playbook's root.
            name: the name to propose.
            text: the content to propose, where it takes one.
            said: what the page says already, by field, where it takes that; of fields that take several pages one.
        """
        ...


@dataclass(frozen=True, slots=True)
class FormEditor:
    """The forms on the site, and for files without one the editor of the Git host."""

    base: str
    """The address of the page with the forms."""
    routes: Routes
    otherwise: Editor | None

    @property
    def takes_content(self) -> bool:
        """See `Editor`: a form takes it field by field."""
        return True

    def edit(self, path: str, line: int = 0) -> str:
        """See `Editor`."""
        route = self.routes.edit(path)
        if route is None:
            return self.otherwise.edit(path, line) if self.otherwise else self.base
        return f"{self.base}#{route}"

    def new(self, folder: str, name: str, text: str, said: Mapping[str, str] | None = None) -> str:
        """See `Editor`."""
        route = self.routes.new(folder, said or {})
        if route is None:
            return self.otherwise.new(folder, name, text, said) if self.otherwise else self.base
        return f"{self.base}#{route}"


@dataclass(frozen=True, slots=True)
class Host:
    """Where the playbook's files can be edited."""

    base: str
    """The repository's address up to the verb, as in `https://github.com/team/plan/`."""
    inside: str
    """From the verb on: the branch and the playbook's folder, percent-encoded, with a slash at the end."""
    github: bool
    """Whether a new file can come with content; GitLab takes a name only."""

    @property
    def takes_content(self) -> bool:
        """See `Editor`."""
        return self.github

    @property
    def repository(self) -> str:
        """The address of the repository's page, without a slash at the end."""
        return self.base.removesuffix("/").removesuffix("/-")

    @property
    def branch(self) -> str:
        """The branch, as far as its name holds no slash."""
        return unquote(self.inside.partition("/")[0])

    @property
    def folder(self) -> str:
        """The playbook's folder in the repository, with a slash at the end; empty for the repository's own."""
        return unquote(self.inside.partition("/")[2])

    def edit(self, path: str, line: int = 0) -> str:
        """See `Editor`."""
        anchor = f"#L{line}" if line > 0 else ""
        return f"{self.base}edit/{self.inside}{quote(path, errors='replace')}{anchor}"

    def new(self, folder: str, name: str, text: str, said: Mapping[str, str] | None = None) -> str:  # noqa: ARG002 - the text says it
        """See `Editor`."""
        place = f"{self.base}new/{self.inside}{quote(folder, errors='replace')}"
        if not self.github:
            return f"{place}?file_name={_value(name)}"
        return f"{place}?filename={_value(name)}&value={_value(text)}"


def host_of(repo_url: str | None, edit_uri: str | None, strategy: str) -> Host | None:
    """The host's editor by the values in `mkdocs.yml`; None where it isn't known to be GitHub or GitLab.

    Args:
        repo_url: the repository's address.
        edit_uri: the editor's for the strategy: relative to the repository, or whole.
        strategy: the folder of the strategy, relative to the playbook's root.
    """
    if not repo_url or not edit_uri:
        return None
    try:
        parts = urlsplit(urljoin(f"{repo_url.rstrip('/')}/", edit_uri))
        name, user = parts.hostname or "", parts.username
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or user or not name or parts.query or parts.fragment:
        return None
    base, github, inside = _divided(quote(f"{parts.path.rstrip('/')}/", safe="/%~@:+,"))
    ending = f"/{quote(strategy)}/"
    if not inside.endswith(ending) or _OTHERS.search(name) or (github and "gitlab" in name and name != "gitlab.com"):
        return None
    whole = urlunsplit((parts.scheme, parts.netloc, base, "", ""))
    if name == "gitlab.com" and github:
        whole, github = f"{whole}-/", False
    return Host(whole, inside.removesuffix(ending[1:]), github)


def _divided(path: str) -> tuple[str, bool, str]:
    """The path of an editor's address before its verb, whether it is GitHub's, and what comes after; empty where it has none."""
    repository, dash, rest = path.partition("/-/")
    if dash:
        verb, _, inside = rest.partition("/")
        return (f"{repository}/-/", False, inside) if verb in _VERBS else ("", False, "")
    # /owner/repository/edit/branch/folder/
    found = re.fullmatch(rf"(/[^/]+/[^/]+/)(?:{'|'.join(_VERBS)})/(.+)", path)
    return (found[1], True, found[2]) if found else ("", False, "")


def _value(text: str) -> str:
    return quote(text, safe="", errors="replace")
