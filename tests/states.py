"""Playbooks that are empty, full or odd: what every view must still make sense of, and the pictures show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from browsing import VIEWS
from builds import build, playbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
WORD = LONG[:200]
"""A title of 200 characters without a blank."""
CONFIG: dict[str, object] = {
    "theme": {
        "name": "material",
        "font": False,
        "features": ["navigation.tabs", "navigation.indexes", "navigation.path", "navigation.footer"],
        "palette": [
            {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Dark"}},
            {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Light"}},
        ],
    },
    "markdown_extensions": ["attr_list", "md_in_html", "tables"],
}
"""As much of Material as the sample has."""


class State(NamedTuple):
    """A playbook."""

    files: Mapping[str, str]
    """Beside those of `builds.playbook`; where one is empty it isn't written at all."""
    says: Mapping[str, str]
    """A sentence that a page of it must have, by the page's address."""
    options: Mapping[str, object] = {}
    pages: tuple[str, ...] = ()
    """Addresses that must be looked at, besides some of each folder."""


def page(title: str, body: str = "", **fields: object) -> str:
    """A page's file."""
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: '{title}'\n{lines}---\n{body}\n"


def goals(count: int) -> dict[str, str]:
    """Goals without any above them."""
    return {f"strategy/goals/goal-{n}.md": page(f"Goal number {n}", "Why.") for n in range(count)}


def _one_of_each(title: str) -> dict[str, str]:
    """A playbook in which all that has a title has this one."""
    return {
        "strategy/index.md": page(title, f"What {title} serves.", kind="vision"),
        "strategy/goals/grow.md": page(
            title, "Why.", owner="ana", audiences="[fay]", kpis="[seats]", success=f"'{title}'"
        ),
        "strategy/goals/below.md": page(title, "Why.", parent="grow", owner="ana", health="at-risk", health_reason=title),
        "strategy/audiences/fay.md": page(title, needs=f"['{title}']", challenges=f"['{title}']", segment=f"'{title}'"),
        "strategy/journeys/way.md": page(
            title, audience="fay", stages=f"[{{id: see, title: '{title}', question: '{title}'}}]"
        ),
        "strategy/messages/voice.md": page(title, "Calm.", goals="[grow]", audiences="[fay]"),
        "strategy/channels/blog.md": page(
            title, medium="owned", commitments="[{of: article, at_least: 2, every: month}]"
        ),
        "strategy/kpis/seats.md": page(
            title,
            goals="[grow]",
            unit=f"'{title}'",
            baseline="{value: 1, on: 2026-01-31}",
            target="{value: 9, on: 2027-01-31}",
            readings="{2026-09-30: 2, 2026-10-31: 3}",
        ),
        "strategy/policies/rule.md": page(title, applies_to="[article]", approvers="[ana]"),
        "strategy/people/ana.md": page(title, role=f"'{title}'", capacity=1),
        "strategy/reviews/2026-q3.md": page(title, "Learnt.", period="2026-Q3", goals="[grow]", decisions=f"['{title}']"),
        "plan/launch.md": page(
            title,
            f"What {title} is.\n\n## {title}\n\nMore.",
            **_entry(title),
        ),
        "plan/second.md": page(title, goals="[below]", start="2026-12-02", end="2026-12-09", owner="ana", type="article"),
        "plan/third.md": page(title, goals="[grow]", start="2026-11-20", owner="ana", status="planned"),
        "plan/idea.md": page(title, goals="[grow]", status="idea", start="2026-Q4"),
    }  # fmt: skip


def _entry(title: str) -> dict[str, object]:
    return {
        "goals": "[below]",
        "start": "2026-12-01 09:00",
        "duration": "90m",
        "owner": "ana",
        "contributors": "[ana]",
        "audiences": "[fay]",
        "stage": "way/see",
        "channels": "[blog]",
        "messages": "[voice]",
        "kpis": "[seats]",
        "depends_on": "[second]",
        "deadlines": f"{{'{title}': 2026-11-25}}",
        "location": f"'{title}'",
        "tags": f"['{title}']",
        "summary": f"'{title}'",
        "status": "in-review",
    }


def _many_on_a_day() -> dict[str, str]:
    kinds = ("article", "video", "email", "webinar")
    return {
        "strategy/people/ana.md": page("Ana Ortiz", capacity=4),
        "strategy/channels/blog.md": page("Blog", commitments="[{of: article, at_least: 2, every: month}]"),
        **{
            f"plan/e{n:03}.md": page(
                f"Number {n} of what happens on one day",
                goals="[grow]",
                start="2026-12-03" if n % 4 else "2026-12-03 09:00",
                owner="ana",
                channels="[blog]",
                type=kinds[n % 4],
                **({"end": "2026-12-05"} if n % 10 == 1 else {}),
            )
            for n in range(60)
        },
    }


