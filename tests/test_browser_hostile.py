"""A playbook of hostile titles, names and numbers in a browser: each is there as it was typed, and no script of theirs runs."""

from __future__ import annotations

import json
import re
import threading
from http.server import ThreadingHTTPServer
from itertools import cycle
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from browsing import VIEWS, Watched, handler
from builds import Html, broken_links, build, playbook
from shared_data import shared_data
from states import CONFIG, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

HOSTILE = shared_data("hostile")
OURS = (
    "<img src=x onerror=alert(2)>",
    "' onmouseover='alert(3)' x='",
    "javascript:alert(4)",
    "</style><script>alert(5)</script>",
    "<svg/onload=alert(6)>",
    "&lt;script&gt;alert(7)&lt;/script&gt; &amp;amp;",
    "</template><iframe srcdoc='<script>alert(8)</script>'>",
    "]]><script>alert(9)</script>",
    "${alert(10)} {{ 6 * 7 }} {% include 'x' %}",
    "--gp-hue: red; } body { display: none } /*",
    "a\\u003cscript\\u003ealert(11)\\u003c/script\\u003e",
)
"""Texts besides those of the shared files."""
CANARY = """
for (const name of ["alert", "confirm", "prompt"]) window[name] = (text) =>
    console.error(`a text of the playbook ran: ${name} ${text} on ${location.pathname}`)
"""


def titles() -> list[str]:
    """The hostile texts that are no error as a title."""
    cases = json.loads((HOSTILE / "expectations.json").read_text(encoding="utf-8"))["cases"]
    found = list(OURS)
    for name, case in sorted(cases.items()):
        if name.startswith("files/text/") and str(case["class"]).startswith("accept"):
            text = (HOSTILE / name).read_text(encoding="utf-8-sig")
            front = re.match(r"---[ \t]*\n(.*?)\n---", text, re.DOTALL)
            assert front
            found.append(yaml.load(front[1], yaml.BaseLoader)["title"])  # noqa: S506 - makes nothing but texts
    return found


def file(**fields: object) -> str:
    """A page whose fields are JSON, which is YAML."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{lines}---\nA body.\n"


def hostile_playbook(root: Path) -> Path:
    """Every title as a goal, an audience, a person and an entry; and in all places where a text of an author's is shown."""
    found = titles()
    turn = cycle(found)
    kpi = {"baseline": {"value": 1, "on": "2026-01-31"}, "target": {"value": 9, "on": "2027-01-31"}}
    files = {"strategy/index.md": file(kind="vision", title=next(turn), summary=next(turn))}
    for number, title in enumerate(found):
        files |= {
            f"strategy/goals/g{number}.md": file(
                title=title,
                owner=f"p{number}",
                audiences=[f"a{number}"],
                kpis=[f"k{number % 5}"],
                success=title,
                health="at-risk",
                health_reason=title,
                **({"parent": f"g{number // 5}"} if number >= 5 else {}),
            ),
            f"strategy/audiences/a{number}.md": file(title=title, needs=[title], challenges=[title], segment=title),
            f"strategy/people/p{number}.md": file(title=title, role=title, capacity=1),
            f"plan/e{number}.md": file(
                **entry(number, title),
            ),
        }
    for number, title in zip(range(5), turn, strict=False):
        stages = [{"id": "see", "title": title, "question": title}]
        files |= {
            f"strategy/kpis/k{number}.md": file(title=title, unit=title, readings={"2026-09-30": 2, "2026-10-31": 3}, **kpi),
            f"strategy/channels/c{number}.md": file(
                title=title, url="https://example.org/?a=1&b=%3Cscript%3E", commitments=[{"at_least": 2, "of": "article", "every": "month"}]
            ),
            f"strategy/journeys/j{number}.md": file(title=title, audience=f"a{number}", stages=stages),
            f"strategy/messages/m{number}.md": file(title=title, goals=[f"g{number}"], audiences=[f"a{number}"]),
            f"strategy/policies/r{number}.md": file(title=title, applies_to=["article"], approvers=[f"p{number}"]),
            f"strategy/reviews/q{number}.md": file(title=title, period="2026-Q3", goals=[f"g{number}"], decisions=[title]),
        }  # fmt: skip
    options = {
        "fail_on": "never",
        "feeds": {"mine": {"title": found[0], "types": ["article"]}},
        "calendar": {"title": found[1]},
    }
    made = playbook(root, files, CONFIG, options)
    for path in ("strategy/goals/grow.md", "plan/launch.md"):
        (made / path).unlink()
    return made


