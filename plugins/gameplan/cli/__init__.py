"""The command line: one file a command, each imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from gameplan import __version__

_COMMANDS = {
    "agenda": "agenda",
    "check": "check",
    "feed": "feed",
    "ledger": "ledger",
    "render": "render",
    "rule": "rules",
    "rules": "rules",
    "schema": "schema",
}
"""The module of each command."""


class _Commands(click.Group):
    """Imports a command's module when it is needed: the check shouldn't wait for the site's templates."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a name."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"gameplan.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Strategy and plan as code: check a playbook, and publish it."""
