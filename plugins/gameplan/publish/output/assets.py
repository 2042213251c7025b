"""The style sheet and the script of a site."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import rcssmin
import rjsmin

from gameplan.model.kinds import KINDS
from gameplan.publish.html.icons import HEALTHS, KNOWN, OTHERS, STAGES, STATUSES, icon_css

if TYPE_CHECKING:
    from gameplan.publish.context import Context

_STYLES = ("gameplan.css", "calendar.css", "entry.css", "overview.css", "filters.css", "paper.css")
"""What the one style sheet is made of, before the icons."""
_SCRIPTS = (
    "page.js",
    "gameplan.js",
    "filters.js",
    "boxes.js",
    "recount.js",
    "colours.js",
    "lists.js",
    "today.js",
    "keys.js",
    "cards.js",
    "views.js",
    "embed.js",
    "begin.js",
)
"""What the one script is made of, in order."""


def style_sheet(context: Context) -> bytes:
    """Return the style sheet: our rules, and the icons that this playbook uses."""
    vocabulary = context.playbook.vocabulary
    names = {
        *STAGES.values(),
        *STATUSES.values(),
        *HEALTHS.values(),
        *KNOWN.values(),
        *OTHERS,
        *(kind.icon for kind in (*KINDS, *context.lookups.shown_kinds, vocabulary.entry)),
        "file-document-outline",
    }
    return "\n".join([rules(), icon_css(names), ""]).encode()


@cache
def rules() -> str:
    """Return the style sheet without the icons, minified."""
    return str(rcssmin.cssmin("\n".join(map(_asset, _STYLES))))


def _asset(name: str) -> str:
    return resources.files("gameplan.publish").joinpath("assets", name).read_text(encoding="utf-8")


def asset_uri(data: bytes, suffix: str) -> str:
    """Return an address that changes with the file's content, so that no browser shows an old copy."""
    return f"assets/gameplan/gameplan.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


@cache
def script() -> bytes:
    """Return the script, minified: its parts in one file, and no name of theirs outside it."""
    parts = "\n".join(map(_asset, _SCRIPTS))
    return str(rjsmin.jsmin(f'(() => {{\n"use strict"\n{parts}\n}})()\n')).encode()
