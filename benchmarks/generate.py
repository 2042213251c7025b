"""Write a synthetic playbook that is valid and has the same bytes for the same size and seed.

Page number i never depends on how many pages there are: the playbook of 100 entries is part of the one of 1,000, so
that the same page can be compared at all sizes. One file, since a script can't import its neighbours and be typed.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

TODAY = date(2026, 11, 22)
FIRST_DAY = date(2025, 12, 1)
LAST_DAY = date(2027, 11, 21)
# The earliest entries cite the same goals and have a month to themselves: whatever a page says of its neighbours
# (previous and next, by date, folder or goal) is then the same at all sizes.
OPENING_DAYS = (date(2025, 11, 24), date(2025, 11, 25), date(2025, 11, 26))
OPENING_GOALS = (3, 4)
ENTRIES_PER_GOAL = 20
FEWEST_GOALS = 5
GOALS_PER_AREA = 25
FIRST_AREAS = 2

PEOPLE = (
    *("ana", "ben", "carla", "david", "elif", "farid", "greta", "hugo", "ines", "jonas"),
    *("kira", "liam", "marta", "noor", "oskar", "petra", "quinn", "rosa", "sami", "tilda"),
)
AUDIENCES = (
    *("founder-fay", "bookkeeper-bo", "developer-dee", "adviser-amir"),
    *("teacher-tess", "analyst-ali", "partner-pia", "student-sol"),
)
CHANNELS = ("blog", "newsletter", "podcast", "events", "social", "docs")
STAGES = ("notice", "consider", "try", "buy", "use", "advocate")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
JOURNEYS = {"founding": "founder-fay", "building": "developer-dee"}
FALLING_KPIS = ("ticket-rate", "time-to-answer")
KPIS = (
    *("organic-sign-ups", "trial-conversion", "newsletter-readers", "webinar-seats", "partner-leads"),
    *("docs-satisfaction", "returning-visitors", *FALLING_KPIS),
)

PUBLISHED_TYPES = ("article", "video", "podcast", "email", "social", "page", "report", "release")
DONE_TYPES = ("webinar", "event", "campaign", "launch", "task", "milestone", "review")
OPEN_STATUSES = ("planned", "in-progress", "in-review", "approved", "scheduled")
FORMS = ("Checklist", "Guide", "Interview", "Comparison", "Case study", "Template pack", "Walk-through", "Field notes")
TOPICS = (
    *("VAT returns", "invoice reminders", "year-end closing", "expense rules", "bank imports", "payroll dates"),
    *("the partner portal", "the public API", "cash-flow planning", "audit trails", "open receipts", "price changes"),
)
VERBS = ("Rank first for", "Halve the questions about", "Teach", "Be quoted on", "Win trials through")
SENTENCES = (
    "Readers ask for this every week, and so far we answer them one at a time.",
    "The draft should fit on one screen and end with a single next step.",
    "We keep the numbers in one place, so that nobody has to search for them.",
    "Last quarter's piece on the same subject still brings a third of all visits.",
    "Whoever edits the text also checks that every example can be repeated.",
    "Support has collected the ten questions that come up most often.",
    "It is better to publish a short answer early than a complete one too late.",
    "A customer has agreed to be named and will read the text before it goes out.",
    "The screenshots are taken from the current version, in light and in dark.",
    "Nothing here needs a log-in, and nothing is promised that we can't show.",
)
TASKS = (
    *("Agree on the outline", "Collect three examples", "Write the draft", "Have the facts checked"),
    *("Choose a picture", "Prepare the short versions", "Ask for the sign-off", "Tell support the date"),
)
CODE = """
```python
def due(month: int) -> str:
    return f"on the 10th of month {month + 1}"
```
"""
SETTINGS = f"""\
site_name: Synthetic playbook
site_url: https://playbook.example.org/
docs_dir: strategy
theme:
  name: material
plugins:
  - search
  - gameplan:
      timezone: Europe/Berlin
      uid_namespace: 7c0f5f0e-2d0b-4c57-9a53-52f6a2e0b9d1
      today: {TODAY}
      limits: {{same_day: 100}}
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the playbook: its path from the root, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """When an entry happens: what its front matter says, and the days that this covers."""

    fields: Mapping[str, str]
    first: date
    last: date
    is_window: bool = False


