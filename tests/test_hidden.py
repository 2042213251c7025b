"""What is hidden is nowhere: one hidden page of every kind, cited in every way, looked for in every byte that is published."""

from __future__ import annotations

import copy
import gzip
import html
import json
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from builds import BASE, build, committed, contents, context_at, files_of, playbook, write
from gameplan.cli import main
from gameplan.model import fields
from gameplan.model.fields import Address, Prose, RefersTo
from gameplan.publish.site import build_site
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gameplan.model.kinds import Kind
    from gameplan.model.vocabulary import Vocabulary

MARKER = "zqx"
"""In every name and text of what is hidden, and in none of what the public pages say in their own words."""
_OWN_FIELDS = {
    "site": {"type": "url", "column": True},
    "places": {"type": "url", "many": True, "column": True},
    "hook": {"type": "line", "column": True},
    "remarks": {"type": "text", "many": True},
}
OWN = {
    "kinds": {"partner": {"field": "partners", "fields": _OWN_FIELDS}},
    "fields": {kind: copy.deepcopy(_OWN_FIELDS) for kind in ("entry", "goal")},
}
_NAMES = {"title", "aliases", "tags", "hide"}
"""The fields in which no page is mentioned: by them pages and topics are called."""
_ALSO = ("", "-alias", "-TITLE x")
"""Behind the id of a hidden page: how references may spell it, its title included."""


def vocabulary(root: Path) -> Vocabulary:
    """The words of a playbook."""
    return load_settings(root).options.vocabulary


def references(kind: Kind) -> Iterator[tuple[str, RefersTo]]:
    """The fields of a kind that take ids."""
    for name, info in kind.fields.model_fields.items():
        yield from ((name, mark) for mark in info.metadata if isinstance(mark, RefersTo))


def front(**said: object) -> str:
    """A page's front matter, as JSON, which is YAML."""
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in said.items()) + "---\n"


def marked(kind: Kind, visibility: str) -> str:
    """A hidden page with a marker in all that it says."""
    name = f"{MARKER}-{kind.name}"
    said: dict[str, object] = {
        "kind": kind.name,
        "id": name,
        "title": f"{name}-TITLE x",
        "visibility": visibility,
        "aliases": [f"{name}-alias"],
        "summary": f"{name} summary",
        "tags": [f"{name}-tag"],
        "review_by": "2026-12-20",
        "x_picture": f"../{name}-of-key.png",
    }
    more: dict[str, dict[str, object]] = {
        "entry": {"goals": ["grow"], "start": "2026-12-02", "location": f"{name} place", "type": "campaign"},
        "journey": {"stages": [{"id": f"{name}-stage", "title": f"{name} stage", "question": f"{name}?"}]},
        "person": {"role": f"{name} role", "email": f"{name}@example.org"},
        "channel": {"url": f"https://example.org/{name}", "medium": "owned"},
        "kpi": {"unit": f"{name}s", "readings": f"{name}.csv"},
        "question": {"readings": f"{name}.csv", "unit": f"{name}s"},
        "risk": {"response": f"{name} response", "likelihood": "low"},
        "decision": {"due": "2026-12-05", "on": "2026-10-01"},
        "theme": {"period": "2026-Q4"},
        "competitor": {"website": f"https://example.org/{name}"},
        "format": {"type": "article", "checklist": {name: f"{name} item"}, "deadlines": {name: "-3d"}},
        "play": {"steps": [{"id": name, "title": f"{name} step"}]},
        "policy": {"blackouts": [{"start": "2026-12-01", "reason": f"{name} reason"}]},
        "review": {"period": "2026-Q4", "decisions": [f"{name} decision"]},
        "goal": {"success": [f"{name} success"], "health_reason": f"{name} reason", "end": "2026-12-31"},
    }
    if kind.name == "entry":
        del said["kind"]
    body = f"{name} body\n\n## {name} heading\n\n![a]({name}.png)\n\n<img src = {name}&#46;gif >\n"
    return front(**said, **more.get(kind.name, {})) + body


