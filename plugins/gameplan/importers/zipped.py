"""Archives: what is in them, unless they are bombs, have passwords, or names that lead elsewhere."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.importers.table import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_FILES = 5_000
_MOST_BYTES = 32 * 1024 * 1024
"""Of all that is unpacked."""
_RATIO = 60
"""How many times as large as the archive all of it may become, where that is much."""
_ALWAYS = 4 * 1024 * 1024
_LOCKED = 0x1
BAD = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, LookupError)
"""What the standard library raises of an archive that is damaged."""


def archive(data: bytes) -> zipfile.ZipFile:
    """Open an archive of which everything can be unpacked safely.

    Raises:
        Refused: where it can't.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except BAD as error:
        raise Refused(f"the archive can't be read ({_short(error)})", hint="export it again") from None
    infos = opened.infolist()
    if len(infos) > _MOST_FILES:
        raise Refused(f"the archive has more than {_MOST_FILES:,} files", hint="export less at a time")
    total = sum(info.file_size for info in infos)
    if total > _MOST_BYTES or total > max(_ALWAYS, _RATIO * len(data)):
        raise Refused(
            f"the archive would unpack to {total // 1024 // 1024:,} MiB", hint="export it without pictures and files"
        )
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if info.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in info.filename:
            raise Refused(f"the archive has a file '{visible(info.filename[:80])}', whose name leads elsewhere")
        if info.flag_bits & _LOCKED:
            raise Refused("the archive has a password", hint="export it without one")
    return opened


def unpacked(opened: zipfile.ZipFile, name: str) -> bytes:
    """Return what a file of an archive holds: never more than the archive says of its size.

    Raises:
        Refused: where it is damaged.
    """
    try:
        return opened.read(name)
    except BAD as error:
        raise Refused(f"'{visible(name[:80])}' in the archive can't be read ({_short(error)})") from None


def refuse_declarations(opened: zipfile.ZipFile, names: Iterable[str]) -> None:
    """Refuse XML that declares entities: a few lines of it could become gigabytes.

    Raises:
        Refused: where a file does so.
    """
    for name in names:
        head = unpacked(opened, name)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"\0" in head[:200]:
            raise Refused(f"'{visible(name[:80])}' in the file declares entities, which no such file needs")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
