"""What a build makes once for many pages: the site has the same bytes as without, or the shortcut isn't taken, and the log says so."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from builds import contents, copy_of_sample
from gameplan.mkdocs_plugin.pages import PlaybookPage
from gameplan.mkdocs_plugin.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _theme(**values: object) -> Callable[[dict[str, Any], Path], None]:
    def change(config: dict[str, Any], root: Path) -> None:  # noqa: ARG001
        config["theme"] |= values

    return change


def _config(**values: object) -> Callable[[dict[str, Any], Path], None]:
    def change(config: dict[str, Any], root: Path) -> None:  # noqa: ARG001
        config |= values

    return change


def _plugin(name: str, **values: object) -> Callable[[dict[str, Any], Path], None]:
    def change(config: dict[str, Any], root: Path) -> None:  # noqa: ARG001
        config["plugins"].append({name: values} if values else name)

    return change


def _hook(text: str) -> Callable[[dict[str, Any], Path], None]:
    def change(config: dict[str, Any], root: Path) -> None:
        (root / "hook.py").write_text(text, encoding="utf-8")
        config["hooks"] = ["hook.py"]

    return change


def _override(name: str, text: str) -> Callable[[dict[str, Any], Path], None]:
    def change(config: dict[str, Any], root: Path) -> None:
        file = root / "theme" / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
        config["theme"]["custom_dir"] = "theme"

    return change


def _strange(config: dict[str, Any], root: Path) -> None:  # noqa: ARG001
    """Titles and descriptions with what HTML, URLs and JSON write otherwise."""
    for number, page in enumerate(sorted((root / "strategy" / "goals").glob("*.md"))):
        text = page.read_text(encoding="utf-8")
        before, _, rest = text.partition("\ntitle:")
        line, _, rest = rest.partition("\n")
        page.write_text(
            f"{before}\ntitle: '{number} <b>bold</b>  \"two\"  blanks & ''more'' gpmarktitle0 </title> é'\n{rest}",
            encoding="utf-8",
        )
        assert line


TAKEN = {
    "as it is": _config(),
    "no site_url, files instead of folders": _config(site_url="", use_directory_urls=False),
    "buttons": _theme(
        features=[
            "content.action.edit",
            "content.action.view",
            "navigation.footer",
            "navigation.path",
            "navigation.top",
        ]
    ),
    "integrated contents, tabs": _theme(features=["toc.integrate", "navigation.tabs", "navigation.tabs.sticky"]),
    "sections, indexes, prune": _theme(features=["navigation.sections", "navigation.indexes", "navigation.prune"]),
    "feedback": _config(
        extra={
            "analytics": {
                "provider": "google",
                "property": "G-1",
                "feedback": {
                    "title": "Was this of use?",
                    "ratings": [
                        {
                            "icon": "material/emoticon-happy-outline",
                            "name": "Yes",
                            "data": 1,
                            "note": "{title} at {url}",
                        }
                    ],
                },
            }
        }
    ),
    "strange titles": _strange,
}
LEFT = {
    "a theme of one's own": (
        _override("main.html", "{{ page.title }} {{ page.content }}"),
        "templates that aren't Material's",
    ),
    "an override": (
        _override("partials/copyright.html", "{{ page.title | length }}"),
        "templates that aren't Material's",
    ),
    "another theme": (_theme(name="mkdocs"), "only Material is known"),
    "a hook": (
        _hook("def on_page_context(context, page, **_):\n    page.title = page.title + '!'\n    return context\n"),
        "a hook may change",
    ),
    "templates of a hook": (
        _hook(
            "from jinja2 import ChoiceLoader, DictLoader\n"
            "def on_env(env, **_):\n"
            "    made = DictLoader({'partials/copyright.html': '{{ page.title | length }}'})\n"
            "    env.loader = ChoiceLoader([made, env.loader])\n"
        ),
        "templates that aren't Material's",
    ),
    "a newer Material that reads more": (
        _hook(
            "def on_env(env, **_):\n"
            "    get = env.loader.get_source\n"
            "    def source(environment, name):\n"
            "        text, file, fresh = get(environment, name)\n"
            "        more = '{% if page %}{{ page.file.src_uri.upper() }}{% endif %}' if name == 'partials/copyright.html' else ''\n"
            "        return text + more, file, fresh\n"
            "    env.loader.get_source = source\n"
        ),
        "page.file",
    ),
    "more for templates": (_plugin("tags"), "tags may change"),
}


def _built(root: Path, change: Callable[[dict[str, Any], Path], None], *, shortcuts: bool) -> dict[str, bytes]:
    copy_of_sample(root)
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    (ours,) = (plugin["gameplan"] for plugin in config["plugins"] if isinstance(plugin, dict) and "gameplan" in plugin)
    ours["shortcuts"] = shortcuts
    change(config, root)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    mkdocs_build(load_config(str(root / "mkdocs.yml")))
    return contents(root / "site")


def _different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made by a shortcut, at a time that stands still: some themes print that of the build."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    made: list[str] = []
    filled, render = Shell.filled, PlaybookPage.render

    def counted(shell: Shell, values: Any) -> str:  # noqa: ANN401
        made.append("shell")
        return filled(shell, values)

    def rendered(page: PlaybookPage, *arguments: Any) -> None:  # noqa: ANN401
        made.append("converter" if page.converter.md else "")
        render(page, *arguments)

    monkeypatch.setattr(Shell, "filled", counted)
    monkeypatch.setattr(PlaybookPage, "render", rendered)
    return made


@pytest.mark.parametrize("name", TAKEN)
def test_same_site(name: str, tmp_path: Path, taken: list[str]) -> None:
    """A site has the same bytes with shortcuts, and most pages of a kind are made by one."""
    long = _built(tmp_path / "long", TAKEN[name], shortcuts=False)
    assert taken == []
    short = _built(tmp_path / "short", TAKEN[name], shortcuts=True)
    assert _different(long, short) == []
    assert taken.count("shell") > 60
    assert taken.count("converter") > 100


@pytest.mark.parametrize("name", LEFT)
def test_left_alone(name: str, tmp_path: Path, taken: list[str], caplog: pytest.LogCaptureFixture) -> None:
    """Where what surrounds a page may hang on anything, templates run for every page, and the log says why."""
    change, reason = LEFT[name]
    long = _built(tmp_path / "long", change, shortcuts=False)
    caplog.clear()
    with caplog.at_level(logging.INFO):
        short = _built(tmp_path / "short", change, shortcuts=True)
    assert _different(long, short) == []
    assert taken.count("shell") == 0
    [said] = [record.getMessage() for record in caplog.records if "run for every page" in record.getMessage()]
    assert reason in said
