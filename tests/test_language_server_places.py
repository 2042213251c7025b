"""Places of the protocol and of the reader: the same character, whatever stands before it and however lines end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as lsp

from gameplan.diagnostics import Span
from gameplan.language_server.documents import Document

TEXTS = st.lists(
    st.sampled_from(["a", "é", "😀", "\n", "\r\n", "\r", "\u2028", "\x0c", "\ud83d", " "]), max_size=30
).map("".join)
ENCODINGS = [*lsp.PositionEncodingKind]


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_there_and_back(text: str, encoding: lsp.PositionEncodingKind, data: st.DataObject) -> None:
    """The position of each character leads back to it, or to the end of its line where it is a part of that end."""
    document = Document("file:///a.md", text, 1, encoding.value)
    offset = data.draw(st.integers(0, len(text)))
    back = document.offset(document.position(offset))
    assert back == offset or text[back:offset].strip("\r") == ""


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_edits(text: str, encoding: lsp.PositionEncodingKind, data: st.DataObject) -> None:
    """What is put between two positions stands between the characters that are meant."""
    document = Document("file:///a.md", text, 1, encoding.value)
    first = document.offset(document.position(data.draw(st.integers(0, len(text)))))
    last = document.offset(document.position(data.draw(st.integers(first, len(text)))))
    place = lsp.Range(document.position(first), document.position(last))
    changed = document.changed([lsp.TextDocumentContentChangePartial(place, "😀\n")], 2)
    assert changed.text == text[:first] + "😀\n" + text[last:]
    assert changed.version == 2


@pytest.mark.parametrize(
    ("encoding", "character"),
    [("utf-16", 3), ("utf-8", 5), ("utf-32", 2)],
)
def test_columns(encoding: str, character: int) -> None:
    """An emoji is two units of UTF-16, four of UTF-8 and one of UTF-32."""
    document = Document("file:///a.md", "x\r\n😀 b\r\n", 1, encoding)
    assert document.range(Span(2, 3, 2, 4)).start == lsp.Position(1, character)
    assert document.place(lsp.Position(1, character)) == (2, 3)
    assert document.range(Span(2, 99, 2, 99)).start == lsp.Position(1, character + 1)


def test_lines_of_the_editor_are_not_those_of_the_reader() -> None:
    """A carriage return alone ends a line for editors, and none for the reader: both find the same character."""
    document = Document("file:///a.md", "a\r😀b\nc", 1)
    assert document.place(lsp.Position(1, 2)) == (1, 4)
    assert document.range(Span(1, 4, 1, 5)) == lsp.Range(lsp.Position(1, 2), lsp.Position(1, 3))
    assert document.place(lsp.Position(2, 0)) == (2, 1)
