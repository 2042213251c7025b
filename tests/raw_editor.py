"""An editor that sends whatever a test wants, also what no editor should, and waits for the answers."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SERVER = (sys.executable, "-m", "gameplan", "lsp")


class RawEditor:
    """A server of its own, and what it said."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Listen to a server."""
        self.process = process
        self.told: list[dict[str, Any]] = []
        """Notifications, in their order."""
        self._waiting: dict[object, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0
        self._reading = asyncio.ensure_future(self._read())

    @classmethod
    async def start(cls, *, limit: int = 1 << 26) -> RawEditor:
        """Start a server."""
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(*SERVER, stdin=pipe, stdout=pipe, stderr=pipe, limit=limit))

    async def begin(self, root: Path, *encodings: str) -> dict[str, Any]:
        """Begin in a folder, and return what the server can do.

        Args:
            root: the folder.
            encodings: the units of columns that the editor can, the best first; default: it says nothing of them.
        """
        can = {"general": {"positionEncodings": [*encodings]}} if encodings else {}
        folder = {"uri": root.as_uri(), "name": root.name}
        given: dict[str, object] = {
            "processId": None,
            "rootUri": root.as_uri(),
            "capabilities": can,
            "workspaceFolders": [folder],
        }
        found = await self.ask("initialize", given)
        self.tell("initialized", {})
        return dict(found["result"]["capabilities"])

    async def _read(self) -> None:
        assert self.process.stdout is not None
        with suppress(asyncio.IncompleteReadError):
            while True:
                head = await self.process.stdout.readuntil(b"\r\n\r\n")
                size = int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0])
                message = json.loads(await self.process.stdout.readexactly(size))
                if "method" in message and "id" in message:
                    self.send({"jsonrpc": "2.0", "id": message["id"], "result": None})
                elif "method" in message:
                    self.told.append(message)
                elif (waiting := self._waiting.pop(message["id"], None)) is not None:
                    waiting.set_result(message)

    def send(self, message: object) -> None:
        """Send a message."""
        self.send_bytes(json.dumps(message).encode())

    def send_bytes(self, body: bytes) -> None:
        """Send whatever a message may hold."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def tell(self, method: str, params: object) -> None:
        """Send a notification."""
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def begin_asking(self, method: str, params: object) -> tuple[int, asyncio.Future[dict[str, Any]]]:
        """Send a request, and return its number and its answer to be."""
        self._number += 1
        self._waiting[self._number] = asyncio.get_running_loop().create_future()
        self.send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return self._number, self._waiting[self._number]

    async def ask(self, method: str, params: object, within: float = 20) -> dict[str, Any]:
        """Send a request, and return the whole answer."""
        _, answer = self.begin_asking(method, params)
        return await asyncio.wait_for(answer, within)

    def open(self, path: Path, text: str) -> dict[str, str]:
        """Open a text, and return how questions call it."""
        document = {"uri": path.as_uri(), "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return {"uri": path.as_uri()}

    def findings(self, path: Path) -> list[dict[str, Any]] | None:
        """What is shown of a file; None where nothing was said of it."""
        shown = [
            each["params"]["diagnostics"]
            for each in self.told
            if each["method"] == "textDocument/publishDiagnostics" and each["params"]["uri"] == path.as_uri()
        ]
        return shown[-1] if shown else None

    async def end(self) -> int:
        """End as an editor does, and return the server's exit code."""
        await self.ask("shutdown", None)
        self.tell("exit", None)
        return await asyncio.wait_for(self.process.wait(), 20)

    async def stop(self) -> None:
        """End the server if it still runs."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()
        self._reading.cancel()
        with suppress(asyncio.CancelledError):
            await self._reading


async def until(seen: Any, within: float = 15) -> Any:  # noqa: ANN401 - whatever is seen
    """Wait until something is seen, and return it."""
    end = asyncio.get_running_loop().time() + within
    while not (found := seen()):
        assert asyncio.get_running_loop().time() < end, "nothing was seen"
        await asyncio.sleep(0.01)
    return found
