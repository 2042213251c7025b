"""Sentences in which links and code stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gameplan.publish.html.templates import Fragment, joined, linked
from gameplan.publish.views.links import Link
from gameplan.publish.views.sentences import Code, Sentence
from gameplan.wording.speech import as_html

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.sentences import Part

_CODE = Fragment("<code>{text}</code>")


def sentence_html(view: Part, to: Linker) -> Markup:
    """Draw a sentence, or what stands in one."""
    if isinstance(view, str):
        return escape(view)
    if isinstance(view, Link):
        return linked(view, to, icon=True)
    if isinstance(view, Code):
        return _CODE(text=view.text)
    if isinstance(view, Sentence):
        return as_html(view.text).format(**{name: sentence_html(part, to) for name, part in view.gaps})
    return joined([sentence_html(part, to) for part in view], ", ")
