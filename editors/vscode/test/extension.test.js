// The extension in an editor that is a stand-in: when it starts a server, which one, and what it says where there is none.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { editor, loaded } = require("./fakes.js");

const EXTENSION = path.join(__dirname, "..", "dist", "test", "extension.js");
const SHIPPED = path.join(__dirname, "..", "dist", "extension.js");
const OWN = [".venv/bin/gameplan", ".venv/Scripts/gameplan.exe"];

/** A folder with some files. */
function workspace(...files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gameplan-"));
  for (const name of files) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), name.endsWith(".yml") ? "plugins: [gameplan]\n" : "");
  }
  return folder;
}

/** Activate the extension in an editor, and return what it did. */
async function activated(options) {
  const fakes = editor(options);
  const extension = loaded(EXTENSION, { vscode: fakes.vscode, "vscode-languageclient/node": fakes.client });
  await extension.activate({ subscriptions: [] });
  return { ...fakes, extension };
}

/** The commands of the servers that were started. */
const commands = (done) => done.started.map((each) => [each.server.command, ...each.server.args]);

test("a server is started for each folder with a playbook, and for no other", async () => {
  const folders = [workspace("strategy/index.md"), workspace("README.md"), workspace("mkdocs.yml"), workspace("a/strategy/b.md")];
  const { done } = await activated({ folders });
  assert.deepEqual(
    done.started.map((each) => each.server.options.cwd),
    [folders[0], folders[2], folders[3]],
  );
  assert.deepEqual(commands(done)[0], ["gameplan", "lsp"]);
  const [markdown, yaml] = done.started[0].options.documentSelector;
  assert.equal(markdown.pattern, `${folders[0]}/**/*.md`);
  assert.equal(yaml.language, "yaml");
});

test("the workspace's own program is started only where the workspace is trusted", async () => {
  const folder = workspace("strategy/index.md", ...OWN);
  const own = path.join(folder, process.platform === "win32" ? OWN[1] : OWN[0]);
  assert.deepEqual(commands((await activated({ folders: [folder] })).done), [[own, "lsp"]]);
  assert.deepEqual(commands((await activated({ folders: [folder], trusted: false })).done), [["gameplan", "lsp"]]);
});

test("a setting counts before all else; a workspace's only where it is trusted", async () => {
  const folder = workspace("strategy/index.md", ...OWN);
  const settings = { globalValue: ["/opt/gameplan", "lsp"], workspaceValue: ["./stranger", "lsp"] };
  assert.deepEqual(commands((await activated({ folders: [folder], settings })).done), [["./stranger", "lsp"]]);
  assert.deepEqual(commands((await activated({ folders: [folder], settings, trusted: false })).done), [
    ["/opt/gameplan", "lsp"],
  ]);
  const empty = { workspaceValue: [] };
  assert.equal(commands((await activated({ folders: [folder], settings: empty, trusted: false })).done)[0][0], "gameplan");
});

test("where trust comes later, the workspace's own program takes over", async () => {
  const folder = workspace("strategy/index.md", ...OWN);
  const { vscode, done } = await activated({ folders: [folder], trusted: false });
  vscode.trusted = true;
  await done.listeners.trust();
  assert.equal(done.stopped.length, 1);
  assert.match(commands(done)[1][0], /\.venv/);
});

test("where there is no server, it says how to install one", async () => {
  const { done } = await activated({ folders: [workspace("strategy/index.md")], fails: true, choice: "Copy the command" });
  assert.equal(done.errors.length, 1);
  assert.match(done.errors[0], /\(gameplan lsp\)\. Install it with: pip install 'gameplan\[lsp\]'/);
  assert.deepEqual(done.copied, ["pip install 'gameplan[lsp]'"]);
});

test("folders come and go, and settings change", async () => {
  const folder = workspace("strategy/index.md");
  const { vscode, done, extension } = await activated({ folders: [] });
  const added = vscode.folder(folder, 0);
  await done.listeners.folders({ added: [added], removed: [] });
  await done.listeners.folders({ added: [added], removed: [] });
  assert.equal(done.started.length, 1);
  vscode.workspace.workspaceFolders = [added];
  await done.listeners.configuration({ affectsConfiguration: (name) => name === "editor" });
  assert.equal(done.stopped.length, 0);
  await done.listeners.configuration({ affectsConfiguration: (name) => name === "gameplan.command" });
  await done.commands.get("gameplan.restart")();
  assert.deepEqual([done.started.length, done.stopped.length], [3, 2]);
  await done.listeners.folders({ added: [], removed: [added] });
  await extension.deactivate();
  assert.equal(done.stopped.length, 3);
});

test("a lens shows the places that it counted", async () => {
  const { done } = await activated();
  const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } };
  await done.commands.get("gameplan.showReferences")("file:///a.md", { line: 0, character: 0 }, [{ uri: "file:///b.md", range }]);
  const [name, uri, position, locations] = done.executed[0];
  assert.equal(name, "editor.action.showReferences");
  assert.equal(uri.text, "file:///a.md");
  assert.equal(position.line, 0);
  assert.equal(locations[0].uri.text, "file:///b.md");
  assert.equal(locations[0].range.start.character, 2);
});

test("what is shipped loads with nothing but the editor's module", async () => {
  const { vscode, done } = editor();
  // The client library extends many of the editor's classes: any class will do as long as no server runs.
  const anything = new Proxy(vscode, { get: (target, name) => target[name] ?? class {} });
  const extension = loaded(SHIPPED, { vscode: anything });
  await extension.activate({ subscriptions: [] });
  assert.ok(done.commands.has("gameplan.restart"));
  await extension.deactivate();
});

test("the manifest names what is there", () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "package.json"), "utf8"));
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, "limited");
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ["gameplan.command"]);
  for (const version of Object.values(manifest.devDependencies)) {
    assert.match(version, /^\d+\.\d+\.\d+$/, "versions are exact, since no lock file is kept");
  }
});
