"""Why a question has no answer."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - an answer, not an error of the program
    """A question that has no answer, or a wish that isn't fulfilled: why, and what to write instead."""
