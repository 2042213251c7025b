"""What an entry can be filtered by, in one attribute of every element that stands for it.

`data-gp="s:planned t:email o5 c1 c4 a2 g3"`: a word for each value, so that a style sheet or a small script asks for one with
`[data-gp~="c4"]`. What an entry doesn't say is left out. Which entry it is, its link says.

| word | value |
| --- | --- |
| `s:` | the status' name |
| `t:` | the type |
| `o5` | the owner: the number of the person's page; `o:` and the name, `-` for blanks, of somebody without one |
| `c4` | a channel: the number of its page |
| `a2` | an audience: the number of its page |
| `g3` | a goal area that it serves: its number, as in `Edition.areas` |

Numbers, because ids are long and months hold thousands of them: those of the pages of a kind in their order, from 1
(`Edition.numbers`). They don't depend on the entries, and hold within one build: whoever writes a filter's choices writes them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry
    from gameplan.publish.site import Edition


def facets(edition: Edition, entry: Entry) -> str:
    """The attribute's value for an entry, not escaped."""
    return " ".join(dict.fromkeys(_words(edition, entry)))


def _words(edition: Edition, entry: Entry) -> Iterator[str]:
    targets, numbers = edition.targets_by_field(entry), edition.numbers
    yield f"s:{entry.status.name}"
    if entry.entry.type:
        yield f"t:{'-'.join(entry.entry.type.split())}"
    owners = targets.get("owner", ())
    for name in () if owners else entry.fields.owner:
        yield f"o:{'-'.join(name.split())}"
    for letter, pages in (("o", owners), ("c", targets.get("channels", ())), ("a", targets.get("audiences", ()))):
        for page in pages:
            yield f"{letter}{numbers[page.path]}"
    for goal in targets.get("goals", ()):
        yield f"g{edition.area(goal)}"
