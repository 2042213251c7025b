"""What the generated views cost beside the pages themselves: `python benchmarks/views.py FOLDER`.

Builds the site of a playbook with MkDocs in this process, and counts the CPU time of every page: making our part of it, its Markdown,
and the theme around it. Pages with a source are the author's; all others are views.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import mkdocs.commands.build as mkdocs_build
from mkdocs.config import load_config

from gameplan.publish import site

VIEWS, PAGES = "views", "pages"
_MAKERS = {"generated_documents": VIEWS, "subscribe_document": VIEWS, "page_documents": PAGES}


def main() -> None:
    """Print the median CPU seconds of views and of pages, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    os.chdir(arguments.folder)
    logging.disable(logging.CRITICAL)
    found = [_measured() for _ in range(arguments.rounds)]
    views, pages = (statistics.median(each[name] for each in found) for name in (VIEWS, PAGES))
    print(f"pages {pages:.2f} s, views {views:.2f} s: {views / pages:.0%} on top of them")


def _measured() -> dict[str, float]:
    """The CPU seconds of one build, by what they were for."""
    spent = {VIEWS: 0.0, PAGES: 0.0}
    with _counted(spent):
        config = load_config("mkdocs.yml")
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
        config.plugins.on_shutdown()
    return spent


@contextmanager
def _counted(spent: dict[str, float]) -> Iterator[None]:
    """Counts, for a while, what making documents and building pages costs."""
    kept: list[tuple[Any, str, Any]] = []

    def count(owner: Any, name: str, what: Callable[..., str]) -> None:  # noqa: ANN401 - a module
        original = getattr(owner, name)
        kept.append((owner, name, original))

        def counted(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the original takes
            begun = time.process_time()
            made = original(*arguments, **named)
            made = tuple(made) if isinstance(made, Iterator) else made
            spent[what(*arguments)] += time.process_time() - begun
            return made

        setattr(owner, name, counted)

    for name, kind in _MAKERS.items():
        count(site, name, lambda *_, kind=kind: kind)
    for name in ("_populate_page", "_build_page"):
        count(mkdocs_build, name, lambda page, *_: VIEWS if page.file.generated_by else PAGES)
    try:
        yield
    finally:
        for owner, name, original in kept:
            setattr(owner, name, original)


if __name__ == "__main__":
    main()
