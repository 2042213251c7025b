"""Validates many feeds in one process: a validator started anew for every feed would take minutes for a site.

Run by the interpreter that has the engines' packages; takes a job from standard input and prints verdicts, both as JSON. What is asked
of each feed is the validator's own business: here only its engines are started once for all feeds.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
SECONDS = 600
"""Of processor time, for each process: a reader that loops for ever must not take the tests with it."""


def main() -> None:
    """Validate the feeds of a job."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    job = json.load(sys.stdin)
    validator = loaded(Path(job["validators"]))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(3) as pool:
        validator.rename_zones = apart(validator.rename_zones)
        readers = batches(validator, job, Path(folder), pool)
        remember_lines()
        validator.run_python_engine = in_process(validator.PYTHON_ENGINES)
        validator.ENGINES.update(readers)
        verdicts = {feed["name"]: verdict(validator, feed, job) for feed in job["feeds"]}
    json.dump(verdicts, sys.stdout)


def loaded(folder: Path) -> Any:  # noqa: ANN401 - a module that is no part of the repository
    """The validator."""
    spec = importlib.util.spec_from_file_location("validate_feed", folder / "validate_feed.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"there is no validator in {folder}")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def apart(rename: Callable[[bytes], bytes | None]) -> Callable[[bytes], bytes | None]:
    """Private names of zones that no two feeds share: some engines keep a process's first zone of a name."""

    def renamed(data: bytes) -> bytes | None:
        found = rename(data)
        return found and found.replace(b"Private-", f"Private-{hashlib.sha256(data).hexdigest()[:12]}-".encode())

    return renamed


def remember_lines() -> None:
    """Have ics.py read a line only once: it takes milliseconds for each, and feeds have their events in common."""
    try:
        grammar = importlib.import_module("ics.grammar.parse").GRAMMAR
    except ImportError:
        return
    grammar.parse = functools.cache(grammar.parse)


def in_process(engines: dict[str, Callable[..., Any]]) -> Callable[..., Any]:
    """Run an engine in Python in this process."""

    def run(name: str, path: Path, start: datetime, end: datetime) -> Any:  # noqa: ANN401 - the validator's type
        return engines[name](path, path.read_bytes().decode("utf-8", "replace"), start, end)

    return run


def batches(
    validator: Any,  # noqa: ANN401 - a module that is no part of the repository
    job: dict[str, Any],
    folder: Path,
    pool: ThreadPoolExecutor,
) -> dict[str, Callable[..., Any]]:
    """The engines in other languages: each reads all feeds at once, and is asked for its answers by their contents."""
    paths: dict[bytes, Path] = {}
    for feed in job["feeds"]:
        data = Path(feed["path"]).read_bytes()
        paths[data] = Path(feed["path"])
        renamed = validator.rename_zones(data)
        if renamed:
            paths[renamed] = folder / f"{hashlib.sha256(renamed).hexdigest()}.ics"
            paths[renamed].write_bytes(renamed)
    files = [str(path) for path in paths.values()]
    window = [validator.show(datetime.fromisoformat(job[edge])) for edge in ("start", "end")]
    given = json.dumps({"validators": job["validators"], "files": files, "window": window})
    running = {
        name: pool.submit(answers, command, given)
        for name, command in {
            "node": ["node", str(HERE / "node.mjs")],
            "sabre": ["php", str(HERE / "sabre.php")],
            "ruby": ["ruby", str(HERE / "icalendar.rb")],
        }.items()
        if shutil.which(command[0])
    }

    def reader(name: str) -> Callable[..., Any]:
        def read(path: Path, text: str, start: datetime, end: datetime) -> Any:  # noqa: ANN401, ARG001 - the validator's types
            if name not in running:
                raise ImportError(f"no {name}")
            found = running[name].result().get(str(paths[path.read_bytes()]))
            if found is None:
                raise ImportError(f"no package for {name}")
            engines = [validator.from_json(item, weak=item.get("weak", False)) for item in found]
            return engines if name == "node" else engines[0]

        return read

    return {name: reader(name) for name in ("node", "sabre", "ruby")}


def answers(command: list[str], given: str) -> dict[str, Any]:
    """What a process says of every file: by path, where their package is there."""
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, "TZ": "UTC"},
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout) or {})


def verdict(validator: Any, feed: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - as above
    """What the validator says of one feed."""
    report, engines, absent = validator.validate(
        Path(feed["path"]),
        previous=Path(feed["previous"]) if feed.get("previous") else None,
        start=datetime.fromisoformat(job["start"]),
        end=datetime.fromisoformat(job["end"]),
        profile=feed["profile"],
        wanted=[name for name in validator.ENGINES if name not in feed["without"]],
        need=feed["need"],
    )
    return {
        "findings": [[finding.rule, str(finding)] for finding in sorted(report.findings)],
        "engines": {engine.name: engine.version for engine in engines if not engine.errors},
        "occurrences": {e.name: sorted(e.occurrences) for e in engines if e.occurrences is not None}
        if feed["expand"]
        else {},
        "absent": absent,
    }


if __name__ == "__main__":
    main()
