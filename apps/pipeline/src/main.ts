import { systemFailure } from "@dalmeum/files";
import { useProxies } from "@dalmeum/network";
import { errorMessage } from "./application.ts";
import { run } from "./run.ts";
import { stopSignal } from "./stop-signals.ts";

/** The dalmeum process: its arguments, streams, signals and exit code. */
export async function main(): Promise<void> {
  const { stdout, stderr } = process;
  const say = (line: string): void => void stderr.write(`${line}\n`);
  const signal = stopSignal(say, process.argv.includes("--events"));
  // A log's disk that is full, or a terminal that is gone, is no reason to stop: what is computed lies elsewhere.
  const lost: Error[] = [];
  for (const stream of [stdout, stderr]) stream.on("error", (error: Error) => lost.push(error));
  process.once("exit", () => {
    const [first] = lost;
    if (first === undefined) return;
    if (!signal.aborted) say(`not all of the output could be written: ${systemFailure(first) ?? first.message}`);
    if (process.exitCode === 0) process.exitCode = 1;
  });
  try {
    await useProxies();
    process.exitCode = await run(process.argv.slice(2), { stdout, stderr, cwd: process.cwd(), signal });
  } catch (error) {
    say(errorMessage(error, process.argv.includes("--debug")));
    process.exitCode = 1;
  }
}
