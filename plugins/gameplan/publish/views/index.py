"""An index of each kind of strategy page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gameplan.publish.ahead import is_ahead, next_words
from gameplan.publish.document import Document
from gameplan.publish.facts import Fact, fact_list, facts
from gameplan.publish.links import Link, people
from gameplan.publish.rows import sort_key
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

_FACTS = 3


def index_document(edition: Edition, kind: Kind) -> Document:
    """A card for each page of a kind: what it is, who answers for it, what is ahead."""
    uri = f"{kind.folder}/index.md"
    to = edition.to(uri)
    cards = []
    for page in sorted(edition.playbook.of_kind(kind.name), key=lambda page: page.title.casefold()):
        coming = sorted((entry for entry in edition.playbook.citing(page) if is_ahead(entry, edition)), key=sort_key)
        url = to(edition.uris[page.path])
        cards.append(
            {
                "link": Link(page.title, url),
                "summary": edition.summary(page),
                "facts": fact_list(islice(_short_facts(edition, to, page), _FACTS)),
                "owners": people(edition, to, page),
                "count": len(coming),
                "next": next_words(coming, edition) if coming else "",
                "when": f"{url}#when",
                "hidden": "" if page.public else page.fields.visibility,
            }
        )
    intro = edition.intros.get(uri)
    title = intro.title if intro else kind.plural_label
    head = render(
        "index.html", title=title, kind_icon=kind.icon, cards=cards, counted=kind.name not in ("policy", "review")
    )
    source = intro.path if intro else None
    return Document(
        uri=uri,
        title=title,
        source=source,
        head=head,
        body=intro.body.text if intro else "",
        hide=("toc",),
        section=uri,
    )


def _short_facts(edition: Edition, to: Linker, page: Page) -> Iterator[Fact]:
    """What a card has room for, and doesn't show otherwise."""
    for fact in facts(edition, to, page):
        if not fact.listed and fact.label not in ("Owner", "Next look"):
            yield fact
