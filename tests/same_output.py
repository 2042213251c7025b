"""Compares what two versions of the package make of the same playbooks: sites, rendered folders and feeds, byte for byte.

    python tests/same_output.py OTHER [--only NAME]     OTHER is a folder with another checkout

For changes that are to change nothing: the sample and the four real playbooks are built with both, and every file that differs is named.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from builds import copy_of_sample
from corpora import CORPORA, NAMES
from test_corpora_site import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parents[1]
FIXED = {
    "GAMEPLAN_CACHE": "",
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "SOURCE_DATE_EPOCH": "1795305600",
    "TZ": "UTC",
}
_MOST_NAMED = 20


def playbook(name: str, root: Path) -> None:
    """Write a playbook that both are to build."""
    if name == "sample":
        copy_of_sample(root)
        return
    for folder in ("strategy", "plan"):
        shutil.copytree(CORPORA / name / folder, root / folder)
    (root / "theme").mkdir()
    (root / "theme" / "main.html").write_text("<title>{{ page.title }}</title>{{ page.content }}", encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG.format(name=name), encoding="utf-8")


def make(checkout: Path, root: Path, out: Path) -> None:
    """Build a site, render a folder and write the report of the check, each with the package of a checkout."""
    environment = {**os.environ, **FIXED, "PYTHONPATH": str(checkout / "plugins")}

    def call(*arguments: str, to: Path | None = None) -> None:
        done = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=root, env=environment, capture_output=True, check=False
        )
        if to is None and done.returncode:
            # Both may fail, if in the same words.
            words = done.stderr.decode().replace(str(out), "OUT")
            (out / f"{arguments[1]}.failed.txt").write_text(words, encoding="utf-8")
        if to is not None:
            to.write_bytes(done.stdout)

    out.mkdir()
    call("mkdocs", "build", "-q", "-d", str(out / "site"))
    call("gameplan", "render", str(out / "rendered"))
    call("gameplan", "check", "--format", "json", to=out / "check.json")
    call("gameplan", "agenda", to=out / "agenda.txt")


def differences(one: Path, other: Path) -> Iterator[str]:
    """The files, relative to two folders, that differ or are only in one of them."""
    files = {
        path.relative_to(folder)
        for folder in (one, other)
        for path in folder.rglob("*")
        # It holds the moment of packing.
        if path.is_file() and path.name != "sitemap.xml.gz"
    }
    for path in sorted(files):
        first, second = one / path, other / path
        if not first.is_file() or not second.is_file():
            yield f"{path}: only in {'the second' if second.is_file() else 'the first'}"
        elif not filecmp.cmp(first, second, shallow=False):
            yield str(path)


def main() -> None:
    """Compare, and end with 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("other", type=Path)
    parser.add_argument("--only", choices=("sample", *NAMES), action="append")
    asked = parser.parse_args()
    found = 0
    for name in asked.only or ("sample", *reversed(NAMES)):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "playbook"
            root.mkdir() if name != "sample" else None
            playbook(name, root)
            for number, checkout in enumerate((asked.other.resolve(), HERE)):
                make(checkout, root, Path(folder) / f"made{number}")
            differing = list(differences(Path(folder) / "made0", Path(folder) / "made1"))
            count = sum(1 for path in (Path(folder) / "made1").rglob("*") if path.is_file())
            print(f"{name}: {count} files, {len(differing)} differ")  # noqa: T201
            for line in differing[:_MOST_NAMED]:
                print(f"    {line}")  # noqa: T201
            found += len(differing)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
