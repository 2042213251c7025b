"""Pages at former addresses, that lead on to the present ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gameplan.model.addresses import output_path, uri_of
from gameplan.publish.addresses import away
from gameplan.wording.speech import say, spoken, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document


def redirects(context: Context, documents: Iterable[Document], agenda: str) -> Mapping[str, bytes]:
    """A page at each former address, that leads on to the present one; the plan's folder leads to the agenda."""
    taken = {output_path(document.uri, directories=context.edition.directories).casefold() for document in documents}
    found: dict[str, bytes] = {}
    for page in context.playbook.pages:
        for alias in page.fields.aliases if page.kind.folder else ():
            old = output_path(uri_of(page.kind, alias), directories=context.edition.directories)
            if old.casefold() not in taken:
                taken.add(old.casefold())
                depth = "../" * old.count("/")
                found[old] = redirect(depth + context.addresses.urls[context.addresses.uris[page.path]])
    for path in context.addresses.places:
        place = output_path(context.addresses.own_uris[path], directories=context.edition.directories)
        if place.casefold() not in taken:
            taken.add(place.casefold())
            elsewhere = away(context.playbook.by_path[path])
            inside = "../" * place.count("/") + context.addresses.urls[context.addresses.uris[path]]
            found[place] = redirect(elsewhere or inside)
    plan_index = output_path("plan/index.md")
    if plan_index not in taken:
        found[plan_index] = redirect("../" + context.addresses.urls[agenda])
    return found


def redirect(target: str) -> bytes:
    """An HTML page that leads to an address, relative or not, with and without scripts."""
    target = escape(target)
    link = Markup('<a href="{}">{}</a>').format(target, say("go there"))
    moved, sentence = say(word("Moved", "a page")), say("This page has moved: {link}.", link=link)
    return (
        "<!doctype html>\n"
        f'<html lang="{spoken().tag}"><head><meta charset="utf-8"><title>{moved}</title><meta name="robots" content="noindex">'
        f'<link rel="canonical" href="{target}"><meta http-equiv="refresh" content="0; url={target}"></head>'
        f"<body><p>{sentence}</p></body></html>\n"
    ).encode()
