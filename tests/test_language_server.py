"""The language server, asked by a real client over standard input and output. Columns have an emoji before them."""

from __future__ import annotations

from collections.abc import AsyncIterator  # noqa: TC003 - pytest-lsp looks at the types of fixtures
from pathlib import Path  # noqa: TC003 - pytest-lsp looks at the types of fixtures

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

from assisting import CONFIG, FILES
from builds import write
from language_server_documents import Typed
from raw_editor import SERVER, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

LAUNCH, GROW = "plan/launch.md", "strategy/goals/grow.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook on the disk, with a blank in its path."""
    return write(tmp_path_factory.mktemp("language server"), FILES)


def editor() -> LanguageClient:
    """An editor that asks anew for what it shows beside texts when it is told to."""
    made = make_test_lsp_client()
    for method in (lsp.WORKSPACE_CODE_LENS_REFRESH, lsp.WORKSPACE_INLAY_HINT_REFRESH, lsp.CLIENT_REGISTER_CAPABILITY):

        @made.feature(method)  # type: ignore[untyped-decorator] # pygls's
        def done(ls: LanguageClient, params: object) -> None:
            """Take it."""

    return made


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[*SERVER], client_factory=editor), scope="module")  # type: ignore[untyped-decorator] # pytest-lsp's
async def client(lsp_client: LanguageClient, root: Path) -> AsyncIterator[None]:
    """An editor that can what VS Code can."""
    folder = lsp.WorkspaceFolder(root.as_uri(), "Playbook")
    capabilities = client_capabilities("visual-studio-code")
    await lsp_client.initialize_session(
        lsp.InitializeParams(capabilities, root_uri=folder.uri, workspace_folders=[folder])
    )
    yield
    await lsp_client.shutdown_session()


def typed(client: LanguageClient, root: Path, path: str, text: str | None = None) -> Typed:
    """Open a file in the editor, with a text that need not be saved."""
    return Typed.open(client, root / path, FILES[path] if text is None else text)


async def found(client: LanguageClient, file: Typed, code: str) -> lsp.Diagnostic:
    """Wait for a finding in a file."""
    seen: list[lsp.Diagnostic] = await until(
        lambda: [each for each in client.diagnostics.get(file.uri, ()) if each.code == code]
    )
    return seen[0]


async def clean(client: LanguageClient, file: Typed) -> None:
    """Wait until nothing is found in a file."""
    await until(lambda: client.diagnostics.get(file.uri) is not None and not client.diagnostics[file.uri])


async def test_findings_as_you_type(client: LanguageClient, root: Path) -> None:
    """A finding has the check's words with what to type, its rule, and UTF-16 columns; it goes when it is mended."""
    file = typed(client, root, "plan/typed.md", "---\ntitle: 😀\ngoals: [😀, grwo]\nstart: 2026-12-04\n---\n")
    near = await until(
        lambda: next((each for each in client.diagnostics.get(file.uri, ()) if "grwo" in each.message), None)
    )
    assert near.message == "no goal has the id 'grwo' – did you mean 'grow' (Grow 😀 fast)?"
    assert (near.code, near.source, near.severity) == ("unknown-goal", "gameplan", lsp.DiagnosticSeverity.Error)
    assert near.range == lsp.Range(lsp.Position(2, 12), lsp.Position(2, 16))
    file.replace("😀, grwo", "grow")
    await clean(client, file)
    file.replace("start: 2026-12-04", "start: 2026-10-04")
    late = await found(client, file, "overdue")
    assert late.range.start.line == 3
    file.close()
    await until(lambda: file.uri in client.diagnostics and not client.diagnostics[file.uri])


