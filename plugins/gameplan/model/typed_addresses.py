"""Addresses as people type them: without their scheme, or with a slip in it."""

from __future__ import annotations

import re

_HOST = re.compile(
    r"(?:www\.[\w-]+|(?:[\w-]+\.)*[\w-]+\.(?:com|org|net|edu|gov|io|eu|de|at|ch|fr|be|uk|app|dev))(?:[.:/?#].*)?",
    re.IGNORECASE,
)
_NO_COLON = re.compile(r"(https?)/{1,2}(?=[\w-]+\.[\w-])", re.IGNORECASE)
_MAILBOX = re.compile(r"[^\s@/:]+@[\w-]+(?:\.[\w-]+)+")


def elsewhere(href: str) -> str | None:
    """The address that a link without its scheme means, as in `www.example.org` and `me@example.org`, or with a slip in it.

    None where it is a path.
    """
    if _MAILBOX.fullmatch(href):
        return f"mailto:{href}"
    if slip := _NO_COLON.match(href):
        return f"{slip[1].lower()}://{href[slip.end() :]}"
    return f"https://{href}" if _HOST.fullmatch(href) else None