def cited(kind: Kind, ids: Mapping[str, str], also: str) -> dict[str, object]:
    """All that a public page of a kind can say of hidden ones."""
    said: dict[str, object] = {
        name: [ids[mark.kind] + also]
        if mark.single or kind.name == "policy"
        else [ids[mark.kind] + also, ids[mark.kind]]
        for name, mark in references(kind)
        if mark.kind in ids
    }
    said |= {
        name: [text, text] if field.default == () else text
        for mark, text in ((Prose, f"See [[{ids['goal']}]]"), (Address, f"{BASE}goals/{ids['goal']}/"))
        for name in fields.marked(kind.fields, mark) - _NAMES
        for field in (kind.fields.model_fields[name],)
    }
    gaps = [
        {
            "audience": ids["audience"],
            "goal": ids["goal"],
            "stage": f"{ids['journey']}/{ids['journey']}-stage",
            "reason": f"r, as in [[{ids['goal']}]]",
        }
    ]
    if kind.name == "entry":
        said |= {
            "goals": ["grow", ids["goal"] + also],
            "stage": f"{ids['journey']}/{ids['journey']}-stage",
            "results": {ids["kpi"]: 5},
            "audited": {
                "on": "2026-10-31",
                "verdict": "keep",
                "by": ids["person"] + also,
                "note": f"See [[{ids['entry']}]]",
            },
            "redirect": ids["entry"] + also,
            "deadlines": {"draft": {"on": "2026-11-25", "owner": ids["person"] + also}, "late": "2026-11-02"},
        }
    elif kind.name == "journey":
        needs = [{"type": "article", "channel": ids["channel"]}]
        stage = {"id": "first", "title": f"First [[{ids['goal']}]]", "question": f"[[{ids['goal']}]]?", "needs": needs}
        said |= {"stages": [stage], "accepted_gaps": gaps}
    elif kind.name in ("goal", "audience"):
        said |= {"accepted_gaps": gaps}
    elif kind.name == "question":
        said |= {"stage": f"{ids['journey']}/{ids['journey']}-stage"}
    elif kind.name == "risk":
        said |= {"trigger": {"kpi": ids["kpi"] + also, "below": 3}}
    elif kind.name == "decision":
        said |= {"changes": [ids["goal"] + also, f"entry:{ids['entry']}", f"risk:{ids['risk']}"]}
    elif kind.name == "review":
        said |= {"decisions": [ids["decision"] + also, f"See [[{ids['goal']}]]"]}
    elif kind.name == "play":
        nested = {name: ids[name.removesuffix("s")] + also for name in ("channels", "audiences")}
        said |= {"steps": [{"id": "first", "title": f"[[{ids['goal']}]]", "owner": ids["person"] + also, **nested}]}
    elif kind.name == "policy":
        said |= {
            "applies_to": [f"{name}:{each}" for name, each in ids.items()] + [each.upper() for each in ids.values()]
        }
        said |= {"blackouts": [{"start": "2026-12-01", "end": "2026-12-05", "reason": f"[[{ids['goal']}]]"}]}
    return said


def mentions(paths: Mapping[str, str], ids: Mapping[str, str]) -> str:
    """A public body that leads to hidden pages and their files in every way, in words of its own."""
    rows = []
    for number, (kind, path) in enumerate(paths.items()):
        name, up = ids[kind], f"../../{path}"
        rows += [
            f"See [[{name}]], [[{kind}:{name}]], [[{name}|its words]], [[{name}-alias]].",
            f"A [link]({up}), [a place]({up}#x), [another][r{number}].",
            f"An [address]({BASE}{kind}/{name}/), [from the root](/plan/{name}/), [up](../{name}/?a=b).",
            f'Inline <a href="{up}">html</a>, <a href=../{name}/>bare</a>, <a data-to="../{name}.html" title="t">data</a>.',
            "",
            f"<div style=\"background: url('{name}.png')\"><img srcset='{name}.png 1x, a.png 2x' alt=word></div>",
            "",
            f"[r{number}]: {up}",
            "",
        ]
    return "\n".join(rows)


