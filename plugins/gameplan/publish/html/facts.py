"""What a page's front matter says, as lines under its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, joined, linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.links import Fact

_FACTS = Fragment('<dl class="gp-facts">{facts}</dl>')
_FACT = Fragment("<div><dt>{label}</dt><dd>{what}</dd></div>")
_LIST = Fragment("<ul>{items}</ul>")
_ITEM = Fragment("<li>{link}</li>")


def fact_list(facts: Iterable[Fact], to: Linker) -> Markup:
    """Draw facts, nothing where there are none."""
    return fact_lines(fact_pairs(facts, to))


def fact_pairs(facts: Iterable[Fact], to: Linker) -> Iterator[tuple[str, Markup]]:
    """Yield the label of each fact, and its HTML."""
    for fact in facts:
        yield fact.label, _items(fact, to)


def fact_lines(lines: Iterable[tuple[str, Markup]]) -> Markup:
    """Draw lines of a label and HTML, nothing where there are none."""
    made = joined([_FACT(label=label, what=what) for label, what in lines])
    return _FACTS(facts=made) if made else made


def _items(fact: Fact, to: Linker) -> Markup:
    items = [linked(item, to) for item in fact.items]
    return _LIST(items=joined([_ITEM(link=item) for item in items])) if fact.listed else joined(items, ", ")
