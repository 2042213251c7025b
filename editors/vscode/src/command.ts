/** Which program is the language server: nothing here knows the editor, so that tests can ask it. */

import * as path from "node:path";

/** What is known when a server is to be started. */
export interface Known {
  /** The folder of the workspace. */
  readonly folder: string;
  /** The setting `gameplan.command`, where somebody set it; the first part is the program. */
  readonly set: readonly string[] | undefined;
  /** Whether the user trusts the workspace. */
  readonly trusted: boolean;
  readonly windows: boolean;
  /** Tells whether a program is there. */
  readonly exists: (file: string) => boolean;
}

/** The command of a server, the program first. */
export type Command = readonly [string, ...string[]];

const USUAL: Command = ["gameplan", "lsp"];

/**
 * Choose the command that starts the server: that of the setting, else that of the workspace's `.venv` if the workspace is trusted, else
 * `gameplan` as a terminal finds it.
 */
export function commandOf(known: Known): Command {
  const [program, ...rest] = known.set ?? [];
  if (program) {
    return [program, ...rest];
  }
  const own = known.windows
    ? path.win32.join(known.folder, ".venv", "Scripts", "gameplan.exe")
    : path.posix.join(known.folder, ".venv", "bin", "gameplan");
  return known.trusted && known.exists(own) ? [own, "lsp"] : USUAL;
}

/** Say what to do where the server can't be started. */
export function missing(command: Command): string {
  return (
    `Gameplan's language server can't be started (${command.join(" ")}). ` +
    "Install it with: pip install 'gameplan[lsp]' – or name it in the setting gameplan.command."
  );
}
