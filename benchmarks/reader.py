"""The strict reader against PyYAML's C loader, on the same front matter: `python benchmarks/reader.py FOLDER [--rounds 5]`."""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from gameplan.read.decoding import decoded
from gameplan.read.front_matter import Unreadable, parse, split

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Print the median CPU time of each, a file, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    texts = [text for path in sorted(arguments.folder.rglob("*.md")) if (text := _front(path))]
    ours, theirs = [], []
    for _ in range(arguments.rounds):
        theirs.append(_seconds(lambda text: yaml.load(text, Loader=yaml.CSafeLoader), texts))
        ours.append(_seconds(parse, texts))
    one, other = (statistics.median(found) / len(texts) * 1e6 for found in (ours, theirs))
    print(f"{len(texts)} files: strict reader {one:.0f} µs a file, CSafeLoader {other:.0f} µs, ratio {one / other:.2f}")


def _front(path: Path) -> str | None:
    try:
        return split(decoded(path.read_bytes())).front
    except Unreadable:
        return None


def _seconds(read: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds for all texts; what can't be read is read as far as it goes."""
    start = time.process_time()
    for text in texts:
        try:
            read(text)
        except (Unreadable, yaml.YAMLError, ValueError):
            continue
    return time.process_time() - start


if __name__ == "__main__":
    main()
