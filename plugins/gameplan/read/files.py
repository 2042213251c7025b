"""Finds and opens the files of a playbook, wherever they come from; what can't be used becomes a finding."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Location, Related, visible
from gameplan.diagnostics.characters import first_unseen
from gameplan.model.addresses import LONGEST_NAME, TEMPLATES, WITHOUT_US, reserved
from gameplan.model.sources import Kind, NotAFileError, TooLargeError
from gameplan.read.sources import Disk
from gameplan.rules import UNSAFE_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gameplan.model.sources import SourceEntry, Sources

MAX_FILE = 1024 * 1024 + 128 * 1024
"""Bytes of a Markdown file: a body of 1 MiB, and its front matter."""

_MARKDOWN = (".markdown", ".md", ".mdown", ".mkd", ".mkdn")
_UNPORTABLE = re.compile(r"[\t\n<>:\"\\|?*#%]")
"""Besides what can't be seen."""
_LINK = (
    "this is a symbolic link, and those are not followed: they can lead out of the playbook",
    "replace it with the file itself",
)


@dataclass(slots=True)
class Files:
    """What lies in the two folders."""

    pages: list[str] = field(default_factory=list)
    """Paths of Markdown files, relative to the root, sorted."""
    attachments: list[str] = field(default_factory=list)
    """Paths of all other regular files, sorted."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def find_files(sources: Sources, folders: tuple[str, ...]) -> Files:
    """List the regular files below some folders of a playbook, the strategy's first; whatever is unsafe becomes a finding.

    The page for sites that are built without us is left out.
    """
    found = Files()
    for folder in folders:
        for path, problem in _walk(sources, folder):
            if path == f"{folders[0]}/{WITHOUT_US}":
                continue
            if problem is None:
                (found.pages if path.endswith(".md") else found.attachments).append(path)
            else:
                found.diagnostics.append(_finding(path, *problem))
    found.pages.sort()
    found.attachments.sort()
    _clashes(found)
    return found


def is_page(path: str, folders: tuple[str, ...]) -> bool:
    """Tell whether a regular file of this path would be read as a page: below one of the folders, not hidden, and safely named."""
    if path == f"{folders[0]}/{WITHOUT_US}":
        return False
    for folder in folders:
        if path.startswith(f"{folder}/"):
            names = path[len(folder) + 1 :].split("/")
            return (
                path.endswith(".md")
                and names[0] != TEMPLATES
                and not any(name.startswith(".") or bad_name(name) for name in names)
            )
    return False


def read_file(root: Path, path: str, limit: int = MAX_FILE) -> bytes | Diagnostic:
    """Return the bytes of a regular file of at most `limit` bytes on the disk, or the finding that says why not."""
    return read_source(Disk(root), path, limit)


def read_source(sources: Sources, path: str, limit: int = MAX_FILE) -> bytes | Diagnostic:
    """Return the bytes of a regular file of at most `limit` bytes, or the finding that says why not."""
    try:
        return sources.data(path, limit)
    except OSError as error:
        return _finding(path, f"the file can't be opened: {error.strerror}", "make it readable, or delete it")
    except NotAFileError:
        return _finding(path, "this is not a regular file", "replace it with a Markdown file")
    except TooLargeError:
        return _finding(path, f"the file is larger than {limit // 1024} KiB", "split it into several pages")


def _walk(sources: Sources, folder: str) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """Yield everything below a folder but hidden files and templates, with the reason why it can't be used; links aren't followed."""
    parts = folder.split("/")
    for above in ("/".join(parts[:number]) for number in range(1, len(parts) + 1)):
        if sources.kind(above) is Kind.LINK:
            yield above, _LINK
            return
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(sources.entries(here))
        except OSError as error:
            yield here, (f"the folder can't be opened: {error.strerror}", "make it readable, or delete it")
            continue
        for entry in entries:
            if entry.name.startswith(".") or (here == folder and entry.name == TEMPLATES):
                continue
            path = f"{here}/{entry.name}"
            if entry.kind is Kind.FOLDER and not bad_name(entry.name):
                waiting.append(path)
            else:
                yield path, _problem(path, entry)


def _problem(path: str, entry: SourceEntry) -> tuple[str, str] | None:
    """Return why a file can't be used and what to do, or None."""
    if entry.kind is Kind.LINK:
        return _LINK
    if bad := bad_name(entry.name):
        return bad
    if entry.kind is not Kind.FILE:
        return "this is neither a file nor a folder", "delete it"
    stem, dot, suffix = path.rpartition(".")
    if dot and f".{suffix.lower()}" in _MARKDOWN and suffix != "md":
        return "the name of a Markdown file ends in .md", f"rename it to {visible(stem)}.md"
    if not entry.readable:
        return "the file can't be opened: Permission denied", "make it readable, or delete it"
    return None


def bad_name(name: str) -> tuple[str, str] | None:
    """Return what is wrong with the name of a file or folder, and what to do; None where every system can store it and link to it."""
    hint = "use letters, digits, hyphens and dots"
    match = _UNPORTABLE.search(name)
    if bad := match[0] if match else first_unseen(name):
        return f"the name holds the character '{visible(bad)}', which not every system can store or link to", hint
    if taken := reserved(name):
        return taken
    if name[-1] in ". " or name[0] in "- ":
        return "the name begins with a hyphen or blank, or ends with a dot or blank", hint
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return "the name is not valid UTF-8", hint
    if size > LONGEST_NAME:
        return f"the name has {size} bytes", f"shorten it to {LONGEST_NAME} or fewer"
    return None


def _clashes(found: Files) -> None:
    """Names that are one name on other systems: by case or by Unicode normalisation. The first of them stays."""
    seen: dict[str, str] = {}
    for paths in (found.pages, found.attachments):
        for path in list(paths):
            key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
            first = seen.setdefault(key, path)
            if first != path:
                paths.remove(path)
                related = (Related(Location(first), "the other file"),)
                message = f"the name is the same as {visible(first)} on systems that don't tell case or spelling apart"
                finding = Diagnostic(
                    rule=UNSAFE_PATH,
                    message=message,
                    location=Location(path),
                    hint="rename one of the two",
                    related=related,
                )
                found.diagnostics.append(finding)


def _finding(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule=UNSAFE_PATH, message=message, location=Location(path), hint=hint)
