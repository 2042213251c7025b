"""`mkdocs serve` as a child of its own: what it says, what it shows, and a clean build of the same files to compare with."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import yaml

from builds import contents, in_child
from gameplan.store.folder import VARIABLE
from process import heed_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FIXED = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600"}
"""What makes a build of today the same as one of tomorrow."""
BUILT, FAILED = "Reloading browsers", "An error happened during the rebuild"
PATIENCE = 40
_OURS = re.compile(rb"<script>\s*var livereload = .*?</script>", re.DOTALL)


def wait(true: Callable[[], bool], what: str, told: Callable[[], str] = str) -> None:
    """Ask again and again until something is true; what was told until then is shown where it never is."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            pytest.fail(f"{what}: not in {PATIENCE} s\n{told()}")
        time.sleep(0.05)


class Server:
    """A server that runs, of a playbook in a folder."""

    def __init__(self, root: Path, site: Path, port: int, log: Path) -> None:
        self.root = root
        self.log = log
        self.address = f"http://127.0.0.1:{port}/"
        self._site = site

    def said(self, text: str) -> int:
        """How often the log holds a text."""
        return self.log.read_text(encoding="utf-8").count(text)

    def wait(self, true: Callable[[], bool], what: str) -> None:
        """Ask again and again until something is true."""
        wait(true, what, lambda: self.log.read_text(encoding="utf-8")[-6000:])

    @contextmanager
    def expecting(self, text: str) -> Iterator[None]:
        """Wait until the log says a text once more than before what is done in here."""
        before = self.said(text)
        yield
        self.wait(lambda: self.said(text) > before, f"{text!r} in the log")

    def get(self, path: str) -> bytes | None:
        """What is served at a path, without the script that the server adds; None where there is nothing, or no answer yet."""
        try:
            with urllib.request.urlopen(f"{self.address}{quote(path)}", timeout=5) as answer:  # noqa: S310 - our own server
                return _OURS.sub(b"", bytes(answer.read()))
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return None

    def wait_for(self, path: str, text: str) -> None:
        """Wait until a page holds a text."""
        self.wait(lambda: text.encode() in (self.get(path) or b""), f"{text!r} in {path}")

    def wait_for_a_clean_build(self, clean: Path) -> None:
        """Wait until what is served is what a clean build of the same files makes: every file, byte by byte, and no other."""
        shutil.rmtree(clean, ignore_errors=True)
        built = in_child([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(clean)], self.root, FIXED)
        assert built.code == 0, built.output
        made = contents(clean)
        assert len(made) > 20
        self.wait(
            lambda: not self._differences(made), f"a site as a clean build makes it, but for {self._differences(made)}"
        )

    def _differences(self, made: dict[str, bytes]) -> list[str]:
        (folder,) = self._site.iterdir()
        others = [path for path in contents(folder) if path not in made]
        return others + [path for path, data in made.items() if self.get(path) != data]


@contextmanager
def serving(root: Path, generator: str = "mkdocs") -> Iterator[Server]:
    """Serve a playbook at the address that its configuration is given for the purpose; ends it with all that it started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = root / "mkdocs.yml"
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    config.write_text(yaml.safe_dump({**settings, "site_url": f"http://127.0.0.1:{port}/"}), encoding="utf-8")
    site, log = root.parent / "served", root.parent / "serve.log"
    site.mkdir()
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", generator, "serve", "-f", "mkdocs.yml", "-a", f"127.0.0.1:{port}"],
            cwd=root,
            env={**os.environ, **FIXED, "TMPDIR": str(site), VARIABLE: str(root.parent / "store")},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=heed_signals,  # noqa: PLW1509 - it does no more than that
        )
        server = Server(root, site, port, log)
        try:
            server.wait(lambda: child.poll() is not None or server.said("Serving on") > 0, "a server")
            yield server
            assert child.poll() is None, log.read_text(encoding="utf-8")
            child.send_signal(signal.SIGINT)
            assert child.wait(20) == 0, log.read_text(encoding="utf-8")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait(10)
