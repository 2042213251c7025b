"""Author text made safe to look at."""

from __future__ import annotations

import re

# C0 and C1 controls, line and paragraph separators, direction marks and overrides, and what is wide but not there.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""The text with control, direction and invisible characters shown as `\u001b`, so that it can't drive a terminal."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
