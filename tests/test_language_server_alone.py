"""A language server and what no editor should send: there is an answer or a clear error within a second, and no edit is lost."""

from __future__ import annotations

import asyncio
import shutil
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from assisting import FILES
from builds import write
from raw_editor import RawEditor, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="module")
START = {"line": 0, "character": 0}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook."""
    return write(tmp_path_factory.mktemp("alone"), FILES)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def editor(root: Path) -> AsyncIterator[RawEditor]:
    """An editor that began well, for tests that don't end its server."""
    editor = await RawEditor.start()
    await editor.begin(root)
    yield editor
    await editor.stop()


async def test_before_the_beginning_and_after_the_end(root: Path) -> None:
    """Questions that come too early or too late are answered with that, and the server ends with exit code 0."""
    editor = await RawEditor.start()
    early = await editor.ask("textDocument/hover", {"textDocument": {"uri": "file:///a"}, "position": START})
    assert early["error"] == {"code": -32002, "message": "initialize comes first"}
    editor.open(root / "plan/launch.md", "---\n")
    await editor.begin(root)
    await editor.ask("shutdown", None)
    late = await editor.ask("textDocument/hover", {"textDocument": {"uri": "file:///a"}, "position": START})
    assert late["error"] == {"code": -32600, "message": "the server was told to shut down"}
    editor.tell("exit", None)
    assert await asyncio.wait_for(editor.process.wait(), 20) == 0
    await editor.stop()


async def test_an_editor_that_is_gone(root: Path) -> None:
    """Without its editor the server ends."""
    editor = await RawEditor.start()
    await editor.begin(root)
    assert editor.process.stdin is not None
    editor.process.stdin.close()
    await asyncio.wait_for(editor.process.wait(), 20)
    await editor.stop()


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"jsonrpc": "2.0"}',
        b'{"jsonrpc": "1.0", "id": 1, "method": "shutdown"}',
        b'{"jsonrpc": "2.0", "method": "no/such/news", "params": {}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": "file:///never"}}}',
        b'{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 77}}',
        b'{"jsonrpc": "2.0", "id": 9, "result": null}',
    ],
)
async def test_messages_that_are_none(editor: RawEditor, root: Path, body: bytes) -> None:
    """Whatever comes, the next question is answered."""
    editor.send_bytes(body)
    document = editor.open(root / "plan/launch.md", FILES["plan/launch.md"])
    answer = await editor.ask("textDocument/foldingRange", {"textDocument": document}, 5)
    assert answer["result"]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/hover", {}),
        ("textDocument/hover", {"textDocument": {"uri": "file:///a.md"}, "position": "x"}),
        ("textDocument/rename", {"textDocument": {"uri": "file:///a.md"}}),
        ("no/such/question", {}),
        ("workspace/executeCommand", {"command": "none"}),
    ],
)
async def test_questions_that_are_none(editor: RawEditor, method: str, params: object) -> None:
    """A question that can't be understood is answered with an error."""
    answer = await editor.ask(method, params, 5)
    assert answer["error"]["message"]


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "git:/a.md?x",
        "file:///no/such/folder/a.md",
        "file:///",
        "x",
        "",
        "file:///a%00b.md",
        "file:///proc/self/mem",
    ],
)
async def test_files_that_are_none(editor: RawEditor, uri: str) -> None:
    """A text that is no file of a playbook is left alone."""
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": "---\ngoals: [grow]\n---\n"}
    editor.tell("textDocument/didOpen", {"textDocument": document})
    at = {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 9}}
    for method in ("textDocument/hover", "textDocument/completion", "textDocument/definition"):
        answer = await editor.ask(method, at, 5)
        assert answer.get("result") is None
        assert "error" not in answer


async def test_positions_beyond_the_text(editor: RawEditor, root: Path) -> None:
    """A place that isn't there is the nearest one that is."""
    document = editor.open(root / "plan/launch.md", FILES["plan/launch.md"])
    for line, character in ((0, 9999), (9999, 0), (9999, 9999), (2**31 - 1, 2**31 - 1), (1, 8)):
        at = {"textDocument": document, "position": {"line": line, "character": character}}
        for method in ("textDocument/hover", "textDocument/completion", "textDocument/prepareRename"):
            assert "error" not in await editor.ask(method, at, 5)


