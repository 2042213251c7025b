"""Which reader a file is for, by what is in it; its name must not say otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.importers.table import MOST_BYTES, Reading, Refused, Table

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDINGS = {
    "csv": ("csv", "tsv", "txt", "tab"),
    "workbook": ("xlsx", "xlsm"),
    "calendar": ("ics", "ical", "ifb"),
    "archive": ("zip",),
    "json": ("json",),
    "sitemap": ("xml",),
    "markdown": ("md", "markdown", "txt"),
}
_CALLED = {
    "csv": "a table of texts",
    "workbook": "an Excel file",
    "calendar": "a calendar",
    "archive": "an archive",
    "json": "JSON",
    "sitemap": "XML",
    "markdown": "a Markdown table",
}
_HEAD = 64 * 1024


class Kind(NamedTuple):
    """What a file is."""

    name: str
    read: Callable[[bytes, Reading], Table]


def read_table(name: str, data: bytes, reading: Reading) -> Table:
    """Read a file's table.

    Args:
        name: of the file, without its folder.
        data: what is in it.
        reading: how, as far as somebody said it.

    Raises:
        Refused: where it can't be read, or is something else than its name says.
    """
    if len(data) > MOST_BYTES:
        raise Refused(f"it has more than {MOST_BYTES // 1024 // 1024} MiB", hint="split it")
    if not data.strip():
        raise Refused("it is empty")
    kind = _kind(data, name)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    known = {each for endings in _ENDINGS.values() for each in endings}
    if ending in known and ending not in _ENDINGS[kind]:
        stem = name.rpartition(".")[0]
        raise Refused(
            f"it isn't what its name says: it holds {_CALLED[kind]}",
            hint=f"call it {visible(stem)}.{_ENDINGS[kind][0]} if that is right",
        )
    return _reader(kind)(data, reading)


def _kind(data: bytes, name: str) -> str:
    """Which kind of file it is, by its first bytes."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "workbook" if b"xl/" in data[-_HEAD:] and b"[Content_Types].xml" in data else "archive"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "it is an Excel file with a password, or one from before 2007", hint="save it as .xlsx without a password"
        )
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf", b"\x7fELF", b"MZ\x90")):
        raise Refused("it isn't what its name says: it is no table of any kind", hint="export it again")
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return "calendar"
    if head[:1] in (b"{", b"["):
        return "json"
    if head[:5] == b"<?xml" or re.match(rb"<(?:urlset|sitemapindex)\b", head):
        return "sitemap"
    if head[:1] == b"<":
        raise Refused("it isn't what its name says: it is a page of HTML", hint="export it again, signed in")
    return "markdown" if _is_markdown(data, name) else "csv"


def _is_markdown(data: bytes, name: str) -> bool:
    from gameplan.importers.markdown_tables import is_markdown_table  # noqa: PLC0415 - few files have one

    text = data[: _HEAD * 4].decode("utf-8", "replace").replace("\r\n", "\n")
    return is_markdown_table(text) or name.lower().endswith((".md", ".markdown"))


def _reader(kind: str) -> Callable[[bytes, Reading], Table]:
    """The reader of a kind; each with its library is loaded when it is needed."""
    if kind == "csv":
        from gameplan.importers.delimited import read_delimited as read  # noqa: PLC0415
    elif kind == "workbook":
        from gameplan.importers.workbook import read_workbook as read  # noqa: PLC0415
    elif kind == "calendar":
        from gameplan.importers.calendar_file import read_calendar as read  # noqa: PLC0415
    elif kind == "archive":
        from gameplan.importers.notion import read_notion as read  # noqa: PLC0415
    elif kind == "json":
        from gameplan.importers.boards import read_json as read  # noqa: PLC0415
    elif kind == "sitemap":
        from gameplan.importers.sitemap import read_sitemap as read  # noqa: PLC0415
    else:
        from gameplan.importers.markdown_tables import read_markdown as read  # noqa: PLC0415
    return read
