"""What rules ask of each version of a page."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.meaning import meaning_of
from gameplan.model.page import Entry
from gameplan.read.older_version import read_older_version
from gameplan.read.playbook import read_page
from gameplan.revisions.versions import identity, identity_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from gameplan.model.page import Page
    from gameplan.model.status import Stage
    from gameplan.revisions.timeline import Key
    from gameplan.revisions.versions import Identity

_INDEX = ("index.md", "README.md")
_COURSE = frozenset(
    (
        *("status", "approved_by", "published", "url", "results", "spent", "deadlines"),
        *("audited", "reviewed", "review_by", "retire_on", "redirect", "lasting"),
    )
)
"""The keys that say how far an entry has come: no sign-off is about them."""


class Facts(NamedTuple):
    """The facts of a page's version that rules ask for."""

    identity: Identity
    path: str
    title: str
    public: bool
    content: int
    """Changes when anything in the file does, but for the ends of its lines."""
    text: int
    """Changes when the body does; 0 where it is empty."""
    meaning: Mapping[str, Hashable]
    """Of a goal: what its parts mean."""
    status: str = ""
    """Of an entry: the name of its status."""
    stage: Stage | None = None
    approved_by: tuple[str, ...] = ()
    work: int = 0
    """Of an entry: changes when what is signed off does."""
    blob: str = ""
    """The name of the content."""


def facts_of(page: Page, blob: str = "") -> Facts:
    """Return the facts of a page that rules ask for.

    Args:
        page: the page.
        blob: the name of its content.
    """
    body = page.body.text
    told = Facts(
        identity=identity_of(page),
        path=page.path,
        title=page.title,
        public=page.public,
        content=hash((page.places.text, body)),
        text=_text(body),
        meaning=meaning_of(page),
        blob=blob,
    )
    if not isinstance(page, Entry):
        return told
    return told._replace(
        status=page.status.name,
        stage=page.status.stage,
        approved_by=page.entry.approved_by,
        work=_work(page.places.text or "", body),
    )


def read_facts(key: Key, data: bytes) -> Facts | None:
    """Read the facts of a version from its content; None where that isn't a page."""
    path, vocabulary, folders = key.path, key.epoch.vocabulary, key.epoch.folders
    if not path.startswith(f"{folders[1]}/") or posixpath.basename(path) in _INDEX:
        page = read_page(path, data, folders, vocabulary)
        return None if page is None else facts_of(page, key.blob)
    head = read_older_version(path, data, vocabulary)
    if head is None:
        return None
    return Facts(
        identity=identity(vocabulary.entry.name, head.id),
        path=path,
        title=head.title,
        public=head.public,
        content=hash((head.front, head.body)),
        text=_text(head.body),
        meaning={},
        status=head.status,
        stage=vocabulary.status[head.status].stage,
        approved_by=head.approved_by,
        work=_work(head.front, head.body),
        blob=key.blob,
    )


def _text(body: str) -> int:
    return hash(body.strip()) if body.strip() else 0


def _work(front: str, body: str) -> int:
    """Return what changes when the work itself does, and not by how far it has come."""
    kept, course = [], False
    for row in front.split("\n"):
        if row[:1] not in ("", " ", "\t", "-", "}", "]"):
            course = row.partition(":")[0].strip("\"' ").casefold().replace("-", "_") in _COURSE
        if not course and row.strip():
            kept.append(row)
    return hash(("\n".join(kept), body.strip()))
