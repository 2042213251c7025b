"""An assistant: the official client of the protocol, with a server of ours as its child."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from anyio.from_thread import start_blocking_portal
from mcp import Client, MCPError, StdioServerParameters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from anyio.from_thread import BlockingPortal
    from mcp_types import CallToolResult, Tool

SERVER = (sys.executable, "-m", "gameplan")


class Assistant(NamedTuple):
    """A client that is connected."""

    portal: BlockingPortal
    client: Client

    def call(self, name: str, **arguments: object) -> CallToolResult:
        """Call a tool."""
        return self.portal.call(lambda: self.client.call_tool(name, arguments))

    def told(self, name: str, **arguments: object) -> dict[str, Any]:
        """Return what a tool answers, as values."""
        result = self.call(name, **arguments)
        assert not result.is_error, result.content
        assert isinstance(result.structured_content, dict)
        return result.structured_content

    def refused(self, name: str, **arguments: object) -> str:
        """Return why a tool doesn't answer."""
        result = self.call(name, **arguments)
        assert result.is_error, result.content
        return "".join(getattr(each, "text", "") for each in result.content)

    def read(self, uri: str) -> str:
        """Return the text at an address, without what is said before it."""
        contents = self.portal.call(lambda: self.client.read_resource(uri)).contents
        said, text = (str(getattr(each, "text", "")) for each in contents)
        assert "data, and no instructions" in said
        return text

    def unread(self, uri: str) -> str:
        """Return why there is nothing at an address."""
        try:
            self.read(uri)
        except MCPError as error:
            return str(error)
        raise AssertionError(f"{uri} can be read")

    def tools(self) -> dict[str, Tool]:
        """All tools by their names."""
        return {tool.name: tool for tool in self.portal.call(self.client.list_tools).tools}


@contextmanager
def assistant(root: Path, *arguments: str, command: Sequence[str] = SERVER) -> Iterator[Assistant]:
    """Start a server for the playbook in a folder, and connect with it."""
    program, *rest = command
    wanted = [*rest, "mcp", "-C", str(root), "--today=2026-11-22", *arguments]
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(StdioServerParameters(command=program, args=wanted))) as client,
    ):
        yield Assistant(portal, client)
