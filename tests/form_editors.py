"""The editors of the forms, Sveltia CMS and Decap CMS, in a real browser: where `.ci/forms` has put them, and how they are used."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from browsing import expect, served
from builds import SAMPLE, contents, with_history
from gameplan.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from re import Pattern

    from playwright.sync_api import Browser, Locator, Page, Route

FORMS = Path(os.environ.get("GAMEPLAN_FORMS") or Path(__file__).parents[1] / ".cache" / "forms")
"""Where `.ci/forms` puts them."""
NEEDED = bool(os.environ.get("GAMEPLAN_FORMS_NEEDED"))
"""Whether a test must fail where they are not, instead of being skipped."""
_FOLDER = "sveltia-cms-test"
"""What Sveltia calls the folder in the browser with which it is tried out."""
_SECONDS = 20
_STEPS = 80
"""How far a form is scrolled, at most."""
_PUT = """async ([name, files]) => {
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    const file = parts.pop();
    let folder = top;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const stream = await (await folder.getFileHandle(file, { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
_GET = """async (name) => {
  const found = {};
  const walk = async (folder, prefix) => {
    for await (const [child, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${prefix}${child}/`);
      else found[`${prefix}${child}`] = await (await handle.getFile()).text();
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(name), "");
  return found;
}"""


def packages() -> Path:
    """The folder with the editors' packages; skips the test where there is none."""
    found = FORMS / "node_modules"
    if not found.is_dir():
        if NEEDED:
            pytest.fail(f"there is no {found}, and GAMEPLAN_FORMS_NEEDED is set")
        pytest.skip(f"there is no {found}: run .ci/forms, or name its folder in GAMEPLAN_FORMS")
    return found


def playbook_with_packages(root: Path) -> Path:
    """A copy of the sample, in a repository, with the editors' packages beside it."""
    for folder in ("strategy", "plan"):
        shutil.copytree(SAMPLE / folder, root / folder)
    shutil.copy(SAMPLE / "mkdocs.yml", root)
    (root / ".gitignore").write_text("node_modules/\nsite/\n", encoding="utf-8")
    shutil.copytree(packages(), root / "node_modules", ignore=shutil.ignore_patterns("*.map"))
    with_history(root)
    return root


def forms_of(root: Path, *arguments: str) -> Mapping[str, bytes]:
    """The files of the page with the forms, below `admin/`."""
    with pytest.raises(SystemExit) as ended:
        main.main(["cms", "--root", str(root), "--packages", "node_modules", *arguments])
    assert not ended.value.code
    return {f"admin/{path}": data for path, data in contents(root / "site/admin").items()}


class Sveltia(NamedTuple):
    """Sveltia CMS, trying out a folder that the browser keeps."""

    page: Page
    url: str

    def open(self, route: str) -> None:
        """Go to a place in the editor."""
        self.page.goto(f"{self.url}admin/#{route}")

    def form(self, path: str, title: str | Pattern[str], collection: str = "plan", folder: str = "plan") -> None:
        """Open the form of a page, and wait until its title is there."""
        self.open(f"/collections/{collection}")
        expect(self.page.locator('[data-key-path="title"]')).to_have_count(0)
        self.open(f"/collections/{collection}/entries/{path.removeprefix(f'{folder}/').removesuffix('.md')}")
        expect(self.page.locator('[data-key-path="title"]').get_by_role("textbox").first).to_have_value(title)

    def part(self, name: str) -> Locator:
        """The part of the form for a field, scrolled to: what is far below isn't there before."""
        found = self.page.locator(f'[data-key-path="{name}"]').first
        self.page.mouse.move(700, 500)
        for _ in range(_STEPS):
            if found.count():
                break
            self.page.mouse.wheel(0, 400)
            self.page.wait_for_timeout(100)
        return found

    def field(self, name: str) -> Locator:
        """The box in which a field is typed."""
        return self.part(name).get_by_role("textbox").first

    def save(self) -> None:
        """Save the form, and wait until that is done: then the editor shows the list."""
        self.page.get_by_role("button", name="Save", exact=True).click()
        self.page.wait_for_url(lambda url: "/entries/" not in url and "/new" not in url)

    def files(self) -> dict[str, str]:
        """What the folder holds now."""
        found: dict[str, str] = self.page.evaluate(_GET, _FOLDER)
        return found


@contextmanager
def sveltia(browser: Browser, root: Path, *, files: Mapping[str, str] | None = None) -> Iterator[Sveltia]:
    """The editor with a copy of a playbook's files in the browser; fails where it asked anybody else for anything.

    Args:
        browser: the browser.
        root: the playbook's folder.
        files: what is another in the copy, by path.
    """
    made = forms_of(root, "--backend", "test")
    pages = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("strategy", "plan")
        for path in (root / folder).rglob("*.md")
    } | dict(files or {})
    with served({**made, "index.html": b"<!doctype html><title>Here</title>"}) as url:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        asked: list[str] = []

        def refuse(route: Route) -> None:
            asked.append(route.request.url)
            route.abort()

        # What the page's own policy refuses never goes out, so it never comes here.
        context.route(
            lambda to: not to.startswith((url, "data:", "blob:")),
            refuse,
        )
        page.goto(url)
        page.evaluate(_PUT, [_FOLDER, pages])
        page.goto(f"{url}admin/")
        page.get_by_role("button", name="Work with Test Repository").click()
        page.get_by_text("Collections", exact=True).first.wait_for()
        yield Sveltia(page, url)
        assert asked == []
        context.close()


class Decap(NamedTuple):
    """Decap CMS, writing into a folder by its own server."""

    page: Page
    url: str

    def open(self, route: str) -> None:
        """Go to a place in the editor."""
        self.page.goto(f"{self.url}admin/#{route}")

    def form(self, path: str, title: str | Pattern[str], collection: str = "plan", folder: str = "plan") -> None:
        """Open the form of a page, and wait until its title is there."""
        self.page.goto("about:blank")
        self.open(f"/collections/{collection}/entries/{path.removeprefix(f'{folder}/').removesuffix('.md')}")
        expect(self.field("title")).to_have_value(title)

    def field(self, name: str) -> Locator:
        """The box in which a field is typed."""
        return self.page.locator(f'[id^="{name}-field-"]').first

    def save(self) -> None:
        """Save the form, and wait until that is done."""
        self.page.get_by_role("button", name="Publish").first.click()
        self.page.get_by_role("menuitem", name="Publish now").click()
        expect(self.page.get_by_text("CHANGES SAVED", exact=False).first).to_be_visible()


@contextmanager
def decap(browser: Browser, root: Path) -> Iterator[Decap]:
    """The editor and its server, which writes into a playbook's folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = FORMS / "server/node_modules/decap-server/dist/index.js"
    files = forms_of(root, "--editor", "decap", "--backend", "local", "--base-url", f"http://127.0.0.1:{port}")
    environment = {**os.environ, "GIT_REPO_DIRECTORY": str(root), "PORT": str(port), "BIND_HOST": "127.0.0.1"}
    running = subprocess.Popen(["node", str(server)], cwd=root, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        with served(files) as url:
            context = browser.new_context(viewport={"width": 1440, "height": 1000})
            page = context.new_page()
            asked: list[str] = []

            def refuse(route: Route) -> None:
                asked.append(route.request.url)
                route.abort()

            ours = (url, "data:", "blob:", f"http://127.0.0.1:{port}/")
            context.route(lambda to: not to.startswith(ours), refuse)
            page.goto(f"{url}admin/")
            page.get_by_role("button", name="Login").click()
            page.get_by_text("Collections", exact=True).first.wait_for()
            yield Decap(page, url)
            assert asked == []
            context.close()
    finally:
        running.kill()
        running.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Decap's server didn't start")
