"""When what is checked: an edited file at once, the playbook after a pause; and what was found is shown."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from gameplan.assist.workspace import NoPlaybook
from gameplan.diagnostics import visible
from gameplan.language_server import values

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.assist.checked import Checked
    from gameplan.language_server.playbooks import Open

LONGEST_PAUSE = 5.0
"""Seconds without a key after which the playbook is checked, where its checks take long."""


class Checking:
    """The checks of one playbook, one at a time, each in a thread of its own."""

    def __init__(self, playbook: Open, editor: Editor, pause: float) -> None:
        """Know the playbook; nothing is checked yet.

        Args:
            playbook: which.
            editor: takes what was found.
            pause: seconds without a key after which the playbook is checked.
        """
        self.playbook, self._editor = playbook, editor
        self._shortest = self._pause = pause
        self._waiting: asyncio.TimerHandle | None = None
        self._running: asyncio.Task[Checked | None] | None = None
        self._again = False
        self._edited: set[str] = set()
        self._looking: asyncio.Task[None] | None = None
        self._shown: dict[str, tuple[lsp.Diagnostic, ...]] = {}
        self._reason = ""
        self.first = asyncio.Event()
        """Set when the playbook was checked once, or there is none."""

    def edited(self, path: str) -> None:
        """Look at a file at once, and at the playbook after a pause."""
        self._edited.add(path)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
        self.soon()

    def soon(self, pause: float | None = None) -> None:
        """Check the playbook after a pause, which begins anew."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(self._pause if pause is None else pause, self._begin)

    def _begin(self) -> None:
        self._waiting = None
        if self._running is not None and not self._running.done():
            self._again = True
        else:
            self._running = asyncio.ensure_future(self._check())

    async def current(self) -> Checked | None:
        """The playbook with all texts as they are now; None where there is none."""
        workspace = self.playbook.workspace
        while not workspace.current:
            if self._running is None or self._running.done():
                self._begin()
            task = self._running
            if task is None or await asyncio.shield(task) is None:
                return None
        return workspace.checked

    async def _check(self) -> Checked | None:
        """Check the playbook, and show what was found."""
        begun = time.monotonic()
        checked: Checked | None = None
        try:
            checked = await asyncio.to_thread(self.playbook.workspace.check)
        except NoPlaybook as none:
            self._say(none)
        except OSError as error:
            self._editor.log(f"{self.playbook.root} can't be read: {error.strerror}")
        except Exception as error:  # noqa: BLE001 - whatever a rule of somebody's does, the editor goes on
            self._editor.log(f"the check of {self.playbook.root} failed: {type(error).__name__}: {error}")
        took = time.monotonic() - begun
        # A playbook whose checks take long is checked less often.
        self._pause = min(max(self._shortest, took), max(self._shortest, LONGEST_PAUSE))
        self.first.set()
        if checked is not None:
            self._reason = ""
            await self._show_all(checked)
            self._editor.refresh()
        if self._again:
            self._again = False
            self.soon()
        return checked

    def _say(self, none: NoPlaybook) -> None:
        """Say once that there is no playbook; where its options are wrong, beside them."""
        for path in [*self._shown]:
            self._publish(path, ())
        if none.config:
            place = lsp.Range(lsp.Position(0, 0), lsp.Position(1, 0))
            found = lsp.Diagnostic(place, visible(str(none)), lsp.DiagnosticSeverity.Error, source=values.SOURCE)
            self._publish(none.config, (found,))
        elif str(none) != self._reason:
            self._editor.log(f"{self.playbook.root} is no playbook: {none}")
        self._reason = str(none)

    async def _look(self) -> None:
        """Show what is wrong with the files that are edited, without looking at others."""
        while self._edited:
            path = self._edited.pop()
            document = self.playbook.documents.get(path)
            if document is None or self.playbook.workspace.checked is None:
                continue
            found = await asyncio.to_thread(self._found, path)
            if self.playbook.documents.get(path) is document:
                self._publish(path, found)

    async def _show_all(self, checked: Checked) -> None:
        """Show what was found in every file."""
        paths = {*checked.by_path, *self._shown, *self.playbook.documents}
        for path in sorted(paths, key=lambda path: (path not in self.playbook.documents, path)):
            document = self.playbook.documents.get(path)
            if path not in checked.by_path and path not in self._shown and document is None:
                continue
            found = await asyncio.to_thread(self._found, path)
            if self.playbook.documents.get(path) is document:
                self._publish(path, found)

    def _found(self, path: str) -> tuple[lsp.Diagnostic, ...]:
        workspace = self.playbook.workspace
        checked = workspace.checked
        document = self.playbook.document(path, checked)
        return tuple(values.finding(each, document, self.playbook, checked) for each in workspace.findings(path))

    def _publish(self, path: str, found: tuple[lsp.Diagnostic, ...]) -> None:
        """Show what was found in a file, where it is something else than before."""
        document = self.playbook.documents.get(path)
        if found == self._shown.get(path, ()) and document is None:
            return
        if found:
            self._shown[path] = found
        else:
            self._shown.pop(path, None)
        version = document.version if document else None
        self._editor.publish(lsp.PublishDiagnosticsParams(self.playbook.uri(path), [*found], version))


class Editor:
    """What an editor is told without having asked."""

    def __init__(
        self,
        publish: Callable[[lsp.PublishDiagnosticsParams], None],
        log: Callable[[str], None],
        refresh: Callable[[], None],
    ) -> None:
        """Know how.

        Args:
            publish: shows findings.
            log: notes a line.
            refresh: lets the editor ask anew for what is shown beside texts.
        """
        self.publish, self.log, self.refresh = publish, log, refresh
