"""`gameplan build` and `gameplan serve`: the site's own generator, whichever is installed."""

from __future__ import annotations

import os
import runpy
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, NoReturn

import click

from gameplan.cli.places import config_option, root_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTS = {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}
"""The generators that run the plugin, by the names of their programs; the first that is installed is taken."""
_NOTICES = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
"""What keeps each from telling at every start what comes in some other version of the other."""
_REST = {"ignore_unknown_options": True}


def _options(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option("--host", type=click.Choice([*HOSTS]), help="Which generator; default: what is installed.")(
        command
    )
    command = config_option(root_option(command))
    return click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="[OPTIONS OF MKDOCS]…")(command)


@click.command("build", context_settings=_REST)
@_options
def build(*, rest: tuple[str, ...], root: Path | None, config: Path | None, host: str | None) -> None:
    """Build the site, with MkDocs or ProperDocs.

    Options of these are passed on: --strict fails where something is wrong, --site-dir DIR says where the site goes (default: site/).
    """
    _run("build", rest, root, config, host)


@click.command("serve", context_settings=_REST)
@_options
def serve(*, rest: tuple[str, ...], root: Path | None, config: Path | None, host: str | None) -> None:
    """Show the site at http://127.0.0.1:8000/, and build it again as you write, with MkDocs or ProperDocs.

    Options of these are passed on: --dev-addr 127.0.0.1:8001, --open.
    """
    _run("serve", rest, root, config, host)


def _run(command: str, rest: tuple[str, ...], root: Path | None, config: Path | None, host: str | None) -> NoReturn:
    """Run a command of the generator in this process, and end with its exit code."""
    # Only now: help needs none of it.
    from gameplan.cli.common import settings_for, stop  # noqa: PLC0415

    name = host or next((name for name in HOSTS if find_spec(name) is not None), None)
    if name is None:
        stop("no generator is installed: type pip install mkdocs-material, which brings MkDocs along")
    if find_spec(name) is None:
        stop(f"{HOSTS[name]} is not installed: type pip install {name}")
    settings = settings_for(root, config, allow_any_host=True)
    for variable, value in _NOTICES.items():
        os.environ.setdefault(variable, value)
    os.chdir(settings.root)
    sys.argv = [name, command, "--config-file", settings.config, *rest]
    runpy.run_module(name, run_name="__main__", alter_sys=True)
    sys.exit(0)
