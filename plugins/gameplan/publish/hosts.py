"""The editor of the Git host that holds the playbook: links to edit a file there, or to begin one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_OTHERS = re.compile(r"bitbucket|codeberg|forgejo|gitea|gogs|sourcehut|sr\.ht|pagure|dev\.azure|visualstudio")
"""Hosts that have other addresses, whatever their `edit_uri` looks like."""
_VERBS = ("edit", "blob", "tree")


@dataclass(frozen=True, slots=True)
class Host:
    """Where the playbook's files can be edited."""

    base: str
    """The repository's address up to the verb, as in `https://github.com/team/plan/`."""
    inside: str
    """From the verb on: the branch and the playbook's folder, percent-encoded, with a slash at the end."""
    github: bool
    """Whether a new file can come with content; GitLab takes a name only."""

    def edit(self, path: str, line: int = 0) -> str:
        """The address of the editor at a file of the playbook; at a line of it, where the host can."""
        anchor = f"#L{line}" if line > 0 else ""
        return f"{self.base}edit/{self.inside}{quote(path, errors='replace')}{anchor}"

    def new(self, folder: str, name: str, text: str) -> str:
        """The address of the editor for a new file in a folder of the playbook.

        Args:
            folder: the folder, relative to the playbook's root.
            name: the name to propose.
            text: the content to propose, where the host takes one.
        """
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
