"""What a place is about: the page that it names, or the field that it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gameplan.assist.citing import cited
from gameplan.assist.cursor import Where, cursor_at
from gameplan.assist.declared import field_at, keys_at
from gameplan.assist.hints import counted_day
from gameplan.assist.kinds import kind_of
from gameplan.assist.target import target_at
from gameplan.diagnostics import visible
from gameplan.model.own_fields import declared_values
from gameplan.model.page import Entry
from gameplan.model.pages import Goal, Kpi
from gameplan.read.spec import spec
from gameplan.wording import dates as words
from gameplan.wording import labels, standings
from gameplan.wording.declared_values import called, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text
    from gameplan.diagnostics import Span
    from gameplan.model.field_forms import FieldForm
    from gameplan.model.page import Page

_MARKS = re.compile(r"([\\`*_\[\]#|<>&~$]|^[-+](?= )|(?<=^[0-9])[.)](?= ))")
"""What would be a mark in Markdown, wherever it stands or at the beginning of a line."""
_LONGEST = 300
"""Characters of a text that is shown."""


class Card(NamedTuple):
    """What is said of a place."""

    span: Span
    """What it is about."""
    text: str
    """Markdown, in which the author's words are no marks."""


def card(checked: Checked, text: Text, line: int, column: int) -> Card | None:
    """Say what a place is about; None where there is nothing to say.

    Args:
        checked: the playbook as it was checked last.
        text: the file's, as it is now.
        line: from 1.
        column: in characters, from 1.
    """
    target = target_at(checked, text, line, column)
    if target is not None:
        return Card(target.span, of_page(checked, target.page))
    cursor, kind = cursor_at(text, line, column), kind_of(text, checked)
    if kind is None or not cursor.whole or cursor.where not in (Where.KEY, Where.VALUE):
        return None
    if cursor.where is Where.VALUE:
        day = counted_day(checked, text.path, cursor.whole.strip())
        return Card(cursor.span, words.day_words(day)) if day else None
    name = cursor.whole.strip()
    if cursor.path:
        field = next((each for each in keys_at(kind, cursor.path, checked.vocabulary) if each.name == name), None)
    else:
        field = field_at(kind, (name,), checked.vocabulary) if name in spec(kind).names else None
    return Card(cursor.span, _of_field(field)) if field is not None else None


def of_page(checked: Checked, page: Page) -> str:
    """Say in a few lines of Markdown what a page is, how it stands, and what cites it."""
    lines = [f"**{plain(page.title)}**", " · ".join(_facts(checked, page))]
    if standing := _standing(checked, page):
        lines.append(standing)
    if page.fields.summary or page.body.text:
        summary = page.fields.summary or page.body.excerpt
        lines += [plain(summary)] if summary else []
    lines.append(f"*{plain(str(cited(checked, page)))}*")
    return "\n\n".join(lines)


def _facts(checked: Checked, page: Page) -> Iterator[str]:
    fields = page.fields
    yield f"{plain(page.kind.noun)} {plain(page.id)}"
    if isinstance(page, Entry):
        yield plain(labels.entry_status(page))
        yield plain(words.when_words(page, checked.vocabulary.zone))
        if page.entry.type:
            yield plain(labels.type_label(page.entry.type))
    if isinstance(fields, Goal):
        yield plain(labels.life_label(str(fields.lifecycle)))
        if fields.period:
            yield plain(words.span_words(fields.period))
    if fields.owner:
        yield f"owner {plain(fields.owner[0])}"
    if str(fields.visibility) != "public":
        yield plain(str(fields.visibility))
    for own, values in declared_values(fields):
        if own.fact:
            yield f"{plain(called(own))}: {plain(', '.join(value_words(own, value) for value in values))}"


def _standing(checked: Checked, page: Page) -> str:
    """How a goal or a KPI stands."""
    if isinstance(page.fields, Goal) and (health := checked.scores.goal(page)):
        return plain(f"{standings.state_label(health.state)}. {standings.health_sentence(health)}")
    if isinstance(page.fields, Kpi):
        standing = checked.scores.kpi(page)
        return plain(f"{standings.state_label(standing.status)}. {standings.sentence(page, standing)}")
    return ""


def _of_field(field: FieldForm) -> str:
    """Say what a field is for, and what it takes."""
    lines = [f"**{plain(field.name)}**", plain(field.about)]
    if field.choices:
        lines.append(plain(f"One of {', '.join(field.choices)}."))
    elif field.refers is not None:
        lines.append(plain(f"The id of a {'KPI' if field.refers.kind == 'kpi' else field.refers.kind}."))
    elif field.examples:
        lines.append(plain(f"As in {', '.join(field.examples)}."))
    return "\n\n".join(line for line in lines if line)


def plain(text: str) -> str:
    """An author's words in Markdown: on one line, no longer than anybody reads, and none of them a mark."""
    line = visible(" ".join(text.split()))
    return _MARKS.sub(r"\\\1", line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")
