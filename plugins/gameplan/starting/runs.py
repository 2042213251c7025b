"""A campaign made by a play: the campaign itself, and an entry for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.further_pages import Play
from gameplan.starting.pages import name_of, new_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.read.front_matter import Value
    from gameplan.starting.pages import Names, NewPage


def pages_of_run(
    names: Names, play: Page, said: Mapping[str, Value], day: date, folder: str, identifier: str = ""
) -> Iterator[NewPage]:
    """Yield the pages of a campaign, the campaign first.

    Args:
        names: what is taken.
        play: the recipe.
        said: the fields of the campaign, its title and goals among them; the steps have its goals and owner, unless they say more.
        day: the play's day, from which steps count.
        folder: where the pages are to lie.
        identifier: the campaign's id; default: made from its title.

    Raises:
        OverflowError: where no calendar goes as far as a step.
    """
    playbook = names.playbook
    entry = playbook.vocabulary.entry
    title = str(said["title"])
    campaign = new_page(
        names, entry, {"type": "campaign", **said, "start": day.isoformat(), "play": play.id}, folder, day, identifier
    )
    yield campaign
    shared = {name: said[name] for name in ("goals", "owner", "status") if name in said}
    skipped = said.get("skip") or []
    steps = [step for step in play.fields.steps if step.id not in skipped] if isinstance(play.fields, Play) else []
    ids = {step.id: names.free(entry, name_of(f"{campaign.id}-{step.id}", entry), folder) for step in steps}
    for step in steps:
        own: dict[str, Value] = {
            "title": f"{step.title}: {title}",
            "start": step.at.from_day(day, playbook.vocabulary.zone, playbook.workdays).isoformat(),
            "campaign": campaign.id,
            "play": play.id,
            "step": step.id,
            **({"type": step.type} if step.type else {}),
            **({"channels": list(step.channels)} if step.channels else {}),
            **({"audiences": list(step.audiences)} if step.audiences else {}),
            **({"owner": step.owner[0]} if step.owner else {}),
            **({"deadlines": {name: str(each) for name, each in step.deadlines.items()}} if step.deadlines else {}),
            **({"depends_on": [ids[name] for name in step.depends_on if name in ids]} if step.depends_on else {}),
        }
        yield new_page(names, entry, {**shared, **own}, folder, day, ids[step.id])
