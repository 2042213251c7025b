"""A summary as a value."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """A text that an author wrote: never taken for anything but words."""

    text: str
    url: str = ""
    """Where it leads, by our own word; empty for nowhere."""


Row = tuple["str | Said", ...]
"""A row of a section: our own words, and those of authors."""


class Section(NamedTuple):
    """A part of what is told."""

    title: str
    rows: tuple[Row, ...]
    risky: bool = False
    """Whether somebody should look at it first."""
    folded: bool = False
    """Whether it may wait for somebody who wants to know more."""


class Summary(NamedTuple):
    """What is told."""

    title: str
    lead: str
    """A sentence in our own words."""
    sections: tuple[Section, ...]
    footer: Row = ()
    marker: str = ""
    """A hidden comment at the beginning of Markdown, by which a program finds it again."""
