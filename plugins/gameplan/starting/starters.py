"""Starters: folders of plain files with gaps, of which a new playbook is made. They hold no code, and no template language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Diagnostic, visible
from gameplan.model.addresses import slug
from gameplan.read.decoding import decoded
from gameplan.read.files import MAX_FILE, bad_name, find_files, read_source
from gameplan.read.front_matter import Unreadable, parse, split
from gameplan.read.sources import Disk
from gameplan.starting.days import weekday_of
from gameplan.starting.gaps import BadGap

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

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
    files = {place: _content(sources, path, gaps) for path, place in _places(paths, gaps).items()}
    options = read_source(sources, OPTIONS, _LARGEST_OPTIONS) if sources.kind(OPTIONS) else b""
    if isinstance(options, Diagnostic):
        raise BadStarter(f"{OPTIONS}: {options.message}")
    return Starter(files, _filled(OPTIONS, _text(OPTIONS, options), gaps))


def first_day(folder: Path, day: date) -> date:
    """Return the day from which a starter counts when it is to start on a day: that day, or the first of its own weekday after it.

    A starter whose weeks begin on one weekday says so in its `starter.md`: `starts: monday`.

    Raises:
        BadStarter: where what it says is no weekday.
        OverflowError: where no calendar goes that far.
    """
    said = _front(folder).get("starts") if (folder / ABOUT).is_file() else None
    if said is None:
        return day
    number = weekday_of(said) if isinstance(said, str) else None
    if number is None:
        raise BadStarter(f"{ABOUT}: 'starts' is no weekday: write starts: monday")
    return day + timedelta(days=(number - day.weekday()) % 7)


def _places(paths: list[str], gaps: Gaps) -> dict[str, str]:
    """Return where files come to lie, by where they lie in the starter: names become ids there, so that none leads elsewhere."""
    named = replace(gaps, words={name: slug(word) if slug(word) != "-" else name for name, word in gaps.words.items()})
    found: dict[str, str] = {}
    folded: dict[str, str] = {}
    for path in paths:
        place = found[path] = _filled(path, path, named)
        for part in place.split("/"):
            if problem := bad_name(part):
                raise BadStarter(f"{visible(path)}: it would become {visible(place)}: {problem[0]}")
        other = folded.setdefault(place.casefold(), path)
        if other != path:
            raise BadStarter(f"{visible(path)}: it would become {visible(place)}, as would {visible(other)}")
    return found


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
    """A page with its gaps filled."""
    try:
        return gaps.filled_page(text)
    except BadGap as error:
        raise BadStarter(f"{visible(path)}:{error.line}:{error.column}: {error}") from None
    except Unreadable as error:
        raise BadStarter(f"{visible(path)}:{error.span.line}:{error.span.column}: {error.message}") from None


def _text(path: str, data: bytes) -> str:
    try:
        return decoded(data).removeprefix("\ufeff")
    except Unreadable as error:
        raise BadStarter(f"{visible(path)}: {error.message}") from None


def _filled(path: str, text: str, gaps: Gaps) -> str:
    """A text with its gaps filled."""
    try:
        return gaps.filled(text)
    except BadGap as error:
        raise BadStarter(f"{visible(path)}:{error.line}:{error.column}: {error}") from None


def _about(folder: Path) -> About:
    front = _front(folder)
    return About(folder.name, str(front.get("title") or folder.name), str(front.get("summary") or ""))


def _order(folder: Path) -> str:
    """Return a sort key: starters say it themselves."""
    return str(_front(folder).get("order") or "9")


def _front(folder: Path) -> Mapping[str, object]:
    """What a starter says of itself."""
    data = read_source(Disk(folder), ABOUT, MAX_FILE)
    if isinstance(data, Diagnostic):
        raise BadStarter(f"{ABOUT}: {data.message}")
    try:
        return parse(split(_text(ABOUT, data)).front or "").values
    except Unreadable as error:
        raise BadStarter(f"{ABOUT}:{error.span.line}:{error.span.column}: {error.message}") from None
