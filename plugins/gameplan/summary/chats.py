"""Summaries for chats: what Slack's and Teams' incoming webhooks take. Texts are never read as their Markdown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gameplan.diagnostics import visible
from gameplan.summary.value import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.summary.value import Row, Section, Summary

_MOST_ROWS = 20
"""Of a section: a chat is no place for more."""
_LONGEST_TEXT = 250
"""Characters in one place."""


def as_slack(summary: Summary) -> str:
    """Write a summary as the JSON that an incoming webhook of Slack takes (Block Kit, rich text)."""
    blocks: list[dict[str, Any]] = [_header(summary.title), _rich([_section((summary.lead,))])]
    for section in summary.sections:
        style = {"bold": True}
        title = {"type": "text", "text": f"{_mark(section)}{section.title}", "style": style}
        rows = [_section(row) for row in _rows(section)]
        listed = {"type": "rich_text_list", "style": "bullet", "elements": rows}
        blocks.append(_rich([{"type": "rich_text_section", "elements": [title]}, listed]))
    if summary.footer:
        blocks.append(_rich([_section(summary.footer)]))
    return json.dumps({"text": f"{summary.title}: {summary.lead}", "blocks": blocks}, indent=1) + "\n"


def as_teams(summary: Summary) -> str:
    """Write a summary as the JSON that an incoming webhook of Teams takes (an Adaptive Card 1.4 of rich text)."""
    body: list[dict[str, Any]] = [
        {"type": "TextBlock", "text": summary.title, "size": "large", "weight": "bolder", "wrap": True},
        _runs((summary.lead,)),
    ]
    for section in summary.sections:
        body.append({"type": "TextBlock", "text": f"{_mark(section)}{section.title}", "weight": "bolder", "wrap": True})
        body += [_runs(("• ", *row)) for row in _rows(section)]
    if summary.footer:
        body.append(_runs(summary.footer))
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    content = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return json.dumps({"type": "message", "attachments": [content]}, indent=1) + "\n"


def _rows(section: Section) -> Iterator[Row]:
    yield from section.rows[:_MOST_ROWS]
    if len(section.rows) > _MOST_ROWS:
        yield (f"… and {len(section.rows) - _MOST_ROWS} more",)


def _mark(section: Section) -> str:
    return "⚠ " if section.risky else ""


def _words(part: str | Said) -> str:
    text = " ".join(visible(part.text).split()) if isinstance(part, Said) else part
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"


def _header(text: str) -> dict[str, Any]:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150], "emoji": False}}


def _rich(elements: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": elements}


def _section(row: Row) -> dict[str, Any]:
    parts = [(_words(part), part.url if isinstance(part, Said) else "") for part in row]
    elements = [
        {"type": "link", "url": url, "text": text} if url else {"type": "text", "text": text}
        for text, url in parts
        if text
    ]
    return {"type": "rich_text_section", "elements": elements or [{"type": "text", "text": " "}]}


def _runs(row: Row) -> dict[str, Any]:
    runs = []
    for part in row:
        url = part.url if isinstance(part, Said) else ""
        action = {"selectAction": {"type": "Action.OpenUrl", "url": url}} if url else {}
        if text := _words(part):
            runs.append({"type": "TextRun", "text": text, **action})
    return {"type": "RichTextBlock", "inlines": runs or [{"type": "TextRun", "text": " "}]}
