import { appendFileSync, readFileSync, truncateSync } from "node:fs";
import { UserError } from "@dalmeum/contracts";
import { ifThere, writeFileAtomically } from "@dalmeum/files";
import { firstEvent, readEvent, type Scalar, scalarEvent, WRITER } from "./events.ts";
import { frame, unframe } from "./records.ts";

/** What a file of ours has. */
export interface EventFile {
  readonly bytes: number;
  /** By the name of a scalar. */
  readonly lastSteps: ReadonlyMap<string, number>;
}

/**
 * Undefined where there is no such file.
 * @throws UserError where somebody else has written it, or it is damaged.
 */
export function readEventFile(path: string): EventFile | undefined {
  const file = ifThere(() => readFileSync(path));
  if (file === undefined) return undefined;
  const events = eventsIn(file);
  if (events?.read[0]?.writer !== WRITER) {
    throw new UserError(
      `${path}: found a file that dalmeum has not written, or that is damaged; move it away, or name another folder`,
    );
  }
  const lastSteps = new Map(events.read.flatMap(({ step, names }) => names.map((name) => [name, step] as const)));
  return { bytes: events.bytes, lastSteps };
}

function eventsIn(file: Buffer) {
  const records = unframe(file);
  try {
    return records && { bytes: records.bytes, read: records.data.map(readEvent) };
  } catch {
    return undefined;
  }
}

/** A new file, whole or not there. */
export function writeEventFile(path: string, startedAt: number, scalars: readonly Scalar[]): void {
  writeFileAtomically(path, [frame(firstEvent(startedAt)), framed(scalars)]);
}

/** TensorBoard reads on where it was, in the file that it has open: so nothing that is there is written anew. */
export function appendToEventFile(path: string, { bytes }: EventFile, scalars: readonly Scalar[]): void {
  truncateSync(path, bytes);
  appendFileSync(path, framed(scalars));
}

const framed = (scalars: readonly Scalar[]): Buffer =>
  Buffer.concat(scalars.map((scalar) => frame(scalarEvent(scalar))));
