"""A text in an editor: what is typed into it is sent to the server, and edits of the server's are applied to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pytest_lsp import LanguageClient


def units(text: str) -> int:
    """How many units of UTF-16 a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Typed:
    """A file that is open in an editor."""

    def __init__(self, client: LanguageClient, path: Path, text: str) -> None:
        """Know the text; nothing is sent."""
        self.client, self.uri, self.text, self.version = client, path.as_uri(), text, 1

    @classmethod
    def open(cls, client: LanguageClient, path: Path, text: str) -> Typed:
        """Open a text, saved or not."""
        file = cls(client, path, text)
        client.diagnostics.pop(file.uri, None)
        item = lsp.TextDocumentItem(file.uri, "markdown", file.version, text)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return file

    @property
    def named(self) -> lsp.TextDocumentIdentifier:
        """What questions call it."""
        return lsp.TextDocumentIdentifier(self.uri)

    def at(self, offset: int) -> lsp.Position:
        """The position before the character with a number."""
        before = self.text[:offset]
        return lsp.Position(before.count("\n"), units(before[before.rfind("\n") + 1 :]))

    def behind(self, needle: str) -> lsp.Position:
        """The position behind a text that stands there once."""
        assert self.text.count(needle) == 1
        return self.at(self.text.index(needle) + len(needle))

    @property
    def end(self) -> lsp.Position:
        """The position behind the text."""
        return self.at(len(self.text))

    def _change(self, first: int, last: int, text: str) -> None:
        change = lsp.TextDocumentContentChangePartial(lsp.Range(self.at(first), self.at(last)), text)
        self.text = self.text[:first] + text + self.text[last:]
        self.version += 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(self.version, self.uri), [change])
        )

    def replace(self, old: str, new: str, *, parts: bool = False) -> None:
        """Write a text in the place of another one, at once or sign by sign."""
        assert self.text.count(old) == 1
        first = self.text.index(old)
        if not parts:
            self._change(first, first + len(old), new)
            return
        self._change(first, first + len(old), "")
        for number, sign in enumerate(new):
            self._change(first + number, first + number, sign)

    def type(self, sign: str) -> None:
        """Write behind the text."""
        self._change(len(self.text), len(self.text), sign)

    def close(self) -> None:
        """Close it without saving."""
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(self.named))

    def _offset(self, position: lsp.Position) -> int:
        rows = self.text.split("\n")
        row = rows[position.line] if position.line < len(rows) else ""
        column = next((n for n in range(len(row) + 1) if units(row[:n]) >= position.character), len(row))
        return sum(len(each) + 1 for each in rows[: position.line]) + column

    def typed(self, place: lsp.Range) -> str:
        """What stands in a range."""
        return self.text[self._offset(place.start) : self._offset(place.end)]

    def with_edits(self, edits: Iterable[lsp.TextEdit]) -> str:
        """Return the text with edits, as an editor applies them."""
        text = self.text
        for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
            text = text[: self._offset(edit.range.start)] + edit.new_text + text[self._offset(edit.range.end) :]
        return text

    def with_workspace_edit(self, edit: lsp.WorkspaceEdit | None) -> str:
        """Return the text with what an edit of files says of it."""
        assert edit is not None
        assert edit.document_changes is not None
        found: list[lsp.TextEdit] = []
        for each in edit.document_changes:
            if isinstance(each, lsp.TextDocumentEdit) and each.text_document.uri == self.uri:
                found += [one for one in each.edits if isinstance(one, lsp.TextEdit)]
        return self.with_edits(found)
