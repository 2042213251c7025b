"""The server: takes what editors send, and hands questions on to those who know."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer

from gameplan import __version__
from gameplan.assist import quick_fixes
from gameplan.assist import rename as renames
from gameplan.diagnostics import visible
from gameplan.edit.renaming import Refused
from gameplan.language_server import answers, values
from gameplan.language_server.answers import FIX_ALL, Asked
from gameplan.language_server.checking import Checking, Editor
from gameplan.language_server.documents import Document
from gameplan.language_server.playbooks import Playbooks, is_config, text_of
from gameplan.language_server.protocol import Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.language_server.playbooks import File, Open

PAUSE = 0.5
"""Seconds without a key after which the playbook is checked."""
_PATIENCE = 0.8
"""Seconds that a question waits for the first check."""
_WATCHED = "**/*.{md,yml,yaml,csv,ics,toml}"
REFUSED = -32803
"""RequestFailed: the question was understood, and there is a reason why not."""


class Server(LanguageServer):
    """One editor's server."""

    def __init__(self, pause: float = PAUSE) -> None:
        """Know what can be asked.

        Args:
            pause: seconds without a key after which the playbook is checked.
        """
        super().__init__("gameplan", __version__, protocol_cls=Protocol, max_workers=2)
        self._pause = pause
        self.playbooks = Playbooks()
        self._checking: dict[Open, Checking] = {}
        self._editor = Editor(self.text_document_publish_diagnostics, self.log, self._refresh)

    def log(self, message: str) -> None:
        """Note a line where the editor keeps such."""
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Info, visible(message)))

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ANN401 - pygls's
        """Note a fault; an answer to a question says it itself."""
        if source is not FeatureRequestError:
            self.window_log_message(
                lsp.LogMessageParams(lsp.MessageType.Error, visible(f"{type(error).__name__}: {error}"))
            )

    def _refresh(self) -> None:
        """Let the editor ask anew for what it shows beside texts."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)
        if workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
            self.workspace_inlay_hint_refresh(None)

    @property
    def versioned(self) -> bool:
        """Whether the editor takes versions of texts, and files that are renamed."""
        workspace = self.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace else None
        operations = edit.resource_operations if edit else None
        return bool(edit and edit.document_changes and lsp.ResourceOperationKind.Rename in (operations or ()))

    def checking(self, playbook: Open) -> Checking:
        """The checks of a playbook; the first begins at once."""
        if playbook not in self._checking:
            self._checking[playbook] = Checking(playbook, self._editor, self._pause)
            self._checking[playbook].soon(0)
        return self._checking[playbook]

    async def asked(self, uri: str, *, fresh: bool = False) -> Asked | None:
        """A file as it is at this moment; None where it belongs to no playbook.

        Args:
            uri: the file's.
            fresh: whether to wait until the playbook was checked with all texts as they are.
        """
        file = self.playbooks.of(uri)
        if file is None:
            return None
        checking = self.checking(file.playbook)
        workspace, document = file.playbook.workspace, file.playbook.documents.get(file.path)
        text = workspace.text(file.path)
        if fresh:
            if await checking.current() is None:
                return None
        elif workspace.checked is None:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(checking.first.wait(), _PATIENCE)
        checked = workspace.checked
        if checked is None:
            return None
        if text is None or document is None:
            text, document = text_of(file, checked), file.playbook.document(file.path, checked)
        return Asked(file.playbook, checked, text, document)

    def open(self, uri: str, document: Document) -> None:
        """Take a text that the editor holds from now on."""
        file = self.playbooks.of(uri)
        if file is not None:
            self._put(file, document)

    def change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Take changes of a text; of one that wasn't opened they can't be understood, unless one of them is all of it."""
        file = self.playbooks.of(params.text_document.uri)
        if file is None:
            return
        version = params.text_document.version
        before = file.playbook.documents.get(file.path)
        changes = params.content_changes
        if before is None:
            whole = [
                n for n, each in enumerate(changes) if isinstance(each, lsp.TextDocumentContentChangeWholeDocument)
            ]
            if not whole:
                self.log(f"{params.text_document.uri} was changed before it was opened")
                return
            changes = changes[whole[-1] :]
            before = Document(params.text_document.uri, "", version, self.playbooks.encoding)
        self._put(file, before.changed(changes, version))

    def _put(self, file: File, document: Document) -> None:
        file.playbook.documents[file.path] = document
        file.playbook.workspace.put(file.path, document.text)
        self.checking(file.playbook).edited(file.path)

    def close(self, uri: str) -> None:
        """Take the file as it is on the disk again."""
        file = self.playbooks.of(uri)
        if file is not None and file.playbook.documents.pop(file.path, None) is not None:
            file.playbook.workspace.drop(file.path)
            self.checking(file.playbook).soon()

    def saved(self, *uris: str) -> None:
        """Check the playbooks of files that were written."""
        if any(map(is_config, uris)):
            self.playbooks.forget_roots()
        for playbook in {file.playbook for uri in uris if (file := self.playbooks.of(uri))}:
            playbook.workspace.saved()
            self.checking(playbook).soon(0.05)

    async def rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """Give the page that a place names another id, with everything that cites it."""
        asked = await self.asked(params.text_document.uri, fresh=True)
        if asked is None:
            return None
        with _refusing():
            target = renames.renamed_at(asked.checked, asked.text, *asked.place(params.position))
            if target is None:
                raise Refused("no page's id stands here: rename one at its id, or where it is cited")
            work = partial(renames.rename, asked.checked, target.page, params.new_name, keep_file=not self.versioned)
            change = await asyncio.to_thread(work)
        for note in change.notes:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, visible(note)))
        return values.workspace_edit(change, asked.playbook, asked.checked, versioned=self.versioned)

    async def prepare_rename(self, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        """Tell which id a place names."""
        asked = await self.asked(params.text_document.uri)
        if asked is None:
            return None
        with _refusing():
            target = renames.renamed_at(asked.checked, asked.text, *asked.place(params.position))
        return lsp.PrepareRenamePlaceholder(asked.document.range(target.span), target.page.id) if target else None

    async def fixed(self, action: lsp.CodeAction) -> lsp.CodeAction:
        """Work out what a fix of all that is certain changes."""
        data = action.data if isinstance(action.data, dict) else {}
        asked = await self.asked(str(data.get("uri", "")), fresh=True)
        if asked is not None and action.kind == FIX_ALL:
            change = await asyncio.to_thread(quick_fixes.fix_all, asked.checked, asked.text.path)
            action.edit = values.workspace_edit(change, asked.playbook, asked.checked, versioned=self.versioned)
        return action

    async def search(self, params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        """The pages of all playbooks that a query names."""
        found: list[lsp.WorkspaceSymbol] = []
        for playbook in self.playbooks.all:
            if (checked := playbook.workspace.checked) is not None:
                found += await asyncio.to_thread(answers.search, checked, playbook, params.query)
        return found

    async def watch(self) -> None:
        """Begin with the folders that are open, and ask to be told of files that others change."""
        self.playbooks.encoding = self.workspace.position_encoding or self.playbooks.encoding
        workspace = self.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        for folder in self.workspace.folders.values() or [lsp.WorkspaceFolder(self.workspace.root_uri or "", "")]:
            playbook = self.playbooks.folder(folder.uri)
            if playbook is not None:
                self.checking(playbook)
        if watching and watching.dynamic_registration:
            options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(_WATCHED)])
            wanted = lsp.Registration("gameplan-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            with suppress(JsonRpcException):
                await self.client_register_capability_async(lsp.RegistrationParams([wanted]))


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn a refusal into the answer that says why."""
    try:
        yield
    except Refused as error:
        raise JsonRpcException(visible(str(error)), REFUSED) from None
