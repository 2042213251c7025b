"""Every gap as a sentence, with what closes it and what accepts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.publish.drafts import draft_text
from gameplan.publish.gaps import KINDS, gaps_of
from gameplan.publish.views.buttons import plan_url
from gameplan.publish.views.links import Link
from gameplan.publish.views.sentences import Sentence, sentence
from gameplan.wording import gaps as gap_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.gaps import Gap
    from gameplan.wording.gaps import GapSentence

_MOST_SHOWN = 12
_MOST_GAPS = 200


@dataclass(frozen=True, slots=True)
class GapItem:
    """A gap, and for authors what closes it."""

    sentence: Sentence
    todo: str = ""
    plan: str = ""
    """Where the entry is begun that closes it; empty where the host isn't known."""
    draft: str = ""
    """What to write there, where the host doesn't take it with the link."""
    accept: str = ""
    """The line that accepts it."""
    accept_file: Link | None = None
    """The file in which it stands."""
    edit: str = ""
    """Where the page itself is edited."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The gaps of a kind."""

    kind: str
    title: str
    total: int
    shown: tuple[GapItem, ...]
    folded: tuple[GapItem, ...]
    more: int
    """How many are left out."""


@dataclass(frozen=True, slots=True)
class AcceptedGap:
    """What may stay empty."""

    sentence: Sentence
    reason: str


def gap_groups(context: Context) -> tuple[GapGroup, ...]:
    """Return the gaps kind by kind."""
    by_kind: dict[str, list[Gap]] = {kind: [] for kind in KINDS}
    for gap in gaps_of(context):
        by_kind[gap.kind].append(gap)
    return tuple([_group(context, kind, gaps) for kind, gaps in by_kind.items() if gaps])


def _group(context: Context, kind: str, gaps: list[Gap]) -> GapGroup:
    items = tuple([_item(context, gap) for gap in gaps[:_MOST_GAPS]])
    # One or two folded ones are no fewer than the fold.
    shown = _MOST_SHOWN if len(items) > _MOST_SHOWN + 2 else len(items)
    more = len(gaps) - len(items)
    return GapGroup(kind, gap_words.kind_words(kind), len(gaps), items[:shown], items[shown:], more)


def _item(context: Context, gap: Gap) -> GapItem:
    if not context.edition.language.hints:
        return GapItem(_sentence(context, gap.told, gap.page, gap.anchor))
    host, accept = context.edition.host, gap.accept
    whole = host is not None and host.takes_content
    file = None
    if accept:
        file = Link(accept.page.path, host.edit(accept.page.path, accept.line) if host else None)
    return GapItem(
        sentence=_sentence(context, gap.told, gap.page, gap.anchor),
        todo=gap.todo,
        plan=plan_url(context, gap.draft, "") if gap.draft else "",
        draft="" if whole or not gap.draft else draft_text(gap.draft),
        accept=accept.text if accept else "",
        accept_file=file,
        edit=host.edit(gap.page.path) if host and not gap.draft else "",
    )


def _sentence(context: Context, told: GapSentence, page: Page | None = None, anchor: str = "") -> Sentence:
    """Return a sentence in which pages are links, that of one page to a place on it."""
    uris = context.addresses.uris
    return sentence(
        told.text,
        **{
            name: each
            if isinstance(each, str)
            else Link(each.title, None, each.kind.icon, uris[each.path], anchor if each is page else "")
            for name, each in told.gaps.items()
        },
    )


def accepted_gaps(context: Context) -> tuple[AcceptedGap, ...]:
    """Return what may stay empty, each with its reason."""
    return tuple(AcceptedGap(_sentence(context, told), reason) for told, reason in _accepted(context))


def _accepted(context: Context) -> Iterator[tuple[GapSentence, str]]:
    for cell in context.analysis.coverage.cells:
        if cell.accepted and cell.asked and not cell.entries and not cell.live:
            yield gap_words.empty_stage(cell), cell.accepted
    for row in context.analysis.coverage.goals:
        reason = context.analysis.coverage.accepted_goals.get(row.goal.id)
        if reason and not row.ahead:
            yield gap_words.accepted_idle(row.goal), reason
