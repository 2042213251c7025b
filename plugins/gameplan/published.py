"""Reads what was published last, from a file or from the site itself: somebody else's bytes until they are read."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

from gameplan.diagnostics import Diagnostic, visible
from gameplan.publish.ics.previous import MAX_PREVIOUS, NoFeedError, PublishedComponent, read_previous
from gameplan.read.files import read_file
from gameplan.settings import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from http.client import HTTPMessage
    from pathlib import Path

_SECONDS = 30
_PIECE = 256 * 1024
_NOTHING_YET = (404, 410)


def published(root: Path, places: Iterable[str]) -> dict[str, PublishedComponent]:
    """Return what feeds that were published say of each thing that happens, by UID.

    Where the site answers that there is no such feed (404, 410), none was published yet.

    Args:
        root: the playbook's folder, from which files are named.
        places: files, or addresses that begin with https:// or http://.

    Raises:
        OptionError: where one can't be read: without it, stamps could fall.
    """
    found: dict[str, PublishedComponent] = {}
    for place in places:
        data = _fetched(place) if _is_address(place) else _read(root, place)
        try:
            found |= read_previous(data) if data is not None else {}
        except NoFeedError:
            raise OptionError(f"calendar.previous: {visible(place)} is not a calendar feed") from None
    return found


def _is_address(place: str) -> bool:
    return "://" in place


def _read(root: Path, place: str) -> bytes:
    file = root / place
    data = read_file(file.parent, file.name, MAX_PREVIOUS)
    if isinstance(data, Diagnostic):
        raise OptionError(f"calendar.previous: {visible(place)}: {data.message}")
    return data


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows only a few redirects, and only to web addresses."""

    max_redirections = 5

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request for where a redirect leads."""
        if urlsplit(newurl).scheme not in ("https", urlsplit(req.full_url).scheme):
            raise urllib.error.URLError("it leads from https to another kind of address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetched(address: str) -> bytes | None:
    """Fetch what lies at an address; None where nothing was published there yet."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        raise OptionError(
            f"calendar.previous: {visible(address)}: write a file, or an address that begins with https://"
        )
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        _Redirects,
    ):
        opener.add_handler(handler())
    until = time.monotonic() + _SECONDS
    parts: list[bytes] = []
    size = 0
    try:
        with opener.open(address, timeout=_SECONDS) as answer:
            while part := answer.read1(_PIECE):
                parts.append(part)
                size += len(part)
                if size > MAX_PREVIOUS:
                    raise OptionError(
                        f"calendar.previous: {visible(address)} is larger than {MAX_PREVIOUS // 1024**2} MiB"
                    )
                if time.monotonic() > until:
                    raise TimeoutError("it takes too long")
    except urllib.error.HTTPError as error:
        if error.code in _NOTHING_YET:
            return None
        raise _unreadable(address, f"{error.code} {error.reason}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise _unreadable(address, str(getattr(error, "reason", error) or type(error).__name__)) from None
    return b"".join(parts)


def _unreadable(address: str, reason: str) -> OptionError:
    return OptionError(visible(f"calendar.previous: {address} can't be read ({reason}): try again, or give a file"))
