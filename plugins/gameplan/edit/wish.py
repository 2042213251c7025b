"""Why a wish to change files isn't fulfilled. It loads nothing: the command line knows it before any command."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A wish that can't be fulfilled: why, and what to write instead, in a line."""
