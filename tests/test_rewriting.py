"""What `gameplan render` writes is on a plain MkDocs what the plugin makes of the same texts: links, and code."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builds import build, in_child, playbook, write
from gameplan.publish.output.rewriting import rewritten

if TYPE_CHECKING:
    from collections.abc import Mapping

EXTENSIONS = (
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tasklist"),
    {"pymdownx.tabbed": {"alternate_style": True}},
)
FORMS = {
    "targets": (
        "[a](../deal.md) [b](<../deal.md>) [c](<../my deal.md>) [d](../my deal.md) [e](../deal.md \"a (t)\") [f](../deal.md 'x') "
        "[g](../deal.md?a=b#c) [h](../%6dy%20deal.md) [i](#here) [j](https://example.org/) [k](?q=1) [l]() [m] (../deal.md) "
        "*[n](../deal.md)* **[[deal]]** [o](../deal.md){ .md-button } [p](../missing.md)"
    ),
    "over lines": '[over\ntwo](../deal.md) [target below](\n../deal.md) [title below](../deal.md\n"title").',
    "definitions": (
        "[x][one], [Two], [three][], [text] [apart], ![img][pic], [y][four], [z][five]\n\n[one]: ../deal.md\n[two]:\n    ../deal.md\n"
        "    \"over\"\n[three]: <../deal.md>\n[apart]: ../deal.md\n[pic]: chart.png\n[four]:   ../../strategy/about.md#how 'title'\n\n"
        "Some words.\n[five]: ../deal.md\n"
    ),
    "quotes": "> quoted [link\n> over two](../deal.md) and [[launch]]\n>\n> [six]: ../deal.md\n\n[six]",
    "words": (
        "[esc\\]aped](../deal.md) [br[ack]ets](../deal.md) [`co]de`](../deal.md) ![alt [[deal]]](chart.png) "
        "[![image](chart.png)](../deal.md) [a *b* `[c](../deal.md)`](../deal.md) [[deal|*words*]]"
    ),
    "lists": (
        "- item [a](../deal.md)\n\n    para [b](../deal.md)\n\n        code [c](../deal.md) [[deal]]\n\n    - [x] nested [[deal|words]]\n\n"
        "1. one\n\n    ```md\n    [fenced](../deal.md) [[deal]]\n    ```\n"
    ),
    "admonitions": (
        '!!! note "About [[deal]]"\n    In [it](../deal.md).\n\n\n    After two blank lines [d](../deal.md).\n\n'
        "        code [e](../deal.md)\n\n"
        "??? tip\n    details [f](../deal.md)\n"
    ),
    "tabs": '=== "Tab [[deal]]"\n\n    tab [g](../deal.md)\n\n'
    '    ```\n    [h](../deal.md)\n    ```\n\n=== "Two"\n\n    tab [i](../deal.md)\n',
    "tables": "| a | b |\n| - | - |\n| [j](../deal.md) | `[k](../deal.md)` [l](../deal.md) |\n| `a \\| [b](../deal.md)` | [[deal]] |\n",
    "lists of definitions": "Term\n:   Definition [m](../deal.md)\n\n    Second [n](../deal.md).\n",
    "code spans": (
        "`[o](../deal.md)` ``[p](../deal.md) ` [[deal]]`` `two\n[q](../deal.md) lines` \\[r](../deal.md) \\[[deal]] \\`[s](../deal.md)\\`"
    ),
    "HTML": (
        '<div markdown>\nIn [v](../deal.md) `[w](../deal.md)`\n</div>\n\n<figure markdown="span">\n'
        '  ![I](chart.png){ width="300" }\n</figure>\n\n'
        '<div class="grid cards" markdown>\n\n-   [y](../deal.md)\n\n    ---\n\n    text [z](../deal.md)\n\n</div>\n\n'
        "A <b>[bold](../deal.md)</b> word.\n\n"
        "<!-- [comment](../deal.md) -->\n\n<pre>\n[pre](../deal.md)\n</pre>\n"
    ),
    "code": "    indented [code](../deal.md) [[deal]]\n    [one]: ../deal.md\n\n~~~\n[tilde](../deal.md)\n\n[x]: ../deal.md\n~~~\n",
    "headings": "Heading [aa](../deal.md) [[deal]]\n---------------------------------\n\n## ATX [bb](../deal.md) #\n",
    "folders": (
        "[hh](../../plan/) [ii](../) [jj](../2026/) [kk](../../strategy) [rr](../index.md) [ll](../../strategy/goals/) "
        "[up](../../strategy/notes/) [tt](chart.png 'x')"
    ),
    "generated pages": (
        "[mm](../../strategy/calendar/list.md) [nn](../../strategy/coverage/index.md) [oo](../../strategy/subscribe/index.md) "
        "[pp](../../strategy/calendar.ics) [qq](../../strategy/calendar/2026-12.md)"
    ),
    "footnotes": "A note.[^1]\n\n[^1]: Foot [t](../deal.md).\n\n    Second [u](../deal.md).\n",
}
"""Texts of `plan/2026/launch.md`."""
_SPAN = re.compile(r"</?span[^>]*>")
"""In the place of what would lead to a hidden page the plugin leaves an element without an address."""
_ALONE = {"generated pages", "folders"}
"""Forms that have no link to the deal."""


def front(title: str, more: str = "") -> str:
    """The front matter of an entry."""
    return f"---\ntitle: {title}\nid: {title.lower().replace(' ', '-')}\ngoals: [grow]\nstart: 2026-12-04\n{more}---\n"


@pytest.fixture(scope="module", params=[False, True], ids=["public", "hidden"])
def both(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[bool, dict[str, str], dict[str, str]]:
    """Whether the deal is hidden; and the author's texts by the names of their forms, as the plugin and as plain MkDocs show them."""
    more = "visibility: internal\n" if request.param else ""
    work = tmp_path_factory.mktemp("both")
    files = {f"plan/2026/{name}.md": front(name) + f"BEGIN\n\n{text}\n\nEND\n" for name, text in FORMS.items()}
    files |= {
        "strategy/about.md": "# How\n\nWords.\n",
        "strategy/notes/README.md": "# Notes\n\nWords.\n",
        "plan/2026/chart.png": "x",
        "plan/deal.md": front("Deal", more),
        "plan/my deal.md": front("My deal", more),
    }
    extensions = {"markdown_extensions": list(EXTENSIONS)}
    root = playbook(work / "own", files, extensions, {"fail_on": "never"})
    done = in_child([sys.executable, "-m", "gameplan", "render", str(work / "plain/docs")], root)
    assert done.code == 0, done.output
    theme = {"theme/main.html": (root / "theme/main.html").read_bytes()}
    config = {"site_name": "Site", "docs_dir": "docs", "theme": {"name": None, "custom_dir": "theme"}, **extensions}
    write(work / "plain", {**theme, "mkdocs.yml": yaml.safe_dump(config)})
    return request.param, _texts(build(root)), _texts(build(work / "plain"))


