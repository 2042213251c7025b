"""A site that was made of the same is used again: all of it but the authors' texts, which are taken anew each time.

What pages, feeds and data show hangs on everything that pages say in their front matter, on what history knows, on the options and on the
day; of an author's text only a few facts are shown elsewhere than on its own page, such as its first sentence. All that together has
a digest. Where a site with that digest is kept, nothing of it is made again.
"""

from __future__ import annotations

import enum
import hashlib
import json
import pickle
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from gameplan.model.page import body_without_title
from gameplan.model.pages import Kpi, Review
from gameplan.publish.document import Document, Files, Site
from gameplan.publish.pages.calendar.embedded import with_views
from gameplan.publish.site import build_site
from gameplan.store.digest import UnknownValueError, digest_of, software

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.revisions import Removed
    from gameplan.options import Options
    from gameplan.publish.context import Context
    from gameplan.store.folder import Store
    from gameplan.store.pack import Pack, PackWriter

_SITE, _FILES, _TEXTS = "site", "files", "texts"
_PARTS = ("head", "tail", "twin")
_FIELDS = tuple(field.name for field in fields(Document) if field.name not in (*_PARTS, "body", "views", "language"))
_SITE_FIELDS = tuple(field.name for field in fields(Site) if field.name not in ("documents", "files"))
_OF_PAST = ("pages", "changes", "courses", "began", "latest")
_OF_PLAYBOOK = ("strategy", "plan", "attachments", "mentions", "unread", "vocabulary")
_NOT_SHOWN = ("playbook", "kept", "revisions", "ledger", "previous", "language")
"""The parts of an edition whose digest is made otherwise, or that change nothing."""


class _Text(enum.Enum):
    """Which text of its file stands on a page."""

    WHOLE = enum.auto()
    UNTITLED = enum.auto()
    """Without a first heading that is its title."""


class _Kept(NamedTuple):
    """A site without its files and what is made page by page."""

    documents: tuple[tuple[tuple[Any, ...], tuple[str | None, ...], _Text | str], ...]
    """Of each its fields, the parts that were made at once, and its text."""
    site: tuple[Any, ...]


class SiteStore:
    """The sites of one playbook."""

    def __init__(self, store: Store) -> None:
        """Take where they are kept."""
        self._store = store
        self._new: PackWriter | None = None
        self._old: Pack | None = None

    def site(self, context: Context, whole: Playbook, options: Options) -> Site:
        """Return a site: the one that is kept, if it was made of the same; else a new one, which is kept as its pages are made.

        Args:
            context: what is published.
            whole: the playbook with what is hidden.
            options: the playbook's options.
        """
        self.discard()
        key = self._key(context, whole, options)
        if key is None:
            return build_site(context)
        self._old = self._store.read(f"{_SITE}-{key}")
        found = _opened(self._old, context) if self._old is not None else None
        if found is not None:
            return found
        site = build_site(context)
        self._new = self._store.write(f"{_SITE}-{key}")
        return site if self._new is None else _recorded(site, context, self._new)

    def finish(self) -> None:
        """Keep what was made since; to be called when all pages are."""
        new, self._new = self._new, None
        if new is not None and new.commit():
            self._store.tidy()
        self.discard()

    def discard(self) -> None:
        """Keep nothing of it, and read nothing more of what is kept."""
        if self._new is not None:
            self._new.discard()
        if self._old is not None:
            self._old.close()
        self._new = self._old = None

    def _key(self, context: Context, whole: Playbook, options: Options) -> str | None:
        """Return the digest of all that a site is made of; None where it isn't known of everything.

        A ledger or a feed that was published before gives stamps as things are made, so with them everything is made.
        """
        edition = context.edition
        if self._store.folder is None or edition.stamps is not None:
            return None
        facts = self._facts([*whole.pages, *(gone.entry for gone in edition.revisions.removed)])
        try:
            return digest_of(
                software(),
                options,
                [(*_said(page), facts[page.path]) for page in whole.pages],
                [getattr(whole, name) for name in _OF_PLAYBOOK],
                [(path, [(link.target, link.field) for link in links]) for path, links in whole.outgoing.items()],
                [page.path for page in edition.playbook.pages],
                [getattr(edition, field.name) for field in fields(edition) if field.name not in _NOT_SHOWN],
                edition.language.tag,
                [getattr(edition.revisions, name) for name in _OF_PAST],
                [(*_said(gone.entry), facts[gone.entry.path], *_after(gone)) for gone in edition.revisions.removed],
            )
        except UnknownValueError:
            return None

    def _facts(self, pages: Iterable[Page]) -> Mapping[str, str]:
        """Return what each page's text says to other pages, as a digest, by path. It is kept: to read it takes longer than all else."""
        pack = self._store.read(_TEXTS)
        known: dict[str, str] = json.loads(pack.get(_TEXTS) or b"{}") if pack is not None else {}
        if pack is not None:
            pack.close()
        version, found, used = software(), {}, {}
        for page in pages:
            text = hashlib.blake2b(
                f"{version}{page.kind.name}\0{page.title}\0{page.body.text}".encode("utf-8", "surrogatepass"),
                digest_size=16,
            )
            name = text.hexdigest()
            found[page.path] = used[name] = known.get(name) or digest_of(*_told(page))
        if not used.keys() <= known.keys() and (new := self._store.write(_TEXTS)) is not None:
            new.add(_TEXTS, json.dumps(used).encode())
            new.commit()
        return found


