"""Standard output and error. It loads next to nothing: an answer that is known needs no more than this."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gameplan.cli.endings import OutputLost, lost

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_terminal() -> bool:
    """Tell whether standard output is a terminal; a closed one is none."""
    return sys.stdout is not None and sys.stdout.isatty()


def colourful() -> bool:
    """Tell whether standard output is a terminal that shows colours, and nobody said that they aren't wanted."""
    return is_terminal() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def write(text: str, *, err: bool = False) -> None:
    """Write to standard output, or error, as UTF-8, whatever the console's encoding; what it can't show is escaped.

    Raises:
        PipeClosed: where nobody reads it any more.
        OutputLost: where it can't be written.
    """
    stream = sys.stderr if err else sys.stdout
    if not text:
        return
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with _written():
        if stream is None:
            raise OSError(errno.EBADF, "it is closed")
        stream.write(text)
        stream.flush()


def write_bytes(data: bytes) -> None:
    """Write to standard output as it is, line ends included.

    Raises:
        PipeClosed: where nobody reads it any more.
        OutputLost: where it can't be written.
    """
    with _written():
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed")
        stream = sys.stdout.buffer
        stream.write(data)
        stream.flush()


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise lost(error) or OutputLost(error) from None
