"""A server that is left running: what it shows is what a clean build makes, and it takes no more memory than at first."""

from __future__ import annotations

import ast
import gc
import importlib.util
import os
import shutil
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

import gameplan
from builds import build, committed, playbook, write
from gameplan.mkdocs_plugin.serving import Watcher
from gameplan.pipeline import Result
from gameplan.publish.context import Context
from gameplan.publish.document import Site
from serving import BUILT, FAILED, PATIENCE, Server, serving, wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS = int(os.environ.get("GAMEPLAN_SERVE_STEPS", "16"))
"""Rebuilds of the script, each of a few edits; the long run takes 200, with Material."""
EDITS = 4
SEED = int(os.environ.get("GAMEPLAN_SERVE_SEED", "9"))
KINDS: dict[str, object] = {"kinds": {"region": {}}}
PICTURE = b"\x89PNG\r\n\x1a\n"


def entry(title: str, text: str = "It happens.", extra: str = "") -> str:
    """A plan entry that serves the goal `grow`."""
    return f"---\ntitle: {title}\ngoals: [grow]\nstart: 2026-12-01\n{extra}---\n{text}\n"


class Author:
    """Somebody who edits a playbook without a pause, by a seed."""

    def __init__(self, server: Server, seed: int) -> None:
        self.server = server
        self.root = server.root
        self.random = Random(seed)  # noqa: S311 - no secret hangs on it
        self.number = 0
        self.done: list[str] = []
        self.deck: list[Callable[[], None]] = []

    def edit(self) -> None:
        """One edit of the deck, which is shuffled whenever it is used up."""
        if not self.deck:
            self.deck = [
                *(self.change_text, self.change_text, self.change_title, self.change_day, self.break_page),
                *(self.add_entry, self.add_entry, self.add_goal, self.add_picture, self.change_picture),
                *(self.delete, self.rename, self.rename_with_id, self.move_folder, self.keep_old_time),
                *(self.break_config, self.replace_config, self.rename_site, self.change_option, self.commit),
                *(self.hide, self.cite_region, self.rename_region),
                *(self.take_plan_away, self.take_strategy_away, self.take_plan_away_briefly),
            ]
            self.random.shuffle(self.deck)
        self.number += 1
        action = self.deck.pop()
        self.done.append(action.__name__)
        action()

    def mark(self) -> None:
        """Write the number of the last edit into a page, and wait until it is shown."""
        mark = f"After edit {self.number}, of {self.done[-1]}."
        write(self.root, {"strategy/goals/mark.md": f"---\ntitle: Mark\n---\n{mark}\n"})
        self.server.wait_for("goals/mark/", mark)

    def _pages(self) -> list[Path]:
        found = [*self.root.glob("plan/**/*.md"), *self.root.glob("strategy/goals/*.md")]
        return sorted(path for path in found if path.stem not in ("mark", "grow"))

    def _page(self) -> Path:
        return self.random.choice(self._pages())

    def change_text(self) -> None:
        """Add a line, which links to another page."""
        page, other = self._page(), self._page()
        with page.open("a", encoding="utf-8") as file:
            file.write(f"\nText {self.number} of [another]({os.path.relpath(other, page.parent)}) and [[grow]].\n")

    def _replace(self, key: str, value: str) -> None:
        page = self._page()
        lines = page.read_text(encoding="utf-8").split("\n")
        page.write_text("\n".join(f"{key}: {value}" if line.startswith(f"{key}: ") else line for line in lines))

    def change_title(self) -> None:
        """Another title."""
        self._replace("title", f"Title {self.number}")

    def change_day(self) -> None:
        """Another day."""
        self._replace("start", f"2026-12-{1 + self.number % 28:02}")

    def break_page(self) -> None:
        """Front matter that can't be read."""
        write(self.root, {"plan/broken.md": self.random.choice(("---\ntitle: [\n---\n", entry("Whole again")))})

    def add_entry(self) -> None:
        """An entry, in a folder or not."""
        folder = self.random.choice(("plan", "plan/sub", "plan/sub/deep"))
        write(self.root, {f"{folder}/entry-{self.number}.md": entry(f"Entry {self.number}")})

    def add_goal(self) -> None:
        """A goal."""
        write(self.root, {f"strategy/goals/goal-{self.number}.md": f"---\ntitle: Goal {self.number}\n---\nMore.\n"})

    def add_picture(self) -> None:
        """A picture, and an entry that shows it."""
        name = f"picture-{self.number}"
        write(self.root, {f"plan/{name}.png": PICTURE, f"plan/{name}.md": entry(name, f"![It]({name}.png)")})

    def change_picture(self) -> None:
        """Other bytes in a picture."""
        for picture in sorted(self.root.glob("plan/**/*.png"))[:1]:
            picture.write_bytes(PICTURE + self.random.randbytes(8))

    def delete(self) -> None:
        """Delete a page, and the first picture."""
        if len(self._pages()) > 4:
            self._page().unlink()
        for picture in sorted(self.root.glob("plan/**/*.png"))[:1]:
            picture.unlink()

    def rename(self) -> None:
        """Another name, so another id and another address."""
        page = self._page()
        page.rename(page.with_name(f"renamed-{self.number}.md"))

    def rename_with_id(self) -> None:
        """Another name for the same page."""
        page = self._page()
        text = page.read_text(encoding="utf-8")
        if "\nid: " not in text:
            page.write_text(text.replace("---\n", f"---\nid: {page.stem}\n", 1))
        page.rename(page.with_name(f"moved-{self.number}.md"))

    def move_folder(self) -> None:
        """Move a folder of entries there and back."""
        one, other = self.root / "plan/sub", self.root / "plan/other"
        if other.exists() and not one.exists():
            one, other = other, one
        if one.exists() and not other.exists():
            one.rename(other)

    def keep_old_time(self) -> None:
        """Another text in a file that seems older than before."""
        page = self._page()
        page.write_text(page.read_text(encoding="utf-8") + f"\nOld {self.number}.\n", encoding="utf-8")
        os.utime(page, (1_000_000_000, 1_000_000_000))

    def break_config(self) -> None:
        """A configuration that can't be used, until the build has failed for it; then as it was."""
        config = self.root / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        broken = (
            *("site_name: [\n", "", "\0", text.replace("timezone: ", "timezone: Nowhere/")),
            *(text + "\nplugins: [unheard-of]\n", text.replace("docs_dir: strategy", "docs_dir: nowhere")),
        )
        with self.server.expecting(FAILED):
            config.write_text(self.random.choice(broken), encoding="utf-8")
        config.write_text(text, encoding="utf-8")

    def replace_config(self) -> None:
        """What editors do: the old file away, the new one in its place."""
        config = self.root / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        config.rename(self.root / "mkdocs.yml~")
        config.write_text(text, encoding="utf-8")

    def rename_site(self) -> None:
        """Another name of the site."""
        config = self.root / "mkdocs.yml"
        settings = yaml.safe_load(config.read_text(encoding="utf-8"))
        config.write_text(yaml.safe_dump({**settings, "site_name": f"Site {self.number}"}), encoding="utf-8")

    def change_option(self) -> None:
        """Another value of an option of ours, which many pages or feeds show."""
        config = self.root / "mkdocs.yml"
        settings = yaml.safe_load(config.read_text(encoding="utf-8"))
        options = settings["plugins"][1]["gameplan"]
        values: dict[str, tuple[object, object]] = {
            "internal": (True, False),
            "language": ("de", "fr"),
            "timezone": ("Asia/Tokyo", "Europe/Berlin"),
            "today": ("2026-12-24", "2026-11-22"),
            "entry_pages": ("auto", "all"),
            "calendar": ({"length": "2h", "title": "Dates"}, {}),
            "types": (["stunt"], []),
        }
        name = self.random.choice(sorted(values))
        one, other = values[name]
        options[name] = other if options.get(name) == one else one
        config.write_text(yaml.safe_dump(settings), encoding="utf-8")

    def hide(self) -> None:
        """Keep a page from the public, which others may link to."""
        page = self._page()
        text = page.read_text(encoding="utf-8")
        if "\nvisibility: " not in text:
            page.write_text(text.replace("---\n", "---\nvisibility: internal\n", 1), encoding="utf-8")

    def cite_region(self) -> None:
        """An entry of a kind that the playbook adds."""
        write(self.root, {"plan/regional.md": entry("Regional", f"{self.number}.", "regions: [north]\n")})

    def rename_region(self) -> None:
        """Another title of what that entry names."""
        write(self.root, {"strategy/regions/north.md": f"---\ntitle: North {self.number}\n---\nUp.\n"})

    def commit(self) -> None:
        """Commit all that there is."""
        self.change_text()
        committed(self.root, f"2026-06-01T{self.number // 60:02}:{self.number % 60:02}:00Z")

    def _take_away(self, name: str) -> None:
        folder, away = self.root / name, self.root.parent / "away"
        with self.server.expecting(FAILED):
            folder.rename(away)
        page = min(away.rglob("*.md"))
        page.write_text(page.read_text(encoding="utf-8") + f"\nWhile it was away, {self.number}.\n")
        away.rename(folder)

    def take_plan_away(self) -> None:
        """As `git stash -u` does."""
        self._take_away("plan")

    def take_strategy_away(self) -> None:
        """The folder that MkDocs itself watches."""
        self._take_away("strategy")

    def take_plan_away_briefly(self) -> None:
        """Away and back, as a copy, before anybody looks."""
        copy = self.root.parent / "copy"
        shutil.copytree(self.root / "plan", copy)
        shutil.rmtree(self.root / "plan")
        copy.rename(self.root / "plan")