def _said(page: Page) -> tuple[object, ...]:
    """Return what a page says besides its text; of what is in another file, what it came to."""
    readings = page.fields.readings if page.files and isinstance(page.fields, Kpi) else None
    return page.path, page.kind.name, page.id, page.title, page.places.text, readings


def _told(page: Page) -> tuple[object, ...]:
    """Return all of a page's text that shows elsewhere than in its place on the page."""
    body, rest = page.body, body_without_title(page)
    return (
        bool(body.text.strip()),
        bool(rest.strip()),
        rest.lstrip().startswith("# "),
        body.excerpt,
        [(heading.level, heading.text) for heading in body.headings],
        [(task.text, task.done) for task in body.tasks],
        [(link.href, link.image) for link in body.links],
        [(mention.target, mention.label) for mention in body.mentions],
        # What a review says of a piece is quoted; of other pages no sentence but the first is shown elsewhere.
        body.namings if isinstance(page.fields, Review) else (),
    )


def _after(gone: Removed) -> tuple[object, ...]:
    return gone.targets, gone.revision, gone.removed


def _recorded(site: Site, context: Context, new: PackWriter) -> Site:
    """Write what there is of a site, and return one whose pages are written as they are made; as it is where it can't be kept."""
    texts = [text for each in site.documents if (text := _text_of(each, context.playbook)) is not None]
    if not isinstance(site.files, Files) or len(texts) < len(site.documents):
        new.discard()
        return site
    kept = _Kept(
        documents=tuple(
            (
                tuple(getattr(document, name) for name in _FIELDS),
                tuple(part if isinstance(part := getattr(document, name), str) else None for name in _PARTS),
                text,
            )
            for document, text in zip(site.documents, texts, strict=True)
        ),
        site=tuple(getattr(site, name) for name in _SITE_FIELDS),
    )
    new.add(_SITE, pickle.dumps(kept, protocol=5))
    new.add(_FILES, pickle.dumps(dict(site.files.parts), protocol=5))
    return replace(site, documents=tuple(_written(document, new) for document in site.documents))


def _written(document: Document, new: PackWriter) -> Document:
    """Return a document whose parts are kept when they are made."""

    def made(name: str, make: Callable[[], str]) -> str:
        html = make()
        new.add(f"{name} {document.uri}", html.encode("utf-8", "surrogatepass"))
        return html

    late = {name: partial(made, name, make) for name in _PARTS if callable(make := getattr(document, name))}
    return replace(document, **late)  # type: ignore[arg-type] # two fields of one type


def _text_of(document: Document, playbook: Playbook) -> _Text | str | None:
    """Return which text of its file a document has, or its own where it has no file; None where neither is so."""
    page = playbook.by_path.get(document.source or "")
    if page is None:
        return document.body if document.source is None else None
    if document.body == page.body.text:
        return _Text.WHOLE
    return _Text.UNTITLED if document.body == body_without_title(page) else None


def _opened(pack: Pack, context: Context) -> Site | None:
    """Return a site that is kept, with the texts as they are now; None where it isn't whole."""
    data, files = pack.get(_SITE), pack.get(_FILES)
    if data is None or files is None:
        return None
    kept: _Kept = pickle.loads(data)  # noqa: S301 - whole, and the user's own
    again = _Again(pack, context)
    return Site(
        documents=tuple(with_views(context, (_document(*each, again) for each in kept.documents))),
        files=Files(pickle.loads(files)),  # noqa: S301 - the same
        **dict(zip(_SITE_FIELDS, kept.site, strict=True)),
    )


def _document(said: tuple[Any, ...], parts: tuple[str | None, ...], text: _Text | str, again: _Again) -> Document:
    known = dict(zip(_FIELDS, said, strict=True))
    context, uri = again.context, known["uri"]
    if isinstance(text, _Text):
        page = context.playbook.by_path[known["source"]]
        text = page.body.text if text is _Text.WHOLE else body_without_title(page)
    made = {
        name: partial(again.part, uri, name) if part is None else part for name, part in zip(_PARTS, parts, strict=True)
    }
    return Document(**known, **made, body=text, language=context.edition.language)  # type: ignore[arg-type] # three fields of one type


class _Again:
    """Parts of pages that are kept; what is missing or damaged is made."""

    def __init__(self, pack: Pack, context: Context) -> None:
        self._pack, self.context = pack, context
        self._made: Mapping[str, Document] | None = None

    def part(self, uri: str, name: str) -> str:
        """Return the HTML before or after a page's text."""
        data = self._pack.get(f"{name} {uri}")
        if data is not None:
            return data.decode("utf-8", "surrogatepass")
        if self._made is None:
            self._made = {document.uri: document for document in build_site(self.context).documents}
        part = getattr(self._made[uri], name)
        return str(part if isinstance(part, str) else part())
