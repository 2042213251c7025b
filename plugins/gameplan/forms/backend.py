"""Where the repository is, as the editors name it: by the site's configuration, and by what the option `cms` says besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

_BY_HOST = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "gitea", "gitea.com": "gitea"}
"""The editors' name for what a host runs."""


class NoBackend(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A repository that the editors wouldn't find: what to write."""


def backend_of(name: str, repo: str, branch: str, repository: str, signing_in: Mapping[str, str]) -> dict[str, Any]:
    """Return where the repository is.

    Args:
        name: `github`, `gitlab`, `gitea`, `local` or `test`; empty where the address says it.
        repo: owner and name; empty where the address says it.
        branch: that changes go to.
        repository: the address of the repository's page; empty where it isn't known.
        signing_in: who signs people in, where that isn't the host itself: `base_url` and `app_id`, either may be empty.

    Raises:
        NoBackend: where it can't be told.
    """
    parts = urlsplit(repository)
    host, path = parts.hostname or "", parts.path.strip("/").removesuffix(".git")
    name = name or _BY_HOST.get(host, "") or ("gitlab" if host.startswith("gitlab.") else "")
    if name == "test":
        return {"name": "test-repo"}
    if name == "local":
        # Decap's own server, which writes into the folder in which it was started.
        server = signing_in.get("base_url") or "http://localhost:8081"
        return {"name": "proxy", "proxy_url": f"{server}/api/v1", "branch": branch or "main"}
    if not name:
        raise NoBackend("forms need to know what holds the repository: write cms: {backend: github}, gitlab or gitea")
    repo = repo or path
    if "/" not in repo:
        raise NoBackend("forms need to know the repository: write cms: {repo: owner/name}, or repo_url in mkdocs.yml")
    said: dict[str, Any] = {"name": name, "repo": repo, "branch": branch or "main"}
    base_url = signing_in.get("base_url", "")
    if name == "github":
        return {**said, **({"base_url": base_url} if base_url else {})}
    own = f"{parts.scheme}://{parts.netloc}" if host else "https://gitlab.com" if name == "gitlab" else ""
    site = base_url or own
    if not site:
        raise NoBackend("forms need the address of your Gitea: write cms: {base_url: https://git.example.com}")
    app_id = signing_in.get("app_id", "")
    return {
        **said,
        "base_url": site,
        "api_root": f"{site}/api/{'v4' if name == 'gitlab' else 'v1'}",
        # Signing in without a server of one's own (RFC 7636).
        **({"auth_type": "pkce"} if name == "gitlab" else {}),
        **({"app_id": app_id} if app_id else {}),
    }
