"""Texts without what isn't words: the markup of Markdown's extensions, of snippets and of macros.

What Markdown itself marks is gone when a text comes here; code spans are kept as they are.
"""

from __future__ import annotations

import re

MARKUP = re.compile(
    r"[{}^]|==|~|\+\+|8<|\[\[?_?TOC|\[=|:[a-z]|:::|///|!!!|\?\?\?|\*\[|^: ", re.IGNORECASE | re.MULTILINE
)
"""Without any of these a text is words."""

_VALUE = r"""=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+)"""
_ATTRIBUTES = (
    rf"[ \t]?\{{:?[ \t]*(?:[.#][\w:-]+|[\w:-]+{_VALUE}|data-[\w-]+|markdown|download|hidden)"
    rf"(?:[ \t]+(?:[.#][\w:-]+|[\w:-]+(?:{_VALUE})?))*[ \t]*\}}"
)
_TAKEN_OUT = (
    # Macros and includes: {% … %}, {{ … }}, {# … #}, {! … !}; an anchor {#…} is an attribute list.
    re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|\{!.*?!\}", re.DOTALL),
    # Snippets, as blocks and as lines.
    re.compile(r"^[ \t]*;?-+8<-+[ \t]*$.*?^[ \t]*-+8<-+[ \t]*$", re.DOTALL | re.MULTILINE),
    re.compile(r"^.*-8<-.*$", re.MULTILINE),
    # Tables of contents, footnotes and abbreviations, blocks of other extensions.
    re.compile(r"^[ \t]*\[\[?_?TOC_?\]?\][ \t]*$", re.MULTILINE | re.IGNORECASE),
    re.compile(r"^[ \t]*(?:\[\^[^\]\s]+\]|\*?\[[^\[\]]+\]):.*$", re.MULTILINE),
    re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?|///+|:::+).*$", re.MULTILINE),
    re.compile(r"\[\^[^\]\s]+\]"),
    re.compile(r"\[=[ \t]*[0-9.]+%?[^\[\]]*\]"),
    # Comments and deletions of CriticMarkup.
    re.compile(r"\{>>.*?<<\}|\{--.*?--\}", re.DOTALL),
    # Attribute lists.
    re.compile(_ATTRIBUTES),
    # Icons and emoji by their names.
    re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])", re.IGNORECASE),
)
_UNMARKED = (
    re.compile(r"\{~~.*?~>(.*?)~~\}", re.DOTALL),
    re.compile(r"\{(?:\+\+|==)(.*?)(?:\+\+|==)\}", re.DOTALL),
    re.compile(r"==(?=\S)(.+?)(?<=\S)==", re.DOTALL),
    re.compile(r"\^\^(?=\S)(.+?)(?<=\S)\^\^", re.DOTALL),
    re.compile(r"~~(?=\S)(.+?)(?<=\S)~~", re.DOTALL),
    re.compile(r"\+\+(?=[\w\"])([\w\"+ -]+?)\+\+", re.DOTALL),
    re.compile(r"(?<=\w)\^([^\s^]+)\^", re.DOTALL),
    re.compile(r"(?<=\w)~([^\s~]+)~", re.DOTALL),
    re.compile(r"(?m:^: +)(.)", re.DOTALL),
)
_LONGEST = 1024
"""Characters that are looked at: a first sentence is long before that."""


def plain_words(text: str) -> str:
    """A text as people read it aloud, its lines kept; empty where it has no words."""
    if not MARKUP.search(text):
        return text
    text = text[:_LONGEST]
    for pattern in _TAKEN_OUT:
        text = pattern.sub("", text)
    for pattern in _UNMARKED:
        text = pattern.sub(r"\1", text)
    return text if re.search(r"\w", text) else ""
