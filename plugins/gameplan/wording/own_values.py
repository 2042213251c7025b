"""Values of a playbook's own fields, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.own_field import OwnField


def called(own: OwnField) -> str:
    """Return what people call a field: of a built-in one in the language of the site."""
    return say(own.label) if own.built_in else own.called


def own_words(own: OwnField, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    """Return a value as readers of the site see it: numbers and days as the language writes them, all else as typed."""
    if own.type == "number":
        return words.measure(value, own.unit)
    if own.type == "day":
        return words.day_words(value, weekday=False)
    if own.type == "duration":
        return words.length_words(value)
    if own.type == "flag":
        return say("yes") if value else say("no")
    return str(value).removeprefix("https://") if own.type == "url" else str(value)