def test_what_is_served_is_what_a_clean_build_makes(tmp_path: Path) -> None:
    """After edits, renames, deletions, folders that were away and broken configurations, every file is that of a clean build."""
    files = {
        "plan/one.md": entry("One"),
        "plan/sub/two.md": entry("Two"),
        "strategy/goals/mark.md": "---\ntitle: M\n---\n",
    }
    options = {"fail_on": "never", **KINDS}
    root = playbook(tmp_path / "root", files, options=options, material=STEPS >= 100)
    committed(root, "2026-05-01T12:00:00Z")
    with serving(root) as server:
        author = Author(server, SEED)
        for step in range(1, STEPS + 1):
            for _ in range(EDITS):
                author.edit()
            author.mark()
            if step == STEPS or step % 8 == 0:
                server.wait_for_a_clean_build(tmp_path / "clean")


GENERATORS = [
    pytest.param(name, marks=pytest.mark.skipif(not importlib.util.find_spec(name), reason=f"{name} isn't installed"))
    for name in ("mkdocs", "properdocs")
]


@pytest.mark.parametrize("generator", GENERATORS)
def test_what_was_away_is_seen_again(tmp_path: Path, generator: str) -> None:
    """While it is away the build says so and the server stays; when it is back it is read, and so is every later edit."""
    root = playbook(tmp_path / "root", {})
    page = root / "plan/launch.md"
    with serving(root, generator) as server:
        for name in ("plan", "strategy", "mkdocs.yml"):
            with server.expecting(FAILED):
                (root / name).rename(tmp_path / "away")
            if name == "plan":
                assert server.said("there is no folder plan/") == 1
            with server.expecting(BUILT):
                (tmp_path / "away").rename(root / name)
            text = f"Written after {name} was back."
            page.write_text(entry("Launch", text), encoding="utf-8")
            server.wait_for("plan/launch/", text)
        config = (root / "mkdocs.yml").read_text(encoding="utf-8")
        with server.expecting(BUILT):
            (root / "mkdocs.yml").write_text(config.replace("site_name: Site", "site_name: Another"), encoding="utf-8")


