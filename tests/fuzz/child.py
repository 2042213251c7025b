"""Runs one target in a process of its own, which libFuzzer ends.

python -m fuzz.child TARGET SECONDS SEED FOLDER
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from fuzz.seeds import LARGEST, dictionary, seeds
from fuzz.targets import load

_START = time.monotonic()
_SEEDS_A_SECOND = 6
"""Inputs that a run begins with, for each second of it: some targets take a tenth of a second for one."""
TIMEOUT = 10
"""Seconds that one input may take."""
MEMORY = 2048
"""MiB that the process may hold."""


def _kept(folder: Path) -> list[bytes]:
    """What earlier runs found worth keeping."""
    return [path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()]


def _spread(inputs: list[bytes], most: int) -> list[bytes]:
    """As many inputs as there is time for, from all parts of a list."""
    step = max(len(inputs) / max(most, 1), 1)
    return [inputs[int(number * step)] for number in range(int(len(inputs) / step))]


def fuzz(name: str, seconds: float, seed: int, folder: Path) -> None:
    """Try a target for some time, from when it is loaded; inputs that reach something new are put into `new`, in the present folder.

    Args:
        name: the target's.
        seconds: from when this process started.
        seed: of the random choices; with 0 they are others each time.
        folder: what earlier runs kept.
    """
    import atheris  # noqa: PLC0415 - an extra, which nothing else needs

    with atheris.instrument_imports(include=["gameplan"]):
        target = load(name)
    first, new = Path(tempfile.mkdtemp()), Path("new")
    new.mkdir()
    for number, data in enumerate(_spread([*seeds(name), *_kept(folder)], round(seconds * _SEEDS_A_SECOND))):
        (first / f"{number:05}").write_bytes(data)
    crashes = folder.with_name("crashes") / f"{name}-"
    crashes.parent.mkdir(parents=True, exist_ok=True)
    words = Path("words")
    words.write_text(dictionary(), encoding="ascii")
    left = seconds - (time.monotonic() - _START)
    flags = [
        f"-seed={seed}",
        f"-max_total_time={max(1, round(left))}",
        f"-timeout={TIMEOUT}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={LARGEST}",
        f"-artifact_prefix={crashes}",
        f"-dict={words}",
        "-print_final_stats=1",
        "-reload=0",
    ]
    atheris.Setup([sys.argv[0], *flags, str(new), str(first)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
