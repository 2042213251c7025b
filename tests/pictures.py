"""Takes all pictures of the site again: every view of the sample, wide and on a phone, light and dark, and what is empty, full or odd.

    python tests/pictures.py                  into .cache/pictures, with an index.html to look through
    python tests/pictures.py --readme         those of the README and of docs/ too, into docs/pictures

The day stands still in the sample's configuration and in the browser's clock, so that a picture changes with what it shows.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from playwright.sync_api import FloatRect, sync_playwright

from browsing import CHROMIUM, FLAGS, LOOKS, VIEWS, WIDTHS, handler
from builds import SAMPLE, TODAY, build_in_child, contents, copy_of_sample
from checkers import as_github_shows
from form_editors import playbook_with_packages, sveltia
from gameplan.pipeline import run
from gameplan.report.gather import About, report
from gameplan.report.typst_source import SOURCE, texts_of
from gameplan.settings import load_settings
from states import STATES, built, looked_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

OUT = SAMPLE / ".cache" / "pictures"
README = SAMPLE / "docs" / "pictures"
LARGEST = 150 * 1024
"""Bytes that a picture of the README may have."""
Look = Literal["light", "dark"]


class Shot(NamedTuple):
    """A picture of the README: a view, its look, and its height."""

    view: str
    look: Look
    height: int = 960


OF_README = {
    "home": Shot("home", "light", 1300),
    "month": Shot("month", "light", 1300),
    "timeline": Shot("timeline", "light", 1300),
    "entry": Shot("entry", "dark", 1300),
}


@dataclass
class Gallery:
    """The pictures, with what they show."""

    browser: Browser
    folder: Path
    taken: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """For each heading the files and their captions."""

    def take(
        self, heading: str, address: str, paths: Mapping[str, str], *, looks: tuple[tuple[str, Look], ...]
    ) -> None:
        """Take pictures of pages, whole.

        Args:
            heading: what they are of.
            address: where the site is.
            paths: the pages by their names.
            looks: sizes with looks.
        """
        for size, look in looks:
            page = opened(self.browser, size, look)
            for name, path in paths.items():
                page.goto(address + path, wait_until="networkidle")
                file = f"{heading}-{name}-{size}-{look}.png".replace("/", "_")
                page.screenshot(path=self.folder / file, full_page=True, animations="disabled")
                self.taken.setdefault(f"{heading}: {name}", []).append((file, f"{size}, {look}"))
            page.context.close()

    def write_index(self) -> None:
        """Write the page to look through."""
        parts = [
            f"<h2>{escape(heading)}</h2><div>"
            + "".join(
                f'<a href="{escape(file)}"><img src="{escape(file)}" loading="lazy" alt=""><br>{escape(caption)}</a>'
                for file, caption in files
            )
            + "</div>"
            for heading, files in self.taken.items()
        ]
        style = (
            "body{font:14px sans-serif}div{display:flex;flex-wrap:wrap;gap:1em}img{width:22em;border:1px solid #999}"
        )
        page = f"<!doctype html><html lang=en><meta charset=utf-8><title>Pictures</title><style>{style}</style>{''.join(parts)}"
        (self.folder / "index.html").write_text(page, encoding="utf-8")


def opened(browser: Browser, size: str, look: Look, height: int = 0) -> Page:
    """A window of a size and a look, in which it is the sample's day."""
    viewport = WIDTHS[size].copy()
    viewport["height"] = height or viewport["height"]
    page = browser.new_context(
        viewport=viewport, color_scheme=look, reduced_motion="reduce", timezone_id="Europe/Lisbon"
    ).new_page()
    page.set_default_timeout(60_000)
    page.clock.set_fixed_time(f"{TODAY}T10:00:00+00:00")
    if look == "dark":
        # A site of one scheme, or whose palette doesn't follow the system, is made dark all the same.
        page.add_init_script(
            f"addEventListener('DOMContentLoaded', () => document.body.setAttribute('data-md-color-scheme', '{LOOKS[look]}'))"
        )
    return page


