"""The command line: one file a command, each imported only when it is asked for."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import click

from gameplan import __version__
from gameplan.cli.answers import TYPED, known_answer
from gameplan.cli.endings import EXIT_CANNOT_RUN, EXIT_FAULT, EXIT_INTERRUPTED, lost
from gameplan.edit.wish import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Before pydantic is imported: it would ask every installed package for plugins of its own, at each start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Start": {
        "init": ("init", "Make a playbook in a folder, or beside a site."),
        "new": ("new", "Begin a page, or a campaign by a play."),
        "import": ("import_", "Bring entries along: Excel, CSV, calendars, Notion, ..."),
    },
    "Check and publish": {
        "check": ("check", "Say what is wrong, where, and what to type instead."),
        "build": ("build", "Build the site, with MkDocs or ProperDocs."),
        "serve": ("build", "Show the site, and build it again as you write."),
        "render": ("render", "Write the site as plain Markdown, for any generator."),
        "cms": ("cms", "Write forms for a site, to edit without Git."),
        "leaks": ("leaks", "Look through a built site for what is hidden."),
        "feed": ("feed", "Print a calendar feed as the site publishes it."),
        "ledger": ("ledger", "Remember what events said, where Git can't tell."),
    },
    "Change": {
        "set": ("set", "Write fields of many pages."),
        "shift": ("shift", "Move entries with their deadlines."),
        "copy": ("copy", "Copy a campaign to another time."),
        "rollover": ("rollover", "Decide what becomes of what a quarter left."),
        "rename": ("rename", "Give a page another id; what cites it follows."),
        "move": ("move", "Move files; links follow."),
        "archive": ("move", "Move away what is over."),
        "fmt": ("fmt", "Write front matter in one form."),
    },
    "Edit": {
        "lsp": ("lsp", "Help your editor: findings, completion, renaming."),
        "mcp": ("mcp", "Answer an assistant about the playbook (MCP)."),
    },
    "Tell": {
        "brief": ("brief", "Say what somebody needs who makes an entry."),
        "agenda": ("agenda", "Show what comes, day by day, and what is overdue."),
        "diff": ("diff", "Say what a change means for strategy and plan."),
        "digest": ("digest", "Say the week as a message."),
        "report": ("report", "Write the strategy as a document to hand over."),
    },
    "Look up": {
        "rules": ("rules", "List what the check finds."),
        "rule": ("rules", "Explain a rule, with an example."),
        "schema": ("schema", "Print the fields of a kind of page."),
    },
}
"""The commands by what they are for: the module of each, and a line that says what it does, so that help needn't import it."""
_COMMANDS = {name: module for commands in _GROUPS.values() for name, (module, _) in commands.items()}
"""The module of each command."""
_LONGEST_NAME = 200


class _Commands(click.Group):
    """Imports a command's module when it is needed: the check shouldn't wait for the site's templates."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return sorted(_COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the commands by what they are for."""
        for title, commands in _GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, about) for name, (_, about) in commands.items()])

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run a command, and end the program; see `cli.endings` for exit codes.

        Exit code 1 says that there are findings, so nothing else may end with it: neither an interruption nor a lost output.
        """
        run: Callable[..., Any] = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **extra)
        try:
            sys.exit(run(*args, standalone_mode=False, **extra))
        except click.ClickException as error:
            with suppress(OSError):
                error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(EXIT_INTERRUPTED)
        except OSError as error:
            place = f"{ascii(error.filename)[:_LONGEST_NAME]}: " if error.filename is not None else ""
            click.echo(f"gameplan: {place}{error.strerror}", err=True)
            sys.exit(EXIT_CANNOT_RUN)
        except Exception:  # noqa: BLE001 - whatever it is, it is no finding
            traceback.print_exc()
            sys.exit(EXIT_FAULT)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401 - click's signature
        """Read what was typed; help is written here, by click itself."""
        with _told():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command that was typed."""
        with _told():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; where its answer is known, give that, and load nothing more."""
        if args[:1] == ["check"]:
            ctx.meta[TYPED] = tuple(args)
            if (answer := known_answer(args)) is not None:
                answer.give()
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            near = get_close_matches(args[0].lower(), _COMMANDS, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else "; see gameplan --help"
            raise click.UsageError(f"there is no command {args[0][:_LONGEST_NAME]!a}{hint}", ctx)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a name."""
        if cmd_name not in _COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f"gameplan.cli.{_COMMANDS[cmd_name]}"), name)
        return command if isinstance(command, click.Command) else None


@contextmanager
def _told() -> Iterator[None]:
    """Tell an output that could not be written from other faults of the system, and say why a wish can't be fulfilled."""
    try:
        yield
    except Refused as refused:
        click.echo(f"gameplan: {refused}", err=True)
        sys.exit(EXIT_CANNOT_RUN)
    except OSError as error:
        raise lost(error) or error from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Strategy and plan as code: check a playbook, and publish it."""
