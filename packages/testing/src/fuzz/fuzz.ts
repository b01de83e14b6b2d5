import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRng, UserError } from "@dalmeum/contracts";
import { type Material, mutate } from "./mutate.ts";

const MOST = { seconds: 2, mebibytes: 1024 };

export interface FuzzedReader extends Material {
  /** How the test calls it. */
  readonly name: string;
  readonly cases: number;
  /** Read all that such a file holds; it may throw a UserError and nothing else. */
  readonly read: (bytes: Uint8Array) => unknown;
}

export interface Fuzzed {
  readonly read: number;
  readonly refused: number;
  /** Seconds of the processor for one file. */
  readonly slowest: number;
  /** Of the process at its largest. */
  readonly mebibytes: number;
}

/**
 * Read files that were changed at random.
 * @param begin is told the number of each case.
 * @throws Error with the number, and where the file lies, at the first that is neither read nor refused with a UserError, or
 * that takes more than 2 s of the processor or 1 GiB.
 */
export async function fuzz(reader: FuzzedReader, seed: number, begin: (number: number) => void): Promise<Fuzzed> {
  const rng = createRng(seed).fork(reader.name);
  let [read, refused, slowest] = [0, 0, 0];
  for (let number = 0; number < reader.cases; number++) {
    const bytes = mutate(reader, rng.fork(String(number)));
    begin(number);
    const { thrown, seconds } = await attempt(reader, bytes);
    slowest = Math.max(slowest, seconds);
    const problem = problemOf(thrown, seconds);
    if (problem !== undefined) {
      const path = join(mkdtempSync(join(tmpdir(), "fuzz-")), "file");
      writeFileSync(path, bytes);
      const where = `${reader.name}, seed ${seed}, case ${number}`;
      throw new Error(`${where}: ${problem}; the file is ${path}`, { cause: thrown });
    }
    if (thrown === undefined) read += 1;
    else refused += 1;
  }
  return { read, refused, slowest, mebibytes: peakMebibytes() };
}

/** The processor's time and not the clock's: a busy machine does not make a reader slow. */
async function attempt(
  { read }: FuzzedReader,
  bytes: Uint8Array,
): Promise<{ readonly thrown: unknown; readonly seconds: number }> {
  const before = process.cpuUsage();
  let thrown: unknown;
  try {
    await read(bytes);
  } catch (error) {
    thrown = error ?? "nothing";
  }
  const { user, system } = process.cpuUsage(before);
  return { thrown, seconds: (user + system) / 1e6 };
}

function problemOf(thrown: unknown, seconds: number): string | undefined {
  if (thrown !== undefined && !(thrown instanceof UserError))
    return `${thrown instanceof Error ? thrown.name : typeof thrown} was thrown`;
  if (seconds > MOST.seconds) return `it took ${seconds.toFixed(1)} s`;
  return peakMebibytes() > MOST.mebibytes ? `it took ${peakMebibytes()} MiB` : undefined;
}

/** So far. */
const peakMebibytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
