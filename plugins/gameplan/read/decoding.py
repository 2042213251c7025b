"""Bytes of a file as text."""

from __future__ import annotations

from gameplan.diagnostics import Span
from gameplan.read.front_matter import Unreadable


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte-order mark, with LF for every line end.

    Raises:
        Unreadable: where it is in another encoding, or has the line ends of an old Mac.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("the file is saved as UTF-16", Span(1, 1, 1, 1), "save it as UTF-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")
        span = Span(line, len(before) + 1, line, len(before) + 2)
        raise Unreadable(
            f"the file is not saved as UTF-8 (byte 0x{data[error.start]:02x})", span, "save it as UTF-8"
        ) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if (at := text.find("\r")) >= 0:
            raise Unreadable(
                "the file has the line ends of an old Mac", place_of(text, at), "save it with Unix or Windows line ends"
            )
    if text[:1] == "\ufeff":
        raise Unreadable("the file begins with two byte-order marks", Span(1, 1, 1, 2), "save it again as UTF-8")
    return text


def place_of(text: str, at: int) -> Span:
    """Return the place of the character with a number in a text."""
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return Span(line, column, line, column + 1)
