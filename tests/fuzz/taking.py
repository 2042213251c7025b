"""Makes numbers and texts of the bytes that a fuzzer tries."""

from __future__ import annotations


class Taken:
    """Bytes that are taken from the front, one value after the other; when none are left, every number is 0 and every text empty."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def number(self, below: int) -> int:
        """A number from 0, below another of at most 65,536."""
        size = 1 if below <= 256 else 2
        part = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(part, "big") % below

    def text(self) -> str:
        """A text of at most 255 bytes, whose first byte is its length; what is no UTF-8 is half of a surrogate pair."""
        size = self.number(256)
        part = self._data[self._at : self._at + size]
        self._at += size
        return part.decode("utf-8", "surrogateescape")

    def rest(self) -> bytes:
        """All that is left."""
        part = self._data[self._at :]
        self._at = len(self._data)
        return part


def given(text: str) -> bytes:
    """The bytes of which `Taken.text` makes a text, or its beginning."""
    data = text.encode("utf-8", "surrogatepass")[:255]
    return bytes([len(data)]) + data
