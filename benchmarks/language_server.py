"""Measure what the language server costs while somebody writes, at 10,000 entries.

Run by hand. The playbook is that of `generate.py`. In one process: CPU of the first check, of one after an edit, of the findings of the
edited file alone, and of completions, hover and a rename. In another one, which speaks the protocol: the memory that a server needs,
beside that of `gameplan check`. Every answer is asked for often, and its median and its 95th percentile are told.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from gameplan.assist.completion import suggestions
from gameplan.assist.hover import card
from gameplan.assist.rename import rename
from gameplan.assist.workspace import Workspace

TODAY = date(2026, 11, 22)
PLACES = {
    "completion of keys": "---\ntitle: 😀 A\n{cursor}\n---\n",
    "completion of goals": "---\ntitle: 😀 A\ngoals: [{cursor}]\n---\n",
    "completion of entries": "---\ntitle: 😀 A\ndepends_on: [{cursor}]\n---\n",
    "completion of entries by title": "---\ntitle: 😀 A\ndepends_on: [check{cursor}]\n---\n",
    "completion of [[references]]": "---\ntitle: 😀 A\n---\nSee [[gu{cursor}",
    "completion of paths": "---\ntitle: 😀 A\n---\nSee [it](../{cursor}",
    "completion of days": "---\ntitle: 😀 A\nstart: +2w{cursor}\n---\n",
}


def main() -> None:
    """Make the playbook, measure, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    os.environ["GAMEPLAN_CACHE"] = ""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "playbook"
        generate = Path(__file__).with_name("generate.py")
        subprocess.run([sys.executable, generate, root, "--entries", str(given.entries)], check=True, stdout=sys.stderr)
        _answers(root, given.rounds)
        _memory(root)


def _told(what: str, spent: list[float]) -> None:
    worst = sorted(spent)[int(0.95 * (len(spent) - 1))]
    print(f"{what}: {1000 * statistics.median(spent):.1f} ms CPU, 95 % below {1000 * worst:.1f} ms")


def _cpu(work: Callable[[], object], rounds: int) -> list[float]:
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return spent


def _answers(root: Path, rounds: int) -> None:
    """Ask in this process."""
    workspace = Workspace(root, today=TODAY)
    _told("first check", _cpu(workspace.check, 1))
    path = next(page.path for page in workspace.check().playbook.entries)
    before = (root / path).read_text(encoding="utf-8")
    numbers = iter(range(100_000))

    def edited() -> None:
        workspace.put(
            path,
            before.replace("\n---\n", f"\n# 😀 {next(numbers)}\n---\n", 1).replace("goals: [", "goals: [no-such, "),
        )

    def check() -> None:
        edited()
        workspace.check()

    def look() -> None:
        edited()
        if not workspace.findings(path):
            sys.exit("an unknown goal isn't found")

    _told("check after an edit", _cpu(check, max(3, rounds // 6)))
    _told("findings of the edited file", _cpu(look, rounds))
    checked = workspace.check()
    for what, marked in PLACES.items():
        head, _, tail = marked.partition("{cursor}")
        text = workspace.put("plan/new.md", head + tail)
        line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
        if not suggestions(checked, text, line, column).all:
            sys.exit(f"no {what}")
        _told(what, _cpu(partial(suggestions, checked, text, line, column), rounds))
    goal = max(checked.playbook.goals, key=lambda page: len(checked.playbook.citing(page)))
    text = workspace.put("plan/new.md", f"---\ntitle: 😀 A\ngoals: [{goal.id}]\n---\n")
    _told(
        f"hover over a goal that {len(checked.playbook.citing(goal))} entries cite",
        _cpu(lambda: card(checked, text, 3, 10), rounds),
    )
    _told("rename of that goal", _cpu(lambda: rename(checked, goal, "another-name"), 3))


def _memory(root: Path) -> None:
    """Let a server read the playbook twice, and compare what it needs with what a check does."""
    done = subprocess.run(
        ["/usr/bin/env", sys.executable, "-c", _CHECK, str(root)], check=True, capture_output=True, text=True
    )
    check = int(done.stdout)
    server = subprocess.Popen([sys.executable, "-m", "gameplan", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    pipes = server.stdin, server.stdout
    if pipes[0] is None or pipes[1] is None:
        sys.exit("there are no pipes")
    to, out = pipes[0], pipes[1]
    folder = {"uri": root.as_uri(), "name": "playbook"}

    def send(message: object) -> None:
        body = json.dumps(message).encode()
        to.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        to.flush()

    def told(method: str, within: str) -> None:
        """Wait for a notification."""
        while True:
            size = 0
            while (row := out.readline().strip()) or not size:
                size = int(row.partition(b": ")[2]) if row.startswith(b"Content-Length") else size
            message = out.read(size).decode()
            if method in message and within in message:
                return

    given: dict[str, object] = {
        "processId": None,
        "rootUri": folder["uri"],
        "capabilities": {},
        "workspaceFolders": [folder],
    }
    send({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": given})
    send({"jsonrpc": "2.0", "method": "initialized", "params": {}})
    for number, name in enumerate(("first", "second"), 2):
        uri = (root / f"plan/{name}.md").as_uri()
        text = "---\ntitle: A\ngoals: [no-such-goal]\nstart: 2026-12-01\n---\n"
        document = {"uri": uri, "languageId": "markdown", "version": number, "text": text}
        send({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}})
        told("publishDiagnostics", f"{name}.md")
        # What the pause before the next check takes, and the check.
        time.sleep(12)
    peak = next(
        int(row.split()[1])
        for row in Path(f"/proc/{server.pid}/status").read_text().splitlines()
        if row.startswith("VmHWM")
    )
    server.kill()
    server.wait()
    print(f"memory: {peak / 1024:.0f} MB, {peak / check:.2f} times the {check / 1024:.0f} MB of gameplan check")


_CHECK = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "gameplan", "check", "-C", sys.argv[1]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

if __name__ == "__main__":
    main()