def files(kinds: Mapping[str, Kind], visibility: str, also: str) -> dict[str, str | bytes]:
    """A playbook with a hidden page of every kind, and public ones that cite them."""
    ids = {name: f"{MARKER}-{name}" for name in kinds}
    folder = {
        name: f"strategy/{kind.folder or 'notes'}" if name != "entry" else "plan/sub" for name, kind in kinds.items()
    }
    paths = {name: f"{folder[name]}/{ids[name]}.md" for name in kinds}
    found: dict[str, str | bytes] = {path: marked(kinds[name], visibility) for name, path in paths.items()}
    for name, path in paths.items():
        stem = path.removesuffix(".md")
        found |= {f"{stem}{ending}": f"{MARKER} data".encode() for ending in (".png", ".gif", "-of-key.png")}
        found |= {f"{stem}/orphan.txt": f"{MARKER} orphan".encode()}
        found[f"{folder[name]}/public-{name}.md"] = (
            front(title=f"Public {name}", **({} if name == "entry" else {"kind": name}), summary=f"See [[{ids[name]}]]")
            if name in ("page", "vision")
            else front(
                title=f"Public {name}",
                **({"start": "2026-12-03", "status": "in-progress"} if name == "entry" else {}),
                **cited(kinds[name], ids, also),
            )
        ) + mentions(paths, ids)
    found["strategy/kpis/zqx-kpi.csv"] = f"2026-10-31,42\n# {MARKER}\n".encode()
    found["strategy/questions/zqx-question.csv"] = f"2026-10-31,{MARKER},4\n".encode()
    found["plan/quiet/zqx-alone.md"] = front(title="zqx", visibility=visibility, start="2026-12-01")
    found["plan/quiet/in/zqx.bin"] = b"zqx"
    for number, way in enumerate((ids["entry"] + also, f"goal:{ids['goal']}", f"{BASE}plan/{ids['entry']}/")):
        gone = {"title": f"Gone {number}", "goals": ["grow"], "start": "2026-03-03", "status": "retired"}
        found[f"plan/gone-{number}.md"] = front(**gone, redirect=way)
    live = {"title": "Live", "type": "guide", "status": "published", "published": "2026-03-03"}
    said = {**cited(kinds["entry"], ids, also), **live, "url": f"{BASE}plan/{ids['entry']}/", "retire_on": "2026-12-03"}
    found["plan/live.md"] = front(**said)
    found["plan/zqx-broken.md"] = "---\ntitle: [\n---\n<img src=zqxb.png>"
    found["plan/zqxb.png"] = b"zqx"
    found["strategy/people/zqx-unread.md"] = "---\ntitle: [\n---\n"
    found["plan/unread.md"] = front(title="Unread", start="2026-12-04", goals=["grow"], owner="zqx-unread")
    return found


def tellings(data: bytes) -> Iterator[str]:
    """All that a file's bytes may be taken for."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    text = data.decode("utf-8", "replace")
    yield text
    yield re.sub(r"\r?\n[ \t]", "", text)
    yield html.unescape(text)
    yield unquote(html.unescape(text))
    yield unicodedata.normalize("NFKC", text)
    if text.lstrip()[:1] in ("{", "["):
        yield json.dumps(json.loads(text), ensure_ascii=False)
    if text.startswith("BEGIN:VCALENDAR"):
        yield from (str(value) for event in Calendar.from_ical(text).walk() for _, value in event.property_items())


def told(site: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Where a marker is, by the file and what stands around it."""
    found = []
    for path, data in site.items():
        if MARKER in unquote(path).casefold():
            found.append((path, "its name"))
        for text in tellings(data):
            at = text.casefold().find(MARKER)
            if at >= 0:
                found.append((path, text[max(at - 60, 0) : at + 60]))
                break
    return found