def test_folders_and_files_that_options_name_later_are_watched(tmp_path: Path) -> None:
    """MkDocs watches what the first configuration named, and nothing else."""
    root = playbook(tmp_path / "root", {"dates/launch.md": entry("Launch", "In dates.")})
    config = root / "mkdocs.yml"
    with serving(root) as server:
        settings = config.read_text(encoding="utf-8")
        changed = settings.replace("timezone:", "plan_dir: dates\n    baseline: known.json\n    timezone:")
        config.write_text(changed, encoding="utf-8")
        server.wait_for("plan/launch/", "In dates.")
        write(root, {"dates/launch.md": entry("Launch", "Later.")})
        server.wait_for("plan/launch/", "Later.")
        with server.expecting(BUILT):
            write(root, {"known.json": "{}"})


def test_what_is_away_again_when_it_is_to_be_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between a look and a watch a folder may go once more: it is tried again, also where no option names it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(str(folder))
    watch, tries = server.watch, []

    def unlucky(path: str, *, recursive: bool) -> None:
        tries.append(path)
        if len(tries) == 1:
            folder.rename(tmp_path / "away")
        try:
            watch(path, recursive=recursive)
        finally:
            if len(tries) == 1:
                (tmp_path / "away").rename(folder)

    monkeypatch.setattr(server, "watch", unlucky)
    watcher = Watcher(server)
    server.observer.start()
    try:
        (emitter,) = server.observer.emitters
        folder.rename(tmp_path / "elsewhere")
        emitter.join(PATIENCE)
        (tmp_path / "elsewhere").rename(folder)
        watcher.start()
        wait(lambda: len(tries) > 1 and all(one.is_alive() for one in server.observer.emitters), "a watch")
    finally:
        watcher.stop()
        server.observer.stop()
        server.observer.join()
        server.server_close()