def _texts(site: Mapping[str, bytes]) -> dict[str, str]:
    found = {}
    for name in FORMS:
        html = site[f"plan/{name.lower().replace(' ', '-')}/index.html"].decode()
        text = html.partition("<p>BEGIN</p>")[2].partition("<p>END</p>")[0]
        notes = re.findall(r'<div class="footnote">.*?</div>', html, re.DOTALL)
        found[name] = _SPAN.sub("", "\n".join((text, *notes))).strip()
    return found


@pytest.mark.parametrize("name", FORMS)
def test_texts_are_what_the_plugin_makes_of_them(both: tuple[bool, dict[str, str], dict[str, str]], name: str) -> None:
    """Each form of link leads where it leads with the plugin, or is its words; all other HTML, and all code, is the same."""
    hidden, own, plain = both
    assert own[name]
    assert plain[name] == own[name]
    if name not in _ALONE:
        assert ("/deal/" in own[name]) is not hidden or name == "code"


class Marking:
    """Answers every link, so that what was touched can be seen."""

    def href(self, href: str) -> str | None:
        """Another address for each."""
        return f"NEW{len(href)}"

    def mention(self, target: str, label: str) -> str | None:
        """Other words for each."""
        return f"NEW{len(target + label)}"

    def html(self, text: str) -> str:
        """The same."""
        return text


CODE = ("[a](b.md)", "[[launch]]", "![c](d.png)", "[e]: f.md", "[g][h]", "<https://example.org/>", "[i](<j k.md>)")
AROUND = (
    "`{}`",
    "``{} ` x``",
    "```\n{}\n```",
    "~~~~ md\n{}\n~~~\n~~~~",
    "    {}",
    "\t{}",
    "- item\n\n        {}",
    "> ```\n> {}\n> ```",
    "1. one\n\n    ```\n    {}\n    ```",
    "!!! note\n    ```\n    {}\n    ```",
    '=== "T"\n\n        {}',
    "<pre>{}</pre>",
    "<!-- {} -->",
    "Words <!-- {} --> words",
    "Words `{}` words",
    "| a |\n| - |\n| `{}` |",
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(AROUND), st.sampled_from(CODE)), min_size=1, max_size=6),
    st.sampled_from(("[x](y.md)", "Words.")),
)
def test_code_is_never_touched(parts: list[tuple[str, str]], between: str) -> None:
    """Whatever stands in code or in a comment stays, whatever code comes before it; a link between is found all the same."""
    text = f"\n\n{between}\n\n".join(around.format(code) for around, code in parts)
    assert rewritten(text, Marking()) == text.replace("[x](y.md)", "[x](NEW4)")
