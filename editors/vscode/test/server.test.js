// The real server, spoken to with the libraries that VS Code itself speaks with.
"use strict";

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { pathToFileURL } = require("node:url");
const protocol = require("vscode-languageserver-protocol/node");

const SERVER = process.env.GAMEPLAN_SERVER ?? "gameplan";

test("the server shows what is wrong, and offers what may be written", { timeout: 60_000 }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gameplan-"));
  const files = {
    "mkdocs.yml": "site_name: Site\ndocs_dir: strategy\nplugins:\n  - gameplan:\n      timezone: Europe/Prague\n",
    "strategy/goals/grow.md": "---\ntitle: Grow\n---\n",
    "plan/launch.md": "---\ntitle: 😀 Launch\ngoals: [grow]\nstart: TBD\n---\n",
  };
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  const server = spawn(SERVER, ["lsp"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout),
    new protocol.StreamMessageWriter(server.stdin),
  );
  const uri = pathToFileURL(path.join(folder, "plan", "launch.md")).href;
  const shown = new Promise((resolve) => {
    connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
      if (params.uri === uri && params.diagnostics.length) {
        resolve(params.diagnostics);
      }
    });
  });
  connection.listen();
  const root = pathToFileURL(folder).href;
  const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: root,
    capabilities: {},
    workspaceFolders: [{ uri: root, name: "playbook" }],
  });
  assert.equal(capabilities.textDocumentSync.change, protocol.TextDocumentSyncKind.Incremental);
  await connection.sendNotification(protocol.InitializedNotification.type, {});
  const text = files["plan/launch.md"].replace("[grow]", "[😀, grwo]");
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "markdown", version: 1, text },
  });
  const wrong = (await shown).find((each) => each.message.includes("grwo"));
  assert.equal(wrong.message, "no goal has the id 'grwo' – did you mean 'grow' (Grow)?");
  assert.deepEqual(wrong.range, { start: { line: 2, character: 12 }, end: { line: 2, character: 16 } });
  const offered = await connection.sendRequest(protocol.CompletionRequest.type, {
    textDocument: { uri },
    position: { line: 2, character: 12 },
  });
  assert.deepEqual(
    offered.items.map((each) => [each.label, each.detail]),
    [["grow", "Grow"]],
  );
  await connection.sendRequest(protocol.ShutdownRequest.type);
  const ended = new Promise((resolve) => server.on("exit", resolve));
  await connection.sendNotification(protocol.ExitNotification.type);
  assert.equal(await ended, 0);
  connection.dispose();
});
