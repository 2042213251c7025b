"""A file of a site as the texts that somebody may read in it: packed, escaped, encoded, or beside a picture."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import json
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 256 * 1024 * 1024
"""Bytes of what is unpacked; more of one file isn't read, and said so."""
_DEEPEST = 4
"""Packed files within packed files."""
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|td|th|tr|section|article|dt|dd|br|option|summary|time)\b[^<>]*>", re.IGNORECASE
)
_DATA = re.compile(r"data:[\w.+/-]*(?:;[\w=.+-]*)*?;base64,([A-Za-z0-9+/_=-]{16,})")
_ESCAPED = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")
_NUMBERED = re.compile(r"=([0-9A-F]{2})")
_SOME = 4
"""Signs of quoted-printable that make a text one."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"\x00\x00\x00")


class Unread(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A file, or a part of one, that can't be read: nothing is known of it."""


def readings(data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield all texts that a file's bytes may be taken for.

    Args:
        data: the file.
        depth: in how many others it is packed.

    Raises:
        Unread: where a part is damaged, too large, packed too deep, or a PDF and nothing here reads those.
    """
    if depth > _DEEPEST:
        raise Unread(f"it is packed more than {_DEEPEST} times")
    if data[:2] == b"\x1f\x8b":
        yield from readings(_unzipped(data), depth + 1)
    elif data[:4] == b"PK\x03\x04":
        yield from _of_archive(data, depth)
    elif data[:5] == b"%PDF-":
        yield from _of_pdf(data)
    elif data.startswith(_PICTURES) or b"\x00" in data[:1024]:
        yield from _of_binary(data, depth)
    else:
        yield from _of_text(data.decode("utf-8-sig", "replace"), depth)


def _unzipped(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            found = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        raise Unread("it can't be unpacked") from None
    return _bounded(found)


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise Unread(f"it has more than {LARGEST // 1024**2} MiB")
    return data


def _of_archive(data: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise Unread(f"it has more than {LARGEST // 1024**2} MiB")
            for name in archive.namelist():
                yield name
                yield from readings(archive.read(name), depth + 1)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
        raise Unread("it can't be unpacked") from None


def _of_pdf(data: bytes) -> Iterator[str]:
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
    except ImportError:
        raise Unread("it is a PDF: type pip install 'gameplan[leaks]'") from None
    try:
        file = PdfReader(io.BytesIO(data))
        texts = [" ".join(str(value) for value in (file.metadata or {}).values())]
        texts += [page.extract_text() for page in file.pages]
    except Exception:  # noqa: BLE001 - of a damaged file it fails in more ways than it names
        raise Unread("it is a PDF that can't be read") from None
    yield from texts
    # What programs note of it besides (XMP) is plain XML among the rest.
    yield from _of_text(data.decode("utf-8", "replace"), 0)


def _of_binary(data: bytes, depth: int) -> Iterator[str]:
    """Of pictures and the like: letters wherever they are, in the encodings in which notes are kept beside pictures."""
    yield from _of_text(data.decode("utf-8", "replace"), depth)
    yield data.decode("latin-1")
    for encoding in ("utf-16-le", "utf-16-be"):
        yield data.decode(encoding, "replace")
        yield data[1:].decode(encoding, "replace")
    if data[:4] == b"\x89PNG":
        yield from _of_png(data)


def _of_png(data: bytes) -> Iterator[str]:
    """Of a PNG the notes that are packed: after a keyword, a zero and a byte or two (PNG specification, 11.3.3)."""
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + length]
        at += 12 + length
        keyword, _, rest = chunk.partition(b"\0")
        if kind == b"zTXt" and keyword:
            yield _inflated(rest[1:])
        elif kind == b"iTXt" and rest[:1] == b"\1":
            # Behind the flag and the method a language and a translated keyword.
            yield _inflated(rest[2:].partition(b"\0")[2].partition(b"\0")[2])


def _inflated(data: bytes) -> str:
    unpacking = zlib.decompressobj()
    try:
        found = _bounded(unpacking.decompress(data, LARGEST + 1))
    except zlib.error:
        raise Unread("it has a note that can't be unpacked") from None
    if not unpacking.eof:
        raise Unread("it has a note that can't be unpacked")
    return found.decode("utf-8", "replace")


def _of_text(text: str, depth: int) -> Iterator[str]:
    yield text
    if text.startswith("BEGIN:V"):
        yield re.sub(r"\\(.)", lambda found: " " if found[1] in "nN" else found[1], re.sub(r"\r?\n[ \t]", "", text))
    if "<" in text:
        # A word may be in two parts of a line, and two words in two paragraphs.
        yield html.unescape(_TAG.sub("", _BLOCK.sub(" ", text)))
    if "&" in text:
        yield html.unescape(text)
    if "%" in text:
        yield unquote(html.unescape(text))
    if "\\" in text:
        yield from _of_escapes(text)
    if "=" in text and len(_NUMBERED.findall(text)) >= _SOME:
        yield _NUMBERED.sub(lambda found: chr(int(found[1], 16)), text.replace("=\n", ""))
    for found in _DATA.finditer(text):
        try:
            packed = base64.b64decode(found[1] + "=" * (-len(found[1]) % 4), altchars=None)
        except (binascii.Error, ValueError):
            continue
        yield from readings(packed, depth + 1)


def _of_escapes(text: str) -> Iterator[str]:
    """Of JSON its texts; of scripts what their escapes mean."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            yield "\n".join(_texts_in(json.loads(text)))
        except (ValueError, RecursionError):
            pass
        else:
            return
    yield _ESCAPED.sub(lambda found: _character(found[1] or found[2]), text)


def _character(digits: str) -> str:
    try:
        return chr(int(digits, 16)).encode("utf-16", "replace").decode("utf-16", "replace")
    except (OverflowError, ValueError):
        return "\ufffd"


def _texts_in(value: object) -> Iterator[str]:
    """Yield the texts in a value of JSON, keys included, and what those that are HTML say."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            if "<" in one or "&" in one:
                yield html.unescape(_TAG.sub("", _BLOCK.sub(" ", one)))
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
