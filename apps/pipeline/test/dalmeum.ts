import { run } from "../src/run.ts";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface DalmeumOptions {
  readonly signal?: AbortSignal;
  /** Sees everything that is written to standard output. */
  readonly onOutput?: (text: string) => void;
}

/** Run a command line in this process. */
export async function dalmeum(
  cwd: string,
  commandLine: string,
  { signal = new AbortController().signal, onOutput }: DalmeumOptions = {},
): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written): { write(text: string): void } => ({
    write: (text) => {
      written[name] += text;
      if (name === "stdout") onOutput?.(text);
    },
  });
  const argv = commandLine.split(" ").filter((word) => word !== "");
  const code = await run(argv, { stdout: stream("stdout"), stderr: stream("stderr"), cwd, signal });
  return { code, ...written };
}
