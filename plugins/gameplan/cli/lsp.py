"""`gameplan lsp`: the language server, for editors."""

from __future__ import annotations

import sys

import click

from gameplan.cli.common import stop


@click.command()
def lsp() -> None:
    """Help an editor: findings as you type, completion, hover, renaming and more.

    Editors start it themselves, and speak with it over standard input and output; docs/editors.md says how. It ends with the editor.
    """
    try:
        from gameplan.language_server.handlers import serve  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        stop("the language server needs one library more: pip install 'gameplan[lsp]'")
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    # The protocol has standard output for itself.
    sys.stdout = sys.stderr
    serve(stdin, stdout)
