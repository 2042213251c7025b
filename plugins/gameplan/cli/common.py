"""What the commands share."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from gameplan.cli.endings import EXIT_CANNOT_RUN
from gameplan.diagnostics import visible
from gameplan.history.repository import top_of
from gameplan.model.faults import nearest
from gameplan.replacing import umask, undisturbed
from gameplan.settings import OptionError, Settings, find_root, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

root_option = click.option(
    "-C",
    "--root",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    help="The playbook's folder; default: the nearest with a mkdocs.yml.",
)
config_option = click.option(
    "-f",
    "--config-file",
    "config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file with the options, as for mkdocs build; default: mkdocs.yml.",
)
day_option = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check for, as in 2026-12-03; default: today."
)


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


def counted(count: int, what: str, several: str = "") -> str:
    """A number of things: `1 finding`, `2 findings`; the plural is named where it isn't made by an s."""
    return f"{count} {what if count == 1 else several or f'{what}s'}"


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
    titles = titles or {}
    near = nearest(typed, [*known, *titles])
    hint = f"did you mean '{visible(titles.get(near, near))}'?" if near else otherwise
    stop(f"there is no {what} '{visible(typed)}'" + (f"; {hint}" if hint else ""))


def write_file(file: Path, data: bytes) -> None:
    """Make a file hold some bytes: the old ones or the new ones, never a part; ends the program where that can't be.

    A file that holds them already is not touched, so that it doesn't look newer than it is.
    """
    write_files({file: data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Make files hold some bytes, all of them or none; ends the program where that can't be.

    Everything is written beside the files first, and put in their places last, where Ctrl-C waits until all are there.

    Args:
        files: what each is to hold; one that holds it already is not touched.
    """
    now = next(iter(files), Path())
    staged: list[_Staged] = []
    try:
        for now, data in files.items():
            with undisturbed():
                if (one := _stage(now, data)) is not None:
                    staged.append(one)
        with undisturbed():
            try:
                _place(staged)
            finally:
                _clear(staged)
    except OSError as error:
        stop(f"{visible(str(now))} can't be written: {error.strerror}")
    finally:
        with undisturbed():
            _clear(staged)


class _Staged(NamedTuple):
    """A file that is to be put in its place."""

    made: Path
    """The new one."""
    before: Path
    """Where the old one is kept until all are in their places."""
    target: Path


def _clear(staged: Iterable[_Staged]) -> None:
    """Delete what lies beside the files."""
    for one in staged:
        for left in (one.made, one.before):
            left.unlink(missing_ok=True)


def _stage(file: Path, data: bytes) -> _Staged | None:
    """Write what a file is to hold beside it; None where it holds that already."""
    target = Path(os.path.realpath(file))
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        stop(f"{visible(str(file))} is not a file")
    if mode is not None and target.read_bytes() == data:
        return None
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    made = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - a descriptor
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        made.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~umask())
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return _Staged(made, made.with_name(f"{made.name}.old"), target)


def _place(staged: Iterable[_Staged]) -> None:
    """Put files in their places; where one can't be, put back those that are."""
    done: list[_Staged] = []
    try:
        for one in staged:
            if one.target.exists():
                _keep(one.target, one.before)
            done.append(one)
            one.made.replace(one.target)
    except OSError:
        for one in reversed(done):
            if one.before.exists():
                one.before.replace(one.target)
            elif not one.made.exists():
                one.target.unlink(missing_ok=True)
        raise


def _keep(file: Path, place: Path) -> None:
    """Give a file a second name, or copy it where the file system has no such thing."""
    try:
        place.hardlink_to(file)
    except OSError:
        shutil.copy2(file, place)


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