def hidden_playbook(
    root: Path, visibility: str, also: str, *, material: bool = False, more: Mapping[str, object] | None = None
) -> Path:
    """The playbook, with a history in which a public entry was deleted and another was public under its name."""
    options = {
        **OWN,
        "fail_on": "never",
        "feeds": {"ours": {"goals": ["zqx-goal"]}, "type": True, "tasks": True},
        "today": "2026-11-22",
        **(more or {}),
    }
    config = {"site_description": "x", "markdown_extensions": ["attr_list", "md_in_html"]}
    playbook(root, {}, config, options, material=material)
    words = vocabulary(root)
    kinds = {kind.name: kind for kind in (*words.kinds, words.by_name["page"], words.entry)}
    write(root, files(kinds, visibility, also))
    gone = cited(words.entry, {name: f"{MARKER}-{name}" for name in kinds}, "")
    write(root, {"plan/gone.md": front(title="Gone", start="2026-12-09", **gone) + "See [[zqx-entry]].\n"})
    write(root, {"plan/was.md": front(title="zqx was", start="2026-12-09", goals=["grow"])})
    committed(root, "2026-11-01T12:00:00Z")
    (root / "plan/gone.md").unlink()
    write(root, {"plan/was.md": front(title="zqx was", start="2026-12-10", goals=["grow"], visibility=visibility)})
    committed(root, "2026-11-02T12:00:00Z")
    return root


@pytest.mark.parametrize("material", [False, True], ids=["plain", "material"])
@pytest.mark.parametrize("visibility", ["internal", "draft"])
def test_a_built_site_tells_nothing(tmp_path: Path, visibility: str, *, material: bool) -> None:
    """No file of a site, however it is read, holds an id, title, path or word of a hidden page, or of its files."""
    site = build(hidden_playbook(tmp_path, visibility, "", material=material))
    assert told(site) == []
    assert b"Public entry" in site["calendar.ics"]
    assert b"somebody" in site["calendar.ics"]
    assert b"somebody" in site["plan/public-entry/index.html"]


@pytest.mark.parametrize("also", _ALSO)
def test_no_spelling_is_told(tmp_path: Path, also: str) -> None:
    """Neither ids nor former ids nor titles: what looks like a hidden page's name is told by nobody."""
    root = hidden_playbook(tmp_path, "internal", also)
    assert told(files_of(root)) == []


@pytest.mark.parametrize(("language", "somebody"), [("de", "jemand"), ("fr", "quelqu’un")])
def test_somebody_in_other_languages(tmp_path: Path, language: str, somebody: str) -> None:
    """Who is hidden is somebody, in the site's language."""
    root = hidden_playbook(tmp_path, "internal", "", more={"language": language})
    site = files_of(root)
    assert somebody in site["calendar.ics"].decode().replace("\r\n ", "")
    assert told(site) == []


