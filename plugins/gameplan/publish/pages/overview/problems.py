"""Problems: what is to be fixed on the pages that are shown, by rule and by owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.publish.addresses import PROBLEMS, WHATS_NEW
from gameplan.publish.document import Document
from gameplan.publish.html.links import people
from gameplan.publish.html.templates import render
from gameplan.publish.views.links import Link
from gameplan.wording.labels import choice_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.diagnostics import Diagnostic
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_FINDINGS = 500


class _Item(NamedTuple):
    """A finding in a list."""

    id: str
    rule: str
    severity: str
    severity_words: str
    place: str
    """The path and line."""
    edit: str
    """The address of the editor at that line; empty where the host isn't known."""
    page: Link
    message: str
    hint: str
    owners: tuple[Link, ...]


def problems_document(context: Context) -> Document:
    """The findings by rule, and where those of each owner are."""
    to = context.addresses.to(PROBLEMS)
    items = [_item(context, to, n, found) for n, found in enumerate(context.edition.findings[:MOST_FINDINGS], 1)]
    nobody = say("Nobody")
    rules: dict[str, list[_Item]] = {}
    owners: dict[str, list[_Item]] = {}
    links: dict[str, Link] = {}
    for item in items:
        rules.setdefault(item.rule, []).append(item)
        for owner in item.owners or (Link(nobody),):
            owners.setdefault(owner.text, []).append(item)
            links.setdefault(owner.text, owner)
    about = {found.rule.name: found.rule.summary for found in context.edition.findings}
    intro = context.addresses.intros.get(PROBLEMS)
    title = intro.title if intro and intro.fields.title else say("Problems")
    head = render(
        "problems.html",
        title=title,
        rules=[(name, about[name], found) for name, found in sorted(rules.items())],
        owners=[
            (links[name], len(found), _by_page(found))
            for name, found in sorted(owners.items(), key=lambda o: (o[0] == nobody, o[0]))
        ],
        more=len(context.edition.findings) - len(items),
        whats_new=to(WHATS_NEW),
    )
    return Document(
        uri=PROBLEMS,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        ids=("by-owner", *(f"rule-{name}" for name in rules), *(item.id for item in items)) if items else (),
        hide=("navigation", "toc"),
        search={"exclude": True},
        section=WHATS_NEW,
    )


def _by_page(items: list[_Item]) -> list[tuple[_Item, int]]:
    """The first finding of each page, and how many it has: a page with many is named once."""
    pages: dict[str, list[_Item]] = {}
    for item in items:
        # No path holds a colon.
        pages.setdefault(item.place.partition(":")[0], []).append(item)
    return [(found[0], len(found)) for found in pages.values()]


def _item(context: Context, to: Linker, number: int, found: Diagnostic) -> _Item:
    path, span = found.location
    page = context.playbook.by_path[path]
    uri = context.addresses.uris.get(path)
    line = span.line if span else 0
    return _Item(
        id=f"p-{number}",
        rule=found.rule.name,
        severity=str(found.severity),
        severity_words=choice_words(str(found.severity)),
        place=f"{visible(path)}:{line}" if line else visible(path),
        edit=context.edition.host.edit(path, line) if context.edition.host else "",
        page=Link(page.title, to(uri) if uri else None, page.kind.icon),
        message=found.message,
        hint=found.hint or "",
        owners=people(context, to, page),
    )
