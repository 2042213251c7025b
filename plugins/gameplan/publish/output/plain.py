"""The whole site as plain files: Markdown, styles and feeds for any generator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import folders_of
from gameplan.publish.output.markdown import Targets, standalone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.playbook import Playbook
    from gameplan.publish.document import Site


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
    return {**files, **others}
