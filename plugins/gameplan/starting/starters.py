"""Starters: folders of plain files with gaps, of which a new playbook is made. They hold no code, and no template language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Diagnostic, visible
from gameplan.read.decoding import decoded
from gameplan.read.files import MAX_FILE, find_files, read_source
from gameplan.read.front_matter import Unreadable, parse, split
from gameplan.read.sources import Disk
from gameplan.starting.gaps import BadGap

if TYPE_CHECKING:
    from gameplan.starting.gaps import Gaps

_OURS = Path(__file__).parent.parent / "starters"
FOLDERS = ("strategy", "plan")
"""What of a starter comes to lie in a playbook."""
ABOUT, OPTIONS = "starter.md", "options.yml"
"""What a starter is for, and what it wants of the options: lines that come to stand below `gameplan:`."""
_MOST_FILES = 2000
_LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of a picture, or of another file that is no page."""
_LARGEST_OPTIONS = 64 * 1024


class BadStarter(ValueError):  # noqa: N818 - an outcome, not an error of the program
    """A starter that can't be used, and why, in one line."""


class About(NamedTuple):
    """What a starter is for."""

    name: str
    title: str
    summary: str
    """A sentence."""


class Starter(NamedTuple):
    """What a starter makes of a new playbook."""

    files: dict[str, bytes]
    """By path, below `strategy/` and `plan/`."""
    options: str
    """Lines for the options of the plugin; empty where it wants none."""


def starters() -> list[About]:
    """List the starters that come along, the smallest first."""
    found = [(_order(folder), _about(folder)) for folder in _OURS.iterdir() if (folder / ABOUT).is_file()]
    return [about for _, about in sorted(found)]


def starter(folder: Path, gaps: Gaps) -> Starter:
    """Return what a starter makes of a new playbook.

    Args:
        folder: with a `strategy/` and a `plan/`.
        gaps: what is put into its gaps, in file names too.

    Raises:
        BadStarter: where it has no such folders, a link, too much, or a gap that means nothing.
    """
    sources = Disk(folder)
    if not all((folder / name).is_dir() for name in FOLDERS):
        raise BadStarter(f"{visible(str(folder))} is no starter: it has no folders strategy/ and plan/")
    found = find_files(sources, FOLDERS)
    for finding in found.diagnostics:
        if "{{" not in finding.location.path:
            raise BadStarter(f"{visible(finding.location.path)}: {finding.message}")
    paths = [*found.pages, *found.attachments]
    if len(paths) > _MOST_FILES:
        raise BadStarter(f"{visible(str(folder))} has more than {_MOST_FILES} files")
    files = {_filled(path, path, gaps): _content(sources, path, gaps) for path in paths}
    options = read_source(sources, OPTIONS, _LARGEST_OPTIONS) if sources.kind(OPTIONS) else b""
    if isinstance(options, Diagnostic):
        raise BadStarter(f"{OPTIONS}: {options.message}")
    return Starter(files, _filled(OPTIONS, _text(OPTIONS, options), gaps))


def folder_of(name: str) -> Path | None:
    """Return the folder of a starter that comes along; None where there is none of this name."""
    return next((_OURS / about.name for about in starters() if about.name == name), None)


def _content(sources: Disk, path: str, gaps: Gaps) -> bytes:
    page = path.endswith(".md")
    data = read_source(sources, path, MAX_FILE if page else _LARGEST_FILE)
    if isinstance(data, Diagnostic):
        raise BadStarter(f"{visible(path)}: {data.message}")
    return _page(path, _text(path, data), gaps).encode() if page else data


def _page(path: str, text: str, gaps: Gaps) -> str:
    """A page with its gaps filled; those in its front matter stand in double quotes, in which names may hold quotes too."""
    body_line = split(text).body_line
    rows = text.split("\n")
    front = "\n".join(rows[: body_line - 1])
    escaped = {name: word.replace("\\", "\\\\").replace('"', '\\"') for name, word in gaps.words.items()}
    head = _filled(path, front, replace(gaps, words=escaped)) + "\n" if body_line > 1 else ""
    return head + _filled(path, "\n".join(rows[body_line - 1 :]), gaps, body_line - 1)


def _text(path: str, data: bytes) -> str:
    try:
        return decoded(data).removeprefix("\ufeff")
    except Unreadable as error:
        raise BadStarter(f"{visible(path)}: {error.message}") from None


def _filled(path: str, text: str, gaps: Gaps, above: int = 0) -> str:
    """A text with its gaps filled; `above` is the number of lines of its file that stand above it."""
    try:
        return gaps.filled(text)
    except BadGap as error:
        raise BadStarter(f"{visible(path)}:{error.line + above}:{error.column}: {error}") from None


def _about(folder: Path) -> About:
    front = parse(split((folder / ABOUT).read_text(encoding="utf-8")).front or "").values
    return About(folder.name, str(front.get("title") or folder.name), str(front.get("summary") or ""))


def _order(folder: Path) -> str:
    """Return a sort key: starters say it themselves."""
    return str(parse(split((folder / ABOUT).read_text(encoding="utf-8")).front or "").values.get("order") or "9")
