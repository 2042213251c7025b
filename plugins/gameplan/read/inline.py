"""What the two readers of bodies share: references, tasks, sentences."""

from __future__ import annotations

import re

from gameplan.model.links import MENTION_PATTERN

MENTION = re.compile(MENTION_PATTERN)
"""`[[id]]`, `[[kind:id]]`, `[[id|text]]`."""
TASK = re.compile(r"\[([ xX])\]\s+(.*)", re.DOTALL)
"""The text of a task list's item."""

_SENTENCE = re.compile(r"(.{20,}?[.!?…])(?=\s|$)", re.DOTALL)
_LONGEST_EXCERPT = 300
_ATTRIBUTES = re.compile(r"(?<!\s)\s*+\{[:#.][^{}]*\}$")


def mention_text(text: str) -> str:
    """A text with what people read in the place of each reference."""
    if "[[" not in text:
        return text
    return MENTION.sub(lambda match: (match[2] or match[1].rpartition(":")[2]).strip(), text)


def clean(text: str) -> str:
    """A text on one line, without the attribute list that may end a heading."""
    text = " ".join(text.split())
    return _ATTRIBUTES.sub("", text).strip() if text[-1:] == "}" else text


def first_sentence(text: str) -> str:
    """The first sentence of a text, cut at a word where it is very long."""
    match = _SENTENCE.match(text)
    return shortened(match[1] if match else text)


def shortened(text: str) -> str:
    """A text, cut at a word where it is very long; never within a reference, which nobody would know for one afterwards."""
    if len(text) <= _LONGEST_EXCERPT:
        return text
    cut = text[:_LONGEST_EXCERPT].rpartition(" ")[0]
    opened = cut.rfind("[[")
    return (cut[:opened].rstrip() if opened > cut.rfind("]]") else cut) + " …"
