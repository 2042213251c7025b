"""What editors ask, each question answered by one function of `assist`; nothing here waits, and nothing is written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types as lsp

from gameplan.assist import citing, hover, lenses, links, quick_fixes, symbols
from gameplan.assist.completion import suggestions
from gameplan.assist.hints import hints
from gameplan.assist.target import target_at
from gameplan.diagnostics import Span, visible
from gameplan.language_server import values
from gameplan.wording.dates import day_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.assist.checked import Checked
    from gameplan.assist.target import Target
    from gameplan.assist.texts import Text
    from gameplan.language_server.documents import Document
    from gameplan.language_server.playbooks import Open

SHOW_REFERENCES = "gameplan.showReferences"
"""The editor's command that shows places: its arguments are an address, a position, and locations."""
FIX_ALL = "source.fixAll.gameplan"


class Asked(NamedTuple):
    """A file about which something is asked, as it was at that moment."""

    playbook: Open
    checked: Checked
    text: Text
    document: Document

    def place(self, position: lsp.Position) -> tuple[int, int]:
        """A line and a column of the text."""
        return self.document.place(position)

    def target(self, position: lsp.Position) -> Target | None:
        """The page that a place names."""
        return target_at(self.checked, self.text, *self.place(position))


def completion(asked: Asked, params: lsp.CompletionParams) -> lsp.CompletionList:
    """What may be written at a place."""
    found = suggestions(asked.checked, asked.text, *asked.place(params.position))
    return values.completions(found, asked.document)


def hovered(asked: Asked, params: lsp.HoverParams) -> lsp.Hover | None:
    """What a place is about."""
    card = hover.card(asked.checked, asked.text, *asked.place(params.position))
    if card is None:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, card.text), asked.document.range(card.span))


def definition(asked: Asked, params: lsp.DefinitionParams) -> lsp.Location | None:
    """Where the page is that a place names."""
    target = asked.target(params.position)
    return values.location(citing.name_of(target.page), asked.playbook, asked.checked) if target else None


def references(asked: Asked, params: lsp.ReferenceParams) -> list[lsp.Location]:
    """Where the page is cited that a place names, or else the page itself."""
    target = asked.target(params.position)
    page = target.page if target else asked.checked.playbook.by_path.get(asked.text.path)
    if page is None:
        return []
    found = citing.places(asked.checked, page, own=params.context.include_declaration)
    return [values.location(each, asked.playbook, asked.checked) for each in found]


def document_symbols(asked: Asked, _: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    """What a file is made of."""
    page = asked.playbook.workspace.page(asked.text.path)
    return [values.symbol(each, asked.document) for each in symbols.outline(asked.text, page)]


def code_lenses(asked: Asked, _: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    """What is said above a page; the places are looked up when the editor shows it."""
    return [
        lsp.CodeLens(asked.document.range(lens.span), data={"uri": asked.document.uri, "title": str(lens.cited)})
        for lens in lenses.lenses(asked.checked, asked.text)
    ]


def code_lens(asked: Asked, lens: lsp.CodeLens) -> lsp.CodeLens:
    """The same with its places."""
    page = asked.checked.playbook.by_path.get(asked.text.path)
    found = citing.places(asked.checked, page) if page else ()
    locations = [values.location(each, asked.playbook, asked.checked) for each in found]
    title = str(citing.cited(asked.checked, page)) if page else ""
    lens.command = lsp.Command(title, SHOW_REFERENCES, arguments=[asked.document.uri, lens.range.start, locations])
    return lens


def inlay_hints(asked: Asked, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
    """The days that relative ones mean."""
    first, last = asked.place(params.range.start)[0], asked.place(params.range.end)[0]
    page = asked.playbook.workspace.page(asked.text.path)
    found = hints(asked.checked, asked.text, page, first, last)
    return [
        lsp.InlayHint(_position(asked.document, each.line, each.column), day_words(each.day), padding_left=True)
        for each in found
    ]


def _position(document: Document, line: int, column: int) -> lsp.Position:
    return document.range(Span(line, column, line, column)).start


def folding(asked: Asked, _: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    """What can be folded."""
    return [lsp.FoldingRange(first - 1, last - 1) for first, last in symbols.folds(asked.text)]


def document_links(asked: Asked, _: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    """The links and references of a text."""
    return [
        lsp.DocumentLink(asked.document.range(each.span), asked.playbook.uri(each.path), visible(each.title) or None)
        for each in links.links(asked.checked, asked.text)
    ]


def code_actions(asked: Asked, params: lsp.CodeActionParams, *, versioned: bool) -> list[lsp.CodeAction]:
    """What can be done about the findings in a range."""
    only = params.context.only
    found = [*_quick_fixes(asked, params, versioned=versioned)] if _wanted(lsp.CodeActionKind.QuickFix, only) else []
    if only and _wanted(FIX_ALL, only):
        title = "Apply all certain fixes of this file"
        found.append(lsp.CodeAction(title, FIX_ALL, data={"uri": asked.document.uri}))
    return found


def _quick_fixes(asked: Asked, params: lsp.CodeActionParams, *, versioned: bool) -> Iterator[lsp.CodeAction]:
    workspace, path = asked.playbook.workspace, asked.text.path
    shown = {
        each: values.finding(each, asked.document, asked.playbook, asked.checked) for each in workspace.findings(path)
    }
    meant = [each for each, told in shown.items() if _touch(told.range, params.range)]
    for action in quick_fixes.actions(asked.checked, asked.text, workspace.page(path), meant):
        # Of a configuration that was written on since, nothing is known yet.
        with suppress(values.ChangedMeanwhile):
            edit = values.workspace_edit(
                action.change, asked.playbook, asked.checked, versioned=versioned, own=asked.document
            )
            kind, told = lsp.CodeActionKind.QuickFix, [shown[action.finding]]
            yield lsp.CodeAction(action.title, kind, diagnostics=told, is_preferred=action.certain, edit=edit)


def _wanted(kind: str, only: Sequence[str | lsp.CodeActionKind] | None) -> bool:
    """Whether a kind of action is asked for; a wider one is asked for with its parts."""
    return not only or any(f"{kind}.".startswith(f"{_name(each)}.") for each in only)


def _name(kind: str | lsp.CodeActionKind) -> str:
    return kind.value if isinstance(kind, lsp.CodeActionKind) else kind


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    return not (one.end < other.start or other.end < one.start)


def search(checked: Checked, playbook: Open, query: str) -> list[lsp.WorkspaceSymbol]:
    """The pages that a query names."""
    return [
        lsp.WorkspaceSymbol(
            values.location(found.location, playbook, checked),
            visible(f"{found.page.title} ({found.page.id})"),
            lsp.SymbolKind.Class,
            container_name=found.page.kind.noun,
        )
        for found in symbols.search(checked, query)
    ]
