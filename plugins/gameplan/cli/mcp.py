"""`gameplan mcp`: the server for assistants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.common import settings_for, stop
from gameplan.cli.places import day_option, root_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@click.option("--internal", is_flag=True, help="Internal and draft pages too.")
@click.option("--write", is_flag=True, help="Let it change files too, where the check would find nothing new.")
@root_option
@day_option
def mcp(*, internal: bool, write: bool, root: Path | None, today: datetime | None) -> None:
    """Answer an assistant about the playbook, over the Model Context Protocol (MCP).

    Assistants start it themselves, and speak with it over standard input and output; docs/assistants.md says how. It reads, and changes
    nothing unless it is started with --write. It ends with the assistant.
    """
    try:
        from gameplan.assistant_server.server import serve  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types", "anyio"):
            raise
        stop("the server for assistants needs one library more: pip install 'gameplan[mcp]'")
    from gameplan.answering.desk import Desk  # noqa: PLC0415 - help needs none of it
    from gameplan.assistant_server.tools import READING  # noqa: PLC0415
    from gameplan.assistant_server.writing_tools import WRITING  # noqa: PLC0415

    settings = settings_for(root, allow_any_host=True)
    serve(
        Desk(settings.root, today.date() if today else None, internal=internal), (*READING, *(WRITING if write else ()))
    )