@contextmanager
def serving(site: Mapping[str, bytes]) -> Iterator[str]:
    """Serve a site; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(site)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


def of_readme(browser: Browser, address: str) -> None:
    """Take the README's pictures, in few colours, so that they stay small."""
    from PIL import Image  # noqa: PLC0415 - nothing else needs it

    README.mkdir(parents=True, exist_ok=True)
    for name, shot in OF_README.items():
        page = opened(browser, "wide", shot.look, shot.height)
        page.goto(address + VIEWS[shot.view], wait_until="networkidle")
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        page.context.close()
        file = README / f"{name}.png"
        picture.quantize(192, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
        if (size := file.stat().st_size) > LARGEST:
            sys.exit(f"{file} has {size} bytes; at most {LARGEST} are to be in the repository")


def of_comment(browser: Browser, root: Path) -> None:
    """Take the picture of the comment for a change of the sample, as GitHub shows it."""
    from PIL import Image  # noqa: PLC0415 - nothing else needs it

    ours = [sys.executable, "-P", "-m", "gameplan"]
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in ([*git, "init", "-q", "-b", "main"], [*git, "add", "-A"], [*git, "commit", "-qm", "Base"]):
        subprocess.run(command, cwd=root, check=True)
    (root / "plan/ideas/annual-billing-test.md").unlink()
    for change in (["shift", "+2w", "--campaign=kiln-month"], ["set", "status=in-progress", "guide-audit"]):
        subprocess.run([*ours, *change, "--force"], cwd=root, check=False, capture_output=True)
    said = subprocess.run(
        [*ours, "diff", "--format=markdown"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    style = (
        "body{font:14px/1.5 -apple-system,'Noto Sans',Helvetica,Arial,sans-serif;margin:0;padding:16px 24px;color:#1f2328;max-width:852px}"
        "h3{font-size:17.5px}ul{padding-left:2em}sub{color:#59636e}"
    )
    page = opened(browser, "wide", "light", 900)
    page.set_content(f"<!doctype html><meta charset=utf-8><style>{style}</style>{as_github_shows(said)}")
    height = page.evaluate("document.body.scrollHeight")
    clip = FloatRect(x=0, y=0, width=900, height=height)
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    page.context.close()
    picture.quantize(64, dither=Image.Dither.NONE).save(README / "comment.png", optimize=True)


def of_form(browser: Browser, root: Path) -> None:
    """Take the picture of an entry's form."""
    from PIL import Image  # noqa: PLC0415 - nothing else needs it

    path = "plan/2026-q4/clay-cost-article.md"
    with sveltia(browser, playbook_with_packages(root)) as editor:
        editor.form(path, "What a bisque firing really costs")
        picture = Image.open(io.BytesIO(editor.page.screenshot(animations="disabled"))).convert("RGB")
    picture.quantize(64, dither=Image.Dither.NONE).save(README / "form.png", optimize=True)


def of_report() -> None:
    """Take the picture of the first page of the sample's report."""
    import typst  # noqa: PLC0415 - nothing else needs it
    from PIL import Image  # noqa: PLC0415 - as above

    settings = load_settings(SAMPLE)
    playbook = run(SAMPLE, settings.options, TODAY).playbook.public()
    about = About(str(settings.site["site_name"]), "", "en", "")
    made = report(playbook, TODAY, settings.options.conventions, about)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.typ"
        source.write_text(SOURCE, encoding="utf-8")
        texts = {"report": texts_of(made, str)}
        found = typst.compile(source, format="png", ppi=108, sys_inputs=texts, ignore_system_fonts=True)
    # Of several pages Typst makes a list, whatever its types say.
    pages = cast("list[bytes]", found)
    picture = Image.open(io.BytesIO(pages[0])).convert("RGB")
    picture.quantize(192, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        README / "report.png", optimize=True
    )


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--readme", action="store_true", help="the README's pictures too")
    parser.add_argument("--only-readme", action="store_true", help="no others")
    arguments = parser.parse_args()
    out: Path = arguments.out
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        work = Path(name)
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        gallery = Gallery(browser, out)
        done = build_in_child(copy_of_sample(work / "sample"))
        if done.code:
            sys.exit(done.output)
        with serving(contents(work / "sample" / "site")) as address:
            if arguments.readme or arguments.only_readme:
                of_readme(browser, address)
                of_comment(browser, copy_of_sample(work / "changed"))
                of_form(browser, work / "forms")
                of_report()
            if not arguments.only_readme:
                looks: tuple[tuple[str, Look], ...] = (
                    ("wide", "light"),
                    ("wide", "dark"),
                    ("phone", "light"),
                    ("phone", "dark"),
                )
                gallery.take("sample", address, VIEWS, looks=looks)
        for heading, state in () if arguments.only_readme else STATES.items():
            site = built(work / heading, state)
            with serving(site) as address:
                paths = {path.strip("/") or "home": path for path in looked_at(site, state)}
                gallery.take(heading, address, paths, looks=(("wide", "light"), ("phone", "dark")))
        browser.close()
    gallery.write_index()
    print(f"{sum(map(len, gallery.taken.values()))} pictures: {out / 'index.html'}")  # noqa: T201 - says where they are


if __name__ == "__main__":
    main()
