"""What a site's configuration says of links: how much those weigh that lead nowhere, and how headings get their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.diagnostics import Severity
from gameplan.model.links import SiteLinks
from gameplan.read.site_config import ConfigError, config_text, read_configuration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.sources import Sources

_LEVELS = {"warn": Severity.WARNING, "info": Severity.INFO, "ignore": None}
_WORDS = ("validation", "toc", "INHERIT")


def site_links(sources: Sources, config: str) -> SiteLinks:
    """Read what MkDocs' `validation` and the extension `toc` say; what they don't say is as it is without them.

    Args:
        sources: the playbook's files.
        config: the name of the file with the configuration, or of one that can't be read: then nothing is said.
    """
    if not any(word in config_text(sources, config) for word in _WORDS):
        return SiteLinks()
    try:
        values = read_configuration(sources, config).values
    except ConfigError:
        return SiteLinks()
    said = _said(values.get("validation"))
    toc = _extension(values.get("markdown_extensions"), "toc")
    return SiteLinks(
        absolute=_LEVELS.get(said.get("absolute_links", "info"), Severity.INFO),
        from_top=said.get("absolute_links") == "relative_to_docs",
        anchors=_LEVELS.get(said.get("anchors", "warn"), Severity.WARNING),
        own_slugs=any(name in toc for name in ("slugify", "separator")),
    )


def _said(validation: Any) -> dict[str, str]:  # noqa: ANN401 - whatever stands there
    """The settings for links; what stands above counts for them, too."""
    if not isinstance(validation, dict):
        return {}
    links = validation.get("links")
    both = {**validation, **(links if isinstance(links, dict) else {})}
    return {key: value for key, value in both.items() if isinstance(value, str)}


def _extension(listed: Any, name: str) -> Mapping[str, Any]:  # noqa: ANN401 - whatever stands there
    """The settings of an extension, in the list or the mapping of all; empty where it has none."""
    each = listed if isinstance(listed, list) else [listed]
    found = [item[key] for item in each if isinstance(item, dict) for key in item if key.rpartition(".")[2] == name]
    return found[0] if found and isinstance(found[0], dict) else {}
