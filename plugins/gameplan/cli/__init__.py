"""The command line: one file a command, each imported only when it is asked for."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from gameplan import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run a command, and end the program; see `cli.common` for exit codes.

        Exit code 1 says that there are findings, so nothing else may end with it: neither an interruption nor a lost output.
        """
        from gameplan.cli.common import EXIT_INTERRUPTED  # noqa: PLC0415 - as late as commands

        run: Callable[..., Any] = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **extra)
        try:
            sys.exit(run(*args, standalone_mode=False, **extra))
        except click.ClickException as error:
            with suppress(OSError):
                error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            sys.exit(EXIT_INTERRUPTED)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401 - click's signature
        """Read what was typed; help is written here, by click itself."""
        with _told():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command that was typed."""
        with _told():
            return super().invoke(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a name."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"gameplan.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command if isinstance(command, click.Command) else None


@contextmanager
def _told() -> Iterator[None]:
    """Tell an output that could not be written from other faults of the system."""
    try:
        yield
    except OSError as error:
        from gameplan.cli.common import lost  # noqa: PLC0415 - as late as commands

        raise lost(error) or error from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Strategy and plan as code: check a playbook, and publish it."""
