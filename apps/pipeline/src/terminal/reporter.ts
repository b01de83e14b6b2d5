import type { Reporter } from "@dalmeum/contracts";
import { createLiveLines, type LiveLines } from "./live-lines.ts";
import { createProgress, type OutputStream } from "./progress.ts";

/** What a command tells, and where. */
export interface CommandReporter extends Reporter {
  /** The result: lines for people, or with --json the value alone. */
  result(value: unknown, lines: readonly string[]): void;
  /** Lines that are redrawn in place, below what is said meanwhile. */
  readonly live: LiveLines;
}

/** With --json standard output holds one JSON value, and what people read goes to standard error. */
export function createReporter(
  { stdout, stderr }: { readonly stdout: OutputStream; readonly stderr: OutputStream },
  json: boolean,
): CommandReporter {
  const stream = json ? stderr : stdout;
  const live = createLiveLines(stream);
  const { say } = live;
  return {
    say,
    live,
    progress: (label, unit) => createProgress(stream, label, unit === undefined ? {} : { unit }),
    result: (value, lines) => {
      if (json) stdout.write(`${JSON.stringify(value, null, 2)}\n`);
      else lines.forEach(say);
    },
  };
}
