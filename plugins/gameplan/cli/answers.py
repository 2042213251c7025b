"""Keeps what a check has answered, and answers again with it where nothing has changed that it hangs on.

An answer hangs on what was typed, on where, on the program, and on all files that were read or looked for, which
`Seen` tells from their states on the disk. What can't be seen so has no answer that is kept: rules of other packages, which may look at
anything, and a history that could not be read.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from gameplan.cli.streams import colourful, write
from gameplan.store.folder import store_of
from gameplan.store.software import places_of_modules, program_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.store.seen import Seen

_VARIABLES = (
    *("GITHUB_ACTIONS", "GITHUB_BASE_REF", "GITHUB_STEP_SUMMARY", "HOME", "PATH", "SOURCE_DATE_EPOCH", "SUDO_UID"),
    *("TMPDIR", "XDG_CONFIG_HOME"),
)
"""Of the environment, what a check looks at."""
TYPED = "gameplan.typed"
"""Where a command's context has what was typed."""
_KIND, _ANSWER = "check", "answer"


class Answer(NamedTuple):
    """What a command says, and its exit code."""

    out: str
    err: str
    code: int

    def give(self) -> NoReturn:
        """Say it, and end the program."""
        write(self.out)
        click.echo(self.err, err=True, nl=False)
        sys.exit(self.code)


class _Kept(NamedTuple):
    """An answer, and what it hangs on."""

    answer: Answer
    seen: Seen
    since: float
    until: float
    """When its day begins and ends, in seconds; the beginning and the end of all time for a day that was typed."""


def known_answer(typed: Sequence[str]) -> Answer | None:
    """Return what a command would answer; None where that isn't known, so that it has to run.

    Args:
        typed: its name, and what follows.
    """
    try:
        pack = store_of(Path.cwd(), make=False).read(_name(typed))
    except OSError:
        return None
    data = pack.get(_ANSWER) if pack is not None else None
    if pack is not None:
        pack.close()
    if data is None:
        return None
    kept: _Kept = pickle.loads(data)  # noqa: S301 - whole, and the user's own
    return kept.answer if kept.since <= time.time() < kept.until and kept.seen.is_so() else None


def keep_answer(typed: Sequence[str], answer: Answer, seen: Seen, since: float, until: float) -> None:
    """Keep what a command answers.

    Args:
        typed: its name, and what follows.
        answer: what it says.
        seen: what it has seen of files.
        since: when its day begins.
        until: when its day ends.
    """
    store = store_of(Path.cwd())
    new = store.write(_name(typed))
    if new is not None:
        new.add(_ANSWER, pickle.dumps(_Kept(answer, seen, since, until), protocol=5))
        if new.commit():
            store.tidy()


def _name(typed: Sequence[str]) -> str:
    """Name the question: what was typed, where, by whom, and who answers."""
    variables = {name: os.environ.get(name) for name in _VARIABLES}
    git = sorted(each for each in os.environ.items() if each[0].upper().startswith("GIT_"))
    user = os.geteuid() if hasattr(os, "geteuid") else ""
    asked = (list(typed), os.getcwd(), variables, git, user, colourful())  # noqa: PTH109 - a text is wanted
    answers = (program_files(), list(places_of_modules()), sys.version, sys.flags)
    data = repr((asked, answers)).encode("utf-8", "surrogateescape")
    return f"{_KIND}-{hashlib.blake2b(data, digest_size=16).hexdigest()}"
