"""Templates and icons that a page names and the theme doesn't have: without them the page is made all the same."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound

from gameplan.diagnostics import visible
from gameplan.mkdocs_plugin.log import log

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.structure.pages import Page
    from mkdocs.theme import Theme

_NAMED = {"template": "{}", "icon": ".icons/{}.svg"}
"""The keys of front matter that the host, or Material, takes for the name of a file, and where that lies in the theme."""


def forget_missing(pages: Iterable[Page], theme: Theme, env: Any) -> None:  # noqa: ANN401 - the host's environment
    """Take out of pages' front matter what names no file of the theme, and say so: the host would end with a fault of its own.

    Args:
        pages: all pages.
        theme: the theme; only one that has icons takes them from front matter.
        env: the environment of the theme's templates.
    """
    has_icons = any(Path(folder, ".icons").is_dir() for folder in theme.dirs)
    named = {key: pattern for key, pattern in _NAMED.items() if key != "icon" or has_icons}
    for page in pages:
        for key, pattern in named.items():
            name = page.meta.get(key)
            if name is not None and not _is_there(env, pattern.format(name)):
                del page.meta[key]
                log.warning(
                    "%s: the theme has no %s '%s': write one that it has, or take the line out",
                    visible(page.file.src_uri),
                    key,
                    visible(str(name)),
                )


def _is_there(env: Any, name: str) -> bool:  # noqa: ANN401
    """Whether the theme has a template, found as Jinja finds it: not above its folders."""
    if posixpath.normpath(name) != name:
        return False
    try:
        env.loader.get_source(env, name)
    except (TemplateNotFound, OSError, UnicodeError, ValueError):
        return False
    return True
