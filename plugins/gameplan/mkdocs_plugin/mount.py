"""The playbook's documents as MkDocs files, in the place of what MkDocs found itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from gameplan.diagnostics import visible
from gameplan.model.addresses import output_path, way_to
from gameplan.publish.output.markdown import front_matter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from gameplan.model.playbook import Playbook
    from gameplan.publish.context import Context
    from gameplan.publish.document import Document, Site


class Mounted:
    """What was put into MkDocs' files, and where each was to be on the site."""

    def __init__(self, root: Path, config: MkDocsConfig) -> None:
        """Begin with nothing, and a folder for copies of what we generate.

        Args:
            root: the playbook's folder.
            config: the site's.
        """
        self._root, self._config = root, config
        self._copies = Path(mkdtemp(prefix="gameplan-"))
        self.documents: dict[str, Document] = {}
        """By their source uris."""
        self.sources: dict[str, str] = {}
        """The paths of authors' files by their source uris."""
        self.places: dict[str, str] = {}
        """Where each file was to be on the site, by its source uri."""
        self.files: dict[str, File] = {}
        """By their source uris."""
        self._paths: dict[str, str | None] = {}
        """Where our pages lie, while they look as if they lay elsewhere."""

    def put(self, files: Files, site: Site, context: Context) -> None:
        """Put a site into MkDocs' files, in the place of what MkDocs found itself.

        What MkDocs found in `docs_dir` is taken out first: it follows links out of the repository, reads front matter loosely, and
        knows nothing of what is hidden. Files with a dot stay, for the plugins whose settings they are; they are never published.
        """
        for file in list(files):
            if file.generated_by is None and file.src_dir == self._config.docs_dir:
                files.remove(file)
                if _is_setting(file):
                    file.inclusion = InclusionLevel.EXCLUDED
                    files.append(file)
        for file in self._made(site, context):
            if file.src_uri in files.src_uris:
                files.remove(files.src_uris[file.src_uri])
            files.append(file)

    def renew(self, files: Files, site: Site, context: Context) -> set[str]:
        """Put another site in the place of the one that was put in before; returns the source uris of what is no more.

        Other plugins may have files of their own in the place of ours by now: those stay, with what we say in them.
        """
        before = dict(self.files)
        self.documents, self.sources, self.places, self.files = {}, {}, {}, {}
        for made in self._made(site, context):
            file, uri = made, made.src_uri
            there = files.src_uris.get(uri)
            if there is None and uri not in before:
                files.append(file)
            elif there is not None:
                if isinstance(there, PlaybookFile) and isinstance(file, PlaybookFile) and not there.is_changed:
                    there.show(self.documents[uri])
                elif isinstance(there, MadeFile) and isinstance(file, MadeFile):
                    there.show(file.contents)
                else:
                    there._content = file._content  # noqa: SLF001 - texts and bytes alike
                self.files[uri] = there
        gone = set(before) - set(self.files)
        for uri in gone & set(files.src_uris):
            files.remove(files.src_uris[uri])
        return gone

    def disguise(self) -> None:
        """Let our pages look like files of `docs_dir`: a plugin for languages makes its own of those, and leaves out all others."""
        self._paths = {uri: file.abs_src_path for uri, file in self.files.items() if file.is_documentation_page()}
        for uri in self._paths:
            self.files[uri].abs_src_path = str(Path(self._config.docs_dir) / uri)

    def undisguise(self, files: Files, shift: str, common: Collection[str]) -> None:
        """Say in what such a plugin made of our pages what ours said, and put our other files where their pages are.

        Args:
            files: what it made.
            shift: the folder of the language that is built.
            common: the uris of files that all languages share.
        """
        for uri, path in self._paths.items():
            ours, theirs = self.files[uri], files.src_uris.get(uri)
            for file in (ours, theirs) if theirs is not None and theirs is not ours else (ours,):
                file.abs_src_path, file.generated_by = path, ours.generated_by
                file._content = ours._content  # noqa: SLF001 - texts and bytes alike
                file.edit_uri = ours.edit_uri
            if theirs is not None:
                self.files[uri] = theirs
        for uri, file in self.files.items():
            if shift and file.generated_by and uri not in self._paths and uri not in common and uri in files.src_uris:
                file.dest_uri = f"{shift}{self.places[uri]}"
                for name in ("url", "abs_dest_path"):
                    file.__dict__.pop(name, None)

    def let_go(self) -> None:
        """Keep nothing of what the host has written by now: whoever asks for a file reads it where it is."""
        for file in self.files.values():
            if isinstance(file, MadeFile) and not file.is_changed and Path(file.abs_dest_path).is_file():
                file.contents = MappingProxyType({})
                file.abs_src_path = file.abs_dest_path

    def give_back(self) -> None:
        """Delete the copies."""
        rmtree(self._copies, ignore_errors=True)

    def _made(self, site: Site, context: Context) -> list[File]:
        config, strategy, plan = self._config, context.playbook.strategy, context.playbook.plan
        made: list[File] = []
        for document in site.documents:
            page = _page(document, self._root, config, strategy, plan)
            self.documents[page.src_uri] = document
            if document.source:
                self.sources[page.src_uri] = document.source
            made.append(page)
        for path, uri in site.attachments.items():
            file = File(
                source_uri(path, strategy, plan), None, config.site_dir, config.use_directory_urls, dest_uri=uri
            )
            file.abs_src_path = str(self._root / path)
            self.sources[file.src_uri] = path
            made.append(file)
        made += [_made_file(uri, site.files, config) for uri in site.files]
        set_exclusions(
            [file for file in made if file.generated_by is None and not file.is_documentation_page()], config
        )
        for file in made:
            self.files[file.src_uri], self.places[file.src_uri] = file, file.dest_uri
            if file.generated_by is not None:
                self._copy(file)
        return made

    def _copy(self, file: File) -> None:
        """Say where a file of ours lies: others ask, and expect a path. Of a page, style or script there is a copy, should they read it."""
        path = self._copies / file.src_uri
        file.abs_src_path = str(path)
        if file.is_documentation_page() or file.is_css() or file.is_javascript():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content_bytes)


