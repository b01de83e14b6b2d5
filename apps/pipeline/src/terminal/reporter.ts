import { createProgress, type OutputStream, type Progress } from "./progress.ts";

/** What a command tells, and where. */
export interface Reporter {
  /** A line for people. */
  say(line: string): void;
  /** @param unit what is counted, pairs if absent. */
  progress(label: string, unit?: string): Progress;
  /** The result: lines for people, or with --json the value alone. */
  result(value: unknown, lines: readonly string[]): void;
}

/** With --json standard output holds one JSON value, and what people read goes to standard error. */
export function createReporter(
  { stdout, stderr }: { readonly stdout: OutputStream; readonly stderr: OutputStream },
  json: boolean,
): Reporter {
  const stream = json ? stderr : stdout;
  const say = (line: string): void => void stream.write(`${line}\n`);
  return {
    say,
    progress: (label, unit) => createProgress(stream, label, unit === undefined ? {} : { unit }),
    result: (value, lines) => {
      if (json) stdout.write(`${JSON.stringify(value, null, 2)}\n`);
      else lines.forEach(say);
    },
  };
}
