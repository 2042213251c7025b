"""Playbooks that Hypothesis makes up: entries with any of their fields, dates of every form, and texts of every kind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import yaml
from hypothesis import strategies as st

FAMILY = "👨\u200d👩\u200d👧"
TIMEZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Sydney", "America/Santiago", "Africa/Cairo", "Africa/Casablanca",
    "Asia/Kolkata", "Pacific/Chatham", "Australia/Lord_Howe", "Europe/Dublin", "America/St_Johns", "UTC",
)  # fmt: skip
"""Of both hemispheres, with odd offsets, with changes that follow no rule, and without any."""

pieces = st.sampled_from(
    ("word ", "a", ",", ";", ":", "\\", "\\n", "\\N", '"', "'", "^", "^n", "=", "é", "e\u0301", FAMILY, "𝔘", "🎉",
     "\u05d0\u05d1", "\u062e\u0637\u0629 ", "\u200f", "\u200b", "\u00a0", "%", " < ", "](x)", "END:VEVENT", "a" * 70)
)  # fmt: skip
breaks = st.sampled_from(
    ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c", "\t", "\x00", "\ufeff")
)
line = st.lists(pieces | st.text(max_size=3), min_size=1, max_size=30).map("".join).filter(str.strip)
"""What may stand in a title."""
text = st.lists(pieces | breaks | st.text(max_size=3), min_size=1, max_size=40).map("".join).filter(str.strip)
"""What may stand in a summary."""
days = st.dates(date(2025, 6, 1), date(2028, 3, 31)) | st.sampled_from(
    (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 29), date(2028, 2, 29),
     date(2026, 1, 31), date(2026, 4, 5), date(2026, 3, 8), date(2026, 11, 1), date(2026, 2, 17), date(2026, 12, 31))
)  # fmt: skip
"""Changes of the clocks, leap days and ends of months more often than others."""
clocks = st.times().map(lambda time: f"{time:%H:%M}") | st.sampled_from(("00:00", "02:30", "01:30", "23:59", "12:00"))
ids = {
    "goals": ("grow", "sub"), "audiences": ("makers",), "channels": ("blog", "mail"), "messages": ("claim",),
    "kpis": ("visits",), "people": ("ana", "Ben Ode <ben@example.org>"), "entries": ("e0", "e1", "e2"),
}  # fmt: skip
"""Which ids there are, by kind."""


def some(kind: str) -> st.SearchStrategy[list[str]]:
    """Ids of a kind."""
    return st.lists(st.sampled_from(ids[kind]), min_size=1, max_size=2, unique=True)


@st.composite
def schedules(draw: st.DrawFn) -> dict[str, Any]:
    """The fields that say when: a day, days, a time on the clock, an instant, a window, or a rule."""
    day: date = draw(days)
    form = draw(
        st.sampled_from(
            ("clock", "clocks", "day", "days", "length", "clock", "clocks", "offset", "instant", "window", "none")
        )
    )
    clock, zone = draw(clocks), draw(st.sampled_from(("+02:00", "-07:00", "+05:45")))
    last = day + timedelta(draw(st.integers(0, 40)))
    forms: dict[str, dict[str, Any]] = {
        "day": {"start": f"{day}"},
        "days": {"start": f"{day}", "end": f"{last}"},
        "length": {"start": f"{day}", "duration": draw(st.sampled_from(("1d", "3d", "2w")))},
        "clock": {"start": f"{day} {clock}"},
        "clocks": {"start": f"{day} {clock}", "duration": draw(st.sampled_from(("15m", "1h", "90m", "7h", "1d")))},
        "offset": {"start": f"{day}T{clock}:00{zone}"},
        "instant": {"start": f"{day}T{clock}Z"},
        "window": {"start": draw(st.sampled_from(("2026-Q4", "2027-03", "2027", "TBD")))},
        "none": {},
    }
    found = forms[form]
    if form in ("clock", "clocks", "offset", "instant"):
        found["timezone"] = draw(st.sampled_from(TIMEZONES))
    if form in ("day", "clock", "clocks", "length", "offset") and draw(st.sampled_from((True, True, False))):
        found["repeat"] = draw(rules(day))
    return found


@st.composite
def rules(draw: st.DrawFn, day: date) -> dict[str, Any]:
    """A rule that its first day follows."""
    weekday = f"{day:%A}".lower()
    place = ("first", "second", "third", "fourth", "fifth")[(day.day - 1) // 7]
    every, on = draw(
        st.sampled_from(
            [("day", ""), ("3 days", ""), ("week", ""), ("2 weeks", weekday), ("month", ""), ("month", f"{place} {weekday}"),
             ("month", str(day.day)), ("quarter", ""), ("year", ""), (weekday, "")]
            + ([("month", "last day")] if (day + timedelta(1)).day == 1 else [])
            + ([("month", f"last {weekday}")] if (day + timedelta(7)).month != day.month else [])
        )
    )  # fmt: skip
    rule: dict[str, Any] = {"every": every, **({"on": on} if on else {})}
    if draw(st.booleans()):
        rule["count"] = draw(st.integers(1, 12))
    else:
        rule["until"] = f"{day + timedelta(draw(st.integers(1, 500)))}"
    step = {"day": 1, "3 days": 3, "week": 7, "2 weeks": 14, weekday: 7}.get(every)
    if step and draw(st.sampled_from((True, True, False))):
        gone, moved = (f"{day + timedelta(step * number)}" for number in (1, 3))
        rule["except"] = [gone, {moved: f"{day + timedelta(step * 3 + draw(st.integers(1, 6)))}"}]
        if "count" in rule:
            rule["count"] += 5
        else:
            rule["until"] = f"{day + timedelta(step * 5)}"
    return rule


deadlines = st.dictionaries(
    st.sampled_from(("draft", "legal-review", "final")),
    days.map(str)
    | st.fixed_dictionaries({"on": days.map(str)}, optional={"owner": st.just("ana"), "done": st.booleans()}),
    min_size=1,
    max_size=3,
)
entries = st.tuples(
    st.fixed_dictionaries(
        {"title": line},
        optional={
            "owner": st.sampled_from(ids["people"]), "contributors": some("people"), "approved_by": some("people"),
            "review_by": days.map(str),
            "visibility": st.sampled_from(("public", "public", "internal", "draft")), "summary": text,
            "tags": st.lists(line, max_size=3, unique=True), "type": st.sampled_from(("article", "campaign", "milestone", "launch")),
            "goals": some("goals"), "audiences": some("audiences"), "stage": st.sampled_from(("aware", "use")),
            "channels": some("channels"), "messages": some("messages"), "kpis": some("kpis"),
            "status": st.sampled_from(("cancelled", "idea", "planned", "in-progress", "done", "on-hold", "published")),
            "campaign": st.sampled_from(ids["entries"]), "depends_on": some("entries"), "related": some("entries"), "deadlines": deadlines,
            "effort": st.just("3d"), "budget": st.just("1500 EUR"), "published": days.map(str),
            "url": st.just("https://blog.example.org/é,b;c"), "location": line | st.just("https://meet.example.org/x?a=b,c"),
            "busy": st.booleans(), "aliases": st.just(["old"]), "reviewed": days.map(str),
        },
    ),
    schedules(),
).map(lambda both: {**both[0], **both[1]})  # fmt: skip

options = st.fixed_dictionaries(
    {"timezone": st.sampled_from(TIMEZONES), "calendar": st.fixed_dictionaries(
        {"cancelled": st.just("1800d")},
        optional={
            "title": line, "windows": st.booleans(), "done_mark": st.booleans(), "goal_categories": st.booleans(),
            "planned": st.sampled_from(("tentative", "confirmed")), "refresh": st.sampled_from(("15m", "4h", "1d", "26h")),
            "spans": st.just({"article": "start", "campaign": "start-end"}),
        },
    )},
    optional={"internal": st.booleans()},
)  # fmt: skip


@st.composite
def playbooks(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, Any]]:
    """Files and options of a playbook."""
    strategy: dict[str, dict[str, Any]] = {
        "goals/grow": {"title": draw(line), "review_by": str(draw(days)), "end": "2027-06-30", "success": [draw(line)]},
        "goals/sub": {"title": "Sub", "parent": "grow", "period": "2027-Q1"},
        "audiences/makers": {"title": draw(line)},
        "channels/blog": {"title": "The blog", "summary": draw(text)},
        "channels/mail": {"title": draw(line)},
        "messages/claim": {"title": "Claim", "review_by": str(draw(days)), "owner": "ana"},
        "kpis/visits": {"title": "Visits"},
        "people/ana": {"title": draw(line), "email": "ana@example.org"},
        "journeys/way": {"title": "Way", "stages": [{"id": "aware"}, {"id": "use"}]},
    }
    files = {f"strategy/{path}.md": page(front) for path, front in strategy.items()}
    for number in range(draw(st.integers(2, 4))):
        files[f"plan/e{number}.md"] = page({"goals": ["grow"], **draw(entries)})
    return files, draw(options)


def page(front: dict[str, Any], body: str = "Some text, with *marks*; and a [link](https://example.org).\n") -> str:
    """A file."""
    written = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{written}---\n{body}"
