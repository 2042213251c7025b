// Stand-ins for the modules `vscode` and `vscode-languageclient/node`: what the extension asks of them, and what it did.
"use strict";

const Module = require("node:module");

class Disposable {
  dispose() {}
}

/** An editor with some folders, trusted or not, and what the extension did in it. */
function editor({ folders = [], trusted = true, settings = {}, fails = false, choice = undefined } = {}) {
  const done = { commands: new Map(), started: [], stopped: [], errors: [], copied: [], executed: [], listeners: {} };
  const listens = (name) => (listener) => {
    done.listeners[name] = listener;
    return new Disposable();
  };
  const folder = (path, number) => ({
    uri: { scheme: "file", fsPath: path, toString: () => `file://${path}` },
    name: path,
    index: number,
  });
  const vscode = {
    Position: class {
      constructor(line, character) {
        Object.assign(this, { line, character });
      }
    },
    Range: class {
      constructor(start, end) {
        Object.assign(this, { start, end });
      }
    },
    Location: class {
      constructor(uri, range) {
        Object.assign(this, { uri, range });
      }
    },
    Uri: { parse: (text) => ({ text }) },
    commands: {
      registerCommand: (name, run) => {
        done.commands.set(name, run);
        return new Disposable();
      },
      executeCommand: async (...what) => done.executed.push(what),
    },
    env: { clipboard: { writeText: async (text) => done.copied.push(text) } },
    window: {
      showErrorMessage: async (message) => {
        done.errors.push(message);
        return choice;
      },
    },
    workspace: {
      workspaceFolders: folders.map(folder),
      get isTrusted() {
        return vscode.trusted;
      },
      getConfiguration: () => ({ inspect: () => settings }),
      onDidChangeWorkspaceFolders: listens("folders"),
      onDidGrantWorkspaceTrust: listens("trust"),
      onDidChangeConfiguration: listens("configuration"),
    },
    trusted,
    folder,
  };
  const client = {
    State: { Stopped: 1, Running: 2 },
    RevealOutputChannelOn: { Never: 4 },
    LanguageClient: class {
      constructor(id, name, server, options) {
        Object.assign(this, { server, options });
      }
      onDidChangeState() {
        return new Disposable();
      }
      needsStop() {
        return true;
      }
      async start() {
        done.started.push(this);
        if (fails) {
          throw new Error("spawn gameplan ENOENT");
        }
      }
      async stop() {
        done.stopped.push(this);
      }
    },
  };
  return { vscode, client, done };
}

/** Load a file anew, with other modules in the place of some. */
function loaded(file, modules) {
  const load = Module._load;
  Module._load = (name, ...rest) => (name in modules ? modules[name] : load(name, ...rest));
  try {
    delete require.cache[require.resolve(file)];
    return require(file);
  } finally {
    Module._load = load;
  }
}

module.exports = { editor, loaded };
