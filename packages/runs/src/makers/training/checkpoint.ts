import { createHash } from "node:crypto";
import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type NamedValues, UserError } from "@dalmeum/contracts";
import { canonicalJson, hasCode, openSafetensors, readSafetensors, writeSafetensors } from "@dalmeum/files";
import type { TrainingSnapshot } from "@dalmeum/training";
import { z } from "zod";

export const FILE = "checkpoint.safetensors";
const ADVICE = "--restart starts over";

/** A run whose training is not done. */
export interface Checkpoint {
  readonly snapshot: TrainingSnapshot;
  /** Wall clock of the training so far. */
  readonly seconds: number;
}

const metadataSchema = z.object({
  identity: z.string(),
  step: z.coerce.number().int().positive(),
  seconds: z.coerce.number().nonnegative(),
  numbers: z.string().transform((text) => z.record(z.string(), z.number()).parse(JSON.parse(text))),
  sha256: z.string(),
});

export function hasCheckpoint(folder: string): boolean {
  return existsSync(join(folder, FILE));
}

export function removeCheckpoint(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}

/**
 * Write a run's checkpoint in place of the one before, which stays where this fails. Arrays go to the file as they are.
 * @param identity of the run.
 */
export function writeCheckpoint(folder: string, identity: string, { snapshot, seconds }: Checkpoint): void {
  const { step, numbers } = snapshot;
  const facts = { identity, step: String(step), seconds: String(seconds), numbers: JSON.stringify(numbers) };
  const sha256 = contentHash(facts, snapshot.values);
  writeSafetensors(join(folder, FILE), snapshot.values, { ...facts, sha256 });
}

/**
 * Read a run's checkpoint.
 * @throws UserError where it is damaged or another run's.
 */
export function readCheckpoint(folder: string, identity: string): Checkpoint {
  const path = join(folder, FILE);
  const { tensors, metadata } = readSafetensors(path, ADVICE);
  const { sha256, ...facts } = metadata;
  // The hash comes first: what it does not cover may not even be JSON.
  const parsed = sha256 === contentHash(facts, tensors) ? metadataSchema.safeParse(metadata) : undefined;
  if (!parsed?.success) {
    throw new UserError(`${path}: found other content than was written (SHA-256): it is damaged; ${ADVICE}`);
  }
  if (parsed.data.identity !== identity) {
    const [found, expected] = [parsed.data.identity, identity].map((hash) => hash.slice(0, 8));
    throw new UserError(`${path}: found the checkpoint of run ${found}, expected that of ${expected}; ${ADVICE}`);
  }
  const { step, seconds, numbers } = parsed.data;
  return { snapshot: { step, values: tensors, numbers }, seconds };
}

/** How far a checkpoint is, for people. */
export interface CheckpointProgress {
  readonly step: number;
  /** Of training so far. */
  readonly seconds: number;
  readonly writtenAt: Date;
}

/** Reads a checkpoint's head alone; undefined where there is none, or it is damaged. */
export function readCheckpointProgress(folder: string): CheckpointProgress | undefined {
  const path = join(folder, FILE);
  try {
    const told = metadataSchema.safeParse(openSafetensors(path).metadata).data;
    return told && { step: told.step, seconds: told.seconds, writtenAt: statSync(path).mtime };
  } catch (error) {
    if (error instanceof UserError || hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** SHA-256 of what a checkpoint says about itself, and of every array with its name and shape. */
function contentHash(facts: Readonly<Record<string, string>>, values: NamedValues): string {
  const hash = createHash("sha256").update(canonicalJson(facts));
  for (const [name, tensor] of Object.entries(values)) {
    hash.update(canonicalJson([name, tensor.shape]));
    hash.update(new Uint8Array(tensor.values.buffer, tensor.values.byteOffset, tensor.values.byteLength));
  }
  return hash.digest("hex");
}
