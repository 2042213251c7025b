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
_TAKEN_OUT = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # Macros and includes: {% … %}, {{ … }}, {# … #}, {! … !}; an anchor {#…} is an attribute list.
        (r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|\{!.*?!\}", re.DOTALL),
        # Snippets, as blocks and as lines.
        (r"^[ \t]*;?-+8<-+[ \t]*$.*?^[ \t]*-+8<-+[ \t]*$", re.DOTALL | re.MULTILINE),
        (r"^.*-8<-.*$", re.MULTILINE),
        # Tables of contents, footnotes and abbreviations, blocks of other extensions.
        (r"^[ \t]*\[\[?_?TOC_?\]?\][ \t]*$", re.MULTILINE | re.IGNORECASE),
        (r"^[ \t]*(?:\[\^[^\]\s]+\]|\*?\[[^\[\]]+\]):.*$", re.MULTILINE),
        (r"^[ \t]*(?:!!!|\?\?\?\+?|///+|:::+).*$", re.MULTILINE),
        (r"\[\^[^\]\s]+\]", 0),
        (r"\[=[ \t]*[0-9.]+%?[^\[\]]*\]", 0),
        # Comments and deletions of CriticMarkup.
        (r"\{>>.*?<<\}|\{--.*?--\}", re.DOTALL),
        # Attribute lists.
        (
            _ATTRIBUTES,
            0,
        ),
        # Icons and emoji by their names.
        (r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])", re.IGNORECASE),
    )
)
_UNMARKED = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"\{~~.*?~>(.*?)~~\}",
        r"\{(?:\+\+|==)(.*?)(?:\+\+|==)\}",
        r"==(?=\S)(.+?)(?<=\S)==",
        r"\^\^(?=\S)(.+?)(?<=\S)\^\^",
        r"~~(?=\S)(.+?)(?<=\S)~~",
        r"\+\+(?=[\w\"])([\w\"+ -]+?)\+\+",
        r"(?<=\w)\^([^\s^]+)\^",
        r"(?<=\w)~([^\s~]+)~",
        r"(?m:^: +)(.)",
    )
)
_LONGEST = 4 * 1024
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
