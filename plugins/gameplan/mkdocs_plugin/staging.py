"""Builds the site beside its folder, and puts it there when it is whole: whatever ends a build, the last good site stays."""

from __future__ import annotations

import errno
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from gameplan.diagnostics import visible
from gameplan.mkdocs_plugin.log import log
from gameplan.replacing import Replacement, endangers

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


_NOT_HERE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)
"""The folder above is not ours, or the site's is mounted: nothing that another try could change."""


def refuse_sources(config: MkDocsConfig, plan: Path) -> None:
    """See that the site doesn't take the place of what it is made from: a build replaces its folder.

    The host looks at its `docs_dir` alone, and not through links.

    Raises:
        PluginError: where `site_dir` is, holds or lies in the plan, the strategy, a folder of templates or `.git`.
    """
    custom = config.theme.custom_dir
    if endangers(Path(config.site_dir), [plan, Path(config.docs_dir), *([Path(custom)] if custom else [])]):
        raise PluginError(
            f"gameplan: the site can't be built into {visible(config.site_dir)}: it holds, or lies in, what the site is "
            "made from, and a build replaces all of it. Write site_dir: site"
        )


class Staging:
    """The folder in which a site is built before it takes the place of the last one."""

    def __init__(self) -> None:
        self._made: Replacement | None = None
        self._config: MkDocsConfig | None = None
        self._site_dir = ""
        self._inside = 0

    def begin(self, config: MkDocsConfig) -> None:
        """Let the host build into a folder beside. Where none may be made there, it builds in place, and says so.

        Raises:
            PluginError: where there is no room for it.
        """
        self._inside += 1
        if self._inside > 1:
            # A plugin builds a part of the site while it is built, such as that of another language.
            return
        self._config, self._site_dir = config, config.site_dir
        try:
            self._made = Replacement(Path(config.site_dir))
        except OSError as error:
            if error.errno not in _NOT_HERE:
                place = visible(config.site_dir)
                raise PluginError(
                    f"gameplan: the site can't be built beside {place} ({error.strerror}); the last one was left as it is"
                ) from None
            log.info(
                "the site is built in place, and is incomplete until that is done: no folder can be made beside %s (%s)",
                visible(config.site_dir),
                error.strerror,
            )
            return
        config.site_dir = str(self._made.folder)

    def finish(self, config: MkDocsConfig) -> None:
        """Put the site in its place, unless the host is about to refuse it for its warnings.

        Raises:
            PluginError: where that can't be; then the last site stands.
        """
        self._inside = max(self._inside - 1, 0)
        if self._inside or self._made is None:
            return
        made, self._made = self._made, None
        config.site_dir = self._site_dir
        if config.strict and _warned():
            made.discard()
            log.info("the last site was left as it is")
            return
        try:
            made.keep_hidden()
            # Some plugins noted the site's folder before it was another.
            made.keep_written()
            made.commit()
        except OSError as error:
            made.discard()
            place = visible(self._site_dir)
            raise PluginError(
                f"gameplan: the site can't be put into {place} ({error.strerror}); the last one was left as it is"
            ) from None

    def give_up(self) -> None:
        """Leave the last site as it is."""
        self._inside = 0
        if self._made is not None and self._config is not None:
            self._made.discard()
            self._config.site_dir = self._site_dir
        self._made = self._config = None


def _warned() -> bool:
    """Whether the host has counted a warning, for which a strict build fails after all plugins are done."""
    handlers = (handler for name in ("mkdocs", "properdocs") for handler in logging.getLogger(name).handlers)
    return any(handler.get_counts() for handler in handlers if hasattr(handler, "get_counts"))
