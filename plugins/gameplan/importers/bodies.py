"""Texts of other programs as bodies of pages: no front matter, HTML, template, or link to a file that isn't there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.diagnostics.characters import first_unseen
from gameplan.read.front_matter import Unreadable, split

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\((?!https?://|mailto:)[^()\n]{0,1000}\)")
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,500})\]\((https?://[^()\s]{1,1000})\)")
_TEMPLATE = re.compile(r"\{(?=[{%#!])")
_INCLUDED = re.compile(r"(?<=8)<(?=-)")
_MODULE = re.compile(r"^(\s{0,9}):::", re.MULTILINE)
"""What plugins of a site run, or put files in the place of: templates, snippets, and modules of Python."""
_REFERENCE = re.compile(r"\[\[")
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,1000})>")
_MOST_UNSEEN = 1000


def body_text(texts: Iterable[str], listed: Iterable[tuple[str, str]]) -> str:
    """Return the body of an entry; empty where there is none.

    Args:
        texts: what stands in it, one below the other.
        listed: names with texts, for the list at its end.
    """
    parts = [_harmless(text) for text in texts if text.strip()]
    rows = [f"- {_harmless(' '.join(name.split()))}: {_harmless(' '.join(text.split()))}" for name, text in listed]
    parts += ["\n".join(rows)] if rows else []
    body = "\n\n".join(part.strip("\n") for part in parts)
    if not body.strip():
        return ""
    return _below(body) + "\n"


def _below(body: str) -> str:
    """A body that can't be taken for front matter: one that looks like it is quoted."""
    try:
        split(f"---\ntitle: A\n---\n{body}")
    except Unreadable:
        return "\n".join(f"> {row}".rstrip() for row in body.split("\n"))
    return body


def _harmless(text: str) -> str:
    text = _ADDRESS.sub(r"\1", _BREAK.sub("\n", text))
    text = _MARKUP.sub("&lt;", text)
    text = _MODULE.sub(r"\1\:::", _INCLUDED.sub("&lt;", _TEMPLATE.sub("&#123;", text)))
    text = _PICTURE.sub(r"[\1](\2)", text)
    text = _REFERENCE.sub(r"\\[\\[", _LINK.sub(r"\1", text))
    for _ in range(_MOST_UNSEEN):
        unseen = first_unseen(text.replace("\n", " ").replace("\t", " "))
        if not unseen:
            break
        text = text.replace(unseen, "")
    return text
