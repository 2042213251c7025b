"""News: what was published and what changed in the plan, as Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from gameplan.analysis.changes import told
from gameplan.model.status import Stage
from gameplan.publish.ics import content_lines as lines
from gameplan.publish.ics.components import EPOCH, uid
from gameplan.wording import dates as words
from gameplan.wording.changes import sentence
from gameplan.wording.labels import status_label, told_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gameplan.analysis.changes import ToldChange
    from gameplan.model.page import Entry, Page
    from gameplan.publish.feeds.source import Source

ATOM, JSON = "feed.xml", "feed.json"
"""Where the feeds lie."""
MOST_ITEMS = 50
_NAMESPACE = "http://www.w3.org/2005/Atom"
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 doesn't allow (2.2), and the control characters that it only advises against."""
_NOON = time(12, tzinfo=UTC)
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A piece of news."""

    id: str
    """A URN: the same in every build, whatever titles and addresses become."""
    when: datetime
    what: str
    """`added`, `moved`, `status`, `removed` or `published`."""
    title: str
    text: str
    url: str = ""
    """The entry's page; empty where the site's address isn't known, and of what is gone."""
    external: str = ""
    """Where it went live."""


def news_files(source: Source) -> Mapping[str, bytes]:
    """Both feeds, by uri: the same bytes as long as neither the plan nor its history changes, whatever day it is."""
    items = news(source)
    return {ATOM: atom(source, items), JSON: json_feed(source, items)}


def news(source: Source) -> tuple[NewsItem, ...]:
    """The newest news of what the edition shows, newest first; nothing of drafts."""
    entries = {entry.id: entry for entry in source.edition.playbook.entries if entry.fields.visibility != "draft"}
    published = {entry.id: item for entry in entries.values() if (item := _published(source, entry))}
    items = {item.id: item for item in (*_changed(source, published), *published.values())}
    ordered = sorted(items.values(), key=lambda item: item.id)
    return tuple(sorted(ordered, key=lambda item: item.when, reverse=True)[:MOST_ITEMS])


def _published(source: Source, entry: Entry) -> NewsItem | None:
    """Report that an entry was published: on the day that it says, else on its own, unless that is after the newest commit."""
    if entry.status.stage is not Stage.PUBLISHED:
        return None
    day = entry.entry.published
    if day is None and entry.schedule.start is not None:
        day = entry.schedule.first_day
        if day is not None and source.edition.as_of is not None and day > source.edition.as_of:
            return None
    if day is None:
        return None
    live = entry.entry.url or ""
    return NewsItem(
        id=_urn(source, "published", entry.id),
        when=datetime.combine(day, _NOON),
        what="published",
        title=say("{label}: {title}", label=status_label(entry.status), title=entry.title),
        text=_text(
            say("{status} on {day}.", status=status_label(entry.status), day=words.day_words(day)),
            _goals(source.edition.playbook.targets(entry, "goals")),
            source.lookups.summary(entry),
        ),
        url=source.addresses.absolute(entry),
        external=live if live.startswith(_WEB) else "",
    )


def _changed(source: Source, published: Mapping[str, NewsItem]) -> Iterator[NewsItem]:
    """Report the public changes. A publication is told once, and not again as a change of status."""
    stages = {status.name: status.stage for status in source.edition.playbook.vocabulary.statuses}
    for found in told(source.lookups, source.edition.revisions):
        change = found.change
        if not (change.what == "status" and change.id in published and stages.get(change.after) is Stage.PUBLISHED):
            yield _item(source, found)


def _item(source: Source, found: ToldChange) -> NewsItem:
    change = found.change
    moment = _moment(change.when)
    return NewsItem(
        id=_urn(source, change.what, change.id, moment, change.before, change.after),
        when=change.when,
        what=change.what,
        title=say(
            "{label}: {title}",
            label=told_label(change.after if change.what == "status" else change.what),
            title=found.title,
        ),
        text=_text(sentence(change), _goals(found.goals)),
        url=source.addresses.absolute(found.entry) if found.entry else "",
    )


def _urn(source: Source, *names: str) -> str:
    return f"urn:uuid:{uid(source.edition.calendar.namespace, 'news', *names)}"


def _goals(goals: Sequence[Page]) -> str:
    names = ", ".join(goal.title for goal in goals)
    return plural("Goal: {goals}.", "Goals: {goals}.", len(goals), goals=names) if names else ""


def _text(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def atom(source: Source, items: Sequence[NewsItem]) -> bytes:
    """The news as Atom."""
    root = ET.Element("feed", {"xmlns": _NAMESPACE})
    _add(root, "id", _urn(source))
    _add(root, "title", say("News – {site}", site=source.edition.site_name))
    _add(root, "updated", _moment(_updated(items)))
    _add(ET.SubElement(root, "author"), "name", source.edition.site_name)
    _add(root, "generator", "Gameplan")
    if source.edition.base:
        _link(root, "self", source.edition.base + ATOM, "application/atom+xml")
        _link(root, "alternate", source.edition.base, "text/html")
    for item in items:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "published", _moment(item.when))
        _add(entry, "updated", _moment(item.when))
        if item.url:
            _link(entry, "alternate", item.url, "text/html")
        if item.external:
            _link(entry, "related", item.external)
        ET.SubElement(entry, "category", {"term": item.what})
        # Content and no summary: an entry without content must have an alternate link (RFC 4287 4.1.2).
        _add(entry, "content", item.text).set("type", "text")
    ET.indent(root)
    made = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{made}\n'.encode()


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _clean(text)
    return element


def _link(parent: ET.Element, rel: str, href: str, form: str = "") -> None:
    ET.SubElement(parent, "link", {"rel": rel, **({"type": form} if form else {}), "href": lines.uri(href)})


def json_feed(source: Source, items: Sequence[NewsItem]) -> bytes:
    """The news as JSON Feed."""
    base = source.edition.base
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(say("News – {site}", site=source.edition.site_name)),
        "authors": [{"name": _clean(source.edition.site_name)}],
        **({"home_page_url": lines.uri(base), "feed_url": lines.uri(base + JSON)} if base else {}),
        "items": [
            {
                "id": item.id,
                "title": _clean(item.title),
                "content_text": _clean(item.text),
                "date_published": _moment(item.when),
                "date_modified": _moment(item.when),
                "tags": [item.what],
                **({"url": lines.uri(item.url)} if item.url else {}),
                **({"external_url": lines.uri(item.external)} if item.external else {}),
            }
            for item in items
        ],
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _updated(items: Sequence[NewsItem]) -> datetime:
    return max((item.when for item in items), default=EPOCH)


def _moment(when: datetime) -> str:
    """RFC 3339, in UTC."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _clean(text: str) -> str:
    """A text of one line, NFC, with nothing that XML forbids."""
    return " ".join(FORBIDDEN.sub("", unicodedata.normalize("NFC", text)).split())
