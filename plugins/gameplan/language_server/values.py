"""Values of `assist` as those of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from gameplan.assist.changes import read
from gameplan.assist.suggestion import Sort
from gameplan.diagnostics import Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.assist.changes import Change
    from gameplan.assist.checked import Checked
    from gameplan.assist.completion import Suggestions
    from gameplan.assist.symbols import Symbol
    from gameplan.diagnostics import Diagnostic, Location
    from gameplan.edit.splices import Splice
    from gameplan.language_server.documents import Document
    from gameplan.language_server.playbooks import Open

SOURCE = "gameplan"
_CONTENT_MODIFIED = -32801
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_SORTS = {
    Sort.KEY: lsp.CompletionItemKind.Property,
    Sort.WORD: lsp.CompletionItemKind.EnumMember,
    Sort.PAGE: lsp.CompletionItemKind.Reference,
    Sort.DAY: lsp.CompletionItemKind.Value,
    Sort.FILE: lsp.CompletionItemKind.File,
}


def finding(found: Diagnostic, document: Document, playbook: Open, checked: Checked | None) -> lsp.Diagnostic:
    """A finding, with what to type in its message, as the check says it."""
    message = f"{found.message} – {found.hint}" if found.hint else found.message
    related = [
        lsp.DiagnosticRelatedInformation(location(each.location, playbook, checked), visible(each.message))
        for each in found.related
    ]
    return lsp.Diagnostic(
        range=document.range(found.location.span),
        message=visible(message),
        severity=_SEVERITIES[found.severity],
        code=found.rule.name,
        source=SOURCE,
        related_information=related or None,
    )


def location(place: Location, playbook: Open, checked: Checked | None) -> lsp.Location:
    """A place in a file."""
    document = playbook.document(place.path, checked)
    return lsp.Location(document.uri, document.range(place.span))


def completions(found: Suggestions, document: Document) -> lsp.CompletionList:
    """What may be written, in the order in which it is offered."""
    place = document.range(found.span)
    items = [
        lsp.CompletionItem(
            label=visible(each.label),
            kind=_SORTS[each.sort],
            detail=visible(each.detail) or None,
            documentation=visible(each.about) or None,
            sort_text=f"{number:04}",
            filter_text=each.found_by or each.label,
            text_edit=lsp.TextEdit(place, each.text),
        )
        for number, each in enumerate(found.all)
    ]
    return lsp.CompletionList(is_incomplete=not found.whole, items=items)


def symbol(each: Symbol, document: Document) -> lsp.DocumentSymbol:
    """A part of a file."""
    kind = lsp.SymbolKind.Property if each.is_key else lsp.SymbolKind.Namespace
    parts = [symbol(part, document) for part in each.parts]
    name = visible(each.name)
    return lsp.DocumentSymbol(
        name, kind, document.range(each.span), document.range(each.own), visible(each.detail) or None, children=parts
    )


def text_edits(splices: Iterable[Splice], document: Document) -> list[lsp.TextEdit]:
    """Edits of a text, in its line ends."""
    end = "\r\n" if "\r\n" in document.text else "\n"
    return [
        lsp.TextEdit(document.range(each.span), each.text.replace("\r\n", "\n").replace("\n", end)) for each in splices
    ]


class ChangedMeanwhile(JsonRpcException):
    """A text was written on while a change of it was worked out: the change would land elsewhere."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{visible(path)} has changed meanwhile: ask again", _CONTENT_MODIFIED)


def workspace_edit(
    change: Change, playbook: Open, checked: Checked, *, versioned: bool, own: Document | None = None
) -> lsp.WorkspaceEdit:
    """What becomes of files: first their texts, then their places.

    Args:
        change: what is to become of them.
        playbook: theirs.
        checked: as it was when the change was worked out.
        versioned: whether the editor takes versions of texts, and files that are renamed.
        own: the text for which the change was worked out, where that isn't the one that was checked.

    Raises:
        ChangedMeanwhile: where a text is another one by now.
    """
    documents = {path: _document(path, playbook, checked, own) for path in change.edits}
    edits = {path: text_edits(splices, documents[path]) for path, splices in change.edits.items()}
    if not versioned:
        return lsp.WorkspaceEdit(changes={documents[path].uri: found for path, found in edits.items()})
    steps: list[lsp.TextDocumentEdit | lsp.RenameFile] = [
        lsp.TextDocumentEdit(
            lsp.OptionalVersionedTextDocumentIdentifier(documents[path].uri, documents[path].version), [*found]
        )
        for path, found in edits.items()
    ]
    steps += [lsp.RenameFile(playbook.uri(old), playbook.uri(new)) for old, new in change.moved.items()]
    return lsp.WorkspaceEdit(document_changes=[*steps])


def _document(path: str, playbook: Open, checked: Checked, own: Document | None) -> Document:
    """The text for which a change was worked out, with its places."""
    if own is not None and own.uri == playbook.uri(path):
        return own
    document = playbook.document(path, checked)
    if document.text != read(checked, path):
        raise ChangedMeanwhile(path)
    return document
