"""What a goal means, so that a change of its meaning can be told from one of its looks."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Goal, in_force

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from gameplan.model.page import Page


class Cited(NamedTuple):
    """A page that a goal refers to, by its kind and the id as typed."""

    kind: str
    id: str


_LINK = r"(?:<[^<>\n]*+>|[^()\s]++)"
_TITLE = r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?+"
_LOOKS = re.compile(
    rf"(?<=\])\(\s*+(?:{_LINK}{_TITLE})?\s*+\)"  # where links lead
    rf"|^[ ]{{0,3}}\[(?!\^)[^\[\]\n]++\]:[ \t]*+(?:<[^<>\n]*+>|\S++){_TITLE}[ \t]*+$"  # the same, below the text; no footnotes
    r"|^[^\S\n]*+(?:[-*+]|\d{1,9}[.)])(?:[^\S\n]++(?:\[[ xX]\](?!\S))?|$)",  # what lists and tasks begin with
    re.MULTILINE,
)
"""Marks that change no word of a text. Each stays within a few lines, so that a slip can't hide the rest of a text from the rule."""
_WORD = re.compile(r"[^\W_]+")


def meaning_of(page: Page) -> dict[str, Hashable]:
    """Return what the parts of a goal mean, by the names of their fields and `text`; empty for other pages.

    Its title, what it is a part of, when it is in force, what measures it, whom it is for, what success looks like, whether it is a
    non-goal, and its text: as words, so that neither layout nor case nor punctuation counts. Not who answers for it, how it stands,
    its budget, or what it promises the calendar: other rules look after those.
    """
    goal = page.fields
    if not isinstance(goal, Goal):
        return {}
    return {
        "title": words(page.title),
        "parent": _cited("goal", goal.parent),
        "period": in_force(goal),
        "kpis": _cited("kpi", goal.kpis),
        "audiences": _cited("audience", goal.audiences),
        "success": tuple(words(text) for text in goal.success),
        "non_goal": goal.non_goal,
        "text": words(_LOOKS.sub(" ", _without_comments(page.body.text))),
    }


def _without_comments(text: str) -> str:
    """A text without its comments; one that is never closed is none."""
    parts, last = [], 0
    while (begin := text.find("<!--", last)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        parts.append(text[last:begin])
        last = end + 3
    return " ".join([*parts, text[last:]]) if parts else text


def _cited(kind: str, names: Iterable[str]) -> frozenset[Cited]:
    return frozenset(Cited(kind, name.rpartition(":")[2]) for name in names)


def words(text: str) -> int:
    """The words of a text, as a number that changes when one of them does: layout, case and punctuation count for nothing."""
    return hash(tuple(_WORD.findall(unicodedata.normalize("NFC", text).casefold())))
