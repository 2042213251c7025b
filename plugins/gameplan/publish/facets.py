"""What an entry can be filtered by, in one attribute of every element that stands for it.

`data-gp="s:planned t:email o:maya c:newsletter a:growers g:grow"`: words with a letter for the facet and the value's id, so
that a style sheet or a small script asks for a value with `[data-gp~="c:newsletter"]`, and needs no table. Several values are
several words; what an entry doesn't say is left out.

| letter | value |
| --- | --- |
| `s` | the status' name |
| `t` | the type |
| `o` | the owner's id; a name without a page as typed, with `-` for blanks |
| `c` | a channel's id |
| `a` | an audience's id |
| `g` | the id of a goal area that it serves |

Which entry it is, its link says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry
    from gameplan.publish.site import Edition


def facets(edition: Edition, entry: Entry) -> str:
    """The attribute's value for an entry, not escaped."""
    return " ".join(dict.fromkeys(f"{letter}:{'-'.join(value.split())}" for letter, value in _values(edition, entry)))


def _values(edition: Edition, entry: Entry) -> Iterator[tuple[str, str]]:
    targets, ancestors = edition.targets_by_field(entry), edition.playbook.ancestors
    yield "s", entry.status.name
    if entry.entry.type:
        yield "t", entry.entry.type
    for owner in [page.id for page in targets.get("owner", ())] or entry.fields.owner:
        yield "o", owner
    for letter, field in (("c", "channels"), ("a", "audiences")):
        for page in targets.get(field, ()):
            yield letter, page.id
    for goal in targets.get("goals", ()):
        yield "g", (ancestors(goal) or (goal,))[-1].id