def test_what_render_and_feed_write_tells_nothing(tmp_path: Path) -> None:
    """The same of the Markdown that other generators build, and of feeds by themselves."""
    root = hidden_playbook(tmp_path / "playbook", "internal", "")
    done = CliRunner().invoke(main, ["render", str(tmp_path / "out"), "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert told(contents(tmp_path / "out")) == []
    done = CliRunner().invoke(main, ["feed", "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert told({"feed": done.stdout_bytes}) == []


def test_the_markers_are_found_where_they_may_be(tmp_path: Path) -> None:
    """With `internal: true` each hidden page is told of: the search finds what is there."""
    root = hidden_playbook(tmp_path, "internal", "", more={"internal": True})
    found = " ".join(text for _, text in told(files_of(root)))
    assert MARKER in found
    assert {page.kind.name for page in context_at(root).playbook.pages if MARKER in page.id} >= {
        kind.name for kind in vocabulary(root).kinds
    }


def test_who_mkdocs_leaves_out_is_somebody(tmp_path: Path) -> None:
    """Pages that `exclude_docs` leaves out are hidden from those that refer to them, too."""
    files = {
        "strategy/people/zqx.md": front(title="zqx-TITLE"),
        "strategy/goals/zqx.md": front(title="zqx-TITLE"),
        "plan/launch.md": front(title="L", start="2026-12-01", goals=["grow", "zqx"], owner="zqx")
        + "See [[person:zqx]].\n",
    }
    site = build(playbook(tmp_path, files, {"exclude_docs": "people/\ngoals/zqx.md\n"}, {"fail_on": "never"}))
    assert told(site) == []
    assert b"somebody" in site["plan/launch/index.html"]


def test_what_is_kept_follows_what_is_hidden(tmp_path: Path) -> None:
    """While a site is served, an event is made anew when whom it names is hidden, though its own page is as it was."""
    person = {"strategy/people/zqx.md": front(title="zqx-TITLE", visibility="internal")}
    entry = {"plan/launch.md": front(title="L", start="2026-12-01", goals=["grow"], owner="zqx")}
    before = context_at(playbook(tmp_path, entry))
    assert b"zqx" in build_site(before).files["calendar.ics"]
    after = context_at(write(tmp_path, person), kept=before.feeds.made)
    assert told(build_site(after).files) == []


def test_links_to_what_is_shown_stay(tmp_path: Path) -> None:
    """A hidden page that is called like a part of the site, or like a public one, takes no links from it; its folder's own does."""
    hidden = {"visibility": "internal", "title": "S"}
    links = [
        "calendar/",
        "goals/grow/",
        "feeds/all.ics",
        "plan/launch/",
        "https://example.org/zqx/",
        "mailto:zqx",
        "notes/",
        "#grow",
    ]
    files = {
        "strategy/notes/index.md": front(**hidden),
        "strategy/goals/calendar.md": front(**hidden),
        "strategy/kpis/grow.md": front(**hidden),
        "strategy/goals/feeds.md": front(**hidden),
        "strategy/kpis/launch.md": front(**hidden, aliases=["goals"]),
        "strategy/kpis/zqx.md": front(**hidden),
        "strategy/index.md": front(title="V") + "".join(f'<a href="{link}">x</a>\n' for link in links),
    }
    site = build(playbook(tmp_path, files, options={"fail_on": "never"}))
    html_of = site["index.html"].decode()
    assert [link for link in links if f'href="{link}"' not in html_of] == ["notes/"]


# Files of hidden pages

WAYS = {
    "HTML without quotes": "<img src=a.png>",
    "HTML with blanks": "<img src = ' a.png '>",
    "a line break within": '<img src="a.\npng">',
    "an entity": "<img src=a&#46;png>",
    "a named entity": "<img src='a&period;png'>",
    "percents": "<img src=%61%2Epng>",
    "entities in percents": "<img src='a&#37;2Epng'>",
    "srcset": '<img srcset="x.png 1x,a.png 2x">',
    "a script's attribute": "<img data-src=a.png>",
    "poster": "<video poster='./a.png'></video>",
    "style": "<div style=\"background:url( 'a.png' )\">x</div>",
    "style with an escape": "<div style='background:url(a\\2e png)'>x</div>",
    "capitals": "<img src=A.PNG>",
    "an emphasis": "See _a.png_ please",
    "words": "It is in a.png.",
    "a definition": "![x][y]\n\n[y]: a.png",
    "code": "`a.png`",
}
NAMES = ("a b.png", "ä.png", "a(1).png", "a@2x.png", "a&b.png", "_a.png", "a.b.c.png", "-x.png")


def kept_back(root: Path, pages: Mapping[str, str], attached: tuple[str, ...]) -> list[str]:
    """Which of some files a site doesn't show, beside some pages."""
    options = {"fail_on": "never"}
    context = context_at(playbook(root, {**pages, **dict.fromkeys(attached, b"x")}, options=options))
    return [path for path in attached if path not in context.playbook.attachments]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("unreadable", [False, True])
def test_files_that_hidden_pages_name(tmp_path: Path, way: str, *, unreadable: bool) -> None:
    """However a browser would be told of a file, it is kept back where only a page does it that is hidden or can't be read."""
    head = "---\ntitle: [\n---\n" if unreadable else front(title="S", start="2026-12-01", visibility="internal")
    assert kept_back(tmp_path, {"plan/s.md": head + WAYS[way]}, ("plan/a.png", "plan/aa.png", "plan/b.png")) == [
        "plan/a.png"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_of_files(tmp_path: Path, name: str) -> None:
    """Names with blanks, brackets and the like are found as well; and those that MkDocs or we refuse are nowhere anyway."""
    body = f"<img src='{html.escape(name)}'>"
    pages = {"plan/s.md": front(title="S", start="2026-12-01", visibility="internal") + body}
    assert kept_back(tmp_path, pages, (f"plan/{name}", "plan/other.png")) == [f"plan/{name}"]


@pytest.mark.parametrize("value", ["a.png", "../a.png?x=1", "see a.png", ["a.png"], {"deep": {"er": "a.png"}}])
def test_files_that_front_matter_names(tmp_path: Path, value: object) -> None:
    """Keys of the author's own name files too."""
    pages = {"plan/s.md": front(title="S", start="2026-12-01", visibility="draft", x_image=value)}
    assert kept_back(tmp_path, pages, ("plan/a.png", "plan/b.png")) == ["plan/a.png"]


def test_files_that_nobody_names(tmp_path: Path) -> None:
    """They are kept back where only hidden pages lie, and in folders and under names that are a hidden page's; not elsewhere."""
    hidden = front(title="S", start="2026-12-01", visibility="internal", aliases=["former"])
    broken = "---\ntitle: [\n---\n"
    pages = {
        "plan/deal/one.md": hidden,
        "plan/mixed/deal-two.md": hidden,
        "plan/mixed/open.md": front(title="O", start="2026-12-01", goals=["grow"]),
        "plan/lost/broken.md": broken,
        "strategy/goals/target.md": front(title="T", visibility="draft"),
        "plan/launch.md": front(title="L", start="2026-12-01", goals=["grow"])
        + '<img src="deal/shown.png">![x](deal/linked.png)',
    }
    back = (
        "plan/deal/a.pdf",
        "plan/deal/in/a.pdf",
        "plan/mixed/deal-two/a.pdf",
        "plan/mixed/deal-two.xlsx",
        "plan/mixed/former/in/a.pdf",
        "plan/lost/a.pdf",
        "strategy/goals/target/a.pdf",
        "strategy/target/a.pdf",
    )
    stay = (
        "plan/a.pdf",
        "plan/deal/shown.png",
        "plan/deal/linked.png",
        "plan/mixed/a.pdf",
        "plan/other/a.pdf",
        "strategy/goals/a.pdf",
        "strategy/stylesheets/extra.css",
        "strategy/logo.svg",
    )
    assert kept_back(tmp_path, pages, back + stay) == list(back)


def test_the_site_keeps_its_own_files(tmp_path: Path) -> None:
    """A hidden home page takes no style sheets, logos and scripts with it."""
    pages = {"strategy/index.md": front(title="V", visibility="internal")}
    own = ("strategy/stylesheets/extra.css", "strategy/assets/logo.svg", "strategy/robots.txt")
    assert kept_back(tmp_path, pages, own) == []


def test_rendered_pages_refer_to_nothing_that_is_kept_back(tmp_path: Path) -> None:
    """Links to hidden pages and to files that are kept back become their words, in every form of Markdown and HTML; code stays."""
    body = (
        "[one](deal/) [two](zqx.md) [three][far] [far][] [far] <img src=zqx.bin alt=five> <b>six</b>\n"
        "<a\n  href='zqx.md'>seven</a> [eight](other.txt)\n\n`[nine](x.md) <a href=x>`\n\n"
        "[far]: zqx.md 'a title'\n\n```\n[zehn]: code.md\n<i data-x='code.md'>\n```\n"
    )
    pages = {
        "plan/zqx.md": front(title="S", start="2026-12-01", visibility="internal") + "<img src=zqx.bin>",
        "plan/launch.md": front(title="L", start="2026-12-01", goals=["grow"]) + body,
    }
    root = playbook(
        tmp_path / "p", {**pages, "plan/zqx.bin": b"x", "plan/other.txt": b"x"}, options={"fail_on": "never"}
    )
    done = CliRunner().invoke(main, ["render", str(tmp_path / "out"), "--root", str(root)])
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out/plan/launch.md").read_text(encoding="utf-8").replace("<a\n >", "<a>")
    assert MARKER not in text
    for said in (
        "two three far far <img alt=five> <b>six</b>",
        "<a>seven</a> [eight](other.txt)",
        "`[nine](x.md) <a href=x>`",
    ):
        assert said in text
    assert "```\n[zehn]: code.md\n<i data-x='code.md'>\n```" in text
