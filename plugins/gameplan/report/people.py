"""Whom we talk to, what we say, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.pages import Audience, Channel, Message
from gameplan.report.scope import listing
from gameplan.report.texts import cell, left_out, quiet, strong, table, text, told
from gameplan.report.value import Column, Section
from gameplan.summary.value import Said
from gameplan.wording import dates as words
from gameplan.wording.labels import choice_words

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.report.scope import Scope
    from gameplan.report.value import Cell, Line

_MOST = 15
_MOST_TEXTS = 3
_MOST_NAMES = 4


def audience_section(scope: Scope) -> Section:
    """Return the audiences with what they need."""
    pages = scope.of_kind("audience")
    columns = (Column("Audience", 40), Column("What they need", 60))
    rows = tuple(_audience(scope, page) for page in pages[:_MOST])
    return Section("Audiences", (table(columns, rows, left_out(len(pages) - _MOST, "audiences")),))


def _audience(scope: Scope, page: Page) -> tuple[Cell, ...]:
    fields = page.fields
    segment = fields.segment if isinstance(fields, Audience) else ""
    needs = told(fields.needs, _MOST_TEXTS) if isinstance(fields, Audience) else ()
    return (
        cell(strong(scope.said(page)), quiet(Said(segment))),
        cell(*(needs or (text(Said(scope.lookups.summary(page))),))),
    )


def message_section(scope: Scope) -> Section:
    """Return the messages with what proves them."""
    pages = scope.of_kind("message")
    columns = (Column("What we say", 42), Column("What proves it", 35), Column("To whom", 23))
    rows = tuple(_message(scope, page) for page in pages[:_MOST])
    return Section("Messages", (table(columns, rows, left_out(len(pages) - _MOST, "messages")),))


def _message(scope: Scope, page: Page) -> tuple[Cell, ...]:
    fields = page.fields
    proof = told(fields.proof, _MOST_TEXTS) if isinstance(fields, Message) else ()
    audiences = [scope.said(each) for each in scope.lookups.targets(page, "audiences")]
    return (
        cell(strong(scope.said(page)), text(Said(scope.lookups.summary(page)))),
        cell(*proof),
        cell(text(*listing(audiences, _MOST_NAMES))),
    )


def channel_section(scope: Scope) -> Section:
    """Return the channels with what they promise."""
    pages = scope.of_kind("channel")
    columns = (Column("Channel", 40), Column("Reach", 20), Column("What it promises", 40))
    rows = tuple(_channel(scope, page) for page in pages[:_MOST])
    return Section("Channels", (table(columns, rows, left_out(len(pages) - _MOST, "channels")),))


def _channel(scope: Scope, page: Page) -> tuple[Cell, ...]:
    fields = page.fields
    if not isinstance(fields, Channel):
        return (cell(strong(scope.said(page))), cell(), cell())
    owner = scope.owners(page)
    medium = choice_words(fields.medium) if fields.medium else ""
    beside = quiet(*_joined(medium.capitalize(), Said(owner) if owner else ""))
    promises: list[Line] = [text(Said(words.commitment_words(each))) for each in fields.commitments[:_MOST_TEXTS]]
    reach = words.number_words(fields.reach) if fields.reach is not None else ""
    return (cell(strong(scope.said(page)), beside), cell(text(f"{reach} people" if reach else "")), cell(*promises))


def _joined(*parts: str | Said) -> tuple[str | Said, ...]:
    """Texts with commas between, empty ones left out."""
    found = [part for part in parts if part]
    return tuple(piece for number, part in enumerate(found) for piece in ((", ", part) if number else (part,)))