def entry(number: int, title: str) -> dict[str, Any]:
    """An entry with a hostile text wherever there may be one."""
    near = number % 5
    return {
        "title": title,
        "goals": [f"g{number}"],
        "start": f"2026-12-{number % 28 + 1:02}",
        "owner": f"p{number}",
        "audiences": [f"a{near}"],
        "stage": f"j{near}/see",
        "channels": [f"c{near}"],
        "messages": [f"m{near}"],
        "kpis": [f"k{near}"],
        "type": "article",
        "status": ("planned", "in-review", "idea", "on-hold", "cancelled")[near],
        "deadlines": {title: "2026-11-25"},
        "location": title,
        "tags": [title],
        "summary": title,
        "depends_on": [f"e{number - 1}"] if number else [],
    }


class Served(NamedTuple):
    """The site, and where it is."""

    site: dict[str, bytes]
    address: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The playbook's site, which nothing of theirs has kept from being built."""
    site = build(hostile_playbook(tmp_path_factory.mktemp("hostile")))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(site)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Served(site, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        thread.join(5)


def squeezed(text: str) -> str:
    """A text with single blanks."""
    return " ".join(text.split())


def test_titles_are_there_as_typed(served: Served) -> None:
    """Every title is on its own page and in the views of all entries, goals, people and audiences."""
    assert list(broken_links(served.site)) == []
    own = {"goals/g": "goals/", "people/p": "people/", "audiences/a": "audiences/", "plan/e": "calendar/2026-12/"}
    for folder, view in own.items():
        everything = Html(served.site[f"{view}index.html"]).text
        for number, title in enumerate(titles()):
            assert squeezed(title) in Html(served.site[f"{folder}{number}/index.html"]).text, title
            assert squeezed(title) in everything, (view, title)


def test_no_text_runs(browser: Browser, served: Served) -> None:
    """In a browser, no view and no page runs anything, complains, asks for what a text names, or has an element of a text's making."""
    page = browser.new_page()
    page.add_init_script(CANARY)
    watched = Watched(page, served.address)
    paths = pages_of(served.site)
    first = [path for path in paths if re.search(r"/[a-z](?:[0-9]|1[0-9])/$", path)]
    views = [path for path in paths if path in VIEWS.values() or path.count("/") < 2]
    for path in dict.fromkeys([*views, *first[::3]]):
        page.goto(served.address + path)
        found = page.evaluate("""[...document.querySelectorAll(
            "[onerror], [onload], [onmouseover], [src=x], [srcdoc], [href^='javascript:' i], .md-content script, .md-content style"
        )].map((element) => element.outerHTML)""")
        assert found == [], path
        assert page.evaluate("getComputedStyle(document.body).display") != "none", path
        page.evaluate("for (const folded of document.querySelectorAll('.gp details')) folded.open = true")
    assert watched.faults == []
    page.close()


def test_the_canary_sings(browser: Browser) -> None:
    """A script that ran would be noticed."""
    page = browser.new_page()
    page.add_init_script(CANARY)
    watched = Watched(page, "data:")
    page.goto("data:text/html,<title>x</title><img src=x onerror=alert(1)>")
    page.wait_for_function("() => true")
    page.wait_for_timeout(200)
    assert any("ran: alert" in fault for fault in watched.faults)
    page.close()
