"""The style sheet and the script of a site."""

from __future__ import annotations

import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING

from gameplan.publish.icons import HEALTHS, OTHERS, STAGES, icon_css

if TYPE_CHECKING:
    from gameplan.publish.site import Edition

_STYLES = ("gameplan.css", "calendar.css", "entry.css", "overview.css", "paper.css")
"""What the one style sheet is made of, before the icons."""
_SCRIPTS = ("gameplan.js", "lists.js")
"""What the one script is made of."""
_TEXT = re.compile(r'("[^"]*")')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK, _AROUND, _AFTER = re.compile(r"\s+"), re.compile(r" ?([{};,]) ?"), re.compile(r"([:(]) ")
_INDENT = re.compile(r"\n\s*")


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
    return _smaller("".join((*map(_asset, _STYLES), icon_css(names)))).encode()


def _smaller(style: str) -> str:
    """A style sheet without what only people read: a tenth less to send."""
    parts = _TEXT.split(_COMMENT.sub("", style))
    for number in range(0, len(parts), 2):
        parts[number] = _AFTER.sub(r"\1", _AROUND.sub(r"\1", _BLANK.sub(" ", parts[number])))
    return "".join(parts).replace(";}", "}")


def _asset(name: str) -> str:
    return resources.files("gameplan.publish").joinpath("assets", name).read_text(encoding="utf-8")


def asset_uri(data: bytes, suffix: str) -> str:
    """An address that changes with what lies there, so that nobody reads an old copy."""
    return f"assets/gameplan/gameplan.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def script() -> bytes:
    """The script: parts that know nothing of each other, in one file, without comments and indentation."""
    return _INDENT.sub("\n", _COMMENT.sub("", ";\n".join(map(_asset, _SCRIPTS)))).encode()
