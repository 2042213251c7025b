"""Values of declared fields, in words: a playbook's own, and those of the kinds that come along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.model.declaration import CHOICE
from gameplan.model.money import parse_money
from gameplan.wording import dates as words
from gameplan.wording.labels import choice_words, life_label
from gameplan.wording.money import money_words
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.declaration import Declaration


def called(own: Declaration) -> str:
    """Return what people call a field: of a built-in one in the language of the site."""
    return say(own.label) if own.built_in else own.called


_CHOICES = {
    "informational": word("To learn", "intent of a question"),
    "commercial": word("To compare", "intent of a question"),
    "transactional": word("To buy or to do", "intent of a question"),
    "navigational": word("To find a page", "intent of a question"),
    "low": word("Low", "level"),
    "medium": word("Medium", "level"),
    "high": word("High", "level"),
    "open": word("Open", "decision"),
    "done": word("Done", "decision"),
    "superseded": word("Superseded", "decision"),
}
"""The words of their choices."""


_LABELS: dict[str, Callable[[str], str]] = {
    "lifecycle": life_label,
    "medium": lambda name: words.capital(choice_words(name)),
    "direction": lambda name: words.capital(choice_words(name)),
}
"""The words of choices that have them elsewhere, by the field."""


def choice_label(own: Declaration, value: str) -> str:
    """Return a word of a declared choice as people read it: a team's own as the team wrote it."""
    if not own.built_in:
        return value
    if own.name in _LABELS:
        return _LABELS[own.name](value)
    return say(_CHOICES[value]) if value in _CHOICES else value


_WORDS: dict[str, Callable[[Declaration, Any], str]] = {
    CHOICE: lambda own, value: choice_label(own, str(value)),
    "number": lambda own, value: words.measure(value, own.unit),
    "money": lambda _, value: money_words(*parse_money(value)),
    "day": lambda _, value: words.day_words(value, weekday=False),
    "duration": lambda _, value: words.length_words(value),
    "flag": lambda _, value: say("yes") if value else say("no"),
    "url": lambda _, value: str(value).removeprefix("https://"),
}
"""How values of each type are said; those of all others as they were typed."""


def value_words(own: Declaration, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    """Return a value as readers of the site see it: numbers, amounts and days as the language writes them, all else as typed."""
    said = _WORDS.get(own.type)
    return said(own, value) if said else str(value)
