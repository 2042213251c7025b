"""`gameplan init`: a new playbook that passes its check."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", metavar="NAME", help="What the playbook is called; default: as the folder.")
@click.option("--lead", metavar="NAME", help="Who answers for it; default: to be filled in.")
@click.option("--timezone", metavar="ZONE", help="Such as Europe/Berlin; default: this machine's.")
@click.option("--language", metavar="LANGUAGE", help="Of the site, such as de; default: en.")
@click.option("--starter", metavar="NAME|PATH", help="What it begins with; default: minimal. See --list.")
@click.option(
    "--start", metavar="DAY", help="From which day days count, such as 2027-01-11 or +2w; default: next Monday."
)
@click.option("--vscode", is_flag=True, help="Snippets for Visual Studio Code too.")
@click.option("--yes", is_flag=True, help="Take the defaults, and ask nothing.")
@click.option("--list", "listing", is_flag=True, help="List the starters, and make nothing.")
@click.option("--dry-run", is_flag=True, help="Show what would be made, and write nothing.")
@click.option("--force", is_flag=True, help="Write even though the check would find something.")
def init(  # noqa: PLR0913 - the command's options
    *,
    folder: Path,
    name: str | None,
    lead: str | None,
    timezone: str | None,
    language: str | None,
    starter: str | None,
    start: str | None,
    vscode: bool,
    yes: bool,
    listing: bool,
    dry_run: bool,
    force: bool,
) -> None:
    """Make a playbook in DIR, or in the present folder: a strategy, a plan, mkdocs.yml and workflows.

    A site of MkDocs that is there already keeps its pages, and gets the plugin. A starter may be a folder of your own, with strategy/ and
    plan/ in it. Nothing is written over.

    Exit code 0: done; 1: refused because of findings; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.initialising import Answers, list_starters, make_playbook  # noqa: PLC0415

    if listing:
        list_starters()
    else:
        answers = Answers(name, lead, timezone, language, starter, start, ask=not yes)
        make_playbook(folder, answers, vscode=vscode, dry_run=dry_run, force=force)
