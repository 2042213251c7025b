"""Memory of a server that is left running: `python benchmarks/serving.py FOLDER` saves a page again and again.

The playbook is copied, and served by `mkdocs serve` as anybody would. Each save adds a sentence to a page, in turn; the next comes
when the server has built the last. Printed are the megabytes that the server then holds, and their ratio to those of the first build.
`--without` serves the same pages with the same theme and without Gameplan, which tells what is MkDocs' own. Linux only (`/proc`).
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import yaml


def main() -> None:
    """Print the server's memory after the first build, and after each so many saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--every", type=int, default=20, help="how many saves lie between two lines")
    parser.add_argument("--generator", default="mkdocs", help="mkdocs or properdocs")
    parser.add_argument("--theme", help="another theme than the playbook's")
    parser.add_argument("--without", action="store_true", help="without Gameplan, the plan below the docs folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "playbook"
        _copy(arguments.folder, root, theme=arguments.theme, without=arguments.without)
        _serve(root, arguments.generator, arguments.saves, arguments.every)


def _copy(folder: Path, root: Path, *, theme: str | None, without: bool) -> None:
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    plan = root / settings["docs_dir"] / "plan" if without else root / "plan"
    shutil.copytree(folder / settings["docs_dir"], root / settings["docs_dir"])
    shutil.copytree(folder / "plan", plan)
    if without:
        settings["plugins"] = ["search"]
    if theme:
        settings["theme"] = {"name": theme}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


def _serve(root: Path, generator: str, saves: int, every: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root.parent / "log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", generator, "serve", "-q", "-f", "mkdocs.yml", "-a", f"127.0.0.1:{port}"],
            cwd=root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _save(root, child, port, saves, every)
        finally:
            child.send_signal(signal.SIGINT)
            child.wait(60)


def _save(root: Path, child: "subprocess.Popen[bytes]", port: int, saves: int, every: int) -> None:
    epoch = _epoch(child, port, 0)
    first = _megabytes(child.pid)
    print(f"first build: {first:.0f} MB", flush=True)
    pages = sorted(root.rglob("plan/**/*.md"))
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    for save in range(1, saves + 1):
        page = pages[save % len(pages)]
        page.write_text(f"{texts[page]}\nSaved {save} times.\n", encoding="utf-8")
        epoch = _epoch(child, port, epoch)
        if save % every == 0 or save == saves:
            now = _megabytes(child.pid)
            print(f"{save} saves: {now:.0f} MB, {now / first:.2f} times", flush=True)


def _epoch(child: "subprocess.Popen[bytes]", port: int, before: int) -> int:
    """Wait until the server shows something newer than an epoch; its number."""
    end = time.monotonic() + 300
    while time.monotonic() < end and child.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/livereload/{before}/1", timeout=70) as answer:
                if (now := int(answer.read())) > before:
                    return now
        except OSError:
            time.sleep(0.2)
    sys.exit("the server is at its end, or builds no more")


def _megabytes(process: int) -> float:
    """The memory that a process holds."""
    resident = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(resident) * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
