"""The style sheet and the script of a site."""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from gameplan.publish.icons import HEALTHS, OTHERS, STAGES, icon_css

if TYPE_CHECKING:
    from gameplan.publish.site import Edition

_STYLES = ("gameplan.css", "calendar.css", "entry.css", "overview.css", "paper.css")
"""What the one style sheet is made of, before the icons."""
_SCRIPTS = ("gameplan.js", "lists.js")
"""What the one script is made of."""


def style_sheet(edition: Edition) -> bytes:
    """The style sheet: ours, and the icons that this playbook uses."""
    vocabulary = edition.playbook.vocabulary
    names = {
        *STAGES.values(),
        *HEALTHS.values(),
        *OTHERS,
        *(kind.icon for kind in (*vocabulary.kinds, vocabulary.entry)),
        "file-document-outline",
    }
    return "\n".join((*map(_asset, _STYLES), icon_css(names), "")).encode()


def _asset(name: str) -> str:
    return resources.files("gameplan.publish").joinpath("assets", name).read_text(encoding="utf-8")


def asset_uri(data: bytes, suffix: str) -> str:
    """An address that changes with what lies there, so that nobody reads an old copy."""
    return f"assets/gameplan/gameplan.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def script() -> bytes:
    """The script: parts that know nothing of each other, in one file."""
    return ";\n".join(map(_asset, _SCRIPTS)).encode()
