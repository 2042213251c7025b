"""The text of a file: in UTF-8 and UTF-16, and in the code pages of Windows where only one reading makes sense."""

from __future__ import annotations

import codecs
import io
import re

from charset_normalizer import from_bytes

from gameplan.diagnostics import visible
from gameplan.importers.table import Refused

_CODE_PAGES = ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257"]
_MIXED = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
"""Letters of Greek or Cyrillic beside Latin ones, which no word has."""
_SAMPLE = 64 * 1024
"""Bytes by which readings are compared: those around the first letters that aren't ASCII."""
_AS_GOOD = 0.1
"""By how much a reading may look worse than the best, and is as good nevertheless."""
_HALF = 0.3
"""The share of bytes that are nought in a text of UTF-16 that is mostly ASCII: a half, or nearly."""


def text_of(data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return a file's text, and a note where its encoding had to be found out.

    Args:
        data: its bytes.
        encoding: that somebody named.

    Raises:
        Refused: where it can't be read, or in several ways that are equally good.
    """
    if encoding:
        return _named(data, encoding), ""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _named(data, name), ""
    if wide := _wide(data[:_SAMPLE]):
        return _named(data, wide), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _guessed(data, error)


def _named(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        hint = "write one such as utf-8, utf-16 or cp1252"
        raise Refused(f"there is no encoding '{visible(encoding)}'", hint=hint) from None
    except ValueError as error:
        at = getattr(error, "start", 0)
        row = data.count(b"\n", 0, at) + 1
        raise Refused(
            f"it can't be read as {visible(encoding)}", row=row, hint="name another one by --encoding"
        ) from None


def _wide(sample: bytes) -> str:
    """The encoding of a text of UTF-16 without a mark; empty for all else."""
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
        if zeros > _HALF * 2 * len(sample) / 2 and not others:
            return name
    return ""


def _guessed(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """The text in the one code page in which it makes sense."""
    sample = _telling(data)
    matches = [match for match in from_bytes(sample, cp_isolation=_CODE_PAGES) if not _MIXED.search(str(match))]
    best = min((match.chaos for match in matches), default=0)
    readings: dict[str, str] = {}
    for match in matches:
        if match.chaos <= best + _AS_GOOD:
            readings.setdefault(str(match), match.encoding)
    row = data.count(b"\n", 0, error.start) + 1
    if not readings:
        raise Refused("it is not UTF-8, and no code page fits", row=row, hint="save it as UTF-8, or use --encoding")
    if len(readings) > 1:
        ways = "; ".join(f"--encoding {name} reads {_differing(text, readings)}" for text, name in readings.items())
        raise Refused("it is not UTF-8, and there are several ways to read it", row=row, hint=ways)
    encoding = next(iter(readings.values()))
    # What all readings agree on is called by the code page that people know.
    encoding = "cp1252" if _same(sample, "cp1252", encoding) else encoding
    return _named(data, encoding), f"read as {encoding}"


def _telling(data: bytes) -> bytes:
    """The first lines that aren't ASCII: the others are the same in every reading."""
    found, size = [], 0
    for row in io.BytesIO(data):
        if not row.isascii():
            found.append(row[:_SAMPLE])
            size += len(row)
        if size > _SAMPLE:
            break
    return b"".join(found)[:_SAMPLE]


def _same(sample: bytes, one: str, other: str) -> bool:
    try:
        return sample.decode(one) == sample.decode(other)
    except ValueError:
        return False


def _differing(text: str, readings: dict[str, str]) -> str:
    """The first word of a reading that another one reads otherwise."""
    words = text.split()
    others = [other.split() for other in readings if other != text]
    for number, word in enumerate(words):
        if any(number < len(other) and other[number] != word for other in others):
            return f"'{visible(word[:40])}'"
    return "the same"