def playbook(entries: int, seed: int) -> Iterator[Page]:
    """Every file of a playbook with so many entries."""
    goals = max(FEWEST_GOALS, -(-entries // ENTRIES_PER_GOAL))
    yield Page("mkdocs.yml", SETTINGS)
    yield vision()
    yield from (goal(number, seed) for number in range(1, goals + 1))
    yield from (audience(name) for name in AUDIENCES)
    yield from (journey(name, whose) for name, whose in JOURNEYS.items())
    yield from (channel(name) for name in CHANNELS)
    yield from (kpi(number, name) for number, name in enumerate(KPIS, start=1))
    yield from (person(name) for name in PEOPLE)
    yield from (entry(number, seed) for number in range(1, entries + 1))


def page(path: str, fields: Mapping[str, str], body: str) -> Page:
    """A page of front matter, whose values are YAML as they stand, and body."""
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return Page(path, f"---\n{lines}---\n\n{body}")


def flow(items: Iterable[str]) -> str:
    """The items as a YAML list on one line."""
    return f"[{', '.join(items)}]"


def in_turn(items: Sequence[str], number: int) -> str:
    """The item whose turn it is: unlike chance, this leaves none unused."""
    return items[number % len(items)]


def spoken(name: str) -> str:
    """An id as a title."""
    return name.replace("-", " ").capitalize()


# Strategy


def vision() -> Page:
    """The mission. Without links between files: the plain site of compare.py puts it into another folder."""
    fields = {"kind": "vision", "title": "Every small business closes its books with confidence", "owner": PEOPLE[0]}
    return page("strategy/index.md", fields, "We serve [[goal:goal-001]] and [[goal:goal-002]] first.\n")


def goal_id(number: int) -> str:
    """The id of a goal, which is also its file's stem."""
    return f"goal-{number:03}"


def goal_title(number: int) -> str:
    """The title of a goal, which no other goal has."""
    return f"{in_turn(VERBS, number)} {in_turn(TOPICS, number)} ({number})"


def goal_above(number: int) -> int | None:
    """The parent in a tree of three levels; None for a goal area."""
    if number <= FIRST_AREAS or number % GOALS_PER_AREA == 0:
        return None
    if number < GOALS_PER_AREA:
        return 1 + number % FIRST_AREAS
    place = number % GOALS_PER_AREA
    place_in_group = (place - 1) % 6
    return number - (place_in_group or place)


def goal(number: int, seed: int) -> Page:
    """A goal that is in force as long as there are entries."""
    above = goal_above(number)
    fields = {
        "id": goal_id(number),
        "title": goal_title(number),
        **({"parent": goal_id(above)} if above else {}),
        "owner": in_turn(PEOPLE, number),
        "start": "2025-10-01",
        "end": "2028-12-31",
        "lifecycle": "accepted",
        "kpis": flow((in_turn(KPIS, number), in_turn(KPIS, number + 4))),
        "audiences": flow((in_turn(AUDIENCES, number), in_turn(AUDIENCES, number + 3))),
        "success": f"People name us first when they speak of {in_turn(TOPICS, number)}",
        "review_by": "2027-06-30",
    }
    part_of = f"Part of [{goal_title(above)}]({goal_id(above)}.md).\n\n" if above else ""
    why = Random(f"{seed} goal {number}").sample(SENTENCES, 3)
    body = f"{part_of}## Why\n\n{' '.join(why)}\n"
    return page(f"strategy/goals/{goal_id(number)}.md", fields, body)


def audience(name: str) -> Page:
    """A persona."""
    fields = {"id": name, "title": spoken(name), "needs": "A straight answer", "segment": "small business"}
    return page(f"strategy/audiences/{name}.md", fields, f"{SENTENCES[0]}\n")


def journey(name: str, whose: str) -> Page:
    """An audience's way through all stages."""
    stages = (f"{{id: {stage}, title: {spoken(stage)}, question: What do I need to {stage}?}}" for stage in STAGES)
    fields = {"id": name, "title": spoken(name), "audience": whose, "stages": flow(stages)}
    return page(f"strategy/journeys/{name}.md", fields, f"{SENTENCES[5]}\n")


def channel(name: str) -> Page:
    """A place where things are said."""
    fields = {"id": name, "title": spoken(name), "medium": "owned", "url": f"https://example.org/{name}"}
    return page(f"strategy/channels/{name}.md", fields, f"{SENTENCES[1]}\n")


def kpi(number: int, name: str) -> Page:
    """A measure with a reading a month, each a little ahead of the way to the target."""
    sign, baseline = (-1, 100 * number) if name in FALLING_KPIS else (1, 10 * number)
    months = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(10, 23)]
    readings = (f"{day}: {baseline + sign * 4 * number * step}" for step, day in enumerate(months))
    fields = {
        "id": name,
        "title": spoken(name),
        "unit": "a month",
        "direction": "down" if sign < 0 else "up",
        "baseline": f"{{value: {baseline}, on: 2025-11-01}}",
        "target": f"{{value: {baseline + sign * 80 * number}, on: 2027-11-30}}",
        "readings": f"{{{', '.join(readings)}}}",
    }
    return page(f"strategy/kpis/{name}.md", fields, f"{SENTENCES[2]}\n")


def person(name: str) -> Page:
    """Somebody who owns entries, and enough of them a week for the largest playbook."""
    fields = {"id": name, "title": spoken(name), "role": "Editor", "email": f"{name}@example.org", "capacity": "40"}
    return page(f"strategy/people/{name}.md", fields, f"{SENTENCES[4]}\n")


# Plan


def entry(number: int, seed: int) -> Page:
    """A plan entry with 12 to 15 keys."""
    chance = Random(f"{seed} entry {number}")
    when = schedule(number, chance)
    goals = cited_goals(number, chance)
    form, topic, kind = chance.choice(FORMS), chance.choice(TOPICS), chance.choice(PUBLISHED_TYPES + DONE_TYPES)
    name = f"{form} {topic} {number:05}".lower().replace(" ", "-")
    journey_name = in_turn(tuple(JOURNEYS), number)
    audiences = dict.fromkeys((JOURNEYS[journey_name], in_turn(AUDIENCES, number // 2)))
    fields = {
        "id": name,
        "title": f"{form} on {topic}",
        "type": kind,
        "goals": flow([goal_id(cited) for cited in goals]),
        "status": status(when, kind, chance),
        **when.fields,
        "owner": in_turn(PEOPLE, number),
        "audiences": flow(audiences),
        "stage": f"{journey_name}/{in_turn(STAGES, number // len(JOURNEYS))}",
        "channels": flow(dict.fromkeys((in_turn(CHANNELS, number), chance.choice(CHANNELS)))),
        **({} if when.is_window else {"deadlines": deadlines(when.first, in_turn(PEOPLE, number + 7))}),
        "tags": flow(chance.sample(("tax", "books", "growth", "trust", "how-to"), 2)),
        "summary": f"What to know of {topic}, told as a {form.lower()}.",
    }
    return page(f"plan/{when.first:%Y/%m}/{name}.md", fields, entry_body(goals, when, chance))


def cited_goals(number: int, chance: Random) -> tuple[int, ...]:
    """One to three goals that every playbook with this entry has; each goal gets its share of entries."""
    if number <= len(OPENING_DAYS):
        return OPENING_GOALS
    if number <= FEWEST_GOALS * ENTRIES_PER_GOAL:
        first, known = (number - 1) % FEWEST_GOALS + 1, FEWEST_GOALS
    else:
        first = known = (number - 1) // ENTRIES_PER_GOAL + 1
    further = chance.choices((0, 1, 2), weights=(5, 3, 2))[0]
    return (first, *chance.sample([other for other in range(1, known + 1) if other != first], further))


def schedule(number: int, chance: Random) -> Schedule:
    """A day, several, a time of day, a repetition, or a window where the day isn't known yet."""
    if number <= len(OPENING_DAYS):
        return days(OPENING_DAYS[number - 1], 0)
    day = FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days + 1))
    shape = chance.choices(("day", "days", "timed", "repeated", "window"), weights=(40, 20, 20, 10, 10))[0]
    if shape == "timed":
        return timed(day, chance)
    if shape == "repeated":
        return repeated(day, chance)
    if shape == "window" and day > TODAY:
        return window(day, chance)
    return days(day, chance.randint(1, 4) if shape == "days" else 0)


def days(first: date, more: int) -> Schedule:
    """One day or several in a row."""
    last = first + timedelta(days=more)
    return Schedule({"start": str(first), **({"end": str(last)} if more else {})}, first, last)


def timed(day: date, chance: Random) -> Schedule:
    """A time of day: office hours, which no change of the clocks falls into."""
    zone = chance.choice(("", "", "Europe/London", "America/New_York", "Asia/Kolkata"))
    fields = {
        "start": f"{day} {chance.randint(9, 16):02}:{chance.choice((0, 15, 30)):02}",
        "duration": chance.choice(("30m", "45m", "90m")),
        **({"timezone": zone} if zone else {}),
    }
    return Schedule(fields, day, day)


def repeated(day: date, chance: Random) -> Schedule:
    """A bounded repetition whose start is its first occurrence, in each of the three ways to write it."""
    weeks = chance.randint(6, 12)
    last = day + timedelta(weeks=weeks)
    form = chance.choice(("weekly", "monthly", "rule"))
    if form == "weekly":
        repeat = f"{{every: week, until: {last}, except: [{day + timedelta(weeks=2)}]}}"
    elif form == "monthly":
        day = first_monday(day)
        last = day + timedelta(weeks=weeks)
        repeat = f"{{every: month, on: first monday, until: {last}}}"
    else:
        repeat = f"FREQ=WEEKLY;BYDAY={WEEKDAYS[day.weekday()]};COUNT={weeks + 1}"
    return Schedule({"start": str(day), "repeat": repeat}, day, last)


def first_monday(day: date) -> date:
    """The first Monday of the day's month."""
    first = day.replace(day=1)
    return first + timedelta(days=-first.weekday() % 7)


def window(day: date, chance: Random) -> Schedule:
    """The month, quarter or half-year that the day is in."""
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    name, month = chance.choice(
        ((f"{day:%m}", day.month), (f"Q{quarter}", 3 * quarter - 2), (f"H{half}", 6 * half - 5))
    )
    return Schedule({"start": f"{day.year}-{name}"}, date(day.year, month, 1), day, is_window=True)


def status(when: Schedule, kind: str, chance: Random) -> str:
    """What has happened is published or done; what runs today is in progress."""
    if when.is_window:
        return "idea"
    if when.last < TODAY:
        return "published" if kind in PUBLISHED_TYPES else "done"
    return "in-progress" if when.first <= TODAY else chance.choice(OPEN_STATUSES)


def deadlines(start: date, owner: str) -> str:
    """Three days before the start, done where they are over."""
    brief, draft, review = (start - timedelta(days=before) for before in (21, 14, 7))
    return f"{{brief: {due(brief)}, draft: {due(draft, f'owner: {owner}, ')}, review: {due(review)}}}"


def due(day: date, more: str = "") -> str:
    """A deadline as short as it can be written."""
    done = "done: true" if day <= TODAY else "done: false"
    return f"{{on: {day}, {more}{done}}}" if more or day <= TODAY else str(day)


def entry_body(goals: Sequence[int], when: Schedule, chance: Random) -> str:
    """About 950 bytes: two headings, paragraphs, links to goals, a task list; now and then code."""
    said = chance.sample(SENTENCES, 9)
    links = " and ".join(f"[{goal_title(cited)}](../../../strategy/goals/{goal_id(cited)}.md)" for cited in goals)
    mention = f" It also helps [[goal:{goal_id(goals[0])}]]." if chance.random() < 1 / 4 else ""
    span = " The draft is in `drafts/outline.md`." if chance.random() < 1 / 3 else ""
    done = "x" if when.last < TODAY else " "
    tasks = "\n".join(f"- [{done}] {task}" for task in chance.sample(TASKS, 4))
    code = CODE if chance.random() < 1 / 6 else ""
    return (
        f"{said[0]} {said[1]}\n\n"
        f"## Why\n\nThis serves {links}.{mention} {said[2]} {said[3]}\n\n{said[4]} {said[5]} {said[6]}\n\n"
        f"## What to do\n\n{said[7]} {said[8]}{span}\n\n{tasks}\n{code}"
    )


def write(pages: Iterator[Page], folder: Path) -> int:
    """Write the pages below the folder; answer how many."""
    count = 0
    for count, each in enumerate(pages, start=1):  # noqa: B007  the last count is the answer
        path = folder / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.text.encode())
    return count


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="a folder that is empty or not there yet")
    parser.add_argument("--entries", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    out: Path = arguments.out
    if out.exists() and any(out.iterdir()):
        sys.exit(f"{out} isn't empty: pages of two sizes would mix")
    print(f"{write(playbook(arguments.entries, arguments.seed), out)} files in {out}")


if __name__ == "__main__":
    main()
