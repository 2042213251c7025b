"""Every pattern that meets foreign text takes time in proportion to the text's length."""

from __future__ import annotations

import re

import pytest

from patterns import Used, collected, slow_for

EXEMPT = {
    "gameplan.markdown_text._LOOSE": "targets of at most 500 parts",
    "gameplan.model.date_words": "texts of at most 64 characters",
    "gameplan.model.duration._SPELT": "texts of at most 40 characters",
    "gameplan.model.faults._BETWEEN": "texts of at most 300 characters",
    "gameplan.model.recurrence_words.": "texts of at most 100 characters",
    "gameplan.read.plain_words.": "texts of at most 1,024 characters",
    "gameplan.read.yaml_hints._GLUED": "lines of at most 1,000 characters",
    "gameplan.resolve.identifiers._COPY": "names of files",
}
"""Patterns that never meet foreign text, or only short ones, by what their places begin with, and why."""
PARTS = 6
DEFEATED = {
    r"(?s)<!--.*?-->": "sub",
    r"(?m)^\s*(?:[-*+]|\d{1,9}[.)])\s+": "sub",
    r"\A\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)": "match",
    r"(\s*(?:- +)*)([^\s:#][^:#]*?)(\s*:\s+)(\S.*?)\s*": "fullmatch",
    r"(\s*-\s+)(\S.*?)\s*": "fullmatch",
    r"(\s*(?:- +)*(?:[^\s:#\"'][^:#\"']*:\s+)?)([\"'\[{])[^\"'\]}]*": "fullmatch",
    r"(\S+)([ T]\S+)\s*([+-])([0-9]{1,2})": "fullmatch",
    r"\s*\{[:#.][^{}]*\}$": "sub",
    r"<[^<>]*>|\S+@\S+": "sub",
    r"\s*<[^<>]*>": "sub",
    r"(`+)(?!`).*?(?<!`)\1(?!`)": "finditer",
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^\s()<>]+(?:\([^\s()<>]*\))?)>?((?:\s+[\"'(][^\"')]*[\"')])?)\s*\)": "sub",
    r"(a|aa)+b": "match",
    r"(?:\w+,?)+;": "fullmatch",
}
"""Patterns that were here, and others that are known to be slow, with the method that was called."""


@pytest.mark.parametrize("part", range(PARTS))
def test_patterns_take_time_in_proportion(part: int) -> None:
    """No pattern of the package, however it is used, takes more than 2.5 times as long for twice as long a text."""
    tried = [used for used in collected() if not used.where.startswith(tuple(EXEMPT))]
    assert len(tried) > 100
    slow = {used.where: found for used in tried[part::PARTS] if (found := slow_for(used))}
    assert slow == {}


def test_exempt_patterns_are_there() -> None:
    """What is left out is still there to be left out."""
    places = [used.where for used in collected()]
    assert [place for place in EXEMPT if not any(where.startswith(place) for where in places)] == []


@pytest.mark.parametrize("pattern", DEFEATED)
def test_slow_patterns_are_noticed(pattern: str) -> None:
    """A pattern whose time grows with the square of a text, or faster, is found by the texts that are made of it."""
    assert slow_for(Used(re.compile(pattern), "here", {DEFEATED[pattern]})) is not None
