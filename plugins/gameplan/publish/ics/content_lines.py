"""Content lines of iCalendar: escaping and folding (RFC 5545 3.1, 3.3.11).

Our own, because the bytes of a feed are a promise to its subscribers: icalendar 7.3 turns a backslash before N into a line break and
leaves the names of calendars unescaped. It reads our feeds back in the tests.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[\ud800-\udfff]")
_LINE = 75


def text(value: str) -> str:
    """A TEXT value: NFC, without control characters, escaped."""
    if not (value.isascii() and value.isprintable()):
        value = cleaned(value)
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def cleaned(value: str) -> str:
    """A text as subscribers read it: NFC, line feeds for line ends, blanks for tabs, no other control characters."""
    value = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _FORBIDDEN.sub("", value)


def uri(value: str) -> str:
    """A URI value: ASCII, percent-encoded."""
    return quote(value, safe="%/:=&?~#+!$,;'@()*[]-._")


def moment(value: datetime) -> str:
    """A DATE-TIME in UTC."""
    return _moment(value.astimezone(UTC))


@lru_cache(maxsize=4096)
def _moment(value: datetime) -> str:
    """Write a moment in UTC. Cached, since many events changed with one commit; by UTC, as both times in a doubled hour are equal."""
    return f"{value:%Y%m%dT%H%M%SZ}"


def when(name: str, value: date | datetime, zone: str | None) -> str:
    """A property whose value is a day, a local time in a zone, or an instant (where the zone is None)."""
    if not isinstance(value, datetime):
        return f"{name};VALUE=DATE:{value.isoformat().replace('-', '')}"
    if zone is None or zone == "UTC":
        return f"{name}:{moment(value)}"
    return f"{name};TZID={zone}:{value:%Y%m%dT%H%M%S}"


def fold(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, cut neither inside a code point nor after a backslash."""
    data = line.encode()
    if len(data) <= _LINE:
        return data + b"\r\n"
    pieces = []
    start, room = 0, _LINE
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # noqa: PLR2004 - a continuation byte of UTF-8
            end -= 1
        backslashes = end - len(data[start:end].rstrip(b"\\")) - start
        if backslashes % 2:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _LINE - 1
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def joined(lines: Iterable[str]) -> bytes:
    """Content lines as bytes."""
    lines = tuple(lines)
    if lines and max(map(len, lines)) <= _LINE and (whole := "\r\n".join(lines)).isascii():
        return whole.encode() + b"\r\n"
    return b"".join([fold(line) for line in lines])


def parameter(value: str) -> str:
    """A parameter's value in quotes: what may not stand there by the signs of RFC 6868."""
    value = cleaned(value).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{value}"'


def duration(value: timedelta) -> str:
    """A DURATION (RFC 5545 3.3.6), to the minute."""
    minutes = int(value.total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return (
        "P"
        + (f"{days}D" if days else "")
        + (f"T{clock}" if clock or not days else "")
        + ("0M" if not days and not clock else "")
    )