async def test_changes_before_the_opening(editor: RawEditor, root: Path) -> None:
    """A part of a text that nobody knows is noted; a whole text is taken as it is."""
    path = root / "plan/early.md"
    part = {"range": {"start": START, "end": START}, "text": "x"}
    editor.tell(
        "textDocument/didChange", {"textDocument": {"uri": path.as_uri(), "version": 2}, "contentChanges": [part]}
    )
    await until(lambda: any("before it was opened" in str(each) for each in editor.told))
    whole = {"text": "---\ntitle: 😀\ngoals: [grow]\n---\n"}
    editor.tell(
        "textDocument/didChange", {"textDocument": {"uri": path.as_uri(), "version": 3}, "contentChanges": [whole]}
    )
    at = {"textDocument": {"uri": path.as_uri()}, "position": {"line": 2, "character": 9}}
    assert "Grow 😀 fast" in str(await editor.ask("textDocument/hover", at, 5))
    editor.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})


async def test_questions_are_called_off(root: Path) -> None:
    """A question that takes long can be called off: it is answered with that, and the next one as usual."""
    editor = await RawEditor.start()
    await editor.begin(root)
    document = editor.open(root / "plan/launch.md", FILES["plan/launch.md"])
    at = {"textDocument": document, "position": {"line": 2, "character": 9}}
    number, answer = editor.begin_asking("textDocument/rename", {**at, "newName": "more"})
    editor.tell("$/cancelRequest", {"id": number})
    assert (await asyncio.wait_for(answer, 5))["error"]["code"] == -32800
    assert (await editor.ask("textDocument/hover", at, 5))["result"]
    await editor.stop()


@pytest.mark.parametrize(
    ("encodings", "column"), [(("utf-8", "utf-16"), 14), (("utf-32",), 11), (("utf-16",), 12), ((), 12)]
)
async def test_units_of_columns(root: Path, encodings: tuple[str, ...], column: int) -> None:
    """Columns are counted in the units that the editor likes best: an emoji is four, one or two of them."""
    editor = await RawEditor.start()
    capabilities = await editor.begin(root, *encodings)
    assert capabilities["positionEncoding"] == (encodings[0] if encodings else "utf-16")
    path = root / "plan/units.md"
    document = editor.open(path, "---\ntitle: A\ngoals: [😀, grwo, grow]\nstart: 2026-12-04\n---\n")
    found = await until(lambda: editor.findings(path))
    assert [each["range"]["start"]["character"] for each in found if "grwo" in each["message"]] == [column]
    at = {"textDocument": document, "position": {"line": 2, "character": column + 6}}
    hover = (await editor.ask("textDocument/hover", at, 5))["result"]
    assert hover["range"]["start"]["character"] == column + 6
    assert await editor.end() == 0
    await editor.stop()


async def test_a_large_text(editor: RawEditor, root: Path) -> None:
    """A text of 5 MB: what is wrong with it is shown, and questions are answered within a second."""
    path = root / "plan/large.md"
    text = "---\ntitle: 😀\ngoals: [grow]\n---\n" + "# 😀 Heading\n\nSome [[grow]] text.\n" * 150_000
    assert len(text.encode()) > 5_000_000
    document = editor.open(path, text)
    taken: list[float] = []
    found = await until(lambda: editor.findings(path), 10)
    assert "larger than" in found[0]["message"]
    for number, method in enumerate(("hover", "completion", "foldingRange", "documentSymbol", "documentLink"), 2):
        change = {
            "range": {"start": {"line": 400_000, "character": 0}, "end": {"line": 400_000, "character": 0}},
            "text": "😀",
        }
        editor.tell(
            "textDocument/didChange",
            {"textDocument": {"uri": document["uri"], "version": number}, "contentChanges": [change]},
        )
        begun = time.monotonic()
        answer = await editor.ask(
            f"textDocument/{method}", {"textDocument": document, "position": {"line": 2, "character": 9}}, 10
        )
        assert "error" not in answer
        taken.append(time.monotonic() - begun)
    # One of them may have had to wait for the machine's other work.
    assert statistics.median(taken) < 1, taken
    editor.tell("textDocument/didClose", {"textDocument": document})


async def test_a_folder_that_disappears(tmp_path: Path) -> None:
    """Without its folder the server goes on, and finds it when it is there again."""
    root = write(tmp_path / "gone", FILES)
    editor = await RawEditor.start()
    await editor.begin(root)
    path = root / "plan/launch.md"
    document = editor.open(path, FILES["plan/launch.md"].replace("[grow]", "[grwo]", 1))
    await until(lambda: editor.findings(path))
    shutil.rmtree(root)
    editor.tell("textDocument/didSave", {"textDocument": document})
    at = {"textDocument": document, "position": {"line": 4, "character": 8}}
    for _ in range(3):
        assert "error" not in await editor.ask("textDocument/hover", at, 5)
        await asyncio.sleep(0.2)
    write(root, FILES)
    editor.tell("textDocument/didSave", {"textDocument": document})
    await until(lambda: any("grwo" in str(each) for each in editor.findings(path) or ()))
    assert await editor.end() == 0
    await editor.stop()