@pytest.mark.parametrize("sign", ["\u2028", "\x0c", "\x85", "\x0b"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
async def test_edits_land_where_they_were_made(client: LanguageClient, root: Path, sign: str, end: str) -> None:
    """No line ends at a sign that editors take for text, and no edit is lost: below it a mistake is found where it stands."""
    text = f"---\ntitle: A 😀\nx_a: a{sign}b\nowner: ana\ngoals: [grow]\nstart: 2026-12-04\n---\n".replace("\n", end)
    file = typed(client, root, "plan/odd.md", text)
    file.replace("owner: ana", "owner: [😀 bob, ana]", parts=True)
    file.replace("goals: [grow]", "goals: [😀, grow]", parts=True)
    place = file.behind("goals: [😀, gr")
    assert place == lsp.Position(4, 14)
    definition = await client.text_document_definition_async(lsp.DefinitionParams(file.named, place))
    assert isinstance(definition, lsp.Location)
    assert definition.uri == (root / GROW).as_uri()
    file.close()


async def test_completion(client: LanguageClient, root: Path) -> None:
    """Ids come with titles, behind an emoji; what is chosen takes the place of what was typed."""
    file = typed(client, root, "plan/typed.md", "---\ntitle: 😀\nsummary: 😀 [[peo\n---\n")
    answer = await client.text_document_completion_async(lsp.CompletionParams(file.named, file.behind("[[peo")))
    assert isinstance(answer, lsp.CompletionList)
    first = answer.items[0]
    assert (first.label, first.detail) == ("earn-trust", "People trust us")
    assert isinstance(first.text_edit, lsp.TextEdit)
    assert file.with_edits([first.text_edit]) == "---\ntitle: 😀\nsummary: 😀 [[earn-trust\n---\n"
    file.close()


async def test_hover_definition_references(client: LanguageClient, root: Path) -> None:
    """A reference behind an emoji is about its page, leads there, and is one of those that cite it."""
    file = typed(client, root, LAUNCH)
    place = file.behind("see [[g")
    hover = await client.text_document_hover_async(lsp.HoverParams(file.named, place))
    assert hover is not None
    assert isinstance(hover.contents, lsp.MarkupContent)
    assert hover.contents.value.startswith("**Grow 😀 fast**\n\ngoal grow · Accepted\n\nAt risk.")
    assert hover.range == lsp.Range(lsp.Position(9, 20), lsp.Position(9, 24))
    definition = await client.text_document_definition_async(lsp.DefinitionParams(file.named, place))
    assert definition == lsp.Location((root / GROW).as_uri(), lsp.Range(lsp.Position(1, 7), lsp.Position(1, 19)))
    context = lsp.ReferenceContext(include_declaration=True)
    cited = await client.text_document_references_async(lsp.ReferenceParams(context, file.named, place))
    assert cited is not None
    assert sorted(each.uri.rpartition("/")[2] for each in cited) == [
        "after.md",
        "before.md",
        "grow.md",
        "launch.md",
        "launch.md",
    ]
    file.close()


async def test_two_files_open(client: LanguageClient, root: Path) -> None:
    """What is written in one file counts in the other, unsaved."""
    goal = typed(client, root, "strategy/goals/fresh.md", "---\ntitle: 😀 Fresh\n---\nNew.\n")
    file = typed(client, root, "plan/typed.md", "---\ntitle: 😀\ngoals: [fresh]\nstart: 2026-12-04\n---\n")
    await clean(client, file)
    hover = await client.text_document_hover_async(lsp.HoverParams(file.named, file.behind("goals: [f")))
    assert hover is not None
    assert "😀 Fresh" in str(hover.contents)
    goal.replace("---\ntitle: 😀 Fresh\n---\n", "---\nid: other\ntitle: 😀 Fresh\n---\n")
    assert (await found(client, file, "unknown-goal")).range.start == lsp.Position(2, 8)
    goal.close()
    file.close()


async def test_what_is_shown_beside(client: LanguageClient, root: Path) -> None:
    """Lenses, days, folds, symbols and links."""
    file, goal = typed(client, root, LAUNCH), typed(client, root, GROW)
    await clean(client, file)
    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(goal.named))
    assert lenses is not None
    lens = await client.code_lens_resolve_async(lenses[0])
    assert lens.command is not None
    assert (lens.command.title, lens.command.command) == ("cited by 3 entries, 2 ahead", "gameplan.showReferences")
    assert lens.command.arguments is not None
    assert len(lens.command.arguments[2] or ()) == 4
    shown = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
    hints = await client.text_document_inlay_hint_async(lsp.InlayHintParams(file.named, shown))
    assert hints is not None
    assert [(hint.position, hint.label) for hint in hints] == [
        (lsp.Position(6, 13), "Thu 19 Nov 2026"),
        (lsp.Position(7, 19), "Thu 26 Nov 2026"),
    ]
    folds = await client.text_document_folding_range_async(lsp.FoldingRangeParams(file.named))
    assert folds is not None
    assert [(fold.start_line, fold.end_line) for fold in folds] == [(0, 8), (5, 7)]
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(file.named))
    assert symbols is not None
    assert symbols[0].name == "Launch 😀 now"
    leading = await client.text_document_document_link_async(lsp.DocumentLinkParams(file.named))
    assert leading is not None
    assert [(each.target, file.typed(each.range)) for each in leading] == [
        ((root / GROW).as_uri(), "grow"),
        ((root / "strategy/index.md").as_uri(), "../strategy/index.md"),
    ]
    pages = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("trust"))
    assert pages is not None
    assert [page.name for page in pages] == ["People trust us (earn-trust)"]
    file.close()
    goal.close()


