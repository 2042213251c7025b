"""Moments that other programs write with an offset from UTC, as a clock on a wall shows them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from gameplan.model.zones import zone, zone_names


def wall_clock(text: str, name: str) -> str:
    """Return a moment of ISO 8601 as it is typed in a time zone: `2026-12-03 09:00`; the same text where it has no offset."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return typed(moment, name) if moment.tzinfo else f"{moment:%Y-%m-%d %H:%M}"


def typed(moment: datetime, name: str) -> str:
    """Return an instant as it is typed in a time zone; with its offset where the clock shows that hour twice."""
    place = UTC if name == "UTC" or name not in zone_names() else zone(name)
    local = moment.astimezone(place)
    text = f"{local:%Y-%m-%d %H:%M}"
    other = local.replace(fold=1 - local.fold)
    if other.utcoffset() == local.utcoffset():
        return text
    offset = local.utcoffset() or timedelta(0)
    return f"{text}{_offset(offset)}"


def at(local: datetime, offset: timedelta) -> datetime:
    """Return the instant of a clock that is an offset away from UTC."""
    return local.replace(tzinfo=timezone(offset))


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
