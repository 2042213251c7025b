"""The little that rules ask of an older version of an entry: a tenth of what it costs to read all of it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

from gameplan.model.fields import References, RefersTo
from gameplan.model.kinds import ENTRY, Kind
from gameplan.model.pages import PageFields, Status
from gameplan.read.decoding import decoded
from gameplan.read.fields import read_fields
from gameplan.read.files import MAX_FILE
from gameplan.read.front_matter import FrontMatter, Unreadable, split
from gameplan.read.plain_front import read_front_matter
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from gameplan.model.vocabulary import Vocabulary


class _Fields(PageFields):
    """What is asked, declared as in `EntryFields`."""

    status: Status = "planned"
    approved_by: Annotated[References, RefersTo("person", strict=False)] = ()


_KIND = Kind(ENTRY.name, ENTRY.plural, ENTRY.folder, ENTRY.icon, "", _Fields)


class OlderVersion(NamedTuple):
    """What is asked of an entry."""

    id: str
    title: str
    public: bool
    front: str
    """The front matter as typed."""
    body: str
    status: str
    """Its name."""
    approved_by: tuple[str, ...]


def read_older_version(path: str, data: bytes, vocabulary: Vocabulary) -> OlderVersion | None:
    """Read the little that rules ask of an older version of an entry; None where its file can't be read as an entry.

    Args:
        path: of the file.
        data: its content.
        vocabulary: the playbook's words.
    """
    try:
        parts = split(decoded(data) if len(data) <= MAX_FILE else "")
        if parts.front is None:
            return None
        front = read_front_matter(parts.front)
    except Unreadable:
        return None
    names = spec(_KIND).names
    asked = FrontMatter({name: value for name, value in front.values.items() if name in names}, front.places)
    fields = cast("_Fields", read_fields(path, _KIND, asked, vocabulary).fields)
    return OlderVersion(
        id=fields.id or posixpath.basename(path).removesuffix(".md"),
        title=fields.title,
        public=str(fields.visibility) == "public",
        front=parts.front,
        body=parts.body,
        status=fields.status,
        approved_by=fields.approved_by,
    )
