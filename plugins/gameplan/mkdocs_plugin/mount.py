"""The playbook's documents as MkDocs files, in the place of what MkDocs found itself."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from gameplan.diagnostics import visible
from gameplan.model.addresses import output_path
from gameplan.publish.markdown import front_matter

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from gameplan.model.playbook import Playbook
    from gameplan.publish.document import Document, Site
    from gameplan.publish.edition import Edition


def mount(files: Files, site: Site, edition: Edition, root: Path, config: MkDocsConfig) -> dict[str, Document]:
    """Put the playbook's pages, attachments and feeds into MkDocs' files; returns the documents by their source uri.

    What MkDocs found in `docs_dir` is taken out first: it follows links out of the repository, reads front matter loosely, and
    knows nothing of what is hidden.
    """
    for file in list(files):
        if file.generated_by is None and file.src_dir == config.docs_dir:
            files.remove(file)
    documents: dict[str, Document] = {}
    added: list[File] = []
    strategy, plan = edition.playbook.strategy, edition.playbook.plan
    for document in site.documents:
        file = _page(document, root, config, strategy, plan)
        documents[file.src_uri] = document
        added.append(file)
    for path, uri in site.attachments.items():
        file = File(source_uri(path, strategy, plan), None, config.site_dir, config.use_directory_urls, dest_uri=uri)
        file.abs_src_path = str(root / path)
        added.append(file)
    added += [File.generated(config, uri, content=data) for uri, data in site.files.items()]
    set_exclusions([file for file in added if file.generated_by is None and not file.is_documentation_page()], config)
    for file in added:
        if file.src_uri in files.src_uris:
            files.remove(files.src_uris[file.src_uri])
        files.append(file)
    return documents


def excluded(playbook: Playbook, config: MkDocsConfig, *, serving: bool) -> set[str]:
    """The paths of the pages that MkDocs leaves out, by `exclude_docs` and `draft_docs` in mkdocs.yml or by itself."""
    strategy, plan = playbook.strategy, playbook.plan
    uris = {page.path: source_uri(page.path, strategy, plan) for page in playbook.pages}
    files = {path: File(uri, None, config.site_dir, config.use_directory_urls) for path, uri in uris.items()}
    set_exclusions(files.values(), config)
    least = InclusionLevel.DRAFT if serving else InclusionLevel.NOT_IN_NAV
    return {path for path, file in files.items() if file.inclusion.value < least.value}


def refuse_clashes(files: Files) -> None:
    """Stop before anything is written where two files of the site can't both be, whoever brings them: the theme, other plugins, we.

    Raises:
        PluginError: for the first file whose place is a folder of another's.
    """
    places = {file.dest_uri: file for file in files if file.inclusion is not InclusionLevel.EXCLUDED}
    for place, file in places.items():
        at = place.find("/")
        while at >= 0:
            if other := places.get(place[:at]):
                one, two = visible(other.src_uri), visible(file.src_uri)
                raise PluginError(f"gameplan: {one} and {two} can't both be on the site: rename one of them")
            at = place.find("/", at + 1)


def source_uri(path: str, strategy: str, plan: str) -> str:
    """Where MkDocs believes a file to lie: relative to `docs_dir`, with the plan's folder in it as `plan/`."""
    if path.startswith(f"{plan}/"):
        return f"plan/{path.removeprefix(f'{plan}/')}"
    return path.removeprefix(f"{strategy}/")


def repository_path(uri: str, strategy: str, plan: str) -> str:
    """The opposite of `source_uri`."""
    return f"{plan}/{uri.removeprefix('plan/')}" if uri.startswith("plan/") else f"{strategy}/{uri}"


def _page(document: Document, root: Path, config: MkDocsConfig, strategy: str, plan: str) -> File:
    source = document.source
    uri = source_uri(source, strategy, plan) if source else document.uri
    destination = output_path(document.uri, directories=config.use_directory_urls)
    if source:
        file = File(uri, None, config.site_dir, config.use_directory_urls, dest_uri=destination)
        file.content_string = _content(document)
        file.abs_src_path = str(root / source)
        file.edit_uri = posixpath.relpath(source, strategy)
    else:
        file = File.generated(config, uri, content=_content(document))
        file.dest_uri = destination
    set_exclusions([file], config)
    if document.section and document.section != document.uri and file.inclusion is not InclusionLevel.EXCLUDED:
        # Material renders the whole navigation into every page: what an index lists stays out of it.
        file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


def _content(document: Document) -> str:
    return f"{front_matter(document)}\n{document.body}"
