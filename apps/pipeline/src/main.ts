import { errorMessage } from "./application.ts";
import { Interruption } from "@dalmeum/contracts";
import { useProxies } from "@dalmeum/network";
import { run } from "./run.ts";

/** The dalmeum process: its arguments, streams, signals and exit code. */
export async function main(): Promise<void> {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // Once: a second Ctrl-C ends the process at once.
    process.once(signal, () => {
      controller.abort(new Interruption(signal));
    });
  }
  // Whoever reads the output may stop reading, as `head` does.
  process.stdout.on("error", () => process.exit(1));
  const { stdout, stderr } = process;
  try {
    await useProxies();
    process.exitCode = await run(process.argv.slice(2), {
      stdout,
      stderr,
      cwd: process.cwd(),
      signal: controller.signal,
    });
  } catch (error) {
    stderr.write(`${errorMessage(error, process.argv.includes("--debug"))}\n`);
    process.exitCode = 1;
  }
}
