"""What filters count: every value of every facet, on every view and list, leaves what the front matter says."""

from __future__ import annotations

import re
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import yaml
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from builds import TODAY, context_at, playbook
from gameplan.publish.site import build_site
from gameplan.publish.views.filter_form import choices_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document

Fields = dict[str, Any]

NAMES = ("Jo Smith", "jo smith", "Jo-Smith", "jo-smith", "jo_smith", "Jo%20Smith", "100 %", "Zoë", "c1", "o2", "&amp;")
"""People who have no page; some of whom are nearly called the same."""
PEOPLE = ("ana", "ben", "Cem", "jo-smith")
TYPES = ("press release", "press-release", "article")
STATUSES = ("on ice", "on-ice", "planned", "published")
GOALS = {"grow": "grow", "part": "grow", "deep": "grow", "hold": "hold"}
"""The area of each goal."""
CHANNELS = ("blog", "mail", "fair")
AUDIENCES = ("makers", "teachers")
OPTIONS = {
    "types": ["press release", "press-release"],
    "statuses": {"on ice": {"stage": "held"}, "on-ice": {"stage": "idea"}},
}


def some(of: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Some of them."""
    return st.lists(st.sampled_from(of), max_size=2, unique=True)


def made(owners: tuple[str, ...]) -> st.SearchStrategy[tuple[bool, dict[str, Fields]]]:
    """Pages by path, where these people may answer for something, with a page of their own or not."""
    owner = st.sampled_from(owners)
    days = st.dates(TODAY - timedelta(50), TODAY + timedelta(90)).map(str)
    entries = st.fixed_dictionaries(
        {"goals": some(tuple(GOALS)).map(lambda goals: goals or ["grow"]), "start": days | st.just("TBD")},
        optional={
            "owner": owner, "type": st.sampled_from(TYPES), "status": st.sampled_from(STATUSES), "channels": some(CHANNELS),
            "audiences": some(AUDIENCES), "campaign": st.sampled_from(("launch", "e5")), "messages": some(("one",)),
            "stage": st.sampled_from(("way/try", "way/buy")),
            "deadlines": st.fixed_dictionaries({"draft": st.fixed_dictionaries({"on": days}, optional={"owner": owner})}),
        },
    )  # fmt: skip
    others = st.fixed_dictionaries({}, optional={"owner": owner})
    pages = {
        "strategy/how-we-work": others,
        "strategy/channels/blog": others,
        "strategy/goals/part": others.map(lambda fields: {**fields, "parent": "grow"}),
        "strategy/messages/one": st.fixed_dictionaries(
            {}, optional={"goals": some(tuple(GOALS)), "audiences": some(AUDIENCES)}
        ),
        **{f"plan/e{number}": entries for number in range(6)},
    }
    return st.tuples(st.just(owners is PEOPLE), st.fixed_dictionaries(pages))


def written(folder: Path, *, people: bool, pages: Mapping[str, Fields]) -> Context:
    """The context of such pages."""
    fixed: dict[str, Fields] = {
        "strategy/goals/hold": {},
        "strategy/goals/deep": {"parent": "part"},
        "strategy/journeys/way": {"stages": [{"id": "try", "title": "Tries"}, {"id": "buy", "title": "Buys"}]},
        **{f"strategy/channels/{name}": {} for name in CHANNELS},
        **{f"strategy/audiences/{name}": {} for name in AUDIENCES},
        **({f"strategy/people/{name}": {} for name in PEOPLE} if people else {}),
        **pages,
    }
    files = {
        f"{path}.md": f"---\n{yaml.safe_dump({'title': f'About {path}', **fields})}---\n"
        for path, fields in fixed.items()
    }
    return context_at(playbook(folder, files, options=OPTIONS))


def said(fields: Fields, path: str) -> dict[str, set[str]]:
    """By facet, what a page is found by, as its front matter has it."""
    own = fields["parent"] if "parent" in fields else Path(path).stem if "/goals/" in path else ""
    goals = (*fields.get("goals", ()), *([own] if own else ()))
    return {
        "channel": set(fields.get("channels", ())),
        "campaign": {fields["campaign"]} if "campaign" in fields else set(),
        "audience": set(fields.get("audiences", ())),
        "goal": {GOALS[goal] for goal in goals},
        "owner": {fields["owner"]} if "owner" in fields else set(),
        "status": {fields.get("status", "planned")} if path.startswith("plan/") else set(),
        "message": set(fields.get("messages", ())),
        "stage": {fields["stage"]} if "stage" in fields else set(),
        "type": {fields["type"]} if "type" in fields else set(),
    }


def busy(context: Context, path: str) -> set[str]:
    """Who has something to do for an entry in the weeks of the workload: it, or a deadline of it."""
    monday = context.today - timedelta(context.today.weekday())
    weeks = monday, monday + timedelta(weeks=12, days=-1)
    tasks = ((owner, task) for owner, found in context.analysis.tasks.items() for task in found)
    return {owner for owner, task in tasks if owner and task.entry.path == path and weeks[0] <= task.day <= weeks[1]}


def items(base: str, tree: Element) -> Iterator[tuple[str, list[str]]]:
    """What can be found on a page: the address of each, and its words."""
    above = {child: parent for parent in tree.iter() for child in parent}
    for element in tree.iter():
        # A deadline goes with its entry, and is none.
        if "data-gp" not in element.attrib or "gp-due" in element.attrib.get("class", "").split():
            continue
        link: Element | None = element
        while link is not None and link.tag != "a":
            link = above.get(link)
        link = link if link is not None else next(found for found in element.iter("a") if "href" in found.attrib)
        yield urljoin(base, link.attrib["href"]), element.attrib["data-gp"].split(" ")


def check(context: Context, document: Document, pages: Mapping[str, Fields]) -> int:
    """Compare what a page's form would leave with what its pages say; how many choices were compared."""
    html = re.sub(r" (data-[a-z-]+|download)(?=[ >])", r' \1=""', "".join(document.frame()).replace("<br>", "<br/>"))
    tree = ET.fromstring(f"<body>{html}</body>")  # noqa: S314 - ours
    [form] = [element for element in tree.iter() if "data-gp-filter" in element.attrib]
    base, at = f"/{context.addresses.urls[document.uri]}", context.addresses.to(document.uri)
    paths = {urljoin(base, at(uri)): path for path, uri in context.addresses.uris.items()}
    found: dict[str, set[str]] = {}
    for address, words in items(base, tree):
        assert found.setdefault(paths[address], set(words)) == set(words), "one thing, said twice"
    facts = {path: said(pages.get(path.removesuffix(".md"), {}), path) for path in found}
    campaigns = {fields["campaign"] for fields in pages.values() if "campaign" in fields}
    for path, facets in facts.items():
        facets["campaign"] |= {Path(path).stem} & campaigns if path.startswith("plan/") else set()
    if document.uri == "calendar/workload.md":
        facts = {path: {**facets, "owner": busy(context, path)} for path, facets in facts.items()}
    assert form.attrib["data-gp-whole"].split()[0] == str(len(found))
    compared = 0
    for select in form.iter("select"):
        options = [option.attrib for option in select if option.get("data-gp-word")]
        assert len({option["data-gp-word"] for option in options}) == len(options) == len({o["value"] for o in options})
        for option in options if select.attrib["name"] != "colour" else ():
            name, value, word = select.attrib["name"], option["value"], option["data-gp-word"]
            left = {path for path, words in found.items() if word in words}
            assert left == {path for path, facets in facts.items() if value in facets[name]}, (
                document.uri,
                name,
                value,
            )
            compared += 1
        for path, facets in facts.items():
            missing = facets[select.attrib["name"]] - {option["value"] for option in options} if options else set()
            assert not missing or document.uri == "calendar/workload.md", (document.uri, path, missing)
    return compared


@settings(deadline=None, max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(drawn=made(PEOPLE) | made(NAMES))
@example(
    drawn=(
        True,
        {
            "strategy/how-we-work": {"owner": "ana"},
            "plan/e0": {"goals": ["grow"], "start": "2026-12-01", "owner": "ana"},
        },
    )
)
def test_every_choice_leaves_what_pages_say(drawn: tuple[bool, dict[str, Fields]]) -> None:
    """Whoever also answers for a page without a list, or is nearly called like somebody else, is chosen like all others."""
    people, pages = drawn
    with tempfile.TemporaryDirectory() as folder:
        context = written(Path(folder), people=people, pages=pages)
        shown = [
            document for document in build_site(context).documents if "data-gp-filter" in "".join(document.frame())
        ]
        everything: dict[str, Fields] = {
            "strategy/goals/hold": {}, "strategy/goals/grow": {}, "strategy/goals/deep": {"parent": "part"},
            "plan/launch": {"goals": ["grow"]}, **pages,
        }  # fmt: skip
        views = {document.uri for document in shown}
        assert {
            f"calendar/{name}.md" for name in ("index", "board", "list", "workload", f"{date(2026, 11, 1):%Y-%m}")
        } <= views
        assert sum(check(context, document, everything) for document in shown) > len(shown)


def test_nobody_is_offered_twice(tmp_path: Path) -> None:
    """Whoever has a page is offered by it; who answers for nothing that a list has isn't offered by name."""
    pages = {"strategy/how-we-work": {"owner": "ana"}, "strategy/words": {"owner": "Zoë"}}
    context = written(tmp_path, people=True, pages=pages)
    [owners] = [facet.choices for facet in choices_of(context).facets if facet.name == "owner"]
    assert [choice.value for choice in owners] == sorted(PEOPLE)
