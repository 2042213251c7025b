"""Every gap as a sentence, with what closes it and what accepts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.drafts import draft_text
from gameplan.publish.gaps import KINDS, gaps_of
from gameplan.publish.html.templates import link_html
from gameplan.publish.views.buttons import add_entry
from gameplan.publish.views.links import Link
from gameplan.wording import gaps as gap_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup

    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context
    from gameplan.publish.gaps import Gap
    from gameplan.wording.gaps import Sentence

MOST_SHOWN = 12
"""Gaps of a kind that are shown at once; the rest is folded."""
MOST_GAPS = 200
"""Gaps of a kind that are told at all."""


class GapItem(NamedTuple):
    """A gap as the page shows it."""

    sentence: str
    todo: str
    plan: str
    """Where the entry is begun that closes it; empty where the host isn't known."""
    draft: str
    """What to write there, where the host doesn't take it with the link."""
    accept: str
    """The line that accepts it."""
    accept_file: Link | None
    """The file in which it stands."""
    edit: str
    """Where the page itself is edited."""


class Group(NamedTuple):
    """The gaps of a kind."""

    kind: str
    title: str
    total: int
    shown: list[GapItem]
    folded: list[GapItem]
    more: int


def gap_groups(context: Context, to: Linker) -> Iterator[Group]:
    """The gaps kind by kind."""
    by_kind: dict[str, list[Gap]] = {kind: [] for kind in KINDS}
    for gap in gaps_of(context):
        by_kind[gap.kind].append(gap)
    for kind, gaps in by_kind.items():
        if gaps:
            items = [_item(context, to, gap) for gap in gaps[:MOST_GAPS]]
            more = max(len(gaps) - MOST_GAPS, 0)
            title = gap_words.kind_words(kind)
            # One or two folded ones are no fewer than the fold.
            shown = MOST_SHOWN if len(items) > MOST_SHOWN + 2 else len(items)
            yield Group(kind, title, len(gaps), items[:shown], items[shown:], more)


def _item(context: Context, to: Linker, gap: Gap) -> GapItem:
    host, accept = context.edition.host, gap.accept
    plan = add_entry(host, context.playbook.plan, **gap.draft).url or "" if host and gap.draft else ""
    whole = host is not None and host.github
    file = None
    if accept:
        file = Link(accept.page.path, host.edit(accept.page.path, accept.line) if host else None)
    return GapItem(
        sentence=gap.told(_named(context, to, gap)),
        todo=gap.todo,
        plan=plan,
        draft="" if whole or not gap.draft else draft_text(gap.draft),
        accept=accept.text if accept else "",
        accept_file=file,
        edit=host.edit(gap.page.path) if host and not gap.draft else "",
    )


def _named(context: Context, to: Linker, gap: Gap) -> Callable[[Page], Markup]:
    def named(page: Page) -> Markup:
        anchor = f"#{gap.anchor}" if gap.anchor and page is gap.page else ""
        return link_html(
            Link(page.title, f"{to(context.addresses.uris[page.path])}{anchor}", page.kind.icon), icon=True
        )

    return named


def accepted_gaps(context: Context, to: Linker) -> Iterator[tuple[str, str]]:
    """Yield what may stay empty, each with its reason."""

    def named(page: Page) -> Markup:
        return link_html(Link(page.title, to(context.addresses.uris[page.path]), page.kind.icon), icon=True)

    def told(sentence: Sentence, reason: str) -> tuple[str, str]:
        return sentence(named), reason

    for cell in context.analysis.coverage.cells:
        if cell.accepted and cell.asked and not cell.entries and not cell.live:
            yield told(gap_words.empty_stage(cell), cell.accepted)
    for row in context.analysis.coverage.goals:
        reason = context.analysis.coverage.accepted_goals.get(row.goal.id)
        if reason and not row.ahead:
            yield told(gap_words.accepted_idle(row.goal), reason)
