import { run as runApplication } from "@stricli/core";
import { buildDalmeum } from "./application.ts";
import type { Context } from "./terminal/context.ts";

/** Where the command line runs. */
export type RunOptions = Pick<Context, "cwd" | "signal"> & Context["process"];

const DEBUG = "--debug";

/**
 * Run a command line.
 * @param argv what follows the program's name.
 * @returns the exit code: 0, 1 where there was an error, 128 and the signal's number where the person stopped it.
 */
export async function run(argv: readonly string[], { stdout, stderr, cwd, signal }: RunOptions): Promise<number> {
  const debug = argv.includes(DEBUG);
  const inputs = argv.filter((input) => input !== DEBUG);
  const streams: { stdout: typeof stdout; stderr: typeof stderr; exitCode?: number | string | null } = {
    stdout,
    stderr,
  };
  await runApplication(buildDalmeum(debug, cwd), inputs, { process: streams, cwd, signal });
  const code = Number(streams.exitCode ?? 1);
  // stricli's own codes, for unknown commands and flags, are negative.
  return code < 0 ? 1 : code;
}
