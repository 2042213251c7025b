"""What the commands share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from gameplan.cli.endings import EXIT_CANNOT_RUN
from gameplan.cli.streams import write_bytes
from gameplan.diagnostics import visible
from gameplan.edit.unknown_names import unknown as edit_unknown
from gameplan.edit.writing import NotWritten, write_whole
from gameplan.history.repository import top_of
from gameplan.settings import OptionError, Settings, find_root, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def settings_for(root: Path | None, config: Path | None = None, *, allow_any_host: bool = False) -> Settings:
    """Load the settings of the playbook in a folder, or around the present one; end with exit code 2 where they are wrong.

    Args:
        root: the folder.
        config: the file with the options, seen from the folder, or from the present one: the playbook lies beside it.
        allow_any_host: whether a site generator that would skip us is fine.
    """
    if config is not None:
        file = Path(os.path.abspath((root or Path()) / config))  # noqa: PTH100 - resolve() would follow links
        if not file.is_file():
            stop(f"there is no file {visible(str(config))}")
        root = file.parent
    folder = root if root is not None else find_root(Path.cwd())
    if not folder.is_dir():
        stop(f"there is no folder {visible(str(folder))}")
    try:
        settings = load_settings(folder.resolve(), config.name if config else None, allow_any_host=allow_any_host)
    except OptionError as error:
        stop(str(error))
    for note in settings.notes if allow_any_host else ():
        # The check says it with what else wasn't looked at.
        click.echo(f"gameplan: {note}", err=True)
    return settings


def stop(message: str) -> NoReturn:
    """Say in one line why the program can't run, and end it."""
    click.echo(f"gameplan: {message}", err=True)
    sys.exit(EXIT_CANNOT_RUN)


def unknown(
    what: str, typed: str, known: Iterable[str], otherwise: str = "", titles: Mapping[str, str] | None = None
) -> NoReturn:
    """Say in one line that there is no such thing and which was probably meant, and end the program.

    Args:
        what: the kind of thing: `goal`.
        typed: its name as typed.
        known: the names that there are.
        otherwise: what to say where none is near.
        titles: further names by which people may have meant one of the known, each with it.
    """
    stop(str(edit_unknown(what, typed, known, otherwise, titles)))


def write_file(file: Path, data: bytes) -> None:
    """Make a file hold some bytes: the old ones or the new ones, never a part; ends the program where that can't be.

    A file that holds them already is not touched, so that it doesn't look newer than it is.
    """
    write_files({file: data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Make files hold some bytes, all of them or none; ends the program where that can't be.

    Args:
        files: what each is to hold; one that holds it already is not touched.
    """
    try:
        write_whole(files)
    except NotWritten as error:
        stop(str(error))


def write_output(file: Path | None, data: bytes) -> None:
    """Write to standard output, or into a file as a whole; ends the program where that can't be.

    Args:
        file: None or `-` for standard output. No link of the repository in which it lies is followed.
        data: what to write.
    """
    if file is None or str(file) == "-":
        write_bytes(data)
        return
    folder = Path(os.path.abspath(file)).parent  # noqa: PTH100 - resolve() would follow links
    if os.path.lexists(top_of(folder) / ".git"):
        refuse_links(file, folder)
    write_file(file, data)


def refuse_links(file: Path, root: Path) -> None:
    """End the program where a path leads through a link that the playbook's repository holds: it would write where a stranger says.

    Links above the repository are the machine's own, and are followed.
    """
    top = top_of(root)
    absolute = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow links
    here = Path(absolute.anchor)
    for part in absolute.parts[1:]:
        if (here / part).is_symlink() and here.is_relative_to(top):
            stop(f"{visible(str(file))} leads through a symbolic link of the repository, and those are not followed")
        here = Path(os.path.realpath(here / part))
