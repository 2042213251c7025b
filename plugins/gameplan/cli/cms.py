"""`gameplan cms`: forms for a site that another generator makes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.places import config_option, day_option, root_option

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("folder", metavar="[DIR]", default="site/admin", type=click.Path(path_type=Path, file_okay=False))
@click.option("--editor", type=click.Choice(("sveltia", "decap")), help="The editor; default: Sveltia CMS.")
@click.option(
    "--backend",
    type=click.Choice(("github", "gitlab", "gitea", "local", "test")),
    help="What holds the repository; default: by repo_url.",
)
@click.option("--repo", metavar="OWNER/NAME", help="The repository; default: by repo_url.")
@click.option("--base-url", metavar="URL", help="Who signs people in; of GitLab and Gitea their own address.")
@click.option("--branch", metavar="NAME", help="The branch that changes go to.")
@click.option(
    "--packages", metavar="DIR", help="A folder node_modules with the editor's packages; default: fetched from npm."
)
@root_option
@config_option
@day_option
def cms(  # noqa: PLR0913 - the command's options
    *,
    folder: Path,
    editor: str | None,
    backend: str | None,
    repo: str | None,
    base_url: str | None,
    branch: str | None,
    packages: str | None,
    root: Path | None,
    config: Path | None,
    today: datetime | None,
) -> None:
    """Write a page with forms into DIR, in which people edit the playbook without Git; default: site/admin.

    Only for sites that aren't built by MkDocs or `gameplan render`: those have the forms by the option `cms: true`. Put the folder at
    admin/ on the site.
    """
    # Only now: help needs none of it.
    from gameplan.cli.forms import write_forms  # noqa: PLC0415

    said = {
        "editor": editor,
        "backend": backend,
        "repo": repo,
        "base_url": base_url,
        "branch": branch,
        "packages": packages,
    }
    write_forms(folder, {name: value for name, value in said.items() if value}, root, config, today)
