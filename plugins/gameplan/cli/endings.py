"""How commands end: exit codes, and what is raised where output is lost. It loads next to nothing: Ctrl-C may come at once."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import IO, Any

import click

EXIT_FINDINGS, EXIT_CANNOT_RUN = 1, 2
EXIT_OUTPUT = 74
"""Standard output is full or closed: EX_IOERR of sysexits.h."""
EXIT_INTERRUPTED, EXIT_PIPE = 130, 141
"""As shells tell that a signal ended a program: SIGINT, SIGPIPE."""
EXIT_FAULT = 70
"""A fault of ours: EX_SOFTWARE of sysexits.h."""


class OutputLost(click.ClickException):
    """A command's output could not be written: its silence must not be taken for an answer."""

    exit_code = EXIT_OUTPUT

    def __init__(self, error: OSError) -> None:
        """Take what the system said."""
        super().__init__(f"standard output can't be written: {error.strerror}")

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Say so."""
        silence(sys.stdout)
        with suppress(OSError):
            click.echo(f"gameplan: {self.message}", err=True)


class PipeClosed(click.ClickException):
    """The reader of a command's output closed the pipe, and needs no message."""

    exit_code = EXIT_PIPE

    def __init__(self) -> None:
        """Take nothing: there is nothing to say."""
        super().__init__("")

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Say nothing."""
        silence(sys.stdout, sys.stderr)


def silence(*streams: IO[str] | None) -> None:
    """Keep Python from writing once more, at its end, what could not be written."""
    for stream in streams:
        with suppress(OSError, AttributeError, ValueError):
            if stream is not None:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def lost(error: OSError) -> click.ClickException | None:
    """Return what to raise where an error says that output could not be written; None where it says something else."""
    if error.errno == errno.EPIPE:
        return PipeClosed()
    return OutputLost(error) if error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG) else None
