"""The languages in which a site can be: what may be typed for one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gameplan.model.faults import fault

LANGUAGES = ("en", "de", "fr")
"""Those that have words of ours, by their BCP 47 tags; with any region, as in `de-AT`."""
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")


def parse_language(text: str) -> str:
    """Read the tag of a language that has words: `de`, `en-US`.

    Raises:
        PydanticCustomError: where it is none.
    """
    found = known_language(text)
    if found is None:
        raise fault(f"there is no language '{text}'", f"write one of {', '.join(LANGUAGES)}, with a region as in en-US")
    return found


def site_language(option: object, theme: object) -> str:
    """The tag of a site's language: that of the option, else that of the theme, else English.

    Args:
        option: what `language` says, if anything.
        theme: the theme's settings; what is no mapping says nothing.
    """
    said = (theme.get("language"), theme.get("locale")) if isinstance(theme, Mapping) else ()
    return next((tag for text in (option, *said) if (tag := known_language(text))), "en")


def known_language(text: object) -> str | None:
    """The tag of a language as it is written properly; None where it has no words of ours."""
    match = _TAG.fullmatch(text.strip()) if isinstance(text, str) else None
    if not match or match[1].lower() not in LANGUAGES:
        return None
    return f"{match[1].lower()}-{match[2].upper()}" if match[2] else match[1].lower()
