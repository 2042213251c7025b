"""What `serve` needs to be left running: memory that is given back, and folders that are seen again after they were away."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from watchdog.events import FileCreatedEvent, FileDeletedEvent

from gameplan.mkdocs_plugin.log import log

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import EventEmitter

_EVERY = 0.5
"""Seconds between two looks, as MkDocs has between its own."""


def clear_memory() -> None:
    """Collect what earlier builds left in cycles. Called when a build begins, when nothing of those is in use any more.

    Only then may what was read be frozen: `gc.freeze` freezes garbage too, and what is frozen again and again is never collected.
    """
    gc.unfreeze()
    gc.collect()


class Watcher:
    """Sees to it that the server hears of the playbook's folders and of its configuration, whatever happens to them.

    MkDocs' observer stops for good when what it watches is away at one of its looks: in `git stash -u`, `git checkout`, or while an
    editor replaces a file. This looks for observers that stopped, and starts them anew when their folder or file is back.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        """Take a server, which need not have begun to serve."""
        self._server = server
        self._wanted: dict[str, None] = {}
        self._away: set[str] = set()
        self._lock = Lock()
        self._ended = Event()
        self._thread = Thread(target=self._run, name="gameplan-watcher", daemon=True)

    def start(self) -> None:
        """Begin to look, in a thread that ends with the process if nobody ends it before."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for the end."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def want(self, paths: Iterable[str]) -> None:
        """Say what is to be watched from now on, whether it is there or not.

        Options may name other folders and files than when serving began.
        """
        with self._lock:
            self._wanted = dict.fromkeys(map(os.path.abspath, paths))

    def _run(self) -> None:
        while not self._ended.wait(_EVERY):
            observer = self._server.observer
            if observer.is_alive() and observer.should_keep_running():
                try:
                    self._look()
                except OSError:
                    log.debug("what came back can't be watched yet", exc_info=True)

    def _look(self) -> None:
        emitters = self._emitters()
        for path, emitter in emitters.items():
            if path not in self._away and _stopped(emitter):
                self._away.add(path)
                # So that a build says what is missing, where it is: else what is served would look as if nothing were.
                emitter.queue_event(FileDeletedEvent(path))
        with self._lock:
            new = [path for path in self._wanted if path not in emitters]
        for path in {*self._away, *new}:
            if Path(path).exists():
                self._watch(path, emitters.get(path))

    def _watch(self, path: str, before: EventEmitter | None) -> None:
        """Watch what is back, or new, and have it read. Where it is away again by then, the next look tries anew."""
        recursive = before is None or before.watch.is_recursive
        # Until there is nothing left to take back: a path may be watched more than once.
        with suppress(KeyError):
            while True:
                self._server.unwatch(path)
        self._server.watch(path, recursive=recursive)
        self._away.discard(path)
        self._emitters()[path].queue_event(FileCreatedEvent(path))

    def _emitters(self) -> dict[str, EventEmitter]:
        """What looks at each path. Of a file that is its folder, in newer versions of watchdog, which tell the file by another name."""
        found = list(self._server.observer.emitters)
        return {getattr(emitter.watch, "raw_path", emitter.watch.path): emitter for emitter in found}


def _stopped(emitter: EventEmitter) -> bool:
    """Whether an emitter was started and is at its end."""
    return emitter.ident is not None and not emitter.is_alive()
