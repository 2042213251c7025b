"""The whole site as plain files: Markdown, styles and feeds for any generator."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gameplan.publish.addresses import folders_of
from gameplan.publish.output.markdown import Targets, standalone
from gameplan.publish.output.page_head import LANDSCAPE, LANDSCAPE_RULE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.playbook import Playbook
    from gameplan.publish.document import NavItem, Site

NAVIGATION = ".nav.yml"
"""Hosts publish no file whose name begins with a dot; the plugin awesome-nav reads it by this name."""


def exported(site: Site, playbook: Playbook, whole: Playbook, base: str = "") -> Mapping[str, bytes]:
    """Every file but the attachments, by path.

    Args:
        site: what is written.
        playbook: what is published.
        whole: the playbook with what is hidden.
        base: the site's address, or an empty text.
    """
    targets = Targets(site, whole)
    files = {document.uri: standalone(document, site, playbook, targets, base).encode() for document in site.documents}
    # Where a text lies as a file, no former address can be a folder of its name.
    others = {
        uri: data for uri, data in site.files.items() if uri not in files and files.keys().isdisjoint(folders_of(uri))
    }
    ours = {
        NAVIGATION: navigation_yaml(site).encode(),
        **({LANDSCAPE: LANDSCAPE_RULE.encode()} if any(document.landscape for document in site.documents) else {}),
    }
    return {**files, **others, **{uri: data for uri, data in ours.items() if uri not in files and uri not in others}}


def navigation_yaml(site: Site) -> str:
    """Return the order of the navigation as `nav` in `mkdocs.yml` says it: one file that such a configuration can inherit."""
    rows = [f"  - {_line(item, 1)}" for item in site.navigation]
    return "\n".join(["nav:", *rows, ""])


def _line(item: NavItem, depth: int) -> str:
    if not item.children:
        return json.dumps(item.uri, ensure_ascii=False)
    blank = "  " * (depth + 1)
    rows = [f"{blank}  - {_line(child, depth + 2)}" for child in item.children]
    return "\n".join([f"{json.dumps(item.title, ensure_ascii=False)}:", *rows])
