"""The style sheet and the script of a site."""

from __future__ import annotations

import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING

from gameplan.publish.icons import HEALTHS, OTHERS, STAGES, icon_css

if TYPE_CHECKING:
    from gameplan.publish.site import Edition

_STYLES = ("gameplan.css", "calendar.css", "entry.css", "overview.css", "filters.css", "paper.css")
"""What the one style sheet is made of, before the icons."""
_SCRIPTS = (
    "page.js",
    "gameplan.js",
    "filters.js",
    "recount.js",
    "colours.js",
    "lists.js",
    "today.js",
    "keys.js",
)
"""What the one script is made of, in order."""
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"\n\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_COLON = re.compile(r":\s+")


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
    return "\n".join([rules(), icon_css(names), ""]).encode()


def rules() -> str:
    """The style sheet without the icons, as short as blanks make it: `a { b: c; }` becomes `a{b:c}`."""
    text = "\n".join(map(_asset, _STYLES))
    return _COLON.sub(":", _AROUND.sub(r"\1", text)).replace(";}", "}")


def _asset(name: str) -> str:
    """A file of ours without its comments and indents: what is left is what readers fetch."""
    text = resources.files("gameplan.publish").joinpath("assets", name).read_text(encoding="utf-8")
    return _INDENT.sub("\n", _COMMENT.sub("", text)).strip()


def asset_uri(data: bytes, suffix: str) -> str:
    """An address that changes with what lies there, so that nobody reads an old copy."""
    return f"assets/gameplan/gameplan.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def script() -> bytes:
    """The script: its parts in one file, and nothing of them outside it."""
    parts = "\n".join(map(_asset, _SCRIPTS))
    return f'(() => {{\n"use strict"\n{parts}\n}})()\n'.encode()