async def test_a_folder_without_a_playbook(tmp_path: Path) -> None:
    """Where there is no playbook the server says so once, and nothing else."""
    write(tmp_path, {"README.md": "# Hello\n", "docs/a.md": "x"})
    editor = await RawEditor.start()
    await editor.begin(tmp_path)
    document = editor.open(tmp_path / "README.md", "# Hello\n")
    await until(lambda: editor.told)
    editor.tell("textDocument/didSave", {"textDocument": document})
    assert (await editor.ask("textDocument/completion", {"textDocument": document, "position": START}, 5))[
        "result"
    ] is None
    await asyncio.sleep(0.3)
    assert [each["method"] for each in editor.told] == ["window/logMessage"]
    assert editor.told[0]["params"]["message"] == f"{tmp_path} is no playbook: there is no folder strategy/"
    assert await editor.end() == 0
    await editor.stop()


async def test_nothing_else_is_printed(root: Path) -> None:
    """Rules of other packages, and whatever else prints, can't disturb the protocol: standard output is its own."""
    code = (
        "import sys\nimport gameplan.assist.workspace as w\nold = w.Workspace.check\n"
        "w.Workspace.check = lambda self: print('noise') or old(self)\n"
        "from gameplan.cli import main\nmain(['lsp'])"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    editor = RawEditor(process)
    await editor.begin(root)
    document = editor.open(root / "plan/launch.md", FILES["plan/launch.md"])
    await until(lambda: editor.findings(root / "plan/launch.md") is not None)
    at = {"textDocument": document, "position": {"line": 2, "character": 9}}
    assert (await editor.ask("textDocument/hover", at, 5))["result"]
    assert await editor.end() == 0
    assert process.stderr is not None
    assert b"noise" in await process.stderr.read()
    await editor.stop()


async def test_a_rule_that_fails(root: Path) -> None:
    """Where a check fails, the editor is told, and questions are answered all the same."""
    code = (
        "import gameplan.assist.workspace as w\ncalls = []\nold = w.Workspace.check\n"
        "def check(self):\n    calls.append(1)\n    return old(self) if len(calls) == 1 else 1 / 0\n"
        "w.Workspace.check = check\nfrom gameplan.cli import main\nmain(['lsp'])"
    )
    pipe = asyncio.subprocess.PIPE
    editor = RawEditor(await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdin=pipe, stdout=pipe))
    await editor.begin(root)
    document = editor.open(root / "plan/launch.md", FILES["plan/launch.md"])
    await until(lambda: any("failed: ZeroDivisionError" in str(each) for each in editor.told))
    at = {"textDocument": document, "position": {"line": 2, "character": 9}}
    assert (await editor.ask("textDocument/hover", at, 5))["result"]
    assert await editor.end() == 0
    await editor.stop()


async def test_what_is_written_on_meanwhile(root: Path) -> None:
    """A new name that was worked out for a text which is another one by now is no answer: an edit would be lost."""
    code = (
        "import time, gameplan.assist.rename as r\nold = r.rename\n"
        "def slow(*a, **b):\n    time.sleep(1)\n    return old(*a, **b)\n"
        "r.rename = slow\nfrom gameplan.cli import main\nmain(['lsp'])"
    )
    pipe = asyncio.subprocess.PIPE
    editor = RawEditor(await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdin=pipe, stdout=pipe))
    await editor.begin(root)
    document = editor.open(root / "plan/launch.md", FILES["plan/launch.md"])
    await until(lambda: editor.findings(root / "plan/launch.md") is not None)
    at = {"textDocument": document, "position": {"line": 2, "character": 9}}
    _, answer = editor.begin_asking("textDocument/rename", {**at, "newName": "more"})
    await asyncio.sleep(0.5)
    change = {"range": {"start": START, "end": START}, "text": "😀\n"}
    editor.tell(
        "textDocument/didChange", {"textDocument": {"uri": document["uri"], "version": 2}, "contentChanges": [change]}
    )
    said = (await asyncio.wait_for(answer, 20))["error"]
    assert said == {"code": -32801, "message": "plan/launch.md has changed meanwhile: ask again"}
    assert await editor.end() == 0
    await editor.stop()


async def test_without_the_library(tmp_path: Path) -> None:
    """Without pygls the command says in a line what to install."""
    code = "import sys; sys.modules['pygls'] = None; from gameplan.cli import main; main(['lsp'])"
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gameplan: the language server needs one library more: pip install 'gameplan[lsp]'\n"
