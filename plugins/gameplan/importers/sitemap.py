"""A sitemap, as an inventory of what is live."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from gameplan.importers.table import DROPPED, Reading, Refused, Row, Table, limited, made_row

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEANT = {"Address": "url", "Title": "title", "Type": "type", "Status": "status", "Last change": "published"}
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?")
_PARTS = ("loc", "lastmod")


def read_sitemap(data: bytes, reading: Reading) -> Table:  # noqa: ARG001 - as all readers
    """Read the pages that a sitemap lists.

    Raises:
        Refused: where it lists none, or can't be read.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data[:200]:
        raise Refused("it declares entities, which no sitemap needs")
    rows: list[Row] = []
    for number, (address, changed) in enumerate(_pages(data), 1):
        limited(len(_MEANT), number * len(_MEANT), number)
        cells = {
            "Address": address,
            "Title": _title(address),
            "Type": "page",
            "Status": "published",
            "Last change": _DAY.sub(r"\1", changed),
        }
        rows.append(made_row(number, cells, name=address))
    if not rows:
        raise Refused("it lists no pages")
    columns = tuple(name for name in _MEANT if any(name in row.cells for row in rows))
    notes = ["titles were made from addresses: the pages were not asked for"]
    return Table(columns, tuple(rows), "sitemap", {**_MEANT, "Priority": DROPPED}, tuple(notes))


def _pages(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the address of each page, and when it changed last."""
    parser: Any = ET.XMLPullParser(("end",))
    try:
        for at in range(0, len(data), 65536):
            parser.feed(data[at : at + 65536])
            yield from _found(parser)
        parser.close()
        yield from _found(parser)
    except ET.ParseError as error:
        raise Refused(f"it can't be read as XML ({error})", row=error.position[0]) from None


def _found(parser: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - its type takes an argument in some versions only
    for _, element in parser.read_events():
        name = element.tag.rpartition("}")[2]
        if name == "sitemap":
            address = next((part.text or "" for part in element if part.tag.endswith("loc")), "")
            raise Refused("it lists other sitemaps", hint=f"save those, and import them: {address.strip()[:200]}")
        if name == "url":
            said = {part.tag.rpartition("}")[2]: (part.text or "").strip() for part in element}
            yield said.get(_PARTS[0], ""), said.get(_PARTS[1], "")
            element.clear()


def _title(address: str) -> str:
    """Words from the last part of an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    last = unquote(parts.path).rstrip("/").rpartition("/")[2] or parts.netloc
    words = " ".join(re.sub(r"\.(?:html?|php|aspx?)$", "", last).replace("_", "-").split("-")).strip()
    return words[:1].upper() + words[1:] or parts.netloc