async def test_rename(client: LanguageClient, root: Path) -> None:
    """An id gets another name in every file, saved or not; the old one stays as an alias, and the file follows."""
    file = typed(
        client,
        root,
        "plan/typed.md",
        "---\ntitle: 😀\ngoals: [earn-trust, 'grow']\nstart: 2026-12-04\n---\n😀 [[grow]]\n",
    )
    other = typed(client, root, LAUNCH, FILES[LAUNCH].replace("\n", "\r\n"))
    place = file.behind("😀 [[gr")
    named = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(file.named, place))
    assert named == lsp.PrepareRenamePlaceholder(lsp.Range(lsp.Position(5, 5), lsp.Position(5, 9)), "grow")
    edit = await client.text_document_rename_async(lsp.RenameParams(file.named, place, "grow-more"))
    assert edit is not None
    assert edit.document_changes is not None
    changes = {each.text_document.uri: each for each in edit.document_changes if isinstance(each, lsp.TextDocumentEdit)}
    assert sorted(uri.rpartition("/")[2] for uri in changes) == [
        "after.md",
        "before.md",
        "grow.md",
        "launch.md",
        "typed.md",
    ]
    texts = [each for each in changes[file.uri].edits if isinstance(each, lsp.TextEdit)]
    assert (
        file.with_edits(texts)
        == "---\ntitle: 😀\ngoals: [earn-trust, 'grow-more']\nstart: 2026-12-04\n---\n😀 [[grow-more]]\n"
    )
    assert changes[file.uri].text_document.version == file.version
    theirs = [each for each in changes[other.uri].edits if isinstance(each, lsp.TextEdit)]
    assert other.with_edits(theirs) == FILES[LAUNCH].replace("grow]", "grow-more]").replace("\n", "\r\n")
    assert edit.document_changes[-1] == lsp.RenameFile(
        (root / GROW).as_uri(), (root / "strategy/goals/grow-more.md").as_uri()
    )
    with pytest.raises(JsonRpcException, match=r"'old' is taken by strategy/goals/old\.md"):
        await client.text_document_rename_async(lsp.RenameParams(file.named, place, "old"))
    with pytest.raises(JsonRpcException, match="no page's id stands here"):
        await client.text_document_rename_async(lsp.RenameParams(file.named, lsp.Position(1, 3), "x"))
    file.close()
    other.close()


async def test_quick_fixes(client: LanguageClient, root: Path) -> None:
    """A finding can be mended, an unknown key declared, and all that is certain fixed at once."""
    file = typed(
        client,
        root,
        "plan/typed.md",
        "---\r\ntitle: 😀\r\ngoals: [Grow]\r\nstart: 2026-12-4\r\nshot_by: 😀 Eve\r\n---\r\n",
    )
    await found(client, file, "unknown-goal")
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(6, 0))
    context = lsp.CodeActionContext(list(client.diagnostics[file.uri]))
    answer = await client.text_document_code_action_async(lsp.CodeActionParams(file.named, whole, context))
    assert answer is not None
    actions = {each.title: each for each in answer if isinstance(each, lsp.CodeAction)}
    assert {"Write grow", "Write 2026-12-04", "Declare the field shot_by of an entry in mkdocs.yml"} <= set(actions)
    day = actions["Write 2026-12-04"]
    assert day.is_preferred
    assert "2026-12-04\r\n" in file.with_workspace_edit(day.edit)
    declared = actions["Declare the field shot_by of an entry in mkdocs.yml"].edit
    config = Typed(client, root / "mkdocs.yml", CONFIG)
    assert config.with_workspace_edit(declared).endswith("          shot_by: {type: line}\n")
    only = lsp.CodeActionContext([], only=["source.fixAll"])
    [fix_all] = await client.text_document_code_action_async(lsp.CodeActionParams(file.named, whole, only)) or []
    assert isinstance(fix_all, lsp.CodeAction)
    done = await client.code_action_resolve_async(fix_all)
    assert (
        file.with_workspace_edit(done.edit)
        == "---\r\ntitle: 😀\r\ngoals: [grow]\r\nstart: 2026-12-04\r\nshot_by: 😀 Eve\r\n---\r\n"
    )
    file.close()


async def test_key_by_key(client: LanguageClient, root: Path) -> None:
    """A page is typed key by key, with questions in between: there is an answer each time, and in the end nothing is found."""
    file = typed(client, root, "plan/typed.md", "")
    for sign in "---\ntitle: 😀 [a\ngoals: [grow]\nstart: 2026-12-04\ndeadlines: {draft: -3d}\n---\n😀 [[launch]]\n":
        file.type(sign)
        answer = await client.text_document_completion_async(lsp.CompletionParams(file.named, file.end))
        assert answer is not None
    await until(lambda: [each.code for each in client.diagnostics.get(file.uri, ())] == [])
    file.close()


async def test_options_that_are_wrong(client: LanguageClient, root: Path) -> None:
    """A mistake in the configuration is shown there, and goes when it is mended."""
    file = typed(client, root, "mkdocs.yml", CONFIG.replace("timezone", "timezonne"))
    wrong = await until(lambda: client.diagnostics.get(file.uri))
    assert "did you mean 'timezone'?" in wrong[0].message
    file.replace("timezonne", "timezone")
    await clean(client, file)
    file.close()


async def test_files_that_others_change(client: LanguageClient, root: Path) -> None:
    """What another program writes is read when the editor tells of it."""
    path = root / "plan/other.md"
    path.write_text("---\ntitle: Other\ngoals: [nope]\nstart: 2026-12-04\n---\n")
    changed = lsp.FileEvent(path.as_uri(), lsp.FileChangeType.Created)
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([changed]))
    await until(lambda: client.diagnostics.get(path.as_uri()))
    path.unlink()
    client.workspace_did_change_watched_files(
        lsp.DidChangeWatchedFilesParams([lsp.FileEvent(path.as_uri(), lsp.FileChangeType.Deleted)])
    )
    await until(lambda: not client.diagnostics.get(path.as_uri()))
