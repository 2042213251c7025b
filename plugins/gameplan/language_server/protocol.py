"""The protocol as pygls speaks it, with texts of our own, and an answer to every request.

pygls ends lines at signs that editors take for text (form feeds, U+2028), so that an edit below one would land elsewhere; and it leaves
requests unanswered that can't be read, or that come before the beginning and after the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest, JsonRpcServerNotInitialized
from pygls.protocol import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from collections.abc import Generator

_FIRST = (lsp.INITIALIZE, lsp.SHUTDOWN)


class Protocol(LanguageServerProtocol):
    """Reads messages, and answers those that nobody can."""

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> Generator[Any, Any, None]:
        """Leave texts to the server."""
        yield from self._handed_on(lsp.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Leave texts to the server."""
        yield from self._handed_on(lsp.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> Generator[Any, Any, None]:
        """Leave texts to the server."""
        yield from self._handed_on(lsp.TEXT_DOCUMENT_DID_CLOSE, params)

    def _handed_on(self, method: str, params: object) -> Generator[Any, Any, None]:
        if (handler := self.fm.features.get(method)) is not None:
            yield handler, (params,), None

    def structure_message(self, data: dict[str, Any]) -> Any:  # noqa: ANN401 - pygls's
        """Read a message; a request that can't be read is answered with what is wrong.

        Raises:
            JsonRpcException: where it can't be read.
        """
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "jsonrpc" in data and "method" in data and isinstance(data.get("id"), (int, str)):
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:  # noqa: ANN401 - pygls's
        """Take a message; one that comes too early or too late is answered with that."""
        method, number = getattr(message, "method", ""), getattr(message, "id", None)
        early = self._workspace is None and method not in _FIRST
        if method and number is not None and (self._shutdown or early):
            error = (
                JsonRpcInvalidRequest("the server was told to shut down")
                if self._shutdown
                else JsonRpcServerNotInitialized("initialize comes first")
            )
            self._send_response(number, error=error.to_response_error())
            return
        super().handle_message(message)