class _LateFile(File):
    """A file of ours whose content is made when somebody asks for it."""

    _given: str | bytes | None = None
    """What another plugin put in its place."""

    @property
    def _content(self) -> str | bytes | None:
        """What the host takes for the file's content."""
        return self.made() if self._given is None else self._given

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        self._given = content

    def made(self) -> str | bytes | None:
        """Make it; None where it lies on the disk by now."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """Tell whether another plugin put something in its place."""
        return self._given is not None


class MadeFile(_LateFile):
    """A file besides pages. Its content is made each time: of a large plan feeds are hundreds of megabytes."""

    contents: Mapping[str, bytes] = MappingProxyType({})
    """By uri."""

    def made(self) -> bytes | None:
        """Take it from the site's files."""
        return self.contents.get(self.src_uri)

    def show(self, contents: Mapping[str, bytes]) -> None:
        """Have what is found by its uri as its content."""
        self.contents, self._given = contents, None


def _made_file(uri: str, contents: Mapping[str, bytes], config: MkDocsConfig) -> MadeFile:
    file = cast("MadeFile", MadeFile.generated(config, uri, content=""))
    file.show(contents)
    return file


class PlaybookFile(_LateFile):
    """A page's file: most pages are rendered without its text."""

    document: Document | None = None
    """Whose text it has, without our parts of the page: large ones are let go when the page is made."""
    _text: str | None = None

    def made(self) -> str | None:
        """Write the page's front matter and text."""
        if self._text is None and self.document is not None:
            self._text = _content(self.document)
        return self._text

    def show(self, document: Document) -> None:
        """Have a document as its content."""
        self.document = replace(document, head="", tail="")
        self._given = self._text = None


def _is_setting(file: File) -> bool:
    """Whether a file is one that only programs look for, such as `.nav.yml`."""
    return file.src_uri.rpartition("/")[2].startswith(".") and not file.is_documentation_page()


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


def _page(document: Document, root: Path, config: MkDocsConfig, strategy: str, plan: str) -> PlaybookFile:
    source = document.source
    uri = source_uri(source, strategy, plan) if source else document.uri
    destination = output_path(document.uri, directories=config.use_directory_urls)
    if source:
        file = PlaybookFile(uri, None, config.site_dir, config.use_directory_urls, dest_uri=destination)
        file.abs_src_path = str(root / source)
        file.edit_uri = way_to(source, strategy)
    else:
        file = cast("PlaybookFile", PlaybookFile.generated(config, uri, content=""))
        file.dest_uri = destination
    file.show(document)
    set_exclusions([file], config)
    if document.section and document.section != document.uri and file.inclusion is not InclusionLevel.EXCLUDED:
        # Material renders the whole navigation into every page: what an index lists stays out of it.
        file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


def _content(document: Document) -> str:
    return f"{front_matter(document, document.facts)}\n{document.body}"
