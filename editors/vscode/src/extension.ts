/** Starts Gameplan's language server for each folder of the workspace that holds a playbook. */

import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn, State, type ServerOptions } from "vscode-languageclient/node";
import { commandOf, missing, type Command } from "./command";

const clients = new Map<string, LanguageClient>();
const INSTALL = "Copy the command";

/** Begin: the editor calls it once. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("gameplan.restart", restart),
    vscode.commands.registerCommand("gameplan.showReferences", showReferences),
    vscode.workspace.onDidChangeWorkspaceFolders(async (change) => {
      await Promise.all(change.removed.map(stop));
      await Promise.all(change.added.map(start));
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("gameplan.command")) {
        await restart();
      }
    }),
  );
  await Promise.all((vscode.workspace.workspaceFolders ?? []).map(start));
}

/** End: the editor calls it when it closes. */
export async function deactivate(): Promise<void> {
  await Promise.all([...clients.keys()].map(stopAt));
}

async function restart(): Promise<void> {
  await deactivate();
  await Promise.all((vscode.workspace.workspaceFolders ?? []).map(start));
}

async function start(folder: vscode.WorkspaceFolder): Promise<void> {
  const key = folder.uri.toString();
  if (folder.uri.scheme !== "file" || clients.has(key) || !holdsPlaybook(folder.uri.fsPath)) {
    return;
  }
  const command = commandOf({
    folder: folder.uri.fsPath,
    set: setting(folder),
    trusted: vscode.workspace.isTrusted,
    windows: process.platform === "win32",
    exists: (file) => fs.existsSync(file),
  });
  const client = clientOf(folder, command);
  clients.set(key, client);
  try {
    await client.start();
  } catch {
    clients.delete(key);
    await say(command);
  }
}

/** The setting where somebody set it; what a workspace sets counts only where it is trusted. */
function setting(folder: vscode.WorkspaceFolder): string[] | undefined {
  const found = vscode.workspace.getConfiguration("gameplan", folder.uri).inspect<string[]>("command");
  const theirs = vscode.workspace.isTrusted ? (found?.workspaceFolderValue ?? found?.workspaceValue) : undefined;
  return theirs ?? found?.globalValue;
}

/** Whether a folder, or one in it, has a strategy. */
function holdsPlaybook(folder: string): boolean {
  const isFolder = (name: string): boolean => fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder(path.join(folder, "strategy"))) {
    return true;
  }
  const configuration = ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml"].map((name) => path.join(folder, name));
  if (configuration.some((name) => fs.existsSync(name) && fs.readFileSync(name, "utf8").includes("gameplan"))) {
    return true;
  }
  const inside = fs.readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
  return inside.some((each) => isFolder(path.join(folder, each.name, "strategy")));
}

function clientOf(folder: vscode.WorkspaceFolder, [program, ...rest]: Command): LanguageClient {
  const server: ServerOptions = { command: program, args: rest, options: { cwd: folder.uri.fsPath } };
  const within = (pattern: string, language: string): { scheme: string; language: string; pattern: string } => ({
    scheme: "file",
    language,
    pattern: `${folder.uri.fsPath.replaceAll("\\", "/")}/${pattern}`,
  });
  const client = new LanguageClient("gameplan", "Gameplan", server, {
    documentSelector: [within("**/*.md", "markdown"), within("**/{mkdocs,properdocs}.{yml,yaml}", "yaml")],
    workspaceFolder: folder,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  });
  client.onDidChangeState((change) => {
    if (change.newState === State.Stopped && change.oldState === State.Running) {
      clients.delete(folder.uri.toString());
    }
  });
  return client;
}

async function say(command: Command): Promise<void> {
  const chosen = await vscode.window.showErrorMessage(missing(command), INSTALL);
  if (chosen === INSTALL) {
    await vscode.env.clipboard.writeText("pip install 'gameplan[lsp]'");
  }
}

async function stop(folder: vscode.WorkspaceFolder): Promise<void> {
  await stopAt(folder.uri.toString());
}

async function stopAt(key: string): Promise<void> {
  const client = clients.get(key);
  clients.delete(key);
  if (client?.needsStop()) {
    await client.stop();
  }
}

interface Place {
  readonly line: number;
  readonly character: number;
}

interface Found {
  readonly uri: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

/** Show the places that a lens counted. */
async function showReferences(uri: string, at: Place, found: readonly Found[]): Promise<void> {
  const position = (place: Place): vscode.Position => new vscode.Position(place.line, place.character);
  const locations = found.map(
    (each) =>
      new vscode.Location(
        vscode.Uri.parse(each.uri),
        new vscode.Range(position(each.range.start), position(each.range.end)),
      ),
  );
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(uri),
    position(at),
    locations,
  );
}
