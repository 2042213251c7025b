"""`gameplan import`: entries from what other programs export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column is: a field, body, or nothing to drop it; COLUMN:WORD=WORD says what a word in it means. Repeatable.",
)
@click.option(
    "--rest", type=click.Choice(["body", "x", "drop"]), help="What becomes of columns that aren't understood."
)
@click.option("--key", default="", metavar="COLUMN", help="By which rows are known again; default: a column with ids.")
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="Whether 1/2/2027 is in February or in January.")
@click.option("--goal", multiple=True, metavar="ID", help="The goal of rows that name none. Repeatable.")
@click.option(
    "--goal-by",
    multiple=True,
    metavar="FIELD:VALUE=ID,…",
    help="The goal of rows that say so, as in channel:blog=grow.",
)
@click.option("--goals-later", is_flag=True, help="Write rows without a goal, and add what is owed to the baseline.")
@click.option(
    "--create", multiple=True, metavar="people,channels,campaigns", help="Make pages for names that have none."
)
@click.option("--into", default="", metavar="FOLDER", help="Where new entries go; default: plan/.")
@click.option("--source", default="", metavar="NAME", help="What the file was called at the first import.")
@click.option("--partial", is_flag=True, help="Import the rows that are right, and leave the others.")
@click.option("--encoding", default="", metavar="NAME", help="How a text is saved, as in cp1252.")
@click.option("--delimiter", default="", metavar="SIGN", help="What stands between cells: , ; tab or |.")
@click.option("--sheet", default="", metavar="NAME", help="Which sheet of a workbook, or which of several tables.")
@writing_options
def import_(*, how: How, at: Where, **typed: object) -> None:
    """Import entries from CSV, Excel, calendar files, Notion, Trello, Asana, Jira, Markdown tables, sitemaps and playbook.json.

    Columns are understood by their names, in English, German and French. What isn't understood stops the command, which says what to
    type; nothing is dropped silently. The same import again changes nothing, and a newer export only what changed there.

    Exit code 0: done, or nothing to do; 1: refused because of rows or findings; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.import_wish import Asked  # noqa: PLC0415
    from gameplan.cli.importing import import_files  # noqa: PLC0415

    asked = Asked(**typed)  # type: ignore[arg-type] # click's
    import_files(workspace_at(at), asked, how)
