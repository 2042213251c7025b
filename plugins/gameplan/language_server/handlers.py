"""Which message is handled by whom."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

from gameplan.language_server import answers
from gameplan.language_server.answers import FIX_ALL
from gameplan.language_server.documents import Document
from gameplan.language_server.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_TRIGGERS = (" ", "[", ",", "(", "/", "#", ":", "+", "-", '"', "'")
_QUESTIONS: tuple[tuple[str, Any, Callable[..., Any]], ...] = (
    (lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[*_TRIGGERS]), answers.completion),
    (lsp.TEXT_DOCUMENT_HOVER, None, answers.hovered),
    (lsp.TEXT_DOCUMENT_DEFINITION, None, answers.definition),
    (lsp.TEXT_DOCUMENT_REFERENCES, None, answers.references),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, None, answers.document_symbols),
    (lsp.TEXT_DOCUMENT_CODE_LENS, None, answers.code_lenses),
    (lsp.TEXT_DOCUMENT_INLAY_HINT, None, answers.inlay_hints),
    (lsp.TEXT_DOCUMENT_FOLDING_RANGE, None, answers.folding),
    (lsp.TEXT_DOCUMENT_DOCUMENT_LINK, None, answers.document_links),
)
"""The questions about a file, with what the editor is told of them, and who answers."""
_ACTIONS = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True)


def server_of(pause: float | None = None) -> Server:
    """Return a server that answers.

    Args:
        pause: seconds without a key after which the playbook is checked; default: half a second.
    """
    server = Server() if pause is None else Server(pause)
    for name, options, answer in _QUESTIONS:
        server.feature(name, options)(_answering(server, answer))
    _questions(server)
    _news(server)
    return server


def _answering(server: Server, answer: Callable[..., Any]) -> Callable[..., Any]:
    """A handler that takes the file as it is, and answers in a thread: the next message needn't wait, and may call the question off."""

    async def handler(params: Any) -> Any:  # noqa: ANN401 - of the question
        asked = await server.asked(params.text_document.uri)
        return await asyncio.to_thread(answer, asked, params) if asked is not None else None

    return handler


def _questions(server: Server) -> None:
    """Take the questions that are about more than one place."""

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)
    async def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        asked = await server.asked(params.text_document.uri)
        if asked is None:
            return []
        return await asyncio.to_thread(answers.code_actions, asked, params, versioned=server.versioned)

    @server.feature(lsp.CODE_ACTION_RESOLVE)
    async def action(params: lsp.CodeAction) -> lsp.CodeAction:
        return await server.fixed(params)

    @server.feature(lsp.CODE_LENS_RESOLVE)
    async def lens(params: lsp.CodeLens) -> lsp.CodeLens:
        data = params.data if isinstance(params.data, dict) else {}
        asked = await server.asked(str(data.get("uri", "")))
        return await asyncio.to_thread(answers.code_lens, asked, params) if asked else params

    @server.feature(lsp.WORKSPACE_SYMBOL)
    async def search(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        return await server.search(params)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    async def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        return await server.rename(params)

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        return await server.prepare_rename(params)


def _news(server: Server) -> None:
    """Take what editors tell."""

    @server.feature(lsp.INITIALIZED)
    async def initialized(_: lsp.InitializedParams) -> None:
        await server.watch()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        each = params.text_document
        server.open(each.uri, Document(each.uri, each.text, each.version, server.playbooks.encoding))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def edited(params: lsp.DidChangeTextDocumentParams) -> None:
        server.change(params)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.saved(params.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed(params: lsp.DidChangeWatchedFilesParams) -> None:
        server.saved(*(each.uri for each in params.changes))


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Speak with one editor until it goes.

    Args:
        stdin: what it sends.
        stdout: what it gets; nobody else may write there.
    """
    # What goes wrong is said in answers, and in the editor's log.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server_of().start_io(stdin, stdout)