def _numbers() -> dict[str, str]:
    target = {"baseline": "{value: 2, on: 2026-01-31}", "target": "{value: 9, on: 2027-01-31}"}
    return {
        **goals(10),
        "strategy/goals/grow.md": page("Grow", kpis="[one, gaps, none, odd]", audiences="[fay]"),
        "strategy/goals/a.md": page("Above and below itself", parent="b"),
        "strategy/goals/b.md": page("Below and above itself", parent="a"),
        "strategy/audiences/fay.md": page("Founder Fay"),
        "strategy/kpis/one.md": page("One reading", goals="[grow]", readings="{2026-10-31: 3}", **target),
        "strategy/kpis/gaps.md": page(
            "Readings with gaps", goals="[grow]", readings="{2025-01-31: 3, 2025-02-28: 4, 2026-03-31: 2, 2026-10-31: 5}"
        ),
        "strategy/kpis/none.md": page("No reading", goals="[grow]", **target),
        "strategy/kpis/odd.md": page(
            "All the same and beyond",
            unit="'%'",
            readings="{2026-08-31: 0, 2026-09-30: 0, 2026-10-31: -1500000000.125}",
            target="{value: 0, on: 2027-01-31}",
        ),
        "strategy/people/idle.md": page("Nobody asks me", role="Spare"),
        "strategy/channels/still.md": page("A channel without a word"),
        "strategy/reviews/later.md": page("A review of what is to come", period="2027-Q4"),
        "strategy/journeys/short.md": page("A way without stages", audience="fay"),
    }  # fmt: skip


STATES: dict[str, State] = {
    "nothing": State(
        {"strategy/goals/grow.md": "", "plan/launch.md": "", "plan/README.txt": "x"},
        {"": "This playbook is empty", "calendar/": "Nothing"},
    ),
    "numbers": State(
        _numbers(),
        {
            "people/idle/": "Nothing is planned",
            "kpis/none/": "No reading",
            "goals/goal-3/": "Nothing is planned",
            "channels/still/": "No posting goal is set",
        },
        pages=("kpis/one/", "kpis/gaps/", "kpis/odd/", "goals/a/", "reviews/later/"),
    ),
    "undated": State(
        {
            "plan/launch.md": page("Launch one day", goals="[grow]"),
            "plan/other.md": page("Decide later", goals="[grow]", start="TBD", status="idea"),
        },
        {"calendar/": "Unscheduled"},
    ),
    "long": State(_one_of_each(WORD), {}, pages=("plan/launch/", "calendar/2026-12/", "journeys/way/", "goals/below/")),
    "one-day": State(_many_on_a_day(), {"calendar/2026-12/": "more"}, pages=("channels/blog/",)),
    "many": State(
        {f"strategy/people/p{n:03}.md": page(f"Person number {n}", role="Writer") for n in range(120)},
        {"people/": "120 rows", "people/p001/": "Nothing is planned"},
    ),
}


def built(root: Path, state: State) -> dict[str, bytes]:
    """The site of a state, to the end, whatever is wrong with it."""
    options = {"fail_on": "never", **state.options}
    made = playbook(root, {path: text for path, text in state.files.items() if text}, CONFIG, options)
    for path, text in state.files.items():
        if not text:
            (made / path).unlink(missing_ok=True)
    return build(made)


def pages_of(site: Mapping[str, bytes]) -> list[str]:
    """The addresses of all pages but those that only lead on."""
    return [
        path.removesuffix("index.html")
        for path, data in site.items()
        if path.endswith("index.html") and b"<title>Moved</title>" not in data
    ]


def looked_at(site: Mapping[str, bytes], state: State) -> list[str]:
    """The addresses of pages to look at: those that it names, the sample's views as far as they are here, and one of each folder."""
    addresses = sorted(pages_of(site))
    chosen = dict.fromkeys((*state.pages, *state.says))
    chosen |= dict.fromkeys(address for address in VIEWS.values() if address in addresses)
    folders = {address.rstrip("/").rpartition("/")[0] for address in chosen}
    for address in addresses:
        folder = address.rstrip("/").rpartition("/")[0]
        if not folder or folder not in folders:
            folders.add(folder)
            chosen.setdefault(address)
    return list(chosen)