def saves(root: Path, number: int) -> Iterator[int]:
    """Build a playbook as a server does after each of some saves; yields how many objects Python then keeps track of."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        for save in range(number):
            write(root, {"plan/launch.md": entry("Launch", f"Saved {save}.")})
            if save:
                config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
            mkdocs_build(config, serve_url="http://127.0.0.1/")
            yield len(gc.get_objects())
    finally:
        config.plugins.on_shutdown()


@pytest.mark.parametrize("options", [{}, KINDS], ids=["plain", "kinds"])
def test_saves_cost_no_memory(tmp_path: Path, options: dict[str, object]) -> None:
    """After sixteen saves there are as many objects as after six, also where kinds of the playbook's own are made anew."""
    root = playbook(tmp_path, {f"plan/entry-{n}.md": entry(f"Entry {n}") for n in range(10)}, options=options)
    committed(root, "2026-05-01T12:00:00Z")
    counts = list(saves(root, 16))
    assert max(counts[-5:]) < 1.02 * max(counts[1:6]), counts


BAD = {
    "an option": {"mkdocs.yml": "site_name: x\nplugins: [{gameplan: {timezone: Nowhere}}]\n"},
    "no plan": {"mkdocs.yml": "site_name: x\ndocs_dir: strategy\nplugins: [{gameplan: {plan_dir: nowhere}}]\n"},
    "a ledger": {
        "mkdocs.yml": "site_name: x\ndocs_dir: strategy\nplugins:\n- gameplan:\n"
        "    uid_namespace: 3f0d6f0e-54d5-4b5b-8d0b-5a9f2f6f1c11\n    calendar: {ledger: known.json}\n",
        "known.json": "[",
    },
    "a hook": {
        "mkdocs.yml": "site_name: x\ndocs_dir: strategy\nplugins: [gameplan]\nhooks: [hook.py]\n",
        "hook.py": "def on_files(files, config):\n    raise ValueError('x')\n",
    },
    "findings": {
        "mkdocs.yml": "site_name: x\ndocs_dir: strategy\nplugins: [gameplan]\n",
        "plan/launch.md": "---\ntitle: [\n---\n",
    },
}


@pytest.mark.parametrize("name", BAD)
def test_the_collector_runs_on_after_a_build_that_failed(tmp_path: Path, name: str) -> None:
    """Whatever ends a build: the collector searches as it did before, and nothing is kept from it."""
    root = playbook(tmp_path, {})
    write(root, BAD[name])
    gc.enable()  # what ran before in this process may have paused it: `gameplan check` does, since its process ends with it
    for _ in range(2):
        with pytest.raises((Abort, ValueError)):
            build(root)
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0


def _unbounded(source: str) -> list[str]:
    """The functions of a module whose results are kept without a limit for each argument that they were ever given."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and ast.unparse(node.args):
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            unlimited = ("cache", "functools.cache", "lru_cache(None)", "lru_cache(maxsize=None)")
            found += [node.name for mark in marks if mark.removeprefix("functools.") in unlimited]
    return found


def test_a_build_that_is_over_lets_go_of_everything(tmp_path: Path) -> None:
    """What was read, worked out and made is kept by nothing of the plugin's."""
    root = playbook(tmp_path, {})
    committed(root, "2026-05-01T12:00:00Z")
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    config.plugins.on_shutdown()
    kept = vars(config.plugins["gameplan"])
    assert [name for name, value in kept.items() if isinstance(value, (Context, Site, Result))] == []


def test_no_cache_grows_without_a_limit() -> None:
    """What authors type changes from save to save: a cache that is asked with it has a size."""
    assert _unbounded("@cache\ndef a(b): ...\n@cache\ndef c(): ...") == ["a"]
    package = Path(str(gameplan.__file__)).parent
    found = {
        str(path.relative_to(package)): _unbounded(path.read_text(encoding="utf-8")) for path in package.rglob("*.py")
    }
    assert {path: names for path, names in found.items() if names} == {}
