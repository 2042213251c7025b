"""`gameplan build` and `gameplan serve`: the site's own generator, whichever is installed."""

from __future__ import annotations

import os
import runpy
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NoReturn

import click

from gameplan.cli.places import config_option, root_option
from gameplan.model.projection import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from gameplan.settings import Settings

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
@click.option(
    "--projection",
    "projections",
    multiple=True,
    metavar="NAME",
    help="What the site shows; repeatable: each in a folder.",
)
@click.option("-d", "--site-dir", metavar="DIR", help="Where the site goes; of several, where their folders go.")
@_options
def build(
    *,
    rest: tuple[str, ...],
    root: Path | None,
    config: Path | None,
    host: str | None,
    projections: tuple[str, ...],
    site_dir: str | None,
) -> None:
    """Build the site, with MkDocs or ProperDocs.

    Options of these are passed on: --strict fails where something is wrong.

    --projection partner builds what the projection `partner` shows. With several, as in --projection public --projection partner -d sites,
    the playbook is read and checked once, and the sites go to sites/public and sites/partner.
    """
    if len(projections) > 1:
        _several(dict.fromkeys(projections), rest, root, config, host, site_dir)
    for name in projections:
        os.environ[VARIABLE] = name
    where = ("--site-dir", os.path.abspath(site_dir)) if site_dir else ()  # noqa: PTH100 - resolve() would follow links
    _run("build", (*rest, *where), root, config, host)


@click.command("serve", context_settings=_REST)
@_options
def serve(*, rest: tuple[str, ...], root: Path | None, config: Path | None, host: str | None) -> None:
    """Show the site at http://127.0.0.1:8000/, and build it again as you write, with MkDocs or ProperDocs.

    Options of these are passed on: --dev-addr 127.0.0.1:8001, --open.
    """
    _run("serve", rest, root, config, host)


def _run(command: str, rest: tuple[str, ...], root: Path | None, config: Path | None, host: str | None) -> NoReturn:
    """Run a command of the generator in this process, and end with its exit code."""
    name, settings = _prepared(root, config, host)
    sys.argv = [name, command, "--config-file", settings.config, *rest]
    runpy.run_module(name, run_name="__main__", alter_sys=True)
    sys.exit(0)


def _prepared(root: Path | None, config: Path | None, host: str | None) -> tuple[str, Settings]:
    """Return the generator and the playbook's settings, in whose folder the process is from now on."""
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
    return name, settings


def _several(
    names: Iterable[str],
    rest: tuple[str, ...],
    root: Path | None,
    config: Path | None,
    host: str | None,
    site_dir: str | None,
) -> NoReturn:
    """Build a site for each of some projections, and end with the first exit code that is a failure's."""
    from gameplan.cli.common import stop  # noqa: PLC0415 - help needs none of it
    from gameplan.cli.publications import with_projection  # noqa: PLC0415
    from gameplan.shared_results import sharing  # noqa: PLC0415

    if site_dir is None:
        stop("several sites need a folder for their folders: write -d DIR")
    folder = os.path.abspath(site_dir)  # noqa: PTH100 - resolve() would follow links
    name, settings = _prepared(root, config, host)
    for projection in names:
        # Before any of them is built.
        with_projection(settings, projection)
    command = import_module(f"{name}.__main__").cli
    with sharing():
        for projection in names:
            os.environ[VARIABLE] = projection
            arguments = [
                "build",
                "--config-file",
                settings.config,
                "--site-dir",
                f"{folder}/{projection}",
                *rest,
            ]
            try:
                command.main(arguments, prog_name=name, standalone_mode=False)
            except click.ClickException as error:
                error.show()
                sys.exit(error.exit_code)
    sys.exit(0)
