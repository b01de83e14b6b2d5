import { relative, resolve } from "node:path";
import { buildBoard, checkBoardFolder, isLoopback, serveBoard } from "@dalmeum/board";
import { counted } from "@dalmeum/contracts";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { createReporter } from "../terminal/reporter.ts";
import { megabytes } from "../terminal/run-lines.ts";

export interface BoardFlags extends CommonFlags {
  readonly host: string;
  readonly port: number;
}

/** Serve the team's page until the person asks to stop. */
export async function serve(this: Context, { host, port, json }: BoardFlags): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  const reporter = createReporter(this.process, json);
  if (!isLoopback(host)) {
    reporter.say(
      `--host ${host}: whoever reaches this machine there reads the page without a password: scores, sentences of the data, names. ` +
        "In a network that you do not trust leave --host out",
    );
  }
  reporter.say("reading runs");
  await serveBoard({
    ...{ root, host, port, say: reporter.say, signal: this.signal },
    onListen: (address) => {
      reporter.result({ address }, [`The team's page is at ${address}; Ctrl-C stops it`]);
    },
  });
}

export interface BuildFlags extends CommonFlags {
  readonly to: string;
}

/** Write the team's page into a folder. */
export async function build(this: Context, { to, json }: BuildFlags): Promise<void> {
  const folder = resolve(this.cwd, to);
  checkBoardFolder(folder);
  const root = findWorkspaceRoot(this.cwd);
  const reporter = createReporter(this.process, json);
  const built = await buildBoard({ root, folder, reporter, signal: this.signal });
  const shown = relative(this.cwd, folder);
  reporter.result({ folder: shown, ...built }, [
    `${shown}/index.html: ${counted(built.experiments, "experiment")} of ${counted(built.runs, "finished run")}, ${megabytes(built.bytes)}`,
  ]);
}
